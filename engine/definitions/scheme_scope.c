/* A scope has to exclude something. Cases are tried, one value of each measure that it asks for, until one lies outside;
 * the values are the options, and of numbers those beside the ends of the criteria. */
#include "definitions/row.h"
#include "definitions/scheme_sense.h"
#include "definitions/scheme_ways.h"

#include <math.h>

enum { TRIALS_MAX = 10000 };

struct search {
    const struct cir_scheme_parts *parts;
    struct cir_scheme_fact *facts; /* by measure */
    unsigned measures[2 * CIR_CRITERIA_MAX];
    size_t measure_count;
    size_t trials;
};

static void add_measure(struct search *search, unsigned measure)
{
    for (size_t i = 0; i < search->measure_count; i++)
        if (search->measures[i] == measure)
            return;
    if (measure != CIR_INDEX_NONE)
        search->measures[search->measure_count++] = measure;
}

static bool is_named(const struct cir_scheme *scheme, const struct cir_clause *clause, unsigned criterion)
{
    for (size_t i = 0; i < clause->condition_count; i++)
        for (unsigned item = 0; item < CIR_SCHEME_ITEMS_MAX; item++)
            if (cir_scheme_has_item(&clause->conditions[i], item) && cir_scheme_is_in_item(scheme, criterion, item))
                return true;
    return false;
}

static void add_measures(struct search *search, const struct cir_clause *clause)
{
    const struct cir_scheme *scheme = search->parts->scheme;
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        if (is_named(scheme, clause, i)) {
            add_measure(search, scheme->criteria[i].measure);
            add_measure(search, scheme->criteria[i].filter_measure);
        }
}

static bool asks_unset(const struct search *search)
{
    const struct cir_scheme *scheme = search->parts->scheme;
    for (size_t i = 0; i < scheme->criterion_count; i++)
        for (size_t k = 0; k < search->measure_count; k++)
            if (cir_criterion_is_unset(&scheme->criteria[i]) && scheme->criteria[i].measure == search->measures[k])
                return true;
    return false;
}

static bool is_outside(const struct search *search)
{
    const struct cir_rule *scope = search->parts->scheme->scope;
    for (size_t i = 0; i < scope->clause_count; i++)
        if (cir_scheme_clause_holds(search->parts, search->facts, &scope->clauses[i]))
            return false;
    return true;
}

static bool find_outside(struct search *search, size_t place);

static bool try_fact(struct search *search, size_t place, struct cir_scheme_fact fact)
{
    search->facts[search->measures[place]] = fact;
    return find_outside(search, place + 1);
}

/* The options that a measure can have, as bits; of States, whether one of the set was hit. */
static uint64_t all_options(const struct cir_field *field)
{
    if (field->type == CIR_TYPE_STATES)
        return 3;
    uint64_t options = (UINT64_C(1) << field->option_count) - 1;
    return field->type == CIR_TYPE_SECTORS ? options | UINT64_C(1) << CIR_SECTOR_NONE : options;
}

static bool try_options(struct search *search, size_t place, const struct cir_field *field)
{
    for (uint64_t rest = all_options(field); rest != 0; rest &= rest - 1)
        if (try_fact(search, place, (struct cir_scheme_fact){.is_known = true, .options = rest & (~rest + 1)}))
            return true;
    return false;
}

static bool try_numbers(struct search *search, size_t place)
{
    const struct cir_scheme *scheme = search->parts->scheme;
    unsigned measure = search->measures[place];
    double most = cir_scheme_most(search->parts, measure);
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        if (scheme->criteria[i].measure != measure)
            continue;
        struct cir_values values = cir_scheme_values(search->parts, &scheme->criteria[i]);
        const double beside[] = {nextafter(values.least, -INFINITY), nextafter(values.most, INFINITY)};
        for (size_t k = 0; k < 2; k++)
            if (beside[k] >= 0 && beside[k] <= most && isfinite(beside[k]) &&
                try_fact(search, place, (struct cir_scheme_fact){.is_known = true, .number = beside[k]}))
                return true;
    }
    return false;
}

/* Too many cases count as one that was found. */
static bool find_outside(struct search *search, size_t place)
{
    if (++search->trials > TRIALS_MAX)
        return true;
    if (place == search->measure_count)
        return is_outside(search);
    const struct cir_field *field = cir_scheme_field(search->parts, search->measures[place]);
    return cir_scheme_is_number(field) ? try_numbers(search, place) : try_options(search, place, field);
}

void cir_scheme_check_scope(struct cir_scheme_parts *parts)
{
    const struct cir_rule *scope = parts->scheme->scope;
    struct search search = {.parts = parts};
    search.facts = cir_load_take_scratch(parts->load, CIR_MEASURES_MAX, sizeof *search.facts);
    if (scope == NULL || search.facts == NULL)
        return;
    for (size_t i = 0; i < scope->clause_count; i++)
        add_measures(&search, &scope->clauses[i]);
    if (asks_unset(&search))
        return; /* a State's number may exclude anything */
    if (find_outside(&search, 0))
        return;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_RULES];
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(cir_row_raw(&table->rows[i], "rule"), scope->name) == 0) {
            cir_row_report(parts->load, &table->rows[i], "rule", "the scope '%s' excludes nothing", scope->name);
            return;
        }
}
