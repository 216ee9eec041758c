#include "impact/supply.h"

#include "impact/needs_parts.h"
#include "model/quantity.h"

#include <stdlib.h>
#include <string.h>

/* What every node buys of every input that it needs: by user and input, then by State. */
struct cir_supply {
    const struct cir_network *network;
    size_t *ends; /* of user j and input s, [j * sectors + s]: where what it buys ends */
    uint32_t *suppliers;
    double *values;
    double *shares; /* by State, of what was asked for last */
};

static size_t place_of(const struct cir_network *network, uint32_t user, unsigned input)
{
    return user * network->sector_count + input;
}

static size_t count_places(const struct cir_network *network)
{
    return network->node_count * network->sector_count;
}

/* ---- what is bought ---- */

/* Puts starts in the place of ends. @return how many flows there are */
static size_t count_bought(size_t *starts, const struct cir_network *network)
{
    const size_t places = count_places(network);
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++) {
            uint32_t user = network->flows[i].buyers[k];
            if (cir_needs_is_needed(network, network->nodes[i].sector, network->nodes[user].sector))
                starts[place_of(network, user, network->nodes[i].sector) + 1]++;
        }
    for (size_t i = 0; i < places; i++)
        starts[i + 1] += starts[i];
    return starts[places];
}

/* Sellers come State by State, so that those of one input do, too. Starts become ends. */
static void fill_bought(struct cir_supply *supply)
{
    const struct cir_network *network = supply->network;
    for (uint32_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++) {
            uint32_t user = network->flows[i].buyers[k];
            if (!cir_needs_is_needed(network, network->nodes[i].sector, network->nodes[user].sector))
                continue;
            size_t at = supply->ends[place_of(network, user, network->nodes[i].sector)]++;
            supply->suppliers[at] = i;
            supply->values[at] = network->flows[i].values[k];
        }
}

static bool make(struct cir_supply *supply)
{
    const struct cir_network *network = supply->network;
    supply->shares = calloc(network->state_count + 1, sizeof *supply->shares);
    supply->ends = calloc(count_places(network) + 2, sizeof *supply->ends);
    if (supply->shares == NULL || supply->ends == NULL)
        return false;
    size_t count = count_bought(supply->ends, network);
    supply->suppliers = malloc((count + 1) * sizeof *supply->suppliers);
    supply->values = malloc((count + 1) * sizeof *supply->values);
    if (supply->suppliers == NULL || supply->values == NULL)
        return false;
    fill_bought(supply);
    return true;
}

enum cir_status cir_supply_new(struct cir_supply **supply, const struct cir_network *network, struct cir_error *error)
{
    *supply = calloc(1, sizeof **supply);
    if (*supply == NULL)
        return cir_fail_memory(error);
    (*supply)->network = network;
    if (make(*supply))
        return CIR_OK;
    cir_supply_free(*supply);
    *supply = NULL;
    return cir_fail_memory(error);
}

void cir_supply_free(struct cir_supply *supply)
{
    if (supply == NULL)
        return;
    free(supply->shares);
    free(supply->ends);
    free(supply->suppliers);
    free(supply->values);
    free(supply);
}

/* The flows, the lines of all users, and home. */
size_t cir_supply_most(const struct cir_supply *supply)
{
    const struct cir_network *network = supply->network;
    const size_t places = count_places(network);
    size_t bought = places > 0 ? supply->ends[places - 1] : 0;
    return bought + places + network->link_count * network->sector_count;
}

/* ---- shares ---- */

static double share_by_money(struct cir_supply *supply, uint32_t user, unsigned input)
{
    const struct cir_network *network = supply->network;
    size_t place = place_of(network, user, input);
    size_t begin = place > 0 ? supply->ends[place - 1] : 0;
    double total = 0;
    for (size_t k = begin; k < supply->ends[place]; k++)
        total += supply->values[k];
    for (size_t k = begin; total > 0 && k < supply->ends[place]; k++)
        supply->shares[network->nodes[supply->suppliers[k]].state] = supply->values[k] / total;
    return total;
}

/* A line carries at least its share of what the State needs. @return whether there is one */
static bool raise_by_links(struct cir_supply *supply, unsigned home, unsigned input)
{
    const struct cir_network *network = supply->network;
    bool has_links = false;
    for (size_t i = 0; i < network->link_count; i++) {
        const struct cir_network_link *link = &network->links[i];
        if (link->input != input || link->to != network->states[home].country)
            continue;
        uint32_t from = cir_network_state_of_country(network, link->from);
        if (from == CIR_INDEX_NONE || from == home)
            continue;
        has_links = true;
        supply->shares[from] = cir_greater(supply->shares[from], link->share);
    }
    return has_links;
}

static void leave_the_rest_to_home(struct cir_supply *supply, unsigned home)
{
    const struct cir_network *network = supply->network;
    double foreign = 0;
    for (unsigned i = 0; i < network->state_count; i++)
        foreign += i != home ? supply->shares[i] : 0;
    for (unsigned i = 0; foreign > 1 && i < network->state_count; i++)
        supply->shares[i] /= foreign;
    supply->shares[home] = foreign < 1 ? 1 - foreign : 0;
}

const double *cir_supply_of(struct cir_supply *supply, uint32_t user, unsigned input)
{
    unsigned home = supply->network->nodes[user].state;
    memset(supply->shares, 0, supply->network->state_count * sizeof *supply->shares);
    bool is_bought = share_by_money(supply, user, input) > 0;
    if (raise_by_links(supply, home, input) || is_bought)
        leave_the_rest_to_home(supply, home);
    return supply->shares;
}
