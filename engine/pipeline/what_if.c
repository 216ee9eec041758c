#include "pipeline/what_if.h"

#include "definitions/definitions.h"
#include "network/extend.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

struct cir_what_if {
    struct cir_what_if_options options;
    struct cir_definitions *definitions;
    struct cir_network *network;  /* as loaded */
    struct cir_network *extended; /* as made ready; NULL where it needs no more States */
    struct cir_coupling *coupling;
    struct cir_needs *needs;
    struct cir_states group; /* what counts as regional beside sub-regions */
    int *regions;
    struct cir_impact_models models;
};

/* ---- opening ---- */

enum cir_status cir_what_if_new(struct cir_what_if **what_if, const struct cir_what_if_options *options,
                                struct cir_error *error)
{
    gsl_set_error_handler_off(); /* GSL's own ends the process, which is the caller's */
    struct cir_what_if *made = calloc(1, sizeof *made);
    *what_if = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    made->options = *options;
    const struct cir_network_options network = {.layout = options->layout};
    enum cir_status status = cir_definitions_load(&made->definitions, options->definitions, NULL, error);
    if (status == CIR_OK)
        status = cir_regions_read(&made->group, made->definitions, options->regional, error);
    if (status == CIR_OK)
        status = cir_network_load(&made->network, made->definitions, options->definitions, options->network, &network,
                                  NULL, error);
    if (status == CIR_OK)
        *what_if = made;
    else
        cir_what_if_free(made);
    return status;
}

static void free_models(struct cir_what_if *what_if)
{
    cir_coupling_free(what_if->coupling);
    cir_needs_free(what_if->needs);
    free(what_if->regions);
    cir_network_free(what_if->extended);
    what_if->coupling = NULL;
    what_if->needs = NULL;
    what_if->regions = NULL;
    what_if->extended = NULL;
}

void cir_what_if_free(struct cir_what_if *what_if)
{
    if (what_if == NULL)
        return;
    free_models(what_if);
    cir_network_free(what_if->network);
    cir_definitions_free(what_if->definitions);
    free(what_if);
}

/* ---- making ready ---- */

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
static void add_joined(struct outside *outside, const struct cir_what_if *what_if, uint32_t hit)
{
    const struct cir_network *network = what_if->network;
    for (size_t i = 0; network->rest != CIR_INDEX_NONE && i < network->link_count; i++) {
        const struct cir_network_link *link = &network->links[i];
        if (link->from == hit && !isnan(what_if->definitions->countries[link->to].gdp_usd))
            add_outside(outside, network, link->to);
    }
}

static enum cir_status find_outside(struct outside *outside, const struct cir_what_if *what_if,
                                    const struct cir_text *states, size_t count, struct cir_error *error)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t country = cir_definitions_country(what_if->definitions, states[i]);
        if (country == CIR_INDEX_NONE && (is_rest(what_if->network, states[i]) ||
                                          cir_index_find(&what_if->network->state_index, states[i]) != CIR_INDEX_NONE))
            continue;
        if (country == CIR_INDEX_NONE)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%.*s' is no State that is known",
                            CIR_TEXT_ARGS(cir_text_cut(states[i], 100)));
        add_outside(outside, what_if->network, country);
        add_joined(outside, what_if, country);
    }
    return CIR_OK;
}

static enum cir_status make_models(struct cir_what_if *what_if, struct cir_error *error)
{
    const struct cir_network *network = cir_what_if_network(what_if);
    what_if->regions = calloc(network->state_count + 1, sizeof *what_if->regions);
    if (what_if->regions == NULL)
        return cir_fail_memory(error);
    cir_regions_make(what_if->regions, network, what_if->definitions, &what_if->group);
    enum cir_status status = cir_coupling_new(&what_if->coupling, network, error);
    if (status == CIR_OK)
        status = cir_needs_new(&what_if->needs, network, error);
    what_if->models = (struct cir_impact_models){network, what_if->coupling, what_if->needs, what_if->regions};
    return status;
}

enum cir_status cir_what_if_prepare(struct cir_what_if *what_if, const struct cir_text *states, size_t count,
                                    struct cir_error *error)
{
    struct outside outside = {.count = 0};
    free_models(what_if);
    enum cir_status status = find_outside(&outside, what_if, states, count, error);
    if (status == CIR_OK && outside.count > 0)
        status = cir_network_extend(&what_if->extended, what_if->network, what_if->definitions, outside.countries,
                                    outside.count, error);
    return status == CIR_OK ? make_models(what_if, error) : status;
}

/* ---- nodes ---- */

static uint32_t find_state(const struct cir_what_if *what_if, struct cir_text state)
{
    const struct cir_network *network = cir_what_if_network(what_if);
    uint32_t country = cir_definitions_country(what_if->definitions, state);
    return country != CIR_INDEX_NONE ? cir_network_state_of_country(network, country)
                                     : cir_index_find(&network->state_index, state);
}

static bool is_meant(const struct cir_network *network, unsigned number, struct cir_text sector, uint32_t ours)
{
    return cir_text_is(sector, network->sectors[number].code) ||
           (ours != CIR_INDEX_NONE && network->sectors[number].sector == ours);
}

/* The network's own code wins over what is a sector of ours. */
static uint32_t our_sector(const struct cir_what_if *what_if, struct cir_text sector)
{
    const struct cir_network *network = cir_what_if_network(what_if);
    for (unsigned i = 0; i < network->sector_count; i++)
        if (cir_text_is(sector, network->sectors[i].code))
            return CIR_INDEX_NONE;
    uint32_t ours = cir_definitions_sector(what_if->definitions, sector);
    return ours == CIR_SECTOR_NONE ? CIR_INDEX_NONE : ours;
}

enum cir_status cir_what_if_nodes(uint32_t *nodes, size_t *count, const struct cir_what_if *what_if,
                                  struct cir_text state, struct cir_text sector, struct cir_error *error)
{
    const struct cir_network *network = cir_what_if_network(what_if);
    const struct cir_place nowhere = {0};
    uint32_t home = find_state(what_if, state);
    uint32_t ours = our_sector(what_if, sector);
    size_t before = *count;
    if (home == CIR_INDEX_NONE)
        return cir_fail(error, CIR_BAD_USE, nowhere, "'%.*s' is no State of the network %s",
                        CIR_TEXT_ARGS(cir_text_cut(state, 100)), network->name);
    for (uint32_t i = network->states[home].first_node;
         i < network->states[home].first_node + network->states[home].node_count; i++)
        if (is_meant(network, network->nodes[i].sector, sector, ours)) {
            if (*count == CIR_HITS_MAX)
                return cir_fail(error, CIR_BAD_USE, nowhere, "more than %d nodes are hit", CIR_HITS_MAX);
            nodes[(*count)++] = i;
        }
    if (*count == before)
        return cir_fail(error, CIR_BAD_USE, nowhere, "'%.*s' is no sector that the network %s has in %s",
                        CIR_TEXT_ARGS(cir_text_cut(sector, 100)), network->name, network->states[home].code);
    return CIR_OK;
}

/* ---- asking ---- */

const struct cir_network *cir_what_if_network(const struct cir_what_if *what_if)
{
    return what_if->extended != NULL ? what_if->extended : what_if->network;
}

const struct cir_definitions *cir_what_if_definitions(const struct cir_what_if *what_if)
{
    return what_if->definitions;
}

const struct cir_impact_models *cir_what_if_models(const struct cir_what_if *what_if)
{
    return &what_if->models;
}

enum cir_status cir_what_if_impact(struct cir_impact *impact, const struct cir_what_if *what_if,
                                   const struct cir_shock *shocks, size_t count, struct cir_error *error)
{
    return cir_impact_compute(impact, &what_if->models, shocks, count, what_if->options.orders, error);
}
