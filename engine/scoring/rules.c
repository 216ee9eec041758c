#include "scoring/rules.h"

enum { WORD_BITS = 64, CRITERION_WORDS = CIR_CRITERIA_MAX / WORD_BITS };

static enum cir_truth truth(bool is_certain, bool is_possible)
{
    if (is_certain)
        return CIR_TRUE;
    return is_possible ? CIR_POSSIBLE : CIR_FALSE;
}

/* Together one option of the set is enough; of candidates all have to be in it. */
static enum cir_truth options_hold(const struct cir_quantity *quantity, uint64_t options)
{
    bool some = (quantity->options & options) != 0;
    bool all = (quantity->options & ~options) == 0;
    return truth(some && (all || quantity->together), some);
}

static enum cir_truth number_holds(const struct cir_criterion *criterion, const struct cir_quantity *quantity)
{
    double threshold = criterion->threshold;
    double low = quantity->low;
    double high = quantity->high;
    switch (criterion->operator) {
    case CIR_GREATER:
        return truth(low > threshold, high > threshold);
    case CIR_AT_LEAST:
        return truth(low >= threshold, high >= threshold);
    case CIR_LESS:
        return truth(high < threshold, low < threshold);
    case CIR_AT_MOST:
        return truth(high <= threshold, low <= threshold);
    case CIR_EQUAL:
        return truth(low == threshold && high == threshold, low <= threshold && threshold <= high);
    case CIR_IN:
    case CIR_IS:
        break;
    }
    return options_hold(quantity, criterion->options);
}

enum cir_truth cir_criterion_evaluate(const struct cir_criterion *criterion, const struct cir_quantity *quantities)
{
    enum cir_truth applies = CIR_TRUE;
    if (criterion->filter_measure != CIR_INDEX_NONE) {
        const struct cir_quantity *filter = &quantities[criterion->filter_measure];
        applies = filter->answer == CIR_NOT_APPLICABLE ? CIR_FALSE : options_hold(filter, criterion->filter_options);
    }
    const struct cir_quantity *quantity = &quantities[criterion->measure];
    if (applies == CIR_FALSE || quantity->answer == CIR_NOT_APPLICABLE)
        return CIR_FALSE;
    enum cir_truth holds = number_holds(criterion, quantity);
    return holds < applies ? holds : applies;
}

void cir_truths_add(struct cir_truths *truths, const struct cir_scheme *scheme, unsigned number, enum cir_truth value)
{
    uint64_t bit = UINT64_C(1) << (number % WORD_BITS);
    unsigned group = scheme->criteria[number].group;
    if (number / WORD_BITS >= truths->words)
        truths->words = number / WORD_BITS + 1;
    uint64_t group_bit = group == CIR_INDEX_NONE ? 0 : UINT64_C(1) << group;
    if (value != CIR_FALSE) {
        truths->possible[number / WORD_BITS] |= bit;
        truths->possible_groups |= group_bit;
    }
    if (value == CIR_TRUE) {
        truths->certain[number / WORD_BITS] |= bit;
        truths->certain_groups |= group_bit;
    }
}

void cir_truths_make(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_truths *truths)
{
    *truths = (struct cir_truths){0};
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        cir_truths_add(truths, scheme, i, cir_criterion_evaluate(&scheme->criteria[i], quantities));
}

enum cir_truth cir_truths_of(const struct cir_truths *truths, unsigned criterion)
{
    unsigned word = criterion / WORD_BITS;
    unsigned bit = criterion % WORD_BITS;
    return truth((truths->certain[word] >> bit & 1) != 0, (truths->possible[word] >> bit & 1) != 0);
}

/* Few are set: quicker than the call that a processor without the instruction needs. */
static unsigned count_set(uint64_t set)
{
    unsigned count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

static enum cir_truth condition_holds(const struct cir_condition *condition, const struct cir_truths *truths)
{
    unsigned certain = count_set(condition->groups & truths->certain_groups);
    unsigned possible = count_set(condition->groups & truths->possible_groups);
    for (uint64_t i = 0; i < truths->words; i++) {
        certain += count_set(condition->criteria[i] & truths->certain[i]);
        possible += count_set(condition->criteria[i] & truths->possible[i]);
    }
    return truth(certain >= condition->at_least, possible >= condition->at_least);
}

static enum cir_truth clause_holds(const struct cir_clause *clause, const struct cir_truths *truths)
{
    enum cir_truth all = CIR_TRUE;
    for (size_t i = 0; i < clause->condition_count && all != CIR_FALSE; i++) {
        enum cir_truth one = condition_holds(&clause->conditions[i], truths);
        all = one < all ? one : all;
    }
    return all;
}

enum cir_truth cir_rule_evaluate(const struct cir_rule *rule, const struct cir_truths *truths)
{
    enum cir_truth any = CIR_FALSE;
    for (size_t i = 0; i < rule->clause_count && any != CIR_TRUE; i++) {
        enum cir_truth one = clause_holds(&rule->clauses[i], truths);
        any = one > any ? one : any;
    }
    return any;
}

/* Rules stand highest level first: the first that surely holds ends the search. */
struct cir_rule_levels cir_rules_evaluate(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    int lowest = scheme->bands[0].level;
    struct cir_rule_levels levels = {lowest, lowest, CIR_INDEX_NONE};
    for (unsigned i = 0; i < scheme->rule_count && levels.rule == CIR_INDEX_NONE; i++) {
        enum cir_truth holds = cir_rule_evaluate(&scheme->rules[i], truths);
        if (holds != CIR_FALSE && scheme->rules[i].level > levels.high)
            levels.high = scheme->rules[i].level;
        if (holds == CIR_TRUE) {
            levels.low = scheme->rules[i].level;
            levels.rule = i;
        }
    }
    return levels;
}

/* Criteria that a rule names, itself or by its group. */
static void mark_used(const struct cir_scheme *scheme, uint64_t used[CRITERION_WORDS], const struct cir_clause *clause)
{
    for (size_t i = 0; i < clause->condition_count; i++) {
        const struct cir_condition *condition = &clause->conditions[i];
        for (int word = 0; word < CRITERION_WORDS; word++)
            used[word] |= condition->criteria[word];
        for (unsigned j = 0; j < scheme->criterion_count; j++) {
            unsigned group = scheme->criteria[j].group;
            if (group != CIR_INDEX_NONE && (condition->groups >> group & 1) != 0)
                used[j / WORD_BITS] |= UINT64_C(1) << (j % WORD_BITS);
        }
    }
}

double cir_rules_coverage(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    uint64_t used[CRITERION_WORDS] = {0};
    for (size_t i = 0; i < scheme->rule_count; i++)
        for (size_t j = 0; j < scheme->rules[i].clause_count; j++)
            mark_used(scheme, used, &scheme->rules[i].clauses[j]);
    unsigned count = 0;
    unsigned open = 0;
    for (int i = 0; i < CRITERION_WORDS; i++) {
        count += count_set(used[i]);
        open += count_set(used[i] & truths->possible[i] & ~truths->certain[i]);
    }
    return count == 0 ? 0 : (double)(count - open) / count;
}

/* Width between the levels if this criterion were answered so. */
static int width_if(const struct cir_scheme *scheme, const struct cir_truths *truths, unsigned answered, bool holds)
{
    struct cir_truths changed = {0};
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        enum cir_truth value = cir_truths_of(truths, i);
        if (i == answered)
            value = holds ? CIR_TRUE : CIR_FALSE;
        cir_truths_add(&changed, scheme, i, value);
    }
    struct cir_rule_levels levels = cir_rules_evaluate(scheme, &changed);
    return levels.high - levels.low;
}

unsigned cir_criterion_missed_most(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    unsigned missed = CIR_INDEX_NONE;
    int narrowest = 0;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (cir_truths_of(truths, i) != CIR_POSSIBLE)
            continue;
        int width = width_if(scheme, truths, i, true) + width_if(scheme, truths, i, false);
        if (missed == CIR_INDEX_NONE || width < narrowest) {
            missed = i;
            narrowest = width;
        }
    }
    return missed;
}
