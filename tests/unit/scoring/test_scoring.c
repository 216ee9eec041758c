#include "scoring/scoring.h"

#include "sample_verdict.h"

#include "suite.h"

static struct facts facts;
static struct sample sample;
static struct cir_verdict verdict;

static void start(void)
{
    facts_init(&facts);
    sample_init(&sample);
}

static void judge(void)
{
    sample_judge(&verdict, &sample, &facts);
}

static void check_levels(int low, int level, int high)
{
    CU_ASSERT_EQUAL(verdict.level_low, low);
    CU_ASSERT_EQUAL(verdict.level, level);
    CU_ASSERT_EQUAL(verdict.level_high, high);
}

static void check_reason(enum cir_reason_kind kind, unsigned number)
{
    CU_ASSERT_EQUAL(verdict.reason, kind);
    CU_ASSERT_EQUAL(verdict.reason_number, number);
}

/* A blackout known in every fact: 130,000 of 1.3 million people without power for 40 h. */
static void set_blackout(void)
{
    start();
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(1U << POWER);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(130000);
    facts.cells[CIR_FIELD_REACH] = cell_one_of(1U << SUBNATIONAL);
    facts.cells[CIR_FIELD_ENTITIES_AFFECTED] = cell_of(100);
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(0.5);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(8);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(0);
    facts.cells[CIR_FIELD_INJURED] = cell_of(3);
    facts.cells[CIR_FIELD_LOSS_USD] = cell_of(1e7);
    facts.cells[CIR_FIELD_PHYSICAL] = cell_one_of(2);
    facts.cells[CIR_FIELD_INFORMATION] = cell_one_of(1);
    facts.cells[CIR_FIELD_RECOVERABILITY] = cell_one_of(2);
    facts.cells[CIR_FIELD_REPLICABILITY] = cell_one_of(4);
    facts.cells[CIR_FIELD_CRITICAL_PERIOD] = cell_one_of(1);
}

/* Worked by hand from the formulas: people share 0.1 -> 1; people log10(1300)/5; reach .25; one sector 0; entities .5;
 * outage ratio 1 -> .5; injured .4; loss max(.4, ln(1e7/2.6e10/1e-6)/ln 5000); temporary .5; recoverability .33. */
static void test_scoring__all_known_gives_one_number(void)
{
    set_blackout();
    judge();
    double people = log10(1300) / 5;
    double scale = sqrt(0.25 + 0.20 * people * people + 0.30 * 0.0625 + 0.10 * 0.25);
    double economy = log(1e7 / 2.6e10 / 1e-6) / log(5000);
    double severity = sqrt(0.30 * 0.25 + 0.25 * 0.16 + 0.15 * economy * economy + 0.10 * 0.25 + 0.10 * 0.33 * 0.33);
    double outlook = sqrt(0.20 * 0.64 + 0.20 * 0.67 * 0.67);
    double score = 100 * sqrt((scale * scale + severity * severity) / 2) * (0.8 + 0.2 * outlook);
    CU_ASSERT_DOUBLE_EQUAL(verdict.axes[0].point, 100 * scale, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(verdict.axes[1].point, 100 * severity, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(verdict.axes[2].point, 100 * outlook, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(verdict.score.point, score, 1e-9);
    CU_ASSERT(verdict.score.low == verdict.score.point && verdict.score.point == verdict.score.high);
    CU_ASSERT_EQUAL(verdict.score.coverage, 1);
    check_levels(3, 3, 3);
    check_reason(CIR_REASON_FACTOR, F_PEOPLE_SHARE);
}

static void test_scoring__a_rule_lifts_and_is_the_reason(void)
{
    set_blackout();
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(1);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(4);
    judge();
    check_levels(3, 3, 3); /* at the tolerance, not beyond it */
    check_reason(CIR_REASON_FACTOR, F_PEOPLE_SHARE);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(4.01);
    judge();
    check_levels(4, 4, 4);
    check_reason(CIR_REASON_RULE, R_TOTAL_LOSS);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(100);
    judge();
    check_levels(5, 5, 5);
    check_reason(CIR_REASON_RULE, R_MASS_DEATH);
    CU_ASSERT_STRING_EQUAL(cir_verdict_reason(&verdict, &sample.scheme), "mass-death");
}

static void test_scoring__a_possible_rule_lifts_only_the_high_level(void)
{
    set_blackout();
    facts.cells[CIR_FIELD_DEATHS] = cell_unknown();
    judge();
    check_levels(3, 3, 5);
    facts.cells[CIR_FIELD_DEATHS] = cell_range(0, 0, 99);
    judge();
    CU_ASSERT_EQUAL(verdict.level_high, 3);
}

static void test_scoring__nothing_known_cannot_be_told(void)
{
    start();
    judge();
    check_levels(0, CIR_LEVEL_UNKNOWN, 5);
    CU_ASSERT_EQUAL(verdict.score.low, 0);
    CU_ASSERT(isnan(verdict.score.point));
    /* the small world has three sectors and six States */
    double scale = 1 - 0.15 * (1 - 0.67 * 0.67);
    double outlook = sqrt(0.45 * pow(log(6) / log(30), 2) + 0.20 + 0.20 + 0.15);
    CU_ASSERT_DOUBLE_EQUAL(verdict.score.high, 100 * sqrt((scale + 1) / 2) * (0.8 + 0.2 * outlook), 1e-9);
    check_reason(CIR_REASON_MISSING, F_REACH);
    CU_ASSERT_STRING_EQUAL(cir_verdict_label(&sample.scheme, verdict.level), "cannot-tell");
}

static void test_scoring__a_lift_alone_is_no_answer(void)
{
    start();
    facts.cells[CIR_FIELD_REPLICABILITY] = cell_one_of(8);
    judge();
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    facts.cells[CIR_FIELD_PHYSICAL] = cell_one_of(1);
    judge();
    check_levels(0, 0, 5);
}

static void test_scoring__agreeing_ends_need_no_point(void)
{
    start();
    sample.scheme.unknown = CIR_UNKNOWN_REFUSE;
    facts.cells[CIR_FIELD_DEATHS] = cell_of(250);
    judge();
    CU_ASSERT(isnan(verdict.score.point));
    check_levels(5, 5, 5);
    check_reason(CIR_REASON_RULE, R_MASS_DEATH);
}

static void test_scoring__too_little_answered_has_no_level(void)
{
    start();
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(1U << POWER);
    judge();
    check_levels(0, 0, 5);
    CU_ASSERT(verdict.score.coverage > 0.07 && verdict.score.coverage < 0.08);
    sample.scheme.coverage_min = 0.08;
    judge();
    CU_ASSERT(isnan(verdict.score.point));
    CU_ASSERT(verdict.score.low == 0 && verdict.score.high > 90);
    check_levels(0, CIR_LEVEL_UNKNOWN, 5);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(1); /* a rule that surely holds needs no score */
    sample.scheme.coverage_min = 0.5;
    judge();
    CU_ASSERT(isnan(verdict.score.point));
    check_levels(3, 3, 5);
    check_reason(CIR_REASON_RULE, R_DEATH);
    facts.cells[CIR_FIELD_DEATHS] = cell_unknown();
    sample.scheme.coverage_min = 0.07;
    facts.cells[CIR_FIELD_INFORMATION] = cell_one_of(1U << 0);
    judge();
    check_levels(0, 0, 5);
}

/* Enough is answered, but of one weighted axis nothing: scale tells nothing of severity. */
static void test_scoring__a_silent_axis_leaves_no_level(void)
{
    start();
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(1U << POWER);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(238.5);
    judge();
    CU_ASSERT_FALSE(isnan(verdict.score.point));
    sample.scheme.coverage_min = 0.07;
    judge();
    CU_ASSERT(verdict.score.coverage > 0.07);
    CU_ASSERT(isnan(verdict.score.point));
    CU_ASSERT(verdict.level_low < verdict.level_high);
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    check_reason(CIR_REASON_MISSING, F_SERVICE); /* reach is missed as much, but scale is told */
    facts.cells[CIR_FIELD_INFORMATION] = cell_one_of(1U << 0);
    judge();
    CU_ASSERT_FALSE(isnan(verdict.score.point));
}

static void start_rules_alone(void)
{
    start();
    sample.scheme.factor_count = 0;
    sample.scheme.axis_count = 0;
    for (size_t i = 0; i < 6; i++)
        sample.bands[i].low = NAN;
}

static void test_scoring__rules_alone(void)
{
    start_rules_alone();
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(1U << SCHOOLS);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(0);
    judge();
    check_levels(0, 0, 0);
    check_reason(CIR_REASON_NONE, 0);
    CU_ASSERT(isnan(verdict.score.point));
    /* open: total loss, outage ratio, people share, effect; settled: the other six */
    CU_ASSERT_DOUBLE_EQUAL(verdict.score.coverage, 0.6, 1e-15);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(1);
    judge();
    check_levels(3, 3, 3);
    check_reason(CIR_REASON_RULE, R_DEATH);
    facts.cells[CIR_FIELD_DEATHS] = cell_range(1, 50, 500);
    judge();
    check_levels(3, CIR_LEVEL_UNKNOWN, 5);
    check_reason(CIR_REASON_CRITERION, C_DEAD_100);
}

static void test_scoring__zero_always_scores(void)
{
    start();
    sample.scheme.unknown = CIR_UNKNOWN_ZERO;
    sample.scheme.rule_count = 0;
    judge();
    CU_ASSERT_EQUAL(verdict.level, 0);
    CU_ASSERT_EQUAL(verdict.score.point, 0);
    CU_ASSERT_EQUAL(verdict.score.coverage, 0);
    check_reason(CIR_REASON_NONE, 0);
}

CIR_SUITE("scoring", {"all known gives one number", test_scoring__all_known_gives_one_number},
          {"a rule lifts and is the reason", test_scoring__a_rule_lifts_and_is_the_reason},
          {"a possible rule lifts only the high level", test_scoring__a_possible_rule_lifts_only_the_high_level},
          {"nothing known cannot be told", test_scoring__nothing_known_cannot_be_told},
          {"a lift alone is no answer", test_scoring__a_lift_alone_is_no_answer},
          {"too little answered has no level", test_scoring__too_little_answered_has_no_level},
          {"a silent axis leaves no level", test_scoring__a_silent_axis_leaves_no_level},
          {"agreeing ends need no point", test_scoring__agreeing_ends_need_no_point},
          {"rules alone", test_scoring__rules_alone}, {"zero always scores", test_scoring__zero_always_scores})
