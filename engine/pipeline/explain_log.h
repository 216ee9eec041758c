/** One incident of a log, explained by the rows of a scheme. */
#ifndef CIR_PIPELINE_EXPLAIN_LOG_H
#define CIR_PIPELINE_EXPLAIN_LOG_H

#include "model/cell.h"
#include "model/override.h"
#include "model/quantity.h"
#include "model/row_impact.h"
#include "pipeline/asking.h"
#include "pipeline/classifier.h"
#include "pipeline/score_log.h"
#include "scoring/explain.h"

/** A subject found in a log, with all that was made of it. Everything is owned and lives until cir_subject_free. */
struct cir_subject;

/** Read the log up to the row of this id. Of the overrides of log->overrides those of the row count, and must fit it.
 * @return CIR_OK; CIR_END when no row has the id; CIR_BAD_CELL when the row is one that scoring rejects (the error
 *         holds its first problem); else as cir_score_log */
enum cir_status cir_subject_find(struct cir_subject **subject, const struct cir_classifier *classifier,
                                 const char *input, const struct cir_log_format *log, const char *id,
                                 struct cir_error *error);

void cir_subject_free(struct cir_subject *subject);

/** Cells by field number, quantities by measure number (those that the schemes ask for). */
const struct cir_cell *cir_subject_cells(const struct cir_subject *subject);
const struct cir_quantity *cir_subject_quantities(const struct cir_subject *subject);

/** Text of a fact as it stands in the log; "" when blank, or when no column gives it. */
struct cir_text cir_subject_fact(struct cir_subject *subject, unsigned field);

/** Overrides that count in what is made of the subject. */
struct cir_override_list cir_subject_overrides(const struct cir_subject *subject);

size_t cir_subject_line(const struct cir_subject *subject);

/** Why the scheme of that number says what it says; the caller gives the room. Where the level is overridden, that of
 * the verdict is the new one, and what would raise or lower it starts from the computed one. */
void cir_subject_explain(const struct cir_subject *subject, size_t scheme, struct cir_explanation *explanation);

/** What every scheme says of the subject, overridden levels in place.
 *
 * @param verdicts one a scheme */
void cir_subject_judge(const struct cir_subject *subject, struct cir_verdict *verdicts);

/** Hold the levels that the row records, of a log that was scored before, against those of cir_subject_judge.
 * @return CIR_OK, also where it records none; CIR_BAD_CELL where a level differs; CIR_BAD_LOG for what is no level;
 *         CIR_NO_MEMORY */
enum cir_status cir_subject_check_recorded(struct cir_subject *subject, struct cir_error *error);

/** What the network in use says of the subject. @return false where none is used */
bool cir_subject_impact(const struct cir_subject *subject, struct cir_incident_impact *impact);

/** What the scheme of that number would say without the network, before any override of its level.
 * @return false where none is used, or the scheme does not ask for it */
bool cir_subject_without_network(const struct cir_subject *subject, size_t scheme, struct cir_verdict *verdict);

/** What to ask next, for each scheme.
 *
 * @param questions one a scheme
 * @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_subject_ask(const struct cir_subject *subject, struct cir_questions *questions,
                                struct cir_error *error);

/** How likely each level is, as scoring the log by the same schemes tells it.
 *
 * @param probabilities one a scheme
 * @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_subject_probabilities(const struct cir_subject *subject, struct cir_probabilities *probabilities,
                                          struct cir_error *error);

#endif
