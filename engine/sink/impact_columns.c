#include "sink/impact_columns.h"

#include <math.h>

static const struct cir_impact_column columns[CIR_IMPACT_NUMBERS] = {
#define CIR_IMPACT_COLUMN(symbol, name, member, meaning) {name, meaning},
#include "sink/impact_columns.def"
#undef CIR_IMPACT_COLUMN
};

const struct cir_impact_column *cir_impact_column_list(void)
{
    return columns;
}

void cir_impact_numbers(double *numbers, const struct cir_row_impact *impact)
{
#define CIR_IMPACT_COLUMN(symbol, name, member, meaning) numbers[CIR_IMPACT_COLUMN_##symbol] = impact->member;
#include "sink/impact_columns.def"
#undef CIR_IMPACT_COLUMN
}

/* Numbers below 10^4: the more decimals, the smaller. */
static size_t write_small(char *out, double value)
{
    static const double least[CIR_NUMBER_DIGITS_MAX] = {1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5};
    int decimals = 0;
    while (decimals < CIR_NUMBER_DIGITS_MAX && value < least[decimals])
        decimals++;
    return cir_number_write(out, value, decimals);
}

size_t cir_impact_write(char *out, double value)
{
    const double too_many = 1e4; /* for four digits before the point */
    const double exact = 1e15;   /* whole numbers below it are, in a double */
    if (isnan(value))
        return 0;
    if (value < too_many)
        return write_small(out, value);
    double step = 1;
    while (value / step >= too_many)
        step *= 10;
    double rounded = round(value / step) * step;
    return rounded < exact ? cir_number_write_count(out, (uint64_t)rounded) : cir_number_write_exact(out, rounded);
}
