#include "sink/json_text.h"

#include "base/number.h"

#include <math.h>

/* Escapes by byte: 0 stands for itself, 'u' is written as \u00xx, any other as a backslash and that letter. */
static const char escapes[256] = {
    // clang-format off
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
    ['"'] = '"', ['\\'] = '\\',
    // clang-format on
};

static void add_escape(struct cir_buffer *buffer, char c)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)c;
    char escape[] = {'\\', escapes[byte], '0', '0', hex[byte >> 4], hex[byte & 15]};
    cir_buffer_add(buffer, (struct cir_text){escape, escapes[byte] == 'u' ? sizeof escape : 2});
}

static void add_valid(struct cir_buffer *buffer, struct cir_text text, bool doubled)
{
    size_t done = 0;
    for (size_t at = 0; at < text.size; at++) {
        if (escapes[(unsigned char)text.data[at]] == 0)
            continue;
        cir_buffer_add(buffer, (struct cir_text){text.data + done, at - done});
        add_escape(buffer, text.data[at]);
        if (doubled && text.data[at] == '"' && at + 1 < text.size && text.data[at + 1] == '"')
            at++;
        done = at + 1;
    }
    if (done < text.size)
        cir_buffer_add(buffer, (struct cir_text){text.data + done, text.size - done});
}

void cir_json_add_string(struct cir_buffer *buffer, struct cir_text text, bool doubled)
{
    cir_buffer_add_char(buffer, '"');
    while (text.size > 0) {
        size_t valid = cir_text_valid_utf8(text);
        add_valid(buffer, (struct cir_text){text.data, valid}, doubled);
        if (valid == text.size)
            break;
        cir_buffer_add_string(buffer, "\xEF\xBF\xBD");
        text = (struct cir_text){text.data + valid + 1, text.size - valid - 1};
    }
    cir_buffer_add_char(buffer, '"');
}

void cir_json_add_number(struct cir_buffer *buffer, double value, int digits)
{
    char number[CIR_NUMBER_SIZE];
    if (isfinite(value))
        cir_buffer_add(buffer, (struct cir_text){number, cir_number_write(number, value, digits)});
    else
        cir_buffer_add_string(buffer, "null");
}
