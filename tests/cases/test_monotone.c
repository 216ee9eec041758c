/* More harm never lowers a score; the order of the rows does not matter; who did it does not either. */
#include "base/file.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { INCIDENTS = 600, TEXT_SIZE = 64 };

static const double TOLERANCE = 1e-9;

/* The facts of harm, each with its rising values. */
static const struct harm {
    const char *name;
    const char *values[9];
} harms[] = {
    {"people_affected", {"0", "99", "2385", "64000", "1200000", "3e7", "2e9"}},
    {"people_share", {"0", "0.00001", "0.0042", "1.5 %", "0.07", "0.33", "1"}},
    {"entities_affected", {"0", "1", "7", "238", "5000", "20000"}},
    {"reach", {"local", "subnational", "national", "regional", "global"}},
    {"other_countries", {"none", "LV", "LV;LT", "LV;LT;US", "LV;LT;US;KE", "LV;LT;US;KE;JP;BR;AU;ZA;IN;FR"}},
    {"sector", {"power", "power;water", "power;water;finance", "power;water;finance;health"}},
    {"service_loss", {"0", "0.1", "0.238", "0.5", "0.94", "0.95", "1"}},
    {"duration_h", {"0", "0.3", "2.385", "4", "4.1", "40", "800"}},
    {"deaths", {"0", "1", "9", "10", "99", "100", "2385"}},
    {"injured", {"0", "1", "2385"}},
    {"physical", {"none", "temporary", "lasting"}},
    {"loss_usd", {"0", "99000", "2385000", "64e6", "8.5e9", "2e12"}},
    {"records_affected", {"0", "999", "23850", "5e6", "2e9"}},
    {"information",
     {"none", "suspected", "personal", "proprietary", "credentials", "integrity", "critical", "destroyed"}},
    {"recoverability", {"regular", "supplemented", "extended", "not-recoverable"}},
    {"critical_period", {"no", "yes"}},
    {"replicability", {"none", "low", "medium", "high"}},
};
enum { HARMS = sizeof harms / sizeof harms[0] };

static gsl_rng *rng;

static size_t value_count(const struct harm *harm)
{
    size_t count = 0;
    while (count < sizeof harm->values / sizeof harm->values[0] && harm->values[count] != NULL)
        count++;
    return count;
}

/* One of the values, or nothing known. Reach is always given: raised from the States alone it would become known
 * where it was not, which is another thing than being raised. */
static const char *draw_value(const struct harm *harm)
{
    bool may_be_open = strcmp(harm->name, "reach") != 0;
    if (may_be_open && gsl_rng_uniform(rng) < 0.25)
        return gsl_rng_uniform(rng) < 0.5 ? "" : "unknown";
    return harm->values[gsl_rng_uniform_int(rng, value_count(harm))];
}

static void judge(const struct cir_classifier *classifier, const char *const values[HARMS], struct cir_verdict *verdict)
{
    struct cir_fact facts[HARMS + 1] = {{"country", "EE"}};
    for (size_t i = 0; i < HARMS; i++)
        facts[i + 1] = (struct cir_fact){harms[i].name, values[i]};
    CU_ASSERT_EQUAL_FATAL(cir_classify(classifier, facts, HARMS + 1, verdict, NULL), CIR_OK);
}

static bool is_lower(const struct cir_verdict *after, const struct cir_verdict *before)
{
    return after->score.point < before->score.point - TOLERANCE || after->score.low < before->score.low - TOLERANCE ||
           after->score.high < before->score.high - TOLERANCE || after->level < before->level ||
           after->level_low < before->level_low || after->level_high < before->level_high;
}

/* One fact through all its values, all else staying. @return how often the score rose */
static unsigned raise(const struct cir_classifier *classifier, const char *const values[HARMS], size_t number)
{
    const struct harm *harm = &harms[number];
    const char *raised[HARMS];
    struct cir_verdict before = {.level = CIR_LEVEL_UNKNOWN};
    unsigned rises = 0;
    memcpy(raised, values, sizeof raised);
    for (size_t i = 0; i < value_count(harm); i++) {
        struct cir_verdict after;
        raised[number] = harm->values[i];
        judge(classifier, raised, &after);
        bool lower = i > 0 && is_lower(&after, &before);
        if (lower) {
            printf("%s from %s to %s: %g..%g..%g level %d after %g..%g..%g level %d:", harm->name, harm->values[i - 1],
                   harm->values[i], after.score.low, after.score.point, after.score.high, after.level, before.score.low,
                   before.score.point, before.score.high, before.level);
            for (size_t k = 0; k < HARMS; k++)
                printf(" %s=%s", harms[k].name, raised[k]);
            printf("\n");
        }
        CU_ASSERT_FALSE(lower);
        rises += i > 0 && after.score.point > before.score.point + TOLERANCE;
        before = after;
    }
    return rises;
}

static void test_monotone__more_harm_never_lowers_a_verdict(void)
{
    const char *scheme = "gge";
    struct cir_classifier *classifier = run_classifier(&scheme, 1);
    unsigned rises[HARMS] = {0};
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    for (size_t i = 0; i < INCIDENTS; i++) {
        const char *values[HARMS];
        for (size_t k = 0; k < HARMS; k++)
            values[k] = draw_value(&harms[k]);
        for (size_t k = 0; k < HARMS; k++)
            rises[k] += raise(classifier, values, k);
    }
    for (size_t k = 0; k < HARMS; k++) {
        if (rises[k] == 0)
            printf("%s never raised a score\n", harms[k].name);
        CU_ASSERT_TRUE(rises[k] > 0);
    }
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

/* ---- rows in another order ---- */

enum { ROWS = 1200 };

/* Row `number` of the endless log, and its header before the first. */
static void add_row(struct cir_buffer *log, size_t number)
{
    struct cir_buffer one = {0};
    scratch_log(&one, number, 1, false);
    const char *row = (const char *)memchr(one.data, '\n', one.size) + 1;
    if (log->size == 0)
        cir_buffer_add(log, (struct cir_text){one.data, (size_t)(row - one.data)});
    cir_buffer_add(log, (struct cir_text){row, one.size - (size_t)(row - one.data)});
    cir_buffer_free(&one);
}

static void score_in_order(struct sheet *sheet, const struct cir_classifier *classifier, const size_t order[ROWS])
{
    struct cir_buffer log = {0};
    struct run run;
    for (size_t i = 0; i < ROWS; i++)
        add_row(&log, order[i]);
    run_score_text(&run, classifier, cir_buffer_text(&log), &(struct cir_score_options){.threads = 2});
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.scored, ROWS);
    sheet_read(sheet, cir_buffer_text(&run.output), ',');
    CU_ASSERT_EQUAL_FATAL(sheet->row_count, ROWS);
    run_free(&run);
    cir_buffer_free(&log);
}

static bool same_rows(const struct sheet_row *a, const struct sheet_row *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = cir_text_equal(a->cells[i], b->cells[i]);
    return same;
}

static void test_monotone__permuted_rows_permute_the_output(void)
{
    static const char *const schemes[] = {"gge", "nciss"};
    struct cir_classifier *classifier = run_classifier(schemes, 2);
    size_t order[ROWS];
    struct sheet straight;
    struct sheet permuted;
    for (size_t i = 0; i < ROWS; i++)
        order[i] = i;
    scratch_open();
    score_in_order(&straight, classifier, order);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_ran_shuffle(rng, order, ROWS, sizeof order[0]);
    gsl_rng_free(rng);
    CU_ASSERT_NOT_EQUAL(order[0], 0);
    score_in_order(&permuted, classifier, order);
    for (size_t i = 0; i < ROWS; i++)
        CU_ASSERT_TRUE(same_rows(&permuted.rows[i], &straight.rows[order[i]]));
    CU_ASSERT_FALSE(same_rows(&permuted.rows[0], &straight.rows[0]));
    sheet_free(&straight);
    sheet_free(&permuted);
    scratch_close();
    cir_classifier_free(classifier);
}

/* ---- who did it ---- */

/* The landmarks with three columns more, all of these values. */
static void add_attribution(struct cir_buffer *log, const struct sheet *landmarks, const char *values)
{
    for (size_t i = 0; i < landmarks->header.count; i++) {
        sheet_add_cell(log, landmarks->header.cells[i]);
        cir_buffer_add_char(log, ',');
    }
    cir_buffer_add_string(log, "attribution,attribution_confidence,tlp\n");
    for (size_t row = 0; row < landmarks->row_count; row++) {
        for (size_t i = 0; i < landmarks->rows[row].count; i++) {
            sheet_add_cell(log, landmarks->rows[row].cells[i]);
            cir_buffer_add_char(log, ',');
        }
        cir_buffer_add_format(log, "%s\n", values);
    }
}

/* The columns of the verdicts alone, in the order of the rows. */
static struct cir_buffer verdicts_of(const struct cir_classifier *classifier, struct cir_text log, size_t from)
{
    struct run run;
    struct sheet sheet;
    struct cir_buffer verdicts = {0};
    run_score_text(&run, classifier, log, &(struct cir_score_options){0});
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    sheet_read(&sheet, cir_buffer_text(&run.output), ',');
    for (size_t row = 0; row < sheet.row_count; row++)
        for (size_t i = from; i < sheet.rows[row].count; i++)
            sheet_add_cell(&verdicts, sheet.rows[row].cells[i]);
    CU_ASSERT_TRUE(sheet.row_count > 80 && sheet.header.count > from + 20);
    sheet_free(&sheet);
    run_free(&run);
    return verdicts;
}

static void test_monotone__attribution_never_moves_a_verdict(void)
{
    static const char *const schemes[] = {"gge", "nciss", "dora-2024-1772"};
    static const char *const values[] = {
        "Nobody,0,clear", "\"A State, surely\",100,red", "unknown,unknown,unknown", ",,",
        "n/a,n/a,n/a",    "Somebody,23.85,amber-strict"};
    struct cir_classifier *classifier = run_classifier(schemes, 3);
    struct cir_buffer text = {0};
    struct sheet landmarks;
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/datasets/incidents/landmarks.csv", NULL), CIR_OK);
    sheet_read(&landmarks, cir_buffer_text(&text), ',');
    CU_ASSERT_EQUAL(sheet_column(&landmarks, "attribution"), SIZE_MAX);
    struct cir_buffer without = verdicts_of(classifier, cir_buffer_text(&text), landmarks.header.count);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct cir_buffer log = {0};
        add_attribution(&log, &landmarks, values[i]);
        struct cir_buffer with = verdicts_of(classifier, cir_buffer_text(&log), landmarks.header.count + 3);
        CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&with), cir_buffer_text(&without)));
        cir_buffer_free(&with);
        cir_buffer_free(&log);
    }
    cir_buffer_free(&without);
    cir_buffer_free(&text);
    sheet_free(&landmarks);
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("monotone", {"more harm never lowers a verdict", test_monotone__more_harm_never_lowers_a_verdict},
          {"permuted rows permute the output", test_monotone__permuted_rows_permute_the_output},
          {"attribution never moves a verdict", test_monotone__attribution_never_moves_a_verdict})
