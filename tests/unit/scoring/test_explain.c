#include "scoring/explain.h"

#include "sample.h"
#include "scoring/aggregate.h"

#include "suite.h"

static struct sample sample;
static struct cir_explanation explanation;
static struct cir_quantity quantities[CIR_MEASURES_MAX];

static struct cir_quantity number(double low, double point, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = point, .high = high};
}

static struct cir_quantity option(uint64_t set)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = set};
}

static const struct cir_quantity unanswered = {.answer = CIR_UNANSWERED, .low = 0, .point = NAN, .high = INFINITY};

/* All n/a but: people 1e5 (.6), reach subnational (.25), outage ratio 1 (.5), nobody dead, 5 injured (.4). */
static void start(void)
{
    sample_init(&sample);
    for (size_t i = 0; i < CIR_MEASURES_MAX; i++)
        quantities[i] = (struct cir_quantity){.answer = CIR_NOT_APPLICABLE};
    quantities[CIR_MEASURE_PEOPLE] = number(1e5, 1e5, 1e5);
    quantities[CIR_MEASURE_REACH] = option(2);
    quantities[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = number(1, 1, 1);
    quantities[FIELD_MEASURE(DEATHS)] = number(0, 0, 0);
    quantities[FIELD_MEASURE(INJURED)] = number(5, 5, 5);
}

enum { ABSENT = -2 };

/* What the list says of a factor; level ABSENT when it says nothing. */
static const struct cir_counterfactual *find(const struct cir_counterfactual *list, size_t count, unsigned factor)
{
    static const struct cir_counterfactual absent = {.level = ABSENT};
    for (size_t i = 0; i < count; i++)
        if (list[i].factor == factor)
            return &list[i];
    return &absent;
}

static void test_explain__shares_are_of_the_axis(void)
{
    start();
    cir_explain(&sample.scheme, quantities, &explanation);
    const struct cir_contribution *all = explanation.contributions;
    double scale = 0.2 * 0.36 + 0.3 * 0.0625;
    CU_ASSERT_DOUBLE_EQUAL(all[F_PEOPLE].share, 0.2 * 0.36 / scale, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(all[F_REACH].share, 0.3 * 0.0625 / scale, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(all[F_HUMAN].share, 0.25 * 0.16 / (0.25 * 0.16 + 0.3 * 0.25), 1e-12);
    CU_ASSERT_EQUAL(all[F_HUMAN].input, 1); /* the injured decided */
    CU_ASSERT(isnan(all[F_ECONOMY].share));
    CU_ASSERT_EQUAL(explanation.criteria[C_DEAD], CIR_FALSE);
    CU_ASSERT_EQUAL(explanation.rules[R_MASS_DEATH], CIR_FALSE);
}

/* Level 3 is 40 .. 60: mean square 0.16 .. 0.36. Scale^2 = 0.1815, severity^2 = 0.2091, their mean 0.1953. */
static void test_explain__raise_is_the_least_change(void)
{
    start();
    cir_explain(&sample.scheme, quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.verdict.level, 3);
    double severity = (0.25 * 0.16 + 0.3 * 0.25) / 0.55;
    double scale = 2 * 0.36 - severity; /* of the square, for 60 */
    double people = sqrt((scale * 0.5 - 0.3 * 0.0625) / 0.2);
    CU_ASSERT(people > 1); /* people alone cannot do it */
    CU_ASSERT_EQUAL(find(explanation.raise, explanation.raise_count, F_PEOPLE)->level, ABSENT);
    double reach = sqrt((scale * 0.5 - 0.2 * 0.36) / 0.3);
    const struct cir_counterfactual *raise = find(explanation.raise, explanation.raise_count, F_REACH);
    CU_ASSERT(reach > 0.75 && reach < 1);
    CU_ASSERT_EQUAL(raise->option, 4);
    CU_ASSERT_EQUAL(raise->value, 1);
    CU_ASSERT(isnan(raise->measure));
    CU_ASSERT_EQUAL(raise->level, 4);
    double needed = sqrt((0.55 * (0.72 - 0.09075 / 0.5) - 0.25 * 0.16) / 0.3);
    const struct cir_counterfactual *service = find(explanation.raise, explanation.raise_count, F_SERVICE);
    CU_ASSERT_EQUAL(service->level, 4);
    CU_ASSERT_DOUBLE_EQUAL(service->value, needed, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(service->measure, 0.1 * pow(100, needed), 1e-6);
}

static void test_explain__raise_takes_the_input_that_can(void)
{
    start();
    quantities[CIR_MEASURE_PEOPLE] = number(1e2, 1e2, 1e2); /* level 2, so that deaths can lift it */
    quantities[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = number(0.2, 0.2, 0.2);
    cir_explain(&sample.scheme, quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.verdict.level, 2);
    const struct cir_counterfactual *raise = find(explanation.raise, explanation.raise_count, F_HUMAN);
    CU_ASSERT_EQUAL(raise->input, 0);
    CU_ASSERT_EQUAL(raise->measure, 10); /* one dead (0.7) is not enough */
    CU_ASSERT_EQUAL(raise->value, 0.85);
    CU_ASSERT_EQUAL(raise->level, 3);
}

static void test_explain__lower_stays_above_the_rules(void)
{
    start();
    cir_explain(&sample.scheme, quantities, &explanation);
    const struct cir_counterfactual *lower = find(explanation.lower, explanation.lower_count, F_SERVICE);
    double service = sqrt((0.55 * (0.32 - 0.09075 / 0.5) - 0.25 * 0.16) / 0.3);
    CU_ASSERT_DOUBLE_EQUAL(lower->value, service, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(lower->measure, 0.1 * pow(100, service), 1e-6);
    CU_ASSERT_EQUAL(lower->level, 2);
    quantities[CIR_MEASURE_STATES_REACHED] = number(2, 2, 2);
    quantities[CIR_MEASURE_CRITICAL_SECTOR] = option(2);
    quantities[FIELD_MEASURE(SERVICE_LOSS)] = number(0.5, 0.5, 0.5);
    cir_explain(&sample.scheme, quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.rules[R_SEVERAL_STATES], CIR_TRUE);
    CU_ASSERT_EQUAL(explanation.lower_count, 0);
}

static void test_explain__every_answer_does_what_it_says(void)
{
    start();
    quantities[CIR_MEASURE_LOSS_USD] = number(1e6, 1e7, 1e8);
    quantities[FIELD_MEASURE(RECOVERABILITY)] = (struct cir_quantity){.answer = CIR_UNANSWERED, .options = 0xf};
    cir_explain(&sample.scheme, quantities, &explanation);
    CU_ASSERT(explanation.raise_count > 0 && explanation.lower_count > 0);
    for (size_t i = 0; i < explanation.raise_count; i++) {
        struct cir_factor_value values[CIR_FACTORS_MAX];
        struct cir_verdict verdict;
        const struct cir_counterfactual *raise = &explanation.raise[i];
        for (size_t j = 0; j < SAMPLE_FACTORS; j++)
            cir_factor_evaluate(&values[j], &sample.factors[j], quantities);
        values[raise->factor] = (struct cir_factor_value){CIR_ANSWERED, raise->value, raise->value, raise->value};
        cir_aggregate_values(&sample.scheme, values, &verdict);
        CU_ASSERT_EQUAL(cir_band_level(&sample.scheme, verdict.score.point), raise->level);
        CU_ASSERT(raise->level > explanation.verdict.level);
    }
}

static void test_explain__an_unknown_level_has_no_what_if(void)
{
    start();
    for (size_t i = 0; i < CIR_MEASURES_MAX; i++)
        quantities[i] = unanswered;
    cir_explain(&sample.scheme, quantities, &explanation);
    CU_ASSERT_EQUAL(explanation.verdict.level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(explanation.raise_count + explanation.lower_count, 0);
    CU_ASSERT_EQUAL(explanation.rules[R_MASS_DEATH], CIR_POSSIBLE);
}

CIR_SUITE("explain", {"shares are of the axis", test_explain__shares_are_of_the_axis},
          {"raise is the least change", test_explain__raise_is_the_least_change},
          {"raise takes the input that can", test_explain__raise_takes_the_input_that_can},
          {"lower stays above the rules", test_explain__lower_stays_above_the_rules},
          {"every answer does what it says", test_explain__every_answer_does_what_it_says},
          {"an unknown level has no what-if", test_explain__an_unknown_level_has_no_what_if})
