#include "overlay.h"
#include "suite.h"

#define GROUPS "datasets/countries/groups.csv"

static void test_state_groups__are_what_the_table_says(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(definitions->group_count, 2);
    const struct cir_state_group *eu = &definitions->groups[0];
    CU_ASSERT_STRING_EQUAL(eu->code, "eu27");
    CU_ASSERT_STRING_EQUAL(eu->source, "own; 2020");
    CU_ASSERT_EQUAL(cir_states_count(&eu->states), 2);
    CU_ASSERT(cir_states_has(&eu->states, 0) && cir_states_has(&eu->states, 1));
    CU_ASSERT_EQUAL(cir_index_find(&definitions->group_index, cir_text_of("Pole")), 1);
    CU_ASSERT(cir_states_has(&definitions->groups[1].states, 2));
    CU_ASSERT_EQUAL(cir_index_find(&definitions->group_index, cir_text_of("eu28")), CIR_INDEX_NONE);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {GROUPS, 3, "EU27,AQ,own", 3, 1, "group: 'EU27' is not a code"},
    {GROUPS, 3, ",AQ,own", 3, 1, "group: '' is not a code"},
    {GROUPS, 3, "fr,AQ,own", 3, 1, "group: 'fr' stands for FR already"},
    {GROUPS, 3, "hexagone,AQ,own", 3, 1, "group: 'hexagone' stands for FR already"},
    {GROUPS, 3, "pole,GB,own", 3, 2, "alpha2: 'GB' is not an alpha2 of countries.csv"},
    {GROUPS, 3, "pole,ATA,own", 3, 2, "alpha2: 'ATA' is not an alpha2 of countries.csv"},
    {GROUPS, 3, "eu27,DE,own", 3, 1, "group: 'eu27' with alpha2 'DE' is repeated; it stands in line 2"},
    {GROUPS, 3, "pole,AQ,who", 3, 3, "source: 'who' is not a key of sources.csv"},
};

static void test_state_groups__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

/* Those that come with the program, by how many they are. */
static void test_state_groups__of_the_program_are_whole(void)
{
    static const struct {
        const char *code;
        unsigned members;
        const char *one, *none;
    } groups[] = {{"eu27", 27, "HR", "GB"},   {"eea", 30, "NO", "CH"},           {"nato", 32, "SE", "IE"},
                  {"asean", 11, "TL", "PG"},  {"african-union", 55, "MA", "YE"}, {"arab-league", 22, "SD", "IR"},
                  {"ecowas", 12, "GN", "ML"}, {"usmca", 3, "MX", "GT"},          {"gcc", 6, "OM", "YE"}};
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        uint32_t number = cir_index_find(&definitions->group_index, cir_text_of(groups[i].code));
        CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
        const struct cir_states *states = &definitions->groups[number].states;
        CU_ASSERT_EQUAL(cir_states_count(states), groups[i].members);
        CU_ASSERT(cir_states_has(states, cir_definitions_country(definitions, cir_text_of(groups[i].one))));
        CU_ASSERT(!cir_states_has(states, cir_definitions_country(definitions, cir_text_of(groups[i].none))));
    }
    cir_definitions_free(definitions);
}

CIR_SUITE("state_groups", {"are what the table says", test_state_groups__are_what_the_table_says},
          {"are refused where they are wrong", test_state_groups__are_refused_where_they_are_wrong},
          {"of the program are whole", test_state_groups__of_the_program_are_whole})
