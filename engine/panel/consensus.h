/** How far the experts of a panel agree. Weights stand row by row: an expert a row, a criterion a column, NAN where an
 * expert did not judge a criterion. */
#ifndef CIR_PANEL_CONSENSUS_H
#define CIR_PANEL_CONSENSUS_H

#include "base/error.h"

#include <stddef.h>

/** Kendall's coefficient of concordance: whether experts order criteria alike.
 *
 *     W = 12 S / (m^2 (n^3 - n) - m sum T_j),   T_j = sum (t^3 - t) over the ties of expert j
 *
 * with S the sum of the squares of the sums of ranks less their mean, of m experts over n criteria. Kendall and Babington
 * Smith (1939), "The problem of m rankings", Annals of Mathematical Statistics 10. p is that of chi^2 = m (n - 1) W with
 * n - 1 degrees of freedom, a rough one of few criteria. Experts who did not judge all criteria are left out. */
struct cir_concordance {
    size_t experts; /**< m */
    double w;       /**< 0 (no common order) .. 1 (one order); NAN of fewer than two experts, and where all tie all */
    double chi_squared;
    double p; /**< how often experts who order by chance would agree as well or better */
};

/** @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_concordance_make(struct cir_concordance *concordance, const double *weights, size_t expert_count,
                                     size_t criteria_count, struct cir_error *error);

/** Krippendorff's alpha of the weights: 1 full agreement, 0 what chance would give.
 *
 *     alpha = 1 - D_o / D_e
 *
 * the mean squared difference of two experts over the same criterion to that of any two values; of ranks among all values
 * (ordinal) or of the weights themselves (interval). The formula is that of agreement/statistics.h, which is made for few
 * schemes with few levels, while weights are many experts' and have no levels. Criteria judged by one expert alone say
 * nothing. NAN where all values are one. */
struct cir_panel_alpha {
    double ordinal;
    double interval;
};

/** @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_panel_alpha_make(struct cir_panel_alpha *alpha, const double *weights, size_t expert_count,
                                     size_t criteria_count, struct cir_error *error);

/** Consensus by Shannon's entropies, Goepel (2013).
 *
 *     H_alpha = mean over experts of -sum p ln p,   H_gamma = -sum q ln q of the mean weights q,   H_beta = H_gamma - H_alpha
 *     consensus = (exp(-H_beta) - exp(H_min) / n) / (1 - exp(H_min) / n)
 *
 * with H_min the entropy of the most one-sided weights that the scale allows: one criterion M times each of the others.
 * exp(H_gamma max) is n here, as in Goepel's later program (bpmsg.com, "AHP consensus indicator"); in 2013 it depended on
 * the number of experts. Experts who did not judge all criteria are left out. */
struct cir_consensus {
    size_t experts;
    double alpha_entropy;
    double beta_entropy;
    double value; /**< 0 (experts share nothing) .. 1 (the same weights); NAN of fewer than two experts */
};

/** @param scale_max M, > 1 */
struct cir_consensus cir_consensus_of(const double *weights, size_t expert_count, size_t criteria_count,
                                      double scale_max);

#endif
