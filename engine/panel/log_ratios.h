/** Weights that fit told ratios of criteria best, whoever told them, and where some were not told.
 *
 *     least  sum w_ij (ln r_ij - ln x_i + ln x_j)^2      over the pairs told, each w_ij heavy
 *
 * the incomplete logarithmic least squares. Of one complete matrix these are the geometric means of its rows; of many,
 * the geometric means of those. Crawford and Williams (1985), "A note on the analysis of subjective judgment matrices",
 * Journal of Mathematical Psychology 29; of incomplete ones Bozoki, Fulop and Ronyai (2010), "On optimal completion of
 * incomplete pairwise comparison matrices", Mathematical and Computer Modelling 52. */
#ifndef CIR_PANEL_LOG_RATIOS_H
#define CIR_PANEL_LOG_RATIOS_H

#include "base/error.h"

#include <stddef.h>

struct cir_log_ratios {
    size_t count;    /**< criteria */
    double *weights; /**< owned; of pair [i * count + j], the same both ways; 0 where it was not told */
    double *sums;    /**< owned; of weight times logarithm of i over j */
};

/** Nothing told yet of `count` criteria.
 * @return CIR_OK; CIR_NO_MEMORY. *ratios is to be freed also after a failure */
enum cir_status cir_log_ratios_start(struct cir_log_ratios *ratios, size_t count, struct cir_error *error);

/** Somebody tells that i is `ratio` times j, i != j. */
void cir_log_ratios_add(struct cir_log_ratios *ratios, size_t i, size_t j, double ratio, double weight);

/** The geometric mean of what was told of i over j; NAN where nothing was. */
double cir_log_ratios_mean(const struct cir_log_ratios *ratios, size_t i, size_t j);

/** @param weights one a criterion, with the sum 1; all NAN where what was told does not join all criteria, as nothing is
 *        then known of the ratio of two parts
 * @return CIR_OK; CIR_NO_MEMORY. GSL's own error handler is to be off */
enum cir_status cir_log_ratios_solve(double *weights, const struct cir_log_ratios *ratios, struct cir_error *error);

void cir_log_ratios_free(struct cir_log_ratios *ratios);

#endif
