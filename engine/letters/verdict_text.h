/** What a scheme says of an incident, in a sentence. */
#ifndef CIR_LETTERS_VERDICT_TEXT_H
#define CIR_LETTERS_VERDICT_TEXT_H

#include "model/verdict.h"
#include "tongue/tongue.h"

/** Append "gge 1.0: severe, not below minor and not above emergency (score 55–70 of 100; 80% of what the scheme asks was
 * answered)": the level, the ends it may have where they differ, the score where the scheme has one. */
void cir_letter_add_verdict(struct cir_buffer *buffer, const struct cir_tongue *tongue, const struct cir_scheme *scheme,
                            const struct cir_verdict *verdict);

#endif
