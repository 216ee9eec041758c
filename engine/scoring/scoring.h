/** From quantities to a verdict, by the rows of a scheme. Knows no scheme and no sector by name.
 *
 *     factor = the largest of its inputs' functions of their measures
 *     axis   = (sum w v^p / sum w)^(1/p)                       over its applicable factors
 *     score  = score_max x (sum W a^P / sum W)^(1/P) x lifts   over the weighted axes; see scoring/aggregate.h
 *     level  = max(level of the band that the point of the score lies in, level of the rules that surely hold)
 *
 * Low and high are exact ends: what is not known takes each end that the facts leave open, so that every completion
 * lies within, and known facts give low = point = high. level_low and level_high are the levels of the ends, with the
 * rules that surely hold and those that may: level_low <= level <= level_high.
 *
 * The level is unknown when no weighted axis has an answer (or a scheme of rules alone has rules that may or may not
 * hold), and the ends do not agree. Under the policies WORST and ZERO a score is always given. */
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

/** The largest of the factor's inputs: answered when any is, not applicable when all are. An input that is not answered
 * still bounds low and high. Candidates of which one holds make a range, its point the mean of their values; options
 * that hold together count with the largest. */
void cir_factor_evaluate(struct cir_factor_value *value, const struct cir_factor *factor,
                         const struct cir_quantity *quantities);

/** Three-valued truth of one criterion: false of what is not applicable, at most possible where its filter is not
 * certain. */
enum cir_truth cir_criterion_evaluate(const struct cir_criterion *criterion, const struct cir_quantity *quantities);

/** Judge one subject: allocates nothing, cannot fail, may be called from any number of threads.
 *
 * @param quantities by measure number, all that the scheme asks for computed */
void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict);

#endif
