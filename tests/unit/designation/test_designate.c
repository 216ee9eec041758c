#include "designation/designate.h"

#include "suite.h"

#include <math.h>

/* A kind of facility with the ways of a law: a figure alone; two facts together; two of three. */
enum { CAPACITY, RESERVE, CARGO, PEOPLE, FACTS };
enum { NO = 1, YES = 2 };

static struct cir_criterion large[] = {
    {.measure = CIR_MEASURE_DERIVED + CAPACITY, .operator= CIR_AT_LEAST, .threshold = 103.75}};
static struct cir_criterion prequalified[] = {
    {.measure = CIR_MEASURE_DERIVED + RESERVE, .operator= CIR_IS, .options = YES},
    {.measure = CIR_MEASURE_DERIVED + CAPACITY, .operator= CIR_AT_LEAST, .threshold = 36.5}};
static struct cir_criterion two_of_three[] = {
    {.measure = CIR_MEASURE_DERIVED + CAPACITY, .operator= CIR_GREATER, .threshold = 12.385},
    {.measure = CIR_MEASURE_DERIVED + CARGO, .operator= CIR_GREATER, .threshold = 7.5},
    {.measure = CIR_MEASURE_DERIVED + PEOPLE, .operator= CIR_GREATER, .threshold = 2385}};
static struct cir_facility_clause clauses[] = {{large, 1, 1}, {prequalified, 2, 2}, {two_of_three, 3, 2}};
static const struct cir_facility any_of = {.name = "plant", .clauses = clauses, .clause_count = 2};
static const struct cir_facility counted = {.name = "hub", .clauses = &clauses[2], .clause_count = 1};

static struct cir_quantity facts[FACTS];
static struct cir_designation designation;

static struct cir_quantity range(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = (low + high) / 2, .high = high};
}

static struct cir_quantity unknown(void)
{
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .low = 0, .point = NAN, .high = INFINITY, .options = NO | YES};
}

static struct cir_quantity none(void)
{
    return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .low = NAN, .point = NAN, .high = NAN};
}

static struct cir_quantity option(uint64_t options)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = options};
}

static enum cir_designation_verdict judge(const struct cir_facility *facility)
{
    cir_designate_asset(&designation, facility, facts);
    return designation.verdict;
}

static void test_designate__a_threshold_is_in_it_or_not_as_the_operator_says(void)
{
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = range(103.75, 103.75);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_PROPOSED);
    CU_ASSERT_PTR_EQUAL(designation.decided, &large[0]);
    facts[CAPACITY] = range(103.74, 103.74);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_NOT_PROPOSED);
    facts[CARGO] = range(7.5, 7.5);
    facts[PEOPLE] = range(2385, 2385);
    CU_ASSERT_EQUAL(judge(&counted), CIR_NOT_PROPOSED);
}

static void test_designate__all_of_a_clause_must_hold(void)
{
    facts[RESERVE] = option(YES);
    facts[CAPACITY] = range(36.5, 36.5);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_PROPOSED);
    CU_ASSERT_PTR_EQUAL(designation.decided, &prequalified[1]);
    facts[CAPACITY] = range(36.25, 36.25);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_NOT_PROPOSED);
    facts[CAPACITY] = range(50, 50);
    facts[RESERVE] = option(NO);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_NOT_PROPOSED);
}

static void test_designate__so_many_of_a_clause_are_enough(void)
{
    facts[CAPACITY] = range(12.5, 12.5);
    facts[CARGO] = range(7.25, 7.25);
    facts[PEOPLE] = range(2386, 2386);
    CU_ASSERT_EQUAL(judge(&counted), CIR_PROPOSED);
    facts[PEOPLE] = none();
    CU_ASSERT_EQUAL(judge(&counted), CIR_NOT_PROPOSED);
    facts[PEOPLE] = unknown();
    CU_ASSERT_EQUAL(judge(&counted), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL_FATAL(designation.missing_count, 1);
    CU_ASSERT_PTR_EQUAL(designation.missing[0], &two_of_three[2]);
}

static void test_designate__a_range_with_the_threshold_in_it_is_borderline(void)
{
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = range(90.5, 110.25);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_BORDERLINE);
    CU_ASSERT_PTR_EQUAL(designation.decided, &large[0]);
    CU_ASSERT_EQUAL(designation.missing_count, 0);
    facts[CAPACITY] = range(103.75, 110.25);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_PROPOSED);
    facts[CAPACITY] = range(90.5, 103.5);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_NOT_PROPOSED);
}

static void test_designate__a_missing_fact_is_named_where_it_matters(void)
{
    facts[RESERVE] = unknown();
    facts[CAPACITY] = range(60.5, 60.5);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL_FATAL(designation.missing_count, 1);
    CU_ASSERT_PTR_EQUAL(designation.missing[0], &prequalified[0]);
    facts[CAPACITY] = range(20.5, 20.5);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_NOT_PROPOSED);
    facts[CAPACITY] = range(120.5, 120.5);
    CU_ASSERT_EQUAL(judge(&any_of), CIR_PROPOSED);
    CU_ASSERT_EQUAL(designation.missing_count, 0);
    facts[CAPACITY] = unknown();
    CU_ASSERT_EQUAL(judge(&any_of), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(designation.missing_count, 2);
}

static void test_designate__a_lower_bound_that_is_high_enough_is_enough(void)
{
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = unknown();
    facts[CAPACITY].low = 103.75;
    CU_ASSERT_EQUAL(judge(&any_of), CIR_PROPOSED);
    facts[CAPACITY].low = 103.5;
    CU_ASSERT_EQUAL(judge(&any_of), CIR_CANNOT_TELL);
}

static void test_designate__a_threshold_that_no_state_has_set_is_missing(void)
{
    struct cir_criterion open = {.measure = CIR_MEASURE_DERIVED + PEOPLE, .operator= CIR_AT_LEAST, .threshold = NAN};
    struct cir_facility_clause clause = {&open, 1, 1};
    const struct cir_facility facility = {.name = "entity", .clauses = &clause, .clause_count = 1};
    facts[PEOPLE] = range(2385, 2385);
    CU_ASSERT_EQUAL(judge(&facility), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL_FATAL(designation.missing_count, 1);
    CU_ASSERT_PTR_EQUAL(designation.missing[0], &open);
}

static void test_designate__what_is_not_counted_may_be_asked(void)
{
    struct cir_criterion both[] = {{.measure = CIR_MEASURE_DERIVED + CARGO, .operator= CIR_IS},
                                   {.measure = CIR_MEASURE_DERIVED + PEOPLE, .operator= CIR_AT_LEAST, .threshold = 532}};
    struct cir_facility_clause clause = {both, 2, 2};
    const struct cir_facility facility = {.name = "logistics", .clauses = &clause, .clause_count = 1};
    facts[PEOPLE] = range(532, 532);
    facts[CARGO] = none();
    CU_ASSERT_EQUAL(judge(&facility), CIR_PROPOSED);
    facts[CARGO] = range(0.5, 0.5);
    CU_ASSERT_EQUAL(judge(&facility), CIR_NOT_PROPOSED);
    facts[CARGO] = unknown();
    CU_ASSERT_EQUAL(judge(&facility), CIR_CANNOT_TELL);
}

static void test_designate__of_an_asset_of_no_known_kind_nothing_can_be_told(void)
{
    CU_ASSERT_EQUAL(judge(NULL), CIR_CANNOT_TELL);
    CU_ASSERT_PTR_NULL(designation.decided);
}

CIR_SUITE("designate",
          {"a threshold is in it or not as the operator says",
           test_designate__a_threshold_is_in_it_or_not_as_the_operator_says},
          {"all of a clause must hold", test_designate__all_of_a_clause_must_hold},
          {"so many of a clause are enough", test_designate__so_many_of_a_clause_are_enough},
          {"a range with the threshold in it is borderline",
           test_designate__a_range_with_the_threshold_in_it_is_borderline},
          {"a missing fact is named where it matters", test_designate__a_missing_fact_is_named_where_it_matters},
          {"a lower bound that is high enough is enough", test_designate__a_lower_bound_that_is_high_enough_is_enough},
          {"a threshold that no State has set is missing",
           test_designate__a_threshold_that_no_state_has_set_is_missing},
          {"what is not counted may be asked", test_designate__what_is_not_counted_may_be_asked},
          {"of an asset of no known kind nothing can be told",
           test_designate__of_an_asset_of_no_known_kind_nothing_can_be_told})
