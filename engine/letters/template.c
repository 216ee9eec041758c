#include "letters/template.h"

#include "definitions/table.h"

enum { DEPTH_MAX = 8 };

struct parser {
    struct cir_load *load;
    struct cir_letter_template *template;
    size_t capacity;
    size_t line;
    struct cir_text whole;  /* the line at hand */
    struct cir_text rest;   /* of it */
    size_t open[DEPTH_MAX]; /* pieces that conditions begin with */
    size_t depth;
    bool has_title;
};

/* ---- places ---- */

static size_t count_characters(struct cir_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

static size_t column_of(const struct parser *parser, const char *at)
{
    return count_characters((struct cir_text){parser->whole.data, (size_t)(at - parser->whole.data)}) + 1;
}

static struct cir_place place_of(const struct parser *parser, const char *at)
{
    return (struct cir_place){parser->template->file, parser->line, column_of(parser, at)};
}

static struct cir_place place_of_piece(const struct parser *parser, const struct cir_letter_piece *piece)
{
    return (struct cir_place){parser->template->file, piece->line, piece->column};
}

/* ---- pieces ---- */

static void set_conditions(const struct parser *parser, struct cir_letter_piece *piece)
{
    for (size_t i = 0; i < parser->depth; i++) {
        const struct cir_letter_piece *opened = &parser->template->pieces[parser->open[i]];
        if (opened->kind == CIR_PIECE_IF)
            piece->yes |= UINT32_C(1) << opened->number;
        else
            piece->no |= UINT32_C(1) << opened->number;
    }
}

static void add(struct parser *parser, enum cir_letter_piece_kind kind, unsigned number, struct cir_text text,
                const char *at)
{
    struct cir_letter_template *template = parser->template;
    struct cir_letter_piece *pieces =
        cir_arena_grow(parser->load->arena, template->pieces, template->count, &parser->capacity, sizeof *pieces);
    if (pieces == NULL) {
        parser->load->no_memory = true;
        return;
    }
    template->pieces = pieces;
    pieces[template->count] = (struct cir_letter_piece){
        .kind = kind, .number = number, .text = text, .line = parser->line, .column = column_of(parser, at)};
    set_conditions(parser, &pieces[template->count]);
    template->count++;
}

static void add_words(struct parser *parser, struct cir_text text)
{
    if (text.size > 0)
        add(parser, CIR_PIECE_WORDS, 0, text, text.data);
}

/* ---- braces ---- */

static void report_unknown(struct parser *parser, const char *at, struct cir_text name, const char *what,
                           struct cir_text nearest)
{
    bool is_near = nearest.size > 0;
    cir_load_report(parser->load, place_of(parser, at), "'%.*s' is no %s%s%.*s%s",
                    CIR_TEXT_ARGS(cir_text_cut(name, 60)), what,
                    is_near ? "; did you mean '" : "; 'cirisk letters show fields' lists them", CIR_TEXT_ARGS(nearest),
                    is_near ? "'?" : "");
}

static void open_condition(struct parser *parser, struct cir_text inside, const char *at)
{
    struct cir_text name = cir_text_trim((struct cir_text){inside.data + 1, inside.size - 1});
    unsigned number = cir_letter_switch_find(name);
    if (number == CIR_LETTER_SWITCH_COUNT) {
        bool is_field = cir_letter_field_find(name) != CIR_LETTER_FIELD_COUNT;
        if (is_field)
            cir_load_report(
                parser->load, place_of(parser, at),
                "'%.*s' is a field: what is not known is told as a blank, never left out; only a switch can "
                "be a condition",
                CIR_TEXT_ARGS(name));
        else
            report_unknown(parser, at, name, "switch of letters", cir_letter_switch_nearest(name));
        number = 0; /* so that its end is not taken for one too many */
    }
    if (parser->depth == DEPTH_MAX) {
        cir_load_report(parser->load, place_of(parser, at), "conditions within conditions are more than %d deep",
                        DEPTH_MAX);
        return;
    }
    size_t piece = parser->template->count;
    add(parser, inside.data[0] == '?' ? CIR_PIECE_IF : CIR_PIECE_UNLESS, number, (struct cir_text){0}, at);
    if (parser->template->count > piece)
        parser->open[parser->depth++] = piece;
}

static void close_condition(struct parser *parser, struct cir_text inside, const char *at)
{
    if (cir_text_trim((struct cir_text){inside.data + 1, inside.size - 1}).size > 0) {
        cir_load_report(parser->load, place_of(parser, at), "an end is written {/}, with nothing behind the '/'");
    } else if (parser->depth == 0) {
        cir_load_report(parser->load, place_of(parser, at), "{/} ends no condition: none is open");
        return;
    }
    if (parser->depth == 0)
        return;
    size_t piece = parser->open[--parser->depth];
    parser->template->pieces[piece].end = parser->template->count;
    add(parser, CIR_PIECE_END, 0, (struct cir_text){0}, at);
}

static bool is_within_attribution(const struct parser *parser)
{
    for (size_t i = 0; i < parser->depth; i++) {
        const struct cir_letter_piece *opened = &parser->template->pieces[parser->open[i]];
        if (opened->kind == CIR_PIECE_IF && opened->number == CIR_LETTER_IS_ATTRIBUTION)
            return true;
    }
    return false;
}

static void take_field(struct parser *parser, struct cir_text inside, const char *at)
{
    struct cir_text label = inside;
    struct cir_text name;
    bool has_colon = memchr(inside.data, ':', inside.size) != NULL;
    (void)cir_text_next(&name, &label, ':');
    name = cir_text_trim(name);
    label = has_colon ? cir_text_trim(label) : (struct cir_text){0};
    unsigned field = cir_letter_field_find(name);
    bool is_blank = name.size == 0 && has_colon;
    if (!is_blank && field == CIR_LETTER_FIELD_COUNT) {
        report_unknown(parser, at, name, "field of letters", cir_letter_field_nearest(name));
        return;
    }
    if (label.size == 0)
        cir_load_report(parser->load, place_of(parser, at),
                        "'{%.*s}' does not say what is missing where it is blank, as in {people: people affected}",
                        CIR_TEXT_ARGS(name));
    if (!is_blank && cir_letter_field_name(field)->kind == CIR_LETTER_ATTRIBUTION_FIELD &&
        !is_within_attribution(parser))
        cir_load_report(
            parser->load, place_of(parser, at),
            "'{%.*s}' stands only within {? attribution} ... {/}: attribution is told where it is asked for",
            CIR_TEXT_ARGS(name));
    if (is_blank)
        add(parser, CIR_PIECE_BLANK, 0, label, at);
    else
        add(parser, CIR_PIECE_FILLED, field, label, at);
}

static void take_braces(struct parser *parser, struct cir_text inside, const char *at)
{
    switch (inside.size > 0 ? inside.data[0] : '\0') {
    case '#':
        return;
    case '?':
    case '!':
        open_condition(parser, inside, at);
        return;
    case '/':
        close_condition(parser, inside, at);
        return;
    case '\0':
        cir_load_report(parser->load, place_of(parser, at), "nothing stands between the braces");
        return;
    default:
        take_field(parser, inside, at);
    }
}

/* ---- lines ---- */

/* Bytes of the text up to the first brace. */
static size_t size_before_brace(struct cir_text text)
{
    size_t size = 0;
    while (size < text.size && text.data[size] != '{' && text.data[size] != '}')
        size++;
    return size;
}

static void skip(struct cir_text *text, size_t size)
{
    *text = (struct cir_text){text->data + size, text->size - size};
}

/* The text between the brace at the start and the next one; false where none follows. */
static bool take_inside(struct cir_text *inside, struct cir_text *text)
{
    struct cir_text behind = {text->data + 1, text->size - 1};
    const char *end = behind.size > 0 ? memchr(behind.data, '}', behind.size) : NULL;
    if (end == NULL)
        return false;
    *inside = (struct cir_text){behind.data, (size_t)(end - behind.data)};
    skip(text, inside->size + 2);
    return true;
}

/* What begins with a brace. */
static void take_brace(struct parser *parser)
{
    const char *at = parser->rest.data;
    struct cir_text inside;
    if (parser->rest.size > 1 && at[1] == at[0]) {
        add_words(parser, (struct cir_text){at, 1});
        skip(&parser->rest, 2);
    } else if (at[0] == '}') {
        cir_load_report(parser->load, place_of(parser, at), "'}' ends nothing; a brace to print is written twice");
        skip(&parser->rest, 1);
    } else if (take_inside(&inside, &parser->rest)) {
        if (size_before_brace(inside) < inside.size)
            cir_load_report(parser->load, place_of(parser, at), "'{' is not closed before the next one");
        else
            take_braces(parser, inside, at);
    } else {
        cir_load_report(parser->load, place_of(parser, at), "'{' is not closed on its line");
        parser->rest.size = 0;
    }
}

/* Nothing but conditions, ends and comments: a line that is no block. */
static bool is_without_block(struct cir_text line)
{
    for (line = cir_text_trim(line); line.size > 0; line = cir_text_trim(line)) {
        struct cir_text inside;
        if (line.size < 2 || line.data[0] != '{' || strchr("?!/#", line.data[1]) == NULL ||
            !take_inside(&inside, &line))
            return false;
    }
    return true;
}

static enum cir_letter_block_kind take_kind(struct cir_text *line)
{
    static const struct {
        const char *prefix;
        enum cir_letter_block_kind kind;
    } kinds[] = {{"# ", CIR_BLOCK_TITLE}, {"## ", CIR_BLOCK_HEADING}, {"- ", CIR_BLOCK_POINT}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (cir_text_starts_with(*line, kinds[i].prefix)) {
            skip(line, strlen(kinds[i].prefix));
            *line = cir_text_trim(*line);
            return kinds[i].kind;
        }
    return CIR_BLOCK_PARAGRAPH;
}

static void begin_block(struct parser *parser)
{
    const char *at = parser->rest.data;
    enum cir_letter_block_kind kind = take_kind(&parser->rest);
    if (kind == CIR_BLOCK_TITLE && parser->has_title)
        cir_load_report(parser->load, place_of(parser, at),
                        "a second title; a heading within the letter begins with '## '");
    else if (kind != CIR_BLOCK_TITLE && !parser->has_title)
        cir_load_report(parser->load, place_of(parser, at), "a letter begins with its title: '# ...'");
    parser->has_title = true;
    add(parser, CIR_PIECE_BLOCK, (unsigned)kind, (struct cir_text){0}, at);
}

static void take_line(struct parser *parser, struct cir_text line)
{
    parser->line++;
    parser->whole = line;
    parser->rest = cir_text_trim(line);
    if (!is_without_block(line))
        begin_block(parser);
    while (parser->rest.size > 0) {
        size_t size = size_before_brace(parser->rest);
        if (!is_without_block(line))
            add_words(parser, (struct cir_text){parser->rest.data, size});
        skip(&parser->rest, size);
        if (parser->rest.size > 0)
            take_brace(parser);
    }
}

static void end_file(struct parser *parser)
{
    if (!parser->has_title)
        cir_load_report(parser->load, (struct cir_place){.file = parser->template->file},
                        "the letter is empty; expected its title: '# ...'");
    while (parser->depth > 0) {
        size_t piece = parser->open[--parser->depth];
        struct cir_letter_piece *opened = &parser->template->pieces[piece];
        cir_load_report(parser->load, place_of_piece(parser, opened), "the condition is not ended: {/} is missing");
        opened->end = parser->template->count;
        add(parser, CIR_PIECE_END, 0, (struct cir_text){0}, parser->whole.data);
    }
}

/* A character that no letter holds: it would command a terminal, or turn what follows around. */
static bool is_refused(const unsigned char *bytes, size_t size)
{
    if ((bytes[0] < 0x20 && bytes[0] != '\n') || bytes[0] == 0x7F || (bytes[0] == 0xC2 && bytes[1] < 0xA0))
        return true;
    return size > 2 && bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] >= 0xAA && bytes[2] <= 0xAE; /* U+202A..E */
}

static void check_characters(struct parser *parser, struct cir_text line)
{
    for (size_t i = 0; i < line.size; i++)
        if (is_refused((const unsigned char *)line.data + i, line.size - i)) {
            parser->whole = line;
            cir_load_report(parser->load, place_of(parser, line.data + i),
                            "a control character, or a mark that overrides the direction of what follows it");
            return;
        }
}

void cir_letter_template_read(struct cir_load *load, struct cir_letter_template *template, const char *file,
                              struct cir_text text)
{
    *template = (struct cir_letter_template){.file = file};
    if (!cir_table_check_bytes(load, file, text))
        return;
    const char *copy = cir_arena_copy(load->arena, text);
    if (copy == NULL) {
        load->no_memory = true;
        return;
    }
    struct parser parser = {.load = load, .template = template, .whole = {copy, 0}};
    struct cir_text rest = {copy, text.size};
    struct cir_text line;
    while (cir_text_next(&line, &rest, '\n') && !load->no_memory) {
        take_line(&parser, line);
        check_characters(&parser, line);
    }
    if (!load->no_memory)
        end_file(&parser);
}

/* ---- what languages share ---- */

bool cir_letter_piece_is_shared(const struct cir_letter_piece *piece)
{
    return piece->kind != CIR_PIECE_BLOCK && piece->kind != CIR_PIECE_WORDS && piece->kind != CIR_PIECE_END;
}

bool cir_letter_piece_is_alike(const struct cir_letter_piece *a, const struct cir_letter_piece *b)
{
    return a->kind == b->kind && a->number == b->number && a->yes == b->yes && a->no == b->no;
}

static void add_conditions(struct cir_buffer *buffer, char sign, uint32_t switches)
{
    for (unsigned i = 0; i < CIR_LETTER_SWITCH_COUNT; i++)
        if ((switches >> i & 1) != 0)
            cir_buffer_add_format(buffer, "{%c %s}", sign, cir_letter_switch_name(i)->name);
}

void cir_letter_piece_describe(struct cir_buffer *buffer, const struct cir_letter_piece *piece)
{
    if (piece->kind == CIR_PIECE_FILLED)
        cir_buffer_add_format(buffer, "{%s}", cir_letter_field_name(piece->number)->name);
    else if (piece->kind == CIR_PIECE_BLANK)
        cir_buffer_add_string(buffer, "a blank {: ...}");
    else
        add_conditions(buffer, piece->kind == CIR_PIECE_IF ? '?' : '!', UINT32_C(1) << piece->number);
    if (piece->yes != 0 || piece->no != 0)
        cir_buffer_add_string(buffer, " within ");
    add_conditions(buffer, '?', piece->yes);
    add_conditions(buffer, '!', piece->no);
}
