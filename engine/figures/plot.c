#include "figures/plot.h"

#include "figures/figure.h"
#include "figures/shades.h"
#include "figures/track.h"

#include <math.h>

static const struct cir_lettering lettering = {10.5, false};

enum { GAP = 6, ABOVE = 8, UNIT_ABOVE = 26 };

/* ---- the field ---- */

static double ticks_width(struct cir_sheet *sheet, const struct cir_plot *plot)
{
    double widest = 0;
    for (size_t i = 0; i <= plot->axis.steps; i++)
        widest = fmax(widest, cir_text_width(cir_axis_text(sheet, &plot->axis, i, plot->percent), lettering));
    return widest;
}

void cir_plot_open(struct cir_plot *plot, struct cir_sheet *sheet, const struct cir_plotted *plotted, double behind)
{
    const struct cir_pen pen = {.lettering = lettering, .color = cir_soft_ink};
    struct cir_text unit = cir_sheet_text(sheet, cir_plotted_unit(plotted), CIR_ISOLATE_NOT);
    cir_sheet_write(sheet, CIR_SHEET_MARGIN, sheet->y + lettering.size, unit, &pen, 0);
    plot->left = CIR_SHEET_MARGIN + ticks_width(sheet, plot) + GAP;
    plot->right = sheet->width - CIR_SHEET_MARGIN - behind;
    plot->top = sheet->y + (unit.size > 0 ? UNIT_ABOVE : ABOVE);
    plot->bottom = plot->top + sheet->plot_height;
}

double cir_plot_y(const struct cir_plot *plot, double value)
{
    return plot->bottom - cir_axis_share(&plot->axis, value) * (plot->bottom - plot->top);
}

void cir_plot_draw_axis(struct cir_sheet *sheet, const struct cir_plot *plot)
{
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_END, .color = cir_soft_ink};
    for (size_t i = 0; i <= plot->axis.steps; i++) {
        double value = cir_axis_value(&plot->axis, i);
        double y = cir_plot_y(plot, value);
        const struct cir_paint rule = cir_axis_rule(value);
        cir_sheet_line(sheet, (struct cir_point){plot->left, y}, (struct cir_point){plot->right, y}, &rule);
        cir_sheet_write(sheet, plot->left - GAP, y + 0.36 * lettering.size,
                        cir_axis_text(sheet, &plot->axis, i, plot->percent), &pen, 0);
    }
}

/* ---- what is drawn in it ---- */

static void widen(struct cir_plot_span *span, double value)
{
    if (!isfinite(value))
        return;
    span->is_whole = span->is_whole && floor(value) == value;
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

struct cir_plot_span cir_plot_span_of(const struct cir_plotted *plotted)
{
    struct cir_plot_span span = {INFINITY, -INFINITY, true, true};
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++) {
            const struct cir_shown_cell *cell = &plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]];
            if (isnan(cir_plotted_value(cell)))
                continue;
            widen(&span, cell->value);
            if (cell->kind == CIR_SHOWN_INTERVAL) {
                widen(&span, cell->low);
                widen(&span, cell->high);
            }
            span.percent = span.percent && cell->percent;
        }
    return span;
}

struct cir_paint cir_plot_line(size_t series)
{
    static const char *const dashes[CIR_FIGURE_SERIES_MAX] = {NULL,   "7 3",         "2 2.5",   "9 3 2 3",
                                                              "14 4", "4 2 1 2 1 2", "1.5 4.5", "12 3 4 3"};
    return (struct cir_paint){.stroke = cir_ink, .stroke_width = 1.7, .dashes = dashes[series % CIR_FIGURE_SERIES_MAX]};
}
