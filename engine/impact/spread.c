#include "impact/spread.h"

#include "impact/recovery.h"
#include "model/measured.h"

#include <assert.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

const double cir_spread_quantiles[CIR_SPREAD_QUANTILES] = {.05, .5, .95};

enum dimension { SHARE, DURATION, CRITICALITY, REDUNDANCY, RECOVERY, DIMENSIONS };

/* What is told of every draw: losses by end and part, what is indirect of them, States. */
enum { VALUES = CIR_ENDS * (CIR_PARTS + 2) };

struct work {
    struct cir_spread *spread;
    const struct cir_impact_models *models;
    const struct cir_shock_spans *spans;
    size_t count;
    const struct cir_spread_options *options;
    gsl_qrng *sobol;
    double *values; /* of value v and draw d: [v * draws + d] */
    double *losses; /* of one draw, by node */
    size_t *order;
};

static double between(double low, double high, double place)
{
    if (low >= high)
        return low;
    return low > 0 ? low * pow(high / low, place) : low + (high - low) * place;
}

static double factor(const struct work *work, double place)
{
    return 1 + work->options->variation * (2 * place - 1);
}

/* Hours of the whole hit that have the area of its fading. */
static double fading_h(const struct work *work, uint32_t node)
{
    const struct cir_network *network = work->models->network;
    double recovery_h = network->sectors[network->nodes[node].sector].recovery_h;
    if (isnan(recovery_h))
        recovery_h = work->options->otherwise_h;
    return recovery_h * (1 - cir_recovery_left) / log(1 / cir_recovery_left);
}

static void draw_shocks(struct cir_shock *shocks, const struct work *work, const double *places)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct cir_shock_spans *spans = &work->spans[i];
        shocks[i] = (struct cir_shock){spans->node, between(spans->share_low, spans->share_high, places[SHARE]),
                                       between(spans->duration_low_h, spans->duration_high_h, places[DURATION]) +
                                           factor(work, places[RECOVERY]) * fading_h(work, spans->node)};
    }
}

static void keep_values(struct work *work, const struct cir_impact *impact, size_t draw)
{
    const size_t draws = work->options->draws;
    double *at = &work->values[draw];
    for (size_t end = 0; end < CIR_ENDS; end++) {
        const struct cir_impact_sums *sums = &impact->ends[end];
        for (size_t part = 0; part < CIR_PARTS; part++, at += draws)
            *at = sums->losses[part];
        *at = cir_impact_sums_indirect(sums);
        at += draws;
        *at = (double)sums->states[0];
        at += draws;
    }
}

static void count_top(struct work *work, const struct cir_impact *impact)
{
    size_t top = work->options->top < impact->node_count ? work->options->top : impact->node_count;
    for (size_t i = 0; i < impact->node_count; i++)
        work->losses[i] = impact->parts[i] == CIR_PART_DIRECT
                              ? -1
                              : cir_greater(impact->layers[CIR_LAYER_MONEY].losses[i],
                                            impact->layers[CIR_LAYER_FUNCTIONAL].losses[i]);
    gsl_sort_largest_index(work->order, top, work->losses, 1, impact->node_count);
    for (size_t i = 0; i < top; i++)
        if (work->losses[work->order[i]] > 0)
            work->spread->in_top[work->order[i]] += 1.0 / work->options->draws;
}

static enum cir_status draw(struct work *work, size_t number, struct cir_error *error)
{
    double places[DIMENSIONS];
    struct cir_shock shocks[CIR_HITS_MAX];
    struct cir_impact_models models = *work->models;
    struct cir_needs *needs;
    struct cir_impact impact = {.node_count = 0};
    gsl_qrng_get(work->sobol, places);
    draw_shocks(shocks, work, places);
    enum cir_status status = cir_needs_vary(&needs, work->models->needs, factor(work, places[CRITICALITY]),
                                            factor(work, places[REDUNDANCY]), error);
    if (status != CIR_OK)
        return status;
    models.needs = needs;
    status = cir_impact_compute(&impact, &models, shocks, work->count, work->options->orders, error);
    if (status == CIR_OK) {
        keep_values(work, &impact, number);
        count_top(work, &impact);
    }
    cir_impact_free(&impact);
    cir_needs_free(needs);
    return status;
}

static void take_quantiles(double *quantiles, double *values, size_t draws)
{
    gsl_sort(values, 1, draws);
    for (size_t i = 0; i < CIR_SPREAD_QUANTILES; i++)
        quantiles[i] = gsl_stats_quantile_from_sorted_data(values, 1, draws, cir_spread_quantiles[i]);
}

static void tell(struct work *work)
{
    const size_t draws = work->options->draws;
    double *values = work->values;
    for (size_t end = 0; end < CIR_ENDS; end++) {
        for (size_t part = 0; part < CIR_PARTS; part++, values += draws)
            take_quantiles(work->spread->losses[end][part], values, draws);
        take_quantiles(work->spread->indirect[end], values, draws);
        take_quantiles(work->spread->states[end], values + draws, draws);
        values += 2 * draws;
    }
}

static bool take_room(struct work *work)
{
    const size_t nodes = work->models->network->node_count + 1;
    work->sobol = gsl_qrng_alloc(gsl_qrng_sobol, DIMENSIONS);
    work->values = calloc((size_t)VALUES * work->options->draws, sizeof *work->values);
    work->losses = calloc(nodes, sizeof *work->losses);
    work->order = calloc(nodes, sizeof *work->order);
    work->spread->in_top = calloc(nodes, sizeof *work->spread->in_top);
    return work->sobol != NULL && work->values != NULL && work->losses != NULL && work->order != NULL &&
           work->spread->in_top != NULL;
}

enum cir_status cir_spread_compute(struct cir_spread *spread, const struct cir_impact_models *models,
                                   const struct cir_shock_spans *spans, size_t count,
                                   const struct cir_spread_options *options, struct cir_error *error)
{
    struct work work = {.spread = spread, .models = models, .spans = spans, .count = count, .options = options};
    *spread = (struct cir_spread){.in_top = NULL};
    assert(options->draws >= 2 && options->draws <= CIR_SPREAD_DRAWS_MAX && count <= CIR_HITS_MAX);
    enum cir_status status = take_room(&work) ? CIR_OK : cir_fail_memory(error);
    for (size_t i = 0; i < options->draws && status == CIR_OK; i++)
        status = draw(&work, i, error);
    if (status == CIR_OK)
        tell(&work);
    if (work.sobol != NULL)
        gsl_qrng_free(work.sobol);
    free(work.values);
    free(work.losses);
    free(work.order);
    return status;
}

void cir_spread_free(struct cir_spread *spread)
{
    free(spread->in_top);
    spread->in_top = NULL;
}
