/* Who tries to undo it knows every count that is shown, that counts are not negative, and how they add up. */
#include "tables/suppress.h"

#include "../../suite.h"
#include "../base/random.h"
#include "simplex.h"

#include <stdio.h>

enum { CELLS_MAX = 128, LEAST = 5 };

struct sample {
    size_t rows;
    size_t columns;
    int parents[CELLS_MAX];
    uint64_t counts[CELLS_MAX];
    bool hidden[CELLS_MAX];
};

static uint64_t *count_at(struct sample *sample, size_t row, size_t column)
{
    return &sample->counts[row * sample->columns + column];
}

static bool is_sum(const struct sample *sample, size_t row)
{
    for (size_t i = 0; i < sample->rows; i++)
        if (sample->parents[i] == (int)row)
            return true;
    return false;
}

/* Parts stand before their sums. */
static void add_up(struct sample *sample)
{
    for (size_t row = 0; row < sample->rows; row++) {
        if (sample->columns > 1 && !is_sum(sample, row)) {
            *count_at(sample, row, sample->columns - 1) = 0;
            for (size_t column = 0; column + 1 < sample->columns; column++)
                *count_at(sample, row, sample->columns - 1) += *count_at(sample, row, column);
        }
        for (size_t column = 0; column < sample->columns && sample->parents[row] >= 0; column++)
            *count_at(sample, (size_t)sample->parents[row], column) += *count_at(sample, row, column);
    }
}

static void hide(struct sample *sample)
{
    const struct cir_count_table table = {sample->rows, sample->columns, sample->parents, sample->counts};
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_suppress(sample->hidden, &table, LEAST, &error), CIR_OK);
}

/* An equation of what is known: shown counts go to the right side. */
static void add_term(struct simplex *system, const size_t *variables, struct sample *sample, size_t cell, double sign)
{
    if (sample->hidden[cell])
        system->a[system->rows][variables[cell]] += sign;
    else
        system->b[system->rows] -= sign * (double)sample->counts[cell];
}

static void write_equations(struct simplex *system, struct sample *sample)
{
    size_t variables[CELLS_MAX] = {0};
    memset(system, 0, sizeof *system);
    for (size_t i = 0; i < sample->rows * sample->columns; i++)
        variables[i] = sample->hidden[i] ? system->columns++ : 0;
    for (size_t row = 0; row < sample->rows && sample->columns > 1; row++) {
        for (size_t column = 0; column < sample->columns; column++)
            add_term(system, variables, sample, row * sample->columns + column, column + 1 < sample->columns ? 1 : -1);
        system->rows++;
    }
    for (size_t sum = 0; sum < sample->rows; sum++) {
        for (size_t column = 0; column < sample->columns && is_sum(sample, sum); column++) {
            for (size_t row = 0; row < sample->rows; row++)
                if (sample->parents[row] == (int)sum)
                    add_term(system, variables, sample, row * sample->columns + column, 1);
            add_term(system, variables, sample, sum * sample->columns + column, -1);
            system->rows++;
        }
    }
}

/* How many small counts an attacker can tell to be small; counts that are shown although they are small, too. */
static size_t undone(struct sample *sample)
{
    static struct simplex system;
    size_t found = 0;
    size_t variable = 0;
    write_equations(&system, sample);
    for (size_t i = 0; i < sample->rows * sample->columns; i++) {
        bool is_small = sample->counts[i] > 0 && sample->counts[i] < LEAST;
        if (!sample->hidden[i]) {
            found += is_small;
            continue;
        }
        double low = simplex_bound(&system, variable, 1);
        double high = simplex_bound(&system, variable++, -1);
        CU_ASSERT(low <= (double)sample->counts[i] + 1e-6 && high >= (double)sample->counts[i] - 1e-6);
        found += is_small && !(low < LEAST && high > LEAST - 1e-6);
    }
    return found;
}

static size_t hidden_count(const struct sample *sample)
{
    size_t count = 0;
    for (size_t i = 0; i < sample->rows * sample->columns; i++)
        count += sample->hidden[i];
    return count;
}

/* Rows under one total, or in groups with subtotals. */
static void make_sample(struct sample *sample, uint64_t *state, bool has_groups, size_t columns)
{
    size_t groups = has_groups ? 2 : 0;
    size_t each = has_groups ? 2 + random_below(state, 2) : 2 + random_below(state, 4);
    memset(sample, 0, sizeof *sample);
    sample->columns = columns;
    sample->rows = (has_groups ? groups * (each + 1) : each) + 1;
    for (size_t row = 0; row + 1 < sample->rows; row++) {
        bool is_subtotal = has_groups && row % (each + 1) == each;
        sample->parents[row] =
            has_groups && !is_subtotal ? (int)((row / (each + 1) + 1) * (each + 1) - 1) : (int)sample->rows - 1;
        for (size_t column = 0; column < (columns > 1 ? columns - 1 : 1) && !is_subtotal; column++)
            *count_at(sample, row, column) =
                random_below(state, 3) == 0 ? 0 : random_below(state, 1 + random_below(state, 30));
    }
    sample->parents[sample->rows - 1] = CIR_NO_PARENT;
    add_up(sample);
}

static void check_samples(bool has_groups, size_t columns, size_t count)
{
    uint64_t state = 2385 + columns;
    size_t undone_without = 0;
    for (size_t i = 0; i < count; i++) {
        struct sample sample;
        make_sample(&sample, &state, has_groups, columns);
        hide(&sample);
        CU_ASSERT_EQUAL(undone(&sample), 0);
        for (size_t k = 0; k < sample.rows * sample.columns; k++)
            sample.hidden[k] = sample.counts[k] > 0 && sample.counts[k] < LEAST;
        undone_without += undone(&sample);
    }
    CU_ASSERT(undone_without > count / 8); /* the attack works where nothing else is hidden */
}

static void test_suppress__cannot_be_undone_by_totals(void)
{
    check_samples(false, 5, 300);
}

static void test_suppress__cannot_be_undone_by_subtotals(void)
{
    check_samples(true, 4, 200);
}

static void test_suppress__cannot_be_undone_in_one_column(void)
{
    check_samples(false, 1, 200);
    check_samples(true, 1, 200);
}

static void test_suppress__hides_no_more_than_is_needed(void)
{
    static const uint64_t counts[] = {20, 30, 50, 40, 0, 40, 60, 30, 90};
    static const uint64_t one_small[] = {3, 30, 40, 73, 25, 60, 0, 85, 28, 90, 40, 158};
    static const int parents[] = {2, 2, CIR_NO_PARENT};
    struct sample sample = {.rows = 3, .columns = 3};
    memcpy(sample.parents, parents, sizeof parents);
    memcpy(sample.counts, counts, sizeof counts);
    hide(&sample);
    CU_ASSERT_EQUAL(hidden_count(&sample), 0);
    sample.columns = 4;
    memcpy(sample.counts, one_small, sizeof one_small);
    hide(&sample);
    CU_ASSERT_EQUAL(hidden_count(&sample), 4);
    CU_ASSERT_FALSE(sample.hidden[6]); /* the zero */
    CU_ASSERT_EQUAL(undone(&sample), 0);
}

/* All of a table is small: nothing is shown that tells it. */
static void test_suppress__hides_a_table_that_is_small_itself(void)
{
    static const uint64_t counts[] = {1, 0, 1, 0, 2, 2, 1, 2, 3};
    static const int parents[] = {2, 2, CIR_NO_PARENT};
    struct sample sample = {.rows = 3, .columns = 3};
    memcpy(sample.parents, parents, sizeof parents);
    memcpy(sample.counts, counts, sizeof counts);
    hide(&sample);
    CU_ASSERT_TRUE(sample.hidden[8]);
    CU_ASSERT_EQUAL(undone(&sample), 0);
}

/* A count far above the others can hide nothing less than itself: 4 beside 1,000,000. */
static void test_suppress__takes_what_is_there(void)
{
    static const uint64_t counts[] = {4, 1000000, 1000004};
    static const int parents[] = {2, 2, CIR_NO_PARENT};
    struct sample sample = {.rows = 3, .columns = 1};
    memcpy(sample.parents, parents, sizeof parents);
    memcpy(sample.counts, counts, sizeof counts);
    hide(&sample);
    CU_ASSERT_TRUE(sample.hidden[0]);
    CU_ASSERT_TRUE(sample.hidden[1]);
    CU_ASSERT_FALSE(sample.hidden[2]);
    CU_ASSERT_EQUAL(undone(&sample), 0);
}

CIR_SUITE("suppress", {"cannot be undone by totals", test_suppress__cannot_be_undone_by_totals},
          {"cannot be undone by subtotals", test_suppress__cannot_be_undone_by_subtotals},
          {"cannot be undone in one column", test_suppress__cannot_be_undone_in_one_column},
          {"hides no more than is needed", test_suppress__hides_no_more_than_is_needed},
          {"hides a table that is small itself", test_suppress__hides_a_table_that_is_small_itself},
          {"takes what is there", test_suppress__takes_what_is_there})
