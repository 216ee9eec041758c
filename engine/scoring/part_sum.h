/** The sum of independent parts, each with its distribution. Inside this stage only.
 *
 * Parts are added up one by one, but for the last: what a few values ask of the sum is less work without it. */
#ifndef CIR_SCORING_PART_SUM_H
#define CIR_SCORING_PART_SUM_H

#include "scoring/distribution.h"

struct cir_part_sum {
    size_t count;                  /**< of parts */
    struct cir_distribution *head; /**< the sum of all but the last; of one, that one: one of `heads` */
    struct cir_distribution last;  /**< of two and more */
    struct cir_distribution heads[2];
};

/** No part yet. */
void cir_part_sum_start(struct cir_part_sum *sum);

/** Another part, to be filled; of the step of the others. At most CIR_LATTICE_PARTS. */
struct cir_distribution *cir_part_sum_next(struct cir_part_sum *sum);

/** The whole sum, valid until the next call, as one part; not of one that was cumulated. At least one part. */
const struct cir_distribution *cir_part_sum_whole(struct cir_part_sum *sum);

/** All parts are there: probabilities are asked. At least one part. */
void cir_part_sum_cumulate(struct cir_part_sum *sum);

/** Probability that the sum is at or above a value. */
double cir_part_sum_above(const struct cir_part_sum *sum, double value);

#endif
