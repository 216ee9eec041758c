#include "panel/feedback.h"

#include "suite.h"

#include <math.h>

enum { CRITERIA = 3, A = 2, B = 0 };

static struct cir_panel_answer lists[5][CRITERIA * CRITERIA];
static struct cir_panel_answers answers[5];

static struct cir_panel_answer told(double value, const char *argument)
{
    return (struct cir_panel_answer){.state = CIR_PANEL_ANSWER_GIVEN, .value = value, .argument = argument};
}

static void start(enum cir_judgement_kind kind)
{
    for (uint32_t k = 0; k < 5; k++) {
        for (size_t i = 0; i < (size_t)CRITERIA * CRITERIA; i++)
            lists[k][i] = (struct cir_panel_answer){.state = CIR_PANEL_ANSWER_BLANK, .value = NAN, .argument = ""};
        answers[k] = (struct cir_panel_answers){.kind = kind, .expert = k, .list = lists[k]};
    }
}

/* Of a over b and of b over a the expert may tell either. */
static void test_feedback__an_answer_is_the_same_whichever_way_it_was_told(void)
{
    start(CIR_JUDGEMENT_PAIRWISE);
    lists[0][A * CRITERIA + B] = told(4, "");
    lists[1][B * CRITERIA + A] = told(0.25, "");
    lists[1][A * CRITERIA + 1] = told(7, "");
    CU_ASSERT_EQUAL(cir_answers_value(&answers[0], A, B, CRITERIA), 4);
    CU_ASSERT_EQUAL(cir_answers_value(&answers[1], A, B, CRITERIA), 4);
    CU_ASSERT_EQUAL(cir_answers_value(&answers[1], 1, A, CRITERIA), 1. / 7);
    CU_ASSERT_TRUE(isnan(cir_answers_value(&answers[0], 1, A, CRITERIA)));
}

static void expect(const struct cir_feedback *feedback, size_t number, enum cir_argument_side side, const char *text)
{
    CU_ASSERT_FATAL(number < feedback->argument_count);
    CU_ASSERT_EQUAL(feedback->arguments[number].side, side);
    CU_ASSERT_STRING_EQUAL(feedback->arguments[number].text, text);
}

/* By side and text, so that no place tells whose it is; of a pair both cells may bring one. */
static void test_feedback__arguments_stand_by_side_and_text(void)
{
    struct cir_feedback feedback;
    struct cir_arena arena = {0};
    start(CIR_JUDGEMENT_PAIRWISE);
    lists[0][A * CRITERIA + B] = told(0.5, "z: b feeds all");
    lists[1][A * CRITERIA + B] = told(3, "m: a is alone");
    lists[1][B * CRITERIA + A].argument = "a: nothing replaces a";
    lists[2][B * CRITERIA + A] = told(1, "k: alike");
    lists[3][A * CRITERIA + B].argument = "b: who knows";
    lists[4][A * CRITERIA + B] = told(9, "x: a rating");
    answers[4].kind = CIR_JUDGEMENT_RATING;
    CU_ASSERT_EQUAL(cir_feedback_make(&feedback, &arena, answers, 5, CIR_JUDGEMENT_PAIRWISE, A, B, CRITERIA, NULL),
                    CIR_OK);
    CU_ASSERT_EQUAL(feedback.argument_count, 5);
    expect(&feedback, 0, CIR_ARGUMENT_FOR, "a: nothing replaces a");
    expect(&feedback, 1, CIR_ARGUMENT_FOR, "m: a is alone");
    expect(&feedback, 2, CIR_ARGUMENT_AGAINST, "z: b feeds all");
    expect(&feedback, 3, CIR_ARGUMENT_EVEN, "b: who knows");
    expect(&feedback, 4, CIR_ARGUMENT_EVEN, "k: alike");
    CU_ASSERT_EQUAL(feedback.arguments[3].expert, 3);
    CU_ASSERT_DOUBLE_EQUAL(feedback.spread.median, 1, 1e-12);
    cir_arena_free(&arena);
}

static void test_feedback__a_rating_speaks_for_what_it_is_above(void)
{
    struct cir_feedback feedback;
    struct cir_arena arena = {0};
    start(CIR_JUDGEMENT_RATING);
    lists[0][A] = told(80, "high");
    lists[1][A] = told(50, "middle");
    lists[2][A] = told(2.385, "low");
    CU_ASSERT_EQUAL(cir_feedback_make(&feedback, &arena, answers, 3, CIR_JUDGEMENT_RATING, A, A, CRITERIA, NULL),
                    CIR_OK);
    CU_ASSERT_EQUAL(feedback.argument_count, 3);
    expect(&feedback, 0, CIR_ARGUMENT_FOR, "high");
    expect(&feedback, 1, CIR_ARGUMENT_AGAINST, "low");
    expect(&feedback, 2, CIR_ARGUMENT_EVEN, "middle");
    CU_ASSERT_EQUAL(feedback.spread.median, 50);
    cir_arena_free(&arena);
}

CIR_SUITE("feedback",
          {"an answer is the same whichever way it was told",
           test_feedback__an_answer_is_the_same_whichever_way_it_was_told},
          {"arguments stand by side and text", test_feedback__arguments_stand_by_side_and_text},
          {"a rating speaks for what it is above", test_feedback__a_rating_speaks_for_what_it_is_above})
