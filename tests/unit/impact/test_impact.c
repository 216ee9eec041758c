#include "impact/impact.h"

#include "impact/exposure.h"
#include "impact/regions.h"
#include "impact/spread.h"
#include "impact/summary.h"
#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

/* Four States of three sectors; R1 and R2 are one region, R3 and R4 are none's. S1 feeds S2 within hours and S3 at once;
 * S2 feeds S3 a day later. */
enum { STATES = 4, SECTORS = 3, NODES = STATES * SECTORS, PAIRS = NODES * NODES, ORDERS = 3 };

struct sample {
    struct cir_network *network;
    struct cir_impact_models models;
    struct cir_coupling *coupling;
    struct cir_needs *needs;
    int regions[STATES];
};

static double flow_between(size_t i, size_t k)
{
    bool is_home = i / SECTORS == k / SECTORS;
    return (is_home ? 9 : .4) + (double)((i * 5 + k * 3) % 7) * (is_home ? 1 : .05);
}

static void open_sample(struct sample *sample)
{
    double flows[PAIRS];
    double output[NODES];
    for (size_t i = 0; i < NODES; i++)
        output[i] = 100 + 10 * (double)i;
    for (size_t i = 0; i < PAIRS; i++)
        flows[i] = flow_between(i / NODES, i % NODES);
    sample->network = made_network(STATES, SECTORS, flows, output, NULL);
    made_rate(sample->network, 0, 1, .8, .25, 4);
    made_rate(sample->network, 0, 2, .3, .1, 0);
    made_rate(sample->network, 1, 2, .9, 0, 24);
    for (size_t i = 0; i < SECTORS; i++)
        sample->network->sectors[i].recovery_h = 12 * (double)(i + 1);
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&sample->coupling, sample->network, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_needs_new(&sample->needs, sample->network, NULL), CIR_OK);
    sample->regions[0] = sample->regions[1] = 5;
    sample->regions[2] = sample->regions[3] = CIR_NO_REGION;
    sample->models = (struct cir_impact_models){sample->network, sample->coupling, sample->needs, sample->regions};
}

static void close_sample(struct sample *sample)
{
    cir_needs_free(sample->needs);
    cir_coupling_free(sample->coupling);
    made_network_free(sample->network);
}

static struct cir_impact impact_of(const struct sample *sample, const struct cir_shock *shocks, size_t count)
{
    struct cir_impact impact;
    CU_ASSERT_EQUAL_FATAL(cir_impact_compute(&impact, &sample->models, shocks, count, ORDERS, NULL), CIR_OK);
    return impact;
}

/* ---- parts ---- */

static void test_impact__parts_add_up_to_the_whole(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock shock = {0, .237, 36};
    struct cir_impact impact = impact_of(&sample, &shock, 1);
    for (size_t k = 0; k < CIR_LAYERS; k++) {
        const struct cir_layer *layer = &impact.layers[k];
        double sum = 0;
        for (size_t i = 0; i < NODES; i++)
            sum += layer->losses[i];
        CU_ASSERT_DOUBLE_EQUAL(layer->sums.losses[CIR_PART_DIRECT] + cir_impact_sums_indirect(&layer->sums), sum,
                               1e-12);
        CU_ASSERT_DOUBLE_EQUAL(layer->sums.losses[CIR_PART_DIRECT], .237 * 100 * 36 / cir_year_h, 1e-12);
    }
    CU_ASSERT_EQUAL(impact.parts[0], CIR_PART_DIRECT);
    CU_ASSERT_EQUAL(impact.parts[1], CIR_PART_DOMESTIC);
    CU_ASSERT_EQUAL(impact.parts[3], CIR_PART_REGIONAL);
    CU_ASSERT_EQUAL(impact.parts[6], CIR_PART_GLOBAL);
    cir_impact_free(&impact);
    close_sample(&sample);
}

static void test_impact__states_of_no_region_are_nobodys_neighbours(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock shock = {6, .2, 5};
    struct cir_impact impact = impact_of(&sample, &shock, 1);
    CU_ASSERT_EQUAL(impact.parts[9], CIR_PART_GLOBAL);
    CU_ASSERT_EQUAL(impact.parts[0], CIR_PART_GLOBAL);
    CU_ASSERT_EQUAL(impact.ends[CIR_END_HIGH].losses[CIR_PART_REGIONAL], 0);
    cir_impact_free(&impact);
    close_sample(&sample);
}

static void test_impact__the_ends_hold_both_layers(void)
{
    struct sample sample;
    open_sample(&sample);
    double hours = 1;
    for (int step = 0; step < 7; step++) {
        hours *= 3;
        const struct cir_shock shock = {0, .5, hours};
        struct cir_impact impact = impact_of(&sample, &shock, 1);
        for (size_t part = 0; part < CIR_PARTS; part++)
            for (size_t k = CIR_LAYER_MONEY; k < CIR_LAYERS; k++) {
                double loss = impact.layers[k].sums.losses[part];
                CU_ASSERT(loss >= impact.ends[CIR_END_LOW].losses[part] &&
                          loss <= impact.ends[CIR_END_HIGH].losses[part]);
            }
        cir_impact_free(&impact);
    }
    close_sample(&sample);
}

/* ---- time ---- */

static void test_impact__stocks_tell_when_it_is_felt(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock shocks[] = {{0, .5, 3}, {0, .5, 10}, {0, .5, 100}};
    struct cir_impact brief = impact_of(&sample, &shocks[0], 1);
    struct cir_impact longer = impact_of(&sample, &shocks[1], 1);
    struct cir_impact longest = impact_of(&sample, &shocks[2], 1);
    const struct cir_layer *layer = &longer.layers[CIR_LAYER_FUNCTIONAL];
    CU_ASSERT(isnan(brief.layers[CIR_LAYER_FUNCTIONAL].felt_after_h[1]));
    CU_ASSERT_EQUAL(brief.layers[CIR_LAYER_FUNCTIONAL].losses[1], 0);
    CU_ASSERT_EQUAL(layer->felt_after_h[1], 4);
    CU_ASSERT_EQUAL(layer->felt_after_h[2], 0);
    CU_ASSERT_DOUBLE_EQUAL(layer->losses[1], layer->shares[1] * 110 * 6 / cir_year_h, 1e-12);
    CU_ASSERT(longest.layers[CIR_LAYER_FUNCTIONAL].shares[2] > layer->shares[2]); /* by way of S2, after 24 h */
    CU_ASSERT_EQUAL(longest.layers[CIR_LAYER_MONEY].felt_after_h[1], 0);
    cir_impact_free(&brief);
    cir_impact_free(&longer);
    cir_impact_free(&longest);
    close_sample(&sample);
}

/* Losses never fall as an outage lasts longer or takes more. */
static void test_impact__rises_with_share_and_duration(void)
{
    struct sample sample;
    open_sample(&sample);
    double before[CIR_ENDS] = {0};
    for (int step = 1; step <= 8; step++) {
        const struct cir_shock shock = {4, .1 * step, 7.5 * step};
        struct cir_impact impact = impact_of(&sample, &shock, 1);
        for (size_t end = 0; end < CIR_ENDS; end++) {
            double loss = cir_impact_sums_indirect(&impact.ends[end]);
            CU_ASSERT(end == CIR_END_HIGH ? loss > before[end] : loss >= before[end]);
            before[end] = loss;
        }
        cir_impact_free(&impact);
    }
    close_sample(&sample);
}

/* Two shocks of different durations: each layer's losses are those of both while both last, and of the longer after. */
static void test_impact__shocks_end_one_by_one(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock both[] = {{0, .4, 48}, {4, .3, 12}};
    static const struct cir_shock together[] = {{0, .4, 12}, {4, .3, 12}};
    static const struct cir_shock longer[] = {{0, .4, 48}};
    static const struct cir_shock shorter[] = {{0, .4, 12}};
    struct cir_impact impact = impact_of(&sample, both, 2);
    struct cir_impact first = impact_of(&sample, together, 2);
    struct cir_impact whole = impact_of(&sample, longer, 1);
    struct cir_impact part = impact_of(&sample, shorter, 1);
    for (size_t k = 0; k < CIR_LAYERS; k++)
        for (size_t i = 0; i < NODES; i++)
            CU_ASSERT_DOUBLE_EQUAL(impact.layers[k].losses[i],
                                   first.layers[k].losses[i] + whole.layers[k].losses[i] - part.layers[k].losses[i],
                                   1e-12);
    cir_impact_free(&impact);
    cir_impact_free(&first);
    cir_impact_free(&whole);
    cir_impact_free(&part);
    close_sample(&sample);
}

static void test_impact__no_shock_no_loss(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock shocks[] = {{0, 0, 48}, {4, .3, 0}};
    struct cir_impact impact = impact_of(&sample, shocks, 2);
    for (size_t end = 0; end < CIR_ENDS; end++) {
        CU_ASSERT_EQUAL(impact.ends[end].losses[CIR_PART_DIRECT], 0);
        CU_ASSERT_EQUAL(cir_impact_sums_indirect(&impact.ends[end]), 0);
        CU_ASSERT(impact.ends[end].states[0] == 0 && isnan(impact.ends[end].foreign_after_h));
    }
    cir_impact_free(&impact);
    close_sample(&sample);
}

/* ---- spans ---- */

static void test_impact__spans_hold_every_shock_within_them(void)
{
    static const struct cir_shock_spans spans[] = {{0, .1, .4, 6, 48}, {4, .25, .25, 2.385, 30}};
    struct sample sample;
    struct cir_impact whole;
    open_sample(&sample);
    CU_ASSERT_EQUAL_FATAL(cir_impact_compute_spans(&whole, &sample.models, spans, 2, ORDERS, NULL), CIR_OK);
    for (int step = 0; step <= 4; step++) {
        double at = step / 4.;
        const struct cir_shock shocks[] = {{0, .1 + .3 * at, 48 - 42 * at}, {4, .25, 2.385 + 27.615 * at}};
        struct cir_impact impact = impact_of(&sample, shocks, 2);
        for (size_t i = 0; i < CIR_PARTS; i++) {
            CU_ASSERT(whole.ends[CIR_END_LOW].losses[i] <= impact.ends[CIR_END_LOW].losses[i]);
            CU_ASSERT(whole.ends[CIR_END_HIGH].losses[i] >= impact.ends[CIR_END_HIGH].losses[i]);
        }
        CU_ASSERT(whole.ends[CIR_END_LOW].states[0] <= impact.ends[CIR_END_LOW].states[0]);
        CU_ASSERT(whole.ends[CIR_END_HIGH].states[0] >= impact.ends[CIR_END_HIGH].states[0]);
        cir_impact_free(&impact);
    }
    const struct cir_shock middle[] = {cir_shock_middle(&spans[0]), cir_shock_middle(&spans[1])};
    struct cir_impact told = impact_of(&sample, middle, 2);
    CU_ASSERT_EQUAL(middle[0].share, .25);
    CU_ASSERT_EQUAL(middle[0].duration_h, 27);
    for (size_t i = 0; i < told.node_count; i++)
        CU_ASSERT_EQUAL(whole.layers[CIR_LAYER_FUNCTIONAL].losses[i], told.layers[CIR_LAYER_FUNCTIONAL].losses[i]);
    CU_ASSERT(whole.ends[CIR_END_LOW].losses[CIR_PART_DIRECT] < told.ends[CIR_END_LOW].losses[CIR_PART_DIRECT]);
    cir_impact_free(&told);
    cir_impact_free(&whole);
    close_sample(&sample);
}

/* ---- summaries ---- */

static double told_by(const struct cir_impact_summary *summary, const double *hours, size_t count, size_t part,
                      double duration_h)
{
    size_t hour = 0;
    while (hour + 1 < count && hours[hour + 1] < duration_h)
        hour++;
    return summary->hours[hour].functional_until[part] +
           summary->hours[hour].functional_per_h[part] * (duration_h - hours[hour]);
}

static void test_impact__summaries_tell_the_same(void)
{
    struct sample sample;
    open_sample(&sample);
    struct cir_impact_summary summary;
    struct cir_arena arena = {0};
    size_t count;
    const double *hours = cir_needs_times(sample.needs, &count);
    const struct cir_hit_nodes outage = {{0}, 1};
    CU_ASSERT_EQUAL_FATAL(cir_impact_summarise(&summary, &arena, &sample.models, &outage, 1, ORDERS, NULL), CIR_OK);
    double duration_h = .5;
    for (int step = 0; step < 8; step++) {
        duration_h *= 2.3;
        const struct cir_shock shock = {0, .37, duration_h};
        struct cir_impact impact = impact_of(&sample, &shock, 1);
        for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++) {
            const struct cir_impact_sums *money = &impact.layers[CIR_LAYER_MONEY].sums;
            const struct cir_impact_sums *functional = &impact.layers[CIR_LAYER_FUNCTIONAL].sums;
            CU_ASSERT_DOUBLE_EQUAL(.37 * summary.money_per_h[part] * duration_h,
                                   money->losses[CIR_PART_DOMESTIC + part], 1e-12);
            CU_ASSERT_DOUBLE_EQUAL(.37 * told_by(&summary, hours, count, part, duration_h),
                                   functional->losses[CIR_PART_DOMESTIC + part], 1e-12);
        }
        cir_impact_free(&impact);
    }
    CU_ASSERT_DOUBLE_EQUAL(summary.output_per_h, 100 / cir_year_h, 1e-15);
    const struct cir_state_shares *low = &summary.hours[count - 1].states_low;
    const struct cir_state_shares *high = &summary.hours[count - 1].states_high;
    CU_ASSERT(low->count > 0 && low->count <= high->count && high->count <= STATES);
    for (size_t i = 0; i < high->count; i++) {
        CU_ASSERT(high->list[i] >= (float)cir_impact_thresholds[0] && (i == 0 || high->list[i] <= high->list[i - 1]));
        CU_ASSERT(i >= low->count || low->list[i] <= high->list[i]);
    }
    CU_ASSERT(cir_text_starts_with(summary.hours[count - 1].top, "R1:S") &&
              memchr(summary.hours[0].top.data, ';', summary.hours[0].top.size) != NULL);
    cir_arena_free(&arena);
    close_sample(&sample);
}

/* ---- exposure ---- */

static void test_impact__exposure_and_dependence_are_one_thing(void)
{
    struct sample sample;
    open_sample(&sample);
    double shares[4][NODES];
    for (uint32_t user = 0; user < NODES; user++) {
        struct cir_exposure on = {shares[0], shares[1]};
        CU_ASSERT_EQUAL(cir_depends_on(&on, &sample.models, user, ORDERS, NULL), CIR_OK);
        for (uint32_t supplier = 0; supplier < NODES; supplier++) {
            struct cir_exposure to = {shares[2], shares[3]};
            CU_ASSERT_EQUAL(cir_exposed_to(&to, &sample.models, &supplier, 1, ORDERS, NULL), CIR_OK);
            CU_ASSERT_DOUBLE_EQUAL(to.money[user], on.money[supplier], 1e-10);
            CU_ASSERT_DOUBLE_EQUAL(to.functional[user], on.functional[supplier], 1e-14);
        }
    }
    close_sample(&sample);
}

/* ---- spread ---- */

static void test_impact__draws_lie_around_what_is_told(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock_spans wide = {0, .1, .4, 6, 48};
    const struct cir_spread_options options = {256, ORDERS, .25, 24, 3};
    struct cir_spread spread;
    struct cir_spread again;
    CU_ASSERT_EQUAL_FATAL(cir_spread_compute(&spread, &sample.models, &wide, 1, &options, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_spread_compute(&again, &sample.models, &wide, 1, &options, NULL), CIR_OK);
    const double *direct = spread.losses[CIR_END_LOW][CIR_PART_DIRECT];
    CU_ASSERT(direct[0] < direct[1] && direct[1] < direct[2]);
    CU_ASSERT(direct[0] > .1 * 100 * 6 / cir_year_h && direct[2] < .4 * 100 * (48 + 12) / cir_year_h);
    for (size_t end = 0; end < CIR_ENDS; end++)
        for (size_t i = 0; i < CIR_SPREAD_QUANTILES; i++) {
            CU_ASSERT_EQUAL(spread.indirect[end][i], again.indirect[end][i]);
            CU_ASSERT(spread.indirect[CIR_END_LOW][i] <= spread.indirect[CIR_END_HIGH][i]);
        }
    double in_top = 0;
    for (size_t i = 0; i < NODES; i++)
        in_top += spread.in_top[i];
    CU_ASSERT_DOUBLE_EQUAL(in_top, 3, 1e-9); /* three of each draw */
    CU_ASSERT_EQUAL(spread.in_top[0], 0);
    cir_spread_free(&spread);
    cir_spread_free(&again);
    close_sample(&sample);
}

/* All known and nothing varied: every draw is the shock until it has faded. */
static void test_impact__nothing_to_draw_nothing_spread(void)
{
    struct sample sample;
    open_sample(&sample);
    static const struct cir_shock_spans exact = {0, .3, .3, 10, 10};
    const struct cir_spread_options options = {64, ORDERS, 0, 24, 3};
    const struct cir_shock faded = {0, .3, 10 + 12 * .99 / log(100)};
    struct cir_spread spread;
    struct cir_impact impact = impact_of(&sample, &faded, 1);
    CU_ASSERT_EQUAL_FATAL(cir_spread_compute(&spread, &sample.models, &exact, 1, &options, NULL), CIR_OK);
    for (size_t end = 0; end < CIR_ENDS; end++)
        for (size_t i = 0; i < CIR_SPREAD_QUANTILES; i++)
            CU_ASSERT_DOUBLE_EQUAL(spread.indirect[end][i], cir_impact_sums_indirect(&impact.ends[end]), 1e-12);
    cir_spread_free(&spread);
    cir_impact_free(&impact);
    close_sample(&sample);
}

/* Criticality and redundancy times a factor, at most 1. */
static void test_impact__needs_vary(void)
{
    struct sample sample;
    open_sample(&sample);
    struct cir_needs *varied;
    CU_ASSERT_EQUAL_FATAL(cir_needs_vary(&varied, sample.needs, 1.5, 2, NULL), CIR_OK);
    struct cir_need before;
    struct cir_need after;
    for (size_t k = 0; cir_needs_get(&before, sample.needs, 1, k); k++) {
        CU_ASSERT_FATAL(cir_needs_get(&after, varied, 1, k));
        CU_ASSERT_DOUBLE_EQUAL(before.weight, .8 * .75 * before.share, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(after.weight, 1 * .5 * before.share, 1e-15); /* .8 x 1.5 is cut to 1 */
    }
    cir_needs_free(varied);
    close_sample(&sample);
}

CIR_SUITE("impact", {"parts add up to the whole", test_impact__parts_add_up_to_the_whole},
          {"States of no region are nobody's neighbours", test_impact__states_of_no_region_are_nobodys_neighbours},
          {"the ends hold both layers", test_impact__the_ends_hold_both_layers},
          {"stocks tell when it is felt", test_impact__stocks_tell_when_it_is_felt},
          {"rises with share and duration", test_impact__rises_with_share_and_duration},
          {"shocks end one by one", test_impact__shocks_end_one_by_one},
          {"no shock, no loss", test_impact__no_shock_no_loss},
          {"spans hold every shock within them", test_impact__spans_hold_every_shock_within_them},
          {"summaries tell the same", test_impact__summaries_tell_the_same},
          {"exposure and dependence are one thing", test_impact__exposure_and_dependence_are_one_thing},
          {"draws lie around what is told", test_impact__draws_lie_around_what_is_told},
          {"nothing to draw, nothing spread", test_impact__nothing_to_draw_nothing_spread},
          {"needs vary", test_impact__needs_vary})
