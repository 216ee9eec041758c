#include "measures/uncertainty.h"

#include "facts.h"
#include "suite.h"

#include <math.h>

static const struct cir_field number = {.name = "duration_h", .type = CIR_TYPE_NUMBER};
static const struct cir_field count = {.name = "deaths", .type = CIR_TYPE_COUNT};
static const struct cir_field loss = {.name = "service_loss", .type = CIR_TYPE_LOSS};
static const struct cir_field date = {.name = "date", .type = CIR_TYPE_DATE};
static const struct cir_field options = {.name = "reach", .type = CIR_TYPE_OPTION};
static const struct cir_field states = {.name = "country", .type = CIR_TYPE_STATES};

static double drawn(const struct cir_uncertainty *uncertainty, const struct cir_cell *cell, double share)
{
    struct cir_cell completed;
    cir_uncertainty_complete(&completed, uncertainty, cell, share, NULL);
    CU_ASSERT_EQUAL(completed.number.low, completed.number.high);
    CU_ASSERT_EQUAL(completed.number.low, completed.number.point);
    return completed.number.point;
}

static void test_uncertainty__a_range_is_even_by_its_logarithm(void)
{
    struct cir_uncertainty uncertainty;
    struct cir_cell cell = cell_range(2.385, sqrt(2.385 * 238.5), 238.5);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &number, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 0);
    CU_ASSERT_DOUBLE_EQUAL(drawn(&uncertainty, &cell, 0), 2.385, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(drawn(&uncertainty, &cell, 0.5), 23.85, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(drawn(&uncertainty, &cell, 1), 238.5, 1e-9);
}

static void test_uncertainty__from_zero_and_a_word_are_even(void)
{
    struct cir_uncertainty uncertainty;
    struct cir_cell cell = cell_range(0, 200, 400);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &number, &cell, true));
    CU_ASSERT_DOUBLE_EQUAL(drawn(&uncertainty, &cell, 0.25), 100, 1e-12);
    cell = cell_range(0.5, 0.75, 0.95); /* severe */
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &loss, &cell, true));
    CU_ASSERT_DOUBLE_EQUAL(drawn(&uncertainty, &cell, 0.5), 0.725, 1e-12);
    cell = cell_range(0.95, 1, 1); /* total: its point is an end, and yet it is no bound */
    CU_ASSERT_TRUE(cir_uncertainty_of(&uncertainty, &loss, &cell, true));
}

static void test_uncertainty__counts_are_whole(void)
{
    struct cir_uncertainty uncertainty;
    struct cir_cell cell = cell_range(0, 0.5, 1);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &count, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 2);
    CU_ASSERT_EQUAL(cir_uncertainty_share(&uncertainty, 1), 0.5);
    CU_ASSERT_EQUAL(drawn(&uncertainty, &cell, 0.49), 0);
    CU_ASSERT_EQUAL(drawn(&uncertainty, &cell, 0.51), 1);
    CU_ASSERT_EQUAL(drawn(&uncertainty, &cell, 1), 1);
    cell = cell_range(1.5, 3, 6); /* ~3: 2 to 6, by the logarithm of 2 to 7 */
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &count, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 5);
    CU_ASSERT_DOUBLE_EQUAL(cir_uncertainty_share(&uncertainty, 1), log(1.5) / log(3.5), 1e-12);
    CU_ASSERT_EQUAL(drawn(&uncertainty, &cell, log(1.5) / log(3.5) + 1e-9), 3);
    cell = cell_range(100, 200, 400);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &count, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 0);
    CU_ASSERT_EQUAL(drawn(&uncertainty, &cell, 1), 400);
}

static void test_uncertainty__bounds_and_what_is_not_answered_are_none(void)
{
    struct cir_uncertainty uncertainty;
    const struct cir_cell cells[] = {
        cell_range(500, 500, INFINITY),
        cell_range(0, 500, 500),
        cell_range(0.3, 0.3, 1),
        cell_range(7, 7, 7),
        {.state = CIR_CELL_UNKNOWN},
        {.state = CIR_CELL_BLANK},
        {.state = CIR_CELL_NOT_APPLICABLE},
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        CU_ASSERT_FALSE(cir_uncertainty_of(&uncertainty, &number, &cells[i], true));
}

static void test_uncertainty__members_of_a_set_are_alike(void)
{
    struct cir_uncertainty uncertainty;
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .options = 0x16};
    struct cir_cell completed;
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &options, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 3);
    CU_ASSERT_DOUBLE_EQUAL(cir_uncertainty_share(&uncertainty, 2), 2.0 / 3, 1e-15);
    cir_uncertainty_complete(&completed, &uncertainty, &cell, 0.5, NULL);
    CU_ASSERT_EQUAL(completed.options, 0x04);
    cell.together = true;
    CU_ASSERT_FALSE(cir_uncertainty_of(&uncertainty, &options, &cell, true));
}

static void test_uncertainty__a_state_of_several(void)
{
    static uint32_t regions[CIR_STATES_MAX];
    static struct cir_definitions definitions;
    struct cir_uncertainty uncertainty;
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .first = 200, .count = 3};
    struct cir_cell completed;
    memcpy(definitions.region_bits, regions, sizeof definitions.region_bits);
    definitions.region_bits[200] = 4;
    cir_states_add(&cell.states, 3);
    cir_states_add(&cell.states, 70);
    cir_states_add(&cell.states, 200);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &states, &cell, true));
    cir_uncertainty_complete(&completed, &uncertainty, &cell, 0.9, &definitions);
    CU_ASSERT_EQUAL(completed.first, 200);
    CU_ASSERT_EQUAL(completed.count, 1);
    CU_ASSERT_EQUAL(completed.regions, 4);
    CU_ASSERT_EQUAL(cir_states_count(&completed.states), 1);
    CU_ASSERT_TRUE(cir_states_has(&completed.states, 200));
}

static void test_uncertainty__of_a_date_years_may_be_all_that_matters(void)
{
    struct cir_uncertainty uncertainty;
    const double year_2021 = 51 * 365.0 * 24 + 13 * 24; /* 13 leap days since 1970 */
    struct cir_cell cell = cell_range(year_2021 - 31 * 24, year_2021 + 31 * 24, year_2021 + 93 * 24);
    CU_ASSERT_TRUE_FATAL(cir_uncertainty_of(&uncertainty, &date, &cell, true));
    CU_ASSERT_EQUAL(uncertainty.count, 2);
    CU_ASSERT_DOUBLE_EQUAL(cir_uncertainty_share(&uncertainty, 1), 0.25, 1e-12);
    CU_ASSERT_TRUE(cir_uncertainty_of(&uncertainty, &date, &cell, false));
    CU_ASSERT_EQUAL(uncertainty.count, 0);
    cell = cell_range(year_2021, year_2021 + 12, year_2021 + 23);
    CU_ASSERT_FALSE(cir_uncertainty_of(&uncertainty, &date, &cell, true));
    CU_ASSERT_TRUE(cir_uncertainty_of(&uncertainty, &date, &cell, false));
}

CIR_SUITE("uncertainty", {"a range is even by its logarithm", test_uncertainty__a_range_is_even_by_its_logarithm},
          {"from zero and a word are even", test_uncertainty__from_zero_and_a_word_are_even},
          {"counts are whole", test_uncertainty__counts_are_whole},
          {"bounds and what is not answered are none", test_uncertainty__bounds_and_what_is_not_answered_are_none},
          {"members of a set are alike", test_uncertainty__members_of_a_set_are_alike},
          {"a State of several", test_uncertainty__a_state_of_several},
          {"of a date years may be all that matters", test_uncertainty__of_a_date_years_may_be_all_that_matters})
