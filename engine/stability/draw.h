/** What a draw holds: weights of their law and facts v, uniform between low and high or of a law of their own, and
 * independent of each other. The score is sum(w_j * v_j). All of it hangs on the seed and the number of the draw, facts also on the alternative's key, and on
 * nothing else: no thread, no order and no other alternative can change it. */
#ifndef CIR_STABILITY_DRAW_H
#define CIR_STABILITY_DRAW_H

#include "base/error.h"
#include "model/stability.h"

#include <gsl/gsl_rng.h>

/** Weights of a draw; see cir_weights_draw. `random` is seeded anew: no two draws have the same seed. */
enum cir_status cir_draw_weights(double *weights, uint64_t *tries, const struct cir_stability_question *question,
                                 uint64_t draw, gsl_rng *random, struct cir_error *error);

/** Score of an alternative in a draw, at weights of any origin, 0..1. */
double cir_draw_score(const struct cir_stability_question *question, const double *weights, uint64_t draw,
                      size_t alternative);

/** Where scores are equal, the lesser tie stands before the other: an order that is drawn, too. */
uint64_t cir_draw_tie(const struct cir_stability_question *question, uint64_t draw, size_t alternative);

/** What decides who of two stands above the other in a draw. */
struct cir_standing {
    double score;
    uint64_t tie;
};

/** Below 0 where a stands above b, as qsort asks for it; 0 where they are level. */
int cir_standing_compare(const struct cir_standing *a, const struct cir_standing *b);

#endif
