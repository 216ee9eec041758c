#include "model/verdict.h"

const char *cir_verdict_reason(const struct cir_verdict *verdict, const struct cir_scheme *scheme)
{
    switch (verdict->reason) {
    case CIR_REASON_RULE:
        return scheme->rules[verdict->reason_number].name;
    case CIR_REASON_FACTOR:
    case CIR_REASON_MISSING:
        return scheme->factors[verdict->reason_number].name;
    case CIR_REASON_CRITERION:
    case CIR_REASON_OUTSIDE:
        return scheme->criteria[verdict->reason_number].name;
    case CIR_REASON_NONE:
    case CIR_REASON_COUNT:
        break;
    }
    return "";
}

const char *cir_untold_label(enum cir_untold untold)
{
    return untold == CIR_UNTOLD_CANNOT_TELL ? "cannot-tell" : "not-applicable";
}

const char *cir_verdict_label(const struct cir_scheme *scheme, int level)
{
    size_t band = cir_verdict_band(scheme, level);
    if (band < scheme->band_count)
        return scheme->bands[band].label;
    return cir_untold_label(level == CIR_LEVEL_NOT_APPLICABLE ? CIR_UNTOLD_NOT_APPLICABLE : CIR_UNTOLD_CANNOT_TELL);
}
