#include "scoring/designate.h"

#include "scoring/rules.h"
#include "scoring/scope.h"

#include <math.h>
#include <string.h>

/* An asset on its way to a verdict. */
struct designating {
    struct cir_designation *designation;
    const struct cir_scheme *scheme;
    struct cir_asset_kind kind;
    const struct cir_quantity *quantities;
    struct cir_truths truths;
};

/* ---- the rules of the asset ---- */

static size_t rule_count(const struct designating *asset)
{
    return asset->scheme->rule_count + (asset->kind.facility != NULL);
}

static const struct cir_rule *rule_at(const struct designating *asset, size_t i)
{
    return i < asset->scheme->rule_count ? &asset->scheme->rules[i] : &asset->kind.facility->rule;
}

static void add_asked(uint64_t asked[CIR_CRITERION_WORDS], const struct cir_scheme *scheme, const struct cir_rule *rule)
{
    for (size_t i = 0; i < rule->clause_count; i++)
        cir_clause_criteria(asked, scheme, &rule->clauses[i]);
}

void cir_designation_asks(uint64_t asked[CIR_CRITERION_WORDS], const struct cir_scheme *scheme,
                          const struct cir_facility *facility)
{
    memset(asked, 0, CIR_CRITERION_WORDS * sizeof *asked);
    for (size_t i = 0; i < scheme->rule_count; i++)
        add_asked(asked, scheme, &scheme->rules[i]);
    if (scheme->scope != NULL)
        add_asked(asked, scheme, scheme->scope);
    if (facility != NULL)
        add_asked(asked, scheme, &facility->rule);
}

static void ask(struct designating *asset, const uint64_t sure[CIR_CRITERION_WORDS])
{
    cir_designation_asks(asset->designation->asked, asset->scheme, asset->kind.facility);
    for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
        if (!cir_criterion_in(asset->designation->asked, i))
            continue;
        bool is_sure = sure != NULL && cir_criterion_in(sure, i);
        cir_truths_set(&asset->truths, asset->scheme, i,
                       is_sure ? CIR_TRUE : cir_criterion_evaluate(&asset->scheme->criteria[i], asset->quantities));
    }
}

/* ---- what is sure of a part ---- */

/* Whether more of the same cannot undo it: no figure is below 0, and an option of one part is one of the plant. */
static bool stays_true(const struct cir_criterion *criterion)
{
    return cir_criterion_asks_options(criterion) ||
           criterion->operator== CIR_GREATER || criterion->operator== CIR_AT_LEAST;
}

void cir_designation_add_sure(uint64_t sure[CIR_CRITERION_WORDS], const struct cir_scheme *scheme,
                              const struct cir_facility *facility, const struct cir_quantity *quantities)
{
    uint64_t asked[CIR_CRITERION_WORDS];
    cir_designation_asks(asked, scheme, facility);
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        if (cir_criterion_in(asked, i) && stays_true(&scheme->criteria[i]) &&
            cir_criterion_evaluate(&scheme->criteria[i], quantities) == CIR_TRUE)
            sure[i / 64] |= UINT64_C(1) << (i % 64);
}

/* ---- levels ---- */

static void raise(struct cir_rule_levels *levels, int level, enum cir_truth holds)
{
    if (holds != CIR_FALSE && level > levels->high)
        levels->high = level;
    if (holds == CIR_TRUE && level > levels->low)
        levels->low = level;
}

static struct cir_rule_levels levels_of(const struct designating *asset, const struct cir_truths *truths)
{
    int lowest = asset->scheme->bands[0].level;
    struct cir_rule_levels levels = cir_rules_evaluate(asset->scheme, truths);
    enum cir_truth scope = cir_scope_holds(asset->scheme, truths);
    if (asset->kind.facility != NULL)
        raise(&levels, CIR_FACILITY_LEVEL, cir_rule_evaluate(&asset->kind.facility->rule, truths));
    if (asset->kind.is_unknown)
        raise(&levels, CIR_FACILITY_LEVEL, CIR_POSSIBLE);
    if (scope != CIR_TRUE)
        levels.low = lowest;
    if (scope == CIR_FALSE)
        levels.high = lowest;
    return levels;
}

/* ---- what is missing ---- */

static bool has_fact(const struct designating *asset, const struct cir_criterion *criterion)
{
    return asset->quantities[criterion->measure].answer != CIR_UNANSWERED &&
           (criterion->filter_measure == CIR_INDEX_NONE ||
            asset->quantities[criterion->filter_measure].answer != CIR_UNANSWERED);
}

static void add_missing(struct designating *asset, const struct cir_rule *rule)
{
    uint64_t open[CIR_TRUTH_WORDS];
    cir_rule_open(open, asset->scheme, &asset->truths, rule);
    for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &asset->scheme->criteria[i];
        uint64_t bit = UINT64_C(1) << (i % 64);
        if (!cir_criterion_in(open, i))
            continue;
        if (!has_fact(asset, criterion))
            asset->designation->missing_facts[i / 64] |= bit;
        if (cir_criterion_is_unset(criterion))
            asset->designation->missing_thresholds[i / 64] |= bit;
    }
}

/* What could lift the level above the lowest that is sure. */
static void find_missing(struct designating *asset)
{
    if (asset->designation->level_low == asset->designation->level_high)
        return;
    for (size_t i = 0; i < rule_count(asset); i++)
        if (rule_at(asset, i)->level > asset->designation->level_low)
            add_missing(asset, rule_at(asset, i));
    if (asset->scheme->scope != NULL)
        add_missing(asset, asset->scheme->scope);
}

/* ---- the verdict ---- */

/* Whether it stays open when all that is missing is answered so. */
static bool is_open_if(const struct designating *asset, enum cir_truth missing)
{
    const struct cir_designation *designation = asset->designation;
    struct cir_truths truths = {.certain = {0}};
    for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
        bool is_missing =
            cir_criterion_in(designation->missing_facts, i) || cir_criterion_in(designation->missing_thresholds, i);
        if (cir_criterion_in(designation->asked, i))
            cir_truths_set(&truths, asset->scheme, i, is_missing ? missing : cir_truths_of(&asset->truths, i));
    }
    int lowest = asset->scheme->bands[0].level;
    struct cir_rule_levels levels = levels_of(asset, &truths);
    return levels.low == lowest && levels.high > lowest;
}

static enum cir_designation_verdict verdict_of(const struct designating *asset)
{
    int lowest = asset->scheme->bands[0].level;
    if (asset->designation->level_low > lowest)
        return CIR_PROPOSED;
    if (asset->designation->level_high == lowest)
        return CIR_NOT_PROPOSED;
    bool stays_open = !asset->kind.is_unknown && is_open_if(asset, CIR_FALSE) && is_open_if(asset, CIR_TRUE);
    return stays_open ? CIR_BORDERLINE : CIR_CANNOT_TELL;
}

/* ---- what decided ---- */

/* A criterion that may be named, and what speaks for it; the first of two that are alike stays. */
struct candidate {
    unsigned criterion; /* CIR_INDEX_NONE: none yet */
    bool is_own;        /* no rule of a lower level asks for it */
    double reach;       /* of an option less than of any figure */
    size_t condition;   /* its place among those of the clause */
};

static const double reach_of_option = -1;

/* A criterion of other services than the asset's, or of a figure that it has not, says nothing of it. */
static bool applies(const struct designating *asset, const struct cir_criterion *criterion)
{
    return asset->quantities[criterion->measure].answer != CIR_NOT_APPLICABLE &&
           cir_criterion_filter(criterion, asset->quantities) != CIR_FALSE;
}

/* How far the figure goes towards the threshold and beyond, 1 at it. A threshold of 0 has no multiples: it is reached,
 * or it is not. */
static double reach(const struct designating *asset, unsigned number)
{
    const struct cir_criterion *criterion = &asset->scheme->criteria[number];
    const struct cir_quantity *fact = &asset->quantities[criterion->measure];
    bool falls = criterion->operator== CIR_LESS || criterion->operator== CIR_AT_MOST;
    double value = isnan(fact->point) ? fact->low : fact->point;
    if (cir_criterion_asks_options(criterion))
        return reach_of_option;
    if (cir_criterion_is_unset(criterion) || isnan(value))
        return 0;
    if (criterion->threshold == 0)
        return cir_truths_of(&asset->truths, number) == CIR_TRUE ? 1 : 0;
    double multiple = value / criterion->threshold;
    bool is_beyond = criterion->operator== CIR_EQUAL && multiple> 1;
    return falls || is_beyond ? 1 / multiple : multiple;
}

/* The criteria of one condition, themselves or by their group. */
static void criteria_of(uint64_t criteria[CIR_TRUTH_WORDS], const struct designating *asset,
                        const struct cir_clause *clause, size_t condition)
{
    const struct cir_clause alone = {&clause->conditions[condition], 1};
    memset(criteria, 0, CIR_TRUTH_WORDS * sizeof *criteria);
    cir_clause_criteria(criteria, asset->scheme, &alone);
}

static enum cir_truth clause_holds(const struct designating *asset, struct cir_clause clause)
{
    const struct cir_rule alone = {.clauses = &clause, .clause_count = 1};
    return cir_rule_evaluate(&alone, &asset->truths);
}

static bool may_be_named(const struct designating *asset, const uint64_t criteria[CIR_TRUTH_WORDS], unsigned number,
                         enum cir_truth truth)
{
    return cir_criterion_in(criteria, number) && cir_truths_of(&asset->truths, number) == truth &&
           applies(asset, &asset->scheme->criteria[number]);
}

/* ---- of rules that hold ---- */

/* What a law asks first is what the asset has to be; what it asks last sets it apart. */
static bool says_more(const struct candidate *one, const struct candidate *best)
{
    if (best->criterion == CIR_INDEX_NONE || one->is_own != best->is_own)
        return best->criterion == CIR_INDEX_NONE || one->is_own;
    if (one->reach != best->reach)
        return one->reach > best->reach;
    return one->condition > best->condition;
}

static void ask_below(const struct designating *asset, uint64_t asked[CIR_CRITERION_WORDS])
{
    memset(asked, 0, CIR_CRITERION_WORDS * sizeof *asked);
    for (size_t i = 0; i < rule_count(asset); i++)
        if (rule_at(asset, i)->level < asset->designation->level_low)
            add_asked(asked, asset->scheme, rule_at(asset, i));
}

static void try_clause(const struct designating *asset, const struct cir_clause *clause,
                       const uint64_t below[CIR_CRITERION_WORDS], struct candidate *best)
{
    uint64_t criteria[CIR_TRUTH_WORDS];
    if (clause_holds(asset, *clause) != CIR_TRUE)
        return;
    for (size_t condition = 0; condition < clause->condition_count; condition++) {
        criteria_of(criteria, asset, clause, condition);
        for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
            if (!may_be_named(asset, criteria, i, CIR_TRUE))
                continue;
            const struct candidate one = {i, !cir_criterion_in(below, i), reach(asset, i), condition};
            if (says_more(&one, best))
                *best = one;
        }
    }
}

/* What sets the level that surely holds apart from those below it. */
static unsigned find_separating(const struct designating *asset)
{
    struct candidate best = {.criterion = CIR_INDEX_NONE};
    uint64_t below[CIR_CRITERION_WORDS];
    ask_below(asset, below);
    for (size_t i = 0; i < rule_count(asset); i++) {
        const struct cir_rule *rule = rule_at(asset, i);
        for (size_t k = 0; k < rule->clause_count && rule->level == asset->designation->level_low; k++)
            try_clause(asset, &rule->clauses[k], below, &best);
    }
    return best.criterion;
}

/* ---- of rules that do not ---- */

/* A clause that does not hold, by how near it comes. */
struct shortfall {
    unsigned criterion; /* CIR_INDEX_NONE: none of it applies to the asset */
    unsigned lacking;   /* conditions that do not hold */
    int level;
    double reach;
};

static bool is_nearer(const struct shortfall *one, const struct shortfall *nearest)
{
    if (one->criterion == CIR_INDEX_NONE || nearest->criterion == CIR_INDEX_NONE)
        return one->criterion != CIR_INDEX_NONE;
    if (one->lacking != nearest->lacking)
        return one->lacking < nearest->lacking;
    if (one->level != nearest->level)
        return one->level < nearest->level;
    return one->reach > nearest->reach;
}

/* How many more of its criteria would have to be as the condition needs them. */
static unsigned lacking_in(const struct designating *asset, const struct cir_clause *clause, size_t condition)
{
    const struct cir_condition *wanted = &clause->conditions[condition];
    unsigned lacking = 0;
    struct cir_condition fewer = *wanted;
    const struct cir_clause alone = {&fewer, 1};
    for (; fewer.at_least > 0 && clause_holds(asset, alone) != CIR_TRUE; fewer.at_least--)
        lacking++;
    return lacking;
}

/* Of the conditions of a clause that surely fail, or else of those that may, the criterion nearest to its threshold. */
static struct shortfall shortfall_of(const struct designating *asset, const struct cir_rule *rule, size_t number,
                                     enum cir_truth truth)
{
    const struct cir_clause *clause = &rule->clauses[number];
    struct shortfall shortfall = {.criterion = CIR_INDEX_NONE, .level = rule->level, .reach = -INFINITY};
    uint64_t criteria[CIR_TRUTH_WORDS];
    for (size_t condition = 0; condition < clause->condition_count; condition++) {
        shortfall.lacking += lacking_in(asset, clause, condition);
        if (clause_holds(asset, (struct cir_clause){&clause->conditions[condition], 1}) != truth)
            continue;
        criteria_of(criteria, asset, clause, condition);
        for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
            double reached = may_be_named(asset, criteria, i, truth) ? reach(asset, i) : -INFINITY;
            if (reached > shortfall.reach) {
                shortfall.criterion = i;
                shortfall.reach = reached;
            }
        }
    }
    return shortfall;
}

/* What keeps the asset from the rule that it comes nearest to, of those that are so true. */
static unsigned find_failing(const struct designating *asset, enum cir_truth truth)
{
    struct shortfall nearest = {.criterion = CIR_INDEX_NONE};
    for (size_t i = 0; i < rule_count(asset); i++) {
        const struct cir_rule *rule = rule_at(asset, i);
        for (size_t k = 0; k < rule->clause_count; k++) {
            if (clause_holds(asset, rule->clauses[k]) != truth)
                continue;
            const struct shortfall one = shortfall_of(asset, rule, k, truth);
            if (is_nearer(&one, &nearest))
                nearest = one;
        }
    }
    return nearest.criterion;
}

/* ---- of all ---- */

static bool any_rule_holds(const struct designating *asset)
{
    bool any = false;
    for (size_t i = 0; i < rule_count(asset); i++)
        any = any || cir_rule_evaluate(rule_at(asset, i), &asset->truths) == CIR_TRUE;
    return any;
}

static unsigned find_decided(const struct designating *asset)
{
    const enum cir_designation_verdict verdict = asset->designation->verdict;
    struct cir_scope_ruling scope = cir_scope_rule(asset->scheme, &asset->truths);
    if (verdict == CIR_PROPOSED)
        return find_separating(asset);
    if (scope.applies == CIR_FALSE || any_rule_holds(asset))
        return scope.criterion;
    unsigned failing = find_failing(asset, verdict == CIR_NOT_PROPOSED ? CIR_FALSE : CIR_POSSIBLE);
    return failing != CIR_INDEX_NONE ? failing : scope.criterion;
}

void cir_designate(struct cir_designation *designation, const struct cir_scheme *scheme, struct cir_asset_kind kind,
                   const struct cir_quantity *quantities, const uint64_t sure[CIR_CRITERION_WORDS])
{
    struct designating asset = {designation, scheme, kind, quantities, {.certain = {0}}};
    *designation = (struct cir_designation){.decided = CIR_INDEX_NONE};
    ask(&asset, sure);
    memcpy(designation->certain, asset.truths.certain, sizeof designation->certain);
    memcpy(designation->possible, asset.truths.possible, sizeof designation->possible);
    struct cir_rule_levels levels = levels_of(&asset, &asset.truths);
    designation->level_low = levels.low;
    designation->level_high = levels.high;
    designation->level = levels.low == levels.high ? levels.low : CIR_LEVEL_UNKNOWN;
    find_missing(&asset);
    designation->verdict = verdict_of(&asset);
    designation->decided = find_decided(&asset);
}

enum cir_truth cir_designation_truth(const struct cir_designation *designation, unsigned criterion)
{
    if (cir_criterion_in(designation->certain, criterion))
        return CIR_TRUE;
    return cir_criterion_in(designation->possible, criterion) ? CIR_POSSIBLE : CIR_FALSE;
}
