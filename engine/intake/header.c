#include "intake/header.h"

#include "intake/split.h"

#include <stdlib.h>
#include <string.h>

static const char candidates[] = {',', ';', '\t', '|'};
enum { CANDIDATES = sizeof candidates, SAMPLE_ROWS = 20 };

/* Read until a whole header is in hand: a block, or more where the header itself is larger. */
static enum cir_status read_start(struct cir_header *header, struct cir_log_file *file, size_t *size, bool *at_end,
                                  struct cir_error *error)
{
    size_t wanted = *size + CIR_BLOCK_SIZE;
    char *data = cir_arena_take(&header->arena, wanted, 1);
    if (data == NULL)
        return cir_fail_memory(error);
    if (*size > 0)
        memcpy(data, header->rest.data, *size);
    size_t taken = 0;
    enum cir_status status = cir_log_file_read(file, data + *size, CIR_BLOCK_SIZE, &taken, error);
    *size += taken;
    *at_end = taken < CIR_BLOCK_SIZE;
    header->rest = (struct cir_text){data, *size};
    return status;
}

static void skip_bom(struct cir_header *header)
{
    header->has_bom = cir_text_starts_with(header->rest, "\xef\xbb\xbf");
    if (header->has_bom) {
        header->rest.data += 3;
        header->rest.size -= 3;
        header->rest_offset = 3;
    }
}

/* Number of cells of the record at the front of *rest under a delimiter; 0 when it is broken or there is none. */
static size_t count_cells(struct cir_splitter *splitter, struct cir_text *rest)
{
    struct cir_record record;
    if (cir_splitter_next(splitter, &record, rest, NULL) != CIR_OK || record.is_bad)
        return 0;
    return record.count;
}

/* Whether the rows behind the header have as many cells as it under this delimiter. */
static bool rows_agree(struct cir_text text, char delimiter, size_t max_field, bool at_end)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = max_field};
    text.size = cir_split_boundary(text, delimiter, max_field, at_end);
    size_t cells = count_cells(&splitter, &text);
    size_t agreeing = 0;
    size_t rows = 0;
    for (; rows < SAMPLE_ROWS && text.size > 0; rows++)
        agreeing += count_cells(&splitter, &text) == cells;
    cir_splitter_free(&splitter);
    return cells > 1 && agreeing * 10 >= rows * 9;
}

static size_t header_cells(struct cir_text text, char delimiter, size_t max_field)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = max_field};
    size_t cells = count_cells(&splitter, &text);
    cir_splitter_free(&splitter);
    return cells;
}

/* A header without any delimiter is one column, and then it does not matter which. */
static enum cir_status find_delimiter(struct cir_header *header, const char *name, size_t max_field, bool at_end,
                                      struct cir_error *error)
{
    size_t present = 0;
    size_t agreeing = 0;
    char found = ',';
    char agreed = ',';
    for (size_t i = 0; i < CANDIDATES; i++) {
        if (header_cells(header->rest, candidates[i], max_field) < 2)
            continue;
        present++;
        found = candidates[i];
        if (rows_agree(header->rest, candidates[i], max_field, at_end)) {
            agreeing++;
            agreed = candidates[i];
        }
    }
    if (present > 1 && agreeing != 1)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name, .line = 1},
                        "more than one delimiter fits the header: declare it by --delimiter");
    header->delimiter = present > 1 ? agreed : found;
    return CIR_OK;
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
        status = cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name}, "the file holds nothing but empty lines");
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

/* A byte that no text holds before the end of the header: UTF-16 and binary files are told by it. */
static enum cir_status refuse_nul(const struct cir_header *header, const char *name, struct cir_error *error)
{
    const char *nul = memchr(header->record.text.data, '\0', header->record.text.size);
    if (nul == NULL)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_LOG,
                    (struct cir_place){.file = name, .line = 1, .column = (size_t)(nul - header->record.text.data) + 1},
                    "a NUL byte stands in the header: this is no text, or text of another --encoding");
}

enum cir_status cir_header_read(struct cir_header *header, struct cir_log_file *file, char delimiter, size_t max_field,
                                struct cir_error *error)
{
    const char *name = cir_log_file_name(file);
    *header = (struct cir_header){.delimiter = delimiter};
    size_t size = 0;
    bool at_end = false;
    char boundary_delimiter = delimiter != '\0' ? delimiter : ',';
    do {
        enum cir_status status = read_start(header, file, &size, &at_end, error);
        if (status != CIR_OK)
            return status;
    } while (!at_end && size <= CIR_RECORD_SIZE_MAX &&
             cir_split_boundary(header->rest, boundary_delimiter, max_field, false) == 0);
    if (size == 0)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = name}, "the file is empty");
    enum cir_status status = cir_log_file_recognise(name, header->rest.data, header->rest.size, error);
    if (status != CIR_OK)
        return status;
    skip_bom(header);
    if (delimiter == '\0')
        status = find_delimiter(header, name, max_field, at_end, error);
    if (status == CIR_OK)
        status = split_header(header, name, max_field, error);
    return status == CIR_OK ? refuse_nul(header, name, error) : status;
}

void cir_header_free(struct cir_header *header)
{
    cir_arena_free(&header->arena);
    header->columns = NULL;
}
