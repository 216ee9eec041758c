#include "figures/draw.h"
#include "figures/key.h"
#include "figures/row_names.h"
#include "figures/shades.h"
#include "figures/side_columns.h"
#include "figures/track.h"

#include <math.h>

/* A point and a line from the least to the greatest value a row; what else the table has stands beside it as far as there is
 * room, and the interval in figures. */

static const double name_share = 0.26, side_share = 0.46;

static const struct cir_lettering wish_lettering = {11, false};

enum { ROW_HEIGHT = 24, CAP = 4, GAP = 14, ARROW = 5, WISH_PAD = 12, WISH_LEAST = 44 };

struct intervals {
    const struct cir_plotted *plotted;
    size_t column; /* the one that is drawn */
    struct cir_row_names names;
    struct cir_side_columns side;
    struct cir_track track;
};

static const struct cir_shown_cell *cell_of(const struct intervals *intervals, size_t row)
{
    return &intervals->plotted->table->rows[row].cells[intervals->column];
}

/* ---- what is drawn ---- */

static bool has_interval(const struct cir_plotted *plotted, size_t column)
{
    for (size_t i = 0; i < plotted->row_count; i++)
        if (plotted->table->rows[plotted->rows[i]].cells[column].kind == CIR_SHOWN_INTERVAL)
            return true;
    return false;
}

/* The first column of intervals, or else of numbers. */
static size_t choose_column(const struct cir_plotted *plotted)
{
    for (size_t j = 0; j < plotted->column_count; j++)
        if (has_interval(plotted, plotted->columns[j]))
            return plotted->columns[j];
    return plotted->columns[0];
}

static void widen(double *low, double *high, double value)
{
    *low = isfinite(value) ? fmin(*low, value) : *low;
    *high = isfinite(value) ? fmax(*high, value) : *high;
}

static struct cir_axis axis_of(const struct intervals *intervals)
{
    const struct cir_plotted *plotted = intervals->plotted;
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t i = 0; i < plotted->row_count; i++) {
        const struct cir_shown_cell *cell = cell_of(intervals, plotted->rows[i]);
        widen(&low, &high, cir_plotted_value(cell));
        if (cell->kind == CIR_SHOWN_INTERVAL) {
            widen(&low, &high, cell->low);
            widen(&low, &high, cell->high);
        }
    }
    return low <= high ? cir_axis_of(low, high, false) : cir_axis_of(0, 0, false);
}

static bool is_percent(const struct intervals *intervals)
{
    const struct cir_plotted *plotted = intervals->plotted;
    for (size_t i = 0; i < plotted->row_count; i++) {
        const struct cir_shown_cell *cell = cell_of(intervals, plotted->rows[i]);
        if (!isnan(cir_plotted_value(cell)) && !cell->percent)
            return false;
    }
    return true;
}

/* All that is no header; the interval itself comes last, in figures. */
/* Px that a column asks for: its widest cell. */
static double wish_of(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t column)
{
    double widest = WISH_LEAST;
    for (size_t i = 0; i < plotted->table->row_count; i++)
        widest =
            fmax(widest, cir_text_width(cir_sheet_cell(sheet, &plotted->table->rows[i].cells[column]), wish_lettering) +
                             WISH_PAD);
    return widest;
}

/* The widest column but the last, which is the interval itself. */
static size_t widest_of(const double *wishes, size_t count)
{
    size_t widest = 0;
    for (size_t j = 1; j + 1 < count; j++)
        if (wishes[j] > wishes[widest])
            widest = j;
    return widest;
}

/* What has no room beside is left out, the widest column first. */
static size_t leave_out(size_t *columns, double *wishes, size_t count, double room)
{
    for (;;) {
        double sum = 0;
        for (size_t j = 0; j < count; j++)
            sum += wishes[j];
        if (sum <= room || count < 2)
            return count;
        size_t gone = widest_of(wishes, count);
        count--;
        for (size_t j = gone; j < count; j++) {
            columns[j] = columns[j + 1];
            wishes[j] = wishes[j + 1];
        }
    }
}

static enum cir_status lay_out_side(struct intervals *intervals, struct cir_sheet *sheet, struct cir_error *error)
{
    const struct cir_shown_table *table = intervals->plotted->table;
    size_t *columns = cir_arena_take(sheet->arena, table->column_count, sizeof *columns);
    double *wishes = cir_arena_take(sheet->arena, table->column_count, sizeof *wishes);
    size_t count = 0;
    if (columns == NULL || wishes == NULL)
        return cir_fail_memory(error);
    for (size_t j = 0; j < table->column_count; j++)
        if (!table->columns[j].is_header && j != intervals->column)
            columns[count++] = j;
    columns[count++] = intervals->column;
    for (size_t j = 0; j < count; j++)
        wishes[j] = wish_of(sheet, intervals->plotted, columns[j]);
    count = leave_out(columns, wishes, count, side_share * sheet->width);
    return cir_side_columns_make(&intervals->side, sheet, intervals->plotted, columns, count,
                                 CIR_SHEET_MARGIN + intervals->names.width, side_share * sheet->width, error);
}

/* ---- rows ---- */

/* An end that nothing bounds is an arrow to the edge. */
static void draw_end(struct cir_sheet *sheet, double x, bool is_bounded, double outward)
{
    const struct cir_paint paint = {.stroke = cir_ink, .stroke_width = 1.4};
    if (is_bounded)
        cir_sheet_line(sheet, (struct cir_point){x, sheet->y - CAP}, (struct cir_point){x, sheet->y + CAP}, &paint);
    else
        cir_sheet_path(sheet,
                       (const struct cir_point[]){
                           {x - outward * ARROW, sheet->y - CAP}, {x, sheet->y}, {x - outward * ARROW, sheet->y + CAP}},
                       3, &paint);
}

static void draw_range(struct cir_sheet *sheet, const struct cir_track *track, const struct cir_shown_cell *cell)
{
    bool has_low = isfinite(cell->low);
    bool has_high = isfinite(cell->high);
    double low = has_low ? cir_track_x(track, cell->low) : track->start;
    double high = has_high ? cir_track_x(track, cell->high) : track->start + track->width;
    if (isnan(cell->low) || isnan(cell->high))
        return;
    cir_sheet_line(sheet, (struct cir_point){low, sheet->y}, (struct cir_point){high, sheet->y},
                   &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1.4});
    draw_end(sheet, low, has_low, -1);
    draw_end(sheet, high, has_high, 1);
}

static void draw_row(struct cir_sheet *sheet, const struct intervals *intervals, size_t row)
{
    const struct cir_shown_cell *cell = cell_of(intervals, row);
    double top = sheet->y;
    cir_row_names_write(sheet, intervals->plotted, &intervals->names, row);
    sheet->y = top + intervals->names.heights[row] / 2;
    cir_side_columns_write(sheet, intervals->plotted, &intervals->side, row, sheet->y + 4);
    if (intervals->plotted->table->rows[row].kind == CIR_SHOWN_BODY) {
        cir_sheet_open(sheet, cir_plotted_told(sheet, intervals->plotted, row, intervals->column));
        if (cell->kind == CIR_SHOWN_INTERVAL)
            draw_range(sheet, &intervals->track, cell);
        if (isfinite(cir_plotted_value(cell)))
            cir_sheet_mark(sheet, (struct cir_point){cir_track_x(&intervals->track, cell->value), sheet->y}, 0, false);
        cir_sheet_close(sheet);
    }
    sheet->y = top + intervals->names.heights[row];
}

static double all_heights(const struct intervals *intervals)
{
    double sum = 0;
    for (size_t i = 0; i < intervals->plotted->table->row_count; i++)
        sum += intervals->names.heights[i];
    return sum;
}

/* The rules lie below the rows. */
static void draw_rows(struct cir_sheet *sheet, const struct intervals *intervals)
{
    double top = sheet->y;
    sheet->y = top + all_heights(intervals);
    cir_track_draw(sheet, &intervals->track, top, intervals->plotted->column_names[intervals->column]);
    double below = sheet->y;
    sheet->y = top;
    for (size_t i = 0; i < intervals->plotted->table->row_count; i++)
        draw_row(sheet, intervals, i);
    sheet->y = below;
}

enum cir_status cir_draw_intervals(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error)
{
    struct intervals intervals = {.plotted = plotted, .column = choose_column(plotted)};
    enum cir_status status = cir_row_names_check(plotted, error);
    if (status != CIR_OK)
        return status;
    if (!cir_row_names_make(&intervals.names, sheet, plotted, name_share * sheet->width, ROW_HEIGHT))
        return cir_fail_memory(error);
    status = lay_out_side(&intervals, sheet, error);
    if (status != CIR_OK)
        return status;
    double start = CIR_SHEET_MARGIN + intervals.names.width + intervals.side.width + GAP;
    intervals.track = (struct cir_track){.axis = axis_of(&intervals),
                                         .start = start,
                                         .width = sheet->width - CIR_SHEET_MARGIN - GAP - start,
                                         .percent = is_percent(&intervals)};
    cir_headings_write(sheet, plotted, &intervals.side.headings);
    draw_rows(sheet, &intervals);
    struct cir_key key = cir_key_at(CIR_SHEET_MARGIN);
    cir_key_add_word(sheet, &key, CIR_KEY_WHISKER, CIR_WORD_POINT_AND_RANGE);
    cir_key_end(sheet, &key);
    return CIR_OK;
}
