/** A letter before it is filled: the text of datasets/letters/NAME/LANG.txt, cut into pieces.
 *
 * A line is a block of the letter: "# title", "## heading", "- point", else a paragraph; a blank line is none. In a line:
 *   {people: people affected}   the field, or a blank to fill that says what is missing: __________ (people affected)
 *   {: kind of assistance}      a blank to fill, whatever is known
 *   {? granted} ... {/}         only where the switch is on; over lines, too
 *   {! granted} ... {/}         only where it is off
 *   {# to whom it may concern}  a comment
 *   {{ and }}                   a brace
 * A line of nothing but conditions, ends and comments is no block. What is not known is no condition: it cannot be left
 * out in silence. */
#ifndef CIR_LETTERS_TEMPLATE_H
#define CIR_LETTERS_TEMPLATE_H

#include "base/buffer.h"
#include "definitions/load.h"
#include "letters/letter_field.h"

enum cir_letter_block_kind {
    CIR_BLOCK_TITLE, /**< one, and first */
    CIR_BLOCK_HEADING,
    CIR_BLOCK_POINT,
    CIR_BLOCK_PARAGRAPH,
};

enum cir_letter_piece_kind {
    CIR_PIECE_BLOCK,  /**< a block begins, of the kind `number` */
    CIR_PIECE_WORDS,  /**< `text`, as it stands */
    CIR_PIECE_FILLED, /**< the field `number`; `text` says what is missing where it is */
    CIR_PIECE_BLANK,  /**< to be filled by hand; `text` says with what */
    CIR_PIECE_IF,     /**< up to the piece `end`, where the switch `number` is on */
    CIR_PIECE_UNLESS, /**< likewise, where it is off */
    CIR_PIECE_END,
};

struct cir_letter_piece {
    enum cir_letter_piece_kind kind;
    unsigned number;
    struct cir_text text;
    size_t end;
    size_t line;
    size_t column; /**< in characters, from 1 */
    uint32_t yes;  /**< switches that must be on for it to be there, by bit */
    uint32_t no;   /**< that must be off */
};

struct cir_letter_template {
    struct cir_letter_piece *pieces; /**< in the arena of the load, as are their texts */
    size_t count;
    const char *file; /**< what messages name; borrowed from the files of the load */
};

/** Read a template; what is wrong goes to the load. The pieces of one with faults are whole all the same: every condition
 * has its end. */
void cir_letter_template_read(struct cir_load *load, struct cir_letter_template *template, const char *file,
                              struct cir_text text);

/** Whether a piece is something that every language must have: a field, a blank, a condition. */
bool cir_letter_piece_is_shared(const struct cir_letter_piece *piece);

/** Whether two such pieces are the same, whatever the language: of the same kind and number, under the same conditions. */
bool cir_letter_piece_is_alike(const struct cir_letter_piece *a, const struct cir_letter_piece *b);

/** Append what a message calls such a piece: "{people} within {? granted}". */
void cir_letter_piece_describe(struct cir_buffer *buffer, const struct cir_letter_piece *piece);

#endif
