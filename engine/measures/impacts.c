#include "measures/impacts.h"

#include "measures/derived.h"
#include "measures/impact_parts.h"

#include <math.h>

/* Number of the last hour that an outage lasts beyond. */
static size_t last_hour(const struct cir_impact_source *source, double duration_h)
{
    size_t hour = 0;
    while (hour + 1 < source->hour_count && source->hours[hour + 1] < duration_h)
        hour++;
    return hour;
}

static double functional_loss(const struct cir_impact_source *source, const struct cir_impact_summary *summary,
                              size_t part, double duration_h)
{
    size_t hour = last_hour(source, duration_h);
    return summary->functional_until[part][hour] +
           summary->functional_per_h[part][hour] * (duration_h - source->hours[hour]);
}

/* How many of the shares, which fall, reach the limit when the hit is so great. */
static double count_reached(const float *shares, size_t count, double hit, double reached_share)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if ((double)shares[middle] * hit >= reached_share)
            low = middle + 1;
        else
            count = middle;
    }
    return (double)low;
}

static double states_by(const struct cir_impact_source *source, const struct cir_impact_summary *summary, double share,
                        double duration_h, bool is_high)
{
    const float *functional = summary->functional_states[last_hour(source, duration_h)];
    double money =
        duration_h > 0 ? count_reached(summary->money_states, summary->state_count, share, source->reached_share) : 0;
    double needs = duration_h > 0 ? count_reached(functional, summary->state_count, share, source->reached_share) : 0;
    return is_high ? cir_greater(money, needs) : cir_lesser(money, needs);
}

struct cir_row_impact cir_impact_of_node(const struct cir_impact_source *source,
                                         const struct cir_impact_summary *summary, const struct cir_row_shock *shock)
{
    double known_h = isnan(shock->duration_h) ? shock->duration_low_h : shock->duration_h;
    struct cir_row_impact impact = {
        .outcome = CIR_IMPACT_TOLD,
        .direct = shock->share * summary->output_per_h * shock->duration_h,
        .states_low = states_by(source, summary, shock->share_low, shock->duration_low_h, false),
        .states_high = states_by(source, summary, shock->share_high, shock->duration_high_h, true),
        .top = shock->share_high > 0 && shock->duration_high_h > 0 ? summary->top[last_hour(source, known_h)] : "",
    };
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        double low_h = shock->duration_low_h;
        double high_h = shock->duration_high_h;
        impact.low[i] =
            shock->share_low * cir_lesser(summary->money_per_h[i] * low_h, functional_loss(source, summary, i, low_h));
        impact.high[i] = isinf(high_h) ? NAN
                                       : shock->share_high * cir_greater(summary->money_per_h[i] * high_h,
                                                                         functional_loss(source, summary, i, high_h));
    }
    return impact;
}

void cir_impact_join(struct cir_row_impact *impact, const struct cir_row_impact *other, bool together)
{
    impact->direct = together ? impact->direct + other->direct : impact->direct == other->direct ? impact->direct : NAN;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        if (together ? other->low[i] > impact->low[i] : other->low[i] < impact->low[i])
            impact->low[i] = other->low[i];
        impact->high[i] = together ? impact->high[i] + other->high[i] : fmax(impact->high[i], other->high[i]);
    }
    impact->states_low = together ? cir_greater(impact->states_low, other->states_low)
                                  : cir_lesser(impact->states_low, other->states_low);
    impact->states_high =
        together ? impact->states_high + other->states_high : cir_greater(impact->states_high, other->states_high);
}

struct cir_row_impact cir_impact_untold(enum cir_impact_outcome outcome)
{
    return (struct cir_row_impact){.outcome = outcome,
                                   .direct = NAN,
                                   .low = {NAN, NAN, NAN},
                                   .high = {NAN, NAN, NAN},
                                   .states_low = NAN,
                                   .states_high = NAN,
                                   .top = ""};
}

/* Over the sectors of a cell, in one State. */
static struct cir_row_impact impact_in(const struct cir_impact_source *source, unsigned country,
                                       const struct cir_cell *sector, const struct cir_row_shock *shock)
{
    struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    for (uint64_t rest = sector->options; rest != 0; rest &= rest - 1) {
        const struct cir_impact_summary *summary =
            source->find(source->context, country, (unsigned)__builtin_ctzll(rest));
        if (summary == NULL)
            return cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
        struct cir_row_impact one = cir_impact_of_node(source, summary, shock);
        if (impact.outcome == CIR_IMPACT_TOLD)
            cir_impact_join(&impact, &one, sector->together);
        else
            impact = one;
        impact.states_high = cir_lesser(impact.states_high, (double)summary->state_count);
    }
    return impact;
}

/* Of several States together the first was hit first, and the others by way of it. */
static struct cir_row_impact impact_over(const struct cir_impact_source *source, const struct cir_cell *country,
                                         const struct cir_cell *sector, const struct cir_row_shock *shock)
{
    if (country->together || country->count == 1)
        return impact_in(source, country->first, sector, shock);
    struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
    for (unsigned word = 0; word < CIR_STATE_WORDS; word++)
        for (uint64_t rest = country->states.bits[word]; rest != 0; rest &= rest - 1) {
            struct cir_row_impact one = impact_in(source, word * 64 + (unsigned)__builtin_ctzll(rest), sector, shock);
            if (one.outcome != CIR_IMPACT_TOLD)
                return one;
            if (impact.outcome == CIR_IMPACT_TOLD)
                cir_impact_join(&impact, &one, false);
            else
                impact = one;
        }
    return impact;
}

/* False where one of them has no meaning. */
static bool take_shock(struct cir_row_shock *shock, const struct cir_measured *measured, size_t i)
{
    const struct cir_column people = cir_measured_column(measured, CIR_MEASURE_PEOPLE_SHARE);
    const struct cir_column loss = cir_measured_column(measured, CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS);
    const struct cir_column duration = cir_measured_column(measured, CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H);
    if (isnan(people.low[i]) || isnan(loss.low[i]) || isnan(duration.low[i]))
        return false;
    *shock = (struct cir_row_shock){people.low[i] * loss.low[i],
                                    people.point[i] * loss.point[i],
                                    cir_lesser(people.high[i], 1) * cir_lesser(loss.high[i], 1),
                                    duration.low[i],
                                    duration.point[i],
                                    duration.high[i]};
    return true;
}

static struct cir_row_impact compute(const struct cir_measure_plan *plan, const struct cir_cell *country,
                                     const struct cir_cell *sector, const struct cir_measured *measured, size_t i)
{
    struct cir_row_shock shock;
    if (country->state != CIR_CELL_KNOWN || sector->state != CIR_CELL_KNOWN || sector->options == 0 ||
        !take_shock(&shock, measured, i))
        return cir_impact_untold(CIR_IMPACT_CANNOT_TELL);
    return impact_over(plan->impacts, country, sector, &shock);
}

void cir_impacts_compute(struct cir_row_impact *impacts, const struct cir_measure_plan *plan,
                         const struct cir_cell *cells, const struct cir_measured *measured)
{
    for (size_t i = 0; i < measured->count; i++)
        impacts[i] = compute(plan, &cells[CIR_FIELD_COUNTRY * measured->stride + i],
                             &cells[CIR_FIELD_SECTOR * measured->stride + i], measured, i);
}

bool cir_impacts_shock(struct cir_row_shock *shock, const struct cir_cell *cells, const struct cir_measured *measured,
                       size_t i)
{
    return cells[CIR_FIELD_COUNTRY * measured->stride + i].state != CIR_CELL_NOT_APPLICABLE &&
           cells[CIR_FIELD_SECTOR * measured->stride + i].state != CIR_CELL_NOT_APPLICABLE &&
           take_shock(shock, measured, i);
}

/* States that a network says are reached, as the measure impact_states; its point is the middle of both ends. Without a
 * network, and where it does not have the sector hit, the question has no meaning. */
void cir_measure_impact_states(struct cir_column made, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        struct cir_row_shock shock;
        struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
        if (facts->plan->impacts != NULL)
            impact = compute(facts->plan, cir_facts_cell(facts, CIR_FIELD_COUNTRY, i),
                             cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->measured, i);
        if (impact.outcome == CIR_IMPACT_TOLD)
            cir_column_set_number(made, i, impact.states_low,
                                  isnan(impact.direct) ? NAN : (impact.states_low + impact.states_high) / 2,
                                  impact.states_high);
        else if (impact.outcome == CIR_IMPACT_CANNOT_TELL &&
                 cir_impacts_shock(&shock, facts->cells, facts->measured, i))
            cir_column_set_number(made, i, 0, NAN, (double)facts->definitions->country_count);
        else
            cir_column_set_not_applicable(made, i);
    }
}
