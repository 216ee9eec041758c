/** One cell of CSV output: quotes where RFC 4180 wants them, and the guard against formulas.
 *
 * A spreadsheet takes a cell that begins with = + - @ (or with TAB, CR, LF before one) for a formula and runs it
 * (OWASP, "CSV Injection"); an apostrophe in front makes it text. Plain numbers stay as they are. */
#ifndef CIR_SINK_CSV_CELL_H
#define CIR_SINK_CSV_CELL_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>

/** Whether a cell of this text could be taken for a formula. */
bool cir_csv_is_formula(struct cir_text text);

/** Append one cell, without delimiter.
 * @param guard put an apostrophe before what could be taken for a formula */
void cir_csv_add_cell(struct cir_buffer *buffer, struct cir_text text, char delimiter, bool guard);

#endif
