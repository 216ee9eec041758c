#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static struct sample sample;
static struct drawn drawn;

static enum cir_status draw(struct cir_error *error)
{
    struct cir_buffer svg = {0};
    enum cir_status status = sample_draw(&svg, &sample, CIR_FIGURE_INTERVALS, NULL, error);
    bool is_right = status == CIR_OK ? drawn_read(&drawn, cir_buffer_text(&svg)) : svg.size == 0;
    CU_ASSERT_TRUE(is_right);
    cir_buffer_free(&svg);
    return status;
}

static const char *told(size_t row)
{
    static char text[DRAWN_TEXT_SIZE];
    const struct cir_shown_column *column = &sample.columns[3];
    snprintf(text, sizeof text, "%.*s, %.*s (%.*s): %.*s", CIR_TEXT_ARGS(sample.cells[row][0].text),
             CIR_TEXT_ARGS(column->label), CIR_TEXT_ARGS(column->unit), CIR_TEXT_ARGS(sample.cells[row][3].text));
    return text;
}

static double middle(const struct drawn_shape *shape)
{
    return (shape->left + shape->right) / 2;
}

/* The first path of a row is the range itself. */
static void test_draw_intervals__points_and_ends_lie_where_the_axis_says(void)
{
    sample_intervals(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    const struct drawn_shape *first = drawn_find(&drawn, DRAWN_MARK, told(0));
    const struct drawn_shape *last = drawn_find(&drawn, DRAWN_MARK, told(11));
    CU_ASSERT_PTR_NOT_NULL_FATAL(first);
    CU_ASSERT_PTR_NOT_NULL_FATAL(last);
    double scale = (middle(first) - middle(last)) / (sample.cells[0][3].value - sample.cells[11][3].value);
    double zero = middle(first) - scale * sample.cells[0][3].value;
    for (size_t i = 0; i < 12; i++) {
        const struct cir_shown_cell *cell = &sample.cells[i][3];
        const struct drawn_shape *mark = drawn_find(&drawn, DRAWN_MARK, told(i));
        const struct drawn_shape *range = drawn_find(&drawn, DRAWN_PATH, told(i));
        CU_ASSERT_EQUAL(mark != NULL, !isnan(cell->value));
        if (mark != NULL)
            CU_ASSERT_DOUBLE_EQUAL(middle(mark), zero + scale * cell->value, 0.02);
        if (mark != NULL && range != NULL) {
            CU_ASSERT_DOUBLE_EQUAL(range->left, zero + scale * cell->low, 0.02);
            CU_ASSERT_DOUBLE_EQUAL(range->right, zero + scale * cell->high, 0.02);
        }
    }
}

/* 40 or more, without a point: a line from 40 to the edge, which is 100. */
static void test_draw_intervals__an_open_end_goes_to_the_edge(void)
{
    sample_intervals(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    const struct drawn_shape *range = drawn_find(&drawn, DRAWN_PATH, told(6));
    CU_ASSERT_PTR_NOT_NULL_FATAL(range);
    double edge = 0;
    for (size_t i = 0; i < drawn.count; i++)
        if (drawn.list[i].kind == DRAWN_TEXT && strcmp(drawn.list[i].text, "100") == 0)
            edge = middle(&drawn.list[i]);
    CU_ASSERT_DOUBLE_EQUAL(range->right, edge, 0.02);
}

static void test_draw_intervals__what_is_not_known_has_no_mark(void)
{
    sample_intervals(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_MARK, told(9)));
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_PATH, told(9)));
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "unknown"), 1);
}

static void test_draw_intervals__goes_from_the_right(void)
{
    sample_intervals(&sample, CIR_AR);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    double first = NAN;
    double last = NAN;
    for (size_t i = 0; i < drawn.count; i++)
        if (drawn.list[i].kind == DRAWN_MARK) {
            first = isnan(first) ? middle(&drawn.list[i]) : first;
            last = drawn.list[i].title[0] != '\0' ? middle(&drawn.list[i]) : last;
        }
    CU_ASSERT(first < last);
}

/* The widest gives way, whole; the interval in figures stays. */
static void test_draw_intervals__columns_without_room_are_left_out(void)
{
    static const char words[] =
        "people affected and deprived of the essential service, in the State that was hit first";
    sample_intervals(&sample, CIR_EN);
    sample.cells[0][2].text = cir_text_of(words);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, words), 0);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "services"), 0);
    CU_ASSERT(drawn_count_text(&drawn, "Catastrophic") > 0);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "88.3–91.7"), 1);
}

static void test_draw_intervals__of_many_columns_the_interval_stays(void)
{
    sample_intervals(&sample, CIR_EN);
    for (size_t j = 4; j < 12; j++) {
        sample.columns[j] = (struct cir_shown_column){.label = cir_text_of("more"), .is_number = true};
        for (size_t i = 0; i < 12; i++)
            sample_set(&sample, i, j, 2.385);
    }
    sample_cut(&sample, 12, 12);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "88.3–91.7"), 1);
    CU_ASSERT(drawn_count_text(&drawn, "2.4") < (size_t)12 * 8);
}

CIR_SUITE("draw intervals",
          {"points and ends lie where the axis says", test_draw_intervals__points_and_ends_lie_where_the_axis_says},
          {"an open end goes to the edge", test_draw_intervals__an_open_end_goes_to_the_edge},
          {"what is not known has no mark", test_draw_intervals__what_is_not_known_has_no_mark},
          {"goes from the right", test_draw_intervals__goes_from_the_right},
          {"columns without room are left out", test_draw_intervals__columns_without_room_are_left_out},
          {"of many columns the interval stays", test_draw_intervals__of_many_columns_the_interval_stays})
