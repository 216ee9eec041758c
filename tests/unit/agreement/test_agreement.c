#include "agreement/agreement.h"

#include "tables.h"

#include <math.h>
#include <string.h>

static struct cir_agreement computed(const struct cir_patterns *patterns, size_t resamples, uint64_t seed)
{
    const struct cir_resampling resampling = {resamples, seed};
    struct cir_agreement agreement = {0};
    struct cir_error error = {0};
    CU_ASSERT_EQUAL_FATAL(cir_agreement_compute(&agreement, patterns, &resampling, &error), CIR_OK);
    return agreement;
}

/* R: quantile(replicate(20000, wk(matrix(rmultinom(1, 118, slides), 4))), c(.025, .975)) = 0.6956 0.8497 for kappa
 * (wk() is that of test_statistics.c), and 0.6267 0.7917 for tau-b, computed from the tables by its formula. */
static void test_agreement__intervals_as_R_draws_them(void)
{
    struct cir_patterns patterns = tables_of(tables_slides, 4, 4);
    struct cir_agreement agreement = computed(&patterns, 20000, 2385);
    CU_ASSERT_EQUAL_FATAL(agreement.pair_count, 1);
    const struct cir_pair_agreement *pair = &agreement.pairs[0];
    CU_ASSERT_DOUBLE_EQUAL(pair->kappa.value, 0.783821871477, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(pair->kappa.low, 0.6956, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(pair->kappa.high, 0.8497, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(pair->tau_b.value, 0.715977225024, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(pair->tau_b.low, 0.6267, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(pair->tau_b.high, 0.7917, 0.005);
    cir_agreement_free(&agreement);
    cir_patterns_free(&patterns);
}

/* R: quantile(replicate(4000, alpha(units[, sample(12, 12, TRUE)], ...)), c(.025, .975)) = 0.4427 1 for ordinal, 0.4166
 * 1 for interval data. */
static void test_agreement__alpha_of_all_with_its_interval(void)
{
    struct cir_patterns patterns = tables_krippendorff();
    struct cir_agreement agreement = computed(&patterns, 10000, 2385);
    CU_ASSERT_EQUAL(agreement.pair_count, 6);
    CU_ASSERT_EQUAL(agreement.pairs[5].first, 2);
    CU_ASSERT_EQUAL(agreement.pairs[5].second, 3);
    CU_ASSERT_DOUBLE_EQUAL(agreement.alpha_ordinal.value, 0.815387503755, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(agreement.alpha_ordinal.low, 0.4427, 0.03);
    CU_ASSERT_DOUBLE_EQUAL(agreement.alpha_ordinal.high, 1, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(agreement.alpha_interval.value, 0.849107142857, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(agreement.alpha_interval.low, 0.4166, 0.03);
    cir_agreement_free(&agreement);
    cir_patterns_free(&patterns);
}

static bool is_same_estimate(const struct cir_estimate *a, const struct cir_estimate *b)
{
    return a->value == b->value && a->low == b->low && a->high == b->high;
}

static bool is_same(const struct cir_agreement *a, const struct cir_agreement *b)
{
    return is_same_estimate(&a->pairs[0].kappa, &b->pairs[0].kappa) &&
           is_same_estimate(&a->pairs[0].tau_b, &b->pairs[0].tau_b) &&
           is_same_estimate(&a->alpha_ordinal, &b->alpha_ordinal);
}

static void test_agreement__a_seed_makes_the_same_bits(void)
{
    struct cir_patterns patterns = tables_of(tables_slides, 4, 4);
    struct cir_patterns backwards = {.scheme_count = 2, .level_counts = {4, 4}};
    for (size_t i = patterns.count; i-- > 0;)
        tables_add(&backwards, patterns.list[i].places, (unsigned)patterns.list[i].rows);
    cir_patterns_sort(&patterns);
    cir_patterns_sort(&backwards);
    struct cir_agreement first = computed(&patterns, 200, 7), again = computed(&backwards, 200, 7),
                         other = computed(&patterns, 200, 8);
    CU_ASSERT_TRUE(is_same(&first, &again));
    CU_ASSERT_FALSE(is_same(&first, &other));
    CU_ASSERT_EQUAL(first.pairs[0].kappa.value, other.pairs[0].kappa.value);
    cir_agreement_free(&first);
    cir_agreement_free(&again);
    cir_agreement_free(&other);
    cir_patterns_free(&patterns);
    cir_patterns_free(&backwards);
}

static void expect_no_interval(const struct cir_estimate *estimate)
{
    CU_ASSERT_TRUE(isnan(estimate->low));
    CU_ASSERT_TRUE(isnan(estimate->high));
}

static void test_agreement__no_interval_without_ground(void)
{
    struct cir_patterns patterns = tables_of(tables_slides, 4, 4);
    struct cir_agreement agreement = computed(&patterns, 0, 1);
    expect_no_interval(&agreement.pairs[0].kappa);
    expect_no_interval(&agreement.alpha_interval);
    CU_ASSERT_DOUBLE_EQUAL(agreement.pairs[0].kappa.value, 0.783821871477, 1e-11);
    cir_agreement_free(&agreement);
    cir_patterns_free(&patterns);
    /* One row of three is drawn out of reach 8 times in 27: too often undefined for an interval of tau-b. */
    static const unsigned sparse[] = {2, 0, 0, 1};
    patterns = tables_of(sparse, 2, 2);
    agreement = computed(&patterns, 500, 1);
    CU_ASSERT_DOUBLE_EQUAL(agreement.pairs[0].tau_b.value, 1, 1e-11);
    expect_no_interval(&agreement.pairs[0].tau_b);
    cir_agreement_free(&agreement);
    cir_patterns_free(&patterns);
    struct cir_patterns none = {.scheme_count = 3, .level_counts = {6, 5, 2}};
    agreement = computed(&none, 500, 1);
    CU_ASSERT_EQUAL(agreement.pair_count, 3);
    CU_ASSERT_TRUE(isnan(agreement.pairs[2].kappa.value));
    expect_no_interval(&agreement.alpha_ordinal);
    cir_agreement_free(&agreement);
    cir_patterns_free(&none);
}

static void test_agreement__refuses_what_it_cannot_draw(void)
{
    static const struct {
        size_t resamples;
        uint64_t seed, rows;
        enum cir_status status;
        const char *message;
    } cases[] = {
        {CIR_RESAMPLES_MAX + 1, 1, 0, CIR_BAD_USE, "100001 resamples; expected at most 100000"},
        {10, UINT64_C(1) << 32, 0, CIR_BAD_USE, "the seed 4294967296; expected at most 4294967295"},
        {10, 1, UINT64_C(1) << 32, CIR_BAD_LOG, "ask for 0 resamples"},
        {0, 1, UINT64_C(1) << 32, CIR_OK, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_patterns patterns = tables_of(tables_slides, 4, 4);
        const struct cir_resampling resampling = {cases[i].resamples, cases[i].seed};
        struct cir_agreement agreement = {0};
        struct cir_error error = {0};
        patterns.rows = cases[i].rows > 0 ? cases[i].rows : patterns.rows;
        CU_ASSERT_EQUAL(cir_agreement_compute(&agreement, &patterns, &resampling, &error), cases[i].status);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, cases[i].message));
        cir_agreement_free(&agreement);
        cir_patterns_free(&patterns);
    }
}

CIR_SUITE("agreement", {"intervals as R draws them", test_agreement__intervals_as_R_draws_them},
          {"alpha of all with its interval", test_agreement__alpha_of_all_with_its_interval},
          {"a seed makes the same bits", test_agreement__a_seed_makes_the_same_bits},
          {"no interval without ground", test_agreement__no_interval_without_ground},
          {"refuses what it cannot draw", test_agreement__refuses_what_it_cannot_draw})
