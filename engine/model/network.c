#include "model/network.h"

uint32_t cir_network_node_of(const struct cir_network *network, unsigned state, unsigned sector)
{
    const struct cir_network_state *home = &network->states[state];
    for (uint32_t i = home->first_node; i < home->first_node + home->node_count; i++)
        if (network->nodes[i].sector == sector)
            return i;
    return CIR_INDEX_NONE;
}

uint32_t cir_network_state_of_country(const struct cir_network *network, uint32_t country)
{
    for (uint32_t i = 0; i < network->state_count; i++)
        if (network->states[i].country == country && country != CIR_INDEX_NONE)
            return i;
    return CIR_INDEX_NONE;
}

bool cir_network_sector_is_mixed(const struct cir_network_sector *sector)
{
    return sector->sector != CIR_INDEX_NONE && sector->holds != 0;
}

size_t cir_network_largest_state(const struct cir_network *network)
{
    size_t largest = 0;
    for (size_t i = 0; i < network->state_count; i++)
        if (network->states[i].node_count > largest)
            largest = network->states[i].node_count;
    return largest;
}
