#include "model/designation.h"

#include <string.h>

bool cir_asset_kind_of(struct cir_asset_kind *kind, const struct cir_scheme *scheme, const struct cir_cell *cell)
{
    *kind = (struct cir_asset_kind){.is_unknown = scheme->facility_count > 0};
    if (scheme->facility_count == 0 || cell->state == CIR_CELL_UNKNOWN)
        return true;
    if (cell->state == CIR_CELL_BLANK)
        return scheme->rule_count > 0;
    const uint32_t number =
        cell->state == CIR_CELL_KNOWN ? cir_index_find(&scheme->facility_index, cell->text) : CIR_INDEX_NONE;
    kind->facility = number != CIR_INDEX_NONE ? &scheme->facilities[number] : NULL;
    kind->is_unknown = number == CIR_INDEX_NONE && cell->state == CIR_CELL_KNOWN;
    return !kind->is_unknown;
}

const char *cir_designation_word(enum cir_designation_verdict verdict)
{
    static const char *const words[CIR_DESIGNATION_VERDICTS] = {
        [CIR_NOT_PROPOSED] = "not-proposed",
        [CIR_PROPOSED] = "proposed",
        [CIR_BORDERLINE] = "borderline",
        [CIR_CANNOT_TELL] = "cannot-tell",
    };
    return words[verdict];
}

bool cir_criterion_is_restricted(const struct cir_criterion *criterion)
{
    static const char restricted[] = "restricted";
    return strncmp(criterion->source, restricted, sizeof restricted - 1) == 0;
}
