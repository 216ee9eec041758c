#include "figures/axis.h"

#include "suite.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

static void holds(double low, double high)
{
    struct cir_axis axis = cir_axis_of(low, high, false);
    CU_ASSERT(axis.low <= low && axis.low <= 0 && axis.high >= high && axis.high >= 0);
    CU_ASSERT(axis.steps >= 1 && axis.steps <= CIR_AXIS_STEPS_MOST + 1);
    CU_ASSERT_DOUBLE_EQUAL(cir_axis_value(&axis, axis.steps), axis.high, 1e-12 * fabs(axis.high));
    CU_ASSERT_DOUBLE_EQUAL(cir_axis_share(&axis, axis.low), 0, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(cir_axis_share(&axis, axis.high), 1, 1e-12);
}

static void test_axis__goes_in_round_steps(void)
{
    static const struct {
        double high;
        double step;
        size_t steps;
    } cases[] = {{2.385, 0.5, 5},  {6, 1, 6},       {6.01, 2, 4}, {244, 50, 5},
                 {1e6, 200000, 5}, {0.07, 0.02, 4}, {0, 0.2, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_axis axis = cir_axis_of(0, cases[i].high, false);
        CU_ASSERT_DOUBLE_EQUAL(axis.step, cases[i].step, 1e-12 * cases[i].step);
        CU_ASSERT_EQUAL(axis.steps, cases[i].steps);
        CU_ASSERT_EQUAL(axis.low, 0);
    }
}

static void test_axis__holds_everything(void)
{
    enum { SPANS = 820 };
    double high = 1e-12;
    for (size_t i = 0; i < SPANS; i++) {
        holds(0, high);
        holds(-high, 0);
        holds(-high, 3 * high);
        holds(high, 1.01 * high);
        high *= 2.385;
    }
    holds(0, DBL_MAX / 16);
    holds(0, 0);
}

static void test_axis__zero_is_zero(void)
{
    struct cir_axis axis = cir_axis_of(-0.3, 0.3, false);
    bool has_zero = false;
    for (size_t i = 0; i <= axis.steps; i++)
        has_zero = has_zero || cir_axis_value(&axis, i) == 0;
    CU_ASSERT_TRUE(has_zero);
}

static void test_axis__whole_numbers_have_whole_steps(void)
{
    struct cir_axis axis = cir_axis_of(0, 1, true);
    CU_ASSERT_EQUAL(axis.steps, 1);
    CU_ASSERT_EQUAL(axis.step, 1);
    axis = cir_axis_of(0, 244, true);
    CU_ASSERT_EQUAL(axis.step, 50);
}

CIR_SUITE("axis", {"goes in round steps", test_axis__goes_in_round_steps},
          {"holds everything", test_axis__holds_everything}, {"zero is zero", test_axis__zero_is_zero},
          {"whole numbers have whole steps", test_axis__whole_numbers_have_whole_steps})
