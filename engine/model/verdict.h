/** What a scheme says of a subject. */
#ifndef CIR_MODEL_VERDICT_H
#define CIR_MODEL_VERDICT_H

#include "model/scheme.h"

/** Instead of a level: cannot tell; the scheme does not speak of the subject. */
enum { CIR_LEVEL_UNKNOWN = -1, CIR_LEVEL_NOT_APPLICABLE = -2 };

static inline bool cir_level_is_told(int level)
{
    return level >= 0;
}

/** Three-valued logic: a thing is false, possible (some completion of the unknowns makes it true), or true. */
enum cir_truth { CIR_FALSE, CIR_POSSIBLE, CIR_TRUE };

struct cir_interval {
    double low;
    double point; /**< NAN: cannot tell */
    double high;
    double coverage; /**< 0..1: share of the applicable weight that was answered */
};

enum cir_reason_kind {
    CIR_REASON_NONE,      /**< nothing decided: level of the lowest band */
    CIR_REASON_FACTOR,    /**< the factor with the largest share of the score */
    CIR_REASON_RULE,      /**< the rule that lifted the level */
    CIR_REASON_MISSING,   /**< cannot tell: the factor or criterion whose answer is missed most */
    CIR_REASON_CRITERION, /**< as MISSING, a criterion */
    CIR_REASON_OUTSIDE,   /**< not applicable: the criterion of the scope that does not hold */
    CIR_REASON_OVERRIDE,  /**< a person put the level in the place of the computed one */
    CIR_REASON_COUNT
};

/** Of a subject outside the scope all three levels are CIR_LEVEL_NOT_APPLICABLE and all numbers NAN. Of one that may lie
 * outside, level and point cannot be told, and the ends are those that hold if it lies inside. */
struct cir_verdict {
    int level;              /**< CIR_LEVEL_UNKNOWN: cannot tell; CIR_LEVEL_NOT_APPLICABLE */
    int level_low;          /**< the highest level that surely holds */
    int level_high;         /**< the highest level that may hold */
    unsigned reason_number; /**< of the factor, rule or criterion; 0 of CIR_REASON_NONE */
    enum cir_reason_kind reason;
    struct cir_interval score; /**< 0..score_max; NAN in a scheme of rules alone, where only coverage is set */
    /** 0..score_max; last, and only those that the scheme has are set: of many verdicts the rest is never touched */
    struct cir_interval axes[CIR_AXES_MAX];
};

/** How likely the levels of a scheme are, see scoring/probability.h. */
struct cir_probabilities {
    double bands[CIR_LEVELS_MAX]; /**< by band, of those that the scheme has; all NAN where no level can be told */
    double cannot_tell;           /**< what is left to 1; NAN with them */
};

/** Place of a level among the bands; band_count when it is none of them: cannot tell; band_count + 1: not applicable. */
static inline size_t cir_verdict_band(const struct cir_scheme *scheme, int level)
{
    size_t band = (size_t)level - (size_t)scheme->bands[0].level; /* nearly all levels count on from the first */
    if (band < scheme->band_count && scheme->bands[band].level == level)
        return band;
    if (level < 0)
        return scheme->band_count + (level == CIR_LEVEL_NOT_APPLICABLE);
    for (band = 0; band < scheme->band_count && scheme->bands[band].level != level;)
        band++;
    return band;
}

/** What a verdict can be: a band, cannot tell, or not applicable. */
enum { CIR_OUTCOMES_MAX = CIR_LEVELS_MAX + CIR_UNTOLD_COUNT };

static inline size_t cir_verdict_outcomes(const struct cir_scheme *scheme)
{
    return scheme->band_count + CIR_UNTOLD_COUNT;
}

/** The level of a place that cir_verdict_band gives. */
static inline int cir_verdict_level(const struct cir_scheme *scheme, size_t outcome)
{
    if (outcome < scheme->band_count)
        return scheme->bands[outcome].level;
    return outcome == scheme->band_count ? CIR_LEVEL_UNKNOWN : CIR_LEVEL_NOT_APPLICABLE;
}

/** Label id of an outcome that is no band: "cannot-tell", "not-applicable". */
const char *cir_untold_label(enum cir_untold untold);

/** Name of what decided, "" for CIR_REASON_NONE. */
const char *cir_verdict_reason(const struct cir_verdict *verdict, const struct cir_scheme *scheme);

/** Label id of a level, "cannot-tell" for CIR_LEVEL_UNKNOWN, "not-applicable" for CIR_LEVEL_NOT_APPLICABLE. */
const char *cir_verdict_label(const struct cir_scheme *scheme, int level);

#endif
