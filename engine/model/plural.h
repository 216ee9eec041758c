/** The forms that a counted noun takes, by the plural rules of Unicode CLDR 48 for whole numbers. */
#ifndef CIR_MODEL_PLURAL_H
#define CIR_MODEL_PLURAL_H

#include "model/definitions.h"

enum cir_plural {
    CIR_PLURAL_ZERO,
    CIR_PLURAL_ONE,
    CIR_PLURAL_TWO,
    CIR_PLURAL_FEW,
    CIR_PLURAL_MANY,
    CIR_PLURAL_OTHER,
    CIR_PLURALS
};

/** What a language asks of the texts of a counted noun for one form. */
enum cir_plural_need {
    CIR_PLURAL_NEVER,    /**< it has no such form */
    CIR_PLURAL_OPTIONAL, /**< that of the others serves where it is not there */
    CIR_PLURAL_NEEDED,
};

/** "zero", "one", "two", "few", "many", "other". */
const char *cir_plural_name(enum cir_plural plural);

/** The form that goes with a count. */
enum cir_plural cir_plural_of(enum cir_language language, uint64_t count);

enum cir_plural_need cir_plural_need_of(enum cir_language language, enum cir_plural plural);

/** Whether the form goes with a single number, so that the text may leave it out: "no incident", "حادثتان". */
bool cir_plural_is_one_number(enum cir_language language, enum cir_plural plural);

#endif
