#include "figures/bars.h"
#include "figures/draw.h"
#include "figures/figure.h"
#include "figures/headings.h"
#include "figures/key.h"
#include "figures/row_names.h"
#include "figures/shades.h"

#include <math.h>

/* A table whose rows end in bars. Every number stands in its column; the head of the column has the shade of its part, so
 * that no key is needed and nothing hangs on telling shades apart. */

static const double name_share = 0.26, bars_least_share = 0.2, column_step = 4;

enum {
    ROW_HEIGHT = 26,
    BAR_HEIGHT = 15,
    NUMBER_LEAST = 32,
    NUMBER_PAD = 14,
    BARS_GAP = 12,
    OPEN_ROOM = 12,
    SWATCH = 9
};

static const struct cir_lettering number_lettering = {11.5, false}, total_lettering = {11.5, true};

struct levels {
    const struct cir_plotted *plotted;
    struct cir_row_names names;
    struct cir_headings headings; /* that of the totals comes last */
    double *blocks;               /* width of the widest number, by heading */
    struct cir_bars bars;
};

/* ---- layout ---- */

static struct cir_lettering lettering_of(const struct cir_plotted *plotted, size_t row, size_t column)
{
    bool is_total = plotted->table->rows[row].kind != CIR_SHOWN_BODY || cir_plotted_is_beside(plotted, column);
    return is_total ? total_lettering : number_lettering;
}

static double block_width(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t column)
{
    double widest = 0;
    for (size_t i = 0; i < plotted->table->row_count; i++) {
        struct cir_text text = cir_sheet_cell(sheet, &plotted->table->rows[i].cells[column]);
        widest = fmax(widest, cir_text_width(text, lettering_of(plotted, i, column)));
    }
    return widest;
}

static double least_width(const struct levels *levels, size_t heading)
{
    return fmax(NUMBER_LEAST, levels->blocks[heading] + NUMBER_PAD);
}

static bool take_columns(struct levels *levels, struct cir_sheet *sheet)
{
    const struct cir_plotted *plotted = levels->plotted;
    size_t most = plotted->column_count + plotted->beside_count;
    size_t *columns = cir_arena_take(sheet->arena, most, sizeof *columns);
    struct cir_headings *headings = &levels->headings;
    *headings = (struct cir_headings){.columns = columns,
                                      .starts = cir_arena_take(sheet->arena, most, sizeof *headings->starts),
                                      .widths = cir_arena_take(sheet->arena, most, sizeof *headings->widths)};
    levels->blocks = cir_arena_take(sheet->arena, most, sizeof *levels->blocks);
    if (columns == NULL || headings->starts == NULL || headings->widths == NULL || levels->blocks == NULL)
        return false;
    for (; headings->count < plotted->column_count; headings->count++)
        columns[headings->count] = plotted->columns[headings->count];
    for (size_t j = 0; j < plotted->beside_count; j++)
        columns[headings->count++] = plotted->beside[j];
    for (size_t j = 0; j < headings->count; j++) {
        levels->blocks[j] = block_width(sheet, plotted, columns[j]);
        headings->widths[j] = least_width(levels, j);
    }
    return true;
}

static double used_width(const struct levels *levels)
{
    double used = 0;
    for (size_t j = 0; j < levels->headings.count; j++)
        used += levels->headings.widths[j];
    return used;
}

/* Wider columns, as long as there is room for them, until their labels stand. */
static void widen(struct levels *levels, struct cir_sheet *sheet, double room)
{
    struct cir_headings *headings = &levels->headings;
    for (size_t j = 0; j < headings->count; j++) {
        struct cir_headings one = {.columns = &headings->columns[j], .count = 1, .widths = &headings->widths[j]};
        while (!cir_headings_stand(sheet, levels->plotted, &one) && used_width(levels) + column_step <= room)
            headings->widths[j] += column_step;
    }
    headings->upward = !cir_headings_stand(sheet, levels->plotted, headings);
    for (size_t j = 0; headings->upward && j < headings->count; j++)
        headings->widths[j] = least_width(levels, j);
}

static enum cir_status lay_out(struct levels *levels, struct cir_sheet *sheet, double longest, struct cir_error *error)
{
    double inner = sheet->width - 2 * CIR_SHEET_MARGIN;
    double room = inner - levels->names.width - BARS_GAP - bars_least_share * inner;
    if (used_width(levels) > room)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu columns of numbers and bars do not fit into a figure %d px wide: make it wider, or ask "
                        "for fewer columns",
                        levels->headings.count, (int)sheet->width);
    widen(levels, sheet, room);
    double x = CIR_SHEET_MARGIN + levels->names.width;
    for (size_t j = 0; j < levels->headings.count; j++) {
        levels->headings.starts[j] = x;
        x += levels->headings.widths[j];
    }
    levels->bars.start = x + BARS_GAP;
    levels->bars.height = BAR_HEIGHT;
    double width = sheet->width - CIR_SHEET_MARGIN - levels->bars.start - OPEN_ROOM;
    levels->bars.scale = longest > 0 ? width / longest : 0;
    return CIR_OK;
}

/* ---- drawing ---- */

static void draw_swatches(struct cir_sheet *sheet, const struct levels *levels)
{
    for (size_t j = 0; j < levels->plotted->column_count; j++) {
        double middle = levels->headings.starts[j] + levels->headings.widths[j] / 2;
        cir_sheet_box(sheet, (struct cir_box){middle - SWATCH, sheet->y, 2.0 * SWATCH, SWATCH},
                      &(struct cir_paint){.fill = cir_shade_of(j, levels->plotted->column_count)->fill,
                                          .stroke = cir_ink,
                                          .stroke_width = 0.7});
    }
    sheet->y += SWATCH + 4;
}

static void draw_numbers(struct cir_sheet *sheet, const struct levels *levels, size_t row, double base)
{
    const struct cir_headings *headings = &levels->headings;
    for (size_t j = 0; j < headings->count; j++) {
        const struct cir_point middle = {headings->starts[j] + headings->widths[j] / 2, base};
        cir_bars_number(sheet, middle, levels->blocks[j],
                        &levels->plotted->table->rows[row].cells[headings->columns[j]],
                        lettering_of(levels->plotted, row, headings->columns[j]));
    }
}

static void draw_row(struct cir_sheet *sheet, const struct levels *levels, size_t row)
{
    double height = levels->names.heights[row];
    double top = sheet->y;
    cir_row_names_write(sheet, levels->plotted, &levels->names, row);
    sheet->y = top + height / 2;
    draw_numbers(sheet, levels, row, sheet->y + 0.36 * number_lettering.size);
    if (levels->plotted->table->rows[row].kind == CIR_SHOWN_BODY)
        cir_bars_draw(sheet, levels->plotted, row, &levels->bars);
    sheet->y = top + height;
}

static void draw_rows(struct cir_sheet *sheet, const struct levels *levels)
{
    const struct cir_shown_table *table = levels->plotted->table;
    double top = sheet->y;
    double bottom = top;
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].kind != CIR_SHOWN_BODY && i > 0 && table->rows[i - 1].kind == CIR_SHOWN_BODY)
            cir_row_names_rule(sheet);
        draw_row(sheet, levels, i);
        bottom = table->rows[i].kind == CIR_SHOWN_BODY ? sheet->y : bottom;
    }
    cir_sheet_line(sheet, (struct cir_point){levels->bars.start, top}, (struct cir_point){levels->bars.start, bottom},
                   &(struct cir_paint){.stroke = cir_ink, .stroke_width = 0.8});
}

static void draw_key(struct cir_sheet *sheet, const struct levels *levels)
{
    struct cir_key key = cir_key_at(CIR_SHEET_MARGIN);
    if (cir_plotted_has_open(levels->plotted))
        cir_key_add_word(sheet, &key, CIR_KEY_OPEN_BOX, CIR_WORD_OPEN_END);
    cir_key_end(sheet, &key);
}

static enum cir_status check(const struct cir_plotted *plotted, double *longest, struct cir_error *error)
{
    size_t row;
    size_t column;
    enum cir_status status = cir_row_names_check(plotted, error);
    if (status != CIR_OK)
        return status;
    if (plotted->column_count > CIR_FIGURE_SERIES_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "bars of %zu parts cannot be told apart in grey: at most %d; the kind matrix has room for more",
                        plotted->column_count, CIR_FIGURE_SERIES_MAX);
    *longest = cir_bars_longest(plotted, &row, &column);
    if (!isnan(*longest))
        return CIR_OK;
    struct cir_text text = plotted->table->rows[row].cells[column].text;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "'%.*s' in row %zu, column '%.*s': a bar is made of numbers from 0 on; the kind matrix can show it",
                    CIR_TEXT_ARGS(text), row + 1, CIR_TEXT_ARGS(plotted->table->columns[column].id));
}

enum cir_status cir_draw_levels(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error)
{
    struct levels levels = {.plotted = plotted};
    double longest = 0;
    enum cir_status status = check(plotted, &longest, error);
    if (status != CIR_OK)
        return status;
    if (!cir_row_names_make(&levels.names, sheet, plotted, name_share * sheet->width, ROW_HEIGHT) ||
        !take_columns(&levels, sheet))
        return cir_fail_memory(error);
    status = lay_out(&levels, sheet, longest, error);
    if (status != CIR_OK)
        return status;
    cir_headings_write(sheet, plotted, &levels.headings);
    draw_swatches(sheet, &levels);
    draw_rows(sheet, &levels);
    draw_key(sheet, &levels);
    return CIR_OK;
}
