/** A sequence of places that fills a space of many facts evenly, moved round by an offset of the row's own. Inside this
 * stage only.
 *
 * Each row of a log starts the sequence anew: what is drawn is a function of the row alone. */
#ifndef CIR_SCORING_SOBOL_DRAWS_H
#define CIR_SCORING_SOBOL_DRAWS_H

#include "base/error.h"
#include "model/measured.h"

struct cir_sobol_draws;

/** @return CIR_OK, CIR_NO_MEMORY. Caller owns *draws */
enum cir_status cir_sobol_draws_new(struct cir_sobol_draws **draws, struct cir_error *error);

void cir_sobol_draws_free(struct cir_sobol_draws *draws);

/** Begin anew, with the offset of a seed. */
void cir_sobol_draws_start(struct cir_sobol_draws *draws, uint64_t seed);

/** The next CIR_BATCH places.
 * @param shares of fact n and draw i: shares[n][i], 0 <= share < 1 */
void cir_sobol_draws_next(struct cir_sobol_draws *draws, double (*shares)[CIR_BATCH], size_t fact_count);

#endif
