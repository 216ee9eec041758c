/** A measured quantity that may be known in part. */
#ifndef CIR_MODEL_QUANTITY_H
#define CIR_MODEL_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** As fmin and fmax, but one machine instruction each; a NAN in the second place is passed over, one in the first
 * stays. */
static inline double cir_lesser(double a, double b)
{
    return b < a ? b : a;
}

static inline double cir_greater(double a, double b)
{
    return b > a ? b : a;
}

enum cir_answer {
    CIR_UNANSWERED,     /**< nothing said; low and high (or options) still bound what it can be */
    CIR_ANSWERED,       /**< a value, a range or a set */
    CIR_NOT_APPLICABLE, /**< has no meaning here: takes its weight with it */
};

struct cir_quantity {
    enum cir_answer answer;
    bool together;    /**< of options: all that are set hold, rather than one of them */
    double low;       /**< least value it can have; of options unused */
    double point;     /**< best single value; NAN when unanswered; of options unused */
    double high;      /**< greatest value it can have; INFINITY when nothing bounds it */
    uint64_t options; /**< of an option measure: those that hold, or those of which one holds */
};

#endif
