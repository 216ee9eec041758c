/** Facts drawn by a law: what may be drawn, and what counts of it on a scale. */
#ifndef CIR_STABILITY_FACT_LAWS_H
#define CIR_STABILITY_FACT_LAWS_H

#include "model/stability.h"

/** Between these quantiles lies what scales reach over where none are told: 95 % of what is drawn, as in JSMAA (Tervonen
 * 2014, International Journal of Systems Science). */
#define CIR_FACT_LOW_QUANTILE  0.025
#define CIR_FACT_HIGH_QUANTILE 0.975

/** The value below which a share p of what is drawn lies, in the unit of the fact. It never falls as p rises, but for what a
 * double can tell of a beta law, 1e-12.
 * @param law not CIR_FACT_EVEN
 * @param p above 0 and below 1 */
double cir_fact_quantile(const struct cir_fact_law *law, double p);

/** Ends of a fact: its own, or of a law the two quantiles above. */
struct cir_fact_span cir_fact_ends(const struct cir_fact_span *fact, const struct cir_fact_law *law);

/** What counts of a draw, 0..1: the quantile p from the worst up, on the scale and cut to it. */
double cir_fact_counted(const struct cir_fact_law *law, const struct cir_scale_ends *scale, double p);

/** Mean of what counts, in closed form: with F the law's distribution function and a < b the ends of the scale,
 *
 *     E[cut((x - a) / (b - a))] = (E[x; a < x < b] - a (F(b) - F(a))) / (b - a) + 1 - F(b)
 *
 * and what is left to 1 of it where less counts more. */
double cir_fact_mean_counted(const struct cir_fact_law *law, const struct cir_scale_ends *scale);

#endif
