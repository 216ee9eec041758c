/** How likely the total of a row reaches each band, of one combination of outcomes. Inside this stage only.
 *
 * The power of the total is the sum, over the weighted axes, of share x power. Where no group is spread it is one
 * number; where one is, its pieces are asked one by one; where several are, the distribution of their sum. */
#ifndef CIR_SCORING_BAND_REACH_H
#define CIR_SCORING_BAND_REACH_H

#include "scoring/bent_axes.h"

struct cir_band_reach {
    double needed[CIR_LEVELS_MAX];      /**< of the power of the total, by band; rising */
    double probability[CIR_LEVELS_MAX]; /**< that the band is reached */
};

/** The outcomes of the groups that are spread, at work. */
struct cir_spread {
    size_t group_count;           /**< groups that are spread */
    struct cir_part_sum sum;      /**< of several: cumulated */
    struct cir_part_sum axis_sum; /**< of one axis, where it is bent */
};

/** Take those of a combination; they may be asked with any outcomes of the other groups. */
void cir_spread_begin(struct cir_spread *spread, const struct cir_row_apart *apart,
                      const struct cir_combination *combination);

/** @param reach with what is needed; its probabilities are set
 *  @param spread begun with this combination */
void cir_band_reach_find(struct cir_band_reach *reach, struct cir_spread *spread, const struct cir_row_apart *apart,
                         const struct cir_combination *combination);

#endif
