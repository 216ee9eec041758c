/** A scored log, or a list of assets as 'cirisk designate' writes it, with all that tables are made of. */
#ifndef CIR_PIPELINE_TOLD_LOG_H
#define CIR_PIPELINE_TOLD_LOG_H

#include "model/told_source.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/score_log.h"
#include "store/told_reader.h"

struct cir_told_log;

/** @param classifier with the definitions by which the log is read, and no scheme; borrowed
 *  @return as cir_told_rows_open. The caller owns *log */
enum cir_status cir_told_log_open(struct cir_told_log **log, const struct cir_classifier *classifier, const char *path,
                                  const struct cir_log_format *format, struct cir_error *error);

void cir_told_log_close(struct cir_told_log *log);

const char *cir_told_log_name(const struct cir_told_log *log);
size_t cir_told_log_scheme_count(const struct cir_told_log *log);
const char *cir_told_log_scheme(const struct cir_told_log *log, size_t number);
const struct cir_text *cir_told_log_columns(const struct cir_told_log *log, size_t *count);
bool cir_told_log_has_designations(const struct cir_told_log *log);
bool cir_told_log_has_impacts(const struct cir_told_log *log);

/** @param source with the tables of the schemes, by which their axes are found; borrowed */
enum cir_status cir_told_log_start(struct cir_told_log *log, const struct cir_told_source *source,
                                   const struct cir_told_needs *needs, const uint32_t *columns, size_t column_count,
                                   struct cir_error *error);

/** As cir_told_rows_next.
 * @param labels gets the label of each level: borrowed; what names the levels of a scheme without tables */
enum cir_status cir_told_log_next(struct cir_told_log *log, struct cir_told_row *row,
                                  struct cir_text labels[CIR_SCHEMES_MAX], struct cir_error *error);

#endif
