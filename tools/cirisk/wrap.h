/** Words to the width of a usual screen. */
#ifndef CIR_TOOLS_WRAP_H
#define CIR_TOOLS_WRAP_H

#include "base/buffer.h"

/** Append text in lines of at most 80 characters, each behind `indent` blanks and ended by a line end. */
void wrap_add(struct cir_buffer *buffer, struct cir_text text, int indent);

#endif
