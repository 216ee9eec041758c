#include "overlay.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static void test_sector_tables__are_what_the_tables_say(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->sector_count, 3);
    const struct cir_sector *energy = &definitions->sectors[0];
    CU_ASSERT_STRING_EQUAL(energy->code, "energy");
    CU_ASSERT_STRING_EQUAL(energy->paragraph, "45");
    CU_ASSERT_STRING_EQUAL(energy->source, "own; para 45");
    CU_ASSERT_EQUAL(energy->tolerable_outage_h, 6.5);
    CU_ASSERT(energy->life_critical && energy->several_states);
    CU_ASSERT(!definitions->sectors[2].life_critical && definitions->sectors[2].several_states);
    CU_ASSERT_EQUAL_FATAL(definitions->service_count, 2);
    CU_ASSERT_EQUAL(definitions->services[0].tolerable_outage_h, 1.5);
    CU_ASSERT_STRING_EQUAL(definitions->services[1].name, "Water supply, piped");
    CU_ASSERT(isnan(definitions->services[1].tolerable_outage_h));
    CU_ASSERT_EQUAL(definitions->services[1].sector, 1);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static void test_sector_tables__share_their_dependents(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->dependency_count, 3);
    CU_ASSERT_DOUBLE_EQUAL(definitions->sectors[0].dependents_share, (0.8 + 0.6) / 2, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(definitions->sectors[1].dependents_share, 0.3 / 2, 1e-15);
    CU_ASSERT_EQUAL(definitions->sectors[2].dependents_share, 0);
    CU_ASSERT_EQUAL(definitions->dependencies[0].sector, 1);
    CU_ASSERT_EQUAL(definitions->dependencies[0].depends_on, 0);
    CU_ASSERT_EQUAL(definitions->dependencies[0].felt_after_h, 4);
    CU_ASSERT(isnan(definitions->dependencies[1].redundancy));
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {"sectors/sectors.csv", 3, "Water,45,24,yes,no,own", 3, 1, "code: 'Water' is not a code"},
    {"sectors/sectors.csv", 3, "energy,45,24,yes,no,own", 3, 1, "code: 'energy' is repeated; it stands in line 2"},
    {"sectors/sectors.csv", 5, "none,45,24,yes,no,own", 5, 1, "code: 'none' is not a code"},
    {"sectors/sectors.csv", 3, "water,45,0,yes,no,own", 3, 3, "tolerable_outage_h: '0' is not a number above 0"},
    {"sectors/sectors.csv", 3, "water,45,,yes,no,own", 3, 3, "tolerable_outage_h: '' is not a number above 0"},
    {"sectors/sectors.csv", 3, "water,45,24,true,no,own", 3, 4, "life_critical: 'true' is not one of no;yes"},
    {"sectors/sectors.csv", 3, "water,45,24,yes,,own", 3, 5, "several_states: '' is not one of no;yes"},
    {"sectors/sectors.csv", 3, "water,45,24,yes,no,", 3, 6, "source: '' is not a key of sources.csv"},
    {"sectors/sectors.csv", 3, "water,45,24,yes,no,owner; p 1", 3, 6, "source: 'owner' is not a key"},
    {"sectors/aliases.csv", 3, "Wasser,water", 3, 1, "alias: 'Wasser' is not a name in lower case"},
    {"sectors/aliases.csv", 3, "was;ser,water", 3, 1, "alias: 'was;ser' is not a name"},
    {"sectors/aliases.csv", 3, "unknown,water", 3, 1, "alias: 'unknown' is not a name"},
    {"sectors/aliases.csv", 3, ",water", 3, 1, "alias: is empty"},
    {"sectors/aliases.csv", 3, "energy,water", 3, 1, "alias: 'energy' stands for sector 'energy' already"},
    {"sectors/aliases.csv", 3, "electricity,energy", 3, 1, "alias: 'electricity' is repeated; it stands in line 2"},
    {"sectors/aliases.csv", 3, "wasser,electricity", 3, 2, "sector: 'electricity' is not a code of sectors.csv"},
    {"sectors/services.csv", 3, "grid,water,Supply,persons,,own", 3, 1, "service: 'grid' is repeated"},
    {"sectors/services.csv", 3, "supply,wasser,Supply,persons,,own", 3, 2, "sector: 'wasser' is not a code"},
    {"sectors/services.csv", 3, "supply,water,,persons,,own", 3, 3, "name: is empty"},
    {"sectors/services.csv", 3, "supply,water,Supply,,,own", 3, 4, "unit: is empty"},
    {"sectors/services.csv", 3, "supply,water,Supply,persons,-1,own", 3, 5, "tolerable_outage_h: '-1' is not"},
    {"sectors/dependencies.csv", 2, "wather,energy,0.8,4,0.25,own", 2, 1, "sector: 'wather' is not a code"},
    {"sectors/dependencies.csv", 2, "water,energie,0.8,4,0.25,own", 2, 2, "depends_on: 'energie' is not a code"},
    {"sectors/dependencies.csv", 2, "water,water,0.8,4,0.25,own", 2, 2, "depends_on: 'water' is not another sector"},
    {"sectors/dependencies.csv", 2, "water,energy,1.2,4,0.25,own", 2, 3, "criticality: '1.2' is not a number from 0"},
    {"sectors/dependencies.csv", 2, "water,energy,0.8,-4,0.25,own", 2, 4, "felt_after_h: '-4' is not a number"},
    {"sectors/dependencies.csv", 2, "water,energy,0.8,4,25,own", 2, 5, "redundancy: '25' is not a number from 0 to 1"},
    {"sectors/dependencies.csv", 5, "water,energy,0.7,4,0.25,own", 5, 1, "sector: 'water' with depends_on 'energy'"},
};

static void test_sector_tables__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

/* Findings on what refers to the sectors that are gone are beside the point. */
static bool was_found(const struct found *found, size_t line, const char *message)
{
    for (size_t i = 0; i < found->count && i < sizeof found->list / sizeof found->list[0]; i++)
        if (found->list[i].line == line && strstr(found->list[i].message, message) != NULL)
            return true;
    return false;
}

static void test_sector_tables__are_at_least_one(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_write(&overlay, "sectors/sectors.csv",
                  "code,paragraph,tolerable_outage_h,life_critical,several_states,source\n");
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    CU_ASSERT(was_found(&found, 0, "no sector; expected at least one"));
    overlay_remove(&overlay);
}

static void test_sector_tables__are_at_most_63(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    for (size_t i = 3; i < 64; i++) {
        char row[64];
        char name[64];
        snprintf(row, sizeof row, "s%zu,45,6.5,yes,no,own", i);
        overlay_edit(&overlay, "sectors/sectors.csv", i + 2, row);
        for (size_t k = 0; i < 63 && k < 6; k++) {
            snprintf(name, sizeof name, "s%zu,%.2s,a name", i, &"arenesfrruzh"[2 * k]);
            overlay_edit(&overlay, "sectors/names.csv", 2 + 6 * i + k, name);
        }
    }
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 1);
    CU_ASSERT(was_found(&found, 65, "code: a table holds at most 63 sectors"));
    overlay_edit(&overlay, "sectors/sectors.csv", 65, NULL);
    overlay_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

CIR_SUITE("sector_tables", {"are what the tables say", test_sector_tables__are_what_the_tables_say},
          {"share their dependents", test_sector_tables__share_their_dependents},
          {"are refused where they are wrong", test_sector_tables__are_refused_where_they_are_wrong},
          {"are at least one", test_sector_tables__are_at_least_one},
          {"are at most 63", test_sector_tables__are_at_most_63})
