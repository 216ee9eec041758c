/** Weights drawn at random. */
#ifndef CIR_STABILITY_DRAWN_WEIGHTS_H
#define CIR_STABILITY_DRAWN_WEIGHTS_H

#include "base/error.h"
#include "model/stability.h"

#include <gsl/gsl_rng.h>

/** Weights drawn in vain before intervals are taken to leave no room. */
enum { CIR_WEIGHT_TRIES_MAX = 100000 };

/** Draw `count` weights, *tries times until they kept to low and high.
 *
 * Uniform is Dirichlet's law with all shapes 1 (gsl_ran_dirichlet), of what the least weights leave over; an order is kept by
 * sorting uniform weights, which is uniform over those that keep it, as every order has the same share (Tervonen and
 * Lahdelma 2007, EJOR 178:500).
 * @return CIR_OK; CIR_BAD_USE where no weight keeps to low and high in CIR_WEIGHT_TRIES_MAX tries */
enum cir_status cir_weights_draw(double *drawn, uint64_t *tries, const struct cir_weights *weights, size_t count,
                                 gsl_rng *random, struct cir_error *error);

/** Mean of the law where no intervals cut it: 1 / n each; as given; of an order the centroid, of place r, from 0,
 * sum(1 / k, k = r + 1 .. n) / n (Barron and Barrett 1996, Management Science 42:1515). */
void cir_weights_mean(double *mean, const struct cir_weights *weights, size_t count);

#endif
