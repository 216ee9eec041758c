/** The parts of the words, each filled and linted by a file of its own. */
#ifndef CIR_DEFINITIONS_WORD_PARTS_H
#define CIR_DEFINITIONS_WORD_PARTS_H

#include "definitions/row.h"
#include "model/word.h"

enum { CIR_WORD_ID_SIZE = 80 };

/** The id of a text as it stands in the tables: "total", "incident.few". @return `id` */
const char *cir_word_text_id(size_t text, char id[CIR_WORD_ID_SIZE]);

/** The number forms: each language has one for each kind of digits that it is written with, and one of them is usual. */
void cir_number_forms_fill(struct cir_load *load, const struct cir_table *table, const struct cir_index *sources,
                           struct cir_words *words);

#endif
