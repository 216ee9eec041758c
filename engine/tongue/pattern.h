/** What the files of the tongue share: patterns of the number forms, phrases of its own words. */
#ifndef CIR_TONGUE_PATTERN_H
#define CIR_TONGUE_PATTERN_H

#include "tongue/tongue.h"

/** A pattern with {0} filled by the first text, and {1}, where it has one, by the second. */
void cir_tongue_add_pattern(struct cir_buffer *buffer, const char *pattern, struct cir_text first,
                            struct cir_text second);

/** As cir_tongue_add_phrase, and nothing is isolated: the fillings are numbers and names of the language itself. */
void cir_tongue_add_own_phrase(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word,
                               const struct cir_filling *fillings, size_t count);

#endif
