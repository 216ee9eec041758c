/** Values in classes of shades: a fifth of the distinct values above 0 in each, however far they lie apart. */
#ifndef CIR_FIGURES_CLASSES_H
#define CIR_FIGURES_CLASSES_H

#include "figures/plotted.h"

enum { CIR_CLASSES_MAX = 5 };

/** A class: the cells with its least and its greatest value. */
struct cir_class_ends {
    const struct cir_shown_cell *low;
    const struct cir_shown_cell *high;
};

struct cir_classes {
    const struct cir_shown_cell **order; /**< cells with distinct values above 0, rising; lives as long as the sheet */
    size_t distinct;
    size_t count; /**< 0 where no value is above 0 */
    struct cir_class_ends ends[CIR_CLASSES_MAX];
};

/** @return false when memory is exhausted */
bool cir_classes_make(struct cir_classes *classes, struct cir_sheet *sheet, const struct cir_plotted *plotted);

/** Class of a value above 0. */
size_t cir_classes_of(const struct cir_classes *classes, double value);

#endif
