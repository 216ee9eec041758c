/** Facts put on the scales of their criteria. */
#ifndef CIR_STABILITY_SCALES_H
#define CIR_STABILITY_SCALES_H

#include "base/error.h"
#include "model/stability.h"

/** Ends of the scale of each criterion: those that the criteria tell; else the least and the greatest finite end of any fact
 * of the assets (of a law see cir_fact_ends), the greatest the best unless less counts more.
 * @param file of the criteria, for messages; NULL: none
 * @return CIR_OK; CIR_BAD_TABLE where a criterion tells none and its facts do not differ */
enum cir_status cir_scales_find(struct cir_scale_ends *scales, const struct cir_panel_criteria *criteria,
                                const struct cir_assets *assets, const char *file, struct cir_error *error);

/** What counts of a value on a scale: 0 below its worst end, 1 above its best. */
static inline double cir_value_counted(double value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** (x - worst) / (best - worst) of both ends, low <= high. An end that nothing bounds is that of the scale, and what is
 * not known at all may lie anywhere on it. */
struct cir_partial_value cir_partial_value_of(struct cir_fact_span fact, const struct cir_scale_ends *scale);

/** Mean of what is drawn, 0..1. */
double cir_partial_value_mean(const struct cir_partial_value *value);

#endif
