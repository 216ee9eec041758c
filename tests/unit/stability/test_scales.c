#include "stability/scales.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static const double exact = 1e-12;

static void check(struct cir_partial_value value, double low, double high)
{
    CU_ASSERT_DOUBLE_EQUAL(value.low, low, exact);
    CU_ASSERT_DOUBLE_EQUAL(value.high, high, exact);
}

static void test_scales__puts_facts_between_worst_and_best(void)
{
    const struct cir_scale_ends people = {100, 500};
    check(cir_partial_value_of((struct cir_fact_span){238.5, 238.5}, &people), .34625, .34625);
    check(cir_partial_value_of((struct cir_fact_span){238.5, 300}, &people), .34625, .5);
    check(cir_partial_value_of((struct cir_fact_span){50, 900}, &people), -.125, 2);
}

static void test_scales__turns_facts_round_where_less_counts_more(void)
{
    const struct cir_scale_ends spare = {80, 30};
    check(cir_partial_value_of((struct cir_fact_span){40, 70}, &spare), .2, .8);
    check(cir_partial_value_of((struct cir_fact_span){60, INFINITY}, &spare), 0, .4);
}

static void test_scales__ends_where_nothing_bounds_a_fact(void)
{
    const struct cir_scale_ends people = {100, 500};
    check(cir_partial_value_of((struct cir_fact_span){200, INFINITY}, &people), .25, 1);
    check(cir_partial_value_of((struct cir_fact_span){600, INFINITY}, &people), 1.25, 1.25);
    check(cir_partial_value_of((struct cir_fact_span){NAN, NAN}, &people), 0, 1);
}

/* Middle sums of a million places between the ends, each cut to the scale. */
static double mean_by_sums(const struct cir_partial_value *value)
{
    enum { STEPS = 1000000 };
    double sum = 0;
    for (int i = 0; i < STEPS; i++)
        sum += fmin(fmax(value->low + (value->high - value->low) * (i + .5) / STEPS, 0), 1);
    return sum / STEPS;
}

static void test_scales__has_the_mean_of_what_is_drawn(void)
{
    const struct cir_partial_value values[] = {{.2, .7}, {-.125, .5}, {-.125, 2}, {.34, 1.7}, {1.2, 1.9}, {-2, -1}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        CU_ASSERT_DOUBLE_EQUAL(cir_partial_value_mean(&values[i]), mean_by_sums(&values[i]), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(cir_partial_value_mean(&(struct cir_partial_value){.2385, .2385}), .2385, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_partial_value_mean(&(struct cir_partial_value){1.5, 1.5}), 1, exact);
}

static void test_scales__takes_the_facts_for_ends_where_none_are_told(void)
{
    struct cir_panel_criterion list[] = {{.code = "a", .name = "", .worst = NAN, .best = NAN},
                                         {.code = "b", .name = "", .worst = NAN, .best = NAN, .less_counts_more = true},
                                         {.code = "c", .name = "", .worst = 7, .best = 2}};
    struct cir_fact_span facts[] = {{23.85, 40}, {3, INFINITY}, {1, 1}, {NAN, NAN}, {1, 1}, {2, 2}};
    const struct cir_panel_criteria criteria = {.list = list, .count = 3};
    const struct cir_assets assets = {.facts = facts, .count = 2};
    struct cir_scale_ends scales[3];
    CU_ASSERT_EQUAL_FATAL(cir_scales_find(scales, &criteria, &assets, NULL, NULL), CIR_OK);
    CU_ASSERT(scales[0].worst == 23.85 && scales[0].best == 40);
    CU_ASSERT(scales[1].worst == 3 && scales[1].best == 1);
    CU_ASSERT(scales[2].worst == 7 && scales[2].best == 2);
}

static void test_scales__refuses_a_criterion_in_which_nobody_differs(void)
{
    struct cir_panel_criterion list[] = {{.code = "spare", .name = "", .worst = NAN, .best = NAN}};
    struct cir_fact_span facts[] = {{3, 3}, {NAN, NAN}};
    const struct cir_panel_criteria criteria = {.list = list, .count = 1};
    const struct cir_assets assets = {.facts = facts, .count = 2};
    struct cir_scale_ends scales[1];
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_scales_find(scales, &criteria, &assets, "criteria.csv", &error), CIR_BAD_TABLE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "'spare'"));
    CU_ASSERT_STRING_EQUAL(error.file, "criteria.csv");
}

CIR_SUITE("scales", {"puts facts between worst and best", test_scales__puts_facts_between_worst_and_best},
          {"turns facts round where less counts more", test_scales__turns_facts_round_where_less_counts_more},
          {"ends where nothing bounds a fact", test_scales__ends_where_nothing_bounds_a_fact},
          {"has the mean of what is drawn", test_scales__has_the_mean_of_what_is_drawn},
          {"takes the facts for ends where none are told", test_scales__takes_the_facts_for_ends_where_none_are_told},
          {"refuses a criterion in which nobody differs", test_scales__refuses_a_criterion_in_which_nobody_differs})
