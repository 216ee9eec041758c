#include "scoring/level_masses.h"

#include <math.h>

void cir_probabilities_sure(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level)
{
    bool is_told = level >= 0;
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] = !is_told ? NAN : scheme->bands[band].level == level ? 1 : 0;
    probabilities->cannot_tell = is_told ? 0 : NAN;
}

void cir_probabilities_clear(struct cir_probabilities *probabilities, const struct cir_scheme *scheme)
{
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] = 0;
    probabilities->cannot_tell = 0;
}

void cir_probabilities_add(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level,
                           double mass)
{
    size_t band = cir_verdict_band(scheme, level);
    if (band < scheme->band_count)
        probabilities->bands[band] += mass;
    else
        probabilities->cannot_tell += mass;
}

void cir_probabilities_fold(struct cir_probabilities *probabilities, const struct cir_scheme *scheme,
                            const struct cir_verdict *verdict)
{
    for (size_t band = 0; band < scheme->band_count; band++) {
        int level = scheme->bands[band].level;
        double mass = probabilities->bands[band];
        int nearest = level < verdict->level_low ? verdict->level_low : verdict->level_high;
        if (level >= verdict->level_low && level <= verdict->level_high)
            continue;
        probabilities->bands[band] = 0;
        cir_probabilities_add(probabilities, scheme, nearest, mass);
    }
}

void cir_probabilities_finish(struct cir_probabilities *probabilities, const struct cir_scheme *scheme)
{
    double told = 0;
    for (size_t band = 0; band < scheme->band_count; band++)
        told += probabilities->bands[band];
    double sum = told + probabilities->cannot_tell;
    if (!(told > 0)) {
        cir_probabilities_sure(probabilities, scheme, CIR_LEVEL_UNKNOWN);
        return;
    }
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] /= sum;
    probabilities->cannot_tell /= sum;
}
