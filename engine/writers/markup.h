/** Texts inside HTML and XML. */
#ifndef CIR_WRITERS_MARKUP_H
#define CIR_WRITERS_MARKUP_H

#include "base/buffer.h"
#include "base/text.h"

/** Append visible text (visible.h) so that it is text between tags, and inside an attribute in double or single quotes:
 * & < > " ' as references. */
void cir_markup_add(struct cir_buffer *buffer, struct cir_text text);

/** As cir_markup_add, with `line_end` for each LF, such as "<br>". */
void cir_markup_add_lines(struct cir_buffer *buffer, struct cir_text text, const char *line_end);

#endif
