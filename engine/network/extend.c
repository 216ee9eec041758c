#include "network/extend.h"

#include "network/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A network on its way from another. */
struct extension {
    const struct cir_network *from;
    struct cir_network *to;
    const struct cir_definitions *definitions;
    const uint32_t *countries;
    size_t count;
    double *parts; /* by country: g */
    double left;   /* g of what is left of the rest */
};

static const struct cir_network_state *rest_of(const struct extension *extension)
{
    static const struct cir_network_state none = {0}; /* without a rest, there is nothing to be cut out of */
    return extension->from->rest != CIR_INDEX_NONE ? &extension->from->states[extension->from->rest] : &none;
}

static bool is_in_rest(const struct extension *extension, uint32_t node)
{
    return node - rest_of(extension)->first_node < rest_of(extension)->node_count; /* wraps around before it */
}

/* Node of country `c` that is cut out of this node of the rest. */
static uint32_t cut_out(const struct extension *extension, size_t c, uint32_t node)
{
    const struct cir_network_state *rest = rest_of(extension);
    return (uint32_t)(extension->from->node_count + c * rest->node_count) + node - rest->first_node;
}

/* ---- parts ---- */

static double gdp_of_rest(const struct extension *extension)
{
    double sum = 0;
    for (uint32_t i = 0; i < extension->definitions->country_count; i++) {
        double gdp = extension->definitions->countries[i].gdp_usd;
        if (!isnan(gdp) && cir_network_state_of_country(extension->from, i) == CIR_INDEX_NONE)
            sum += gdp;
    }
    return sum;
}

static enum cir_status find_parts(struct extension *extension, struct cir_error *error)
{
    const struct cir_place nowhere = {0};
    double whole = gdp_of_rest(extension);
    extension->left = 1;
    for (size_t i = 0; i < extension->count; i++) {
        const struct cir_country *country = &extension->definitions->countries[extension->countries[i]];
        if (cir_network_state_of_country(extension->from, extension->countries[i]) != CIR_INDEX_NONE)
            return cir_fail(error, CIR_BAD_SHOCK, nowhere, "%s is a State of the network %s already", country->alpha3,
                            extension->from->name);
        if (extension->from->rest == CIR_INDEX_NONE)
            return cir_fail(error, CIR_BAD_SHOCK, nowhere,
                            "%s is no State of the network %s, which has no rest of the world", country->alpha3,
                            extension->from->name);
        if (isnan(country->gdp_usd))
            return cir_fail(error, CIR_BAD_SHOCK, nowhere,
                            "%s is part of the rest of the world in the network %s, and no table tells its GDP",
                            country->alpha3, extension->from->name);
        extension->parts[i] = country->gdp_usd / whole;
        extension->left -= extension->parts[i];
    }
    extension->left = fmax(extension->left, 0); /* parts of the whole rest may sum to more by a rounding */
    return CIR_OK;
}

/* ---- States and nodes ---- */

static bool copy_states(struct extension *extension)
{
    const struct cir_network *from = extension->from;
    struct cir_network *to = extension->to;
    to->state_count = from->state_count + extension->count;
    to->states = cir_arena_take(&to->arena, to->state_count, sizeof *to->states);
    if (to->states == NULL)
        return false;
    memcpy(to->states, from->states, from->state_count * sizeof *to->states);
    for (size_t c = 0; c < extension->count; c++)
        to->states[from->state_count + c] =
            (struct cir_network_state){.code = extension->definitions->countries[extension->countries[c]].alpha3,
                                       .country = extension->countries[c],
                                       .first_node = cut_out(extension, c, rest_of(extension)->first_node),
                                       .node_count = rest_of(extension)->node_count,
                                       .is_cut_out = true};
    to->state_index = (struct cir_index){0};
    for (size_t i = 0; i < to->state_count; i++)
        if (!cir_index_insert(&to->state_index, &to->arena, cir_text_of(to->states[i].code), (uint32_t)i, NULL))
            return false;
    return true;
}

static bool cut_node(struct extension *extension, size_t c, uint32_t node)
{
    struct cir_network *to = extension->to;
    const struct cir_network_node *whole = &extension->from->nodes[node];
    struct cir_network_node *part = &to->nodes[cut_out(extension, c, node)];
    const char *state = to->states[extension->from->state_count + c].code;
    const char *sector = to->sectors[whole->sector].code;
    size_t size = strlen(state) + strlen(sector) + 2;
    char *name = cir_arena_take(&to->arena, size, 1);
    if (name == NULL)
        return false;
    snprintf(name, size, "%s:%s", state, sector);
    *part = (struct cir_network_node){.state = (unsigned)(extension->from->state_count + c),
                                      .sector = whole->sector,
                                      .name = name,
                                      .output = whole->output * extension->parts[c],
                                      .final_demand = whole->final_demand * extension->parts[c]};
    return true;
}

static bool copy_nodes(struct extension *extension)
{
    const struct cir_network *from = extension->from;
    struct cir_network *to = extension->to;
    bool is_done = true;
    to->node_count = from->node_count + extension->count * rest_of(extension)->node_count;
    to->nodes = cir_arena_take(&to->arena, to->node_count, sizeof *to->nodes);
    if (to->nodes == NULL)
        return false;
    memcpy(to->nodes, from->nodes, from->node_count * sizeof *to->nodes);
    for (uint32_t i = 0; i < from->node_count; i++) {
        if (!is_in_rest(extension, i))
            continue;
        to->nodes[i].output *= extension->left;
        to->nodes[i].final_demand *= extension->left;
        for (size_t c = 0; c < extension->count; c++)
            is_done = is_done && cut_node(extension, c, i);
    }
    to->node_index = (struct cir_index){0};
    for (uint32_t i = 0; is_done && i < to->node_count; i++)
        is_done = cir_index_insert(&to->node_index, &to->arena, cir_text_of(to->nodes[i].name), i, NULL);
    return is_done;
}

/* ---- flows ---- */

struct row {
    uint32_t *buyers;
    double *values;
    size_t count;
};

static void add(struct row *row, uint32_t buyer, double value)
{
    if (value <= 0)
        return;
    row->buyers[row->count] = buyer;
    row->values[row->count++] = value;
}

/* Of what the rest sells itself, the share that a seller's part has with a buyer's part. */
static double within(const struct extension *extension, double seller, double buyer, bool is_same)
{
    double domestic = extension->from->rest_domestic_share;
    return seller * ((is_same ? domestic : 0) + (1 - domestic) * buyer);
}

/* What a seller with this part of the rest (1: it is no part of it) sells. `self` is its number among the cut-outs,
 * extension->count of what is left, and more of a State beside the rest. */
static void split_row(struct row *row, const struct extension *extension, uint32_t seller, double part, size_t self)
{
    const struct cir_flow_row *whole = &extension->from->flows[seller];
    bool is_rest = is_in_rest(extension, seller);
    for (size_t k = 0; k < whole->count; k++) {
        uint32_t buyer = whole->buyers[k];
        double share = part;
        if (is_in_rest(extension, buyer))
            share = is_rest ? within(extension, part, extension->left, self == extension->count) : extension->left;
        add(row, buyer, whole->values[k] * share);
    }
    for (size_t c = 0; c < extension->count; c++)
        for (size_t k = 0; k < whole->count; k++) {
            uint32_t buyer = whole->buyers[k];
            double share = is_rest ? within(extension, part, extension->parts[c], self == c) : extension->parts[c];
            if (is_in_rest(extension, buyer))
                add(row, cut_out(extension, c, buyer), whole->values[k] * share);
        }
}

static bool take_row(struct extension *extension, uint32_t to, uint32_t seller, double part, size_t self)
{
    struct cir_network *network = extension->to;
    const size_t most =
        extension->from->flows[seller].count + extension->count * (size_t)rest_of(extension)->node_count;
    struct row row = {cir_arena_take(&network->arena, most + 1, sizeof *row.buyers),
                      cir_arena_take(&network->arena, most + 1, sizeof *row.values), 0};
    if (row.buyers == NULL || row.values == NULL)
        return false;
    split_row(&row, extension, seller, part, self);
    network->flows[to] = (struct cir_flow_row){row.count, row.buyers, row.values};
    network->flow_count += row.count;
    return true;
}

static bool copy_flows(struct extension *extension)
{
    const struct cir_network *from = extension->from;
    struct cir_network *to = extension->to;
    bool is_done = true;
    to->flow_count = 0;
    to->flows = cir_arena_take(&to->arena, to->node_count, sizeof *to->flows);
    if (to->flows == NULL)
        return false;
    for (uint32_t i = 0; is_done && i < from->node_count; i++) {
        bool is_rest = is_in_rest(extension, i);
        is_done =
            take_row(extension, i, i, is_rest ? extension->left : 1, is_rest ? extension->count : extension->count + 1);
        for (size_t c = 0; is_done && is_rest && c < extension->count; c++)
            is_done = take_row(extension, cut_out(extension, c, i), i, extension->parts[c], c);
    }
    return is_done;
}

/* What is not changed is borrowed from the network that was extended, which outlives this one. */
static bool copy(struct extension *extension)
{
    *extension->to = *extension->from;
    extension->to->arena = (struct cir_arena){0};
    return copy_states(extension) && copy_nodes(extension) && copy_flows(extension);
}

enum cir_status cir_network_extend(struct cir_network **extended, const struct cir_network *network,
                                   const struct cir_definitions *definitions, const uint32_t *countries, size_t count,
                                   struct cir_error *error)
{
    struct extension extension = {.from = network,
                                  .to = calloc(1, sizeof *extension.to),
                                  .definitions = definitions,
                                  .countries = countries,
                                  .count = count,
                                  .parts = calloc(count + 1, sizeof *extension.parts)};
    bool has_memory = extension.to != NULL && extension.parts != NULL;
    enum cir_status status = has_memory ? find_parts(&extension, error) : cir_fail_memory(error);
    if (has_memory && status == CIR_OK && !copy(&extension))
        status = cir_fail_memory(error);
    free(extension.parts);
    *extended = status == CIR_OK ? extension.to : NULL;
    if (status != CIR_OK)
        cir_network_free(extension.to);
    return status;
}
