#include "scoring/moves.h"

#include "sample.h"
#include "suite.h"

static struct cir_moves moves_of(const struct cir_scheme *scheme, unsigned measure)
{
    struct cir_moves moves;
    bool changes[CIR_MEASURES_MAX] = {false};
    changes[measure] = true;
    cir_moves_make(&moves, scheme, changes);
    return moves;
}

static void test_moves__name_factors_and_criteria(void)
{
    struct sample sample;
    sample_init(&sample);
    struct cir_moves deaths = moves_of(&sample.scheme, FIELD_MEASURE(DEATHS));
    CU_ASSERT_EQUAL(deaths.factors, 1U << F_HUMAN);
    CU_ASSERT_EQUAL(deaths.criteria[0], 1U << C_DEAD_100 | 1U << C_DEAD);
    struct cir_moves people = moves_of(&sample.scheme, CIR_MEASURE_PEOPLE);
    CU_ASSERT_EQUAL(people.factors, 1U << F_PEOPLE);
    CU_ASSERT_EQUAL(people.criteria[0], 0);
}

static void test_moves__go_through_filters(void)
{
    struct sample sample;
    sample_init(&sample);
    struct cir_moves life = moves_of(&sample.scheme, CIR_MEASURE_LIFE_CRITICAL);
    CU_ASSERT_EQUAL(life.factors, 0);
    CU_ASSERT_EQUAL(life.criteria[0], 1U << C_LIFE | 1U << C_LASTING);
}

static void test_moves__mark_all_that_is_needed(void)
{
    struct sample sample;
    bool needed[CIR_MEASURES_MAX] = {false};
    size_t count = 0;
    sample_init(&sample);
    struct cir_moves physical = moves_of(&sample.scheme, FIELD_MEASURE(PHYSICAL));
    cir_moves_mark(needed, &sample.scheme, &physical);
    for (size_t i = 0; i < CIR_MEASURES_MAX; i++)
        count += needed[i] ? 1 : 0;
    CU_ASSERT(needed[FIELD_MEASURE(PHYSICAL)]);
    CU_ASSERT(needed[CIR_MEASURE_LIFE_CRITICAL]); /* the filter of a criterion that is moved */
    CU_ASSERT_EQUAL(count, 2);
}

static void test_moves__meet_in_a_factor_or_a_criterion(void)
{
    struct sample sample;
    sample_init(&sample);
    struct cir_moves deaths = moves_of(&sample.scheme, FIELD_MEASURE(DEATHS));
    struct cir_moves injured = moves_of(&sample.scheme, FIELD_MEASURE(INJURED));
    struct cir_moves life = moves_of(&sample.scheme, CIR_MEASURE_LIFE_CRITICAL);
    struct cir_moves physical = moves_of(&sample.scheme, FIELD_MEASURE(PHYSICAL));
    CU_ASSERT(cir_moves_meet(&deaths, &injured)); /* both move the factor `human` */
    CU_ASSERT(cir_moves_meet(&life, &physical));  /* both move the criterion `lasting` */
    CU_ASSERT_FALSE(cir_moves_meet(&deaths, &physical));
    cir_moves_add(&deaths, &life);
    CU_ASSERT(cir_moves_meet(&deaths, &physical));
}

static void test_moves__of_what_no_row_asks_are_none(void)
{
    struct sample sample;
    sample_init(&sample);
    struct cir_moves none = moves_of(&sample.scheme, FIELD_MEASURE(RESOLUTION_PERSON_DAYS));
    struct cir_moves some = moves_of(&sample.scheme, CIR_MEASURE_LIFE_CRITICAL);
    CU_ASSERT_FALSE(cir_moves_any(&none));
    CU_ASSERT(cir_moves_any(&some));
}

CIR_SUITE("moves", {"name factors and criteria", test_moves__name_factors_and_criteria},
          {"go through filters", test_moves__go_through_filters},
          {"mark all that is needed", test_moves__mark_all_that_is_needed},
          {"meet in a factor or a criterion", test_moves__meet_in_a_factor_or_a_criterion},
          {"of what no row asks are none", test_moves__of_what_no_row_asks_are_none})
