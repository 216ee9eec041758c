#include "intake/header.h"

#include "intake/split.h"

#include <stdlib.h>
#include <string.h>

static const char candidates[] = {',', ';', '\t', '|'};
enum { CANDIDATES = sizeof candidates, SAMPLE_ROWS = 20 };

/* Read a block, or, where the header is larger, as much again as there is. */
static enum cir_status read_start(struct cir_header *header, struct cir_log_file *file, size_t *size, bool *at_end,
                                  struct cir_error *error)
{
    size_t more = *size > 0 ? *size : CIR_BLOCK_SIZE;
    char *data = cir_arena_take(&header->arena, *size + more, 1);
    if (data == NULL)
        return cir_fail_memory(error);
    if (*size > 0)
        memcpy(data, header->rest.data, *size);
    size_t taken = 0;
    enum cir_status status = cir_log_file_read(file, data + *size, more, &taken, error);
    *size += taken;
    *at_end = taken < more;
    header->rest = (struct cir_text){data, *size};
    return status;
}

static size_t bom_size(struct cir_text text)
{
    return cir_text_starts_with(text, "\xef\xbb\xbf") ? 3 : 0;
}

static void skip_bom(struct cir_header *header)
{
    size_t size = bom_size(header->rest);
    header->has_bom = size > 0;
    header->rest.data += size;
    header->rest.size -= size;
    header->rest_offset = size;
}

/* Whether the first record ends in `text`, by every delimiter that it may turn out to have. */
static bool is_whole(struct cir_text text, char delimiter, size_t max_field)
{
    size_t front = bom_size(text);
    while (front < text.size && (text.data[front] == '\n' || text.data[front] == '\r'))
        front++;
    text = (struct cir_text){text.data + front, text.size - front};
    if (delimiter != '\0')
        return cir_split_boundary(text, delimiter, max_field, false) > 0;
    size_t whole = 0;
    while (whole < CANDIDATES && cir_split_boundary(text, candidates[whole], max_field, false) > 0)
        whole++;
    return whole == CANDIDATES;
}

/* How well a delimiter fits. */
struct fit {
    bool present; /* the header has more than one cell */
    bool agrees;  /* and the rows behind it have as many as it */
};

static enum cir_status try_delimiter(struct fit *fit, struct cir_splitter *splitter, struct cir_text text, bool at_end,
                                     struct cir_error *error)
{
    struct cir_record record = {0};
    struct cir_text rows = {text.data, cir_split_boundary(text, splitter->delimiter, splitter->max_field, at_end)};
    enum cir_status status = cir_splitter_next(splitter, &record, &rows, error);
    size_t cells = record.is_bad ? 0 : record.count;
    size_t agreeing = 0;
    size_t count = 0;
    while (status == CIR_OK && count < SAMPLE_ROWS &&
           (status = cir_splitter_next(splitter, &record, &rows, error)) == CIR_OK) {
        agreeing += !record.is_bad && record.count == cells;
        count++;
    }
    *fit = (struct fit){cells > 1, cells > 1 && agreeing * 10 >= count * 9};
    return status == CIR_END ? CIR_OK : status;
}

/* A header without any delimiter is one column, and then it does not matter which. */
static enum cir_status find_delimiter(struct cir_header *header, const char *name, size_t max_field, bool at_end,
                                      struct cir_error *error)
{
    struct cir_splitter splitter = {.max_field = max_field};
    enum cir_status status = CIR_OK;
    size_t present = 0;
    size_t agreeing = 0;
    char found = ',';
    char agreed = ',';
    for (size_t i = 0; i < CANDIDATES && status == CIR_OK; i++) {
        struct fit fit;
        splitter.delimiter = candidates[i];
        status = try_delimiter(&fit, &splitter, header->rest, at_end, error);
        present += fit.present;
        agreeing += fit.agrees;
        found = fit.present ? candidates[i] : found;
        agreed = fit.agrees ? candidates[i] : agreed;
    }
    cir_splitter_free(&splitter);
    if (status == CIR_OK && present > 1 && agreeing != 1)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name, .line = 1},
                        "more than one delimiter fits the header: declare it by --delimiter");
    header->delimiter = present > 1 ? agreed : found;
    return status;
}

static enum cir_status take_columns(struct cir_header *header, const struct cir_record *record, struct cir_error *error)
{
    header->columns = cir_arena_take(&header->arena, record->count, sizeof *header->columns);
    header->record = *record;
    header->record.spans = cir_arena_take(&header->arena, record->count, sizeof *record->spans);
    if (header->columns == NULL || header->record.spans == NULL)
        return cir_fail_memory(error);
    memcpy(header->record.spans, record->spans, record->count * sizeof *record->spans);
    header->column_count = record->count;
    for (size_t i = 0; i < record->count; i++)
        if (!cir_span_text(&header->columns[i], record, &record->spans[i], &header->arena))
            return cir_fail_memory(error);
    return CIR_OK;
}

static enum cir_status refuse_record(const struct cir_record *record, const char *name, struct cir_error *error)
{
    return cir_fail(error, CIR_BAD_LOG,
                    (struct cir_place){.file = name, .line = record->line, .column = record->problem_at + 1},
                    "the header cannot be read: %s", cir_problem_meaning(record->problem));
}

static enum cir_status split_header(struct cir_header *header, const char *name, size_t max_field,
                                    struct cir_error *error)
{
    struct cir_splitter splitter = {.delimiter = header->delimiter, .max_field = max_field};
    struct cir_record record;
    struct cir_text rest = header->rest;
    enum cir_status status = cir_splitter_next(&splitter, &record, &rest, error);
    if (status == CIR_END)
        status =
            cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name}, "the file holds nothing but empty lines");
    else if (status == CIR_OK && record.is_bad)
        status = refuse_record(&record, name, error);
    else if (status == CIR_OK)
        status = take_columns(header, &record, error);
    if (status == CIR_OK) {
        header->lines = splitter.line;
        header->rest_offset += header->rest.size - rest.size;
        header->rest = rest;
    }
    cir_splitter_free(&splitter);
    return status;
}

/* Bytes that no text in UTF-8 holds: files of other encodings, and binary ones, are told by them. */
static enum cir_status refuse_bytes(const struct cir_header *header, const char *name, struct cir_error *error)
{
    struct cir_text text = header->record.text;
    const char *nul = memchr(text.data, '\0', text.size);
    size_t bad = cir_text_valid_utf8(text);
    size_t at = nul != NULL ? (size_t)(nul - text.data) : bad;
    if (at == text.size)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name, .line = header->record.line, .column = at + 1},
                    nul != NULL
                        ? "a NUL byte stands in the header: this is no text, or text of another --encoding"
                        : "the header is not UTF-8: declare its --encoding, such as ISO-8859-1 or WINDOWS-1252");
}

/* Read until the header is in hand whole, and see that it is a log's. */
static enum cir_status read_whole(struct cir_header *header, struct cir_log_file *file, char delimiter,
                                  size_t max_field, bool *at_end, struct cir_error *error)
{
    struct cir_place place = {.file = cir_log_file_name(file)};
    enum cir_status status = CIR_OK;
    size_t size = 0;
    do {
        if (size > CIR_RECORD_SIZE_MAX)
            return cir_fail(error, CIR_BAD_LOG, place, "the header is larger than %d MiB: is this a log?",
                            CIR_RECORD_SIZE_MAX / (1024 * 1024));
        status = read_start(header, file, &size, at_end, error);
        if (status == CIR_OK && size == 0)
            status = cir_fail(error, CIR_BAD_LOG, place, "the file is empty");
        if (status == CIR_OK)
            status = cir_log_file_recognise(place.file, header->rest.data, size, error);
    } while (status == CIR_OK && !*at_end && !is_whole(header->rest, delimiter, max_field));
    return status;
}

enum cir_status cir_header_read(struct cir_header *header, struct cir_log_file *file, char delimiter, size_t max_field,
                                struct cir_error *error)
{
    const char *name = cir_log_file_name(file);
    bool at_end = false;
    *header = (struct cir_header){.delimiter = delimiter};
    if (delimiter == '\n' || delimiter == '\r' || delimiter == '"')
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = name},
                        "a line end or a quote cannot be the delimiter");
    enum cir_status status = read_whole(header, file, delimiter, max_field, &at_end, error);
    if (status != CIR_OK)
        return status;
    skip_bom(header);
    if (delimiter == '\0')
        status = find_delimiter(header, name, max_field, at_end, error);
    if (status == CIR_OK)
        status = split_header(header, name, max_field, error);
    return status == CIR_OK ? refuse_bytes(header, name, error) : status;
}

void cir_header_free(struct cir_header *header)
{
    cir_arena_free(&header->arena);
    header->columns = NULL;
}
