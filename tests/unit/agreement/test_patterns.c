#include "tables.h"

#include "../base/random.h"

#include <string.h>

static void test_patterns__counts_what_is_alike(void)
{
    static const uint8_t rows[][3] = {{2, 0, UNTOLD}, {1, 1, 1}, {2, 0, UNTOLD}, {2, 0, 0}, {1, 1, 1}, {2, 0, UNTOLD}};
    static const uint32_t numbers[] = {0, 1, 0, 2, 1, 0};
    static const uint64_t counts[] = {3, 2, 1};
    struct cir_patterns patterns = {.scheme_count = 3};
    for (size_t i = 0; i < 6; i++) {
        uint32_t number = 99;
        CU_ASSERT_TRUE(cir_patterns_add(&patterns, rows[i], &number));
        CU_ASSERT_EQUAL(number, numbers[i]);
    }
    CU_ASSERT_EQUAL(patterns.count, 3);
    CU_ASSERT_EQUAL(patterns.rows, 6);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(patterns.list[i].rows, counts[i]);
        CU_ASSERT_EQUAL(patterns.list[i].number, i);
    }
    cir_patterns_free(&patterns);
    CU_ASSERT_EQUAL(patterns.count, 0);
}

/* Rows in another order make the same list, once sorted. */
static void test_patterns__sorted_do_not_tell_the_order_of_rows(void)
{
    enum { ROWS = 2385 };
    static uint8_t rows[ROWS][4];
    uint64_t state = 2385;
    struct cir_patterns forward = {.scheme_count = 4};
    struct cir_patterns backward = {.scheme_count = 4};
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < 4; j++)
            rows[i][j] = random_below(&state, 7) == 0 ? UNTOLD : (uint8_t)random_below(&state, 6);
    for (size_t i = 0; i < ROWS; i++) {
        tables_add(&forward, rows[i], 1);
        tables_add(&backward, rows[ROWS - 1 - i], 1);
    }
    cir_patterns_sort(&forward);
    cir_patterns_sort(&backward);
    CU_ASSERT_EQUAL_FATAL(forward.count, backward.count);
    CU_ASSERT(forward.count > 500);
    for (size_t i = 0; i < forward.count; i++) {
        CU_ASSERT_EQUAL(memcmp(forward.list[i].places, backward.list[i].places, 4), 0);
        CU_ASSERT_EQUAL(forward.list[i].rows, backward.list[i].rows);
        CU_ASSERT(i == 0 || memcmp(forward.list[i - 1].places, forward.list[i].places, 4) < 0);
    }
    cir_patterns_free(&forward);
    cir_patterns_free(&backward);
}

static void test_patterns__places_have_positions(void)
{
    CU_ASSERT_EQUAL(cir_place_position(0, 6), 0);
    CU_ASSERT_EQUAL(cir_place_position(2, 6), 0.4);
    CU_ASSERT_EQUAL(cir_place_position(5, 6), 1);
    CU_ASSERT_EQUAL(cir_place_position(0, 1), 0);
    /* Equal fractions have equal bits, or one position would count as two. */
    for (size_t count = 2; count <= 8; count++)
        for (size_t place = 0; place < count; place++)
            CU_ASSERT_EQUAL(cir_place_position(place, count), cir_place_position(2 * place, 2 * count - 1));
}

CIR_SUITE("patterns", {"counts what is alike", test_patterns__counts_what_is_alike},
          {"sorted do not tell the order of rows", test_patterns__sorted_do_not_tell_the_order_of_rows},
          {"places have positions", test_patterns__places_have_positions})
