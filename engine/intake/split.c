/* The idea: only four bytes matter - delimiter, quote, LF, CR. They are found sixteen bytes at a time, and the
 * reading jumps from one to the next; what lies between is never looked at. */
#include "intake/split.h"

#include "base/scan.h"

#include <stdlib.h>

/* Walks over the bytes that matter, in order. */
struct walk {
    const char *data;
    size_t size;
    struct cir_scan_set set;
    size_t base;    /* of the sixteen bytes in hand */
    uint32_t found; /* those of them that matter and lie ahead */
};

static uint32_t scan_tail(const struct walk *walk)
{
    char tail[CIR_SCAN_SIZE] = {0};
    size_t size = walk->size - walk->base;
    memcpy(tail, walk->data + walk->base, size);
    /* the padding is no text: a delimiter that is NUL must not be found in it */
    return cir_scan(tail, walk->set) & ((UINT32_C(1) << size) - 1);
}

static void walk_load(struct walk *walk)
{
    walk->found =
        walk->base + CIR_SCAN_SIZE <= walk->size ? cir_scan(walk->data + walk->base, walk->set) : scan_tail(walk);
}

/* Place of the next byte that matters; walk->size when there is none. */
static inline size_t walk_next(struct walk *walk)
{
    while (walk->found == 0) {
        if (walk->base + CIR_SCAN_SIZE >= walk->size)
            return walk->size;
        walk->base += CIR_SCAN_SIZE;
        walk_load(walk);
    }
    size_t at = walk->base + (size_t)__builtin_ctz(walk->found);
    walk->found &= walk->found - 1;
    return at;
}

static void walk_start(struct walk *walk, struct cir_text text, char delimiter)
{
    *walk = (struct walk){.data = text.data, .size = text.size, .set = {delimiter, '"', '\n', '\r'}};
    if (walk->size > 0)
        walk_load(walk);
}

/* Go on behind a place: bytes before it are passed over. */
static void walk_skip_to(struct walk *walk, size_t at)
{
    if (at >= walk->base + CIR_SCAN_SIZE) {
        walk->base = at / CIR_SCAN_SIZE * CIR_SCAN_SIZE;
        if (walk->base >= walk->size) {
            walk->found = 0;
            return;
        }
        walk_load(walk);
    }
    walk->found &= ~UINT32_C(0) << (at - walk->base);
}

static bool grow(struct cir_splitter *splitter)
{
    size_t larger = splitter->capacity > 0 ? splitter->capacity * 2 : 64;
    struct cir_span *spans = realloc(splitter->spans, larger * sizeof *spans);
    if (spans == NULL)
        return false;
    splitter->spans = spans;
    splitter->capacity = larger;
    return true;
}

static bool add_span(struct cir_splitter *splitter, struct cir_record *record, struct cir_span span)
{
    if (record->count == splitter->capacity && !grow(splitter))
        return false;
    splitter->spans[record->count++] = span;
    return true;
}

/* Bytes of the line end at `at`: 2 for CRLF. */
static size_t line_end_size(struct cir_text text, size_t at)
{
    return text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* First line end at or behind `at`; text.size when there is none. */
static size_t find_line_end(struct cir_text text, size_t at)
{
    while (at < text.size && !is_line_end(text.data[at]))
        at++;
    return at;
}

static size_t count_line_ends(struct cir_text text)
{
    size_t count = 0;
    for (size_t at = find_line_end(text, 0); at < text.size; at = find_line_end(text, at)) {
        at += line_end_size(text, at);
        count++;
    }
    return count;
}

/* What a quoted cell turned out to be. */
struct quoted {
    size_t close; /* place of the closing quote */
    bool escaped;
    bool is_bad;
    enum cir_problem_code problem;
    size_t problem_at;
};

/* The cell that opens with the quote at `open`; the walk stands behind that quote. */
static struct quoted scan_quoted(struct walk *walk, size_t open, char delimiter, size_t max_field)
{
    struct quoted cell = {0};
    for (size_t at = walk_next(walk);; at = walk_next(walk)) {
        if (at >= walk->size || at - open > max_field + 1) {
            cell.is_bad = true;
            cell.problem = CIR_PROBLEM_UNCLOSED_QUOTE;
            cell.problem_at = open;
            return cell;
        }
        if (walk->data[at] != '"')
            continue;
        if (at + 1 < walk->size && walk->data[at + 1] == '"') {
            cell.escaped = true;
            walk_skip_to(walk, at + 2);
            continue;
        }
        cell.close = at;
        break;
    }
    size_t behind = cell.close + 1;
    if (behind < walk->size && walk->data[behind] != delimiter && !is_line_end(walk->data[behind])) {
        cell.is_bad = true;
        cell.problem = CIR_PROBLEM_TEXT_AFTER_QUOTE;
        cell.problem_at = behind;
    }
    return cell;
}

/* Where the cell that reaches over the line end at `end` opens: one of those split, or else the last, at `start`. */
static size_t open_at(const struct cir_splitter *splitter, const struct cir_record *record, size_t start, size_t end)
{
    size_t i = record->count;
    while (start > end && i > 0)
        start = splitter->spans[--i].start - 1U;
    return start;
}

/* The record is bad: it is its first physical line, and the next record starts behind it. Where the fault lies behind
 * that line, the line's own fault is a quote that is not closed on it: what follows may lie in another block, and what
 * is told must not depend on that. */
static size_t finish_bad(const struct cir_splitter *splitter, struct cir_record *record, struct cir_text rest,
                         size_t cell_start, struct quoted cell)
{
    size_t end = find_line_end(rest, 0);
    bool on_line = cell.problem_at < end;
    record->is_bad = true;
    record->problem = on_line ? cell.problem : CIR_PROBLEM_UNCLOSED_QUOTE;
    record->problem_at = on_line ? cell.problem_at : open_at(splitter, record, cell_start, end);
    record->text.size = end;
    record->count = 0;
    record->lines = 1;
    return end;
}

/* The record at the front of `rest` where no quote stands in it, as in most: nothing to do but to note where the
 * delimiters are. False, with nothing decided, at a quote or near the end of `rest`. */
static bool split_plain(struct cir_splitter *splitter, struct cir_record *record, struct cir_text rest, size_t *end)
{
    const struct cir_scan_set set = {splitter->delimiter, '"', '\n', '\r'};
    size_t start = 0;
    size_t count = 0;
    for (size_t base = 0; base + CIR_SCAN_SIZE <= rest.size; base += CIR_SCAN_SIZE) {
        if (count + CIR_SCAN_SIZE > splitter->capacity && !grow(splitter))
            return false;
        for (uint32_t found = cir_scan(rest.data + base, set); found != 0; found &= found - 1) {
            size_t at = base + (size_t)__builtin_ctz(found);
            if (rest.data[at] == '"')
                return false;
            splitter->spans[count++] = (struct cir_span){.start = (uint32_t)start, .size = (uint32_t)(at - start)};
            start = at + 1;
            if (rest.data[at] == splitter->delimiter)
                continue;
            record->text.size = at;
            record->count = count;
            record->lines = 1;
            *end = at;
            return true;
        }
    }
    return false;
}

/* Split the record at the front of `rest`. *end: place of its line end. */
static bool split_record(struct cir_splitter *splitter, struct cir_record *record, struct cir_text rest, size_t *end)
{
    struct walk walk;
    walk_start(&walk, rest, splitter->delimiter);
    struct cir_span span = {0};
    bool has_lines = false;
    for (;;) {
        size_t at = walk_next(&walk);
        if (at < rest.size && rest.data[at] == '"') {
            struct quoted cell = {.is_bad = true, .problem = CIR_PROBLEM_STRAY_QUOTE, .problem_at = at};
            if (at == span.start)
                cell = scan_quoted(&walk, at, splitter->delimiter, splitter->max_field);
            if (cell.is_bad) {
                *end = finish_bad(splitter, record, rest, span.start, cell);
                return true;
            }
            span = (struct cir_span){(uint32_t)at + 1, (uint32_t)(cell.close - at - 1), true, cell.escaped};
            has_lines = has_lines || memchr(rest.data + at, '\n', cell.close - at) != NULL ||
                        memchr(rest.data + at, '\r', cell.close - at) != NULL;
            at = walk_next(&walk);
        } else {
            span.size = (uint32_t)(at - span.start);
        }
        if (!add_span(splitter, record, span))
            return false;
        if (at >= rest.size || rest.data[at] != splitter->delimiter) {
            record->text.size = at;
            record->lines = has_lines ? 1 + count_line_ends(record->text) : 1;
            *end = at;
            return true;
        }
        span = (struct cir_span){.start = (uint32_t)at + 1};
    }
}

static void take(struct cir_text *rest, size_t size)
{
    rest->data += size;
    rest->size -= size;
}

enum cir_status cir_splitter_next(struct cir_splitter *splitter, struct cir_record *record, struct cir_text *rest,
                                  struct cir_error *error)
{
    while (rest->size > 0 && is_line_end(rest->data[0])) {
        take(rest, line_end_size(*rest, 0));
        splitter->line++;
    }
    if (rest->size == 0)
        return CIR_END;
    *record = (struct cir_record){.text = {rest->data, 0}, .line = splitter->line + 1};
    size_t end = 0;
    if (!split_plain(splitter, record, *rest, &end) && !split_record(splitter, record, *rest, &end))
        return cir_fail_memory(error);
    record->spans = splitter->spans;
    splitter->line += record->lines;
    take(rest, end < rest->size ? end + line_end_size(*rest, end) : end);
    return CIR_OK;
}

void cir_splitter_free(struct cir_splitter *splitter)
{
    free(splitter->spans);
    splitter->spans = NULL;
    splitter->capacity = 0;
}

/* Place behind the last line end of text[from, to), or `none`. A CR at the very end may be half of a CRLF: it counts
 * only when something follows it. */
static size_t behind_last_line_end(struct cir_text text, size_t from, size_t to, bool at_end, size_t none)
{
    for (size_t at = to; at > from; at--) {
        if (text.data[at - 1] == '\n')
            return at;
        if (text.data[at - 1] == '\r' && (at < text.size || at_end))
            return at < text.size && text.data[at] == '\n' ? at + 1 : at;
    }
    return none;
}

/* Behind the first line end of the record, where reading goes on after a broken one; 0 when it has none. */
static size_t behind_first_line(struct cir_text text, size_t record, bool at_end)
{
    size_t at = find_line_end(text, record);
    if (at == text.size || (at + 1 == text.size && text.data[at] == '\r' && !at_end))
        return 0;
    return at + line_end_size(text, at);
}

/* Behind the closing quote of the cell that opens at `open`; 0 when it is bad, SIZE_MAX when the text ends in it. */
static size_t skip_quoted(struct cir_text text, size_t open, char delimiter, size_t max_field, bool at_end)
{
    size_t limit = text.size - open > max_field + 2 ? open + max_field + 2 : text.size;
    for (size_t at = open + 1;; at += 2) {
        const char *quote = at < limit ? memchr(text.data + at, '"', limit - at) : NULL;
        if (quote == NULL)
            return limit < text.size || at_end ? 0 : SIZE_MAX;
        at = (size_t)(quote - text.data);
        if (at + 1 == text.size)
            return at_end ? text.size : SIZE_MAX;
        if (text.data[at + 1] == delimiter || is_line_end(text.data[at + 1]))
            return at + 1;
        if (text.data[at + 1] != '"')
            return 0;
    }
}

static bool opens_cell(struct cir_text text, size_t record, size_t at, char delimiter)
{
    return at == record || text.data[at - 1] == delimiter || is_line_end(text.data[at - 1]);
}

size_t cir_split_boundary(struct cir_text text, char delimiter, size_t max_field, bool at_end)
{
    size_t record = 0; /* start of the record in hand */
    size_t at = 0;     /* looked at so far; never inside a quoted cell */
    for (;;) {
        const char *quote = memchr(text.data + at, '"', text.size - at);
        size_t open = quote != NULL ? (size_t)(quote - text.data) : text.size;
        record = behind_last_line_end(text, at, open, at_end, record);
        if (quote == NULL)
            return at_end ? text.size : record;
        size_t behind =
            opens_cell(text, record, open, delimiter) ? skip_quoted(text, open, delimiter, max_field, at_end) : 0;
        if (behind == SIZE_MAX)
            return record;
        if (behind == 0) {
            behind = behind_first_line(text, record, at_end);
            if (behind == 0)
                return at_end ? text.size : record;
            record = behind;
        }
        at = behind;
    }
}

static char *unescape(char *out, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        *out++ = text.data[i];
        if (text.data[i] == '"')
            i++; /* the second of a pair */
    }
    return out;
}

bool cir_span_text(struct cir_text *text, const struct cir_record *record, const struct cir_span *span,
                   struct cir_arena *arena)
{
    *text = (struct cir_text){record->text.data + span->start, span->size};
    if (!span->escaped)
        return true;
    char *copy = cir_arena_take(arena, span->size + 1, 1);
    if (copy == NULL)
        return false;
    *text = (struct cir_text){copy, (size_t)(unescape(copy, *text) - copy)};
    return true;
}
