#include "definitions/table.h"

#include "base/csv_reader.h"

struct reader {
    struct cir_load *load;
    struct cir_table *table;
    struct cir_csv_reader csv;
    struct cir_table_cell *cells; /* of the record, in file order */
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
    size_t found = reader->csv.cell;
    for (size_t i = 0; i < reader->csv.cell; i++) {
        if (!cir_text_is(name, reader->cells[i].text))
            continue;
        if (found < reader->csv.cell)
            cir_load_report(reader->load, place_of(reader, reader->csv.record_line, i + 1), "column '%s' is repeated",
                            reader->cells[i].text);
        else
            found = i;
    }
    if (found == reader->csv.cell)
        cir_load_report(reader->load, place_of(reader, reader->csv.record_line, 0),
                        "column '%.*s' is missing; expected %s", CIR_TEXT_ARGS(name), reader->table->columns);
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
    for (size_t i = 0; i < reader->csv.cell; i++)
        if (!is_column(reader->table->columns, reader->cells[i].text))
            cir_load_report(reader->load, place_of(reader, reader->csv.record_line, i + 1),
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
    rows[table->row_count] = (struct cir_row){table, reader->csv.record_line, cells};
    return &rows[table->row_count++];
}

static void take_row(struct reader *reader)
{
    if (reader->csv.cell == 0) {
        cir_load_report(reader->load, place_of(reader, reader->csv.record_line, 0), "the line is blank");
        return;
    }
    if (reader->csv.cell != reader->table->column_count) {
        cir_load_report(reader->load, place_of(reader, reader->csv.record_line, 0), "%zu cells, expected %zu",
                        reader->csv.cell, reader->table->column_count);
        return;
    }
    struct cir_row *row = new_row(reader);
    for (size_t i = 0; row != NULL && i < reader->table->column_count; i++)
        row->cells[i] = reader->cells[reader->order[i]];
}

static bool take_end(void *context)
{
    struct reader *reader = context;
    if (reader->order == NULL)
        take_header(reader);
    else if (!reader->refused)
        take_row(reader);
    return !reader->load->no_memory;
}

static size_t count_line_ends(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static bool take_cell(void *context, struct cir_text cell)
{
    struct reader *reader = context;
    size_t count = reader->csv.cell;
    struct cir_table_cell *cells =
        cir_arena_grow(&reader->load->scratch, reader->cells, count, &reader->capacity, sizeof *cells);
    char *text = cir_arena_copy(reader->load->arena, cell);
    if (cells == NULL || text == NULL) {
        reader->load->no_memory = true;
        return false;
    }
    reader->cells = cells;
    size_t line = reader->csv.line - count_line_ends(text);
    cells[count] = (struct cir_table_cell){text, line, count + 1};
    return true;
}

/* ---- file ---- */

static void end_file(struct reader *reader, enum cir_status status, size_t line, const char *what)
{
    if (status == CIR_NO_MEMORY)
        reader->load->no_memory = true;
    else if (status != CIR_OK)
        cir_load_report(reader->load, place_of(reader, line, reader->csv.cell + 1), "%s", what);
}

static void parse(struct reader *reader, struct cir_text text)
{
    cir_csv_reader_open(&reader->csv, (struct cir_csv_taker){take_cell, take_end, reader}, ',');
    enum cir_status status = cir_csv_reader_feed(&reader->csv, text);
    end_file(reader, status, reader->csv.line, "a quote where none may stand; a cell is quoted wholly or not at all");
    if (status == CIR_OK)
        end_file(reader, cir_csv_reader_finish(&reader->csv), reader->csv.record_line,
                 "a quoted cell is not closed before the end of the file");
    cir_csv_reader_close(&reader->csv);
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
    struct reader reader = {.load = load, .table = table};
    size_t findings = load->count;
    parse(&reader, file->text);
    if (reader.order == NULL && load->count == findings && !load->no_memory)
        cir_load_report(load, (struct cir_place){.file = file->origin}, "no header; expected %s", columns);
}
