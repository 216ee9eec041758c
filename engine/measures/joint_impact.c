#include "measures/joint_impact.h"

#include "measures/impact_parts.h"
#include "model/quantity.h"

#include <math.h>

/* What is at hand while the impact of a campaign is put together. */
struct joining {
    const struct cir_joint_outage *joint;
    const struct cir_impact_source *source;
    size_t state_count;     /* of the network as it is */
    struct cir_states seen; /* countries that were asked about */
    size_t cut_out_count;   /* States that were cut out of the rest of the world for them; some may be the same */
};

/* As the grammar of cells makes the point of a range. */
static double point_of(const struct cir_lost_hours *lost)
{
    return lost->greatest == lost->sum ? lost->sum : sqrt(lost->greatest * lost->sum);
}

/* Hours of the outage before those in which all that is lost is lost. */
static double spared_h(const struct cir_hit_pair *pair, double share)
{
    double last_h = share > 0 ? pair->lost_high_h / share : pair->duration_high_h;
    return cir_greater(pair->duration_high_h - last_h, 0);
}

/* Of one pair, by its part of the hours lost of all that may have hit it. */
static struct cir_row_impact impact_of_pair(struct joining *joining, const struct cir_hit_pair *pair,
                                            double lost_high_h, const struct cir_lost_hours *lost)
{
    const struct cir_impact_source *source = joining->source;
    const struct cir_impact_summary *summary = source->find(source->context, pair->country, pair->sector);
    if (summary == NULL)
        return cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    if (!cir_states_has(&joining->seen, pair->country))
        joining->cut_out_count += summary->state_count - joining->state_count;
    cir_states_add(&joining->seen, pair->country);
    double share = cir_lesser(pair->share_high, 1);
    struct cir_row_shock shock = {.share_high = share, .duration_high_h = pair->duration_high_h};
    struct cir_row_impact impact = cir_impact_of_node(source, summary, &shock);
    shock.duration_high_h = isinf(pair->duration_high_h) ? 0 : spared_h(pair, share);
    const struct cir_row_impact spared = cir_impact_of_node(source, summary, &shock);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        double all = cir_greater(impact.high[i] - spared.high[i], 0); /* NAN stays NAN */
        impact.high[i] = pair->lost_high_h > lost_high_h ? all * (lost_high_h / pair->lost_high_h) : all;
    }
    impact.direct = point_of(lost) * summary->output_per_h;
    return impact;
}

static bool take(struct cir_row_impact *all, const struct cir_row_impact *one, bool together)
{
    if (one->outcome != CIR_IMPACT_TOLD)
        return false;
    if (all->outcome == CIR_IMPACT_TOLD)
        cir_impact_join(all, one, together);
    else
        *all = *one;
    return true;
}

/* Of the network that a pair was asked of, and that knows it. */
static size_t states_of(const struct joining *joining, const struct cir_hit_pair *pair)
{
    return joining->source->find(joining->source->context, pair->country, pair->sector)->state_count;
}

/* The sectors of one State of a choice. */
static struct cir_row_impact impact_of_state(struct joining *joining, const struct cir_hit_choice *choice,
                                             const uint32_t *pairs)
{
    struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    for (size_t i = 0; i < choice->sector_count; i++) {
        const struct cir_row_impact one =
            impact_of_pair(joining, &joining->joint->pairs[pairs[i]], choice->lost_high_h, &choice->lost);
        if (!take(&impact, &one, choice->together))
            return one;
    }
    impact.states_high = cir_lesser(impact.states_high, (double)states_of(joining, &joining->joint->pairs[pairs[0]]));
    return impact;
}

/* Where it does the most; each of its incidents may reach other States. */
static struct cir_row_impact impact_of_choice(struct joining *joining, const struct cir_hit_choice *choice)
{
    struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    for (size_t i = 0; i < choice->state_count; i++) {
        const struct cir_row_impact one = impact_of_state(joining, choice, choice->pairs + i * choice->sector_count);
        if (!take(&impact, &one, false))
            return one;
    }
    impact.states_high *= (double)choice->incidents;
    return impact;
}

/* All that were told; false where a summary could not be had. */
static bool join_all(struct cir_row_impact *impact, struct joining *joining)
{
    const struct cir_joint_outage *joint = joining->joint;
    bool are_told = true;
    for (size_t i = 0; i < joint->pair_count && are_told; i++)
        if (joint->pairs[i].is_sure) {
            const struct cir_hit_pair *pair = &joint->pairs[i];
            const struct cir_row_impact one = impact_of_pair(joining, pair, pair->sure_lost_high_h, &pair->lost);
            are_told = take(impact, &one, true);
        }
    for (size_t i = 0; i < joint->choice_count && are_told; i++) {
        const struct cir_row_impact one = impact_of_choice(joining, &joint->choices[i]);
        are_told = take(impact, &one, true);
    }
    return are_told;
}

/* Low ends are those of the worst incident; a high end that is no less but for rounding is no less. */
static void take_worst(struct cir_row_impact *impact, const struct cir_joint_outage *joint)
{
    impact->top = joint->top;
    impact->states_low = joint->states_low;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        impact->low[i] = joint->low[i];
        impact->high[i] = cir_greater(impact->high[i], impact->low[i]);
    }
}

/* Some of the incidents may have done anything. */
static void leave_open(struct cir_row_impact *impact)
{
    impact->direct = NAN;
    impact->states_high = INFINITY;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++)
        impact->high[i] = NAN;
}

struct cir_row_impact cir_joint_impact(const struct cir_joint_outage *joint, const struct cir_impact_source *source,
                                       size_t state_count, size_t country_count)
{
    struct joining joining = {joint, source, state_count, {{0}}, 0};
    struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_CANNOT_TELL);
    const uint64_t *incidents = joint->incidents;
    if (incidents[CIR_IMPACT_TOLD] == 0)
        return cir_impact_untold(incidents[CIR_IMPACT_NOT_IN_NETWORK] > 0 && incidents[CIR_IMPACT_CANNOT_TELL] == 0
                                     ? CIR_IMPACT_NOT_IN_NETWORK
                                     : CIR_IMPACT_CANNOT_TELL);
    if (!join_all(&impact, &joining))
        return cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    take_worst(&impact, joint);
    impact.states_high = cir_lesser(impact.states_high, (double)(state_count + joining.cut_out_count));
    if (incidents[CIR_IMPACT_NOT_IN_NETWORK] + incidents[CIR_IMPACT_CANNOT_TELL] > 0)
        leave_open(&impact);
    impact.states_high = cir_lesser(impact.states_high, (double)country_count);
    return impact;
}
