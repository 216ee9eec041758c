/** All that is said of the agreement of a set of schemes, with intervals. */
#ifndef CIR_AGREEMENT_AGREEMENT_H
#define CIR_AGREEMENT_AGREEMENT_H

#include "agreement/statistics.h"
#include "base/error.h"

/** Most resamples, and greatest seed: more than the generator takes would be the same seed again. */
#define CIR_RESAMPLES_MAX 100000
#define CIR_SEED_MAX      UINT32_MAX

/** A statistic of the rows and its 95 % bootstrap interval; all NAN where it is not defined.
 *
 * low and high are the 2.5 % and 97.5 % quantiles (interpolated, Hyndman and Fan's type 7) of the statistic over
 * resamples of as many rows, drawn with replacement. A resample in which it is not defined (one level came up alone)
 * is left out; with more than one in twenty of them, or with no resamples, the interval is NAN. Efron and Tibshirani
 * (1993), "An Introduction to the Bootstrap", ch. 13; for alpha, Zapf et al. (2016), BMC Medical Research Methodology
 * 16:93. It tells how far another log of the same kind could differ, rows taken to be independent. */
struct cir_estimate {
    double value;
    double low;
    double high;
};

struct cir_pair_agreement {
    size_t first; /**< numbers of the schemes */
    size_t second;
    struct cir_cross_table table; /**< of the rows that both can tell */
    uint64_t outside;             /**< rows of which one of the two, or neither, speaks: they are in no cell */
    struct cir_estimate tau_b;
    struct cir_estimate kappa;
};

struct cir_agreement {
    struct cir_pair_agreement *pairs; /**< owned; (0,1), (0,2) ... (1,2) ... */
    size_t pair_count;
    struct cir_estimate alpha_ordinal;
    struct cir_estimate alpha_interval;
};

/** Rows are drawn as what they are here: counts of patterns, multinomially (gsl_ran_multinomial, MT19937 of this seed),
 * so that a resample costs by the number of patterns. Sorted patterns make the same intervals whatever the order of
 * the rows. */
struct cir_resampling {
    size_t resamples; /**< at most CIR_RESAMPLES_MAX; 0: no intervals */
    uint64_t seed;    /**< at most CIR_SEED_MAX; 0 is GSL's own */
};

/** @return CIR_OK; CIR_BAD_USE where a number is too large; CIR_BAD_LOG for more than 2^32 - 1 rows, which GSL does not
 *         draw; CIR_NO_MEMORY. The caller frees *agreement after CIR_OK. GSL's own error handler is to be off */
enum cir_status cir_agreement_compute(struct cir_agreement *agreement, const struct cir_patterns *patterns,
                                      const struct cir_resampling *resampling, struct cir_error *error);

void cir_agreement_free(struct cir_agreement *agreement);

#endif
