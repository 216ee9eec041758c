#include "impact/summary.h"

#include "model/measured.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOP = 3 };

static_assert((int)CIR_SUMMARY_HOURS == (int)CIR_NEED_COLUMNS, "a summary tells the hours that needs tell");

/* A summary in the making. */
struct work {
    struct cir_impact_summary *summary;
    struct cir_arena *arena;
    const struct cir_impact_models *models;
    const double *hours;
    size_t hour_count;
    enum cir_impact_part *parts; /* by node */
    double *money;               /* share lost, by node */
    double *functional;          /* by node and hour */
    double *losses;              /* of an outage that ends at some hour, by node */
    float *shares;               /* greatest of a State */
};

static bool take_room(struct work *work)
{
    const size_t nodes = work->models->network->node_count + 1;
    work->parts = calloc(nodes, sizeof *work->parts);
    work->money = calloc(nodes, sizeof *work->money);
    work->functional = calloc(nodes * CIR_NEED_COLUMNS, sizeof *work->functional);
    work->losses = calloc(nodes, sizeof *work->losses);
    work->shares = calloc(work->models->network->state_count + 1, sizeof *work->shares);
    return work->parts != NULL && work->money != NULL && work->functional != NULL && work->losses != NULL &&
           work->shares != NULL;
}

static void give_room(struct work *work)
{
    free(work->parts);
    free(work->money);
    free(work->functional);
    free(work->losses);
    free(work->shares);
}

/* ---- losses ---- */

static void add_node(struct work *work, size_t node)
{
    struct cir_impact_summary *summary = work->summary;
    const double per_h = work->models->network->nodes[node].output / cir_year_h;
    if (work->parts[node] == CIR_PART_DIRECT) {
        summary->output_per_h += per_h;
        return;
    }
    size_t part = (size_t)work->parts[node] - CIR_PART_DOMESTIC;
    summary->money_per_h[part] += work->money[node] * per_h;
    for (size_t k = 0; k < work->hour_count; k++)
        summary->functional_per_h[part][k] += work->functional[node * CIR_NEED_COLUMNS + k] * per_h;
}

static void add_losses(struct work *work)
{
    struct cir_impact_summary *summary = work->summary;
    for (size_t i = 0; i < work->models->network->node_count; i++)
        add_node(work, i);
    for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
        for (size_t k = 1; k < work->hour_count; k++)
            summary->functional_until[part][k] =
                summary->functional_until[part][k - 1] +
                summary->functional_per_h[part][k - 1] * (work->hours[k] - work->hours[k - 1]);
}

/* ---- States ---- */

/* The greatest share of a node not hit, by State, falling. `shares` are of node i at [i * stride]. */
static const float *rank_states(struct work *work, const double *shares, size_t stride)
{
    const struct cir_network *network = work->models->network;
    float *ranked = cir_arena_take(work->arena, network->state_count, sizeof *ranked);
    for (size_t i = 0; ranked != NULL && i < network->node_count; i++) {
        float *share = &ranked[network->nodes[i].state];
        if (work->parts[i] != CIR_PART_DIRECT && (float)shares[i * stride] > *share)
            *share = (float)shares[i * stride];
    }
    if (ranked == NULL)
        return NULL;
    gsl_sort_float(ranked, 1, network->state_count);
    for (size_t i = 0; i < network->state_count / 2; i++) {
        float swapped = ranked[i];
        ranked[i] = ranked[network->state_count - 1 - i];
        ranked[network->state_count - 1 - i] = swapped;
    }
    return ranked;
}

static bool rank_all_states(struct work *work)
{
    struct cir_impact_summary *summary = work->summary;
    summary->state_count = work->models->network->state_count;
    summary->money_states = rank_states(work, work->money, 1);
    bool has_all = summary->money_states != NULL;
    for (size_t k = 0; k < work->hour_count && has_all; k++) {
        summary->functional_states[k] = rank_states(work, &work->functional[k], CIR_NEED_COLUMNS);
        has_all = summary->functional_states[k] != NULL;
    }
    return has_all;
}

/* ---- the worst ---- */

/* What every node loses of an outage that lasts to the end of hour k, or a while beyond the last. */
static void find_losses(struct work *work, size_t hour)
{
    const struct cir_network *network = work->models->network;
    const double end_h = hour + 1 < work->hour_count ? work->hours[hour + 1] : work->hours[hour] + 1;
    for (size_t i = 0; i < network->node_count; i++) {
        double functional = 0;
        for (size_t k = 0; k <= hour; k++)
            functional +=
                work->functional[i * CIR_NEED_COLUMNS + k] * ((k < hour ? work->hours[k + 1] : end_h) - work->hours[k]);
        work->losses[i] = work->parts[i] == CIR_PART_DIRECT
                              ? 0
                              : network->nodes[i].output * cir_greater(functional, work->money[i] * end_h);
    }
}

static const char *name_top(struct work *work)
{
    const struct cir_network *network = work->models->network;
    size_t order[TOP];
    size_t size = 1;
    size_t count = network->node_count < TOP ? network->node_count : TOP;
    gsl_sort_largest_index(order, count, work->losses, 1, network->node_count);
    while (count > 0 && work->losses[order[count - 1]] <= 0)
        count--;
    for (size_t i = 0; i < count; i++)
        size += strlen(network->nodes[order[i]].name) + 1;
    char *text = cir_arena_take(work->arena, size, 1);
    size_t used = 0;
    for (size_t i = 0; text != NULL && i < count; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ";" : "", network->nodes[order[i]].name);
    return text;
}

static bool name_all_tops(struct work *work)
{
    bool has_all = true;
    for (size_t k = 0; k < work->hour_count && has_all; k++) {
        find_losses(work, k);
        work->summary->top[k] = name_top(work);
        has_all = work->summary->top[k] != NULL;
    }
    return has_all;
}

/* ---- the whole ---- */

static enum cir_status solve(struct work *work, const uint32_t *nodes, size_t count, unsigned orders,
                             struct cir_error *error)
{
    struct cir_hit hits[CIR_HITS_MAX];
    struct cir_shock shocks[CIR_HITS_MAX];
    size_t clipped;
    for (size_t i = 0; i < count; i++) {
        hits[i] = (struct cir_hit){nodes[i], 1};
        shocks[i] = (struct cir_shock){nodes[i], 1, 1};
    }
    cir_impact_find_parts(work->parts, work->models, shocks, count);
    enum cir_status status =
        cir_outage(work->money, &clipped, work->models->coupling, CIR_DOWNSTREAM, hits, count, error);
    if (status == CIR_OK)
        status = cir_needs_over_time(work->functional, work->models->needs, hits, count, orders, error);
    return status;
}

enum cir_status cir_impact_summarise(struct cir_impact_summary *summary, struct cir_arena *arena,
                                     const struct cir_impact_models *models, const uint32_t *nodes, size_t count,
                                     unsigned orders, struct cir_error *error)
{
    struct work work = {.summary = summary, .arena = arena, .models = models};
    *summary = (struct cir_impact_summary){.output_per_h = 0};
    work.hours = cir_needs_times(models->needs, &work.hour_count);
    if (!take_room(&work)) {
        give_room(&work);
        return cir_fail_memory(error);
    }
    enum cir_status status = solve(&work, nodes, count, orders, error);
    if (status == CIR_OK) {
        add_losses(&work);
        if (!rank_all_states(&work) || !name_all_tops(&work))
            status = cir_fail_memory(error);
    }
    give_room(&work);
    return status;
}
