/** A scheme with other weights or exponents. What it asks of an incident stays the same, so that incidents need not be
 * measured again. */
#ifndef CALIBRATE_VARIANT_H
#define CALIBRATE_VARIANT_H

#include <cirisk.h>

enum { VARIANT_WEIGHTS_MAX = CIR_FACTORS_MAX + CIR_AXES_MAX };

/** Large. Holds pointers into itself: not to be copied. */
struct variant {
    struct cir_scheme scheme; /**< all but weights and exponents is borrowed */
    struct cir_factor factors[CIR_FACTORS_MAX];
};

/** Weights of a scheme: those of its factors, then those of its axes. */
size_t variant_weight_count(const struct cir_scheme *scheme);
const char *variant_weight_name(const struct cir_scheme *scheme, size_t weight);
double variant_weight(const struct cir_scheme *scheme, size_t weight);

/** The scheme as it is. */
void variant_start(struct variant *variant, const struct cir_scheme *scheme);

/** Multiply a weight. Of an axis that lifts, the weight is the width of its lift; its upper end stays, and its lower
 * end is held at 0. */
void variant_multiply(struct variant *variant, size_t weight, double multiplier);

/** Set the exponents of the weighted axes, and that of the mean of the axes. Those of lifts stay. */
void variant_set_exponents(struct variant *variant, double within, double between);

#endif
