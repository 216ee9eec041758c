/** The names that a template of a letter may use. */
#ifndef CIR_LETTERS_LETTER_FIELD_H
#define CIR_LETTERS_LETTER_FIELD_H

#include "base/text.h"

#include <stdint.h>

enum cir_letter_field {
#define CIR_LETTER_FIELD(symbol, name, kind, meaning) CIR_LETTER_##symbol,
#include "letters/letter_field.def"
#undef CIR_LETTER_FIELD
    CIR_LETTER_FIELD_COUNT
};

enum cir_letter_field_kind {
    CIR_LETTER_INCIDENT_FIELD,
    CIR_LETTER_ATTRIBUTION_FIELD, /**< of the incident, and never told unless asked for */
    CIR_LETTER_GIVEN_FIELD,
    CIR_LETTER_MADE_FIELD,
};

enum cir_letter_switch {
#define CIR_LETTER_SWITCH(symbol, name, meaning) CIR_LETTER_IS_##symbol,
#include "letters/letter_switch.def"
#undef CIR_LETTER_SWITCH
    CIR_LETTER_SWITCH_COUNT
};

/** A field or a switch, as lists show it. */
struct cir_letter_name {
    const char *name;
    enum cir_letter_field_kind kind; /**< of a field */
    const char *meaning;
};

const struct cir_letter_name *cir_letter_field_name(unsigned field);
const struct cir_letter_name *cir_letter_switch_name(unsigned number);

/** Number of the field of this name, CIR_LETTER_FIELD_COUNT where there is none. */
unsigned cir_letter_field_find(struct cir_text name);

/** Number of the switch of this name, CIR_LETTER_SWITCH_COUNT where there is none. */
unsigned cir_letter_switch_find(struct cir_text name);

/** The nearest name of a field, or of a switch; empty where none is near. */
struct cir_text cir_letter_field_nearest(struct cir_text name);
struct cir_text cir_letter_switch_nearest(struct cir_text name);

#endif
