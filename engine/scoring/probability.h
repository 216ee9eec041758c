/** How likely each level is, where facts are known in part.
 *
 *     P(level) = the probability that the verdict is this level when every uncertain fact takes a value at random
 *
 * A fact is uncertain when it was answered by a range or a set. What was not answered, and a range with one end alone,
 * has no distribution that anybody stated: it stays as it is, and the probabilities hold on this condition.
 *
 * Facts that move no factor and no criterion in common are independent of each other in their effect. Of a scheme whose
 * axes have the exponent of their mean (or that has one weighted axis), the power of the total is one weighted sum over
 * the factors, so that its distribution is a convolution over groups of facts. Within a group the distribution is cut
 * into pieces between whose ends the sum is taken for linear; where a criterion changes its truth, or a step is
 * reached, a piece is cut at that place. Over what multiplies (lifts) and over what is true of the criteria the
 * distributions are mixed.
 *
 * What does not come apart in this way is drawn by a Sobol sequence, shifted by a seed that belongs to the row. Either
 * way the outcome is a function of the row alone: neither its place in the log nor the thread that judges it matters. */
#ifndef CIR_SCORING_PROBABILITY_H
#define CIR_SCORING_PROBABILITY_H

#include "base/error.h"
#include "scoring/random_row.h"
#include "scoring/scoring.h"

/** Memory of one thread. */
struct cir_probability;

/** @return CIR_OK, CIR_NO_MEMORY. Caller owns *probability */
enum cir_status cir_probability_new(struct cir_probability **probability, struct cir_error *error);

void cir_probability_free(struct cir_probability *probability);

/** Take a scheme and the subjects that it has just judged. Both are borrowed until the next start.
 * @param measured what was judged */
void cir_probability_start(struct cir_probability *probability, struct cir_scoring *scoring,
                           const struct cir_measured *measured);

/** Probabilities of a subject: computed where the facts come apart, else drawn. */
void cir_probability_find(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities);

/** The first way alone: false where the facts do not come apart. */
bool cir_probability_compute(struct cir_probability *probability, const struct cir_random_row *row,
                             struct cir_probabilities *probabilities);

/** The second way alone. */
void cir_probability_draw(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities);

#endif
