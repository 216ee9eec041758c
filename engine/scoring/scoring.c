#include "scoring/aggregate.h"
#include "scoring/rules.h"

#include <string.h>

static int higher(int a, int b)
{
    return a > b ? a : b;
}

static void settle_levels(const struct cir_scheme *scheme, struct cir_verdict *verdict, struct cir_rule_levels rules)
{
    verdict->level_low = rules.low;
    verdict->level_high = rules.high;
    if (scheme->factor_count > 0) {
        verdict->level_low = higher(cir_band_level(scheme, verdict->score.low), rules.low);
        verdict->level_high = higher(cir_band_level(scheme, verdict->score.high), rules.high);
    }
    verdict->level = CIR_LEVEL_UNKNOWN;
    bool lifts = scheme->factor_count > 0 && rules.low > scheme->bands[0].level;
    if (!isnan(verdict->score.point))
        verdict->level = higher(cir_band_level(scheme, verdict->score.point), rules.low);
    else if (lifts || verdict->level_low == verdict->level_high)
        verdict->level = verdict->level_low; /* without a score, a rule that surely holds still lifts */
}

/* The leading factor stands already; a rule takes its place when it lifted the level, and what is missing when there
 * is no level. */
static void settle_reason(const struct cir_scheme *scheme, const struct cir_factor_value *values,
                          const struct cir_truths *truths, struct cir_rule_levels rules, struct cir_verdict *verdict)
{
    if (verdict->level != CIR_LEVEL_UNKNOWN) {
        double score = isnan(verdict->score.point) ? verdict->score.low : verdict->score.point;
        if (rules.rule != CIR_INDEX_NONE && rules.low > cir_band_level(scheme, score)) {
            verdict->reason = CIR_REASON_RULE;
            verdict->reason_number = rules.rule;
        }
        return;
    }
    unsigned factor = cir_factor_missed_most(scheme, values);
    unsigned number = factor != CIR_INDEX_NONE ? factor : cir_criterion_missed_most(scheme, truths);
    if (number == CIR_INDEX_NONE)
        return;
    verdict->reason = factor != CIR_INDEX_NONE ? CIR_REASON_MISSING : CIR_REASON_CRITERION;
    verdict->reason_number = number;
}

static bool factor_changes(const struct cir_factor *factor, const bool *changes)
{
    bool any = changes == NULL;
    for (size_t i = 0; i < factor->input_count && !any; i++)
        any = changes[factor->inputs[i].measure];
    return any;
}

static bool criterion_changes(const struct cir_criterion *criterion, const bool *changes)
{
    return changes == NULL || changes[criterion->measure] ||
           (criterion->filter_measure != CIR_INDEX_NONE && changes[criterion->filter_measure]);
}

void cir_scoring_start(struct cir_scoring *scoring, const struct cir_scheme *scheme,
                       const struct cir_quantity *quantities, const bool *changes)
{
    scoring->scheme = scheme;
    scoring->factor_count = 0;
    scoring->criterion_count = 0;
    scoring->settled_truths = (struct cir_truths){0};
    scoring->has_levels = false;
    for (size_t i = 0; i < scheme->axis_count; i++)
        scoring->settled[i] = (struct cir_axis_sums){.leader = CIR_INDEX_NONE};
    for (unsigned i = 0; i < scheme->factor_count; i++) {
        const struct cir_factor *factor = &scheme->factors[i];
        if (factor_changes(factor, changes)) {
            scoring->factors[scoring->factor_count++] = i;
            continue;
        }
        cir_factor_evaluate(&scoring->values[i], factor, quantities);
        cir_axis_sums_add(&scoring->settled[factor->axis], scheme, i, &scoring->values[i]);
    }
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (criterion_changes(&scheme->criteria[i], changes))
            scoring->criteria[scoring->criterion_count++] = i;
        else
            cir_truths_add(&scoring->settled_truths, scheme, i,
                           cir_criterion_evaluate(&scheme->criteria[i], quantities));
    }
}

static void judge_factors(struct cir_scoring *scoring, const struct cir_quantity *quantities,
                          struct cir_verdict *verdict)
{
    const struct cir_scheme *scheme = scoring->scheme;
    struct cir_axis_sums sums[CIR_AXES_MAX];
    for (size_t i = 0; i < scheme->axis_count; i++)
        sums[i] = scoring->settled[i];
    for (size_t i = 0; i < scoring->factor_count; i++) {
        unsigned number = scoring->factors[i];
        const struct cir_factor *factor = &scheme->factors[number];
        cir_factor_evaluate(&scoring->values[number], factor, quantities);
        cir_axis_sums_add(&sums[factor->axis], scheme, number, &scoring->values[number]);
    }
    cir_aggregate(scheme, sums, verdict);
}

static struct cir_truths judge_criteria(const struct cir_scoring *scoring, const struct cir_quantity *quantities)
{
    struct cir_truths truths = scoring->settled_truths;
    for (size_t i = 0; i < scoring->criterion_count; i++) {
        unsigned number = scoring->criteria[i];
        cir_truths_add(&truths, scoring->scheme, number,
                       cir_criterion_evaluate(&scoring->scheme->criteria[number], quantities));
    }
    return truths;
}

/* Subjects differ in their figures more than in what is true of them: most have the truths of the one before. */
static struct cir_rule_levels judge_rules(struct cir_scoring *scoring, const struct cir_truths *truths)
{
    if (!scoring->has_levels || memcmp(truths, &scoring->truths, sizeof *truths) != 0) {
        scoring->truths = *truths;
        scoring->levels = cir_rules_evaluate(scoring->scheme, truths);
        scoring->has_levels = true;
    }
    return scoring->levels;
}

void cir_scoring_judge(struct cir_scoring *scoring, const struct cir_quantity *quantities, struct cir_verdict *verdict)
{
    const struct cir_scheme *scheme = scoring->scheme;
    judge_factors(scoring, quantities, verdict);
    struct cir_truths truths = judge_criteria(scoring, quantities);
    if (scheme->factor_count == 0)
        verdict->score = (struct cir_interval){NAN, NAN, NAN, cir_rules_coverage(scheme, &truths)};
    struct cir_rule_levels rules = judge_rules(scoring, &truths);
    settle_levels(scheme, verdict, rules);
    settle_reason(scheme, scoring->values, &truths, rules, verdict);
}

void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict)
{
    struct cir_scoring scoring;
    cir_scoring_start(&scoring, scheme, quantities, NULL);
    cir_scoring_judge(&scoring, quantities, verdict);
}
