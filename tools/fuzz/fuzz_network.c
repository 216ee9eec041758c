/* A line with the name of a table, then any bytes in its place among the tables of a small network. */
#include "input.h"

#include "definitions/definitions.h"
#include "network/check.h"
#include "network/network.h"
#include "network/own_layout.h"

#include <math.h>
#include <stdlib.h>

enum { FILES = 7 };

static const char *const paths[FILES] = {"net/network.csv",     "net/sectors.csv",     "net/nodes.csv",
                                         "net/flows.csv",       "net/criticality.csv", "net/links.csv",
                                         "datasets/sources.csv"};

static const char *const texts[FILES] = {
    "key,value,source\nname,net,own\ntitle,A net,own\nyear,2020,own\nunit,EUR,own\nlicence,free,own\nsource,own,own\n"
    "rest,ROW,own\nrest_domestic_share,0.75,own\n",
    "code,name,sector,recovery_h,source\ngrid,Grids,energy,48.5,own\nother,All others,,,own\n",
    "node,output,final_demand\nDEU:grid,30,19.5\nDEU:other,80,76\nROW:grid,50,24\nROW:other,200,129.5\n",
    "from,to,flow\nDEU:grid,DEU:other,10.5\nDEU:other,DEU:grid,4\nROW:grid,ROW:grid,6\nROW:grid,ROW:other,20\n"
    "ROW:other,DEU:other,11.5\nROW:other,ROW:grid,9\nROW:other,ROW:other,50\n",
    "input,user,criticality,redundancy,felt_after_h,source\ngrid,other,0.55,0.2,1.5,own\n",
    "from,to,input,capacity_mw,share,source\nFRA,DEU,grid,2250,0.125,own\n",
    "key,title,reference,year,licence\nown,Own judgement,docs,2020,free\n",
};

static struct cir_definitions *definitions;

static void free_definitions(void)
{
    cir_definitions_free(definitions);
}

static void load_definitions(void)
{
    if (definitions != NULL)
        return;
    if (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    atexit(free_definitions);
}

static void expect_flows(const struct cir_network *network)
{
    size_t count = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        count += row->count;
        for (size_t k = 0; k < row->count; k++)
            if (row->buyers[k] >= network->node_count || (k > 0 && row->buyers[k] <= row->buyers[k - 1]) ||
                !(row->values[k] > 0))
                fuzz_expect("buyers are nodes and rise, flows are above 0");
    }
    if (count != network->flow_count)
        fuzz_expect("flows are counted");
}

static void expect_nodes(const struct cir_network *network)
{
    for (uint32_t i = 0; i < network->node_count; i++) {
        const struct cir_network_node *node = &network->nodes[i];
        if (!(node->output >= 0) || isnan(node->final_demand))
            fuzz_expect("nodes have an output from 0 on and a final demand");
        if (node->state >= network->state_count || node->sector >= network->sector_count)
            fuzz_expect("nodes have a State and a sector");
        if (cir_index_find(&network->node_index, cir_text_of(node->name)) != i ||
            cir_network_node_of(network, node->state, node->sector) != i)
            fuzz_expect("nodes are found by name, and by State and sector");
    }
}

static void expect_right(const struct cir_network *network)
{
    struct cir_network_check check;
    expect_flows(network);
    expect_nodes(network);
    for (size_t i = 0; i < network->sector_count; i++)
        if (network->criticality[i * network->sector_count + i].criticality != 0)
            fuzz_expect("no sector needs itself");
    if (cir_network_check(&check, network, NULL) != CIR_OK)
        fuzz_expect("a network can be checked");
    if (!(check.spectral_radius >= 0 && check.spectral_radius < 1))
        fuzz_expect("a cascade ends");
}

static void load(const struct cir_definition_files *files)
{
    struct cir_network network = {.rest = CIR_INDEX_NONE};
    struct cir_load load = {.files = files, .arena = &network.arena};
    struct cir_error error = {0};
    cir_network_read_own(&load, &network, "net", "net", definitions);
    enum cir_status status = cir_load_end(&load, NULL, &error);
    if (status == CIR_OK)
        expect_right(&network);
    else if (status != CIR_BAD_TABLE || error.message[0] == '\0' || error.file[0] == '\0')
        fuzz_expect("a network that is refused is told why");
    cir_arena_free(&network.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text rest = {size > 0 ? (const char *)data : "", size};
    struct cir_text name;
    struct cir_definition_file list[FILES];
    const struct cir_definition_files files = {.list = list, .count = FILES};
    bool is_there = false;
    cir_text_next(&name, &rest, '\n');
    for (size_t i = 0; i < FILES; i++) {
        bool is_it = cir_text_is(name, strrchr(paths[i], '/') + 1);
        list[i] = (struct cir_definition_file){paths[i], is_it ? rest : cir_text_of(texts[i]), paths[i]};
        is_there = is_there || is_it;
    }
    if (rest.data == NULL || !is_there)
        return -1; /* not worth keeping */
    load_definitions();
    load(&files);
    return 0;
}
