/** One cell of CSV output: quotes where RFC 4180 wants them, and the guard against formulas.
 *
 * A spreadsheet takes a cell that begins with = + - @ (or with TAB, CR, LF before one) for a formula and runs it
 * (OWASP, "CSV Injection"); an apostrophe in front makes it text. Plain numbers stay as they are. */
#ifndef CIR_SINK_CSV_CELL_H
#define CIR_SINK_CSV_CELL_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>

/** First byte of the full-width signs (U+FF0B + U+FF0D - U+FF1D = U+FF20 @), which some spreadsheets take for the
 * plain ones. */
enum { CIR_CSV_FULL_WIDTH = 0xef };

/** Whether a cell of this text could be taken for a formula. */
bool cir_csv_is_formula(struct cir_text text);

/** Append one cell, without delimiter.
 * @param guard put an apostrophe before what could be taken for a formula */
void cir_csv_add_cell(struct cir_buffer *buffer, struct cir_text text, char delimiter, bool guard);

/** Whether a byte at the start of a cell calls for cir_csv_is_formula. */
static inline bool cir_csv_is_suspect(char first)
{
    /* Bits of TAB, LF, CR, '+', '-', '=', of the bytes below 64; '@' is 64. One shift costs less than six branches. */
    const unsigned long long low = 1ULL << '\t' | 1ULL << '\n' | 1ULL << '\r' | 1ULL << '+' | 1ULL << '-' | 1ULL << '=';
    unsigned char byte = (unsigned char)first;
    return byte < 64 ? (low >> byte & 1) != 0 : byte == '@' || byte == CIR_CSV_FULL_WIDTH;
}

#endif
