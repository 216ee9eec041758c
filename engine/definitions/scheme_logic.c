/* The rules of a scheme as a whole, so that nothing is reported which is not so:
 *  - Can a clause hold? All ways are tried to choose the criteria that it needs, until one leaves every measure a value.
 *  - Does a clause decide anything? Not when some clause of a rule as high or higher holds whenever it does. That is told
 *    from the criteria alone: one implies another of the same measure when its values are among the other's. So it
 *    is true of what is known in part as well. */
#include "definitions/row.h"
#include "definitions/scheme_sense.h"
#include "definitions/scheme_ways.h"

#include <math.h>

/* ---- criteria ---- */

static void check_threshold(struct cir_scheme_parts *parts, size_t number)
{
    const struct cir_criterion *criterion = &parts->scheme->criteria[number];
    const struct cir_row *row = cir_scheme_criterion_row(parts, number);
    struct cir_values values = cir_scheme_values(parts, criterion);
    double most = cir_scheme_most(parts, criterion->measure);
    const char *range = isinf(most) ? "from 0 on" : "from 0 to 1";
    if (cir_criterion_asks_options(criterion) || cir_criterion_is_unset(criterion))
        return;
    if (values.least > values.most)
        cir_row_report(parts->load, row, "threshold", "no value of '%s' is %s %s; it is %s",
                       cir_row_raw(row, "measure"), cir_row_raw(row, "op"), cir_row_raw(row, "threshold"), range);
    else if (values.least <= 0 && values.most >= most)
        cir_row_report(parts->load, row, "threshold", "every value of '%s' is %s %s; it is %s",
                       cir_row_raw(row, "measure"), cir_row_raw(row, "op"), cir_row_raw(row, "threshold"), range);
}

/* ---- clauses that cannot hold ---- */

/* A rule stands in rules.csv, that of a facility in thresholds.csv. */
struct place_of_rules {
    enum cir_scheme_table table;
    const char *column;
};

static struct place_of_rules place_of(const struct cir_scheme_parts *parts, const struct cir_rule *rule)
{
    for (size_t i = 0; i < parts->scheme->facility_count; i++)
        if (rule == &parts->scheme->facilities[i].rule)
            return (struct place_of_rules){CIR_SCHEME_THRESHOLDS, "facility"};
    return (struct place_of_rules){CIR_SCHEME_RULES, "rule"};
}

static const struct cir_row *row_of_clause(const struct cir_scheme_parts *parts, const struct cir_rule *rule,
                                           size_t clause)
{
    struct place_of_rules place = place_of(parts, rule);
    const struct cir_table *table = &parts->tables[place.table];
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(cir_row_raw(&table->rows[i], place.column), rule->name) == 0 &&
            cir_row_is_first(&table->rows[i], place.column, "clause") && clause-- == 0)
            return &table->rows[i];
    return table->rows;
}

static bool is_enough(struct cir_way *way)
{
    (void)way;
    return true;
}

static void check_possible(struct cir_scheme_parts *parts, const struct cir_rule *rule, size_t clause)
{
    struct cir_way way = {.parts = parts, .excluded = CIR_INDEX_NONE, .found = is_enough};
    if (cir_scheme_try_ways(&way, &rule->clauses[clause]) || way.excluded == CIR_INDEX_NONE)
        return;
    const struct cir_row *row = row_of_clause(parts, rule, clause);
    cir_row_report(parts->load, row, "clause", "'%s' of %s '%s' can never hold: what it needs beside '%s' excludes it",
                   cir_row_raw(row, "clause"), place_of(parts, rule).column, rule->name,
                   parts->scheme->criteria[way.excluded].name);
}

/* ---- what follows from what ---- */

static bool filter_follows(const struct cir_criterion *from, const struct cir_criterion *to)
{
    return to->filter_measure == CIR_INDEX_NONE ||
           (from->filter_measure == to->filter_measure && (from->filter_options & ~to->filter_options) == 0);
}

static bool criterion_follows(const struct cir_scheme_parts *parts, unsigned from, unsigned to)
{
    const struct cir_criterion *a = &parts->scheme->criteria[from];
    const struct cir_criterion *b = &parts->scheme->criteria[to];
    if (a->measure != b->measure || !filter_follows(a, b))
        return false;
    if (cir_criterion_is_unset(b))
        return from == to; /* of another number nothing is known */
    struct cir_values inner = cir_scheme_values(parts, a);
    struct cir_values outer = cir_scheme_values(parts, b);
    return inner.least >= outer.least && inner.most <= outer.most && (inner.options & ~outer.options) == 0;
}

static bool item_follows_from_criterion(const struct cir_scheme_parts *parts, unsigned from, unsigned item)
{
    for (unsigned i = 0; i < parts->scheme->criterion_count; i++)
        if (cir_scheme_is_in_item(parts->scheme, i, item) && criterion_follows(parts, from, i))
            return true;
    return false;
}

static bool item_follows(const struct cir_scheme_parts *parts, unsigned from, unsigned to)
{
    for (unsigned i = 0; i < parts->scheme->criterion_count; i++)
        if (cir_scheme_is_in_item(parts->scheme, i, from) && !item_follows_from_criterion(parts, i, to))
            return false;
    return true;
}

static bool some_item_follows(const struct cir_scheme_parts *parts, unsigned criterion, const struct cir_condition *to)
{
    for (unsigned item = 0; item < CIR_SCHEME_ITEMS_MAX; item++)
        if (cir_scheme_has_item(to, item) && item_follows_from_criterion(parts, criterion, item))
            return true;
    return false;
}

/* Each way in which the item holds makes some item of `to` hold. */
static bool leads_into(const struct cir_scheme_parts *parts, unsigned from, const struct cir_condition *to)
{
    for (unsigned i = 0; i < parts->scheme->criterion_count; i++)
        if (cir_scheme_is_in_item(parts->scheme, i, from) && !some_item_follows(parts, i, to))
            return false;
    return true;
}

/* With n of the items chosen, so many have each an item of `to` of its own that follows; of one that is asked for it
 * need not be their own. */
static bool is_met_by_count(const struct cir_scheme_parts *parts, const struct cir_condition *from,
                            const struct cir_condition *to)
{
    bool taken[CIR_SCHEME_ITEMS_MAX] = {false};
    unsigned without = 0;
    for (unsigned i = 0; i < CIR_SCHEME_ITEMS_MAX; i++) {
        if (!cir_scheme_has_item(from, i) || (to->at_least == 1 && leads_into(parts, i, to)))
            continue;
        unsigned own = 0;
        while (own < CIR_SCHEME_ITEMS_MAX &&
               (taken[own] || !cir_scheme_has_item(to, own) || !item_follows(parts, i, own)))
            own++;
        if (own < CIR_SCHEME_ITEMS_MAX)
            taken[own] = true;
        without += own == CIR_SCHEME_ITEMS_MAX;
    }
    return from->at_least >= without + to->at_least;
}

/* An item follows when fewer items than must be chosen do without it. */
static bool is_item_met(const struct cir_scheme_parts *parts, const struct cir_condition *from, unsigned item)
{
    unsigned without = 0;
    for (unsigned i = 0; i < CIR_SCHEME_ITEMS_MAX; i++)
        without += cir_scheme_has_item(from, i) && !item_follows(parts, i, item);
    return without < from->at_least;
}

static bool condition_follows(const struct cir_scheme_parts *parts, const struct cir_clause *from,
                              const struct cir_condition *to)
{
    unsigned met = 0;
    for (size_t i = 0; i < from->condition_count; i++)
        if (is_met_by_count(parts, &from->conditions[i], to))
            return true;
    for (unsigned item = 0; item < CIR_SCHEME_ITEMS_MAX; item++) {
        bool is_met = false;
        for (size_t i = 0; cir_scheme_has_item(to, item) && !is_met && i < from->condition_count; i++)
            is_met = is_item_met(parts, &from->conditions[i], item);
        met += is_met;
    }
    return met >= to->at_least;
}

static bool clause_follows(const struct cir_scheme_parts *parts, const struct cir_clause *from,
                           const struct cir_clause *to)
{
    for (size_t i = 0; i < to->condition_count; i++)
        if (!condition_follows(parts, from, &to->conditions[i]))
            return false;
    return true;
}

/* Of two clauses as high that say the same, the first decides. */
static bool decides_for(const struct cir_scheme_parts *parts, const struct cir_rule *rule, size_t clause,
                        const struct cir_rule *other, size_t other_clause)
{
    const struct cir_clause *from = &rule->clauses[clause];
    const struct cir_clause *to = &other->clauses[other_clause];
    if (from == to || other->level < rule->level || !clause_follows(parts, from, to))
        return false;
    return other->level > rule->level || !clause_follows(parts, to, from) ||
           row_of_clause(parts, other, other_clause) < row_of_clause(parts, rule, clause);
}

static void report_decided(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_rule *rule,
                           const struct cir_rule *other, const struct cir_row *other_row)
{
    const char *column = place_of(parts, rule).column;
    if (place_of(parts, other).table == CIR_SCHEME_THRESHOLDS)
        cir_row_report(
            parts->load, row, "clause", "'%s' of %s '%s' never decides: clause '%s' holds whenever it does (line %zu)",
            cir_row_raw(row, "clause"), column, rule->name, cir_row_raw(other_row, "clause"), other_row->line);
    else
        cir_row_report(parts->load, row, "clause",
                       "'%s' of %s '%s' never decides: rule '%s' of level %s holds whenever it does (line %zu)",
                       cir_row_raw(row, "clause"), column, rule->name, other->name, cir_row_raw(other_row, "level"),
                       other_row->line);
}

/* Of `count` rules, from `first` on, that can take the decision. */
static void check_decides(struct cir_scheme_parts *parts, const struct cir_rule *rule, size_t clause,
                          const struct cir_rule *first, size_t count)
{
    for (const struct cir_rule *other = first; other < first + count; other++)
        for (size_t i = 0; i < other->clause_count; i++) {
            if (!decides_for(parts, rule, clause, other, i))
                continue;
            report_decided(parts, row_of_clause(parts, rule, clause), rule, other, row_of_clause(parts, other, i));
            return;
        }
}

/* Of a scope and of a facility only their own clauses can take the decision. */
static void check_decides_alone(struct cir_scheme_parts *parts, const struct cir_rule *rule)
{
    for (size_t k = 0; k < rule->clause_count; k++)
        check_decides(parts, rule, k, rule, 1);
}

static void check_all_possible(struct cir_scheme_parts *parts, const struct cir_rule *rule)
{
    for (size_t k = 0; k < rule->clause_count; k++)
        check_possible(parts, rule, k);
}

static void check_level(struct cir_scheme_parts *parts, const struct cir_rule *rule)
{
    if (rule->level == parts->scheme->bands[0].level)
        cir_row_report(parts->load, row_of_clause(parts, rule, 0), "level",
                       "'%d' is the lowest level, which holds without a rule", rule->level);
}

/* ---- all of it ---- */

void cir_scheme_check_logic(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    size_t findings = parts->load->count;
    for (size_t i = 0; i < scheme->criterion_count; i++)
        check_threshold(parts, i);
    if (parts->load->count > findings)
        return; /* what follows from them would be reported again */
    for (size_t i = 0; i < scheme->rule_count; i++)
        check_all_possible(parts, &scheme->rules[i]);
    for (size_t i = 0; i < scheme->facility_count; i++)
        check_all_possible(parts, &scheme->facilities[i].rule);
    if (scheme->scope != NULL)
        check_all_possible(parts, scheme->scope);
    if (parts->load->count > findings)
        return;
    for (size_t i = 0; i < scheme->rule_count; i++) {
        check_level(parts, &scheme->rules[i]);
        for (size_t k = 0; k < scheme->rules[i].clause_count; k++)
            check_decides(parts, &scheme->rules[i], k, scheme->rules, scheme->rule_count);
    }
    for (size_t i = 0; i < scheme->facility_count; i++)
        check_decides_alone(parts, &scheme->facilities[i].rule);
    if (scheme->scope != NULL)
        check_decides_alone(parts, scheme->scope);
    cir_scheme_check_scope(parts);
    cir_scheme_check_falls(parts);
}
