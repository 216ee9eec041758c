#include "scoring/fact_groups.h"

#include "suite.h"
#include "uncertain_row.h"

static struct uncertain_row row;
static struct sample sample;
static struct cir_fact_groups groups;

static bool find(void)
{
    uncertain_row_judge(&row, &sample.scheme);
    struct cir_standing_row standing = uncertain_row_standing(&row, &sample.scheme);
    return cir_fact_groups_find(&groups, &standing);
}

static void start(void)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
}

static void test_fact_groups__keep_apart_what_shares_nothing(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 23850);
    row.facts[1] = number_fact(CIR_MEASURE_LOSS_USD, 1e6, 1e8);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL_FATAL(groups.count, 2);
    CU_ASSERT_EQUAL(groups.list[0].facts, 1);
    CU_ASSERT_EQUAL(groups.list[1].facts, 2);
    CU_ASSERT_EQUAL(cir_fact_groups_factors(&groups), 1U << F_PEOPLE | 1U << F_ECONOMY);
    uncertain_row_teardown(&row);
}

/* The third moves what each of the others moves. */
static void test_fact_groups__become_one_where_a_fact_meets_both(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 23850);
    row.facts[1] = number_fact(FIELD_MEASURE(ENTITIES_AFFECTED), 2, 2385);
    row.facts[2] = number_fact(CIR_MEASURE_LOSS_USD, 1e6, 1e8);
    row.facts[3] = number_fact(CIR_MEASURE_PEOPLE, 300, 3000);
    row.facts[3].measures[1] = FIELD_MEASURE(ENTITIES_AFFECTED);
    row.facts[3].factors[1] = 0.2385;
    row.facts[3].measure_count = 2;
    row.fact_count = 4;
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL_FATAL(groups.count, 2);
    CU_ASSERT_EQUAL(groups.list[0].facts, 1U << 2);
    CU_ASSERT_EQUAL(groups.list[1].facts, 1U << 0 | 1U << 1 | 1U << 3);
    CU_ASSERT_EQUAL(groups.list[1].moves.factors, 1U << F_PEOPLE | 1U << F_ENTITIES);
    uncertain_row_teardown(&row);
}

/* Beyond the end of its function a factor is exact, however uncertain its fact is. */
static void test_fact_groups__leave_out_what_moves_nothing(void)
{
    start();
    row.facts[0] = number_fact(FIELD_MEASURE(ENTITIES_AFFECTED), 23850, 238500);
    row.facts[1] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 23850);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL_FATAL(groups.count, 1);
    CU_ASSERT_EQUAL(groups.list[0].facts, 2);
    uncertain_row_teardown(&row);
}

/* Deaths and lasting damage meet in a rule of level 3 alone: where the level is 5 already nothing hangs on it. */
static void test_fact_groups__go_by_the_criteria_that_are_open(void)
{
    start();
    row.base[CIR_MEASURE_LIFE_CRITICAL] = of_options(CIR_ANSWERED, 2);
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 50);
    row.fact_count = 1;
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL_FATAL(groups.count, 1);
    CU_ASSERT_EQUAL(groups.list[0].moves.criteria[0], 1U << C_DEAD);
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL(groups.list[0].moves.criteria[0], 1U << C_DEAD | 1U << C_DEAD_100);
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 100, 500);
    CU_ASSERT_TRUE_FATAL(find());
    CU_ASSERT_EQUAL(groups.count, 0);
    uncertain_row_teardown(&row);
}

static void test_fact_groups__of_too_many_facts_are_not_found(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 23850);
    row.fact_count = 1;
    CU_ASSERT_TRUE(find());
    struct cir_standing_row standing = uncertain_row_standing(&row, &sample.scheme);
    row.random.fact_count = CIR_ROW_FACTS_MAX + 1;
    CU_ASSERT_FALSE(cir_fact_groups_find(&groups, &standing));
    uncertain_row_teardown(&row);
}

CIR_SUITE("fact_groups", {"keep apart what shares nothing", test_fact_groups__keep_apart_what_shares_nothing},
          {"become one where a fact meets both", test_fact_groups__become_one_where_a_fact_meets_both},
          {"leave out what moves nothing", test_fact_groups__leave_out_what_moves_nothing},
          {"go by the criteria that are open", test_fact_groups__go_by_the_criteria_that_are_open},
          {"of too many facts are not found", test_fact_groups__of_too_many_facts_are_not_found})
