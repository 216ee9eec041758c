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
 * The level is unknown when no weighted axis has an answer, when less of the weight than coverage_min is answered, or
 * when a scheme of rules alone has rules that may or may not hold - unless the ends agree all the same, or a rule of a
 * scheme of weights surely lifts the level: then it is level_low. Under the policies WORST and ZERO, with no
 * coverage_min, a score is always given. */
#ifndef CIR_SCORING_SCORING_H
#define CIR_SCORING_SCORING_H

#include "model/quantity.h"
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

/** Sets of criteria and groups, bit = number. What is certain is also possible. */
struct cir_truths {
    uint64_t certain[CIR_CRITERIA_MAX / 64];
    uint64_t possible[CIR_CRITERIA_MAX / 64];
    uint64_t words; /**< of the two in use: the rest is 0 */
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

/** Sums over the factors of one axis, see scoring/aggregate.h. */
struct cir_axis_sums {
    double low, point, high; /**< of terms */
    double weight;           /**< of the applicable factors */
    double answered;         /**< of those, of the answered ones */
    double counted;          /**< of those that count in the point */
    double span;             /**< sum w (greatest - least) */
    double span_counted;
    double leading_term;
    unsigned leader; /**< factor with the largest term, CIR_INDEX_NONE at first */
    bool is_refused; /**< a factor is unanswered under the policy REFUSE */
};

/** One scheme at work on subject after subject, of which some measures never change (no column of the log gives them):
 * what rests on those alone is judged once. One a thread; owns nothing. */
struct cir_scoring {
    const struct cir_scheme *scheme; /**< borrowed */
    struct cir_factor_value values[CIR_FACTORS_MAX];
    struct cir_axis_sums settled[CIR_AXES_MAX]; /**< of the factors that do not change */
    struct cir_truths settled_truths;           /**< of the criteria that do not change */
    unsigned factors[CIR_FACTORS_MAX];          /**< those that change */
    size_t factor_count;
    unsigned criteria[CIR_CRITERIA_MAX]; /**< those that change */
    size_t criterion_count;
    struct cir_truths truths; /**< of the subject before: its levels hold where the next has the same */
    struct cir_rule_levels levels;
    bool has_levels;
};

/** Begin. Cannot fail.
 *
 * @param quantities of which those that do not change hold their values already
 * @param changes by measure number: whether it differs from subject to subject; NULL when all may */
void cir_scoring_start(struct cir_scoring *scoring, const struct cir_scheme *scheme,
                       const struct cir_quantity *quantities, const bool *changes);

/** Judge one subject: allocates nothing, cannot fail.
 *
 * @param quantities by measure number, all that the scheme asks for computed */
void cir_scoring_judge(struct cir_scoring *scoring, const struct cir_quantity *quantities, struct cir_verdict *verdict);

/** Judge a single subject: both of the above. */
void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict);

#endif
