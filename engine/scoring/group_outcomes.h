/** What may come of a group of facts: a list of outcomes, each with the pieces of its sums. Inside this stage only.
 *
 * Completions that differ in nothing but the sums of the weighted axes make one outcome. A piece is what lies between two
 * neighbouring completions of it: each sum is taken for the parabola through both ends and the middle. */
#ifndef CIR_SCORING_GROUP_OUTCOMES_H
#define CIR_SCORING_GROUP_OUTCOMES_H

#include "scoring/group_points.h"

enum { CIR_GROUP_OUTCOMES_MAX = 64, CIR_PIECES_MAX = 1024 };

/** Of a mass that is spread from one sum of each axis to another, half of it on either side of one between. */
struct cir_piece {
    double mass;
    double from[CIR_AXES_MAX];
    double middle[CIR_AXES_MAX];
    double to[CIR_AXES_MAX];
    unsigned next; /**< of its outcome; CIR_INDEX_NONE */
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
    size_t count;
    struct cir_outcome list[CIR_GROUP_OUTCOMES_MAX];
};

/** Whose completions they are. */
struct cir_grouped {
    const struct cir_scheme *scheme;    /**< borrowed */
    const struct cir_fact_group *group; /**< borrowed */
};

/** @param is_single whether all facts of the group are sets */
void cir_group_outcomes_start(struct cir_group_outcomes *outcomes, bool is_single);

/** Whether nothing changes between two completions but the sums of the weighted axes. */
bool cir_points_join(const struct cir_scheme *scheme, const struct cir_group_points *points, size_t a, size_t b);

/** Add what lies between two completions; `from` alone where both are the same.
 * @return false when there are too many outcomes or pieces */
bool cir_group_outcomes_add(struct cir_group_outcomes *outcomes, struct cir_pieces *pieces,
                            const struct cir_grouped *grouped, double mass, const struct cir_group_points *points,
                            size_t from, size_t to);

/** All is added: a continuum that moves no sum is as good as a set. */
void cir_group_outcomes_finish(struct cir_group_outcomes *outcomes, const struct cir_scheme *scheme);

/** How far the sum of an axis goes in an outcome. */
static inline double cir_outcome_spread(const struct cir_outcome *outcome, size_t axis)
{
    return outcome->most[axis] - outcome->least[axis];
}

#endif
