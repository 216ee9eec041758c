#include "scoring/scope.h"

#include "sample_verdict.h"
#include "scoring/explain.h"

#include "suite.h"

/* The sample speaks of critical sectors that were hit in two States, and of the dead, wherever they died. */
static struct facts facts;
static struct sample sample;
static struct cir_verdict verdict;

static void start(enum cir_scope_use use)
{
    static struct cir_condition in_states[] = {{.at_least = 2, .criteria = {1U << C_CRITICAL | 1U << C_STATES}}};
    static struct cir_condition of_dead[] = {{.at_least = 1, .groups = 1}};
    static struct cir_clause clauses[] = {{in_states, 1}, {of_dead, 1}};
    static struct cir_rule scope = {"several-states", 0, clauses, 2, ""};
    facts_init(&facts);
    sample_init(&sample);
    sample.scheme.scope = &scope;
    sample.scheme.scope_use = use;
    facts.cells[CIR_FIELD_COUNTRY] = cell_state(ALDER);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_state(BIRCH);
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(1U << POWER);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(0);
    facts.cells[CIR_FIELD_PHYSICAL] = cell_one_of(1);
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(130000);
    facts.cells[CIR_FIELD_REACH] = cell_one_of(1U << NATIONAL);
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(0.5);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(8.5);
}

static void judge(void)
{
    sample_judge(&verdict, &sample, &facts);
}

static struct cir_verdict without_scope(void)
{
    struct cir_rule *kept = sample.scheme.scope;
    sample.scheme.scope = NULL;
    judge();
    sample.scheme.scope = kept;
    return verdict;
}

static void check_not_applicable(unsigned criterion)
{
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(verdict.level_low, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(verdict.level_high, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT(isnan(verdict.score.low) && isnan(verdict.score.point) && isnan(verdict.score.high));
    CU_ASSERT(isnan(verdict.score.coverage));
    for (size_t i = 0; i < sample.scheme.axis_count; i++)
        CU_ASSERT(isnan(verdict.axes[i].low) && isnan(verdict.axes[i].point) && isnan(verdict.axes[i].high));
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_OUTSIDE);
    CU_ASSERT_EQUAL(verdict.reason_number, criterion);
    CU_ASSERT_STRING_EQUAL(cir_verdict_label(&sample.scheme, verdict.level), "not-applicable");
    CU_ASSERT_STRING_EQUAL(cir_verdict_reason(&verdict, &sample.scheme), sample.criteria[criterion].name);
}

static void test_scope__inside_it_nothing_is_different(void)
{
    start(CIR_SCOPE_APPLY);
    struct cir_verdict expected = without_scope();
    judge();
    CU_ASSERT(verdict.level >= 0);
    CU_ASSERT_EQUAL(verdict.level, expected.level);
    CU_ASSERT_EQUAL(verdict.score.point, expected.score.point);
    CU_ASSERT_EQUAL(verdict.reason, expected.reason);
}

static void test_scope__outside_it_nothing_is_said(void)
{
    start(CIR_SCOPE_APPLY);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    judge();
    check_not_applicable(C_STATES);
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(OUTSIDE_BIT);
    judge();
    check_not_applicable(C_STATES); /* the first in the order of the table */
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_state(BIRCH);
    judge();
    check_not_applicable(C_CRITICAL);
}

static void test_scope__one_clause_is_enough(void)
{
    start(CIR_SCOPE_APPLY);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    facts.cells[CIR_FIELD_DEATHS] = cell_of(3);
    judge();
    CU_ASSERT_EQUAL(verdict.level, 3);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_unknown(); /* whether the other clause holds does not matter */
    judge();
    CU_ASSERT_EQUAL(verdict.level, 3);
}

static void test_scope__on_its_edge_no_level_is_told(void)
{
    start(CIR_SCOPE_APPLY);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_unknown();
    struct cir_verdict expected = without_scope();
    judge();
    CU_ASSERT(cir_level_is_told(expected.level));
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(verdict.level_low, expected.level_low);
    CU_ASSERT_EQUAL(verdict.level_high, expected.level_high);
    CU_ASSERT(isnan(verdict.score.point));
    CU_ASSERT_EQUAL(verdict.score.low, expected.score.low);
    CU_ASSERT_EQUAL(verdict.score.high, expected.score.high);
    CU_ASSERT_EQUAL(verdict.score.coverage, expected.score.coverage);
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_CRITERION);
    CU_ASSERT_EQUAL(verdict.reason_number, C_STATES);
}

static void test_scope__may_be_assumed_or_ignored(void)
{
    start(CIR_SCOPE_ASSUME);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_unknown();
    int level = without_scope().level;
    judge();
    CU_ASSERT_EQUAL(verdict.level, level);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    level = without_scope().level;
    judge();
    check_not_applicable(C_STATES); /* what surely lies outside is not assumed away */
    sample.scheme.scope_use = CIR_SCOPE_IGNORE;
    judge();
    CU_ASSERT_EQUAL(verdict.level, level);
}

static void test_scope__asks_for_nothing_that_rules_do_not(void)
{
    start(CIR_SCOPE_IGNORE);
    sample.scheme.factor_count = 0;
    sample.scheme.axis_count = 0;
    sample.scheme.rule_count = 1; /* the dead alone move a level: states and sector are asked by the scope */
    for (size_t i = 0; i < sample.scheme.criterion_count; i++)
        sample.criteria[i].is_ruled = i == C_DEAD_100;
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_unknown();
    facts.cells[CIR_FIELD_DEATHS] = cell_unknown();
    judge();
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_CRITERION);
    CU_ASSERT_EQUAL(verdict.reason_number, C_DEAD_100);
    CU_ASSERT_EQUAL(verdict.score.coverage, 0);
}

static void test_scope__of_what_is_settled_is_judged_once(void)
{
    static struct cir_scoring scoring;
    static const bool nothing[CIR_MEASURES_MAX] = {false};
    struct cir_verdict verdicts[3];
    struct cir_measured measured;
    CU_ASSERT_TRUE_FATAL(cir_measured_init(&measured));
    measured.count = 3;
    start(CIR_SCOPE_APPLY);
    facts.cells[CIR_FIELD_SECTOR] = cell_one_of(OUTSIDE_BIT);
    judge();
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        cir_column_set(cir_measured_column(&measured, i), 0, &facts.quantities[i]);
    cir_scoring_start(&scoring, &sample.scheme, &measured, nothing);
    CU_ASSERT_TRUE(scoring.is_settled);
    cir_scoring_judge(&scoring, &measured, verdicts, 1);
    verdict = verdicts[2];
    check_not_applicable(C_CRITICAL);
    cir_measured_free(&measured);
}

static void test_scope__is_explained_whatever_use_is_made_of_it(void)
{
    static struct cir_explanation explanation;
    start(CIR_SCOPE_IGNORE);
    facts.cells[CIR_FIELD_OTHER_COUNTRIES] = cell_states(0, true);
    judge();
    cir_explain(&sample.scheme, facts.quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.scope, CIR_FALSE);
    CU_ASSERT(cir_level_is_told(explanation.verdict.level));
    sample.scheme.scope_use = CIR_SCOPE_APPLY;
    cir_explain(&sample.scheme, facts.quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.scope, CIR_FALSE);
    CU_ASSERT_EQUAL(explanation.verdict.level, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT(explanation.raise_count == 0 && explanation.lower_count == 0);
    sample.scheme.scope = NULL;
    cir_explain(&sample.scheme, facts.quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.scope, CIR_TRUE);
}

CIR_SUITE("scope", {"inside it nothing is different", test_scope__inside_it_nothing_is_different},
          {"outside it nothing is said", test_scope__outside_it_nothing_is_said},
          {"one clause is enough", test_scope__one_clause_is_enough},
          {"on its edge no level is told", test_scope__on_its_edge_no_level_is_told},
          {"may be assumed or ignored", test_scope__may_be_assumed_or_ignored},
          {"asks for nothing that rules do not", test_scope__asks_for_nothing_that_rules_do_not},
          {"of what is settled is judged once", test_scope__of_what_is_settled_is_judged_once},
          {"is explained whatever use is made of it", test_scope__is_explained_whatever_use_is_made_of_it})
