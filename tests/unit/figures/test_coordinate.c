#include "figures/coordinate.h"

#include "suite.h"

#include <float.h>
#include <math.h>

static void written(double value, const char *expected)
{
    struct cir_buffer buffer = {0};
    cir_coordinate_add_attribute(&buffer, "x", value);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), expected));
    cir_buffer_free(&buffer);
}

static void test_coordinate__is_rounded_to_hundredths(void)
{
    written(2.387, " x=\"2.39\"");
    written(-0.001, " x=\"0\"");
    written(70, " x=\"70\"");
    written(-12.5, " x=\"-12.5\"");
}

static void test_coordinate__is_a_number_whatever_comes(void)
{
    written(NAN, " x=\"0\"");
    written(INFINITY, " x=\"1000000\"");
    written(-DBL_MAX, " x=\"-1000000\"");
}

CIR_SUITE("coordinate", {"is rounded to hundredths", test_coordinate__is_rounded_to_hundredths},
          {"is a number whatever comes", test_coordinate__is_a_number_whatever_comes})
