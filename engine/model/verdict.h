/** What a scheme says of a subject. */
#ifndef CIR_MODEL_VERDICT_H
#define CIR_MODEL_VERDICT_H

#include "model/scheme.h"

/** Of a level: cannot tell. */
enum { CIR_LEVEL_UNKNOWN = -1 };

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
    CIR_REASON_COUNT
};

struct cir_verdict {
    int level;              /**< CIR_LEVEL_UNKNOWN: cannot tell */
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

/** Place of a level among the bands; band_count when it is none of them: cannot tell. */
static inline size_t cir_verdict_band(const struct cir_scheme *scheme, int level)
{
    if (level == CIR_LEVEL_UNKNOWN)
        return scheme->band_count;
    size_t band = (size_t)level - (size_t)scheme->bands[0].level; /* nearly all levels count on from the first */
    if (band < scheme->band_count && scheme->bands[band].level == level)
        return band;
    for (band = 0; band < scheme->band_count && scheme->bands[band].level != level;)
        band++;
    return band;
}

/** Name of what decided, "" for CIR_REASON_NONE. */
const char *cir_verdict_reason(const struct cir_verdict *verdict, const struct cir_scheme *scheme);

/** Label id of a level, "cannot-tell" for CIR_LEVEL_UNKNOWN. */
const char *cir_verdict_label(const struct cir_scheme *scheme, int level);

#endif
