#include "suite.h"

#include "base/index.h"
#include "random.h"

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

/* Keys of every length from a few bytes, some of which differ in the bit of lower case without being letters. */
static struct cir_text random_key(char *out, uint64_t *random)
{
    static const char bytes[] = "aAzZ@`[{\\|^~_\x7f 9\xc3\xa3\x83";
    size_t size = random_below(random, 40);
    unsigned variety = 1 + random_below(random, sizeof bytes - 1);
    for (size_t i = 0; i < size; i++)
        out[i] = bytes[random_below(random, variety)];
    return (struct cir_text){out, size};
}

static void compare_with_a_list(bool fold_case)
{
    enum { COUNT = 1500, SIZE_MAX_OF_KEY = 40 };
    static char bytes[COUNT][SIZE_MAX_OF_KEY];
    static struct cir_text list[COUNT];
    struct cir_arena arena = {0};
    struct cir_index index = {.fold_case = fold_case};
    uint64_t random = 1729;
    size_t count = 0;
    for (uint32_t i = 0; i < 3 * COUNT; i++) {
        char copy[SIZE_MAX_OF_KEY];
        struct cir_text key = random_key(copy, &random);
        uint32_t expected = 0;
        while (expected < count &&
               !(fold_case ? cir_text_equal_case(list[expected], key) : cir_text_equal(list[expected], key)))
            expected++;
        if (cir_index_find(&index, key) != (expected < count ? expected : CIR_INDEX_NONE))
            CU_FAIL("another answer than the list's");
        if (expected < count || count == COUNT)
            continue;
        memcpy(bytes[count], copy, key.size);
        list[count] = (struct cir_text){bytes[count], key.size};
        CU_ASSERT_TRUE(cir_index_insert(&index, &arena, list[count], (uint32_t)count, NULL));
        count++;
    }
    CU_ASSERT(count > 1000);
    cir_arena_free(&arena);
}

static void test_index__answers_as_a_list_does(void)
{
    compare_with_a_list(false);
    compare_with_a_list(true);
}

CIR_SUITE("index", {"finds each of thousands", test_index__finds_each_of_thousands},
          {"keeps the first value", test_index__keeps_the_first_value},
          {"holds nothing at first", test_index__holds_nothing_at_first},
          {"tells case apart unless told otherwise", test_index__tells_case_apart_unless_told_otherwise},
          {"folds case however many there are", test_index__folds_case_however_many_there_are},
          {"tells prefixes apart", test_index__tells_prefixes_apart},
          {"answers as a list does", test_index__answers_as_a_list_does})
