/* What a scheme of subject asset judges: facilities, and the thresholds that each of them is measured by. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

#include <math.h>

static const char not_applicable[] = "n/a";

/* ---- thresholds ---- */

/* A fact that the scheme itself asks for. */
static const struct cir_field *own_field(struct cir_scheme_parts *parts, const struct cir_row *row, unsigned *measure)
{
    *measure = cir_scheme_measure(parts, row, "measure");
    if (*measure == CIR_INDEX_NONE)
        return NULL;
    const struct cir_field *field = cir_scheme_field(parts, *measure);
    if (*measure >= CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL && *measure < CIR_MEASURE_STATE_SETS &&
        field->type != CIR_TYPE_TEXT)
        return field;
    cir_row_refuse(parts->load, row, "measure", "a field of fields.csv that holds a number or options");
    *measure = CIR_INDEX_NONE;
    return NULL;
}

static void check_no_unit(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    if (*cir_row_raw(row, "unit") != '\0')
        cir_row_refuse(parts->load, row, "unit", "empty, as options have no unit");
}

static void fill_membership(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_field *field,
                            struct cir_criterion *criterion)
{
    struct cir_text word;
    struct cir_text rest = cir_text_of(cir_row_raw(row, "threshold"));
    check_no_unit(parts, row);
    if (criterion->operator== CIR_IS && strcmp(cir_row_raw(row, "threshold"), not_applicable) == 0)
        return;
    if (!cir_scheme_is_option(field)) {
        cir_row_report(parts->load, row, "op", "'%s' needs a measure with options; '%s' has none",
                       cir_row_raw(row, "op"), field->name);
        return;
    }
    (void)cir_row_text(parts->load, row, "threshold");
    while (cir_text_next(&word, &rest, ';')) {
        uint32_t option = cir_scheme_option(parts, field, word);
        if (option == CIR_INDEX_NONE)
            cir_row_report(parts->load, row, "threshold", "'%.*s' is not an option of '%s'", CIR_TEXT_ARGS(word),
                           field->name);
        else
            criterion->options |= UINT64_C(1) << option;
    }
    if (criterion->operator== CIR_IS && strchr(cir_row_raw(row, "threshold"), ';') != NULL)
        cir_row_refuse(parts->load, row, "threshold", "one option; several need the op 'in'");
}

/* An empty threshold waits for a State's own number. */
static void fill_comparison(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_field *field,
                            struct cir_criterion *criterion)
{
    if (!cir_scheme_is_number(field))
        cir_row_report(parts->load, row, "op", "'%s' needs a number; '%s' is none", cir_row_raw(row, "op"),
                       field->name);
    criterion->threshold = cir_row_optional_number(parts->load, row, "threshold", &cir_bounds_not_negative);
    if (strcmp(criterion->unit, field->unit) != 0)
        cir_row_report(parts->load, row, "unit", "'%s' is not the unit of '%s': '%s'", criterion->unit, field->name,
                       field->unit);
}

static void fill_threshold(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_criterion *criterion)
{
    struct cir_load *load = parts->load;
    *criterion = (struct cir_criterion){
        .name = cir_row_raw(row, "clause"),
        .group = CIR_INDEX_NONE,
        .filter_measure = CIR_INDEX_NONE,
        .operator=(enum cir_operator) cir_row_choice(load, row, "op", ">;>=;<;<=;=;in;is"),
        .threshold = NAN,
        .unit = cir_row_raw(row, "unit"),
        .source = cir_row_source(load, row, &parts->sources),
    };
    const struct cir_field *field = own_field(parts, row, &criterion->measure);
    if (field == NULL)
        return;
    if (criterion->operator== CIR_IN || criterion->operator== CIR_IS)
        fill_membership(parts, row, field, criterion);
    else
        fill_comparison(parts, row, field, criterion);
}

/* ---- clauses ---- */

/* Every row of a clause says how many of them must hold. */
static void check_at_least(struct cir_scheme_parts *parts, const struct cir_row *first, const struct cir_row *row)
{
    const char *said = cir_row_raw(first, "at_least");
    if (strcmp(cir_row_raw(row, "at_least"), said) != 0)
        cir_row_report(parts->load, row, "at_least", "'%s' where the clause begins with '%s'",
                       cir_row_raw(row, "at_least"), said);
}

static void fill_clause(struct cir_scheme_parts *parts, const struct cir_row *first, struct cir_facility_clause *clause)
{
    const struct cir_row *end = first->table->rows + first->table->row_count;
    size_t count = cir_row_count_alike(first, "facility", "clause");
    clause->criteria = cir_load_take(parts->load, count, sizeof *clause->criteria);
    if (clause->criteria == NULL)
        return;
    clause->at_least = (unsigned)cir_row_integer(parts->load, first, "at_least", 1, (int)count);
    for (const struct cir_row *row = first; row < end; row++) {
        if (!cir_row_is_alike(row, first, "facility", "clause"))
            continue;
        check_at_least(parts, first, row);
        fill_threshold(parts, row, &clause->criteria[clause->criterion_count++]);
    }
}

static size_t count_clauses(const struct cir_table *table, const char *facility)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += strcmp(cir_row_raw(&table->rows[i], "facility"), facility) == 0 &&
                 cir_row_is_first(&table->rows[i], "facility", "clause");
    return count;
}

static void fill_clauses(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_facility *facility)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_THRESHOLDS];
    size_t count = count_clauses(table, facility->name);
    if (count == 0) {
        cir_row_report(parts->load, row, "facility", "no row of thresholds.csv measures '%s'", facility->name);
        return;
    }
    facility->clauses = cir_load_take(parts->load, count, sizeof *facility->clauses);
    for (size_t i = 0; i < table->row_count && facility->clauses != NULL; i++)
        if (strcmp(cir_row_raw(&table->rows[i], "facility"), facility->name) == 0 &&
            cir_row_is_first(&table->rows[i], "facility", "clause"))
            fill_clause(parts, &table->rows[i], &facility->clauses[facility->clause_count++]);
}

/* ---- facilities ---- */

/* A register says by this column of what kind an asset is. */
static void check_facility_column(struct cir_scheme_parts *parts)
{
    uint32_t column = cir_index_find(&parts->fields.index, cir_text_of("facility"));
    if (column == CIR_INDEX_NONE || parts->fields.list[column].type != CIR_TYPE_TEXT)
        cir_load_report(parts->load, (struct cir_place){.file = parts->tables[CIR_SCHEME_FIELDS].file},
                        "field 'facility' of type text is missing");
}

static bool is_asked(const struct cir_table *thresholds, const char *field)
{
    for (size_t i = 0; i < thresholds->row_count; i++)
        if (strcmp(cir_row_raw(&thresholds->rows[i], "measure"), field) == 0)
            return true;
    return false;
}

static void check_fields_are_asked(struct cir_scheme_parts *parts)
{
    const struct cir_table *fields = &parts->tables[CIR_SCHEME_FIELDS];
    for (size_t i = 0; i < fields->row_count; i++) {
        const struct cir_row *row = &fields->rows[i];
        const char *name = cir_row_raw(row, "field");
        if (strcmp(cir_row_raw(row, "type"), "text") != 0 && !is_asked(&parts->tables[CIR_SCHEME_THRESHOLDS], name))
            cir_row_report(parts->load, row, "field", "no row of thresholds.csv asks for '%s'", name);
    }
}

static void check_thresholds_are_reached(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_THRESHOLDS];
    for (size_t i = 0; i < table->row_count; i++)
        (void)cir_row_reference(parts->load, &table->rows[i], "facility", &parts->scheme->facility_index,
                                "a facility of facilities.csv");
}

static struct cir_facility read_facility(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    return (struct cir_facility){
        .name = cir_row_code(parts->load, row, "facility"),
        .number = cir_row_raw(row, "number"),
        .sector = cir_row_code(parts->load, row, "sector"),
        .meaning = cir_row_text(parts->load, row, "meaning"),
        .source = cir_row_source(parts->load, row, &parts->sources),
    };
}

void cir_scheme_fill_facilities(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACILITIES];
    if (!scheme->subject_is_asset)
        return;
    scheme->facilities = cir_load_take(parts->load, table->row_count, sizeof *scheme->facilities);
    if (scheme->facilities == NULL)
        return;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        scheme->facilities[i] = read_facility(parts, row);
        scheme->facility_count = i + 1;
        uint32_t there;
        if (!cir_index_insert(&scheme->facility_index, parts->load->arena, cir_text_of(scheme->facilities[i].name),
                              (uint32_t)i, &there))
            parts->load->no_memory = true;
        else if (there != CIR_INDEX_NONE)
            cir_row_report(parts->load, row, "facility", "'%s' is repeated; it stands in line %zu",
                           scheme->facilities[i].name, table->rows[there].line);
        fill_clauses(parts, row, &scheme->facilities[i]);
    }
    check_facility_column(parts);
    check_fields_are_asked(parts);
    check_thresholds_are_reached(parts);
}
