#include "designation/designate.h"

#include <math.h>

static const struct cir_quantity *fact_of(const struct cir_criterion *criterion, const struct cir_quantity *facts)
{
    return &facts[criterion->measure - CIR_MEASURE_DERIVED];
}

static bool asks_options(const struct cir_criterion *criterion)
{
    return criterion->operator== CIR_IN || criterion->operator== CIR_IS;
}

/* ---- criteria ---- */

static enum cir_truth truth(bool is_certain, bool is_possible)
{
    if (is_certain)
        return CIR_TRUE;
    return is_possible ? CIR_POSSIBLE : CIR_FALSE;
}

/* Whether the measure has no meaning here. What nobody answered may have none, too. */
static enum cir_truth is_not_applicable(const struct cir_quantity *fact)
{
    return truth(fact->answer == CIR_NOT_APPLICABLE, fact->answer != CIR_ANSWERED);
}

/* Together one option of the set is enough; of candidates all have to be in it. */
static enum cir_truth has_option(const struct cir_criterion *criterion, const struct cir_quantity *fact)
{
    bool some = (fact->options & criterion->options) != 0;
    bool all = (fact->options & ~criterion->options) == 0;
    return truth(some && (all || fact->together), some);
}

static enum cir_truth compares(const struct cir_criterion *criterion, const struct cir_quantity *fact)
{
    double threshold = criterion->threshold;
    switch (criterion->operator) {
    case CIR_GREATER:
        return truth(fact->low > threshold, fact->high > threshold);
    case CIR_AT_LEAST:
        return truth(fact->low >= threshold, fact->high >= threshold);
    case CIR_LESS:
        return truth(fact->high < threshold, fact->low < threshold);
    case CIR_AT_MOST:
        return truth(fact->high <= threshold, fact->low <= threshold);
    case CIR_EQUAL:
        return truth(fact->low == threshold && fact->high == threshold,
                     fact->low <= threshold && threshold <= fact->high);
    case CIR_IN:
    case CIR_IS:
        break; /* of options */
    }
    return CIR_FALSE;
}

enum cir_truth cir_criterion_truth(const struct cir_criterion *criterion, const struct cir_quantity *facts)
{
    const struct cir_quantity *fact = fact_of(criterion, facts);
    if (asks_options(criterion) && criterion->options == 0)
        return is_not_applicable(fact);
    if (fact->answer == CIR_NOT_APPLICABLE)
        return CIR_FALSE;
    if (asks_options(criterion))
        return has_option(criterion, fact);
    return isnan(criterion->threshold) ? CIR_POSSIBLE : compares(criterion, fact);
}

/* ---- clauses ---- */

static bool is_missing(const struct cir_criterion *criterion, const struct cir_quantity *facts)
{
    return fact_of(criterion, facts)->answer == CIR_UNANSWERED ||
           (!asks_options(criterion) && isnan(criterion->threshold));
}

/* `missing` is what a criterion counts as that hangs on what is missing. */
static enum cir_truth clause_truth(const struct cir_facility_clause *clause, const struct cir_quantity *facts,
                                   enum cir_truth missing)
{
    unsigned certain = 0;
    unsigned possible = 0;
    for (size_t i = 0; i < clause->criterion_count; i++) {
        enum cir_truth holds = cir_criterion_truth(&clause->criteria[i], facts);
        if (holds == CIR_POSSIBLE && is_missing(&clause->criteria[i], facts))
            holds = missing;
        certain += holds == CIR_TRUE;
        possible += holds != CIR_FALSE;
    }
    return truth(certain >= clause->at_least, possible >= clause->at_least);
}

static enum cir_truth facility_truth(const struct cir_facility *facility, const struct cir_quantity *facts,
                                     enum cir_truth missing)
{
    enum cir_truth best = CIR_FALSE;
    for (size_t i = 0; i < facility->clause_count; i++) {
        enum cir_truth holds = clause_truth(&facility->clauses[i], facts, missing);
        best = holds > best ? holds : best;
    }
    return best;
}

/* ---- what decided ---- */

/* How far the figure goes towards the threshold, as a multiple of it. An option says less than any figure. */
static double reach(const struct cir_criterion *criterion, const struct cir_quantity *facts)
{
    const struct cir_quantity *fact = fact_of(criterion, facts);
    if (asks_options(criterion))
        return 0;
    double value = isnan(fact->point) ? fact->low : fact->point;
    if (isnan(criterion->threshold) || isnan(value))
        return 0;
    return criterion->threshold > 0 ? value / criterion->threshold : INFINITY;
}

/* Of the clauses that hold as far as the facility does, the criterion that does so, too, with the furthest reach; the
 * first of several. Where none is so (no clause holds, but some criterion of one does), any criterion. */
static const struct cir_criterion *find_decided(const struct cir_facility *facility, const struct cir_quantity *facts,
                                                enum cir_truth holds)
{
    const struct cir_criterion *decided = NULL;
    double furthest = -1;
    for (size_t i = 0; i < facility->clause_count; i++) {
        const struct cir_facility_clause *clause = &facility->clauses[i];
        for (size_t k = 0; clause_truth(clause, facts, CIR_POSSIBLE) == holds && k < clause->criterion_count; k++) {
            const struct cir_criterion *criterion = &clause->criteria[k];
            if (cir_criterion_truth(criterion, facts) != holds || reach(criterion, facts) <= furthest)
                continue;
            furthest = reach(criterion, facts);
            decided = criterion;
        }
    }
    return decided != NULL ? decided : &facility->clauses[0].criteria[0];
}

static bool is_named(const struct cir_designation *designation, const struct cir_criterion *criterion)
{
    for (size_t i = 0; i < designation->missing_count; i++)
        if (designation->missing[i]->measure == criterion->measure)
            return true;
    return false;
}

static void find_missing(struct cir_designation *designation, const struct cir_facility *facility,
                         const struct cir_quantity *facts)
{
    for (size_t i = 0; i < facility->clause_count; i++) {
        const struct cir_facility_clause *clause = &facility->clauses[i];
        for (size_t k = 0; clause_truth(clause, facts, CIR_POSSIBLE) == CIR_POSSIBLE && k < clause->criterion_count;
             k++) {
            const struct cir_criterion *criterion = &clause->criteria[k];
            if (cir_criterion_truth(criterion, facts) == CIR_POSSIBLE && is_missing(criterion, facts) &&
                !is_named(designation, criterion) && designation->missing_count < CIR_DESIGNATION_MISSING_MAX)
                designation->missing[designation->missing_count++] = criterion;
        }
    }
}

void cir_designate_asset(struct cir_designation *designation, const struct cir_facility *facility,
                         const struct cir_quantity *facts)
{
    static const enum cir_designation_verdict verdicts[] = {
        [CIR_FALSE] = CIR_NOT_PROPOSED, [CIR_POSSIBLE] = CIR_CANNOT_TELL, [CIR_TRUE] = CIR_PROPOSED};
    *designation = (struct cir_designation){.verdict = CIR_CANNOT_TELL};
    if (facility == NULL)
        return;
    enum cir_truth holds = facility_truth(facility, facts, CIR_POSSIBLE);
    designation->verdict = verdicts[holds];
    if (holds == CIR_POSSIBLE && facility_truth(facility, facts, CIR_FALSE) == CIR_POSSIBLE)
        designation->verdict = CIR_BORDERLINE;
    designation->decided = find_decided(facility, facts, holds);
    designation->value = *fact_of(designation->decided, facts);
    if (holds == CIR_POSSIBLE)
        find_missing(designation, facility, facts);
}
