/** An axis in round steps: 1, 2 or 5 times a power of ten. */
#ifndef CIR_FIGURES_AXIS_H
#define CIR_FIGURES_AXIS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum { CIR_AXIS_STEPS_MOST = 6 };

struct cir_axis {
    double low; /**< a whole number of steps, as is `high` */
    double high;
    double step;
    size_t steps; /**< 1 .. CIR_AXIS_STEPS_MOST + 1 */
};

/** The axis that holds all from `low` to `high`, finite, and 0; of 0 alone it ends at 1.
 * @param is_whole what it tells are whole numbers: so are its steps */
struct cir_axis cir_axis_of(double low, double high, bool is_whole);

/** Value at a step, from 0 at the low end. */
double cir_axis_value(const struct cir_axis *axis, size_t step);

/** Where a value lies: 0 at the low end, 1 at the high one. */
double cir_axis_share(const struct cir_axis *axis, double value);

#endif
