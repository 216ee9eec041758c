/** From facts to quantities with units. Holds no threshold and no weight. */
#ifndef CIR_MEASURES_MEASURES_H
#define CIR_MEASURES_MEASURES_H

#include "model/cell.h"
#include "model/definitions.h"
#include "model/measure.h"
#include "model/quantity.h"
#include "model/scheme.h"

struct cir_measure {
    const char *name;
    bool is_option;
    const char *unit;
    const char *options; /**< ';' list in rising order, "" of numbers */
    const char *needs;   /**< ';' list of the fields it is made from */
    const char *meaning;
};

/** The derived measures, CIR_MEASURE_DERIVED of them, by number. */
const struct cir_measure *cir_measure_list(void);

/** Which measures a set of schemes asks for, so that a row computes nothing else. */
struct cir_measure_plan {
    const struct cir_definitions *definitions;
    unsigned list[CIR_MEASURES_MAX];
    size_t count;
};

void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_scheme *const *schemes, size_t scheme_count);

/** Compute the planned measures of one subject.
 *
 * @param cells by field number, of all fields of the run
 * @param quantities by measure number; only the planned ones are written */
void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_fields *fields,
                          const struct cir_cell *cells, struct cir_quantity *quantities);

#endif
