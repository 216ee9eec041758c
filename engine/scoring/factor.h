/** The values of one factor for all subjects at hand. Inside this stage only. */
#ifndef CIR_SCORING_FACTOR_H
#define CIR_SCORING_FACTOR_H

#include "scoring/scoring.h"

/** As struct cir_factor_value, by subject. */
struct cir_factor_values {
    _Alignas(CIR_WIDE_ALIGN) double low[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double point[CIR_BATCH]; /**< NAN: unanswered, or not applicable */
    _Alignas(CIR_WIDE_ALIGN) double high[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double applies[CIR_BATCH]; /**< 1, or 0: not applicable */
};

/** cir_factor_evaluate of all subjects: the same bits. */
void cir_factor_evaluate_all(struct cir_factor_values *values, const struct cir_factor *factor,
                             const struct cir_measured *measured);

/** Whether any input goes by steps: then the values may jump. */
bool cir_factor_has_steps(const struct cir_factor *factor);

struct cir_factor_value cir_factor_values_at(const struct cir_factor_values *values, size_t i);

void cir_factor_values_set(struct cir_factor_values *values, size_t i, const struct cir_factor_value *value);

#endif
