/** Criteria by what people call them. */
#ifndef CIR_INTAKE_CRITERION_NAMES_H
#define CIR_INTAKE_CRITERION_NAMES_H

#include "base/text.h"
#include "model/panel.h"

/** Number of the criterion with this code or name, in any case.
 * @return CIR_OK; CIR_BAD_TABLE at `place` where there is none, with the nearest */
enum cir_status cir_criterion_find(size_t *number, const struct cir_panel_criteria *criteria, struct cir_text text,
                                   struct cir_place place, struct cir_error *error);

#endif
