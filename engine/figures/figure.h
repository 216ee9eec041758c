/** Figures as SVG: a table as people see it, drawn.
 *
 * A figure shows what its table shows: texts, numbers, notes, what is hidden or not known, the source, the TLP label. It
 * tells nothing by colour alone, is read in grey and from the right where its language is. Text stays text. There is no
 * script, no style sheet, no reference to anything outside it, and all its ids begin with "figure-" and the id of the
 * table, so that several stand in one page. */
#ifndef CIR_FIGURES_FIGURE_H
#define CIR_FIGURES_FIGURE_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/shown_table.h"
#include "tongue/tongue.h"

enum cir_figure_kind {
#define CIR_FIGURE_KIND(symbol, word, draw, is_in_time, meaning) CIR_FIGURE_##symbol,
#include "figures/kinds.def"
#undef CIR_FIGURE_KIND
    CIR_FIGURE_KINDS
};

/** Rows, or points of time, that a figure can be read with. */
enum { CIR_FIGURE_ROWS_MAX = 40, CIR_FIGURE_PERIODS_MAX = 120, CIR_FIGURE_SERIES_MAX = 8 };

enum { CIR_FIGURE_WIDTH = 760, CIR_FIGURE_WIDTH_LEAST = 320, CIR_FIGURE_WIDTH_MOST = 2400 };

/** In units of CSS, 96 to the inch. */
struct cir_figure_size {
    double width;       /**< of the whole; 0: CIR_FIGURE_WIDTH */
    double plot_height; /**< between the axes of kinds that have a vertical one; 0: 260. 80 to 1600 */
};

/** Word of a kind, as "matrix". */
const char *cir_figure_kind_word(enum cir_figure_kind kind);

/** One line about a kind. */
const char *cir_figure_kind_meaning(enum cir_figure_kind kind);

/** @return false when no kind has this word */
bool cir_figure_kind_find(struct cir_text word, enum cir_figure_kind *kind);

/** Append the figure to `svg`, from <svg> to </svg>; nothing where it fails. The same table gives the same bytes.
 * @param tongue of the language of the table
 * @param size NULL: as a zeroed one
 * @return CIR_OK; CIR_NOTHING_LEFT where the table has nothing that can be drawn; CIR_BAD_USE for more than can be read, a
 *         value that the kind cannot show, a size that is none; CIR_NO_MEMORY */
enum cir_status cir_figure_write(struct cir_buffer *svg, const struct cir_shown_table *table,
                                 const struct cir_tongue *tongue, enum cir_figure_kind kind,
                                 const struct cir_figure_size *size, struct cir_error *error);

#endif
