#include "figures/shades.h"

#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* WCAG 2.2: relative luminance, contrast ratio. */
static double channel(const char *color, size_t number)
{
    char hex[3] = {color[1 + 2 * number], color[2 + 2 * number], '\0'};
    double share = (double)strtol(hex, NULL, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(const char *color)
{
    CU_ASSERT_EQUAL_FATAL(strlen(color), 7);
    return 0.2126 * channel(color, 0) + 0.7152 * channel(color, 1) + 0.0722 * channel(color, 2);
}

static double contrast(const char *a, const char *b)
{
    double high = fmax(luminance(a), luminance(b));
    double low = fmin(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

static void test_shades__text_is_read_on_each(void)
{
    for (size_t i = 0; i < CIR_SHADES; i++) {
        const struct cir_shade *shade = cir_shade_of(i, CIR_SHADES);
        CU_ASSERT(contrast(shade->fill, shade->ink) >= 4.5);
    }
    CU_ASSERT(contrast(cir_paper, cir_ink) >= 4.5);
    CU_ASSERT(contrast(cir_paper, cir_soft_ink) >= 4.5);
    CU_ASSERT(contrast(cir_paper, "#000000") >= 4.5);
}

/* Of any number of them: each is darker than the one before, and by as much as grey print keeps. */
static void test_shades__neighbours_differ_in_grey(void)
{
    for (size_t count = 2; count <= CIR_SHADES; count++)
        for (size_t i = 1; i < count; i++) {
            const char *lighter = cir_shade_of(i - 1, count)->fill;
            const char *darker = cir_shade_of(i, count)->fill;
            CU_ASSERT(luminance(lighter) > luminance(darker));
            CU_ASSERT(contrast(lighter, darker) >= (count <= 4 ? 1.9 : 1.35));
        }
}

/* Areas have an outline and a white gap: of these two one stands out from each shade. */
static void test_shades__areas_are_told_from_what_is_beside(void)
{
    for (size_t i = 0; i < CIR_SHADES; i++) {
        const char *fill = cir_shade_of(i, CIR_SHADES)->fill;
        CU_ASSERT(fmax(contrast(fill, cir_ink), contrast(fill, cir_paper)) >= 3);
    }
    CU_ASSERT(contrast(cir_rule, cir_paper) >= 3);
    CU_ASSERT(contrast(cir_ink, cir_paper) >= 3);
}

static void test_shades__the_ends_are_the_ends(void)
{
    for (size_t count = 2; count <= CIR_SHADES; count++) {
        CU_ASSERT_PTR_EQUAL(cir_shade_of(0, count), cir_shade_of(0, CIR_SHADES));
        CU_ASSERT_PTR_EQUAL(cir_shade_of(count - 1, count), cir_shade_of(CIR_SHADES - 1, CIR_SHADES));
    }
    CU_ASSERT(contrast(cir_shade_of(0, 1)->fill, cir_paper) >= 3);
}

CIR_SUITE("shades", {"text is read on each", test_shades__text_is_read_on_each},
          {"neighbours differ in grey", test_shades__neighbours_differ_in_grey},
          {"areas are told from what is beside", test_shades__areas_are_told_from_what_is_beside},
          {"the ends are the ends", test_shades__the_ends_are_the_ends})
