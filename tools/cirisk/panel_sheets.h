/** Sheets that a panel fills in, and what it argued. */
#ifndef CIR_TOOLS_PANEL_SHEETS_H
#define CIR_TOOLS_PANEL_SHEETS_H

#include "base/buffer.h"
#include "panel_view.h"

/** Append an empty sheet: a row a question, in the long form (intake/judgements.h). */
void panel_add_template(struct cir_buffer *text, const struct cir_panel_criteria *criteria,
                        enum cir_judgement_kind kind);

/** Write a sheet for the next round for each expert, DIR/EXPERT.csv: the questions, with the expert's own answers beside
 * what all answered and argued, without names. The folder is made where there is none; a sheet that exists is refused.
 * @return exit code; what is wrong is said */
int panel_write_feedback(const struct panel_view *view, const char *folder);

/** Write all arguments of all rounds: without names, unless the view has them, in an order that tells none.
 * @return exit code; what is wrong is said */
int panel_write_arguments(const struct panel_view *view, const char *path);

#endif
