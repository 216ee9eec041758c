#include "scoring/sobol_draws.h"

#include <gsl/gsl_qrng.h>
#include <stdlib.h>

enum { SOBOL_DIMENSIONS = 40 }; /* all that GSL has */

struct cir_sobol_draws {
    gsl_qrng *sequence; /* owned */
    uint64_t seed;
    size_t drawn;
};

enum cir_status cir_sobol_draws_new(struct cir_sobol_draws **draws, struct cir_error *error)
{
    *draws = NULL;
    struct cir_sobol_draws *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->sequence = gsl_qrng_alloc(gsl_qrng_sobol, SOBOL_DIMENSIONS);
    if (made->sequence == NULL) {
        cir_sobol_draws_free(made);
        return cir_fail_memory(error);
    }
    *draws = made;
    return CIR_OK;
}

void cir_sobol_draws_free(struct cir_sobol_draws *draws)
{
    if (draws == NULL)
        return;
    if (draws->sequence != NULL)
        gsl_qrng_free(draws->sequence);
    free(draws);
}

void cir_sobol_draws_start(struct cir_sobol_draws *draws, uint64_t seed)
{
    gsl_qrng_init(draws->sequence);
    draws->seed = seed;
    draws->drawn = 0;
}

/* A well mixed number of a seed and a place (splitmix64). */
static uint64_t mix_bits(uint64_t bits)
{
    bits += UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

static double fraction(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

/* Beyond the dimensions of the sequence, numbers that are as good as random. */
static double draw(const struct cir_sobol_draws *draws, const double *place, size_t fact)
{
    uint64_t own = mix_bits(draws->seed ^ mix_bits(fact));
    if (fact >= SOBOL_DIMENSIONS)
        return fraction(mix_bits(own + draws->drawn));
    double sum = place[fact] + fraction(own);
    return sum < 1 ? sum : sum - 1;
}

void cir_sobol_draws_next(struct cir_sobol_draws *draws, double (*shares)[CIR_BATCH], size_t fact_count)
{
    for (size_t i = 0; i < CIR_BATCH; i++, draws->drawn++) {
        double place[SOBOL_DIMENSIONS];
        gsl_qrng_get(draws->sequence, place);
        for (size_t fact = 0; fact < fact_count; fact++)
            shares[fact][i] = draw(draws, place, fact);
    }
}
