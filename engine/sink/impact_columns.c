#include "sink/impact_columns.h"

#include <math.h>

enum { SIGNIFICANT = 4 };

static const struct cir_impact_column columns[CIR_IMPACT_NUMBERS] = {
#define CIR_IMPACT_COLUMN(symbol, name, member, meaning) {name, meaning},
#include "sink/impact_columns.def"
#undef CIR_IMPACT_COLUMN
};

const struct cir_impact_column *cir_impact_column_list(void)
{
    return columns;
}

double cir_impact_number(const struct cir_row_impact *impact, enum cir_impact_column_number column)
{
    const double numbers[CIR_IMPACT_NUMBERS] = {
#define CIR_IMPACT_COLUMN(symbol, name, member, meaning) impact->member,
#include "sink/impact_columns.def"
#undef CIR_IMPACT_COLUMN
    };
    return numbers[column];
}

size_t cir_impact_write(char *out, double value)
{
    if (isnan(value))
        return 0;
    int decimals = value > 0 ? SIGNIFICANT - 1 - (int)floor(log10(value)) : 0;
    if (decimals >= 0)
        return cir_number_write(out, value, decimals < CIR_NUMBER_DIGITS_MAX ? decimals : CIR_NUMBER_DIGITS_MAX);
    double step = pow(10, -decimals);
    return cir_number_write_exact(out, round(value / step) * step);
}
