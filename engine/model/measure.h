/** The list of measures, and the numbers by which schemes refer to what they ask: a measure, or a plain field. */
#ifndef CIR_MODEL_MEASURE_H
#define CIR_MODEL_MEASURE_H

#include "model/field.h"

enum cir_measure_number {
#define CIR_MEASURE(symbol, name, kind, unit, options, needs, meaning) CIR_MEASURE_##symbol,
#include "model/measure.def"
#undef CIR_MEASURE
    CIR_MEASURE_DERIVED
};

/** A row of a scheme names its measure by a number (`unsigned measure`): below CIR_MEASURE_DERIVED a measure of
 * measure.def, from there on the field of number (it - CIR_MEASURE_DERIVED), and from CIR_MEASURE_STATE_SETS on whether
 * a State of the set of number (it - CIR_MEASURE_STATE_SETS) is among those that the measure of the set tells. */
enum {
    CIR_MEASURE_STATE_SETS = CIR_MEASURE_DERIVED + CIR_FIELDS_MAX,
    CIR_MEASURES_MAX = CIR_MEASURE_STATE_SETS + CIR_STATE_SETS_MAX
};

#endif
