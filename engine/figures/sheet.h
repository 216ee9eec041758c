/** The paper on which a figure is drawn, from top to bottom.
 *
 * Places are told from the side where reading starts: x = 0 is the left edge, or in a language that is read from the right
 * the right one, and every box grows from there. So a kind of figure knows nothing of directions. Units: px. Memory that
 * ran out is kept in body.failed, as in any buffer. */
#ifndef CIR_FIGURES_SHEET_H
#define CIR_FIGURES_SHEET_H

#include "base/arena.h"
#include "base/buffer.h"
#include "figures/clean.h"
#include "figures/lettering.h"
#include "model/shown_table.h"
#include "tongue/tongue.h"

#include <stdbool.h>

enum { CIR_SHEET_ID_SIZE = 64, CIR_SHEET_MARGIN = 20 };

struct cir_sheet {
    const struct cir_shown_table *table; /**< borrowed */
    const struct cir_tongue *tongue;     /**< borrowed */
    struct cir_arena *arena;             /**< borrowed; for what lives as long as the sheet */
    struct cir_buffer body;              /**< owned; what is drawn */
    double width;                        /**< of the paper, with its margins */
    double plot_height;
    double y; /**< where what comes next begins */
    bool from_right;
    char id[CIR_SHEET_ID_SIZE]; /**< "figure-" and that of the table, fit for an id */
};

/** A clean copy of a text that lives as long as the sheet; isolated as `isolation` says. */
struct cir_text cir_sheet_text(struct cir_sheet *sheet, struct cir_text text, enum cir_isolation isolation);

/** What the buffer holds, kept as long as the sheet; the buffer is freed. */
struct cir_text cir_sheet_keep(struct cir_sheet *sheet, struct cir_buffer *text);

/** How a cell stands among other texts: a code reads from the left, what else there is by its content, and where nothing is
 * read from the right nothing needs to be told. */
enum cir_isolation cir_sheet_isolation(const struct cir_sheet *sheet, const struct cir_shown_cell *cell);

/** Text of a cell, clean, isolated where it has to be. */
struct cir_text cir_sheet_cell(struct cir_sheet *sheet, const struct cir_shown_cell *cell);

/** Lines of a clean text; none when memory ran out. */
struct cir_lines cir_sheet_lines(struct cir_sheet *sheet, struct cir_text text, struct cir_lettering lettering,
                                 double width, size_t most);

enum cir_anchor { CIR_ANCHOR_START, CIR_ANCHOR_MIDDLE, CIR_ANCHOR_END };

/** How a text is drawn. */
struct cir_pen {
    struct cir_lettering lettering;
    enum cir_anchor anchor;
    const char *color; /**< NULL: cir_ink */
    bool has_halo;     /**< white around the letters, over what is drawn below them */
    bool upward;       /**< turned, reading from below, one line; start is below */
};

/** How an area or a line is drawn; colours as "#rrggbb", NULL: none. */
struct cir_paint {
    const char *fill;
    const char *stroke;
    double stroke_width;
    const char *dashes; /**< as stroke-dasharray; NULL: a whole line */
    double opacity;     /**< of the fill; 0: whole */
};

struct cir_box {
    double x, y, width, height;
};

struct cir_point {
    double x, y;
};

/** One line of clean text on the base line y; `note` as a raised figure behind it, 0: none. */
void cir_sheet_write(struct cir_sheet *sheet, double x, double y, struct cir_text text, const struct cir_pen *pen,
                     unsigned note);

/** Lines one below the other, the first on the base line y. `note` stands behind the last. */
void cir_sheet_write_lines(struct cir_sheet *sheet, double x, double y, const struct cir_lines *lines,
                           const struct cir_pen *pen, unsigned note);

void cir_sheet_box(struct cir_sheet *sheet, struct cir_box box, const struct cir_paint *paint);

/** Hatch a box: not whole, or not known. */
void cir_sheet_hatch(struct cir_sheet *sheet, struct cir_box box);

void cir_sheet_line(struct cir_sheet *sheet, struct cir_point from, struct cir_point to, const struct cir_paint *paint);

/** A line through points, or with a fill an area around them. */
void cir_sheet_path(struct cir_sheet *sheet, const struct cir_point *points, size_t count,
                    const struct cir_paint *paint);

/** A mark at a point, by its number: full and open disc, square, diamond and triangle. */
void cir_sheet_mark(struct cir_sheet *sheet, struct cir_point at, size_t number, bool is_open);

/** A group that tells a clean text when it is pointed at. To be closed. */
void cir_sheet_open(struct cir_sheet *sheet, struct cir_text title);
void cir_sheet_close(struct cir_sheet *sheet);

/** Height of a line of text. */
double cir_line_height(struct cir_lettering lettering);

#endif
