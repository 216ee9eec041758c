/** How sure an impact is: what comes of it when what is not known of the shock and of the needs is drawn.
 *
 * Quasi-Monte Carlo: a Sobol sequence (GSL) over five things, so that the same draws come whatever the machine,
 *
 *     share, duration     by the logarithm over their spans, evenly where one begins at 0
 *     criticality         all of them times a factor, evenly over 1 - variation .. 1 + variation
 *     redundancy          likewise
 *     recovery            likewise a factor of the hit sector's recovery_h: the fading of a hit adds the hours
 *                         recovery_h (1 - lambda) / ln(1 / lambda), lambda = 0.01, that have the same area
 *
 * So draws tell the loss until all has recovered, of a shock within its spans. */
#ifndef CIR_IMPACT_SPREAD_H
#define CIR_IMPACT_SPREAD_H

#include "impact/impact.h"

enum { CIR_SPREAD_DRAWS_MAX = 65536, CIR_SPREAD_QUANTILES = 3 };

/** 5, 50 and 95 %. */
extern const double cir_spread_quantiles[CIR_SPREAD_QUANTILES];

struct cir_spread_options {
    unsigned draws;     /**< 2..CIR_SPREAD_DRAWS_MAX */
    unsigned orders;    /**< dependencies in a row */
    double variation;   /**< 0..1 */
    double otherwise_h; /**< recovery of sectors of which no table tells it */
    size_t top;         /**< nodes of the worst losses */
};

struct cir_spread {
    double losses[CIR_ENDS][CIR_PARTS][CIR_SPREAD_QUANTILES];
    double indirect[CIR_ENDS][CIR_SPREAD_QUANTILES]; /**< outside the nodes hit */
    double states[CIR_ENDS][CIR_SPREAD_QUANTILES];   /**< that lose 0.1 % in some node or more */
    double *in_top; /**< by node, 0..1: share of draws in which it is among the `top` worst by the high end; owned */
};

/** @return CIR_OK; CIR_BAD_NETWORK; CIR_NO_MEMORY. To be freed either way */
enum cir_status cir_spread_compute(struct cir_spread *spread, const struct cir_impact_models *models,
                                   const struct cir_shock_spans *spans, size_t count,
                                   const struct cir_spread_options *options, struct cir_error *error);

void cir_spread_free(struct cir_spread *spread);

#endif
