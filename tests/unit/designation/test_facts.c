#include "designation/facts.h"

#include "suite.h"

#include <math.h>

static const char *answers[] = {"no", "yes"};
static const struct cir_field capacity = {.name = "capacity_mw", .type = CIR_TYPE_NUMBER, .unit = "MW"};
static const struct cir_field share = {.name = "share", .type = CIR_TYPE_SHARE, .unit = "1"};
static const struct cir_field reserve = {
    .name = "reserve", .type = CIR_TYPE_YESNO, .unit = "", .options = answers, .option_count = 2};
static const struct cir_field name = {.name = "facility", .type = CIR_TYPE_TEXT, .unit = ""};

enum { NO = 1, YES = 2 };

static struct cir_quantity number(double low, double high)
{
    const struct cir_cell cell = {.state = CIR_CELL_KNOWN, .number = {low, (low + high) / 2, high}};
    return cir_fact_of(&capacity, &cell);
}

static struct cir_quantity option(uint64_t options)
{
    const struct cir_cell cell = {.state = CIR_CELL_KNOWN, .options = options};
    return cir_fact_of(&reserve, &cell);
}

static struct cir_quantity untold(const struct cir_field *field, enum cir_cell_state state)
{
    const struct cir_cell cell = {.state = state};
    return cir_fact_of(field, &cell);
}

static void test_facts__unknown_is_neither_zero_nor_no(void)
{
    struct cir_quantity fact = untold(&capacity, CIR_CELL_BLANK);
    CU_ASSERT_EQUAL(fact.answer, CIR_UNANSWERED);
    CU_ASSERT(fact.low == 0 && isnan(fact.point) && isinf(fact.high));
    CU_ASSERT_EQUAL(untold(&share, CIR_CELL_UNKNOWN).high, 1);
    CU_ASSERT_EQUAL(untold(&reserve, CIR_CELL_UNKNOWN).options, NO | YES);
    CU_ASSERT_EQUAL(untold(&reserve, CIR_CELL_NOT_APPLICABLE).answer, CIR_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(untold(&name, CIR_CELL_KNOWN).answer, CIR_NOT_APPLICABLE);
}

static void test_facts__figures_of_a_joint_plant_add_up(void)
{
    struct cir_quantity plant = number(2.385, 2.385);
    const struct cir_quantity part = number(41.5, 52.25);
    cir_fact_join(&plant, &capacity, &part);
    CU_ASSERT_EQUAL(plant.answer, CIR_ANSWERED);
    CU_ASSERT_DOUBLE_EQUAL(plant.low, 43.885, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(plant.high, 54.635, 1e-12);
}

static void test_facts__an_unknown_part_leaves_a_lower_bound(void)
{
    struct cir_quantity plant = number(110.5, 110.5);
    const struct cir_quantity part = untold(&capacity, CIR_CELL_UNKNOWN);
    cir_fact_join(&plant, &capacity, &part);
    CU_ASSERT_EQUAL(plant.answer, CIR_UNANSWERED);
    CU_ASSERT_EQUAL(plant.low, 110.5);
    CU_ASSERT(isinf(plant.high));
}

static void test_facts__what_has_no_meaning_for_a_part_leaves_the_rest(void)
{
    struct cir_quantity plant = untold(&capacity, CIR_CELL_NOT_APPLICABLE);
    const struct cir_quantity part = number(17.75, 17.75);
    const struct cir_quantity none = untold(&capacity, CIR_CELL_NOT_APPLICABLE);
    cir_fact_join(&plant, &capacity, &none);
    CU_ASSERT_EQUAL(plant.answer, CIR_NOT_APPLICABLE);
    cir_fact_join(&plant, &capacity, &part);
    cir_fact_join(&plant, &capacity, &none);
    CU_ASSERT_EQUAL(plant.answer, CIR_ANSWERED);
    CU_ASSERT_EQUAL(plant.high, 17.75);
}

static void test_facts__an_option_of_a_part_is_one_of_the_plant(void)
{
    struct cir_quantity plant = option(NO);
    const struct cir_quantity yes = option(YES);
    const struct cir_quantity untold_part = untold(&reserve, CIR_CELL_BLANK);
    cir_fact_join(&plant, &reserve, &yes);
    CU_ASSERT_EQUAL(plant.options, NO | YES);
    CU_ASSERT(plant.together);
    plant = option(NO);
    cir_fact_join(&plant, &reserve, &untold_part);
    CU_ASSERT_EQUAL(plant.answer, CIR_UNANSWERED);
    CU_ASSERT(!plant.together);
}

CIR_SUITE("facts", {"unknown is neither zero nor no", test_facts__unknown_is_neither_zero_nor_no},
          {"figures of a joint plant add up", test_facts__figures_of_a_joint_plant_add_up},
          {"an unknown part leaves a lower bound", test_facts__an_unknown_part_leaves_a_lower_bound},
          {"what has no meaning for a part leaves the rest", test_facts__what_has_no_meaning_for_a_part_leaves_the_rest},
          {"an option of a part is one of the plant", test_facts__an_option_of_a_part_is_one_of_the_plant})
