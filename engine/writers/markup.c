#include "writers/markup.h"

static const char *reference_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void cir_markup_add_lines(struct cir_buffer *buffer, struct cir_text text, const char *line_end)
{
    size_t start = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *instead = text.data[i] == '\n' ? line_end : reference_of(text.data[i]);
        if (instead == NULL)
            continue;
        cir_buffer_add(buffer, (struct cir_text){text.data + start, i - start});
        cir_buffer_add_string(buffer, instead);
        start = i + 1;
    }
    if (start < text.size)
        cir_buffer_add(buffer, (struct cir_text){text.data + start, text.size - start});
}

void cir_markup_add(struct cir_buffer *buffer, struct cir_text text)
{
    cir_markup_add_lines(buffer, text, NULL);
}
