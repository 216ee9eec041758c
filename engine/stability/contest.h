/** A few alternatives looked at closely: who of two is above, and whether the facts are known well enough. */
#ifndef CIR_STABILITY_CONTEST_H
#define CIR_STABILITY_CONTEST_H

#include "base/error.h"
#include "model/stability.h"

/** Pairwise winning index (Leskinen, Viitanen, Kangas and Kangas 2006, Forest Science 52:304): count, over draws number
 * first .. first + draws - 1, in how many alternative chosen[a] stands above chosen[b].
 * @param wins [a * chosen_count + b], added to: parts that were counted apart add up
 * @return CIR_OK; CIR_BAD_USE as cir_stability_count; CIR_NO_MEMORY */
enum cir_status cir_contest_count(uint64_t *wins, const struct cir_stability_question *question, const size_t *chosen,
                                  size_t chosen_count, uint64_t first, uint64_t draws, struct cir_error *error);

/** Confidence factor (Lahdelma and Salminen 2001): in how many of draws number 0 .. draws - 1 of the facts the alternative
 * is on the list at its own central weights. Far from all draws says that the facts are not known well enough to tell, even
 * for those who weigh the criteria in its favour.
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_confidence_count(uint64_t *listed, const struct cir_stability_question *question,
                                     size_t alternative, const double *central, uint64_t draws,
                                     struct cir_error *error);

#endif
