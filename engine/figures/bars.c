#include "figures/bars.h"

#include "figures/shades.h"

#include <math.h>

enum { OPEN_WIDTH = 9 };

void cir_bars_number(struct cir_sheet *sheet, struct cir_point middle, double width, const struct cir_shown_cell *cell,
                     struct cir_lettering lettering)
{
    struct cir_text text = cir_sheet_cell(sheet, cell);
    struct cir_pen pen = {.lettering = lettering, .anchor = sheet->from_right ? CIR_ANCHOR_START : CIR_ANCHOR_END};
    double x = sheet->from_right ? middle.x - width / 2 : middle.x + width / 2;
    double behind = sheet->from_right ? x + cir_text_width(text, lettering) : x;
    cir_sheet_write(sheet, x, middle.y, text, &pen, 0);
    if (cell->note > 0) {
        struct cir_buffer number = {0};
        cir_buffer_add_format(&number, "%u", cell->note);
        pen = (struct cir_pen){.lettering = {0.7 * lettering.size, false}};
        cir_sheet_write(sheet, behind + 3, middle.y - 0.35 * lettering.size, cir_sheet_keep(sheet, &number), &pen, 0);
    }
}

static void draw_part(struct cir_sheet *sheet, struct cir_box box, const struct cir_shade *shade, struct cir_text told)
{
    bool is_thin = box.width <= 2 * CIR_BARS_GAP;
    struct cir_box inner = {box.x + CIR_BARS_GAP / 2.0, box.y, box.width - CIR_BARS_GAP, box.height};
    cir_sheet_open(sheet, told);
    cir_sheet_box(sheet, is_thin ? box : inner,
                  &(struct cir_paint){.fill = is_thin ? cir_ink : shade->fill,
                                      .stroke = is_thin ? NULL : cir_ink,
                                      .stroke_width = 0.7});
    cir_sheet_close(sheet);
}

static void draw_open_end(struct cir_sheet *sheet, double x, const struct cir_bars *bars)
{
    cir_sheet_box(sheet, (struct cir_box){x + 1, sheet->y - bars->height / 2, OPEN_WIDTH, bars->height},
                  &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1, .dashes = "2 2"});
}

double cir_bars_draw(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t row,
                     const struct cir_bars *bars)
{
    const struct cir_shown_cell *cells = plotted->table->rows[row].cells;
    double x = bars->start;
    bool is_open = false;
    for (size_t j = 0; j < plotted->column_count; j++) {
        const struct cir_shown_cell *cell = &cells[plotted->columns[j]];
        double value = cir_plotted_value(cell);
        is_open = is_open || cir_plotted_is_open(cell);
        if (!(value > 0))
            continue;
        struct cir_box box = {x, sheet->y - bars->height / 2, value * bars->scale, bars->height};
        draw_part(sheet, box, cir_shade_of(j, plotted->column_count),
                  cir_plotted_told(sheet, plotted, row, plotted->columns[j]));
        x += box.width;
    }
    if (is_open)
        draw_open_end(sheet, x, bars);
    return x + (is_open ? OPEN_WIDTH + 1 : 0);
}

double cir_bars_longest(const struct cir_plotted *plotted, size_t *bad_row, size_t *bad_column)
{
    double longest = 0;
    for (size_t i = 0; i < plotted->row_count; i++) {
        double sum = 0;
        *bad_row = plotted->rows[i];
        *bad_column = plotted->columns[0];
        for (size_t j = 0; j < plotted->column_count; j++) {
            double value = cir_plotted_value(&plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]]);
            if (value < 0) {
                *bad_column = plotted->columns[j];
                return (double)NAN;
            }
            sum += isnan(value) ? 0 : value;
        }
        if (!isfinite(sum))
            return (double)NAN;
        longest = fmax(longest, sum);
    }
    return longest;
}
