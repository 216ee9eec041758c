#include "network/finish.h"

#include "model/measured.h"
#include "network/sector_code.h"
#include "network/spectrum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A network on its way from what was read. */
struct making {
    struct cir_load *load;
    struct cir_network *network;
    struct cir_raw_network *raw;
    const struct cir_finish_rules *rules;
    const struct cir_definitions *definitions;
    const char **spellings;  /* of the States: as the first of its nodes has it */
    unsigned *states;        /* of the raw nodes */
    uint32_t *places;        /* of the raw nodes: where they come to lie */
    struct cir_text systems; /* of the crosswalk, that codes of sectors are of */
};

static bool is_in_list(const char *list, struct cir_text word)
{
    struct cir_text rest = cir_text_of(list != NULL ? list : "");
    struct cir_text part;
    while (rest.size > 0 && cir_text_next(&part, &rest, ','))
        if (cir_text_equal(part, word))
            return true;
    return false;
}

/* A network outlives the definitions that it was read by. */
static const char *keep(struct making *making, const char *text)
{
    char *copy = cir_arena_copy(making->load->arena, cir_text_of(text));
    making->load->no_memory = making->load->no_memory || copy == NULL;
    return copy;
}

/* ---- States ---- */

/* The code that a State has from now on, and its country. */
static const char *name_state(struct making *making, const char *given, uint32_t *country)
{
    const struct cir_finish_rules *rules = making->rules;
    struct cir_text text = cir_text_of(given);
    *country = CIR_INDEX_NONE;
    if ((rules->rest != NULL && cir_text_is(text, rules->rest)) || is_in_list(rules->regions, text))
        return given;
    *country = cir_definitions_country(making->definitions, text);
    if (*country == CIR_INDEX_NONE)
        return given;
    const char *code = keep(making, making->definitions->countries[*country].alpha3);
    return code != NULL ? code : given;
}

static void add_state(struct making *making, const struct cir_raw_node *node, const char *code, uint32_t country)
{
    struct cir_network *network = making->network;
    const struct cir_finish_rules *rules = making->rules;
    bool is_rest = rules->rest != NULL && strcmp(code, rules->rest) == 0;
    if (country == CIR_INDEX_NONE && !is_rest && !is_in_list(rules->regions, cir_text_of(code)))
        cir_load_report(making->load, node->place,
                        "'%.100s' is no country that is known, and not the rest of the world", code);
    if (is_rest)
        network->rest = (uint32_t)network->state_count;
    making->spellings[network->state_count] = node->state;
    network->states[network->state_count] = (struct cir_network_state){.code = code, .country = country};
    (void)cir_load_insert(making->load, &network->state_index, code, (uint32_t)network->state_count++);
}

static void take_states(struct making *making)
{
    struct cir_network *network = making->network;
    struct cir_raw_network *raw = making->raw;
    network->rest = CIR_INDEX_NONE;
    network->rest_domestic_share = making->rules->rest_domestic_share;
    network->states = cir_load_take(making->load, raw->node_count, sizeof *network->states);
    making->states = cir_load_take_scratch(making->load, raw->node_count, sizeof *making->states);
    making->spellings = cir_load_take_scratch(making->load, raw->node_count, sizeof *making->spellings);
    for (size_t i = 0; !making->load->no_memory && i < raw->node_count; i++) {
        uint32_t country;
        const char *code = name_state(making, raw->nodes[i].state, &country);
        uint32_t number = cir_index_find(&network->state_index, cir_text_of(code));
        if (number == CIR_INDEX_NONE) {
            number = (uint32_t)network->state_count;
            add_state(making, &raw->nodes[i], code, country);
        } else if (strcmp(making->spellings[number], raw->nodes[i].state) != 0) {
            cir_load_report(making->load, raw->nodes[i].place, "'%.100s' and '%.100s' are one State",
                            making->spellings[number], raw->nodes[i].state);
        }
        making->states[i] = number;
        if (number < network->state_count)
            network->states[number].node_count++;
    }
}

/* ---- sectors ---- */

static void take_given_sectors(struct making *making)
{
    const struct cir_finish_rules *rules = making->rules;
    memcpy(making->network->sectors, rules->sectors, rules->sector_count * sizeof *rules->sectors);
    making->network->sector_count = rules->sector_count;
    for (size_t i = 0; i < rules->sector_count; i++)
        (void)cir_load_insert(making->load, &making->network->sector_index, rules->sectors[i].code, (uint32_t)i);
}

/* @return CIR_INDEX_NONE where the network has no such sector */
static uint32_t take_sector(struct making *making, const struct cir_raw_node *node)
{
    struct cir_network *network = making->network;
    uint32_t number = cir_index_find(&network->sector_index, cir_text_of(node->sector));
    if (number != CIR_INDEX_NONE)
        return number;
    if (making->rules->sectors != NULL) {
        cir_load_report(making->load, node->place, "'%.100s' is no sector of sectors.csv", node->sector);
        return CIR_INDEX_NONE;
    }
    struct cir_industry industry = cir_industry_of_code(making->definitions, making->systems, node->sector);
    network->sectors[network->sector_count] = (struct cir_network_sector){.code = node->sector,
                                                                          .name = "",
                                                                          .sector = industry.sector,
                                                                          .holds = industry.holds,
                                                                          .recovery_h = NAN,
                                                                          .source = ""};
    (void)cir_load_insert(making->load, &network->sector_index, node->sector, (uint32_t)network->sector_count);
    return (uint32_t)network->sector_count++;
}

/* ---- nodes ---- */

static void place_nodes(struct making *making)
{
    struct cir_network *network = making->network;
    unsigned first = 0;
    for (size_t i = 0; i < network->state_count; i++) {
        network->states[i].first_node = first;
        first += network->states[i].node_count;
        network->states[i].node_count = 0;
    }
    for (size_t i = 0; i < making->raw->node_count; i++) {
        struct cir_network_state *state = &network->states[making->states[i]];
        making->places[i] = state->first_node + state->node_count++;
    }
}

static const char *name_node(struct making *making, const struct cir_network_node *node)
{
    const char *state = making->network->states[node->state].code;
    const char *sector = making->network->sectors[node->sector].code;
    size_t size = strlen(state) + strlen(sector) + 2;
    char *name = cir_load_take(making->load, size, 1);
    if (name != NULL)
        snprintf(name, size, "%s:%s", state, sector);
    return name;
}

static void take_node(struct making *making, size_t i)
{
    struct cir_network *network = making->network;
    const struct cir_raw_node *raw = &making->raw->nodes[i];
    struct cir_network_node *node = &network->nodes[making->places[i]];
    *node = (struct cir_network_node){.state = making->states[i],
                                      .sector = take_sector(making, raw),
                                      .output = raw->output,
                                      .final_demand = raw->final_demand};
    node->name = making->load->no_memory || node->sector == CIR_INDEX_NONE ? NULL : name_node(making, node);
    if (node->name == NULL)
        return;
    if (cir_load_insert(making->load, &network->node_index, node->name, making->places[i]) != making->places[i])
        cir_load_report(making->load, raw->place, "%s is there twice", node->name);
    if (isnan(raw->output) && isnan(raw->final_demand))
        cir_load_report(making->load, raw->place, "neither output nor final demand of %s is told", node->name);
    if (raw->output < 0)
        cir_load_report(making->load, raw->place, "the output of %s is below 0", node->name);
}

static void take_nodes(struct making *making)
{
    struct cir_network *network = making->network;
    size_t count = making->raw->node_count;
    size_t sectors = making->rules->sectors != NULL ? making->rules->sector_count : count;
    network->nodes = cir_load_take(making->load, count, sizeof *network->nodes);
    network->sectors = cir_load_take(making->load, sectors, sizeof *network->sectors);
    making->places = cir_load_take_scratch(making->load, count, sizeof *making->places);
    if (making->load->no_memory)
        return;
    network->node_count = count;
    if (making->rules->sectors != NULL)
        take_given_sectors(making);
    else
        making->systems = cir_industry_systems(making->definitions, making->rules->systems, making->raw->nodes, count);
    place_nodes(making);
    for (size_t i = 0; !making->load->no_memory && i < count; i++)
        take_node(making, i);
}

/* ---- flows ---- */

struct flow {
    uint32_t buyer;
    double value;
};

static int compare_flows(const void *left, const void *right)
{
    const struct flow *a = left;
    const struct flow *b = right;
    return (a->buyer > b->buyer) - (a->buyer < b->buyer);
}

static void sort_row(struct cir_raw_row *row, struct flow *room)
{
    bool is_sorted = true;
    for (size_t k = 1; k < row->count; k++)
        is_sorted = is_sorted && row->buyers[k - 1] < row->buyers[k];
    if (is_sorted)
        return;
    for (size_t k = 0; k < row->count; k++)
        room[k] = (struct flow){row->buyers[k], row->values[k]};
    qsort(room, row->count, sizeof *room, compare_flows);
    for (size_t k = 0; k < row->count; k++) {
        row->buyers[k] = room[k].buyer;
        row->values[k] = room[k].value;
    }
}

static void take_flows(struct making *making)
{
    struct cir_network *network = making->network;
    network->flows = cir_load_take(making->load, network->node_count, sizeof *network->flows);
    struct flow *room = cir_load_take_scratch(making->load, network->node_count, sizeof *room);
    for (size_t i = 0; !making->load->no_memory && making->places != NULL && i < network->node_count; i++) {
        struct cir_raw_row *row = &making->raw->rows[i];
        for (size_t k = 0; k < row->count; k++)
            row->buyers[k] = making->places[row->buyers[k]];
        sort_row(row, room);
        network->flows[making->places[i]] = (struct cir_flow_row){row->count, row->buyers, row->values};
        network->flow_count += row->count;
    }
}

/* ---- balance ---- */

static double sold(const struct cir_flow_row *row)
{
    double sum = 0;
    for (size_t k = 0; k < row->count; k++)
        sum += row->values[k];
    return sum;
}

/* What the rounding of all terms of a row may hide. */
static double rounding_of(const struct making *making)
{
    return 0.5 * making->raw->resolution * (double)(making->network->node_count + 2);
}

static void check_balance(struct making *making, const struct cir_network_node *node, double sold_to_nodes,
                          struct cir_place place)
{
    double off = fabs(sold_to_nodes + node->final_demand - node->output);
    if (!(off <=
          making->rules->tolerance * node->output + rounding_of(making))) /* nor where a sum is beyond all numbers */
        cir_load_report(making->load, place,
                        "%s does not balance: it sells %.10g to others and %.10g to final demand, but makes %.10g",
                        node->name, sold_to_nodes, node->final_demand, node->output);
}

/* What a node makes where it is not told. Rounded terms may add up to less than nothing where it makes nothing. */
static double add_up(const struct making *making, const struct cir_network_node *node, double sum)
{
    double output = sum + node->final_demand;
    return output < 0 && -output <= rounding_of(making) ? 0 : output;
}

static void complete_node(struct making *making, struct cir_network_node *node, double sum, struct cir_place place)
{
    if (isnan(node->final_demand))
        node->final_demand = node->output - sum;
    if (isnan(node->output))
        node->output = add_up(making, node, sum);
    if (node->output <= 0 && sum > 0)
        cir_load_report(making->load, place, "%s sells %.10g but makes %.10g", node->name, sum, node->output);
    else if (node->output < 0)
        cir_load_report(making->load, place, "the output of %s is below 0", node->name);
    else
        check_balance(making, node, sum, place);
}

static void complete_nodes(struct making *making)
{
    for (size_t i = 0; making->places != NULL && i < making->network->node_count; i++) {
        uint32_t place = making->places[i];
        complete_node(making, &making->network->nodes[place], sold(&making->network->flows[place]),
                      making->raw->nodes[i].place);
    }
}

/* ---- criticality ---- */

/* What the sectors of ours that two sectors of the network are need of each other. */
static void take_criticality(struct making *making)
{
    struct cir_network *network = making->network;
    const struct cir_definitions *definitions = making->definitions;
    size_t count = network->sector_count;
    network->criticality = cir_load_take(making->load, count * count, sizeof *network->criticality);
    if (network->criticality == NULL)
        return;
    for (size_t i = 0; i < definitions->dependency_count; i++) {
        const struct cir_dependency *need = &definitions->dependencies[i];
        const char *source = keep(making, need->source);
        for (size_t pair = 0; pair < count * count; pair++)
            if (network->sectors[pair / count].sector == need->depends_on &&
                network->sectors[pair % count].sector == need->sector)
                network->criticality[pair] =
                    (struct cir_criticality){need->criticality, isnan(need->redundancy) ? 0 : need->redundancy,
                                             isnan(need->felt_after_h) ? 0 : need->felt_after_h, source};
    }
}

/* ---- the whole ---- */

/* Whether every node buys less than it makes. Then the radius is below 1, as no sum of a column of A reaches 1: there is
 * no need to look for it. */
static bool is_productive(const struct cir_network *network, double *bought)
{
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++)
            bought[network->flows[i].buyers[k]] += network->flows[i].values[k];
    bool is = true;
    for (size_t i = 0; i < network->node_count; i++)
        is = is && (bought[i] < network->nodes[i].output || bought[i] <= 0);
    return is;
}

static void check_radius(struct making *making)
{
    const struct cir_place whole = {.file = making->rules->file};
    const struct cir_network *network = making->network;
    double radius = 0;
    double *bought = calloc(network->node_count + 1, sizeof *bought);
    if (bought == NULL || (!is_productive(network, bought) && !cir_network_spectral_radius(&radius, network)))
        making->load->no_memory = true;
    else if (!(radius < 1)) /* nor where it is beyond all numbers */
        cir_load_report(making->load, whole, "the spectral radius of the table is %.6g; expected less than 1", radius);
    free(bought);
}

static void check_whole(struct making *making)
{
    const struct cir_place whole = {.file = making->rules->file};
    double output = 0;
    for (size_t i = 0; i < making->network->node_count; i++)
        output += making->network->nodes[i].output;
    if (output <= 0)
        cir_load_report(making->load, whole, "no node makes anything");
    else
        check_radius(making);
}

static void take_words(struct cir_network *network, const struct cir_raw_network *raw)
{
    network->name = raw->name;
    network->title = raw->title != NULL ? raw->title : raw->name;
    network->unit = raw->unit != NULL ? raw->unit : "units of the table";
    network->source = raw->source != NULL ? raw->source : "not told";
    network->licence = raw->licence != NULL ? raw->licence : "not told";
    network->year = raw->year;
    memcpy(network->sha256, raw->sha256, sizeof network->sha256);
}

void cir_network_finish(struct cir_load *load, struct cir_network *network, struct cir_raw_network *raw,
                        const struct cir_finish_rules *rules, const struct cir_definitions *definitions)
{
    struct making making = {.load = load, .network = network, .raw = raw, .rules = rules, .definitions = definitions};
    if (!cir_load_clean(load))
        return;
    take_words(network, raw);
    if (raw->node_count == 0)
        cir_load_report(load, (struct cir_place){.file = rules->file}, "there are no nodes");
    else
        take_states(&making);
    if (cir_load_clean(load))
        take_nodes(&making);
    if (cir_load_clean(load))
        take_flows(&making);
    if (cir_load_clean(load))
        complete_nodes(&making);
    if (cir_load_clean(load))
        take_criticality(&making);
    if (cir_load_clean(load))
        check_whole(&making);
}
