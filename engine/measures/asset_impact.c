#include "measures/asset_impact.h"

#include "base/wide.h"
#include "measures/impact_parts.h"

#include <math.h>

/* ---- the shock ---- */

static struct cir_row_shock shock_of(const struct cir_quantity *share, const struct cir_outage_h *outage)
{
    struct cir_row_shock shock = {.share_low = NAN, .share = NAN, .share_high = NAN};
    shock.duration_low_h = outage->low;
    shock.duration_h = outage->low == outage->high ? outage->low : sqrt(outage->low * outage->high);
    shock.duration_high_h = outage->high;
    if (share->answer == CIR_NOT_APPLICABLE)
        return shock;
    shock.share_low = cir_lesser(share->low, 1);
    shock.share_high = cir_lesser(share->high, 1);
    if (share->answer == CIR_ANSWERED)
        shock.share = cir_lesser(share->point, 1);
    return shock;
}

/* ---- States abroad ---- */

/* Of one sector in one State. */
struct reach {
    struct cir_state_span abroad;
    struct cir_state_span regional;
};

static struct cir_state_span span_of(const struct cir_impact_source *source, const struct cir_state_shares *low,
                                     const struct cir_state_shares *high, const struct cir_row_shock *shock)
{
    return (struct cir_state_span){
        cir_impact_states(source, low, shock->share_low, shock->duration_low_h),
        cir_impact_states(source, high, shock->share_high, shock->duration_high_h),
    };
}

static struct reach reach_of_node(const struct cir_impact_source *source, const struct cir_impact_summary *summary,
                                  const struct cir_row_shock *shock)
{
    const struct cir_summary_abroad *low = &summary->abroad[cir_impact_hour(source, shock->duration_low_h)];
    const struct cir_summary_abroad *high = &summary->abroad[cir_impact_hour(source, shock->duration_high_h)];
    return (struct reach){
        span_of(source, &low->all.low, &high->all.high, shock),
        span_of(source, &low->regional.low, &high->regional.high, shock),
    };
}

static void join_span(struct cir_state_span *span, const struct cir_state_span *other, bool together)
{
    span->low = together ? cir_greater(span->low, other->low) : cir_lesser(span->low, other->low);
    span->high = together ? span->high + other->high : cir_greater(span->high, other->high);
}

static void join(struct reach *reach, const struct reach *other, bool together)
{
    join_span(&reach->abroad, &other->abroad, together);
    join_span(&reach->regional, &other->regional, together);
}

/* No more than there are beside its own. */
static void bound(struct reach *reach, const struct cir_impact_summary *summary)
{
    reach->abroad.high = cir_lesser(reach->abroad.high, (double)summary->state_count - 1);
    reach->regional.high = cir_lesser(reach->regional.high, reach->abroad.high);
}

/* All sectors of a cell, in a State that the network has. */
static struct reach reach_in(const struct cir_impact_source *source, unsigned country, const struct cir_cell *sector,
                             const struct cir_row_shock *shock)
{
    struct reach reach;
    bool is_first = true;
    for (uint64_t rest = sector->options; rest != 0; rest &= rest - 1, is_first = false) {
        const struct cir_impact_summary *summary =
            source->find(source->context, country, (unsigned)__builtin_ctzll(rest));
        const struct reach one = reach_of_node(source, summary, shock);
        if (is_first)
            reach = one;
        else
            join(&reach, &one, sector->together);
        bound(&reach, summary);
    }
    return reach;
}

/* Of a list the asset lies in the first State. */
static struct reach reach_over(const struct cir_impact_source *source, const struct cir_cell *country,
                               const struct cir_cell *sector, const struct cir_row_shock *shock)
{
    struct reach reach = reach_in(source, country->first, sector, shock);
    for (unsigned number = 0; !country->together && number < CIR_STATES_MAX; number++)
        if (number != country->first && cir_states_has(&country->states, number)) {
            const struct reach one = reach_in(source, number, sector, shock);
            join(&reach, &one, false);
        }
    return reach;
}

/* ---- the whole ---- */

void cir_asset_impact(struct cir_asset_impact *impact, const struct cir_impact_source *source,
                      const struct cir_cell *country, const struct cir_cell *sector, const struct cir_quantity *share,
                      const struct cir_outage_h *outage)
{
    *impact = (struct cir_asset_impact){.shock = shock_of(share, outage), .abroad = {NAN, NAN}, .regional = {NAN, NAN}};
    impact->row = isnan(impact->shock.share_low) ? cir_impact_untold(CIR_IMPACT_CANNOT_TELL)
                                                 : cir_impact_of_shock(source, country, sector, &impact->shock);
    if (impact->row.outcome != CIR_IMPACT_TOLD)
        return;
    const struct reach reach = reach_over(source, country, sector, &impact->shock);
    impact->abroad = reach.abroad;
    impact->regional = reach.regional;
}

struct cir_quantity cir_asset_impact_states(const struct cir_asset_impact *impact, size_t country_count)
{
    struct cir_quantity states = {.answer = CIR_UNANSWERED, .point = NAN, .high = (double)country_count};
    if (isnan(impact->shock.share_low))
        return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    if (impact->row.outcome != CIR_IMPACT_TOLD)
        return states;
    states.low = impact->abroad.low;
    states.high = impact->abroad.high;
    if (isnan(impact->row.direct))
        return states;
    states.answer = CIR_ANSWERED;
    states.point = (states.low + states.high) / 2;
    return states;
}
