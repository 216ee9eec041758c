/** What the answer to an open question may be: the values to try when one asks what an answer would change.
 *
 *     a range, a set          as it is spread, see measures/uncertainty.h
 *     blank or unknown:
 *       options, yes or no    each alike
 *       States                of `country` each alike; else one of them, or none: half and half
 *       a number              none, and evenly by the logarithm over the range in which it makes a difference; evenly
 *                             where the field has a greatest value (shares)
 *     >=500, <=500            as a blank number, within the bound
 *
 * In which range a number makes a difference only the one who asks can find out: all answers are sought first, over
 * whatever the field can hold, and then narrowed. */
#ifndef CIR_MEASURES_ANSWERS_H
#define CIR_MEASURES_ANSWERS_H

#include "measures/uncertainty.h"

/** Of a range that is cut into strips of equal probability, the middle of each is an answer; of numbers that are sought,
 * both ends and what lies between them evenly. */
enum { CIR_ANSWER_STRIPS = 16, CIR_ANSWERS_SOUGHT = 64, CIR_ANSWERS_MAX = CIR_STATES_MAX + 1 };

struct cir_answers {
    const struct cir_definitions *definitions; /**< borrowed */
    struct cir_cell open;                      /**< all that the cell may be */
    struct cir_uncertainty uncertainty;        /**< of `open` */
    struct cir_cell none;                      /**< the answer none */
    bool has_none;
    bool is_sought; /**< a number that has not been narrowed */
    size_t count;   /**< at most CIR_ANSWERS_MAX */
    double shares[CIR_ANSWERS_MAX];
    double weights[CIR_ANSWERS_MAX]; /**< 1 in all */
};

/** @param field number of it
 *  @return false where nothing is left to ask: of an exact answer, n/a, a text, a currency, a date that is blank (how
 *          long it took is asked of duration_h), a blank people_unit (which means persons) */
bool cir_answers_of(struct cir_answers *answers, const struct cir_definitions *definitions,
                    const struct cir_fields *fields, unsigned field, const struct cir_cell *cell);

/** Of a number that is sought: keep the answers from number `first` to number `last`, and put strips between them. */
void cir_answers_narrow(struct cir_answers *answers, size_t first, size_t last);

/** Answer number i. */
void cir_answers_get(struct cir_cell *answer, const struct cir_answers *answers, size_t i);

#endif
