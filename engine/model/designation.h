/** What a scheme of subject asset says of an asset. */
#ifndef CIR_MODEL_DESIGNATION_H
#define CIR_MODEL_DESIGNATION_H

#include "model/cell.h"
#include "model/quantity.h"
#include "model/scheme.h"
#include "model/verdict.h"

enum { CIR_CRITERION_WORDS = CIR_CRITERIA_MAX / 64 };

enum cir_designation_verdict {
    CIR_PROPOSED,     /**< the level is above the lowest, whatever is not known */
    CIR_BORDERLINE,   /**< hangs on a figure that is given, and whose range has the threshold in it */
    CIR_NOT_PROPOSED, /**< the level is the lowest, whatever is not known; or the scheme does not speak of the asset */
    CIR_CANNOT_TELL,  /**< hangs on a fact or a threshold that is missing */
    CIR_DESIGNATION_VERDICTS
};

/** Which of a scheme's facilities an asset is. */
struct cir_asset_kind {
    const struct cir_facility *facility; /**< NULL: none, or not known which */
    bool is_unknown;                     /**< it may be any, or none */
};

/** Sets of criteria have bit = number. */
struct cir_designation {
    enum cir_designation_verdict verdict;
    int level;          /**< CIR_LEVEL_UNKNOWN where level_low and level_high differ */
    int level_low;      /**< the highest level that surely holds */
    int level_high;     /**< the highest level that may hold */
    bool is_overridden; /**< a person put the level; the ends are those of the criteria */
    unsigned decided;   /**< the criterion that did, see scoring/designate.h; CIR_INDEX_NONE: none, or a person */
    uint64_t asked[CIR_CRITERION_WORDS];              /**< those of its facility, of the rules and of the scope */
    uint64_t certain[CIR_CRITERION_WORDS];            /**< of those, what surely holds */
    uint64_t possible[CIR_CRITERION_WORDS];           /**< and what may hold, the certain ones included */
    uint64_t missing_facts[CIR_CRITERION_WORDS];      /**< whose fact might change the level */
    uint64_t missing_thresholds[CIR_CRITERION_WORDS]; /**< whose threshold, once set, might */
};

/** Which of the scheme's facilities the column `facility` says that an asset is. One that is looked for and not known may
 * be any; "n/a" is none of them.
 *
 * @param cell not read where the scheme has no facilities
 * @return false where it names none of them, or is blank though nothing but the rules of facilities judges: the kind is not
 *         known then */
bool cir_asset_kind_of(struct cir_asset_kind *kind, const struct cir_scheme *scheme, const struct cir_cell *cell);

/** "proposed", "borderline", "not-proposed", "cannot-tell". */
const char *cir_designation_word(enum cir_designation_verdict verdict);

/** Whether its source says that its numbers are a State's own and not to be shown: no output has them. */
bool cir_criterion_is_restricted(const struct cir_criterion *criterion);

/** Whether a criterion is in a set. */
static inline bool cir_criterion_in(const uint64_t set[CIR_CRITERION_WORDS], unsigned criterion)
{
    return (set[criterion / 64] >> (criterion % 64) & 1) != 0;
}

#endif
