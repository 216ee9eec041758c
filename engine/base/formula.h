/** Cells that a spreadsheet would run.
 *
 * It takes a cell that begins with = + - @ (or with TAB, CR, LF before one) for a formula (OWASP, "CSV Injection"). */
#ifndef CIR_BASE_FORMULA_H
#define CIR_BASE_FORMULA_H

#include <limits.h>
#include <stdbool.h>

/** First byte of the full-width signs (U+FF0B + U+FF0D - U+FF1D = U+FF20 @), which some spreadsheets take for the
 * plain ones. */
enum { CIR_FULL_WIDTH = 0xef };

/** Whether a cell that begins with this byte may be a formula; only the whole cell tells. */
static inline bool cir_formula_may_begin(char first)
{
    static const bool may_begin[UCHAR_MAX + 1] = {
        ['\t'] = true, ['\n'] = true, ['\r'] = true, ['+'] = true,
        ['-'] = true,  ['='] = true,  ['@'] = true,  [CIR_FULL_WIDTH] = true,
    };
    return may_begin[(unsigned char)first];
}

#endif
