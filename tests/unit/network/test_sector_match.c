#include "network/sector_match.h"

#include "definitions/definitions.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

struct match {
    const char *code;
    const char *sector; /* "": none of ours, or more than one */
};

static void check_matches(const char *systems, const struct match *matches, size_t count)
{
    struct cir_definitions *definitions;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = cir_sector_match(definitions, systems, matches[i].code);
        const char *found = number != CIR_INDEX_NONE ? definitions->sectors[number].code : "";
        if (strcmp(found, matches[i].sector) != 0)
            printf("%s: expected '%s', found '%s'\n", matches[i].code, matches[i].sector, found);
        CU_ASSERT_STRING_EQUAL(found, matches[i].sector);
    }
    cir_definitions_free(definitions);
}

#define CHECK_MATCHES(systems, matches) check_matches(systems, matches, sizeof(matches) / sizeof(matches)[0])

static void test_sector_match__knows_divisions_and_what_joins_them(void)
{
    static const struct match matches[] = {
        {"D35", "energy"},     {"35", "energy"},     {"D", "energy"},      {"B05_06", "energy"}, {"H49", "transport"},
        {"K64", "finance"},    {"P85", "education"}, {"Q", "health"},      {"E36", "water"},     {"36", "water"},
        {"K64T66", "finance"}, {"E36T39", "water"},  {"E36-E39", "water"}, {"E36T37", "water"},  {"C10T12", ""},
        {"A01_02", ""},        {"L68", ""},          {"O84", ""},
    };
    CHECK_MATCHES("isic,nace", matches);
}

static void test_sector_match__asks_classes_where_the_division_is_none_of_ours(void)
{
    static const struct match matches[] = {
        {"C19", "energy"}, {"B09", "energy"},      {"C20", ""},    {"G47", ""}, {"C", ""},
        {"B", ""},         {"J62_63", "internet"}, {"J58T60", ""},
    };
    CHECK_MATCHES("isic,nace", matches);
}

static void test_sector_match__takes_no_code_that_means_two(void)
{
    static const struct match matches[] = {
        {"C19T21", ""},
        {"D35_E36", ""},
        {"H53_J61", ""},
        {"D35T36", ""},
    };
    CHECK_MATCHES("isic,nace", matches);
}

static void test_sector_match__takes_what_is_named_as_ours(void)
{
    static const struct match matches[] = {
        {"power", "power"}, {"elections", "elections"}, {"Power", ""}, {"electricity", ""}, {"none", ""}, {"rest", ""},
    };
    CHECK_MATCHES("isic,nace", matches);
    CHECK_MATCHES(NULL, matches);
}

/* Codes of older revisions mean other industries: "c21" of the tables of 2013 is retail trade, C21 makes medicines. */
static void test_sector_match__reads_nothing_into_what_is_no_code(void)
{
    static const struct match matches[] = {
        {"c21", ""},
        {"", ""},
        {"_", ""},
        {"D35_", ""},
        {"_D35", ""},
        {"D35T", ""},
        {"D39T35", ""},
        {"D35 ", ""},
        {"D3", ""},
        {"DD35", ""},
        {"D35x", ""},
        {"D35T366", ""},
        {"3500T3599", "energy"},
        {"3500T3600", ""},
        {"D35351", ""},
        {"isic:D35", ""},
        {"T", ""},
        {"35T", ""},
        {"K64--66", ""},
        {"99999999999999999999999999999999999999999999999999", ""},
    };
    CHECK_MATCHES("isic,nace", matches);
}

static void test_sector_match__asks_no_system_that_it_is_not_told(void)
{
    static const struct match none[] = {{"D35", ""}, {"K64", ""}, {"energy", "energy"}};
    static const struct match classes[] = {{"3511", "power"}, {"R", ""}, {"R86", "health"}};
    CHECK_MATCHES(NULL, none);
    CHECK_MATCHES("nace", classes);
}

CIR_SUITE("sector_match",
          {"knows divisions and what joins them", test_sector_match__knows_divisions_and_what_joins_them},
          {"asks classes where the division is none of ours",
           test_sector_match__asks_classes_where_the_division_is_none_of_ours},
          {"takes no code that means two", test_sector_match__takes_no_code_that_means_two},
          {"takes what is named as ours", test_sector_match__takes_what_is_named_as_ours},
          {"reads nothing into what is no code", test_sector_match__reads_nothing_into_what_is_no_code},
          {"asks no system that it is not told", test_sector_match__asks_no_system_that_it_is_not_told})
