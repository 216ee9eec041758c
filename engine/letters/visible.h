/** Text of a log, or of a command line, in a letter. */
#ifndef CIR_LETTERS_VISIBLE_H
#define CIR_LETTERS_VISIBLE_H

#include "base/buffer.h"

/** Append text that comes from outside so that it stays on its line and turns nothing around: line ends and tabs are a
 * blank; other control characters, marks of direction and what is no character come out as \x1b and \u202e; bytes that
 * are no UTF-8 as \xff. */
void cir_letter_add_visible(struct cir_buffer *buffer, struct cir_text text);

/** Whether some of it is written from the right. */
bool cir_letter_reads_from_right(struct cir_text text);

#endif
