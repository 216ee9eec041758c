/** What tables are made of, row by row: a scored log, a list of assets, or a run of a database. */
#ifndef CIR_PIPELINE_TOLD_ROWS_H
#define CIR_PIPELINE_TOLD_ROWS_H

#include "model/told_source.h"
#include "pipeline/score_log.h"
#include "store/told_reader.h"

struct cir_told_rows;

/** Open a log or a database, as its first bytes say, and find its schemes.
 *
 * @param definitions folder laid over the built-in tables, or NULL
 * @return CIR_OK; CIR_BAD_USE for a run that is not there, or of a log; CIR_BAD_LOG for a log that is neither scored nor a
 *         list of assets; CIR_NO_FILE, CIR_BAD_TABLE, CIR_BAD_STORE, CIR_NO_MEMORY. The caller owns *rows */
enum cir_status cir_told_rows_open(struct cir_told_rows **rows, const char *path, uint64_t run, const char *definitions,
                                   const struct cir_log_format *format, struct cir_error *error);

void cir_told_rows_close(struct cir_told_rows *rows);

/** Lives as long as the rows. Words are not loaded. Of schemes that no table knows, levels are added as they come up. */
const struct cir_told_source *cir_told_rows_source(const struct cir_told_rows *rows);

/** The definitions that the rows are read by. */
struct cir_classifier *cir_told_rows_classifier(const struct cir_told_rows *rows);

/** Say what is needed, before the first row.
 * @param columns numbers of the columns of a log whose texts are wanted, borrowed */
enum cir_status cir_told_rows_start(struct cir_told_rows *rows, const struct cir_told_needs *needs,
                                    const uint32_t *columns, size_t column_count, struct cir_error *error);

/** The next row, valid until the next call; what is not needed is not set.
 * @return CIR_OK; CIR_END; CIR_BAD_LOG with the place of what a scored log does not hold; what else the reading ends with */
enum cir_status cir_told_rows_next(struct cir_told_rows *rows, const struct cir_told_row **row,
                                   struct cir_error *error);

#endif
