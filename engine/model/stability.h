/** A list that rests on weights: what is asked about its stability, and what is told. */
#ifndef CIR_MODEL_STABILITY_H
#define CIR_MODEL_STABILITY_H

#include <stddef.h>
#include <stdint.h>

enum { CIR_CRITERIA_MAX = 64, CIR_RANK_BINS = 20 };

/** Most draws: sums of weights are whole numbers of 2^-40, and fit 64 bits up to here. */
#define CIR_STABILITY_DRAWS_MAX 1000000

/** A partial value on the scale of its criterion: 0 the worst that the scale holds, 1 the best. A fact that is known has
 * low = high; one that is not known at all 0 and 1. */
struct cir_partial_value {
    double low;
    double high;
};

/** How weights are drawn; they are at least 0 and their sum is 1. */
enum cir_weight_law {
    CIR_WEIGHTS_UNIFORM,   /**< over all weights that there are */
    CIR_WEIGHTS_DIRICHLET, /**< around given weights */
    CIR_WEIGHTS_ORDERED    /**< uniform over those that keep an order of the criteria */
};

struct cir_weights {
    enum cir_weight_law law;
    /** Dirichlet: shapes above 0, concentration times weight. Ordered: place of the criterion, 0 of the heaviest. */
    double given[CIR_CRITERIA_MAX];
    double low[CIR_CRITERIA_MAX]; /**< no weight below is drawn, whatever the law; 0 where nothing is asked for */
    double high[CIR_CRITERIA_MAX];
};

struct cir_stability_question {
    size_t alternative_count; /**< at least 1 */
    size_t criterion_count;   /**< 1..CIR_CRITERIA_MAX */
    /** Hash of the name of each alternative. What is drawn for it hangs on this alone, not on its place in the table. */
    const uint64_t *keys;
    const struct cir_partial_value *values; /**< of alternative i and criterion j: [i * criterion_count + j] */
    struct cir_weights weights;
    size_t list_size; /**< the so many best are the list; 0: all that score above `line` */
    double line;      /**< 0..1, not used with a list_size */
    uint64_t seed;
};

/** Counts over draws. All are whole numbers, so that parts add up to the same whatever the order. */
struct cir_stability {
    uint64_t draws;
    uint64_t tries;        /**< weights drawn until so many kept to low and high */
    uint32_t *listed;      /**< owned; of alternative i: draws in which it is on the list */
    uint32_t *ranks;       /**< owned; of alternative i and bin b, see cir_rank_bin: [i * CIR_RANK_BINS + b] */
    uint64_t *weight_sums; /**< owned; weights where i is on the list, in 2^-40: [i * criterion_count + j] */
};

#endif
