#include "panel/consensus.h"

#include "agreement/statistics.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

static const double exact = 1e-12;

static struct cir_concordance concordance_of(const double *weights, size_t experts, size_t criteria)
{
    struct cir_concordance concordance;
    CU_ASSERT_EQUAL_FATAL(cir_concordance_make(&concordance, weights, experts, criteria, NULL), CIR_OK);
    return concordance;
}

/* Three executives rank six applicants: Siegel (1956), "Nonparametric Statistics for the Behavioral Sciences", chapter 9:
 * sums of ranks 8 14 11 11 11 8, s = 25.5, W = 0.16. */
static void test_consensus__w_as_published(void)
{
    static const double ranks[] = {1, 6, 3, 2, 5, 4, 1, 5, 6, 4, 2, 3, 6, 3, 2, 5, 4, 1};
    struct cir_concordance concordance = concordance_of(ranks, 3, 6);
    CU_ASSERT_EQUAL(concordance.experts, 3);
    CU_ASSERT_DOUBLE_EQUAL(concordance.w, 25.5 * 12 / (9 * 210), exact);
    CU_ASSERT_DOUBLE_EQUAL(concordance.w, 0.16, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(concordance.chi_squared, 3 * 5 * concordance.w, exact);
    /* The upper tail of chi^2 with 5 degrees of freedom at 2.428571: erfc(sqrt(x/2)) + sqrt(2 x / pi) e^(-x/2) (1 + x/3). */
    double x = concordance.chi_squared;
    CU_ASSERT_DOUBLE_EQUAL(concordance.p, erfc(sqrt(x / 2)) + sqrt(2 * x / M_PI) * exp(-x / 2) * (1 + x / 3), 1e-10);
}

/* With ties by hand: ranks 1.5 1.5 3 4, 1 3 3 3 (from the least): sums 2.5 4.5 6 7, S = 11.5, T = 6 + 24. */
static void test_consensus__w_is_corrected_for_ties(void)
{
    static const double weights[] = {0.1, 0.1, 0.3, 0.5, 0.1, 0.3, 0.3, 0.3};
    struct cir_concordance concordance = concordance_of(weights, 2, 4);
    CU_ASSERT_DOUBLE_EQUAL(concordance.w, 12 * 11.5 / (4 * 60 - 2 * (6 + 24)), exact);
}

static void test_consensus__w_of_one_order_is_one(void)
{
    static const double weights[] = {0.7, 0.2, 0.1, 0.4, 0.35, 0.25, NAN, 0.9, 0.1};
    struct cir_concordance concordance = concordance_of(weights, 3, 3);
    CU_ASSERT_EQUAL(concordance.experts, 2);
    CU_ASSERT_DOUBLE_EQUAL(concordance.w, 1, exact);
    CU_ASSERT_TRUE(isnan(concordance_of(weights, 1, 3).w));
    CU_ASSERT_TRUE(isnan(concordance_of((const double[]){0.5, 0.5, 0.5, 0.5}, 2, 2).w));
}

/* Eight who judge five criteria in tenths, some of them not all: as the statistics of schemes have it. */
static void test_consensus__alpha_is_that_of_schemes(void)
{
    enum { RATERS = 8, UNITS = 5, LEVELS = 11 };
    double values[RATERS * UNITS];
    struct cir_patterns patterns = {.scheme_count = RATERS};
    struct cir_common_scale scale;
    struct cir_panel_alpha alpha;
    double rows[UNITS];
    for (size_t k = 0; k < RATERS; k++)
        patterns.level_counts[k] = LEVELS;
    for (size_t i = 0; i < UNITS; i++) {
        uint8_t places[RATERS];
        uint32_t number;
        for (size_t k = 0; k < RATERS; k++) {
            bool is_blank = (k * 7 + i * 3) % 9 == 0;
            places[k] = is_blank ? CIR_PLACE_UNTOLD : (uint8_t)((i * 2 + (k * k + i) % 4) % LEVELS);
            values[k * UNITS + i] = is_blank ? (double)NAN : places[k] / (LEVELS - 1.0);
        }
        CU_ASSERT_TRUE(cir_patterns_add(&patterns, places, &number));
        rows[number] = 1;
    }
    CU_ASSERT_EQUAL_FATAL(patterns.count, UNITS);
    cir_common_scale_make(&scale, &patterns);
    struct cir_alpha expected = cir_alpha(&patterns, rows, &scale);
    CU_ASSERT_EQUAL(cir_panel_alpha_make(&alpha, values, RATERS, UNITS, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, expected.ordinal, 1e-11);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, expected.interval, 1e-11);
    CU_ASSERT(alpha.interval > 0.1 && alpha.interval < 0.95);
    cir_patterns_free(&patterns);
}

static void test_consensus__alpha_of_one_mind_is_one(void)
{
    static const double weights[] = {0.7, 0.2, 0.1, 0.7, 0.2, 0.1};
    struct cir_panel_alpha alpha;
    CU_ASSERT_EQUAL(cir_panel_alpha_make(&alpha, weights, 2, 3, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, 1, exact);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, 1, exact);
    CU_ASSERT_EQUAL(cir_panel_alpha_make(&alpha, weights, 1, 3, NULL), CIR_OK);
    CU_ASSERT_TRUE(isnan(alpha.interval));
}

/* The same weights share everything; n experts of whom each has a criterion of their own, nine times each other, share
 * nothing: the mean of their weights is flat. */
static void test_consensus__ends_of_its_scale(void)
{
    static const double alike[] = {0.6, 0.25, 0.15, 0.6, 0.25, 0.15};
    static const double apart[] = {9 / 11.0, 1 / 11.0, 1 / 11.0, 1 / 11.0, 9 / 11.0,
                                   1 / 11.0, 1 / 11.0, 1 / 11.0, 9 / 11.0};
    CU_ASSERT_DOUBLE_EQUAL(cir_consensus_of(alike, 2, 3, 9).value, 1, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_consensus_of(apart, 3, 3, 9).value, 0, exact);
    CU_ASSERT_TRUE(isnan(cir_consensus_of(alike, 1, 3, 9).value));
}

/* By hand: H_alpha = H(0.8, 0.2) = 0.500402, H_gamma = H(0.55, 0.45) of the means of (0.8, 0.2) and (0.3, 0.7). */
static void test_consensus__by_hand(void)
{
    static const double weights[] = {0.8, 0.2, 0.3, 0.7, NAN, 1};
    struct cir_consensus consensus = cir_consensus_of(weights, 3, 2, 9);
    double alpha = -(0.8 * log(0.8) + 0.2 * log(0.2) + 0.3 * log(0.3) + 0.7 * log(0.7)) / 2;
    double gamma = -(0.55 * log(0.55) + 0.45 * log(0.45));
    double least = exp(-(0.9 * log(0.9) + 0.1 * log(0.1))) / 2;
    CU_ASSERT_EQUAL(consensus.experts, 2);
    CU_ASSERT_DOUBLE_EQUAL(consensus.alpha_entropy, alpha, exact);
    CU_ASSERT_DOUBLE_EQUAL(consensus.beta_entropy, gamma - alpha, exact);
    CU_ASSERT_DOUBLE_EQUAL(consensus.value, (exp(alpha - gamma) - least) / (1 - least), exact);
}

CIR_SUITE("consensus", {"W as published", test_consensus__w_as_published},
          {"W is corrected for ties", test_consensus__w_is_corrected_for_ties},
          {"W of one order is one", test_consensus__w_of_one_order_is_one},
          {"alpha is that of schemes", test_consensus__alpha_is_that_of_schemes},
          {"alpha of one mind is one", test_consensus__alpha_of_one_mind_is_one},
          {"ends of its scale", test_consensus__ends_of_its_scale}, {"by hand", test_consensus__by_hand})
