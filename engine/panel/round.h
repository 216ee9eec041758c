/** One round of a panel: what each expert's answers make, what the group's do, how far they agree. */
#ifndef CIR_PANEL_ROUND_H
#define CIR_PANEL_ROUND_H

#include "panel/consensus.h"
#include "panel/group.h"

/** How the answers of a round are made into weights. */
struct cir_round_method {
    enum cir_pairwise_method method;
    enum cir_aggregation aggregation;
    struct cir_panel_limits limits; /**< with the scale that was declared */
};

/** What becomes of the answers of an expert. */
enum cir_expert_state {
    CIR_EXPERT_ABSENT,     /**< no answers in this round */
    CIR_EXPERT_BLANK,      /**< a sheet without any answer */
    CIR_EXPERT_DISJOINED,  /**< answers in pairs that do not join all criteria: no weights can be told */
    CIR_EXPERT_INCOMPLETE, /**< some criteria are not judged; weights are told of the others */
    CIR_EXPERT_COMPLETE    /**< weights of all criteria, also where some pairs are missing */
};

struct cir_round_expert {
    const struct cir_panel_answers *answers; /**< borrowed; NULL of one who is absent */
    enum cir_expert_state state;
    double *weights;                    /**< one a criterion; NAN where none can be told */
    double *matrix;                     /**< of answers in pairs; NULL of ratings */
    struct cir_consistency consistency; /**< NAN of ratings */
    struct cir_mend mend;               /**< b 0 where there is none */
    bool is_inconsistent;               /**< the ratio lies above its limit */
    double distance;  /**< from the weights of all others together: cir_weights_distance; NAN where there are none */
    double tau;       /**< mean of tau-b with each other; NAN where there are none */
    bool is_reversed; /**< see cir_round_make */
    double change;    /**< distance from the expert's own weights in the round before; NAN where there are none */
    double *without;  /**< the group's weights without the expert; NULL where nobody else or not the expert is told */
};

/** Quantiles of the experts' weights: linear between order statistics (Hyndman and Fan's type 7); NAN of none. */
struct cir_quartiles {
    size_t count;
    double least;
    double first;
    double median;
    double third;
    double greatest;
};

struct cir_round_criterion {
    double weight;               /**< of the group; NAN where it cannot be told */
    struct cir_quartiles spread; /**< over the experts */
    double low; /**< weight of the group without one expert: least, and greatest; NAN with fewer than three */
    double high;
    double change; /**< weight less that of the round before; NAN where there is none */
};

struct cir_round {
    unsigned number;
    struct cir_round_expert *experts; /**< by number of the expert */
    size_t expert_count;
    struct cir_round_criterion *criteria;
    size_t criteria_count;
    size_t told; /**< experts whose weights count */
    struct cir_consistency
        consistency; /**< of the geometric means of the answers in pairs; NAN where nobody compared */
    struct cir_concordance concordance;
    struct cir_panel_alpha alpha;
    struct cir_consensus consensus;
    double change;  /**< distance of the group's weights from those of the round before; NAN where there are none */
    size_t dropped; /**< experts who answered in the round before, and not in this one */
    size_t joined;  /**< the other way round; 0 in the first */
};

/** Work out a round.
 *
 * An expert's answers look reversed (a matrix transposed, ranks in the place of ratings) where there are two others or
 * more, all of their orders run against the expert's (tau-b below 0), and the expert's weights would lie nearer to those
 * of the others if each were turned into its reciprocal. It is said, never turned.
 *
 * @param round filled; its memory lies in `arena`
 * @param answers of this round, one an expert at most
 * @param says how much each expert counts, by number; NULL: all alike
 * @param before the round before, or NULL
 * @return CIR_OK; CIR_NO_MEMORY. GSL's own error handler is to be off */
enum cir_status cir_round_make(struct cir_round *round, struct cir_arena *arena,
                               const struct cir_panel_answers *answers, size_t answers_count, size_t expert_count,
                               size_t criteria_count, const double *says, const struct cir_round_method *method,
                               const struct cir_round *before, struct cir_error *error);

/** Quartiles of values, NAN left out. Of positive values with `of_ratios` those of their logarithms, so that it does not
 * matter which way round they are told.
 * @param values put in order */
struct cir_quartiles cir_quartiles_of(double *values, size_t count, bool of_ratios);

#endif
