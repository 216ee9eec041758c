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

static const char *name_of(const struct cir_definitions *definitions, uint32_t sector)
{
    return sector != CIR_INDEX_NONE ? definitions->sectors[sector].code : "none";
}

/* "energy,health": all of a set, in the order of sectors.csv. */
static void write_set(char *text, size_t size, const struct cir_definitions *definitions, uint64_t set)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < definitions->sector_count; i++)
        if ((set >> i & 1) != 0)
            used +=
                (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? "," : "", definitions->sectors[i].code);
}

static void check_industry(const struct cir_definitions *definitions, const char *systems, const char *code,
                           const char *sector, const char *holds)
{
    char held[128];
    struct cir_industry industry = cir_industry_of_code(definitions, cir_text_of(systems), code);
    write_set(held, sizeof held, definitions, industry.holds);
    const char *found = name_of(definitions, industry.sector);
    bool is_right = strcmp(found, sector != NULL ? sector : "none") == 0 && (holds == NULL || strcmp(held, holds) == 0);
    if (!is_right)
        printf("%s of %s: %s, and holds '%s'\n", code, systems, found, held);
    CU_ASSERT(is_right);
}

static void test_sector_code__is_one_of_ours_or_none(void)
{
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        check_industry(definitions, "isic,nace", codes[i].code, codes[i].sector, NULL);
    cir_definitions_free(definitions);
}

static uint32_t sector_of(const struct cir_definitions *definitions, const char *systems, const char *code)
{
    return cir_industry_of_code(definitions, cir_text_of(systems), code).sector;
}

static void test_sector_code__is_asked_of_the_systems_in_turn(void)
{
    struct cir_definitions *definitions = built_in();
    uint32_t power = cir_definitions_sector(definitions, cir_text_of("power"));
    uint32_t energy = cir_definitions_sector(definitions, cir_text_of("energy"));
    CU_ASSERT_EQUAL(sector_of(definitions, "isic", "D3511"), energy);
    CU_ASSERT_EQUAL(sector_of(definitions, "nace", "D3511"), power);
    CU_ASSERT_EQUAL(sector_of(definitions, "nace,isic", "D3511"), power);
    CU_ASSERT_EQUAL(sector_of(definitions, "isic", "C19"), energy);
    CU_ASSERT_EQUAL(cir_industry_of_code(definitions, (struct cir_text){0}, "D35").sector, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_industry_of_code(definitions, (struct cir_text){0}, "power").sector, power);
    CU_ASSERT_EQUAL(sector_of(definitions, "xyz", "D35"), CIR_INDEX_NONE);
    cir_definitions_free(definitions);
}

static const struct {
    const char *systems;
    const char *code;
    const char *sector; /* NULL: none */
    const char *holds;
} industries[] = {
    /* what codes below it are, and several that are alike */
    {"nace,isic", "D35", "energy", "power"},
    {"nace,isic", "K", "finance", ""},
    {"nace,isic", "H49", "transport", "energy"},
    {"isic,nace", "D35T39", NULL, "energy,power,water"},
    {"isic,nace", "D", "energy", "power"},
    {"isic,nace", "G", NULL, "health,energy"},
    {"isic,nace", "L", NULL, ""},
    {"isic,nace", "Q", "health", ""},
    {"isic,nace", "G46", NULL, "health,energy"},
    {"isic,nace", "G45T47", NULL, "health,energy"},
    {"isic,nace", "C24A", NULL, ""},
    {"isic,nace", "C10T12", NULL, ""},
    /* revision 3.1, as the world table and the OECD write it */
    {"isic31", "AtB", NULL, ""},
    {"isic31", "15t16", NULL, ""},
    {"isic31", "71t74", NULL, "internet"},
    {"isic31", "23", "energy", ""},
    {"isic31", "24", NULL, "health"},
    {"isic31", "E", "energy", "power,water"},
    {"isic31", "C40T41EGW", "energy", "power,water"},
    {"isic31", "C40T41", NULL, "energy,power,water"},
    {"isic31", "C10T14MIN", NULL, "energy"},
    {"isic31", "C15T16FOD", NULL, ""},
    {"isic31", "C23PET", "energy", ""},
    {"isic31", "C24CHM", NULL, "health"},
    {"isic31", "C30T33XCEQ", NULL, ""},
    {"isic31", "C50T52WRT", NULL, "health,energy"},
    {"isic31", "C60T63TRN", "transport", "energy"},
    {"isic31", "C64PTL", "telecom", "transport"},
    {"isic31", "C65T67FIN", "finance", ""},
    {"isic31", "C80EDU", "education", ""},
    {"isic31", "C85HTH", "health", ""},
    {"isic31", "C90T93OTS", NULL, "water"},
    {"wiod2013", "c1", NULL, ""},
    {"wiod2013", "c17", "energy", "power,water"},
    {"wiod2013", "c27", "telecom", "transport"},
    {"wiod2013", "c33", "health", ""},
    /* EXIOBASE, by code and by name */
    {"exiobase", "i40.11.a", "power", ""},
    {"exiobase", "i40.11.e.1", "power", ""},
    {"exiobase", "i40.12", "energy", ""},
    {"exiobase", "i24.d", NULL, "health"},
    {"exiobase", "Production of electricity by coal", "power", ""},
    {"exiobase", "production of electricity by COAL", "power", ""},
    {"exiobase", "Manufacture of gas; distribution of gaseous fuels through mains", "energy", ""},
    {"exiobase", "Mining of coal and lignite; extraction of peat (10)", "energy", ""},
    {"exiobase", "Transport via railways", "transport", ""},
    {"exiobase", "Transport via pipelines", "energy", ""},
    {"exiobase", "Health and social work (85)", "health", ""},
    {"exiobase", "Waste water treatment, other", "water", ""},
    {"exiobase", "Landfill of waste: Inert/metal/hazardous", NULL, ""},
    /* a name is none of ours for its first letter */
    {"isic,nace", "Production of electricity by coal", NULL, ""},
    {"isic,nace", "Quarrying of stone", NULL, ""},
    {"isic,nace", "Hotels and restaurants (55)", NULL, ""},
    {"exiobase", "Production of electricity by magic", NULL, ""},
    {"exiobase", "Production of electricity", NULL, ""},
};

static void test_sector_code__tells_what_an_industry_is_and_holds(void)
{
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof industries / sizeof industries[0]; i++)
        check_industry(definitions, industries[i].systems, industries[i].code, industries[i].sector,
                       industries[i].holds);
    cir_definitions_free(definitions);
}

static void check_systems(const struct cir_definitions *definitions, const char *list, const char *expected)
{
    enum { MOST = 40 };
    static char words[1024];
    struct cir_raw_node nodes[MOST];
    size_t count = 0;
    snprintf(words, sizeof words, "%s", list);
    for (char *word = strtok(words, "|"); word != NULL && count < MOST; word = strtok(NULL, "|"))
        nodes[count++] = (struct cir_raw_node){.sector = word};
    struct cir_text systems = cir_industry_systems(definitions, cir_industry_any_system, nodes, count);
    if (!cir_text_is(systems, expected))
        printf("%s: '%.*s'\n", list, CIR_TEXT_ARGS(systems));
    CU_ASSERT(cir_text_is(systems, expected));
}

static void test_sector_code__finds_the_edition_of_a_table(void)
{
    struct cir_definitions *definitions = built_in();
    check_systems(definitions, "A01_02|A03|B05_06|C10T12|C31T33|D|E|G|H49|J58T60|J61|J62_63|K|Q|T", "isic,nace");
    check_systems(definitions, "D01T03|D05T06|D35T39|D45T47|D49T53|D61|D84|D86T88|D97T98", "isic,nace");
    check_systems(definitions, "C01T05AGR|C10T14MIN|C15T16FOD|C40T41EGW|C45CON|C65T67FIN|C80EDU|C95PVH", "isic31");
    check_systems(definitions, "AtB|C|15t16|17t18|E|F|50|51|60|64|71t74|J|M|N", "isic31");
    check_systems(definitions, "c1|c2|c3|c10|c17|c23|c35", "wiod2013");
    check_systems(definitions, "i01.a|i40.11.a|i40.12|i85", "exiobase");
    check_systems(definitions, "Raw milk|Production of electricity by coal|Education (80)|Air transport (62)",
                  "exiobase");
    check_systems(definitions, "power|water|rest", "isic,nace");
    CU_ASSERT_EQUAL(cir_industry_systems(definitions, NULL, NULL, 0).size, 0);
    cir_definitions_free(definitions);
}

/* The 63 industries of the ratings, as another project writes them. */
static void test_sector_code__knows_the_industries_of_a_real_table(void)
{
    static const char *const ours[] = {"B05-09 energy",   "C19 energy",    "C21 health",    "D35 energy",
                                       "E36 water",       "E37-39 water",  "H49 transport", "H50 transport",
                                       "H51 transport",   "H52 transport", "H53 transport", "J61 telecom",
                                       "J62-63 internet", "K64 finance",   "K65 finance",   "K66 finance",
                                       "P85 education",   "Q86 health",    "Q87-88 health"};
    FILE *file = fopen(CIR_SOURCE_DIR "/../shared/data/dependency/ihs_criticality_pyIEEM/IHS_critical_NACE64.csv", "r");
    char line[1024] = "";
    if (file == NULL) {
        cir_skip("the ratings of industries are not there");
        return;
    }
    CU_ASSERT_PTR_NOT_NULL(fgets(line, sizeof line, file));
    fclose(file);
    struct cir_definitions *definitions = built_in();
    size_t found = 0;
    size_t industries_count = 0;
    for (char *code = strtok(line, ",\r\n"); code != NULL; code = strtok(NULL, ",\r\n")) {
        char text[64];
        uint32_t sector = sector_of(definitions, "nace,isic", code);
        snprintf(text, sizeof text, "%s %s", code, name_of(definitions, sector));
        industries_count++;
        if (sector == CIR_INDEX_NONE)
            continue;
        if (found == sizeof ours / sizeof ours[0] || strcmp(ours[found], text) != 0)
            printf("%s\n", text);
        CU_ASSERT(found < sizeof ours / sizeof ours[0] && strcmp(ours[found], text) == 0);
        found++;
    }
    CU_ASSERT_EQUAL(found, sizeof ours / sizeof ours[0]);
    CU_ASSERT_EQUAL(industries_count, 63);
    cir_definitions_free(definitions);
}

CIR_SUITE("sector_code", {"is one of ours or none", test_sector_code__is_one_of_ours_or_none},
          {"is asked of the systems in turn", test_sector_code__is_asked_of_the_systems_in_turn},
          {"tells what an industry is and holds", test_sector_code__tells_what_an_industry_is_and_holds},
          {"finds the edition of a table", test_sector_code__finds_the_edition_of_a_table},
          {"knows the industries of a real table", test_sector_code__knows_the_industries_of_a_real_table})
