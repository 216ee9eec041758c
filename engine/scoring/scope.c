#include "scoring/scope.h"

#include "scoring/rules.h"

enum cir_truth cir_scope_holds(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    return scheme->scope != NULL ? cir_rule_evaluate(scheme->scope, truths) : CIR_TRUE;
}

static enum cir_truth clause_holds(struct cir_clause *clause, const struct cir_truths *truths)
{
    const struct cir_rule alone = {.clauses = clause, .clause_count = 1};
    return cir_rule_evaluate(&alone, truths);
}

static enum cir_truth condition_holds(struct cir_condition *condition, const struct cir_truths *truths)
{
    struct cir_clause alone = {condition, 1};
    return clause_holds(&alone, truths);
}

static bool is_named(const struct cir_scheme *scheme, const struct cir_condition *condition, unsigned criterion)
{
    unsigned group = scheme->criteria[criterion].group;
    return (condition->criteria[criterion / 64] >> (criterion % 64) & 1) != 0 ||
           (group != CIR_INDEX_NONE && (condition->groups >> group & 1) != 0);
}

/* The first criterion of the condition that is as true as the condition: there is one, unless it holds. */
static unsigned criterion_of(const struct cir_scheme *scheme, const struct cir_condition *condition,
                             const struct cir_truths *truths, enum cir_truth truth)
{
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        if (is_named(scheme, condition, i) && cir_truths_of(truths, i) == truth)
            return i;
    return CIR_INDEX_NONE;
}

/* Of the first clause that is as true as the scope, by its first condition that is. */
static unsigned deciding_criterion(const struct cir_scheme *scheme, const struct cir_truths *truths,
                                   enum cir_truth truth)
{
    const struct cir_rule *scope = scheme->scope;
    size_t clause = 0;
    size_t condition = 0;
    while (clause_holds(&scope->clauses[clause], truths) != truth)
        clause++;
    while (condition_holds(&scope->clauses[clause].conditions[condition], truths) != truth)
        condition++;
    return criterion_of(scheme, &scope->clauses[clause].conditions[condition], truths, truth);
}

struct cir_scope_ruling cir_scope_rule(const struct cir_scheme *scheme, const struct cir_truths *truths)
{
    enum cir_truth holds = cir_scope_holds(scheme, truths);
    bool is_assumed = scheme->scope_use == CIR_SCOPE_ASSUME && holds == CIR_POSSIBLE;
    if (holds == CIR_TRUE || is_assumed || scheme->scope_use == CIR_SCOPE_IGNORE)
        return (struct cir_scope_ruling){CIR_TRUE, CIR_INDEX_NONE};
    return (struct cir_scope_ruling){holds, deciding_criterion(scheme, truths, holds)};
}
