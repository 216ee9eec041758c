#include "figures/classes.h"
#include "figures/draw.h"
#include "figures/headings.h"
#include "figures/key.h"
#include "figures/row_names.h"
#include "figures/shades.h"

#include <math.h>

/* Rows by columns. Shades follow the order of the values, which stand in the cells: the shade helps to find, the number
 * tells. Totals stand beside and below, unshaded. */

static const double name_share = 0.3;

enum { ROW_HEIGHT = 26, CELL_PAD = 8, CELL_LEAST = 30, CELL_MOST = 124, TOTAL_GAP = 8 };

static const struct cir_lettering cell_lettering = {12, false}, total_lettering = {12, true};

struct matrix {
    const struct cir_plotted *plotted;
    struct cir_row_names names;
    struct cir_headings headings; /* those of the totals come last */
    struct cir_classes classes;
};

/* ---- layout ---- */

static bool is_total(const struct cir_plotted *plotted, size_t row, size_t column)
{
    return plotted->table->rows[row].kind != CIR_SHOWN_BODY || cir_plotted_is_beside(plotted, column);
}

static double cell_width(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t column)
{
    double widest = CELL_LEAST;
    for (size_t i = 0; i < plotted->table->row_count; i++) {
        const struct cir_shown_cell *cell = &plotted->table->rows[i].cells[column];
        struct cir_lettering lettering = is_total(plotted, i, column) ? total_lettering : cell_lettering;
        double mark = cell->note > 0 ? lettering.size : 0;
        widest = fmax(widest, cir_text_width(cir_sheet_cell(sheet, cell), lettering) + mark + CELL_PAD);
    }
    return widest;
}

static bool take_columns(struct matrix *matrix, struct cir_sheet *sheet)
{
    const struct cir_plotted *plotted = matrix->plotted;
    size_t *columns = cir_arena_take(sheet->arena, plotted->column_count + plotted->beside_count, sizeof *columns);
    struct cir_headings *headings = &matrix->headings;
    *headings = (struct cir_headings){
        .columns = columns,
        .starts = cir_arena_take(sheet->arena, plotted->column_count + plotted->beside_count, sizeof *headings->starts),
        .widths =
            cir_arena_take(sheet->arena, plotted->column_count + plotted->beside_count, sizeof *headings->widths)};
    if (columns == NULL || headings->starts == NULL || headings->widths == NULL)
        return false;
    for (; headings->count < plotted->column_count; headings->count++)
        columns[headings->count] = plotted->columns[headings->count];
    for (size_t j = 0; j < plotted->beside_count; j++)
        columns[headings->count++] = plotted->beside[j];
    return true;
}

/* Cells are alike in width, so that none weighs more than another; the column of totals too. */
static enum cir_status lay_out(struct matrix *matrix, struct cir_sheet *sheet, struct cir_error *error)
{
    struct cir_headings *headings = &matrix->headings;
    double start = CIR_SHEET_MARGIN + matrix->names.width;
    bool has_total = headings->count > matrix->plotted->column_count;
    double room = sheet->width - CIR_SHEET_MARGIN - start - (has_total ? TOTAL_GAP : 0);
    double least = 0;
    for (size_t j = 0; j < headings->count; j++)
        least = fmax(least, cell_width(sheet, matrix->plotted, headings->columns[j]));
    if (least * (double)headings->count > room)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "%zu columns of numbers do not fit into a figure %d px wide: it takes %d px, or fewer columns",
                        headings->count, (int)sheet->width,
                        (int)ceil(sheet->width - room + least * (double)headings->count));
    double width = fmax(least, fmin(room / (double)headings->count, CELL_MOST));
    for (size_t j = 0; j < headings->count; j++) {
        headings->widths[j] = width;
        headings->starts[j] = start + (double)j * width + (j >= matrix->plotted->column_count ? TOTAL_GAP : 0);
    }
    headings->upward = !cir_headings_stand(sheet, matrix->plotted, headings);
    return CIR_OK;
}

/* ---- cells ---- */

static void write_cell(struct cir_sheet *sheet, struct cir_box box, const struct cir_shown_cell *cell,
                       struct cir_lettering lettering, const char *ink)
{
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE, .color = ink};
    cir_sheet_write(sheet, box.x + box.width / 2, box.y + box.height / 2 + 0.36 * lettering.size,
                    cir_sheet_cell(sheet, cell), &pen, cell->note);
}

/* What is there and not told is hatched, with a white space for its mark. */
static void draw_open(struct cir_sheet *sheet, struct cir_box box, const struct cir_shown_cell *cell)
{
    double mark = cell->note > 0 ? cell_lettering.size : 0;
    double width = fmin(cir_text_width(cir_sheet_cell(sheet, cell), cell_lettering) + mark + 6, box.width);
    struct cir_box space = {box.x + (box.width - width) / 2, box.y + 4, width, box.height - 8};
    cir_sheet_hatch(sheet, box);
    cir_sheet_box(sheet, space, &(struct cir_paint){.fill = cir_paper});
}

static void draw_cell(struct cir_sheet *sheet, const struct matrix *matrix, size_t row, size_t column,
                      struct cir_box box)
{
    const struct cir_shown_cell *cell = &matrix->plotted->table->rows[row].cells[column];
    double value = cir_plotted_value(cell);
    const struct cir_shade *shade =
        value > 0 ? cir_shade_of(cir_classes_of(&matrix->classes, value), matrix->classes.count) : NULL;
    cir_sheet_open(sheet, cir_plotted_told(sheet, matrix->plotted, row, column));
    cir_sheet_box(
        sheet, box,
        &(struct cir_paint){.fill = shade != NULL ? shade->fill : cir_paper, .stroke = cir_rule, .stroke_width = 1});
    if (cir_plotted_is_open(cell))
        draw_open(sheet, box, cell);
    write_cell(sheet, box, cell, cell_lettering, shade != NULL ? shade->ink : cir_ink);
    cir_sheet_close(sheet);
}

static void draw_row(struct cir_sheet *sheet, const struct matrix *matrix, size_t row)
{
    const struct cir_headings *headings = &matrix->headings;
    double height = matrix->names.heights[row];
    cir_row_names_write(sheet, matrix->plotted, &matrix->names, row);
    for (size_t j = 0; j < headings->count; j++) {
        struct cir_box box = {headings->starts[j], sheet->y, headings->widths[j], height};
        if (is_total(matrix->plotted, row, headings->columns[j]))
            write_cell(sheet, box, &matrix->plotted->table->rows[row].cells[headings->columns[j]], total_lettering,
                       NULL);
        else
            draw_cell(sheet, matrix, row, headings->columns[j], box);
    }
    sheet->y += height;
}

static void draw_rows(struct cir_sheet *sheet, const struct matrix *matrix)
{
    const struct cir_shown_table *table = matrix->plotted->table;
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].kind != CIR_SHOWN_BODY && i > 0 && table->rows[i - 1].kind == CIR_SHOWN_BODY) {
            sheet->y += TOTAL_GAP / 2.0;
            cir_row_names_rule(sheet);
        }
        draw_row(sheet, matrix, i);
    }
}

/* ---- key ---- */

/* The least and greatest value of a class, as the cells have them. */
static struct cir_text class_text(struct cir_sheet *sheet, const struct cir_class_ends *ends)
{
    struct cir_buffer text = {0};
    cir_buffer_add(&text, cir_sheet_cell(sheet, ends->low));
    if (ends->high != ends->low) {
        cir_buffer_add_string(&text, " \xE2\x80\x93 ");
        cir_buffer_add(&text, cir_sheet_cell(sheet, ends->high));
    }
    return cir_sheet_keep(sheet, &text);
}

static void draw_key(struct cir_sheet *sheet, const struct matrix *matrix)
{
    const struct cir_classes *classes = &matrix->classes;
    struct cir_key key = cir_key_at(CIR_SHEET_MARGIN + matrix->names.width);
    for (size_t class = 0; class < classes->count; class ++)
        cir_key_add(sheet, &key, CIR_KEY_SHADE, cir_shade_of(class, classes->count)->fill,
                    class_text(sheet, &classes->ends[class]));
    if (cir_plotted_has_open(matrix->plotted))
        cir_key_add_word(sheet, &key, CIR_KEY_HATCH, CIR_WORD_WITHHELD_OR_NOT_KNOWN);
    cir_key_end(sheet, &key);
}

enum cir_status cir_draw_matrix(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error)
{
    struct matrix matrix = {.plotted = plotted};
    enum cir_status status = cir_row_names_check(plotted, error);
    if (status != CIR_OK)
        return status;
    if (!cir_row_names_make(&matrix.names, sheet, plotted, name_share * sheet->width, ROW_HEIGHT) ||
        !take_columns(&matrix, sheet) || !cir_classes_make(&matrix.classes, sheet, plotted))
        return cir_fail_memory(error);
    status = lay_out(&matrix, sheet, error);
    if (status != CIR_OK)
        return status;
    cir_headings_write(sheet, plotted, &matrix.headings);
    draw_rows(sheet, &matrix);
    draw_key(sheet, &matrix);
    return CIR_OK;
}
