#include "facts.h"

#include "suite.h"

static struct facts facts;

static void test_people__blank_unit_means_persons(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(225000);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE), 225000, 225000, 225000);
}

static void test_people__units_convert_at_their_range(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_range(100, 200, 400);
    facts.cells[CIR_FIELD_PEOPLE_UNIT] = cell_one_of(1U << HOUSEHOLDS);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE), 200, 700, 2400);
    facts.cells[CIR_FIELD_PEOPLE_UNIT] = cell_one_of(1U << HOUSEHOLDS | 1U << CUSTOMERS);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE), 100, 550, 2400);
}

static void test_people__an_unknown_unit_bounds_but_does_not_answer(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(1000);
    facts.cells[CIR_FIELD_PEOPLE_UNIT] = cell_unknown();
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE), 1000, NAN, 6000);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_unknown();
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE), 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_PEOPLE).answer, CIR_NOT_APPLICABLE);
}

static void test_people__share_is_given_or_derived(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(52000);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0.04, 0.04, 0.04);
    facts.cells[CIR_FIELD_PEOPLE_SHARE] = cell_range(0.11, 0.12, 0.13);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0.11, 0.12, 0.13);
}

static void test_people__share_is_at_most_one(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_range(650000, 2e6, 5e6);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0.5, 1, 1);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(5e6);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 1, 1, 1);
}

static void test_people__candidate_states_make_a_range(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(1e5);
    facts.cells[CIR_FIELD_COUNTRY] = cell_states(1U << BIRCH | 1U << ELM, false);
    double mean = (1e5 / 83e6 + 1e5 / 2e7) / 2;
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 1e5 / 83e6, mean, 1e5 / 2e7);
    facts.cells[CIR_FIELD_COUNTRY] = cell_states(1U << BIRCH | 1U << ELM, true); /* together: the first */
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 1e5 / 83e6, 1e5 / 83e6, 1e5 / 83e6);
    facts.cells[CIR_FIELD_COUNTRY] = cell_states(1U << BIRCH | 1U << DATE_PALM | 1U << ELM, false);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0, NAN, 1);
}

static void test_people__share_without_population_is_open(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(1e5);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0, NAN, 1);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(DATE_PALM);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0, NAN, 1);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(0); /* nobody is no share of any people */
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 0, 0, 0);
    facts.cells[CIR_FIELD_COUNTRY] = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE).answer, CIR_NOT_APPLICABLE);
}

static void test_people__share_not_applicable_gives_way_to_a_count(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_SHARE] = cell_not_applicable();
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE).answer, CIR_NOT_APPLICABLE);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(13);
    check_number(facts_measure(&facts, CIR_MEASURE_PEOPLE_SHARE), 1e-5, 1e-5, 1e-5);
}

static void test_people__user_hours_multiply(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_range(100, 200, 400);
    facts.cells[CIR_FIELD_DURATION_H] = cell_range(2, 2.5, INFINITY);
    check_number(facts_measure(&facts, CIR_MEASURE_USER_HOURS), 200, 500, INFINITY);
    facts.cells[CIR_FIELD_DURATION_H] = cell_unknown();
    check_number(facts_measure(&facts, CIR_MEASURE_USER_HOURS), 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(0);
    check_number(facts_measure(&facts, CIR_MEASURE_USER_HOURS), 0, 0, 0);
}

CIR_SUITE("people", {"blank unit means persons", test_people__blank_unit_means_persons},
          {"units convert at their range", test_people__units_convert_at_their_range},
          {"an unknown unit bounds but does not answer", test_people__an_unknown_unit_bounds_but_does_not_answer},
          {"share is given or derived", test_people__share_is_given_or_derived},
          {"share is at most one", test_people__share_is_at_most_one},
          {"candidate States make a range", test_people__candidate_states_make_a_range},
          {"share without population is open", test_people__share_without_population_is_open},
          {"share n/a gives way to a count", test_people__share_not_applicable_gives_way_to_a_count},
          {"user hours multiply", test_people__user_hours_multiply})
