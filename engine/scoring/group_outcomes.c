#include "scoring/group_outcomes.h"

#include "scoring/aggregate.h"

void cir_group_outcomes_start(struct cir_group_outcomes *outcomes, bool is_single)
{
    outcomes->is_single = is_single;
    outcomes->count = 0;
}

/* ---- what is the same ---- */

static size_t words_of(const struct cir_scheme *scheme)
{
    return (scheme->criterion_count + 63) / 64;
}

bool cir_points_join(const struct cir_scheme *scheme, const struct cir_group_points *points, size_t a, size_t b)
{
    const struct cir_truth_columns *truths = &points->truths;
    bool same = points->jumps[a] == points->jumps[b];
    for (size_t word = 0; word < words_of(scheme); word++)
        same = same && truths->certain[word][a] == truths->certain[word][b] &&
               truths->possible[word][a] == truths->possible[word][b];
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        same = same && (scheme->axes[axis].kind == CIR_AXIS_WEIGHT || points->sums[axis][a] == points->sums[axis][b]);
    return same;
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

/* Values follow the logarithm of what they are made from, as a rule in a line, but their powers do not: where they move
 * farther than this between two points, the sums in the middle are taken from the values in the middle. */
static const double FAR = 0.0125;

static bool powers_bend(const struct cir_grouped *grouped, const struct cir_group_points *points, size_t from,
                        size_t to)
{
    bool bent = false;
    size_t place = 0;
    for (uint64_t rest = grouped->group->moves.factors; rest != 0; rest &= rest - 1, place++) {
        const struct cir_factor *factor = &grouped->scheme->factors[__builtin_ctzll(rest)];
        if (place == CIR_POINT_VALUES_MAX)
            return false;
        bent = bent || (grouped->scheme->axes[factor->axis].exponent != 1 &&
                        fabs(points->values[place][to] - points->values[place][from]) > FAR);
    }
    return bent && !grouped->scheme->normalise_span;
}

static void sum_middle(double *sums, const struct cir_grouped *grouped, const struct cir_group_points *points,
                       size_t from, size_t to)
{
    const struct cir_scheme *scheme = grouped->scheme;
    size_t place = 0;
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        sums[axis] = (points->sums[axis][from] + points->sums[axis][to]) / 2;
    if (!powers_bend(grouped, points, from, to))
        return;
    for (uint64_t rest = grouped->group->moves.factors; rest != 0; rest &= rest - 1, place++) {
        const struct cir_factor *factor = &scheme->factors[__builtin_ctzll(rest)];
        double a = points->values[place][from];
        double b = points->values[place][to];
        if (isnan(a) || isnan(b))
            continue;
        sums[factor->axis] += cir_factor_term(scheme, factor, (a + b) / 2) -
                              (cir_factor_term(scheme, factor, a) + cir_factor_term(scheme, factor, b)) / 2;
    }
}

bool cir_group_outcomes_add(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                            const struct cir_grouped *grouped, double mass, const struct cir_group_points *points,
                            size_t from, size_t to)
{
    struct cir_outcome *outcome = outcome_of(outcomes, grouped->scheme, points, from);
    if (outcome == NULL || pieces->count == CIR_PIECES_MAX)
        return false;
    outcome->mass += mass;
    if (outcomes->is_single)
        return true;
    struct cir_piece *piece = &pieces->list[pieces->count];
    piece->mass = mass;
    piece->next = outcome->pieces;
    outcome->pieces = (unsigned)pieces->count++;
    sum_middle(piece->middle, grouped, points, from, to);
    for (size_t axis = 0; axis < grouped->scheme->axis_count; axis++) {
        double a = piece->from[axis] = points->sums[axis][from];
        double b = piece->to[axis] = points->sums[axis][to];
        outcome->least[axis] = cir_lesser(outcome->least[axis], cir_lesser(a, b));
        outcome->most[axis] = cir_greater(outcome->most[axis], cir_greater(a, b));
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
