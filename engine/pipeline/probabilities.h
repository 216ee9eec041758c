/** How likely each level of each row is: the completions that scoring/probability.h asks for, made and measured. */
#ifndef CIR_PIPELINE_PROBABILITIES_H
#define CIR_PIPELINE_PROBABILITIES_H

#include "base/error.h"
#include "base/text.h"
#include "measures/measures.h"
#include "model/cell.h"
#include "model/verdict.h"
#include "pipeline/classifier.h"
#include "scoring/scoring.h"

/** What each column may move in each scheme: made once a run, never changed while threads run. */
struct cir_probability_setup;

/** @param measures those that change from row to row; borrowed, as is the classifier
 *  @param changes by field number: whether a column gives it
 *  @return CIR_OK, CIR_NO_MEMORY. Caller owns *setup */
enum cir_status cir_probability_setup_new(struct cir_probability_setup **setup, const struct cir_classifier *classifier,
                                          const struct cir_measure_plan *measures, const bool *changes,
                                          struct cir_error *error);

void cir_probability_setup_free(struct cir_probability_setup *setup);

/** One thread's memory. */
struct cir_probability_work;

/** @param measured of subject 0 those measures that change in no row hold their values already; copied
 *  @return CIR_OK, CIR_NO_MEMORY. Caller owns *work */
enum cir_status cir_probability_work_new(struct cir_probability_work **work, const struct cir_probability_setup *setup,
                                         const struct cir_measured *measured, struct cir_error *error);

void cir_probability_work_free(struct cir_probability_work *work);

/** Subjects that all schemes have just judged. */
struct cir_judged_batch {
    const struct cir_cell *cells; /**< of field f and subject i: cells[f * stride + i] */
    size_t stride;
    const struct cir_text *ids; /**< by subject */
    const unsigned *subjects;   /**< those that are wanted */
    size_t subject_count;
    const struct cir_measured *measured;
    struct cir_scoring *scorings;       /**< by scheme */
    const struct cir_verdict *verdicts; /**< of subject i and scheme s: [i * schemes + s] */
};

/** @param probabilities of subject i and scheme s: [i * schemes + s] */
void cir_probability_work_out(struct cir_probability_work *work, const struct cir_judged_batch *batch,
                              struct cir_probabilities *probabilities);

#endif
