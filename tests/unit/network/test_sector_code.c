#include "network/sector_code.h"

#include "definitions/definitions.h"
#include "suite.h"

#include <stdio.h>

static const struct {
    const char *code;
    const char *sector; /* NULL: none */
} codes[] = {
    /* of ours, and as the crosswalk has them */
    {"energy", "energy"},
    {"Q", "health"},
    {"C", NULL},
    {"B", NULL},
    {"D35", "energy"},
    {"H49", "transport"},
    {"35.11", "energy"},
    {"R_S", NULL},
    {"none", NULL},
    {"", NULL},
    {"x", NULL},
    {"K61", "telecom"},
    {"J61", "telecom"},
    /* several divisions, of ICIO, FIGARO and pymrio */
    {"B05_06", "energy"},
    {"B05_B06", "energy"},
    {"05_06", "energy"},
    {"C10T12", NULL},
    {"C10-C12", NULL},
    {"E37-E39", "water"},
    {"E37T39", "water"},
    {"C20_21", "health"},
    {"C302T309", NULL},
    {"H49T53", "transport"},
    {"Q86_Q88", "health"},
    {"K64T66", "finance"},
    {"A01_02", NULL},
    {"T97_98", NULL},
    /* more than one of ours */
    {"D35T39", NULL},
    {"D35-E39", NULL},
    {"J61_63", "telecom"},
    /* by their classes */
    {"C19", "energy"},
    {"B09", "energy"},
    {"J62_63", "internet"},
    {"G46", NULL},
    {"G45T47", NULL},
    /* no divisions at all, but a prefix that is known */
    {"E36?", "water"},
    {"E37-", "water"},
    {"E39-E37", NULL},
    {"C1", NULL},
    {"C10T12T13", NULL},
    {"C10T1200000", NULL},
    {"C99999999999999999999", NULL},
};

static struct cir_definitions *built_in(void)
{
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    return definitions;
}

static void test_sector_code__is_one_of_ours_or_none(void)
{
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        uint32_t sector = cir_sector_of_code(definitions, "isic,nace", codes[i].code);
        const char *found = sector != CIR_INDEX_NONE ? definitions->sectors[sector].code : NULL;
        bool is_right = found == codes[i].sector ||
                        (found != NULL && codes[i].sector != NULL && strcmp(found, codes[i].sector) == 0);
        if (!is_right)
            printf("%s: %s\n", codes[i].code, found != NULL ? found : "none");
        CU_ASSERT(is_right);
    }
    cir_definitions_free(definitions);
}

static void test_sector_code__is_asked_of_the_systems_in_turn(void)
{
    struct cir_definitions *definitions = built_in();
    uint32_t power = cir_definitions_sector(definitions, cir_text_of("power"));
    uint32_t energy = cir_definitions_sector(definitions, cir_text_of("energy"));
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, "isic", "D3511"), energy);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, "nace", "D3511"), power);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, "nace,isic", "D3511"), power);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, "isic", "C19"), energy);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, NULL, "D35"), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, NULL, "power"), power);
    CU_ASSERT_EQUAL(cir_sector_of_code(definitions, "xyz", "D35"), CIR_INDEX_NONE);
    cir_definitions_free(definitions);
}

CIR_SUITE("sector_code", {"is one of ours or none", test_sector_code__is_one_of_ours_or_none},
          {"is asked of the systems in turn", test_sector_code__is_asked_of_the_systems_in_turn})
