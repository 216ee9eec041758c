#include "command.h"
#include "network/check.h"
#include "network/finish.h"
#include "network_card.h"
#include "say.h"

static const struct listing_column columns[] = {{"measure", LISTING_WORDS},
                                                {"value", LISTING_NUMBER},
                                                {"node", LISTING_WORDS},
                                                {"look", LISTING_WORDS},
                                                {"meaning", LISTING_WRAP}};

/* The measures of a network, one a row. */
struct measures {
    struct listing listing;
    const struct cir_network *network;
    const struct cir_definitions *definitions;
    size_t looks; /* measures that deserve a look */
};

static void add(struct measures *measures, const char *name, double value, const char *meaning)
{
    listing_row(&measures->listing);
    listing_set(&measures->listing, 0, name);
    listing_set_number(&measures->listing, 1, value);
    listing_set(&measures->listing, 3, "no");
    listing_set(&measures->listing, 4, meaning);
}

/* Of the last row: the node that shows it most. */
static void name_node(struct measures *measures, uint32_t node)
{
    if (node != CIR_INDEX_NONE)
        listing_set(&measures->listing, 2, measures->network->nodes[node].name);
}

/* Of the last row: whether it deserves a look. */
static void judge(struct measures *measures, bool deserves_look)
{
    if (!deserves_look)
        return;
    listing_set(&measures->listing, 3, "yes");
    listing_color(&measures->listing, "yellow");
    measures->looks++;
}

static void add_sizes(struct measures *measures, const struct cir_network_check *check)
{
    add(measures, "nodes", (double)measures->network->node_count, "States x sectors");
    add(measures, "flows", (double)measures->network->flow_count, "pairs of nodes with a flow above 0");
    add(measures, "density", check->density, "flows / nodes^2");
    add(measures, "output", check->output, "of all nodes in a year, in the unit of the network");
    add(measures, "flow", check->flow, "between nodes in a year, likewise");
    add(measures, "domestic_flow_share", check->domestic_flow_share, "share of flow that stays within one State");
}

static void add_nodes(struct measures *measures, const struct cir_network_check *check)
{
    add(measures, "zero_output", (double)check->zero_output, "nodes that make nothing: never hit, never felt");
    add(measures, "isolated", (double)check->isolated, "nodes that neither buy nor sell; node: the first");
    name_node(measures, check->first_isolated);
    judge(measures, check->isolated > 0);
    add(measures, "negative_final_demand", (double)check->negative_final_demand,
        "nodes of which stocks were drawn down; node: the lowest");
    name_node(measures, check->most_negative);
    add(measures, "negative_value_added", (double)check->negative_value_added,
        "nodes that buy more than they make; node: the lowest");
    name_node(measures, check->least_value_added);
    judge(measures, check->negative_value_added > 0);
}

static void add_sums(struct measures *measures, const struct cir_network_check *check)
{
    add(measures, "unbalanced", check->unbalanced,
        "largest distance of output from what a node sells, in the unit of the network");
    add(measures, "unbalanced_share", check->unbalanced_share,
        "largest such distance as a share of an output; node: whose");
    name_node(measures, check->least_balanced);
    judge(measures, check->unbalanced_share > CIR_NETWORK_TOLERANCE);
    add(measures, "spectral_radius", check->spectral_radius,
        "share of a loss that a round of a cascade hands on; below 1");
    add(measures, "largest_column_sum", check->largest_column_sum, "largest share that inputs are of an output");
}

/* ---- sectors ---- */

static bool is_none(const struct cir_network_sector *sector)
{
    return sector->sector == CIR_INDEX_NONE;
}

/* Of the last row: the meaning, and the sectors of the network that are so, each with what of ours it holds. */
static void list_sectors(struct measures *measures, const char *meaning,
                         bool (*is_so)(const struct cir_network_sector *sector))
{
    const struct cir_network *network = measures->network;
    struct cir_buffer text = {0};
    size_t count = 0;
    cir_buffer_add_string(&text, meaning);
    for (size_t i = 0; i < network->sector_count; i++)
        if (is_so(&network->sectors[i])) {
            cir_buffer_add_format(&text, "%s%s", count++ > 0 ? ", " : ": ", network->sectors[i].code);
            network_add_held(&text, &network->sectors[i], measures->definitions);
        }
    listing_set_buffer(&measures->listing, 4, &text);
}

static void add_sectors(struct measures *measures, const struct cir_network_check *check)
{
    add(measures, "no_sector", (double)check->no_sector, NULL);
    list_sectors(measures, "sectors of the table that are none of ours (and those of ours that they hold a part of)",
                 is_none);
    judge(measures, check->no_sector == measures->network->sector_count);
    add(measures, "no_sector_output", check->no_sector_output, "share of output that they hold");
    add(measures, "in_part", (double)check->in_part, NULL);
    list_sectors(measures, "sectors that are one of ours and hold a part of others, the share of which is not known",
                 cir_network_sector_is_mixed);
    add(measures, "in_part_output", check->in_part_output, "share of output that they hold");
}

int network_check_print(const struct cir_network *network, struct catalogue *catalogue)
{
    struct cir_network_check check;
    struct cir_error error;
    if (cir_network_check(&check, network, &error) != CIR_OK)
        return say_error(&error);
    struct measures measures = {.listing =
                                    listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena),
                                .network = network,
                                .definitions = catalogue->definitions};
    add_sizes(&measures, &check);
    add_sectors(&measures, &check);
    add_nodes(&measures, &check);
    add_sums(&measures, &check);
    int code = catalogue_print(catalogue, &measures.listing);
    return code == EXIT_CLEAN && measures.looks > 0 ? EXIT_FINDINGS : code;
}
