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
    memset(points->breaks, 0, count * sizeof points->breaks[0]);
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

CIR_WIDE static void count_values(double *restrict counted, const struct cir_factor_values *restrict values,
                                  size_t count, enum cir_unknown_policy policy)
{
    for (size_t i = 0; i < count; i++)
        counted[i] = cir_counted_value(policy, values->point[i], values->high[i], values->applies[i]);
}

/* The same answer as in the row as it stands, of every completion. */
CIR_WIDE static bool is_answered_alike(const struct cir_factor_values *values, size_t count, bool is_answered,
                                       double applies)
{
    uint64_t other = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_other = (isnan(values->point[i]) == is_answered) | (values->applies[i] != applies);
        other |= is_other ? 1 : 0;
    }
    return other == 0;
}

static void keep_ends(struct cir_measuring *measuring, unsigned number, const struct cir_factor_values *values,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        measuring->lowest[number] = cir_greater(measuring->lowest[number], values->low[i]);
        measuring->highest[number] = cir_lesser(measuring->highest[number], values->high[i]);
    }
}

/* Ends that are no points of what counts, and ends of what does not that are not those of the row. */
struct strays {
    uint64_t blurred;
    uint64_t moved;
};

CIR_WIDE static struct strays find_strays(const struct cir_factor_values *values, const double *counted, size_t count,
                                          double low, double high)
{
    struct strays strays = {0, 0};
    for (size_t i = 0; i < count; i++) {
        bool is_open = isnan(counted[i]);
        bool is_elsewhere = (values->low[i] != low) | (values->high[i] != high);
        bool is_range = values->low[i] != values->high[i];
        bool is_moved = is_open & is_elsewhere;
        bool is_blurred = !is_open & is_range;
        strays.moved |= is_moved ? 1 : 0;
        strays.blurred |= is_blurred ? 1 : 0;
    }
    return strays;
}

static void watch_ends(struct cir_axis_frame *frame, const struct cir_factor_values *values, const double *counted,
                       size_t count, const struct cir_factor_value *as_is)
{
    struct strays strays = find_strays(values, counted, count, as_is->low, as_is->high);
    frame->ends_move = frame->ends_move || strays.moved != 0;
    frame->is_blurred = frame->is_blurred || strays.blurred != 0;
}

/* ---- from one completion to the next ---- */

CIR_WIDE static void break_bits(uint64_t *restrict breaks, const uint64_t *restrict column, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        breaks[i] |= column[i] ^ column[i + 1];
}

CIR_WIDE static void break_numbers(uint64_t *restrict breaks, const double *restrict column, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        breaks[i] |= cir_bits_of(column[i]) ^ cir_bits_of(column[i + 1]);
}

static void break_points(struct cir_group_points *points, const struct cir_scheme *scheme,
                         const struct cir_fact_group *group)
{
    for (unsigned word = 0; word < CIR_TRUTH_WORDS; word++) {
        if (group->moves.criteria[word] == 0)
            continue;
        break_bits(points->breaks, points->truths.certain[word], points->count);
        break_bits(points->breaks, points->truths.possible[word], points->count);
    }
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        if (scheme->axes[axis].kind == CIR_AXIS_LIFT)
            break_numbers(points->breaks, points->sums[axis], points->count);
}

/* ---- sums ---- */

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
    if (cir_factor_has_steps(factor))
        break_numbers(points->breaks, counted, points->count);
}

static bool add_factor(struct cir_group_points *points, struct cir_measuring *measuring, unsigned number,
                       const struct cir_measured *measured)
{
    const struct cir_standing_row *standing = measuring->standing;
    const struct cir_scheme *scheme = standing->scheme;
    const struct cir_factor *factor = &scheme->factors[number];
    struct cir_factor_value as_is = cir_factor_values_at(&standing->factors[number], standing->row->subject);
    struct cir_factor_values values;
    double counted[CIR_BATCH];
    cir_factor_evaluate_all(&values, factor, measured);
    count_values(counted, &values, points->count, scheme->unknown);
    if (standing->is_told) {
        watch_ends(&measuring->frame->axes[factor->axis], &values, counted, points->count, &as_is);
        add_terms(points, scheme, factor, counted);
    } else {
        keep_ends(measuring, number, &values, points->count);
    }
    return is_answered_alike(&values, points->count, as_is.answer == CIR_ANSWERED,
                             as_is.answer != CIR_NOT_APPLICABLE ? 1 : 0);
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
    break_points(points, measuring->standing->scheme, group);
    return same;
}
