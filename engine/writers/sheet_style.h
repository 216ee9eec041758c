/** Styles of a workbook: each look of a cell is kept once, and cells refer to it by its number. */
#ifndef CIR_WRITERS_SHEET_STYLE_H
#define CIR_WRITERS_SHEET_STYLE_H

#include "base/buffer.h"
#include "model/shown_table.h"

#include <stdbool.h>
#include <stddef.h>

enum cir_sheet_line { CIR_SHEET_NO_LINE, CIR_SHEET_LINE_ABOVE, CIR_SHEET_LINE_BELOW };

enum { CIR_SHEET_FORMAT_SIZE = 64 };

struct cir_sheet_style {
    char format[CIR_SHEET_FORMAT_SIZE]; /**< of a number, as "#,##0.00"; empty: it is text */
    bool bold;
    enum cir_sheet_line line;
    bool at_end;     /**< of the direction of the sheet */
    bool from_right; /**< the direction of the text */
    bool in_right_sheet;
    bool is_quoted; /**< stays text when a person edits it, whatever it looks like */
};

/** A zeroed struct has the plain style alone, number 0. */
struct cir_sheet_styles {
    struct cir_sheet_style *list; /**< owned; number 1 comes first */
    size_t count;
    size_t capacity;
    bool failed; /**< memory ran out */
};

/** The number of a style. */
size_t cir_sheet_style_number(struct cir_sheet_styles *styles, const struct cir_sheet_style *style);

/** Append the whole of xl/styles.xml behind its first line. */
void cir_sheet_styles_add(struct cir_buffer *buffer, const struct cir_sheet_styles *styles);

void cir_sheet_styles_free(struct cir_sheet_styles *styles);

/** How a sheet holds a finite number of which `significant` digits are honest (0: all of them): as it is, where a format
 * can round it; rounded, where it has more digits before the decimal sign than are honest. It is rounded, and zeros at
 * its end are left out, as base/number.h does; a spreadsheet that rounds halves up may show another last digit.
 * @param format gets the format that shows so many digits
 * @param note number of a note that is shown behind it; 0: none
 * @return what the sheet holds */
double cir_sheet_number(char format[CIR_SHEET_FORMAT_SIZE], double value, unsigned significant, bool percent,
                        unsigned note);

#endif
