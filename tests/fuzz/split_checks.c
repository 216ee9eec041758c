#include "split_checks.h"

#include "intake/split.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>

static void *checked(void *memory)
{
    if (memory == NULL)
        abort();
    return memory;
}

/* A record in a few numbers; two are the same when these are. */
struct found {
    size_t offset;
    size_t size;
    size_t line;
    size_t lines;
    size_t count;
    uint64_t spans;
    bool is_bad;
    enum cir_problem_code problem;
    size_t problem_at;
};

struct found_list {
    struct found *list;
    size_t count;
    size_t capacity;
};

static uint64_t hash_spans(const struct cir_record *record)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < record->count; i++) {
        const struct cir_span *span = &record->spans[i];
        const uint64_t parts[] = {span->start, span->size, span->quoted, span->escaped};
        for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
            hash = (hash ^ parts[k]) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Append the records of `text`, which stands at `offset` of the whole, behind `lines` lines. */
static size_t find_records(struct found_list *found, struct cir_text text, struct split_rules rules, size_t offset,
                           size_t lines)
{
    struct cir_splitter splitter = {.delimiter = rules.delimiter, .max_field = rules.max_field};
    struct cir_record record;
    struct cir_text rest = text;
    enum cir_status status = CIR_OK;
    while ((status = cir_splitter_next(&splitter, &record, &rest, NULL)) == CIR_OK) {
        if (found->count == found->capacity) {
            found->capacity = found->capacity * 2 + 16;
            found->list = checked(realloc(found->list, found->capacity * sizeof *found->list));
        }
        found->list[found->count++] = (struct found){
            .offset = offset + (size_t)(record.text.data - text.data),
            .size = record.text.size,
            .line = lines + record.line,
            .lines = record.lines,
            .count = record.count,
            .spans = hash_spans(&record),
            .is_bad = record.is_bad,
            .problem = record.problem,
            .problem_at = record.problem_at,
        };
    }
    if (status != CIR_END)
        abort();
    lines += splitter.line;
    cir_splitter_free(&splitter);
    return lines;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t line_end_size(const char *at, const char *end)
{
    if (at == end || !is_line_end(*at))
        return 0;
    return at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
}

static size_t count_lines(const char *at, const char *end)
{
    size_t lines = 0;
    while (at < end) {
        size_t size = line_end_size(at, end);
        lines += size > 0;
        at += size > 0 ? size : 1;
    }
    return lines;
}

/* Cells stand side by side: a delimiter between them, quotes around the quoted ones. */
static bool cells_cover(const struct cir_record *record, char delimiter)
{
    size_t at = 0;
    for (size_t i = 0; i < record->count; i++) {
        const struct cir_span *span = &record->spans[i];
        if (i > 0 && record->text.data[at++] != delimiter)
            return false;
        if (span->start != at + span->quoted)
            return false;
        at = span->start + span->size + span->quoted;
    }
    return at == record->text.size && record->count > 0;
}

static const char *check_record(const struct cir_record *record, struct split_rules rules, const char *start,
                                const char *end)
{
    const char *behind = record->text.data + record->text.size;
    if (record->text.size == 0)
        return "a record is not empty";
    if (behind < end && !is_line_end(*behind))
        return "a record ends at a line end";
    if (record->line != count_lines(start, record->text.data) + 1)
        return "a record knows its line";
    if (record->lines != count_lines(record->text.data, behind) + 1)
        return "a record knows its lines";
    if (record->is_bad && (record->lines != 1 || record->count != 0 || record->problem_at > record->text.size))
        return "a bad record is one line";
    if (!record->is_bad && !cells_cover(record, rules.delimiter))
        return "cells and delimiters make up a record";
    return NULL;
}

const char *split_check_cover(struct cir_text text, struct split_rules rules)
{
    struct cir_splitter splitter = {.delimiter = rules.delimiter, .max_field = rules.max_field};
    struct cir_record record;
    struct cir_text rest = text;
    const char *at = text.data;
    const char *end = text.data + text.size;
    const char *broken = NULL;
    while (broken == NULL && cir_splitter_next(&splitter, &record, &rest, NULL) == CIR_OK) {
        while (at < record.text.data && line_end_size(at, end) > 0)
            at += line_end_size(at, end);
        if (at != record.text.data)
            broken = "a record begins behind a line end";
        else
            broken = check_record(&record, rules, text.data, end);
        at += record.text.size;
        at += line_end_size(at, end);
        if (rest.data != at || rest.size != (size_t)(end - at))
            broken = "the rest begins behind a record's line end";
    }
    while (at < end && line_end_size(at, end) > 0)
        at += line_end_size(at, end);
    if (broken == NULL && (at != end || rest.size != 0))
        broken = "every byte is read";
    if (broken == NULL && splitter.line < count_lines(text.data, end))
        broken = "every line is counted";
    cir_splitter_free(&splitter);
    return broken;
}

static bool same(const struct found *a, const struct found *b)
{
    return a->offset == b->offset && a->size == b->size && a->line == b->line && a->lines == b->lines &&
           a->count == b->count && a->spans == b->spans && a->is_bad == b->is_bad &&
           (!a->is_bad || (a->problem == b->problem && a->problem_at == b->problem_at));
}

/* As cir_block_reader does, but in small pieces; what a block holds is copied, so that nothing behind it can be seen. */
static const char *find_in_blocks(struct found_list *found, struct cir_text text, struct split_rules rules,
                                  unsigned piece_max, uint64_t *random)
{
    size_t start = 0;
    size_t end = 0;
    size_t lines = 0;
    while (start < text.size) {
        *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t piece = 1 + (size_t)(*random >> 33) % piece_max;
        end = piece < text.size - end ? end + piece : text.size;
        struct cir_text window = {checked(malloc(end - start)), end - start};
        memcpy((char *)window.data, text.data + start, window.size);
        size_t boundary = cir_split_boundary(window, rules.delimiter, rules.max_field, end == text.size);
        free((char *)window.data);
        if (boundary > end - start || (end == text.size && boundary != end - start))
            return "all that is there is cut off at the end";
        struct cir_text block = {checked(malloc(boundary + 1)), boundary};
        memcpy((char *)block.data, text.data + start, boundary);
        lines = find_records(found, block, rules, start, lines);
        free((char *)block.data);
        start += boundary;
    }
    return NULL;
}

const char *split_check_blocks(struct cir_text text, struct split_rules rules, unsigned piece_max, uint64_t *random)
{
    struct found_list whole = {0};
    struct found_list parts = {0};
    find_records(&whole, text, rules, 0, 0);
    const char *broken = find_in_blocks(&parts, text, rules, piece_max, random);
    if (broken == NULL && whole.count != parts.count)
        broken = "blocks have as many records as the whole";
    for (size_t i = 0; broken == NULL && i < whole.count; i++)
        if (!same(&whole.list[i], &parts.list[i]))
            broken = "blocks have the very records of the whole";
    free(whole.list);
    free(parts.list);
    return broken;
}

/* What libcsv made of a text up to the end of its first record. */
struct reading {
    const struct cir_record *record; /* to be compared with; NULL: none */
    struct cir_arena arena;
    size_t cells;
    bool differs;
    bool is_done;
};

static void on_cell(void *data, size_t size, void *context)
{
    struct reading *reading = context;
    const struct cir_record *record = reading->record;
    if (reading->is_done || record == NULL)
        return;
    struct cir_text text;
    if (reading->cells < record->count) {
        if (!cir_span_text(&text, record, &record->spans[reading->cells], &reading->arena))
            abort();
        reading->differs = reading->differs || !cir_text_equal(text, (struct cir_text){size > 0 ? data : "", size});
    }
    reading->cells++;
}

static void on_record(int c, void *context)
{
    (void)c;
    ((struct reading *)context)->is_done = true;
}

static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* Reads the record at the front of `text`; true when libcsv finds nothing wrong in it. */
static bool read_first(struct reading *reading, struct cir_text text, char delimiter)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        abort();
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_space_func(&parser, is_no_space);
    bool is_good = true;
    for (size_t i = 0; is_good && !reading->is_done && i < text.size; i++)
        is_good = csv_parse(&parser, text.data + i, 1, on_cell, on_record, reading) == 1;
    if (is_good && !reading->is_done)
        is_good = csv_fini(&parser, on_cell, on_record, reading) == 0;
    csv_free(&parser);
    return is_good;
}

const char *split_check_libcsv(struct cir_text text, char delimiter)
{
    struct cir_splitter splitter = {.delimiter = delimiter, .max_field = text.size};
    struct cir_record record;
    struct cir_text rest = text;
    const char *broken = NULL;
    while (broken == NULL && cir_splitter_next(&splitter, &record, &rest, NULL) == CIR_OK) {
        struct reading reading = {.record = record.is_bad ? NULL : &record};
        struct cir_text from_here = {record.text.data, (size_t)(text.data + text.size - record.text.data)};
        bool is_good = read_first(&reading, record.is_bad ? from_here : record.text, delimiter);
        if (is_good == record.is_bad)
            broken = record.is_bad ? "libcsv finds a fault in a bad record" : "libcsv finds none in a good one";
        else if (is_good && (reading.differs || reading.cells != record.count))
            broken = "libcsv reads the same cells";
        cir_arena_free(&reading.arena);
    }
    cir_splitter_free(&splitter);
    return broken;
}
