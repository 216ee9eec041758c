/** The rows of a log, one after the other, read by one thread: for what looks at few of them, or needs them in order. */
#ifndef CIR_PIPELINE_LOG_ROWS_H
#define CIR_PIPELINE_LOG_ROWS_H

#include "intake/split.h"
#include "pipeline/log.h"

struct cir_log_rows {
    struct cir_log log;
    struct cir_record record;     /**< of the row at hand */
    struct cir_incident incident; /**< likewise, with its problems */
    size_t rows;                  /**< read so far */
    struct cir_block block;
    struct cir_text rest; /**< of the block */
    struct cir_splitter splitter;
    size_t lines; /**< before the block */
};

/** @param rows zeroed; to be closed also after a failure
 * @param hashes keep the hash of all that is read, see cir_log_file_sha256
 * @return as cir_score_log */
enum cir_status cir_log_rows_open(struct cir_log_rows *rows, const struct cir_classifier *classifier, const char *input,
                                  const struct cir_log_format *format, bool hashes, struct cir_error *error);

/** Read the next row, which lasts until the next call.
 * @return CIR_OK, also of a row that has problems; CIR_END; CIR_NO_FILE; CIR_BAD_LOG; CIR_NO_MEMORY */
enum cir_status cir_log_rows_next(struct cir_log_rows *rows, struct cir_error *error);

/** The same of a row that is only split into its cells: the incident stays that of the row before. */
enum cir_status cir_log_rows_split(struct cir_log_rows *rows, struct cir_error *error);

/** Physical line on which the row at hand begins. */
size_t cir_log_rows_line(const struct cir_log_rows *rows);

/** Byte of the log at which it begins, from 0. */
size_t cir_log_rows_byte(const struct cir_log_rows *rows);

void cir_log_rows_close(struct cir_log_rows *rows);

#endif
