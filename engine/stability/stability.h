/** Stochastic multicriteria acceptability analysis: who is on a list, over all weights and facts that may be.
 *
 * Lahdelma, Hokkanen and Salminen (1998), EJOR 106:137; SMAA-2: Lahdelma and Salminen (2001), Operations Research
 * 49:444. What a draw is, is told in stability/draw.h. */
#ifndef CIR_STABILITY_STABILITY_H
#define CIR_STABILITY_STABILITY_H

#include "base/error.h"
#include "model/stability.h"

/** Count draws number first .. first + draws - 1 into *stability, which is filled anew. Each draw has a seed of its own,
 * made of question->seed and its number, so that parts may be counted apart, in any order, and added.
 *
 * Memory: by the alternatives, (CIR_RANK_BINS + 2 * criteria + 1) * 4 bytes each and 48 for the work.
 * @return CIR_OK; CIR_BAD_USE where intervals leave weights no room; CIR_NO_MEMORY. To be freed also after a failure */
enum cir_status cir_stability_count(struct cir_stability *stability, const struct cir_stability_question *question,
                                    uint64_t first, uint64_t draws, struct cir_error *error);

/** Add a part that was counted apart, of the same question. */
void cir_stability_add(struct cir_stability *sum, const struct cir_stability *part,
                       const struct cir_stability_question *question);

void cir_stability_free(struct cir_stability *stability);

/** Bin of a rank, 0 for the best of `count`: all ranks have their own where there are at most CIR_RANK_BINS, else each bin
 * has as many ranks as the next, to within one. */
size_t cir_rank_bin(size_t rank, size_t count);

/** Ranks of a bin, 0 for the best of `count`: first and last; the first lies behind the last where the bin has none. */
struct cir_rank_span {
    size_t first;
    size_t last;
};
struct cir_rank_span cir_rank_bin_span(size_t bin, size_t count);

/** Bins that ranks of `count` alternatives fall into. */
size_t cir_rank_bin_count(size_t count);

/** Ranks from the bin of the 5 % quantile to that of the 95 % quantile of what was drawn. */
struct cir_rank_span cir_rank_span_of(const struct cir_stability *stability, size_t alternative, size_t count);

/** Standard error of a share of draws, sqrt(p * (1 - p) / draws); for 0 and 1, which no finite number of draws can show,
 * what the rule of succession makes of them, p = (hits + 1) / (draws + 2). */
double cir_share_error(uint64_t hits, uint64_t draws);

/** Central weights: the mean of the weights that put it on the list; NAN where none does. */
double cir_stability_central(const struct cir_stability *stability, const struct cir_stability_question *question,
                             size_t alternative, size_t criterion);

/** Mean of all weights of a criterion that were drawn. */
double cir_stability_drawn(const struct cir_stability *stability, size_t criterion);

/** Decimals that a share with this standard error (above 0) may be told with: the last is no finer than the error. 0..6 */
int cir_told_decimals(double error);

#endif
