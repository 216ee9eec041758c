#include "figures/bars.h"
#include "figures/draw.h"
#include "figures/key.h"
#include "figures/row_names.h"
#include "figures/shades.h"
#include "figures/side_columns.h"
#include "figures/track.h"

#include <math.h>

/* A bar a row, as long as the whole, made of the share that each rank has of it. Ranks are written into their parts: there
 * are more of them than shades. */

static const double name_share = 0.3, side_share = 0.3;

/* Shares are told by two decimals or more: a row of them may make a little more than the whole, and is drawn as that. */
static const double rounding = 0.005;

enum { ROW_HEIGHT = 26, BAR_HEIGHT = 17, GAP = 14 };

static const struct cir_lettering lettering = {10, false};

struct acceptability {
    const struct cir_plotted *plotted;
    struct cir_row_names names;
    struct cir_side_columns side;
    struct cir_track track;
};

/* ---- what can be shown ---- */

static double sum_of(const struct cir_plotted *plotted, size_t row)
{
    double sum = 0;
    for (size_t j = 0; j < plotted->column_count; j++) {
        double value = cir_plotted_value(&plotted->table->rows[row].cells[plotted->columns[j]]);
        sum += isnan(value) ? 0 : value;
    }
    return sum;
}

/* Px of the whole. */
static double scale_of(const struct acceptability *figure, size_t row)
{
    return figure->track.width / fmax(1, sum_of(figure->plotted, row));
}

static enum cir_status check_row(const struct cir_plotted *plotted, size_t row, struct cir_error *error)
{
    for (size_t j = 0; j < plotted->column_count; j++)
        if (cir_plotted_value(&plotted->table->rows[row].cells[plotted->columns[j]]) < 0)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                            "row %zu, column '%.*s': a share is from 0 to 1, or 0 to 100 %%", row + 1,
                            CIR_TEXT_ARGS(plotted->table->columns[plotted->columns[j]].id));
    if (!(sum_of(plotted, row) <= 1 + rounding * (double)plotted->column_count))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "row %zu: its shares make up more than the whole; the kind levels shows numbers that need not",
                        row + 1);
    return CIR_OK;
}

static enum cir_status check(const struct cir_plotted *plotted, struct cir_error *error)
{
    enum cir_status status = cir_row_names_check(plotted, error);
    for (size_t i = 0; status == CIR_OK && i < plotted->row_count; i++)
        status = check_row(plotted, plotted->rows[i], error);
    return status;
}

/* ---- layout ---- */

static enum cir_status lay_out(struct acceptability *figure, struct cir_sheet *sheet, struct cir_error *error)
{
    const struct cir_plotted *plotted = figure->plotted;
    const struct cir_shown_table *table = plotted->table;
    size_t *columns = cir_arena_take(sheet->arena, table->column_count, sizeof *columns);
    size_t count = 0;
    if (columns == NULL)
        return cir_fail_memory(error);
    for (size_t j = 0; j < table->column_count; j++)
        if (!table->columns[j].is_header && (!table->columns[j].is_number || cir_plotted_is_beside(plotted, j)))
            columns[count++] = j;
    double start = CIR_SHEET_MARGIN + figure->names.width;
    enum cir_status status =
        cir_side_columns_make(&figure->side, sheet, plotted, columns, count, start, side_share * sheet->width, error);
    start += figure->side.width + GAP;
    figure->track = (struct cir_track){.axis = cir_axis_of(0, 1, false),
                                       .start = start,
                                       .width = sheet->width - CIR_SHEET_MARGIN - GAP - start,
                                       .percent = true};
    return status;
}

/* ---- drawing ---- */

/* The rank, and its share where there is room. */
static void write_rank(struct cir_sheet *sheet, const struct cir_plotted *plotted, const struct cir_shown_cell *cell,
                       size_t series, struct cir_box box)
{
    const struct cir_shade *shade = cir_shade_of(series, plotted->column_count);
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE, .color = shade->ink};
    struct cir_text rank = plotted->column_names[plotted->columns[series]];
    const struct cir_filling fillings[] = {{"rank", rank}, {"share", cir_sheet_cell(sheet, cell)}};
    struct cir_buffer both = {0};
    cir_tongue_add_phrase(&both, sheet->tongue, CIR_WORD_RANK_AND_SHARE, fillings, 2);
    struct cir_text text = cir_sheet_keep(sheet, &both);
    if (cir_text_width(text, lettering) + 6 > box.width)
        text = rank;
    if (cir_text_width(text, lettering) + 3 <= box.width)
        cir_sheet_write(sheet, box.x + box.width / 2, box.y + box.height / 2 + 0.36 * lettering.size, text, &pen, 0);
}

static void write_ranks(struct cir_sheet *sheet, const struct acceptability *figure, size_t row)
{
    const struct cir_plotted *plotted = figure->plotted;
    double x = figure->track.start;
    for (size_t j = 0; j < plotted->column_count; j++) {
        const struct cir_shown_cell *cell = &plotted->table->rows[row].cells[plotted->columns[j]];
        double value = cir_plotted_value(cell);
        if (!(value > 0))
            continue;
        struct cir_box box = {x, sheet->y - BAR_HEIGHT / 2.0, value * scale_of(figure, row), BAR_HEIGHT};
        write_rank(sheet, plotted, cell, j, box);
        x += box.width;
    }
}

static void draw_row(struct cir_sheet *sheet, const struct acceptability *figure, size_t row)
{
    const struct cir_bars bars = {figure->track.start, scale_of(figure, row), BAR_HEIGHT};
    double top = sheet->y;
    cir_row_names_write(sheet, figure->plotted, &figure->names, row);
    sheet->y = top + figure->names.heights[row] / 2;
    cir_side_columns_write(sheet, figure->plotted, &figure->side, row, sheet->y + 4);
    if (figure->plotted->table->rows[row].kind == CIR_SHOWN_BODY) {
        cir_bars_draw(sheet, figure->plotted, row, &bars);
        write_ranks(sheet, figure, row);
    }
    sheet->y = top + figure->names.heights[row];
}

static void draw_key(struct cir_sheet *sheet, const struct acceptability *figure)
{
    struct cir_key key = cir_key_at(CIR_SHEET_MARGIN);
    size_t count = figure->plotted->column_count;
    cir_key_add(sheet, &key, CIR_KEY_SHADE, cir_shade_of(0, count)->fill,
                cir_tongue_word(sheet->tongue, CIR_WORD_RANKS_IN_PARTS));
    if (cir_plotted_has_open(figure->plotted))
        cir_key_add_word(sheet, &key, CIR_KEY_OPEN_BOX, CIR_WORD_OPEN_END);
    cir_key_end(sheet, &key);
}

enum cir_status cir_draw_acceptability(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                                       struct cir_error *error)
{
    struct acceptability figure = {.plotted = plotted};
    enum cir_status status = check(plotted, error);
    if (status != CIR_OK)
        return status;
    if (!cir_row_names_make(&figure.names, sheet, plotted, name_share * sheet->width, ROW_HEIGHT))
        return cir_fail_memory(error);
    status = lay_out(&figure, sheet, error);
    if (status != CIR_OK)
        return status;
    cir_headings_write(sheet, plotted, &figure.side.headings);
    for (size_t i = 0; i < plotted->table->row_count; i++)
        draw_row(sheet, &figure, i);
    cir_track_draw(sheet, &figure.track, sheet->y, (struct cir_text){NULL, 0});
    draw_key(sheet, &figure);
    return CIR_OK;
}
