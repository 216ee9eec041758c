/** What the tongues say, by the words that ship. */
#ifndef CIR_TESTS_SPOKEN_H
#define CIR_TESTS_SPOKEN_H

#include "tongue/tongue.h"

/** The definitions that ship, with their words; loaded once. */
const struct cir_definitions *spoken_definitions(void);

struct cir_tongue spoken_tongue(enum cir_language language);

/** Assert that the buffer holds this, and empty it. */
void spoken_check(struct cir_buffer *buffer, const char *expected);

void spoken_end(void);

/** Six texts, in the order of enum cir_language. */
struct spoken_six {
    const char *texts[CIR_LANGUAGES];
};

#endif
