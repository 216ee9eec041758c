/** From the facts of an asset to what its scheme says of it. */
#ifndef CIR_DESIGNATION_DESIGNATE_H
#define CIR_DESIGNATION_DESIGNATE_H

#include "model/designation.h"

/** Whether a criterion holds of these facts. One whose threshold no State has set may hold.
 * @param facts by field number */
enum cir_truth cir_criterion_truth(const struct cir_criterion *criterion, const struct cir_quantity *facts);

/** Judge an asset. Allocates nothing, cannot fail.
 *
 * @param facility NULL: what the asset is is not known, and nothing can be told
 * @param facts by field number */
void cir_designate_asset(struct cir_designation *designation, const struct cir_facility *facility,
                         const struct cir_quantity *facts);

#endif
