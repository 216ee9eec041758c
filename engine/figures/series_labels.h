/** Names of lines and areas, beside their ends: no key, no colour to be matched. */
#ifndef CIR_FIGURES_SERIES_LABELS_H
#define CIR_FIGURES_SERIES_LABELS_H

#include "figures/figure.h"
#include "figures/sheet.h"

struct cir_series_label {
    struct cir_text text; /**< clean */
    double wanted;        /**< y of what it names */
    bool has_leader;      /**< what it names is there, to be pointed at */
    double middle;        /**< y where it stands; see cir_series_labels_place */
    struct cir_lines lines;
};

struct cir_series_labels {
    struct cir_series_label list[CIR_FIGURE_SERIES_MAX];
    size_t count;
    bool of_lines; /**< a piece of its line, with its mark, stands before each; else a swatch of its shade */
    double width;  /**< of the widest line, with the room for leaders before it */
};

/** Break the texts into at most two lines, no wider than `most`. */
void cir_series_labels_measure(struct cir_series_labels *labels, struct cir_sheet *sheet, double most);

/** Give each its place: as near to where it is wanted as the others let it, none upon another, from `top` on. Of two that
 * are wanted at one place the later stands above: parts are piled up. */
void cir_series_labels_place(struct cir_series_labels *labels, double top, double bottom);

/** Write them behind x, each with a thin leader from where it is wanted. */
void cir_series_labels_write(struct cir_sheet *sheet, const struct cir_series_labels *labels, double x);

#endif
