/** A letter in its six languages: the files datasets/letters/NAME/{ar,en,es,fr,ru,zh}.txt. */
#ifndef CIR_LETTERS_FORMS_H
#define CIR_LETTERS_FORMS_H

#include "letters/template.h"

struct cir_letter_form {
    struct cir_arena arena;
    struct cir_letter_template languages[CIR_LANGUAGES];
};

/** Load a letter. All its languages are read and held against each other, whichever is asked for: one that lacks what
 * another has is refused.
 *
 * @param name of a letter in `overlay` or embedded
 * @param overlay folder laid over the embedded definitions, or NULL
 * @param findings gets all that is wrong; NULL where the first finding, in `error`, is enough
 * @return CIR_OK; CIR_BAD_TABLE; CIR_BAD_USE when there is no such letter; CIR_NO_FILE; CIR_NO_MEMORY.
 *         The caller owns *form */
enum cir_status cir_letter_form_load(struct cir_letter_form **form, const char *overlay, const char *name,
                                     const struct cir_findings *findings, struct cir_error *error);

void cir_letter_form_free(struct cir_letter_form *form);

#endif
