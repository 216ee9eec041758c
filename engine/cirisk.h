/** cirisk: classifies cyber incidents against critical infrastructure by scale and severity.
 *
 * The whole public interface. A classifier holds the definitions and the schemes in use; it is made once, never
 * changes, and may serve any number of threads. Functions that can fail return an `enum cir_status` and describe
 * the failure in a caller-owned `struct cir_error` (last, may be NULL). The library never prints, exits or keeps
 * global state.
 *
 *     struct cir_classifier *classifier = NULL;
 *     struct cir_error error;
 *     const char *schemes[] = {"gge"};
 *     if (cir_classifier_new(&classifier, NULL, schemes, 1, &error) != CIR_OK)
 *         return complain(&error);
 *     const struct cir_fact facts[] = {{"id", "A-1"}, {"date", "2015-12-23"}, {"country", "UA"},
 *                                      {"sector", "power"}, {"people_affected", "225000"},
 *                                      {"service_loss", "total"}, {"duration_h", "6"}};
 *     struct cir_verdict verdict;
 *     cir_classify(classifier, facts, 7, &verdict, &error);
 *     cir_classifier_free(classifier);
 */
#ifndef CIRISK_H
#define CIRISK_H

#include "base/error.h"
#include "figures/figure.h"
#include "model/definitions.h"
#include "model/designation.h"
#include "model/field.h"
#include "model/judged.h"
#include "model/override.h"
#include "model/problem.h"
#include "model/scheme.h"
#include "model/tally.h"
#include "model/verdict.h"
#include "pipeline/classifier.h"
#include "pipeline/compare.h"
#include "pipeline/diff.h"
#include "pipeline/explain_log.h"
#include "pipeline/figure_table.h"
#include "pipeline/list_stability.h"
#include "pipeline/panel.h"
#include "pipeline/register.h"
#include "pipeline/score_log.h"
#include "pipeline/tables.h"
#include "pipeline/what_if.h"
#include "sink/summary.h"
#include "sink/verdict_columns.h"
#include "writers/write_table.h"

#endif
