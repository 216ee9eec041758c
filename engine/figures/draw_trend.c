#include "figures/bars.h"
#include "figures/draw.h"
#include "figures/figure.h"
#include "figures/key.h"
#include "figures/plot.h"
#include "figures/series_labels.h"
#include "figures/shades.h"

#include <math.h>

/* Periods from first to last. Parts that add up to the total of their row are columns, one part upon the other; one series
 * alone is columns, too; others are lines. A period that is not whole is told by a note of its header: its column is
 * hatched, its point open. */

static const double names_share = 0.26, column_share = 0.66, sum_tolerance = 1e-9;

enum { BELOW = 16, NAME_GAP = 8, UPWARD_MOST = 90, VALUE_GAP = 4 };

static const struct cir_lettering lettering = {10.5, false};

struct trend {
    const struct cir_plotted *plotted;
    struct cir_plot plot;
    struct cir_series_labels labels;
    bool is_stacked;
};

static const struct cir_shown_cell *cell_of(const struct cir_plotted *plotted, size_t period, size_t series)
{
    return &plotted->table->rows[plotted->rows[period]].cells[plotted->columns[series]];
}

static bool is_partial(const struct cir_plotted *plotted, size_t period)
{
    return cir_plotted_row_note(plotted->table, plotted->rows[period]) > 0;
}

/* A row of what has no date, which its header says by its kind or in words: it stands behind the periods, and no line leads
 * to it. */
static bool is_undated(const struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t period)
{
    const struct cir_shown_table *table = plotted->table;
    struct cir_text not_known = cir_tongue_word(sheet->tongue, CIR_WORD_NOT_KNOWN);
    for (size_t j = 0; j < table->column_count; j++) {
        const struct cir_shown_cell *cell = &table->rows[plotted->rows[period]].cells[j];
        if (table->columns[j].is_header && (cell->kind == CIR_SHOWN_UNKNOWN || cir_text_equal(cell->text, not_known)))
            return true;
    }
    return false;
}

/* ---- columns or lines ---- */

/* Of a row in which something is not told its parts need not make up the total. */
static bool adds_up(const struct cir_plotted *plotted, size_t period)
{
    const struct cir_shown_cell *total = &plotted->table->rows[plotted->rows[period]].cells[plotted->total_column];
    double whole = cir_plotted_value(total);
    double sum = 0;
    for (size_t j = 0; j < plotted->column_count; j++) {
        const struct cir_shown_cell *cell = cell_of(plotted, period, j);
        if (cir_plotted_is_open(cell) || isnan(whole))
            return true;
        sum += isnan(cir_plotted_value(cell)) ? 0 : cir_plotted_value(cell);
    }
    return fabs(sum - whole) <= sum_tolerance * fabs(whole);
}

static bool can_stack(const struct cir_plotted *plotted)
{
    size_t row;
    size_t column;
    if (isnan(cir_bars_longest(plotted, &row, &column)) || plotted->row_count > CIR_FIGURE_ROWS_MAX)
        return false;
    if (plotted->total_column == plotted->table->column_count)
        return plotted->column_count == 1;
    for (size_t i = 0; i < plotted->row_count; i++)
        if (!adds_up(plotted, i))
            return false;
    return true;
}

/* ---- layout ---- */

static double slot_width(const struct trend *trend)
{
    return (trend->plot.right - trend->plot.left) / (double)trend->plotted->row_count;
}

static double slot_middle(const struct trend *trend, size_t period)
{
    return trend->plot.left + ((double)period + 0.5) * slot_width(trend);
}

static void name_series(struct trend *trend, struct cir_sheet *sheet)
{
    const struct cir_plotted *plotted = trend->plotted;
    trend->labels.count = plotted->column_count;
    trend->labels.of_lines = !trend->is_stacked;
    for (size_t j = 0; j < plotted->column_count; j++)
        trend->labels.list[j] = (struct cir_series_label){.text = cir_plotted_series_name(sheet, plotted, j)};
    cir_series_labels_measure(&trend->labels, sheet, names_share * sheet->width);
}

static void lay_out(struct trend *trend, struct cir_sheet *sheet)
{
    struct cir_plot_span span = cir_plot_span_of(trend->plotted);
    size_t row;
    size_t column;
    if (trend->is_stacked)
        span.high = cir_bars_longest(trend->plotted, &row, &column);
    trend->plot = (struct cir_plot){.axis = cir_axis_of(span.low, span.high, span.is_whole && !span.percent),
                                    .percent = span.percent};
    name_series(trend, sheet);
    cir_plot_open(&trend->plot, sheet, trend->plotted, trend->labels.width);
}

/* ---- names of the periods ---- */

static double widest_name(const struct cir_plotted *plotted)
{
    double widest = 0;
    for (size_t i = 0; i < plotted->row_count; i++)
        widest = fmax(widest, cir_text_width(plotted->row_names[plotted->rows[i]], lettering));
    return widest;
}

static void draw_name(struct cir_sheet *sheet, const struct trend *trend, size_t period, bool upward, double longest)
{
    const struct cir_plotted *plotted = trend->plotted;
    struct cir_text name = plotted->row_names[plotted->rows[period]];
    struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE};
    double x = slot_middle(trend, period);
    double y = trend->plot.bottom + BELOW;
    if (upward) {
        pen = (struct cir_pen){.lettering = lettering, .anchor = CIR_ANCHOR_END, .upward = true};
        x += (sheet->from_right ? -0.36 : 0.36) * lettering.size;
        y = trend->plot.bottom + NAME_GAP;
    }
    struct cir_lines lines = cir_sheet_lines(sheet, name, lettering, longest, 1);
    cir_sheet_open(sheet, name);
    cir_sheet_write_lines(sheet, x, y, &lines, &pen, cir_plotted_row_note(plotted->table, plotted->rows[period]));
    cir_sheet_close(sheet);
}

/* Where names are too many to stand side by side they are turned; where they still are, every second, third ... stands. */
static void draw_names(struct cir_sheet *sheet, const struct trend *trend)
{
    double widest = widest_name(trend->plotted);
    double slot = slot_width(trend);
    bool upward = widest + NAME_GAP > slot;
    double longest = upward ? fmin(widest, UPWARD_MOST) : widest;
    size_t every = 1;
    while (upward && slot * (double)every < cir_line_height(lettering))
        every++;
    for (size_t i = 0; i < trend->plotted->row_count; i++)
        if (i % every == 0 || is_partial(trend->plotted, i))
            draw_name(sheet, trend, i, upward, longest + 1);
    sheet->y = trend->plot.bottom + (upward ? longest + 2 * NAME_GAP : BELOW + NAME_GAP);
}

/* ---- columns ---- */

static struct cir_text told(struct cir_sheet *sheet, const struct trend *trend, size_t period, size_t series)
{
    return cir_plotted_told(sheet, trend->plotted, trend->plotted->rows[period], trend->plotted->columns[series]);
}

static void draw_part(struct cir_sheet *sheet, const struct trend *trend, size_t period, size_t series,
                      struct cir_box box)
{
    const struct cir_shade *shade = cir_shade_of(series, trend->plotted->column_count);
    bool is_thin = box.height <= 2 * CIR_BARS_GAP;
    struct cir_box inner = {box.x, box.y + CIR_BARS_GAP / 2.0, box.width, box.height - CIR_BARS_GAP};
    cir_sheet_open(sheet, told(sheet, trend, period, series));
    cir_sheet_box(sheet, is_thin ? box : inner,
                  &(struct cir_paint){.fill = is_thin ? cir_ink : shade->fill,
                                      .stroke = is_thin ? NULL : cir_ink,
                                      .stroke_width = 0.7});
    if (is_partial(trend->plotted, period) && !is_thin)
        cir_sheet_hatch(sheet, inner);
    cir_sheet_close(sheet);
}

/* The total above a column, or of one series alone its number, where there is room. */
static void draw_value(struct cir_sheet *sheet, const struct trend *trend, size_t period, double y)
{
    const struct cir_plotted *plotted = trend->plotted;
    bool has_total = plotted->total_column < plotted->table->column_count;
    const struct cir_shown_cell *cell = has_total
                                            ? &plotted->table->rows[plotted->rows[period]].cells[plotted->total_column]
                                            : cell_of(plotted, period, 0);
    struct cir_text text = cir_sheet_cell(sheet, cell);
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE};
    if (cir_text_width(text, lettering) + 2 <= slot_width(trend))
        cir_sheet_write(sheet, slot_middle(trend, period), y - VALUE_GAP, text, &pen, cell->note);
}

static void draw_column(struct cir_sheet *sheet, struct trend *trend, size_t period)
{
    enum { OPEN_HEIGHT = 9 };
    const struct cir_plotted *plotted = trend->plotted;
    double width = column_share * slot_width(trend);
    double x = slot_middle(trend, period) - width / 2;
    double sum = 0;
    bool is_open = false;
    for (size_t j = 0; j < plotted->column_count; j++) {
        const struct cir_shown_cell *cell = cell_of(plotted, period, j);
        double value = cir_plotted_value(cell);
        double bottom = cir_plot_y(&trend->plot, sum);
        is_open = is_open || cir_plotted_is_open(cell);
        sum += value > 0 ? value : 0;
        double top = cir_plot_y(&trend->plot, sum);
        trend->labels.list[j].wanted = (top + bottom) / 2;
        trend->labels.list[j].has_leader = value > 0;
        if (value > 0)
            draw_part(sheet, trend, period, j, (struct cir_box){x, top, width, bottom - top});
    }
    double y = cir_plot_y(&trend->plot, sum);
    if (is_open) {
        y -= OPEN_HEIGHT + 1;
        cir_sheet_box(sheet, (struct cir_box){x, y, width, OPEN_HEIGHT},
                      &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1, .dashes = "2 2"});
    }
    draw_value(sheet, trend, period, y);
}

/* The names stand where the parts of the last period are. */
static double draw_columns(struct cir_sheet *sheet, struct trend *trend)
{
    size_t last = trend->plotted->row_count - 1;
    for (size_t i = 0; i <= last; i++)
        draw_column(sheet, trend, i);
    return slot_middle(trend, last) + column_share / 2 * slot_width(trend);
}

/* ---- lines ---- */

static struct cir_point point_of(const struct trend *trend, size_t period, size_t series)
{
    return (struct cir_point){slot_middle(trend, period),
                              cir_plot_y(&trend->plot, cir_plotted_value(cell_of(trend->plotted, period, series)))};
}

/* From period to period, so that the way to one that is not whole, or is not told, is not drawn as if it were. */
static void draw_ways(struct cir_sheet *sheet, const struct trend *trend, size_t series)
{
    struct cir_point *run = cir_arena_take(sheet->arena, trend->plotted->row_count, sizeof *run);
    const struct cir_paint paint = cir_plot_line(series);
    size_t count = 0;
    if (run == NULL) {
        sheet->body.failed = true;
        return;
    }
    for (size_t i = 0; i <= trend->plotted->row_count; i++) {
        bool goes_on = i < trend->plotted->row_count &&
                       isfinite(cir_plotted_value(cell_of(trend->plotted, i, series))) &&
                       !is_partial(trend->plotted, i) && !is_undated(sheet, trend->plotted, i);
        if (goes_on) {
            run[count++] = point_of(trend, i, series);
            continue;
        }
        if (count > 1)
            cir_sheet_path(sheet, run, count, &paint);
        count = 0;
    }
}

static void draw_line(struct cir_sheet *sheet, struct trend *trend, size_t series)
{
    struct cir_series_label *label = &trend->labels.list[series];
    label->wanted = trend->plot.bottom;
    draw_ways(sheet, trend, series);
    for (size_t i = 0; i < trend->plotted->row_count; i++) {
        if (!isfinite(cir_plotted_value(cell_of(trend->plotted, i, series))))
            continue;
        struct cir_point point = point_of(trend, i, series);
        cir_sheet_open(sheet, told(sheet, trend, i, series));
        cir_sheet_mark(sheet, point, series, is_partial(trend->plotted, i));
        cir_sheet_close(sheet);
        label->wanted = point.y;
        label->has_leader = true;
    }
}

/* y of the nearest period that a series tells, going from `period` by `step`; NAN where there is none. */
static double nearest_y(const struct trend *trend, size_t period, size_t series, int step)
{
    ptrdiff_t count = (ptrdiff_t)trend->plotted->row_count;
    for (ptrdiff_t i = (ptrdiff_t)period + step; i >= 0 && i < count; i += step)
        if (isfinite(cir_plotted_value(cell_of(trend->plotted, (size_t)i, series))))
            return point_of(trend, (size_t)i, series).y;
    return (double)NAN;
}

/* What a period does not tell stands in the gap of its line as its cell says it, halfway between what lies beside; it is a
 * text, not a point. */
static void draw_gap(struct cir_sheet *sheet, const struct trend *trend, size_t period, size_t series)
{
    const struct cir_shown_cell *cell = cell_of(trend->plotted, period, series);
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE, .has_halo = true};
    double before = nearest_y(trend, period, series, -1);
    double after = nearest_y(trend, period, series, 1);
    double y = isnan(before) ? after : isnan(after) ? before : (before + after) / 2;
    if (!cir_plotted_is_open(cell))
        return;
    cir_sheet_open(sheet, told(sheet, trend, period, series));
    cir_sheet_write(sheet, slot_middle(trend, period), (isnan(y) ? trend->plot.bottom - 4 : y) + 0.36 * lettering.size,
                    cir_sheet_cell(sheet, cell), &pen, 0);
    cir_sheet_close(sheet);
}

static double draw_lines(struct cir_sheet *sheet, struct trend *trend)
{
    for (size_t j = 0; j < trend->plotted->column_count; j++)
        draw_line(sheet, trend, j);
    for (size_t i = 0; i < trend->plotted->row_count; i++)
        for (size_t j = 0; j < trend->plotted->column_count; j++)
            draw_gap(sheet, trend, i, j);
    return slot_middle(trend, trend->plotted->row_count - 1) + 5;
}

/* ---- the whole ---- */

static bool has_partial(const struct cir_plotted *plotted)
{
    for (size_t i = 0; i < plotted->row_count; i++)
        if (is_partial(plotted, i))
            return true;
    return false;
}

static void draw_key(struct cir_sheet *sheet, const struct trend *trend)
{
    struct cir_key key = cir_key_at(trend->plot.left);
    if (has_partial(trend->plotted))
        cir_key_add_word(sheet, &key, trend->is_stacked ? CIR_KEY_HATCH : CIR_KEY_OPEN_MARK, CIR_WORD_PARTIAL_PERIOD);
    if (trend->is_stacked && cir_plotted_has_open(trend->plotted))
        cir_key_add_word(sheet, &key, CIR_KEY_OPEN_BOX, CIR_WORD_OPEN_END);
    cir_key_end(sheet, &key);
}

static enum cir_status check(const struct cir_plotted *plotted, struct cir_error *error)
{
    if (plotted->column_count > CIR_FIGURE_SERIES_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu series cannot be told apart in grey: at most %d; ask for fewer columns",
                        plotted->column_count, CIR_FIGURE_SERIES_MAX);
    if (plotted->row_count > CIR_FIGURE_PERIODS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu periods cannot be read: at most %d; ask for longer periods or for fewer of them",
                        plotted->row_count, CIR_FIGURE_PERIODS_MAX);
    return CIR_OK;
}

enum cir_status cir_draw_trend(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error)
{
    struct trend trend = {.plotted = plotted, .is_stacked = can_stack(plotted)};
    enum cir_status status = check(plotted, error);
    if (status != CIR_OK)
        return status;
    lay_out(&trend, sheet);
    cir_plot_draw_axis(sheet, &trend.plot);
    double end = trend.is_stacked ? draw_columns(sheet, &trend) : draw_lines(sheet, &trend);
    cir_series_labels_place(&trend.labels, trend.plot.top - 6, trend.plot.bottom + 6);
    cir_series_labels_write(sheet, &trend.labels, end);
    draw_names(sheet, &trend);
    draw_key(sheet, &trend);
    return CIR_OK;
}
