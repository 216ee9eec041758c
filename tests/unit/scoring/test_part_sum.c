#include "scoring/part_sum.h"

#include "suite.h"

#include <math.h>

/* Parts are spread evenly over 0..width. */
static void add_even(struct cir_part_sum *sum, double width, double step)
{
    struct cir_distribution *part = cir_part_sum_next(sum);
    cir_distribution_start(part, 0, width, step);
    cir_distribution_add(part, 1, 0, width / 2, width);
    cir_distribution_finish(part);
}

static void make(struct cir_part_sum *sum, size_t parts)
{
    const double widths[] = {1, 2.385, 0.615};
    cir_part_sum_start(sum);
    for (size_t i = 0; i < parts; i++)
        add_even(sum, widths[i], 4.0 / CIR_LATTICE_STEPS);
}

/* What is asked of the parts is what is asked of their sum. */
static void test_part_sum__is_as_good_as_the_sum(void)
{
    static struct cir_part_sum sum, other;
    for (size_t parts = 1; parts <= 3; parts++) {
        make(&sum, parts);
        make(&other, parts);
        struct cir_distribution whole = *cir_part_sum_whole(&other);
        cir_distribution_cumulate(&whole);
        cir_part_sum_cumulate(&sum);
        for (int i = 0; i < 130; i++) {
            double value = -0.5 + 0.0385 * i;
            CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, value), cir_distribution_above(&whole, value), 1e-12);
        }
    }
}

/* Of three even spreads: 1 - P(all below) where t is less than each: t^3 / (6 a b c). */
static void test_part_sum__of_three_has_its_closed_form(void)
{
    static struct cir_part_sum sum;
    make(&sum, 3);
    cir_part_sum_cumulate(&sum);
    for (int i = 1; i < 6; i++) {
        double t = 0.1 * i;
        CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, t), 1 - t * t * t / (6 * 2.385 * 0.615), 2e-3);
    }
    CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, 2), 0.5, 1e-9); /* it is even about its middle */
}

static void test_part_sum__goes_from_one_to_nothing(void)
{
    static struct cir_part_sum sum;
    for (size_t parts = 1; parts <= 3; parts++) {
        make(&sum, parts);
        cir_part_sum_cumulate(&sum);
        CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, -INFINITY), 1, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, -0.2), 1, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, 4.2), 0, 1e-12);
    }
}

CIR_SUITE("part_sum", {"is as good as the sum", test_part_sum__is_as_good_as_the_sum},
          {"of three has its closed form", test_part_sum__of_three_has_its_closed_form},
          {"goes from one to nothing", test_part_sum__goes_from_one_to_nothing})
