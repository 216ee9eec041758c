#include "pipeline/scored_log.h"

#include "base/buffer.h"
#include "base/number.h"
#include "intake/block.h"
#include "intake/header.h"
#include "intake/split.h"
#include "pipeline/score_log.h"
#include "sink/verdict_columns.h"

#include <limits.h>
#include <stdlib.h>

/* Where a scheme's verdict stands; CIR_INDEX_NONE: nowhere. */
struct verdict_places {
    const char *scheme;
    uint32_t level;
    uint32_t label;
    uint32_t reason;
};

struct cir_scored_log {
    struct cir_log_file *file;
    struct cir_header header;
    struct cir_index columns; /* slots and names in the header's arena */
    struct verdict_places schemes[CIR_SCHEMES_MAX];
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

/* Of two columns of one name the last counts: a log that was scored before has the new verdict behind the old one. */
static enum cir_status index_columns(struct cir_scored_log *log, struct cir_error *error)
{
    for (size_t i = log->header.column_count; i-- > 0;)
        if (!cir_index_insert(&log->columns, &log->header.arena, log->header.columns[i], (uint32_t)i, NULL))
            return cir_fail_memory(error);
    return CIR_OK;
}

/* The column NAME_column. */
static enum cir_status find_column(uint32_t *place, const struct cir_scored_log *log, struct cir_text name,
                                   const char *column, struct cir_error *error)
{
    struct cir_buffer text = {0};
    cir_buffer_add(&text, name);
    cir_buffer_add_char(&text, '_');
    cir_buffer_add_string(&text, column);
    *place = cir_index_find(&log->columns, cir_buffer_text(&text));
    bool failed = text.failed;
    cir_buffer_free(&text);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

/* Whether NAME has a verdict column beside NAME_level. */
static enum cir_status has_verdict(bool *has, const struct cir_scored_log *log, struct cir_text name,
                                   struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    *has = false;
    for (unsigned i = 0; i < CIR_COLUMN_COUNT && !*has && status == CIR_OK; i++) {
        uint32_t place = CIR_INDEX_NONE;
        if (i == CIR_COLUMN_LEVEL || i == CIR_COLUMN_AXES || i == CIR_COLUMN_PROBABILITIES)
            continue;
        status = find_column(&place, log, name, cir_verdict_column_list()[i].name, error);
        *has = place != CIR_INDEX_NONE;
    }
    return status;
}

static enum cir_status add_scheme(struct cir_scored_log *log, struct cir_text name, uint32_t level,
                                  struct cir_error *error)
{
    const struct cir_verdict_column *columns = cir_verdict_column_list();
    struct verdict_places places = {.scheme = cir_arena_copy(&log->header.arena, name), .level = level};
    if (places.scheme == NULL)
        return cir_fail_memory(error);
    if (log->scheme_count == CIR_SCHEMES_MAX)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_scored_log_name(log)},
                        "it is scored by more than %d schemes", CIR_SCHEMES_MAX);
    enum cir_status status = find_column(&places.label, log, name, columns[CIR_COLUMN_LABEL].name, error);
    if (status == CIR_OK)
        status = find_column(&places.reason, log, name, columns[CIR_COLUMN_REASON].name, error);
    log->schemes[log->scheme_count++] = places;
    return status;
}

static enum cir_status find_schemes(struct cir_scored_log *log, struct cir_error *error)
{
    static const char ending[] = "_level";
    const size_t ending_size = sizeof ending - 1;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < log->header.column_count && status == CIR_OK; i++) {
        struct cir_text column = log->header.columns[i];
        bool is_scheme = false;
        if (column.size <= ending_size || memcmp(column.data + column.size - ending_size, ending, ending_size) != 0 ||
            cir_index_find(&log->columns, column) != i)
            continue;
        column.size -= ending_size;
        status = has_verdict(&is_scheme, log, column, error);
        if (status == CIR_OK && is_scheme)
            status = add_scheme(log, column, (uint32_t)i, error);
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
        status = index_columns(log, error);
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
    return log->schemes[number].scheme;
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

static enum cir_status read_level(int *level, struct cir_scored_log *log, const struct cir_record *record,
                                  uint32_t column, struct cir_error *error)
{
    struct cir_text text;
    uint64_t number = 0;
    enum cir_status status = read_text(&text, log, record, column, error);
    *level = CIR_LEVEL_UNKNOWN;
    if (status != CIR_OK || text.size == 0)
        return status;
    if (!cir_number_read_count(text, &number) || number > INT_MAX)
        return cir_fail(error, CIR_BAD_LOG, place_of(log, record, record->spans[column].start),
                        "'%.*s' is no level; expected a whole number, or nothing where it cannot be told",
                        CIR_TEXT_ARGS(text));
    *level = (int)number;
    return CIR_OK;
}

/* Both are without a level; the label tells them apart. */
static bool is_not_applicable(struct cir_text label)
{
    return cir_text_is(label, cir_untold_label(CIR_UNTOLD_NOT_APPLICABLE));
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
    for (size_t i = 0; i < log->scheme_count && status == CIR_OK; i++) {
        const struct verdict_places *places = &log->schemes[i];
        status = read_level(&row->levels[i], log, record, places->level, error);
        if (status == CIR_OK)
            status = read_text(&row->labels[i], log, record, places->label, error);
        if (status == CIR_OK && row->levels[i] == CIR_LEVEL_UNKNOWN && is_not_applicable(row->labels[i]))
            row->levels[i] = CIR_LEVEL_NOT_APPLICABLE;
        if (status == CIR_OK)
            status = read_text(&row->reasons[i], log, record, places->reason, error);
    }
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
