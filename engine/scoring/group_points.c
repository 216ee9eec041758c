#include "scoring/group_points.h"

#include "base/wide.h"
#include "scoring/aggregate.h"
#include "scoring/rules.h"

#include <string.h>

void cir_measuring_start(struct cir_measuring *measuring, const struct cir_standing_row *standing,
                         struct cir_row_frame *frame, uint64_t moved)
{
    measuring->standing = standing;
    measuring->frame = frame;
    measuring->completions = 0;
    for (uint64_t rest = moved; rest != 0; rest &= rest - 1) {
        measuring->lowest[__builtin_ctzll(rest)] = 0;
        measuring->highest[__builtin_ctzll(rest)] = 1;
    }
}

static void clear(struct cir_group_points *points, const struct cir_scheme *scheme, size_t count)
{
    points->count = count;
    memset(points->farthest, 0, count * sizeof points->farthest[0]);
    memset(points->jumps, 0, count * sizeof points->jumps[0]);
    for (size_t axis = 0; axis < scheme->axis_count; axis++) {
        memset(points->sums[axis], 0, count * sizeof points->sums[axis][0]);
        memset(points->middles[axis], 0, count * sizeof points->middles[axis][0]);
    }
    for (unsigned word = 0; word * (size_t)64 < scheme->criterion_count; word++) {
        memset(points->truths.certain[word], 0, count * sizeof points->truths.certain[word][0]);
        memset(points->truths.possible[word], 0, count * sizeof points->truths.possible[word][0]);
    }
}

/* ---- factors ---- */

/* The same answer as in the row as it stands, of every completion. */
static bool is_answered_alike(const struct cir_factor_values *values, size_t count,
                              const struct cir_factor_values *as_is, size_t row)
{
    bool is_answered = !isnan(as_is->point[row]);
    bool same = true;
    for (size_t i = 0; i < count; i++)
        same = same & (isnan(values->point[i]) != is_answered) & (values->applies[i] == as_is->applies[row]);
    return same;
}

static void keep_ends(struct cir_measuring *measuring, unsigned number, const struct cir_factor_values *values,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        measuring->lowest[number] = cir_greater(measuring->lowest[number], values->low[i]);
        measuring->highest[number] = cir_lesser(measuring->highest[number], values->high[i]);
    }
}

/* Where a factor counts, its ends must be its value; where it does not, they must be those of the row. */
static void watch_ends(struct cir_axis_frame *frame, const struct cir_factor_values *values, const double *counted,
                       size_t count, const struct cir_factor_values *as_is, size_t row)
{
    bool move = false;
    bool blur = false;
    for (size_t i = 0; i < count; i++) {
        bool is_open = isnan(counted[i]);
        bool is_elsewhere = (values->low[i] != as_is->low[row]) | (values->high[i] != as_is->high[row]);
        bool is_range = values->low[i] != values->high[i];
        move = move | (is_open & is_elsewhere);
        blur = blur | (!is_open && is_range);
    }
    frame->ends_move = frame->ends_move || move;
    frame->is_blurred = frame->is_blurred || blur;
}

/* What does not count adds nothing. */
CIR_WIDE static void add_counted(double *restrict sums, const double *restrict terms, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sums[i] += isnan(terms[i]) ? 0 : terms[i];
}

/* Values follow the logarithm of what they are made from, as a rule in a line, but their powers do not. */
CIR_WIDE static void go_half_way(double *restrict half_way, double *restrict farthest, const double *restrict values,
                                 size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        double way = fabs(values[i + 1] - values[i]);
        half_way[i] = (values[i] + values[i + 1]) / 2;
        farthest[i] = way > farthest[i] ? way : farthest[i];
    }
}

static void add_terms(struct cir_group_points *points, const struct cir_scheme *scheme, const struct cir_factor *factor,
                      const double *counted)
{
    double terms[CIR_BATCH];
    double half_way[CIR_BATCH];
    cir_factor_terms(terms, scheme, factor, counted, points->count);
    add_counted(points->sums[factor->axis], terms, points->count);
    go_half_way(half_way, points->farthest, counted, points->count);
    cir_factor_terms(terms, scheme, factor, half_way, points->count - 1);
    add_counted(points->middles[factor->axis], terms, points->count - 1);
    if (!cir_factor_has_steps(factor))
        return;
    for (size_t i = 0; i < points->count; i++)
        if (!isnan(counted[i]))
            points->jumps[i] = points->jumps[i] * 31 + cir_bits_of(counted[i]);
}

static bool add_factor(struct cir_group_points *points, struct cir_measuring *measuring, unsigned number,
                       const struct cir_measured *measured)
{
    const struct cir_standing_row *standing = measuring->standing;
    const struct cir_scheme *scheme = standing->scheme;
    const struct cir_factor *factor = &scheme->factors[number];
    const struct cir_factor_values *as_is = &standing->factors[number];
    size_t row = standing->row->subject;
    struct cir_factor_values values;
    double counted[CIR_BATCH];
    cir_factor_evaluate_all(&values, factor, measured);
    for (size_t i = 0; i < points->count; i++)
        counted[i] = cir_counted_value(scheme, values.point[i], values.high[i], values.applies[i]);
    if (standing->is_told) {
        watch_ends(&measuring->frame->axes[factor->axis], &values, counted, points->count, as_is, row);
        add_terms(points, scheme, factor, counted);
    } else {
        keep_ends(measuring, number, &values, points->count);
    }
    return is_answered_alike(&values, points->count, as_is, row);
}

/* ---- criteria ---- */

static void add_truths(struct cir_group_points *points, const struct cir_scheme *scheme,
                       const struct cir_fact_group *group, const struct cir_measured *measured)
{
    for (unsigned word = 0; word < CIR_TRUTH_WORDS; word++)
        for (uint64_t rest = group->moves.criteria[word]; rest != 0; rest &= rest - 1)
            cir_criterion_add(&points->truths, scheme, word * 64 + (unsigned)__builtin_ctzll(rest), measured);
}

/* ---- both ---- */

static size_t list_facts(unsigned *list, uint64_t facts)
{
    size_t count = 0;
    for (; facts != 0; facts &= facts - 1)
        list[count++] = (unsigned)__builtin_ctzll(facts);
    return count;
}

bool cir_group_points_measure(struct cir_group_points *points, struct cir_measuring *measuring,
                              const struct cir_fact_group *group, double (*shares)[CIR_BATCH], size_t count)
{
    const struct cir_completer *completer = measuring->standing->row->completer;
    struct cir_measured measured;
    unsigned facts[CIR_ROW_FACTS_MAX];
    bool same = true;
    measuring->completions += count;
    if (measuring->completions > CIR_COMPLETIONS_MAX)
        return false;
    completer->complete(completer->context, facts, list_facts(facts, group->facts), shares, count, false, &measured);
    clear(points, measuring->standing->scheme, count);
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1)
        same = add_factor(points, measuring, (unsigned)__builtin_ctzll(rest), &measured) && same;
    add_truths(points, measuring->standing->scheme, group, &measured);
    return same;
}
