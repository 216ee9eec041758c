/** Weights of criteria, from a file. */
#ifndef CIR_INTAKE_GIVEN_WEIGHTS_H
#define CIR_INTAKE_GIVEN_WEIGHTS_H

#include "model/stability.h"

/** Read weights. A file has one of two forms, told by its header:
 *   - criterion and any of weight, order, low, high: a row a criterion. Weights are above 0, and only their ratios matter;
 *     an order counts from 1, the heaviest; low and high lie within 0..1, blank: not bounded;
 *   - as 'cirisk panel --format csv' writes it: the items weight and weight-without, of which a blank value is not told (NAN).
 * The law is Dirichlet's where weights are told, ordered where an order is, else uniform.
 *
 * @param path NULL: no weights are given
 * @param arena gets all of it
 * @return CIR_OK; CIR_BAD_TABLE, with its place, for a criterion that is none, told twice or not at all (also beside an
 *         expert), weights that are no numbers above 0, an order that does not count from 1, intervals that no weights
 *         can keep to, or a header of neither form; what cir_worksheet_read returns; CIR_NO_MEMORY */
enum cir_status cir_given_weights_read(struct cir_given_weights *given, const char *path,
                                       const struct cir_panel_criteria *criteria, struct cir_arena *arena,
                                       struct cir_error *error);

#endif
