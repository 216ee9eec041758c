#include "overlay.h"
#include "suite.h"

#include <math.h>

static void test_countries__are_what_the_tables_say(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->country_count, 3);
    const struct cir_country *germany = &definitions->countries[0];
    CU_ASSERT_STRING_EQUAL(germany->alpha2, "DE");
    CU_ASSERT_STRING_EQUAL(germany->alpha3, "DEU");
    CU_ASSERT_STRING_EQUAL(germany->numeric, "276");
    CU_ASSERT_EQUAL(germany->region, 0);
    CU_ASSERT_EQUAL(germany->subregion, 1);
    CU_ASSERT_EQUAL(germany->population, 83237124);
    CU_ASSERT_EQUAL(germany->gdp_usd, 4082469490797.0);
    CU_ASSERT_EQUAL(germany->gdp_year, 2022);
    CU_ASSERT(isnan(definitions->countries[1].gdp_usd));
    CU_ASSERT_EQUAL(definitions->countries[2].region, CIR_INDEX_NONE);
    CU_ASSERT_STRING_EQUAL(definitions->countries[2].currency, "");
    CU_ASSERT_EQUAL_FATAL(definitions->region_count, 3);
    CU_ASSERT(!definitions->regions[0].is_subregion && definitions->regions[1].is_subregion);
    CU_ASSERT_STRING_EQUAL(definitions->regions[1].parent, "150");
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_countries__are_found_by_code_name_and_alias(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("fr")), 1);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("Fra")), 1);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("250")), 1);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("FR in ru")), 1);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("hexagone")), 1);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("GB")), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_definitions_country(definitions, cir_text_of("")), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(definitions->alpha2[('F' - 'A') * 26 + 'R' - 'A'], 2);
    CU_ASSERT_EQUAL(definitions->alpha2[('G' - 'A') * 26 + 'B' - 'A'], 0);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

#define REGIONS   "datasets/countries/regions.csv"
#define COUNTRIES "datasets/countries/countries.csv"
#define ALIASES   "datasets/countries/aliases.csv"

static const struct fault faults[] = {
    {REGIONS, 3, "15,150,subregion", 3, 1, "m49: '15' is not a code of 3 digits"},
    {REGIONS, 3, "150,150,subregion", 3, 1, "m49: '150' is repeated"},
    {REGIONS, 3, "155,151,subregion", 3, 2, "parent: '151' is not a code of this table"},
    {REGIONS, 3, "155,,subregion", 3, 2, "parent: is empty; expected the region of the subregion"},
    {REGIONS, 3, "155,150,continent", 3, 3, "kind: 'continent' is not one of region;subregion"},
    {COUNTRIES, 3, "fr,FRA,250,150,155,1,2022,,,EUR,own", 3, 1, "alpha2: 'fr' is not a code of 2 capital letters"},
    {COUNTRIES, 3, "DE,FRA,250,150,155,1,2022,,,EUR,own", 3, 1, "alpha2: 'DE' stands for DE already"},
    {COUNTRIES, 3, "FR,FRAN,250,150,155,1,2022,,,EUR,own", 3, 2, "alpha3: 'FRAN' is not a code of 3 capital"},
    {COUNTRIES, 3, "FR,DEU,250,150,155,1,2022,,,EUR,own", 3, 2, "alpha3: 'DEU' stands for DE already"},
    {COUNTRIES, 3, "FR,FRA,25,150,155,1,2022,,,EUR,own", 3, 3, "numeric: '25' is not a code of 3 digits"},
    {COUNTRIES, 3, "FR,FRA,276,150,155,1,2022,,,EUR,own", 3, 3, "numeric: '276' stands for DE already"},
    {COUNTRIES, 3, "FR,FRA,250,151,155,1,2022,,,EUR,own", 3, 4, "m49_region: '151' is not a code of regions.csv"},
    {COUNTRIES, 3, "FR,FRA,250,155,155,1,2022,,,EUR,own", 3, 4, "m49_region: '155' is not a region"},
    {COUNTRIES, 3, "FR,FRA,250,150,150,1,2022,,,EUR,own", 3, 5, "m49_subregion: '150' is not a subregion"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,0,2022,,,EUR,own", 3, 6, "population: '0' is not a number above 0"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,1,,,,EUR,own", 3, 7, "population_year: '' with population '1'"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,1,2022,-5,2020,EUR,own", 3, 8, "gdp_usd: '-5' is not a number above 0"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,1,2022,,2020,EUR,own", 3, 9, "gdp_year: '2020' with gdp_usd ''"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,1,2022,,,FRF,own", 3, 10, "currency: 'FRF' is not a code of currencies.csv"},
    {COUNTRIES, 3, "FR,FRA,250,150,155,1,2022,,,EUR,who", 3, 11, "source: 'who' is not a key of sources.csv"},
    {"datasets/countries/names.csv", 8, "FR,ar,DE in ar", 8, 3, "text: 'DE in ar' stands for DE already"},
    {ALIASES, 3, "bundesrepublik,FR", 3, 1, "alias: 'bundesrepublik' is repeated; it stands in line 2"},
    {ALIASES, 3, "DE in en,FR", 3, 1, "alias: 'DE in en' stands for DE already"},
    {ALIASES, 3, "Hexa;gone,FR", 3, 1, "alias: 'Hexa;gone' is not a name without ';'"},
    {ALIASES, 3, "Hexagone,FRA", 3, 2, "alpha2: 'FRA' is not an alpha2 of countries.csv"},
};

static void test_countries__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

/* Regions are counted as bits of one word. */
static void test_countries__regions_are_at_most_thirty_two(void)
{
    struct overlay overlay;
    struct found found;
    overlay_make(&overlay);
    for (size_t i = 0; i < CIR_REGIONS_MAX; i++) { /* one is there already */
        char line[32];
        snprintf(line, sizeof line, "%03zu,,region", 900 + i);
        overlay_edit(&overlay, REGIONS, 4 + i, line);
    }
    overlay_load(&overlay, &found);
    bool told = false;
    for (size_t i = 0; i < found.count && i < sizeof found.list / sizeof found.list[0]; i++)
        told = told || strstr(found.list[i].message, "at most 32 regions") != NULL;
    CU_ASSERT(told);
    overlay_remove(&overlay);
}

CIR_SUITE("countries", {"are what the tables say", test_countries__are_what_the_tables_say},
          {"are found by code, name and alias", test_countries__are_found_by_code_name_and_alias},
          {"are refused where they are wrong", test_countries__are_refused_where_they_are_wrong},
          {"regions are at most thirty-two", test_countries__regions_are_at_most_thirty_two})
