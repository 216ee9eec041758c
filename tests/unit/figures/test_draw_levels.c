#include "figures/bars.h"
#include "figures/figure.h"

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
    enum cir_status status = sample_draw(&svg, &sample, CIR_FIGURE_LEVELS, NULL, error);
    if (status == CIR_OK)
        CU_ASSERT_TRUE_FATAL(drawn_read(&drawn, cir_buffer_text(&svg)));
    cir_buffer_free(&svg);
    return status;
}

static const struct drawn_shape *part(size_t row, size_t column)
{
    return drawn_find(&drawn, DRAWN_BOX, sample_told(&sample, row, column));
}

/* Px a part stands for, with the gap that it leaves; a thin one has none. */
static double length(const struct drawn_shape *box)
{
    double width = box->right - box->left;
    return strcmp(box->fill, "#1b232b") == 0 ? width : width + CIR_BARS_GAP;
}

static void look_at_lengths(void)
{
    double scale = length(part(1, 2)) / sample.cells[1][2].value;
    CU_ASSERT(scale > 0.1);
    for (size_t i = 0; i < sample.table.row_count - 1; i++) {
        double sum = 0;
        double whole = 0;
        for (size_t j = 1; j <= 6; j++) {
            const struct drawn_shape *box = part(i, j);
            CU_ASSERT_EQUAL(box != NULL, sample.cells[i][j].value > 0);
            if (box == NULL)
                continue;
            CU_ASSERT_DOUBLE_EQUAL(length(box), scale * sample.cells[i][j].value, 0.03);
            sum += length(box);
            whole += sample.cells[i][j].value;
        }
        CU_ASSERT_DOUBLE_EQUAL(sum, scale * whole, 0.1);
    }
}

static void test_draw_levels__lengths_are_the_numbers(void)
{
    for (int language = 0; language < CIR_LANGUAGES; language++) {
        sample_levels(&sample, (enum cir_language)language);
        CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
        look_at_lengths();
    }
}

static void test_draw_levels__parts_follow_each_other(void)
{
    sample_levels(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    for (size_t j = 1; j < 6; j++)
        CU_ASSERT_DOUBLE_EQUAL(part(0, j)->right, part(0, j + 1)->left, 1.5);
    sample_levels(&sample, CIR_AR);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    for (size_t j = 1; j < 6; j++)
        CU_ASSERT_DOUBLE_EQUAL(part(0, j)->left, part(0, j + 1)->right, 1.5);
    CU_ASSERT(part(0, 1)->right < drawn.width / 2);
}

/* With that of the key, where there is one. */
static size_t count_open(void)
{
    size_t count = 0;
    for (size_t i = 0; i < drawn.count; i++)
        count += drawn.list[i].kind == DRAWN_BOX && drawn.list[i].is_dashed;
    return count;
}

static void test_draw_levels__what_is_not_told_leaves_an_open_end(void)
{
    sample_levels(&sample, CIR_EN);
    CU_ASSERT_EQUAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_open(), 2 + 1);
    sample_set(&sample, 3, 5, 3);
    CU_ASSERT_EQUAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_open(), 1 + 1);
}

static void test_draw_levels__totals_have_no_bar(void)
{
    sample_levels(&sample, CIR_EN);
    CU_ASSERT_EQUAL(draw(NULL), CIR_OK);
    CU_ASSERT_PTR_NULL(part(8, 1));
    CU_ASSERT_PTR_NULL(part(0, 7));
}

static void test_draw_levels__nothing_but_zero_and_huge_numbers(void)
{
    sample_levels(&sample, CIR_EN);
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 1; j <= 6; j++)
            sample_set(&sample, i, j, 0);
    CU_ASSERT_EQUAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(count_open(), 0);
    sample_set(&sample, 0, 1, 1e300);
    sample_set(&sample, 0, 2, 1e-300);
    CU_ASSERT_EQUAL(draw(NULL), CIR_OK);
    for (size_t i = 0; i < drawn.count; i++)
        CU_ASSERT(drawn.list[i].right <= drawn.width);
}

static void refused(double value, const char *text)
{
    struct cir_error error;
    sample_levels(&sample, CIR_EN);
    sample_set(&sample, 2, 3, value);
    sample.cells[2][3].text = cir_text_of(text);
    sample_set(&sample, 2, 1, 1.7e308);
    CU_ASSERT_EQUAL(draw(&error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "in row 3, column"));
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "a bar is made of numbers from 0 on"));
}

static void test_draw_levels__refuses_what_is_below_zero_or_beyond_all(void)
{
    refused(-2.385, "-2.385");
    refused(1.7e308, "1.7e308");
}

CIR_SUITE("draw levels", {"lengths are the numbers", test_draw_levels__lengths_are_the_numbers},
          {"parts follow each other", test_draw_levels__parts_follow_each_other},
          {"what is not told leaves an open end", test_draw_levels__what_is_not_told_leaves_an_open_end},
          {"totals have no bar", test_draw_levels__totals_have_no_bar},
          {"nothing but zero, and huge numbers", test_draw_levels__nothing_but_zero_and_huge_numbers},
          {"refuses what is below zero or beyond all", test_draw_levels__refuses_what_is_below_zero_or_beyond_all})
