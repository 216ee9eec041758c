#include "figures/axis.h"

#include <math.h>

/* Made by multiplying and dividing alone: logarithms and powers differ from one C library to the next. */
static double power_below(double span)
{
    double power = 1;
    while (power > span)
        power /= 10;
    while (power * 10 <= span)
        power *= 10;
    return power;
}

static double step_of(double span)
{
    static const double factors[] = {1, 2, 5, 10};
    double least = span / CIR_AXIS_STEPS_MOST;
    double power = power_below(least);
    size_t i = 0;
    while (power * factors[i] < least && i + 1 < sizeof factors / sizeof factors[0])
        i++;
    return power * factors[i];
}

struct cir_axis cir_axis_of(double low, double high, bool is_whole)
{
    double bottom = fmin(low, 0);
    double top = fmax(high, 0);
    if (bottom == top)
        top = 1;
    double step = step_of(top - bottom);
    if (is_whole && step < 1)
        step = 1;
    double first = floor(bottom / step);
    double last = ceil(top / step);
    return (struct cir_axis){first * step, last * step, step, (size_t)(last - first)};
}

double cir_axis_value(const struct cir_axis *axis, size_t step)
{
    double value = axis->low + (double)step * axis->step;
    return fabs(value) < axis->step / 2 ? 0 : value;
}

double cir_axis_share(const struct cir_axis *axis, double value)
{
    return (value - axis->low) / (axis->high - axis->low);
}
