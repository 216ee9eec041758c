#include "facts.h"

#include "suite.h"

static struct facts facts;

static void check_states(double low, double point, double high)
{
    check_number(facts_measure(&facts, CIR_MEASURE_STATES_REACHED), low, point, high);
}

static void check_regions(double low, double point, double high)
{
    check_number(facts_measure(&facts, CIR_MEASURE_REGIONS_REACHED), low, point, high);
}

static void test_states__the_union_counts(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << ALDER | 1U << BIRCH | 1U << CEDAR, true);
    check_states(3, 3, 3);
    check_regions(2, 2, 2);
}

static void test_states__none_is_an_answer_and_blank_is_not(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    check_states(1, NAN, COUNTRY_COUNT);
    check_regions(1, NAN, 4);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    check_states(1, 1, 1);
    check_regions(1, 1, 1);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_not_applicable();
    check_states(1, 1, 1);
}

static void test_states__an_unknown_first_state_adds_one_at_most(void)
{
    facts_init(&facts);
    check_states(1, NAN, COUNTRY_COUNT);
    check_regions(0, NAN, 4);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << ALDER | 1U << CEDAR, true);
    check_states(2, NAN, 3);
    check_regions(2, NAN, 3);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    check_states(1, 1, 1);
    facts.cells[CIR_FIELD_COUNTRY] = cell_not_applicable();
    check_states(0, 0, 0);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_STATES_REACHED).answer, CIR_NOT_APPLICABLE);
}

static void test_states__candidates_may_coincide(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_states(1U << ALDER | 1U << BIRCH, false);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_state(BIRCH);
    check_states(1, 1.5, 2);
    check_regions(1, 1, 1);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << BIRCH | 1U << CEDAR, false);
    check_states(1, 1.5, 2);
    check_regions(1, 1.5, 2);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << CEDAR | 1U << ELM, false);
    check_states(2, 2, 2);
    check_regions(2, 2, 2);
}

static void test_states__a_state_without_region_adds_no_region(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_states(1U << FROST | 1U << CEDAR, false);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_state(ALDER);
    check_states(2, 2, 2);
    check_regions(1, 1.5, 2);
}

static void check_reach(enum cir_answer answer, uint64_t options)
{
    check_options(facts_measure(&facts, CIR_MEASURE_REACH), answer, options);
}

static void test_states__reach_is_given_or_told_by_the_states(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << CEDAR, true);
    check_reach(CIR_ANSWERED, 1U << REGIONAL);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << CEDAR | 1U << ELM, true);
    check_reach(CIR_ANSWERED, 1U << GLOBAL);
    facts.cells[CIR_FIELD_REACH] = cell_one_of(1U << LOCAL | 1U << SUBNATIONAL);
    check_reach(CIR_ANSWERED, 1U << LOCAL | 1U << SUBNATIONAL);
    facts.cells[CIR_FIELD_REACH] = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_REACH).answer, CIR_NOT_APPLICABLE);
}

static void test_states__one_state_leaves_reach_open_up_to_national(void)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    check_reach(CIR_UNANSWERED, 1U << LOCAL | 1U << SUBNATIONAL | 1U << NATIONAL);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_unknown();
    check_reach(CIR_UNANSWERED, 0x1f);
    facts.cells[CIR_FIELD_COUNTRY] = cell_unknown();
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << ALDER | 1U << CEDAR, true);
    check_reach(CIR_UNANSWERED, 1U << REGIONAL | 1U << GLOBAL);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(1U << ALDER | 1U << CEDAR | 1U << ELM, true);
    check_reach(CIR_ANSWERED, 1U << GLOBAL); /* whatever the first State is */
}

enum { NO = 1, YES = 2 };

static void check_set(unsigned set, enum cir_answer answer, uint64_t options)
{
    struct cir_quantity quantity = facts_measure(&facts, CIR_MEASURE_STATE_SETS + set);
    CU_ASSERT_EQUAL(quantity.answer, answer);
    CU_ASSERT_EQUAL(quantity.options, options);
}

static void check_hit(enum cir_answer answer, uint64_t options)
{
    check_set(1, answer, options);
}

static void test_states__of_a_set_are_hit_surely_or_perhaps(void)
{
    static struct cir_state_set sets[] = {{"CE", {{1U << CEDAR}}, CIR_MEASURE_STATES_HIT},
                                          {"AL;BI", {{1U << ALDER | 1U << BIRCH}}, CIR_MEASURE_STATES_HIT}};
    facts_init(&facts);
    facts.fields.state_sets = sets;
    facts.fields.state_set_count = 2;
    struct cir_cell *country = &facts.cells[CIR_FIELD_COUNTRY];
    struct cir_cell *others = &facts.cells[CIR_FIELD_OTHER_COUNTRIES];
    check_hit(CIR_UNANSWERED, NO | YES);
    *country = cell_state(ALDER);
    check_hit(CIR_ANSWERED, YES); /* whoever else */
    *country = cell_state(BIRCH);
    check_hit(CIR_ANSWERED, YES);
    *country = cell_state(CEDAR);
    check_hit(CIR_UNANSWERED, NO | YES);
    *others = cell_unknown();
    check_hit(CIR_UNANSWERED, NO | YES);
    *others = cell_states(0, true);
    check_hit(CIR_ANSWERED, NO);
    *others = cell_not_applicable();
    check_hit(CIR_ANSWERED, NO);
    *others = cell_states(1U << ELM | 1U << BIRCH, true);
    check_hit(CIR_ANSWERED, YES);
    *others = cell_states(1U << ELM | 1U << BIRCH, false);
    check_hit(CIR_ANSWERED, NO | YES);
    *others = cell_states(1U << ALDER | 1U << BIRCH, false);
    check_hit(CIR_ANSWERED, YES); /* either is in it */
    *country = cell_not_applicable();
    *others = cell_not_applicable();
    CU_ASSERT_EQUAL(facts_measure(&facts, CIR_MEASURE_STATE_SETS + 1).answer, CIR_NOT_APPLICABLE);
}

/* Where an asset lies nobody asks whom it spills over to. */
static void test_states__of_a_set_are_the_first_or_not(void)
{
    static struct cir_state_set sets[] = {{"AL;BI", {{1U << ALDER | 1U << BIRCH}}, CIR_MEASURE_STATE}};
    facts_init(&facts);
    facts.fields.state_sets = sets;
    facts.fields.state_set_count = 1;
    struct cir_cell *country = &facts.cells[CIR_FIELD_COUNTRY];
    struct cir_cell *others = &facts.cells[CIR_FIELD_OTHER_COUNTRIES];
    check_set(0, CIR_UNANSWERED, NO | YES);
    *country = cell_unknown();
    check_set(0, CIR_UNANSWERED, NO | YES);
    *country = cell_state(CEDAR);
    check_set(0, CIR_ANSWERED, NO);
    *others = cell_states(1U << ALDER, true);
    check_set(0, CIR_ANSWERED, NO);
    *country = cell_state(BIRCH);
    check_set(0, CIR_ANSWERED, YES);
    *country = cell_states(1U << BIRCH | 1U << CEDAR, false);
    check_set(0, CIR_ANSWERED, NO | YES);
    *country = cell_not_applicable();
    check_set(0, CIR_NOT_APPLICABLE, 0);
}

CIR_SUITE("states", {"the union counts", test_states__the_union_counts},
          {"none is an answer and blank is not", test_states__none_is_an_answer_and_blank_is_not},
          {"an unknown first State adds one at most", test_states__an_unknown_first_state_adds_one_at_most},
          {"candidates may coincide", test_states__candidates_may_coincide},
          {"of a set are hit surely or perhaps", test_states__of_a_set_are_hit_surely_or_perhaps},
          {"of a set are the first or not", test_states__of_a_set_are_the_first_or_not},
          {"a State without region adds none", test_states__a_state_without_region_adds_no_region},
          {"reach is given or told by the States", test_states__reach_is_given_or_told_by_the_states},
          {"one State leaves reach open up to national", test_states__one_state_leaves_reach_open_up_to_national})
