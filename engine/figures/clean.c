#include "figures/clean.h"

#include <stdint.h>
#include <unistr.h>

/* By bytes, so that a reader of this file does not have what they stand for. */
static const char replacement[] = {'\xEF', '\xBF', '\xBD', '\0'};
static const char isolate_by_content[] = {'\xE2', '\x81', '\xA8', '\0'};
static const char isolate_from_left[] = {'\xE2', '\x81', '\xA6', '\0'};
static const char isolate_end[] = {'\xE2', '\x81', '\xA9', '\0'};

enum { ISOLATE_FIRST = 0x2066, ISOLATE_LAST = 0x2068, ISOLATE_END = 0x2069 };

static bool is_blank(ucs4_t letter)
{
    return letter == '\t' || letter == '\n' || letter == '\r' || letter == 0x2028 || letter == 0x2029;
}

static bool is_control(ucs4_t letter)
{
    return letter < ' ' || (letter >= 0x7F && letter <= 0x9F);
}

static bool is_noncharacter(ucs4_t letter)
{
    return (letter & 0xFFFE) == 0xFFFE || (letter >= 0xFDD0 && letter <= 0xFDEF);
}

/* Embeddings, overrides, and the shaping controls that Unicode has withdrawn. */
static bool turns_direction(ucs4_t letter)
{
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x206A && letter <= 0x206F);
}

/* The first letter of a text: its bytes, and what it is; U+FFFD of a byte that is none. */
static size_t read_letter(struct cir_text text, ucs4_t *letter)
{
    int size = u8_mbtoucr(letter, (const uint8_t *)text.data, text.size);
    if (size > 0)
        return (size_t)size;
    *letter = 0xFFFF;
    return 1;
}

static bool is_harmful(ucs4_t letter)
{
    return is_control(letter) || is_noncharacter(letter) || turns_direction(letter);
}

/* One letter; `open` counts the isolates that are open. */
static void add_letter(struct cir_buffer *buffer, struct cir_text bytes, ucs4_t letter, size_t *open)
{
    if (letter == ISOLATE_END && *open == 0)
        return;
    if (letter >= ISOLATE_FIRST && letter <= ISOLATE_LAST)
        ++*open;
    if (letter == ISOLATE_END)
        --*open;
    if (is_blank(letter))
        cir_buffer_add_char(buffer, ' ');
    else if (is_harmful(letter))
        cir_buffer_add_string(buffer, replacement);
    else
        cir_buffer_add(buffer, bytes);
}

void cir_clean_add(struct cir_buffer *buffer, struct cir_text text)
{
    size_t open = 0;
    while (text.size > 0) {
        ucs4_t letter;
        size_t size = read_letter(text, &letter);
        add_letter(buffer, (struct cir_text){text.data, size}, letter, &open);
        text.data += size;
        text.size -= size;
    }
    for (; open > 0; open--)
        cir_buffer_add_string(buffer, isolate_end);
}

void cir_clean_add_isolated(struct cir_buffer *buffer, struct cir_text text, enum cir_isolation isolation)
{
    if (isolation == CIR_ISOLATE_NOT || text.size == 0) {
        cir_clean_add(buffer, text);
        return;
    }
    cir_buffer_add_string(buffer, isolation == CIR_ISOLATE_FROM_LEFT ? isolate_from_left : isolate_by_content);
    cir_clean_add(buffer, text);
    cir_buffer_add_string(buffer, isolate_end);
}

static bool is_from_right(ucs4_t letter)
{
    return (letter >= 0x0590 && letter <= 0x08FF) || (letter >= 0xFB1D && letter <= 0xFDFF) ||
           (letter >= 0xFE70 && letter <= 0xFEFE) || (letter >= 0x10800 && letter <= 0x10FFF) ||
           (letter >= 0x1E800 && letter <= 0x1EFFF);
}

bool cir_has_from_right(struct cir_text text)
{
    while (text.size > 0) {
        ucs4_t letter;
        size_t size = read_letter(text, &letter);
        if (is_from_right(letter))
            return true;
        text.data += size;
        text.size -= size;
    }
    return false;
}

void cir_clean_escape(struct cir_buffer *buffer, struct cir_text text)
{
    static const char *const escapes[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    size_t from = 0;
    for (size_t at = 0; at < text.size; at++) {
        const char *escape = escapes[(unsigned char)text.data[at]];
        if (escape == NULL)
            continue;
        cir_buffer_add(buffer, (struct cir_text){text.data + from, at - from});
        cir_buffer_add_string(buffer, escape);
        from = at + 1;
    }
    if (from < text.size)
        cir_buffer_add(buffer, (struct cir_text){text.data + from, text.size - from});
}
