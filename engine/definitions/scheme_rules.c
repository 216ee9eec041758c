/* The threshold half of a scheme: criteria, their groups, and the rules made of them. Behind the criteria of criteria.csv
 * there is room for those of thresholds.csv. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

#include <math.h>

/* ---- criteria ---- */

/* Of a set of States: yes. */
enum { HIT = 2 };

static bool is_asked_by_option(const struct cir_field *field)
{
    return cir_scheme_is_option(field) || field->type == CIR_TYPE_SECTORS;
}

/* The options that a ';' list in a cell names. */
static uint64_t options_of(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column,
                           const struct cir_field *field)
{
    uint64_t options = 0;
    struct cir_text word;
    struct cir_text rest = cir_text_of(cir_row_raw(row, column));
    while (cir_text_next(&word, &rest, ';')) {
        uint32_t option = cir_scheme_option(parts, field, word);
        if (option == CIR_INDEX_NONE)
            cir_row_report(parts->load, row, column, "'%.*s' is not an option of '%s'", CIR_TEXT_ARGS(word),
                           field->name);
        else
            options |= UINT64_C(1) << option;
    }
    return options;
}

/* Asked by a list of States, not by the options of a field. */
static bool is_of_states(unsigned measure)
{
    return measure == CIR_MEASURE_STATES_HIT || measure == CIR_MEASURE_STATE;
}

static void fill_filter(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_criterion *criterion)
{
    criterion->filter_measure = CIR_INDEX_NONE;
    bool has_measure = *cir_row_raw(row, "filter_measure") != '\0';
    if (has_measure != (*cir_row_raw(row, "filter_value") != '\0'))
        cir_row_report(parts->load, row, "filter_value", "'%.100s' with filter_measure '%s'; expected both or neither",
                       cir_row_raw(row, "filter_value"), cir_row_raw(row, "filter_measure"));
    else if (has_measure)
        criterion->filter_measure = cir_scheme_measure(parts, row, "filter_measure");
    if (criterion->filter_measure == CIR_INDEX_NONE)
        return;
    const struct cir_field *field = cir_scheme_field(parts, criterion->filter_measure);
    if (is_of_states(criterion->filter_measure)) {
        criterion->filter_measure = cir_scheme_state_set(parts, criterion->filter_measure, row, "filter_value");
        criterion->filter_options = HIT;
    } else if (is_asked_by_option(field))
        criterion->filter_options = options_of(parts, row, "filter_value", field);
    else
        cir_row_refuse(parts->load, row, "filter_measure", "a measure with options, or the sector");
}

/* What an asset is measured by may wait for a State's own number: an empty threshold. */
static void fill_comparison(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_field *field,
                            struct cir_criterion *criterion)
{
    if (!cir_scheme_is_number(field))
        cir_row_report(parts->load, row, "op", "'%s' needs a number; '%s' is none", cir_row_raw(row, "op"),
                       field->name);
    criterion->threshold = parts->scheme->subject_is_asset
                               ? cir_row_optional_number(parts->load, row, "threshold", &cir_bounds_any)
                               : cir_row_number(parts->load, row, "threshold", &cir_bounds_any);
    if (strcmp(criterion->unit, field->unit) != 0)
        cir_row_report(parts->load, row, "unit", "'%s' is not the unit of '%s': '%s'", criterion->unit, field->name,
                       field->unit);
}

static void fill_membership(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_field *field,
                            struct cir_criterion *criterion)
{
    if (!is_asked_by_option(field)) {
        cir_row_report(parts->load, row, "op", "'%s' needs a measure with options; '%s' has none",
                       cir_row_raw(row, "op"), field->name);
        return;
    }
    criterion->options = options_of(parts, row, "threshold", field);
    if (criterion->operator== CIR_IS && strchr(cir_row_raw(row, "threshold"), ';') != NULL)
        cir_row_refuse(parts->load, row, "threshold", "one option; several need the op 'in'");
    if (*criterion->unit != '\0')
        cir_row_refuse(parts->load, row, "unit", "empty, as options have no unit");
}

static void fill_states(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_criterion *criterion)
{
    if (*criterion->unit != '\0')
        cir_row_refuse(parts->load, row, "unit", "empty, as States have no unit");
    if (criterion->operator!= CIR_IN) {
        cir_row_refuse(parts->load, row, "op", "in: States are asked by a list");
        return;
    }
    criterion->measure = cir_scheme_state_set(parts, criterion->measure, row, "threshold");
    criterion->options = HIT;
}

struct cir_criterion cir_scheme_read_criterion(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    struct cir_load *load = parts->load;
    struct cir_criterion criterion = {
        .name = "",
        .group = CIR_INDEX_NONE,
        .filter_measure = CIR_INDEX_NONE,
        .measure = cir_scheme_measure(parts, row, "measure"),
        .operator=(enum cir_operator) cir_row_choice(load, row, "op", ">;>=;<;<=;=;in;is"),
        .threshold = NAN,
        .unit = cir_row_raw(row, "unit"),
        .source = cir_row_source(load, row, &parts->sources),
    };
    if (criterion.measure == CIR_INDEX_NONE)
        return criterion;
    const struct cir_field *field = cir_scheme_field(parts, criterion.measure);
    if (is_of_states(criterion.measure))
        fill_states(parts, row, &criterion);
    else if (cir_criterion_asks_options(&criterion))
        fill_membership(parts, row, field, &criterion);
    else
        fill_comparison(parts, row, field, &criterion);
    return criterion;
}

static void fill_criterion(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_criterion *criterion)
{
    *criterion = cir_scheme_read_criterion(parts, row);
    criterion->name = cir_row_code(parts->load, row, "criterion");
    fill_filter(parts, row, criterion);
}

/* ---- groups ---- */

static uint32_t find_group(const struct cir_scheme *scheme, struct cir_text name)
{
    for (uint32_t i = 0; i < scheme->group_count; i++)
        if (cir_text_is(name, scheme->groups[i].name))
            return i;
    return CIR_INDEX_NONE;
}

static uint32_t find_criterion(const struct cir_scheme *scheme, struct cir_text name)
{
    for (uint32_t i = 0; i < scheme->criterion_count; i++)
        if (cir_text_is(name, scheme->criteria[i].name))
            return i;
    return CIR_INDEX_NONE;
}

static void join_group(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_criterion *criterion)
{
    struct cir_scheme *scheme = parts->scheme;
    if (*cir_row_raw(row, "group") == '\0')
        return;
    criterion->group = find_group(scheme, cir_text_of(cir_row_raw(row, "group")));
    if (criterion->group != CIR_INDEX_NONE)
        return;
    const char *name = cir_row_code(parts->load, row, "group");
    if (find_criterion(scheme, cir_text_of(name)) != CIR_INDEX_NONE)
        cir_row_refuse(parts->load, row, "group", "a name of its own: a criterion has it");
    criterion->group = (unsigned)scheme->group_count;
    scheme->groups[scheme->group_count++].name = name;
}

void cir_scheme_fill_criteria(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_CRITERIA];
    struct cir_index seen = {0};
    size_t count = table->row_count + parts->tables[CIR_SCHEME_THRESHOLDS].row_count;
    scheme->criteria = cir_load_take(parts->load, count, sizeof *scheme->criteria);
    scheme->groups = cir_load_take(parts->load, table->row_count, sizeof *scheme->groups);
    if (scheme->criteria == NULL || scheme->groups == NULL)
        return;
    for (size_t i = 0; i < table->row_count; i++) {
        fill_criterion(parts, &table->rows[i], &scheme->criteria[i]);
        (void)cir_row_unique(parts->load, &seen, &table->rows[i], "criterion", NULL);
        scheme->criterion_count = i + 1;
    }
    for (size_t i = 0; i < table->row_count; i++)
        join_group(parts, &table->rows[i], &scheme->criteria[i]);
    scheme->first_threshold = scheme->criterion_count;
    if (scheme->criterion_count > CIR_CRITERIA_MAX || scheme->group_count > CIR_GROUPS_MAX)
        cir_load_report(parts->load, (struct cir_place){.file = table->file},
                        "%zu criteria in %zu groups; expected at most %d in %d", scheme->criterion_count,
                        scheme->group_count, CIR_CRITERIA_MAX, CIR_GROUPS_MAX);
}

/* ---- rules ---- */

/* What the rules name, so that a criterion which none of them asks for is found. */
struct named {
    bool *criteria;
    bool *groups;
};

static bool take_bit(uint64_t *words, uint32_t number)
{
    uint64_t bit = UINT64_C(1) << (number % 64);
    bool fresh = (words[number / 64] & bit) == 0;
    words[number / 64] |= bit;
    return fresh;
}

static bool take_item(const struct cir_scheme *scheme, struct cir_text name, struct cir_condition *condition,
                      struct named *named, bool *fresh)
{
    uint32_t group = find_group(scheme, name);
    uint32_t criterion = find_criterion(scheme, name);
    if (group < CIR_GROUPS_MAX) {
        named->groups[group] = true;
        *fresh = take_bit(&condition->groups, group);
        return true;
    }
    if (criterion < CIR_CRITERIA_MAX) {
        named->criteria[criterion] = true;
        *fresh = take_bit(condition->criteria, criterion);
        return true;
    }
    return false;
}

static void fill_condition(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_condition *condition,
                           struct named *named)
{
    static const enum cir_scheme_table naming[] = {CIR_SCHEME_CRITERIA, CIR_SCHEME_TABLE_COUNT};
    struct cir_load *load = parts->load;
    int items = 0;
    struct cir_text name;
    struct cir_text rest = cir_text_of(cir_row_raw(row, "of"));
    for (; cir_text_next(&name, &rest, ';'); items++) {
        bool fresh = true;
        if (!take_item(parts->scheme, name, condition, named, &fresh))
            cir_scheme_report_misfit(parts, row, "of", naming, "'%.*s' is not a criterion or group of criteria.csv",
                                     CIR_TEXT_ARGS(name));
        else if (!fresh)
            cir_row_report(load, row, "of", "'%.*s' is repeated", CIR_TEXT_ARGS(name));
    }
    condition->at_least = (unsigned)cir_row_integer(load, row, "at_least", 1, items);
    (void)cir_row_source(load, row, &parts->sources);
}

static void add_clause(struct cir_scheme_parts *parts, const struct cir_row *first, struct cir_rule *rule,
                       struct named *named)
{
    struct cir_clause *clause = &rule->clauses[rule->clause_count++];
    size_t count = cir_row_count_alike(first, "rule", "clause");
    clause->conditions = cir_load_take(parts->load, count, sizeof *clause->conditions);
    const struct cir_row *end = first->table->rows + first->table->row_count;
    for (const struct cir_row *row = first; clause->conditions != NULL && row < end; row++)
        if (cir_row_is_alike(row, first, "rule", "clause"))
            fill_condition(parts, row, &clause->conditions[clause->condition_count++], named);
}

static void fill_rule(struct cir_scheme_parts *parts, const struct cir_row *first, int level, struct cir_rule *rule,
                      struct named *named)
{
    *rule = (struct cir_rule){
        .name = cir_row_code(parts->load, first, "rule"),
        .level = level,
        .clauses = cir_load_take(parts->load, cir_row_count_alike(first, "rule", NULL), sizeof *rule->clauses),
        .source = cir_row_raw(first, "source"),
    };
    const struct cir_row *end = first->table->rows + first->table->row_count;
    for (const struct cir_row *row = first; rule->clauses != NULL && row < end; row++) {
        if (!cir_row_is_alike(row, first, "rule", NULL))
            continue;
        if (!cir_row_is_alike(row, first, "level", NULL))
            cir_row_report(parts->load, row, "level", "'%s' differs from '%s' of the same rule",
                           cir_row_raw(row, "level"), cir_row_raw(first, "level"));
        if (cir_row_is_first(row, "rule", "clause"))
            add_clause(parts, row, rule, named);
    }
}

/* Number of the band of the rule's level; a level without one is refused, and counts as the lowest. */
static size_t band_of(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    const struct cir_scheme *scheme = parts->scheme;
    int level = cir_row_integer(parts->load, row, "level", 0, INT32_MAX);
    for (size_t i = 0; i < scheme->band_count; i++)
        if (scheme->bands[i].level == level)
            return i;
    cir_row_refuse(parts->load, row, "level", "a level of bands.csv, or 'applies'");
    return 0;
}

/* The rule that has this word for a level says of whom the scheme speaks. */
static bool is_scope(const struct cir_row *row)
{
    return strcmp(cir_row_raw(row, "level"), "applies") == 0;
}

static void fill_scope(struct cir_scheme_parts *parts, struct named *named)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_RULES];
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (!is_scope(row) || !cir_row_is_first(row, "rule", NULL))
            continue;
        struct cir_rule *rule = cir_load_take(parts->load, 1, sizeof *rule);
        if (rule == NULL)
            return;
        fill_rule(parts, row, 0, rule, named);
        if (scheme->scope != NULL)
            cir_row_report(parts->load, row, "rule", "'%s' is a second scope beside '%s'; expected clauses of one rule",
                           rule->name, scheme->scope->name);
        else
            scheme->scope = rule;
    }
}

static void add_rules(struct cir_scheme_parts *parts, struct named *named)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_RULES];
    size_t *bands = cir_load_take_scratch(parts->load, table->row_count, sizeof *bands);
    scheme->rules = cir_load_take(parts->load, table->row_count, sizeof *scheme->rules);
    if (bands == NULL || scheme->rules == NULL)
        return;
    for (size_t i = 0; i < table->row_count; i++)
        bands[i] = is_scope(&table->rows[i]) ? scheme->band_count : band_of(parts, &table->rows[i]);
    for (size_t band = scheme->band_count; band-- > 0;)
        for (size_t i = 0; i < table->row_count; i++)
            if (bands[i] == band && cir_row_is_first(&table->rows[i], "rule", NULL))
                fill_rule(parts, &table->rows[i], scheme->bands[band].level, &scheme->rules[scheme->rule_count++],
                          named);
}

static bool is_named(const struct cir_scheme *scheme, size_t criterion, const struct named *named)
{
    unsigned group = scheme->criteria[criterion].group;
    return named->criteria[criterion] || (group != CIR_INDEX_NONE && named->groups[group]);
}

static void mark_ruled(struct cir_scheme *scheme, const struct named *named)
{
    for (size_t i = 0; i < scheme->criterion_count; i++)
        scheme->criteria[i].is_ruled = is_named(scheme, i, named);
}

static void check_named(struct cir_scheme_parts *parts, const struct named *named)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_CRITERIA];
    for (size_t i = 0; i < parts->scheme->criterion_count; i++) {
        if (!is_named(parts->scheme, i, named))
            cir_row_report(parts->load, &table->rows[i], "criterion", "no rule asks for '%s'",
                           parts->scheme->criteria[i].name);
    }
}

void cir_scheme_fill_rules(struct cir_scheme_parts *parts)
{
    size_t count = parts->scheme->criterion_count;
    struct named named = {.criteria = cir_load_take_scratch(parts->load, count, sizeof *named.criteria),
                          .groups = cir_load_take_scratch(parts->load, count, sizeof *named.groups)};
    if (named.criteria == NULL || named.groups == NULL)
        return;
    add_rules(parts, &named);
    mark_ruled(parts->scheme, &named);
    fill_scope(parts, &named);
    check_named(parts, &named);
}
