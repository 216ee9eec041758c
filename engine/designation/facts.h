/** The facts by which an asset is judged: those of its row, or of all rows of its joint plant together. */
#ifndef CIR_DESIGNATION_FACTS_H
#define CIR_DESIGNATION_FACTS_H

#include "model/cell.h"
#include "model/field.h"
#include "model/quantity.h"

/** The fact of one row. Of text there is none: not applicable. */
struct cir_quantity cir_fact_of(const struct cir_field *field, const struct cir_cell *cell);

/** Add the fact of another part of a joint plant. Figures add up; of what is not known at least the rest is there, so
 * that low stays a bound. A yes or no holds of the plant where it holds of a part. What has no meaning for a part
 * leaves the others as they are. */
void cir_fact_join(struct cir_quantity *fact, const struct cir_field *field, const struct cir_quantity *part);

#endif
