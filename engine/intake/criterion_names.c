#include "intake/criterion_names.h"

#include "base/nearest.h"

enum { SHOWN = 60 };

bool cir_criterion_is(const struct cir_panel_criterion *criterion, struct cir_text text)
{
    return text.size > 0 && (cir_text_equal_case(text, cir_text_of(criterion->code)) ||
                             cir_text_equal_case(text, cir_text_of(criterion->name)));
}

enum cir_status cir_criterion_find(size_t *number, const struct cir_panel_criteria *criteria, struct cir_text text,
                                   struct cir_place place, struct cir_error *error)
{
    struct cir_nearest nearest = cir_nearest_start(text);
    for (*number = 0; *number < criteria->count; ++*number) {
        if (cir_criterion_is(&criteria->list[*number], text))
            return CIR_OK;
        cir_nearest_offer(&nearest, cir_text_of(criteria->list[*number].code));
        cir_nearest_offer(&nearest, cir_text_of(criteria->list[*number].name));
    }
    return cir_fail(error, CIR_BAD_TABLE, place,
                    "'%.*s' is no criterion%s%.*s%s; expected a code or name of the criteria",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)), nearest.found.size > 0 ? " (nearest: '" : "",
                    CIR_TEXT_ARGS(nearest.found), nearest.found.size > 0 ? "')" : "");
}
