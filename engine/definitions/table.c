/* libcsv knows no lines. It is fed one physical line at a time: what it reports then was completed on that line, and
 * as CSV_REPALL_NL makes it report every line end, no blank line goes unseen. */
#include "definitions/table.h"

#include <csv.h>
#include <stdlib.h>

struct reader {
    struct cir_load *load;
    struct cir_table *table;
    size_t line;                  /* being fed */
    size_t record_line;           /* on which the record began */
    struct cir_table_cell *cells; /* of the record, in file order */
    size_t count;
    size_t capacity;
    size_t *order; /* place of a column of the table among the cells of a record; NULL before the header */
    bool refused;  /* the header has a fault: rows cannot be told */
    size_t row_capacity;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->table->file, line, column};
}

/* ---- bytes ---- */

static void report_byte(struct cir_load *load, const char *file, struct cir_text text, size_t at, const char *what)
{
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < at; i++)
        if (text.data[i] == '\n') {
            line++;
            start = i + 1;
        }
    cir_load_report(load, (struct cir_place){.file = file, .line = line}, "byte %zu of the line is %s", at - start + 1,
                    what);
}

static bool find_byte(struct cir_text text, char byte, size_t *at)
{
    const char *found = text.size > 0 ? memchr(text.data, byte, text.size) : NULL;
    *at = found != NULL ? (size_t)(found - text.data) : text.size;
    return found != NULL;
}

bool cir_table_check_bytes(struct cir_load *load, const char *file, struct cir_text text)
{
    size_t at = cir_text_valid_utf8(text);
    if (at < text.size)
        report_byte(load, file, text, at, "not UTF-8");
    else if (cir_text_starts_with(text, "\xEF\xBB\xBF"))
        report_byte(load, file, text, 0, "a byte order mark, where the header was expected");
    else if (find_byte(text, '\r', &at))
        report_byte(load, file, text, at, "a carriage return; lines end in LF alone");
    else if (find_byte(text, '\0', &at))
        report_byte(load, file, text, at, "NUL");
    else
        return true;
    return false;
}

/* ---- header ---- */

static size_t count_columns(const char *columns)
{
    size_t count = 0;
    struct cir_text name;
    struct cir_text rest = cir_text_of(columns);
    while (cir_text_next(&name, &rest, ','))
        count++;
    return count;
}

/* Places of the column in the header, reported if they are more or fewer than one. */
static size_t find_column(struct reader *reader, struct cir_text name)
{
    size_t found = reader->count;
    for (size_t i = 0; i < reader->count; i++) {
        if (!cir_text_is(name, reader->cells[i].text))
            continue;
        if (found < reader->count)
            cir_load_report(reader->load, place_of(reader, reader->record_line, i + 1), "column '%s' is repeated",
                            reader->cells[i].text);
        else
            found = i;
    }
    if (found == reader->count)
        cir_load_report(reader->load, place_of(reader, reader->record_line, 0), "column '%.*s' is missing; expected %s",
                        CIR_TEXT_ARGS(name), reader->table->columns);
    return found;
}

static bool is_column(const char *columns, const char *name)
{
    struct cir_text column;
    struct cir_text rest = cir_text_of(columns);
    while (cir_text_next(&column, &rest, ','))
        if (cir_text_is(column, name))
            return true;
    return false;
}

static void take_header(struct reader *reader)
{
    reader->order = cir_load_take_scratch(reader->load, reader->table->column_count, sizeof *reader->order);
    if (reader->order == NULL)
        return;
    size_t findings = reader->load->count;
    struct cir_text name;
    struct cir_text rest = cir_text_of(reader->table->columns);
    for (size_t i = 0; cir_text_next(&name, &rest, ','); i++)
        reader->order[i] = find_column(reader, name);
    for (size_t i = 0; i < reader->count; i++)
        if (!is_column(reader->table->columns, reader->cells[i].text))
            cir_load_report(reader->load, place_of(reader, reader->record_line, i + 1),
                            "'%s' is not a column of this table; expected %s", reader->cells[i].text,
                            reader->table->columns);
    reader->refused = reader->load->count > findings || reader->load->no_memory;
}

/* ---- rows ---- */

static struct cir_row *new_row(struct reader *reader)
{
    struct cir_table *table = reader->table;
    struct cir_row *rows =
        cir_arena_grow(&reader->load->scratch, table->rows, table->row_count, &reader->row_capacity, sizeof *rows);
    struct cir_table_cell *cells = cir_arena_take(&reader->load->scratch, table->column_count, sizeof *cells);
    if (rows == NULL || cells == NULL) {
        reader->load->no_memory = true;
        return NULL;
    }
    table->rows = rows;
    rows[table->row_count] = (struct cir_row){table, reader->record_line, cells};
    return &rows[table->row_count++];
}

static void take_row(struct reader *reader)
{
    if (reader->count == 0) {
        cir_load_report(reader->load, place_of(reader, reader->record_line, 0), "the line is blank");
        return;
    }
    if (reader->count != reader->table->column_count) {
        cir_load_report(reader->load, place_of(reader, reader->record_line, 0), "%zu cells, expected %zu",
                        reader->count, reader->table->column_count);
        return;
    }
    struct cir_row *row = new_row(reader);
    for (size_t i = 0; row != NULL && i < reader->table->column_count; i++)
        row->cells[i] = reader->cells[reader->order[i]];
}

static void end_record(int terminator, void *context)
{
    (void)terminator;
    struct reader *reader = context;
    if (!reader->load->no_memory) {
        if (reader->order == NULL)
            take_header(reader);
        else if (!reader->refused)
            take_row(reader);
    }
    reader->count = 0;
    reader->record_line = reader->line + 1;
}

static size_t count_line_ends(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void end_cell(void *data, size_t size, void *context)
{
    struct reader *reader = context;
    struct cir_table_cell *cells =
        cir_arena_grow(&reader->load->scratch, reader->cells, reader->count, &reader->capacity, sizeof *cells);
    char *text = cir_arena_copy(reader->load->arena, (struct cir_text){data, size});
    if (cells == NULL || text == NULL) {
        reader->load->no_memory = true;
        return;
    }
    reader->cells = cells;
    size_t line = reader->line - count_line_ends(text);
    cells[reader->count] = (struct cir_table_cell){text, line, reader->count + 1};
    reader->count++;
}

/* ---- file ---- */

static void report_csv(struct reader *reader, struct csv_parser *parser, size_t line, const char *what)
{
    if (csv_error(parser) == CSV_ENOMEM)
        reader->load->no_memory = true;
    else
        cir_load_report(reader->load, place_of(reader, line, reader->count + 1), "%s", what);
}

static void parse_lines(struct reader *reader, struct csv_parser *parser, struct cir_text text)
{
    const char *at = text.data;
    const char *end = text.data + text.size;
    while (at < end && !reader->load->no_memory) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t size = line_end != NULL ? (size_t)(line_end - at) + 1 : (size_t)(end - at);
        reader->line++;
        if (csv_parse(parser, at, size, end_cell, end_record, reader) != size) {
            report_csv(reader, parser, reader->line,
                       "a quote where none may stand; a cell is quoted wholly or not at all");
            return;
        }
        at += size;
    }
    if (csv_fini(parser, end_cell, end_record, reader) != 0)
        report_csv(reader, parser, reader->record_line, "a quoted cell is not closed before the end of the file");
}

/* Blanks belong to the cell: libcsv would drop them. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void parse(struct reader *reader, struct cir_text text)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_space_func(&parser, no_space);
    csv_set_realloc_func(&parser, realloc);
    csv_set_free_func(&parser, free);
    parse_lines(reader, &parser, text);
    csv_free(&parser);
}

void cir_table_read(struct cir_load *load, struct cir_table *table, const char *path, const char *columns,
                    bool required)
{
    *table = (struct cir_table){.file = path, .columns = columns, .column_count = count_columns(columns)};
    const struct cir_definition_file *file = cir_definition_files_find(load->files, path);
    if (file == NULL) {
        if (required)
            cir_load_report(load, (struct cir_place){.file = path}, "the table is missing");
        return;
    }
    table->file = file->origin;
    if (!cir_table_check_bytes(load, file->origin, file->text))
        return;
    struct reader reader = {.load = load, .table = table, .record_line = 1};
    size_t findings = load->count;
    parse(&reader, file->text);
    if (reader.order == NULL && load->count == findings && !load->no_memory)
        cir_load_report(load, (struct cir_place){.file = file->origin}, "no header; expected %s", columns);
}
