/** A log, opened: file, mapping, header and the plan by which its rows are read. */
#ifndef CIR_PIPELINE_LOG_H
#define CIR_PIPELINE_LOG_H

#include "intake/block.h"
#include "intake/header.h"
#include "intake/incident.h"
#include "intake/overrides.h"
#include "pipeline/score_log.h"

struct cir_log {
    struct cir_log_file *file;
    struct cir_header header;
    struct cir_mapping mapping;
    struct cir_overrides overrides; /**< none where none are asked for */
    struct cir_intake_plan *plan;
    struct cir_block_reader reader;
    size_t max_field;
};

/** Open a log and read its header.
 *
 * @param hashes take the SHA-256 of the file on the way
 * @return as cir_score_log. *log is to be closed also after a failure */
enum cir_status cir_log_open(struct cir_log *log, const struct cir_classifier *classifier, const char *input,
                             const struct cir_log_format *format, bool hashes, struct cir_error *error);

/** Make the plan, read the overrides and start the reader behind the header. */
enum cir_status cir_log_start(struct cir_log *log, const struct cir_classifier *classifier,
                              const struct cir_log_format *format, struct cir_error *error);

/** The cell that a field is read from, as it stands in the row; "" when no column gives it.
 * @return false when memory is exhausted */
bool cir_log_cell(const struct cir_log *log, const struct cir_record *record, unsigned field, struct cir_arena *arena,
                  struct cir_text *text);

void cir_log_close(struct cir_log *log);

#endif
