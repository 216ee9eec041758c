/** Rejected rows as CSV (comma, LF, RFC 4180 quotes): one line a problem, the row itself untouched in the last cell. */
#ifndef CIR_SINK_REJECTS_SINK_H
#define CIR_SINK_REJECTS_SINK_H

#include "base/buffer.h"
#include "model/problem.h"

#include <stdbool.h>

/** Append the header line, of the names in rejects_columns.def. */
void cir_rejects_header(struct cir_buffer *buffer);

/** Append one problem.
 * @param file name of the input
 * @param raw_line the record's text
 * @param raw no guard against formulas on what comes from outside, see csv_cell.h */
void cir_rejects_row(const char *file, const struct cir_problem *problem, struct cir_text raw_line, bool raw,
                     struct cir_buffer *buffer);

#endif
