/** The outcomes of the groups of a row, put together. Inside this stage only.
 *
 * Outcomes of different groups are independent, so that every combination of them has its probability; its levels by the
 * rules and its lifts are known, and what is spread of its score tells how likely it reaches each band. */
#ifndef CIR_SCORING_OUTCOME_MIX_H
#define CIR_SCORING_OUTCOME_MIX_H

#include "scoring/band_reach.h"

/** Add the masses of the levels.
 *
 * @param spread memory to work with
 * @return false when there are too many combinations, or when the levels of a row without a score cannot be seen from
 *         the ends of all completions together */
bool cir_outcome_mix(struct cir_probabilities *probabilities, struct cir_row_apart *apart, struct cir_spread *spread);

#endif
