#include "figures/side_columns.h"

#include <math.h>

static const struct cir_lettering lettering = {11, false};

enum { PAD = 12, LEAST = 44 };

static bool is_number(const struct cir_shown_cell *cell)
{
    return cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL;
}

/* Width of the widest cell, of all or of numbers alone. */
static double cells_width(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t column, bool numbers)
{
    double widest = 0;
    for (size_t i = 0; i < plotted->table->row_count; i++) {
        const struct cir_shown_cell *cell = &plotted->table->rows[i].cells[column];
        if (!numbers || is_number(cell))
            widest = fmax(widest, cir_text_width(cir_sheet_cell(sheet, cell), lettering));
    }
    return widest;
}

/* ---- layout ---- */

static double sum_of(const struct cir_headings *headings)
{
    double sum = 0;
    for (size_t j = 0; j < headings->count; j++)
        sum += headings->widths[j];
    return sum;
}

/* The greatest width that a column may have for all of them to fit; columns never fall below their least. */
static void narrow(struct cir_headings *headings, const double *least, double most)
{
    double cap = most;
    while (sum_of(headings) > most && cap > LEAST) {
        cap -= 1;
        for (size_t j = 0; j < headings->count; j++)
            headings->widths[j] = fmax(least[j], fmin(headings->widths[j], cap));
    }
}

static enum cir_status fit(struct cir_side_columns *side, const double *least, double most, struct cir_error *error)
{
    narrow(&side->headings, least, most);
    side->width = sum_of(&side->headings);
    if (side->width <= most)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "%zu columns beside what is drawn do not fit: make the figure wider, or ask for fewer columns",
                    side->headings.count);
}

enum cir_status cir_side_columns_make(struct cir_side_columns *side, struct cir_sheet *sheet,
                                      const struct cir_plotted *plotted, const size_t *columns, size_t count,
                                      double start, double most, struct cir_error *error)
{
    struct cir_headings *headings = &side->headings;
    double *least = cir_arena_take(sheet->arena, count + 1, sizeof *least);
    *side = (struct cir_side_columns){
        .headings = {.columns = columns,
                     .count = count,
                     .starts = cir_arena_take(sheet->arena, count + 1, sizeof *headings->starts),
                     .widths = cir_arena_take(sheet->arena, count + 1, sizeof *headings->widths)}};
    if (least == NULL || headings->starts == NULL || headings->widths == NULL)
        return cir_fail_memory(error);
    for (size_t j = 0; j < count; j++) {
        least[j] = fmax(LEAST, cells_width(sheet, plotted, columns[j], true) + PAD);
        headings->widths[j] = fmax(least[j], cells_width(sheet, plotted, columns[j], false) + PAD);
    }
    enum cir_status status = fit(side, least, most, error);
    for (size_t j = 0; j < count; j++) {
        headings->starts[j] = start;
        start += headings->widths[j];
    }
    headings->upward = !cir_headings_stand(sheet, plotted, headings);
    return status;
}

/* ---- writing ---- */

/* In the middle of the column, as its heading. */
void cir_side_columns_write(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                            const struct cir_side_columns *side, size_t row, double y)
{
    for (size_t j = 0; j < side->headings.count; j++) {
        size_t column = side->headings.columns[j];
        const struct cir_shown_cell *cell = &plotted->table->rows[row].cells[column];
        struct cir_text text = cir_sheet_cell(sheet, cell);
        double room = side->headings.widths[j] - PAD;
        const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE};
        struct cir_lines lines = cir_sheet_lines(sheet, text, lettering, room, 1);
        if (text.size == 0)
            continue;
        cir_sheet_open(sheet, cir_plotted_told(sheet, plotted, row, column));
        cir_sheet_write_lines(sheet, side->headings.starts[j] + side->headings.widths[j] / 2, y, &lines, &pen,
                              cell->note);
        cir_sheet_close(sheet);
    }
}
