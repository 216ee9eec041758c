#include "network/check.h"

#include "network/spectrum.h"

#include <math.h>
#include <stdlib.h>

static void look_at_flows(struct cir_network_check *check, const struct cir_network *network, double *bought)
{
    double domestic = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        for (size_t k = 0; k < row->count; k++) {
            check->flow += row->values[k];
            bought[row->buyers[k]] += row->values[k];
            if (network->nodes[row->buyers[k]].state == network->nodes[i].state)
                domestic += row->values[k];
        }
    }
    check->domestic_flow_share = check->flow > 0 ? domestic / check->flow : NAN;
    check->density = (double)network->flow_count / ((double)network->node_count * (double)network->node_count);
}

static double sold(const struct cir_flow_row *row)
{
    double sum = 0;
    for (size_t k = 0; k < row->count; k++)
        sum += row->values[k];
    return sum;
}

static void look_at_balance(struct cir_network_check *check, const struct cir_network_node *node, double sold_to_nodes,
                            uint32_t number)
{
    double off = fabs(sold_to_nodes + node->final_demand - node->output);
    double share = node->output > 0 ? off / node->output : 0;
    check->unbalanced = fmax(check->unbalanced, off);
    if (share > check->unbalanced_share) {
        check->unbalanced_share = share;
        check->least_balanced = number;
    }
}

static void look_at_purchases(struct cir_network_check *check, const struct cir_network *network, uint32_t number,
                              const double *bought)
{
    const struct cir_network_node *node = &network->nodes[number];
    if (bought[number] <= 0 && network->flows[number].count == 0) {
        check->isolated++;
        check->first_isolated = check->first_isolated == CIR_INDEX_NONE ? number : check->first_isolated;
    }
    if (node->output > 0)
        check->largest_column_sum = fmax(check->largest_column_sum, bought[number] / node->output);
    if (bought[number] > node->output) {
        uint32_t least = check->least_value_added;
        check->negative_value_added++;
        if (least == CIR_INDEX_NONE || node->output - bought[number] < network->nodes[least].output - bought[least])
            check->least_value_added = number;
    }
}

static void look_at_node(struct cir_network_check *check, const struct cir_network *network, uint32_t number)
{
    const struct cir_network_node *node = &network->nodes[number];
    check->output += node->output;
    check->zero_output += node->output <= 0;
    if (node->final_demand < 0) {
        check->negative_final_demand++;
        if (check->most_negative == CIR_INDEX_NONE ||
            node->final_demand < network->nodes[check->most_negative].final_demand)
            check->most_negative = number;
    }
    look_at_balance(check, node, sold(&network->flows[number]), number);
}

/* Which sectors of the network are ours, after all output is known. */
static void look_at_sectors(struct cir_network_check *check, const struct cir_network *network)
{
    double none = 0;
    double part = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        const struct cir_network_sector *sector = &network->sectors[network->nodes[i].sector];
        none += sector->sector == CIR_INDEX_NONE ? network->nodes[i].output : 0;
        part += cir_network_sector_is_mixed(sector) ? network->nodes[i].output : 0;
    }
    for (size_t i = 0; i < network->sector_count; i++) {
        check->no_sector += network->sectors[i].sector == CIR_INDEX_NONE;
        check->in_part += cir_network_sector_is_mixed(&network->sectors[i]);
    }
    check->no_sector_output = check->output > 0 ? none / check->output : NAN;
    check->in_part_output = check->output > 0 ? part / check->output : NAN;
}

enum cir_status cir_network_check(struct cir_network_check *check, const struct cir_network *network,
                                  struct cir_error *error)
{
    double *bought = calloc(network->node_count + 1, sizeof *bought);
    *check = (struct cir_network_check){.first_isolated = CIR_INDEX_NONE,
                                        .most_negative = CIR_INDEX_NONE,
                                        .least_value_added = CIR_INDEX_NONE,
                                        .least_balanced = CIR_INDEX_NONE};
    if (bought == NULL || !cir_network_spectral_radius(&check->spectral_radius, network)) {
        free(bought);
        return cir_fail_memory(error);
    }
    look_at_flows(check, network, bought);
    for (uint32_t i = 0; i < network->node_count; i++) {
        look_at_purchases(check, network, i, bought);
        look_at_node(check, network, i);
    }
    look_at_sectors(check, network);
    free(bought);
    return CIR_OK;
}
