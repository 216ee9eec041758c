#include "overlay.h"
#include "suite.h"

#include <math.h>

static void test_currencies__have_a_rate_for_each_known_year(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->currency_count, 3);
    const struct cir_currency *euro = &definitions->currencies[0];
    CU_ASSERT_STRING_EQUAL(euro->code, "EUR");
    CU_ASSERT_STRING_EQUAL(euro->name, "Euro");
    CU_ASSERT_EQUAL_FATAL(euro->year_count, 3);
    CU_ASSERT_EQUAL(euro->first_year, 2018);
    CU_ASSERT_EQUAL(euro->usd_per_unit[0], 1.181);
    CU_ASSERT(isnan(euro->usd_per_unit[1]));
    CU_ASSERT_EQUAL(euro->usd_per_unit[2], 1.1422);
    CU_ASSERT_EQUAL(definitions->currencies[1].year_count, 1);
    CU_ASSERT_EQUAL(definitions->currencies[2].year_count, 0);
    CU_ASSERT_EQUAL(cir_index_find(&definitions->currency_index, cir_text_of("usd")), 1);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

#define CURRENCIES "datasets/currencies/currencies.csv"
#define RATES      "datasets/currencies/rates.csv"

static const struct fault faults[] = {
    {CURRENCIES, 3, "usd,840,2,US dollar", 3, 1, "code: 'usd' is not a code of three capital letters"},
    {CURRENCIES, 3, "EUR,840,2,US dollar", 3, 1, "code: 'EUR' is repeated; it stands in line 2"},
    {CURRENCIES, 3, "USD,8400,2,US dollar", 3, 2, "numeric: '8400' is not a whole number from 0 to 999"},
    {CURRENCIES, 3, "USD,840,two,US dollar", 3, 3, "minor_unit: 'two' is not a whole number"},
    {CURRENCIES, 3, "USD,840,2,", 3, 4, "name: is empty"},
    {RATES, 2, "EUX,2020,1.1422,own", 2, 1, "currency: 'EUX' is not a code of currencies.csv"},
    {RATES, 2, "EUR,20,1.1422,own", 2, 2, "year: '20' is not a whole number from 1900 to 2200"},
    {RATES, 3, "EUR,2020,1.1422,own", 3, 1, "currency: 'EUR' with year '2020' is repeated"},
    {RATES, 2, "EUR,2020,0,own", 2, 3, "usd_per_unit: '0' is not a number above 0"},
    {RATES, 2, "EUR,2020,1.1422,", 2, 4, "source: '' is not a key of sources.csv"},
};

static void test_currencies__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("currencies", {"have a rate for each known year", test_currencies__have_a_rate_for_each_known_year},
          {"are refused where they are wrong", test_currencies__are_refused_where_they_are_wrong})
