/** Letters as text, Markdown and HTML. Whatever the values hold comes out as itself in each of them. */
#ifndef CIR_LETTERS_WRITERS_H
#define CIR_LETTERS_WRITERS_H

#include "letters/letter.h"

/** Append the letter as text to read: lines of at most 78 columns, broken where the language allows it, a wide character
 * counting two. */
void cir_letter_write_text(struct cir_buffer *buffer, const struct cir_letter *letter);

/** As Markdown (CommonMark): a line a paragraph, heading or point. */
void cir_letter_write_markdown(struct cir_buffer *buffer, const struct cir_letter *letter);

/** As a whole page, HTML 5, which loads nothing and prints the TLP label on each sheet. */
void cir_letter_write_html(struct cir_buffer *buffer, const struct cir_letter *letter);

#endif
