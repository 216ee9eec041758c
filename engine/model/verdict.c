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
        return scheme->criteria[verdict->reason_number].name;
    case CIR_REASON_OVERRIDE:
        return "override";
    case CIR_REASON_NONE:
    case CIR_REASON_COUNT:
        break;
    }
    return "";
}

const char *cir_verdict_label(const struct cir_scheme *scheme, int level)
{
    size_t band = cir_verdict_band(scheme, level);
    return band < scheme->band_count ? scheme->bands[band].label : "cannot-tell";
}
