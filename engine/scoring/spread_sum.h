/** How a sum over groups of facts is spread, of one combination of outcomes. Inside this stage only. */
#ifndef CIR_SCORING_SPREAD_SUM_H
#define CIR_SCORING_SPREAD_SUM_H

#include "scoring/distribution.h"
#include "scoring/row_apart.h"

/** Memory to work with. */
struct cir_spread_work {
    struct cir_distribution part;
    struct cir_distribution spare;
};

/** The distribution, not yet cumulated, of the sum over the groups that are spread of worth[0] x their sum of axis 0 +
 * worth[1] x that of axis 1 ... */
void cir_spread_sum_make(struct cir_distribution *sum, struct cir_spread_work *work, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *worth);

#endif
