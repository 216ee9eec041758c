/** The parts of the words, each filled and linted by a file of its own. */
#ifndef CIR_DEFINITIONS_WORD_PARTS_H
#define CIR_DEFINITIONS_WORD_PARTS_H

#include "definitions/row.h"
#include "model/word.h"

/** The number forms: each language has one for each kind of digits that it is written with, and one of them is usual. */
void cir_number_forms_fill(struct cir_load *load, const struct cir_table *table, const struct cir_index *sources,
                           struct cir_words *words);

#endif
