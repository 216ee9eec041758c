/** Options of a field or measure, from a ';' list. */
#ifndef CIR_DEFINITIONS_OPTION_LIST_H
#define CIR_DEFINITIONS_OPTION_LIST_H

#include "base/arena.h"
#include "model/field.h"

/** Add options from a ';' list to the field (those of "" are none); `*repeated` gets one that was there before, in
 * any case, or an empty text. At most CIR_OPTIONS_MAX are taken: option_count tells.
 * @return false when memory is exhausted */
bool cir_options_add(struct cir_field *field, struct cir_arena *arena, const char *options, struct cir_text *repeated);

/** The ';' list of options that field.def gives a canonical field. */
const char *cir_field_options(enum cir_field_number number);

/** Whether a canonical field has this name. */
bool cir_field_is_canonical(const char *name);

/** The derived measures as fields: name, type NUMBER, OPTION or STATES, unit, options. An array of CIR_MEASURE_DERIVED, or
 * NULL when memory is exhausted. */
struct cir_field *cir_measure_fields(struct cir_arena *arena);

#endif
