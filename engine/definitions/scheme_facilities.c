/* What a scheme of subject asset judges: facilities, each with a rule of its own. A row of thresholds.csv is a criterion;
 * the rows of a clause are one condition of it. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

#include <stdio.h>

static const struct cir_table *thresholds_of(const struct cir_scheme_parts *parts)
{
    return &parts->tables[CIR_SCHEME_THRESHOLDS];
}

/* Number of the criterion of a row of thresholds.csv. */
static size_t number_of(const struct cir_scheme_parts *parts, const struct cir_row *row)
{
    return parts->tables[CIR_SCHEME_CRITERIA].row_count + (size_t)(row - thresholds_of(parts)->rows);
}

const struct cir_row *cir_scheme_criterion_row(const struct cir_scheme_parts *parts, size_t number)
{
    const struct cir_table *criteria = &parts->tables[CIR_SCHEME_CRITERIA];
    return number < criteria->row_count ? &criteria->rows[number]
                                        : &thresholds_of(parts)->rows[number - criteria->row_count];
}

/* ---- thresholds ---- */

/* Whether a row before it measures the same in the clause: at least so much, and less than so much. */
static bool is_measured(const struct cir_scheme_parts *parts, const struct cir_row *row)
{
    for (const struct cir_row *before = thresholds_of(parts)->rows; before < row; before++)
        if (cir_row_is_alike(row, before, "facility", "clause") && cir_row_is_alike(row, before, "measure", "measure"))
            return true;
    return false;
}

static const char *name_of(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    const char *facility = cir_row_raw(row, "facility");
    const char *clause = cir_row_raw(row, "clause");
    const char *measure = cir_row_raw(row, "measure");
    const char *op = is_measured(parts, row) ? cir_row_raw(row, "op") : "";
    size_t size = strlen(facility) + strlen(clause) + strlen(measure) + strlen(op) + sizeof "///";
    char *name = cir_load_take(parts->load, size, 1);
    if (name == NULL)
        return "";
    snprintf(name, size, "%s/%s/%s%s%s", facility, clause, measure, *op != '\0' ? "/" : "", op);
    return name;
}

static void check_repeated(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    for (const struct cir_row *before = thresholds_of(parts)->rows; before < row; before++)
        if (cir_row_is_alike(row, before, "facility", "clause") && cir_row_is_alike(row, before, "measure", "op"))
            cir_row_report(parts->load, row, "measure", "'%s' is repeated in the clause; it stands in line %zu",
                           cir_row_raw(row, "measure"), before->line);
}

static void fill_thresholds(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = thresholds_of(parts);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        struct cir_criterion *criterion = &scheme->criteria[number_of(parts, row)];
        (void)cir_row_reference(parts->load, row, "facility", &scheme->facility_index, "a facility of facilities.csv");
        check_repeated(parts, row);
        *criterion = cir_scheme_read_criterion(parts, row);
        criterion->name = name_of(parts, row);
        criterion->is_ruled = true;
    }
    scheme->first_threshold = scheme->criterion_count;
    scheme->criterion_count += table->row_count;
    if (scheme->criterion_count > CIR_CRITERIA_MAX)
        cir_load_report(parts->load, (struct cir_place){.file = table->file},
                        "%zu thresholds and criteria; expected at most %d", scheme->criterion_count, CIR_CRITERIA_MAX);
}

/* ---- rules ---- */

/* Every row of a clause says how many of them must hold. */
static void check_at_least(struct cir_scheme_parts *parts, const struct cir_row *first, const struct cir_row *row)
{
    const char *said = cir_row_raw(first, "at_least");
    if (strcmp(cir_row_raw(row, "at_least"), said) != 0)
        cir_row_report(parts->load, row, "at_least", "'%s' where the clause begins with '%s'",
                       cir_row_raw(row, "at_least"), said);
}

static void add_clause(struct cir_scheme_parts *parts, const struct cir_row *first, struct cir_rule *rule)
{
    const struct cir_row *end = first->table->rows + first->table->row_count;
    size_t count = cir_row_count_alike(first, "facility", "clause");
    struct cir_condition *condition = cir_load_take(parts->load, 1, sizeof *condition);
    if (condition == NULL)
        return;
    condition->at_least = (unsigned)cir_row_integer(parts->load, first, "at_least", 1, (int)count);
    for (const struct cir_row *row = first; row < end; row++) {
        if (!cir_row_is_alike(row, first, "facility", "clause"))
            continue;
        size_t number = number_of(parts, row);
        check_at_least(parts, first, row);
        if (number < CIR_CRITERIA_MAX)
            condition->criteria[number / 64] |= UINT64_C(1) << (number % 64);
    }
    rule->clauses[rule->clause_count++] = (struct cir_clause){condition, 1};
}

static bool is_of(const struct cir_row *row, const char *facility)
{
    return strcmp(cir_row_raw(row, "facility"), facility) == 0;
}

static size_t count_clauses(const struct cir_table *table, const char *facility)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += is_of(&table->rows[i], facility) && cir_row_is_first(&table->rows[i], "facility", "clause");
    return count;
}

static void fill_rule(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_rule *rule)
{
    static const enum cir_scheme_table measuring[] = {CIR_SCHEME_THRESHOLDS, CIR_SCHEME_TABLE_COUNT};
    const struct cir_table *table = thresholds_of(parts);
    size_t count = count_clauses(table, rule->name);
    if (count == 0)
        cir_scheme_report_misfit(parts, row, "facility", measuring, "no row of thresholds.csv measures '%s'",
                                 rule->name);
    rule->clauses = cir_load_take(parts->load, count, sizeof *rule->clauses);
    for (size_t i = 0; i < table->row_count && rule->clauses != NULL; i++)
        if (is_of(&table->rows[i], rule->name) && cir_row_is_first(&table->rows[i], "facility", "clause"))
            add_clause(parts, &table->rows[i], rule);
}

/* ---- facilities ---- */

static void read_facility(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_facility *facility)
{
    const char *name = cir_row_code(parts->load, row, "facility");
    *facility = (struct cir_facility){
        .name = name,
        .number = cir_row_raw(row, "number"),
        .sector = cir_row_code(parts->load, row, "sector"),
        .meaning = cir_row_text(parts->load, row, "meaning"),
        .rule = {.name = name,
                 .level = CIR_FACILITY_LEVEL,
                 .source = cir_row_source(parts->load, row, &parts->sources)},
    };
    fill_rule(parts, row, &facility->rule);
}

static void fill_facilities(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACILITIES];
    scheme->facilities = cir_load_take(parts->load, table->row_count, sizeof *scheme->facilities);
    for (size_t i = 0; scheme->facilities != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        read_facility(parts, row, &scheme->facilities[i]);
        scheme->facility_count = i + 1;
        uint32_t there = cir_load_insert(parts->load, &scheme->facility_index, scheme->facilities[i].name, (uint32_t)i);
        if (there != (uint32_t)i && there != CIR_INDEX_NONE)
            cir_row_report(parts->load, row, "facility", "'%s' is repeated; it stands in line %zu",
                           scheme->facilities[i].name, table->rows[there].line);
    }
}

/* ---- what a register must have ---- */

static const struct cir_field *own_field(const struct cir_scheme_parts *parts, const char *name)
{
    uint32_t number = cir_index_find(&parts->fields.index, cir_text_of(name));
    return number != CIR_INDEX_NONE && number >= CIR_FIELD_CANONICAL ? &parts->fields.list[number] : NULL;
}

/* A register says by this column of what kind an asset is. */
static void check_facility_column(struct cir_scheme_parts *parts)
{
    const struct cir_field *field = own_field(parts, "facility");
    if (parts->scheme->facility_count > 0 && (field == NULL || field->type != CIR_TYPE_TEXT))
        cir_load_report(parts->load, (struct cir_place){.file = parts->tables[CIR_SCHEME_FIELDS].file},
                        "field 'facility' of type text is missing");
}

static void check_level(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    for (size_t i = 1; i < scheme->band_count; i++)
        if (scheme->bands[i].level == CIR_FACILITY_LEVEL)
            return;
    if (scheme->facility_count > 0)
        cir_load_report(parts->load, (struct cir_place){.file = parts->tables[CIR_SCHEME_BANDS].file},
                        "no level %d above the lowest, which the facilities give", CIR_FACILITY_LEVEL);
}

/* Whether the figures of the parts of a plant add up to that of the plant, or are told of the whole of it; parts in
 * different States are no parts of one plant. */
static bool adds_up(const struct cir_scheme_parts *parts, unsigned measure)
{
    const struct cir_field *field = cir_scheme_field(parts, measure);
    if (measure == CIR_MEASURE_IMPACT_STATES || measure >= CIR_MEASURE_STATE_SETS)
        return true;
    return measure >= CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL &&
           (field->type == CIR_TYPE_NUMBER || field->type == CIR_TYPE_COUNT || cir_scheme_is_option(field));
}

static void check_joint_plants(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    const struct cir_field *field = own_field(parts, "joint_plant");
    if (field == NULL)
        return;
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        if (criterion->measure != CIR_INDEX_NONE && !adds_up(parts, criterion->measure))
            cir_row_refuse(parts->load, cir_scheme_criterion_row(parts, i), "measure",
                           "a field of fields.csv whose figures add up in a joint plant, or that has options");
    }
}

static bool is_asked(const struct cir_scheme *scheme, unsigned measure)
{
    for (size_t i = 0; i < scheme->criterion_count; i++)
        if (scheme->criteria[i].measure == measure || scheme->criteria[i].filter_measure == measure)
            return true;
    return false;
}

/* A question that decides nothing is work for every operator of a register. */
static void check_fields_are_asked(struct cir_scheme_parts *parts)
{
    static const enum cir_scheme_table asking[] = {CIR_SCHEME_THRESHOLDS, CIR_SCHEME_CRITERIA, CIR_SCHEME_TABLE_COUNT};
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FIELDS];
    for (size_t i = 0; i < table->row_count; i++) {
        const char *name = cir_row_raw(&table->rows[i], "field");
        uint32_t number = cir_index_find(&parts->fields.index, cir_text_of(name));
        if (number == CIR_INDEX_NONE || cir_type_is_text(parts->fields.list[number].type))
            continue;
        if (!is_asked(parts->scheme, CIR_MEASURE_DERIVED + number))
            cir_scheme_report_misfit(parts, &table->rows[i], "field", asking, "no criterion or threshold asks for '%s'",
                                     name);
    }
}

void cir_scheme_fill_facilities(struct cir_scheme_parts *parts)
{
    if (!parts->scheme->subject_is_asset || parts->scheme->criteria == NULL)
        return;
    fill_facilities(parts);
    fill_thresholds(parts);
    check_facility_column(parts);
    check_level(parts);
    check_joint_plants(parts);
    check_fields_are_asked(parts);
}
