/** A number as a table has it, and a bar made of the numbers of a row. */
#ifndef CIR_FIGURES_BARS_H
#define CIR_FIGURES_BARS_H

#include "figures/plotted.h"

/** Write a number so that its last digit stands at the right end of a block `width` px wide around `middle`, also where
 * words are read from the right: digits are not. */
void cir_bars_number(struct cir_sheet *sheet, struct cir_point middle, double width, const struct cir_shown_cell *cell,
                     struct cir_lettering lettering);

/** Where bars are. */
struct cir_bars {
    double start;
    double scale; /**< px a unit */
    double height;
};

/** Px by which each part of a bar is drawn narrower than it is, half at each end: white between its dark outlines. */
enum { CIR_BARS_GAP = 1 };

/** Draw the parts of a row, one behind the other from `bars->start`, with sheet->y in the middle of the row. Behind them
 * stands an open end where a part is hidden or not known.
 * @return x behind the last part */
double cir_bars_draw(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t row,
                     const struct cir_bars *bars);

/** Greatest sum of a row; NAN where a part is below 0, or the sum is beyond all numbers, then *bad_row and *bad_column are
 * of that part, or of the row and its first part. */
double cir_bars_longest(const struct cir_plotted *plotted, size_t *bad_row, size_t *bad_column);

#endif
