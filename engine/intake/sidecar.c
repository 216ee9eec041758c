#include "intake/sidecar.h"

#include "base/csv_reader.h"
#include "base/nearest.h"

#include <assert.h>

/* The file on its way in; `status` stays at the first refusal. */
struct reader {
    struct cir_sidecar *sidecar;
    struct cir_arena *arena;
    cir_sidecar_take *take;
    void *context;
    struct cir_error *error;
    enum cir_status status;
    struct cir_csv_reader csv;
    const char *cells[CIR_SIDECAR_COLUMNS_MAX]; /* of the row in hand, as they stand in the file */
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
    return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, reader->csv.record_line, place + 1},
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
    struct cir_sidecar_row row = {.line = reader->csv.record_line};
    for (size_t i = 0; i < reader->sidecar->column_count; i++)
        row.cells[i] = reader->cells[reader->sidecar->places[i]];
    return reader->take(reader->context, &row);
}

/* A row may have more cells than there are columns; how many is told when it is whole. */
static bool take_cell(void *context, struct cir_text cell)
{
    struct reader *reader = context;
    if (reader->csv.cell >= reader->sidecar->column_count)
        return true;
    const char *copy = cir_arena_copy(reader->arena, cell);
    reader->cells[reader->csv.cell] = copy;
    if (copy == NULL)
        reader->status = cir_fail_memory(reader->error);
    return reader->status == CIR_OK;
}

static bool take_end(void *context)
{
    struct reader *reader = context;
    const struct cir_sidecar *sidecar = reader->sidecar;
    if (reader->csv.cell == 0)
        return true;
    if (reader->csv.cell != sidecar->column_count)
        reader->status =
            cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, reader->csv.record_line, 0},
                     "%zu cells, expected %zu: %s%s", reader->csv.cell, sidecar->column_count, sidecar->columns,
                     reader->csv.cell == 1 ? "; cells are set apart by commas" : "");
    else
        reader->status = reader->has_header ? take_row(reader) : take_header(reader);
    return reader->status == CIR_OK;
}

static enum cir_status refuse_quotes(const struct reader *reader, enum cir_status status, const char *what)
{
    if (status == CIR_NO_MEMORY)
        return cir_fail_memory(reader->error);
    return cir_fail(reader->error, status, (struct cir_place){reader->sidecar->file, reader->csv.line, 0}, "%s", what);
}

static enum cir_status parse(struct reader *reader, struct cir_text text)
{
    enum cir_status status = cir_csv_reader_feed(&reader->csv, text);
    if (status != CIR_OK)
        return refuse_quotes(reader, status, "the quotes are not those of RFC 4180");
    status = cir_csv_reader_finish(&reader->csv);
    if (status != CIR_OK)
        return refuse_quotes(reader, status, "a quote is not closed");
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
    sidecar->column_count = count_columns(sidecar->columns);
    cir_csv_reader_open(&reader.csv, (struct cir_csv_taker){take_cell, take_end, &reader}, ',');
    status = parse(&reader, text);
    cir_csv_reader_close(&reader.csv);
    if (status == CIR_OK && !reader.has_header)
        status = cir_fail(error, CIR_BAD_TABLE, (struct cir_place){sidecar->file, 1, 0},
                          "empty, expected the header %s", sidecar->columns);
    return status;
}
