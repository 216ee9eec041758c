/** The quantities of a joint plant: those of its parts together. */
#ifndef CIR_MEASURES_JOINT_PLANT_H
#define CIR_MEASURES_JOINT_PLANT_H

#include "model/field.h"
#include "model/quantity.h"

/** Add the quantity of another part. Figures add up; of what is not known at least the rest is there, so that low stays
 * a bound. A yes or no holds of the plant where it holds of a part; where one part is not known a set of options cannot
 * say which of them are sure, so that none is: whoever judges the plant keeps what is sure of each part. What has no
 * meaning for a part leaves the others as they are.
 *
 * @param field that the quantity is of: a number, or options */
void cir_plant_join(struct cir_quantity *plant, const struct cir_field *field, const struct cir_quantity *part);

/** The options that surely hold of a part, and so of its plant; 0 of a number. */
uint64_t cir_plant_sure_options(const struct cir_quantity *part);

#endif
