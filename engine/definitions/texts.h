/** Texts in the six languages, from long tables of id, lang, text. */
#ifndef CIR_DEFINITIONS_TEXTS_H
#define CIR_DEFINITIONS_TEXTS_H

#include "definitions/table.h"
#include "model/definitions.h"

/** Codes of the languages, in the order of enum cir_language. */
#define CIR_LANGUAGE_CODES "ar;en;es;fr;ru;zh"

/** The texts of `count` ids, by the number that `ids` gives them; refuses an id that it does not know and one that
 * lacks a language.
 * @param names the ids by number, for messages
 * @return NULL when memory is exhausted; a text that is missing is "" */
const char *(*cir_texts_read(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                             const char *const *names, size_t count))[CIR_LANGUAGES];

/** The same where an id may have no text in any language: then all six are NULL. */
const char *(*cir_texts_read_some(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                                  const char *const *names, size_t count))[CIR_LANGUAGES];

#endif
