#include "scoring/bent_axes.h"

/* ---- which are bent ---- */

struct ends {
    double least;
    double most;
};

/* The ends of what any outcome of a group adds to an axis. */
static struct ends group_ends(const struct cir_group_outcomes *outcomes, size_t axis)
{
    struct ends ends = {INFINITY, -INFINITY};
    for (size_t i = 0; i < outcomes->count; i++) {
        ends.least = cir_lesser(ends.least, outcomes->list[i].least[axis]);
        ends.most = cir_greater(ends.most, outcomes->list[i].most[axis]);
    }
    return ends;
}

static enum cir_axis_shape straighten(struct cir_row_apart *apart, size_t axis)
{
    struct cir_axis_frame *frame = &apart->frame.axes[axis];
    struct ends ends = {frame->fixed, frame->fixed};
    for (size_t i = 0; i < apart->groups.count; i++) {
        struct ends more = group_ends(&apart->outcomes[i], axis);
        ends.least += more.least;
        ends.most += more.most;
    }
    return cir_axis_straighten(frame, &apart->standing.scheme->axes[axis], ends.least, ends.most);
}

static bool is_along_one_axis(const struct cir_group_outcomes *outcomes, size_t axis_count)
{
    size_t axes = 0;
    for (size_t axis = 0; axis < axis_count; axis++) {
        bool is_spread = false;
        for (size_t i = 0; i < outcomes->count; i++)
            is_spread = is_spread || cir_outcome_spread(&outcomes->list[i], axis) > 0;
        axes += is_spread ? 1 : 0;
    }
    return axes <= 1;
}

bool cir_bent_axes_find(struct cir_row_apart *apart)
{
    size_t axis_count = apart->standing.scheme->axis_count;
    bool is_told = true;
    bool is_apart = true;
    apart->is_bent = false;
    for (size_t axis = 0; axis < axis_count; axis++) {
        enum cir_axis_shape shape = straighten(apart, axis);
        is_told = is_told && shape != CIR_AXIS_UNTOLD;
        apart->is_bent = apart->is_bent || shape == CIR_AXIS_BENT;
    }
    for (size_t i = 0; i < apart->groups.count; i++)
        is_apart = is_apart && (apart->outcomes[i].is_single || is_along_one_axis(&apart->outcomes[i], axis_count));
    return is_told && (!apart->is_bent || cir_spread_groups(apart) <= 1 || is_apart);
}

/* ---- their sum ---- */

/* The part of the power of the total that an axis makes. */
static double share_at(const struct cir_axis_frame *frame, double sum)
{
    return frame->share > 0 ? frame->share * cir_axis_power(frame, sum) : 0;
}

/* The ends of the sum of an axis over what is not spread and what is. */
static struct ends axis_ends(const struct cir_row_apart *apart, const struct cir_combination *combination, size_t axis,
                             double single)
{
    struct ends ends = {single, single};
    for (size_t i = 0; i < apart->groups.count; i++) {
        if (apart->outcomes[i].is_single)
            continue;
        ends.least += combination->outcomes[i]->least[axis];
        ends.most += combination->outcomes[i]->most[axis];
    }
    return ends;
}

/* What the sum of an axis comes to in the power of the total: each point of the lattice stands for a step. */
static void bend_sum(struct cir_distribution *part, const struct cir_axis_frame *frame,
                     const struct cir_distribution *sums, double single, double step)
{
    double half = sums->step / 2;
    double first = single + sums->origin - half;
    double last = single + sums->origin + sums->step * (double)sums->count;
    cir_distribution_start(part, share_at(frame, first), share_at(frame, last), step);
    for (size_t i = 0; i < sums->count; i++) {
        double place = single + sums->origin + sums->step * (double)i;
        double low = share_at(frame, place - half);
        double high = share_at(frame, place + half);
        cir_distribution_add(part, sums->masses[i], low, (low + high) / 2, high);
    }
    cir_distribution_finish(part);
}

/* The range of the whole is cut into somewhat fewer steps than the lattice has, as each axis goes half a step beyond
 * its ends. */
enum { BENT_STEPS = CIR_LATTICE_STEPS - 8 };

/* What a group makes of the power of the total along an axis, piece by piece, from where the others stand still. */
static void add_group(struct cir_part_sum *sum, const struct cir_row_apart *apart,
                      const struct cir_combination *combination, size_t group, unsigned axis, double standing,
                      double step)
{
    const struct cir_axis_frame *frame = &apart->frame.axes[axis];
    const struct cir_group_outcomes *outcomes = &apart->outcomes[group];
    const struct cir_outcome *outcome = combination->outcomes[group];
    struct cir_distribution *part = cir_part_sum_next(sum);
    size_t place = 0;
    while (outcomes->axes[place] != axis)
        place++;
    cir_distribution_start(part, share_at(frame, standing + outcome->least[axis]),
                           share_at(frame, standing + outcome->most[axis]), step);
    for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = apart->pieces.list[at].next) {
        const struct cir_range *range = &apart->pieces.list[at].sums[place];
        cir_distribution_add(part, apart->pieces.list[at].mass, share_at(frame, standing + range->from),
                             share_at(frame, standing + range->middle), share_at(frame, standing + range->to));
    }
    cir_distribution_finish(part);
}

/* Groups along one axis. One alone is followed as it is; of several, the sum of the axis is, point by point. */
static void add_axis(struct cir_part_sum *sum, struct cir_part_sum *axis_sum, const struct cir_row_apart *apart,
                     const struct cir_combination *combination, unsigned axis, double single, double step)
{
    double worth[CIR_AXES_MAX] = {0};
    double standing = single;
    size_t spread = 0;
    size_t group = 0;
    for (size_t i = 0; i < apart->groups.count; i++) {
        if (apart->outcomes[i].is_single)
            continue;
        bool is_spread = cir_outcome_spread(combination->outcomes[i], axis) > 0;
        standing += is_spread ? 0 : combination->outcomes[i]->least[axis];
        spread += is_spread ? 1 : 0;
        group = is_spread ? i : group;
    }
    if (spread == 1) {
        add_group(sum, apart, combination, group, axis, standing, step);
        return;
    }
    worth[axis] = 1;
    cir_spread_sum_make(axis_sum, apart, combination, worth);
    bend_sum(cir_part_sum_next(sum), &apart->frame.axes[axis], cir_part_sum_whole(axis_sum), single, step);
}

double cir_bent_sum_make(struct cir_part_sum *sum, struct cir_part_sum *axis_sum, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *singles)
{
    size_t axis_count = apart->standing.scheme->axis_count;
    double ranges[CIR_AXES_MAX];
    double range = 0;
    double fixed = 0;
    for (size_t axis = 0; axis < axis_count; axis++) {
        const struct cir_axis_frame *frame = &apart->frame.axes[axis];
        struct ends ends = axis_ends(apart, combination, axis, singles[axis]);
        ranges[axis] = ends.least < ends.most ? share_at(frame, ends.most) - share_at(frame, ends.least) : 0;
        range += ranges[axis];
        fixed += ranges[axis] > 0 ? 0 : share_at(frame, ends.least);
    }
    cir_part_sum_start(sum);
    for (unsigned axis = 0; axis < axis_count; axis++)
        if (ranges[axis] > 0)
            add_axis(sum, axis_sum, apart, combination, axis, singles[axis], range / BENT_STEPS);
    if (sum->count == 0)
        cir_spread_sum_none(sum);
    return fixed;
}
