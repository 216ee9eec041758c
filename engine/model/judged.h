/** What was judged earlier, read back: from a scored log, or from a store. */
#ifndef CIR_MODEL_JUDGED_H
#define CIR_MODEL_JUDGED_H

#include "model/scheme.h"
#include "model/verdict.h"

/** The levels that a scheme can give, rising. Their number stands for the place of a level: 0 for the lowest. */
struct cir_scale {
    const char *name; /**< of the scheme */
    int levels[CIR_LEVELS_MAX];
    const char *labels[CIR_LEVELS_MAX]; /**< label ids; "" where it has none */
    size_t count;
    bool is_seen; /**< no table tells the levels: these are the ones that came up */
};

/** A row with its verdicts. Texts are borrowed until the next row is read. */
struct cir_judged_row {
    uint64_t row;                /**< data row, from 1 */
    uint64_t line;               /**< physical line, from 1: of the scored log, or of the log that the run read */
    struct cir_text id;          /**< "" where there is none */
    int levels[CIR_SCHEMES_MAX]; /**< or CIR_LEVEL_UNKNOWN, or CIR_LEVEL_NOT_APPLICABLE */
    struct cir_text labels[CIR_SCHEMES_MAX];  /**< "" where it is not read */
    struct cir_text reasons[CIR_SCHEMES_MAX]; /**< "" where there is none */
};

#endif
