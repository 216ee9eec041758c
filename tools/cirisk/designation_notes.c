#include "designation_notes.h"

#include "base/nearest.h"
#include "say.h"

static bool has_column(const struct cir_register *assets, struct cir_text name)
{
    for (size_t i = 0; i < assets->column_count; i++)
        if (cir_text_equal(cir_text_trim(assets->columns[i]), name))
            return true;
    return false;
}

/* The name but for what stands behind its last '_', which is a unit: "capacity_mw". */
static bool lacks_unit(struct cir_text column, struct cir_text name)
{
    return column.size > 0 && name.size > column.size && name.data[column.size] == '_' &&
           memchr(name.data + column.size + 1, '_', name.size - column.size - 1) == NULL &&
           memcmp(name.data, column.data, column.size) == 0;
}

/* The field of the scheme that is meant; empty where none is near. */
static struct cir_text near_field(const struct cir_register *assets, const struct cir_fields *fields,
                                  struct cir_text column)
{
    struct cir_nearest nearest = cir_nearest_start(column);
    for (size_t i = CIR_FIELD_CANONICAL; i < fields->count; i++) {
        struct cir_text name = cir_text_of(fields->list[i].name);
        if (has_column(assets, name))
            continue;
        if (lacks_unit(column, name))
            return name;
        cir_nearest_offer(&nearest, name);
    }
    return nearest.found;
}

void designation_say_near_columns(const struct designation_view *view, const char *file)
{
    const struct cir_register *assets = view->assets;
    const struct cir_fields *fields = view->fields;
    for (size_t i = 0; i < assets->column_count; i++) {
        struct cir_text column = cir_text_trim(assets->columns[i]);
        if (cir_index_find(&fields->index, column) != CIR_INDEX_NONE ||
            designation_has_column(view->definitions, column))
            continue;
        struct cir_text near = near_field(assets, fields, column);
        if (near.size > 0)
            say("designate", "%s: column '%.*s' is read by nothing; did you mean '%.*s'?", file, CIR_TEXT_ARGS(column),
                CIR_TEXT_ARGS(near));
    }
}
