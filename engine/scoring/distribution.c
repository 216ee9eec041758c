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
    distribution->per_step = 1 / step;
    distribution->count = steps + 2;
    for (size_t i = 0; i < distribution->count; i++)
        distribution->edges[i] = distribution->ways[i] = distribution->squares[i] = 0;
}

/* ---- adding ----
 *
 * What lies evenly between two places is a density that goes on up to the second, less one that goes on up to the first.
 * Of a density w up to the way b behind point k, each point before k takes w, and k and the next what their hats hold of
 * it: w (1 - (1 - b)^2 / 2) and w b^2 / 2. So the sums of w, of w b and of w b^2 by k tell all masses: nothing has to be
 * added along the way, and no two additions wait for each other but those at one point. */

/* A place in steps from point 0, as the point before it and the way behind that, 0..1. */
struct place {
    unsigned before;
    double behind;
};

static inline struct place place_of(const struct cir_distribution *distribution, double steps)
{
    double last = (double)(distribution->count - 2);
    double held = cir_lesser(cir_greater(steps, 0), last);
    unsigned before = (unsigned)held;
    return (struct place){before, held - (double)before};
}

static inline void add_up_to(struct cir_distribution *distribution, double density, struct place place)
{
    double way = density * place.behind;
    distribution->edges[place.before] += density;
    distribution->ways[place.before] += way;
    distribution->squares[place.before] += way * place.behind;
}

/* A mass m at a place, by which a density up to there grows when the place moves on: m (1 - b) to k, m b to the next. */
static inline void add_point(struct cir_distribution *distribution, double mass, struct place place)
{
    distribution->ways[place.before] += mass;
    distribution->squares[place.before] += 2 * mass * place.behind;
}

/* Below this many steps a part is as good as a point. */
static const double NARROW = 1e-6;

/* Returns how dense a mass is between two places; 0 of what lies at one, which is added there. */
static inline double density_of(struct cir_distribution *distribution, double mass, double from, double to,
                                struct place start)
{
    if (to - from >= NARROW)
        return mass / (to - from);
    add_point(distribution, mass, start);
    return 0;
}

void cir_distribution_add(struct cir_distribution *distribution, double mass, double from, double middle, double to)
{
    double low = (cir_lesser(from, to) - distribution->origin) * distribution->per_step;
    double between = (middle - distribution->origin) * distribution->per_step;
    double high = (cir_greater(from, to) - distribution->origin) * distribution->per_step;
    struct place start = place_of(distribution, low);
    struct place centre = place_of(distribution, between);
    struct place end = place_of(distribution, high);
    double first = density_of(distribution, mass / 2, low, between, start);
    double second = density_of(distribution, mass / 2, between, high, centre);
    add_up_to(distribution, -first, start);
    add_up_to(distribution, first - second, centre);
    add_up_to(distribution, second, end);
}

void cir_distribution_finish(struct cir_distribution *distribution)
{
    const double *edges = distribution->edges;
    const double *ways = distribution->ways;
    const double *squares = distribution->squares;
    double beyond = 0; /* densities that go on up to points behind this one */
    for (size_t i = distribution->count; i > 0; i--) {
        size_t point = i - 1;
        double own = edges[point] / 2 + ways[point] - squares[point] / 2;
        distribution->masses[point] = beyond + own + (point > 0 ? squares[point - 1] / 2 : 0);
        beyond += edges[point];
    }
}

/* ---- sums ---- */

/* For each point of one, all of the other, moved by as much. */
CIR_WIDE static void convolve(double *restrict sum, const double *restrict a, size_t a_count, const double *restrict b,
                              size_t b_count)
{
    for (size_t i = 0; i < a_count; i++)
        for (size_t k = 0; k < b_count; k++)
            sum[i + k] += a[i] * b[k];
}

void cir_distribution_sum(struct cir_distribution *sum, const struct cir_distribution *a,
                          const struct cir_distribution *b)
{
    sum->origin = a->origin + b->origin;
    sum->step = a->step;
    sum->per_step = a->per_step;
    sum->count = a->count + b->count - 1;
    assert(sum->count <= CIR_LATTICE_POINTS);
    for (size_t i = 0; i < sum->count; i++)
        sum->masses[i] = 0;
    convolve(sum->masses, a->masses, a->count, b->masses, b->count);
}

void cir_distribution_cumulate(struct cir_distribution *distribution)
{
    for (size_t i = distribution->count - 1; i > 0; i--)
        distribution->masses[i - 1] += distribution->masses[i];
}

double cir_distribution_mass(const struct cir_distribution *distribution)
{
    double mass = 0;
    for (size_t i = 0; i < distribution->count; i++)
        mass += distribution->masses[i];
    return mass;
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

/* Of a point of the one, the other is asked for what is left. */
double cir_distribution_sum_above(const struct cir_distribution *cumulated, const struct cir_distribution *other,
                                  double value)
{
    double place = (value - cumulated->origin - other->origin) * cumulated->per_step + 0.5;
    if (place <= 0)
        return cumulated->masses[0] * cir_distribution_mass(other);
    if (place >= (double)(cumulated->count + other->count))
        return 0;
    long count = (long)cumulated->count;
    long point = (long)place;
    double behind = place - (double)point;
    double above = 0;
    for (long i = 0; i < (long)other->count; i++) {
        long left = point - i;
        double from = left >= count ? 0 : cumulated->masses[left > 0 ? left : 0];
        double to = left + 1 >= count ? 0 : cumulated->masses[left + 1 > 0 ? left + 1 : 0];
        above += other->masses[i] * (from + (to - from) * behind);
    }
    return above;
}
