#include "scoring/distribution.h"

#include "base/wide.h"
#include "model/quantity.h"

#include <assert.h>
#include <math.h>

void cir_distribution_start(struct cir_distribution *distribution, double least, double most, double step)
{
    size_t steps = (size_t)ceil((most - least) / step);
    assert(steps <= CIR_LATTICE_STEPS + 1);
    distribution->origin = least;
    distribution->step = step;
    distribution->count = steps + 2;
    for (size_t i = 0; i < distribution->count; i++)
        distribution->masses[i] = 0;
}

static void add_point(struct cir_distribution *distribution, double mass, double place)
{
    double last = (double)(distribution->count - 2);
    double before = cir_lesser(cir_greater(floor(place), 0), last);
    double behind = cir_lesser(cir_greater(place - before, 0), 1);
    distribution->masses[(size_t)before] += mass * (1 - behind);
    distribution->masses[(size_t)before + 1] += mass * behind;
}

/* Integral, up to x, of what falls to the point at 0: 1 at 0, nothing from 1 step away on. */
static double integral(double x)
{
    x = cir_lesser(cir_greater(x, -1), 1);
    return x < 0 ? (x + 1) * (x + 1) / 2 : 1 - (1 - x) * (1 - x) / 2;
}

/* Below this many steps a part is as good as a point. */
static const double NARROW = 1e-6;

void cir_distribution_add(struct cir_distribution *distribution, double mass, double from, double to)
{
    double low = (cir_lesser(from, to) - distribution->origin) / distribution->step;
    double high = (cir_greater(from, to) - distribution->origin) / distribution->step;
    if (high - low < NARROW) {
        add_point(distribution, mass, (low + high) / 2);
        return;
    }
    double density = mass / (high - low);
    size_t last = (size_t)cir_lesser(ceil(high), (double)(distribution->count - 1));
    for (size_t i = (size_t)cir_greater(floor(low), 0); i <= last; i++)
        distribution->masses[i] += density * (integral(high - (double)i) - integral(low - (double)i));
}

CIR_WIDE static void add_scaled(double *restrict sum, const double *restrict masses, size_t count, double factor)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += factor * masses[i];
}

void cir_distribution_sum(struct cir_distribution *sum, const struct cir_distribution *a,
                          const struct cir_distribution *b)
{
    sum->origin = a->origin + b->origin;
    sum->step = a->step;
    sum->count = a->count + b->count - 1;
    assert(sum->count <= CIR_LATTICE_POINTS);
    for (size_t i = 0; i < sum->count; i++)
        sum->masses[i] = 0;
    for (size_t i = 0; i < a->count; i++)
        add_scaled(&sum->masses[i], b->masses, b->count, a->masses[i]);
}

void cir_distribution_cumulate(struct cir_distribution *distribution)
{
    for (size_t i = distribution->count - 1; i > 0; i--)
        distribution->masses[i - 1] += distribution->masses[i];
}

/* The mass of a point lies half a step to either side of it. */
double cir_distribution_above(const struct cir_distribution *cumulated, double value)
{
    double place = (value - cumulated->origin) / cumulated->step + 0.5;
    if (place <= 0)
        return cumulated->masses[0];
    if (place >= (double)cumulated->count)
        return 0;
    size_t point = (size_t)place;
    double from = cumulated->masses[point];
    double to = point + 1 < cumulated->count ? cumulated->masses[point + 1] : 0;
    return from + (to - from) * (place - (double)point);
}
