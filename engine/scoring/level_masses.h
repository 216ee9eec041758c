/** How likely the levels of a scheme are, gathered mass by mass. */
#ifndef CIR_SCORING_LEVEL_MASSES_H
#define CIR_SCORING_LEVEL_MASSES_H

#include "model/scheme.h"
#include "model/verdict.h"

/** Of a verdict without an uncertain fact: 1 for its level; NAN where it has none. */
void cir_probabilities_sure(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level);

void cir_probabilities_clear(struct cir_probabilities *probabilities, const struct cir_scheme *scheme);

/** @param level one of the bands; any other counts as "cannot tell" */
void cir_probabilities_add(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level,
                           double mass);

/** What lies beyond the levels of the ends of a verdict goes to the nearest of them: no completion leaves these, but a
 * lattice may. */
void cir_probabilities_fold(struct cir_probabilities *probabilities, const struct cir_scheme *scheme,
                            const struct cir_verdict *verdict);

/** From masses to probabilities, which are 1 together; NAN where no level was told. */
void cir_probabilities_finish(struct cir_probabilities *probabilities, const struct cir_scheme *scheme);

#endif
