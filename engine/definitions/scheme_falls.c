/* Levels that fall where harm rises. For each way in which a clause can hold, a case is made in which just that is known;
 * one measure after the other is raised, and the rules are asked again: what is reported is a case that there is. */
#include "definitions/row.h"
#include "definitions/scheme_sense.h"
#include "definitions/scheme_ways.h"

#include <math.h>

struct fall {
    bool *is_reported;             /* by criterion */
    struct cir_scheme_fact *facts; /* by measure */
};

static struct fall *fall_of(const struct cir_way *way)
{
    return way->context;
}

static int level_of(const struct cir_scheme_parts *parts, const struct cir_scheme_fact *facts)
{
    const struct cir_scheme *scheme = parts->scheme;
    for (size_t i = 0; i < scheme->rule_count; i++)
        for (size_t k = 0; k < scheme->rules[i].clause_count; k++)
            if (cir_scheme_clause_holds(parts, facts, &scheme->rules[i].clauses[k]))
                return scheme->rules[i].level;
    return scheme->bands[0].level;
}

static uint64_t lowest_bit(uint64_t options)
{
    return options & (~options + 1);
}

/* The case in which just what the way needs is so, and no more. */
static void make_case(const struct cir_way *way, struct cir_scheme_fact *facts)
{
    const struct cir_scheme *scheme = way->parts->scheme;
    memset(facts, 0, CIR_MEASURES_MAX * sizeof *facts);
    for (size_t i = 0; i < way->count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[way->criteria[i]];
        const unsigned measures[] = {criterion->measure, criterion->filter_measure};
        const uint64_t options[] = {criterion->options, criterion->filter_options};
        for (size_t k = 0; k < 2 && measures[k] != CIR_INDEX_NONE; k++) {
            struct cir_scheme_fact *fact = &facts[measures[k]];
            struct cir_values left = cir_scheme_values_left(way, measures[k]);
            fact->is_known = true;
            fact->number = left.least;
            fact->options = cir_scheme_takes_several(cir_scheme_field(way->parts, measures[k]))
                                ? fact->options | lowest_bit(options[k])
                                : lowest_bit(left.options);
        }
    }
}

/* Whether more of what it asks for can end it. */
static bool has_ceiling(const struct cir_scheme_parts *parts, const struct cir_criterion *criterion)
{
    const struct cir_field *field = cir_scheme_field(parts, criterion->measure);
    if (!cir_scheme_rises(parts, criterion->measure))
        return false;
    if (!cir_criterion_asks_options(criterion))
        return cir_scheme_values(parts, criterion).most < cir_scheme_most(parts, criterion->measure);
    uint64_t all = (UINT64_C(1) << field->option_count) - 1;
    uint64_t above = all & ~(lowest_bit(criterion->options) - 1);
    return (above & ~criterion->options) != 0;
}

static void report_fall(const struct cir_way *way, unsigned number, int from, int to)
{
    const struct cir_row *row = cir_scheme_criterion_row(way->parts, number);
    if (!fall_of(way)->is_reported[number])
        cir_row_report(way->parts->load, row, "threshold",
                       "where '%s' rises beyond what '%s' allows, the rules fall from level %d to %d",
                       cir_row_raw(row, "measure"), cir_row_raw(row, "criterion"), from, to);
    fall_of(way)->is_reported[number] = true;
}

static bool falls_at(struct cir_way *way, unsigned number, struct cir_scheme_fact raised)
{
    struct cir_scheme_fact *fact = &fall_of(way)->facts[way->parts->scheme->criteria[number].measure];
    struct cir_scheme_fact before = *fact;
    int from = level_of(way->parts, fall_of(way)->facts);
    *fact = raised;
    int to = level_of(way->parts, fall_of(way)->facts);
    *fact = before;
    way->trials += way->parts->scheme->rule_count;
    if (to < from)
        report_fall(way, number, from, to);
    return to < from;
}

static bool number_falls(struct cir_way *way, unsigned number)
{
    const struct cir_scheme *scheme = way->parts->scheme;
    unsigned measure = scheme->criteria[number].measure;
    double most = cir_scheme_most(way->parts, measure);
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        if (scheme->criteria[i].measure != measure)
            continue;
        struct cir_values values = cir_scheme_values(way->parts, &scheme->criteria[i]);
        const double ends[] = {values.least, nextafter(values.most, INFINITY)};
        for (size_t k = 0; k < 2; k++)
            if (ends[k] > fall_of(way)->facts[measure].number && ends[k] <= most && isfinite(ends[k]) &&
                falls_at(way, number, (struct cir_scheme_fact){.is_known = true, .number = ends[k]}))
                return true;
    }
    return false;
}

static bool options_fall(struct cir_way *way, unsigned number)
{
    unsigned measure = way->parts->scheme->criteria[number].measure;
    size_t count = cir_scheme_field(way->parts, measure)->option_count;
    for (size_t i = 0; i < count; i++) {
        uint64_t option = UINT64_C(1) << i;
        if (option > fall_of(way)->facts[measure].options &&
            falls_at(way, number, (struct cir_scheme_fact){.is_known = true, .options = option}))
            return true;
    }
    return false;
}

static bool find_fall(struct cir_way *way)
{
    const struct cir_scheme *scheme = way->parts->scheme;
    make_case(way, fall_of(way)->facts);
    for (size_t i = 0; i < way->count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[way->criteria[i]];
        if (!has_ceiling(way->parts, criterion))
            continue;
        if (cir_criterion_asks_options(criterion) ? options_fall(way, way->criteria[i])
                                                  : number_falls(way, way->criteria[i]))
            return true;
    }
    return false;
}

static bool has_any_ceiling(const struct cir_scheme_parts *parts)
{
    for (size_t i = 0; i < parts->scheme->criterion_count; i++)
        if (has_ceiling(parts, &parts->scheme->criteria[i]))
            return true;
    return false;
}

void cir_scheme_check_falls(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    if (!has_any_ceiling(parts))
        return;
    struct fall fall = {
        .is_reported = cir_load_take_scratch(parts->load, scheme->criterion_count, sizeof *fall.is_reported),
        .facts = cir_load_take_scratch(parts->load, CIR_MEASURES_MAX, sizeof *fall.facts),
    };
    if (fall.is_reported == NULL || fall.facts == NULL)
        return;
    struct cir_way way = {.parts = parts, .found = find_fall, .context = &fall};
    for (size_t i = 0; i < scheme->rule_count; i++)
        for (size_t k = 0; k < scheme->rules[i].clause_count; k++)
            (void)cir_scheme_try_ways(&way, &scheme->rules[i].clauses[k]);
}
