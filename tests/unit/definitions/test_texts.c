#include "overlay.h"
#include "suite.h"

#include <string.h>

static void test_texts__stand_in_the_order_of_the_languages(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_STRING_EQUAL(definitions->sectors[1].names[CIR_AR], "water in ar");
    CU_ASSERT_STRING_EQUAL(definitions->sectors[1].names[CIR_ZH], "water in zh");
    CU_ASSERT_STRING_EQUAL(definitions->sectors[0].short_names[CIR_RU], "energy in ru");
    CU_ASSERT_STRING_EQUAL(definitions->sectors[1].short_names[CIR_RU], "water in ru");
    CU_ASSERT_STRING_EQUAL(definitions->countries[0].names[CIR_ES], "DE in es");
    CU_ASSERT_STRING_EQUAL(definitions->regions[2].names[CIR_FR], "019 in fr");
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {"sectors/names.csv", 2, NULL, 0, 0, "'energy' has no text in ar"},
    {"sectors/names.csv", 13, "water,en,again", 13, 1, "id: 'water' with lang 'en' is repeated; it stands in line 9"},
    {"sectors/names.csv", 13, "water,en,again", 0, 0, "'water' has no text in zh"},
    {"sectors/names.csv", 9, "water,en,", 9, 3, "text: is empty"},
    {"sectors/names.csv", 9, "water,de,Wasser", 9, 2, "lang: 'de' is not one of ar;en;es;fr;ru;zh"},
    {"sectors/names.csv", 9, "electricity,en,Power", 9, 1, "id: 'electricity' is not an id that has texts"},
    {"sectors/short_names.csv", 9, NULL, 0, 0, "'finance' has no text in en"},
    {"sectors/short_names.csv", 9, "coal,en,coal", 9, 1, "id: 'coal' is not an id that has texts"},
    {"datasets/countries/names.csv", 3, NULL, 0, 0, "'DE' has no text in en"},
    {"datasets/countries/region_names.csv", 19, NULL, 0, 0, "'019' has no text in zh"},
};

static void test_texts__are_refused_where_they_are_not_six(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("texts", {"stand in the order of the languages", test_texts__stand_in_the_order_of_the_languages},
          {"are refused where they are not six", test_texts__are_refused_where_they_are_not_six})
