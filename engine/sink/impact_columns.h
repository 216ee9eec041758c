/** The columns of an impact and their texts, for every format. */
#ifndef CIR_SINK_IMPACT_COLUMNS_H
#define CIR_SINK_IMPACT_COLUMNS_H

#include "base/number.h"
#include "model/row_impact.h"

enum cir_impact_column_number {
#define CIR_IMPACT_COLUMN(symbol, name, member, meaning) CIR_IMPACT_COLUMN_##symbol,
#include "sink/impact_columns.def"
#undef CIR_IMPACT_COLUMN
    CIR_IMPACT_NUMBERS
};

/** The last column, a text: three nodes that lose most. */
#define CIR_IMPACT_TOP_COLUMN "impact_top"

struct cir_impact_column {
    const char *name;
    const char *meaning; /**< "" where that of the column before it goes on */
};

/** The columns of numbers, CIR_IMPACT_NUMBERS of them. */
const struct cir_impact_column *cir_impact_column_list(void);

/** @param numbers CIR_IMPACT_NUMBERS of them, by column; NAN where it is not told */
void cir_impact_numbers(double *numbers, const struct cir_row_impact *impact);

/** Write a number >= 0 with four significant digits, as the data have no more, and at most nine decimals; nothing of
 * NAN. `out` has room for CIR_NUMBER_SIZE bytes and is not terminated. @return bytes written */
size_t cir_impact_write(char *out, double value);

#endif
