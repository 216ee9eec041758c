/** Which uncertain facts of a row belong together. Inside this stage only.
 *
 * Facts that move a factor in common, or a criterion on which a level still hangs, make a group; groups are independent
 * of each other in their effect. */
#ifndef CIR_SCORING_FACT_GROUPS_H
#define CIR_SCORING_FACT_GROUPS_H

#include "scoring/standing_row.h"

enum { CIR_FACT_GROUPS_MAX = 16, CIR_ROW_FACTS_MAX = 64 };

struct cir_fact_group {
    uint64_t facts;         /**< bit = number in the row */
    struct cir_moves moves; /**< only what is open in this row */
};

struct cir_fact_groups {
    size_t count;
    struct cir_fact_group list[CIR_FACT_GROUPS_MAX];
};

/** Facts that move nothing that is open are in no group.
 * @return false when there are more facts or groups than there is room for */
bool cir_fact_groups_find(struct cir_fact_groups *groups, const struct cir_standing_row *standing);

/** The factors that any of them moves. */
uint64_t cir_fact_groups_factors(const struct cir_fact_groups *groups);

#endif
