/* The idea: only a few bytes matter - delimiter, quote, LF, CR. The text is scanned for them 64 bytes at a time, into
 * words of bits, and the reading jumps from bit to bit and on from record to record; what lies between is never looked
 * at. A mark behind the last byte of the text stands for its end. */
#include "intake/split.h"

#include "base/formula.h"
#include "base/scan.h"

#include <stdlib.h>

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Bytes of the line end at `at`: 2 for CRLF. */
static size_t line_end_size(struct cir_text text, size_t at)
{
    return text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
}

/* First line end at or behind `at`; text.size when there is none. */
static size_t find_line_end(struct cir_text text, size_t at)
{
    while (at < text.size && !is_line_end(text.data[at]))
        at++;
    return at;
}

/* ---- room for spans ---- */

enum {
    POOL_FIRST = 2048,
    POOL_ENOUGH = 65536,                 /* with as many spans no further record is begun */
    WORD_SPANS = 2 * CIR_SCAN_WORD_SIZE, /* more than end in a word */
};

/* Double the room, and put the records right whose spans lie in it. */
static __attribute__((noinline, cold)) bool grow(struct cir_splitter *splitter, struct cir_record *records,
                                                 size_t count)
{
    size_t larger = splitter->capacity > 0 ? 2 * splitter->capacity : POOL_FIRST;
    struct cir_span *spans = realloc(splitter->spans, larger * sizeof *spans);
    if (spans == NULL)
        return false;
    splitter->spans = spans;
    splitter->capacity = larger;
    for (size_t i = 0; i < count; i++) {
        records[i].spans = spans;
        spans += records[i].count;
    }
    return true;
}

/* ---- the walk ---- */

/* Lives in registers: none but inlined functions may take its address. Places count from the record's start. */
struct walk {
    struct cir_splitter *splitter;
    char delimiter;               /* the splitter's */
    enum cir_scan_width width;    /* of the machine; known when this is compiled */
    struct cir_record *records;   /* those taken */
    struct cir_record *next;      /* behind them */
    const struct cir_span *last;  /* where there is room yet for a word's spans */
    const struct cir_span *ample; /* where there are so many that no further record is begun */
    const char *end;              /* of the text */

    uint64_t delimiters, marks; /* of the word, not passed yet */
    uint64_t not_ascii;         /* of the word, from the last mark on */
    bool is_tail;               /* the text ends in the word */

    const char *record;     /* in hand */
    struct cir_span *first; /* of the record */
    struct cir_span *span;  /* of the cell in hand */
    uint64_t odd;           /* 0: nothing but ASCII without NUL, up to the last mark */
    size_t base;            /* place of the word; wrapped where that is before the record */
    size_t start;           /* of the cell in hand; behind the record's end where its last cell is taken */
    uint32_t line;          /* physical lines before the record */
    uint32_t lines;         /* and with those that end before the last mark */
    bool may_hold_formula;
    enum cir_problem_code problem;
    size_t problem_at;
};

enum outcome { GOES_ON, WHOLE, BROKEN, NO_MEMORY };

static inline struct cir_scan_word scan(const char *text, char delimiter, enum cir_scan_width width)
{
#ifdef CIR_SCAN_WIDE
    if (width == CIR_SCAN_512)
        return cir_scan_512(text, delimiter);
    if (width == CIR_SCAN_256)
        return cir_scan_256(text, delimiter);
#endif
    (void)width;
    return cir_scan(text, delimiter);
}

/* The last bytes of a text, fewer than a word's, and the mark of its end. */
static __attribute__((noinline, cold)) struct cir_scan_word scan_tail(const char *text, size_t size, char delimiter)
{
    char bytes[CIR_SCAN_WORD_SIZE] = {0};
    uint64_t end = UINT64_C(1) << size;
    memcpy(bytes, text, size);
    struct cir_scan_word word = cir_scan(bytes, delimiter);
    word.delimiters &= end - 1; /* the padding is no text */
    word.marks = (word.marks & (end - 1)) | end;
    return word;
}

static inline void use_pool(struct walk *walk, size_t first, size_t used)
{
    struct cir_splitter *splitter = walk->splitter;
    size_t ample = splitter->capacity < POOL_ENOUGH ? splitter->capacity : POOL_ENOUGH;
    walk->first = splitter->spans + first;
    walk->span = splitter->spans + used;
    walk->last = splitter->spans + splitter->capacity - WORD_SPANS;
    walk->ample = splitter->spans + ample;
}

static inline bool make_room(struct walk *walk)
{
    size_t first = (size_t)(walk->first - walk->splitter->spans);
    size_t used = (size_t)(walk->span - walk->splitter->spans);
    if (!grow(walk->splitter, walk->records, (size_t)(walk->next - walk->records)))
        return false;
    use_pool(walk, first, used);
    return true;
}

/* The word at `base`, and room for all that may end in it. */
static inline bool take_word(struct walk *walk)
{
    const char *text = walk->record + walk->base;
    size_t left = (size_t)(walk->end - text);
    walk->is_tail = left < CIR_SCAN_WORD_SIZE;
    struct cir_scan_word word =
        walk->is_tail ? scan_tail(text, left, walk->delimiter) : scan(text, walk->delimiter, walk->width);
    walk->delimiters = word.delimiters;
    walk->marks = word.marks;
    walk->not_ascii = word.not_ascii;
    return walk->span <= walk->last || make_room(walk);
}

/* Go on to the next word. There is one: the mark of the text's end is never passed. */
static inline bool walk_on(struct walk *walk)
{
    walk->odd |= walk->not_ascii;
    walk->base += CIR_SCAN_WORD_SIZE;
    return take_word(walk);
}

static inline size_t lowest_place(uint64_t bits)
{
    return (size_t)__builtin_ctzll(bits);
}

/* The bits below the lowest; all where there is none. */
static inline uint64_t below_lowest(uint64_t bits)
{
    return ~bits & (bits - 1);
}

static inline uint64_t without_lowest(uint64_t bits)
{
    return bits & (bits - 1);
}

/* Place of the next mark, which the word must have; all up to it is passed. A quote is a mark even where it is the
 * delimiter. */
static inline size_t take_mark(struct walk *walk)
{
    uint64_t before = below_lowest(walk->marks);
    size_t at = walk->base + lowest_place(walk->marks);
    walk->odd |= walk->not_ascii & before;
    walk->not_ascii &= ~before;
    walk->delimiters &= ~(walk->marks ^ (walk->marks - 1));
    walk->marks = without_lowest(walk->marks);
    return at;
}

static inline bool find_mark(struct walk *walk, size_t *at)
{
    while (walk->marks == 0)
        if (!walk_on(walk))
            return false;
    *at = take_mark(walk);
    return true;
}

static inline bool is_text_end(const struct walk *walk, size_t at)
{
    return walk->record + at == walk->end;
}

/* Whether the cell in hand may be a formula. What stands at the start of an empty one is its delimiter, which hardly
 * ever begins one. */
static inline bool begins_formula(const struct walk *walk)
{
    return cir_formula_may_begin(walk->record[walk->start]);
}

static inline void add_span(struct walk *walk, size_t end)
{
    *walk->span++ =
        (struct cir_span){.start = (uint32_t)walk->start, .size = (uint32_t)(end - walk->start) & CIR_SPAN_SIZE_MAX};
}

static inline size_t highest_place(uint64_t bits)
{
    return (size_t)(63 - __builtin_clzll(bits));
}

#ifdef CIR_SCAN_WIDE

/* Of cells that start behind these delimiters the word tells whether they may be formulas, but not the text's last word,
 * which has other bytes behind; the first cell may start before the word. */
static inline void take_cells_512(struct walk *walk, uint64_t ends)
{
    uint64_t starts = ends << 1 & ~walk->delimiters;
    walk->may_hold_formula |= begins_formula(walk) || (starts & cir_scan_formulas_512(walk->record + walk->base)) != 0;
    cir_scan_cut_512(walk->span, ends, (uint32_t)walk->base, (uint32_t)walk->start);
    walk->span += __builtin_popcountll(ends);
    walk->start = walk->base + highest_place(ends) + 1;
}

#endif

/* The cells that end before the word's next mark. */
static inline void take_cells(struct walk *walk)
{
    uint64_t ends = walk->delimiters & below_lowest(walk->marks);
#ifdef CIR_SCAN_WIDE
    if (walk->width == CIR_SCAN_512 && ends != 0 && !walk->is_tail) {
        take_cells_512(walk, ends);
        return;
    }
#endif
    for (; ends != 0; ends = without_lowest(ends)) {
        size_t end = walk->base + lowest_place(ends);
        walk->may_hold_formula |= begins_formula(walk);
        add_span(walk, end);
        walk->start = end + 1;
    }
}

static inline enum outcome fail(struct walk *walk, enum cir_problem_code problem, size_t at)
{
    walk->problem = problem;
    walk->problem_at = at;
    return BROKEN;
}

/* Whether the line end at `at` is the CR of a CRLF. */
static inline bool is_crlf(const struct walk *walk, size_t at)
{
    const char *data = walk->record + at;
    return data[0] == '\r' && data + 1 < walk->end && data[1] == '\n';
}

/* A mark inside quotes that is no quote. */
static inline void pass_inside(struct walk *walk, size_t at)
{
    char mark = walk->record[at];
    walk->odd |= mark == '\0';
    walk->lines += is_line_end(mark) && !is_crlf(walk, at); /* the LF counts */
}

/* Find the quote that closes the cell which opens at `open`. */
static inline enum outcome find_close(struct walk *walk, size_t open, size_t *close, bool *escaped)
{
    for (;;) {
        if (!find_mark(walk, close))
            return NO_MEMORY;
        if (is_text_end(walk, *close) || *close - open > walk->splitter->max_field + 1)
            return fail(walk, CIR_PROBLEM_UNCLOSED_QUOTE, open);
        if (walk->record[*close] != '"') {
            pass_inside(walk, *close);
            continue;
        }
        if (is_text_end(walk, *close + 1) || walk->record[*close + 1] != '"')
            return GOES_ON;
        *escaped = true;
        if (!find_mark(walk, close)) /* the second of the pair */
            return NO_MEMORY;
    }
}

/* The quoted cell that opens at `open`, and the delimiter behind it. */
static inline enum outcome take_quoted(struct walk *walk, size_t open)
{
    size_t close = 0;
    bool escaped = false;
    if (open != walk->start)
        return fail(walk, CIR_PROBLEM_STRAY_QUOTE, open);
    enum outcome outcome = find_close(walk, open, &close, &escaped);
    if (outcome != GOES_ON)
        return outcome;
    size_t behind = close + 1;
    bool is_last = is_text_end(walk, behind) || walk->record[behind] != walk->delimiter;
    if (is_last && !is_text_end(walk, behind) && !is_line_end(walk->record[behind]))
        return fail(walk, CIR_PROBLEM_TEXT_AFTER_QUOTE, behind);
    walk->may_hold_formula |= cir_formula_may_begin(walk->record[open + 1]);
    *walk->span++ = (struct cir_span){.start = (uint32_t)(open + 1),
                                      .size = (uint32_t)(close - open - 1) & CIR_SPAN_SIZE_MAX,
                                      .quoted = true,
                                      .escaped = escaped};
    walk->start = behind + 1;
    if (is_last)
        return GOES_ON;
    if (walk->delimiters == 0 && !walk_on(walk))
        return NO_MEMORY;
    walk->delimiters = without_lowest(walk->delimiters);
    return GOES_ON;
}

/* The record ends at `end`, and with it a cell. */
static inline void take_last_cell(struct walk *walk, size_t end)
{
    walk->may_hold_formula |= end > walk->start && begins_formula(walk);
    add_span(walk, end);
}

/* Take the cells of the record up to its end at *end; but not the last one, where that is not quoted. */
static inline enum outcome walk_record(struct walk *walk, size_t *end)
{
    for (;;) {
        take_cells(walk);
        if (walk->marks == 0) {
            if (!walk_on(walk))
                return NO_MEMORY;
            continue;
        }
        *end = take_mark(walk);
        if (is_text_end(walk, *end) || walk->record[*end] == '\n' || walk->record[*end] == '\r')
            return WHOLE;
        walk->odd |= walk->record[*end] == '\0';
        if (__builtin_expect(walk->record[*end] == '"', 0)) {
            enum outcome outcome = take_quoted(walk, *end);
            if (outcome != GOES_ON)
                return outcome;
        }
    }
}

/* ---- records ---- */

static inline void begin_record(struct walk *walk)
{
    walk->first = walk->span;
    walk->odd = 0;
    walk->start = 0;
    walk->line = walk->lines;
    walk->may_hold_formula = false;
}

/* The record is whole: it ends at `end`. */
static inline void add_whole(struct walk *walk, size_t end)
{
    if (walk->start <= end)
        take_last_cell(walk, end);
    *walk->next++ = (struct cir_record){
        .text = {walk->record, end},
        .spans = walk->first,
        .count = (uint32_t)(walk->span - walk->first),
        .line = walk->line + 1,
        .lines = walk->lines - walk->line + 1,
        .is_plain = walk->odd == 0 && walk->delimiter != '\0',
        .may_hold_formula = walk->may_hold_formula,
    };
}

/* Go on `size` bytes behind the record's start, by a new scan. */
static inline bool begin_anew(struct walk *walk, size_t size)
{
    walk->record += size;
    walk->base = 0;
    walk->lines++;
    return take_word(walk);
}

/* Go on behind the line end at `end`, or stay where the text ends there. */
static inline bool pass_line_end(struct walk *walk, size_t end)
{
    size_t size = end;
    if (!is_text_end(walk, end))
        size += is_crlf(walk, end) ? 2 : 1;
    if (size == end + 2 && !find_mark(walk, &end))
        return false;
    walk->record += size;
    walk->base -= size;
    walk->lines++;
    return true;
}

/* Where the cell that reaches over the line end at `end` opens: the one in hand, or one of those taken. */
static size_t open_at(const struct cir_span *spans, size_t count, size_t start, size_t end)
{
    while (start > end && count > 0)
        start = spans[--count].start - 1U;
    return start;
}

/* The record is bad: it is its first physical line, and the next record starts behind it. Where the fault lies behind
 * that line, the line's own fault is a quote that is not closed on it: what follows may lie in another block, and what
 * is told must not depend on that. */
static inline bool add_broken(struct walk *walk)
{
    size_t size = (size_t)(walk->end - walk->record);
    size_t end = find_line_end((struct cir_text){walk->record, size}, 0);
    bool on_line = walk->problem_at < end;
    size_t count = (size_t)(walk->span - walk->first);
    size_t at = on_line ? walk->problem_at : open_at(walk->first, count, walk->start, end);
    *walk->next++ = (struct cir_record){
        .text = {walk->record, end},
        .spans = walk->first,
        .line = walk->line + 1,
        .lines = 1,
        .may_hold_formula = true,
        .is_bad = true,
        .problem = on_line ? walk->problem : CIR_PROBLEM_UNCLOSED_QUOTE,
        .problem_at = (uint32_t)at,
    };
    walk->span = walk->first;
    walk->lines = walk->line;
    if (end < size)
        end += line_end_size((struct cir_text){walk->record, size}, end);
    return begin_anew(walk, end);
}

/* Take the next record, or an empty line, which is none. */
static inline bool take_record(struct walk *walk)
{
    size_t end = 0;
    begin_record(walk);
    enum outcome outcome = walk_record(walk, &end);
    if (outcome == NO_MEMORY)
        return false;
    if (outcome == BROKEN)
        return add_broken(walk);
    if (end > 0)
        add_whole(walk, end);
    return pass_line_end(walk, end);
}

static inline bool take_records(struct cir_record *records, size_t *count, size_t capacity,
                                struct cir_splitter *splitter, struct cir_text *rest, enum cir_scan_width width)
{
    struct walk walk = {
        .splitter = splitter,
        .delimiter = splitter->delimiter,
        .width = width,
        .records = records,
        .next = records,
        .end = rest->data + rest->size,
        .record = rest->data,
        .lines = (uint32_t)splitter->line,
    };
    use_pool(&walk, 0, 0);
    bool is_done = take_word(&walk);
    while (is_done && walk.next < records + capacity && walk.record < walk.end && walk.span < walk.ample)
        is_done = take_record(&walk);
    *count = (size_t)(walk.next - records);
    *rest = (struct cir_text){walk.record, (size_t)(walk.end - walk.record)};
    splitter->line = walk.lines;
    return is_done;
}

/* One for each width, with all that it calls inlined. */
#define FLAT __attribute__((flatten)) static bool

#ifdef CIR_SCAN_WIDE

CIR_SCAN_WIDEST FLAT take_512(struct cir_record *records, size_t *count, size_t capacity, struct cir_splitter *splitter,
                              struct cir_text *rest)
{
    return take_records(records, count, capacity, splitter, rest, CIR_SCAN_512);
}

CIR_SCAN_WIDE FLAT take_256(struct cir_record *records, size_t *count, size_t capacity, struct cir_splitter *splitter,
                            struct cir_text *rest)
{
    return take_records(records, count, capacity, splitter, rest, CIR_SCAN_256);
}

#endif

FLAT take_narrow(struct cir_record *records, size_t *count, size_t capacity, struct cir_splitter *splitter,
                 struct cir_text *rest)
{
    return take_records(records, count, capacity, splitter, rest, CIR_SCAN_NARROW);
}

static bool take(struct cir_record *records, size_t *count, size_t capacity, struct cir_splitter *splitter,
                 struct cir_text *rest)
{
#ifdef CIR_SCAN_WIDE
    enum cir_scan_width width = splitter->at_most != CIR_SCAN_ANY ? splitter->at_most : cir_scan_width();
    if (width == CIR_SCAN_512)
        return take_512(records, count, capacity, splitter, rest);
    if (width == CIR_SCAN_256)
        return take_256(records, count, capacity, splitter, rest);
#endif
    return take_narrow(records, count, capacity, splitter, rest);
}

enum cir_status cir_splitter_take(struct cir_record *records, size_t *count, size_t capacity,
                                  struct cir_splitter *splitter, struct cir_text *rest, struct cir_error *error)
{
    *count = 0;
    if (rest->size == 0)
        return CIR_END;
    if (splitter->capacity == 0 && !grow(splitter, records, 0))
        return cir_fail_memory(error);
    if (!take(records, count, capacity, splitter, rest))
        return cir_fail_memory(error);
    return *count > 0 ? CIR_OK : CIR_END;
}

enum cir_status cir_splitter_next(struct cir_splitter *splitter, struct cir_record *record, struct cir_text *rest,
                                  struct cir_error *error)
{
    size_t count;
    return cir_splitter_take(record, &count, 1, splitter, rest, error);
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
    if (!at_end && to == text.size && to > from && text.data[to - 1] == '\r')
        to--;
    const char *lf = memrchr(text.data + from, '\n', to - from);
    size_t behind = lf != NULL ? (size_t)(lf - text.data) + 1 : from;
    const char *cr = memrchr(text.data + behind, '\r', to - behind);
    if (cr != NULL)
        return (size_t)(cr - text.data) + 1;
    return lf != NULL ? behind : none;
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
