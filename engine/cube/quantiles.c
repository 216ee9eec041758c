#include "cube/quantiles.h"

#include <math.h>
#include <stdlib.h>

/* A code is 1 + (exponent + 330) * 10000 + figures, figures from 1000 to 9999; 1 stands for 0, and 0 for a free slot. */
enum { FIGURES_LEAST = 1000, FIGURES_END = 10000, EXPONENT_SHIFT = 330, CAPACITY_FIRST = 64 };

/* Powers of ten that a double holds exactly. */
static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

enum { EXACT_POWERS = sizeof exact_powers / sizeof exact_powers[0] };

/* value / 10^power, of a power that may be beyond what a double holds in one step. */
static double scaled(double value, int power)
{
    const unsigned size = power < 0 ? 0U - (unsigned)power : (unsigned)power;
    if (size < EXACT_POWERS)
        return power < 0 ? value * exact_powers[size] : value / exact_powers[size];
    const int half = power / 2;
    return value / pow(10, half) / pow(10, power - half);
}

uint32_t cir_quantile_code(double value)
{
    if (!(value > 0))
        return 1;
    int exponent = (int)floor(log10(value)) - 3;
    double figures = rint(scaled(value, exponent));
    if (figures < FIGURES_LEAST)
        figures = rint(scaled(value, --exponent));
    if (figures >= FIGURES_END) {
        figures = rint(scaled(value, exponent + 1));
        exponent++;
    }
    return 1 + (uint32_t)((exponent + EXPONENT_SHIFT) * FIGURES_END) + (uint32_t)figures;
}

static double value_of(uint32_t code)
{
    if (code == 1)
        return 0;
    int exponent = (int)((code - 1) / FIGURES_END) - EXPONENT_SHIFT;
    double figures = (double)((code - 1) % FIGURES_END);
    return exponent < 0 ? scaled(figures, -exponent) : figures * pow(10, exponent);
}

/* The slot of a code, or the free one where it would stand. */
static struct cir_quantile_bin *slot_of(const struct cir_quantiles *quantiles, uint32_t code)
{
    size_t at = (code * UINT32_C(2654435761) >> 7) & (quantiles->capacity - 1);
    while (quantiles->bins[at].code != 0 && quantiles->bins[at].code != code)
        at = (at + 1) & (quantiles->capacity - 1);
    return &quantiles->bins[at];
}

static bool grow(struct cir_quantiles *quantiles)
{
    struct cir_quantiles larger = {.capacity = quantiles->capacity > 0 ? quantiles->capacity * 2 : CAPACITY_FIRST,
                                   .used = quantiles->used,
                                   .count = quantiles->count};
    larger.bins = calloc(larger.capacity, sizeof *larger.bins);
    if (larger.bins == NULL)
        return false;
    for (size_t i = 0; i < quantiles->capacity; i++)
        if (quantiles->bins[i].code != 0)
            *slot_of(&larger, quantiles->bins[i].code) = quantiles->bins[i];
    free(quantiles->bins);
    *quantiles = larger;
    return true;
}

bool cir_quantiles_add(struct cir_quantiles *quantiles, uint32_t code, uint64_t times)
{
    if (quantiles->used * 2 >= quantiles->capacity && !grow(quantiles))
        return false;
    struct cir_quantile_bin *bin = slot_of(quantiles, code);
    quantiles->used += bin->code == 0;
    bin->code = code;
    bin->count += times;
    quantiles->count += times;
    return true;
}

bool cir_quantiles_join(struct cir_quantiles *quantiles, const struct cir_quantiles *other)
{
    for (size_t i = 0; i < other->capacity; i++)
        if (other->bins[i].code != 0 && !cir_quantiles_add(quantiles, other->bins[i].code, other->bins[i].count))
            return false;
    return true;
}

static int by_code(const void *a, const void *b)
{
    uint32_t left = ((const struct cir_quantile_bin *)a)->code;
    uint32_t right = ((const struct cir_quantile_bin *)b)->code;
    return (left > right) - (left < right);
}

/* Value of a rank, from 0. Free slots count nothing, and stand first. */
static double of_rank(const struct cir_quantiles *quantiles, uint64_t rank)
{
    size_t at = 0;
    for (uint64_t below = 0; at + 1 < quantiles->capacity && below + quantiles->bins[at].count <= rank; at++)
        below += quantiles->bins[at].count;
    return value_of(quantiles->bins[at].code);
}

double cir_quantiles_at(struct cir_quantiles *quantiles, double share)
{
    if (quantiles->count == 0)
        return NAN;
    if (!quantiles->is_sorted)
        qsort(quantiles->bins, quantiles->capacity, sizeof *quantiles->bins, by_code);
    quantiles->is_sorted = true;
    double place = share * (double)(quantiles->count - 1);
    uint64_t rank = (uint64_t)floor(place);
    double low = of_rank(quantiles, rank);
    double high = rank + 1 < quantiles->count ? of_rank(quantiles, rank + 1) : low;
    return low + (high - low) * (place - floor(place));
}

void cir_quantiles_free(struct cir_quantiles *quantiles)
{
    free(quantiles->bins);
    *quantiles = (struct cir_quantiles){0};
}
