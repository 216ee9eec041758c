#include "suite.h"
#include "toy_network.h"

#include <math.h>
#include <stdio.h>

#define NETWORK     TOY "network.csv"
#define SECTORS     TOY "sectors.csv"
#define NODES       TOY "nodes.csv"
#define CRITICALITY TOY "criticality.csv"
#define LINKS       TOY "links.csv"

// clang-format off
static const struct fault faults[] = {
    {NETWORK, 1, "key,value", 1, 0, "column 'source' is missing; expected key,value,source"},
    {NETWORK, 2, "name,toys,own", 2, 2, "value: 'toys' is not the name of the folder"},
    {NETWORK, 2, NULL, 0, 0, "key 'name' is missing"},
    {NETWORK, 3, NULL, 0, 0, "key 'title' is missing"},
    {NETWORK, 3, "title,,own", 3, 2, "value: is empty; expected a text"},
    {NETWORK, 4, NULL, 0, 0, "key 'year' is missing"},
    {NETWORK, 4, "year,1789,own", 4, 2, "value: '1789' is not a whole number from 1900 to 2200"},
    {NETWORK, 4, "year,2020.5,own", 4, 2, "value: '2020.5' is not a whole number from 1900 to 2200"},
    {NETWORK, 5, NULL, 0, 0, "key 'unit' is missing"},
    {NETWORK, 6, NULL, 0, 0, "key 'licence' is missing"},
    {NETWORK, 7, NULL, 0, 0, "key 'source' is missing"},
    {NETWORK, 7, "source,by hand,elsewhere", 7, 3, "source: 'elsewhere' is not a key of sources.csv"},
    {NETWORK, 8, NULL, 8, 1, "key: 'rest_domestic_share' is not of use without the key 'rest'"},
    {NETWORK, 9, NULL, 0, 0, "key 'rest_domestic_share' is missing"},
    {NETWORK, 9, "rest_domestic_share,1.01,own", 9, 2, "value: '1.01' is not a number from 0 to 1"},
    {NETWORK, 10, "tolerance,2 %,own", 10, 2, "value: '2 %' is not a number from 0 to 1"},
    {NETWORK, 11, "colour,red,own", 11, 1, "key: 'colour' is not a key of a network"},
    {NETWORK, 11, "year,2021,own", 11, 1, "key: 'year' is repeated; it stands in line 4"},

    {SECTORS, 1, "code,name,sector,hours,source", 1, 4, "'hours' is not a column of this table"},
    {SECTORS, 2, ",Grids,energy,48.5,own", 2, 1, "code: is empty; expected a text"},
    {SECTORS, 2, "grid,,energy,48.5,own", 2, 2, "name: is empty; expected a text"},
    {SECTORS, 2, "grid,Grids,power,48.5,own", 2, 3, "sector: 'power' is not a code of sectors/sectors.csv, or empty"},
    {SECTORS, 2, "grid,Grids,energy,0,own", 2, 4, "recovery_h: '0' is not hours above 0"},
    {SECTORS, 2, "grid,Grids,energy,soon,own", 2, 4, "recovery_h: 'soon' is not hours above 0"},
    {SECTORS, 2, "grid,Grids,energy,48.5,", 2, 5, "source: '' is not a key of sources.csv"},
    {SECTORS, 3, "grid,Water mains,water,24,own", 3, 1, "code: 'grid' is repeated; it stands in line 2"},

    {NODES, 1, "node,output", 1, 0, "column 'final_demand' is missing; expected node,output,final_demand"},
    {NODES, 2, "DEU,30,15.865", 2, 1, "node: 'DEU' is not STATE:SECTOR"},
    {NODES, 2, ":grid,30,15.865", 2, 1, "node: ':grid' is not STATE:SECTOR"},
    {NODES, 2, "DEU:,30,15.865", 2, 1, "node: 'DEU:' is not STATE:SECTOR"},
    {NODES, 2, ",30,15.865", 2, 1, "node: is empty; expected a text"},
    {NODES, 2, "DEU:grid,-30,15.865", 2, 2, "output: '-30' is not a number from 0 on"},
    {NODES, 2, "DEU:grid,thirty,15.865", 2, 2, "output: 'thirty' is not a number from 0 on"},
    {NODES, 2, "DEU:grid,30,-", 2, 3, "final_demand: '-' is not a number"},
    {NODES, 2, "DEU:grid,30", 2, 0, "2 cells, expected 3"},
    {NODES, 2, "", 2, 0, "the line is blank"},
    {NODES, 3, "DEU:grid,5,4.385", 3, 1, "node: 'DEU:grid' is there twice"},
    {NODES, 9, "ATL:grid,1,1", 9, 1, "'ATL' is no country that is known, and not the rest of the world"},
    {NODES, 9, "FR:mains,1,1", 9, 1, "'FRA' and 'FR' are one State"},
    {NODES, 9, "FRA:rail,1,1", 9, 1, "'rail' is no sector of sectors.csv"},
    {NODES, 9, "FRA:mains,,", 9, 1, "neither output nor final demand of FRA:mains is told"},
    {NODES, 9, "FRA:mains,,-1", 9, 1, "the output of FRA:mains is below 0"},
    {NODES, 9, "FRA:mains,0,-1", 9, 1, "FRA:mains does not balance: it sells 0 to others and -1 to final demand, but makes 0"},
    {NODES, 2, "DEU:grid,30.1,15.865", 2, 1, "DEU:grid does not balance: it sells 14.135 to others and 15.865 to final demand, but makes 30.1"},
    {NODES, 2, "DEU:grid,0,15.865", 2, 1, "DEU:grid sells 14.135 but makes 0"},
    {NODES, 2, "DEU:grid,,-14.135", 2, 1, "DEU:grid sells 14.135 but makes 0"},
    {NODES, 2, "DEU:grid,,-20", 2, 1, "DEU:grid sells 14.135 but makes -5.865"},

    {CRITICALITY, 2, "grids,other,0.55,0.2,1.5,own", 2, 1, "input: 'grids' is not a code of sectors.csv"},
    {CRITICALITY, 2, "grid,energy,0.55,0.2,1.5,own", 2, 2, "user: 'energy' is not a code of sectors.csv"},
    {CRITICALITY, 2, "grid,grid,0.55,0.2,1.5,own", 2, 2, "user: 'grid' is not another sector than the input"},
    {CRITICALITY, 2, "grid,other,1.55,0.2,1.5,own", 2, 3, "criticality: '1.55' is not a number from 0 to 1"},
    {CRITICALITY, 2, "grid,other,,0.2,1.5,own", 2, 3, "criticality: '' is not a number from 0 to 1"},
    {CRITICALITY, 2, "grid,other,0.55,-0.2,1.5,own", 2, 4, "redundancy: '-0.2' is not a number from 0 to 1"},
    {CRITICALITY, 2, "grid,other,0.55,0.2,-1,own", 2, 5, "felt_after_h: '-1' is not a number from 0 on"},
    {CRITICALITY, 2, "grid,other,0.55,0.2,1.5,x", 2, 6, "source: 'x' is not a key of sources.csv"},
    {CRITICALITY, 4, "grid,other,0.5,,,own", 4, 1, "input: 'grid' with user 'other' is repeated; it stands in line 2"},

    {LINKS, 2, "FRX,DEU,grid,2250,0.125,own", 2, 1, "from: 'FRX' is not a code of a country"},
    {LINKS, 2, "FRA,ROW,grid,2250,0.125,own", 2, 2, "to: 'ROW' is not a code of a country"},
    {LINKS, 2, "FRA,FRA,grid,2250,0.125,own", 2, 2, "to: 'FRA' is not another country"},
    {LINKS, 2, "FRA,FR,grid,2250,0.125,own", 2, 2, "to: 'FR' is not another country"},
    {LINKS, 2, "FRA,DEU,energy,2250,0.125,own", 2, 3, "input: 'energy' is not a code of sectors.csv"},
    {LINKS, 2, "FRA,DEU,grid,-1,0.125,own", 2, 4, "capacity_mw: '-1' is not a number from 0 on"},
    {LINKS, 2, "FRA,DEU,grid,2250,1.125,own", 2, 5, "share: '1.125' is not a number from 0 to 1"},
    {LINKS, 2, "FRA,DEU,grid,2250,,own", 2, 5, "share: '' is not a number from 0 to 1"},
    {LINKS, 2, "FRA,DEU,grid,2250,0.125,", 2, 6, "source: '' is not a key of sources.csv"},
    {LINKS, 4, "FR,DEU,grid,1,0.2,own", 4, 1, "from: 'FR' to 'DEU' with 'grid' is repeated; it stands in line 2"},
};

/* What is wrong in one table and seen in another. */
static const struct {
    struct fault fault; /* as it is found */
    const char *path;   /* of what is wrong */
} faults_beyond[] = {
    {{NODES, 8, "rest,ZZZ,own", 7, 1, "'ROW' is no country that is known, and not the rest of the world"}, NETWORK},
    {{NODES, 3, NULL, 3, 1, "'mains' is no sector of sectors.csv"}, SECTORS},
    {{TOY "flows.csv", 3, NULL, 2, 2, "'DEU:mains' is no node of nodes.csv"}, NODES},
    {{NODES, 2, NULL, 2, 1, "DEU:grid does not balance: it sells 11.75 to others and 15.865 to final demand, but makes 30"}, TOY "flows.csv"},
};
// clang-format on

static void test_own_layout__refuses_what_does_not_fit_another_table(void)
{
    static struct found found;
    for (size_t i = 0; i < sizeof faults_beyond / sizeof faults_beyond[0]; i++) {
        const struct fault *fault = &faults_beyond[i].fault;
        struct overlay overlay;
        toy_network_make(&overlay);
        overlay_edit(&overlay, faults_beyond[i].path, fault->line, fault->replacement);
        toy_network_load(&overlay, &found);
        overlay_check_found(&overlay, fault, &found);
        overlay_remove(&overlay);
    }
}

static void test_own_layout__refuses_what_is_wrong(void)
{
    toy_network_check_faults(faults, sizeof faults / sizeof faults[0], false);
}

/* A country that no table knows is not told to be itself as well. */
static void test_own_layout__tells_a_wrong_line_once(void)
{
    static struct found found;
    struct overlay overlay;
    toy_network_make(&overlay);
    overlay_edit(&overlay, LINKS, 2, "FRX,FRX,grid,2250,0.125,own");
    toy_network_load(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 2);
    overlay_remove(&overlay);
}

static void test_own_layout__needs_its_tables(void)
{
    static const struct {
        const char *path;
        const char *missing;
    } rows[] = {
        {NETWORK, "the table is missing"},
        {SECTORS, "the table is missing"},
        {NODES, "the table is missing"},
        {TOY "flows.csv", "the table is missing"},
        {CRITICALITY, NULL},
        {LINKS, NULL},
    };
    static struct found found;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct overlay overlay;
        toy_network_make(&overlay);
        overlay_write(&overlay, rows[i].path, NULL);
        toy_network_load(&overlay, &found);
        CU_ASSERT_EQUAL(found.status, rows[i].missing != NULL ? CIR_BAD_TABLE : CIR_OK);
        if (rows[i].missing != NULL) {
            CU_ASSERT_EQUAL(found.count, 1);
            CU_ASSERT_STRING_EQUAL(found.error.file, rows[i].path);
            CU_ASSERT_STRING_EQUAL(found.error.message, rows[i].missing);
        }
        overlay_remove(&overlay);
    }
}

static void test_own_layout__needs_nodes_and_the_rest_among_them(void)
{
    const struct fault no_nodes = {NETWORK, 0, NULL, 0, 0, "there are no nodes"};
    const struct fault no_rest = {NETWORK, 0, NULL, 8, 2, "value: 'ROW' is not a State of nodes.csv"};
    static struct found found;
    struct overlay overlay;
    toy_network_make(&overlay);
    overlay_write(&overlay, TOY "flows.csv", "from,to,flow\n");
    overlay_write(&overlay, NODES, "node,output,final_demand\nDEU:grid,1,1\n");
    toy_network_load(&overlay, &found);
    overlay_check_found(&overlay, &no_rest, &found);
    overlay_write(&overlay, NODES, "node,output,final_demand\n");
    toy_network_load(&overlay, &found);
    overlay_check_found(&overlay, &no_nodes, &found);
    overlay_remove(&overlay);
}

static void check_words(const struct cir_network *network)
{
    CU_ASSERT_STRING_EQUAL(network->name, "toy");
    CU_ASSERT_STRING_EQUAL(network->title, "A toy");
    CU_ASSERT_STRING_EQUAL(network->unit, "million EUR");
    CU_ASSERT_STRING_EQUAL(network->licence, "free");
    CU_ASSERT_STRING_EQUAL(network->source, "by hand");
    CU_ASSERT_EQUAL(network->year, 2020);
    CU_ASSERT_EQUAL(strlen(network->sha256), 64);
}

static void check_states(const struct cir_network *network)
{
    CU_ASSERT_EQUAL_FATAL(network->state_count, 3);
    CU_ASSERT_EQUAL(network->rest, 2);
    CU_ASSERT_EQUAL(network->rest_domestic_share, 0.75);
    CU_ASSERT_STRING_EQUAL(network->states[1].code, "FRA");
    CU_ASSERT_EQUAL(network->states[1].country, 1);
    CU_ASSERT_EQUAL(network->states[1].first_node, 3);
    CU_ASSERT_EQUAL(network->states[1].node_count, 2);
    CU_ASSERT_EQUAL(network->states[2].country, CIR_INDEX_NONE);
    CU_ASSERT(!network->states[2].is_cut_out);
    CU_ASSERT_EQUAL(cir_network_node_of(network, 1, 2), 4);
    CU_ASSERT_EQUAL(cir_network_node_of(network, 1, 1), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_network_state_of_country(network, 1), 1);
    CU_ASSERT_EQUAL(cir_network_state_of_country(network, 2), CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(cir_network_state_of_country(network, CIR_INDEX_NONE), CIR_INDEX_NONE);
}

static void check_sectors(const struct cir_network *network)
{
    CU_ASSERT_EQUAL_FATAL(network->sector_count, 3);
    CU_ASSERT_STRING_EQUAL(network->sectors[1].code, "mains");
    CU_ASSERT_STRING_EQUAL(network->sectors[1].name, "Water mains");
    CU_ASSERT_EQUAL(network->sectors[1].sector, 1);
    CU_ASSERT_EQUAL(network->sectors[0].recovery_h, 48.5);
    CU_ASSERT_EQUAL(network->sectors[2].sector, CIR_INDEX_NONE);
    CU_ASSERT(isnan(network->sectors[2].recovery_h));
    CU_ASSERT_STRING_EQUAL(network->sectors[2].source, "own");
}

/* Of input to user: the network's own tables, and those of all networks where they are silent. */
static void check_criticality(const struct cir_network *network)
{
    const struct cir_criticality *needs = network->criticality;
    CU_ASSERT_EQUAL(needs[0 * 3 + 2].criticality, 0.55);
    CU_ASSERT_EQUAL(needs[0 * 3 + 2].redundancy, 0.2);
    CU_ASSERT_EQUAL(needs[0 * 3 + 2].felt_after_h, 1.5);
    CU_ASSERT_EQUAL(needs[1 * 3 + 0].criticality, 0.3);
    CU_ASSERT_EQUAL(needs[1 * 3 + 0].redundancy, 0); /* not 0.1, which another table tells of another rating */
    CU_ASSERT_EQUAL(needs[1 * 3 + 0].felt_after_h, 0);
    CU_ASSERT_EQUAL(needs[0 * 3 + 1].criticality, 0.8);
    CU_ASSERT_EQUAL(needs[0 * 3 + 1].redundancy, 0.25);
    CU_ASSERT_EQUAL(needs[0 * 3 + 1].felt_after_h, 4);
    CU_ASSERT_STRING_EQUAL(needs[0 * 3 + 1].source, "own");
    CU_ASSERT_PTR_NULL(needs[2 * 3 + 0].source);
    CU_ASSERT_EQUAL(needs[2 * 3 + 0].criticality, 0);
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(needs[i * 3 + i].criticality, 0);
}

static void check_links(const struct cir_network *network)
{
    CU_ASSERT_EQUAL_FATAL(network->link_count, 2);
    CU_ASSERT_EQUAL(network->links[0].from, 1);
    CU_ASSERT_EQUAL(network->links[0].to, 0);
    CU_ASSERT_EQUAL(network->links[0].input, 0);
    CU_ASSERT_EQUAL(network->links[0].capacity_mw, 2250);
    CU_ASSERT_EQUAL(network->links[0].share, 0.125);
    CU_ASSERT_EQUAL(network->links[1].from, 2);
    CU_ASSERT(isnan(network->links[1].capacity_mw));
}

static void test_own_layout__is_read_wholly(void)
{
    struct overlay overlay;
    toy_network_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    struct cir_network *network = toy_network_open(&overlay, definitions, "toy");
    check_words(network);
    check_states(network);
    check_sectors(network);
    check_criticality(network);
    check_links(network);
    CU_ASSERT_EQUAL(network->nodes[1].output, 5);
    CU_ASSERT_EQUAL(network->nodes[1].final_demand, 4.385);
    cir_network_free(network);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

/* Nodes and flows alone: sectors are what their codes say. */
static void test_own_layout__may_be_nodes_and_flows_alone(void)
{
    struct overlay overlay;
    toy_network_make(&overlay);
    overlay_edit(&overlay, "sectors/crosswalk.csv", 5, "nace,35,energy,own");
    overlay_write(&overlay, NETWORK, NULL);
    overlay_write(&overlay, SECTORS, NULL);
    overlay_write(&overlay, CRITICALITY, NULL);
    overlay_write(&overlay, LINKS, NULL);
    overlay_write(&overlay, NODES, "node,output,final_demand\nFR:energy,10,\nDE:D35,,7\nFR:T,2,2\nDE:water,3,2.385\n");
    overlay_write(&overlay, TOY "flows.csv",
                  "from,to,flow\nFR:energy,DE:water,1.5\nDE:D35,FR:energy,2\nDE:water,FR:energy,0.615\n");
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    struct cir_network *network = toy_network_open(&overlay, definitions, "toy");
    CU_ASSERT_EQUAL(network->rest, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(network->year, 0);
    CU_ASSERT_STRING_EQUAL(network->title, "toy");
    CU_ASSERT_STRING_EQUAL(network->unit, "units of the table");
    CU_ASSERT_STRING_EQUAL(network->licence, "not told");
    CU_ASSERT_STRING_EQUAL(network->states[0].code, "FRA");
    CU_ASSERT_EQUAL(network->nodes[toy_network_node(network, "FRA:energy")].final_demand, 8.5);
    CU_ASSERT_EQUAL(network->nodes[toy_network_node(network, "DEU:D35")].output, 9);
    CU_ASSERT_EQUAL(network->sectors[0].sector, 0);
    CU_ASSERT_EQUAL(network->sectors[1].sector, 0);
    CU_ASSERT_EQUAL(network->sectors[2].sector, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(network->sectors[3].sector, 1);
    CU_ASSERT_EQUAL(network->criticality[0 * 4 + 3].criticality, 0.8);
    CU_ASSERT_EQUAL(network->criticality[1 * 4 + 3].criticality, 0.8);
    CU_ASSERT_EQUAL(network->criticality[3 * 4 + 0].redundancy, 0.1);
    CU_ASSERT_PTR_NULL(network->criticality[0 * 4 + 1].source);
    CU_ASSERT_EQUAL(toy_network_flow(network, "FRA:energy", "DEU:water"), 1.5);
    cir_network_free(network);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

CIR_SUITE("own_layout", {"refuses what is wrong", test_own_layout__refuses_what_is_wrong},
          {"refuses what does not fit another table", test_own_layout__refuses_what_does_not_fit_another_table},
          {"tells a wrong line once", test_own_layout__tells_a_wrong_line_once},
          {"needs its tables", test_own_layout__needs_its_tables},
          {"needs nodes and the rest among them", test_own_layout__needs_nodes_and_the_rest_among_them},
          {"is read wholly", test_own_layout__is_read_wholly},
          {"may be nodes and flows alone", test_own_layout__may_be_nodes_and_flows_alone})
