#include "figures/plotted.h"

#include <math.h>

double cir_plotted_value(const struct cir_shown_cell *cell)
{
    bool has_value = cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL;
    return has_value ? cell->value : (double)NAN;
}

bool cir_plotted_is_open(const struct cir_shown_cell *cell)
{
    return cell->kind == CIR_SHOWN_HIDDEN || cell->kind == CIR_SHOWN_UNKNOWN ||
           (cell->kind == CIR_SHOWN_INTERVAL && isnan(cell->value));
}

unsigned cir_plotted_row_note(const struct cir_shown_table *table, size_t row)
{
    for (size_t j = 0; j < table->column_count; j++)
        if (table->columns[j].is_header && table->rows[row].cells[j].note > 0)
            return table->rows[row].cells[j].note;
    return 0;
}

/* ---- names ---- */

static struct cir_text name_row(struct cir_sheet *sheet, const struct cir_shown_row *row)
{
    const struct cir_shown_table *table = sheet->table;
    struct cir_buffer name = {0};
    for (size_t j = 0; j < table->column_count; j++) {
        const struct cir_shown_cell *cell = &row->cells[j];
        if (!table->columns[j].is_header || cell->text.size == 0)
            continue;
        if (name.size > 0)
            cir_buffer_add_string(&name, " \xC2\xB7 ");
        cir_clean_add_isolated(&name, cell->text, cir_sheet_isolation(sheet, cell));
    }
    return cir_sheet_keep(sheet, &name);
}

static struct cir_text name_column(struct cir_sheet *sheet, const struct cir_shown_column *column)
{
    struct cir_buffer name = {0};
    cir_clean_add(&name, column->label);
    if (column->unit.size > 0) {
        cir_buffer_add_string(&name, name.size > 0 ? " (" : "(");
        cir_clean_add(&name, column->unit);
        cir_buffer_add_char(&name, ')');
    }
    return cir_sheet_keep(sheet, &name);
}

static bool make_names(struct cir_plotted *plotted, struct cir_sheet *sheet)
{
    const struct cir_shown_table *table = plotted->table;
    struct cir_text *rows = cir_arena_take(sheet->arena, table->row_count, sizeof *rows);
    struct cir_text *columns = cir_arena_take(sheet->arena, table->column_count, sizeof *columns);
    if (rows == NULL || columns == NULL)
        return false;
    for (size_t i = 0; i < table->row_count; i++)
        rows[i] = name_row(sheet, &table->rows[i]);
    for (size_t j = 0; j < table->column_count; j++)
        columns[j] = name_column(sheet, &table->columns[j]);
    plotted->row_names = rows;
    plotted->column_names = columns;
    return !sheet->body.failed;
}

/* ---- rows and columns ---- */

/* Whether all numbers of a column are shares; not of one without numbers. */
static bool tells_shares(const struct cir_shown_table *table, size_t column)
{
    bool has_share = false;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_shown_cell *cell = &table->rows[i].cells[column];
        if (isnan(cir_plotted_value(cell)))
            continue;
        if (!cell->percent)
            return false;
        has_share = true;
    }
    return has_share;
}

static bool is_candidate(const struct cir_shown_table *table, size_t column)
{
    const struct cir_shown_column *told = &table->columns[column];
    return !told->is_header && told->is_number && !cir_text_is(told->id, "total");
}

/* Shares are drawn where all are shares; among other numbers they have another measure. */
static bool draws_shares(const struct cir_shown_table *table)
{
    for (size_t j = 0; j < table->column_count; j++)
        if (is_candidate(table, j) && !tells_shares(table, j))
            return false;
    return true;
}

static void choose_columns(struct cir_plotted *plotted, size_t *columns, size_t *beside)
{
    const struct cir_shown_table *table = plotted->table;
    bool with_shares = draws_shares(table);
    for (size_t j = 0; j < table->column_count; j++) {
        if (is_candidate(table, j) && (with_shares || !tells_shares(table, j))) {
            columns[plotted->column_count++] = j;
        } else if (!table->columns[j].is_header && table->columns[j].is_number) {
            plotted->total_column = cir_text_is(table->columns[j].id, "total") ? j : plotted->total_column;
            beside[plotted->beside_count++] = j;
        }
    }
    /* Of a table whose only numbers are totals those are what is drawn. */
    if (plotted->column_count == 0 && plotted->beside_count == 1) {
        columns[plotted->column_count++] = beside[--plotted->beside_count];
        plotted->total_column = table->column_count;
    }
    plotted->columns = columns;
    plotted->beside = beside;
}

static bool choose(struct cir_plotted *plotted, struct cir_sheet *sheet)
{
    const struct cir_shown_table *table = plotted->table;
    size_t *rows = cir_arena_take(sheet->arena, table->row_count, sizeof *rows);
    size_t *columns = cir_arena_take(sheet->arena, table->column_count, sizeof *columns);
    size_t *beside = cir_arena_take(sheet->arena, table->column_count, sizeof *beside);
    if (rows == NULL || columns == NULL || beside == NULL)
        return false;
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].kind == CIR_SHOWN_BODY)
            rows[plotted->row_count++] = i;
    plotted->rows = rows;
    choose_columns(plotted, columns, beside);
    return true;
}

bool cir_plotted_is_beside(const struct cir_plotted *plotted, size_t column)
{
    for (size_t j = 0; j < plotted->beside_count; j++)
        if (plotted->beside[j] == column)
            return true;
    return false;
}

static bool is_number(const struct cir_shown_cell *cell)
{
    bool is_bounded = cell->kind == CIR_SHOWN_INTERVAL && (isfinite(cell->low) || isfinite(cell->high));
    return is_bounded || isfinite(cir_plotted_value(cell));
}

static bool has_number(const struct cir_plotted *plotted)
{
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++)
            if (is_number(&plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]]))
                return true;
    return false;
}

bool cir_plotted_has_open(const struct cir_plotted *plotted)
{
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++)
            if (cir_plotted_is_open(&plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]]))
                return true;
    return false;
}

static enum cir_status refuse(struct cir_error *error, const char *what)
{
    return cir_fail(error, CIR_NOTHING_LEFT, (struct cir_place){0}, "%s", what);
}

enum cir_status cir_plotted_make(struct cir_plotted *plotted, struct cir_sheet *sheet, struct cir_error *error)
{
    const struct cir_shown_table *table = sheet->table;
    *plotted = (struct cir_plotted){.table = table, .total_column = table->column_count};
    if (!choose(plotted, sheet) || !make_names(plotted, sheet))
        return cir_fail_memory(error);
    if (plotted->row_count == 0)
        return refuse(error, "a table without rows cannot be drawn: nothing was counted");
    if (plotted->column_count == 0)
        return refuse(error, "the table has no column of numbers that could be drawn");
    if (!has_number(plotted))
        return refuse(error, "the table has no number that could be drawn: all its cells are hidden or not known");
    return CIR_OK;
}

struct cir_text cir_plotted_unit(const struct cir_plotted *plotted)
{
    const struct cir_shown_column *columns = plotted->table->columns;
    for (size_t j = 1; j < plotted->column_count; j++)
        if (!cir_text_equal(columns[plotted->columns[j]].unit, columns[plotted->columns[0]].unit))
            return (struct cir_text){NULL, 0};
    return columns[plotted->columns[0]].unit;
}

struct cir_text cir_plotted_series_name(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t series)
{
    size_t column = plotted->columns[series];
    if (cir_plotted_unit(plotted).size == 0)
        return plotted->column_names[column];
    return cir_sheet_text(sheet, plotted->table->columns[column].label, CIR_ISOLATE_NOT);
}

struct cir_text cir_plotted_told(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t row, size_t column)
{
    const struct cir_shown_cell *cell = &plotted->table->rows[row].cells[column];
    const struct cir_filling fillings[] = {{"row", plotted->row_names[row]},
                                           {"column", plotted->column_names[column]},
                                           {"value", cir_sheet_text(sheet, cell->text, CIR_ISOLATE_NOT)}};
    struct cir_buffer told = {0};
    cir_tongue_add_phrase(&told, sheet->tongue, CIR_WORD_CELL_TOLD, fillings, 3);
    return cir_sheet_keep(sheet, &told);
}
