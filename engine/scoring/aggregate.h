/** From the values of factors to axes, score and bands, for all subjects at hand. Inside this stage only.
 *
 *     axis  = (sum w v^p / sum w)^(1/p)                       over its applicable factors
 *     total = (sum W a^P / sum W)^(1/P) x product of lifts    over the weighted axes
 *     lift  = lift_low + (lift_high - lift_low) a
 *     score = score_max x total
 *
 * A scheme that is normalised by span has one axis: (sum w v - sum w least) / (sum w greatest - sum w least), held at
 * 0 and 1. The ends take every factor at its end; the point leaves out what is not answered, or counts it as the
 * unknown policy says, and is held between the ends. */
#ifndef CIR_SCORING_AGGREGATE_H
#define CIR_SCORING_AGGREGATE_H

#include "scoring/factor.h"

#include <math.h>

/** What a value adds to the sum of its axis; of a scheme normalised by span, what it adds above the least. */
double cir_factor_term(const struct cir_scheme *scheme, const struct cir_factor *factor, double value);

/** The same of many values, to their place; NAN stays. */
void cir_factor_terms(double *terms, const struct cir_scheme *scheme, const struct cir_factor *factor,
                      const double *values, size_t count);

/** The sums of all axes of subject 0, from nothing. */
void cir_sums_clear(struct cir_sums *sums, const struct cir_scheme *scheme);

/** The sums of all axes, those of subject 0 of `first` for every subject. */
void cir_sums_begin(struct cir_sums *sums, const struct cir_sums *first, const struct cir_scheme *scheme);

/** Add a factor. Factors may come in any order. */
void cir_sums_add(struct cir_sums *sums, const struct cir_scheme *scheme, unsigned number,
                  const struct cir_factor_values *values, size_t count);

/** An interval, by subject. */
struct cir_intervals {
    _Alignas(CIR_WIDE_ALIGN) double low[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double point[CIR_BATCH]; /**< NAN: cannot tell */
    _Alignas(CIR_WIDE_ALIGN) double high[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double coverage[CIR_BATCH];
};

/** What the sums come to: intervals 0..score_max. */
struct cir_totals {
    struct cir_intervals axes[CIR_AXES_MAX];
    struct cir_intervals score;
    _Alignas(CIR_WIDE_ALIGN) double leader
        [CIR_BATCH]; /**< factor with the largest share of the score; NAN when nothing scored */
};

void cir_totals_make(struct cir_totals *totals, const struct cir_scheme *scheme, const struct cir_sums *sums,
                     size_t count);

/** Fill axes, score and reason (the leader; CIR_REASON_NONE when nothing scored) of one subject. */
void cir_totals_at(const struct cir_totals *totals, size_t i, const struct cir_scheme *scheme,
                   struct cir_verdict *verdict);

/** Axes, score and reason of one subject from all its factors at once.
 * @param values by factor */
void cir_aggregate_values(const struct cir_scheme *scheme, const struct cir_factor_value *values,
                          struct cir_verdict *verdict);

/** Level of the highest band that `score` reaches; the lowest band's when it reaches none or is NAN. */
int cir_band_level(const struct cir_scheme *scheme, double score);

/** cir_band_level of many scores. */
void cir_band_levels(int *levels, const struct cir_scheme *scheme, const double *scores, size_t count);

#endif
