/** What the fields of a letter say, in its language. */
#ifndef CIR_LETTERS_VALUES_H
#define CIR_LETTERS_VALUES_H

#include "base/arena.h"
#include "letters/deadlines.h"
#include "letters/letter_field.h"
#include "model/field.h"
#include "model/verdict.h"
#include "tongue/tongue.h"

/** What is known of a field. */
enum cir_letter_answer {
    CIR_LETTER_OPEN,           /**< nobody was asked: a blank to fill */
    CIR_LETTER_UNKNOWN,        /**< it was looked for and cannot be told: "not known" */
    CIR_LETTER_NOT_APPLICABLE, /**< the question has no meaning here: "not applicable" */
    CIR_LETTER_KNOWN,
};

struct cir_letter_value {
    enum cir_letter_answer answer;
    struct cir_text text; /**< of CIR_LETTER_KNOWN; on one line, without any control character */
    bool is_foreign;      /**< a text as it was written, in whatever language; else one in the language of the letter */
};

/** A zeroed struct knows nothing. */
struct cir_letter_values {
    struct cir_arena arena; /**< of the texts; owned */
    struct cir_letter_value list[CIR_LETTER_FIELD_COUNT];
    bool no_memory;
};

/** An incident and what schemes say of it; all borrowed. */
struct cir_letter_facts {
    const struct cir_fields *fields;
    const struct cir_cell *cells; /**< by number of the field */
    const struct cir_scheme *const *schemes;
    const struct cir_verdict *verdicts; /**< one a scheme */
    size_t scheme_count;
};

/** The fields of an incident: numbers as they stand in the log, ranges as ranges, sets as "one of". Attribution too: it
 * comes into a letter only where its switch is on. */
void cir_letter_values_add_facts(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 const struct cir_letter_facts *facts);

/** The deadlines, and what they are counted from. */
void cir_letter_values_add_times(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 const struct cir_letter_times *times);

/** A text as it was given; NULL leaves the field open. */
void cir_letter_values_add_text(struct cir_letter_values *values, enum cir_letter_field field, const char *text);

/** The name of a State that is given by code or name; a text that is none stays as it is. NULL as above. */
void cir_letter_values_add_state(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                 enum cir_letter_field field, const char *text);

/** A span of time or an instant; NAN at its start leaves the field open. */
void cir_letter_values_add_date(struct cir_letter_values *values, const struct cir_tongue *tongue,
                                enum cir_letter_field field, struct cir_date date);

/** Whether memory ran out on the way. */
bool cir_letter_values_failed(const struct cir_letter_values *values);

void cir_letter_values_free(struct cir_letter_values *values);

#endif
