#include "pipeline/scored_columns.h"

#include "base/buffer.h"
#include "base/number.h"
#include "model/verdict.h"
#include "sink/verdict_columns.h"

#include <limits.h>

enum cir_status cir_scored_columns_index(struct cir_index *index, const struct cir_header *header,
                                         struct cir_arena *arena, struct cir_error *error)
{
    for (size_t i = header->column_count; i-- > 0;)
        if (!cir_index_insert(index, arena, header->columns[i], (uint32_t)i, NULL))
            return cir_fail_memory(error);
    return CIR_OK;
}

/* The column NAME_column. */
static enum cir_status find_column(uint32_t *place, const struct cir_index *index, struct cir_text name,
                                   const char *column, struct cir_error *error)
{
    struct cir_buffer text = {0};
    cir_buffer_add(&text, name);
    cir_buffer_add_char(&text, '_');
    cir_buffer_add_string(&text, column);
    *place = cir_index_find(index, cir_buffer_text(&text));
    bool failed = text.failed;
    cir_buffer_free(&text);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

/* Whether NAME has a verdict column beside NAME_level. */
static enum cir_status has_verdict(bool *has, const struct cir_index *index, struct cir_text name,
                                   struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    *has = false;
    for (unsigned i = 0; i < CIR_COLUMN_COUNT && !*has && status == CIR_OK; i++) {
        uint32_t place = CIR_INDEX_NONE;
        if (i == CIR_COLUMN_LEVEL || i == CIR_COLUMN_AXES || i == CIR_COLUMN_PROBABILITIES)
            continue;
        status = find_column(&place, index, name, cir_verdict_column_list()[i].name, error);
        *has = place != CIR_INDEX_NONE;
    }
    return status;
}

enum cir_status cir_scored_columns_find(struct cir_scored_columns *columns, const struct cir_index *index,
                                        struct cir_text scheme, struct cir_error *error)
{
    const struct cir_verdict_column *names = cir_verdict_column_list();
    bool has = false;
    *columns = (struct cir_scored_columns){CIR_INDEX_NONE, CIR_INDEX_NONE, CIR_INDEX_NONE};
    uint32_t level;
    enum cir_status status = find_column(&level, index, scheme, names[CIR_COLUMN_LEVEL].name, error);
    if (status == CIR_OK && level != CIR_INDEX_NONE)
        status = has_verdict(&has, index, scheme, error);
    if (status != CIR_OK || !has)
        return status;
    columns->level = level;
    status = find_column(&columns->label, index, scheme, names[CIR_COLUMN_LABEL].name, error);
    return status == CIR_OK ? find_column(&columns->reason, index, scheme, names[CIR_COLUMN_REASON].name, error)
                            : status;
}

/* Both are without a level; the label tells them apart. */
static int untold_level(struct cir_text label)
{
    return cir_text_is(label, cir_untold_label(CIR_UNTOLD_NOT_APPLICABLE)) ? CIR_LEVEL_NOT_APPLICABLE
                                                                           : CIR_LEVEL_UNKNOWN;
}

enum cir_status cir_scored_level_read(int *level, struct cir_text cell, struct cir_text label, struct cir_place place,
                                      struct cir_error *error)
{
    uint64_t number = 0;
    *level = untold_level(label);
    if (cell.size == 0)
        return CIR_OK;
    if (!cir_number_read_count(cell, &number) || number > INT_MAX)
        return cir_fail(error, CIR_BAD_LOG, place,
                        "'%.*s' is no level; expected a whole number, or nothing where it cannot be told",
                        CIR_TEXT_ARGS(cell));
    *level = (int)number;
    return CIR_OK;
}
