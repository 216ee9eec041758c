/** Criteria compared in pairs by one expert: weights, how far the answers contradict each other, and which of them most.
 *
 * A matrix holds at [i * count + j] how many times criterion i matters as much as j: a_ij > 0, a_ji = 1 / a_ij, a_ii = 1,
 * NAN both ways where the pair was not judged. */
#ifndef CIR_PANEL_PAIRWISE_H
#define CIR_PANEL_PAIRWISE_H

#include "base/error.h"
#include "model/panel.h"

#include <stddef.h>

/** How weights come of a matrix.
 *
 * EIGENVECTOR: the principal eigenvector, of B w = lambda_max w. Where pairs are missing b_ij = 0 and b_ii = 1 + how
 * many are missing in row i, which is to say that the missing ones are w_i / w_j. Saaty (1980); Harker (1987),
 * "Incomplete pairwise comparisons in the analytic hierarchy process", Mathematical Modelling 9.
 * GEOMETRIC_MEAN: geometric means of the rows; where pairs are missing, panel/log_ratios.h.
 * Of answers that do not contradict each other both give the same. */
enum cir_pairwise_method { CIR_PAIRWISE_EIGENVECTOR, CIR_PAIRWISE_GEOMETRIC_MEAN };

/** @param weights one a criterion, with the sum 1; all NAN where the pairs told do not join all criteria
 * @return CIR_OK; CIR_NO_MEMORY. GSL's own error handler is to be off, here and below */
enum cir_status cir_pairwise_weights(double *weights, const double *matrix, size_t count,
                                     enum cir_pairwise_method method, struct cir_error *error);

/** How far answers contradict each other; all NAN where they do not join all criteria.
 *
 *     CI = (lambda_max - n) / (n - 1),   CR = CI / RI
 *
 * RI is the mean CI of answers given by chance: datasets/panel/random_index.csv; where m pairs are missing,
 * RI (1 - 2 m / ((n - 1) (n - 2))), by Agoston and Csato (2022), "Inconsistency thresholds for incomplete pairwise
 * comparison matrices", Omega 108. They complete a matrix so that lambda_max is least; Harker's completion is no lower,
 * so that the ratio errs towards a second look. */
struct cir_consistency {
    double lambda_max; /**< of B above, whatever the method of the weights; n where nothing contradicts */
    double index;      /**< CI, 0 or more */
    double
        ratio; /**< CR, 0 or more; NAN of 2 criteria, of more than the table has, and where no pair is told twice over */
};

enum cir_status cir_pairwise_consistency(struct cir_consistency *consistency, const double *matrix, size_t count,
                                         const struct cir_panel_limits *limits, struct cir_error *error);

/** The answer that contradicts the others most: the one without which lambda_max is least. */
struct cir_mend {
    size_t a;     /**< the pair; both 0 where nothing contradicts */
    size_t b;     /**< above a */
    double given; /**< a over b, as told */
    double value; /**< a over b for which lambda_max is least, all else as told */
    double ratio; /**< CR with that */
};

enum cir_status cir_pairwise_mend(struct cir_mend *mend, const double *matrix, size_t count,
                                  const struct cir_panel_limits *limits, struct cir_error *error);

#endif
