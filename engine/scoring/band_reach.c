#include "scoring/band_reach.h"

/* The power of the total from the sums of all axes. */
static double total_power(const struct cir_row_apart *apart, const double *sums)
{
    double total = 0;
    for (size_t i = 0; i < apart->standing.scheme->axis_count; i++)
        if (apart->frame.axes[i].share > 0)
            total += apart->frame.axes[i].share * cir_axis_power(&apart->frame.axes[i], sums[i]);
    return total;
}

/* Sums of what is not spread. */
static void add_singles(double *sums, const struct cir_row_apart *apart, const struct cir_combination *combination)
{
    for (size_t axis = 0; axis < apart->standing.scheme->axis_count; axis++) {
        sums[axis] = apart->frame.axes[axis].fixed;
        for (size_t i = 0; i < apart->groups.count; i++)
            sums[axis] += apart->outcomes[i].is_single ? combination->outcomes[i]->least[axis] : 0;
    }
}

static void reach_at_once(struct cir_band_reach *reach, const struct cir_row_apart *apart, const double *singles)
{
    double total = total_power(apart, singles);
    for (size_t band = 0; band < apart->standing.scheme->band_count; band++)
        reach->probability[band] = total >= reach->needed[band] ? 1 : 0;
}

/* ---- one group that is spread ---- */

/* The power of the total along a piece, of the axes that its group moves. */
static struct cir_range piece_range(const struct cir_row_apart *apart, const struct cir_group_outcomes *outcomes,
                                    const struct cir_piece *piece, const double *singles)
{
    struct cir_range range = {0, 0, 0};
    for (size_t k = 0; k < outcomes->axis_count; k++) {
        const struct cir_axis_frame *frame = &apart->frame.axes[outcomes->axes[k]];
        double single = singles[outcomes->axes[k]];
        if (!(frame->share > 0))
            continue;
        range.from += frame->share * cir_axis_power(frame, single + piece->sums[k].from);
        range.middle += frame->share * cir_axis_power(frame, single + piece->sums[k].middle);
        range.to += frame->share * cir_axis_power(frame, single + piece->sums[k].to);
    }
    return range;
}

/* The same of the other axes. */
static double power_at_rest(const struct cir_row_apart *apart, const struct cir_group_outcomes *outcomes,
                            const double *singles)
{
    double total = 0;
    bool is_moved[CIR_AXES_MAX] = {false};
    for (size_t k = 0; k < outcomes->axis_count; k++)
        is_moved[outcomes->axes[k]] = true;
    for (size_t i = 0; i < apart->standing.scheme->axis_count; i++) {
        const struct cir_axis_frame *frame = &apart->frame.axes[i];
        if (!is_moved[i] && frame->share > 0)
            total += frame->share * cir_axis_power(frame, singles[i]);
    }
    return total;
}

/* Share of a piece at or above a value that lies between its ends: where the parabola through its three places crosses it. */
static double range_above(const struct cir_range *range, double value)
{
    double bend = 2 * (range->from - 2 * range->middle + range->to);
    double slope = range->to - range->from - bend;
    double below = range->from - value;
    double root = sqrt(cir_greater(slope * slope - 4 * bend * below, 0));
    /* the root between the ends, in the form that does not cancel */
    double place = -2 * below / (slope + (range->to > range->from ? root : -root));
    place = cir_lesser(cir_greater(place, 0), 1);
    return range->to > range->from ? 1 - place : place;
}

/* What a piece adds to the bands: all of it to those that its least value reaches, which is added up later (`whole`, by
 * the highest of them), and a part of it to those whose edges lie in it. */
static void add_range(struct cir_band_reach *reach, double *whole, size_t bands, const struct cir_range *range,
                      double mass, double at_rest)
{
    double low = cir_lesser(range->from, range->to) + at_rest;
    double high = cir_greater(range->from, range->to) + at_rest;
    size_t band = 1;
    while (band < bands && reach->needed[band] <= low)
        band++;
    whole[band - 1] += mass;
    for (; band < bands && reach->needed[band] <= high; band++)
        reach->probability[band] += mass * range_above(range, reach->needed[band] - at_rest);
}

static void reach_by_pieces(struct cir_band_reach *reach, const struct cir_row_apart *apart, size_t group,
                            const struct cir_outcome *outcome, const double *singles)
{
    const struct cir_group_outcomes *outcomes = &apart->outcomes[group];
    size_t bands = apart->standing.scheme->band_count;
    double at_rest = power_at_rest(apart, outcomes, singles);
    double whole[CIR_LEVELS_MAX] = {0};
    double above = 0;
    for (size_t band = 0; band < bands; band++)
        reach->probability[band] = 0;
    for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = apart->pieces.list[at].next) {
        const struct cir_piece *piece = &apart->pieces.list[at];
        struct cir_range range = piece_range(apart, outcomes, piece, singles);
        add_range(reach, whole, bands, &range, piece->mass, at_rest);
    }
    for (size_t band = bands; band > 0; band--) {
        above += whole[band - 1];
        reach->probability[band - 1] = (reach->probability[band - 1] + above) / outcome->mass;
    }
}

static size_t spread_group(const struct cir_row_apart *apart)
{
    size_t i = 0;
    while (apart->outcomes[i].is_single)
        i++;
    return i;
}

/* ---- several ---- */

static void reach_by_sum(struct cir_band_reach *reach, const struct cir_part_sum *sum,
                         const struct cir_row_apart *apart, double rest)
{
    for (size_t band = 0; band < apart->standing.scheme->band_count; band++)
        reach->probability[band] = cir_part_sum_above(sum, reach->needed[band] - rest);
}

/* ---- all ---- */

void cir_spread_begin(struct cir_spread *spread, const struct cir_row_apart *apart,
                      const struct cir_combination *combination)
{
    double worth[CIR_AXES_MAX];
    spread->group_count = cir_spread_groups(apart);
    if (spread->group_count <= 1 || apart->is_bent)
        return;
    for (size_t axis = 0; axis < apart->standing.scheme->axis_count; axis++) {
        const struct cir_axis_frame *frame = &apart->frame.axes[axis];
        worth[axis] = frame->share > 0 ? frame->share * frame->point.slope : 0;
    }
    cir_spread_sum_make(&spread->sum, apart, combination, worth);
    cir_part_sum_cumulate(&spread->sum);
}

void cir_band_reach_find(struct cir_band_reach *reach, struct cir_spread *spread, const struct cir_row_apart *apart,
                         const struct cir_combination *combination)
{
    double singles[CIR_AXES_MAX];
    add_singles(singles, apart, combination);
    if (spread->group_count == 0) {
        reach_at_once(reach, apart, singles);
    } else if (spread->group_count == 1) {
        size_t group = spread_group(apart);
        reach_by_pieces(reach, apart, group, combination->outcomes[group], singles);
    } else if (!apart->is_bent) {
        reach_by_sum(reach, &spread->sum, apart, total_power(apart, singles));
    } else {
        double rest = cir_bent_sum_make(&spread->sum, &spread->axis_sum, apart, combination, singles);
        cir_part_sum_cumulate(&spread->sum);
        reach_by_sum(reach, &spread->sum, apart, rest);
    }
}
