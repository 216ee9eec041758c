#include "field_words.h"

#include <string.h>

const char *field_type_words(enum cir_type type)
{
    static const char *const words[] = {
        [CIR_TYPE_TEXT] = "text",         [CIR_TYPE_ID] = "id",
        [CIR_TYPE_DATE] = "date",         [CIR_TYPE_STATES] = "States",
        [CIR_TYPE_SECTORS] = "sectors",   [CIR_TYPE_COUNT] = "count",
        [CIR_TYPE_NUMBER] = "number",     [CIR_TYPE_AMOUNT] = "amount",
        [CIR_TYPE_SHARE] = "share",       [CIR_TYPE_LOSS] = "share or word",
        [CIR_TYPE_OPTION] = "one option", [CIR_TYPE_OPTIONS] = "options",
        [CIR_TYPE_YESNO] = "yes or no",   [CIR_TYPE_CURRENCY] = "currency",
    };
    return words[type];
}

bool field_is_required(size_t field)
{
    return field == CIR_FIELD_ID || field == CIR_FIELD_DATE || field == CIR_FIELD_COUNTRY || field == CIR_FIELD_SECTOR;
}

static const char *options_from(const struct cir_field *field)
{
    switch (field->type) {
    case CIR_TYPE_STATES:
        return "ISO 3166: cirisk countries";
    case CIR_TYPE_SECTORS:
        return "cirisk sectors";
    case CIR_TYPE_CURRENCY:
        return "ISO 4217";
    default:
        return "";
    }
}

void field_add_options(struct cir_buffer *buffer, const struct cir_field *field)
{
    const char *from = options_from(field);
    cir_buffer_add_string(buffer, from);
    for (size_t i = 0; from[0] == '\0' && i < field->option_count; i++) {
        if (i > 0)
            cir_buffer_add_char(buffer, ' ');
        cir_buffer_add_string(buffer, field->options[i]);
    }
}
