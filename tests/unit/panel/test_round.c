#include "panel/round.h"

#include "limits.h"
#include "suite.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

enum { CRITERIA = 4, EXPERTS = 5 };

static const double exact = 1e-11;

/* A round under construction. */
struct panel {
    struct cir_arena arena;
    struct cir_panel_answers answers[EXPERTS];
    size_t count;
    struct cir_round_method method;
};

static struct panel panel_start(void)
{
    gsl_set_error_handler_off();
    return (struct panel){.method = {CIR_PAIRWISE_EIGENVECTOR, CIR_AGGREGATE_PRIORITIES, limits_of_saaty()}};
}

static struct cir_panel_answers *add(struct panel *panel, uint32_t expert, enum cir_judgement_kind kind, size_t count)
{
    struct cir_panel_answers *answers = &panel->answers[panel->count++];
    *answers = (struct cir_panel_answers){.round = 2, .expert = expert, .kind = kind};
    answers->list = cir_arena_take(&panel->arena, count, sizeof *answers->list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(answers->list);
    return answers;
}

static void answer(struct cir_panel_answers *answers, size_t at, double value)
{
    bool is_given = !isnan(value);
    answers->list[at] =
        (struct cir_panel_answer){.state = is_given ? CIR_PANEL_ANSWER_GIVEN : CIR_PANEL_ANSWER_BLANK, .value = value};
    answers->given += is_given ? 1 : 0;
}

static void rate(struct panel *panel, uint32_t expert, const double *ratings)
{
    struct cir_panel_answers *answers = add(panel, expert, CIR_JUDGEMENT_RATING, CRITERIA);
    for (size_t i = 0; i < CRITERIA; i++)
        answer(answers, i, ratings[i]);
}

/* Answers in pairs that agree with these weights. */
static void compare(struct panel *panel, uint32_t expert, const double *weights)
{
    struct cir_panel_answers *answers = add(panel, expert, CIR_JUDGEMENT_PAIRWISE, (size_t)CRITERIA * CRITERIA);
    for (size_t a = 0; a < CRITERIA; a++)
        for (size_t b = a + 1; b < CRITERIA; b++)
            answer(answers, a * CRITERIA + b, weights[a] / weights[b]);
}

static void make(struct cir_round *round, struct panel *panel, const struct cir_round *before)
{
    CU_ASSERT_EQUAL_FATAL(cir_round_make(round, &panel->arena, panel->answers, panel->count, EXPERTS, CRITERIA, NULL,
                                         &panel->method, before, NULL),
                          CIR_OK);
}

static void test_round__whatever_the_kind_weights_are_weights(void)
{
    static const double weights[] = {40, 30, 20, 10};
    struct panel panel = panel_start();
    struct cir_round round;
    rate(&panel, 1, weights);
    compare(&panel, 3, weights);
    make(&round, &panel, NULL);
    CU_ASSERT_EQUAL(round.number, 2);
    CU_ASSERT_EQUAL(round.told, 2);
    CU_ASSERT_EQUAL(round.experts[0].state, CIR_EXPERT_ABSENT);
    CU_ASSERT_EQUAL(round.experts[1].state, CIR_EXPERT_COMPLETE);
    for (size_t i = 0; i < CRITERIA; i++) {
        CU_ASSERT_DOUBLE_EQUAL(round.criteria[i].weight, weights[i] / 100, exact);
        CU_ASSERT_DOUBLE_EQUAL(round.criteria[i].spread.median, weights[i] / 100, exact);
        CU_ASSERT_TRUE(isnan(round.criteria[i].low));
    }
    CU_ASSERT_DOUBLE_EQUAL(round.experts[3].distance, 0, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.experts[3].consistency.lambda_max, CRITERIA, 1e-9);
    CU_ASSERT_TRUE(isnan(round.experts[1].consistency.lambda_max));
    CU_ASSERT_DOUBLE_EQUAL(round.concordance.w, 1, exact);
    cir_arena_free(&panel.arena);
}

static void test_round__says_who_cannot_be_told(void)
{
    struct panel panel = panel_start();
    struct cir_round round;
    struct cir_panel_answers *answers = add(&panel, 0, CIR_JUDGEMENT_PAIRWISE, (size_t)CRITERIA * CRITERIA);
    answer(answers, 1, 3);
    answer(answers, 2 * CRITERIA + 3, 5);
    (void)add(&panel, 1, CIR_JUDGEMENT_SWING, CRITERIA);
    rate(&panel, 2, (const double[]){60, NAN, NAN, NAN});
    rate(&panel, 3, (const double[]){60, 40, NAN, NAN});
    make(&round, &panel, NULL);
    CU_ASSERT_EQUAL(round.experts[0].state, CIR_EXPERT_DISJOINED);
    CU_ASSERT_EQUAL(round.experts[1].state, CIR_EXPERT_BLANK);
    CU_ASSERT_EQUAL(round.experts[2].state, CIR_EXPERT_DISJOINED);
    CU_ASSERT_EQUAL(round.experts[3].state, CIR_EXPERT_INCOMPLETE);
    CU_ASSERT_EQUAL(round.told, 1);
    CU_ASSERT_TRUE(isnan(round.criteria[0].weight));
    CU_ASSERT_EQUAL(round.criteria[0].spread.count, 1);
    CU_ASSERT_EQUAL(round.criteria[3].spread.count, 0);
    cir_arena_free(&panel.arena);
}

/* Three of one mind, near enough, and one who took the matrix the wrong way round. */
static void test_round__a_transposed_matrix_is_said_and_not_turned(void)
{
    struct panel panel = panel_start();
    struct cir_round round;
    compare(&panel, 0, (const double[]){8, 4, 2, 1});
    compare(&panel, 1, (const double[]){7, 5, 2, 1});
    compare(&panel, 2, (const double[]){1 / 8.0, 1 / 4.0, 1 / 2.0, 1});
    compare(&panel, 4, (const double[]){9, 3, 2, 1});
    make(&round, &panel, NULL);
    CU_ASSERT_FALSE(round.experts[0].is_reversed);
    CU_ASSERT_FALSE(round.experts[1].is_reversed);
    CU_ASSERT_TRUE(round.experts[2].is_reversed);
    CU_ASSERT_DOUBLE_EQUAL(round.experts[2].tau, -1, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.experts[2].weights[3], 8 / 15.0, exact);
    CU_ASSERT(round.experts[2].distance > round.experts[0].distance);
    cir_arena_free(&panel.arena);
}

/* Of two nobody can say who is the wrong way round; and one who differs, but not in all, only differs. */
static void test_round__who_differs_is_not_transposed(void)
{
    struct panel panel = panel_start();
    struct cir_round round;
    compare(&panel, 0, (const double[]){8, 4, 2, 1});
    compare(&panel, 1, (const double[]){1, 2, 4, 8});
    make(&round, &panel, NULL);
    CU_ASSERT_FALSE(round.experts[0].is_reversed || round.experts[1].is_reversed);
    compare(&panel, 2, (const double[]){3, 8, 1, 2});
    compare(&panel, 3, (const double[]){8, 4, 1, 2});
    make(&round, &panel, NULL);
    CU_ASSERT_FALSE(round.experts[2].is_reversed);
    cir_arena_free(&panel.arena);
}

static void test_round__one_left_out_moves_the_group_within_bounds(void)
{
    struct panel panel = panel_start();
    struct cir_round round;
    panel.method.aggregation = CIR_AGGREGATE_MEAN;
    rate(&panel, 0, (const double[]){40, 30, 20, 10});
    rate(&panel, 1, (const double[]){50, 30, 15, 5});
    rate(&panel, 2, (const double[]){10, 30, 20, 40});
    make(&round, &panel, NULL);
    CU_ASSERT_DOUBLE_EQUAL(round.criteria[0].weight, 1 / 3.0, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.criteria[0].low, 0.25, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.criteria[0].high, 0.45, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.criteria[0].spread.first, 0.25, exact);
    CU_ASSERT_DOUBLE_EQUAL(round.criteria[0].spread.greatest, 0.5, exact);
    /* The third's weights are 0.1 0.3 0.2 0.4, those of the others 0.45 0.3 0.175 0.075. */
    CU_ASSERT_DOUBLE_EQUAL(round.experts[2].distance, 0.35, exact);
    cir_arena_free(&panel.arena);
}

static void test_round__tells_what_moved_and_who_left(void)
{
    struct panel first = panel_start();
    struct panel second = panel_start();
    struct cir_round before;
    struct cir_round after;
    rate(&first, 0, (const double[]){40, 30, 20, 10});
    rate(&first, 1, (const double[]){40, 30, 20, 10});
    make(&before, &first, NULL);
    rate(&second, 0, (const double[]){20, 30, 40, 10});
    rate(&second, 3, (const double[]){20, 30, 40, 10});
    make(&after, &second, &before);
    CU_ASSERT_EQUAL(after.dropped, 1);
    CU_ASSERT_EQUAL(after.joined, 1);
    CU_ASSERT_DOUBLE_EQUAL(after.change, 0.2, exact);
    CU_ASSERT_DOUBLE_EQUAL(after.criteria[2].change, 0.2, exact);
    CU_ASSERT_DOUBLE_EQUAL(after.experts[0].change, 0.2, exact);
    CU_ASSERT_TRUE(isnan(after.experts[3].change));
    CU_ASSERT_TRUE(isnan(before.change));
    cir_arena_free(&first.arena);
    cir_arena_free(&second.arena);
}

static void test_round__quartiles_of_ratios_can_be_turned_round(void)
{
    double values[] = {9, 1 / 3.0, NAN, 2};
    double turned[] = {1 / 9.0, 3, NAN, 0.5};
    struct cir_quartiles quartiles = cir_quartiles_of(values, 4, true);
    struct cir_quartiles other = cir_quartiles_of(turned, 4, true);
    CU_ASSERT_EQUAL(quartiles.count, 3);
    CU_ASSERT_DOUBLE_EQUAL(quartiles.median, 2, exact);
    CU_ASSERT_DOUBLE_EQUAL(quartiles.first, sqrt(2 / 3.0), exact);
    CU_ASSERT_DOUBLE_EQUAL(quartiles.third, 1 / other.first, exact);
    CU_ASSERT_DOUBLE_EQUAL(quartiles.greatest, 9, exact);
}

CIR_SUITE("round", {"whatever the kind weights are weights", test_round__whatever_the_kind_weights_are_weights},
          {"says who cannot be told", test_round__says_who_cannot_be_told},
          {"a transposed matrix is said and not turned", test_round__a_transposed_matrix_is_said_and_not_turned},
          {"who differs is not transposed", test_round__who_differs_is_not_transposed},
          {"one left out moves the group within bounds", test_round__one_left_out_moves_the_group_within_bounds},
          {"tells what moved and who left", test_round__tells_what_moved_and_who_left},
          {"quartiles of ratios can be turned round", test_round__quartiles_of_ratios_can_be_turned_round})
