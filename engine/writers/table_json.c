/* Values and texts, for programs. Of a number that is not known, and of a bound that is none, the value is null. */
#include "base/number.h"
#include "sink/json_text.h"
#include "writers/prepared.h"
#include "writers/write_table.h"

#include <math.h>

enum { SCHEMA_VERSION = 1 };

static void add_key(struct cir_buffer *buffer, const char *key)
{
    cir_buffer_add_format(buffer, "\"%s\": ", key);
}

static void add_text(struct cir_buffer *buffer, const char *key, struct cir_text text)
{
    add_key(buffer, key);
    cir_json_add_string(buffer, text, false);
}

static void add_member(struct cir_buffer *buffer, const char *key, struct cir_text text)
{
    cir_buffer_add_string(buffer, "      ");
    add_text(buffer, key, text);
    cir_buffer_add_string(buffer, ",\n");
}

static void add_bool(struct cir_buffer *buffer, const char *key, bool value)
{
    cir_buffer_add_string(buffer, ", ");
    add_key(buffer, key);
    cir_buffer_add_string(buffer, value ? "true" : "false");
}

static void add_number(struct cir_buffer *buffer, const char *key, double value)
{
    char number[CIR_NUMBER_SIZE];
    cir_buffer_add_string(buffer, ", ");
    add_key(buffer, key);
    if (isfinite(value))
        cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
    else
        cir_buffer_add_string(buffer, "null");
}

/* 0 is none. */
static void add_place(struct cir_buffer *buffer, const char *key, unsigned number)
{
    add_number(buffer, key, number > 0 ? (double)number : NAN);
}

static void add_column(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    const struct cir_shown_column *column = &table->shown.columns[i];
    cir_buffer_add_char(buffer, '{');
    add_text(buffer, "id", column->id);
    cir_buffer_add_string(buffer, ", ");
    add_text(buffer, "label", column->label);
    cir_buffer_add_string(buffer, ", ");
    add_text(buffer, "unit", column->unit);
    add_place(buffer, "group", column->group);
    add_bool(buffer, "header", i < table->header_count);
    add_bool(buffer, "number", column->is_number);
    cir_buffer_add_char(buffer, '}');
}

static void add_cell(struct cir_buffer *buffer, const struct cir_shown_cell *cell)
{
    cir_buffer_add_char(buffer, '{');
    add_text(buffer, "kind", cir_text_of(cir_shown_kind_name(cell->kind)));
    cir_buffer_add_string(buffer, ", ");
    add_text(buffer, "text", cell->text);
    if (cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL) {
        add_number(buffer, "value", cell->value);
        add_place(buffer, "significant", cell->significant);
        add_bool(buffer, "percent", cell->percent);
    }
    if (cell->kind == CIR_SHOWN_INTERVAL) {
        add_number(buffer, "low", cell->low);
        add_number(buffer, "high", cell->high);
    }
    if (cell->note > 0)
        add_place(buffer, "note", cell->note);
    cir_buffer_add_char(buffer, '}');
}

static void add_row(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t number)
{
    const struct cir_shown_row *row = &table->shown.rows[number];
    cir_buffer_add_char(buffer, '{');
    add_text(buffer, "kind", cir_text_of(cir_shown_row_kind_name(row->kind)));
    cir_buffer_add_string(buffer, ", \"cells\": [");
    for (size_t i = 0; i < table->shown.column_count; i++) {
        cir_buffer_add_string(buffer, i > 0 ? ",\n          " : "\n          ");
        add_cell(buffer, &row->cells[i]);
    }
    cir_buffer_add_string(buffer, "]}");
}

static void add_note(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    cir_buffer_add_char(buffer, '{');
    add_text(buffer, "text", table->shown.notes[i]);
    add_place(buffer, "number", i < table->shown.marked_note_count ? (unsigned)i + 1 : 0);
    cir_buffer_add_char(buffer, '}');
}

static void add_group(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    cir_json_add_string(buffer, table->shown.groups[i], false);
}

typedef void add_function(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i);

static void add_list(struct cir_buffer *buffer, const char *key, const struct cir_prepared_table *table, size_t count,
                     add_function *add)
{
    cir_buffer_add_format(buffer, "      \"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(buffer, i > 0 ? ",\n        " : "\n        ");
        add(buffer, table, i);
    }
    cir_buffer_add_string(buffer, count > 0 ? "\n      ],\n" : "],\n");
}

static void add_table(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    cir_buffer_add_string(buffer, "    {\n");
    add_member(buffer, "id", cir_text_of(table->name));
    add_member(buffer, "language", cir_text_of(cir_shown_language(shown->language)));
    add_member(buffer, "caption", shown->caption);
    add_member(buffer, "tlp", shown->tlp);
    add_list(buffer, "groups", table, shown->group_count, add_group);
    add_list(buffer, "columns", table, shown->column_count, add_column);
    add_list(buffer, "rows", table, shown->row_count, add_row);
    add_list(buffer, "notes", table, shown->note_count, add_note);
    add_member(buffer, "unknown", shown->unknown);
    cir_buffer_add_string(buffer, "      ");
    add_text(buffer, "source", shown->source);
    cir_buffer_add_string(buffer, "\n    }");
}

static enum cir_status write_json(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                  struct cir_error *error)
{
    (void)error;
    cir_buffer_add_format(buffer, "{\n  \"schema_version\": %d,\n  \"tool_version\": \"%s\",\n  \"tables\": [\n",
                          SCHEMA_VERSION, CIR_VERSION);
    for (size_t i = 0; i < prepared->count; i++) {
        add_table(buffer, &prepared->tables[i]);
        cir_buffer_add_string(buffer, i + 1 < prepared->count ? ",\n" : "\n  ]\n}\n");
    }
    return CIR_OK;
}

enum cir_status cir_write_table_json(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                     size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_json, error);
}
