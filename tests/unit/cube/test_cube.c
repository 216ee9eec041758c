#include "cube/cube.h"

#include "../../suite.h"
#include "../base/random.h"

#include <math.h>

static void add(struct cir_cube *cube, uint32_t row, uint32_t second_row, uint32_t column, double low, double point,
                double high)
{
    static const uint32_t block = 0;
    const uint32_t rows[] = {row, second_row};
    const struct cir_codes sides[CIR_SIDES] = {{&block, 1}, {rows, row == second_row ? 1 : 2}, {&column, 1}};
    const struct cir_range range = {low, point, high};
    CU_ASSERT_TRUE_FATAL(cir_cube_add(cube, sides, &range));
}

static uint64_t count_of(const struct cir_cube *cube, uint32_t row, uint32_t column)
{
    const struct cir_cube_cell *cell = cir_cube_find(cube, CIR_CODE_ALL, row, column);
    return cell != NULL ? cell->count : 0;
}

static void test_cube__counts_a_row_in_each_of_its_cells_and_once_in_all(void)
{
    struct cir_cube cube = {0};
    add(&cube, 4, 7, 2, 1, 2, 3);
    add(&cube, 4, 4, 2, NAN, NAN, NAN);
    add(&cube, CIR_CODE_UNKNOWN, CIR_CODE_UNKNOWN, 3, 10, 20, INFINITY);
    CU_ASSERT_EQUAL(count_of(&cube, 4, 2), 2);
    CU_ASSERT_EQUAL(count_of(&cube, 7, 2), 1);
    CU_ASSERT_EQUAL(count_of(&cube, CIR_CODE_ALL, 2), 2);
    CU_ASSERT_EQUAL(count_of(&cube, CIR_CODE_ALL, CIR_CODE_ALL), 3);
    CU_ASSERT_EQUAL(count_of(&cube, CIR_CODE_UNKNOWN, CIR_CODE_ALL), 1);
    CU_ASSERT_PTR_NULL(cir_cube_find(&cube, CIR_CODE_ALL, 7, 3));
    const struct cir_cube_cell *all = cir_cube_find(&cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_ALL);
    CU_ASSERT_EQUAL(all->known, 2);
    CU_ASSERT_EQUAL(all->open, 1);
    CU_ASSERT_EQUAL(cir_exact_sum_value(&all->low), 11);
    CU_ASSERT_EQUAL(cir_exact_sum_value(&all->point), 22);
    CU_ASSERT_EQUAL(cir_exact_sum_value(&all->high), 3);
    cir_cube_free(&cube);
}

enum { ROWS = 2385 };

struct fact {
    uint32_t rows[2];
    uint32_t column;
    double value;
};

static void make_facts(struct fact *facts)
{
    uint64_t state = 2385;
    for (size_t i = 0; i < ROWS; i++) {
        facts[i].rows[0] = random_below(&state, 40);
        facts[i].rows[1] = random_below(&state, 40);
        facts[i].column = random_below(&state, 7);
        facts[i].value = random_below(&state, 5) == 0 ? NAN : pow(10, random_below(&state, 12)) / 7;
    }
}

static void check_equal(const struct cir_cube *a, const struct cir_cube *b)
{
    CU_ASSERT_EQUAL_FATAL(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        struct cir_cube_cell *cell = &a->cells[i];
        const struct cir_cube_cell *other = cir_cube_find(b, cell->codes[0], cell->codes[1], cell->codes[2]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(other);
        struct cir_cube_cell copy = *other;
        CU_ASSERT_EQUAL(cell->count, other->count);
        CU_ASSERT_EQUAL(cell->known, other->known);
        CU_ASSERT_EQUAL(cir_exact_sum_value(&cell->point), cir_exact_sum_value(&other->point));
        if (cell->known > 0)
            CU_ASSERT_EQUAL(cir_quantiles_at(&cell->quantiles, 0.5), cir_quantiles_at(&copy.quantiles, 0.5));
    }
}

static void add_fact(struct cir_cube *cube, const struct fact *fact)
{
    add(cube, fact->rows[0], fact->rows[1], fact->column, fact->value, fact->value, fact->value);
}

static void test_cube__of_a_split_log_joined_is_that_of_the_whole(void)
{
    static struct fact facts[ROWS];
    struct cir_cube whole = {.keeps_quantiles = true};
    struct cir_cube first = {.keeps_quantiles = true};
    struct cir_cube second = {.keeps_quantiles = true};
    make_facts(facts);
    for (size_t i = 0; i < ROWS; i++) {
        add_fact(&whole, &facts[i]);
        add_fact(i < ROWS / 3 ? &first : &second, &facts[i]);
    }
    CU_ASSERT_TRUE(cir_cube_join(&first, &second));
    check_equal(&whole, &first);
    cir_cube_free(&whole);
    cir_cube_free(&first);
    cir_cube_free(&second);
}

static void test_cube__does_not_tell_the_order_of_rows(void)
{
    static struct fact facts[ROWS];
    struct cir_cube forward = {.keeps_quantiles = true};
    struct cir_cube backward = {.keeps_quantiles = true};
    make_facts(facts);
    for (size_t i = 0; i < ROWS; i++) {
        add_fact(&forward, &facts[i]);
        add_fact(&backward, &facts[ROWS - 1 - i]);
    }
    check_equal(&forward, &backward);
    cir_cube_free(&forward);
    cir_cube_free(&backward);
}

static void test_cube__adds_up_what_doubles_alone_would_lose(void)
{
    struct cir_exact_sum sum = {0};
    cir_exact_sum_add(&sum, 1e16);
    for (int i = 0; i < 1000; i++)
        cir_exact_sum_add(&sum, 0.25);
    cir_exact_sum_add(&sum, -1e16);
    CU_ASSERT_EQUAL(cir_exact_sum_value(&sum), 250);
    cir_exact_sum_add(&sum, 1e308);
    cir_exact_sum_add(&sum, 1e308);
    CU_ASSERT_TRUE(isinf(cir_exact_sum_value(&sum)));
}

CIR_SUITE("cube",
          {"counts a row in each of its cells and once in all",
           test_cube__counts_a_row_in_each_of_its_cells_and_once_in_all},
          {"of a split log joined is that of the whole", test_cube__of_a_split_log_joined_is_that_of_the_whole},
          {"does not tell the order of rows", test_cube__does_not_tell_the_order_of_rows},
          {"adds up what doubles alone would lose", test_cube__adds_up_what_doubles_alone_would_lose})
