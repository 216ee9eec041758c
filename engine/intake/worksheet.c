#include "intake/worksheet.h"

#include "intake/block.h"
#include "intake/header.h"
#include "intake/split.h"

enum { CELL_SIZE_MAX = 1024 * 1024 };

/* The file on its way in. */
struct reader {
    struct cir_worksheet *worksheet;
    struct cir_arena *arena;
    struct cir_log_file *file;
    struct cir_header header;
    struct cir_block_reader blocks;
    struct cir_block block;
    struct cir_splitter splitter;
    size_t lines; /* before the block at hand */
    size_t capacity;
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, const struct cir_record *record, size_t column)
{
    return (struct cir_place){reader->worksheet->name, reader->lines + record->line, column};
}

static enum cir_status copy_cell(struct cir_text *cell, const struct reader *reader, struct cir_text text)
{
    struct cir_text trimmed = cir_text_trim(text);
    const char *copy = cir_arena_copy(reader->arena, trimmed);
    *cell = (struct cir_text){copy, trimmed.size};
    return copy != NULL ? CIR_OK : cir_fail_memory(reader->error);
}

static enum cir_status take_header(struct reader *reader)
{
    struct cir_worksheet *worksheet = reader->worksheet;
    const struct cir_header *header = &reader->header;
    enum cir_status status = CIR_OK;
    worksheet->header.line = header->record.line;
    worksheet->header.cells = cir_arena_take(reader->arena, header->column_count, sizeof(struct cir_text));
    if (worksheet->header.cells == NULL)
        return cir_fail_memory(reader->error);
    for (size_t i = 0; i < header->column_count && status == CIR_OK; i++) {
        status = copy_cell(&worksheet->header.cells[i], reader, header->columns[i]);
        if (worksheet->header.cells[i].size > 0)
            worksheet->column_count = i + 1;
    }
    return status;
}

static enum cir_status check_record(const struct reader *reader, const struct cir_record *record)
{
    if (record->is_bad)
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, record, 0), "%s",
                        cir_problem_meaning(record->problem));
    if (cir_text_valid_utf8(record->text) < record->text.size)
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, record, 0),
                        "the line is not UTF-8: save the file as CSV in UTF-8");
    if (memchr(record->text.data, '\0', record->text.size) != NULL)
        return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, record, 0), "a NUL byte stands in the line");
    return CIR_OK;
}

static enum cir_status take_cell(const struct reader *reader, const struct cir_record *record,
                                 const struct cir_worksheet_row *row, size_t i, bool *is_filled)
{
    struct cir_text text;
    if (!cir_span_text(&text, record, &record->spans[i], reader->arena))
        return cir_fail_memory(reader->error);
    bool is_blank = cir_text_trim(text).size == 0;
    *is_filled = *is_filled || !is_blank;
    if (i < reader->worksheet->column_count)
        return copy_cell(&row->cells[i], reader, text);
    if (is_blank)
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_LOG, place_of(reader, record, i + 1),
                    "'%.*s' stands behind the last column of the header; expected at most %zu cells",
                    CIR_TEXT_ARGS(cir_text_cut(text, 60)), reader->worksheet->column_count);
}

static enum cir_status new_row(struct reader *reader, struct cir_worksheet_row *row)
{
    struct cir_worksheet *worksheet = reader->worksheet;
    if (worksheet->row_count == CIR_WORKSHEET_ROWS_MAX)
        return cir_fail(reader->error, CIR_BAD_LOG, (struct cir_place){worksheet->name, row->line, 0},
                        "more than %d rows: nobody filled this in", CIR_WORKSHEET_ROWS_MAX);
    void *rows = cir_arena_grow(reader->arena, worksheet->rows, worksheet->row_count, &reader->capacity,
                                sizeof *worksheet->rows);
    if (rows == NULL)
        return cir_fail_memory(reader->error);
    worksheet->rows = rows;
    worksheet->rows[worksheet->row_count++] = *row;
    return CIR_OK;
}

/* A row of empty cells, as spreadsheets leave behind the last one, is none. */
static enum cir_status take_record(struct reader *reader, const struct cir_record *record)
{
    const size_t columns = reader->worksheet->column_count;
    struct cir_worksheet_row row = {.line = reader->lines + record->line};
    bool is_filled = false;
    enum cir_status status = check_record(reader, record);
    if (status != CIR_OK)
        return status;
    row.cells = cir_arena_take(reader->arena, columns + 1, sizeof *row.cells);
    if (row.cells == NULL)
        return cir_fail_memory(reader->error);
    for (size_t i = 0; i < columns; i++)
        row.cells[i] = cir_text_of("");
    for (size_t i = 0; i < record->count && status == CIR_OK; i++)
        status = take_cell(reader, record, &row, i, &is_filled);
    return status == CIR_OK && is_filled ? new_row(reader, &row) : status;
}

static enum cir_status take_block(struct reader *reader)
{
    struct cir_text rest = reader->block.text;
    struct cir_record record;
    enum cir_status status;
    while ((status = cir_splitter_next(&reader->splitter, &record, &rest, reader->error)) == CIR_OK) {
        status = take_record(reader, &record);
        if (status != CIR_OK)
            return status;
    }
    reader->lines += reader->splitter.line;
    reader->splitter.line = 0;
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status read_rows(struct reader *reader)
{
    const struct cir_header *header = &reader->header;
    enum cir_status status = cir_block_reader_init(&reader->blocks, reader->file, header->delimiter, CELL_SIZE_MAX,
                                                   header->rest, header->rest_offset, reader->error);
    reader->splitter = (struct cir_splitter){.delimiter = header->delimiter, .max_field = CELL_SIZE_MAX};
    reader->lines = header->lines;
    while (status == CIR_OK) {
        status = cir_block_reader_next(&reader->blocks, &reader->block, reader->error);
        if (status == CIR_OK)
            status = take_block(reader);
    }
    return status == CIR_END ? CIR_OK : status;
}

enum cir_status cir_worksheet_read(struct cir_worksheet *worksheet, const char *path, struct cir_arena *arena,
                                   struct cir_error *error)
{
    *worksheet = (struct cir_worksheet){0};
    struct reader reader = {.worksheet = worksheet, .arena = arena, .error = error};
    enum cir_status status = cir_log_file_open(&reader.file, path, NULL, error);
    if (status != CIR_OK)
        return status;
    worksheet->name = cir_arena_copy(arena, cir_text_of(cir_log_file_name(reader.file)));
    status = worksheet->name != NULL ? cir_header_read(&reader.header, reader.file, '\0', CELL_SIZE_MAX, error)
                                     : cir_fail_memory(error);
    if (status == CIR_OK)
        status = take_header(&reader);
    if (status == CIR_OK)
        status = read_rows(&reader);
    cir_block_reader_free(&reader.blocks);
    cir_block_free(&reader.block);
    cir_splitter_free(&reader.splitter);
    cir_header_free(&reader.header);
    cir_log_file_close(reader.file);
    return status;
}

size_t cir_worksheet_column(const struct cir_worksheet *worksheet, const char *name)
{
    size_t i = 0;
    while (i < worksheet->column_count && !cir_text_equal_case(worksheet->header.cells[i], cir_text_of(name)))
        i++;
    return i;
}
