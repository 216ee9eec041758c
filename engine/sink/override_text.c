#include "sink/override_text.h"

#include "sink/json_text.h"

static void add_value(struct cir_buffer *buffer, struct cir_text value)
{
    if (value.size > 0)
        cir_buffer_add_char(buffer, ' ');
    cir_buffer_add(buffer, value);
}

void cir_override_add_text(struct cir_buffer *buffer, const struct cir_override_list *overrides)
{
    for (size_t i = 0; i < overrides->count; i++) {
        const struct cir_text *texts = overrides->list[i].texts;
        cir_buffer_add_string(buffer, i > 0 ? "; " : "");
        cir_buffer_add(buffer, texts[CIR_OVERRIDE_FIELD]);
        cir_buffer_add_char(buffer, ':');
        add_value(buffer, texts[CIR_OVERRIDE_OLD]);
        cir_buffer_add_string(buffer, " ->");
        add_value(buffer, texts[CIR_OVERRIDE_NEW]);
    }
}

static void add_object(struct cir_buffer *buffer, const struct cir_override *override)
{
    for (unsigned i = 0; i < CIR_OVERRIDE_COLUMNS; i++) {
        cir_buffer_add_char(buffer, i > 0 ? ',' : '{');
        cir_json_add_string(buffer, cir_text_of(cir_override_column_name((enum cir_override_column)i)), false);
        cir_buffer_add_char(buffer, ':');
        cir_json_add_string(buffer, override->texts[i], false);
    }
    cir_buffer_add_char(buffer, '}');
}

void cir_override_add_json(struct cir_buffer *buffer, const struct cir_override_list *overrides)
{
    cir_buffer_add_char(buffer, '[');
    for (size_t i = 0; i < overrides->count; i++) {
        if (i > 0)
            cir_buffer_add_char(buffer, ',');
        add_object(buffer, &overrides->list[i]);
    }
    cir_buffer_add_char(buffer, ']');
}
