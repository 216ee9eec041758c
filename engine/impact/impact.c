#include "impact/impact.h"

#include "impact/regions.h"
#include "model/measured.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

const double cir_impact_thresholds[CIR_IMPACT_THRESHOLDS] = {.001, .01, .1};
const double cir_year_h = 365 * 24;

/* Hours in which the same nodes are hit. */
struct phase {
    double begin_h;
    double end_h;
    struct cir_hit hits[CIR_HITS_MAX];
    size_t hit_count;
};

/* An impact in the making. */
struct work {
    const struct cir_impact_models *models;
    struct cir_impact *impact;
    unsigned orders;
    double *shares; /* of one phase, by node */
    double *hourly; /* by node and hour, see impact/needs.h */
};

/* ---- parts ---- */

static bool is_region_hit(const struct cir_impact_models *models, unsigned state, const struct cir_shock *shocks,
                          size_t count)
{
    bool is = false;
    for (size_t i = 0; i < count; i++) {
        int region = models->regions[models->network->nodes[shocks[i].node].state];
        is = is || (region != CIR_NO_REGION && region == models->regions[state]);
    }
    return is;
}

static enum cir_impact_part part_of(const struct cir_impact_models *models, uint32_t node,
                                    const struct cir_shock *shocks, size_t count)
{
    const struct cir_network_node *nodes = models->network->nodes;
    enum cir_impact_part part =
        is_region_hit(models, nodes[node].state, shocks, count) ? CIR_PART_REGIONAL : CIR_PART_GLOBAL;
    for (size_t i = 0; i < count; i++)
        if (nodes[shocks[i].node].state == nodes[node].state)
            part = CIR_PART_DOMESTIC;
    for (size_t i = 0; i < count; i++)
        if (shocks[i].node == node)
            part = CIR_PART_DIRECT;
    return part;
}

void cir_impact_find_parts(enum cir_impact_part *parts, const struct cir_impact_models *models,
                           const struct cir_shock *shocks, size_t shock_count)
{
    for (uint32_t i = 0; i < models->network->node_count; i++)
        parts[i] = part_of(models, i, shocks, shock_count);
}

/* ---- phases ---- */

/* The hits that last beyond `begin_h`, until the first of them ends. */
static bool next_phase(struct phase *phase, const struct cir_shock *shocks, size_t count)
{
    phase->begin_h = phase->end_h;
    phase->end_h = INFINITY;
    phase->hit_count = 0;
    for (size_t i = 0; i < count; i++)
        if (shocks[i].duration_h > phase->begin_h) {
            phase->hits[phase->hit_count++] = (struct cir_hit){shocks[i].node, shocks[i].share};
            phase->end_h = cir_lesser(phase->end_h, shocks[i].duration_h);
        }
    return phase->hit_count > 0;
}

static void add_loss(struct cir_layer *layer, const struct cir_network *network, size_t node, double share,
                     double begin_h, double end_h)
{
    if (share <= 0 || end_h <= begin_h)
        return;
    layer->shares[node] = cir_greater(layer->shares[node], share);
    layer->losses[node] += share * network->nodes[node].output * (end_h - begin_h) / cir_year_h;
    if (isnan(layer->felt_after_h[node]) && share >= cir_impact_thresholds[0])
        layer->felt_after_h[node] = begin_h;
}

/* Money knows no stocks: from the first hour on. */
static enum cir_status add_money(struct work *work, enum cir_impact_layer number, const struct phase *phase,
                                 struct cir_error *error)
{
    const struct cir_network *network = work->models->network;
    struct cir_layer *layer = &work->impact->layers[number];
    size_t clipped = 0;
    enum cir_status status =
        cir_outage(work->shares, &clipped, work->models->coupling,
                   number == CIR_LAYER_UPSTREAM ? CIR_UPSTREAM : CIR_DOWNSTREAM, phase->hits, phase->hit_count, error);
    for (size_t i = 0; status == CIR_OK && i < network->node_count; i++)
        add_loss(layer, network, i, work->shares[i], phase->begin_h, phase->end_h);
    layer->clipped = clipped > layer->clipped ? clipped : layer->clipped;
    return status;
}

static enum cir_status add_functional(struct work *work, const struct phase *phase, struct cir_error *error)
{
    const struct cir_network *network = work->models->network;
    struct cir_layer *layer = &work->impact->layers[CIR_LAYER_FUNCTIONAL];
    size_t count;
    const double *times = cir_needs_times(work->models->needs, &count);
    enum cir_status status =
        cir_needs_over_time(work->hourly, work->models->needs, phase->hits, phase->hit_count, work->orders, error);
    for (size_t i = 0; status == CIR_OK && i < network->node_count; i++)
        for (size_t k = 0; k < count; k++)
            add_loss(layer, network, i, work->hourly[i * CIR_NEED_COLUMNS + k], cir_greater(phase->begin_h, times[k]),
                     k + 1 < count ? cir_lesser(phase->end_h, times[k + 1]) : phase->end_h);
    return status;
}

static enum cir_status add_phases(struct work *work, const struct cir_shock *shocks, size_t count,
                                  struct cir_error *error)
{
    struct phase phase = {.end_h = 0};
    enum cir_status status = CIR_OK;
    while (status == CIR_OK && next_phase(&phase, shocks, count)) {
        status = add_money(work, CIR_LAYER_UPSTREAM, &phase, error);
        if (status == CIR_OK)
            status = add_money(work, CIR_LAYER_MONEY, &phase, error);
        if (status == CIR_OK)
            status = add_functional(work, &phase, error);
    }
    return status;
}

/* ---- sums ---- */

static void count_node(struct cir_impact_sums *sums, unsigned char *reached, double share)
{
    for (size_t k = 0; k < CIR_IMPACT_THRESHOLDS; k++)
        if (share >= cir_impact_thresholds[k]) {
            sums->nodes[k]++;
            *reached = (unsigned char)(*reached | 1U << k);
        }
}

static bool is_abroad(enum cir_impact_part part)
{
    return part == CIR_PART_REGIONAL || part == CIR_PART_GLOBAL;
}

/* @param reached zeroed, by State: bits of the thresholds that some node of it reaches */
static void add_up(struct cir_layer *layer, const struct cir_impact *impact, const struct cir_network *network,
                   unsigned char *reached)
{
    struct cir_impact_sums *sums = &layer->sums;
    sums->foreign_after_h = NAN;
    for (size_t i = 0; i < network->node_count; i++) {
        sums->losses[impact->parts[i]] += layer->losses[i];
        if (impact->parts[i] != CIR_PART_DIRECT)
            count_node(sums, &reached[network->nodes[i].state], layer->shares[i]);
        if (is_abroad(impact->parts[i]))
            sums->foreign_after_h = fmin(sums->foreign_after_h, layer->felt_after_h[i]);
    }
    for (size_t i = 0; i < network->state_count; i++)
        for (size_t k = 0; k < CIR_IMPACT_THRESHOLDS; k++)
            sums->states[k] += ((unsigned)reached[i] >> k) & 1U;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The ends of each sum by itself. What is felt sooner is the high end. */
static void find_ends(struct cir_impact *impact)
{
    const struct cir_impact_sums *money = &impact->layers[CIR_LAYER_MONEY].sums;
    const struct cir_impact_sums *functional = &impact->layers[CIR_LAYER_FUNCTIONAL].sums;
    struct cir_impact_sums *low = &impact->ends[CIR_END_LOW];
    struct cir_impact_sums *high = &impact->ends[CIR_END_HIGH];
    for (size_t i = 0; i < CIR_PARTS; i++) {
        low->losses[i] = cir_lesser(money->losses[i], functional->losses[i]);
        high->losses[i] = cir_greater(money->losses[i], functional->losses[i]);
    }
    for (size_t k = 0; k < CIR_IMPACT_THRESHOLDS; k++) {
        low->states[k] = lesser(money->states[k], functional->states[k]);
        high->states[k] = money->states[k] + functional->states[k] - low->states[k];
        low->nodes[k] = lesser(money->nodes[k], functional->nodes[k]);
        high->nodes[k] = money->nodes[k] + functional->nodes[k] - low->nodes[k];
    }
    high->foreign_after_h = fmin(money->foreign_after_h, functional->foreign_after_h);
    low->foreign_after_h = money->foreign_after_h > high->foreign_after_h || isnan(money->foreign_after_h)
                               ? money->foreign_after_h
                               : functional->foreign_after_h;
}

/* ---- the whole ---- */

static bool take_layers(struct cir_impact *impact, size_t count)
{
    impact->node_count = count;
    impact->parts = cir_arena_take(&impact->arena, count, sizeof *impact->parts);
    bool has_all = impact->parts != NULL;
    for (size_t k = 0; k < CIR_LAYERS; k++) {
        struct cir_layer *layer = &impact->layers[k];
        layer->shares = cir_arena_take(&impact->arena, count, sizeof(double));
        layer->losses = cir_arena_take(&impact->arena, count, sizeof(double));
        layer->felt_after_h = cir_arena_take(&impact->arena, count, sizeof(double));
        has_all = has_all && layer->shares != NULL && layer->losses != NULL && layer->felt_after_h != NULL;
        for (size_t i = 0; has_all && i < count; i++)
            layer->felt_after_h[i] = NAN;
    }
    return has_all;
}

static enum cir_status finish(struct work *work, struct cir_error *error)
{
    struct cir_impact *impact = work->impact;
    const struct cir_network *network = work->models->network;
    for (size_t k = 0; k < CIR_LAYERS; k++) {
        unsigned char *reached = cir_arena_take(&impact->arena, network->state_count, sizeof *reached);
        if (reached == NULL)
            return cir_fail_memory(error);
        add_up(&impact->layers[k], impact, network, reached);
    }
    find_ends(impact);
    return CIR_OK;
}

enum cir_status cir_impact_compute(struct cir_impact *impact, const struct cir_impact_models *models,
                                   const struct cir_shock *shocks, size_t shock_count, unsigned orders,
                                   struct cir_error *error)
{
    const size_t count = models->network->node_count;
    struct work work = {models, impact, orders, malloc((count + 1) * sizeof(double)),
                        malloc((count + 1) * CIR_NEED_COLUMNS * sizeof(double))};
    *impact = (struct cir_impact){.node_count = 0};
    assert(shock_count <= CIR_HITS_MAX);
    enum cir_status status = CIR_OK;
    if (work.shares == NULL || work.hourly == NULL || !take_layers(impact, count))
        status = cir_fail_memory(error);
    if (status == CIR_OK)
        cir_impact_find_parts(impact->parts, models, shocks, shock_count);
    if (status == CIR_OK)
        status = add_phases(&work, shocks, shock_count, error);
    if (status == CIR_OK)
        status = finish(&work, error);
    free(work.shares);
    free(work.hourly);
    return status;
}

/* ---- spans ---- */

struct cir_shock cir_shock_middle(const struct cir_shock_spans *spans)
{
    return (struct cir_shock){spans->node, (spans->share_low + spans->share_high) / 2,
                              (spans->duration_low_h + spans->duration_high_h) / 2};
}

static struct cir_shock shock_at(const struct cir_shock_spans *spans, enum cir_impact_end end)
{
    return end == CIR_END_LOW ? (struct cir_shock){spans->node, spans->share_low, spans->duration_low_h}
                              : (struct cir_shock){spans->node, spans->share_high, spans->duration_high_h};
}

/* Take an end from the impact of the shocks at that end of their spans. */
static enum cir_status take_end(struct cir_impact *impact, enum cir_impact_end end,
                                const struct cir_impact_models *models, const struct cir_shock_spans *spans,
                                size_t count, unsigned orders, struct cir_error *error)
{
    struct cir_shock shocks[CIR_HITS_MAX] = {{.node = 0}};
    struct cir_impact there;
    for (size_t i = 0; i < count; i++)
        shocks[i] = shock_at(&spans[i], end);
    enum cir_status status = cir_impact_compute(&there, models, shocks, count, orders, error);
    if (status == CIR_OK)
        impact->ends[end] = there.ends[end];
    cir_impact_free(&there);
    return status;
}

enum cir_status cir_impact_compute_spans(struct cir_impact *impact, const struct cir_impact_models *models,
                                         const struct cir_shock_spans *spans, size_t count, unsigned orders,
                                         struct cir_error *error)
{
    struct cir_shock shocks[CIR_HITS_MAX] = {{.node = 0}};
    bool is_known = true;
    assert(count <= CIR_HITS_MAX);
    for (size_t i = 0; i < count; i++) {
        shocks[i] = cir_shock_middle(&spans[i]);
        is_known = is_known && spans[i].share_low == spans[i].share_high &&
                   spans[i].duration_low_h == spans[i].duration_high_h;
    }
    enum cir_status status = cir_impact_compute(impact, models, shocks, count, orders, error);
    for (int end = 0; end < CIR_ENDS && status == CIR_OK && !is_known; end++)
        status = take_end(impact, (enum cir_impact_end)end, models, spans, count, orders, error);
    return status;
}

void cir_impact_free(struct cir_impact *impact)
{
    cir_arena_free(&impact->arena);
}

double cir_impact_sums_indirect(const struct cir_impact_sums *sums)
{
    return sums->losses[CIR_PART_DOMESTIC] + sums->losses[CIR_PART_REGIONAL] + sums->losses[CIR_PART_GLOBAL];
}
