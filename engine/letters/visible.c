#include "letters/visible.h"

#include <unistr.h>

static bool is_between(ucs4_t character, ucs4_t first, ucs4_t last)
{
    return character >= first && character <= last;
}

static bool ends_line(ucs4_t character)
{
    return is_between(character, '\t', '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
}

static bool is_control(ucs4_t character)
{
    return character < 0x20 || is_between(character, 0x7F, 0x9F);
}

/* Marks of direction, characters that are not seen and stand for others, and what is no character. */
static bool is_hidden(ucs4_t character)
{
    return character == 0x61C || is_between(character, 0x200E, 0x200F) || is_between(character, 0x202A, 0x202E) ||
           is_between(character, 0x2066, 0x2069) || character == 0xFEFF || is_between(character, 0xFDD0, 0xFDEF) ||
           (character & 0xFFFE) == 0xFFFE || is_between(character, 0xE0000, 0xE007F);
}

static void add_character(struct cir_buffer *buffer, ucs4_t character, struct cir_text bytes)
{
    bool is_behind_blank = buffer->size > 0 && buffer->data[buffer->size - 1] == ' ';
    if (ends_line(character))
        cir_buffer_add_string(buffer, is_behind_blank ? "" : " ");
    else if (is_control(character))
        cir_buffer_add_format(buffer, "\\x%02x", (unsigned)character);
    else if (is_hidden(character))
        cir_buffer_add_format(buffer, "\\u%04x", (unsigned)character);
    else
        cir_buffer_add(buffer, bytes);
}

void cir_letter_add_visible(struct cir_buffer *buffer, struct cir_text text)
{
    for (size_t at = 0; at < text.size;) {
        ucs4_t character = 0;
        int size = u8_mbtoucr(&character, (const uint8_t *)text.data + at, text.size - at);
        if (size > 0)
            add_character(buffer, character, (struct cir_text){text.data + at, (size_t)size});
        else
            cir_buffer_add_format(buffer, "\\x%02x", (unsigned)(unsigned char)text.data[at]);
        at += size > 0 ? (size_t)size : 1;
    }
}

bool cir_letter_reads_from_right(struct cir_text text)
{
    for (size_t at = 0; at < text.size;) {
        ucs4_t character = 0;
        int size = u8_mbtoucr(&character, (const uint8_t *)text.data + at, text.size - at);
        if (size < 1)
            return false;
        if (is_between(character, 0x590, 0x8FF) || is_between(character, 0xFB1D, 0xFDFF) ||
            is_between(character, 0xFE70, 0xFEFC) || is_between(character, 0x10800, 0x10FFF) ||
            is_between(character, 0x1E800, 0x1EFFF))
            return true;
        at += (size_t)size;
    }
    return false;
}
