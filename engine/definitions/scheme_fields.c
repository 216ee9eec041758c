#include "definitions/merges.h"
#include "definitions/option_list.h"
#include "definitions/row.h"
#include "definitions/scheme_parts.h"
#include "model/asset_impact.h"

/* ---- what a scheme may ask ---- */

static uint32_t find_measure(const struct cir_scheme_parts *parts, const char *name)
{
    for (uint32_t i = 0; i < CIR_MEASURE_DERIVED; i++)
        if (strcmp(parts->measures[i].name, name) == 0)
            return i;
    return CIR_INDEX_NONE;
}

unsigned cir_scheme_measure(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column)
{
    const char *name = cir_row_raw(row, column);
    uint32_t measure = find_measure(parts, name);
    if (measure != CIR_INDEX_NONE)
        return measure;
    uint32_t field = cir_index_find(&parts->fields.index, cir_text_of(name));
    if (field == CIR_FIELD_ATTRIBUTION || field == CIR_FIELD_ATTRIBUTION_CONFIDENCE || field == CIR_FIELD_TLP) {
        cir_row_refuse(parts->load, row, column,
                       "a fact that may be scored: attribution and marking are recorded only");
        return CIR_INDEX_NONE;
    }
    if (field != CIR_INDEX_NONE)
        return CIR_MEASURE_DERIVED + field;
    cir_row_refuse(parts->load, row, column, "a measure, a canonical column or a field of fields.csv");
    return CIR_INDEX_NONE;
}

const struct cir_field *cir_scheme_field(const struct cir_scheme_parts *parts, unsigned measure)
{
    if (measure >= CIR_MEASURE_STATE_SETS)
        return &parts->measures[parts->fields.state_sets[measure - CIR_MEASURE_STATE_SETS].measure];
    return measure < CIR_MEASURE_DERIVED ? &parts->measures[measure]
                                         : &parts->fields.list[measure - CIR_MEASURE_DERIVED];
}

bool cir_scheme_is_number(const struct cir_field *field)
{
    return field->type == CIR_TYPE_NUMBER || field->type == CIR_TYPE_COUNT || field->type == CIR_TYPE_AMOUNT ||
           field->type == CIR_TYPE_SHARE || field->type == CIR_TYPE_LOSS;
}

bool cir_scheme_is_option(const struct cir_field *field)
{
    return field->type == CIR_TYPE_OPTION || field->type == CIR_TYPE_OPTIONS || field->type == CIR_TYPE_YESNO;
}

uint32_t cir_scheme_option(const struct cir_scheme_parts *parts, const struct cir_field *field, struct cir_text option)
{
    if (field->type != CIR_TYPE_SECTORS)
        return cir_index_find(&field->option_index, option);
    if (cir_text_is(option, "none"))
        return CIR_SECTOR_NONE;
    return cir_index_find(&parts->definitions->sector_index, option);
}

/* ---- fields.csv ---- */

static const struct {
    const char *name;
    enum cir_type type;
    bool has_options;
} types[] = {
    {"option", CIR_TYPE_OPTION, true},  {"options", CIR_TYPE_OPTIONS, true}, {"yesno", CIR_TYPE_YESNO, false},
    {"number", CIR_TYPE_NUMBER, false}, {"count", CIR_TYPE_COUNT, false},    {"share", CIR_TYPE_SHARE, false},
    {"text", CIR_TYPE_TEXT, false},
};

/* The place in the list is that in `types`. */
static const char type_names[] = "option;options;yesno;number;count;share;text";

/* A field outlives its scheme: its texts lie with the definitions. */
static const char *keep(struct cir_scheme_parts *parts, const char *text)
{
    const char *copy = cir_arena_copy(&parts->definitions->arena, cir_text_of(text));
    parts->load->no_memory = parts->load->no_memory || copy == NULL;
    return copy != NULL ? copy : "";
}

static void fill_options(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_field *field,
                         const char *options)
{
    struct cir_text repeated;
    if (!cir_options_add(field, &parts->definitions->arena, options, &repeated))
        parts->load->no_memory = true;
    else if (repeated.data != NULL)
        cir_row_report(parts->load, row, "options", "option '%.*s' is repeated", CIR_TEXT_ARGS(repeated));
    if (cir_index_find(&field->option_index, cir_text_of("")) != CIR_INDEX_NONE)
        cir_row_report(parts->load, row, "options", "an option is empty");
}

static size_t count_options(const char *options)
{
    size_t count = *options != '\0';
    for (; *options != '\0'; options++)
        count += *options == ';';
    return count;
}

static void check_options(struct cir_load *load, const struct cir_row *row, bool has_options)
{
    const char *options = cir_row_raw(row, "options");
    size_t count = count_options(options);
    if (has_options && count < 2)
        cir_row_report(load, row, "options", "'%s' are not options; expected at least two, with ';'", options);
    if (!has_options && count > 0)
        cir_row_report(load, row, "options", "'%.100s' where the type has none", options);
    if (count > CIR_OPTIONS_MAX)
        cir_row_report(load, row, "options", "%zu options; expected at most %d", count, CIR_OPTIONS_MAX);
}

/* A share is of 1, not of 100; of what is counted a reader must know what; words have no unit. */
static void check_unit(struct cir_load *load, const struct cir_row *row, enum cir_type type)
{
    const char *unit = cir_row_raw(row, "unit");
    bool is_number = type == CIR_TYPE_NUMBER || type == CIR_TYPE_COUNT;
    if (type == CIR_TYPE_SHARE && strcmp(unit, "1") != 0)
        cir_row_refuse(load, row, "unit", "1, the unit of a share");
    else if (is_number && *unit == '\0')
        cir_row_report(load, row, "unit", "is empty; expected what '%s' is counted in", cir_row_raw(row, "field"));
    else if (type != CIR_TYPE_SHARE && !is_number && *unit != '\0')
        cir_row_refuse(load, row, "unit", "empty, as the type has none");
}

static struct cir_field read_field(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    struct cir_load *load = parts->load;
    unsigned type = cir_row_choice(load, row, "type", type_names);
    struct cir_field field = {
        .name = keep(parts, cir_row_code(load, row, "field")),
        .type = types[type].type,
        .unit = keep(parts, cir_row_raw(row, "unit")),
        .meaning = keep(parts, cir_row_text(load, row, "question")),
        .asked_by = keep(parts, parts->scheme->name),
    };
    (void)cir_row_source(load, row, &parts->sources);
    check_unit(load, row, types[type].type);
    check_options(load, row, types[type].has_options);
    fill_options(parts, row, &field, types[type].type == CIR_TYPE_YESNO ? "no;yes" : cir_row_raw(row, "options"));
    return field;
}

static bool is_same_question(const struct cir_field *a, const struct cir_field *b)
{
    bool same = a->type == b->type && a->option_count == b->option_count && strcmp(a->unit, b->unit) == 0;
    for (size_t i = 0; same && i < a->option_count; i++)
        same = strcmp(a->options[i], b->options[i]) == 0;
    return same;
}

static void add_field(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_field *field)
{
    struct cir_fields *fields = &parts->fields;
    if (fields->count == CIR_FIELDS_MAX) {
        cir_row_report(parts->load, row, "field", "the schemes of a run ask for at most %d fields", CIR_FIELDS_MAX);
        return;
    }
    if (!cir_index_insert(&fields->index, &parts->definitions->arena, cir_text_of(field->name), (uint32_t)fields->count,
                          NULL))
        parts->load->no_memory = true;
    fields->list[fields->count] = *field;
    fields->list[fields->count].merge =
        (struct cir_merge){.rule = cir_merge_usual(field->type), .of = (unsigned)fields->count};
    fields->count++;
}

static void take_field(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    struct cir_field field = read_field(parts, row);
    uint32_t there = cir_index_find(&parts->fields.index, cir_text_of(field.name));
    if (there < CIR_FIELD_CANONICAL)
        cir_row_refuse(parts->load, row, "field", "a new name: a canonical column has it");
    else if (find_measure(parts, field.name) != CIR_INDEX_NONE)
        cir_row_refuse(parts->load, row, "field", "a new name: a measure has it");
    else if (strcmp(field.name, CIR_NATIONAL_SHARE) == 0 && field.type != CIR_TYPE_SHARE)
        cir_row_refuse(parts->load, row, "type", "share: a register tells by it of what a network is asked");
    else if (there == CIR_INDEX_NONE)
        add_field(parts, row, &field);
    else if (!is_same_question(&parts->fields.list[there], &field))
        cir_row_report(parts->load, row, "field", "'%s' is asked with another type, unit or options by scheme '%s'",
                       field.name, parts->fields.list[there].asked_by);
}

/* The fields of the run stay as they are until the scheme has passed: the additions go into a copy of the index, and
 * behind the end of the list. */
static bool copy_index(struct cir_scheme_parts *parts)
{
    struct cir_index *index = &parts->fields.index;
    struct cir_index_slot *slots = cir_arena_take(&parts->definitions->arena, index->capacity, sizeof *slots);
    if (slots == NULL) {
        parts->load->no_memory = true;
        return false;
    }
    memcpy(slots, index->slots, index->capacity * sizeof *slots);
    index->slots = slots;
    return true;
}

void cir_scheme_fill_fields(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FIELDS];
    struct cir_index seen = {0};
    if (table->row_count == 0 || !copy_index(parts))
        return;
    for (size_t i = 0; i < table->row_count; i++)
        if (cir_row_unique(parts->load, &seen, &table->rows[i], "field", NULL))
            take_field(parts, &table->rows[i]);
}
