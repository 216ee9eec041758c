#include "panel/log_ratios.h"

#include "suite.h"

#include <math.h>

static const double exact = 1e-12;

static struct cir_log_ratios started(size_t count)
{
    struct cir_log_ratios ratios;
    CU_ASSERT_EQUAL_FATAL(cir_log_ratios_start(&ratios, count, NULL), CIR_OK);
    return ratios;
}

/* 2.4 and 2 and 4.8 agree: the weights are 4.8 : 2 : 1. */
static void test_log_ratios__ratios_that_agree_come_back(void)
{
    struct cir_log_ratios ratios = started(3);
    double weights[3];
    cir_log_ratios_add(&ratios, 0, 1, 2.4, 1);
    cir_log_ratios_add(&ratios, 2, 1, 1 / 2.0, 3);
    CU_ASSERT_EQUAL(cir_log_ratios_solve(weights, &ratios, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(weights[0], 4.8 / 7.8, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights[1], 2 / 7.8, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights[2], 1 / 7.8, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_log_ratios_mean(&ratios, 0, 1), 2.4, exact);
    CU_ASSERT_TRUE(isnan(cir_log_ratios_mean(&ratios, 0, 2)));
    cir_log_ratios_free(&ratios);
}

/* Of two who say 2 and 8 the mean is 4; of whom the second weighs three times, 2^(1/4) 8^(3/4). */
static void test_log_ratios__who_weighs_more_counts_more(void)
{
    struct cir_log_ratios ratios = started(2);
    double weights[2];
    cir_log_ratios_add(&ratios, 0, 1, 2, 1);
    cir_log_ratios_add(&ratios, 0, 1, 8, 3);
    CU_ASSERT_EQUAL(cir_log_ratios_solve(weights, &ratios, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(weights[0] / weights[1], pow(2, 0.25) * pow(8, 0.75), 1e-11);
    cir_log_ratios_free(&ratios);
}

static void test_log_ratios__what_is_not_joined_has_no_weights(void)
{
    struct cir_log_ratios ratios = started(4);
    double weights[4];
    cir_log_ratios_add(&ratios, 0, 1, 3, 1);
    cir_log_ratios_add(&ratios, 2, 3, 3, 1);
    CU_ASSERT_EQUAL(cir_log_ratios_solve(weights, &ratios, NULL), CIR_OK);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_TRUE(isnan(weights[i]));
    cir_log_ratios_add(&ratios, 1, 2, 3, 1);
    CU_ASSERT_EQUAL(cir_log_ratios_solve(weights, &ratios, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(weights[0], 27.0 / 40, exact);
    cir_log_ratios_free(&ratios);
}

CIR_SUITE("log ratios", {"ratios that agree come back", test_log_ratios__ratios_that_agree_come_back},
          {"who weighs more counts more", test_log_ratios__who_weighs_more_counts_more},
          {"what is not joined has no weights", test_log_ratios__what_is_not_joined_has_no_weights})
