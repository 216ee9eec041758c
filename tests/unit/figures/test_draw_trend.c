#include "figures/bars.h"
#include "figures/figure.h"

#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { YEARS = 10, LEVELS = 6 };

static struct sample sample;
static struct drawn drawn;

static void draw(void)
{
    struct cir_buffer svg = {0};
    CU_ASSERT_EQUAL_FATAL(sample_draw(&svg, &sample, CIR_FIGURE_TREND, NULL, NULL), CIR_OK);
    CU_ASSERT_TRUE_FATAL(drawn_read(&drawn, cir_buffer_text(&svg)));
    cir_buffer_free(&svg);
}

static const char *title_of(size_t row, size_t column)
{
    return sample_told(&sample, row, column);
}

static size_t count_in(enum drawn_kind kind, const char *title, const char *fill)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn.count; i++)
        count += drawn.list[i].kind == kind && strcmp(drawn.list[i].title, title) == 0 &&
                 strcmp(drawn.list[i].fill, fill) == 0;
    return count;
}

static double height(const struct drawn_shape *box)
{
    return box->bottom - box->top + (strcmp(box->fill, "#1b232b") == 0 ? 0 : CIR_BARS_GAP);
}

static void test_draw_trend__columns_are_as_high_as_the_numbers(void)
{
    sample_trend(&sample, CIR_EN);
    draw();
    double scale = height(drawn_find(&drawn, DRAWN_BOX, title_of(8, 2))) / sample.cells[8][2].value;
    CU_ASSERT(scale > 0.5);
    for (size_t i = 0; i < YEARS; i++)
        for (size_t j = 1; j <= LEVELS; j++) {
            const struct drawn_shape *box = drawn_find(&drawn, DRAWN_BOX, title_of(i, j));
            CU_ASSERT_EQUAL(box != NULL, sample.cells[i][j].value > 0);
            if (box != NULL)
                CU_ASSERT_DOUBLE_EQUAL(height(box), scale * sample.cells[i][j].value, 0.03);
        }
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "244"), 1);
}

static void test_draw_trend__a_period_that_is_not_whole_is_hatched(void)
{
    sample_trend(&sample, CIR_EN);
    draw();
    CU_ASSERT_EQUAL(count_in(DRAWN_BOX, title_of(9, 2), "url(#figure-trend-hatch)"), 1);
    CU_ASSERT_EQUAL(count_in(DRAWN_BOX, title_of(8, 2), "url(#figure-trend-hatch)"), 0);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "2023 1"), 1);
}

static size_t count_kind(enum drawn_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn.count; i++)
        count += drawn.list[i].kind == kind && drawn.list[i].title[0] != '\0';
    return count;
}

/* Levels that do not add up to the total of the row must not be piled up. */
static void test_draw_trend__what_does_not_add_up_is_lines(void)
{
    sample_trend(&sample, CIR_EN);
    sample_set(&sample, 4, 7, 105);
    draw();
    CU_ASSERT_EQUAL(count_kind(DRAWN_BOX), 0);
    CU_ASSERT(count_kind(DRAWN_MARK) + count_kind(DRAWN_PATH) >= (size_t)YEARS * LEVELS);
    CU_ASSERT_EQUAL(count_in(DRAWN_MARK, title_of(9, 1), "#ffffff"), 1);
    CU_ASSERT_EQUAL(count_in(DRAWN_MARK, title_of(8, 1), "#1b232b"), 1);
    sample_trend(&sample, CIR_EN);
    sample_cut(&sample, YEARS, 7);
    draw();
    CU_ASSERT_EQUAL(count_kind(DRAWN_BOX), 0);
}

static void test_draw_trend__one_series_is_columns(void)
{
    sample_trend(&sample, CIR_EN);
    sample_cut(&sample, YEARS, 2);
    draw();
    CU_ASSERT(count_kind(DRAWN_BOX) >= YEARS);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "22"), 1);
    sample_set(&sample, 3, 1, -2.385);
    draw();
    CU_ASSERT_EQUAL(count_kind(DRAWN_BOX), 0);
}

static void test_draw_trend__lines_lie_where_the_axis_says(void)
{
    sample_trend(&sample, CIR_EN);
    sample_cut(&sample, YEARS, 3);
    draw();
    const struct drawn_shape *low = drawn_find(&drawn, DRAWN_MARK, title_of(0, 1));
    const struct drawn_shape *high = drawn_find(&drawn, DRAWN_MARK, title_of(8, 1));
    const struct drawn_shape *middle = drawn_find(&drawn, DRAWN_MARK, title_of(5, 1));
    CU_ASSERT_PTR_NOT_NULL_FATAL(low);
    CU_ASSERT_PTR_NOT_NULL_FATAL(high);
    CU_ASSERT_PTR_NOT_NULL_FATAL(middle);
    double share = (low->top - middle->top) / (low->top - high->top);
    CU_ASSERT_DOUBLE_EQUAL(share, (12. - 4) / (30 - 4), 0.002);
}

static void test_draw_trend__what_is_not_told_is_a_gap_with_its_mark(void)
{
    sample_trend(&sample, CIR_EN);
    sample_cut(&sample, YEARS, 3);
    sample_mark(&sample, 4, 1, CIR_SHOWN_HIDDEN, "<5");
    draw();
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_MARK, title_of(4, 1)));
    CU_ASSERT_PTR_NOT_NULL(drawn_find(&drawn, DRAWN_TEXT, title_of(4, 1)));
    size_t ways = 0;
    for (size_t i = 0; i < drawn.count; i++)
        ways += drawn.list[i].kind == DRAWN_PATH && drawn.list[i].title[0] == '\0' &&
                drawn.list[i].right - drawn.list[i].left > 100 && drawn.list[i].bottom - drawn.list[i].top > 1;
    CU_ASSERT_EQUAL(ways, 3);
}

static double end_of_longest_way(void)
{
    double longest = 0;
    double end = 0;
    for (size_t i = 0; i < drawn.count; i++) {
        const struct drawn_shape *shape = &drawn.list[i];
        bool is_way = shape->kind == DRAWN_PATH && shape->title[0] == '\0' && shape->bottom - shape->top > 1;
        if (is_way && shape->right - shape->left > longest) {
            longest = shape->right - shape->left;
            end = shape->right;
        }
    }
    return end;
}

/* What has no date is no period. */
static void test_draw_trend__no_line_leads_to_what_has_no_date(void)
{
    for (int kind = 0; kind < 2; kind++) {
        sample_trend(&sample, CIR_EN);
        sample_cut(&sample, YEARS, 3);
        sample_mark(&sample, 7, 0, kind == 0 ? CIR_SHOWN_UNKNOWN : CIR_SHOWN_WORDS, "not known");
        draw();
        const struct drawn_shape *undated = drawn_find(&drawn, DRAWN_MARK, title_of(7, 1));
        CU_ASSERT_PTR_NOT_NULL_FATAL(undated);
        CU_ASSERT(end_of_longest_way() > 0 && end_of_longest_way() < undated->left);
    }
}

/* A share beside numbers is another measure. */
static void test_draw_trend__shares_do_not_stand_on_the_axis_of_numbers(void)
{
    sample_trend(&sample, CIR_EN);
    sample_cut(&sample, YEARS, 3);
    for (size_t i = 0; i < YEARS; i++)
        sample.cells[i][2].percent = true;
    draw();
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_PATH, title_of(0, 2)));
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "Low"), 0);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "None"), 1);
}

static void test_draw_trend__many_periods_keep_names_apart(void)
{
    static char names[SAMPLE_ROWS][8];
    sample_trend(&sample, CIR_EN);
    for (size_t i = 0; i < SAMPLE_ROWS; i++) {
        snprintf(names[i], sizeof names[i], "%zu", 1970 + i);
        sample_mark(&sample, i, 0, CIR_SHOWN_CODE, names[i]);
        sample_set(&sample, i, 1, 10 + (double)i);
        sample_set(&sample, i, 2, 20 - (double)i);
    }
    sample_cut(&sample, SAMPLE_ROWS, 3);
    draw();
    size_t shown = 0;
    const struct drawn_shape *before = NULL;
    for (size_t i = 0; i < drawn.count; i++)
        if (drawn.list[i].kind == DRAWN_TEXT && drawn.list[i].is_turned) {
            CU_ASSERT(before == NULL || before->right <= drawn.list[i].left + 0.01);
            before = &drawn.list[i];
            shown++;
        }
    CU_ASSERT(shown >= 20);
}

CIR_SUITE("draw trend", {"columns are as high as the numbers", test_draw_trend__columns_are_as_high_as_the_numbers},
          {"a period that is not whole is hatched", test_draw_trend__a_period_that_is_not_whole_is_hatched},
          {"what does not add up is lines", test_draw_trend__what_does_not_add_up_is_lines},
          {"one series is columns", test_draw_trend__one_series_is_columns},
          {"lines lie where the axis says", test_draw_trend__lines_lie_where_the_axis_says},
          {"what is not told is a gap with its mark", test_draw_trend__what_is_not_told_is_a_gap_with_its_mark},
          {"no line leads to what has no date", test_draw_trend__no_line_leads_to_what_has_no_date},
          {"shares do not stand on the axis of numbers", test_draw_trend__shares_do_not_stand_on_the_axis_of_numbers},
          {"many periods keep names apart", test_draw_trend__many_periods_keep_names_apart})
