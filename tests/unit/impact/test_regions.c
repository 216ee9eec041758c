#include "impact/regions.h"

#include "definitions/definitions.h"
#include "made_network.h"
#include "suite.h"

static struct cir_definitions *built_in(void)
{
    struct cir_definitions *definitions = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    return definitions;
}

static uint32_t number_of(const struct cir_definitions *definitions, const char *country)
{
    return cir_definitions_country(definitions, cir_text_of(country));
}

static void test_regions__are_read_from_groups_and_states(void)
{
    static const struct {
        const char *text;
        unsigned states;
        const char *one; /* NULL: none is asked for */
    } lists[] = {{NULL, 0, NULL},
                 {"subregion", 0, NULL},
                 {"eu27", 27, "DEU"},
                 {"EU27", 27, "DEU"},
                 {"DEU,FRA,BEL,NLD", 4, "NLD"},
                 {"de, france ,056", 3, "BEL"},
                 {"eu27,GBR,CHE", 29, "CHE"},
                 {"eu27,eea,efta", 31, "CHE"}};
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct cir_states group;
        CU_ASSERT_EQUAL(cir_regions_read(&group, definitions, lists[i].text, NULL), CIR_OK);
        CU_ASSERT_EQUAL(cir_states_count(&group), lists[i].states);
        CU_ASSERT(lists[i].one == NULL || cir_states_has(&group, number_of(definitions, lists[i].one)));
    }
    cir_definitions_free(definitions);
}

static void test_regions__refuse_what_is_neither(void)
{
    static const struct {
        const char *text;
        const char *says;
    } lists[] = {
        {"eu28", "'eu28' is no State and no group of States that is known; 'cirisk countries list' shows both"},
        {"DEU,,FRA", "'' is no State and no group of States that is known; 'cirisk countries list' shows both"},
        {"", "'' is no State and no group of States that is known; 'cirisk countries list' shows both"},
        {"DEU,FRA,DE", "'DE' is of the region already"},
        {"eu27,DEU", "'DEU' is of the region already"}};
    struct cir_definitions *definitions = built_in();
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct cir_states group;
        struct cir_error error;
        CU_ASSERT_EQUAL(cir_regions_read(&group, definitions, lists[i].text, &error), CIR_BAD_USE);
        CU_ASSERT_STRING_EQUAL(error.message, lists[i].says);
    }
    cir_definitions_free(definitions);
}

/* France and Germany are of one sub-region, Poland and the Russian Federation of another, and the rest is of none. */
static void test_regions__join_states_of_the_list_and_leave_others_to_sub_regions(void)
{
    static const char *const countries[] = {"DEU", "FRA", "POL", "RUS", NULL};
    static const double flows[25] = {0};
    static const double output[] = {1, 1, 1, 1, 1};
    int regions[5];
    struct cir_states group;
    struct cir_definitions *definitions = built_in();
    struct cir_network *network = made_network(5, 1, flows, output, NULL);
    for (size_t i = 0; i < network->state_count; i++)
        network->states[i].country = countries[i] != NULL ? number_of(definitions, countries[i]) : CIR_INDEX_NONE;
    CU_ASSERT_EQUAL(cir_regions_read(&group, definitions, NULL, NULL), CIR_OK);
    cir_regions_make(regions, network, definitions, &group);
    CU_ASSERT_EQUAL(regions[0], regions[1]);
    CU_ASSERT_EQUAL(regions[2], regions[3]);
    CU_ASSERT_NOT_EQUAL(regions[0], regions[2]);
    CU_ASSERT_EQUAL(regions[4], CIR_NO_REGION);
    CU_ASSERT_EQUAL(cir_regions_read(&group, definitions, "POL,DEU", NULL), CIR_OK);
    cir_regions_make(regions, network, definitions, &group);
    CU_ASSERT_EQUAL(regions[0], regions[2]);
    CU_ASSERT_NOT_EQUAL(regions[0], regions[1]);
    CU_ASSERT_NOT_EQUAL(regions[2], regions[3]);
    CU_ASSERT_EQUAL(regions[1], (int)definitions->countries[number_of(definitions, "FRA")].subregion);
    CU_ASSERT_EQUAL(regions[4], CIR_NO_REGION);
    made_network_free(network);
    cir_definitions_free(definitions);
}

CIR_SUITE("regions", {"are read from groups and States", test_regions__are_read_from_groups_and_states},
          {"refuse what is neither", test_regions__refuse_what_is_neither},
          {"join States of the list and leave others to sub-regions",
           test_regions__join_states_of_the_list_and_leave_others_to_sub_regions})
