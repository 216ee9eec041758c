#include "impact/recovery.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double cir_recovery_left = .01;

/* ---- rates ---- */

/* a_ii: what a node sells itself, of its output. */
static double own_share(const struct cir_network *network, uint32_t node)
{
    const struct cir_flow_row *row = &network->flows[node];
    double own = 0;
    for (size_t k = 0; k < row->count; k++)
        if (row->buyers[k] == node)
            own = row->values[k] / network->nodes[node].output;
    return own;
}

static double rate_of(const struct cir_network *network, uint32_t node, double step_h, double otherwise_h)
{
    double recovery_h = network->sectors[network->nodes[node].sector].recovery_h;
    if (network->nodes[node].output <= 0)
        return 0;
    if (isnan(recovery_h))
        recovery_h = otherwise_h;
    return (1 - pow(cir_recovery_left, step_h / recovery_h)) / (1 - own_share(network, node));
}

static bool has_fast_node(const struct cir_network *network, double step_h, double otherwise_h)
{
    for (uint32_t i = 0; i < network->node_count; i++)
        if (rate_of(network, i, step_h, otherwise_h) > 1)
            return true;
    return false;
}

double cir_recovery_step_h(const struct cir_network *network, double otherwise_h)
{
    double step_h = 1;
    while (has_fast_node(network, step_h, otherwise_h))
        step_h /= 2;
    return step_h;
}

void cir_recovery_rates(double *rates, const struct cir_network *network, double step_h, double otherwise_h)
{
    for (uint32_t i = 0; i < network->node_count; i++)
        rates[i] = rate_of(network, i, step_h, otherwise_h);
}

/* ---- the run ---- */

/* What others lack of a node's trade, in money: upstream by seller, downstream by buyer. */
static void pass_on(double *lacking, const struct cir_recovery *run, const double *lost)
{
    const struct cir_network *network = run->network;
    memset(lacking, 0, network->node_count * sizeof *lacking);
    for (size_t i = 0; i < network->node_count; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        for (size_t k = 0; k < row->count; k++)
            if (run->direction == CIR_UPSTREAM)
                lacking[i] += row->values[k] * lost[row->buyers[k]];
            else
                lacking[row->buyers[k]] += row->values[k] * lost[i];
    }
}

static void hold_hits(double *lost, const struct cir_recovery *run, double hour)
{
    for (size_t i = 0; i < run->shock_count; i++)
        if (hour < run->shocks[i].duration_h)
            lost[run->shocks[i].node] = run->shocks[i].share;
}

static void take_step(double *lost, double *lacking, const struct cir_recovery *run, double hour)
{
    bool is_outside = run->outside != NULL && hour >= run->outside_from_h && hour < run->outside_until_h;
    pass_on(lacking, run, lost);
    for (size_t i = 0; i < run->network->node_count; i++) {
        double output = run->network->nodes[i].output;
        double felt = (output > 0 ? lacking[i] / output : 0) + (is_outside ? run->outside[i] : 0);
        lost[i] += run->rates[i] * (felt - lost[i]);
    }
    hold_hits(lost, run, hour + run->step_h);
}

enum cir_status cir_recovery_run(const struct cir_recovery *run, const struct cir_recovery_viewer *viewer,
                                 struct cir_error *error)
{
    const size_t count = run->network->node_count;
    double *lost = calloc(2 * count + 1, sizeof *lost);
    if (lost == NULL)
        return cir_fail_memory(error);
    if (run->initial != NULL)
        memcpy(lost, run->initial, count * sizeof *lost);
    hold_hits(lost, run, 0);
    viewer->see(viewer->context, 0, lost);
    for (size_t step = 0; step < run->steps; step++) {
        take_step(lost, &lost[count], run, (double)step * run->step_h);
        viewer->see(viewer->context, (double)(step + 1) * run->step_h, lost);
    }
    free(lost);
    return CIR_OK;
}
