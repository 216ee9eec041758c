#include "panel/weights.h"

#include "suite.h"

#include <math.h>

static const double exact = 1e-12;

static struct cir_panel_answer given(double value)
{
    return (struct cir_panel_answer){.state = CIR_PANEL_ANSWER_GIVEN, .value = value};
}

static void test_weights__are_shares_of_what_was_judged(void)
{
    struct cir_panel_answer answers[4] = {given(80),
                                          given(23.85),
                                          {.state = CIR_PANEL_ANSWER_BLANK, .value = NAN},
                                          {.state = CIR_PANEL_ANSWER_CANNOT, .value = NAN}};
    double weights[4];
    CU_ASSERT_EQUAL(cir_weights_of_ratings(weights, answers, 4), 2);
    CU_ASSERT_DOUBLE_EQUAL(weights[0], 80 / 103.85, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights[1], 23.85 / 103.85, exact);
    CU_ASSERT_TRUE(isnan(weights[2]));
    CU_ASSERT_TRUE(isnan(weights[3]));
}

static void test_weights__a_matrix_takes_the_way_that_is_not_rounded(void)
{
    struct cir_panel_answer answers[9] = {[1] = given(0.14), [3] = given(7), [5] = given(0.5)};
    double matrix[9];
    cir_matrix_of_answers(matrix, answers, 3);
    CU_ASSERT_DOUBLE_EQUAL(matrix[1], 1 / 7.0, exact);
    CU_ASSERT_DOUBLE_EQUAL(matrix[3], 7, exact);
    CU_ASSERT_DOUBLE_EQUAL(matrix[5], 0.5, exact);
    CU_ASSERT_DOUBLE_EQUAL(matrix[7], 2, exact);
    CU_ASSERT_DOUBLE_EQUAL(matrix[4], 1, exact);
    CU_ASSERT_TRUE(isnan(matrix[2]) && isnan(matrix[6]));
}

static void test_weights__ties_share_their_ranks(void)
{
    static const double weights[] = {0.3, 0.1, NAN, 0.3 * (1 + 1e-12), 0.05, 0.25};
    static const double expected[] = {4.5, 2, NAN, 4.5, 1, 3};
    double ranks[6];
    size_t order[6];
    cir_weights_rank(ranks, order, weights, 6);
    for (size_t i = 0; i < 6; i++)
        CU_ASSERT(isnan(expected[i]) ? isnan(ranks[i]) : ranks[i] == expected[i]);
}

static void test_weights__distance_is_what_would_have_to_move(void)
{
    static const double a[] = {0.5, 0.3, 0.2};
    static const double b[] = {0.2, 0.3, 0.5};
    static const double part[] = {0.4, 0.6, NAN};
    static const double one[] = {1, NAN, NAN};
    CU_ASSERT_DOUBLE_EQUAL(cir_weights_distance(a, b, 3), 0.3, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_weights_distance(a, a, 3), 0, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_weights_distance(a, part, 3), 0.5 / 0.8 - 0.4, exact);
    CU_ASSERT_TRUE(isnan(cir_weights_distance(a, one, 3)));
}

/* Kendall's tau-b by hand: five pairs of four are alike, one is tied by one of both. */
static void test_weights__tau_counts_pairs(void)
{
    static const double a[] = {0.4, 0.3, 0.2, 0.1};
    static const double tied[] = {0.4, 0.25, 0.25, 0.1};
    static const double turned[] = {0.1, 0.2, 0.3, 0.4};
    static const double flat[] = {0.25, 0.25, 0.25, 0.25};
    CU_ASSERT_DOUBLE_EQUAL(cir_weights_tau(a, tied, 4), 5 / sqrt(6 * 5), exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_weights_tau(a, turned, 4), -1, exact);
    CU_ASSERT_TRUE(isnan(cir_weights_tau(a, flat, 4)));
}

CIR_SUITE("weights", {"are shares of what was judged", test_weights__are_shares_of_what_was_judged},
          {"a matrix takes the way that is not rounded", test_weights__a_matrix_takes_the_way_that_is_not_rounded},
          {"ties share their ranks", test_weights__ties_share_their_ranks},
          {"distance is what would have to move", test_weights__distance_is_what_would_have_to_move},
          {"tau counts pairs", test_weights__tau_counts_pairs})
