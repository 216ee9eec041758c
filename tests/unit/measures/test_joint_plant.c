#include "measures/joint_plant.h"

#include "suite.h"

#include <math.h>

static const char *answers[] = {"no", "yes"};
static const struct cir_field capacity = {.name = "capacity_mw", .type = CIR_TYPE_NUMBER, .unit = "MW"};
static const struct cir_field reserve = {
    .name = "reserve", .type = CIR_TYPE_YESNO, .unit = "", .options = answers, .option_count = 2};

enum { NO = 1, YES = 2 };

static struct cir_quantity number(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = (low + high) / 2, .high = high};
}

static struct cir_quantity option(uint64_t options)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = options};
}

static const struct cir_quantity untold = {
    .answer = CIR_UNANSWERED, .low = 0, .point = NAN, .high = INFINITY, .options = NO | YES};
static const struct cir_quantity none = {.answer = CIR_NOT_APPLICABLE, .low = NAN, .point = NAN, .high = NAN};

static void test_joint_plant__figures_add_up(void)
{
    struct cir_quantity plant = number(2.385, 2.385);
    const struct cir_quantity part = number(41.5, 52.25);
    cir_plant_join(&plant, &capacity, &part);
    CU_ASSERT_EQUAL(plant.answer, CIR_ANSWERED);
    CU_ASSERT_DOUBLE_EQUAL(plant.low, 43.885, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(plant.high, 54.635, 1e-12);
}

static void test_joint_plant__an_unknown_part_leaves_a_lower_bound(void)
{
    struct cir_quantity plant = number(110.5, 110.5);
    cir_plant_join(&plant, &capacity, &untold);
    CU_ASSERT_EQUAL(plant.answer, CIR_UNANSWERED);
    CU_ASSERT_EQUAL(plant.low, 110.5);
    CU_ASSERT(isnan(plant.point) && isinf(plant.high));
}

static void test_joint_plant__what_has_no_meaning_for_a_part_leaves_the_rest(void)
{
    struct cir_quantity plant = none;
    const struct cir_quantity part = number(17.75, 17.75);
    cir_plant_join(&plant, &capacity, &none);
    CU_ASSERT_EQUAL(plant.answer, CIR_NOT_APPLICABLE);
    cir_plant_join(&plant, &capacity, &part);
    cir_plant_join(&plant, &capacity, &none);
    CU_ASSERT_EQUAL(plant.answer, CIR_ANSWERED);
    CU_ASSERT_EQUAL(plant.high, 17.75);
}

static void test_joint_plant__an_option_of_a_part_is_one_of_the_plant(void)
{
    struct cir_quantity plant = option(NO);
    const struct cir_quantity yes = option(YES);
    cir_plant_join(&plant, &reserve, &yes);
    CU_ASSERT_EQUAL(plant.options, NO | YES);
    CU_ASSERT(plant.together);
    plant = option(NO);
    cir_plant_join(&plant, &reserve, &untold);
    CU_ASSERT_EQUAL(plant.answer, CIR_UNANSWERED);
    CU_ASSERT(!plant.together);
}

/* Of candidates none is. */
static void test_joint_plant__tells_which_options_are_sure(void)
{
    struct cir_quantity both = option(NO | YES);
    const struct cir_quantity yes = option(YES);
    CU_ASSERT_EQUAL(cir_plant_sure_options(&yes), YES);
    CU_ASSERT_EQUAL(cir_plant_sure_options(&untold), 0);
    CU_ASSERT_EQUAL(cir_plant_sure_options(&both), 0);
    both.together = true;
    CU_ASSERT_EQUAL(cir_plant_sure_options(&both), NO | YES);
}

CIR_SUITE("joint_plant", {"figures add up", test_joint_plant__figures_add_up},
          {"an unknown part leaves a lower bound", test_joint_plant__an_unknown_part_leaves_a_lower_bound},
          {"what has no meaning for a part leaves the rest",
           test_joint_plant__what_has_no_meaning_for_a_part_leaves_the_rest},
          {"an option of a part is one of the plant", test_joint_plant__an_option_of_a_part_is_one_of_the_plant},
          {"tells which options are sure", test_joint_plant__tells_which_options_are_sure})
