/** What a scheme of subject asset says of an asset. */
#ifndef CIR_MODEL_DESIGNATION_H
#define CIR_MODEL_DESIGNATION_H

#include "model/quantity.h"
#include "model/scheme.h"
#include "model/verdict.h"

enum cir_designation_verdict {
    CIR_NOT_PROPOSED, /**< no clause of the facility holds, whatever is not known */
    CIR_PROPOSED,     /**< a clause holds, whatever is not known */
    CIR_BORDERLINE,   /**< hangs on a figure that is given, and whose range has the threshold in it */
    CIR_CANNOT_TELL,  /**< hangs on a fact or a threshold that is missing */
    CIR_DESIGNATION_VERDICTS
};

enum { CIR_DESIGNATION_MISSING_MAX = 16 };

struct cir_designation {
    enum cir_designation_verdict verdict;
    /** The criterion that decided: of the clause that holds, the one whose figure is furthest above its threshold; else
     * the one that comes nearest. NULL where the kind of the facility is not known. */
    const struct cir_criterion *decided;
    struct cir_quantity value;                                        /**< of its measure */
    const struct cir_criterion *missing[CIR_DESIGNATION_MISSING_MAX]; /**< on which the verdict hangs, where it hangs */
    size_t missing_count;
};

#endif
