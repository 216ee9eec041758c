#include "model/told.h"

#include <math.h>

static const struct cir_told_measure_row told_measures[] = {
#define CIR_TOLD_MEASURE(symbol, name, number) {name, number},
#include "model/told_measure.def"
#undef CIR_TOLD_MEASURE
};

const struct cir_told_measure_row *cir_told_measure_list(void)
{
    return told_measures;
}

struct cir_range cir_told_ends(double low, double high)
{
    if (isnan(low))
        return (struct cir_range){NAN, NAN, NAN};
    if (isnan(high))
        return (struct cir_range){low, low, INFINITY};
    return (struct cir_range){low, low + (high - low) / 2, high};
}
