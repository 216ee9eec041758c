#include "scoring/spread_sum.h"

#include "suite.h"
#include "uncertain_row.h"

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_apart apart;
static struct cir_part_sum sum;

/* People on the scale, a loss on severity. */
static void start(void)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.facts[1] = number_fact(CIR_MEASURE_LOSS_USD, 2.385e6, 2.385e9);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_EQUAL_FATAL(cir_spread_groups(&apart), 2);
}

static void make(double worth_of_scale, double worth_of_severity)
{
    const double worth[CIR_AXES_MAX] = {worth_of_scale, worth_of_severity};
    const struct cir_combination combination = first_combination(&apart);
    cir_spread_sum_make(&sum, &apart, &combination, worth);
}

static double mean_of(const struct cir_distribution *distribution)
{
    double mean = 0;
    for (size_t i = 0; i < distribution->count; i++)
        mean += distribution->masses[i] * (distribution->origin + (double)i * distribution->step);
    return mean / cir_distribution_mass(distribution);
}

/* Of v^2, where v is even between its ends. */
static double mean_square(double low, double high)
{
    return (low * low + low * high + high * high) / 3;
}

static double people_mean(void)
{
    return 0.2 * mean_square(log(2.385) / log(1e5), log(23850) / log(1e5));
}

static double loss_mean(void)
{
    return 0.15 * mean_square(log(23.85) / log(1e5), log(23850) / log(1e5));
}

static void test_spread_sum__has_the_mean_of_its_parts(void)
{
    start();
    make(0.5, 2.385);
    CU_ASSERT_EQUAL(sum.count, 2);
    CU_ASSERT_DOUBLE_EQUAL(mean_of(cir_part_sum_whole(&sum)), 0.5 * people_mean() + 2.385 * loss_mean(), 1e-4);
    uncertain_row_teardown(&row);
}

/* What is worth nothing is no part. */
static void test_spread_sum__leaves_out_what_does_not_spread_it(void)
{
    start();
    make(0.5, 0);
    CU_ASSERT_EQUAL(sum.count, 1);
    CU_ASSERT_DOUBLE_EQUAL(mean_of(cir_part_sum_whole(&sum)), 0.5 * people_mean(), 1e-4);
    make(0, 0);
    cir_part_sum_cumulate(&sum);
    CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, -1), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, 1), 0, 1e-12);
    uncertain_row_teardown(&row);
}

/* A group that is spread along the scale, and stands still on severity, adds the place where it stands. */
static void test_spread_sum__adds_what_stands_still(void)
{
    start();
    apart.outcomes[0].list[0].least[1] = apart.outcomes[0].list[0].most[1] = 0.1;
    apart.outcomes[0].axis_count = 2;
    apart.outcomes[0].axes[1] = 1;
    make(0, 1);
    CU_ASSERT_EQUAL(sum.count, 1);
    CU_ASSERT_DOUBLE_EQUAL(mean_of(cir_part_sum_whole(&sum)), 0.1 + loss_mean(), 1e-4);
    uncertain_row_teardown(&row);
}

CIR_SUITE("spread_sum", {"has the mean of its parts", test_spread_sum__has_the_mean_of_its_parts},
          {"leaves out what does not spread it", test_spread_sum__leaves_out_what_does_not_spread_it},
          {"adds what stands still", test_spread_sum__adds_what_stands_still})
