/* Published examples of SMAA, with what was printed of them. */
#include "base/file.h"
#include "pipeline/list_stability.h"
#include "sheet.h"
#include "stability/contest.h"
#include "stability/stability.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define FOLDER CIR_SOURCE_DIR "/tests/cases/smaa/"

/* Draws of ours, and of those who printed theirs, all of them. */
enum { DRAWS = 20000, THEIR_DRAWS = 10000 };

enum { ROWS = 74 };

static const struct example {
    const char *name;
    const char *assets;
    const char *criteria;
    const char *weights; /* NULL: any weights alike */
    bool has_fixed_weights;
} examples[] = {
    {"antidepressants", FOLDER "antidepressants.csv", FOLDER "antidepressants_criteria.csv", NULL, false},
    {"thrombosis", FOLDER "thrombosis.csv", FOLDER "thrombosis_criteria.csv", NULL, false},
    {"thrombosis-order", FOLDER "thrombosis.csv", FOLDER "thrombosis_criteria.csv", FOLDER "thrombosis_order.csv",
     false},
    {"thrombosis-swing", FOLDER "thrombosis.csv", FOLDER "thrombosis_criteria.csv", FOLDER "thrombosis_swing.csv",
     true},
};
enum { EXAMPLES = sizeof examples / sizeof examples[0] };

static void work_out(struct cir_list_stability *result, const struct example *example)
{
    const struct cir_list_stability_options options = {.input = example->assets,
                                                       .criteria = example->criteria,
                                                       .weights = example->weights,
                                                       .has_fixed_weights = example->has_fixed_weights,
                                                       .list_size = 1,
                                                       .draws = DRAWS,
                                                       .seed = 2385,
                                                       .top = 1};
    struct cir_error error;
    enum cir_status status = cir_list_stability_make(result, &options, &error);
    if (status != CIR_OK)
        printf("%s: %s\n", example->name, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

/* ---- what comes out, and how far it may be from what was printed ---- */

/* Theirs are not cut to the scale where a draw lies beyond its ends: tools/bench/stability_numpy_laws.py works out both ways,
 * which differ by at most so much. */
static const double cut = .002;
static const double cut_of_confidence = .005;

struct found {
    double value;
    double variance; /* of one draw */
    double draws;    /* of theirs that it is a mean of */
    double cut;
};

static size_t alternative_of(const struct cir_list_stability *result, struct cir_text name)
{
    size_t i = 0;
    while (i < result->assets.count && !cir_text_is(name, result->assets.names[i]))
        i++;
    CU_ASSERT_TRUE_FATAL(i < result->assets.count);
    return i;
}

static struct found found_share(double share, double room)
{
    return (struct found){share, share * (1 - share), THEIR_DRAWS, room};
}

static struct found find_rank(const struct cir_list_stability *result, size_t alternative, struct cir_text at)
{
    const size_t rank = (size_t)strtoul(at.data, NULL, 10) - 1;
    CU_ASSERT_TRUE_FATAL(rank < result->assets.count);
    return found_share(result->stability.ranks[alternative * CIR_RANK_BINS + rank] / (double)DRAWS, cut);
}

/* Each weight of Dirichlet's law with n shapes of 1 has the variance w (1 - w) / (n + 1). */
static struct found find_central(const struct cir_list_stability *result, size_t alternative, struct cir_text at)
{
    const uint32_t criterion = cir_index_find(&result->criteria.names, at);
    CU_ASSERT_TRUE_FATAL(criterion < result->criteria.count);
    const double weight = cir_stability_central(&result->stability, &result->question, alternative, criterion);
    const double share = result->stability.listed[alternative] / (double)DRAWS;
    return (struct found){weight, weight * (1 - weight) / (double)(result->criteria.count + 1), THEIR_DRAWS * share,
                          cut};
}

static struct found find_confidence(const struct cir_list_stability *result, size_t alternative)
{
    double central[CIR_PANEL_CRITERIA_MAX];
    uint64_t listed;
    for (size_t j = 0; j < result->criteria.count; j++)
        central[j] = cir_stability_central(&result->stability, &result->question, alternative, j);
    CU_ASSERT_EQUAL_FATAL(cir_confidence_count(&listed, &result->question, alternative, central, DRAWS, NULL), CIR_OK);
    return found_share((double)listed / DRAWS, cut_of_confidence);
}

static struct found find(const struct cir_list_stability *result, const struct sheet *sheet, size_t row)
{
    const size_t alternative = alternative_of(result, sheet_cell(sheet, row, "alternative"));
    const struct cir_text item = sheet_cell(sheet, row, "item");
    if (cir_text_is(item, "rank"))
        return find_rank(result, alternative, sheet_cell(sheet, row, "at"));
    if (cir_text_is(item, "central"))
        return find_central(result, alternative, sheet_cell(sheet, row, "at"));
    CU_ASSERT_TRUE_FATAL(cir_text_is(item, "confidence"));
    return find_confidence(result, alternative);
}

/* Half of the last digit that was printed. */
static double half_digit(struct cir_text value)
{
    const char *point = memchr(value.data, '.', value.size);
    return point == NULL ? .5 : .5 * pow(10, -(double)(value.data + value.size - point - 1));
}

/* Three standard errors of the difference: theirs and ours are drawn apart. */
static void compare(const struct cir_list_stability *result, const struct sheet *sheet, size_t row)
{
    const struct cir_text printed = sheet_cell(sheet, row, "value");
    const struct found found = find(result, sheet, row);
    const double error = sqrt(found.variance / found.draws * (1 + (double)THEIR_DRAWS / DRAWS));
    const double apart = fabs(found.value - strtod(printed.data, NULL));
    const bool is_near = apart <= 3 * error + half_digit(printed) + found.cut;
    if (!is_near)
        printf("%s: %s %s %s: %f\n", sheet_cell(sheet, row, "example").data, sheet_cell(sheet, row, "alternative").data,
               sheet_cell(sheet, row, "item").data, sheet_cell(sheet, row, "at").data, found.value);
    CU_ASSERT_TRUE(is_near);
}

static size_t compare_all(const struct example *example, const struct sheet *sheet)
{
    struct cir_list_stability result;
    size_t compared = 0;
    work_out(&result, example);
    for (size_t row = 0; row < sheet->row_count; row++)
        if (cir_text_is(sheet_cell(sheet, row, "example"), example->name)) {
            compare(&result, sheet, row);
            compared++;
        }
    cir_list_stability_free(&result);
    return compared;
}

static void test_smaa__is_as_was_printed(void)
{
    struct cir_buffer text = {0};
    struct sheet sheet;
    size_t compared = 0;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/tests/cases/smaa.csv", NULL), CIR_OK);
    sheet_read(&sheet, cir_buffer_text(&text), ',');
    for (size_t i = 0; i < EXAMPLES; i++)
        compared += compare_all(&examples[i], &sheet);
    CU_ASSERT_EQUAL(compared, sheet.row_count);
    CU_ASSERT_EQUAL(compared, ROWS);
    sheet_free(&sheet);
    cir_buffer_free(&text);
}

/* The scales over 95 % of what may be drawn, as JSMAA's test states them. */
static void test_smaa__scales_are_as_was_printed(void)
{
    static const double ends[][2] = {{.98, 1.23}, {20.6, 1}, {24.4, 4.4}, {31.3, 8}, {21.3, 3.4}, {34, 11.1}};
    static const double near[] = {.005, .05, .05, .05, .05, .3};
    struct cir_list_stability result;
    work_out(&result, &examples[0]);
    for (size_t j = 0; j < sizeof near / sizeof near[0]; j++) {
        CU_ASSERT_DOUBLE_EQUAL(result.scales[j].worst, ends[j][0], near[j]);
        CU_ASSERT_DOUBLE_EQUAL(result.scales[j].best, ends[j][1], near[j]);
    }
    cir_list_stability_free(&result);
}

CIR_SUITE("smaa", {"is as was printed", test_smaa__is_as_was_printed},
          {"scales are as was printed", test_smaa__scales_are_as_was_printed})
