/* Published matrices, and properties. */
#include "panel/pairwise.h"

#include "limits.h"
#include "suite.h"

#include <gsl/gsl_errno.h>
#include <string.h>

enum { MOST = 15 };

static const double exact = 1e-9;

/* Table 3 of Saaty (2008), "Decision making with the analytic hierarchy process", International Journal of Services
 * Sciences 1: culture, family, housing, jobs, transportation. */
static const double city[25] = {1,       1 / 5.0, 3, 1 / 2.0, 5, 5, 1, 7,       1,       7,       1 / 3.0, 1 / 7.0, 1,
                                1 / 4.0, 3,       2, 1,       4, 1, 7, 1 / 5.0, 1 / 7.0, 1 / 3.0, 1 / 7.0, 1};

static void transpose(double *to, const double *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            to[j * count + i] = from[i * count + j];
}

static void weigh(double *weights, const double *matrix, size_t count, enum cir_pairwise_method method)
{
    gsl_set_error_handler_off();
    CU_ASSERT_EQUAL_FATAL(cir_pairwise_weights(weights, matrix, count, method, NULL), CIR_OK);
}

static struct cir_consistency check(const double *matrix, size_t count)
{
    const struct cir_panel_limits limits = limits_of_saaty();
    struct cir_consistency consistency;
    gsl_set_error_handler_off();
    CU_ASSERT_EQUAL_FATAL(cir_pairwise_consistency(&consistency, matrix, count, &limits, NULL), CIR_OK);
    return consistency;
}

static struct cir_mend mend_of(const double *matrix, size_t count)
{
    const struct cir_panel_limits limits = limits_of_saaty();
    struct cir_mend mend;
    gsl_set_error_handler_off();
    CU_ASSERT_EQUAL_FATAL(cir_pairwise_mend(&mend, matrix, count, &limits, NULL), CIR_OK);
    return mend;
}

static void expect(const double *weights, const double *expected, size_t count, double tolerance)
{
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_DOUBLE_EQUAL(weights[i], expected[i], tolerance);
}

static void test_pairwise__saaty_as_published(void)
{
    static const double published[] = {0.152, 0.433, 0.072, 0.305, 0.038};
    static const double by_means[] = {0.153, 0.423, 0.072, 0.315, 0.038};
    double weights[5];
    weigh(weights, city, 5, CIR_PAIRWISE_EIGENVECTOR);
    expect(weights, published, 5, 0.0005);
    weigh(weights, city, 5, CIR_PAIRWISE_GEOMETRIC_MEAN);
    expect(weights, by_means, 5, 0.0005);
    struct cir_consistency consistency = check(city, 5);
    CU_ASSERT_DOUBLE_EQUAL(consistency.lambda_max, 5.2252, 0.00005);
    CU_ASSERT_DOUBLE_EQUAL(consistency.index, 0.0563, 0.00005);
    CU_ASSERT_DOUBLE_EQUAL(consistency.ratio, 0.0503, 0.00005);
}

/* Read by columns instead of rows, as somebody did (gluc/ahp, issue 4), it says something else, no less consistently. */
static void test_pairwise__a_transposed_matrix_is_as_consistent(void)
{
    static const double reported[] = {0.12655215, 0.04583010, 0.26119217, 0.05845164, 0.50797395};
    static const double by_means[] = {0.12473441, 0.04501646, 0.26341235, 0.06047375, 0.50636303};
    double turned[25];
    double weights[5];
    transpose(turned, city, 5);
    weigh(weights, turned, 5, CIR_PAIRWISE_EIGENVECTOR);
    expect(weights, reported, 5, 5e-9);
    weigh(weights, turned, 5, CIR_PAIRWISE_GEOMETRIC_MEAN);
    expect(weights, by_means, 5, 5e-9);
    CU_ASSERT_DOUBLE_EQUAL(check(turned, 5).ratio, 0.05027572, 5e-9);
}

static void test_pairwise__answers_that_agree_give_their_weights(void)
{
    static const double all[MOST] = {0.2385, 0.11, 0.05, 0.31,  0.007, 0.09, 0.13, 0.21,
                                     0.04,   0.6,  0.3,  0.019, 0.47,  0.1,  0.2};
    for (size_t count = 2; count <= MOST; count++) {
        double matrix[MOST * MOST];
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += all[i];
        matrix_of_weights(matrix, all, count);
        for (int method = CIR_PAIRWISE_EIGENVECTOR; method <= CIR_PAIRWISE_GEOMETRIC_MEAN; method++) {
            double weights[MOST];
            weigh(weights, matrix, count, (enum cir_pairwise_method)method);
            for (size_t i = 0; i < count; i++)
                CU_ASSERT_DOUBLE_EQUAL(weights[i], all[i] / sum, exact);
        }
        struct cir_consistency consistency = check(matrix, count);
        CU_ASSERT_DOUBLE_EQUAL(consistency.lambda_max, (double)count, exact);
        CU_ASSERT_EQUAL(consistency.index, 0);
        CU_ASSERT(count == 2 ? isnan(consistency.ratio) : consistency.ratio == 0);
        CU_ASSERT_EQUAL(mend_of(matrix, count).b, 0);
    }
}

/* Missing pairs are as the others imply: what was taken out of answers that agree is not missed. */
static void test_pairwise__missing_pairs_are_implied(void)
{
    static const double given[] = {0.4, 0.25, 0.2, 0.1, 0.05};
    double matrix[25];
    double weights[5];
    matrix_of_weights(matrix, given, 5);
    take_out(matrix, 5, 0, 1);
    take_out(matrix, 5, 2, 4);
    take_out(matrix, 5, 1, 3);
    weigh(weights, matrix, 5, CIR_PAIRWISE_EIGENVECTOR);
    expect(weights, given, 5, exact);
    weigh(weights, matrix, 5, CIR_PAIRWISE_GEOMETRIC_MEAN);
    expect(weights, given, 5, exact);
    CU_ASSERT_DOUBLE_EQUAL(check(matrix, 5).lambda_max, 5, exact);
}

/* Harker's completion is a fixed point: put in what the weights imply, and weights and lambda_max stay. */
static void test_pairwise__a_completed_matrix_says_the_same(void)
{
    double matrix[25];
    double weights[5];
    double again[5];
    memcpy(matrix, city, sizeof matrix);
    take_out(matrix, 5, 1, 4);
    take_out(matrix, 5, 0, 2);
    weigh(weights, matrix, 5, CIR_PAIRWISE_EIGENVECTOR);
    struct cir_consistency before = check(matrix, 5);
    put_in(matrix, 5, 1, 4, weights[1] / weights[4]);
    put_in(matrix, 5, 0, 2, weights[0] / weights[2]);
    weigh(again, matrix, 5, CIR_PAIRWISE_EIGENVECTOR);
    expect(weights, again, 5, exact);
    CU_ASSERT_DOUBLE_EQUAL(check(matrix, 5).lambda_max, before.lambda_max, exact);
    /* Two of the six judgements beyond a tree are missing: RI is 1.12 (1 - 2 * 2 / (4 * 3)). */
    CU_ASSERT_DOUBLE_EQUAL(before.ratio, before.index / (1.12 * 2 / 3), exact);
}

static void test_pairwise__a_tree_of_answers_has_weights_and_no_ratio(void)
{
    double matrix[16];
    double weights[4];
    matrix_of_weights(matrix, (const double[]){8, 4, 2, 1}, 4);
    take_out(matrix, 4, 0, 2);
    take_out(matrix, 4, 0, 3);
    take_out(matrix, 4, 1, 3);
    weigh(weights, matrix, 4, CIR_PAIRWISE_EIGENVECTOR);
    CU_ASSERT_DOUBLE_EQUAL(weights[0], 8 / 15.0, exact);
    CU_ASSERT_DOUBLE_EQUAL(check(matrix, 4).index, 0, exact);
    CU_ASSERT_TRUE(isnan(check(matrix, 4).ratio));
    CU_ASSERT_EQUAL(mend_of(matrix, 4).b, 0);
}

static void test_pairwise__parts_that_are_not_joined_have_no_weights(void)
{
    double matrix[16];
    double weights[4];
    matrix_of_weights(matrix, (const double[]){8, 4, 2, 1}, 4);
    for (size_t a = 0; a < 2; a++)
        for (size_t b = 2; b < 4; b++)
            take_out(matrix, 4, a, b);
    for (int method = CIR_PAIRWISE_EIGENVECTOR; method <= CIR_PAIRWISE_GEOMETRIC_MEAN; method++) {
        weigh(weights, matrix, 4, (enum cir_pairwise_method)method);
        CU_ASSERT_TRUE(isnan(weights[0]) && isnan(weights[3]));
    }
    CU_ASSERT_TRUE(isnan(check(matrix, 4).lambda_max));
}

static void permute(double *to, const double *from, const size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            to[i * count + j] = from[order[i] * count + order[j]];
}

static void test_pairwise__the_order_of_criteria_does_not_matter(void)
{
    static const size_t order[] = {3, 0, 4, 2, 1};
    double turned[25];
    double weights[5];
    double again[5];
    permute(turned, city, order, 5);
    for (int method = CIR_PAIRWISE_EIGENVECTOR; method <= CIR_PAIRWISE_GEOMETRIC_MEAN; method++) {
        weigh(weights, city, 5, (enum cir_pairwise_method)method);
        weigh(again, turned, 5, (enum cir_pairwise_method)method);
        for (size_t i = 0; i < 5; i++)
            CU_ASSERT_DOUBLE_EQUAL(again[i], weights[order[i]], exact);
    }
    CU_ASSERT_DOUBLE_EQUAL(check(turned, 5).lambda_max, check(city, 5).lambda_max, exact);
}

/* All agree but one, which is turned round. */
static void test_pairwise__the_slip_is_found_and_what_would_mend_it(void)
{
    double matrix[25];
    matrix_of_weights(matrix, (const double[]){9, 6, 4, 3, 1.5}, 5);
    put_in(matrix, 5, 1, 3, 1 / 2.0);
    CU_ASSERT(check(matrix, 5).ratio > 0.02);
    struct cir_mend mend = mend_of(matrix, 5);
    CU_ASSERT_EQUAL(mend.a, 1);
    CU_ASSERT_EQUAL(mend.b, 3);
    CU_ASSERT_DOUBLE_EQUAL(mend.given, 0.5, exact);
    CU_ASSERT_DOUBLE_EQUAL(mend.value, 2, 1e-3);
    CU_ASSERT_DOUBLE_EQUAL(mend.ratio, 0, 1e-6);
}

/* No other value of that answer makes a lower ratio, and no other answer does by any value. */
static void test_pairwise__nothing_mends_more(void)
{
    struct cir_mend mend = mend_of(city, 5);
    double matrix[25];
    CU_ASSERT(mend.ratio < check(city, 5).ratio);
    for (size_t a = 0; a < 5; a++)
        for (size_t b = a + 1; b < 5; b++)
            for (int step = -40; step <= 40; step++) {
                memcpy(matrix, city, sizeof matrix);
                put_in(matrix, 5, a, b, pow(9, step / 40.0));
                CU_ASSERT(check(matrix, 5).ratio >= mend.ratio - 1e-6);
            }
}

static void test_pairwise__what_mends_lies_on_the_scale(void)
{
    double matrix[9] = {1, 9, 1 / 9.0, 1 / 9.0, 1, 9, 9, 1 / 9.0, 1};
    struct cir_mend mend = mend_of(matrix, 3);
    CU_ASSERT(mend.b > 0);
    CU_ASSERT(mend.value <= 9.000001 && mend.value >= 1 / 9.000001);
    CU_ASSERT(mend.ratio < check(matrix, 3).ratio);
}

static void test_pairwise__more_criteria_than_the_table_has_no_ratio(void)
{
    double weights[CIR_PANEL_CRITERIA_MAX];
    static double matrix[CIR_PANEL_CRITERIA_MAX * CIR_PANEL_CRITERIA_MAX];
    double got[CIR_PANEL_CRITERIA_MAX];
    double sum = 0;
    for (size_t i = 0; i < CIR_PANEL_CRITERIA_MAX; i++) {
        weights[i] = 1 + (double)(i * 37 % 101) / 14;
        sum += weights[i];
    }
    matrix_of_weights(matrix, weights, CIR_PANEL_CRITERIA_MAX);
    weigh(got, matrix, CIR_PANEL_CRITERIA_MAX, CIR_PAIRWISE_EIGENVECTOR);
    for (size_t i = 0; i < CIR_PANEL_CRITERIA_MAX; i++)
        CU_ASSERT_DOUBLE_EQUAL(got[i], weights[i] / sum, exact);
    struct cir_consistency consistency = check(matrix, CIR_PANEL_CRITERIA_MAX);
    CU_ASSERT_DOUBLE_EQUAL(consistency.lambda_max, CIR_PANEL_CRITERIA_MAX, 1e-6);
    CU_ASSERT_TRUE(isnan(consistency.ratio));
}

CIR_SUITE("pairwise", {"Saaty as published", test_pairwise__saaty_as_published},
          {"a transposed matrix is as consistent", test_pairwise__a_transposed_matrix_is_as_consistent},
          {"answers that agree give their weights", test_pairwise__answers_that_agree_give_their_weights},
          {"missing pairs are implied", test_pairwise__missing_pairs_are_implied},
          {"a completed matrix says the same", test_pairwise__a_completed_matrix_says_the_same},
          {"a tree of answers has weights and no ratio", test_pairwise__a_tree_of_answers_has_weights_and_no_ratio},
          {"parts that are not joined have no weights", test_pairwise__parts_that_are_not_joined_have_no_weights},
          {"the order of criteria does not matter", test_pairwise__the_order_of_criteria_does_not_matter},
          {"the slip is found and what would mend it", test_pairwise__the_slip_is_found_and_what_would_mend_it},
          {"nothing mends more", test_pairwise__nothing_mends_more},
          {"what mends lies on the scale", test_pairwise__what_mends_lies_on_the_scale},
          {"more criteria than the table has no ratio", test_pairwise__more_criteria_than_the_table_has_no_ratio})
