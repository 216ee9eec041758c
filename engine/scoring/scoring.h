/** From quantities to a verdict, by the rows of a scheme. Knows no scheme and no sector by name. */
#ifndef CIR_SCORING_SCORING_H
#define CIR_SCORING_SCORING_H

#include "model/quantity.h"
#include "model/scheme.h"
#include "model/verdict.h"

/** Value of one factor: low and high are exact ends over all completions of what is not known. */
struct cir_factor_value {
    enum cir_answer answer;
    double low;
    double point; /**< NAN when unanswered */
    double high;
};

struct cir_factor_value cir_factor_evaluate(const struct cir_factor *factor, const struct cir_quantity *quantities);

/** Three-valued truth of one criterion. */
enum cir_truth cir_criterion_evaluate(const struct cir_criterion *criterion, const struct cir_quantity *quantities);

/** Judge one subject: allocates nothing, cannot fail, may be called from any number of threads.
 *
 * @param quantities by measure number, all that the scheme asks for computed */
void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities,
               struct cir_verdict *verdict);

#endif
