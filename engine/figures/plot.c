#include "figures/plot.h"

#include "base/number.h"
#include "figures/figure.h"
#include "figures/shades.h"

#include <math.h>

static const struct cir_lettering lettering = {10.5, false};

enum { GAP = 6, ABOVE = 8 };

/* ---- the numbers of the axis ---- */

static void add_tick(struct cir_buffer *text, const struct cir_plot *plot, double value)
{
    char digits[CIR_NUMBER_SIZE];
    double told = plot->percent ? 100 * value : value;
    cir_buffer_add(text, (struct cir_text){digits, cir_number_write_figures(digits, told, 9)});
    if (plot->percent)
        cir_buffer_add_string(text, "\xC2\xA0%");
}

static struct cir_text tick_text(struct cir_sheet *sheet, const struct cir_plot *plot, size_t step)
{
    struct cir_buffer text = {0};
    add_tick(&text, plot, cir_axis_value(&plot->axis, step));
    return cir_sheet_keep(sheet, &text);
}

static double ticks_width(struct cir_sheet *sheet, const struct cir_plot *plot)
{
    double widest = 0;
    for (size_t i = 0; i <= plot->axis.steps; i++)
        widest = fmax(widest, cir_text_width(tick_text(sheet, plot, i), lettering));
    return widest;
}

/* ---- the field ---- */

void cir_plot_open(struct cir_plot *plot, struct cir_sheet *sheet, double behind)
{
    plot->left = CIR_SHEET_MARGIN + ticks_width(sheet, plot) + GAP;
    plot->right = sheet->width - CIR_SHEET_MARGIN - behind;
    plot->top = sheet->y + ABOVE;
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
        const struct cir_paint rule = {.stroke = value == 0 ? cir_ink : "#d5dade",
                                       .stroke_width = value == 0 ? 1 : 0.8};
        cir_sheet_line(sheet, (struct cir_point){plot->left, y}, (struct cir_point){plot->right, y}, &rule);
        cir_sheet_write(sheet, plot->left - GAP, y + 0.36 * lettering.size, tick_text(sheet, plot, i), &pen, 0);
    }
}

/* ---- what is drawn in it ---- */

static void widen(struct cir_plot_span *span, double value)
{
    if (!isfinite(value))
        return;
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

struct cir_plot_span cir_plot_span_of(const struct cir_plotted *plotted)
{
    struct cir_plot_span span = {INFINITY, -INFINITY, true};
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
