#include "networks.h"

#include "input.h"
#include "network/check.h"

#include <math.h>
#include <stdlib.h>

static struct cir_definitions *definitions;

static void free_definitions(void)
{
    cir_definitions_free(definitions);
}

const struct cir_definitions *fuzz_definitions(void)
{
    if (definitions != NULL)
        return definitions;
    if (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    atexit(free_definitions);
    return definitions;
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

void fuzz_expect_network(const struct cir_network *network)
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
