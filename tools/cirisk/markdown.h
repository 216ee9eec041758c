/** Markdown as code hosts read it: text that stays what it is, code, and tables. */
#ifndef CIR_TOOLS_MARKDOWN_H
#define CIR_TOOLS_MARKDOWN_H

#include "base/buffer.h"

/** Append text in which no byte is a sign of Markdown: "a|b" becomes "a\|b". It goes on in a line that
 * has begun: of signs at the front of a line it knows nothing. A line end becomes a blank. */
void markdown_add_text(struct cir_buffer *page, struct cir_text text);

/** Append a code or name as code; nothing where it is empty. */
void markdown_add_code(struct cir_buffer *page, struct cir_text name);

/** Append the names in a ';' list, each as code. */
void markdown_add_codes(struct cir_buffer *page, struct cir_text names);

/** A table under construction: its cells are appended to `cells`, row by row, each followed by markdown_end_cell. */
struct markdown_table {
    const char *columns;     /**< `;` list of their names */
    struct cir_buffer cells; /**< owned; a line end behind each */
};

void markdown_end_cell(struct markdown_table *table);

/** Append the table without the columns in which no row has anything, and give its memory back. */
void markdown_add_table(struct cir_buffer *page, struct markdown_table *table);

#endif
