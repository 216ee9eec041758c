#include "stability/contest.h"

#include "stability/stability.h"
#include "suite.h"

#include <math.h>

enum { DRAWS = 20000, ALTERNATIVES = 3 };

/* Of facts that lie evenly within .2 .. .9 and .4 .. .8 the first is greater in (.1 + .4 / 2) / .7 = 3/7 of all. */
static const struct cir_partial_value values[] = {{.2, .9}, {.2, .9}, {.4, .8}, {.4, .8}, {.1, .1}, {.05, .05}};
static const uint64_t keys[] = {2385, 118, 52};

static struct cir_stability_question question_of_one(void)
{
    return (struct cir_stability_question){.alternative_count = ALTERNATIVES,
                                           .criterion_count = 2,
                                           .keys = keys,
                                           .values = values,
                                           .weights = {.high = {1, 1}},
                                           .list_size = 1,
                                           .seed = 7};
}

static void test_contest__counts_who_stands_above(void)
{
    const struct cir_stability_question question = question_of_one();
    const size_t chosen[] = {1, 0, 2};
    uint64_t wins[ALTERNATIVES * ALTERNATIVES] = {0};
    struct cir_stability stability;
    CU_ASSERT_EQUAL_FATAL(cir_contest_count(wins, &question, chosen, 3, 0, 4321, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_contest_count(wins, &question, chosen, 3, 4321, DRAWS - 4321, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&stability, &question, 0, DRAWS, NULL), CIR_OK);
    CU_ASSERT_EQUAL(wins[0], 0);
    CU_ASSERT_EQUAL(wins[1] + wins[3], DRAWS);
    CU_ASSERT_EQUAL(wins[2], DRAWS);
    CU_ASSERT_EQUAL(wins[7], 0);
    CU_ASSERT_EQUAL(wins[1], stability.listed[1]); /* the same draws: who beats the other is the best */
    cir_stability_free(&stability);
}

static void test_contest__confidence_is_what_the_facts_leave_open(void)
{
    const struct cir_stability_question question = question_of_one();
    const double first_alone[] = {1, 0};
    uint64_t listed;
    CU_ASSERT_EQUAL_FATAL(cir_confidence_count(&listed, &question, 0, first_alone, DRAWS, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL((double)listed / DRAWS, 3. / 7, 4 * cir_share_error(listed, DRAWS));
    CU_ASSERT_EQUAL_FATAL(cir_confidence_count(&listed, &question, 2, first_alone, DRAWS, NULL), CIR_OK);
    CU_ASSERT_EQUAL(listed, 0);
}

static void test_contest__confidence_goes_by_the_line_too(void)
{
    struct cir_stability_question question = question_of_one();
    const double first_alone[] = {1, 0};
    uint64_t listed;
    question.list_size = 0;
    question.line = .55;
    CU_ASSERT_EQUAL_FATAL(cir_confidence_count(&listed, &question, 0, first_alone, DRAWS, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL((double)listed / DRAWS, .5, 4 * cir_share_error(listed, DRAWS));
}

CIR_SUITE("contest", {"counts who stands above", test_contest__counts_who_stands_above},
          {"confidence is what the facts leave open", test_contest__confidence_is_what_the_facts_leave_open},
          {"confidence goes by the line, too", test_contest__confidence_goes_by_the_line_too})
