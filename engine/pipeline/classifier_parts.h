/** What the stages of the pipeline share of a classifier beyond its public face. */
#ifndef CIR_PIPELINE_CLASSIFIER_PARTS_H
#define CIR_PIPELINE_CLASSIFIER_PARTS_H

#include "definitions/definitions.h"
#include "measures/measures.h"
#include "pipeline/classifier.h"

/** The table in use at this path, or NULL. */
const struct cir_definition_file *cir_classifier_file(const struct cir_classifier *classifier, const char *path);

const struct cir_measure_plan *cir_classifier_measures(const struct cir_classifier *classifier);

/** Where impacts come from; NULL where no network is used. */
const struct cir_impact_source *cir_classifier_impacts(const struct cir_classifier *classifier);

/** Whether memory ran out while impacts were looked up: some rows then miss theirs. */
bool cir_classifier_lost_impacts(const struct cir_classifier *classifier);

/** Load a scheme beside those of the classifier, which judges by it in no way. @return as cir_scheme_load; the caller owns
 * *scheme, and frees it before the classifier */
enum cir_status cir_classifier_load_beside(struct cir_scheme **scheme, struct cir_classifier *classifier,
                                           const char *definitions, const char *name, struct cir_error *error);

const struct cir_scheme *const *cir_classifier_schemes(const struct cir_classifier *classifier);

#endif
