#include "pipeline/compare.h"

#include "../base/random.h"
#include "cirisk.h"
#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct cir_compare_options usual = {.id_column = "id", .resampling = {50, 1}, .top = 10};

static enum cir_status compare(struct cir_comparison *comparison, struct cir_compare_options options,
                               struct cir_error *error)
{
    options.input = options.store == NULL ? scratch_path("scored.csv") : NULL;
    return cir_compare(comparison, &options, error);
}

static struct cir_comparison compared(const char *text, struct cir_compare_options options)
{
    struct cir_comparison comparison;
    struct cir_error error = {0};
    scratch_write("scored.csv", cir_text_of(text));
    enum cir_status status = compare(&comparison, options, &error);
    if (status != CIR_OK)
        printf("%zu: %s\n", error.line, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return comparison;
}

/* nciss has six levels by its tables; the analyst's are those that came up: 10, 20 and 40. */
static const char scored[] = "id,nciss_level,nciss_label,nciss_reason,analyst_level,analyst_label,analyst_reason\n"
                             "A-1,0,baseline,location,40,grave,a hunch\n"
                             "A-2,,cannot-tell,actor,10,slight,\n"
                             "A-3,5,emergency,actor,10,slight,seen worse\n"
                             "A-4,3,high,actor,20,middling,\n"
                             "A-5,0,baseline,location,40,grave,again\n"
                             "A-6,0,baseline,location,10,slight,\n";

static void test_compare__counts_levels_on_their_scales(void)
{
    scratch_open();
    struct cir_comparison comparison = compared(scored, usual);
    CU_ASSERT_EQUAL(comparison.rows, 6);
    CU_ASSERT_EQUAL(comparison.paired, 5);
    CU_ASSERT_EQUAL(comparison.differing, 4); /* 3 of 0..5 is at 0.6, 20 of 10, 20, 40 at 0.5 */
    CU_ASSERT_EQUAL_FATAL(comparison.scheme_count, 2);
    CU_ASSERT_EQUAL(comparison.scales[0].count, 6);
    CU_ASSERT_FALSE(comparison.scales[0].is_seen);
    CU_ASSERT_TRUE(comparison.scales[1].is_seen);
    CU_ASSERT_EQUAL_FATAL(comparison.scales[1].count, 3);
    CU_ASSERT_EQUAL(comparison.scales[1].levels[0], 10);
    CU_ASSERT_EQUAL(comparison.scales[1].levels[2], 40);
    CU_ASSERT_STRING_EQUAL(comparison.scales[1].labels[1], "middling");
    CU_ASSERT_EQUAL(comparison.told[0], 5);
    CU_ASSERT_EQUAL(comparison.told[1], 6);
    CU_ASSERT_EQUAL(comparison.levels[0][0], 3);
    CU_ASSERT_EQUAL(comparison.levels[1][0], 3);
    CU_ASSERT_EQUAL(comparison.levels[1][2], 2);
    const struct cir_pair_agreement *pair = &comparison.agreement.pairs[0];
    CU_ASSERT_EQUAL(pair->table.cells[0][2], 2);
    CU_ASSERT_EQUAL(pair->table.cells[5][0], 1);
    CU_ASSERT_EQUAL(pair->table.cells[3][1], 1);
    CU_ASSERT_EQUAL(cir_cross_table_total(&pair->table), 5);
    cir_comparison_free(&comparison);
    scratch_close();
}

static void test_compare__leaves_out_rows_to_which_a_scheme_does_not_apply(void)
{
    scratch_open();
    struct cir_comparison comparison =
        compared("id,nciss_level,nciss_label,analyst_level,analyst_label,third_level,third_label\n"
                 "A-1,0,baseline,,not-applicable,1,x\n"
                 "A-2,5,emergency,40,grave,2,y\n"
                 "A-3,,cannot-tell,,not-applicable,1,x\n"
                 "A-4,5,emergency,,cannot-tell,2,y\n"
                 "A-5,3,high,10,slight,1,x\n",
                 usual);
    CU_ASSERT_EQUAL(comparison.rows, 5);
    CU_ASSERT_EQUAL(comparison.told[1], 2);
    CU_ASSERT_EQUAL(comparison.outside[0], 0);
    CU_ASSERT_EQUAL(comparison.outside[1], 2);
    CU_ASSERT_EQUAL(comparison.scales[1].count, 2); /* what is not applicable is no level that came up */
    const struct cir_pair_agreement *pairs = comparison.agreement.pairs;
    CU_ASSERT_EQUAL(cir_cross_table_total(&pairs[0].table), 2);
    CU_ASSERT_EQUAL(pairs[0].outside, 2);
    CU_ASSERT_EQUAL(cir_cross_table_total(&pairs[1].table), 4);
    CU_ASSERT_EQUAL(pairs[1].outside, 0);
    CU_ASSERT_EQUAL(pairs[2].outside, 2);
    CU_ASSERT_EQUAL(comparison.paired, 4); /* not A-3 */
    for (size_t i = 0; i < comparison.top_count; i++)
        CU_ASSERT_NOT_EQUAL(comparison.top[i].row, 3);
    cir_comparison_free(&comparison);
    scratch_close();
}

static void expect_side(const struct cir_comparison *comparison, const struct cir_side *side, const char *scheme,
                        int level, const char *reason)
{
    const struct cir_scale *scale = &comparison->scales[side->scheme];
    CU_ASSERT_STRING_EQUAL(scale->name, scheme);
    CU_ASSERT_EQUAL(scale->levels[side->place], level);
    CU_ASSERT_STRING_EQUAL(side->reason, reason);
}

static void test_compare__shows_the_rows_furthest_apart(void)
{
    static const char *const ids[] = {"A-1", "A-3", "A-5", "A-4"};
    static const double distances[] = {1, 1, 1, 0.6 - 0.5};
    scratch_open();
    struct cir_comparison comparison = compared(scored, usual);
    CU_ASSERT_EQUAL_FATAL(comparison.top_count, 4);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(comparison.top[i].id, ids[i]);
        CU_ASSERT_DOUBLE_EQUAL(comparison.top[i].distance, distances[i], 1e-12);
        CU_ASSERT_EQUAL(comparison.top[i].line, comparison.top[i].row + 1);
    }
    expect_side(&comparison, &comparison.top[0].higher, "analyst", 40, "a hunch");
    expect_side(&comparison, &comparison.top[0].lower, "nciss", 0, "location");
    expect_side(&comparison, &comparison.top[1].higher, "nciss", 5, "actor");
    expect_side(&comparison, &comparison.top[1].lower, "analyst", 10, "seen worse");
    cir_comparison_free(&comparison);
    struct cir_compare_options two = usual;
    two.top = 2;
    comparison = compared(scored, two);
    CU_ASSERT_EQUAL_FATAL(comparison.top_count, 2);
    CU_ASSERT_STRING_EQUAL(comparison.top[1].id, "A-3");
    cir_comparison_free(&comparison);
    struct cir_compare_options none = usual;
    none.top = 0;
    comparison = compared(scored, none);
    CU_ASSERT_EQUAL(comparison.top_count, 0);
    cir_comparison_free(&comparison);
    scratch_close();
}

static void test_compare__takes_the_schemes_asked_for(void)
{
    static const char text[] = "id,a_level,a_label,b_level,b_label,c_level,c_label\nA-1,1,x,2,y,3,z\nA-2,2,v,1,w,4,u\n";
    static const char *const names[] = {"c", "a"};
    struct cir_compare_options options = usual;
    options.schemes = names;
    options.scheme_count = 2;
    scratch_open();
    struct cir_comparison comparison = compared(text, options);
    CU_ASSERT_EQUAL_FATAL(comparison.scheme_count, 2);
    CU_ASSERT_STRING_EQUAL(comparison.scales[0].name, "c");
    CU_ASSERT_EQUAL(comparison.scales[0].levels[0], 3);
    CU_ASSERT_STRING_EQUAL(comparison.scales[1].name, "a");
    CU_ASSERT_DOUBLE_EQUAL(comparison.agreement.pairs[0].tau_b.value, 1, 1e-12);
    cir_comparison_free(&comparison);
    scratch_close();
}

/* A scheme of one's own has its whole scale where its folder is named. */
static void test_compare__looks_up_the_scale_of_a_folder(void)
{
    static const char text[] = "id,mini_level,mini_label,x_level,x_label\nA-1,1,minor,2,y\nA-2,0,none,1,w\n";
    static const char *const names[] = {CIR_SOURCE_DIR "/tests/golden/shared/mini", "x"};
    struct cir_compare_options options = usual;
    scratch_open();
    struct cir_comparison comparison = compared(text, options);
    CU_ASSERT_EQUAL(comparison.scales[0].count, 2);
    CU_ASSERT_TRUE(comparison.scales[0].is_seen);
    cir_comparison_free(&comparison);
    options.schemes = names;
    options.scheme_count = 2;
    comparison = compared(text, options);
    CU_ASSERT_STRING_EQUAL(comparison.scales[0].name, "mini");
    CU_ASSERT_EQUAL(comparison.scales[0].count, 4);
    CU_ASSERT_FALSE(comparison.scales[0].is_seen);
    cir_comparison_free(&comparison);
    scratch_close();
}

static void expect_refused(const char *text, struct cir_compare_options options, enum cir_status status, size_t line,
                           const char *message)
{
    struct cir_comparison comparison;
    struct cir_error error = {0};
    scratch_write("scored.csv", cir_text_of(text));
    CU_ASSERT_EQUAL(compare(&comparison, options, &error), status);
    CU_ASSERT_EQUAL(error.line, line);
    if (strstr(error.message, message) == NULL)
        printf("'%s' does not say '%s'\n", error.message, message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
    cir_comparison_free(&comparison);
}

static struct cir_compare_options with_schemes(const char *const *names, size_t count)
{
    struct cir_compare_options options = usual;
    options.schemes = names;
    options.scheme_count = count;
    return options;
}

static void test_compare__refuses_what_cannot_be_compared(void)
{
    static const char *const missing[] = {"nciss", "dora-2024-1772"}, *const twice[] = {"nciss", "nciss"},
                             *const no_folder[] = {"nciss", "./no-such-scheme"};
    struct cir_compare_options many = usual;
    many.resampling.resamples = CIR_RESAMPLES_MAX + 1;
    scratch_open();
    expect_refused("id,date,country,sector\nA-1,2015,UA,power\n", usual, CIR_BAD_LOG, 0,
                   "score it first, 'cirisk score");
    expect_refused("id,gge_level,gge_label\nA-1,1,minor\n", usual, CIR_BAD_LOG, 0, "scored by one scheme, gge");
    expect_refused(scored, with_schemes(missing, 2), CIR_BAD_USE, 0,
                   "not scored by 'dora-2024-1772', but by nciss, analyst");
    expect_refused(scored, with_schemes(missing, 1), CIR_BAD_USE, 0, "1 schemes; expected 2 to 16");
    expect_refused(scored, with_schemes(twice, 2), CIR_BAD_USE, 0, "'nciss' is named twice");
    expect_refused(scored, with_schemes(no_folder, 2), CIR_NO_FILE, 0, "No such file");
    expect_refused("id,nciss_level,nciss_label,a_level,a_label\nA-1,1,low,1,x\nA-2,9,?,1,x\n", usual, CIR_BAD_LOG, 3,
                   "9 is no level of nciss, which has 6 from 0 to 5");
    expect_refused(scored, many, CIR_BAD_USE, 0, "expected at most 100000");
    scratch_close();
}

static void test_compare__refuses_a_scale_without_end(void)
{
    struct cir_buffer text = {0};
    cir_buffer_add_string(&text, "id,a_level,a_label,b_level,b_label\n");
    for (int i = 0; i <= CIR_LEVELS_MAX; i++)
        cir_buffer_add_format(&text, "A-%d,%d,x,1,y\n", i, i);
    cir_buffer_add_char(&text, '\0');
    scratch_open();
    expect_refused(text.data, usual, CIR_BAD_LOG, 18, "a has more than 16 levels");
    cir_buffer_free(&text);
    scratch_close();
}

static void test_compare__of_no_rows_says_nothing(void)
{
    scratch_open();
    struct cir_comparison comparison = compared("id,nciss_level,nciss_label,a_level,a_label\n", usual);
    CU_ASSERT_EQUAL(comparison.rows, 0);
    CU_ASSERT_EQUAL(comparison.scales[0].count, 6);
    CU_ASSERT_EQUAL(comparison.scales[1].count, 0);
    CU_ASSERT_TRUE(isnan(comparison.agreement.pairs[0].kappa.value));
    CU_ASSERT_EQUAL(comparison.top_count, 0);
    cir_comparison_free(&comparison);
    scratch_close();
}

static void add_row(struct cir_buffer *text, uint64_t seed)
{
    uint64_t state = seed;
    unsigned level = random_below(&state, 6);
    cir_buffer_add_format(text, "A-%llu,%u,x,", (unsigned long long)seed, level);
    if (random_below(&state, 9) > 0)
        cir_buffer_add_format(text, "%u", (level + random_below(&state, 3)) / 2);
    cir_buffer_add_string(text, ",y,r\n");
}

static bool is_same(const struct cir_estimate *a, const struct cir_estimate *b)
{
    return a->value == b->value && a->low == b->low && a->high == b->high;
}

/* All but the order of rows equally far apart. */
static void test_compare__does_not_depend_on_the_order_of_rows(void)
{
    enum { ROWS = 2385 };
    static const char header[] = "id,a_level,a_label,b_level,b_label,b_reason\n";
    struct cir_buffer forward = {0}, backward = {0};
    cir_buffer_add_string(&forward, header);
    cir_buffer_add_string(&backward, header);
    for (uint64_t i = 0; i < ROWS; i++) {
        add_row(&forward, i);
        add_row(&backward, ROWS - 1 - i);
    }
    cir_buffer_add_char(&forward, '\0');
    cir_buffer_add_char(&backward, '\0');
    scratch_open();
    struct cir_comparison one = compared(forward.data, usual);
    struct cir_comparison other = compared(backward.data, usual);
    CU_ASSERT_EQUAL(one.rows, ROWS);
    CU_ASSERT_EQUAL(one.differing, other.differing);
    CU_ASSERT_TRUE(is_same(&one.agreement.pairs[0].kappa, &other.agreement.pairs[0].kappa));
    CU_ASSERT_TRUE(is_same(&one.agreement.pairs[0].tau_b, &other.agreement.pairs[0].tau_b));
    CU_ASSERT_TRUE(is_same(&one.agreement.alpha_ordinal, &other.agreement.alpha_ordinal));
    CU_ASSERT(one.agreement.pairs[0].kappa.low < one.agreement.pairs[0].kappa.value);
    CU_ASSERT_EQUAL(one.top[9].distance, other.top[9].distance);
    for (size_t i = 1; i < one.top_count; i++)
        CU_ASSERT(one.top[i - 1].distance > one.top[i].distance || one.top[i - 1].row < one.top[i].row);
    cir_comparison_free(&one);
    cir_comparison_free(&other);
    cir_buffer_free(&forward);
    cir_buffer_free(&backward);
    scratch_close();
}

static void score(const struct cir_classifier *classifier)
{
    struct cir_buffer log = {0};
    struct cir_tally tally = {0};
    scratch_log(&log, 0, 600, true);
    scratch_write("log.csv", cir_buffer_text(&log));
    const struct cir_score_options options = {.input = scratch_path("log.csv"),
                                              .output = scratch_path("scored.csv"),
                                              .store = scratch_path("runs.db"),
                                              .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL_FATAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    CU_ASSERT(tally.rejected > 0);
    cir_tally_free(&tally);
    cir_buffer_free(&log);
}

/* What was scored is found again: by its file and by its run, which hold the same. */
static void test_compare__a_run_says_what_its_output_says(void)
{
    static const char *const schemes[] = {"gge", "nciss"};
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 2, NULL), CIR_OK);
    scratch_open();
    score(classifier);
    struct cir_compare_options stored = usual;
    stored.store = scratch_path("runs.db");
    struct cir_comparison file, run;
    CU_ASSERT_EQUAL_FATAL(compare(&file, usual, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(compare(&run, stored, NULL), CIR_OK);
    CU_ASSERT(file.rows > 500 && file.rows < 600);
    CU_ASSERT_EQUAL(file.rows, run.rows);
    CU_ASSERT_EQUAL(memcmp(file.levels, run.levels, sizeof file.levels), 0);
    CU_ASSERT_TRUE(is_same(&file.agreement.alpha_interval, &run.agreement.alpha_interval));
    CU_ASSERT_EQUAL_FATAL(file.top_count, run.top_count);
    for (size_t i = 0; i < file.top_count; i++) {
        CU_ASSERT_STRING_EQUAL(file.top[i].id, run.top[i].id);
        CU_ASSERT_STRING_EQUAL(file.top[i].higher.reason, run.top[i].higher.reason);
    }
    cir_comparison_free(&file);
    cir_comparison_free(&run);
    cir_classifier_free(classifier);
    scratch_close();
}

CIR_SUITE("compare", {"counts levels on their scales", test_compare__counts_levels_on_their_scales},
          {"leaves out rows to which a scheme does not apply",
           test_compare__leaves_out_rows_to_which_a_scheme_does_not_apply},
          {"shows the rows furthest apart", test_compare__shows_the_rows_furthest_apart},
          {"takes the schemes asked for", test_compare__takes_the_schemes_asked_for},
          {"looks up the scale of a folder", test_compare__looks_up_the_scale_of_a_folder},
          {"refuses what cannot be compared", test_compare__refuses_what_cannot_be_compared},
          {"refuses a scale without end", test_compare__refuses_a_scale_without_end},
          {"of no rows says nothing", test_compare__of_no_rows_says_nothing},
          {"does not depend on the order of rows", test_compare__does_not_depend_on_the_order_of_rows},
          {"a run says what its output says", test_compare__a_run_says_what_its_output_says})
