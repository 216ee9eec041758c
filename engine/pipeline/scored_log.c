#include "pipeline/scored_log.h"

#include "intake/block.h"
#include "intake/header.h"
#include "intake/split.h"
#include "pipeline/score_log.h"
#include "pipeline/scored_columns.h"

#include <stdlib.h>
#include <string.h>

struct scored_scheme {
    const char *name;
    struct cir_scored_columns columns;
};

struct cir_scored_log {
    struct cir_log_file *file;
    struct cir_header header;
    struct cir_index columns; /* slots and names in the header's arena */
    struct scored_scheme schemes[CIR_SCHEMES_MAX];
    size_t scheme_count;
    uint32_t id;
    struct cir_block_reader reader;
    struct cir_block block;
    struct cir_text rest; /* of the block */
    struct cir_splitter splitter;
    struct cir_arena texts; /* of the row at hand */
    size_t lines;           /* before the block */
    uint64_t rows;
};

static enum cir_status add_scheme(struct cir_scored_log *log, struct cir_text name,
                                  const struct cir_scored_columns *columns, struct cir_error *error)
{
    const char *scheme = cir_arena_copy(&log->header.arena, name);
    if (scheme == NULL)
        return cir_fail_memory(error);
    if (log->scheme_count == CIR_SCHEMES_MAX)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_scored_log_name(log)},
                        "it is scored by more than %d schemes", CIR_SCHEMES_MAX);
    log->schemes[log->scheme_count++] = (struct scored_scheme){scheme, *columns};
    return CIR_OK;
}

static enum cir_status find_schemes(struct cir_scored_log *log, struct cir_error *error)
{
    static const char ending[] = "_level";
    const size_t ending_size = sizeof ending - 1;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < log->header.column_count && status == CIR_OK; i++) {
        struct cir_text column = log->header.columns[i];
        struct cir_scored_columns columns;
        if (column.size <= ending_size || memcmp(column.data + column.size - ending_size, ending, ending_size) != 0)
            continue;
        column.size -= ending_size;
        status = cir_scored_columns_find(&columns, &log->columns, column, error);
        if (status == CIR_OK && columns.level == i)
            status = add_scheme(log, column, &columns, error);
    }
    return status;
}

static enum cir_status open_log(struct cir_scored_log *log, const char *input, char delimiter, const char *id_column,
                                struct cir_error *error)
{
    enum cir_status status = cir_log_file_open(&log->file, input, NULL, error);
    if (status == CIR_OK)
        status = cir_header_read(&log->header, log->file, delimiter, CIR_MAX_FIELD_DEFAULT, error);
    if (status == CIR_OK)
        status = cir_scored_columns_index(&log->columns, &log->header, &log->header.arena, error);
    if (status == CIR_OK)
        status = find_schemes(log, error);
    if (status == CIR_OK)
        status = cir_block_reader_init(&log->reader, log->file, log->header.delimiter, CIR_MAX_FIELD_DEFAULT,
                                       log->header.rest, log->header.rest_offset, error);
    log->id = cir_index_find(&log->columns, cir_text_of(id_column));
    log->splitter = (struct cir_splitter){.delimiter = log->header.delimiter, .max_field = CIR_MAX_FIELD_DEFAULT};
    log->lines = log->header.lines;
    return status;
}

enum cir_status cir_scored_log_open(struct cir_scored_log **log, const char *input, char delimiter,
                                    const char *id_column, struct cir_error *error)
{
    *log = NULL;
    struct cir_scored_log *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    enum cir_status status = open_log(opened, input, delimiter, id_column, error);
    if (status == CIR_OK)
        *log = opened;
    else
        cir_scored_log_close(opened);
    return status;
}

void cir_scored_log_close(struct cir_scored_log *log)
{
    if (log == NULL)
        return;
    cir_block_reader_free(&log->reader);
    cir_block_free(&log->block);
    cir_splitter_free(&log->splitter);
    cir_header_free(&log->header);
    cir_arena_free(&log->texts);
    cir_log_file_close(log->file);
    free(log);
}

const char *cir_scored_log_name(const struct cir_scored_log *log)
{
    return cir_log_file_name(log->file);
}

size_t cir_scored_log_scheme_count(const struct cir_scored_log *log)
{
    return log->scheme_count;
}

const char *cir_scored_log_scheme(const struct cir_scored_log *log, size_t number)
{
    return log->schemes[number].name;
}

static struct cir_place place_of(const struct cir_scored_log *log, const struct cir_record *record, size_t byte)
{
    return (struct cir_place){.file = cir_scored_log_name(log), .line = log->lines + record->line, .column = byte + 1};
}

static enum cir_status check_record(const struct cir_scored_log *log, const struct cir_record *record,
                                    struct cir_error *error)
{
    size_t valid = cir_text_valid_utf8(record->text);
    if (record->is_bad)
        return cir_fail(error, CIR_BAD_LOG, place_of(log, record, record->problem_at), "%s",
                        cir_problem_meaning(record->problem));
    if (record->count != log->header.column_count)
        return cir_fail(error, CIR_BAD_LOG, place_of(log, record, 0), "%zu cells; expected %zu, as the header has",
                        (size_t)record->count, log->header.column_count);
    if (valid < record->text.size)
        return cir_fail(error, CIR_BAD_LOG, place_of(log, record, valid), "this is not UTF-8");
    return CIR_OK;
}

static enum cir_status read_text(struct cir_text *text, struct cir_scored_log *log, const struct cir_record *record,
                                 uint32_t column, struct cir_error *error)
{
    *text = cir_text_of("");
    if (column != CIR_INDEX_NONE && !cir_span_text(text, record, &record->spans[column], &log->texts))
        return cir_fail_memory(error);
    return CIR_OK;
}

static enum cir_status read_verdict(struct cir_judged_row *row, struct cir_scored_log *log,
                                    const struct cir_record *record, size_t scheme, struct cir_error *error)
{
    const struct cir_scored_columns *columns = &log->schemes[scheme].columns;
    struct cir_text level;
    enum cir_status status = read_text(&level, log, record, columns->level, error);
    if (status == CIR_OK)
        status = read_text(&row->labels[scheme], log, record, columns->label, error);
    if (status == CIR_OK)
        status = cir_scored_level_read(&row->levels[scheme], level, row->labels[scheme],
                                       place_of(log, record, record->spans[columns->level].start), error);
    return status == CIR_OK ? read_text(&row->reasons[scheme], log, record, columns->reason, error) : status;
}

static enum cir_status read_row(struct cir_judged_row *row, struct cir_scored_log *log, const struct cir_record *record,
                                struct cir_error *error)
{
    enum cir_status status = check_record(log, record, error);
    cir_arena_reset(&log->texts);
    row->row = ++log->rows;
    row->line = log->lines + record->line;
    if (status == CIR_OK)
        status = read_text(&row->id, log, record, log->id, error);
    for (size_t i = 0; i < log->scheme_count && status == CIR_OK; i++)
        status = read_verdict(row, log, record, i, error);
    return status;
}

enum cir_status cir_scored_log_next(struct cir_scored_log *log, struct cir_judged_row *row, struct cir_error *error)
{
    struct cir_record record;
    enum cir_status status;
    while ((status = cir_splitter_next(&log->splitter, &record, &log->rest, error)) == CIR_END) {
        log->lines += log->splitter.line;
        log->splitter.line = 0;
        status = cir_block_reader_next(&log->reader, &log->block, error);
        if (status != CIR_OK)
            return status;
        log->rest = log->block.text;
    }
    return status == CIR_OK ? read_row(row, log, &record, error) : status;
}
