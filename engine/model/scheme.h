/** A scheme: the tables that turn facts into a verdict. Filled and linted by definitions/, applied by scoring/.
 *
 *     facts -> measures -> factors -> axes -> score -> band        (weighted schemes)
 *     facts -> measures -> criteria -> groups -> rules -> level    (threshold schemes)
 *     level = max(band of the score, level of the rules)
 *     facts -> measures -> criteria -> scope                     (outside it the scheme does not judge)
 *     facts -> measures -> criteria -> rule of the facility, rules -> level -> proposed or not     (schemes of subject asset)
 */
#ifndef CIR_MODEL_SCHEME_H
#define CIR_MODEL_SCHEME_H

#include "base/arena.h"
#include "model/definitions.h"
#include "model/field.h"
#include "model/measure.h"

#include <math.h>

enum {
    CIR_AXES_MAX = 8,
    CIR_FACTORS_MAX = 64,
    CIR_CRITERIA_MAX = 256,
    CIR_GROUPS_MAX = 64,
    CIR_LEVELS_MAX = 16,
    CIR_SCHEMES_MAX = 16,
};

/** What an unanswered factor does to the point score. The interval is the same for all but ZERO, whose low end counts
 * it 0 as well. */
enum cir_unknown_policy {
    CIR_UNKNOWN_BOUNDS,      /**< its weight is left out of the point score; low and high take its ends */
    CIR_UNKNOWN_RENORMALISE, /**< as BOUNDS */
    CIR_UNKNOWN_WORST,       /**< it counts with its greatest value */
    CIR_UNKNOWN_ZERO,        /**< it counts 0: only where the source of the scheme says so */
    CIR_UNKNOWN_REFUSE,      /**< no score unless every factor is answered */
};

enum cir_function { CIR_FUNCTION_TABLE, CIR_FUNCTION_LINEAR, CIR_FUNCTION_LOG, CIR_FUNCTION_STEPS };

/** A step: `value` holds from `from` (inclusive) to the next step; 0 holds before the first. */
struct cir_step {
    double from;
    double value;
};

/** A row of factors.csv: one way to answer a factor. */
struct cir_input {
    unsigned measure; /**< see model/measure.h */
    enum cir_function function;
    double low;  /**< measure at value 0 (linear, log) */
    double high; /**< measure at value 1 (linear, log) */
    /** value = offset + scale * x (linear), offset + scale * log(x) (log), held at 0 and 1: linear has
     * scale = 1 / (high - low), offset = -low * scale; log has scale = 1 / log(high / low),
     * offset = -log(low) * scale */
    double scale;
    double offset;
    double *option_values; /**< by option of the measure (table); NAN where the scheme gives the option no value */
    size_t option_count;
    struct cir_step *steps; /**< rising (steps) */
    size_t step_count;
    double least;    /**< smallest value that it can give */
    double greatest; /**< largest value that it can give */
    const char *source;
};

struct cir_factor {
    const char *name;
    unsigned axis;
    double weight;            /**< > 0 */
    struct cir_input *inputs; /**< the largest of them counts */
    size_t input_count;
    double least;
    double greatest;
};

enum cir_axis_kind { CIR_AXIS_WEIGHT, CIR_AXIS_LIFT };

/** Axis value = (sum w v^p / sum w)^(1/p) over its factors; a scheme without axes.csv has one named "score". */
struct cir_axis {
    const char *name;
    enum cir_axis_kind kind;
    double weight;   /**< share in the total; 0 of a lift */
    double exponent; /**< p >= 1 */
    double lift_low; /**< the total is multiplied by lift_low + (lift_high - lift_low) * value */
    double lift_high;
    unsigned first_factor; /**< factors are sorted by axis */
    unsigned factor_count;
    const char *source;
};

struct cir_band {
    int level;
    double low; /**< inclusive; NAN where only rules give the level */
    const char *label;
    const char *colour; /**< "#rrggbb" */
    int ppd41;          /**< level of the US schema that it answers to, -1 where none */
};

enum cir_operator { CIR_GREATER, CIR_AT_LEAST, CIR_LESS, CIR_AT_MOST, CIR_EQUAL, CIR_IN, CIR_IS };

/** A row of criteria.csv, or of thresholds.csv. */
struct cir_criterion {
    const char *name; /**< of thresholds.csv: "FACILITY/CLAUSE/MEASURE", and "/OP" of a measure that the clause has
                         already */
    bool is_ruled;    /**< a rule asks for it, itself or by its group: not the scope alone */
    unsigned group;   /**< CIR_INDEX_NONE: in none */
    unsigned filter_measure; /**< CIR_INDEX_NONE: for all subjects */
    uint64_t filter_options;
    unsigned measure;
    enum cir_operator operator;
    double threshold; /**< NAN of IN and IS; else, in a scheme of subject asset, where a State has yet to set it */
    uint64_t options; /**< of IN and IS */
    const char *unit;
    const char *source;
};

/** By options, rather than by a number. */
static inline bool cir_criterion_asks_options(const struct cir_criterion *criterion)
{
    return criterion->operator== CIR_IN || criterion->operator== CIR_IS;
}

/** Whether it waits for a State's own number: then it may hold of all to whom the measure applies. */
static inline bool cir_criterion_is_unset(const struct cir_criterion *criterion)
{
    return !cir_criterion_asks_options(criterion) && isnan(criterion->threshold);
}

struct cir_group {
    const char *name; /**< holds if any criterion of it holds */
};

/** "at least n of these": one row of rules.csv. */
struct cir_condition {
    unsigned at_least;
    uint64_t criteria[CIR_CRITERIA_MAX / 64];
    uint64_t groups;
};

struct cir_clause {
    struct cir_condition *conditions; /**< all must hold */
    size_t condition_count;
};

struct cir_rule {
    const char *name;
    int level;
    struct cir_clause *clauses; /**< one must hold */
    size_t clause_count;
    const char *source;
};

/** Level that the rule of a facility gives. */
enum { CIR_FACILITY_LEVEL = 1 };

/** A kind of asset that a scheme of subject asset judges. */
struct cir_facility {
    const char *name;
    const char *number; /**< its place in the law, such as "1-1.1.1" */
    const char *sector; /**< as the scheme names it */
    const char *meaning;
    struct cir_rule rule; /**< its own, of CIR_FACILITY_LEVEL: each clause one condition on rows of thresholds.csv */
};

/** What is made of a scheme's scope. */
enum cir_scope_use {
    CIR_SCOPE_APPLY,  /**< outside it a scheme says nothing; of what may lie outside it cannot tell */
    CIR_SCOPE_ASSUME, /**< what may lie outside is taken to lie inside */
    CIR_SCOPE_IGNORE, /**< every subject is judged: the scheme as a yardstick */
};

struct cir_label {
    const char *id;
    const char *texts[CIR_LANGUAGES];
};

struct cir_scheme {
    struct cir_arena arena;
    const char *name;
    const char *title;
    const char *version;
    const char *authority;
    const char *source;
    const char *status; /**< verified, partly, unverified: what its tables say of themselves */
    char sha256[65];    /**< over its own tables, in hex: the same whatever folder they come from. The definitions have
                             another one; both together are all that judges */
    const char *tables_of; /**< the folder that its tables come from, laid over or of one's own, where they are not
                                 those that come with the program; NULL: they are */
    bool subject_is_asset;
    enum cir_unknown_policy unknown;
    double exponent; /**< of the mean of the axes */
    bool normalise_span;
    double coverage_min; /**< 0..1: with less of its weight answered, or (above 0) nothing of a weighted axis, a score
                               cannot be told */
    double score_max;    /**< 100 */
    int digits;          /**< decimals printed */

    struct cir_axis axes[CIR_AXES_MAX];
    size_t axis_count;
    struct cir_factor *factors;
    size_t factor_count;    /**< 0 in a scheme of rules alone */
    struct cir_band *bands; /**< rising level; at least one */
    size_t band_count;
    struct cir_criterion *criteria;
    size_t criterion_count;
    size_t first_threshold; /**< number of the first criterion of thresholds.csv; criterion_count: there is none */
    struct cir_group *groups;
    size_t group_count;
    struct cir_rule *rules; /**< highest level first */
    size_t rule_count;
    struct cir_rule *scope; /**< holds of the subjects that the scheme speaks of, its level is 0; NULL: of all */
    enum cir_scope_use scope_use;
    struct cir_facility *facilities; /**< of a scheme of subject asset, which has no factors; may have none */
    size_t facility_count;
    struct cir_index facility_index;
    unsigned sector_measure;   /**< the field of one option that tells the sector as the source names it, which all
                                    subjects are asked for; of subject asset without facilities. CIR_INDEX_NONE: none */
    const char *effect_from;   /**< "MM-DD" of the year after that of the facts, from which they count; "": not said */
    const char *repealed_from; /**< "YYYY-MM-DD", the first day on which its source is no law any more; "": it is one */
    struct cir_label *labels;
    size_t label_count;
    struct cir_index label_index;
};

#endif
