/** Columns of a table that are written beside what is drawn: words, codes, and numbers that are not drawn. */
#ifndef CIR_FIGURES_SIDE_COLUMNS_H
#define CIR_FIGURES_SIDE_COLUMNS_H

#include "figures/headings.h"
#include "figures/plotted.h"

struct cir_side_columns {
    struct cir_headings headings; /**< starts, widths; the columns they are of */
    double width;                 /**< of all of them */
};

/** Lay out columns of the table from x = `start` on, each as wide as its widest cell asks, in no more than `most` px all
 * together: then the widest are narrowed first, and what has no room is cut, never a number.
 * @param columns room for `count`; lives as long as the sheet
 * @return CIR_OK; CIR_BAD_USE where even so they have no room; CIR_NO_MEMORY */
enum cir_status cir_side_columns_make(struct cir_side_columns *side, struct cir_sheet *sheet,
                                      const struct cir_plotted *plotted, const size_t *columns, size_t count,
                                      double start, double most, struct cir_error *error);

/** Cells of a row on the base line y. */
void cir_side_columns_write(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                            const struct cir_side_columns *side, size_t row, double y);

#endif
