#include "model/asset_impact.h"

const char *cir_impact_outcome_word(enum cir_impact_outcome outcome)
{
    static const char *const words[CIR_IMPACT_OUTCOMES] = {
        [CIR_IMPACT_TOLD] = "told",
        [CIR_IMPACT_NOT_IN_NETWORK] = "not-in-network",
        [CIR_IMPACT_CANNOT_TELL] = "cannot-tell",
    };
    return words[outcome];
}

/* Of NAN nothing is at least anything, nor less. */
enum cir_abroad_answer cir_abroad_reaches(const struct cir_asset_impact *impact, double states)
{
    if (impact->abroad.low >= states)
        return CIR_ABROAD_YES;
    return impact->abroad.high < states ? CIR_ABROAD_NO : CIR_ABROAD_CANNOT_TELL;
}

const char *cir_abroad_word(enum cir_abroad_answer answer)
{
    static const char *const words[] = {
        [CIR_ABROAD_NO] = "no",
        [CIR_ABROAD_YES] = "yes",
        [CIR_ABROAD_CANNOT_TELL] = "cannot-tell",
    };
    return words[answer];
}
