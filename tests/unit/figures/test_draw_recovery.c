#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { MOMENTS = 16, SERIES = 4 };

static struct sample sample;
static struct drawn drawn;

static enum cir_status draw(struct cir_error *error)
{
    struct cir_buffer svg = {0};
    enum cir_status status = sample_draw(&svg, &sample, CIR_FIGURE_RECOVERY, NULL, error);
    bool is_right = status == CIR_OK ? drawn_read(&drawn, cir_buffer_text(&svg)) : svg.size == 0;
    CU_ASSERT_TRUE(is_right);
    cir_buffer_free(&svg);
    return status;
}

static const struct drawn_shape *mark(size_t moment, size_t series)
{
    char title[DRAWN_TEXT_SIZE];
    snprintf(title, sizeof title, "%.*s, %.*s (MUSD/h): %.*s", CIR_TEXT_ARGS(sample.cells[moment][0].text),
             CIR_TEXT_ARGS(sample.columns[1 + series].label), CIR_TEXT_ARGS(sample.cells[moment][1 + series].text));
    const struct drawn_shape *found = drawn_find(&drawn, series == 0 ? DRAWN_MARK : DRAWN_PATH, title);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    return found;
}

static double across(const struct drawn_shape *shape)
{
    return (shape->left + shape->right) / 2;
}

/* Of a disc, the mark of the first series. */
static double up(const struct drawn_shape *shape)
{
    return (shape->top + shape->bottom) / 2;
}

static void test_draw_recovery__points_lie_at_their_time_and_value(void)
{
    sample_recovery(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    double scale_x = (across(mark(15, 0)) - across(mark(0, 0))) / sample.cells[15][0].value;
    double scale_y = (up(mark(0, 0)) - up(mark(8, 0))) / sample.cells[8][1].value;
    for (size_t i = 0; i < MOMENTS; i++) {
        CU_ASSERT_DOUBLE_EQUAL(across(mark(i, 0)), across(mark(0, 0)) + scale_x * sample.cells[i][0].value, 0.03);
        CU_ASSERT_DOUBLE_EQUAL(up(mark(i, 0)), up(mark(0, 0)) - scale_y * sample.cells[i][1].value, 0.03);
    }
    CU_ASSERT(scale_y > 1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "MUSD/h"), 1);
}

static size_t count_bands(void)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn.count; i++)
        count += drawn.list[i].kind == DRAWN_PATH && strcmp(drawn.list[i].fill, "#c9d3dc") == 0;
    return count;
}

static void test_draw_recovery__intervals_have_bands(void)
{
    sample_recovery(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_bands(), 2);
    sample_set(&sample, 5, 1, 2.385);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_bands(), 3);
    sample_cut(&sample, MOMENTS, 5);
    for (size_t i = 0; i < MOMENTS; i++)
        for (size_t j = 1; j <= 2; j++)
            sample_set(&sample, i, j, 2.385);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_bands(), 0);
}

static void test_draw_recovery__lines_have_dashes_of_their_own(void)
{
    sample_recovery(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    size_t whole = 0;
    size_t dashed = 0;
    for (size_t i = 0; i < drawn.count; i++) {
        const struct drawn_shape *shape = &drawn.list[i];
        bool is_curve = shape->kind == DRAWN_PATH && strcmp(shape->fill, "none") == 0 &&
                        shape->right - shape->left > 200 && shape->bottom - shape->top > 5;
        whole += is_curve && !shape->is_dashed;
        dashed += is_curve && shape->is_dashed;
    }
    CU_ASSERT_EQUAL(whole, 1);
    CU_ASSERT_EQUAL(dashed, SERIES - 1);
}

static void refused(const char *why)
{
    struct cir_error error;
    CU_ASSERT_EQUAL(draw(&error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, why));
}

static void test_draw_recovery__refuses_what_is_no_time(void)
{
    sample_recovery(&sample, CIR_EN);
    sample_set(&sample, 4, 0, 2.385);
    refused("row 5: its time does not lie behind that of the row before");
    sample_recovery(&sample, CIR_EN);
    sample_mark(&sample, 0, 0, CIR_SHOWN_WORDS, "noon");
    refused("no header column tells the time as a number");
    sample_recovery(&sample, CIR_EN);
    sample_cut(&sample, 1, 5);
    refused("2 to 120 points in time, not 1");
}

CIR_SUITE("draw recovery",
          {"points lie at their time and value", test_draw_recovery__points_lie_at_their_time_and_value},
          {"intervals have bands", test_draw_recovery__intervals_have_bands},
          {"lines have dashes of their own", test_draw_recovery__lines_have_dashes_of_their_own},
          {"refuses what is no time", test_draw_recovery__refuses_what_is_no_time})
