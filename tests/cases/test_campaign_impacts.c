/* What a network says of campaigns, through the public way: incidents of all kinds thrown together at random. */
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include "base/number.h"
#include "sink/impact_columns.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { INCIDENTS = 160, CAMPAIGNS = 30, COLUMNS = 9, CELL_SIZE = 32, THROWS = 4 };

static const char *const names[COLUMNS] = {"id",           "date",       "country", "sector",  "people_share",
                                           "service_loss", "duration_h", "title",   "campaign"};

/* What may stand in a column: known, within a range, left open, or without meaning; Antarctica and the Vatican have no
 * GDP, Iceland is cut out of the rest of the world. */
static const char *const choices[COLUMNS][12] = {
    [2] = {"DE", "FR", "FR", "UA", "IS", "DE|FR", "unknown", "VA", "DE;NL", "US|IS|UA", "EE"},
    [3] = {"power", "power", "energy;telecom", "finance", "power|health", "unknown", "health", "transport", "n/a"},
    [4] = {"0.02", "0.1", "0.02..0.05", "~0.001", "", "0.9", "unknown", "0.3"},
    [5] = {"total", "0.5", "degraded", "degraded|severe", "none", "", "0.2..0.7"},
    [6] = {"6", "24", "6..48", "~72", "", "unknown", "0.5", "n/a", "240", "96"},
};

static struct cir_classifier *classifier;
static gsl_rng *rng;
static char cells[INCIDENTS][COLUMNS][CELL_SIZE];

static const char *draw(size_t column)
{
    unsigned long count = 0;
    while (choices[column][count] != NULL)
        count++;
    return choices[column][gsl_rng_uniform_int(rng, count)];
}

static void throw_together(void)
{
    for (unsigned i = 0; i < INCIDENTS; i++) {
        snprintf(cells[i][0], CELL_SIZE, "A-%u", i);
        snprintf(cells[i][1], CELL_SIZE, "2024-%02lu-%02lu", 1 + gsl_rng_uniform_int(rng, 12),
                 1 + gsl_rng_uniform_int(rng, 28));
        for (size_t column = 2; column < 7; column++)
            snprintf(cells[i][column], CELL_SIZE, "%s", draw(column));
        snprintf(cells[i][8], CELL_SIZE, "campaign %lu", gsl_rng_uniform_int(rng, CAMPAIGNS));
    }
}

static void shuffle(void)
{
    gsl_ran_shuffle(rng, cells, INCIDENTS, sizeof cells[0]);
}

static void write_log(struct cir_buffer *log)
{
    cir_buffer_clear(log);
    for (size_t column = 0; column < COLUMNS; column++)
        cir_buffer_add_format(log, "%s%s", names[column], column + 1 < COLUMNS ? "," : "\n");
    for (size_t row = 0; row < INCIDENTS; row++)
        for (size_t column = 0; column < COLUMNS; column++)
            cir_buffer_add_format(log, "%s%s", cells[row][column], column + 1 < COLUMNS ? "," : "\n");
}

static void open_world(void)
{
    static const char *const schemes[] = {"gge"};
    classifier = run_classifier(schemes, 1);
    const struct cir_network_use use = {.network = "wiod2011"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, NULL, &use, NULL), CIR_OK);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    scratch_open();
}

static void close_world(void)
{
    scratch_close();
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

/* @param rows NULL where they are not wanted
 * @param within months; 0: campaigns are not cut by time */
static void run_campaigns(struct sheet *campaigns, struct sheet *rows, unsigned threads, unsigned within)
{
    struct cir_buffer log = {0};
    struct run run;
    struct cir_score_options options = {.threads = threads, .raw = true};
    options.campaigns.wanted = true;
    options.campaigns.output = scratch_path("campaigns.csv");
    options.campaigns.within.months = within;
    write_log(&log);
    run_score_text(&run, classifier, cir_buffer_text(&log), &options);
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    struct cir_buffer text = scratch_read("campaigns.csv");
    sheet_read(campaigns, cir_buffer_text(&text), ',');
    if (rows != NULL)
        sheet_read(rows, cir_buffer_text(&run.output), ',');
    cir_buffer_free(&text);
    cir_buffer_free(&log);
    run_free(&run);
}

static struct cir_text impact_cell(const struct sheet *sheet, size_t row, size_t column)
{
    const char *name = column < CIR_IMPACT_NUMBERS ? cir_impact_column_list()[column].name : CIR_IMPACT_TOP_COLUMN;
    CU_ASSERT_TRUE_FATAL(sheet_column(sheet, name) != SIZE_MAX);
    return sheet_cell(sheet, row, name);
}

static void expect_same(const struct sheet *a, size_t row, const struct sheet *b, size_t other)
{
    for (size_t column = 0; column <= CIR_IMPACT_NUMBERS; column++) {
        struct cir_text one = impact_cell(a, row, column);
        struct cir_text two = impact_cell(b, other, column);
        if (!cir_text_equal(one, two)) {
            printf("%s, column %zu: '%.*s', not '%.*s'\n", sheet_cell(a, row, "id").data, column, CIR_TEXT_ARGS(one),
                   CIR_TEXT_ARGS(two));
            CU_FAIL("another impact");
        }
    }
}

static size_t find_row(const struct sheet *sheet, struct cir_text id)
{
    size_t row = 0;
    while (row < sheet->row_count && !cir_text_equal(sheet_cell(sheet, row, "id"), id))
        row++;
    CU_ASSERT_TRUE_FATAL(row < sheet->row_count);
    return row;
}

/* NAN where it is not told. */
static double number(const struct sheet *sheet, size_t row, enum cir_impact_column_number column)
{
    double value = NAN;
    (void)cir_number_read(impact_cell(sheet, row, column), &value);
    return value;
}

/* ---- what is promised ---- */

static void test_campaign_impacts__of_one_incident_are_those_of_its_row(void)
{
    struct sheet campaigns, rows;
    unsigned told = 0;
    open_world();
    throw_together();
    for (unsigned i = 0; i < INCIDENTS; i++)
        snprintf(cells[i][8], CELL_SIZE, "only %u", i);
    run_campaigns(&campaigns, &rows, 2, 0);
    CU_ASSERT_EQUAL_FATAL(campaigns.row_count, INCIDENTS);
    for (size_t row = 0; row < INCIDENTS; row++) {
        expect_same(&campaigns, row, &rows, row);
        told += number(&rows, row, CIR_IMPACT_COLUMN_GLOBAL_HIGH) > 0;
    }
    CU_ASSERT_TRUE(told > INCIDENTS / 4);
    sheet_free(&campaigns);
    sheet_free(&rows);
    close_world();
}

static void test_campaign_impacts__do_not_depend_on_order_and_threads(void)
{
    open_world();
    for (int i = 0; i < THROWS; i++)
        for (unsigned within = 0; within <= 6; within += 6) {
            struct sheet before, after;
            throw_together();
            run_campaigns(&before, NULL, 1, within);
            if (within == 0) /* windows of the same dates may be numbered in another way */
                shuffle();
            run_campaigns(&after, NULL, 5, within);
            CU_ASSERT_EQUAL_FATAL(before.row_count, after.row_count);
            for (size_t row = 0; row < before.row_count; row++)
                expect_same(&before, row, &after, find_row(&after, sheet_cell(&before, row, "id")));
            sheet_free(&before);
            sheet_free(&after);
        }
    close_world();
}

/* Of the campaign that a row belongs to. */
static void expect_no_less(const struct sheet *campaigns, const struct sheet *rows, size_t row)
{
    static const enum cir_impact_column_number lows[] = {CIR_IMPACT_COLUMN_DOMESTIC_LOW, CIR_IMPACT_COLUMN_REGIONAL_LOW,
                                                         CIR_IMPACT_COLUMN_GLOBAL_LOW, CIR_IMPACT_COLUMN_STATES_LOW};
    size_t campaign = find_row(campaigns, sheet_cell(rows, row, "campaign"));
    for (size_t i = 0; i < sizeof lows / sizeof lows[0]; i++) {
        enum cir_impact_column_number high = lows[i] + 1;
        if (isnan(number(rows, row, lows[i])))
            continue;
        CU_ASSERT_TRUE(number(campaigns, campaign, lows[i]) >= number(rows, row, lows[i]));
        CU_ASSERT_FALSE(number(campaigns, campaign, high) < number(rows, row, high));
        CU_ASSERT_FALSE(number(campaigns, campaign, high) < number(campaigns, campaign, lows[i]));
    }
    CU_ASSERT_FALSE(number(campaigns, campaign, CIR_IMPACT_COLUMN_STATES_HIGH) >
                    (double)cir_classifier_definitions(classifier)->country_count);
}

static void test_campaign_impacts__are_no_less_than_the_worst_row(void)
{
    open_world();
    for (int i = 0; i < THROWS; i++) {
        struct sheet campaigns, rows;
        throw_together();
        run_campaigns(&campaigns, &rows, 2, 0);
        for (size_t row = 0; row < rows.row_count; row++)
            expect_no_less(&campaigns, &rows, row);
        sheet_free(&campaigns);
        sheet_free(&rows);
    }
    close_world();
}

/* The merged row is judged by its own facts, so that the file scored again says the same. */
static void test_campaign_impacts__leave_the_file_a_log_of_the_same_verdicts(void)
{
    struct sheet campaigns, again;
    struct run run;
    const struct cir_score_options options = {.raw = true};
    open_world();
    throw_together();
    run_campaigns(&campaigns, NULL, 2, 0);
    struct cir_buffer text = scratch_read("campaigns.csv");
    run_score_text(&run, classifier, cir_buffer_text(&text), &options);
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    sheet_read(&again, cir_buffer_text(&run.output), ',');
    size_t score = sheet_column(&campaigns, "gge_score");
    size_t shift = campaigns.header.count - sheet_column(&campaigns, "gge_level");
    CU_ASSERT_EQUAL_FATAL(again.row_count, campaigns.row_count);
    for (size_t row = 0; row < campaigns.row_count; row++)
        CU_ASSERT_TRUE(cir_text_equal(campaigns.rows[row].cells[score], again.rows[row].cells[score + shift]));
    sheet_free(&campaigns);
    sheet_free(&again);
    cir_buffer_free(&text);
    run_free(&run);
    close_world();
}

CIR_SUITE("campaign_impacts",
          {"of one incident are those of its row", test_campaign_impacts__of_one_incident_are_those_of_its_row},
          {"do not depend on order and threads", test_campaign_impacts__do_not_depend_on_order_and_threads},
          {"are no less than the worst row", test_campaign_impacts__are_no_less_than_the_worst_row},
          {"leave the file a log of the same verdicts",
           test_campaign_impacts__leave_the_file_a_log_of_the_same_verdicts})
