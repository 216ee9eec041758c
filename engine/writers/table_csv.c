/* A table for programs: a column of ids each, numbers in full and with '.', and what stands around a table in rows of
 * their own behind it, so that all lines have the same columns:
 *
 *     row_kind,sector,events,score,score_low,score_high,score_flag,remark
 *     body,energy,3,2.385,2.1,2.6,,
 *     body,water,1,,,,unknown,
 *     tlp,,,,,,,TLP:AMBER
 *
 * `row_kind` is body, subtotal or total of rows of the table, else what `remark` is. */
#include "base/number.h"
#include "sink/csv_cell.h"
#include "writers/prepared.h"
#include "writers/write_table.h"

#include <math.h>

enum { DELIMITER = ',' };

static void add_cell(struct cir_buffer *buffer, struct cir_text text)
{
    cir_csv_add_cell(buffer, text, DELIMITER, true);
    cir_buffer_add_char(buffer, DELIMITER);
}

static void add_number(struct cir_buffer *buffer, double value)
{
    char number[CIR_NUMBER_SIZE];
    if (isfinite(value))
        cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
    else if (isinf(value))
        cir_buffer_add_string(buffer, value > 0 ? "inf" : "-inf");
    cir_buffer_add_char(buffer, DELIMITER);
}

static void add_name(struct cir_buffer *buffer, struct cir_text id, const char *part)
{
    struct cir_buffer name = {0};
    cir_buffer_add(&name, id);
    cir_buffer_add_string(&name, part);
    add_cell(buffer, cir_buffer_text(&name));
    buffer->failed = buffer->failed || name.failed;
    cir_buffer_free(&name);
}

static void add_names(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    cir_buffer_add_string(buffer, "row_kind,");
    for (size_t i = 0; i < table->shown.column_count; i++) {
        const struct cir_prepared_column *column = &table->columns[i];
        struct cir_text id = table->shown.columns[i].id;
        add_name(buffer, id, "");
        if (column->has_intervals) {
            add_name(buffer, id, "_low");
            add_name(buffer, id, "_high");
        }
        if (column->has_gaps)
            add_name(buffer, id, "_flag");
        if (column->has_notes)
            add_name(buffer, id, "_note");
    }
    cir_buffer_add_string(buffer, "remark\n");
}

static bool is_gap(const struct cir_shown_cell *cell)
{
    return cell->kind >= CIR_SHOWN_UNKNOWN;
}

static void add_value(struct cir_buffer *buffer, const struct cir_prepared_column *column,
                      const struct cir_shown_cell *cell)
{
    if (cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL)
        add_number(buffer, cell->value);
    else if (is_gap(cell) && column->is_measured)
        cir_buffer_add_char(buffer, DELIMITER);
    else
        add_cell(buffer, cell->text);
}

static void add_value_parts(struct cir_buffer *buffer, const struct cir_prepared_column *column,
                            const struct cir_shown_cell *cell)
{
    bool is_interval = cell->kind == CIR_SHOWN_INTERVAL;
    if (column->has_intervals) {
        add_number(buffer, is_interval ? cell->low : NAN);
        add_number(buffer, is_interval ? cell->high : NAN);
    }
    if (column->has_gaps)
        add_cell(buffer, cir_text_of(is_gap(cell) ? cir_shown_kind_name(cell->kind) : ""));
    if (column->has_notes)
        add_number(buffer, cell->note > 0 ? (double)cell->note : NAN);
}

static void add_row(struct cir_buffer *buffer, const struct cir_prepared_table *table, const struct cir_shown_row *row)
{
    add_cell(buffer, cir_text_of(cir_shown_row_kind_name(row->kind)));
    for (size_t i = 0; i < table->shown.column_count; i++) {
        add_value(buffer, &table->columns[i], &row->cells[i]);
        add_value_parts(buffer, &table->columns[i], &row->cells[i]);
    }
    cir_buffer_add_char(buffer, '\n');
}

/* A remark behind as many empty cells as rows have. */
static void add_remark(struct cir_buffer *buffer, const struct cir_prepared_table *table, const char *kind,
                       struct cir_text remark)
{
    add_cell(buffer, cir_text_of(kind));
    for (size_t i = 0; i < table->shown.column_count; i++) {
        const struct cir_prepared_column *column = &table->columns[i];
        size_t parts = 1 + (column->has_intervals ? 2U : 0U) + column->has_gaps + column->has_notes;
        for (size_t k = 0; k < parts; k++)
            cir_buffer_add_char(buffer, DELIMITER);
    }
    cir_csv_add_cell(buffer, remark, DELIMITER, true);
    cir_buffer_add_char(buffer, '\n');
}

/* "events: group / label (unit)" */
static void add_column_remark(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    const struct cir_shown_column *column = &table->shown.columns[i];
    struct cir_buffer remark = {0};
    cir_buffer_add(&remark, column->id);
    cir_buffer_add_string(&remark, ": ");
    if (column->group > 0) {
        cir_buffer_add(&remark, table->shown.groups[column->group - 1]);
        cir_buffer_add_string(&remark, " / ");
    }
    cir_buffer_add(&remark, table->columns[i].head);
    add_remark(buffer, table, "column", cir_buffer_text(&remark));
    buffer->failed = buffer->failed || remark.failed;
    cir_buffer_free(&remark);
}

static void add_note(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    struct cir_buffer note = {0};
    if (i < table->shown.marked_note_count)
        cir_buffer_add_format(&note, "[%zu] ", i + 1);
    cir_buffer_add(&note, table->shown.notes[i]);
    add_remark(buffer, table, "note", cir_buffer_text(&note));
    buffer->failed = buffer->failed || note.failed;
    cir_buffer_free(&note);
}

static void add_remarks(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    add_remark(buffer, table, "caption", shown->caption);
    add_remark(buffer, table, "tlp", shown->tlp);
    for (size_t i = 0; i < shown->column_count; i++)
        add_column_remark(buffer, table, i);
    for (size_t i = 0; i < shown->note_count; i++)
        add_note(buffer, table, i);
    if (shown->unknown.size > 0)
        add_remark(buffer, table, "unknown", shown->unknown);
    if (shown->source.size > 0)
        add_remark(buffer, table, "source", shown->source);
}

static enum cir_status write_csv(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                 struct cir_error *error)
{
    (void)error;
    for (size_t i = 0; i < prepared->count; i++) {
        const struct cir_prepared_table *table = &prepared->tables[i];
        if (i > 0)
            cir_buffer_add_char(buffer, '\n');
        add_names(buffer, table);
        for (size_t row = 0; row < table->shown.row_count; row++)
            add_row(buffer, table, &table->shown.rows[row]);
        add_remarks(buffer, table);
    }
    return CIR_OK;
}

enum cir_status cir_write_table_csv(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                    size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_csv, error);
}
