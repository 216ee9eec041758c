#include "pipeline/overriding.h"

/* Bytes of a cell that messages show, so that what follows it is seen too. */
enum { SHOWN = 60 };

void cir_override_levels(struct cir_verdict *verdicts, struct cir_override_misfit *misfit,
                         const struct cir_override_list *overrides, const struct cir_scheme *const *schemes)
{
    for (size_t i = 0; i < overrides->count; i++) {
        const struct cir_override *override = &overrides->list[i];
        if (override->field != CIR_INDEX_NONE)
            continue;
        struct cir_verdict *verdict = &verdicts[override->scheme];
        if (verdict->level != override->old_level && misfit->override == NULL)
            *misfit = (struct cir_override_misfit){
                override, cir_text_of(cir_verdict_label(schemes[override->scheme], verdict->level))};
        verdict->level = override->level;
        verdict->reason = CIR_REASON_OVERRIDE;
        verdict->reason_number = 0;
    }
}

enum cir_status cir_override_refuse_misfit(const struct cir_overrides *overrides, const struct cir_overridden_row *row,
                                           const char *log, struct cir_error *error)
{
    const struct cir_override *override = row->misfit.override;
    struct cir_text old = cir_text_cut(override->texts[CIR_OVERRIDE_OLD], SHOWN);
    struct cir_text id = cir_text_cut(override->texts[CIR_OVERRIDE_ID], SHOWN);
    struct cir_text found = cir_text_cut(row->misfit.found, SHOWN);
    bool is_level = override->field == CIR_INDEX_NONE;
    bool is_outside = is_level && cir_text_is(found, cir_untold_label(CIR_UNTOLD_NOT_APPLICABLE));
    return cir_fail(error, CIR_BAD_OVERRIDE, cir_sidecar_place(&overrides->sidecar, override->line, CIR_OVERRIDE_OLD),
                    "old '%.*s', but %.*s of '%.*s' is '%.*s' (%s:%zu%s): %s or drop the override", CIR_TEXT_ARGS(old),
                    CIR_TEXT_ARGS(override->texts[CIR_OVERRIDE_FIELD]), CIR_TEXT_ARGS(id), CIR_TEXT_ARGS(found), log,
                    row->line, is_level ? ", as the facts give it" : "",
                    is_outside ? "have it judged by --scope ignore" : "look at the row again, then write that as old");
}

enum cir_status cir_override_refuse_unused(const struct cir_overrides *overrides,
                                           const struct cir_override_list *unused, const struct cir_overridden_row *row,
                                           const char *log, struct cir_error *error)
{
    const struct cir_override *override = &unused->list[0];
    struct cir_text id = cir_text_cut(override->texts[CIR_OVERRIDE_ID], SHOWN);
    struct cir_place place = cir_sidecar_place(&overrides->sidecar, override->line, CIR_OVERRIDE_ID);
    if (row == NULL)
        return cir_fail(error, CIR_BAD_OVERRIDE, place,
                        "no row of %s has the id '%.*s': correct the id or drop the override", log, CIR_TEXT_ARGS(id));
    return cir_fail(error, CIR_BAD_OVERRIDE, place,
                    "the row of '%.*s' was rejected (%s:%zu: %s): override that too, or drop the override",
                    CIR_TEXT_ARGS(id), log, row->line, cir_problem_code(row->problem));
}
