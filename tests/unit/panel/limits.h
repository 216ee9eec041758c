/** Limits as the tables have them, for suites that hang on no table. */
#ifndef CIR_TESTS_PANEL_LIMITS_H
#define CIR_TESTS_PANEL_LIMITS_H

#include "model/panel.h"

#include <math.h>

static inline struct cir_panel_limits limits_of_saaty(void)
{
    struct cir_panel_limits limits = {
        .values = {[CIR_PANEL_PAIRWISE_MAX] = 9,
                   [CIR_PANEL_RATING_MAX] = 100,
                   [CIR_PANEL_CONSISTENCY_RATIO_MAX] = 0.1,
                   [CIR_PANEL_CONSENSUS_MODERATE] = 0.65,
                   [CIR_PANEL_CONSENSUS_HIGH] = 0.75,
                   [CIR_PANEL_ANSWERS_SHOWN_LEAST] = 3},
        .random_index = {NAN, NAN, NAN, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59}};
    return limits;
}

/** The matrix of perfectly consistent answers of these weights. */
static inline void matrix_of_weights(double *matrix, const double *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            matrix[i * count + j] = weights[i] / weights[j];
}

/** A pair is not judged. */
static inline void take_out(double *matrix, size_t count, size_t a, size_t b)
{
    matrix[a * count + b] = NAN;
    matrix[b * count + a] = NAN;
}

/** A pair is judged so. */
static inline void put_in(double *matrix, size_t count, size_t a, size_t b, double value)
{
    matrix[a * count + b] = value;
    matrix[b * count + a] = 1 / value;
}

#endif
