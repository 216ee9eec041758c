/** From quantities to a verdict, by the rows of a scheme. Knows no scheme and no sector by name.
 *
 *     factor = the largest of its inputs' functions of their measures
 *     axis   = (sum w v^p / sum w)^(1/p)                       over its applicable factors
 *     score  = score_max x (sum W a^P / sum W)^(1/P) x lifts   over the weighted axes; see scoring/aggregate.h
 *     level  = max(level of the band that the point of the score lies in, level of the rules that surely hold)
 *
 * Low and high are exact ends: what is not known takes each end that the facts leave open, so that every completion
 * lies within, and known facts give low = point = high. level_low and level_high are the levels of the ends, with the
 * rules that surely hold and those that may: level_low <= level <= level_high.
 *
 * The level is unknown when no weighted axis has an answer, when less of the weight than coverage_min is answered (or,
 * in a scheme that has a coverage_min, nothing of a weighted axis that applies), or when a scheme of rules alone has rules that may or may not hold - unless the ends agree all the same, or a rule of a
 * scheme of weights surely lifts the level: then it is level_low. Under the policies WORST and ZERO, with no
 * coverage_min, a score is always given.
 *
 * Outside its scope a scheme says nothing: the level is CIR_LEVEL_NOT_APPLICABLE. Of a subject that may lie outside it is
 * unknown, and the ends are as inside. */
#ifndef CIR_SCORING_SCORING_H
#define CIR_SCORING_SCORING_H

#include "model/measured.h"
#include "model/scheme.h"
#include "model/verdict.h"

/** Value of one factor: low and high are exact ends over all completions of what is not known. */
struct cir_factor_value {
    enum cir_answer answer;
    double low;
    double point; /**< NAN when unanswered */
    double high;
};

/** The largest of the factor's inputs: answered when any is, not applicable when all are. An input that is not answered
 * still bounds low and high. Candidates of which one holds make a range, its point the mean of their values; options
 * that hold together count with the largest. */
void cir_factor_evaluate(struct cir_factor_value *value, const struct cir_factor *factor,
                         const struct cir_quantity *quantities);

/** Three-valued truth of one criterion: false of what is not applicable, at most possible where its filter is not
 * certain. */
enum cir_truth cir_criterion_evaluate(const struct cir_criterion *criterion, const struct cir_quantity *quantities);

enum { CIR_TRUTH_WORDS = CIR_CRITERIA_MAX / 64 };

/** Sets of criteria and groups, bit = number. What is certain is also possible. */
struct cir_truths {
    uint64_t certain[CIR_TRUTH_WORDS];
    uint64_t possible[CIR_TRUTH_WORDS];
    uint64_t certain_groups;
    uint64_t possible_groups;
};

/** Highest levels by the rules alone: of those that surely hold, and of those that may. The lowest band's level where
 * none does. */
struct cir_rule_levels {
    int low;
    int high;
    unsigned rule; /**< that gives `low`, CIR_INDEX_NONE where none does */
};

/** Whether the scheme speaks of the subject, as far as the facts tell. */
struct cir_scope_ruling {
    enum cir_truth applies;
    /** FALSE: one that keeps the subject outside; POSSIBLE: one to ask for; TRUE: CIR_INDEX_NONE */
    unsigned criterion;
};

/** Sums over the factors of one axis, by subject. */
struct cir_axis_sums {
    _Alignas(CIR_WIDE_ALIGN) double low[CIR_BATCH]; /**< of terms */
    _Alignas(CIR_WIDE_ALIGN) double point[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double high[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double weight[CIR_BATCH];   /**< of the applicable factors */
    _Alignas(CIR_WIDE_ALIGN) double answered[CIR_BATCH]; /**< of those, of the answered ones */
    _Alignas(CIR_WIDE_ALIGN) double counted[CIR_BATCH];  /**< of those that count in the point */
    _Alignas(CIR_WIDE_ALIGN) double span[CIR_BATCH];     /**< sum w (greatest - least) */
    _Alignas(CIR_WIDE_ALIGN) double span_counted[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double leading_term[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double leader[CIR_BATCH];       /**< factor with the largest term, NAN at first */
    _Alignas(CIR_WIDE_ALIGN) double missed_reach[CIR_BATCH]; /**< how far the score could move by the answer to: */
    _Alignas(CIR_WIDE_ALIGN) double missed
        [CIR_BATCH]; /**< the unanswered factor by which it could move most, NAN at first */
    _Alignas(CIR_WIDE_ALIGN) double refused[CIR_BATCH]; /**< 1: a factor is unanswered under the policy REFUSE */
};

/** Sums of all axes, see scoring/aggregate.h. */
struct cir_sums {
    struct cir_axis_sums axes[CIR_AXES_MAX];
};

/** What is true of the criteria, by subject: bit = number. */
struct cir_truth_columns {
    _Alignas(CIR_WIDE_ALIGN) uint64_t certain[CIR_TRUTH_WORDS][CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) uint64_t possible[CIR_TRUTH_WORDS][CIR_BATCH];
};

/** What a scheme of rules alone says of a subject: a verdict without what is no number there. */
struct cir_told {
    int level;
    int level_low;
    int level_high;
    unsigned reason_number;
    enum cir_reason_kind reason;
    double coverage; /**< see scoring/rules.h */
};

/** What follows from the truths of a subject. */
struct cir_ruling {
    uint64_t certain[CIR_TRUTH_WORDS];
    uint64_t possible[CIR_TRUTH_WORDS];
    struct cir_rule_levels levels;
    struct cir_scope_ruling scope;
    struct cir_told told; /**< of a scheme of rules alone */
    unsigned missed;      /**< criterion to ask for, CIR_INDEX_NONE when all are settled */
    bool is_missed_known;
    bool is_told; /**< `told` is known */
    bool is_made;
};

enum { CIR_RULINGS = 256 };

/** One scheme at work on batches of subjects, of which some measures never change (no column of the log gives them):
 * what rests on those alone is judged once. Subjects differ in their figures more than in what is true of them, so
 * that rulings are kept. One a thread; owns nothing; some 100 KiB, so best not on a small stack. */
struct cir_scoring {
    struct cir_sums settled;                 /**< of the factors that do not change: subject 0 alone */
    struct cir_sums sums;                    /**< of the batch in hand */
    struct cir_truth_columns settled_truths; /**< of the criteria that do not change: likewise subject 0 */
    struct cir_truth_columns truths;         /**< of the batch in hand */
    const struct cir_scheme *scheme;         /**< borrowed */
    struct cir_verdict settled_verdict;      /**< where nothing changes at all */
    bool is_settled;
    struct cir_ruling rulings[CIR_RULINGS];
    size_t factor_count;
    size_t criterion_count;
    unsigned factors[CIR_FACTORS_MAX];   /**< those that change */
    unsigned criteria[CIR_CRITERIA_MAX]; /**< those that change */
};

/** Begin. Cannot fail.
 *
 * @param measured subject 0: those measures that do not change hold their values already
 * @param changes by measure number: whether it differs from subject to subject; NULL when all may */
void cir_scoring_start(struct cir_scoring *scoring, const struct cir_scheme *scheme,
                       const struct cir_measured *measured, const bool *changes);

/** Judge a batch: allocates nothing, cannot fail.
 *
 * @param measured with all that the scheme asks for computed
 * @param verdicts that of subject i is put at verdicts[i * step] */
void cir_scoring_judge(struct cir_scoring *scoring, const struct cir_measured *measured, struct cir_verdict *verdicts,
                       size_t step);

/** What the rules say of subject i of the batch that was judged last; valid until the next is asked for. */
const struct cir_ruling *cir_scoring_ruling(struct cir_scoring *scoring, size_t i);

/** Judge a single subject: both of the above.
 *
 * @param quantities by measure number */
void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict);

#endif
