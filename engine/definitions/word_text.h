/** What is asked of the text of a word beside being there: placeholders and typography. */
#ifndef CIR_DEFINITIONS_WORD_TEXT_H
#define CIR_DEFINITIONS_WORD_TEXT_H

#include "definitions/row.h"

/** Report what is wrong with the column `text` of a row of words.
 *
 * @param placeholders `;` list of the names that the text may hold as {name}
 * @param all each of them must be there */
void cir_word_text_check(struct cir_load *load, const struct cir_row *row, enum cir_language language,
                         const char *placeholders, bool all);

/** The part of it that asks for the signs and the script of the language. */
void cir_word_typography_check(struct cir_load *load, const struct cir_row *row, enum cir_language language);

#endif
