#include "intake/incident.h"

#include "base/number.h"
#include "intake/overrides.h"

#include <stdio.h>
#include <stdlib.h>

/* Problems of the record and between cells, beside one a cell at most: bad-encoding or nul-byte, field-count,
 * date-end-before. */
enum { PROBLEMS_OF_ROW = 3 };

/* A record on its way into an incident. */
struct reading {
    struct cir_incident *incident;
    const struct cir_intake_plan *plan;
    const struct cir_record *record;
    size_t row;
    size_t bad_column; /* its cells are not read: column_count when there is none */
};

enum cir_status cir_incident_init(struct cir_incident *incident, const struct cir_intake_plan *plan,
                                  struct cir_error *error)
{
    *incident = (struct cir_incident){0};
    size_t problems = plan->entry_count + plan->column_count + PROBLEMS_OF_ROW;
    incident->cells = calloc(plan->field_count, sizeof *incident->cells);
    incident->problems = calloc(problems, sizeof *incident->problems);
    if (incident->cells == NULL || incident->problems == NULL) {
        cir_incident_free(incident);
        return cir_fail_memory(error);
    }
    for (size_t i = 0; i < plan->constant_count; i++)
        incident->cells[plan->constants[i].number] = plan->constants[i].cell;
    return CIR_OK;
}

void cir_incident_free(struct cir_incident *incident)
{
    free(incident->cells);
    free(incident->problems);
    cir_arena_free(&incident->arena);
    *incident = (struct cir_incident){0};
}

/* ---- problems ---- */

/* Line, from 1, of a byte of the record: LF, CRLF and lone CR end one. */
static size_t line_of(struct cir_text text, size_t byte)
{
    size_t line = 1;
    for (size_t i = 0; i < byte && i < text.size; i++)
        line += text.data[i] == '\n' ? (i == 0 || text.data[i - 1] != '\r') : text.data[i] == '\r';
    return line;
}

/* A problem at a byte of the record, and of the column (column_count: of the whole row). */
static struct cir_problem *add_problem(struct reading *reading, enum cir_problem_code code, size_t byte, size_t column)
{
    struct cir_incident *incident = reading->incident;
    const struct cir_intake_plan *plan = reading->plan;
    bool whole = column >= plan->column_count;
    struct cir_problem *problem = &incident->problems[incident->problem_count++];
    *problem = (struct cir_problem){.code = code,
                                    .line = line_of(reading->record->text, byte),
                                    .column = whole ? 0 : column + 1,
                                    .byte = byte,
                                    .row = reading->row,
                                    .field = whole ? "" : plan->columns[column],
                                    .value = whole ? reading->record->text : (struct cir_text){0},
                                    .expected = "",
                                    .suggestion = ""};
    return problem;
}

/* The column in which a byte of the record stands. */
static size_t column_at(const struct cir_record *record, size_t byte)
{
    size_t column = 0;
    while (column + 1 < record->count && record->spans[column + 1].start <= byte)
        column++;
    return column;
}

static struct cir_text raw_cell(const struct cir_record *record, size_t column)
{
    return (struct cir_text){record->text.data + record->spans[column].start, record->spans[column].size};
}

static void add_bad_record(struct reading *reading)
{
    const struct cir_record *record = reading->record;
    size_t whole = reading->plan->column_count;
    struct cir_problem *problem = add_problem(reading, record->problem, record->problem_at, whole);
    problem->expected = "cells by RFC 4180: a quoted cell is quoted whole, quotes inside it are doubled";
}

static bool add_field_count(struct reading *reading)
{
    char *expected = cir_arena_take(&reading->incident->arena, 64, 1);
    if (expected == NULL)
        return false;
    snprintf(expected, 64, "%zu cells as in the header, not %zu", reading->plan->column_count,
             (size_t)reading->record->count);
    add_problem(reading, CIR_PROBLEM_FIELD_COUNT, 0, reading->plan->column_count)->expected = expected;
    return true;
}

/* ---- the whole record ---- */

/* The first byte that no text holds. Its cell is not read any further, the others are. */
static void check_bytes(struct reading *reading)
{
    const struct cir_record *record = reading->record;
    struct cir_text text = record->text;
    if (record->is_plain)
        return;
    size_t bad = cir_text_valid_utf8(text);
    const char *nul = text.size > 0 ? memchr(text.data, '\0', text.size) : NULL;
    if (bad == text.size && nul == NULL)
        return;
    bool is_nul = nul != NULL && (size_t)(nul - text.data) < bad;
    size_t at = is_nul ? (size_t)(nul - text.data) : bad;
    bool has_columns = record->count == reading->plan->column_count && record->count > 0;
    size_t column = has_columns ? column_at(record, at) : reading->plan->column_count;
    struct cir_problem *problem =
        add_problem(reading, is_nul ? CIR_PROBLEM_NUL_BYTE : CIR_PROBLEM_BAD_ENCODING, at, column);
    problem->expected = "UTF-8; of another encoding declare --encoding";
    if (has_columns)
        problem->value = raw_cell(record, column);
    reading->bad_column = column;
}

/* No cell is larger than its record: nearly always one comparison. */
static void check_sizes(struct reading *reading)
{
    const struct cir_record *record = reading->record;
    if (record->text.size <= reading->plan->max_field)
        return;
    for (size_t i = 0; i < record->count; i++) {
        if (record->spans[i].size <= reading->plan->max_field)
            continue;
        struct cir_problem *problem = add_problem(reading, CIR_PROBLEM_FIELD_TOO_LARGE, record->spans[i].start, i);
        problem->value = raw_cell(record, i);
        problem->expected = "a cell of at most --max-field bytes";
    }
}

/* ---- cells ---- */

static bool add_fault(struct reading *reading, const struct cir_intake_entry *entry, const struct cir_cell_fault *fault,
                      struct cir_text value)
{
    struct cir_arena *arena = &reading->incident->arena;
    size_t byte = reading->record->spans[entry->column].start;
    struct cir_problem *problem = add_problem(reading, fault->code, byte, entry->column);
    problem->value = value;
    problem->expected = cir_arena_copy(arena, cir_text_of(fault->expected));
    problem->suggestion = cir_arena_copy(arena, cir_text_of(fault->suggestion));
    return problem->expected != NULL && problem->suggestion != NULL;
}

/* A refused cell counts as looked at and not known, so that no second problem is made of it. */
static bool read_text(struct reading *reading, const struct cir_intake_entry *entry, struct cir_text text,
                      struct cir_text value)
{
    struct cir_cell_fault fault;
    struct cir_cell *cell = &reading->incident->cells[entry->number];
    if (cir_cell_reader_read(cell, &entry->reader, text, &fault))
        return true;
    cell->state = CIR_CELL_UNKNOWN;
    return add_fault(reading, entry, &fault, value);
}

bool cir_intake_text(struct cir_text *text, struct cir_text *value, const struct cir_intake_entry *entry,
                     const struct cir_record *record, struct cir_arena *arena)
{
    if (!cir_span_text(value, record, &record->spans[entry->column], arena))
        return false;
    *text = cir_text_trim(*value);
    return cir_text_steps_do(text, entry, arena);
}

static bool is_unreadable(const struct reading *reading, size_t column)
{
    return column == reading->bad_column || reading->record->spans[column].size > reading->plan->max_field;
}

static bool read_cell(struct reading *reading, const struct cir_intake_entry *entry)
{
    struct cir_text text;
    struct cir_text value;
    return cir_intake_text(&text, &value, entry, reading->record, &reading->incident->arena) &&
           read_text(reading, entry, text, value);
}

/* Nearly every cell is plain and is taken at once; the others go the long way. */
static bool read_cells(struct reading *reading)
{
    const struct cir_intake_plan *plan = reading->plan;
    const struct cir_intake_entry *end = plan->entries + plan->entry_count;
    const struct cir_span *spans = reading->record->spans;
    const char *start = reading->record->text.data;
    struct cir_cell *cells = reading->incident->cells;
    for (const struct cir_intake_entry *entry = plan->entries; entry < end; entry++) {
        const struct cir_span *span = &spans[entry->column];
        struct cir_text text = {start + span->start, span->size};
        bool is_taken =
            !span->escaped && entry->step_count == 0 && cir_cell_take(&cells[entry->number], &entry->reader, text);
        if (!is_taken && !read_cell(reading, entry))
            return false;
    }
    return true;
}

/* A record in which something is wrong already, or is overridden: a cell that cannot be read is not known, one that is
 * overridden need not be read. */
static bool read_readable_cells(struct reading *reading)
{
    const struct cir_intake_plan *plan = reading->plan;
    for (size_t i = 0; i < plan->entry_count; i++) {
        const struct cir_intake_entry *entry = &plan->entries[i];
        if (is_unreadable(reading, entry->column))
            reading->incident->cells[entry->number].state = CIR_CELL_UNKNOWN;
        else if (!cir_override_list_has(&reading->incident->overrides, entry->number) && !read_cell(reading, entry))
            return false;
    }
    return true;
}

bool cir_intake_number_row(struct cir_cell *cell, const struct cir_intake_numbering *numbering, size_t row,
                           struct cir_arena *arena)
{
    size_t prefix = strlen(numbering->prefix);
    char *text = cir_arena_take(arena, prefix + CIR_NUMBER_SIZE, 1);
    if (text == NULL)
        return false;
    memcpy(text, numbering->prefix, prefix);
    size_t digits = cir_number_write_count(text + prefix, row);
    cell->state = CIR_CELL_KNOWN;
    cell->text = (struct cir_text){text, prefix + digits};
    return true;
}

static bool number_rows(struct reading *reading)
{
    struct cir_incident *incident = reading->incident;
    for (size_t i = 0; i < reading->plan->numbering_count; i++) {
        const struct cir_intake_numbering *numbering = &reading->plan->numberings[i];
        if (!cir_intake_number_row(&incident->cells[numbering->number], numbering, reading->row, &incident->arena))
            return false;
    }
    return true;
}

/* ---- between cells ---- */

/* A problem of the column that a field is read from, of the whole row where the field is constant. */
static void add_problem_of(struct reading *reading, enum cir_problem_code code, unsigned number, const char *expected)
{
    const struct cir_intake_entry *entry = cir_intake_plan_entry(reading->plan, number);
    size_t column = entry != NULL ? entry->column : reading->plan->column_count;
    size_t byte = entry != NULL ? reading->record->spans[column].start : 0;
    struct cir_problem *problem = add_problem(reading, code, byte, column);
    if (entry != NULL)
        problem->value = raw_cell(reading->record, column);
    problem->expected = expected;
}

static void check_between(struct reading *reading)
{
    const struct cir_cell *cells = reading->incident->cells;
    const struct cir_cell *date = &cells[CIR_FIELD_DATE];
    const struct cir_cell *end = &cells[CIR_FIELD_DATE_END];
    if (date->state == CIR_CELL_KNOWN && end->state == CIR_CELL_KNOWN && end->number.high < date->number.low)
        add_problem_of(reading, CIR_PROBLEM_DATE_END_BEFORE, CIR_FIELD_DATE_END, "a date_end that is not before date");
}

/* ---- overrides ---- */

/* Find those of the row: by its id, which is read before all else. */
static bool find_overrides(struct reading *reading)
{
    struct cir_incident *incident = reading->incident;
    const struct cir_intake_entry *entry = cir_intake_plan_entry(reading->plan, CIR_FIELD_ID);
    struct cir_cell id = incident->cells[CIR_FIELD_ID];
    struct cir_text text;
    struct cir_text value;
    if (entry != NULL && is_unreadable(reading, entry->column))
        return true;
    if (entry != NULL && !cir_intake_text(&text, &value, entry, reading->record, &incident->arena))
        return false;
    if (entry == NULL || cir_cell_reader_read(&id, &entry->reader, text, NULL))
        incident->overrides = cir_overrides_of(reading->plan->overrides, id.text);
    return true;
}

static bool put_overrides(struct reading *reading)
{
    struct cir_incident *incident = reading->incident;
    return incident->overrides.count == 0 || cir_overrides_put(incident->cells, &incident->misfit, &incident->overrides,
                                                               reading->plan, reading->record, &incident->arena);
}

static bool read_record(struct reading *reading)
{
    const struct cir_record *record = reading->record;
    if (record->is_bad) {
        add_bad_record(reading);
        return true;
    }
    check_bytes(reading);
    if (record->count != reading->plan->column_count)
        return add_field_count(reading);
    check_sizes(reading);
    if (!number_rows(reading) || (reading->plan->overrides != NULL && !find_overrides(reading)))
        return false;
    bool is_plain = reading->incident->problem_count == 0 && reading->incident->overrides.count == 0;
    bool is_read = is_plain ? read_cells(reading) : read_readable_cells(reading);
    if (!is_read || !put_overrides(reading))
        return false;
    check_between(reading);
    const struct cir_cell *id = &reading->incident->cells[CIR_FIELD_ID];
    if (id->state == CIR_CELL_KNOWN)
        reading->incident->id = id->text;
    return true;
}

enum cir_status cir_incident_read(struct cir_incident *incident, const struct cir_intake_plan *plan,
                                  const struct cir_record *record, size_t row, struct cir_error *error)
{
    struct reading reading = {incident, plan, record, row, plan->column_count};
    incident->problem_count = 0;
    incident->id = (struct cir_text){0};
    cir_overrides_take_back(incident->cells, 1, &incident->overrides, plan);
    incident->overrides = (struct cir_override_list){0};
    incident->misfit = (struct cir_override_misfit){0};
    cir_arena_reset(&incident->arena);
    return read_record(&reading) ? CIR_OK : cir_fail_memory(error);
}
