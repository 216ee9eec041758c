#include "intake/plan.h"

#include "base/nearest.h"
#include "intake/overrides.h"

#include <stdlib.h>

static const unsigned required[] = {CIR_FIELD_ID, CIR_FIELD_DATE, CIR_FIELD_COUNTRY, CIR_FIELD_SECTOR};

enum { REQUIRED_COUNT = sizeof required / sizeof required[0] };

/* What a plan is made from. */
struct maker {
    struct cir_intake_plan *plan;
    const char *file;
    const struct cir_fields *fields;
    const struct cir_mapping *mapping; /* NULL: none */
    struct cir_error *error;
};

static enum cir_status refuse_repeated(const struct maker *maker, const char *name, size_t first, size_t second)
{
    return cir_fail(maker->error, CIR_BAD_LOG, (struct cir_place){maker->file, 1, 0},
                    "the column '%s' stands twice, as columns %zu and %zu: which one is meant?", name, first + 1,
                    second + 1);
}

typedef bool equal_texts(struct cir_text a, struct cir_text b);

/* Number of the one column of this name; column_count when there is none. */
static enum cir_status find_column_by(size_t *column, const struct maker *maker, const char *name, equal_texts *equal)
{
    const struct cir_intake_plan *plan = maker->plan;
    *column = plan->column_count;
    for (size_t i = 0; i < plan->column_count; i++) {
        if (!equal(cir_text_of(plan->columns[i]), cir_text_of(name)))
            continue;
        if (*column < plan->column_count)
            return refuse_repeated(maker, name, *column, i);
        *column = i;
    }
    return CIR_OK;
}

/* Letter by letter first, so that a log may have both `Name` and `name`. */
static enum cir_status find_column(size_t *column, const struct maker *maker, const char *name)
{
    enum cir_status status = find_column_by(column, maker, name, cir_text_equal);
    if (status == CIR_OK && *column == maker->plan->column_count)
        status = find_column_by(column, maker, name, cir_text_equal_case);
    return status;
}

static struct cir_text nearest_column(const struct cir_intake_plan *plan, const char *name)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(name));
    for (size_t i = 0; i < plan->column_count; i++)
        cir_nearest_offer(&nearest, cir_text_of(plan->columns[i]));
    return nearest.found;
}

static enum cir_status refuse_source(const struct maker *maker, const struct cir_mapping_row *row)
{
    struct cir_text near = nearest_column(maker->plan, row->source);
    return cir_fail(maker->error, CIR_BAD_LOG, (struct cir_place){maker->file, 1, 0},
                    "no column '%s', which line %zu of the mapping %s reads%s%.*s%s", row->source, row->line,
                    maker->mapping->file, near.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(near),
                    near.size > 0 ? "')" : "");
}

static struct cir_cell_format declared_format(const struct cir_intake_options *options)
{
    struct cir_cell_format format = cir_cell_format_plain();
    format.date_order = options->date_order;
    format.decimal = options->decimal != '\0' ? options->decimal : format.decimal;
    format.thousands = options->thousands;
    return format;
}

static struct cir_cell_format format_of(const struct maker *maker, unsigned number)
{
    struct cir_cell_format format = maker->plan->declared;
    if (maker->mapping != NULL)
        cir_mapping_format(&format, maker->mapping, number, maker->fields, maker->plan->definitions);
    return format;
}

static enum cir_status add_entry(const struct maker *maker, unsigned number, size_t column)
{
    struct cir_intake_plan *plan = maker->plan;
    struct cir_intake_entry *entry = &plan->entries[plan->entry_count++];
    struct cir_cell_format format = format_of(maker, number);
    *entry = (struct cir_intake_entry){
        .number = number,
        .column = column,
        .reader = cir_cell_reader_of(&maker->fields->list[number], &format, plan->definitions),
    };
    if (maker->mapping != NULL && !cir_text_steps_make(entry, maker->mapping, &plan->arena))
        return cir_fail_memory(maker->error);
    return CIR_OK;
}

/* The lint of the mapping has read the constant already; it is plain, whatever is declared for the log. */
static enum cir_status add_constant(const struct maker *maker, const struct cir_mapping_row *row)
{
    struct cir_intake_plan *plan = maker->plan;
    struct cir_intake_constant *constant = &plan->constants[plan->constant_count++];
    struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    constant->number = row->target;
    constant->text = row->argument;
    if (cir_cell_read(&constant->cell, &maker->fields->list[row->target], &format, plan->definitions,
                      cir_text_of(row->argument), &fault))
        return CIR_OK;
    return cir_fail(maker->error, CIR_BAD_TABLE, (struct cir_place){maker->mapping->file, row->line, 0},
                    "'%s': %s, expected %s", row->argument, cir_problem_meaning(fault.code), fault.expected);
}

static enum cir_status add_mapped(const struct maker *maker, const struct cir_mapping_row *row)
{
    struct cir_intake_plan *plan = maker->plan;
    if (row->transform == CIR_TRANSFORM_CONSTANT)
        return add_constant(maker, row);
    if (row->transform == CIR_TRANSFORM_ROW_NUMBER) {
        plan->numberings[plan->numbering_count++] = (struct cir_intake_numbering){row->target, row->argument};
        return CIR_OK;
    }
    size_t column = 0;
    enum cir_status status = find_column(&column, maker, row->source);
    if (status != CIR_OK)
        return status;
    return column < plan->column_count ? add_entry(maker, row->target, column) : refuse_source(maker, row);
}

/* The first row of the mapping for a field; NULL when no row names it. */
static const struct cir_mapping_row *mapped(const struct maker *maker, unsigned number)
{
    for (size_t i = 0; maker->mapping != NULL && i < maker->mapping->count; i++)
        if (maker->mapping->rows[i].target == number)
            return &maker->mapping->rows[i];
    return NULL;
}

static enum cir_status add_field(const struct maker *maker, unsigned number, bool *found)
{
    const struct cir_mapping_row *row = mapped(maker, number);
    *found = true;
    if (row != NULL)
        return add_mapped(maker, row);
    size_t column = 0;
    enum cir_status status = find_column(&column, maker, maker->fields->list[number].name);
    *found = status != CIR_OK || column < maker->plan->column_count;
    return status == CIR_OK && *found ? add_entry(maker, number, column) : status;
}

/* "no column 'date' (nearest: 'dates'), 'sector'; name them so, or see `cirisk map log.csv`" */
static enum cir_status refuse_missing(const struct maker *maker, const bool *found)
{
    struct cir_buffer text = {0};
    for (int i = 0; i < REQUIRED_COUNT; i++) {
        if (found[required[i]])
            continue;
        const char *name = maker->fields->list[required[i]].name;
        struct cir_text near = nearest_column(maker->plan, name);
        cir_buffer_add_format(&text, "%s'%s'", text.size > 0 ? ", " : "no column ", name);
        if (near.size > 0)
            cir_buffer_add_format(&text, " (nearest: '%.*s')", CIR_TEXT_ARGS(near));
    }
    if (text.failed) {
        cir_buffer_free(&text);
        return cir_fail_memory(maker->error);
    }
    enum cir_status status = cir_fail(maker->error, CIR_BAD_LOG, (struct cir_place){maker->file, 1, 0},
                                      "%.*s; name the columns so, or have a mapping proposed: cirisk map %s",
                                      (int)text.size, text.data, maker->file);
    cir_buffer_free(&text);
    return status;
}

static int compare_entries(const void *a, const void *b)
{
    const struct cir_intake_entry *first = a;
    const struct cir_intake_entry *second = b;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

static enum cir_status add_fields(const struct maker *maker)
{
    bool found[CIR_FIELDS_MAX] = {false};
    for (unsigned i = 0; i < maker->fields->count; i++) {
        enum cir_status status = add_field(maker, i, &found[i]);
        if (status != CIR_OK)
            return status;
    }
    for (int i = 0; i < REQUIRED_COUNT; i++)
        if (!found[required[i]])
            return refuse_missing(maker, found);
    struct cir_intake_plan *plan = maker->plan;
    if (plan->entry_count > 0)
        qsort(plan->entries, plan->entry_count, sizeof *plan->entries, compare_entries);
    return CIR_OK;
}

static bool take_memory(struct cir_intake_plan *plan, const struct cir_text *columns)
{
    struct cir_arena *arena = &plan->arena;
    plan->columns = cir_arena_take(arena, plan->column_count, sizeof *plan->columns);
    plan->entries = cir_arena_take(arena, plan->field_count, sizeof *plan->entries);
    plan->constants = cir_arena_take(arena, plan->field_count, sizeof *plan->constants);
    plan->numberings = cir_arena_take(arena, plan->field_count, sizeof *plan->numberings);
    if (plan->columns == NULL || plan->entries == NULL || plan->constants == NULL || plan->numberings == NULL)
        return false;
    for (size_t i = 0; i < plan->column_count; i++) {
        plan->columns[i] = cir_arena_copy(arena, cir_text_trim(columns[i]));
        if (plan->columns[i] == NULL)
            return false;
    }
    return true;
}

enum cir_status cir_intake_plan_make(struct cir_intake_plan **plan, const char *file, const struct cir_text *columns,
                                     size_t column_count, const struct cir_fields *fields,
                                     const struct cir_definitions *definitions, const struct cir_mapping *mapping,
                                     const struct cir_intake_options *options, struct cir_error *error)
{
    *plan = calloc(1, sizeof **plan);
    if (*plan == NULL)
        return cir_fail_memory(error);
    **plan = (struct cir_intake_plan){.definitions = definitions,
                                      .declared = declared_format(options),
                                      .field_count = fields->count,
                                      .max_field = options->max_field,
                                      .column_count = column_count};
    struct maker maker = {*plan, file, fields, mapping, error};
    enum cir_status status = take_memory(*plan, columns) ? add_fields(&maker) : cir_fail_memory(error);
    if (status != CIR_OK) {
        cir_intake_plan_free(*plan);
        *plan = NULL;
    }
    return status;
}

void cir_intake_plan_free(struct cir_intake_plan *plan)
{
    if (plan == NULL)
        return;
    cir_arena_free(&plan->arena);
    free(plan);
}

const struct cir_intake_entry *cir_intake_plan_entry(const struct cir_intake_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entries[i].number == field)
            return &plan->entries[i];
    return NULL;
}

const char *cir_intake_plan_column(const struct cir_intake_plan *plan, unsigned field)
{
    const struct cir_intake_entry *entry = cir_intake_plan_entry(plan, field);
    return entry != NULL ? plan->columns[entry->column] : "";
}

uint32_t cir_intake_plan_column_number(const struct cir_intake_plan *plan, unsigned field)
{
    const struct cir_intake_entry *entry = cir_intake_plan_entry(plan, field);
    return entry != NULL ? (uint32_t)entry->column : CIR_INDEX_NONE;
}

void cir_intake_plan_override(struct cir_intake_plan *plan, const struct cir_overrides *overrides)
{
    plan->overrides = overrides;
}

bool cir_intake_plan_numbers_rows(const struct cir_intake_plan *plan)
{
    return plan->numbering_count > 0;
}

bool cir_intake_plan_gives(const struct cir_intake_plan *plan, unsigned field)
{
    if (plan->overrides != NULL && plan->overrides->readers[field] != NULL)
        return true;
    for (size_t i = 0; i < plan->numbering_count; i++)
        if (plan->numberings[i].number == field)
            return true;
    return cir_intake_plan_entry(plan, field) != NULL;
}

bool cir_intake_plan_is_constant(const struct cir_intake_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->constant_count; i++)
        if (plan->constants[i].number == field)
            return true;
    return false;
}
