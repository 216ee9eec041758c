#include "stability/flip.h"

#include "stability/list.h"
#include "suite.h"

#include <math.h>

enum { MANY = 13, CRITERIA = 4, STEPS = 2000 };

static const double weights[CRITERIA] = {.4, .3, .2385, .0615};

struct table {
    struct cir_arena arena;
    uint64_t keys[MANY];
    struct cir_partial_value values[MANY * CRITERIA];
    struct cir_stability_question question;
    struct cir_list list;
};

static void make(struct table *table, uint64_t state, size_t list_size, double line)
{
    *table = (struct table){.question = {.alternative_count = MANY,
                                         .criterion_count = CRITERIA,
                                         .keys = table->keys,
                                         .values = table->values,
                                         .list_size = list_size,
                                         .line = line}};
    for (size_t i = 0; i < (size_t)MANY * CRITERIA; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        double low = (double)(state >> 40) / (1 << 24);
        table->values[i] = (struct cir_partial_value){low, low};
    }
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&table->list, &table->question, weights, &table->arena, NULL), CIR_OK);
}

/* Whether the alternative is on the list with one weight changed and the others in their ratios. */
static bool is_listed_with(struct table *table, size_t alternative, size_t criterion, double weight)
{
    struct cir_arena arena = {0};
    struct cir_list list;
    double changed[CRITERIA];
    for (size_t j = 0; j < CRITERIA; j++)
        changed[j] = j == criterion ? weight : weights[j] * (1 - weight) / (1 - weights[criterion]);
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&list, &table->question, changed, &arena, NULL), CIR_OK);
    bool is_listed = cir_list_has(&list, alternative);
    cir_arena_free(&arena);
    return is_listed;
}

/* The least change found by walking along all weights in small steps; INFINITY where there is none. */
static double walked_change(struct table *table, size_t alternative)
{
    const bool is_listed = cir_list_has(&table->list, alternative);
    double least = INFINITY;
    for (size_t j = 0; j < CRITERIA; j++)
        for (int step = 1; step < STEPS; step++) {
            double weight = (double)step / STEPS;
            double change = fabs(weight - weights[j]);
            if (change < least && is_listed_with(table, alternative, j, weight) != is_listed)
                least = change;
        }
    return least;
}

static void check_weight(struct table *table, size_t alternative)
{
    const bool is_listed = cir_list_has(&table->list, alternative);
    const double walked = walked_change(table, alternative);
    struct cir_flip flip;
    CU_ASSERT_EQUAL_FATAL(cir_flip_weight(&flip, &table->question, &table->list, alternative, NULL), CIR_OK);
    if (flip.criterion == CRITERIA) {
        CU_ASSERT(isinf(walked));
        return;
    }
    double change = fabs(flip.to - flip.from);
    double beyond = flip.to > flip.from ? 1e-9 : -1e-9;
    CU_ASSERT_EQUAL(flip.from, weights[flip.criterion]);
    CU_ASSERT(walked >= change && (walked < change + 2. / STEPS || isinf(walked)));
    CU_ASSERT(is_listed_with(table, alternative, flip.criterion, flip.to + beyond) != is_listed);
    CU_ASSERT(is_listed_with(table, alternative, flip.criterion, flip.to - beyond) == is_listed);
}

static void test_flip__no_smaller_change_of_a_weight_is_found_by_walking(void)
{
    struct table table;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        make(&table, 2385 * seed, 4, 0);
        for (size_t i = 0; i < MANY; i++)
            check_weight(&table, i);
        cir_arena_free(&table.arena);
        make(&table, 118 * seed, 0, .52);
        for (size_t i = 0; i < MANY; i++)
            check_weight(&table, i);
        cir_arena_free(&table.arena);
    }
}

static bool is_listed_with_fact(struct table *table, size_t alternative, size_t criterion, double value)
{
    struct cir_partial_value *at = &table->values[alternative * CRITERIA + criterion];
    const struct cir_partial_value kept = *at;
    *at = (struct cir_partial_value){value, value};
    bool is_listed = is_listed_with(table, alternative, 0, weights[0]);
    *at = kept;
    return is_listed;
}

static void check_fact(struct table *table, size_t alternative)
{
    const bool is_listed = cir_list_has(&table->list, alternative);
    const struct cir_flip flip = cir_flip_fact(&table->question, &table->list, alternative);
    double change = flip.criterion < CRITERIA ? fabs(flip.to - flip.from) : INFINITY;
    for (size_t j = 0; j < CRITERIA; j++)
        for (int step = 0; step <= STEPS; step++) {
            double value = (double)step / STEPS;
            double before = cir_list_value(&table->question, alternative, j);
            if (fabs(value - before) < change)
                CU_ASSERT_EQUAL(is_listed_with_fact(table, alternative, j, value), is_listed);
        }
    if (flip.criterion == CRITERIA)
        return;
    double beyond = flip.to > flip.from ? 1e-9 : -1e-9;
    CU_ASSERT(is_listed_with_fact(table, alternative, flip.criterion, flip.to + beyond) != is_listed);
}

static void test_flip__no_smaller_change_of_a_fact_is_found_by_walking(void)
{
    struct table table;
    make(&table, 2385, 4, 0);
    for (size_t i = 0; i < MANY; i++)
        check_fact(&table, i);
    cir_arena_free(&table.arena);
    make(&table, 118, 0, .52);
    for (size_t i = 0; i < MANY; i++)
        check_fact(&table, i);
    cir_arena_free(&table.arena);
}

/* Two alike: the one whose name comes first is on the list, and nothing need change for the other. */
static void test_flip__a_tie_is_a_change_of_nothing(void)
{
    const uint64_t keys[] = {1, 2, 3};
    const struct cir_partial_value values[] = {{.5, .5}, {.25, .25}, {.125, .125}, {.625, .625}, {.1, .1}, {.2, .2}};
    const struct cir_stability_question question = {
        .alternative_count = 3, .criterion_count = 2, .keys = keys, .values = values, .list_size = 1};
    const double alike[] = {.5, .5};
    struct cir_arena arena = {0};
    struct cir_list list;
    struct cir_flip flip;
    CU_ASSERT_EQUAL_FATAL(cir_list_make(&list, &question, alike, &arena, NULL), CIR_OK);
    CU_ASSERT(cir_list_has(&list, 0) && list.scores[0] == list.scores[1]);
    CU_ASSERT_EQUAL(cir_flip_weight(&flip, &question, &list, 1, NULL), CIR_OK);
    CU_ASSERT(flip.criterion == 0 && flip.to == .5);
    flip = cir_flip_fact(&question, &list, 1);
    CU_ASSERT(flip.criterion == 0 && flip.to == .125);
    cir_arena_free(&arena);
}

CIR_SUITE("flip",
          {"no smaller change of a weight is found by walking",
           test_flip__no_smaller_change_of_a_weight_is_found_by_walking},
          {"no smaller change of a fact is found by walking",
           test_flip__no_smaller_change_of_a_fact_is_found_by_walking},
          {"a tie is a change of nothing", test_flip__a_tie_is_a_change_of_nothing})
