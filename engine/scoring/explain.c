#include "scoring/explain.h"

#include "scoring/aggregate.h"
#include "scoring/rules.h"
#include "scoring/scope.h"

/* The scheme, its factors as they are, and the level that the rules give: what all questions below start from. */
struct question {
    const struct cir_scheme *scheme;
    struct cir_factor_value values[CIR_FACTORS_MAX];
    int rule_level;
    int level;
};

static struct cir_factor_value known_value(double value)
{
    return (struct cir_factor_value){CIR_ANSWERED, value, value, value};
}

/* The score if one factor were known to have this value. */
static struct cir_interval score_if(struct question *question, unsigned factor, double value)
{
    struct cir_verdict verdict;
    struct cir_factor_value kept = question->values[factor];
    question->values[factor] = known_value(value);
    cir_aggregate_values(question->scheme, question->values, &verdict);
    question->values[factor] = kept;
    return verdict.score;
}

static int level_if(struct question *question, unsigned factor, double value)
{
    struct cir_interval score = score_if(question, factor, value);
    if (isnan(score.point))
        return question->level;
    int level = cir_band_level(question->scheme, score.point);
    return level > question->rule_level ? level : question->rule_level;
}

/* The value at which the level changes between `from`, where it is as now, and `to`, where it has changed: the one
 * nearest to `from` that has changed it. The level is monotone in the value, so halving finds it to the last bit. */
static double turning_value(struct question *question, unsigned factor, double from, double to)
{
    for (;;) {
        double middle = from + (to - from) / 2;
        if (middle == from || middle == to)
            return to;
        if (level_if(question, factor, middle) == question->level)
            from = middle;
        else
            to = middle;
    }
}

/* An option or a step gives only its own value: the nearest to `needed` on the far side. */
static bool is_nearer(double value, double needed, bool is_rise, double best)
{
    if (is_rise)
        return value >= needed && (isnan(best) || value < best);
    return value <= needed && (isnan(best) || value > best);
}

static void nearest_option(struct cir_counterfactual *found, const struct cir_input *input, double needed, bool is_rise)
{
    for (unsigned i = 0; i < input->option_count; i++)
        if (is_nearer(input->option_values[i], needed, is_rise, found->value)) {
            found->value = input->option_values[i];
            found->option = i;
        }
}

static void nearest_step(struct cir_counterfactual *found, const struct cir_input *input, double needed, bool is_rise)
{
    if (is_nearer(0, needed, is_rise, found->value)) { /* before the first step */
        found->value = 0;
        found->measure = 0;
    }
    for (size_t i = 0; i < input->step_count; i++)
        if (is_nearer(input->steps[i].value, needed, is_rise, found->value)) {
            found->value = input->steps[i].value;
            found->measure = input->steps[i].from;
        }
}

/* From a needed value of the factor back to the measure; value NAN where the input cannot give it. */
static struct cir_counterfactual invert(const struct cir_input *input, double needed, bool is_rise)
{
    struct cir_counterfactual found = {.value = NAN, .measure = NAN, .option = CIR_INDEX_NONE};
    switch (input->function) {
    case CIR_FUNCTION_TABLE:
        nearest_option(&found, input, needed, is_rise);
        return found;
    case CIR_FUNCTION_STEPS:
        nearest_step(&found, input, needed, is_rise);
        return found;
    case CIR_FUNCTION_LINEAR:
        found.measure = input->low + (input->high - input->low) * needed;
        break;
    case CIR_FUNCTION_LOG:
        found.measure = input->low * pow(input->high / input->low, needed);
        break;
    }
    found.value = needed;
    return found;
}

/* The input through which the value is reached with the least change. */
static struct cir_counterfactual reach_value(const struct cir_factor *factor, unsigned deciding, double needed,
                                             bool is_rise)
{
    struct cir_counterfactual best = invert(&factor->inputs[deciding], needed, is_rise);
    best.input = deciding;
    for (unsigned i = 0; is_rise && i < factor->input_count; i++) {
        struct cir_counterfactual other = invert(&factor->inputs[i], needed, is_rise);
        if (other.value < best.value || (isnan(best.value) && !isnan(other.value))) {
            best = other;
            best.input = i;
        }
    }
    return best;
}

/* The least change of one factor that moves the level in this direction; false when none does. */
static bool ask_what_if(struct cir_counterfactual *answer, struct question *question,
                        const struct cir_contribution *as_is, bool is_rise)
{
    const struct cir_factor *factor = &question->scheme->factors[as_is->factor];
    bool is_answered = as_is->value.answer == CIR_ANSWERED;
    double from = is_rise ? as_is->value.low : as_is->value.high;
    double to = is_rise ? factor->greatest : factor->least;
    if (is_answered)
        from = as_is->value.point;
    int farthest = level_if(question, as_is->factor, to);
    if (is_rise ? farthest <= question->level : farthest >= question->level)
        return false;
    double needed = from;
    if (level_if(question, as_is->factor, from) == question->level)
        needed = turning_value(question, as_is->factor, from, to);
    *answer = reach_value(factor, as_is->input, needed, is_rise);
    if (isnan(answer->value))
        return false;
    answer->factor = as_is->factor;
    answer->level = level_if(question, as_is->factor, answer->value);
    return is_rise ? answer->level > question->level : answer->level < question->level;
}

/* The input with the largest point; the first when none is answered. */
static unsigned deciding_input(const struct cir_factor *factor, const struct cir_quantity *quantities)
{
    unsigned deciding = 0;
    double largest = -INFINITY;
    for (unsigned i = 0; i < factor->input_count; i++) {
        struct cir_factor alone = *factor;
        alone.inputs = &factor->inputs[i];
        alone.input_count = 1;
        struct cir_factor_value value;
        cir_factor_evaluate(&value, &alone, quantities);
        if (value.answer == CIR_ANSWERED && value.point > largest) {
            largest = value.point;
            deciding = i;
        }
    }
    return deciding;
}

/* Sum of the terms of the answered factors of an axis. */
static double axis_sum(const struct question *question, const struct cir_axis *axis)
{
    double sum = 0;
    for (unsigned i = axis->first_factor; i < axis->first_factor + axis->factor_count; i++)
        if (question->values[i].answer == CIR_ANSWERED)
            sum += cir_factor_term(question->scheme, &question->scheme->factors[i], question->values[i].point);
    return sum;
}

static struct cir_contribution contribution(struct question *question, unsigned number,
                                            const struct cir_quantity *quantities)
{
    const struct cir_scheme *scheme = question->scheme;
    const struct cir_factor *factor = &scheme->factors[number];
    struct cir_contribution made = {
        .factor = number,
        .input = deciding_input(factor, quantities),
        .value = question->values[number],
        .share = NAN,
    };
    if (made.value.answer == CIR_ANSWERED) {
        double sum = axis_sum(question, &scheme->axes[factor->axis]);
        made.share = sum > 0 ? cir_factor_term(scheme, factor, made.value.point) / sum : 0;
    }
    return made;
}

static void explain_factor(struct cir_explanation *explanation, struct question *question, unsigned number)
{
    const struct cir_contribution *as_is = &explanation->contributions[number];
    if (as_is->value.answer == CIR_NOT_APPLICABLE || !cir_level_is_told(question->level))
        return;
    explanation->raise_count += ask_what_if(&explanation->raise[explanation->raise_count], question, as_is, true);
    explanation->lower_count += ask_what_if(&explanation->lower[explanation->lower_count], question, as_is, false);
}

void cir_explain(const struct cir_scheme *scheme, const struct cir_quantity *quantities,
                 struct cir_explanation *explanation)
{
    struct question question = {.scheme = scheme};
    struct cir_truths truths;
    cir_score(scheme, quantities, &explanation->verdict);
    cir_truths_make(scheme, quantities, &truths);
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        explanation->criteria[i] = cir_truths_of(&truths, i);
    for (unsigned i = 0; i < scheme->rule_count && i < CIR_RULES_EXPLAINED; i++)
        explanation->rules[i] = cir_rule_evaluate(&scheme->rules[i], &truths);
    explanation->scope = cir_scope_holds(scheme, &truths);
    question.rule_level = cir_rules_evaluate(scheme, &truths).low;
    question.level = explanation->verdict.level;
    explanation->raise_count = explanation->lower_count = 0;
    for (unsigned i = 0; i < scheme->factor_count; i++)
        cir_factor_evaluate(&question.values[i], &scheme->factors[i], quantities);
    for (unsigned i = 0; i < scheme->factor_count; i++) {
        explanation->contributions[i] = contribution(&question, i, quantities);
        explain_factor(explanation, &question, i);
    }
}
