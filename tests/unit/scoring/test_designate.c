#include "scoring/designate.h"

#include "suite.h"

#include <math.h>
#include <string.h>

/* Facilities with the ways of a law: a figure alone; two facts together; two of three; a threshold that a State has to
 * set. And rules that need no facility, in levels, with a gate before them. */
enum { CAPACITY = CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL, RESERVE, CARGO, PEOPLE, DEATHS, SHARED };
enum { NO = 1, YES = 2 };
enum {
    LARGE,
    PREQUALIFIED,
    SMALL,
    SOME_CAPACITY,
    SOME_CARGO,
    SOME_PEOPLE,
    UNSET,
    HARM,
    GREAT_HARM,
    IS_SHARED,
    CRITERIA
};

static struct cir_criterion criteria[CRITERIA] = {
    [LARGE] = {.name = "large", .measure = CAPACITY, .operator= CIR_AT_LEAST, .threshold = 103.75},
    [PREQUALIFIED] = {.name = "prequalified", .measure = RESERVE, .operator= CIR_IS, .options = YES, .threshold = NAN},
    [SMALL] = {.name = "small", .measure = CAPACITY, .operator= CIR_AT_LEAST, .threshold = 36.5},
    [SOME_CAPACITY] = {.name = "some-capacity", .measure = CAPACITY, .operator= CIR_GREATER, .threshold = 12.385},
    [SOME_CARGO] = {.name = "some-cargo", .measure = CARGO, .operator= CIR_GREATER, .threshold = 7.5},
    [SOME_PEOPLE] = {.name = "some-people", .measure = PEOPLE, .operator= CIR_GREATER, .threshold = 2385},
    [UNSET] = {.name = "unset", .measure = PEOPLE, .operator= CIR_AT_LEAST, .threshold = NAN},
    [HARM] = {.name = "harm", .measure = DEATHS, .operator= CIR_GREATER, .threshold = 50},
    [GREAT_HARM] = {.name = "great-harm", .measure = DEATHS, .operator= CIR_GREATER, .threshold = 500},
    [IS_SHARED] = {.name = "is-shared", .measure = SHARED, .operator= CIR_IS, .options = YES, .threshold = NAN},
};

#define BIT(criterion) (UINT64_C(1) << (criterion))
static struct cir_condition large = {.at_least = 1, .criteria = {BIT(LARGE)}};
static struct cir_condition reserve = {.at_least = 2, .criteria = {BIT(PREQUALIFIED) | BIT(SMALL)}};
static struct cir_condition two_of_three = {.at_least = 2,
                                            .criteria = {BIT(SOME_CAPACITY) | BIT(SOME_CARGO) | BIT(SOME_PEOPLE)}};
static struct cir_condition unset = {.at_least = 1, .criteria = {BIT(UNSET)}};
static struct cir_condition harm = {.at_least = 1, .criteria = {BIT(HARM)}};
static struct cir_condition great_harm = {.at_least = 1, .criteria = {BIT(GREAT_HARM)}};
static struct cir_condition shared = {.at_least = 1, .criteria = {BIT(IS_SHARED)}};
static struct cir_clause plant_clauses[] = {{&large, 1}, {&reserve, 1}};
static struct cir_clause hub_clause = {&two_of_three, 1};
static struct cir_clause entity_clause = {&unset, 1};
static struct cir_clause harm_clause = {&harm, 1};
static struct cir_clause great_harm_clause = {&great_harm, 1};
static struct cir_clause shared_clause = {&shared, 1};

enum { NO_FACILITY = -2, PLANT = 0, HUB, ENTITY, FACILITIES };
static struct cir_facility facilities[FACILITIES] = {
    [PLANT] = {.name = "plant", .rule = {"plant", 1, plant_clauses, 2, "own"}},
    [HUB] = {.name = "hub", .rule = {"hub", 1, &hub_clause, 1, "own"}},
    [ENTITY] = {.name = "entity", .rule = {"entity", 1, &entity_clause, 1, "own"}},
};
static struct cir_rule rules[] = {{"great-harm", 3, &great_harm_clause, 1, "own"}, {"harm", 1, &harm_clause, 1, "own"}};
static struct cir_rule gate = {"gate", 0, &shared_clause, 1, "own"};
static struct cir_band bands[] = {
    {.level = 0, .label = "none"}, {.level = 1, .label = "third"}, {.level = 3, .label = "first"}};

static struct cir_scheme of_facilities;
static struct cir_scheme of_rules;
static struct cir_scheme gated;
static struct cir_quantity facts[CIR_MEASURES_MAX];
static struct cir_designation said;

static struct cir_scheme scheme_of(void)
{
    for (int i = 0; i < CRITERIA; i++) {
        criteria[i].group = CIR_INDEX_NONE;
        criteria[i].filter_measure = CIR_INDEX_NONE;
    }
    return (struct cir_scheme){
        .subject_is_asset = true, .criteria = criteria, .criterion_count = CRITERIA, .bands = bands, .band_count = 3};
}

static struct cir_quantity range(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = (low + high) / 2, .high = high};
}

static struct cir_quantity unknown(void)
{
    return (struct cir_quantity){
        .answer = CIR_UNANSWERED, .low = 0, .point = NAN, .high = INFINITY, .options = NO | YES};
}

static struct cir_quantity unknown_option(void)
{
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .point = NAN, .options = NO | YES};
}

static struct cir_quantity none(void)
{
    return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .low = NAN, .point = NAN, .high = NAN};
}

static struct cir_quantity option(uint64_t options)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = options};
}

static void start(void)
{
    of_facilities = scheme_of();
    of_facilities.facilities = facilities;
    of_facilities.facility_count = FACILITIES;
    of_rules = scheme_of();
    of_rules.rules = rules;
    of_rules.rule_count = 2;
    gated = of_rules;
    gated.scope = &gate;
    memset(facts, 0, sizeof facts);
    facts[CAPACITY] = facts[CARGO] = facts[PEOPLE] = facts[DEATHS] = unknown();
    facts[RESERVE] = facts[SHARED] = unknown_option();
}

/* A facility of the scheme; NO_FACILITY; or one that is not known, where the scheme has any. */
static enum cir_designation_verdict judge(const struct cir_scheme *scheme, int facility)
{
    const struct cir_asset_kind kind = {.facility = facility >= 0 ? &scheme->facilities[facility] : NULL,
                                        .is_unknown = facility == -1 && scheme->facility_count > 0};
    cir_designate(&said, scheme, kind, facts, NULL);
    return said.verdict;
}

static void test_designate__a_threshold_is_in_it_or_not_as_the_operator_says(void)
{
    start();
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = range(103.75, 103.75);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, LARGE);
    CU_ASSERT(said.level == 1 && said.level_low == 1 && said.level_high == 1);
    facts[CAPACITY] = range(103.74, 103.74);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
    facts[CARGO] = range(7.5, 7.5);
    facts[PEOPLE] = range(2385, 2385);
    CU_ASSERT_EQUAL(judge(&of_facilities, HUB), CIR_NOT_PROPOSED);
}

static void test_designate__all_of_a_clause_must_hold(void)
{
    start();
    facts[RESERVE] = option(YES);
    facts[CAPACITY] = range(36.5, 36.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SMALL);
    facts[CAPACITY] = range(36.25, 36.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
    facts[CAPACITY] = range(50, 50);
    facts[RESERVE] = option(NO);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
}

static void test_designate__so_many_of_a_clause_are_enough(void)
{
    start();
    facts[CAPACITY] = range(12.5, 12.5);
    facts[CARGO] = range(7.25, 7.25);
    facts[PEOPLE] = range(2386, 2386);
    CU_ASSERT_EQUAL(judge(&of_facilities, HUB), CIR_PROPOSED);
    facts[PEOPLE] = none();
    CU_ASSERT_EQUAL(judge(&of_facilities, HUB), CIR_NOT_PROPOSED);
    facts[PEOPLE] = unknown();
    CU_ASSERT_EQUAL(judge(&of_facilities, HUB), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(SOME_PEOPLE));
    CU_ASSERT_EQUAL(said.missing_thresholds[0], 0);
}

static void test_designate__a_range_with_the_threshold_in_it_is_borderline(void)
{
    start();
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = range(90.5, 110.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_BORDERLINE);
    CU_ASSERT_EQUAL(said.decided, LARGE);
    CU_ASSERT_EQUAL(said.missing_facts[0], 0);
    CU_ASSERT(said.level == CIR_LEVEL_UNKNOWN && said.level_low == 0 && said.level_high == 1);
    facts[CAPACITY] = range(103.75, 110.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    facts[CAPACITY] = range(90.5, 103.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
}

static void test_designate__what_an_answer_could_settle_is_not_borderline(void)
{
    start();
    facts[CAPACITY] = range(90.5, 110.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(PREQUALIFIED));
    facts[CAPACITY] = range(30.5, 40.25); /* with the reserve as without it no figure is sure to be large enough */
    facts[RESERVE] = option(YES);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_BORDERLINE);
}

static void test_designate__a_missing_fact_is_named_where_it_matters(void)
{
    start();
    facts[CAPACITY] = range(60.5, 60.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(PREQUALIFIED));
    facts[CAPACITY] = range(20.5, 20.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
    facts[CAPACITY] = range(120.5, 120.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    CU_ASSERT_EQUAL(said.missing_facts[0], 0);
    facts[CAPACITY] = unknown();
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(LARGE) | BIT(PREQUALIFIED) | BIT(SMALL));
}

static void test_designate__a_lower_bound_that_is_high_enough_is_enough(void)
{
    start();
    facts[RESERVE] = option(NO);
    facts[CAPACITY].low = 103.75;
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    facts[CAPACITY].low = 103.5;
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_CANNOT_TELL);
}

static void test_designate__a_threshold_that_no_state_has_set_is_missing(void)
{
    start();
    facts[PEOPLE] = range(2385, 2385);
    CU_ASSERT_EQUAL(judge(&of_facilities, ENTITY), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_thresholds[0], BIT(UNSET));
    CU_ASSERT_EQUAL(said.missing_facts[0], 0);
    facts[PEOPLE] = unknown();
    CU_ASSERT_EQUAL(judge(&of_facilities, ENTITY), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(UNSET));
    facts[PEOPLE] = none();
    CU_ASSERT_EQUAL(judge(&of_facilities, ENTITY), CIR_NOT_PROPOSED);
}

static void test_designate__of_an_asset_of_no_known_kind_nothing_can_be_told(void)
{
    start();
    CU_ASSERT_EQUAL(judge(&of_facilities, -1), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.decided, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(said.level_high, CIR_FACILITY_LEVEL);
}

static void test_designate__of_an_asset_of_no_kind_rules_alone_judge(void)
{
    start();
    CU_ASSERT_EQUAL(judge(&of_facilities, NO_FACILITY), CIR_NOT_PROPOSED);
    CU_ASSERT(said.level == 0 && said.decided == CIR_INDEX_NONE);
    of_facilities.rules = rules;
    of_facilities.rule_count = 2;
    facts[DEATHS] = range(49.5, 49.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, NO_FACILITY), CIR_NOT_PROPOSED);
    CU_ASSERT(said.level == 0 && said.decided == HARM);
    CU_ASSERT_EQUAL(judge(&of_facilities, -1), CIR_CANNOT_TELL);
    facts[DEATHS] = range(49.5, 50.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, NO_FACILITY), CIR_BORDERLINE);
    facts[DEATHS] = unknown();
    CU_ASSERT_EQUAL(judge(&of_facilities, NO_FACILITY), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(HARM) | BIT(GREAT_HARM));
}

/* One group, two criteria of one figure for two services, and one of a figure that the asset has not. The threshold of
 * the other service is the nearer one, and even exceeded. */
static void test_designate__what_does_not_apply_decides_nothing(void)
{
    static struct cir_condition both = {.at_least = 1, .criteria = {BIT(HARM) | BIT(GREAT_HARM) | BIT(SOME_CARGO)}};
    static struct cir_clause clause = {&both, 1};
    static struct cir_rule rule = {"both", 1, &clause, 1, "own"};
    start();
    of_rules.rules = &rule;
    of_rules.rule_count = 1;
    criteria[HARM].filter_measure = criteria[GREAT_HARM].filter_measure = SHARED;
    criteria[HARM].filter_options = NO;
    criteria[GREAT_HARM].filter_options = YES;
    facts[DEATHS] = range(238.5, 238.5);
    facts[SHARED] = option(YES);
    facts[CARGO] = none();
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, GREAT_HARM);
    facts[CARGO] = range(7.25, 7.25);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SOME_CARGO); /* of those that apply the nearest */
    facts[CARGO] = none();
    facts[SHARED] = none();
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, CIR_INDEX_NONE);
}

/* Rules of conditions, one criterion each; CRITERIA: no condition more. */
enum { CONDITIONS = 3 };
static struct cir_condition conditions[2][CONDITIONS];
static struct cir_clause clauses[2];
static struct cir_rule made_rules[2];

static void make_rule(size_t place, int level, const unsigned *asked)
{
    size_t count = 0;
    for (; count < CONDITIONS && asked[count] != CRITERIA; count++)
        conditions[place][count] = (struct cir_condition){.at_least = 1, .criteria = {BIT(asked[count])}};
    clauses[place] = (struct cir_clause){conditions[place], count};
    made_rules[place] = (struct cir_rule){"made", level, &clauses[place], 1, "own"};
}

static void start_with_rules(const unsigned *high, const unsigned *low)
{
    start();
    make_rule(0, 3, high);
    make_rule(1, 1, low);
    of_rules.rules = made_rules;
}

static void test_designate__named_is_what_sets_a_level_apart(void)
{
    start_with_rules((unsigned[]){IS_SHARED, SOME_PEOPLE, HARM}, (unsigned[]){IS_SHARED, SOME_PEOPLE, CRITERIA});
    facts[SHARED] = option(YES);
    facts[PEOPLE] = range(238500, 238500);
    facts[DEATHS] = range(2.5, 2.5);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SOME_PEOPLE); /* a figure, rather than an option */
    facts[DEATHS] = range(50.5, 50.5);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT(said.level == 3 && said.decided == HARM); /* however far the people go, they give the level below */
    start_with_rules((unsigned[]){PREQUALIFIED, GREAT_HARM, CRITERIA}, (unsigned[]){IS_SHARED, PREQUALIFIED, CRITERIA});
    facts[SHARED] = facts[RESERVE] = option(YES);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT(said.level_low == 1 && said.decided == PREQUALIFIED); /* of options what is asked last */
}

static void test_designate__named_is_the_condition_that_fails(void)
{
    start_with_rules((unsigned[]){IS_SHARED, HARM, SOME_CARGO}, (unsigned[]){IS_SHARED, HARM, CRITERIA});
    facts[SHARED] = option(NO);
    facts[DEATHS] = range(60.5, 60.5);
    facts[CARGO] = range(7.25, 7.25);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, IS_SHARED);
    facts[DEATHS] = range(40.5, 60.5); /* may fail */
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, IS_SHARED);
    facts[SHARED] = option(YES);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_BORDERLINE);
    CU_ASSERT_EQUAL(said.decided, HARM);
    facts[DEATHS] = range(60.5, 60.5);
    facts[SHARED] = unknown_option();
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.decided, IS_SHARED);
    start_with_rules((unsigned[]){GREAT_HARM, CRITERIA}, (unsigned[]){IS_SHARED, SOME_PEOPLE, CRITERIA});
    facts[SHARED] = option(NO);
    facts[PEOPLE] = range(2384, 2384);
    facts[DEATHS] = range(60.5, 60.5);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, GREAT_HARM); /* lacks one condition rather than two */
    facts[RESERVE] = option(YES);
    facts[CAPACITY] = range(36.25, 36.25);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SMALL); /* nearer to its threshold than the large one */
}

/* A figure is no multiple of 0, however small it is. */
static void test_designate__a_threshold_of_0_outdoes_no_other(void)
{
    const double threshold = criteria[SOME_CARGO].threshold;
    start_with_rules((unsigned[]){GREAT_HARM, CRITERIA}, (unsigned[]){SOME_CARGO, SOME_PEOPLE, CRITERIA});
    criteria[SOME_CARGO].threshold = 0;
    facts[CARGO] = range(0.125, 0.125);
    facts[PEOPLE] = range(2386, 2386);
    facts[DEATHS] = range(2.5, 2.5);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SOME_PEOPLE);
    facts[CARGO] = range(0, 0);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, SOME_CARGO);
    criteria[SOME_CARGO].threshold = threshold;
}

static void test_designate__what_is_sure_of_a_part_holds(void)
{
    uint64_t sure[CIR_CRITERION_WORDS] = {0};
    const struct cir_asset_kind kind = {.facility = &facilities[PLANT]};
    start();
    facts[RESERVE] = option(YES);
    facts[CAPACITY] = range(36.5, 36.5);
    cir_designation_add_sure(sure, &of_facilities, &facilities[PLANT], facts);
    CU_ASSERT_EQUAL(sure[0], BIT(PREQUALIFIED) | BIT(SMALL));
    facts[RESERVE] = unknown_option();
    cir_designate(&said, &of_facilities, kind, facts, NULL);
    CU_ASSERT_EQUAL(said.verdict, CIR_CANNOT_TELL);
    cir_designate(&said, &of_facilities, kind, facts, sure);
    CU_ASSERT_EQUAL(said.verdict, CIR_PROPOSED);
    criteria[SMALL].operator= CIR_AT_MOST; /* more parts may be too many */
    memset(sure, 0, sizeof sure);
    cir_designation_add_sure(sure, &of_facilities, &facilities[PLANT], facts);
    CU_ASSERT_EQUAL(sure[0], 0);
    criteria[SMALL].operator= CIR_AT_LEAST;
}

static void test_designate__rules_without_a_facility_give_levels(void)
{
    start();
    facts[DEATHS] = range(60.5, 60.5);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT(said.level == 1 && said.decided == HARM);
    facts[DEATHS] = range(60.5, 600);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_PROPOSED);
    CU_ASSERT(said.level == CIR_LEVEL_UNKNOWN && said.level_low == 1 && said.level_high == 3);
    facts[DEATHS] = range(40, 600);
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_BORDERLINE);
    facts[DEATHS] = unknown();
    CU_ASSERT_EQUAL(judge(&of_rules, -1), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(HARM) | BIT(GREAT_HARM));
}

static void test_designate__facility_and_rules_hold_side_by_side(void)
{
    start();
    of_facilities.rules = rules;
    of_facilities.rule_count = 2;
    facts[RESERVE] = option(NO);
    facts[CAPACITY] = range(120.5, 120.5);
    facts[DEATHS] = range(3.5, 3.5);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    CU_ASSERT(said.level == 1 && said.decided == LARGE);
    facts[DEATHS] = range(623.85, 623.85);
    CU_ASSERT_EQUAL(judge(&of_facilities, PLANT), CIR_PROPOSED);
    CU_ASSERT(said.level == 3 && said.decided == GREAT_HARM);
}

static void test_designate__a_gate_stands_before_the_rules(void)
{
    start();
    facts[DEATHS] = range(60.5, 60.5);
    facts[SHARED] = option(NO);
    CU_ASSERT_EQUAL(judge(&gated, -1), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(said.decided, IS_SHARED);
    facts[SHARED] = option(YES);
    CU_ASSERT_EQUAL(judge(&gated, -1), CIR_PROPOSED);
    facts[SHARED] = unknown_option();
    CU_ASSERT_EQUAL(judge(&gated, -1), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(said.missing_facts[0], BIT(IS_SHARED));
    facts[DEATHS] = range(2.385, 2.385);
    CU_ASSERT_EQUAL(judge(&gated, -1), CIR_NOT_PROPOSED);
}

static void test_designate__all_criteria_of_its_rules_are_told(void)
{
    start();
    facts[RESERVE] = option(YES);
    facts[CAPACITY] = range(90.5, 110.25);
    (void)judge(&of_facilities, PLANT);
    CU_ASSERT_EQUAL(said.asked[0], BIT(LARGE) | BIT(PREQUALIFIED) | BIT(SMALL));
    CU_ASSERT_EQUAL(cir_designation_truth(&said, LARGE), CIR_POSSIBLE);
    CU_ASSERT_EQUAL(cir_designation_truth(&said, SMALL), CIR_TRUE);
    facts[RESERVE] = option(NO);
    (void)judge(&of_facilities, PLANT);
    CU_ASSERT_EQUAL(cir_designation_truth(&said, PREQUALIFIED), CIR_FALSE);
}

CIR_SUITE(
    "designate",
    {"a threshold is in it or not as the operator says",
     test_designate__a_threshold_is_in_it_or_not_as_the_operator_says},
    {"all of a clause must hold", test_designate__all_of_a_clause_must_hold},
    {"so many of a clause are enough", test_designate__so_many_of_a_clause_are_enough},
    {"a range with the threshold in it is borderline", test_designate__a_range_with_the_threshold_in_it_is_borderline},
    {"what an answer could settle is not borderline", test_designate__what_an_answer_could_settle_is_not_borderline},
    {"a missing fact is named where it matters", test_designate__a_missing_fact_is_named_where_it_matters},
    {"a lower bound that is high enough is enough", test_designate__a_lower_bound_that_is_high_enough_is_enough},
    {"a threshold that no State has set is missing", test_designate__a_threshold_that_no_state_has_set_is_missing},
    {"of an asset of no known kind nothing can be told",
     test_designate__of_an_asset_of_no_known_kind_nothing_can_be_told},
    {"of an asset of no kind rules alone judge", test_designate__of_an_asset_of_no_kind_rules_alone_judge},
    {"what does not apply decides nothing", test_designate__what_does_not_apply_decides_nothing},
    {"named is what sets a level apart", test_designate__named_is_what_sets_a_level_apart},
    {"named is the condition that fails", test_designate__named_is_the_condition_that_fails},
    {"a threshold of 0 outdoes no other", test_designate__a_threshold_of_0_outdoes_no_other},
    {"what is sure of a part holds", test_designate__what_is_sure_of_a_part_holds},
    {"rules without a facility give levels", test_designate__rules_without_a_facility_give_levels},
    {"facility and rules hold side by side", test_designate__facility_and_rules_hold_side_by_side},
    {"a gate stands before the rules", test_designate__a_gate_stands_before_the_rules},
    {"all criteria of its rules are told", test_designate__all_criteria_of_its_rules_are_told})
