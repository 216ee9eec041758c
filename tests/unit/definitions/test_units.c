#include "overlay.h"
#include "suite.h"

#include <stdio.h>

static void test_units__are_what_the_tables_say(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    uint32_t households = cir_index_find(&definitions->people_unit_index, cir_text_of("Households"));
    CU_ASSERT_EQUAL_FATAL(households, 1);
    CU_ASSERT_EQUAL(definitions->people_units[1].low, 1.9);
    CU_ASSERT_EQUAL(definitions->people_units[1].point, 2.385);
    CU_ASSERT_EQUAL(definitions->people_units[1].high, 4.6);
    uint32_t severe = cir_index_find(&definitions->service_loss_index, cir_text_of("severe"));
    CU_ASSERT_EQUAL_FATAL(severe, 2);
    CU_ASSERT_EQUAL(definitions->service_losses[2].high, 0.95);
    uint32_t days = cir_index_find(&definitions->time_unit_index, cir_text_of("days"));
    CU_ASSERT_EQUAL_FATAL(days, 1);
    CU_ASSERT_EQUAL(definitions->time_units[1].low, 24);
    CU_ASSERT_EQUAL(definitions->time_units[1].high, 24);
    CU_ASSERT_EQUAL_FATAL(definitions->abroad_test_count, 2);
    CU_ASSERT_STRING_EQUAL(definitions->abroad_tests[1].code, "many_states");
    CU_ASSERT_EQUAL(definitions->abroad_tests[1].point, 19);
    CU_ASSERT_EQUAL_FATAL(definitions->column_synonym_count, 2);
    CU_ASSERT(cir_text_is(definitions->column_synonyms[1].target, "deaths"));
    CU_ASSERT(cir_text_is(definitions->column_synonyms[1].name, "killed"));
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_units__have_reaches_in_rising_order(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->reach_count, 2);
    CU_ASSERT_EQUAL(definitions->reaches[0].reach, 3); /* regional */
    CU_ASSERT_EQUAL(definitions->reaches[0].states_min, 2);
    CU_ASSERT_EQUAL(definitions->reaches[0].regions_min, 1);
    CU_ASSERT_EQUAL(definitions->reaches[1].reach, 4); /* global */
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

#define PEOPLE   "datasets/measures/people_units.csv"
#define LOSS     "datasets/measures/service_loss.csv"
#define REACH    "datasets/measures/reach.csv"
#define TIME     "datasets/measures/time_units.csv"
#define ABROAD   "datasets/measures/states_abroad.csv"
#define SYNONYMS "datasets/measures/column_synonyms.csv"

static const struct fault faults[] = {
    {PEOPLE, 3, "Persons,1.9,2.385,4.6,own", 3, 1, "unit: 'Persons' is repeated; it stands in line 2"},
    {PEOPLE, 3, ",1.9,2.385,4.6,own", 3, 1, "unit: is empty"},
    {PEOPLE, 3, "a;b,1.9,2.385,4.6,own", 3, 1, "unit: 'a;b' is not a word without ';'"},
    {PEOPLE, 3, "households,0,2.385,4.6,own", 3, 2, "persons_low: '0' is not a number above 0"},
    {PEOPLE, 3, "households,2.5,2.385,4.6,own", 3, 2, "persons_low: '2.5' lies above persons '2.385'"},
    {PEOPLE, 3, "households,1.9,2.385,2.3,own", 3, 3, "persons: '2.385' lies above persons_high '2.3'"},
    {PEOPLE, 3, "households,1.9,2.385,many,own", 3, 4, "persons_high: 'many' is not a number above 0"},
    {PEOPLE, 3, "households,1.9,2.385,4.6,", 3, 5, "source: '' is not a key"},
    {LOSS, 3, NULL, 0, 0, "option 'degraded' is missing"},
    {LOSS, 6, "partial,0,0,0,own", 6, 1, "option: 'partial' is not one of none;degraded;severe;total"},
    {LOSS, 3, "degraded,0.05,0.25,1.5,own", 3, 4, "high: '1.5' is not a number from 0 to 1"},
    {REACH, 3, "continental,2,1,own", 3, 1, "reach: 'continental' is not one of local;"},
    {REACH, 3, "global,2,1,own", 3, 1, "reach: 'global' is repeated"},
    {REACH, 3, "regional,-2,1,own", 3, 2, "states_min: '-2' is not a number from 0 on"},
    {REACH, 3, "regional,2,,own", 3, 3, "regions_min: '' is not a number from 0 on"},
    {REACH, 3, "regional,2,1,who", 3, 4, "source: 'who' is not a key"},
    {ABROAD, 3, "three_states,19,own", 3, 1, "column: 'three_states' is repeated; it stands in line 2"},
    {ABROAD, 3, "Many States,19,own", 3, 1, "column: 'Many States' is not"},
    {ABROAD, 3, "many_states,0,own", 3, 2, "states: '0' is not a number above 0"},
    {ABROAD, 3, "many_states,19,who", 3, 3, "source: 'who' is not a key"},
    {TIME, 3, "days,0,own", 3, 2, "hours: '0' is not a number above 0"},
    {SYNONYMS, 3, "dead,killed,own", 3, 1, "target: 'dead' is not a canonical column"},
    {SYNONYMS, 3, "deaths,Case No,own", 3, 2, "synonym: 'Case No' is repeated; it stands in line 2"},
    {SYNONYMS, 3, "deaths,,own", 3, 2, "synonym: is empty"},
    {SYNONYMS, 3, "deaths,killed,who", 3, 3, "source: 'who' is not a key"},
    {TIME, 3, "H,24,own", 3, 1, "unit: 'H' is repeated"},
};

static void test_units__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

static void test_units__of_people_are_at_most_63(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    for (size_t line = 4; line < 66; line++) {
        char row[64];
        snprintf(row, sizeof row, "unit%zu,1.9,2.385,4.6,own", line);
        overlay_edit(&overlay, PEOPLE, line, row);
    }
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT_EQUAL(found.error.line, 65);
    CU_ASSERT_STRING_EQUAL(found.error.message, "unit: a table holds at most 63 people units");
    overlay_remove(&overlay);
}

CIR_SUITE("units", {"are what the tables say", test_units__are_what_the_tables_say},
          {"have reaches in rising order", test_units__have_reaches_in_rising_order},
          {"are refused where they are wrong", test_units__are_refused_where_they_are_wrong},
          {"of people are at most 63", test_units__of_people_are_at_most_63})
