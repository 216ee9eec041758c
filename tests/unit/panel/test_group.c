#include "panel/group.h"

#include "../base/random.h"
#include "limits.h"
#include "suite.h"

#include <gsl/gsl_errno.h>

enum { EXPERTS = 6, CRITERIA = 5 };

static const double exact = 1e-11;

/* Experts with complete answers in pairs that contradict each other a little. */
struct panel {
    double matrices[EXPERTS][CRITERIA * CRITERIA];
    double weights[EXPERTS][CRITERIA];
    struct cir_member members[EXPERTS];
};

static void panel_make(struct panel *panel, enum cir_pairwise_method method)
{
    uint64_t random = 2385;
    gsl_set_error_handler_off();
    for (size_t k = 0; k < EXPERTS; k++) {
        for (size_t a = 0; a < CRITERIA; a++) {
            panel->matrices[k][a * CRITERIA + a] = 1;
            for (size_t b = a + 1; b < CRITERIA; b++)
                put_in(panel->matrices[k], CRITERIA, a, b, 0.2 + random_below(&random, 1000) * 0.007);
        }
        CU_ASSERT_EQUAL(cir_pairwise_weights(panel->weights[k], panel->matrices[k], CRITERIA, method, NULL), CIR_OK);
        panel->members[k] = (struct cir_member){panel->weights[k], panel->matrices[k], 1 + (double)(k % 3)};
    }
}

static void aggregate(double *weights, const struct panel *panel, size_t count, enum cir_aggregation aggregation,
                      enum cir_pairwise_method method)
{
    CU_ASSERT_EQUAL(cir_group_weights(weights, NULL, panel->members, count, CRITERIA, aggregation, method, NULL),
                    CIR_OK);
}

/* Aczel and Saaty (1983); Barzilai and Golany (1994): by geometric means the order of both steps does not matter. */
static void test_group__judgements_and_priorities_are_one_by_geometric_means(void)
{
    struct panel panel;
    double of_judgements[CRITERIA];
    double of_priorities[CRITERIA];
    panel_make(&panel, CIR_PAIRWISE_GEOMETRIC_MEAN);
    aggregate(of_judgements, &panel, EXPERTS, CIR_AGGREGATE_JUDGEMENTS, CIR_PAIRWISE_GEOMETRIC_MEAN);
    aggregate(of_priorities, &panel, EXPERTS, CIR_AGGREGATE_PRIORITIES, CIR_PAIRWISE_GEOMETRIC_MEAN);
    for (size_t i = 0; i < CRITERIA; i++)
        CU_ASSERT_DOUBLE_EQUAL(of_judgements[i], of_priorities[i], exact);
}

/* By hand: sqrt(0.5 * 0.2) : sqrt(0.3 * 0.3) : sqrt(0.2 * 0.5). */
static void test_group__priorities_are_geometric_means(void)
{
    static const double a[] = {0.5, 0.3, 0.2};
    static const double b[] = {0.2, 0.3, 0.5};
    const struct cir_member members[] = {{a, NULL, 1}, {b, NULL, 1}};
    double weights[3];
    gsl_set_error_handler_off();
    CU_ASSERT_EQUAL(
        cir_group_weights(weights, NULL, members, 2, 3, CIR_AGGREGATE_PRIORITIES, CIR_PAIRWISE_EIGENVECTOR, NULL),
        CIR_OK);
    double sum = 2 * sqrt(0.1) + 0.3;
    CU_ASSERT_DOUBLE_EQUAL(weights[0], sqrt(0.1) / sum, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights[1], 0.3 / sum, exact);
    CU_ASSERT_EQUAL(cir_group_weights(weights, NULL, members, 2, 3, CIR_AGGREGATE_MEAN, CIR_PAIRWISE_EIGENVECTOR, NULL),
                    CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(weights[0], 0.35, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights[1], 0.3, exact);
}

/* One who judges the first two only, and as the others do, moves nothing; 0 for the third would. */
static void test_group__what_is_not_judged_is_not_zero(void)
{
    static const double whole[] = {0.5, 0.3, 0.2};
    static const double part[] = {0.625, 0.375, NAN};
    const struct cir_member members[] = {{whole, NULL, 1}, {part, NULL, 5}};
    double weights[3];
    gsl_set_error_handler_off();
    for (int how = CIR_AGGREGATE_JUDGEMENTS; how <= CIR_AGGREGATE_MEAN; how++) {
        CU_ASSERT_EQUAL(
            cir_group_weights(weights, NULL, members, 2, 3, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR, NULL),
            CIR_OK);
        for (size_t i = 0; i < 3; i++)
            CU_ASSERT_DOUBLE_EQUAL(weights[i], whole[i], exact);
    }
}

/* An expert who counts twice is two experts. */
static void test_group__a_say_of_two_is_two_experts(void)
{
    struct panel panel;
    double once[CRITERIA];
    double twice[CRITERIA];
    for (int how = CIR_AGGREGATE_JUDGEMENTS; how <= CIR_AGGREGATE_MEAN; how++) {
        panel_make(&panel, CIR_PAIRWISE_EIGENVECTOR);
        for (size_t k = 0; k < EXPERTS; k++)
            panel.members[k].say = 1;
        panel.members[1] = panel.members[0];
        aggregate(twice, &panel, 3, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR);
        panel.members[0].say = 2;
        panel.members[1] = panel.members[2];
        aggregate(once, &panel, 2, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR);
        for (size_t i = 0; i < CRITERIA; i++)
            CU_ASSERT_DOUBLE_EQUAL(once[i], twice[i], exact);
    }
}

static void test_group__the_order_of_experts_does_not_matter(void)
{
    struct panel panel;
    double before[CRITERIA];
    double after[CRITERIA];
    for (int how = CIR_AGGREGATE_JUDGEMENTS; how <= CIR_AGGREGATE_MEAN; how++) {
        panel_make(&panel, CIR_PAIRWISE_EIGENVECTOR);
        aggregate(before, &panel, EXPERTS, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR);
        struct cir_member first = panel.members[0];
        panel.members[0] = panel.members[4];
        panel.members[4] = first;
        aggregate(after, &panel, EXPERTS, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR);
        for (size_t i = 0; i < CRITERIA; i++)
            CU_ASSERT_DOUBLE_EQUAL(before[i], after[i], exact);
    }
}

/* Two who judged apart from each other join when a third binds them. */
static void test_group__incomplete_answers_join(void)
{
    double a[9];
    double b[9];
    double weights[3];
    double matrix[9];
    static const double told[] = {0.6, 0.25, 0.15};
    matrix_of_weights(a, told, 3);
    matrix_of_weights(b, told, 3);
    take_out(a, 3, 0, 2);
    take_out(a, 3, 1, 2);
    take_out(b, 3, 0, 1);
    take_out(b, 3, 0, 2);
    const double nothing[] = {NAN, NAN, NAN};
    const struct cir_member members[] = {{nothing, a, 1}, {nothing, b, 1}};
    gsl_set_error_handler_off();
    CU_ASSERT_EQUAL(
        cir_group_weights(weights, matrix, members, 1, 3, CIR_AGGREGATE_JUDGEMENTS, CIR_PAIRWISE_EIGENVECTOR, NULL),
        CIR_OK);
    CU_ASSERT_TRUE(isnan(weights[0]));
    CU_ASSERT_EQUAL(
        cir_group_weights(weights, matrix, members, 2, 3, CIR_AGGREGATE_JUDGEMENTS, CIR_PAIRWISE_EIGENVECTOR, NULL),
        CIR_OK);
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_DOUBLE_EQUAL(weights[i], told[i], exact);
    CU_ASSERT_DOUBLE_EQUAL(matrix[1], 2.4, exact);
    CU_ASSERT_TRUE(isnan(matrix[2]));
}

static void test_group__nobody_says_nothing(void)
{
    double weights[3] = {1, 1, 1};
    gsl_set_error_handler_off();
    for (int how = CIR_AGGREGATE_JUDGEMENTS; how <= CIR_AGGREGATE_MEAN; how++) {
        CU_ASSERT_EQUAL(
            cir_group_weights(weights, NULL, NULL, 0, 3, (enum cir_aggregation)how, CIR_PAIRWISE_EIGENVECTOR, NULL),
            CIR_OK);
        CU_ASSERT_TRUE(isnan(weights[0]) && isnan(weights[2]));
    }
}

CIR_SUITE("group",
          {"judgements and priorities are one by geometric means",
           test_group__judgements_and_priorities_are_one_by_geometric_means},
          {"priorities are geometric means", test_group__priorities_are_geometric_means},
          {"what is not judged is not zero", test_group__what_is_not_judged_is_not_zero},
          {"a say of two is two experts", test_group__a_say_of_two_is_two_experts},
          {"the order of experts does not matter", test_group__the_order_of_experts_does_not_matter},
          {"incomplete answers join", test_group__incomplete_answers_join},
          {"nobody says nothing", test_group__nobody_says_nothing})
