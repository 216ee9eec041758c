/** The stability of a list: what is asked, what is drawn, what comes of it. */
#ifndef CIR_MODEL_STABILITY_H
#define CIR_MODEL_STABILITY_H

#include "model/fact_law.h"
#include "model/panel.h"

enum { CIR_RANK_BINS = 20 };

/** Most draws: sums of weights are whole numbers of 2^-40, and fit 64 bits up to here. */
#define CIR_STABILITY_DRAWS_MAX 1000000

/** What is known of a fact, in the unit of its criterion: low = high where it is known, high INFINITY where nothing bounds
 * it, both NAN where nothing is known, or what is known is a law. */
struct cir_fact_span {
    double low;
    double high;
};

/** Assets, in the order of the bytes of their names, which are distinct. */
struct cir_assets {
    const char **names;
    struct cir_fact_span *facts; /**< of asset i and criterion j: [i * criteria + j] */
    struct cir_fact_law *laws;   /**< of the same; NULL where all facts lie evenly between their ends */
    size_t count;
};

/** The scale of a criterion: the values at which it counts nothing and in full. `best` lies below `worst` where less counts
 * more; they differ. */
struct cir_scale_ends {
    double worst;
    double best;
};

/** A fact on the scale of its criterion: 0 the worst that the scale holds, 1 the best; low = high where it is known. What is
 * drawn lies evenly between low and high, unless it has a law (the ends are then those of the scale), and beyond an end of the scale counts as that end. */
struct cir_partial_value {
    double low;
    double high;
};

/** How weights are drawn; they are at least 0 and their sum is 1. */
enum cir_weight_law {
    CIR_WEIGHTS_UNIFORM,   /**< over all weights that there are */
    CIR_WEIGHTS_DIRICHLET, /**< around given weights */
    CIR_WEIGHTS_ORDERED,   /**< uniform over those that keep an order of the criteria */
    CIR_WEIGHTS_FIXED      /**< as given, in every draw */
};

struct cir_weights {
    enum cir_weight_law law;
    /** Dirichlet, fixed: weights above 0 whose sum is 1. Ordered: place of the criterion, 0 of the heaviest. */
    double given[CIR_PANEL_CRITERIA_MAX];
    double concentration;               /**< Dirichlet: above 0; shapes are concentration times weight */
    double low[CIR_PANEL_CRITERIA_MAX]; /**< no weight below is drawn, unless fixed; 0 where nothing is asked for */
    double high[CIR_PANEL_CRITERIA_MAX];
    bool has_intervals; /**< some low is above 0, or some high below 1 */
};

/** One of a panel, as a file of weights tells of it. */
struct cir_given_expert {
    const char *name;
    double *without; /**< weights without the expert, by criterion; their sum is 1; NAN, all of them, where one cannot
                          be told */
};

/** What a file of weights says. */
struct cir_given_weights {
    struct cir_weights weights;
    struct cir_given_expert *experts; /**< those without whom weights are told, in the order of the file */
    size_t expert_count;
};

struct cir_stability_question {
    size_t alternative_count; /**< at least 1 */
    size_t criterion_count;   /**< 1..CIR_PANEL_CRITERIA_MAX */
    /** Hash of the name of each alternative. What is drawn for it hangs on this alone, not on its place in the table. */
    const uint64_t *keys;
    const struct cir_partial_value *values; /**< of alternative i and criterion j: [i * criterion_count + j] */
    const struct cir_fact_law *laws;        /**< of the same, on `scales`; NULL where all facts lie evenly */
    const struct cir_scale_ends *scales;    /**< by criterion; asked for with laws alone */
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
    uint64_t drawn_sums[CIR_PANEL_CRITERIA_MAX]; /**< all weights that were drawn, in 2^-40 */
};

/** The list at one set of weights, with each fact at the mean of what may be drawn for it. Equal scores stand in the order
 * of the alternatives. */
struct cir_list {
    const double *weights;
    double *scores; /**< by alternative, 0..1 */
    size_t *order;  /**< alternatives, the best first */
    size_t *ranks;  /**< by alternative: its place in `order` */
    size_t size;    /**< so many of `order` are on the list */
};

/** A change of one thing that moves an alternative onto the list or off it. */
struct cir_flip {
    size_t criterion; /**< whose weight, or whose fact; criterion_count where no such change does it */
    double from;
    double
        to; /**< where the alternative is level with the last that is on the list, or the first that is not, or the line */
};

#endif
