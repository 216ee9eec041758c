/** What is drawn of the gravest incidents: a table of fewer columns. */
#ifndef CIR_REPORT_TOP_FIGURE_H
#define CIR_REPORT_TOP_FIGURE_H

#include "base/arena.h"
#include "base/error.h"
#include "model/shown_table.h"

/** Keep of a table of kind `top` the titles (the ids, where an incident has no title), the ranges of the scores and the
 * levels. Texts, notes and lines are borrowed from `top`; columns and cells lie in the arena.
 * @return CIR_OK; CIR_BAD_USE where the table has no such columns; CIR_NO_MEMORY */
enum cir_status cir_report_narrow_top(struct cir_shown_table *narrow, const struct cir_shown_table *top,
                                      struct cir_arena *arena, struct cir_error *error);

#endif
