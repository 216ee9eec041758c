/* Campaigns of landmark incidents that are thrown together at random, through the public way. */
#include "completion.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include "base/file.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { SCHEMES = 4, INCIDENTS_MAX = 128, CAMPAIGNS = 24, COMPLETIONS = 40, THROWS = 6 };

static const char *const schemes[SCHEMES] = {"gge", "nciss", "dora-2024-1772", "nis2-2024-2690"};

static struct cir_classifier *classifier;
static gsl_rng *rng;
static struct completion incidents[INCIDENTS_MAX];
static size_t incident_count;

static const struct cir_fields *fields(void)
{
    return cir_classifier_fields(classifier);
}

/* ---- the log ---- */

static void add_text(struct cir_buffer *log, const char *text)
{
    sheet_add_cell(log, cir_text_of(text));
}

static void write_log(struct cir_buffer *log, const struct completion *rows, size_t count)
{
    cir_buffer_clear(log);
    for (unsigned i = 0; i < fields()->count; i++)
        cir_buffer_add_format(log, "%s%s", i > 0 ? "," : "", fields()->list[i].name);
    cir_buffer_add_char(log, '\n');
    for (size_t row = 0; row < count; row++) {
        for (unsigned i = 0; i < fields()->count; i++) {
            if (i > 0)
                cir_buffer_add_char(log, ',');
            add_text(log, rows[row].texts[i]);
        }
        cir_buffer_add_char(log, '\n');
    }
}

static void run_campaigns(struct sheet *campaigns, const struct completion *rows, size_t count,
                          const struct cir_period *within)
{
    struct cir_buffer log = {0};
    struct run run;
    struct cir_score_options options = {.threads = 2, .raw = true, .probabilities = true};
    options.campaigns.wanted = true;
    options.campaigns.output = scratch_path("campaigns.csv");
    if (within != NULL)
        options.campaigns.within = *within;
    write_log(&log, rows, count);
    run_score_text(&run, classifier, cir_buffer_text(&log), &options);
    if (run.status != CIR_OK)
        printf("%s\n", run.error.message);
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    struct cir_buffer text = scratch_read("campaigns.csv");
    sheet_read(campaigns, cir_buffer_text(&text), ',');
    CU_ASSERT_EQUAL(campaigns->row_count, run.tally.campaigns);
    cir_buffer_free(&text);
    cir_buffer_free(&log);
    run_free(&run);
}

/* Which incidents share a campaign or an operator, anew. */
static void throw_together(void)
{
    for (size_t i = 0; i < incident_count; i++) {
        char *campaign = incidents[i].texts[CIR_FIELD_CAMPAIGN];
        char *organisation = incidents[i].texts[CIR_FIELD_OPERATOR];
        snprintf(campaign, COMPLETION_TEXT_SIZE, "campaign %lu", gsl_rng_uniform_int(rng, CAMPAIGNS));
        snprintf(organisation, COMPLETION_TEXT_SIZE, "operator %lu", gsl_rng_uniform_int(rng, 3));
        if (gsl_rng_uniform(rng) < 0.3)
            organisation[0] = '\0';
    }
}

static void open_world(void)
{
    struct sheet landmarks;
    classifier = run_classifier(schemes, SCHEMES);
    cir_classifier_use_scopes(classifier, CIR_SCOPE_IGNORE); /* what lies outside has no interval */
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    completion_use(classifier, rng);
    completion_landmarks(&landmarks);
    incident_count = landmarks.row_count;
    CU_ASSERT_TRUE_FATAL(incident_count > 80 && incident_count <= INCIDENTS_MAX);
    for (size_t i = 0; i < incident_count; i++)
        completion_read(&incidents[i], &landmarks, i);
    sheet_free(&landmarks);
    scratch_open();
}

static void close_world(void)
{
    scratch_close();
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

/* ---- a log of campaigns ---- */

static bool is_verdict(const char *column)
{
    for (size_t i = 0; i < SCHEMES; i++)
        if (cir_text_starts_with(cir_text_of(column), schemes[i]) && column[strlen(schemes[i])] == '_')
            return true;
    return false;
}

/* The verdicts that stood in the file come again behind it. */
static void expect_same_verdicts(const struct sheet *campaigns, const struct sheet *again)
{
    size_t behind = campaigns->header.count;
    for (size_t row = 0; row < campaigns->row_count; row++)
        for (size_t i = 0, k = behind; i < campaigns->header.count; i++) {
            if (!is_verdict(campaigns->header.cells[i].data))
                continue;
            CU_ASSERT_TRUE_FATAL(k < again->rows[row].count);
            if (!cir_text_equal(campaigns->rows[row].cells[i], again->rows[row].cells[k])) {
                printf("row %zu: %s '%s', again '%s'\n", row, campaigns->header.cells[i].data,
                       campaigns->rows[row].cells[i].data, again->rows[row].cells[k].data);
                CU_FAIL("another verdict");
            }
            k++;
        }
}

static void score_again(const struct sheet *campaigns)
{
    struct sheet again;
    struct run run;
    struct cir_buffer text = scratch_read("campaigns.csv");
    const struct cir_score_options options = {.raw = true, .probabilities = true};
    run_score_text(&run, classifier, cir_buffer_text(&text), &options);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    CU_ASSERT_EQUAL(run.tally.scored, campaigns->row_count);
    sheet_read(&again, cir_buffer_text(&run.output), ',');
    expect_same_verdicts(campaigns, &again);
    sheet_free(&again);
    cir_buffer_free(&text);
    run_free(&run);
}

static void test_campaigns__are_a_log_of_the_same_verdicts(void)
{
    open_world();
    for (int i = 0; i < THROWS; i++) {
        struct sheet campaigns;
        const struct cir_period year = {.months = 12};
        throw_together();
        run_campaigns(&campaigns, incidents, incident_count, i % 2 == 1 ? &year : NULL);
        CU_ASSERT_TRUE(campaigns.row_count >= CAMPAIGNS - 2);
        score_again(&campaigns);
        sheet_free(&campaigns);
    }
    close_world();
}

/* Logs as the world writes them; one line of a real log is one incident of its column. */
static void group_real_log(const char *path, const char *mapping, const char *column, size_t least)
{
    struct run run;
    struct sheet campaigns;
    if (access(path, R_OK) != 0) {
        cir_skip(path);
        return;
    }
    open_world();
    struct cir_score_options options = {
        .input = path, .log.mapping = mapping, .raw = true, .threads = 2, .probabilities = true};
    options.campaigns.wanted = true;
    options.campaigns.output = scratch_path("campaigns.csv");
    options.campaigns.column = column;
    run_score(&run, classifier, &options);
    if (run.status != CIR_OK)
        printf("%s\n", run.error.message);
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    printf("%s: %u campaigns of %u incidents\n", column, (unsigned)run.tally.campaigns,
           (unsigned)run.tally.campaign_incidents);
    CU_ASSERT_TRUE(run.tally.campaigns >= least && run.tally.campaigns < run.tally.campaign_incidents);
    struct cir_buffer text = scratch_read("campaigns.csv");
    sheet_read(&campaigns, cir_buffer_text(&text), ',');
    score_again(&campaigns);
    sheet_free(&campaigns);
    cir_buffer_free(&text);
    run_free(&run);
    close_world();
}

static void test_campaigns__are_found_in_real_logs(void)
{
    group_real_log(CIR_SOURCE_DIR "/../shared/data/incidents/vcdb/vcdb_a.csv", "veris-flat", "campaign_id", 2);
    group_real_log(CIR_SOURCE_DIR "/../shared/data/incidents/vcdb/vcdb_a.csv", "veris-flat", "victim_id", 1000);
    group_real_log(CIR_SOURCE_DIR "/../shared/data/incidents/hhs/hhs_archive_2020.csv", "hhs", "Name of Covered Entity",
                   1000);
}

/* ---- ends ---- */

static double number_of(const struct sheet *sheet, size_t row, const char *scheme, const char *column)
{
    char name[64];
    double value = NAN;
    snprintf(name, sizeof name, "%s_%s", scheme, column);
    (void)cir_number_read(sheet_cell(sheet, row, name), &value);
    return value;
}

/* Scores are printed to a tenth or a hundredth, which rounds both alike. */
static bool is_within(const struct sheet *inner, const struct sheet *outer, size_t row, const char *scheme)
{
    bool has_score = !isnan(number_of(outer, row, scheme, "low"));
    bool levels = number_of(inner, row, scheme, "level_low") >= number_of(outer, row, scheme, "level_low") &&
                  number_of(inner, row, scheme, "level_high") <= number_of(outer, row, scheme, "level_high");
    bool scores = !has_score || (number_of(inner, row, scheme, "low") >= number_of(outer, row, scheme, "low") &&
                                 number_of(inner, row, scheme, "high") <= number_of(outer, row, scheme, "high"));
    return levels && scores;
}

static void tell(const struct sheet *inner, const struct sheet *outer, size_t row, const char *scheme)
{
    printf("%s: %s: %g..%g level %g..%g is not within %g..%g level %g..%g\n", sheet_cell(inner, row, "id").data, scheme,
           number_of(inner, row, scheme, "low"), number_of(inner, row, scheme, "high"),
           number_of(inner, row, scheme, "level_low"), number_of(inner, row, scheme, "level_high"),
           number_of(outer, row, scheme, "low"), number_of(outer, row, scheme, "high"),
           number_of(outer, row, scheme, "level_low"), number_of(outer, row, scheme, "level_high"));
    for (size_t i = 0; i < inner->header.count && !is_verdict(inner->header.cells[i].data); i++)
        if (!cir_text_equal(inner->rows[row].cells[i], outer->rows[row].cells[i]))
            printf("    %s: %s was %s\n", inner->header.cells[i].data, inner->rows[row].cells[i].data,
                   outer->rows[row].cells[i].data);
}

static void keep(struct completion *completed, const struct completion *incident, unsigned field)
{
    memcpy(completed->texts[field], incident->texts[field], COMPLETION_TEXT_SIZE);
}

/* Other States would contradict what is told. */
static bool is_within_one_state(const struct completion *incident)
{
    uint32_t regional = cir_index_find(&fields()->list[CIR_FIELD_REACH].option_index, cir_text_of("regional"));
    const struct cir_cell *reach = &incident->cells[CIR_FIELD_REACH];
    return reach->state == CIR_CELL_KNOWN && reach->options >> regional == 0;
}

/* The State that counts as hit first is settled by what is written of dates and States: they stay. An operator that is
 * not named may be any. */
static void complete_all(struct completion *completed)
{
    static const unsigned kept[] = {CIR_FIELD_DATE, CIR_FIELD_DATE_END, CIR_FIELD_COUNTRY, CIR_FIELD_CAMPAIGN};
    for (size_t i = 0; i < incident_count; i++) {
        completion_draw(&completed[i], &incidents[i], gsl_rng_uniform(rng) < 0.7);
        for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
            keep(&completed[i], &incidents[i], kept[k]);
        if (is_within_one_state(&incidents[i]))
            keep(&completed[i], &incidents[i], CIR_FIELD_OTHER_COUNTRIES);
        char *organisation = completed[i].texts[CIR_FIELD_OPERATOR];
        if (organisation[0] == '\0')
            snprintf(organisation, COMPLETION_TEXT_SIZE, "operator %lu", gsl_rng_uniform_int(rng, 4));
    }
}

static void test_campaigns__hold_every_completion(void)
{
    static struct completion completed[INCIDENTS_MAX];
    unsigned narrower = 0;
    unsigned tried = 0;
    open_world();
    for (int i = 0; i < THROWS; i++) {
        struct sheet outer;
        throw_together();
        run_campaigns(&outer, incidents, incident_count, NULL);
        for (int k = 0; k < COMPLETIONS; k++) {
            struct sheet inner;
            complete_all(completed);
            run_campaigns(&inner, completed, incident_count, NULL);
            CU_ASSERT_EQUAL_FATAL(inner.row_count, outer.row_count);
            for (size_t row = 0; row < outer.row_count; row++)
                for (size_t s = 0; s < SCHEMES; s++) {
                    bool within = is_within(&inner, &outer, row, schemes[s]);
                    if (!within)
                        tell(&inner, &outer, row, schemes[s]);
                    CU_ASSERT_TRUE(within);
                    tried++;
                    narrower += number_of(&inner, row, schemes[s], "level_low") >
                                number_of(&outer, row, schemes[s], "level_low");
                }
            sheet_free(&inner);
        }
        sheet_free(&outer);
    }
    printf("%u verdicts, %u with a higher least level\n", tried, narrower);
    CU_ASSERT_TRUE(narrower > tried / 20);
    close_world();
}

/* A campaign of one incident says of it what its row says. */
static void test_campaigns__of_one_incident_are_that_incident(void)
{
    open_world();
    for (size_t i = 0; i < incident_count; i++)
        snprintf(incidents[i].texts[CIR_FIELD_CAMPAIGN], COMPLETION_TEXT_SIZE, "only %03zu", i);
    struct cir_buffer log = {0};
    struct run run;
    struct sheet rows;
    struct sheet campaigns;
    const struct cir_score_options options = {.raw = true};
    write_log(&log, incidents, incident_count);
    run_score_text(&run, classifier, cir_buffer_text(&log), &options);
    sheet_read(&rows, cir_buffer_text(&run.output), ',');
    run_campaigns(&campaigns, incidents, incident_count, NULL);
    CU_ASSERT_EQUAL_FATAL(campaigns.row_count, rows.row_count);
    for (size_t row = 0; row < rows.row_count; row++)
        for (size_t s = 0; s < SCHEMES; s++)
            if (!is_within(&campaigns, &rows, row, schemes[s]) || !is_within(&rows, &campaigns, row, schemes[s])) {
                tell(&campaigns, &rows, row, schemes[s]);
                CU_FAIL("another verdict");
            }
    sheet_free(&rows);
    sheet_free(&campaigns);
    cir_buffer_free(&log);
    run_free(&run);
    close_world();
}

CIR_SUITE("campaigns", {"are a log of the same verdicts", test_campaigns__are_a_log_of_the_same_verdicts},
          {"are found in real logs", test_campaigns__are_found_in_real_logs},
          {"hold every completion", test_campaigns__hold_every_completion},
          {"of one incident are that incident", test_campaigns__of_one_incident_are_that_incident})
