#include "figures/row_names.h"

#include "figures/figure.h"
#include "figures/shades.h"

#include <math.h>

enum { LINES = 3, GAP = 10, PAD = 8 };

static struct cir_lettering lettering_of(const struct cir_plotted *plotted, size_t row)
{
    return (struct cir_lettering){11.5, plotted->table->rows[row].kind != CIR_SHOWN_BODY};
}

enum cir_status cir_row_names_check(const struct cir_plotted *plotted, struct cir_error *error)
{
    if (plotted->table->row_count <= CIR_FIGURE_ROWS_MAX)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "a figure of %zu rows cannot be read: at most %d; ask for the first ones only, or for fewer groups",
                    plotted->table->row_count, CIR_FIGURE_ROWS_MAX);
}

bool cir_row_names_make(struct cir_row_names *names, struct cir_sheet *sheet, const struct cir_plotted *plotted,
                        double most, double least)
{
    size_t count = plotted->table->row_count;
    *names = (struct cir_row_names){.heights = cir_arena_take(sheet->arena, count, sizeof *names->heights)};
    if (names->heights == NULL)
        return false;
    double longest = 0;
    for (size_t i = 0; i < count; i++)
        longest = fmax(longest, cir_text_width(plotted->row_names[i], lettering_of(plotted, i)));
    names->width = fmin(longest + GAP, most);
    for (size_t i = 0; i < count; i++) {
        struct cir_lettering lettering = lettering_of(plotted, i);
        struct cir_lines lines = cir_sheet_lines(sheet, plotted->row_names[i], lettering, names->width - GAP, LINES);
        names->heights[i] = fmax(least, (double)lines.count * cir_line_height(lettering) + PAD);
    }
    return !sheet->body.failed;
}

void cir_row_names_write(struct cir_sheet *sheet, const struct cir_plotted *plotted, const struct cir_row_names *names,
                         size_t row)
{
    struct cir_lettering lettering = lettering_of(plotted, row);
    struct cir_lines lines = cir_sheet_lines(sheet, plotted->row_names[row], lettering, names->width - GAP, LINES);
    double line = cir_line_height(lettering);
    double middle = sheet->y + names->heights[row] / 2;
    double first = middle + 0.36 * lettering.size - (double)(lines.count - 1) * line / 2;
    if (lines.count == 0)
        return;
    cir_sheet_open(sheet, plotted->row_names[row]);
    cir_sheet_write_lines(sheet, CIR_SHEET_MARGIN, first, &lines, &(struct cir_pen){.lettering = lettering},
                          cir_plotted_row_note(plotted->table, row));
    cir_sheet_close(sheet);
}

void cir_row_names_rule(struct cir_sheet *sheet)
{
    cir_sheet_line(sheet, (struct cir_point){CIR_SHEET_MARGIN, sheet->y},
                   (struct cir_point){sheet->width - CIR_SHEET_MARGIN, sheet->y},
                   &(struct cir_paint){.stroke = cir_ink, .stroke_width = 0.8});
}
