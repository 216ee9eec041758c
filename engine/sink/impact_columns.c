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

enum { FIGURES_MAX = 5 }; /* of a rounded number below 10^4 */

/* figures x 10^-decimals, without the zeros that end it behind the point. */
static size_t write_figures(char *out, unsigned figures, int decimals)
{
    char digits[FIGURES_MAX] = {'0'};
    int count = 0;
    size_t size = 0;
    for (; decimals > 0 && figures % 10 == 0; decimals--)
        figures /= 10;
    for (; figures > 0; figures /= 10)
        digits[count++] = (char)('0' + figures % 10);
    if (count <= decimals)
        out[size++] = '0';
    for (int i = count > decimals ? count : decimals; i > 0; i--) {
        if (i == decimals)
            out[size++] = '.';
        out[size++] = i <= count ? digits[i - 1] : '0';
    }
    return size;
}

/* Numbers below 10^4: the more decimals, the smaller. */
static size_t write_small(char *out, double value)
{
    static const double least[CIR_NUMBER_DIGITS_MAX] = {1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5};
    static const double powers[CIR_NUMBER_DIGITS_MAX + 1] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    int decimals = 0;
    while (decimals < CIR_NUMBER_DIGITS_MAX && value < least[decimals])
        decimals++;
    double exact = value * powers[decimals];
    unsigned figures = (unsigned)exact;
    figures += exact - figures >= .5; /* adding 0.5 itself would round 0.49999999999999994 up */
    if (figures > 0)
        return write_figures(out, figures, decimals);
    *out = '0';
    return 1;
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
