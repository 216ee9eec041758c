#include "cube/quantiles.h"

#include "../../suite.h"
#include "../base/random.h"

#include <math.h>
#include <stdlib.h>

static double quantile_of(const double *values, size_t count, double share)
{
    struct cir_quantiles quantiles = {0};
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_TRUE(cir_quantiles_add(&quantiles, cir_quantile_code(values[i]), 1));
    double found = cir_quantiles_at(&quantiles, share);
    cir_quantiles_free(&quantiles);
    return found;
}

static void test_quantiles__of_few_figures_are_exact(void)
{
    static const double values[] = {2.385, 0, 120000, 36, 0.0007, 1e300, 9999, 5e-324};
    CU_ASSERT_EQUAL(quantile_of(values, 1, 0.5), 2.385);
    CU_ASSERT_EQUAL(quantile_of(values, 2, 0), 0);
    CU_ASSERT_EQUAL(quantile_of(values, 3, 1), 120000);
    CU_ASSERT_EQUAL(quantile_of(values, 3, 0.5), 2.385);
    CU_ASSERT_DOUBLE_EQUAL(quantile_of(values, 4, 0.5), (2.385 + 36) / 2, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(quantile_of(values, 5, 0.9), 36 + (120000 - 36) * 0.6, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(quantile_of(values, 6, 1) / 1e300, 1, 1e-12);
    CU_ASSERT_EQUAL(quantile_of(values + 6, 1, 0.5), 9999);
    CU_ASSERT_DOUBLE_EQUAL(quantile_of(values + 7, 1, 0.5), 0, 1e-300);
    CU_ASSERT_TRUE(isnan(quantile_of(values, 0, 0.5)));
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static void test_quantiles__of_many_are_within_a_twentieth_of_a_percent(void)
{
    enum { COUNT = 5000 };
    static double values[COUNT];
    uint64_t state = 2385;
    for (size_t i = 0; i < COUNT; i++)
        values[i] = exp((double)(random_next(&state) % 1000000) / 40000.0) - 0.5;
    for (int tenths = 0; tenths <= 10; tenths++) {
        double share = tenths / 10.0;
        double found = quantile_of(values, COUNT, share);
        qsort(values, COUNT, sizeof *values, by_value);
        double place = share * (COUNT - 1);
        size_t rank = (size_t)place;
        double exact =
            rank + 1 < COUNT ? values[rank] + (values[rank + 1] - values[rank]) * (place - floor(place)) : values[rank];
        CU_ASSERT_DOUBLE_EQUAL(found / exact, 1, 0.0005);
    }
}

static void test_quantiles__of_parts_are_those_of_the_whole(void)
{
    struct cir_quantiles parts[2] = {{0}};
    struct cir_quantiles whole = {0};
    uint64_t state = 238;
    for (size_t i = 0; i < 3000; i++) {
        uint32_t value = cir_quantile_code(random_below(&state, 100000) / 7.0);
        CU_ASSERT_TRUE(cir_quantiles_add(&parts[i % 3 == 0], value, 1 + i % 2));
        CU_ASSERT_TRUE(cir_quantiles_add(&whole, value, 1 + i % 2));
    }
    CU_ASSERT_TRUE(cir_quantiles_join(&parts[0], &parts[1]));
    CU_ASSERT_EQUAL(parts[0].count, 4500);
    CU_ASSERT_EQUAL(cir_quantiles_at(&parts[0], 0.5), cir_quantiles_at(&whole, 0.5));
    CU_ASSERT_EQUAL(cir_quantiles_at(&parts[0], 0.9), cir_quantiles_at(&whole, 0.9));
    cir_quantiles_free(&parts[0]);
    cir_quantiles_free(&parts[1]);
    cir_quantiles_free(&whole);
}

CIR_SUITE("quantiles", {"of few figures are exact", test_quantiles__of_few_figures_are_exact},
          {"of many are within a twentieth of a percent", test_quantiles__of_many_are_within_a_twentieth_of_a_percent},
          {"of parts are those of the whole", test_quantiles__of_parts_are_those_of_the_whole})
