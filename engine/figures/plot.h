/** The field between two axes. */
#ifndef CIR_FIGURES_PLOT_H
#define CIR_FIGURES_PLOT_H

#include "figures/axis.h"
#include "figures/plotted.h"

struct cir_plot {
    struct cir_axis axis; /**< the vertical one */
    bool percent;         /**< its values are shares, told as percentages */
    double left, right;   /**< from the side where reading starts */
    double top, bottom;
};

/** Lay out: sheet->plot_height high, from sheet->y, with room for the axis before it and `behind` px after it. The unit
 * that all series share stands above the axis. */
void cir_plot_open(struct cir_plot *plot, struct cir_sheet *sheet, const struct cir_plotted *plotted, double behind);

/** y of a value. */
double cir_plot_y(const struct cir_plot *plot, double value);

/** Rules and numbers of the axis. */
void cir_plot_draw_axis(struct cir_sheet *sheet, const struct cir_plot *plot);

/** Least and greatest number of what is drawn, with the ends of intervals that are finite, and whether all of them are
 * shares. */
struct cir_plot_span {
    double low;
    double high;
    bool percent;
    bool is_whole; /**< all of them are whole numbers */
};
struct cir_plot_span cir_plot_span_of(const struct cir_plotted *plotted);

/** Paint of the line of a series: each has dashes of its own. */
struct cir_paint cir_plot_line(size_t series);

#endif
