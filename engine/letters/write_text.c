#include "letters/writers.h"

#include <stdlib.h>
#include <unilbrk.h>
#include <uniwidth.h>

enum { WIDTH = 78, POINT_INDENT = 2 };

static void add_runs(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct cir_letter_run *run = &letter->runs[block->first + i];
        const struct cir_letter_marks marks = cir_letter_run_marks(letter, run);
        cir_buffer_add_string(buffer, marks.before);
        cir_buffer_add(buffer, run->text);
        cir_buffer_add_string(buffer, marks.behind);
    }
}

/* Where lines begin: its text, and the columns before it. */
struct margin {
    const char *first;
    const char *other;
    const char *mark; /* of direction, behind that text */
    int columns;
};

static void begin_line(struct cir_buffer *buffer, const struct margin *margin, bool is_first)
{
    cir_buffer_add_string(buffer, is_first ? margin->first : margin->other);
    cir_buffer_add_string(buffer, margin->mark);
}

static void end_line(struct cir_buffer *buffer)
{
    while (buffer->size > 0 && buffer->data[buffer->size - 1] == ' ')
        buffer->size--;
    cir_buffer_add_char(buffer, '\n');
}

/* A character at whose byte `breaks` says so begins a line; the blanks before it fall away. */
static void add_lines(struct cir_buffer *buffer, struct cir_text text, const char *breaks, const struct margin *margin)
{
    size_t start = 0;
    begin_line(buffer, margin, true);
    for (size_t i = 1; i < text.size; i++) {
        if (breaks[i] != UC_BREAK_POSSIBLE && breaks[i] != UC_BREAK_MANDATORY)
            continue;
        cir_buffer_add(buffer, (struct cir_text){text.data + start, i - start});
        end_line(buffer);
        begin_line(buffer, margin, false);
        start = i;
    }
    cir_buffer_add(buffer, (struct cir_text){text.data + start, text.size - start});
    end_line(buffer);
}

static void add_wrapped(struct cir_buffer *buffer, struct cir_text text, const struct margin *margin)
{
    char *breaks = text.size > 0 ? malloc(text.size) : NULL;
    if (breaks == NULL) {
        buffer->failed = buffer->failed || text.size > 0;
        return;
    }
    u8_width_linebreaks((const uint8_t *)text.data, text.size, WIDTH - margin->columns, 0, 0, NULL, "UTF-8", breaks);
    add_lines(buffer, text, breaks, margin);
    free(breaks);
}

static struct margin margin_of(const struct cir_letter *letter, enum cir_letter_block_kind kind)
{
    bool is_point = kind == CIR_BLOCK_POINT;
    return (struct margin){.first = is_point ? "- " : "",
                           .other = is_point ? "  " : "",
                           .mark = cir_letter_line_mark(letter),
                           .columns = is_point ? POINT_INDENT : 0};
}

/* Columns of the widest line behind a place. */
static size_t widest_line(struct cir_text text)
{
    size_t widest = 0;
    struct cir_text line;
    while (cir_text_next(&line, &text, '\n')) {
        int width = u8_width((const uint8_t *)line.data, line.size, "UTF-8");
        widest = width > 0 && (size_t)width > widest ? (size_t)width : widest;
    }
    return widest;
}

static void add_rule(struct cir_buffer *buffer, size_t from, char sign)
{
    size_t columns = widest_line((struct cir_text){buffer->data + from, buffer->size - from});
    for (size_t i = 0; i < columns; i++)
        cir_buffer_add_char(buffer, sign);
    cir_buffer_add_char(buffer, '\n');
}

static void add_block(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_block *block)
{
    const struct margin margin = margin_of(letter, block->kind);
    struct cir_buffer text = {0};
    size_t from = buffer->size;
    add_runs(&text, letter, block);
    add_wrapped(buffer, cir_buffer_text(&text), &margin);
    buffer->failed = buffer->failed || text.failed;
    cir_buffer_free(&text);
    if (!buffer->failed && block->kind == CIR_BLOCK_TITLE)
        add_rule(buffer, from, '=');
    if (!buffer->failed && block->kind == CIR_BLOCK_HEADING)
        add_rule(buffer, from, '-');
}

/* Points stand close together. */
static bool needs_blank_line(const struct cir_letter *letter, size_t number)
{
    return number == 0 || letter->blocks[number].kind != CIR_BLOCK_POINT ||
           letter->blocks[number - 1].kind != CIR_BLOCK_POINT;
}

void cir_letter_write_text(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    const struct margin margin = margin_of(letter, CIR_BLOCK_PARAGRAPH);
    cir_buffer_add(buffer, letter->tlp);
    cir_buffer_add_char(buffer, '\n');
    add_wrapped(buffer, letter->tlp_meaning, &margin);
    for (size_t i = 0; i < letter->block_count; i++) {
        if (needs_blank_line(letter, i))
            cir_buffer_add_char(buffer, '\n');
        add_block(buffer, letter, &letter->blocks[i]);
    }
    cir_buffer_add_char(buffer, '\n');
    cir_buffer_add(buffer, letter->tlp);
    cir_buffer_add_char(buffer, '\n');
}
