#include "figures/draw.h"
#include "figures/figure.h"
#include "figures/key.h"
#include "figures/plot.h"
#include "figures/series_labels.h"
#include "figures/shades.h"
#include "figures/track.h"

#include <math.h>

/* Curves over time, which the first header column tells as a number; each with dashes of its own, its name at its end and,
 * where its cells are intervals, a band from the low ends to the high ones. */

static const double names_share = 0.26;

enum { MARK_DISTANCE = 8 };

struct recovery {
    const struct cir_plotted *plotted;
    size_t time_column;
    struct cir_plot plot;
    struct cir_track track;
    struct cir_series_labels labels;
    struct cir_point *points; /* room for the outline of a band */
};

static const struct cir_shown_cell *cell_of(const struct recovery *recovery, size_t moment, size_t series)
{
    const struct cir_plotted *plotted = recovery->plotted;
    return &plotted->table->rows[plotted->rows[moment]].cells[plotted->columns[series]];
}

static double time_of(const struct recovery *recovery, size_t moment)
{
    const struct cir_plotted *plotted = recovery->plotted;
    return cir_plotted_value(&plotted->table->rows[plotted->rows[moment]].cells[recovery->time_column]);
}

/* ---- what can be shown ---- */

static bool find_time(struct recovery *recovery)
{
    const struct cir_shown_table *table = recovery->plotted->table;
    for (size_t j = 0; j < table->column_count; j++)
        if (table->columns[j].is_header &&
            isfinite(cir_plotted_value(&table->rows[recovery->plotted->rows[0]].cells[j]))) {
            recovery->time_column = j;
            return true;
        }
    return false;
}

static enum cir_status check_counts(const struct cir_plotted *plotted, struct cir_error *error)
{
    if (plotted->column_count > CIR_FIGURE_SERIES_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu series cannot be told apart in grey: at most %d; ask for fewer columns",
                        plotted->column_count, CIR_FIGURE_SERIES_MAX);
    if (plotted->row_count > CIR_FIGURE_PERIODS_MAX || plotted->row_count < 2)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "a curve is drawn through 2 to %d points in time, not %zu", CIR_FIGURE_PERIODS_MAX,
                        plotted->row_count);
    return CIR_OK;
}

static enum cir_status check(struct recovery *recovery, struct cir_error *error)
{
    enum cir_status status = check_counts(recovery->plotted, error);
    if (status != CIR_OK)
        return status;
    if (!find_time(recovery))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "no header column tells the time as a number, such as hours");
    for (size_t i = 0; i < recovery->plotted->row_count; i++)
        if (!isfinite(time_of(recovery, i)) || (i > 0 && time_of(recovery, i) <= time_of(recovery, i - 1)))
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                            "row %zu: its time does not lie behind that of the row before",
                            recovery->plotted->rows[i] + 1);
    return CIR_OK;
}

/* ---- layout ---- */

static bool lay_out(struct recovery *recovery, struct cir_sheet *sheet)
{
    const struct cir_plotted *plotted = recovery->plotted;
    struct cir_plot_span span = cir_plot_span_of(plotted);
    size_t last = plotted->row_count - 1;
    recovery->points = cir_arena_take(sheet->arena, 2 * plotted->row_count, sizeof *recovery->points);
    recovery->plot = (struct cir_plot){.axis = cir_axis_of(span.low, span.high, false), .percent = span.percent};
    recovery->labels.count = plotted->column_count;
    recovery->labels.of_lines = true;
    for (size_t j = 0; j < plotted->column_count; j++)
        recovery->labels.list[j] = (struct cir_series_label){.text = cir_plotted_series_name(sheet, plotted, j)};
    cir_series_labels_measure(&recovery->labels, sheet, names_share * sheet->width);
    cir_plot_open(&recovery->plot, sheet, plotted, recovery->labels.width);
    recovery->track = (struct cir_track){.axis = cir_axis_of(time_of(recovery, 0), time_of(recovery, last), false),
                                         .start = recovery->plot.left,
                                         .width = recovery->plot.right - recovery->plot.left};
    return recovery->points != NULL;
}

/* ---- drawing ---- */

static struct cir_point place(const struct recovery *recovery, size_t moment, double value)
{
    double y = cir_plot_y(&recovery->plot, value);
    return (struct cir_point){cir_track_x(&recovery->track, time_of(recovery, moment)),
                              fmax(recovery->plot.top, fmin(y, recovery->plot.bottom))};
}

static bool has_band(const struct cir_shown_cell *cell)
{
    return cell->kind == CIR_SHOWN_INTERVAL && !isnan(cell->low) && !isnan(cell->high);
}

/* Along the high ends and back along the low ones, from the first to the last moment, each end included. */
static void draw_band(struct cir_sheet *sheet, const struct recovery *recovery, size_t series, size_t first, size_t end)
{
    const struct cir_paint paint = {.fill = cir_band,
                                    .stroke = cir_soft_ink,
                                    .stroke_width = 0.7,
                                    .dashes = cir_plot_line(series).dashes,
                                    .opacity = 0.55};
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        recovery->points[count++] = place(recovery, i, cell_of(recovery, i, series)->high);
    for (size_t i = end; i-- > first;)
        recovery->points[count++] = place(recovery, i, cell_of(recovery, i, series)->low);
    if (end - first > 1)
        cir_sheet_path(sheet, recovery->points, count, &paint);
}

static void draw_bands(struct cir_sheet *sheet, const struct recovery *recovery, size_t series)
{
    size_t first = 0;
    for (size_t i = 0; i <= recovery->plotted->row_count; i++)
        if (i == recovery->plotted->row_count || !has_band(cell_of(recovery, i, series))) {
            draw_band(sheet, recovery, series, first, i);
            first = i + 1;
        }
}

static void draw_way(struct cir_sheet *sheet, struct recovery *recovery, size_t series)
{
    const struct cir_paint paint = cir_plot_line(series);
    size_t count = 0;
    recovery->labels.list[series].wanted = recovery->plot.bottom;
    for (size_t i = 0; i <= recovery->plotted->row_count; i++) {
        double value = i < recovery->plotted->row_count ? cir_plotted_value(cell_of(recovery, i, series)) : (double)NAN;
        if (isfinite(value)) {
            recovery->points[count++] = place(recovery, i, value);
            recovery->labels.list[series].wanted = recovery->points[count - 1].y;
            recovery->labels.list[series].has_leader = true;
            continue;
        }
        if (count > 1)
            cir_sheet_path(sheet, recovery->points, count, &paint);
        count = 0;
    }
}

/* Marks, which tell their values when they are pointed at; where points are dense not all of them. */
static void draw_points(struct cir_sheet *sheet, const struct recovery *recovery, size_t series)
{
    const struct cir_plotted *plotted = recovery->plotted;
    double before = -INFINITY;
    for (size_t i = 0; i < plotted->row_count; i++) {
        double value = cir_plotted_value(cell_of(recovery, i, series));
        if (!isfinite(value) || place(recovery, i, value).x - before < MARK_DISTANCE)
            continue;
        before = place(recovery, i, value).x;
        cir_sheet_open(sheet, cir_plotted_told(sheet, plotted, plotted->rows[i], plotted->columns[series]));
        cir_sheet_mark(sheet, place(recovery, i, value), series, false);
        cir_sheet_close(sheet);
    }
}

static bool any_band(const struct recovery *recovery)
{
    for (size_t i = 0; i < recovery->plotted->row_count; i++)
        for (size_t j = 0; j < recovery->plotted->column_count; j++)
            if (has_band(cell_of(recovery, i, j)))
                return true;
    return false;
}

static void draw_key(struct cir_sheet *sheet, const struct recovery *recovery)
{
    struct cir_key key = cir_key_at(recovery->plot.left);
    if (any_band(recovery))
        cir_key_add(sheet, &key, CIR_KEY_SHADE, cir_band, cir_tongue_word(sheet->tongue, CIR_WORD_BAND));
    cir_key_end(sheet, &key);
}

enum cir_status cir_draw_recovery(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error)
{
    struct recovery recovery = {.plotted = plotted};
    enum cir_status status = check(&recovery, error);
    if (status != CIR_OK)
        return status;
    if (!lay_out(&recovery, sheet))
        return cir_fail_memory(error);
    cir_plot_draw_axis(sheet, &recovery.plot);
    for (size_t j = 0; j < plotted->column_count; j++)
        draw_bands(sheet, &recovery, j);
    for (size_t j = 0; j < plotted->column_count; j++) {
        draw_way(sheet, &recovery, j);
        draw_points(sheet, &recovery, j);
    }
    cir_series_labels_place(&recovery.labels, recovery.plot.top - 6, recovery.plot.bottom + 6);
    cir_series_labels_write(sheet, &recovery.labels, recovery.plot.right);
    sheet->y = recovery.plot.bottom;
    cir_track_draw(sheet, &recovery.track, recovery.plot.bottom, plotted->column_names[recovery.time_column]);
    draw_key(sheet, &recovery);
    return CIR_OK;
}
