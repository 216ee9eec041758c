#include "writers/write_table.h"

static const struct cir_table_format_row formats[CIR_TABLE_FORMATS] = {
#define CIR_TABLE_FORMAT(symbol, name, extension, function, binary, what)                                              \
    [CIR_TABLE_##symbol] = {name, extension, binary, what},
#include "writers/formats.def"
#undef CIR_TABLE_FORMAT
};

const struct cir_table_format_row *cir_table_format_list(void)
{
    return formats;
}

bool cir_table_format_find(struct cir_text name, enum cir_table_format *format)
{
    for (unsigned i = 0; i < CIR_TABLE_FORMATS; i++)
        if (cir_text_is(name, formats[i].name)) {
            *format = (enum cir_table_format)i;
            return true;
        }
    return false;
}

typedef enum cir_status write_function(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                       size_t count, const struct cir_writing *writing, struct cir_error *error);

enum cir_status cir_write_tables(enum cir_table_format format, struct cir_buffer *buffer,
                                 const struct cir_shown_table *const *tables, size_t count,
                                 const struct cir_writing *writing, struct cir_error *error)
{
    static write_function *const functions[CIR_TABLE_FORMATS] = {
#define CIR_TABLE_FORMAT(symbol, name, extension, function, binary, what)                                              \
    [CIR_TABLE_##symbol] = cir_write_table_##function,
#include "writers/formats.def"
#undef CIR_TABLE_FORMAT
    };
    return functions[format](buffer, tables, count, writing, error);
}
