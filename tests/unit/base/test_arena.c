#include "suite.h"

#include "base/arena.h"
#include "random.h"

#include <stdalign.h>
#include <stdint.h>

static bool all_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Pieces of less than 100 bytes, and every 500th of so many. */
static void take_pieces(struct cir_arena arena, size_t large)
{
    enum { COUNT = 3000 };
    static unsigned char *taken[COUNT];
    static size_t sizes[COUNT];
    uint64_t random = 7;
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 500 == 499 ? large : random_below(&random, 100);
        taken[i] = cir_arena_take(&arena, sizes[i], 1);
        CU_ASSERT_PTR_NOT_NULL_FATAL(taken[i]);
        CU_ASSERT_EQUAL((uintptr_t)taken[i] % alignof(max_align_t), 0);
        CU_ASSERT(all_zero((const char *)taken[i], sizes[i]));
        memset(taken[i], (int)(i % 251 + 1), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            if (taken[i][k] != i % 251 + 1)
                CU_FAIL("two pieces share memory");
    cir_arena_free(&arena);
}

static void test_arena__gives_zeroed_aligned_memory_of_its_own(void)
{
    take_pieces((struct cir_arena){0}, 40000);
}

static void test_arena__gives_the_same_of_large_pages(void)
{
    take_pieces((struct cir_arena){.is_large = true}, 40000);
    take_pieces((struct cir_arena){.is_large = true}, 700000);
    take_pieces((struct cir_arena){.is_large = true}, 3000000);
}

static void test_arena__refuses_a_product_that_overflows(void)
{
    struct cir_arena arena = {0};
    CU_ASSERT_PTR_NULL(cir_arena_take(&arena, SIZE_MAX, 1));
    CU_ASSERT_PTR_NULL(cir_arena_take(&arena, SIZE_MAX / 8 + 1, 8));
    CU_ASSERT_PTR_NULL(cir_arena_take(&arena, 2, SIZE_MAX / 2 + 1));
    CU_ASSERT_PTR_NULL(cir_arena_take(&arena, SIZE_MAX, SIZE_MAX));
    CU_ASSERT_PTR_NOT_NULL(cir_arena_take(&arena, 0, SIZE_MAX));
    CU_ASSERT_PTR_NOT_NULL(cir_arena_take(&arena, SIZE_MAX, 0));
    cir_arena_free(&arena);
}

static void test_arena__copies_text_and_terminates_it(void)
{
    struct cir_arena arena = {0};
    const char *copy = cir_arena_copy(&arena, (struct cir_text){"water;energy", 5});
    CU_ASSERT_STRING_EQUAL(copy, "water");
    CU_ASSERT_STRING_EQUAL(cir_arena_copy(&arena, (struct cir_text){NULL, 0}), "");
    cir_arena_free(&arena);
}

static void test_arena__grows_an_array_and_keeps_its_contents(void)
{
    struct cir_arena arena = {0};
    uint32_t *array = NULL;
    size_t capacity = 0;
    for (uint32_t count = 0; count < 10000; count++) {
        array = cir_arena_grow(&arena, array, count, &capacity, sizeof *array);
        CU_ASSERT_PTR_NOT_NULL_FATAL(array);
        CU_ASSERT(capacity > count);
        array[count] = count * 7 + 1;
    }
    for (uint32_t i = 0; i < 10000; i++)
        if (array[i] != i * 7 + 1)
            CU_FAIL("an element was lost");
    cir_arena_free(&arena);
}

static void test_arena__leaves_an_array_alone_that_cannot_grow(void)
{
    struct cir_arena arena = {0};
    size_t capacity = SIZE_MAX / 4;
    CU_ASSERT_PTR_NULL(cir_arena_grow(&arena, NULL, capacity, &capacity, 16));
    CU_ASSERT_EQUAL(capacity, SIZE_MAX / 4);
    cir_arena_free(&arena);
}

static void test_arena__can_be_used_again(void)
{
    struct cir_arena arena = {0};
    cir_arena_reset(&arena);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            char *piece = cir_arena_take(&arena, 1000, 1);
            CU_ASSERT_PTR_NOT_NULL_FATAL(piece);
            CU_ASSERT(all_zero(piece, 1000));
            memset(piece, 0xee, 1000);
        }
        cir_arena_reset(&arena);
    }
    cir_arena_free(&arena);
    CU_ASSERT_PTR_NULL(arena.blocks);
    CU_ASSERT_PTR_NOT_NULL(cir_arena_take(&arena, 3, 5));
    cir_arena_free(&arena);
}

CIR_SUITE("arena", {"gives zeroed aligned memory of its own", test_arena__gives_zeroed_aligned_memory_of_its_own},
          {"gives the same of large pages", test_arena__gives_the_same_of_large_pages},
          {"refuses a product that overflows", test_arena__refuses_a_product_that_overflows},
          {"copies text and terminates it", test_arena__copies_text_and_terminates_it},
          {"grows an array and keeps its contents", test_arena__grows_an_array_and_keeps_its_contents},
          {"leaves an array alone that cannot grow", test_arena__leaves_an_array_alone_that_cannot_grow},
          {"can be used again", test_arena__can_be_used_again})
