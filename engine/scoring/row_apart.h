/** A row taken apart: its frame, the groups of its facts, and what may come of each. Inside this stage only. */
#ifndef CIR_SCORING_ROW_APART_H
#define CIR_SCORING_ROW_APART_H

#include "scoring/group_outcomes.h"

struct cir_row_apart {
    struct cir_standing_row standing;
    struct cir_row_frame frame; /**< of a row that has a score */
    struct cir_fact_groups groups;
    struct cir_measuring measuring;
    struct cir_group_outcomes outcomes[CIR_FACT_GROUPS_MAX]; /**< by group */
    struct cir_pieces pieces;
    bool is_bent; /**< an axis is no line, see scoring/bent_axes.h */
};

/** One outcome of each group. */
struct cir_combination {
    const struct cir_outcome *outcomes[CIR_FACT_GROUPS_MAX]; /**< by group */
    double mass;
};

/** Groups whose outcomes have more than one value of a sum. */
static inline size_t cir_spread_groups(const struct cir_row_apart *apart)
{
    size_t count = 0;
    for (size_t i = 0; i < apart->groups.count; i++)
        count += apart->outcomes[i].is_single ? 0 : 1;
    return count;
}

#endif
