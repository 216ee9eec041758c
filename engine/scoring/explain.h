/** Why a verdict is what it is, from the very rows that made it. */
#ifndef CIR_SCORING_EXPLAIN_H
#define CIR_SCORING_EXPLAIN_H

#include "scoring/scoring.h"

struct cir_contribution {
    unsigned factor;
    unsigned input; /**< of the factor: the one that decided; the first when unanswered */
    struct cir_factor_value value;
    /** of the sum of w v^p in its axis (of a scheme normalised by span: of w (v - least)), 0..1; NAN when unanswered */
    double share;
};

/** What one answer would change, all else and the rules staying as they are. A rise takes the input of the factor that
 * needs the smallest value; a fall takes the deciding one, and holds only if no other input keeps the factor up. */
struct cir_counterfactual {
    unsigned factor;
    unsigned input;  /**< of the factor */
    double value;    /**< of the factor, that the level needs */
    double measure;  /**< of the input, in the measure's unit; NAN where the value is an option's */
    unsigned option; /**< of a table: the option that gives it; CIR_INDEX_NONE else */
    int level;       /**< that would follow */
};

enum { CIR_RULES_EXPLAINED = 64 };

/** Large: lives in the caller's own memory. */
struct cir_explanation {
    struct cir_verdict verdict;
    struct cir_contribution contributions[CIR_FACTORS_MAX]; /**< by factor */
    enum cir_truth criteria[CIR_CRITERIA_MAX];
    enum cir_truth rules[CIR_RULES_EXPLAINED]; /**< by rule */
    enum cir_truth scope;                      /**< whatever use was made of it; TRUE of a scheme without one */
    /** by factor: the least change of it alone that lifts the level by one or more; none when the level is unknown */
    struct cir_counterfactual raise[CIR_FACTORS_MAX];
    size_t raise_count;
    struct cir_counterfactual lower[CIR_FACTORS_MAX]; /**< likewise */
    size_t lower_count;
};

/** Explain the verdict that cir_score gives on the same quantities. Allocates nothing, cannot fail. */
void cir_explain(const struct cir_scheme *scheme, const struct cir_quantity *quantities,
                 struct cir_explanation *explanation);

#endif
