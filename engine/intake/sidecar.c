#include "intake/sidecar.h"

#include "intake/nearest.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>

/* The file on its way in; `status` stays at the first refusal. */
struct reader {
    struct cir_sidecar *sidecar;
    struct cir_arena *arena;
    cir_sidecar_take *take;
    void *context;
    struct cir_error *error;
    enum cir_status status;
    size_t line;     /* of the byte in hand */
    size_t row_line; /* on which the row in hand begins */
    bool is_in_row;
    const char *cells[CIR_SIDECAR_COLUMNS_MAX]; /* of the row in hand, as they stand in the file */
    size_t cell_count;                          /* may be more than there are columns */
    bool has_header;
};

struct cir_place cir_sidecar_place(const struct cir_sidecar *sidecar, size_t line, unsigned column)
{
    return (struct cir_place){sidecar->file, line, sidecar->places[column] + 1};
}

static size_t count_columns(const char *columns)
{
    struct cir_text rest = cir_text_of(columns);
    struct cir_text name;
    size_t count = 0;
    while (cir_text_next(&name, &rest, ','))
        count++;
    assert(count <= CIR_SIDECAR_COLUMNS_MAX);
    return count;
}

static enum cir_status refuse_column(const struct reader *reader, size_t place, const char *why)
{
    const struct cir_sidecar *sidecar = reader->sidecar;
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(reader->cells[place]));
    struct cir_text rest = cir_text_of(sidecar->columns);
    struct cir_text name;
    while (cir_text_next(&name, &rest, ','))
        cir_nearest_offer(&nearest, name);
    return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, reader->row_line, place + 1},
                    "the column '%s' %s, expected %s%s%.*s%s", reader->cells[place], why, sidecar->columns,
                    nearest.found.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(nearest.found),
                    nearest.found.size > 0 ? "')" : "");
}

/* Number of the column of this name; column_count when there is none. */
static size_t find_column(const struct cir_sidecar *sidecar, const char *wanted)
{
    struct cir_text rest = cir_text_of(sidecar->columns);
    struct cir_text name;
    size_t column = 0;
    while (cir_text_next(&name, &rest, ',') && !cir_text_is(name, wanted))
        column++;
    return column;
}

static enum cir_status take_header(struct reader *reader)
{
    struct cir_sidecar *sidecar = reader->sidecar;
    bool seen[CIR_SIDECAR_COLUMNS_MAX] = {false};
    for (size_t place = 0; place < sidecar->column_count; place++) {
        size_t column = find_column(sidecar, reader->cells[place]);
        if (column == sidecar->column_count)
            return refuse_column(reader, place, "is not known");
        if (seen[column])
            return refuse_column(reader, place, "stands twice");
        seen[column] = true;
        sidecar->places[column] = place;
    }
    reader->has_header = true;
    return CIR_OK;
}

static enum cir_status take_row(const struct reader *reader)
{
    struct cir_sidecar_row row = {.line = reader->row_line};
    for (size_t i = 0; i < reader->sidecar->column_count; i++)
        row.cells[i] = reader->cells[reader->sidecar->places[i]];
    return reader->take(reader->context, &row);
}

static void end_cell(void *data, size_t size, void *context)
{
    struct reader *reader = context;
    if (reader->cell_count < reader->sidecar->column_count && reader->status == CIR_OK) {
        reader->cells[reader->cell_count] = cir_arena_copy(reader->arena, (struct cir_text){data, size});
        if (reader->cells[reader->cell_count] == NULL)
            reader->status = cir_fail_memory(reader->error);
    }
    reader->cell_count++;
}

static void end_row(int end, void *context)
{
    (void)end;
    struct reader *reader = context;
    const struct cir_sidecar *sidecar = reader->sidecar;
    if (reader->status == CIR_OK && reader->cell_count != sidecar->column_count)
        reader->status =
            cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, reader->row_line, 0},
                     "%zu cells, expected %zu: %s", reader->cell_count, sidecar->column_count, sidecar->columns);
    if (reader->status == CIR_OK)
        reader->status = reader->has_header ? take_row(reader) : take_header(reader);
    reader->cell_count = 0;
    reader->is_in_row = false;
}

/* libcsv takes blanks off unquoted cells; here a blank may be what the cell says. */
static int is_no_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static enum cir_status refuse_quotes(const struct reader *reader, struct csv_parser *parser, const char *what)
{
    if (csv_error(parser) == CSV_ENOMEM)
        return cir_fail_memory(reader->error);
    return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){reader->sidecar->file, reader->line, 0}, "%s",
                    what);
}

/* Byte by byte, because libcsv does not tell on which line a row stands. The file is small. */
static enum cir_status parse(struct reader *reader, struct csv_parser *parser, struct cir_text text)
{
    reader->line = reader->row_line = 1;
    for (size_t i = 0; i < text.size && reader->status == CIR_OK; i++) {
        if (!reader->is_in_row && !is_line_end(text.data[i])) {
            reader->row_line = reader->line;
            reader->is_in_row = true;
        }
        if (csv_parse(parser, text.data + i, 1, end_cell, end_row, reader) != 1)
            return refuse_quotes(reader, parser, "the quotes are not those of RFC 4180");
        reader->line += text.data[i] == '\n';
    }
    if (reader->status == CIR_OK && csv_fini(parser, end_cell, end_row, reader) != 0)
        return refuse_quotes(reader, parser, "a quote is not closed");
    return reader->status;
}

static enum cir_status check_bytes(const char *file, struct cir_text text, struct cir_error *error)
{
    struct cir_place place = {file, 1, 1};
    if (cir_text_starts_with(text, "\xef\xbb\xbf"))
        return cir_fail(error, CIR_BAD_TABLE, place, "starts with a byte order mark, expected UTF-8 without");
    size_t good = cir_text_valid_utf8(text);
    const char *nul = text.size > 0 ? memchr(text.data, '\0', text.size) : NULL;
    if (good == text.size && nul == NULL)
        return CIR_OK;
    size_t at = nul != NULL && (size_t)(nul - text.data) < good ? (size_t)(nul - text.data) : good;
    size_t line_start = 0;
    for (size_t i = 0; i < at; i++) {
        if (text.data[i] != '\n')
            continue;
        place.line++;
        line_start = i + 1;
    }
    place.column = at - line_start + 1;
    return cir_fail(error, CIR_BAD_TABLE, place, "%s, expected UTF-8",
                    at == good ? "a byte that is not UTF-8" : "a NUL byte");
}

enum cir_status cir_sidecar_read(struct cir_sidecar *sidecar, struct cir_text text, struct cir_arena *arena,
                                 cir_sidecar_take *take, void *context, struct cir_error *error)
{
    enum cir_status status = check_bytes(sidecar->file, text, error);
    if (status != CIR_OK)
        return status;
    struct reader reader = {.sidecar = sidecar, .arena = arena, .take = take, .context = context, .error = error};
    struct csv_parser parser;
    sidecar->column_count = count_columns(sidecar->columns);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return cir_fail_memory(error);
    csv_set_space_func(&parser, is_no_blank);
    csv_set_realloc_func(&parser, realloc);
    csv_set_free_func(&parser, free);
    status = parse(&reader, &parser, text);
    csv_free(&parser);
    if (status == CIR_OK && !reader.has_header)
        status = cir_fail(error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, 1, 0},
                          "empty, expected the header %s", sidecar->columns);
    return status;
}
