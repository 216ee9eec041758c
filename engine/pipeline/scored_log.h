/** A log that was scored: its rows with the verdicts behind them, as the CSV sink wrote them. */
#ifndef CIR_PIPELINE_SCORED_LOG_H
#define CIR_PIPELINE_SCORED_LOG_H

#include "base/error.h"
#include "model/judged.h"

struct cir_scored_log;

/** Open the log and find its schemes: NAME is one where there are a column NAME_level and another verdict column of
 * NAME, such as NAME_label (sink/verdict_columns.def). Of columns of one name the last counts.
 *
 * @param delimiter '\0': found out from the header
 * @param id_column name of the column that names rows; a log may have none of this name
 * @return CIR_OK, also where no scheme is found; CIR_BAD_LOG for more than CIR_SCHEMES_MAX schemes, and for what is no
 *         log; CIR_NO_FILE; CIR_NO_MEMORY. The caller owns *log */
enum cir_status cir_scored_log_open(struct cir_scored_log **log, const char *input, char delimiter,
                                    const char *id_column, struct cir_error *error);

void cir_scored_log_close(struct cir_scored_log *log);

/** What messages name: the path, or "standard input". */
const char *cir_scored_log_name(const struct cir_scored_log *log);

size_t cir_scored_log_scheme_count(const struct cir_scored_log *log);

/** Name of a scheme, in the order of the columns; lives as long as the log. */
const char *cir_scored_log_scheme(const struct cir_scored_log *log, size_t number);

/** The next row. A scored log holds no bad rows, so any is refused, with its place.
 * @return CIR_OK; CIR_END; CIR_BAD_LOG; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_scored_log_next(struct cir_scored_log *log, struct cir_judged_row *row, struct cir_error *error);

#endif
