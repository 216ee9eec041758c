#include "overlay.h"
#include "suite.h"

#include <stdio.h>

static void test_crosswalk__finds_codes_names_and_the_longest_prefix(void)
{
    static const struct {
        const char *code;
        uint32_t sector;
    } rows[] = {
        {"energy", 0},
        {"Energy", 0},
        {"ELECTRICITY", 0},
        {"wasser", 1},
        {"naics:22", 0},
        {"naics:221", 0},
        {"naics:2213", 1},
        {"naics:22131", 1},
        {"NAICS:22131", 1},
        {"nace:d35.11", 0},
        {"naics:111", CIR_SECTOR_NONE},
        {"none", CIR_SECTOR_NONE},
        {"naics:2", CIR_INDEX_NONE},
        {"naics:", CIR_INDEX_NONE},
        {"naics:99", CIR_INDEX_NONE},
        {"isic:22", CIR_INDEX_NONE},
        {":22", CIR_INDEX_NONE},
        {"", CIR_INDEX_NONE},
        {"nace:D35", CIR_INDEX_NONE},
        {"22", CIR_INDEX_NONE},
        {"energy ", CIR_INDEX_NONE},
    };
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t sector = cir_definitions_sector(definitions, cir_text_of(rows[i].code));
        if (sector != rows[i].sector)
            printf("'%s' gives %u\n", rows[i].code, sector);
        CU_ASSERT_EQUAL(sector, rows[i].sector);
    }
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {"sectors/crosswalk.csv", 3, "NAICS,2213,water,own", 3, 1, "system: 'NAICS' is not a code"},
    {"sectors/crosswalk.csv", 3, "naics,,water,own", 3, 2, "code: is empty"},
    {"sectors/crosswalk.csv", 3, "naics,22;13,water,own", 3, 2, "code: '22;13' is not a code without ';'"},
    {"sectors/crosswalk.csv", 3, "naics,22,water,own", 3, 1, "system: 'naics' with code '22' is repeated"},
    {"sectors/crosswalk.csv", 3, "naics,2213,wasser,own", 3, 3, "sector: 'wasser' is not a code of sectors.csv, or"},
    {"sectors/crosswalk.csv", 3, "naics,2213,energy;wasser,own", 3, 3,
     "sector: 'wasser' is not a code of sectors.csv, or"},
    {"sectors/crosswalk.csv", 3, "naics,2213,energy;water;energy,own", 3, 3, "sector: 'energy' stands there twice"},
    {"sectors/crosswalk.csv", 3, "naics,2213,none;water;water,own", 3, 3, "sector: 'water' stands there twice"},
    {"sectors/crosswalk.csv", 3, "naics,2213,water;none,own", 3, 3, "sector: 'none' is not a code of sectors.csv, or"},
    {"sectors/crosswalk.csv", 3, "naics,2213,water;,own", 3, 3, "sector: '' is not a code of sectors.csv, or"},
    {"sectors/crosswalk.csv", 3, "naics,2213,water,elsewhere", 3, 4, "source: 'elsewhere' is not a key"},
};

static void test_crosswalk__tells_what_else_a_code_holds(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, "sectors/crosswalk.csv", 3, "naics,2213,none;water;energy,own");
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    const struct cir_crosswalk *row = cir_definitions_crosswalk(definitions, cir_text_of("NAICS:22131"));
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    CU_ASSERT_STRING_EQUAL(row->code, "2213");
    CU_ASSERT_EQUAL(row->sector, CIR_SECTOR_NONE);
    CU_ASSERT_EQUAL(row->holds, 3);
    row = cir_definitions_crosswalk(definitions, cir_text_of("naics:22"));
    CU_ASSERT_EQUAL(row->holds, 0);
    CU_ASSERT_PTR_NULL(cir_definitions_crosswalk(definitions, cir_text_of("naics:9")));
    CU_ASSERT_PTR_NULL(cir_definitions_crosswalk(definitions, cir_text_of("energy")));
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_crosswalk__is_refused_where_it_is_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("crosswalk",
          {"finds codes, names and the longest prefix", test_crosswalk__finds_codes_names_and_the_longest_prefix},
          {"tells what else a code holds", test_crosswalk__tells_what_else_a_code_holds},
          {"is refused where it is wrong", test_crosswalk__is_refused_where_it_is_wrong})
