#include "intake/assets.h"

#include "base/nearest.h"
#include "intake/cells.h"
#include "intake/law_cell.h"
#include "intake/worksheet.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN = 60 };

/* What is read of every criterion. */
static const struct cir_field number_field = {.name = "fact", .type = CIR_TYPE_NUMBER, .unit = ""};

/* The file on its way in. */
struct reader {
    struct cir_worksheet sheet;
    const struct cir_panel_criteria *criteria;
    struct cir_cell_format format;
    struct cir_cell_reader cells;
    struct cir_arena *arena;
    size_t name;                            /* place of the column of names */
    size_t columns[CIR_PANEL_CRITERIA_MAX]; /* by criterion */
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->sheet.name, line, column + 1};
}

/* ---- columns ---- */

static enum cir_status refuse_missing(const struct reader *reader, const char *wanted)
{
    const struct cir_worksheet_row *header = &reader->sheet.header;
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(wanted));
    for (size_t i = 0; i < reader->sheet.column_count; i++)
        cir_nearest_offer(&nearest, header->cells[i]);
    return cir_fail(reader->error, CIR_BAD_LOG, (struct cir_place){reader->sheet.name, header->line, 0},
                    "no column '%s'%s%.*s%s; expected a header of asset and one column a criterion", wanted,
                    nearest.found.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(nearest.found),
                    nearest.found.size > 0 ? "')" : "");
}

static enum cir_status take_column(struct reader *reader, size_t place)
{
    const uint32_t number = cir_index_find(&reader->criteria->names, reader->sheet.header.cells[place]);
    if (number == CIR_INDEX_NONE)
        return CIR_OK;
    size_t *column = &reader->columns[number];
    if (*column < reader->sheet.column_count)
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, reader->sheet.header.line, place),
                        "criterion '%s' has a column already, number %zu; expected one",
                        reader->criteria->list[number].code, *column + 1);
    *column = place;
    return CIR_OK;
}

static enum cir_status find_columns(struct reader *reader)
{
    const size_t count = reader->sheet.column_count;
    enum cir_status status = CIR_OK;
    reader->name = cir_worksheet_column(&reader->sheet, "asset");
    if (reader->name == count)
        return refuse_missing(reader, "asset");
    for (size_t j = 0; j < reader->criteria->count; j++)
        reader->columns[j] = count;
    for (size_t i = 0; i < count && status == CIR_OK; i++)
        status = take_column(reader, i);
    for (size_t j = 0; j < reader->criteria->count && status == CIR_OK; j++)
        if (reader->columns[j] == count)
            status = refuse_missing(reader, reader->criteria->list[j].code);
    return status;
}

/* ---- rows, in the order of names ---- */

static int by_name(const void *first, const void *second, void *context)
{
    const size_t *name = context;
    const struct cir_worksheet_row *a = first;
    const struct cir_worksheet_row *b = second;
    int order = cir_text_compare(a->cells[*name], b->cells[*name]);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static enum cir_status check_name(const struct reader *reader, size_t i)
{
    const struct cir_worksheet_row *row = &reader->sheet.rows[i];
    const struct cir_text name = row->cells[reader->name];
    if (name.size == 0)
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, row->line, reader->name),
                        "the asset has no name; expected one that no other row has");
    if (i > 0 && cir_text_equal(name, row[-1].cells[reader->name]))
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, row->line, reader->name),
                        "asset '%.*s' stands in line %zu already; expected one row an asset",
                        CIR_TEXT_ARGS(cir_text_cut(name, SHOWN)), row[-1].line);
    return CIR_OK;
}

static enum cir_status refuse_cell(const struct reader *reader, const struct cir_worksheet_row *row, size_t column,
                                   const char *expected)
{
    return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, row->line, column), "'%.*s'; expected %s, or unknown",
                    CIR_TEXT_ARGS(cir_text_cut(row->cells[column], SHOWN)), expected);
}

/* Room for laws is taken when the first is met: nearly all tables have none. */
static enum cir_status take_law(struct cir_assets *assets, const struct reader *reader,
                                const struct cir_worksheet_row *row, size_t column, size_t place)
{
    const size_t facts = reader->sheet.row_count * reader->criteria->count;
    struct cir_law_fault fault;
    if (assets->laws == NULL)
        assets->laws = cir_arena_take(reader->arena, facts, sizeof *assets->laws);
    if (assets->laws == NULL)
        return cir_fail_memory(reader->error);
    return cir_law_cell_read(&assets->laws[place], row->cells[column], &fault)
               ? CIR_OK
               : refuse_cell(reader, row, column, fault.expected);
}

static enum cir_status take_fact(struct cir_assets *assets, const struct reader *reader,
                                 const struct cir_worksheet_row *row, size_t criterion, size_t place)
{
    const size_t column = reader->columns[criterion];
    struct cir_fact_span *fact = &assets->facts[place];
    struct cir_cell cell;
    struct cir_cell_fault fault;
    *fact = (struct cir_fact_span){NAN, NAN};
    if (cir_law_cell_is(row->cells[column]))
        return take_law(assets, reader, row, column, place);
    if (!cir_cell_reader_read(&cell, &reader->cells, row->cells[column], &fault))
        return refuse_cell(reader, row, column, fault.expected);
    if (cell.state == CIR_CELL_NOT_APPLICABLE)
        return refuse_cell(reader, row, column, "the value that says how much it counts, such as the worst");
    if (cell.state == CIR_CELL_KNOWN)
        *fact = (struct cir_fact_span){cell.number.low, cell.number.high};
    return CIR_OK;
}

static enum cir_status take_row(struct cir_assets *assets, const struct reader *reader, size_t i)
{
    const size_t criteria = reader->criteria->count;
    const struct cir_worksheet_row *row = &reader->sheet.rows[i];
    enum cir_status status = check_name(reader, i);
    assets->names[i] = row->cells[reader->name].data;
    for (size_t j = 0; j < criteria && status == CIR_OK; j++)
        status = take_fact(assets, reader, row, j, i * criteria + j);
    return status;
}

static enum cir_status take_rows(struct cir_assets *assets, struct reader *reader)
{
    const size_t count = reader->sheet.row_count;
    enum cir_status status = CIR_OK;
    if (count == 0)
        return cir_fail(reader->error, CIR_BAD_LOG, (struct cir_place){.file = reader->sheet.name},
                        "no asset stands in it; expected a row an asset");
    assets->names = cir_arena_take(reader->arena, count, sizeof *assets->names);
    assets->facts = cir_arena_take(reader->arena, count * reader->criteria->count, sizeof *assets->facts);
    if (assets->names == NULL || assets->facts == NULL)
        return cir_fail_memory(reader->error);
    qsort_r(reader->sheet.rows, count, sizeof *reader->sheet.rows, by_name, &reader->name);
    for (size_t i = 0; i < count && status == CIR_OK; i++)
        status = take_row(assets, reader, i);
    assets->count = count;
    return status;
}

enum cir_status cir_assets_read(struct cir_assets *assets, const char *path, const struct cir_panel_criteria *criteria,
                                struct cir_arena *arena, struct cir_error *error)
{
    struct reader reader = {.criteria = criteria, .format = cir_cell_format_plain(), .arena = arena, .error = error};
    *assets = (struct cir_assets){.count = 0};
    reader.cells = cir_cell_reader_of(&number_field, &reader.format, NULL);
    enum cir_status status = cir_worksheet_read(&reader.sheet, path, arena, error);
    if (status == CIR_OK)
        status = find_columns(&reader);
    return status == CIR_OK ? take_rows(assets, &reader) : status;
}
