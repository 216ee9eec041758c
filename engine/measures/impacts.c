#include "measures/impacts.h"

#include "base/wide.h"
#include "measures/derived.h"
#include "measures/impact_parts.h"

#include <math.h>

/* How long an outage lasts: beyond the beginning of an hour of the source, by so much. */
struct lasting {
    double duration_h;
    size_t hour;
    double beyond_h;
};

size_t cir_impact_hour(const struct cir_impact_source *source, double duration_h)
{
    size_t hour = 0;
    while (hour + 1 < source->hour_count && source->hours[hour + 1] < duration_h)
        hour++;
    return hour;
}

static struct lasting lasting_for(const struct cir_impact_source *source, double duration_h)
{
    size_t hour = cir_impact_hour(source, duration_h);
    return (struct lasting){duration_h, hour, duration_h - source->hours[hour]};
}

static double functional_loss(const struct cir_summary_hour *hour, size_t part, const struct lasting *lasting)
{
    return hour->functional_until[part] + hour->functional_per_h[part] * lasting->beyond_h;
}

/* How many of the shares reach the limit when the hit is so great. All are looked at, without a branch: that is faster
 * than to search in a few dozen of them. */
CIR_WIDE static double count_reached(const float *shares, size_t count, double hit, double reached_share)
{
    unsigned reached = 0;
    for (size_t i = 0; i < count; i++)
        reached += (double)shares[i] * hit >= reached_share;
    return reached;
}

double cir_impact_states(const struct cir_impact_source *source, const struct cir_state_shares *states, double share,
                         double duration_h)
{
    return share > 0 && duration_h > 0 ? count_reached(states->list, states->count, share, source->reached_share) : 0;
}

struct cir_row_impact cir_impact_of_node(const struct cir_impact_source *source,
                                         const struct cir_impact_summary *summary, const struct cir_row_shock *shock)
{
    const struct lasting low = lasting_for(source, shock->duration_low_h);
    const struct lasting high = lasting_for(source, shock->duration_high_h);
    const struct lasting known = lasting_for(source, isnan(shock->duration_h) ? low.duration_h : shock->duration_h);
    const struct cir_summary_hour *from_low = &summary->hours[low.hour];
    const struct cir_summary_hour *from_high = &summary->hours[high.hour];
    struct cir_row_impact impact = {
        .outcome = CIR_IMPACT_TOLD,
        .direct = shock->share * summary->output_per_h * shock->duration_h,
        .states_low = cir_impact_states(source, &from_low->states_low, shock->share_low, low.duration_h),
        .states_high = cir_impact_states(source, &from_high->states_high, shock->share_high, high.duration_h),
    };
    if (shock->share_high > 0 && high.duration_h > 0)
        impact.top = summary->hours[known.hour].top;
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        impact.low[i] =
            shock->share_low * cir_lesser(summary->money_per_h[i] * low.duration_h, functional_loss(from_low, i, &low));
        impact.high[i] = isinf(high.duration_h)
                             ? NAN
                             : shock->share_high * cir_greater(summary->money_per_h[i] * high.duration_h,
                                                               functional_loss(from_high, i, &high));
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
                                   .states_high = NAN};
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

struct cir_row_impact cir_impact_of_shock(const struct cir_impact_source *source, const struct cir_cell *country,
                                          const struct cir_cell *sector, const struct cir_row_shock *shock)
{
    if (country->state != CIR_CELL_KNOWN || sector->state != CIR_CELL_KNOWN || sector->options == 0)
        return cir_impact_untold(CIR_IMPACT_CANNOT_TELL);
    return impact_over(source, country, sector, shock);
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

struct cir_row_impact cir_impact_measure(const struct cir_impact_source *source, const struct cir_cell *country,
                                         const struct cir_cell *sector, const struct cir_measured *measured, size_t i)
{
    struct cir_row_shock shock;
    if (!take_shock(&shock, measured, i))
        return cir_impact_untold(CIR_IMPACT_CANNOT_TELL);
    return cir_impact_of_shock(source, country, sector, &shock);
}

bool cir_impacts_shock(struct cir_row_shock *shock, const struct cir_cell *cells, const struct cir_measured *measured,
                       size_t i)
{
    return cells[CIR_FIELD_COUNTRY * measured->stride + i].state != CIR_CELL_NOT_APPLICABLE &&
           cells[CIR_FIELD_SECTOR * measured->stride + i].state != CIR_CELL_NOT_APPLICABLE &&
           take_shock(shock, measured, i);
}

/* ---- the measure ---- */

static void set_states(struct cir_column made, const struct cir_facts *facts, const struct cir_row_impact *impact,
                       size_t i)
{
    struct cir_row_shock shock;
    if (impact->outcome == CIR_IMPACT_TOLD)
        cir_column_set_number(made, i, impact->states_low,
                              isnan(impact->direct) ? NAN : (impact->states_low + impact->states_high) / 2,
                              impact->states_high);
    else if (impact->outcome == CIR_IMPACT_CANNOT_TELL && cir_impacts_shock(&shock, facts->cells, facts->measured, i))
        cir_column_set_number(made, i, 0, NAN, (double)facts->definitions->country_count);
    else
        cir_column_set_not_applicable(made, i);
}

static void leave_open(struct cir_column made, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_column_set_number(made, i, 0, NAN, (double)facts->definitions->country_count);
}

/* Summaries of many States do not fit into the nearer caches: what a row asks for is fetched while those before it are
 * measured, in two steps, as the first tells where the second lies. */
enum { AHEAD = 8, LISTS_AHEAD = 4 };

static const struct cir_impact_summary *likely_summary(const struct cir_impact_source *source,
                                                       const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *country = cir_facts_cell(facts, CIR_FIELD_COUNTRY, i);
    const struct cir_cell *sector = cir_facts_cell(facts, CIR_FIELD_SECTOR, i);
    if (country->state != CIR_CELL_KNOWN || sector->state != CIR_CELL_KNOWN || sector->options == 0)
        return NULL;
    return source->find(source->context, country->first, (unsigned)__builtin_ctzll(sector->options));
}

static void fetch_hour(const struct cir_summary_hour *hour)
{
    const char *first = (const char *)hour;
    __builtin_prefetch(first);
    __builtin_prefetch(first + sizeof *hour - 1);
}

static void fetch_ahead(const struct cir_impact_source *source, const struct cir_facts *facts, size_t i)
{
    const struct cir_column duration = cir_facts_field(facts, CIR_FIELD_DURATION_H);
    const struct cir_impact_summary *summary = likely_summary(source, facts, i);
    if (summary == NULL)
        return;
    __builtin_prefetch(summary);
    fetch_hour(&summary->hours[lasting_for(source, duration.low[i]).hour]);
    fetch_hour(&summary->hours[lasting_for(source, duration.high[i]).hour]);
}

static void fetch_lists_ahead(const struct cir_impact_source *source, const struct cir_facts *facts, size_t i)
{
    const struct cir_column duration = cir_facts_field(facts, CIR_FIELD_DURATION_H);
    const struct cir_impact_summary *summary = likely_summary(source, facts, i);
    if (summary == NULL)
        return;
    __builtin_prefetch(summary->hours[lasting_for(source, duration.low[i]).hour].states_low.list);
    const struct cir_summary_hour *high = &summary->hours[lasting_for(source, duration.high[i]).hour];
    __builtin_prefetch(high->states_high.list);
    __builtin_prefetch(high->top.data);
}

/* States that a network says are reached, as the measure impact_states; its point is the middle of both ends. Without a
 * network, and where it does not have the sector hit, the question has no meaning. Of an asset it hangs on all parts of
 * its plant (measures/asset_impact.h): here it is not answered. */
void cir_measure_impact_states(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_impact_source *source = facts->plan->impacts;
    if (facts->plan->is_of_assets) {
        leave_open(made, facts);
        return;
    }
    struct cir_row_impact *wanted = facts->measured->impacts;
    for (size_t i = 0; i < facts->count; i++) {
        struct cir_row_impact impact = cir_impact_untold(CIR_IMPACT_NOT_IN_NETWORK);
        if (source != NULL && i + AHEAD < facts->count)
            fetch_ahead(source, facts, i + AHEAD);
        if (source != NULL && i + LISTS_AHEAD < facts->count)
            fetch_lists_ahead(source, facts, i + LISTS_AHEAD);
        if (source != NULL)
            impact = cir_impact_measure(source, cir_facts_cell(facts, CIR_FIELD_COUNTRY, i),
                                        cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->measured, i);
        set_states(made, facts, &impact, i);
        if (wanted != NULL)
            wanted[i] = impact;
    }
}
