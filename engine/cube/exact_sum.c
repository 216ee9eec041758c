#include "cube/exact_sum.h"

#include "base/number.h"

#include <math.h>

enum { FIGURES = 12 };

/* a + b and what its rounding left out. */
static struct cir_exact_sum add_two(double a, double b)
{
    double sum = a + b;
    double of_b = sum - a;
    return (struct cir_exact_sum){sum, (a - (sum - of_b)) + (b - of_b)};
}

void cir_exact_sum_add(struct cir_exact_sum *sum, double value)
{
    struct cir_exact_sum top = add_two(sum->high, value);
    struct cir_exact_sum rest = add_two(top.high, top.low + sum->low);
    *sum = isfinite(rest.high) ? rest : (struct cir_exact_sum){INFINITY, 0};
}

void cir_exact_sum_join(struct cir_exact_sum *sum, const struct cir_exact_sum *other)
{
    cir_exact_sum_add(sum, other->high);
    cir_exact_sum_add(sum, other->low);
}

double cir_exact_sum_value(const struct cir_exact_sum *sum)
{
    char text[CIR_NUMBER_SIZE];
    double value = sum->high + sum->low;
    if (!isfinite(value))
        return INFINITY;
    size_t size = cir_number_write_figures(text, value, FIGURES);
    return cir_number_read((struct cir_text){text, size}, &value) ? value : INFINITY;
}
