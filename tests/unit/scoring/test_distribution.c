#include "scoring/distribution.h"

#include "suite.h"

#include <math.h>

static struct cir_distribution made(double least, double most, size_t steps)
{
    struct cir_distribution distribution;
    cir_distribution_start(&distribution, least, most, (most - least) / (double)steps);
    return distribution;
}

static double mean_of(const struct cir_distribution *distribution)
{
    double sum = 0;
    for (size_t i = 0; i < distribution->count; i++)
        sum += distribution->masses[i] * (distribution->origin + (double)i * distribution->step);
    return sum;
}

static void test_distribution__keeps_mass_and_mean(void)
{
    struct cir_distribution distribution = made(2.385, 7.385, 32);
    cir_distribution_add(&distribution, 0.25, 3.111, 3.111, 3.111);
    cir_distribution_add(&distribution, 0.5, 2.385, (2.385 + 6.1) / 2, 6.1);
    cir_distribution_add(&distribution, 0.25, 7.385, (7.385 + 4.2) / 2, 4.2); /* the other way round */
    cir_distribution_finish(&distribution);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_mass(&distribution), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(mean_of(&distribution), 0.25 * 3.111 + 0.5 * (2.385 + 6.1) / 2 + 0.25 * (7.385 + 4.2) / 2,
                           1e-12);
}

/* An even spread over 0..1 and another over 0..3: P(sum >= t) is a trapezoid's. */
static double trapezoid_above(double t)
{
    double below = t <= 0 ? 0 : t < 1 ? t * t / 6 : t < 3 ? (t - 0.5) / 3 : t < 4 ? 1 - (4 - t) * (4 - t) / 6 : 1;
    return 1 - below;
}

static void test_distribution__of_a_sum_is_a_convolution(void)
{
    struct cir_distribution a, b, sum;
    const double step = 4.0 / CIR_LATTICE_STEPS;
    cir_distribution_start(&a, 0, 1, step);
    cir_distribution_start(&b, 0, 3, step);
    cir_distribution_add(&a, 1, 0, 0.5, 1);
    cir_distribution_add(&b, 1, 0, 1.5, 3);
    cir_distribution_finish(&a);
    cir_distribution_finish(&b);
    cir_distribution_sum(&sum, &a, &b);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_mass(&sum), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(mean_of(&sum), 2, 1e-12);
    cir_distribution_cumulate(&sum);
    for (int i = 0; i < 130; i++) {
        double t = -0.5 + 0.0385 * i;
        double above = cir_distribution_above(&sum, t);
        /* the square of a step, and the bound: an edge that is moved by a step for each part */
        CU_ASSERT_DOUBLE_EQUAL(above, trapezoid_above(t), step * step);
        CU_ASSERT(above <= trapezoid_above(t - 2 * step) + 1e-12);
        CU_ASSERT(above >= trapezoid_above(t + 2 * step) - 1e-12);
    }
}

static void test_distribution__of_single_values_errs_by_a_step_at_most(void)
{
    struct cir_distribution distribution = made(0, 1, 64);
    cir_distribution_add(&distribution, 0.3, 0.2385, 0.2385, 0.2385);
    cir_distribution_add(&distribution, 0.7, 0.71, 0.71, 0.71);
    cir_distribution_finish(&distribution);
    cir_distribution_cumulate(&distribution);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_above(&distribution, 0), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_above(&distribution, 0.5), 0.7, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_above(&distribution, 0.2385 + 2.0 / 64), 0.7, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_distribution_above(&distribution, 1.1), 0, 1e-12);
}

/* What a point of the lattice takes of an even spread: the integral of its hat, by many single places. */
static void test_distribution__shares_out_by_nearness(void)
{
    enum { PLACES = 20000 };
    struct cir_distribution even = made(2.385, 7.385, 32);
    struct cir_distribution places = made(2.385, 7.385, 32);
    cir_distribution_add(&even, 1, 6.9, 3.111, 2.7);
    for (int i = 0; i < PLACES; i++) {
        double share = (i + 0.5) / PLACES;
        double place = share < 0.5 ? 2.7 + 2 * share * (3.111 - 2.7) : 3.111 + (2 * share - 1) * (6.9 - 3.111);
        cir_distribution_add(&places, 1.0 / PLACES, place, place, place);
    }
    cir_distribution_finish(&even);
    cir_distribution_finish(&places);
    for (size_t i = 0; i < even.count; i++)
        CU_ASSERT_DOUBLE_EQUAL(even.masses[i], places.masses[i], 1e-4);
}

/* However narrow a part is, it is no point and loses nothing. */
static void test_distribution__of_narrow_parts_loses_nothing(void)
{
    for (int i = 0; i < 15; i++) {
        double width = 0.75 * pow(7.1, -i);
        struct cir_distribution distribution = made(0, 1, 64);
        cir_distribution_add(&distribution, 1, 0.2385, 0.2385 + width * 0.4, 0.2385 + width * 0.75);
        cir_distribution_finish(&distribution);
        CU_ASSERT_DOUBLE_EQUAL(cir_distribution_mass(&distribution), 1, 1e-7);
        CU_ASSERT_DOUBLE_EQUAL(mean_of(&distribution), 0.2385 + width * (0.2 + 0.575) / 2, 1e-7);
    }
}

static void test_distribution__of_a_sum_can_be_asked_without_it(void)
{
    struct cir_distribution a, b, sum;
    const double step = 4.0 / CIR_LATTICE_STEPS;
    cir_distribution_start(&a, -0.3, 0.7, step);
    cir_distribution_start(&b, 0.1, 3.1, step);
    cir_distribution_add(&a, 1, -0.3, 0.2385, 0.7);
    cir_distribution_add(&b, 1, 3.1, 0.7, 0.1);
    cir_distribution_finish(&a);
    cir_distribution_finish(&b);
    cir_distribution_sum(&sum, &a, &b);
    cir_distribution_cumulate(&sum);
    cir_distribution_cumulate(&a);
    for (int i = 0; i < 130; i++) {
        double t = -0.5 + 0.0385 * i;
        CU_ASSERT_DOUBLE_EQUAL(cir_distribution_sum_above(&a, &b, t), cir_distribution_above(&sum, t), 1e-12);
    }
}

CIR_SUITE("distribution", {"keeps mass and mean", test_distribution__keeps_mass_and_mean},
          {"of a sum is a convolution", test_distribution__of_a_sum_is_a_convolution},
          {"of single values errs by a step at most", test_distribution__of_single_values_errs_by_a_step_at_most},
          {"shares out by nearness", test_distribution__shares_out_by_nearness},
          {"of narrow parts loses nothing", test_distribution__of_narrow_parts_loses_nothing},
          {"of a sum can be asked without it", test_distribution__of_a_sum_can_be_asked_without_it})
