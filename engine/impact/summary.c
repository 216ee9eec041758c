#include "impact/summary.h"

#include "model/measured.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOP = 3 };

static_assert((int)CIR_SUMMARY_HOURS == (int)CIR_NEED_COLUMNS, "a summary tells the hours that needs tell");

/* Summaries in the making, one after the other. */
struct work {
    struct cir_impact_summary *summary; /* at hand */
    struct cir_arena *arena;
    const struct cir_impact_models *models;
    const double *hours;
    size_t hour_count;
    double *columns;             /* of all nodes hit, see cir_outage_columns */
    enum cir_impact_part *parts; /* by node */
    double *money;               /* share lost, by node */
    double *functional;          /* by node and hour */
    double *until;               /* functional loss until the end of an hour, by node, times the hours of a year */
    double *losses;              /* of an outage that ends there, by node, likewise */
    float *money_states;         /* greatest share of a State, falling; behind them the lesser and greater of both */
    float *low_states;
    float *high_states;
};

static bool take_room(struct work *work, size_t hit_count)
{
    const size_t nodes = work->models->network->node_count + 1;
    const size_t states = work->models->network->state_count;
    work->columns = calloc(hit_count * nodes + 1, sizeof *work->columns);
    work->parts = calloc(nodes, sizeof *work->parts);
    work->money = calloc(nodes, sizeof *work->money);
    work->functional = calloc(nodes * CIR_NEED_COLUMNS, sizeof *work->functional);
    work->until = calloc(nodes, sizeof *work->until);
    work->losses = calloc(nodes, sizeof *work->losses);
    work->money_states = calloc(3 * states + 1, sizeof *work->money_states);
    if (work->money_states != NULL) {
        work->low_states = work->money_states + states;
        work->high_states = work->low_states + states;
    }
    return work->columns != NULL && work->parts != NULL && work->money != NULL && work->functional != NULL &&
           work->until != NULL && work->losses != NULL && work->money_states != NULL;
}

static void give_room(struct work *work)
{
    free(work->columns);
    free(work->parts);
    free(work->money);
    free(work->functional);
    free(work->until);
    free(work->losses);
    free(work->money_states);
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
        summary->hours[k].functional_per_h[part] += work->functional[node * CIR_NEED_COLUMNS + k] * per_h;
}

static void add_losses(struct work *work)
{
    struct cir_impact_summary *summary = work->summary;
    for (size_t i = 0; i < work->models->network->node_count; i++)
        add_node(work, i);
    for (size_t k = 1; k < work->hour_count; k++)
        for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
            summary->hours[k].functional_until[part] =
                summary->hours[k - 1].functional_until[part] +
                summary->hours[k - 1].functional_per_h[part] * (work->hours[k] - work->hours[k - 1]);
}

/* ---- States ---- */

/* Parts whose States are ranked together. */
struct reach {
    enum cir_impact_part first, last;
};

static const struct reach everywhere = {CIR_PART_DOMESTIC, CIR_PART_GLOBAL};
static const struct reach abroad = {CIR_PART_REGIONAL, CIR_PART_GLOBAL};
static const struct reach regional = {CIR_PART_REGIONAL, CIR_PART_REGIONAL};

/* The greatest share of a node of these parts, by State, falling. `shares` are of node i at [i * stride]. */
static void rank_states(float *ranked, const struct work *work, const struct reach *reach, const double *shares,
                        size_t stride)
{
    const struct cir_network *network = work->models->network;
    memset(ranked, 0, network->state_count * sizeof *ranked);
    for (size_t i = 0; i < network->node_count; i++) {
        float *share = &ranked[network->nodes[i].state];
        bool is_reached = work->parts[i] >= reach->first && work->parts[i] <= reach->last;
        if (is_reached && (float)shares[i * stride] > *share)
            *share = (float)shares[i * stride];
    }
    gsl_sort_float(ranked, 1, network->state_count);
    for (size_t i = 0; i < network->state_count / 2; i++) {
        float swapped = ranked[i];
        ranked[i] = ranked[network->state_count - 1 - i];
        ranked[network->state_count - 1 - i] = swapped;
    }
}

/* Those that an outage can reach at all, as it loses no more than a share of 1. */
static bool keep_reached(struct cir_state_shares *kept, struct cir_arena *arena, const float *ranked, size_t count)
{
    size_t reached = 0;
    while (reached < count && ranked[reached] >= cir_impact_thresholds[0])
        reached++;
    float *list = cir_arena_take(arena, reached, sizeof *list);
    if (list == NULL)
        return false;
    memcpy(list, ranked, reached * sizeof *list);
    *kept = (struct cir_state_shares){list, reached};
    return true;
}

/* By the money layer as it was ranked before, and by the functional one from this hour on. */
static bool rank_states_from(struct cir_state_ranks *ranks, struct work *work, const struct reach *reach, size_t hour)
{
    const size_t count = work->models->network->state_count;
    float *low = work->low_states;
    float *high = work->high_states;
    rank_states(high, work, reach, &work->functional[hour], CIR_NEED_COLUMNS);
    for (size_t i = 0; i < count; i++) {
        float functional = high[i];
        low[i] = functional < work->money_states[i] ? functional : work->money_states[i];
        high[i] = functional < work->money_states[i] ? work->money_states[i] : functional;
    }
    return keep_reached(&ranks->low, work->arena, low, count) && keep_reached(&ranks->high, work->arena, high, count);
}

static bool rank_everywhere(struct work *work)
{
    bool has_all = true;
    rank_states(work->money_states, work, &everywhere, work->money, 1);
    for (size_t k = 0; k < work->hour_count && has_all; k++) {
        struct cir_state_ranks ranks;
        has_all = rank_states_from(&ranks, work, &everywhere, k);
        if (has_all) {
            work->summary->hours[k].states_low = ranks.low;
            work->summary->hours[k].states_high = ranks.high;
        }
    }
    return has_all;
}

static bool rank_abroad(struct work *work)
{
    struct cir_summary_abroad *hours = work->summary->abroad;
    bool has_all = true;
    rank_states(work->money_states, work, &abroad, work->money, 1);
    for (size_t k = 0; k < work->hour_count && has_all; k++)
        has_all = rank_states_from(&hours[k].all, work, &abroad, k);
    rank_states(work->money_states, work, &regional, work->money, 1);
    for (size_t k = 0; k < work->hour_count && has_all; k++)
        has_all = rank_states_from(&hours[k].regional, work, &regional, k);
    return has_all;
}

/* ---- the worst ---- */

/* What every node loses of an outage that lasts to the end of this hour, or a while beyond the last. */
static void find_losses(struct work *work, size_t hour)
{
    const struct cir_network *network = work->models->network;
    const double end_h = hour + 1 < work->hour_count ? work->hours[hour + 1] : work->hours[hour] + 1;
    for (size_t i = 0; i < network->node_count; i++) {
        work->until[i] += work->functional[i * CIR_NEED_COLUMNS + hour] * (end_h - work->hours[hour]);
        work->losses[i] = work->parts[i] == CIR_PART_DIRECT
                              ? 0
                              : network->nodes[i].output * cir_greater(work->until[i], work->money[i] * end_h);
    }
}

static bool name_top(struct cir_text *top, struct work *work)
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
    *top = (struct cir_text){text, used};
    return text != NULL;
}

static bool name_all_tops(struct work *work)
{
    bool has_all = true;
    memset(work->until, 0, work->models->network->node_count * sizeof *work->until);
    for (size_t k = 0; k < work->hour_count && has_all; k++) {
        find_losses(work, k);
        has_all = name_top(&work->summary->hours[k].top, work);
    }
    return has_all;
}

/* ---- the whole ---- */

static enum cir_status solve_columns(struct work *work, const struct cir_hit_nodes *outages, size_t count,
                                     size_t hit_count, struct cir_error *error)
{
    size_t listed = 0;
    uint32_t *nodes = malloc((hit_count + 1) * sizeof *nodes);
    if (nodes == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < outages[i].count; k++)
            nodes[listed++] = outages[i].nodes[k];
    enum cir_status status =
        cir_outage_columns(work->columns, work->models->coupling, CIR_DOWNSTREAM, nodes, hit_count, error);
    free(nodes);
    return status;
}

/* What all nodes lose of an outage whose columns begin at number `first`. */
static enum cir_status solve(struct work *work, const struct cir_hit_nodes *outage, size_t first, unsigned orders,
                             struct cir_error *error)
{
    const struct cir_network *network = work->models->network;
    struct cir_hit hits[CIR_HITS_MAX];
    struct cir_shock shocks[CIR_HITS_MAX];
    const double *columns[CIR_HITS_MAX];
    size_t clipped;
    for (size_t i = 0; i < outage->count; i++) {
        hits[i] = (struct cir_hit){outage->nodes[i], 1};
        shocks[i] = (struct cir_shock){outage->nodes[i], 1, 1};
        columns[i] = &work->columns[(first + i) * network->node_count];
    }
    cir_impact_find_parts(work->parts, work->models, shocks, outage->count);
    enum cir_status status = cir_outage_of_columns(work->money, &clipped, network, columns, hits, outage->count, error);
    if (status == CIR_OK)
        status = cir_needs_over_time(work->functional, work->models->needs, hits, outage->count, orders, error);
    return status;
}

static enum cir_status summarise(struct work *work, const struct cir_hit_nodes *outage, size_t first, unsigned orders,
                                 struct cir_error *error)
{
    *work->summary = (struct cir_impact_summary){.state_count = work->models->network->state_count};
    enum cir_status status = solve(work, outage, first, orders, error);
    if (status != CIR_OK)
        return status;
    add_losses(work);
    return rank_everywhere(work) && rank_abroad(work) && name_all_tops(work) ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_impact_summarise(struct cir_impact_summary *summaries, struct cir_arena *arena,
                                     const struct cir_impact_models *models, const struct cir_hit_nodes *outages,
                                     size_t count, unsigned orders, struct cir_error *error)
{
    struct work work = {.arena = arena, .models = models};
    size_t hit_count = 0;
    size_t first = 0;
    for (size_t i = 0; i < count; i++)
        hit_count += outages[i].count;
    work.hours = cir_needs_times(models->needs, &work.hour_count);
    enum cir_status status =
        take_room(&work, hit_count) ? solve_columns(&work, outages, count, hit_count, error) : cir_fail_memory(error);
    for (size_t i = 0; i < count && status == CIR_OK; i++) {
        work.summary = &summaries[i];
        status = summarise(&work, &outages[i], first, orders, error);
        first += outages[i].count;
    }
    give_room(&work);
    return status;
}
