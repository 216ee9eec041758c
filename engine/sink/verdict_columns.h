/** The list of verdict columns, and the choice of some of them. */
#ifndef CIR_SINK_VERDICT_COLUMNS_H
#define CIR_SINK_VERDICT_COLUMNS_H

#include "base/text.h"
#include "model/verdict.h"

#include <stdbool.h>

enum cir_verdict_column_number {
#define CIR_VERDICT_COLUMN(symbol, name, type, unit, meaning) CIR_COLUMN_##symbol,
#include "sink/verdict_columns.def"
#undef CIR_VERDICT_COLUMN
    CIR_COLUMN_COUNT
};

/** Bit = number of the column. All but the probabilities, which have to be asked for. */
enum { CIR_COLUMNS_ALL = (1U << CIR_COLUMN_PROBABILITIES) - 1 };

enum { CIR_PROBABILITY_DIGITS = 3, CIR_PROBABILITY_NAME_SIZE = 16 };

struct cir_verdict_column {
    const char *name;
    const char *type; /**< integer, number, text */
    const char *unit; /**< "" where it has none */
    const char *meaning;
};

/** CIR_COLUMN_COUNT of them, by number. */
const struct cir_verdict_column *cir_verdict_column_list(void);

/** Read a choice such as "level,score,axes". Order and repetition do not matter: columns come out in the order of
 * the list.
 * @param unknown gets the first name that is no column, for the message; may be NULL
 * @return false when a name is no column, an empty list included */
bool cir_verdict_columns_read(unsigned *columns, struct cir_text list, struct cir_text *unknown);

static inline bool cir_verdict_columns_has(unsigned columns, enum cir_verdict_column_number column)
{
    return (columns >> column & 1) != 0;
}

/** Name of the column that holds the probability of a level: "p3", "p_cannot_tell" of CIR_LEVEL_UNKNOWN. */
const char *cir_probability_column(char name[CIR_PROBABILITY_NAME_SIZE], int level);

/** Whether an axis is a column of its own. */
bool cir_verdict_columns_axis(const struct cir_axis *axis);

#endif
