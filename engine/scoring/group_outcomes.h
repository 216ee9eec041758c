/** What may come of a group of facts: a list of outcomes, each with the pieces of its sums. Inside this stage only.
 *
 * Completions that differ in nothing but the sums of the weighted axes make one outcome. A piece is what lies between two
 * neighbouring completions of it: each sum is taken for the parabola through both ends and the middle. */
#ifndef CIR_SCORING_GROUP_OUTCOMES_H
#define CIR_SCORING_GROUP_OUTCOMES_H

#include "scoring/group_points.h"

enum { CIR_GROUP_OUTCOMES_MAX = 64, CIR_PIECES_MAX = 1024 };

/** From one sum of an axis to another, half of the mass on either side of the one between. */
struct cir_range {
    double from;
    double middle;
    double to;
};

struct cir_piece {
    double mass;
    unsigned next;                       /**< of its outcome; CIR_INDEX_NONE */
    struct cir_range sums[CIR_AXES_MAX]; /**< by place among the axes of its group */
};

/** The pieces of all groups of a row. */
struct cir_pieces {
    size_t count;
    struct cir_piece list[CIR_PIECES_MAX];
};

struct cir_outcome {
    double mass;
    double least[CIR_AXES_MAX]; /**< sums, by axis */
    double most[CIR_AXES_MAX];
    uint64_t certain[CIR_TRUTH_WORDS]; /**< of the criteria that the group moves */
    uint64_t possible[CIR_TRUTH_WORDS];
    unsigned pieces; /**< the first; CIR_INDEX_NONE */
};

struct cir_group_outcomes {
    bool is_single; /**< each outcome has one value of each sum, `least` */
    size_t axis_count;
    unsigned axes[CIR_AXES_MAX]; /**< the weighted axes that the group moves, rising */
    size_t count;
    struct cir_outcome list[CIR_GROUP_OUTCOMES_MAX];
};

/** @param factors that the group moves, bit = number
 *  @param is_single whether all facts of the group are sets */
void cir_group_outcomes_start(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme, uint64_t factors,
                              bool is_single);

/** Add a mass that lies at completion i.
 * @return false when there are too many outcomes or pieces */
bool cir_group_outcomes_add_point(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                                  const struct cir_scheme *scheme, double mass, const struct cir_group_points *points,
                                  size_t i);

/** Add masses between completion i and each of the `count` that follow it, which go on from each other.
 * @param mass of each
 * @return likewise */
bool cir_group_outcomes_add_ways(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                                 const struct cir_scheme *scheme, double mass, const struct cir_group_points *points,
                                 size_t i, size_t count);

/** All is added: a continuum that moves no sum is as good as a set. */
void cir_group_outcomes_finish(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme);

/** How far the sum of an axis goes in an outcome. */
static inline double cir_outcome_spread(const struct cir_outcome *outcome, size_t axis)
{
    return outcome->most[axis] - outcome->least[axis];
}

#endif
