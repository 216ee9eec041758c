#include "intake/criterion_names.h"

#include "base/nearest.h"

enum { SHOWN = 60 };

enum cir_status cir_criterion_find(size_t *number, const struct cir_panel_criteria *criteria, struct cir_text text,
                                   struct cir_place place, struct cir_error *error)
{
    *number = cir_index_find(&criteria->names, text);
    if (*number != CIR_INDEX_NONE)
        return CIR_OK;
    const struct cir_text near = cir_nearest_key(&criteria->names, text);
    return cir_fail(error, CIR_BAD_TABLE, place,
                    "'%.*s' is no criterion%s%.*s%s; expected a code or name of the criteria",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)), near.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(near),
                    near.size > 0 ? "')" : "");
}
