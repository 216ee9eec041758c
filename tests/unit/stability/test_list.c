#include "stability/list.h"

#include "suite.h"

static const struct cir_partial_value values[] = {{.2, .2}, {.9, .9}, {.1, .5}, {.7, .7},
                                                  {.9, .9}, {.2, .2}, {.2, .2}, {.9, .9}};
static const uint64_t keys[] = {1, 2, 3, 4};
static const double weights[] = {.4, .6};

static void test_list__puts_the_best_first_and_equals_by_name(void)
{
    const struct cir_stability_question question = {
        .alternative_count = 4, .criterion_count = 2, .keys = keys, .values = values, .list_size = 2};
    struct cir_arena arena = {0};
    struct cir_list list;
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&list, &question, weights, &arena, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(list.scores[0], .62, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(list.scores[1], .54, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(list.scores[2], .48, 1e-12);
    CU_ASSERT(list.order[0] == 0 && list.order[1] == 3 && list.order[2] == 1 && list.order[3] == 2);
    CU_ASSERT(list.ranks[3] == 1 && list.ranks[2] == 3);
    CU_ASSERT(cir_list_has(&list, 3) && !cir_list_has(&list, 1));
    cir_arena_free(&arena);
}

static void test_list__ends_at_the_line_or_at_its_size(void)
{
    struct cir_stability_question question = {
        .alternative_count = 4, .criterion_count = 2, .keys = keys, .values = values, .line = .5};
    struct cir_arena arena = {0};
    struct cir_list list;
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&list, &question, weights, &arena, NULL), CIR_OK);
    CU_ASSERT_EQUAL(list.size, 3);
    question.list_size = 9;
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&list, &question, weights, &arena, NULL), CIR_OK);
    CU_ASSERT_EQUAL(list.size, 4);
    cir_arena_free(&arena);
}

CIR_SUITE("list", {"puts the best first, and equals by name", test_list__puts_the_best_first_and_equals_by_name},
          {"ends at the line or at its size", test_list__ends_at_the_line_or_at_its_size})
