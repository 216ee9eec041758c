/** What completions of a group of facts come to. Inside this stage only. */
#ifndef CIR_SCORING_GROUP_POINTS_H
#define CIR_SCORING_GROUP_POINTS_H

#include "scoring/axis_frame.h"
#include "scoring/fact_groups.h"

enum { CIR_COMPLETIONS_MAX = 8192 };

/** Completions of a group, as far as its facts move them: by columns. */
struct cir_group_points {
    _Alignas(CIR_WIDE_ALIGN) double sums[CIR_AXES_MAX][CIR_BATCH]; /**< of terms, by axis; of the axes of the scheme */
    /** half-way from each completion to the next, made of the values half-way */
    _Alignas(CIR_WIDE_ALIGN) double middles[CIR_AXES_MAX][CIR_BATCH];
    /** how far the value goes, of the factor whose goes farthest, from each completion to the next */
    _Alignas(CIR_WIDE_ALIGN) double farthest[CIR_BATCH];
    /** not 0 where the next completion does not go on from this one: a function of steps is on another step, or anything
     * else changes but the sums of the weighted axes */
    _Alignas(CIR_WIDE_ALIGN) uint64_t breaks[CIR_BATCH];
    struct cir_truth_columns truths; /**< of the criteria that the group moves; of the words that the scheme uses */
    size_t count;
};

/** The measuring of the completions of a row. */
struct cir_measuring {
    const struct cir_standing_row *standing; /**< borrowed */
    struct cir_row_frame *frame;             /**< borrowed; is told where an axis has ends that move or are blurred */
    size_t completions;                      /**< so far: at most CIR_COMPLETIONS_MAX */
    double lowest[CIR_FACTORS_MAX];          /**< of a factor that is moved: the greatest of its low ends, */
    double highest[CIR_FACTORS_MAX];         /**< the least of its high ends; of a row without a score */
};

/** @param moved factors that something uncertain moves, bit = number */
void cir_measuring_start(struct cir_measuring *measuring, const struct cir_standing_row *standing,
                         struct cir_row_frame *frame, uint64_t moved);

/** Complete the facts of a group and keep what comes of it.
 *
 * @param shares of the group's fact n (in the order of their numbers) and completion i: shares[n][i]
 * @return false when there have been too many completions, or when one is answered and the row is not, or the other way
 *         round: what the sums are divided by would change */
bool cir_group_points_measure(struct cir_group_points *points, struct cir_measuring *measuring,
                              const struct cir_fact_group *group, double (*shares)[CIR_BATCH], size_t count);

#endif
