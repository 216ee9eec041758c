/** From facts to quantities with units. Holds no threshold and no weight.
 *
 * A quantity is low <= point <= high, or a set of options. A cell that is blank or unknown leaves it unanswered: its
 * point is NAN, and low and high (or the options) are as tight as the other facts make them. Every completion of the
 * unknown cells that agrees with the known ones lies within. A range or a set is an answer. Where a fact has no
 * meaning (n/a), neither has what is made from it.
 *
 * Candidates ("A|B" in country or sector) make the range over them, its point their mean. Of several sectors hit
 * together the strictest tolerance and the largest dependents_share count. The formulas stand in model/measure.def. */
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
    unsigned region_count;           /**< M49 regions that countries lie in: no more can be reached */
    unsigned list[CIR_MEASURES_MAX]; /**< rising; with those that others are made from */
    size_t count;
};

/** Cannot fail. The definitions are borrowed for the life of the plan, the schemes only for the call. */
void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_scheme *const *schemes, size_t scheme_count);

/** Split a plan by whether a measure is made from a field that changes from subject to subject: what is settled needs
 * computing once.
 *
 * @param changes by field number */
void cir_measure_plan_split(const struct cir_measure_plan *plan, const bool *changes, const struct cir_fields *fields,
                            struct cir_measure_plan *settled, struct cir_measure_plan *live);

/** Compute the planned measures of one subject: allocates nothing, cannot fail, any number of threads.
 *
 * @param cells by field number, of all fields of the run
 * @param quantities by measure number; only the planned ones are written */
void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_fields *fields,
                          const struct cir_cell *cells, struct cir_quantity *quantities);

#endif
