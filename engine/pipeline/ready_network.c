#include "pipeline/ready_network.h"

#include "base/nearest.h"
#include "definitions/definitions.h"
#include "network/extend.h"
#include "network/network.h"

#include <math.h>
#include <stdlib.h>

/* ---- States ---- */

/* Countries to be cut out of the rest of the world. */
struct outside {
    uint32_t countries[CIR_STATES_MAX];
    size_t count;
};

static bool is_rest(const struct cir_network *network, struct cir_text state)
{
    return network->rest != CIR_INDEX_NONE && cir_text_is(state, network->states[network->rest].code);
}

static void add_outside(struct outside *outside, const struct cir_network *network, uint32_t country)
{
    bool is_there = cir_network_state_of_country(network, country) != CIR_INDEX_NONE;
    for (size_t i = 0; i < outside->count; i++)
        is_there = is_there || outside->countries[i] == country;
    if (!is_there)
        outside->countries[outside->count++] = country;
}

/* Countries at the other end of a line from one that is hit. One without a GDP cannot be cut out, and is left in. */
static void add_joined(struct outside *outside, const struct cir_network *network,
                       const struct cir_definitions *definitions, uint32_t hit)
{
    for (size_t i = 0; network->rest != CIR_INDEX_NONE && i < network->link_count; i++) {
        const struct cir_network_link *link = &network->links[i];
        if (link->from == hit && !isnan(definitions->countries[link->to].gdp_usd))
            add_outside(outside, network, link->to);
    }
}

static enum cir_status find_outside(struct outside *outside, const struct cir_network *network,
                                    const struct cir_definitions *definitions, const struct cir_text *states,
                                    size_t count, struct cir_error *error)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t country = cir_definitions_country(definitions, states[i]);
        if (country == CIR_INDEX_NONE &&
            (is_rest(network, states[i]) || cir_index_find(&network->state_index, states[i]) != CIR_INDEX_NONE))
            continue;
        if (country == CIR_INDEX_NONE)
            return cir_fail(error, CIR_BAD_SHOCK, (struct cir_place){0}, "'%.*s' is no State that is known",
                            CIR_TEXT_ARGS(cir_text_cut(states[i], 100)));
        add_outside(outside, network, country);
        add_joined(outside, network, definitions, country);
    }
    return CIR_OK;
}

/* ---- models ---- */

static enum cir_status make_models(struct cir_ready_network *ready, const struct cir_network *network,
                                   const struct cir_states *group, struct cir_error *error)
{
    ready->regions = calloc(network->state_count + 1, sizeof *ready->regions);
    if (ready->regions == NULL)
        return cir_fail_memory(error);
    cir_regions_make(ready->regions, network, ready->definitions, group);
    enum cir_status status = cir_coupling_new(&ready->coupling, network, error);
    if (status == CIR_OK)
        status = cir_needs_new(&ready->needs, network, error);
    ready->models = (struct cir_impact_models){network, ready->coupling, ready->needs, ready->regions};
    return status;
}

enum cir_status cir_ready_network_make(struct cir_ready_network *ready, const struct cir_network *network,
                                       const struct cir_definitions *definitions, const struct cir_states *group,
                                       const struct cir_text *states, size_t count, struct cir_error *error)
{
    struct outside outside = {.count = 0};
    *ready = (struct cir_ready_network){.definitions = definitions};
    enum cir_status status = find_outside(&outside, network, definitions, states, count, error);
    if (status == CIR_OK && outside.count > 0)
        status = cir_network_extend(&ready->extended, network, definitions, outside.countries, outside.count, error);
    if (status != CIR_OK)
        return status;
    return make_models(ready, ready->extended != NULL ? ready->extended : network, group, error);
}

bool cir_ready_network_suffices(const struct cir_ready_network *ready, struct cir_text state)
{
    struct outside outside = {.count = 0};
    return find_outside(&outside, ready->models.network, ready->definitions, &state, 1, NULL) == CIR_OK &&
           outside.count == 0;
}

void cir_ready_network_free(struct cir_ready_network *ready)
{
    cir_coupling_free(ready->coupling);
    cir_needs_free(ready->needs);
    free(ready->regions);
    cir_network_free(ready->extended);
    *ready = (struct cir_ready_network){0};
}

/* ---- nodes ---- */

static uint32_t find_state(const struct cir_ready_network *ready, struct cir_text state)
{
    const struct cir_network *network = ready->models.network;
    uint32_t country = cir_definitions_country(ready->definitions, state);
    return country != CIR_INDEX_NONE ? cir_network_state_of_country(network, country)
                                     : cir_index_find(&network->state_index, state);
}

static bool is_meant(const struct cir_network *network, unsigned number, struct cir_text sector, uint32_t ours)
{
    return cir_text_is(sector, network->sectors[number].code) ||
           (ours != CIR_INDEX_NONE && network->sectors[number].sector == ours);
}

/* The network's own code wins over what is a sector of ours. */
static uint32_t our_sector(const struct cir_ready_network *ready, struct cir_text sector)
{
    const struct cir_network *network = ready->models.network;
    for (unsigned i = 0; i < network->sector_count; i++)
        if (cir_text_is(sector, network->sectors[i].code))
            return CIR_INDEX_NONE;
    uint32_t ours = cir_definitions_sector(ready->definitions, sector);
    return ours == CIR_SECTOR_NONE ? CIR_INDEX_NONE : ours;
}

/* The nearest sector that the State has, by the network's own code or by ours. */
static enum cir_status refuse_sector(const struct cir_ready_network *ready, const struct cir_network_state *home,
                                     struct cir_text sector, struct cir_error *error)
{
    const struct cir_network *network = ready->models.network;
    struct cir_nearest nearest = cir_nearest_start(sector);
    for (uint32_t i = home->first_node; i < home->first_node + home->node_count; i++) {
        const struct cir_network_sector *there = &network->sectors[network->nodes[i].sector];
        cir_nearest_offer(&nearest, cir_text_of(there->code));
        if (there->sector != CIR_INDEX_NONE)
            cir_nearest_offer(&nearest, cir_text_of(ready->definitions->sectors[there->sector].code));
    }
    const bool is_near = nearest.found.size > 0;
    return cir_fail(error, CIR_BAD_SHOCK, (struct cir_place){0},
                    "'%.*s' is no sector that the network %s has in %s%s%.*s%s",
                    CIR_TEXT_ARGS(cir_text_cut(sector, 100)), network->name, home->code, is_near ? " (nearest: '" : "",
                    CIR_TEXT_ARGS(nearest.found), is_near ? "')" : "");
}

enum cir_status cir_ready_network_nodes(uint32_t *nodes, size_t *count, const struct cir_ready_network *ready,
                                        struct cir_text state, struct cir_text sector, struct cir_error *error)
{
    const struct cir_network *network = ready->models.network;
    const struct cir_place nowhere = {0};
    uint32_t home = find_state(ready, state);
    uint32_t ours = our_sector(ready, sector);
    size_t before = *count;
    if (home == CIR_INDEX_NONE)
        return cir_fail(error, CIR_BAD_SHOCK, nowhere, "'%.*s' is no State of the network %s",
                        CIR_TEXT_ARGS(cir_text_cut(state, 100)), network->name);
    for (uint32_t i = network->states[home].first_node;
         i < network->states[home].first_node + network->states[home].node_count; i++)
        if (is_meant(network, network->nodes[i].sector, sector, ours)) {
            if (*count == CIR_HITS_MAX)
                return cir_fail(error, CIR_BAD_SHOCK, nowhere, "more than %d nodes are hit", CIR_HITS_MAX);
            nodes[(*count)++] = i;
        }
    return *count == before ? refuse_sector(ready, &network->states[home], sector, error) : CIR_OK;
}

double cir_ready_network_output(const struct cir_ready_network *ready, const uint32_t *nodes, size_t count)
{
    double output = 0;
    for (size_t i = 0; i < count; i++)
        output += ready->models.network->nodes[nodes[i]].output;
    return output;
}
