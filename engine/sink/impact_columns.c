#include "sink/impact_columns.h"

#include <math.h>
#include <string.h>

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

/* ---- numbers ---- */

enum { FIGURES = 4 };

static void put_figures(char *out, size_t figures)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445"
        "46474849505152535455565758596061626364656667686970717273747576777879808182838485868788899091"
        "9293949596979899";
    memcpy(out, &pairs[figures / 100 * 2], 2);
    memcpy(out + 2, &pairs[figures % 100 * 2], 2);
}

/* Without the zeros that end it behind the point, and without a point that ends it. */
static size_t without_zeros(const char *out, size_t size)
{
    while (out[size - 1] == '0')
        size--;
    return out[size - 1] == '.' ? size - 1 : size;
}

/* Four figures x 10^-decimals. They begin with a zero only where there are CIR_NUMBER_DIGITS_MAX decimals. */
static size_t write_figures(char *out, unsigned figures, int decimals)
{
    if (decimals >= FIGURES) {
        memcpy(out, "0.00000", 2 + CIR_NUMBER_DIGITS_MAX - FIGURES);
        put_figures(out + 2 + decimals - FIGURES, figures);
        return without_zeros(out, 2 + (size_t)decimals);
    }
    char digits[FIGURES];
    const size_t whole = (size_t)(FIGURES - decimals);
    put_figures(digits, figures);
    memcpy(out, digits, whole);
    if (decimals == 0)
        return whole;
    out[whole] = '.';
    memcpy(out + whole + 1, digits + whole, (size_t)decimals);
    return without_zeros(out, FIGURES + 1);
}

/* Numbers below 10^4: the more decimals, the smaller. */
static size_t write_small(char *out, double value)
{
    static const double least[CIR_NUMBER_DIGITS_MAX] = {1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5};
    static const double powers[CIR_NUMBER_DIGITS_MAX + 1] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    const unsigned too_many = 10000;
    int decimals = 0;
    while (decimals < CIR_NUMBER_DIGITS_MAX && value < least[decimals])
        decimals++;
    double exact = value * powers[decimals];
    unsigned figures = (unsigned)exact;
    figures += exact - figures >= .5; /* adding 0.5 itself would round 0.49999999999999994 up */
    if (figures == too_many && decimals == 0)
        return cir_number_write_count(out, figures);
    if (figures == too_many) { /* one figure more before the point, one fewer behind it */
        figures /= 10;
        decimals--;
    }
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
