#include "impact/indices.h"

#include "impact/all_cascades.h"
#include "model/quantity.h"

#include <stdlib.h>
#include <string.h>

/* A node that loses, and the one by whose fall it does. */
struct pair {
    size_t loser;
    size_t cause;
};

static bool counts(const struct pair *pair, const struct cir_network *network)
{
    return pair->loser != pair->cause && network->nodes[pair->loser].output > 0 &&
           network->nodes[pair->cause].output > 0;
}

static void add_direct(struct cir_node_indices *indices, const struct pair *pair, double share)
{
    indices[pair->loser].dependency += share;
    indices[pair->cause].influence += share;
}

/* @param outage_share what the loser loses when the cause makes nothing */
static void add_overall(struct cir_node_indices *indices, const struct cir_network *network, const struct pair *pair,
                        double share, double outage_share)
{
    const struct cir_network_node *loser = &network->nodes[pair->loser];
    const bool is_abroad = loser->state != network->nodes[pair->cause].state;
    const double loss = loser->output * cir_lesser(outage_share, 1);
    indices[pair->loser].overall_dependency += share;
    indices[pair->loser].dependency_abroad += is_abroad ? share : 0;
    indices[pair->cause].overall_influence += share;
    indices[pair->cause].loss += loss;
    indices[pair->cause].loss_abroad += is_abroad ? loss : 0;
}

/* ---- money and upstream ---- */

static struct pair pair_of(size_t seller, size_t buyer, enum cir_impact_layer layer)
{
    return layer == CIR_LAYER_UPSTREAM ? (struct pair){seller, buyer} : (struct pair){buyer, seller};
}

static void add_flows(struct cir_node_indices *indices, const struct cir_network *network, enum cir_impact_layer layer)
{
    for (size_t seller = 0; seller < network->node_count; seller++) {
        const struct cir_flow_row *row = &network->flows[seller];
        for (size_t k = 0; k < row->count; k++) {
            struct pair pair = pair_of(seller, row->buyers[k], layer);
            if (counts(&pair, network))
                add_direct(indices, &pair, row->values[k] / network->nodes[pair.loser].output);
        }
    }
}

/* x_seller G is what L x is: upstream it is a share of what the seller makes, by money of what the buyer makes. */
static void add_cascades(struct cir_node_indices *indices, const struct cir_network *network,
                         enum cir_impact_layer layer, const double *cascades)
{
    const size_t count = network->node_count;
    for (size_t seller = 0; seller < count; seller++)
        for (size_t buyer = 0; buyer < count; buyer++) {
            struct pair pair = pair_of(seller, buyer, layer);
            if (!counts(&pair, network))
                continue;
            double share =
                network->nodes[seller].output * cascades[seller * count + buyer] / network->nodes[pair.loser].output;
            add_overall(indices, network, &pair, share, share / cascades[pair.cause * count + pair.cause]);
        }
}

static enum cir_status add_linear(struct cir_node_indices *indices, const struct cir_network *network,
                                  enum cir_impact_layer layer, struct cir_error *error)
{
    double *cascades = malloc((network->node_count * network->node_count + 1) * sizeof *cascades);
    if (cascades == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_all_cascades(cascades, network, error);
    if (status == CIR_OK) {
        add_flows(indices, network, layer);
        add_cascades(indices, network, layer, cascades);
    }
    free(cascades);
    return status;
}

/* ---- functional ---- */

static void add_column(struct cir_node_indices *indices, const struct cir_network *network, size_t cause,
                       const double *lost, bool is_direct)
{
    for (size_t loser = 0; loser < network->node_count; loser++) {
        struct pair pair = {loser, cause};
        double share = lost[loser * CIR_NEED_COLUMNS];
        if (!counts(&pair, network))
            continue;
        if (is_direct)
            add_direct(indices, &pair, share);
        else
            add_overall(indices, network, &pair, share, share);
    }
}

static enum cir_status add_falls(struct cir_node_indices *indices, const struct cir_impact_models *models, size_t first,
                                 unsigned orders, bool is_direct, double *lost, struct cir_error *error)
{
    size_t width = 0;
    enum cir_status status = cir_needs_of_each(lost, &width, models->needs, first, orders, error);
    for (size_t k = 0; k < width && status == CIR_OK; k++)
        add_column(indices, models->network, first + k, &lost[k], is_direct);
    return status;
}

static enum cir_status add_needs(struct cir_node_indices *indices, const struct cir_impact_models *models,
                                 unsigned orders, struct cir_error *error)
{
    const size_t count = models->network->node_count;
    double *lost = malloc((count * CIR_NEED_COLUMNS + 1) * sizeof *lost);
    enum cir_status status = CIR_OK;
    if (lost == NULL)
        return cir_fail_memory(error);
    for (size_t first = 0; first < count && status == CIR_OK; first += CIR_NEED_COLUMNS) {
        status = add_falls(indices, models, first, 1, true, lost, error);
        if (status == CIR_OK)
            status = add_falls(indices, models, first, orders, false, lost, error);
    }
    free(lost);
    return status;
}

/* ---- all ---- */

static void take_means(struct cir_node_indices *indices, size_t count)
{
    const double others = (double)count - 1;
    for (size_t i = 0; i < count; i++) {
        indices[i].dependency /= others;
        indices[i].influence /= others;
        indices[i].overall_dependency /= others;
        indices[i].dependency_abroad /= others;
        indices[i].overall_influence /= others;
    }
}

enum cir_status cir_indices_compute(struct cir_node_indices *indices, const struct cir_impact_models *models,
                                    enum cir_impact_layer layer, unsigned orders, struct cir_error *error)
{
    const struct cir_network *network = models->network;
    memset(indices, 0, network->node_count * sizeof *indices);
    enum cir_status status = layer == CIR_LAYER_FUNCTIONAL ? add_needs(indices, models, orders, error)
                                                           : add_linear(indices, network, layer, error);
    if (status == CIR_OK)
        take_means(indices, network->node_count);
    return status;
}
