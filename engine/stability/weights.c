#include "stability/weights.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <stdbool.h>
#include <string.h>

static bool keeps_to_intervals(const double *drawn, const struct cir_weights *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (drawn[i] < weights->low[i] || drawn[i] > weights->high[i])
            return false;
    return true;
}

static void put_in_order(double *drawn, const struct cir_weights *weights, size_t count)
{
    double sorted[CIR_CRITERIA_MAX];
    memcpy(sorted, drawn, count * sizeof *sorted);
    gsl_sort(sorted, 1, count);
    for (size_t i = 0; i < count; i++)
        drawn[i] = sorted[count - 1 - (size_t)weights->given[i]];
}

static void draw_once(double *drawn, const struct cir_weights *weights, size_t count, gsl_rng *random)
{
    double ones[CIR_CRITERIA_MAX];
    for (size_t i = 0; i < count; i++)
        ones[i] = 1;
    gsl_ran_dirichlet(random, count, weights->law == CIR_WEIGHTS_DIRICHLET ? weights->given : ones, drawn);
    if (weights->law == CIR_WEIGHTS_ORDERED)
        put_in_order(drawn, weights, count);
}

enum cir_status cir_weights_draw(double *drawn, uint64_t *tries, const struct cir_weights *weights, size_t count,
                                 gsl_rng *random, struct cir_error *error)
{
    for (*tries = 1; *tries <= CIR_WEIGHT_TRIES_MAX; ++*tries) {
        draw_once(drawn, weights, count, random);
        if (keeps_to_intervals(drawn, weights, count))
            return CIR_OK;
    }
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "no weights keep to their intervals in %d tries: widen the intervals", CIR_WEIGHT_TRIES_MAX);
}
