#include "campaign/operators.h"

#include "suite.h"

#include <stdio.h>

static void test_operators__keep_what_each_has(void)
{
    enum { OPERATORS = 1000, EXTENTS = 3 };
    struct cir_arena arena = {0};
    struct cir_operators operators = {0};
    for (int round = 1; round <= 2; round++)
        for (int i = 0; i < OPERATORS; i++) {
            char name[32];
            snprintf(name, sizeof name, "operator %d", i);
            struct cir_extent *extents = cir_operators_find(&operators, &arena, EXTENTS, cir_text_of(name));
            CU_ASSERT_PTR_NOT_NULL_FATAL(extents);
            CU_ASSERT_EQUAL(extents[2].high, round == 1 ? 0 : i + 0.5);
            extents[2].high = i + 0.5;
        }
    CU_ASSERT_EQUAL(operators.count, OPERATORS);
    cir_arena_free(&arena);
}

static void test_operators__are_told_apart_letter_by_letter(void)
{
    struct cir_arena arena = {0};
    struct cir_operators operators = {0};
    CU_ASSERT_PTR_NOT_NULL(cir_operators_find(&operators, &arena, 1, cir_text_of("Acme")));
    CU_ASSERT_PTR_NOT_NULL(cir_operators_find(&operators, &arena, 1, cir_text_of("ACME")));
    CU_ASSERT_EQUAL(operators.count, 2);
    cir_arena_free(&arena);
}

CIR_SUITE("operators", {"keep what each has", test_operators__keep_what_each_has},
          {"are told apart letter by letter", test_operators__are_told_apart_letter_by_letter})
