/** Which facts of a subject are others than they were. */
#ifndef CIR_PIPELINE_DIFF_FIELDS_H
#define CIR_PIPELINE_DIFF_FIELDS_H

#include "pipeline/diff.h"

/** Read both logs once more and note the fields whose cells differ, as they stand there, of each subject that moved or
 * that a step alone moves. Memory grows with these subjects alone. */
enum cir_status cir_diff_find_fields(struct cir_diff *diff, const struct cir_diff_options *options,
                                     struct cir_error *error);

#endif
