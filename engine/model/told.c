#include "model/told.h"

static const struct cir_told_measure_row told_measures[] = {
#define CIR_TOLD_MEASURE(symbol, name, number) {name, number},
#include "model/told_measure.def"
#undef CIR_TOLD_MEASURE
};

const struct cir_told_measure_row *cir_told_measure_list(void)
{
    return told_measures;
}
