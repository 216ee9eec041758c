#include "intake/overrides.h"

#include "base/name_list.h"
#include "base/nearest.h"
#include "base/sha256.h"
#include "model/verdict.h"

#include <stdio.h>

enum { SHOWN = 60 };

static const char columns[] =
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning) "," name
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
    ;

/* ---- the file ---- */

/* The file on its way in. */
struct reader {
    struct cir_overrides *overrides;
    const struct cir_intake_plan *plan;
    const struct cir_fields *fields;
    const struct cir_scheme *const *schemes;
    size_t scheme_count;
    struct cir_error *error;
    struct cir_override *rows; /* in the order of the file */
    size_t capacity;
    struct cir_index places; /* from "id LF field" to the line of the row */
};

static struct cir_place place_of(const struct reader *reader, const struct cir_override *row,
                                 enum cir_override_column column)
{
    return cir_sidecar_place(&reader->overrides->sidecar, row->line, column);
}

/* A cell as messages show it, so that what follows it is seen too. */
static struct cir_text shown(const struct cir_override *row, enum cir_override_column column)
{
    return cir_text_cut(row->texts[column], SHOWN);
}

/* "field 'deths' is not a column that the run reads ... (nearest: 'deaths')" */
static enum cir_status refuse(const struct reader *reader, const struct cir_override *row,
                              enum cir_override_column column, const char *expected, struct cir_text near)
{
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row, column), "%s '%.*s' is not %s%s%.*s%s",
                    cir_override_column_name(column), CIR_TEXT_ARGS(shown(row, column)), expected,
                    near.size > 0 ? " (nearest: '" : "", CIR_TEXT_ARGS(near), near.size > 0 ? "')" : "");
}

static const struct cir_text nothing_near = {"", 0};

static enum cir_status check_filled(const struct reader *reader, const struct cir_override *row)
{
    static const bool is_needed[CIR_OVERRIDE_COLUMNS] = {
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning) [CIR_OVERRIDE_##symbol] = (needed)[0] == 'y',
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
    };
    for (unsigned i = 0; i < CIR_OVERRIDE_COLUMNS; i++)
        if (is_needed[i] && row->texts[i].size == 0)
            return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row, i), "%s is blank, and must not be",
                            cir_override_column_name(i));
    return CIR_OK;
}

static enum cir_status check_when(const struct reader *reader, const struct cir_override *row)
{
    const double longest_h = 24;
    struct cir_date date;
    if (cir_date_read(row->texts[CIR_OVERRIDE_WHEN], CIR_DATE_ISO, &date) && date.last_h - date.first_h <= longest_h)
        return CIR_OK;
    return refuse(reader, row, CIR_OVERRIDE_WHEN, "a day or an instant such as 2026-01-31 or 2026-01-31T12:30Z",
                  nothing_near);
}

/* ---- levels ---- */

static const char level_suffix[] = "_level";

static bool is_level_of(struct cir_text field, const struct cir_scheme *scheme)
{
    size_t size = strlen(scheme->name);
    return field.size == size + sizeof level_suffix - 1 && memcmp(field.data, scheme->name, size) == 0 &&
           memcmp(field.data + size, level_suffix, sizeof level_suffix - 1) == 0;
}

/* Read a level by its number or its label id; blank and "cannot-tell" are both that. */
static bool read_level(int *level, const struct cir_scheme *scheme, struct cir_text text)
{
    *level = CIR_LEVEL_UNKNOWN;
    if (text.size == 0 || cir_text_is(text, cir_verdict_label(scheme, CIR_LEVEL_UNKNOWN)))
        return true;
    for (size_t i = 0; i < scheme->band_count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", scheme->bands[i].level);
        if (!cir_text_is(text, number) && !cir_text_is(text, scheme->bands[i].label))
            continue;
        *level = scheme->bands[i].level;
        return true;
    }
    return false;
}

static enum cir_status refuse_level(const struct reader *reader, const struct cir_override *row,
                                    enum cir_override_column column)
{
    const struct cir_scheme *scheme = reader->schemes[row->scheme];
    struct cir_nearest nearest = cir_nearest_start(row->texts[column]);
    char expected[256];
    struct cir_name_list list = {.text = expected, .size = sizeof expected};
    list.used = (size_t)snprintf(expected, sizeof expected, "a level of %.60s: ", scheme->name);
    for (size_t i = 0; i < scheme->band_count; i++) {
        char level[128];
        cir_nearest_offer(&nearest, cir_text_of(scheme->bands[i].label));
        snprintf(level, sizeof level, "%d %.100s", scheme->bands[i].level, scheme->bands[i].label);
        cir_name_list_add(&list, cir_text_of(level));
    }
    cir_name_list_add(&list, cir_text_of(cir_verdict_label(scheme, CIR_LEVEL_UNKNOWN)));
    return refuse(reader, row, column, expected, nearest.found);
}

static enum cir_status read_levels(const struct reader *reader, struct cir_override *row)
{
    const struct cir_scheme *scheme = reader->schemes[row->scheme];
    if (!read_level(&row->old_level, scheme, row->texts[CIR_OVERRIDE_OLD]))
        return refuse_level(reader, row, CIR_OVERRIDE_OLD);
    if (!read_level(&row->level, scheme, row->texts[CIR_OVERRIDE_NEW]))
        return refuse_level(reader, row, CIR_OVERRIDE_NEW);
    reader->overrides->has_levels = true;
    return CIR_OK;
}

/* ---- cells ---- */

/* Steps as those of the column, but that nothing is caught by `*`. */
static bool copy_steps(struct cir_intake_entry *entry, struct cir_arena *arena)
{
    struct cir_text_step *steps = cir_arena_take(arena, entry->step_count, sizeof *steps);
    if (steps == NULL)
        return false;
    for (size_t i = 0; i < entry->step_count; i++) {
        steps[i] = entry->steps[i];
        steps[i].catch_all = NULL;
    }
    entry->steps = steps;
    return true;
}

/* How values of the field are read; NULL when memory is exhausted. */
static const struct cir_intake_entry *make_reader(const struct reader *reader, uint32_t field)
{
    struct cir_arena *arena = &reader->overrides->arena;
    const struct cir_intake_plan *plan = reader->plan;
    const struct cir_intake_entry *entry = cir_intake_plan_entry(plan, field);
    struct cir_intake_entry *made = cir_arena_take(arena, 1, sizeof *made);
    if (made == NULL)
        return NULL;
    if (entry == NULL)
        *made = (struct cir_intake_entry){
            .number = field,
            .reader = cir_cell_reader_of(&reader->fields->list[field], &plan->declared, plan->definitions)};
    else
        *made = *entry;
    return made->step_count == 0 || copy_steps(made, arena) ? made : NULL;
}

static enum cir_status refuse_cell(const struct reader *reader, const struct cir_override *row,
                                   const struct cir_cell_fault *fault)
{
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row, CIR_OVERRIDE_NEW),
                    "new '%.*s' cannot stand in '%.*s': %s, expected %s%s%s%s",
                    CIR_TEXT_ARGS(shown(row, CIR_OVERRIDE_NEW)), CIR_TEXT_ARGS(shown(row, CIR_OVERRIDE_FIELD)),
                    cir_problem_meaning(fault->code), fault->expected,
                    fault->suggestion[0] != '\0' ? " (nearest: '" : "", fault->suggestion,
                    fault->suggestion[0] != '\0' ? "')" : "");
}

static enum cir_status read_cells(const struct reader *reader, struct cir_override *row)
{
    struct cir_overrides *overrides = reader->overrides;
    struct cir_text text = row->texts[CIR_OVERRIDE_NEW];
    struct cir_cell_fault fault;
    if (row->field == CIR_FIELD_ID)
        return refuse(reader, row, CIR_OVERRIDE_FIELD, "a column that can be overridden: it names the row",
                      nothing_near);
    if (overrides->readers[row->field] == NULL)
        overrides->readers[row->field] = make_reader(reader, row->field);
    const struct cir_intake_entry *entry = overrides->readers[row->field];
    if (entry == NULL || !cir_text_steps_do(&text, entry, &overrides->arena))
        return cir_fail_memory(reader->error);
    return cir_cell_reader_read(&row->cell, &entry->reader, text, &fault) ? CIR_OK : refuse_cell(reader, row, &fault);
}

/* ---- rows ---- */

static struct cir_text nearest_field(const struct reader *reader, struct cir_text name, struct cir_text *levels)
{
    struct cir_nearest nearest = cir_nearest_start(name);
    for (size_t i = 0; i < reader->fields->count; i++)
        cir_nearest_offer(&nearest, cir_text_of(reader->fields->list[i].name));
    for (size_t i = 0; i < reader->scheme_count; i++)
        cir_nearest_offer(&nearest, levels[i]);
    return nearest.found;
}

static enum cir_status refuse_field(const struct reader *reader, const struct cir_override *row)
{
    char names[CIR_SCHEMES_MAX][64];
    struct cir_text levels[CIR_SCHEMES_MAX];
    for (size_t i = 0; i < reader->scheme_count; i++) {
        snprintf(names[i], sizeof names[i], "%s%s", reader->schemes[i]->name, level_suffix);
        levels[i] = cir_text_of(names[i]);
    }
    return refuse(reader, row, CIR_OVERRIDE_FIELD,
                  "a column that the run reads, nor SCHEME_level of a scheme of the run",
                  nearest_field(reader, row->texts[CIR_OVERRIDE_FIELD], levels));
}

static enum cir_status read_field(const struct reader *reader, struct cir_override *row)
{
    struct cir_text name = row->texts[CIR_OVERRIDE_FIELD];
    row->field = cir_index_find(&reader->fields->index, name);
    if (row->field != CIR_INDEX_NONE)
        return read_cells(reader, row);
    for (row->scheme = 0; row->scheme < reader->scheme_count; row->scheme++)
        if (is_level_of(name, reader->schemes[row->scheme]))
            return read_levels(reader, row);
    return refuse_field(reader, row);
}

/* Cells hold no LF that a person would type there; one keeps "a", "bc" and "ab", "c" apart. */
static enum cir_status check_alone(struct reader *reader, const struct cir_override *row)
{
    struct cir_arena *arena = &reader->overrides->arena;
    struct cir_text id = row->texts[CIR_OVERRIDE_ID];
    struct cir_text field = row->texts[CIR_OVERRIDE_FIELD];
    size_t size = id.size + 1 + field.size;
    char *key = cir_arena_take(arena, size, 1);
    uint32_t line = CIR_INDEX_NONE;
    if (key == NULL)
        return cir_fail_memory(reader->error);
    memcpy(key, id.data, id.size);
    key[id.size] = '\n';
    memcpy(key + id.size + 1, field.data, field.size);
    if (!cir_index_insert(&reader->places, arena, (struct cir_text){key, size}, (uint32_t)row->line, &line))
        return cir_fail_memory(reader->error);
    if (line == CIR_INDEX_NONE)
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row, CIR_OVERRIDE_FIELD),
                    "line %u overrides '%.*s' of '%.*s' already", line, CIR_TEXT_ARGS(field),
                    CIR_TEXT_ARGS(shown(row, CIR_OVERRIDE_ID)));
}

static enum cir_status number_subject(const struct reader *reader, struct cir_override *row)
{
    struct cir_overrides *overrides = reader->overrides;
    uint32_t number = CIR_INDEX_NONE;
    row->subject = (uint32_t)overrides->subject_count;
    if (!cir_index_insert(&overrides->ids, &overrides->arena, row->texts[CIR_OVERRIDE_ID], row->subject, &number))
        return cir_fail_memory(reader->error);
    if (number != CIR_INDEX_NONE)
        row->subject = number;
    else
        overrides->subject_count++;
    return CIR_OK;
}

static enum cir_status add_row(struct reader *reader, const struct cir_override *row)
{
    struct cir_overrides *overrides = reader->overrides;
    void *rows = cir_arena_grow(&overrides->arena, reader->rows, overrides->count, &reader->capacity, sizeof *row);
    if (rows == NULL)
        return cir_fail_memory(reader->error);
    reader->rows = rows;
    reader->rows[overrides->count++] = *row;
    return CIR_OK;
}

static enum cir_status take_row(void *context, const struct cir_sidecar_row *cells)
{
    struct reader *reader = context;
    struct cir_override row = {.line = cells->line};
    for (unsigned i = 0; i < CIR_OVERRIDE_COLUMNS; i++)
        row.texts[i] = cir_text_trim(cir_text_of(cells->cells[i]));
    enum cir_status status = check_filled(reader, &row);
    if (status == CIR_OK)
        status = read_field(reader, &row);
    if (status == CIR_OK)
        status = check_when(reader, &row);
    if (status == CIR_OK)
        status = check_alone(reader, &row);
    if (status == CIR_OK)
        status = number_subject(reader, &row);
    return status == CIR_OK ? add_row(reader, &row) : status;
}

/* From the order of the file to subject by subject. */
static bool arrange(struct reader *reader)
{
    struct cir_overrides *overrides = reader->overrides;
    struct cir_arena *arena = &overrides->arena;
    overrides->list = cir_arena_take(arena, overrides->count + 1, sizeof *overrides->list);
    overrides->subjects = cir_arena_take(arena, overrides->subject_count + 1, sizeof *overrides->subjects);
    if (overrides->list == NULL || overrides->subjects == NULL)
        return false;
    for (size_t i = 0; i < overrides->count; i++)
        overrides->subjects[reader->rows[i].subject].count++;
    struct cir_override *next = overrides->list;
    for (size_t i = 0; i < overrides->subject_count; i++) {
        overrides->subjects[i].list = next;
        next += overrides->subjects[i].count;
        overrides->subjects[i].count = 0;
    }
    for (size_t i = 0; i < overrides->count; i++) {
        struct cir_override_list *subject = &overrides->subjects[reader->rows[i].subject];
        overrides->list[subject->list - overrides->list + (ptrdiff_t)subject->count++] = reader->rows[i];
    }
    return true;
}

enum cir_status cir_overrides_read(struct cir_overrides *overrides, const char *file, struct cir_text text,
                                   const struct cir_intake_plan *plan, const struct cir_fields *fields,
                                   const struct cir_scheme *const *schemes, size_t scheme_count,
                                   struct cir_error *error)
{
    *overrides = (struct cir_overrides){.sidecar.columns = columns + 1};
    cir_sha256_text(text, overrides->sha256);
    overrides->sidecar.file = cir_arena_copy(&overrides->arena, cir_text_of(file));
    if (overrides->sidecar.file == NULL)
        return cir_fail_memory(error);
    struct reader reader = {.overrides = overrides,
                            .plan = plan,
                            .fields = fields,
                            .schemes = schemes,
                            .scheme_count = scheme_count,
                            .error = error};
    enum cir_status status = cir_sidecar_read(&overrides->sidecar, text, &overrides->arena, take_row, &reader, error);
    if (status == CIR_OK && !arrange(&reader))
        status = cir_fail_memory(error);
    return status;
}

void cir_overrides_free(struct cir_overrides *overrides)
{
    cir_arena_free(&overrides->arena);
    *overrides = (struct cir_overrides){0};
}

/* ---- in use ---- */

struct cir_override_list cir_overrides_of(const struct cir_overrides *overrides, struct cir_text id)
{
    uint32_t number = overrides != NULL ? cir_index_find(&overrides->ids, id) : CIR_INDEX_NONE;
    return number != CIR_INDEX_NONE ? overrides->subjects[number] : (struct cir_override_list){0};
}

bool cir_override_list_has(const struct cir_override_list *list, unsigned field)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->list[i].field == field)
            return true;
    return false;
}

static const struct cir_intake_constant *constant_of(const struct cir_intake_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->constant_count; i++)
        if (plan->constants[i].number == field)
            return &plan->constants[i];
    return NULL;
}

static bool is_numbering(const struct cir_intake_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->numbering_count; i++)
        if (plan->numberings[i].number == field)
            return true;
    return false;
}

/* What the log says of a field. */
static bool find_text(struct cir_text *text, unsigned field, const struct cir_cell *cells,
                      const struct cir_intake_plan *plan, const struct cir_record *record, struct cir_arena *arena)
{
    const struct cir_intake_entry *entry = cir_intake_plan_entry(plan, field);
    const struct cir_intake_constant *constant = constant_of(plan, field);
    *text = (struct cir_text){"", 0};
    if (entry != NULL && !cir_span_text(text, record, &record->spans[entry->column], arena))
        return false;
    if (constant != NULL)
        *text = cir_text_of(constant->text);
    if (is_numbering(plan, field))
        *text = cells[field].text;
    *text = cir_text_trim(*text);
    return true;
}

static bool is_same_number(const struct cir_cell *a, const struct cir_cell *b)
{
    return a->number.low == b->number.low && a->number.point == b->number.point && a->number.high == b->number.high;
}

static bool is_same_value(enum cir_type type, const struct cir_cell *a, const struct cir_cell *b)
{
    if (cir_type_is_text(type))
        return cir_text_equal(a->text, b->text);
    if (cir_type_is_number(type))
        return is_same_number(a, b);
    if (type == CIR_TYPE_CURRENCY)
        return a->first == b->first;
    if (type == CIR_TYPE_STATES)
        return a->first == b->first && a->together == b->together &&
               memcmp(a->states.bits, b->states.bits, sizeof a->states.bits) == 0;
    return a->together == b->together && a->options == b->options;
}

static bool is_same_cell(enum cir_type type, const struct cir_cell *a, const struct cir_cell *b)
{
    return a->state == b->state && (a->state != CIR_CELL_KNOWN || is_same_value(type, a, b));
}

/* Whether both texts read as the same cell; *is_read false when memory is exhausted. */
static bool is_read_alike(struct cir_text a, struct cir_text b, const struct cir_intake_entry *entry,
                          struct cir_arena *arena, bool *is_read)
{
    struct cir_cell cell_a;
    struct cir_cell cell_b;
    *is_read = cir_text_steps_do(&a, entry, arena) && cir_text_steps_do(&b, entry, arena);
    return *is_read && cir_cell_reader_read(&cell_a, &entry->reader, a, NULL) &&
           cir_cell_reader_read(&cell_b, &entry->reader, b, NULL) &&
           is_same_cell(entry->reader.field->type, &cell_a, &cell_b);
}

static bool check_old(struct cir_override_misfit *misfit, const struct cir_override *override,
                      const struct cir_cell *cells, const struct cir_intake_plan *plan, const struct cir_record *record,
                      struct cir_arena *arena)
{
    struct cir_text old = override->texts[CIR_OVERRIDE_OLD];
    struct cir_text found;
    bool is_read = true;
    if (!find_text(&found, override->field, cells, plan, record, arena))
        return false;
    bool fits = cir_text_equal(old, found) ||
                is_read_alike(old, found, plan->overrides->readers[override->field], arena, &is_read);
    if (!fits && misfit->override == NULL)
        *misfit = (struct cir_override_misfit){override, found};
    return is_read;
}

bool cir_overrides_put(struct cir_cell *cells, struct cir_override_misfit *misfit, const struct cir_override_list *list,
                       const struct cir_intake_plan *plan, const struct cir_record *record, struct cir_arena *arena)
{
    *misfit = (struct cir_override_misfit){0};
    for (size_t i = 0; i < list->count; i++) {
        const struct cir_override *override = &list->list[i];
        if (override->field == CIR_INDEX_NONE)
            continue;
        if (!check_old(misfit, override, cells, plan, record, arena))
            return false;
        cells[override->field] = override->cell;
    }
    return true;
}

void cir_overrides_take_back(struct cir_cell *cells, size_t stride, const struct cir_override_list *list,
                             const struct cir_intake_plan *plan)
{
    for (size_t i = 0; i < list->count; i++) {
        uint32_t field = list->list[i].field;
        if (field == CIR_INDEX_NONE || cir_intake_plan_entry(plan, field) != NULL)
            continue;
        const struct cir_intake_constant *constant = constant_of(plan, field);
        cells[field * stride] = constant != NULL ? constant->cell : (struct cir_cell){0};
    }
}
