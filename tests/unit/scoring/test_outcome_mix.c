#include "scoring/outcome_mix.h"

#include "scoring/level_masses.h"

#include "suite.h"
#include "uncertain_row.h"

enum { SHARES = 120 };

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_apart apart;
static struct cir_spread spread;
static struct cir_probabilities probabilities;

static void start(void)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
}

static bool mix(void)
{
    if (!uncertain_row_take_apart(&row, &sample.scheme, &apart))
        return false;
    if (apart.standing.is_told && !cir_bent_axes_find(&apart))
        return false;
    cir_probabilities_clear(&probabilities, &sample.scheme);
    return cir_outcome_mix(&probabilities, &apart, &spread);
}

/* Against the levels of the completions of two facts. */
static void check(double tolerance)
{
    struct cir_probabilities counted;
    cir_probabilities_clear(&counted, &sample.scheme);
    for (size_t i = 0; i < SHARES; i++)
        for (size_t k = 0; k < SHARES; k++) {
            const double shares[] = {((double)i + 0.5) / SHARES, ((double)k + 0.5) / SHARES};
            struct cir_verdict verdict = uncertain_row_verdict_at(&row, &sample.scheme, shares);
            cir_probabilities_add(&counted, &sample.scheme, verdict.level, 1.0 / (SHARES * SHARES));
        }
    for (size_t band = 0; band < sample.scheme.band_count; band++)
        CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[band], counted.bands[band], tolerance);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.cannot_tell, counted.cannot_tell, tolerance);
}

static void test_outcome_mix__of_rules_and_lifts_is_that_of_completions(void)
{
    start();
    row.base[CIR_MEASURE_PEOPLE] = exact(238500);
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    row.facts[1] = option_fact(FIELD_MEASURE(REPLICABILITY), 0xf);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(mix());
    check(0.01);
    CU_ASSERT(probabilities.bands[5] > 0.2 && probabilities.bands[3] > 0.4);
    uncertain_row_teardown(&row);
}

static void test_outcome_mix__of_what_is_spread_is_that_of_completions(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.facts[1] = option_fact(FIELD_MEASURE(REPLICABILITY), 0xf);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(mix());
    check(0.01);
    uncertain_row_teardown(&row);
}

/* Too little is answered for a score: a rule that surely lifts tells the level all the same. */
static void test_outcome_mix__without_a_score_goes_by_the_rules(void)
{
    start();
    sample.scheme.coverage_min = 0.95;
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    row.facts[1] = option_fact(FIELD_MEASURE(REPLICABILITY), 0x9);
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(mix());
    CU_ASSERT_FALSE(apart.standing.is_told);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.cannot_tell, log(2) / log(1000), 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[3], log(100) / log(1000), 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[5], log(5) / log(1000), 1e-4);
    check(0.01);
    uncertain_row_teardown(&row);
}

static void test_outcome_mix__of_rules_alone_tells_where_they_agree(void)
{
    start();
    sample.scheme.factor_count = 0;
    sample.scheme.axis_count = 0;
    row.base[CIR_MEASURE_LIFE_CRITICAL] = row.base[CIR_MEASURE_CRITICAL_SECTOR] = of_options(CIR_ANSWERED, 1);
    row.base[CIR_MEASURE_STATES_REACHED] = exact(1);
    row.facts[0] = number_fact(FIELD_MEASURE(DEATHS), 0.5, 500);
    row.fact_count = 1;
    CU_ASSERT_TRUE_FATAL(mix());
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[0], log(2) / log(1000), 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[5], log(5) / log(1000), 1e-4);
    uncertain_row_teardown(&row);
}

static void test_outcome_mix__refuses_too_many_combinations(void)
{
    start();
    row.base[CIR_MEASURE_PEOPLE] = exact(238500);
    row.facts[0] = option_fact(CIR_MEASURE_REACH, 0x1f);
    row.facts[1] = option_fact(FIELD_MEASURE(PHYSICAL), 0x7);
    row.facts[2] = option_fact(FIELD_MEASURE(RECOVERABILITY), 0xf);
    row.facts[3] = option_fact(FIELD_MEASURE(INFORMATION), 0xff);
    row.fact_count = 4; /* 5 x 3 x 4 x 8 = 480 */
    CU_ASSERT_TRUE(mix());
    row.facts[4] = option_fact(FIELD_MEASURE(REPLICABILITY), 0x3);
    row.fact_count = 5;
    CU_ASSERT_FALSE(mix());
    uncertain_row_teardown(&row);
}

CIR_SUITE("outcome_mix",
          {"of rules and lifts is that of completions", test_outcome_mix__of_rules_and_lifts_is_that_of_completions},
          {"of what is spread is that of completions", test_outcome_mix__of_what_is_spread_is_that_of_completions},
          {"without a score goes by the rules", test_outcome_mix__without_a_score_goes_by_the_rules},
          {"of rules alone tells where they agree", test_outcome_mix__of_rules_alone_tells_where_they_agree},
          {"refuses too many combinations", test_outcome_mix__refuses_too_many_combinations})
