/** Words for the columns of a log, from the one list of fields. */
#ifndef CIR_TOOLS_FIELD_WORDS_H
#define CIR_TOOLS_FIELD_WORDS_H

#include "base/buffer.h"
#include "model/field.h"

#include <stdbool.h>

/** What a cell of this type holds, in one or two words. */
const char *field_type_words(enum cir_type type);

/** Whether a log must have the column. */
bool field_is_required(size_t field);

/** Append the options of a field, joined by " ", or where they come from. */
void field_add_options(struct cir_buffer *buffer, const struct cir_field *field);

#endif
