/** Where two files part. */
#ifndef CIR_TOOLS_RUN_DIFFERENCE_H
#define CIR_TOOLS_RUN_DIFFERENCE_H

#include "base/buffer.h"

/** Append "line 3, byte 17: 'severe' there, 'minor' here", or that one of them ends.
 * @param then the file of the run
 * @param now that of its repeat
 * @return exit code; a file that cannot be read is said */
int run_difference_add(struct cir_buffer *text, const char *then, const char *now);

#endif
