/** Names of rows, one below the other, at the side where reading starts. */
#ifndef CIR_FIGURES_ROW_NAMES_H
#define CIR_FIGURES_ROW_NAMES_H

#include "figures/plotted.h"

/** Rows that are drawn: those of the table from first to last, with subtotals and totals. */
struct cir_row_names {
    double width;    /**< of the column of names */
    double *heights; /**< by row of the table */
};

/** Lay names of all rows out in at most `most` px, each in at most three lines.
 * @param least height of a row
 * @return false when memory is exhausted */
bool cir_row_names_make(struct cir_row_names *names, struct cir_sheet *sheet, const struct cir_plotted *plotted,
                        double most, double least);

/** Write the name of a row whose top is sheet->y. */
void cir_row_names_write(struct cir_sheet *sheet, const struct cir_plotted *plotted, const struct cir_row_names *names,
                         size_t row);

/** A thin rule over the width of the figure, above a row of totals. */
void cir_row_names_rule(struct cir_sheet *sheet);

/** @return CIR_OK; CIR_BAD_USE where there are more rows than can be read */
enum cir_status cir_row_names_check(const struct cir_plotted *plotted, struct cir_error *error);

#endif
