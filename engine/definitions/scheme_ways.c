#include "definitions/scheme_ways.h"

#include "definitions/scheme_sense.h"

#include <math.h>

enum { TRIALS_MAX = 10000, WORD_BITS = 64 };

/* ---- what a criterion lets a measure be ---- */

struct cir_values cir_scheme_values(const struct cir_scheme_parts *parts, const struct cir_criterion *criterion)
{
    double threshold = criterion->threshold;
    struct cir_values values = {0, cir_scheme_most(parts, criterion->measure), criterion->options};
    if (cir_criterion_is_unset(criterion))
        return values;
    if (criterion->operator== CIR_GREATER)
        values.least = fmax(values.least, nextafter(threshold, INFINITY));
    if (criterion->operator== CIR_AT_LEAST || criterion->operator== CIR_EQUAL)
        values.least = fmax(values.least, threshold);
    if (criterion->operator== CIR_LESS)
        values.most = fmin(values.most, nextafter(threshold, -INFINITY));
    if (criterion->operator== CIR_AT_MOST || criterion->operator== CIR_EQUAL)
        values.most = fmin(values.most, threshold);
    return values;
}

/* ---- conditions ---- */

bool cir_scheme_has_item(const struct cir_condition *condition, unsigned item)
{
    if (item >= CIR_CRITERIA_MAX)
        return (condition->groups >> (item - CIR_CRITERIA_MAX) & 1) != 0;
    return (condition->criteria[item / WORD_BITS] >> (item % WORD_BITS) & 1) != 0;
}

bool cir_scheme_is_in_item(const struct cir_scheme *scheme, unsigned criterion, unsigned item)
{
    return item >= CIR_CRITERIA_MAX ? scheme->criteria[criterion].group == item - CIR_CRITERIA_MAX : criterion == item;
}

/* ---- cases ---- */

static bool meets(const struct cir_scheme_fact *fact, struct cir_values values, bool is_number)
{
    if (!fact->is_known)
        return false;
    return is_number ? fact->number >= values.least && fact->number <= values.most
                     : (fact->options & values.options) != 0;
}

static bool criterion_holds(const struct cir_scheme_parts *parts, const struct cir_scheme_fact *facts, unsigned number)
{
    const struct cir_criterion *criterion = &parts->scheme->criteria[number];
    struct cir_values filter = {.options = criterion->filter_options};
    return meets(&facts[criterion->measure], cir_scheme_values(parts, criterion),
                 !cir_criterion_asks_options(criterion)) &&
           (criterion->filter_measure == CIR_INDEX_NONE || meets(&facts[criterion->filter_measure], filter, false));
}

static bool item_holds(const struct cir_scheme_parts *parts, const struct cir_scheme_fact *facts, unsigned item)
{
    for (unsigned i = 0; i < parts->scheme->criterion_count; i++)
        if (cir_scheme_is_in_item(parts->scheme, i, item) && criterion_holds(parts, facts, i))
            return true;
    return false;
}

bool cir_scheme_clause_holds(const struct cir_scheme_parts *parts, const struct cir_scheme_fact *facts,
                             const struct cir_clause *clause)
{
    for (size_t i = 0; i < clause->condition_count; i++) {
        unsigned count = 0;
        for (unsigned item = 0; item < CIR_SCHEME_ITEMS_MAX; item++)
            count += cir_scheme_has_item(&clause->conditions[i], item) && item_holds(parts, facts, item);
        if (count < clause->conditions[i].at_least)
            return false;
    }
    return true;
}

/* ---- ways in which a clause holds ---- */

bool cir_scheme_takes_several(const struct cir_field *field)
{
    return field->type == CIR_TYPE_OPTIONS || field->type == CIR_TYPE_SECTORS;
}

struct cir_values cir_scheme_values_left(const struct cir_way *way, unsigned measure)
{
    struct cir_values left = {0, INFINITY, UINT64_MAX};
    for (size_t i = 0; i < way->count; i++) {
        const struct cir_criterion *criterion = &way->parts->scheme->criteria[way->criteria[i]];
        if (criterion->filter_measure == measure)
            left.options &= criterion->filter_options;
        if (criterion->measure != measure)
            continue;
        struct cir_values values = cir_scheme_values(way->parts, criterion);
        left.least = fmax(left.least, values.least);
        left.most = fmin(left.most, values.most);
        if (cir_criterion_asks_options(criterion))
            left.options &= values.options;
    }
    return left;
}

/* Of options that may hold together, each criterion can have its own. */
static bool leaves_value(const struct cir_way *way, unsigned measure)
{
    struct cir_values left = cir_scheme_values_left(way, measure);
    if (cir_scheme_takes_several(cir_scheme_field(way->parts, measure)))
        return true;
    return left.least <= left.most && left.options != 0;
}

static bool take_criterion(struct cir_way *way, unsigned number)
{
    const struct cir_criterion *criterion = &way->parts->scheme->criteria[number];
    for (size_t i = 0; i < way->count; i++)
        if (way->criteria[i] == number)
            return true;
    way->criteria[way->count++] = number;
    bool agrees = leaves_value(way, criterion->measure) &&
                  (criterion->filter_measure == CIR_INDEX_NONE || leaves_value(way, criterion->filter_measure));
    if (!agrees)
        way->excluded = number;
    return agrees;
}

/* Choose `missing` more items of the condition, from `item` on, and go on with the next condition.
 * @return true when `found` says so, or when there were too many trials */
static bool choose(struct cir_way *way, size_t condition, unsigned item, unsigned missing)
{
    const struct cir_scheme *scheme = way->parts->scheme;
    if (++way->trials > TRIALS_MAX)
        return true;
    if (missing == 0 && condition + 1 == way->clause->condition_count)
        return way->found(way);
    if (missing == 0)
        return choose(way, condition + 1, 0, way->clause->conditions[condition + 1].at_least);
    while (item < CIR_SCHEME_ITEMS_MAX && !cir_scheme_has_item(&way->clause->conditions[condition], item))
        item++;
    if (item == CIR_SCHEME_ITEMS_MAX)
        return false;
    size_t count = way->count;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (!cir_scheme_is_in_item(scheme, i, item))
            continue;
        if (take_criterion(way, i) && choose(way, condition, item + 1, missing - 1))
            return true;
        way->count = count;
    }
    return choose(way, condition, item + 1, missing);
}

bool cir_scheme_try_ways(struct cir_way *way, const struct cir_clause *clause)
{
    way->clause = clause;
    way->count = 0;
    way->trials = 0;
    return choose(way, 0, 0, clause->conditions[0].at_least);
}
