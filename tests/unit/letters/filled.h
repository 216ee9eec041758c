/** A letter of the tests' own, filled with values of the tests' own. */
#ifndef CIR_TESTS_FILLED_H
#define CIR_TESTS_FILLED_H

#include "letters/letter.h"

struct filled {
    struct cir_arena arena; /**< of the template */
    struct cir_letter_template template;
    struct cir_letter_values values;
    struct cir_letter letter;
};

/** Read a template, which is right; nothing is known yet. */
void filled_open(struct filled *filled, const char *text);

/** Fill it. @param switches by bit of enum cir_letter_switch */
void filled_make(struct filled *filled, enum cir_language language, uint32_t switches, const char *tlp);

void filled_close(struct filled *filled);

#endif
