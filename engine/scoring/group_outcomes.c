#include "scoring/group_outcomes.h"

void cir_group_outcomes_start(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme, uint64_t factors,
                              bool is_single)
{
    bool moved[CIR_AXES_MAX] = {false};
    for (uint64_t rest = factors; rest != 0; rest &= rest - 1)
        moved[scheme->factors[__builtin_ctzll(rest)].axis] = true;
    outcomes->is_single = is_single;
    outcomes->count = 0;
    outcomes->axis_count = 0;
    for (unsigned axis = 0; axis < scheme->axis_count; axis++)
        if (moved[axis] && scheme->axes[axis].kind == CIR_AXIS_WEIGHT)
            outcomes->axes[outcomes->axis_count++] = axis;
}

/* ---- what is the same ---- */

static size_t words_of(const struct cir_scheme *scheme)
{
    return (scheme->criterion_count + 63) / 64;
}

/* The sums of the lifts are a part of what a completion comes to; of single values those of the other axes, too, as
 * exact values may matter. */
static bool is_of(const struct cir_outcome *outcome, const struct cir_scheme *scheme,
                  const struct cir_group_points *points, size_t i, bool is_single)
{
    const struct cir_truth_columns *truths = &points->truths;
    bool same = true;
    for (size_t word = 0; word < words_of(scheme); word++)
        same = same && outcome->certain[word] == truths->certain[word][i] &&
               outcome->possible[word] == truths->possible[word][i];
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        same = same && (outcome->least[axis] == points->sums[axis][i] ||
                        (!is_single && scheme->axes[axis].kind == CIR_AXIS_WEIGHT));
    return same;
}

static struct cir_outcome *outcome_of(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme,
                                      const struct cir_group_points *points, size_t i)
{
    for (size_t k = outcomes->count; k > 0; k--)
        if (is_of(&outcomes->list[k - 1], scheme, points, i, outcomes->is_single))
            return &outcomes->list[k - 1];
    if (outcomes->count == CIR_GROUP_OUTCOMES_MAX)
        return NULL;
    struct cir_outcome *made = &outcomes->list[outcomes->count++];
    *made = (struct cir_outcome){.pieces = CIR_INDEX_NONE};
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        made->least[axis] = made->most[axis] = points->sums[axis][i];
    for (size_t word = 0; word < words_of(scheme); word++) {
        made->certain[word] = points->truths.certain[word][i];
        made->possible[word] = points->truths.possible[word][i];
    }
    return made;
}

/* ---- pieces ---- */

/* A piece of an outcome, its sums still to be set. */
static struct cir_piece *add_piece(struct cir_pieces *pieces, struct cir_outcome *outcome, double mass)
{
    struct cir_piece *piece = &pieces->list[pieces->count];
    piece->mass = mass;
    piece->next = outcome->pieces;
    outcome->pieces = (unsigned)pieces->count++;
    return piece;
}

bool cir_group_outcomes_add_point(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                                  const struct cir_scheme *scheme, double mass, const struct cir_group_points *points,
                                  size_t i)
{
    struct cir_outcome *outcome = outcome_of(outcomes, scheme, points, i);
    if (outcome == NULL || pieces->count == CIR_PIECES_MAX)
        return false;
    outcome->mass += mass;
    if (outcomes->is_single)
        return true;
    struct cir_piece *piece = add_piece(pieces, outcome, mass);
    for (size_t k = 0; k < outcomes->axis_count; k++) {
        unsigned axis = outcomes->axes[k];
        double sum = points->sums[axis][i];
        outcome->least[axis] = cir_lesser(outcome->least[axis], sum);
        outcome->most[axis] = cir_greater(outcome->most[axis], sum);
        piece->sums[k] = (struct cir_range){sum, sum, sum};
    }
    return true;
}

bool cir_group_outcomes_add_ways(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                                 const struct cir_scheme *scheme, double mass, const struct cir_group_points *points,
                                 size_t i, size_t count)
{
    struct cir_outcome *outcome = outcome_of(outcomes, scheme, points, i);
    size_t first = pieces->count;
    if (outcome == NULL || first + count > CIR_PIECES_MAX)
        return false;
    outcome->mass += mass * (double)count;
    for (size_t n = 0; n < count; n++)
        (void)add_piece(pieces, outcome, mass);
    for (size_t k = 0; k < outcomes->axis_count; k++) {
        unsigned axis = outcomes->axes[k];
        const double *sums = &points->sums[axis][i];
        double least = cir_lesser(outcome->least[axis], sums[0]);
        double most = cir_greater(outcome->most[axis], sums[0]);
        for (size_t n = 0; n < count; n++) {
            pieces->list[first + n].sums[k] = (struct cir_range){sums[n], points->middles[axis][i + n], sums[n + 1]};
            least = cir_lesser(least, sums[n + 1]);
            most = cir_greater(most, sums[n + 1]);
        }
        outcome->least[axis] = least;
        outcome->most[axis] = most;
    }
    return true;
}

/* ---- the end ---- */

void cir_group_outcomes_finish(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme)
{
    bool is_single = true;
    for (size_t i = 0; i < outcomes->count; i++)
        for (size_t axis = 0; axis < scheme->axis_count; axis++)
            is_single = is_single && outcomes->list[i].least[axis] == outcomes->list[i].most[axis];
    outcomes->is_single = is_single;
}
