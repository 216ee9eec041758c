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

static void ask(struct designating *asset)
{
    cir_designation_asks(asset->designation->asked, asset->scheme, asset->kind.facility);
    for (unsigned i = 0; i < asset->scheme->criterion_count; i++)
        if (cir_criterion_in(asset->designation->asked, i))
            cir_truths_set(&asset->truths, asset->scheme, i,
                           cir_criterion_evaluate(&asset->scheme->criteria[i], asset->quantities));
}

/* ---- levels ---- */

static struct cir_rule_levels levels_of(const struct designating *asset, const struct cir_truths *truths)
{
    int lowest = asset->scheme->bands[0].level;
    struct cir_rule_levels levels = {lowest, lowest, CIR_INDEX_NONE};
    enum cir_truth scope = cir_scope_holds(asset->scheme, truths);
    for (size_t i = 0; scope != CIR_FALSE && i < rule_count(asset); i++) {
        const struct cir_rule *rule = rule_at(asset, i);
        enum cir_truth holds = cir_rule_evaluate(rule, truths);
        if (holds != CIR_FALSE && rule->level > levels.high)
            levels.high = rule->level;
        if (holds == CIR_TRUE && scope == CIR_TRUE && rule->level > levels.low)
            levels.low = rule->level;
    }
    if (scope != CIR_FALSE && asset->kind.is_unknown && levels.high < CIR_FACILITY_LEVEL)
        levels.high = CIR_FACILITY_LEVEL;
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

/* A criterion of other services than the asset's, or of a figure that it has not, says nothing of it. */
static bool applies(const struct designating *asset, const struct cir_criterion *criterion)
{
    return asset->quantities[criterion->measure].answer != CIR_NOT_APPLICABLE &&
           cir_criterion_filter(criterion, asset->quantities) != CIR_FALSE;
}

/* How far the figure goes towards the threshold and beyond, 1 at it. An option says less than any figure. */
static double reach(const struct designating *asset, const struct cir_criterion *criterion)
{
    const struct cir_quantity *fact = &asset->quantities[criterion->measure];
    bool falls = criterion->operator== CIR_LESS || criterion->operator== CIR_AT_MOST;
    double value = isnan(fact->point) ? fact->low : fact->point;
    if (cir_criterion_asks_options(criterion) || cir_criterion_is_unset(criterion) || isnan(value))
        return 0;
    double above = falls ? criterion->threshold : value;
    double below = falls ? value : criterion->threshold;
    return below > 0 ? above / below : INFINITY;
}

static void try_clause(struct designating *asset, const struct cir_clause *clause, enum cir_truth truth,
                       double *furthest)
{
    uint64_t criteria[CIR_TRUTH_WORDS] = {0};
    const struct cir_rule alone = {.clauses = (struct cir_clause[]){*clause}, .clause_count = 1};
    if (cir_rule_evaluate(&alone, &asset->truths) != truth)
        return;
    cir_clause_criteria(criteria, asset->scheme, clause);
    for (unsigned i = 0; i < asset->scheme->criterion_count; i++) {
        if (!cir_criterion_in(criteria, i) || cir_truths_of(&asset->truths, i) != truth ||
            !applies(asset, &asset->scheme->criteria[i]))
            continue;
        double reached = reach(asset, &asset->scheme->criteria[i]);
        if (reached <= *furthest)
            continue;
        *furthest = reached;
        asset->designation->decided = i;
    }
}

/* A rule decides that gives the level; where none surely does, the nearest of all rules. */
static void find_decided(struct designating *asset)
{
    static const enum cir_truth truths[CIR_DESIGNATION_VERDICTS] = {[CIR_NOT_PROPOSED] = CIR_FALSE,
                                                                    [CIR_PROPOSED] = CIR_TRUE,
                                                                    [CIR_BORDERLINE] = CIR_POSSIBLE,
                                                                    [CIR_CANNOT_TELL] = CIR_POSSIBLE};
    const struct cir_designation *designation = asset->designation;
    double furthest = -1;
    struct cir_scope_ruling scope = cir_scope_rule(asset->scheme, &asset->truths);
    if (scope.applies == CIR_FALSE) {
        asset->designation->decided = scope.criterion;
        return;
    }
    for (size_t i = 0; i < rule_count(asset); i++) {
        const struct cir_rule *rule = rule_at(asset, i);
        if (designation->verdict == CIR_PROPOSED && rule->level != designation->level_low)
            continue;
        for (size_t k = 0; k < rule->clause_count; k++)
            try_clause(asset, &rule->clauses[k], truths[designation->verdict], &furthest);
    }
    if (designation->decided == CIR_INDEX_NONE)
        asset->designation->decided = scope.criterion;
}

void cir_designate(struct cir_designation *designation, const struct cir_scheme *scheme, struct cir_asset_kind kind,
                   const struct cir_quantity *quantities)
{
    struct designating asset = {designation, scheme, kind, quantities, {.certain = {0}}};
    *designation = (struct cir_designation){.decided = CIR_INDEX_NONE};
    ask(&asset);
    memcpy(designation->certain, asset.truths.certain, sizeof designation->certain);
    memcpy(designation->possible, asset.truths.possible, sizeof designation->possible);
    struct cir_rule_levels levels = levels_of(&asset, &asset.truths);
    designation->level_low = levels.low;
    designation->level_high = levels.high;
    designation->level = levels.low == levels.high ? levels.low : CIR_LEVEL_UNKNOWN;
    find_missing(&asset);
    designation->verdict = verdict_of(&asset);
    find_decided(&asset);
}

enum cir_truth cir_designation_truth(const struct cir_designation *designation, unsigned criterion)
{
    if (cir_criterion_in(designation->certain, criterion))
        return CIR_TRUE;
    return cir_criterion_in(designation->possible, criterion) ? CIR_POSSIBLE : CIR_FALSE;
}
