#include "writers/visible.h"

#include <stdint.h>
#include <unistr.h>

enum isolate { ISOLATE_FIRST = 0x2066, ISOLATE_END = 0x2069 };

static bool is_line_end(ucs4_t character)
{
    return (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
}

static bool is_isolate(ucs4_t character)
{
    return character >= ISOLATE_FIRST && character <= ISOLATE_END;
}

/* Control characters but for those that are blanks or line ends. */
static bool is_control(ucs4_t character)
{
    bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    return is_control && character != '\t' && !is_line_end(character);
}

/* Noncharacters, and those that embed or override. */
static bool is_unseen(ucs4_t character)
{
    return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF) ||
           (character >= 0x202A && character <= 0x202E);
}

/* The next character off the front of *rest; a byte that is no UTF-8 has `is_byte` set. */
struct character {
    ucs4_t code;
    bool is_byte;
    struct cir_text bytes;
};

static struct character next_character(struct cir_text *rest)
{
    struct character next = {.bytes = {rest->data, 1}};
    int size = u8_mbtoucr(&next.code, (const uint8_t *)rest->data, rest->size);
    if (size > 0)
        next.bytes.size = (size_t)size;
    else
        next = (struct character){(unsigned char)rest->data[0], true, {rest->data, 1}};
    *rest = (struct cir_text){rest->data + next.bytes.size, rest->size - next.bytes.size};
    return next;
}

/* Whether the line at the front of a text closes each isolate that it opens, and no other. */
static bool line_is_balanced(struct cir_text text)
{
    size_t depth = 0;
    while (text.size > 0) {
        struct character next = next_character(&text);
        if (!next.is_byte && is_line_end(next.code))
            break;
        if (next.is_byte || !is_isolate(next.code))
            continue;
        if (next.code == ISOLATE_END && depth == 0)
            return false;
        depth = next.code == ISOLATE_END ? depth - 1 : depth + 1;
    }
    return depth == 0;
}

static void add_character(struct cir_buffer *buffer, struct character next, bool balanced)
{
    if (next.is_byte || is_control(next.code))
        cir_buffer_add_format(buffer, "\\x%02x", (unsigned)next.code);
    else if (next.code == '\t')
        cir_buffer_add_char(buffer, ' ');
    else if (is_line_end(next.code))
        cir_buffer_add_char(buffer, '\n');
    else if (is_unseen(next.code) || (is_isolate(next.code) && !balanced))
        cir_buffer_add_format(buffer, "\\u%04x", (unsigned)next.code);
    else
        cir_buffer_add(buffer, next.bytes);
}

/* Bytes at the front of a text that stay as they are. */
static size_t plain_size(struct cir_text text)
{
    size_t size = 0;
    while (size < text.size && text.data[size] >= ' ' && text.data[size] <= '~')
        size++;
    return size;
}

void cir_visible_add(struct cir_buffer *buffer, struct cir_text text)
{
    bool balanced = line_is_balanced(text);
    while (text.size > 0) {
        size_t plain = plain_size(text);
        cir_buffer_add(buffer, (struct cir_text){text.data, plain});
        text = (struct cir_text){text.data + plain, text.size - plain};
        if (text.size == 0)
            break;
        bool is_crlf = text.data[0] == '\r' && text.size > 1 && text.data[1] == '\n';
        struct character next = next_character(&text);
        if (!is_crlf)
            add_character(buffer, next, balanced);
        if (!next.is_byte && is_line_end(next.code))
            balanced = line_is_balanced(text);
    }
}

static void join_lines(struct cir_buffer *buffer)
{
    for (size_t i = 0; i < buffer->size; i++)
        if (buffer->data[i] == '\n')
            buffer->data[i] = ' ';
}

bool cir_visible_make(struct cir_arena *arena, struct cir_text *text, bool one_line)
{
    if (plain_size(*text) == text->size)
        return true;
    struct cir_buffer buffer = {0};
    cir_visible_add(&buffer, *text);
    if (one_line)
        join_lines(&buffer);
    const char *copy = buffer.failed ? NULL : cir_arena_copy(arena, cir_buffer_text(&buffer));
    *text = (struct cir_text){copy, buffer.size};
    cir_buffer_free(&buffer);
    return copy != NULL;
}
