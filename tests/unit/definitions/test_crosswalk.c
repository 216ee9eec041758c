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
    {"sectors/crosswalk.csv", 3, "naics,2213,water,elsewhere", 3, 4, "source: 'elsewhere' is not a key"},
};

static void test_crosswalk__is_refused_where_it_is_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("crosswalk",
          {"finds codes, names and the longest prefix", test_crosswalk__finds_codes_names_and_the_longest_prefix},
          {"is refused where it is wrong", test_crosswalk__is_refused_where_it_is_wrong})
