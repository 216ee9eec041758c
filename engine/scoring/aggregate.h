/** From the values of factors to axes, score and band. Inside this stage only.
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

#include "scoring/scoring.h"

#include <math.h>

/** v^p; the exponents of nearly all schemes need no pow. */
static inline double cir_power(double value, double exponent)
{
    if (exponent == 1)
        return value;
    return exponent == 2 ? value * value : pow(value, exponent);
}

/** v^(1/p) */
static inline double cir_root(double power, double exponent)
{
    if (exponent == 1)
        return power;
    return exponent == 2 ? sqrt(power) : pow(power, 1 / exponent);
}

/** What a value adds to the sum of its axis; of a scheme normalised by span, what it adds above the least. */
static inline double cir_factor_term(const struct cir_scheme *scheme, const struct cir_factor *factor, double value)
{
    if (scheme->normalise_span)
        return factor->weight * (value - factor->least);
    return factor->weight * cir_power(value, scheme->axes[factor->axis].exponent);
}

/** Add a factor to the sums of its axis. */
void cir_axis_sums_add(struct cir_axis_sums *sums, const struct cir_scheme *scheme, unsigned number,
                       const struct cir_factor_value *value);

/** Fill axes and score, and the factor with the largest share as reason (CIR_REASON_NONE when nothing scored).
 * @param sums by axis */
void cir_aggregate(const struct cir_scheme *scheme, const struct cir_axis_sums *sums, struct cir_verdict *verdict);

/** cir_aggregate of all factors at once.
 * @param values by factor */
void cir_aggregate_values(const struct cir_scheme *scheme, const struct cir_factor_value *values,
                          struct cir_verdict *verdict);

/** Level of the highest band that `score` reaches; the lowest band's when it reaches none or is NAN. */
int cir_band_level(const struct cir_scheme *scheme, double score);

/** The applicable factor whose answer could move the score most, CIR_INDEX_NONE when none is missing. */
unsigned cir_factor_missed_most(const struct cir_scheme *scheme, const struct cir_factor_value *values);

#endif
