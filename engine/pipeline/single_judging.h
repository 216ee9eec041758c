/** One subject at a time, judged by all schemes: a batch of one. */
#ifndef CIR_PIPELINE_SINGLE_JUDGING_H
#define CIR_PIPELINE_SINGLE_JUDGING_H

#include "base/error.h"
#include "base/text.h"
#include "model/cell.h"
#include "model/verdict.h"
#include "pipeline/classifier.h"

/** What it takes: used again for subject after subject. */
struct cir_single_judging;

/** The classifier is borrowed.
 * @return CIR_OK, CIR_NO_MEMORY. Caller owns *judging */
enum cir_status cir_single_judging_new(struct cir_single_judging **judging, const struct cir_classifier *classifier,
                                       bool wants_probabilities, struct cir_error *error);

void cir_single_judging_free(struct cir_single_judging *judging);

/** Judge a subject. Cannot fail.
 * @param cells by number of the field */
void cir_single_judge(struct cir_single_judging *judging, const struct cir_cell *cells, struct cir_text id);

/** Of the subject that was judged last, one a scheme; probabilities are NULL where they are not wanted. */
const struct cir_verdict *cir_single_verdicts(const struct cir_single_judging *judging);
const struct cir_probabilities *cir_single_probabilities(const struct cir_single_judging *judging);

#endif
