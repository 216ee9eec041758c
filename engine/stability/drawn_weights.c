#include "stability/drawn_weights.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <string.h>

static bool keeps_to_intervals(const double *drawn, const struct cir_weights *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (drawn[i] < weights->low[i] || drawn[i] > weights->high[i])
            return false;
    return true;
}

/* What lies above the least weights is as uniform as the whole. */
static void shift_to_lows(double *drawn, const struct cir_weights *weights, size_t count)
{
    double rest = 1;
    for (size_t i = 0; i < count; i++)
        rest -= weights->low[i];
    rest = rest > 0 ? rest : 0; /* lows whose sum is 1, but for rounding */
    for (size_t i = 0; i < count; i++)
        drawn[i] = weights->low[i] + rest * drawn[i];
}

static void put_in_order(double *drawn, const struct cir_weights *weights, size_t count)
{
    double sorted[CIR_PANEL_CRITERIA_MAX];
    memcpy(sorted, drawn, count * sizeof *sorted);
    gsl_sort(sorted, 1, count);
    for (size_t i = 0; i < count; i++)
        drawn[i] = sorted[count - 1 - (size_t)weights->given[i]];
}

static void draw_once(double *drawn, const struct cir_weights *weights, size_t count, gsl_rng *random)
{
    double shapes[CIR_PANEL_CRITERIA_MAX] = {0};
    for (size_t i = 0; i < count; i++)
        shapes[i] = weights->law == CIR_WEIGHTS_DIRICHLET ? weights->concentration * weights->given[i] : 1;
    gsl_ran_dirichlet(random, count, shapes, drawn);
    if (weights->law == CIR_WEIGHTS_ORDERED)
        put_in_order(drawn, weights, count);
    if (weights->law == CIR_WEIGHTS_UNIFORM && weights->has_intervals)
        shift_to_lows(drawn, weights, count);
}

enum cir_status cir_weights_draw(double *drawn, uint64_t *tries, const struct cir_weights *weights, size_t count,
                                 gsl_rng *random, struct cir_error *error)
{
    *tries = 1;
    if (weights->law == CIR_WEIGHTS_FIXED) {
        memcpy(drawn, weights->given, count * sizeof *drawn);
        return CIR_OK;
    }
    for (; *tries <= CIR_WEIGHT_TRIES_MAX; ++*tries) {
        draw_once(drawn, weights, count, random);
        if (!weights->has_intervals || keeps_to_intervals(drawn, weights, count))
            return CIR_OK;
    }
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "no weights keep to their intervals in %d tries: widen the intervals", CIR_WEIGHT_TRIES_MAX);
}

static double centroid(size_t place, size_t count)
{
    double sum = 0;
    for (size_t k = count; k > place; k--)
        sum += 1 / (double)k;
    return sum / (double)count;
}

void cir_weights_mean(double *mean, const struct cir_weights *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        switch (weights->law) {
        case CIR_WEIGHTS_UNIFORM:
            mean[i] = 1 / (double)count;
            break;
        case CIR_WEIGHTS_ORDERED:
            mean[i] = centroid((size_t)weights->given[i], count);
            break;
        case CIR_WEIGHTS_DIRICHLET:
        case CIR_WEIGHTS_FIXED:
            mean[i] = weights->given[i];
            break;
        }
}
