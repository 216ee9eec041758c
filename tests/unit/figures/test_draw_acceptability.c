#include "figures/bars.h"

#include "drawn.h"
#include "samples.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { ASSETS = 10, RANKS = 10, FIRST_RANK = 2 };

static struct sample sample;
static struct drawn drawn;

static enum cir_status draw(struct cir_error *error)
{
    struct cir_buffer svg = {0};
    enum cir_status status = sample_draw(&svg, &sample, CIR_FIGURE_ACCEPTABILITY, NULL, error);
    bool is_right = status == CIR_OK ? drawn_read(&drawn, cir_buffer_text(&svg)) : svg.size == 0;
    CU_ASSERT_TRUE(is_right);
    cir_buffer_free(&svg);
    return status;
}

static const struct drawn_shape *part(size_t asset, size_t rank)
{
    return drawn_find(&drawn, DRAWN_BOX, sample_told(&sample, asset, FIRST_RANK + rank));
}

/* All bars are as long as the whole, and the axis says how long that is. */
static void test_draw_acceptability__bars_are_the_whole(void)
{
    sample_acceptability(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    double whole = 0;
    for (size_t i = 0; i < ASSETS; i++) {
        double sum = 0;
        for (size_t j = 0; j < RANKS; j++)
            sum += part(i, j) != NULL ? part(i, j)->right - part(i, j)->left + CIR_BARS_GAP : 0;
        whole = i == 0 ? sum : whole;
        CU_ASSERT_DOUBLE_EQUAL(sum, whole, 0.15);
    }
    for (size_t i = 0; i < ASSETS; i++)
        for (size_t j = 0; j < RANKS; j++)
            if (part(i, j) != NULL)
                CU_ASSERT_DOUBLE_EQUAL(part(i, j)->right - part(i, j)->left + CIR_BARS_GAP,
                                       whole * sample.cells[i][FIRST_RANK + j].value, 0.1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "0%"), 1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "100%"), 1);
}

static void test_draw_acceptability__parts_have_their_rank(void)
{
    sample_acceptability(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "1 · 65%"), 1);
    CU_ASSERT_EQUAL(drawn_count_text(&drawn, "10 · 65%"), 1);
    CU_ASSERT(drawn_count_text(&drawn, "5") >= 2);
}

/* No text leaves its part. */
static void test_draw_acceptability__texts_stay_in_their_parts(void)
{
    sample_acceptability(&sample, CIR_EN);
    CU_ASSERT_EQUAL_FATAL(draw(NULL), CIR_OK);
    for (size_t i = 0; i < drawn.count; i++) {
        const struct drawn_shape *text = &drawn.list[i];
        if (text->kind != DRAWN_TEXT || text->size > 10.2 || text->title[0] != '\0')
            continue;
        bool is_inside = false;
        for (size_t j = 0; j < drawn.count; j++) {
            const struct drawn_shape *box = &drawn.list[j];
            is_inside =
                is_inside || (box->kind == DRAWN_BOX && box->title[0] != '\0' && box->left <= text->left &&
                              box->right >= text->right && box->top <= text->top && box->bottom >= text->bottom);
        }
        CU_ASSERT_TRUE(is_inside);
    }
}

static void refused(const char *why)
{
    struct cir_error error;
    CU_ASSERT_EQUAL(draw(&error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, why));
}

static void test_draw_acceptability__refuses_what_is_no_share(void)
{
    sample_acceptability(&sample, CIR_EN);
    sample_set(&sample, 3, 4, 0.9);
    sample.cells[3][4].percent = true;
    refused("row 4: its shares make up more than the whole");
    sample_acceptability(&sample, CIR_EN);
    sample_set(&sample, 3, 4, -0.1);
    sample.cells[3][4].percent = true;
    refused("row 4, column '3': a share is from 0 to 1");
}

static void test_draw_acceptability__refuses_more_columns_beside_than_fit(void)
{
    sample_acceptability(&sample, CIR_EN);
    for (size_t j = 2; j < 11; j++)
        sample.columns[j].is_number = false;
    refused("10 columns beside what is drawn do not fit");
}

CIR_SUITE("draw acceptability", {"bars are the whole", test_draw_acceptability__bars_are_the_whole},
          {"parts have their rank", test_draw_acceptability__parts_have_their_rank},
          {"texts stay in their parts", test_draw_acceptability__texts_stay_in_their_parts},
          {"refuses what is no share", test_draw_acceptability__refuses_what_is_no_share},
          {"refuses more columns beside than fit", test_draw_acceptability__refuses_more_columns_beside_than_fit})
