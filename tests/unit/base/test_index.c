#include "suite.h"

#include "base/index.h"

#include <stdio.h>

enum { KEYS = 20000, KEY_SIZE = 24 };

static char keys[KEYS][KEY_SIZE];

static void fill(struct cir_index *index, struct cir_arena *arena)
{
    for (uint32_t i = 0; i < KEYS; i++) {
        uint32_t present = 0;
        snprintf(keys[i], KEY_SIZE, "naics:%u", i * 37);
        CU_ASSERT_TRUE(cir_index_insert(index, arena, cir_text_of(keys[i]), i, &present));
        CU_ASSERT_EQUAL(present, CIR_INDEX_NONE);
    }
}

static void test_index__finds_each_of_thousands(void)
{
    struct cir_arena arena = {0};
    struct cir_index index = {0};
    fill(&index, &arena);
    CU_ASSERT_EQUAL(index.count, KEYS);
    for (uint32_t i = 0; i < KEYS; i++)
        if (cir_index_find(&index, cir_text_of(keys[i])) != i)
            CU_FAIL("a key was lost");
    for (uint32_t i = 0; i < KEYS; i++) {
        char absent[KEY_SIZE];
        snprintf(absent, sizeof absent, "naics:%u", i * 37 + 1);
        if (cir_index_find(&index, cir_text_of(absent)) != CIR_INDEX_NONE)
            CU_FAIL("a key that is not there was found");
    }
    cir_arena_free(&arena);
}

static void test_index__keeps_the_first_value(void)
{
    struct cir_arena arena = {0};
    struct cir_index index = {0};
    fill(&index, &arena);
    for (uint32_t i = 0; i < KEYS; i++) {
        uint32_t present = 0;
        CU_ASSERT_TRUE(cir_index_insert(&index, &arena, cir_text_of(keys[i]), i + 1, &present));
        if (present != i || cir_index_find(&index, cir_text_of(keys[i])) != i)
            CU_FAIL("a second insertion was taken");
    }
    CU_ASSERT_EQUAL(index.count, KEYS);
    cir_arena_free(&arena);
}

static void test_index__holds_nothing_at_first(void)
{
    struct cir_index index = {0};
    CU_ASSERT_EQUAL(cir_index_find(&index, cir_text_of("energy")), CIR_INDEX_NONE);
}

static void test_index__tells_case_apart_unless_told_otherwise(void)
{
    struct cir_arena arena = {0};
    struct cir_index plain = {0};
    struct cir_index folded = {.fold_case = true};
    uint32_t present = 0;
    CU_ASSERT_TRUE(cir_index_insert(&plain, &arena, cir_text_of("Germany"), 49, NULL));
    CU_ASSERT_TRUE(cir_index_insert(&folded, &arena, cir_text_of("Germany"), 49, NULL));
    CU_ASSERT_EQUAL(cir_index_find(&plain, cir_text_of("GERMANY")), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_index_find(&folded, cir_text_of("gERMANY")), 49);
    CU_ASSERT_TRUE(cir_index_insert(&folded, &arena, cir_text_of("germany"), 50, &present));
    CU_ASSERT_EQUAL(present, 49);
    CU_ASSERT_EQUAL(cir_index_find(&folded, cir_text_of("G\xc3\x89rmany")), CIR_INDEX_NONE);
    cir_arena_free(&arena);
}

/* Growing must not forget how keys are compared. */
static void test_index__folds_case_however_many_there_are(void)
{
    struct cir_arena arena = {0};
    struct cir_index index = {.fold_case = true};
    fill(&index, &arena);
    for (uint32_t i = 0; i < KEYS; i++) {
        char upper[KEY_SIZE];
        snprintf(upper, sizeof upper, "NAICS:%u", i * 37);
        if (cir_index_find(&index, cir_text_of(upper)) != i)
            CU_FAIL("a key was lost");
    }
    cir_arena_free(&arena);
}

static void test_index__tells_prefixes_apart(void)
{
    struct cir_arena arena = {0};
    struct cir_index index = {0};
    struct cir_text key = cir_text_of("telecommunications");
    for (uint32_t size = 0; size <= key.size; size++)
        CU_ASSERT_TRUE(cir_index_insert(&index, &arena, (struct cir_text){key.data, size}, size, NULL));
    for (uint32_t size = 0; size <= key.size; size++)
        CU_ASSERT_EQUAL(cir_index_find(&index, (struct cir_text){key.data, size}), size);
    CU_ASSERT_EQUAL(index.count, key.size + 1);
    cir_arena_free(&arena);
}

CIR_SUITE("index", {"finds each of thousands", test_index__finds_each_of_thousands},
          {"keeps the first value", test_index__keeps_the_first_value},
          {"holds nothing at first", test_index__holds_nothing_at_first},
          {"tells case apart unless told otherwise", test_index__tells_case_apart_unless_told_otherwise},
          {"folds case however many there are", test_index__folds_case_however_many_there_are},
          {"tells prefixes apart", test_index__tells_prefixes_apart})
