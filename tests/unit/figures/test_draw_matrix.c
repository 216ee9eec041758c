#include "figures/figure.h"
#include "figures/shades.h"

#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static struct sample sample;
static struct drawn drawn;

static void draw(void)
{
    struct cir_buffer svg = {0};
    CU_ASSERT_EQUAL_FATAL(sample_draw(&svg, &sample, CIR_FIGURE_MATRIX, NULL, NULL), CIR_OK);
    CU_ASSERT_TRUE_FATAL(drawn_read(&drawn, cir_buffer_text(&svg)));
    cir_buffer_free(&svg);
}

static const char *title_of(size_t row, size_t column)
{
    return sample_told(&sample, row, column);
}

/* Place of the shade of a cell among all; CIR_SHADES where it has none. */
static size_t shade_of(size_t row, size_t column)
{
    const struct drawn_shape *box = drawn_find(&drawn, DRAWN_BOX, title_of(row, column));
    for (size_t i = 0; box != NULL && i < CIR_SHADES; i++)
        if (strcmp(cir_shade_of(i, CIR_SHADES)->fill, box->fill) == 0)
            return i;
    return CIR_SHADES;
}

static void test_draw_matrix__shades_follow_the_values(void)
{
    sample_matrix(&sample, CIR_EN);
    draw();
    for (size_t a = 0; a < 25; a++)
        for (size_t b = 0; b < 25; b++) {
            const struct cir_shown_cell *first = &sample.cells[a / 5][1 + a % 5];
            const struct cir_shown_cell *second = &sample.cells[b / 5][1 + b % 5];
            if (first->value > 0 && second->value > first->value)
                CU_ASSERT(shade_of(a / 5, 1 + a % 5) <= shade_of(b / 5, 1 + b % 5));
        }
    CU_ASSERT_EQUAL(shade_of(0, 1), CIR_SHADES - 1);
    CU_ASSERT_EQUAL(shade_of(1, 5), 0);
}

/* A huge value does not put all others into one shade. */
static void test_draw_matrix__a_huge_value_leaves_the_others_apart(void)
{
    sample_matrix(&sample, CIR_EN);
    sample_set(&sample, 0, 1, 1e300);
    draw();
    CU_ASSERT(shade_of(0, 2) > shade_of(1, 3));
    CU_ASSERT(shade_of(1, 3) > shade_of(0, 4));
}

static void test_draw_matrix__zero_and_less_have_none(void)
{
    sample_matrix(&sample, CIR_EN);
    sample_set(&sample, 0, 2, -2.385);
    draw();
    CU_ASSERT_EQUAL(shade_of(0, 5), CIR_SHADES);
    CU_ASSERT_EQUAL(shade_of(0, 2), CIR_SHADES);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "-2.4"), 1);
}

static void test_draw_matrix__what_is_hidden_is_hatched(void)
{
    sample_matrix(&sample, CIR_EN);
    draw();
    const struct drawn_shape *box = drawn_find(&drawn, DRAWN_BOX, title_of(3, 1));
    CU_ASSERT_PTR_NOT_NULL_FATAL(box);
    CU_ASSERT_STRING_EQUAL(box->fill, "url(#figure-matrix-hatch)");
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "<5 1"), 2);
}

static void test_draw_matrix__totals_have_no_box(void)
{
    sample_matrix(&sample, CIR_EN);
    draw();
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_BOX, title_of(0, 6)));
    CU_ASSERT_PTR_NULL(drawn_find(&drawn, DRAWN_BOX, title_of(5, 1)));
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "467"), 1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "428"), 1);
}

/* Each shade is told by its least and greatest value, as the cells have them. */
static void test_draw_matrix__has_a_key(void)
{
    sample_matrix(&sample, CIR_EN);
    draw();
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "1 – 6"), 1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "88 – 310"), 1);
}

static void test_draw_matrix__reads_from_the_right(void)
{
    sample_matrix(&sample, CIR_EN);
    draw();
    double first = drawn_find(&drawn, DRAWN_BOX, title_of(0, 1))->left;
    double last = drawn_find(&drawn, DRAWN_BOX, title_of(0, 4))->left;
    CU_ASSERT(first < last);
    sample_matrix(&sample, CIR_AR);
    draw();
    first = drawn_find(&drawn, DRAWN_BOX, title_of(0, 1))->left;
    last = drawn_find(&drawn, DRAWN_BOX, title_of(0, 4))->left;
    CU_ASSERT(first > last);
}

CIR_SUITE("draw matrix", {"shades follow the values", test_draw_matrix__shades_follow_the_values},
          {"a huge value leaves the others apart", test_draw_matrix__a_huge_value_leaves_the_others_apart},
          {"zero and less have none", test_draw_matrix__zero_and_less_have_none},
          {"what is hidden is hatched", test_draw_matrix__what_is_hidden_is_hatched},
          {"totals have no box", test_draw_matrix__totals_have_no_box}, {"has a key", test_draw_matrix__has_a_key},
          {"reads from the right", test_draw_matrix__reads_from_the_right})
