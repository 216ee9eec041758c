/** What a designation is in words. */
#ifndef CIR_TOOLS_DESIGNATION_TEXT_H
#define CIR_TOOLS_DESIGNATION_TEXT_H

#include "cirisk.h"

#include "base/buffer.h"

/** "proposed", "borderline", "not-proposed", "cannot-tell". */
const char *designation_word(enum cir_designation_verdict verdict);

/** Append ">= 104", "is yes", "is n/a", ">= ?" where no State has set the threshold. */
void designation_add_threshold(struct cir_buffer *buffer, const struct cir_criterion *criterion,
                               const struct cir_field *field);

/** Append the fact as a cell of a register has it: "104", "90..110", "50.." of which at least so much is there,
 * "unknown", "n/a", "no|yes". */
void designation_add_fact(struct cir_buffer *buffer, const struct cir_quantity *fact, const struct cir_field *field);

#endif
