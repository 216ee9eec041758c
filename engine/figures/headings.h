/** Labels above columns that stand side by side, and those of their groups above them. */
#ifndef CIR_FIGURES_HEADINGS_H
#define CIR_FIGURES_HEADINGS_H

#include "figures/plotted.h"

/** Columns as they are laid out. */
struct cir_headings {
    const size_t *columns; /**< of the table */
    size_t count;
    double *starts; /**< x of each column */
    double *widths;
    bool upward; /**< labels are turned, as they are too long to stand */
};

/** Whether all labels stand in their columns without a word being split, in at most three lines. */
bool cir_headings_stand(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                        const struct cir_headings *headings);

/** Write them, and move the sheet down to below them. */
void cir_headings_write(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                        const struct cir_headings *headings);

#endif
