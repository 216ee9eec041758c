#include "measures/answers.h"

#include "facts.h"
#include "suite.h"

#include <math.h>

static struct cir_field list[CIR_FIELD_CANONICAL];
static const struct cir_fields fields = {.list = list, .count = CIR_FIELD_CANONICAL};
static struct cir_definitions definitions;
static struct cir_answers answers;

static void start(void)
{
    list[CIR_FIELD_DURATION_H] = (struct cir_field){.name = "duration_h", .unit = "", .type = CIR_TYPE_NUMBER};
    list[CIR_FIELD_DEATHS] = (struct cir_field){.name = "deaths", .unit = "", .type = CIR_TYPE_COUNT};
    list[CIR_FIELD_SYSTEMS_SHARE] = (struct cir_field){.name = "systems_share", .unit = "", .type = CIR_TYPE_SHARE};
    list[CIR_FIELD_PHYSICAL] =
        (struct cir_field){.name = "physical", .unit = "", .type = CIR_TYPE_OPTION, .option_count = 3};
    list[CIR_FIELD_PEOPLE_UNIT] =
        (struct cir_field){.name = "people_unit", .unit = "", .type = CIR_TYPE_OPTION, .option_count = 4};
    list[CIR_FIELD_COUNTRY] = (struct cir_field){.name = "country", .unit = "", .type = CIR_TYPE_STATES};
    list[CIR_FIELD_OTHER_COUNTRIES] =
        (struct cir_field){.name = "other_countries", .unit = "", .type = CIR_TYPE_STATES};
    list[CIR_FIELD_DATE] = (struct cir_field){.name = "date", .unit = "", .type = CIR_TYPE_DATE};
    list[CIR_FIELD_TITLE] = (struct cir_field){.name = "title", .unit = "", .type = CIR_TYPE_TEXT};
    definitions.country_count = 130;
}

static bool is_asked(unsigned field, struct cir_cell cell)
{
    return cir_answers_of(&answers, &definitions, &fields, field, &cell);
}

static struct cir_cell blank(void)
{
    return (struct cir_cell){.state = CIR_CELL_BLANK};
}

static double value(size_t i)
{
    struct cir_cell cell;
    cir_answers_get(&cell, &answers, i);
    CU_ASSERT_EQUAL(cell.state, CIR_CELL_KNOWN);
    CU_ASSERT_EQUAL(cell.number.low, cell.number.high);
    return cell.number.low;
}

static double weight_of_all(void)
{
    double sum = 0;
    for (size_t i = 0; i < answers.count; i++)
        sum += answers.weights[i];
    return sum;
}

static void test_answers__every_option_is_one(void)
{
    struct cir_cell cell;
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_PHYSICAL, blank()));
    CU_ASSERT_EQUAL_FATAL(answers.count, 3);
    for (size_t i = 0; i < 3; i++) {
        cir_answers_get(&cell, &answers, i);
        CU_ASSERT_EQUAL(cell.state, CIR_CELL_KNOWN);
        CU_ASSERT_EQUAL(cell.options, UINT64_C(1) << i);
        CU_ASSERT_DOUBLE_EQUAL(answers.weights[i], 1.0 / 3, 1e-15);
    }
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_PHYSICAL, (struct cir_cell){.state = CIR_CELL_KNOWN, .options = 6}));
    CU_ASSERT_EQUAL(answers.count, 2);
    cir_answers_get(&cell, &answers, 0);
    CU_ASSERT_EQUAL(cell.options, 2);
}

static void test_answers__every_state_is_one_and_none_is_half(void)
{
    struct cir_cell cell;
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_COUNTRY, blank()));
    CU_ASSERT_EQUAL(answers.count, 130);
    cir_answers_get(&cell, &answers, 127);
    CU_ASSERT_EQUAL(cell.first, 127);
    CU_ASSERT_EQUAL(cell.count, 1);
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_OTHER_COUNTRIES, blank()));
    CU_ASSERT_EQUAL(answers.count, 131);
    CU_ASSERT_DOUBLE_EQUAL(answers.weights[0], 0.5, 1e-12);
    cir_answers_get(&cell, &answers, 0);
    CU_ASSERT_EQUAL(cell.state, CIR_CELL_KNOWN);
    CU_ASSERT_EQUAL(cell.count, 0);
    CU_ASSERT_EQUAL(cir_states_count(&cell.states), 0);
}

static void test_answers__a_number_is_sought_and_then_narrowed(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DURATION_H, blank()));
    CU_ASSERT_TRUE_FATAL(answers.is_sought);
    CU_ASSERT_EQUAL(answers.count, CIR_ANSWERS_SOUGHT);
    CU_ASSERT_EQUAL(value(0), 0);
    CU_ASSERT_DOUBLE_EQUAL(value(1), 1e-4, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(value(CIR_ANSWERS_SOUGHT - 1), 1e14, 1e3);
    double from = value(20);
    double to = value(24);
    cir_answers_narrow(&answers, 20, 24);
    CU_ASSERT_FALSE(answers.is_sought);
    CU_ASSERT_EQUAL_FATAL(answers.count, CIR_ANSWER_STRIPS + 2);
    CU_ASSERT_DOUBLE_EQUAL(value(0) / from, 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(value(CIR_ANSWER_STRIPS + 1) / to, 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(value(1) / from, pow(to / from, 0.5 / CIR_ANSWER_STRIPS), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(value(8) * value(9) / (from * to), 1, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(answers.weights[0], 1.0 / (CIR_ANSWER_STRIPS + 2), 1e-12);
}

static void test_answers__none_is_half_where_it_matters(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DEATHS, blank()));
    CU_ASSERT_EQUAL(value(0), 0);
    CU_ASSERT_EQUAL(value(1), 1);
    cir_answers_narrow(&answers, 0, 9);
    CU_ASSERT_EQUAL(value(0), 0);
    CU_ASSERT_DOUBLE_EQUAL(answers.weights[0], 0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(weight_of_all(), 1, 1e-12);
    for (size_t i = 1; i < answers.count; i++) {
        CU_ASSERT(value(i) >= 1);
        CU_ASSERT_EQUAL(value(i), floor(value(i)));
    }
}

static void test_answers__a_share_is_sought_evenly(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_SYSTEMS_SHARE, blank()));
    CU_ASSERT_EQUAL(value(0), 0);
    CU_ASSERT_DOUBLE_EQUAL(value(2) - value(1), value(40) - value(39), 1e-12);
    CU_ASSERT_EQUAL(value(CIR_ANSWERS_SOUGHT - 1), 1);
}

static void test_answers__a_bound_holds(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DURATION_H, cell_range(238.5, 238.5, INFINITY)));
    CU_ASSERT_FALSE(answers.has_none);
    for (size_t i = 0; i < answers.count; i++)
        CU_ASSERT(value(i) >= 238.5);
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DURATION_H, cell_range(0, 238.5, 238.5)));
    CU_ASSERT_EQUAL(value(0), 0);
    for (size_t i = 0; i < answers.count; i++)
        CU_ASSERT(value(i) <= 238.5);
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_SYSTEMS_SHARE, cell_range(0.25, 0.25, INFINITY)));
    for (size_t i = 0; i < answers.count; i++)
        CU_ASSERT(value(i) >= 0.25 && value(i) <= 1);
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_DURATION_H, cell_range(1e15, 1e15, INFINITY)));
}

static void test_answers__a_range_is_cut_into_strips(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DURATION_H, cell_range(2, sqrt(2 * 512.0), 512)));
    CU_ASSERT_FALSE(answers.is_sought);
    CU_ASSERT_EQUAL(answers.count, CIR_ANSWER_STRIPS);
    CU_ASSERT_DOUBLE_EQUAL(value(0), 2 * pow(256, 0.5 / CIR_ANSWER_STRIPS), 1e-9);
    CU_ASSERT_TRUE_FATAL(is_asked(CIR_FIELD_DEATHS, cell_range(2, sqrt(2 * 5.0), 5)));
    CU_ASSERT_EQUAL_FATAL(answers.count, 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(value(i), (double)i + 2);
    CU_ASSERT_DOUBLE_EQUAL(weight_of_all(), 1, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(answers.weights[0], log(1.5) / log(3), 1e-12);
}

static void test_answers__nothing_is_asked_twice(void)
{
    start();
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_DURATION_H, cell_range(2.385, 2.385, 2.385)));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_DURATION_H, (struct cir_cell){.state = CIR_CELL_NOT_APPLICABLE}));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_PHYSICAL, (struct cir_cell){.state = CIR_CELL_KNOWN, .options = 4}));
    CU_ASSERT_FALSE(
        is_asked(CIR_FIELD_PHYSICAL, (struct cir_cell){.state = CIR_CELL_KNOWN, .options = 6, .together = true}));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_COUNTRY, (struct cir_cell){.state = CIR_CELL_KNOWN, .first = 3, .count = 1}));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_DATE, blank()));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_TITLE, blank()));
    CU_ASSERT_FALSE(is_asked(CIR_FIELD_PEOPLE_UNIT, blank()));
    CU_ASSERT_TRUE(is_asked(CIR_FIELD_DURATION_H, (struct cir_cell){.state = CIR_CELL_UNKNOWN}));
}

CIR_SUITE("answers", {"every option is one", test_answers__every_option_is_one},
          {"every State is one, and none is half", test_answers__every_state_is_one_and_none_is_half},
          {"a number is sought and then narrowed", test_answers__a_number_is_sought_and_then_narrowed},
          {"none is half where it matters", test_answers__none_is_half_where_it_matters},
          {"a share is sought evenly", test_answers__a_share_is_sought_evenly},
          {"a bound holds", test_answers__a_bound_holds},
          {"a range is cut into strips", test_answers__a_range_is_cut_into_strips},
          {"nothing is asked twice", test_answers__nothing_is_asked_twice})
