#include "scoring/rules.h"

#include "base/wide.h"

#include <math.h>
#include <string.h>

enum { WORD_BITS = 64 };

static enum cir_truth truth(bool is_certain, bool is_possible)
{
    if (is_certain)
        return CIR_TRUE;
    return is_possible ? CIR_POSSIBLE : CIR_FALSE;
}

/* The bit of one criterion, of all subjects at hand. */
struct bits {
    uint64_t *certain;
    uint64_t *possible;
    unsigned place;
};

static struct bits bits_of(struct cir_truth_columns *truths, unsigned number)
{
    return (struct bits){truths->certain[number / WORD_BITS], truths->possible[number / WORD_BITS], number % WORD_BITS};
}

/* What is not applicable has no option and does not hold. Together one option of the set is enough; of candidates all
 * have to be in it. */
static inline bool options_hold(struct cir_column column, size_t i, uint64_t options)
{
    bool all = (column.options[i] & ~options) == 0;
    return ((column.options[i] & options) != 0) & (all | (column.together[i] != 0));
}

static inline bool options_may_hold(struct cir_column column, size_t i, uint64_t options)
{
    return (column.options[i] & options) != 0;
}

CIR_WIDE static void add_options(uint64_t *restrict certain, uint64_t *restrict possible, unsigned place,
                                 struct cir_column column, size_t count, uint64_t options)
{
    for (size_t i = 0; i < count; i++) {
        certain[i] |= (uint64_t)options_hold(column, i, options) << place;
        possible[i] |= (uint64_t)options_may_hold(column, i, options) << place;
    }
}

/* Of those of which the options do not hold as well the bit goes. */
CIR_WIDE static void filter_by_options(uint64_t *restrict certain, uint64_t *restrict possible, unsigned place,
                                       struct cir_column column, size_t count, uint64_t options)
{
    for (size_t i = 0; i < count; i++) {
        certain[i] &= ~((uint64_t)!options_hold(column, i, options) << place);
        possible[i] &= ~((uint64_t)!options_may_hold(column, i, options) << place);
    }
}

/* A criterion of a number, as a range with both ends in it: what is greater than a threshold is at least the next
 * number above it. */
struct range {
    double least;
    double most;
};

static struct range range_of(const struct cir_criterion *criterion)
{
    double threshold = criterion->threshold;
    struct range range = {-INFINITY, INFINITY};
    switch (criterion->operator) {
    case CIR_GREATER:
        range.least = nextafter(threshold, INFINITY);
        break;
    case CIR_AT_LEAST:
        range.least = threshold;
        break;
    case CIR_LESS:
        range.most = nextafter(threshold, -INFINITY);
        break;
    case CIR_AT_MOST:
        range.most = threshold;
        break;
    case CIR_EQUAL:
        range.least = range.most = threshold;
        break;
    case CIR_IN:
    case CIR_IS:
        break; /* of options */
    }
    return range;
}

/* Certain when all that the number can be lies in the range, possible when some of it does; not applicable, a NAN, is
 * neither. */
CIR_WIDE static void add_numbers(uint64_t *restrict certain, uint64_t *restrict possible, unsigned place,
                                 struct cir_column column, size_t count, struct range range)
{
    for (size_t i = 0; i < count; i++) {
        double low = column.low[i];
        double high = column.high[i];
        certain[i] |= (uint64_t)((low >= range.least) & (high <= range.most)) << place;
        possible[i] |= (uint64_t)((high >= range.least) & (low <= range.most)) << place;
    }
}

/* No State has set the threshold: it may hold of all to whom the measure applies. */
CIR_WIDE static void add_unset(uint64_t *possible, unsigned place, struct cir_column column, size_t count)
{
    for (size_t i = 0; i < count; i++)
        possible[i] |= (isnan(column.low[i]) ? UINT64_C(0) : UINT64_C(1)) << place;
}

/* The bit is not set yet. */
static void add_criterion(struct bits bits, const struct cir_criterion *criterion, const struct cir_measured *measured)
{
    const struct cir_column column = cir_measured_column(measured, criterion->measure);
    size_t count = measured->count;
    if (cir_criterion_asks_options(criterion))
        add_options(bits.certain, bits.possible, bits.place, column, count, criterion->options);
    else if (cir_criterion_is_unset(criterion))
        add_unset(bits.possible, bits.place, column, count);
    else
        add_numbers(bits.certain, bits.possible, bits.place, column, count, range_of(criterion));
    if (criterion->filter_measure != CIR_INDEX_NONE)
        filter_by_options(bits.certain, bits.possible, bits.place,
                          cir_measured_column(measured, criterion->filter_measure), count, criterion->filter_options);
}

void cir_criterion_add(struct cir_truth_columns *truths, const struct cir_scheme *scheme, unsigned number,
                       const struct cir_measured *measured)
{
    add_criterion(bits_of(truths, number), &scheme->criteria[number], measured);
}

enum cir_truth cir_criterion_evaluate(const struct cir_criterion *criterion, const struct cir_quantity *quantities)
{
    uint64_t certain = 0;
    uint64_t possible = 0;
    struct cir_measured_single single = {.together = {0}};
    const struct cir_measured measured = cir_measured_of_single(&single);
    const unsigned asked[] = {criterion->measure, criterion->filter_measure};
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        if (asked[i] != CIR_INDEX_NONE)
            cir_column_set(cir_measured_column(&measured, asked[i]), 0, &quantities[asked[i]]);
    add_criterion((struct bits){&certain, &possible, 0}, criterion, &measured);
    return truth(certain != 0, possible != 0);
}

enum cir_truth cir_criterion_filter(const struct cir_criterion *criterion, const struct cir_quantity *quantities)
{
    if (criterion->filter_measure == CIR_INDEX_NONE)
        return CIR_TRUE;
    const struct cir_criterion filter = {.measure = criterion->filter_measure,
                                         .operator= CIR_IN,
                                         .options = criterion->filter_options,
                                         .filter_measure = CIR_INDEX_NONE};
    return cir_criterion_evaluate(&filter, quantities);
}

void cir_truths_set(struct cir_truths *truths, const struct cir_scheme *scheme, unsigned number, enum cir_truth value)
{
    uint64_t bit = UINT64_C(1) << (number % WORD_BITS);
    unsigned group = scheme->criteria[number].group;
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

void cir_truths_at(struct cir_truths *truths, const struct cir_scheme *scheme, const struct cir_truth_columns *columns,
                   size_t i)
{
    *truths = (struct cir_truths){.certain = {0}};
    for (unsigned number = 0; number < scheme->criterion_count; number++) {
        unsigned word = number / WORD_BITS;
        unsigned bit = number % WORD_BITS;
        bool certain = (columns->certain[word][i] >> bit & 1) != 0;
        bool possible = (columns->possible[word][i] >> bit & 1) != 0;
        cir_truths_set(truths, scheme, number, truth(certain, possible));
    }
}

void cir_truths_make(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_truths *truths)
{
    *truths = (struct cir_truths){.certain = {0}};
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        cir_truths_set(truths, scheme, i, cir_criterion_evaluate(&scheme->criteria[i], quantities));
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
    for (int i = 0; i < CIR_TRUTH_WORDS; i++) {
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

void cir_clause_criteria(uint64_t criteria[CIR_TRUTH_WORDS], const struct cir_scheme *scheme,
                         const struct cir_clause *clause)
{
    for (size_t i = 0; i < clause->condition_count; i++) {
        const struct cir_condition *condition = &clause->conditions[i];
        for (int word = 0; word < CIR_TRUTH_WORDS; word++)
            criteria[word] |= condition->criteria[word];
        for (unsigned j = 0; j < scheme->criterion_count; j++) {
            unsigned group = scheme->criteria[j].group;
            if (group != CIR_INDEX_NONE && (condition->groups >> group & 1) != 0)
                criteria[j / WORD_BITS] |= UINT64_C(1) << (j % WORD_BITS);
        }
    }
}

static void mark_open(const struct cir_scheme *scheme, uint64_t used[CIR_TRUTH_WORDS], const struct cir_rule *rule,
                      const struct cir_truths *truths)
{
    for (size_t i = 0; i < rule->clause_count; i++)
        if (clause_holds(&rule->clauses[i], truths) == CIR_POSSIBLE)
            cir_clause_criteria(used, scheme, &rule->clauses[i]);
}

static void keep_open(uint64_t used[CIR_TRUTH_WORDS], const struct cir_truths *truths)
{
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        used[word] &= truths->possible[word] & ~truths->certain[word];
}

void cir_rules_open(uint64_t open[CIR_TRUTH_WORDS], const struct cir_scheme *scheme, const struct cir_truths *truths,
                    int above)
{
    memset(open, 0, CIR_TRUTH_WORDS * sizeof *open);
    for (size_t i = 0; i < scheme->rule_count && scheme->rules[i].level > above; i++)
        mark_open(scheme, open, &scheme->rules[i], truths);
    keep_open(open, truths);
}

void cir_rule_open(uint64_t open[CIR_TRUTH_WORDS], const struct cir_scheme *scheme, const struct cir_truths *truths,
                   const struct cir_rule *rule)
{
    memset(open, 0, CIR_TRUTH_WORDS * sizeof *open);
    mark_open(scheme, open, rule, truths);
    keep_open(open, truths);
}

double cir_rules_coverage(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    unsigned count = 0;
    unsigned open = 0;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        count += scheme->criteria[i].is_ruled;
        open += scheme->criteria[i].is_ruled && cir_truths_of(truths, i) == CIR_POSSIBLE;
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
        cir_truths_set(&changed, scheme, i, value);
    }
    struct cir_rule_levels levels = cir_rules_evaluate(scheme, &changed);
    return levels.high - levels.low;
}

unsigned cir_criterion_missed_most(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    unsigned missed = CIR_INDEX_NONE;
    int narrowest = 0;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (!scheme->criteria[i].is_ruled || cir_truths_of(truths, i) != CIR_POSSIBLE)
            continue;
        int width = width_if(scheme, truths, i, true) + width_if(scheme, truths, i, false);
        if (missed == CIR_INDEX_NONE || width < narrowest) {
            missed = i;
            narrowest = width;
        }
    }
    return missed;
}
