/** Axes whose power is no line of the sum of their terms. Inside this stage only.
 *
 * A point that is held between its ends bends its axis. What one group spreads along it is followed piece by piece; what
 * several do can be followed only where none of them is spread along two axes: then the sum of each axis has its
 * distribution, which the axis bends, and the axes are independent. */
#ifndef CIR_SCORING_BENT_AXES_H
#define CIR_SCORING_BENT_AXES_H

#include "scoring/spread_sum.h"

/** Make the axes straight that are so over all outcomes of the row, and set is_bent where one is not.
 * @return false where an axis cannot be followed */
bool cir_bent_axes_find(struct cir_row_apart *apart);

/** Fill the part of the power of the total that several groups spread.
 *
 * @param axis_sum memory to work with
 * @param singles sums of what is not spread, by axis
 * @return the rest of the power */
double cir_bent_sum_make(struct cir_part_sum *sum, struct cir_part_sum *axis_sum, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *singles);

#endif
