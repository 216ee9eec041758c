/** The verdict of the sample scheme on facts made by hand. */
#ifndef CIR_TESTS_SAMPLE_VERDICT_H
#define CIR_TESTS_SAMPLE_VERDICT_H

#include "sample.h"
#include "scoring/scoring.h"
#include "unit/measures/facts.h"

static inline void sample_judge(struct cir_verdict *verdict, const struct sample *sample, struct facts *facts)
{
    const struct cir_scheme *schemes[] = {&sample->scheme};
    struct cir_measure_plan plan;
    cir_measure_plan_make(&plan, &facts->definitions, &facts->fields, schemes, 1, NULL);
    cir_measures_compute_single(&plan, facts->cells, facts->quantities);
    cir_score(&sample->scheme, facts->quantities, verdict);
}

#endif
