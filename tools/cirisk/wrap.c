#include "wrap.h"

enum { WIDTH = 80 };

void wrap_add(struct cir_buffer *buffer, struct cir_text text, int indent)
{
    struct cir_text word;
    size_t column = 0;
    while (cir_text_next(&word, &text, ' ')) {
        if (column > 0 && column + 1 + word.size > (size_t)(WIDTH - indent)) {
            cir_buffer_add_char(buffer, '\n');
            column = 0;
        }
        cir_buffer_add_format(buffer, "%*s%.*s", column == 0 ? indent : 1, "", CIR_TEXT_ARGS(word));
        column += word.size + (column > 0);
    }
    cir_buffer_add_char(buffer, '\n');
}
