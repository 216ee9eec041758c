/** Texts of a table as they can be seen.
 *
 * What cannot be seen, or would change what stands around it, is shown by its number: bytes that are no UTF-8 and control
 * characters as \x1b, characters that are none (U+FFFE) and those that turn the direction of a whole line (U+202A to
 * U+202E) as \u202e. Isolates (U+2066 to U+2069) stay where each line closes those that it opens; the marks U+061C, U+200E
 * and U+200F stay. A tab is a blank; CR, CR LF, VT, FF, U+0085, U+2028 and U+2029 are line ends. */
#ifndef CIR_WRITERS_VISIBLE_H
#define CIR_WRITERS_VISIBLE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>

/** Append `text` as it can be seen: valid UTF-8, no control character but LF. */
void cir_visible_add(struct cir_buffer *buffer, struct cir_text text);

/** Make `*text` visible, in the arena where it changes.
 * @param one_line line ends become blanks
 * @return false when memory is exhausted */
bool cir_visible_make(struct cir_arena *arena, struct cir_text *text, bool one_line);

#endif
