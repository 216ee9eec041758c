#include "scoring/aggregate.h"
#include "scoring/rules.h"

static int higher(int a, int b)
{
    return a > b ? a : b;
}

/* The score's own interval, where the scheme has one. */
static void score_factors(const struct cir_scheme *scheme, const struct cir_quantity *quantities,
                          struct cir_factor_value *values, struct cir_verdict *verdict)
{
    for (size_t i = 0; i < scheme->factor_count; i++)
        cir_factor_evaluate(&values[i], &scheme->factors[i], quantities);
    cir_aggregate(scheme, values, verdict);
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
    if (!isnan(verdict->score.point))
        verdict->level = higher(cir_band_level(scheme, verdict->score.point), rules.low);
    else if (verdict->level_low == verdict->level_high)
        verdict->level = verdict->level_low;
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

void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict)
{
    struct cir_factor_value values[CIR_FACTORS_MAX];
    struct cir_truths truths;
    score_factors(scheme, quantities, values, verdict);
    cir_truths_make(scheme, quantities, &truths);
    if (scheme->factor_count == 0)
        verdict->score = (struct cir_interval){NAN, NAN, NAN, cir_rules_coverage(scheme, &truths)};
    struct cir_rule_levels rules = cir_rules_evaluate(scheme, &truths);
    settle_levels(scheme, verdict, rules);
    settle_reason(scheme, values, &truths, rules, verdict);
}
