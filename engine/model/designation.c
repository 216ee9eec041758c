#include "model/designation.h"

#include <string.h>

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
