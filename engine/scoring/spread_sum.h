/** How a sum over groups of facts is spread, of one combination of outcomes. Inside this stage only. */
#ifndef CIR_SCORING_SPREAD_SUM_H
#define CIR_SCORING_SPREAD_SUM_H

#include "scoring/part_sum.h"
#include "scoring/row_apart.h"

/** Fill the sum, over the groups that are spread, of worth[0] x their sum of axis 0 + worth[1] x that of axis 1 ... */
void cir_spread_sum_make(struct cir_part_sum *sum, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *worth);

/** Fill a sum that is surely 0. */
void cir_spread_sum_none(struct cir_part_sum *sum);

#endif
