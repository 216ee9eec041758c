/** Criteria by what people call them. */
#ifndef CIR_INTAKE_CRITERION_NAMES_H
#define CIR_INTAKE_CRITERION_NAMES_H

#include "base/text.h"
#include "model/panel.h"

/** Whether the text is the code or the name of the criterion, in any case. */
bool cir_criterion_is(const struct cir_panel_criterion *criterion, struct cir_text text);

/** Number of the criterion with this code or name.
 * @return CIR_OK; CIR_BAD_TABLE at `place` where there is none, with the nearest */
enum cir_status cir_criterion_find(size_t *number, const struct cir_panel_criteria *criteria, struct cir_text text,
                                   struct cir_place place, struct cir_error *error);

#endif
