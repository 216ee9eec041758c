/** Why a verdict is what it is, from the very rows that made it. */
#ifndef CIR_SCORING_EXPLAIN_H
#define CIR_SCORING_EXPLAIN_H

#include "scoring/scoring.h"

struct cir_contribution {
    unsigned factor;
    unsigned input; /**< of the factor: the one that decided; the first when unanswered */
    struct cir_factor_value value;
    double share; /**< of the point score of its axis, 0..1; NAN when unanswered */
    /** width of the score's interval that would go if this factor were known at its point (or, unanswered, at its
     * middle), in score units: what to ask next */
    double doubt;
};

/** What one answer would change. */
struct cir_what_if {
    unsigned factor;
    double value;  /**< of the factor, that the level needs */
    double measure; /**< of its deciding input, in the measure's unit; NAN where the value is an option's */
    unsigned option; /**< of a table: the option that gives it; CIR_INDEX_NONE else */
    int level;     /**< that would follow */
};

struct cir_explanation {
    struct cir_verdict verdict;
    struct cir_contribution contributions[CIR_FACTORS_MAX]; /**< by factor */
    enum cir_truth criteria[CIR_CRITERIA_MAX];
    enum cir_truth rules[64]; /**< by rule */
    struct cir_what_if raise[CIR_FACTORS_MAX]; /**< least change of one factor that lifts the level by one or more */
    size_t raise_count;
    struct cir_what_if lower[CIR_FACTORS_MAX];
    size_t lower_count;
    unsigned ask[CIR_FACTORS_MAX]; /**< factors not fully known, the one that leaves most doubt first */
    size_t ask_count;
};

void cir_explain(const struct cir_scheme *scheme, const struct cir_quantity *quantities,
                 struct cir_explanation *explanation);

#endif
