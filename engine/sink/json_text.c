#include "sink/json_text.h"

#include "base/number.h"

#include <math.h>
#include <stdint.h>

/* Escapes by byte: 0 stands for itself, 'u' is written as \u00xx, any other as a backslash and that letter. */
static const char escapes[256] = {
    // clang-format off
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    ['"'] = '"', ['\\'] = '\\',
    // clang-format on
};

/* Bytes that one byte takes at most: \u00xx. */
enum { EXPANSION = 6 };

static char *put_escape(char *out, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    *out++ = '\\';
    *out++ = escapes[byte];
    if (escapes[byte] != 'u')
        return out;
    *out++ = '0';
    *out++ = '0';
    *out++ = hex[byte >> 4];
    *out++ = hex[byte & 15];
    return out;
}

static char *put_valid(char *out, struct cir_text text, bool doubled)
{
    for (size_t at = 0; at < text.size; at++) {
        char c = text.data[at];
        if (escapes[(unsigned char)c] == 0)
            *out++ = c;
        else
            out = put_escape(out, (unsigned char)c);
        if (doubled && c == '"' && at + 1 < text.size && text.data[at + 1] == '"')
            at++;
    }
    return out;
}

static char *put_replacement(char *out)
{
    static const char replacement[] = {'\xEF', '\xBF', '\xBD'};
    memcpy(out, replacement, sizeof replacement);
    return out + sizeof replacement;
}

void cir_json_add_string(struct cir_buffer *buffer, struct cir_text text, bool doubled)
{
    if (text.size > SIZE_MAX / EXPANSION - 2) {
        buffer->failed = true;
        return;
    }
    if (!cir_buffer_reserve(buffer, text.size * EXPANSION + 2))
        return;
    char *out = buffer->data + buffer->size;
    *out++ = '"';
    while (text.size > 0) {
        size_t valid = cir_text_valid_utf8(text);
        out = put_valid(out, (struct cir_text){text.data, valid}, doubled);
        if (valid == text.size)
            break;
        out = put_replacement(out);
        text = (struct cir_text){text.data + valid + 1, text.size - valid - 1};
    }
    *out++ = '"';
    buffer->size = (size_t)(out - buffer->data);
}

void cir_json_add_number(struct cir_buffer *buffer, double value, int digits)
{
    char number[CIR_NUMBER_SIZE];
    if (isfinite(value))
        cir_buffer_add(buffer, (struct cir_text){number, cir_number_write(number, value, digits)});
    else
        cir_buffer_add_string(buffer, "null");
}
