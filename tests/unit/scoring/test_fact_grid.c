#include "scoring/fact_grid.h"

#include "suite.h"
#include "uncertain_row.h"

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_apart apart;

static void start(void)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
}

static double mass_of(const struct cir_group_outcomes *outcomes, uint64_t certain)
{
    double mass = 0;
    for (size_t i = 0; i < outcomes->count; i++)
        mass += (outcomes->list[i].certain[0] & certain) == certain ? outcomes->list[i].mass : 0;
    return mass;
}

/* 0.5 to 500 dead: a criterion is found to 1 / 65,536 of the range. */
static void test_fact_grid__finds_the_place_of_a_criterion(void)
{
    start();
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    row.fact_count = 1;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_DOUBLE_EQUAL(mass_of(&apart.outcomes[0], 0), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(mass_of(&apart.outcomes[0], 1U << C_DEAD), log(500) / log(1000), 1.0 / 65536);
    CU_ASSERT_DOUBLE_EQUAL(mass_of(&apart.outcomes[0], 1U << C_DEAD_100), log(5) / log(1000), 1.0 / 65536);
    uncertain_row_teardown(&row);
}

/* The mean of the term, 0.2 v^2 over an even v, by pieces of which each is a parabola: (from + 4 middle + to) / 6. */
static void test_fact_grid__follows_a_power_by_parabolas(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.fact_count = 1;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_EQUAL_FATAL(apart.outcomes[0].count, 1);
    CU_ASSERT_FALSE(apart.outcomes[0].is_single);
    double mean = 0;
    for (size_t i = 0; i < apart.pieces.count; i++) {
        const struct cir_range *sum = &apart.pieces.list[i].sums[0];
        mean += apart.pieces.list[i].mass * (sum->from + 4 * sum->middle + sum->to) / 6;
    }
    double low = log(2.385) / log(1e5), high = log(23850) / log(1e5);
    CU_ASSERT_DOUBLE_EQUAL(mean, 0.2 * (low * low + low * high + high * high) / 3, 1e-12);
    uncertain_row_teardown(&row);
}

/* One fact stands in strips, the other moves. */
static void test_fact_grid__of_two_ranges_is_a_grid(void)
{
    start();
    row.facts[0] = number_fact(FIELD_MEASURE(INJURED), 0.25, 4);
    row.facts[1] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_EQUAL_FATAL(apart.groups.count, 1); /* both move the factor `human` */
    CU_ASSERT_DOUBLE_EQUAL(mass_of(&apart.outcomes[0], 0), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(mass_of(&apart.outcomes[0], 1U << C_DEAD_100), log(5) / log(1000), 1.0 / 65536);
    uncertain_row_teardown(&row);
}

static void test_fact_grid__of_sets_is_exact(void)
{
    start();
    row.facts[0] = option_fact(FIELD_MEASURE(INFORMATION), 0x96);
    row.facts[1] = option_fact(FIELD_MEASURE(INFORMATION), 0x7);
    row.fact_count = 1;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT(apart.outcomes[0].is_single && apart.outcomes[0].count == 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(apart.outcomes[0].list[i].mass, 0.25);
    CU_ASSERT_EQUAL(apart.measuring.completions, 4);
    row.fact_count = 2; /* a group of two: the second is the one that tells */
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_EQUAL(apart.measuring.completions, 12);
    CU_ASSERT_EQUAL(apart.outcomes[0].count, 3);
    CU_ASSERT_DOUBLE_EQUAL(apart.outcomes[0].list[0].mass, 1.0 / 3, 1e-15);
    uncertain_row_teardown(&row);
}

static void test_fact_grid__refuses_what_is_too_much(void)
{
    start();
    for (size_t i = 0; i < 9; i++)
        row.facts[i] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385);
    row.fact_count = 9; /* facts of a group */
    CU_ASSERT_FALSE(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    row.fact_count = 4; /* lines: 7 x 7 x 7 */
    CU_ASSERT_FALSE(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    row.fact_count = 3;
    CU_ASSERT_TRUE(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    row.random_facts[0].value_count = CIR_RANDOM_VALUES_MAX + 1;
    CU_ASSERT_FALSE(cir_fact_grid_measure(&apart, 0));
    uncertain_row_teardown(&row);
}

/* Steps beside a curve in one factor: between two steps its value may be neither. */
static void test_fact_grid__refuses_steps_beside_a_curve(void)
{
    struct cir_step steps[] = {{1, 0.4}};
    start();
    struct cir_input inputs[] = {sample_log(CIR_MEASURE_PEOPLE, 1e2, 1e7),
                                 sample_steps(FIELD_MEASURE(ENTITIES_AFFECTED), steps, 1)};
    sample.factors[F_PEOPLE] = sample_factor("people", 0, 0.2, inputs, 2);
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385);
    row.fact_count = 1;
    CU_ASSERT_FALSE(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    uncertain_row_teardown(&row);
}

CIR_SUITE("fact_grid", {"finds the place of a criterion", test_fact_grid__finds_the_place_of_a_criterion},
          {"follows a power by parabolas", test_fact_grid__follows_a_power_by_parabolas},
          {"of two ranges is a grid", test_fact_grid__of_two_ranges_is_a_grid},
          {"of sets is exact", test_fact_grid__of_sets_is_exact},
          {"refuses what is too much", test_fact_grid__refuses_what_is_too_much},
          {"refuses steps beside a curve", test_fact_grid__refuses_steps_beside_a_curve})
