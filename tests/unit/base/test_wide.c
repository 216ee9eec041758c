#include "base/wide.h"

#include "random.h"
#include "suite.h"

#include <math.h>

/* Units in the last place of the nearest double to log(x). */
static double error_of(double x)
{
    long double exact = logl((long double)x);
    double nearest = (double)exact;
    double unit = fabs(nextafter(nearest, INFINITY) - nearest);
    return (double)(fabsl((long double)cir_log(x) - exact) / (long double)unit);
}

static void test_wide__log_is_within_a_unit(void)
{
    uint64_t state = 2021;
    double worst = 0;
    for (int i = 0; i < 300000; i++) {
        double unit = (double)(random_next(&state) >> 11) / 9007199254740992.0 - 0.5;
        double spread = i % 3 == 0 ? 1400 : i % 3 == 1 ? 40 : 1;
        worst = fmax(worst, error_of(exp(unit * spread)));
    }
    CU_ASSERT(worst < 1);
    CU_ASSERT(worst > 0); /* it was looked at */
}

static void test_wide__log_of_turning_points(void)
{
    static const double points[] = {2.2250738585072014e-308, 1.7976931348623157e308, 0.70710678118654746,
                                    0.70710678118654757,     1.4142135623730949,     1.4142135623730951,
                                    0.99999999999999989,     1.0000000000000002,     2.385};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        CU_ASSERT(error_of(points[i]) < 1);
    CU_ASSERT_EQUAL(cir_log(1), 0);
}

static void test_wide__log_rises(void)
{
    double x = 1e-5;
    double before = cir_log(x);
    for (int i = 0; i < 745000; i++) { /* to some 1e7 */
        x *= 1.0000371;
        double now = cir_log(x);
        CU_ASSERT(now >= before);
        before = now;
    }
    CU_ASSERT(x > 9e6);
}

CIR_SUITE("wide", {"log is within a unit", test_wide__log_is_within_a_unit},
          {"log of turning points", test_wide__log_of_turning_points}, {"log rises", test_wide__log_rises})
