#include "stability/fact_laws.h"

#include "stability/draw.h"
#include "stability/list.h"
#include "stability/scales.h"
#include "suite.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

static const struct cir_fact_law normal = {CIR_FACT_NORMAL, 11.7, 2.385};
static const struct cir_fact_law lognormal = {CIR_FACT_LOGNORMAL, .086, .56};
static const struct cir_fact_law beta = {CIR_FACT_BETA, 2, 1};

/* ---- quantiles ---- */

static void test_fact_laws__quantiles_are_those_of_tables(void)
{
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_quantile(&normal, .5), 11.7, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_quantile(&normal, .975), 11.7 + 2.385 * 1.959963984540054, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_quantile(&lognormal, .025), exp(.086 - .56 * 1.959963984540054), 1e-12);
}

/* F(x) = x^2 of beta(2 1), 1 - (1 - x)^2.385 of beta(1 2.385). */
static void test_fact_laws__quantiles_of_shares_have_closed_forms(void)
{
    const struct cir_fact_law falling = {CIR_FACT_BETA, 1, 2.385};
    for (int k = 0; k < 1000; k++) {
        const double p = (k + .5) / 1000;
        CU_ASSERT_DOUBLE_EQUAL(cir_fact_quantile(&beta, p), sqrt(p), 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(cir_fact_quantile(&falling, p), 1 - pow(1 - p, 1 / 2.385), 1e-12);
    }
}

/* On either side of what is told to be the quantile the distribution function passes p; on many of these shapes GSL's own
 * inverse fails. */
static void test_fact_laws__quantiles_of_shares_are_found_for_all_shapes(void)
{
    static const double shapes[] = {.01, .1, .5, 1, 8, 135, 2385, 1e4, 1e5};
    enum { SHAPES = sizeof shapes / sizeof shapes[0] };
    const double near = 1e-12;
    gsl_set_error_handler_off();
    for (size_t i = 0; i < (size_t)SHAPES * SHAPES; i++) {
        const struct cir_fact_law law = {CIR_FACT_BETA, shapes[i / SHAPES], shapes[i % SHAPES]};
        for (int k = 0; k < 64; k++) {
            const double p = (k + .5) / 64;
            const double x = cir_fact_quantile(&law, p);
            CU_ASSERT_TRUE(x >= 0 && x <= 1);
            CU_ASSERT_TRUE(x <= near || gsl_cdf_beta_P(x - near, law.first, law.second) <= p);
            CU_ASSERT_TRUE(x >= 1 - near || gsl_cdf_beta_P(x + near, law.first, law.second) >= p);
        }
    }
}

static void test_fact_laws__what_lies_even_keeps_its_ends(void)
{
    const struct cir_fact_span fact = {100, 238.5};
    const struct cir_fact_law even = {CIR_FACT_EVEN, 0, 0};
    CU_ASSERT_EQUAL(cir_fact_ends(&fact, &even).low, 100);
    CU_ASSERT_EQUAL(cir_fact_ends(&fact, &even).high, 238.5);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_ends(&fact, &normal).low, 11.7 - 2.385 * 1.959963984540054, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_ends(&fact, &beta).high, sqrt(.975), 1e-12);
}

/* ---- on a scale ---- */

static void test_fact_laws__what_counts_is_cut_to_the_scale(void)
{
    const struct cir_scale_ends more = {10, 14};
    const struct cir_scale_ends less = {14, 10};
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_counted(&normal, &more, .5), .425, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_counted(&normal, &less, .5), .575, 1e-12);
    CU_ASSERT_EQUAL(cir_fact_counted(&normal, &more, .01), 0);
    CU_ASSERT_EQUAL(cir_fact_counted(&normal, &less, .01), 0);
    CU_ASSERT_EQUAL(cir_fact_counted(&normal, &more, .99), 1);
    CU_ASSERT_EQUAL(cir_fact_counted(&normal, &less, .99), 1);
}

/* Middle sums over all that may be drawn. */
static double mean_by_sums(const struct cir_fact_law *law, const struct cir_scale_ends *scale)
{
    enum { PARTS = 5000 };
    double sum = 0;
    for (int k = 0; k < PARTS; k++)
        sum += cir_fact_counted(law, scale, (k + .5) / PARTS);
    return sum / PARTS;
}

static void test_fact_laws__means_are_those_of_what_counts(void)
{
    static const struct cir_scale_ends scales[] = {{10, 14}, {14, 10}, {0, 1},   {1, 0},      {.2, .7},
                                                   {.9, .3}, {-5, 40}, {20, 21}, {100, 1000}, {11.7, 2.385}};
    const struct cir_fact_law laws[] = {normal,
                                        lognormal,
                                        beta,
                                        {CIR_FACT_BETA, 8, 121},
                                        {CIR_FACT_BETA, .1, .1},
                                        {CIR_FACT_NORMAL, .5, 100},
                                        {CIR_FACT_LOGNORMAL, 3, 1e-9}};
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++)
        for (size_t j = 0; j < sizeof scales / sizeof scales[0]; j++)
            CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&laws[i], &scales[j]), mean_by_sums(&laws[i], &scales[j]),
                                   5e-4);
}

static void test_fact_laws__means_have_known_values(void)
{
    const struct cir_scale_ends share = {0, 1};
    const struct cir_scale_ends wide = {-1000, 1000};
    const struct cir_scale_ends half = {11.7, 1e9};
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&beta, &share), 2. / 3, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&normal, &wide), .50585, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&normal, &half) * 1e9, 2.385 / sqrt(2 * 3.14159265358979), 1e-6);
}

static void test_fact_laws__narrow_laws_are_numbers(void)
{
    const struct cir_scale_ends scale = {0, 10};
    const struct cir_fact_law needle = {CIR_FACT_NORMAL, 2.385, 1e-320};
    const struct cir_fact_law huge = {CIR_FACT_NORMAL, 1e308, 1e308};
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&needle, &scale), .2385, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_counted(&needle, &scale, .1), .2385, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_fact_mean_counted(&huge, &scale), .841344746068543, 1e-9);
    CU_ASSERT_EQUAL(cir_fact_counted(&huge, &scale, .99), 1);
}

/* ---- in a question ---- */

enum { CRITERIA = 2, DRAWS = 20000 };

static const uint64_t keys[] = {2385};
static const struct cir_partial_value values[CRITERIA] = {{0, 1}, {.3, .3}};
static const struct cir_scale_ends scales[CRITERIA] = {{0, 20}, {0, 1}};

static struct cir_stability_question question_of(const struct cir_fact_law *laws)
{
    return (struct cir_stability_question){.alternative_count = 1,
                                           .criterion_count = CRITERIA,
                                           .keys = keys,
                                           .values = values,
                                           .laws = laws,
                                           .scales = scales,
                                           .weights = {.high = {1, 1}},
                                           .seed = 7};
}

/* Of 20,000 draws of deviation s the standard error of the mean is s / 141, that of the variance s^2 / 100. */
static void test_fact_laws__draws_have_mean_and_variance(void)
{
    const struct cir_fact_law laws[CRITERIA] = {normal, {CIR_FACT_EVEN, 0, 0}};
    const struct cir_stability_question question = question_of(laws);
    const double alone[CRITERIA] = {1, 0};
    const double deviation = 2.385 / 20;
    double sum = 0;
    double squares = 0;
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        const double apart = cir_draw_score(&question, alone, draw, 0) - 11.7 / 20;
        sum += apart / DRAWS;
        squares += apart * apart / DRAWS;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 0, 3 * deviation / 141);
    CU_ASSERT_DOUBLE_EQUAL(squares, deviation * deviation, 3 * deviation * deviation / 100);
}

static void test_fact_laws__a_better_fact_is_better_in_every_draw(void)
{
    const double weights[CRITERIA] = {.615, .385};
    const struct cir_fact_law worse[CRITERIA] = {{CIR_FACT_NORMAL, 11.7, 2}, {CIR_FACT_EVEN, 0, 0}};
    const struct cir_fact_law better[CRITERIA] = {{CIR_FACT_NORMAL, 11.8, 2}, {CIR_FACT_EVEN, 0, 0}};
    const struct cir_stability_question first = question_of(worse);
    const struct cir_stability_question second = question_of(better);
    for (uint64_t draw = 0; draw < DRAWS; draw++)
        CU_ASSERT_TRUE(cir_draw_score(&second, weights, draw, 0) >= cir_draw_score(&first, weights, draw, 0));
}

static void test_fact_laws__the_list_takes_their_means(void)
{
    const struct cir_fact_law laws[CRITERIA] = {normal, {CIR_FACT_EVEN, 0, 0}};
    const struct cir_stability_question question = question_of(laws);
    CU_ASSERT_EQUAL(cir_list_value(&question, 0, 0), cir_fact_mean_counted(&normal, &scales[0]));
    CU_ASSERT_EQUAL(cir_list_value(&question, 0, 1), .3);
}

static void test_fact_laws__scales_reach_over_them(void)
{
    struct cir_panel_criterion list[] = {{.code = "a", .worst = NAN, .best = NAN}};
    const struct cir_panel_criteria criteria = {.list = list, .count = 1};
    struct cir_fact_span facts[] = {{NAN, NAN}, {9, 10}};
    struct cir_fact_law laws[] = {normal, {CIR_FACT_EVEN, 0, 0}};
    const struct cir_assets assets = {.facts = facts, .laws = laws, .count = 2};
    struct cir_scale_ends found;
    CU_ASSERT_EQUAL(cir_scales_find(&found, &criteria, &assets, NULL, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(found.worst, 11.7 - 2.385 * 1.959963984540054, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(found.best, 11.7 + 2.385 * 1.959963984540054, 1e-12);
}

CIR_SUITE("fact_laws", {"quantiles are those of tables", test_fact_laws__quantiles_are_those_of_tables},
          {"quantiles of shares have closed forms", test_fact_laws__quantiles_of_shares_have_closed_forms},
          {"quantiles of shares are found for all shapes",
           test_fact_laws__quantiles_of_shares_are_found_for_all_shapes},
          {"what lies even keeps its ends", test_fact_laws__what_lies_even_keeps_its_ends},
          {"what counts is cut to the scale", test_fact_laws__what_counts_is_cut_to_the_scale},
          {"means are those of what counts", test_fact_laws__means_are_those_of_what_counts},
          {"means have known values", test_fact_laws__means_have_known_values},
          {"narrow laws are numbers", test_fact_laws__narrow_laws_are_numbers},
          {"draws have mean and variance", test_fact_laws__draws_have_mean_and_variance},
          {"a better fact is better in every draw", test_fact_laws__a_better_fact_is_better_in_every_draw},
          {"the list takes their means", test_fact_laws__the_list_takes_their_means},
          {"scales reach over them", test_fact_laws__scales_reach_over_them})
