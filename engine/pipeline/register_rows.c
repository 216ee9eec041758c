/* The rows of a register: each an asset, or a reject. */
#include "base/nearest.h"
#include "measures/measures.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/register_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { EXPECTED_SIZE = 256, SUGGESTION_SIZE = 128 };

/* The row in hand. */
struct row {
    struct cir_register_reading *reading;
    const struct cir_record *record;
    size_t line;
    struct cir_problem *problems; /* those of its cells, then those that are found here */
    size_t problem_count;
    struct cir_asset_kind kind;
    char expected[EXPECTED_SIZE];     /* of the facility */
    char suggestion[SUGGESTION_SIZE]; /* of the id */
};

/* ---- rejects ---- */

static bool keep_text(struct cir_arena *arena, struct cir_text *text)
{
    const char *copy = cir_arena_copy(arena, *text);
    *text = (struct cir_text){copy != NULL ? copy : "", copy != NULL ? text->size : 0};
    return copy != NULL;
}

static const struct cir_problem *keep_problems(struct cir_arena *arena, const struct cir_register_reject *reject)
{
    struct cir_problem *problems = cir_arena_take(arena, reject->problem_count, sizeof *problems);
    bool is_kept = problems != NULL;
    for (size_t i = 0; is_kept && i < reject->problem_count; i++) {
        problems[i] = reject->problems[i];
        is_kept = cir_problem_keep(&problems[i], arena);
    }
    return is_kept ? problems : NULL;
}

enum cir_status cir_register_reject(struct cir_register_reading *reading, struct cir_register_reject reject,
                                    struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    struct cir_arena *arena = &assets->arena;
    assets->rejects = cir_arena_grow(arena, assets->rejects, assets->reject_count, &reading->reject_capacity,
                                     sizeof *assets->rejects);
    reject.problems = keep_problems(arena, &reject);
    reject.file = cir_arena_copy(arena, cir_text_of(reject.file));
    if (assets->rejects == NULL || reject.problems == NULL || reject.file == NULL || !keep_text(arena, &reject.id) ||
        !keep_text(arena, &reject.raw))
        return cir_fail_memory(error);
    assets->rejects[assets->reject_count++] = reject;
    assets->rejected_figure_count += reject.is_figure;
    return CIR_OK;
}

/* Of the column that a field is read from; of the whole row where there is none. */
static struct cir_problem problem_of(const struct cir_register_reading *reading, unsigned field,
                                     enum cir_problem_code code)
{
    const uint32_t column = cir_intake_plan_column_number(reading->rows.log.plan, field);
    return (struct cir_problem){.code = code,
                                .column = column != CIR_INDEX_NONE ? (size_t)column + 1 : 0,
                                .field = cir_intake_plan_column(reading->rows.log.plan, field),
                                .value = {"", 0},
                                .expected = "",
                                .suggestion = ""};
}

static size_t byte_of(const struct row *row, size_t column)
{
    return column > 0 ? row->record->spans[column - 1].start : 0;
}

/* Places are those of the row until it is rejected. */
static struct cir_problem *add_problem(struct row *row, unsigned field, enum cir_problem_code code)
{
    struct cir_problem *problem = &row->problems[row->problem_count++];
    *problem = problem_of(row->reading, field, code);
    problem->line = 1;
    problem->byte = byte_of(row, problem->column);
    problem->row = row->reading->rows.rows;
    return problem;
}

static enum cir_status reject(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    struct cir_register *assets = reading->assets;
    const struct cir_register_reject rejected = {.file = cir_log_file_name(reading->rows.log.file),
                                                 .line = row->line,
                                                 .problems = row->problems,
                                                 .problem_count = row->problem_count,
                                                 .id = reading->rows.incident.id,
                                                 .raw = row->record->text};
    for (size_t i = 0; i < row->problem_count; i++) {
        row->problems[i].line += row->line - 1;
        row->problems[i].byte += cir_log_rows_byte(&reading->rows);
    }
    enum cir_status status = cir_register_reject(reading, rejected, error);
    const uint32_t number = (uint32_t)assets->reject_count - 1;
    if (status == CIR_OK && rejected.id.size > 0 &&
        !cir_index_insert(&reading->refused_ids, &assets->arena, assets->rejects[number].id, number, NULL))
        return cir_fail_memory(error);
    return status;
}

/* ---- what a row says ---- */

static struct cir_text keep(const struct row *row, struct cir_text text, bool *failed)
{
    *failed = !keep_text(&row->reading->assets->arena, &text) || *failed;
    return text;
}

static const struct cir_cell *cell_of(const struct row *row, unsigned field)
{
    return &row->reading->rows.incident.cells[field];
}

static struct cir_text text_of(const struct row *row, unsigned field)
{
    if (field == CIR_INDEX_NONE || cell_of(row, field)->state != CIR_CELL_KNOWN)
        return (struct cir_text){"", 0};
    return cell_of(row, field)->text;
}

static bool is_unknown(const struct row *row, unsigned field)
{
    return field != CIR_INDEX_NONE && cell_of(row, field)->state == CIR_CELL_UNKNOWN;
}

/* Of a set of which one holds nothing is known for sure. */
static uint64_t sectors_of(const struct row *row)
{
    const struct cir_cell *cell = cell_of(row, CIR_FIELD_SECTOR);
    bool is_one = (cell->options & (cell->options - 1)) == 0;
    return cell->state == CIR_CELL_KNOWN && (is_one || cell->together) ? cell->options : 0;
}

static const char *state_of(const struct row *row)
{
    const struct cir_cell *cell = cell_of(row, CIR_FIELD_COUNTRY);
    bool is_one = cell->state == CIR_CELL_KNOWN && cell->count == 1;
    return is_one ? cir_classifier_definitions(row->reading->classifier)->countries[cell->first].alpha2 : "";
}

static struct cir_quantity *facts_of(const struct row *row, const struct cir_facility *facility)
{
    struct cir_register *assets = row->reading->assets;
    const struct cir_asset_measures *measures = cir_register_measures(assets, facility);
    struct cir_quantity *facts = cir_arena_take(&assets->arena, measures->count + 1, sizeof *facts);
    cir_measures_compute_single(cir_classifier_measures(row->reading->classifier), row->reading->rows.incident.cells,
                                row->reading->quantities);
    for (size_t i = 0; facts != NULL && i < measures->count; i++)
        facts[i] = row->reading->quantities[measures->list[i]];
    return facts;
}

/* The file of overrides is closed with the log. */
static struct cir_override_list overrides_of(const struct row *row, bool *failed)
{
    const struct cir_override_list *list = &row->reading->rows.incident.overrides;
    struct cir_override *kept = cir_arena_take(&row->reading->assets->arena, list->count + 1, sizeof *kept);
    *failed = *failed || kept == NULL;
    for (size_t i = 0; kept != NULL && i < list->count; i++) {
        kept[i] = list->list[i];
        for (unsigned k = 0; k < CIR_OVERRIDE_COLUMNS; k++)
            kept[i].texts[k] = keep(row, list->list[i].texts[k], failed);
    }
    return (struct cir_override_list){kept, kept != NULL ? list->count : 0};
}

/* A cell as it stands in the register. */
static struct cir_text raw_of(const struct row *row, unsigned field, bool *failed)
{
    struct cir_text text;
    if (cir_log_cell(&row->reading->rows.log, row->record, field, &row->reading->assets->arena, &text))
        return keep(row, text, failed);
    *failed = true;
    return (struct cir_text){"", 0};
}

static const struct cir_text *cells_of(const struct row *row, bool *failed)
{
    struct cir_register *assets = row->reading->assets;
    struct cir_text *cells = cir_arena_take(&assets->arena, assets->column_count, sizeof *cells);
    *failed = *failed || cells == NULL;
    for (size_t i = 0; cells != NULL && i < assets->column_count; i++) {
        struct cir_text cell;
        bool is_read = cir_span_text(&cell, row->record, &row->record->spans[i], &assets->arena);
        *failed = *failed || !is_read;
        cells[i] = is_read ? keep(row, cell, failed) : (struct cir_text){"", 0};
    }
    return cells;
}

static enum cir_status add_asset(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    struct cir_register *assets = reading->assets;
    const struct cir_cell *date = cell_of(row, CIR_FIELD_DATE);
    const uint32_t id = cir_intake_plan_column_number(reading->rows.log.plan, CIR_FIELD_ID);
    bool failed = false;
    assets->assets = cir_arena_grow(&assets->arena, assets->assets, assets->asset_count, &reading->asset_capacity,
                                    sizeof *assets->assets);
    if (assets->assets == NULL)
        return cir_fail_memory(error);
    struct cir_asset *asset = &assets->assets[assets->asset_count];
    *asset = (struct cir_asset){
        .id = keep(row, reading->rows.incident.id, &failed),
        .title = keep(row, text_of(row, CIR_FIELD_TITLE), &failed),
        .operator_name = keep(row, text_of(row, CIR_FIELD_OPERATOR), &failed),
        .country = raw_of(row, CIR_FIELD_COUNTRY, &failed),
        .date = raw_of(row, CIR_FIELD_DATE, &failed),
        .sector = raw_of(row, CIR_FIELD_SECTOR, &failed),
        .service = keep(row, text_of(row, CIR_FIELD_SERVICE), &failed),
        .joint_plant = keep(row, text_of(row, reading->joint_plant_field), &failed),
        .is_plant_unknown = is_unknown(row, reading->joint_plant_field),
        .kind = reading->facility_field != CIR_INDEX_NONE ? raw_of(row, reading->facility_field, &failed)
                                                          : (struct cir_text){"", 0},
        .facility = row->kind.facility,
        .is_facility_unknown = row->kind.is_unknown,
        .state = state_of(row),
        .sectors = sectors_of(row),
        .last_h = date->state == CIR_CELL_KNOWN ? date->number.high : NAN,
        .row = reading->rows.rows,
        .line = row->line,
        .byte = cir_log_rows_byte(&reading->rows) + byte_of(row, id != CIR_INDEX_NONE ? (size_t)id + 1 : 0),
        .overrides = overrides_of(row, &failed),
        .cells = cells_of(row, &failed),
        .raw = keep(row, row->record->text, &failed),
        .facts = facts_of(row, row->kind.facility),
        .parts = 1,
        .place = cir_register_place(reading),
    };
    if (failed || asset->facts == NULL || asset->place == NULL ||
        !cir_index_insert(&reading->ids, &assets->arena, asset->id, (uint32_t)assets->asset_count, NULL))
        return cir_fail_memory(error);
    assets->asset_count++;
    return CIR_OK;
}

/* ---- another row of the same id ---- */

/* Whatever their order: what a row says that was refused is as doubtful as what is said beside it. */
struct earlier {
    size_t line; /* 0: there is none */
    struct cir_text raw;
    struct cir_asset *asset; /* NULL: it was refused */
};

static struct earlier find_earlier(const struct row *row)
{
    const struct cir_register_reading *reading = row->reading;
    const struct cir_text id = reading->rows.incident.id;
    const uint32_t asset = cir_index_find(&reading->ids, id);
    const uint32_t refused = cir_index_find(&reading->refused_ids, id);
    if (id.size > 0 && asset != CIR_INDEX_NONE) {
        struct cir_asset *first = &reading->assets->assets[asset];
        return (struct earlier){first->line, first->raw, first};
    }
    if (id.size > 0 && refused != CIR_INDEX_NONE) {
        const struct cir_register_reject *first = &reading->assets->rejects[refused];
        return (struct earlier){first->line, first->raw, NULL};
    }
    return (struct earlier){0};
}

static void say_where(char suggestion[SUGGESTION_SIZE], size_t line, bool is_same)
{
    snprintf(suggestion, SUGGESTION_SIZE, "it stands on line %zu too%s", line,
             is_same ? "" : ", which says something else, so neither counts");
}

static const char one_row[] = "one row an asset";

/* The same row again is one too many; another one makes the first as doubtful as itself. */
static void check_id(struct row *row)
{
    const struct earlier earlier = find_earlier(row);
    if (earlier.line == 0)
        return;
    const bool is_same = cir_text_equal(row->record->text, earlier.raw);
    if (earlier.asset != NULL && !is_same && earlier.asset->contradicted_line == 0)
        earlier.asset->contradicted_line = row->line;
    say_where(row->suggestion, earlier.line, is_same);
    struct cir_problem *problem = add_problem(row, CIR_FIELD_ID, CIR_PROBLEM_ID_REPEATED);
    problem->value = row->reading->rows.incident.id;
    problem->expected = one_row;
    problem->suggestion = row->suggestion;
}

static enum cir_status reject_contradicted(struct cir_register_reading *reading, const struct cir_asset *asset,
                                           struct cir_error *error)
{
    char suggestion[SUGGESTION_SIZE];
    struct cir_problem problem = problem_of(reading, CIR_FIELD_ID, CIR_PROBLEM_ID_REPEATED);
    say_where(suggestion, asset->contradicted_line, false);
    problem.line = asset->line;
    problem.byte = asset->byte;
    problem.row = asset->row;
    problem.value = asset->id;
    problem.expected = one_row;
    problem.suggestion = suggestion;
    const struct cir_register_reject rejected = {.file = cir_log_file_name(reading->rows.log.file),
                                                 .line = asset->line,
                                                 .problems = &problem,
                                                 .problem_count = 1,
                                                 .id = asset->id,
                                                 .raw = asset->raw};
    return cir_register_reject(reading, rejected, error);
}

enum cir_status cir_register_reject_contradicted(struct cir_register_reading *reading, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    enum cir_status status = CIR_OK;
    size_t kept = 0;
    for (size_t i = 0; i < assets->asset_count && status == CIR_OK; i++)
        if (assets->assets[i].contradicted_line > 0)
            status = reject_contradicted(reading, &assets->assets[i], error);
        else
            assets->assets[kept++] = assets->assets[i];
    assets->asset_count = kept;
    return status;
}

/* ---- what is wrong with a row ---- */

/* Of a row that cannot be cut into cells nothing is known. */
static bool has_cells(const struct row *row)
{
    return !row->record->is_bad && row->record->count == row->reading->rows.log.plan->column_count;
}

static void check_facility(struct row *row)
{
    const struct cir_register_reading *reading = row->reading;
    const struct cir_scheme *scheme = reading->assets->scheme;
    if (reading->facility_field == CIR_INDEX_NONE)
        return;
    const struct cir_cell *cell = cell_of(row, reading->facility_field);
    if (cir_asset_kind_of(&row->kind, scheme, cell))
        return;
    const bool is_blank = cell->state == CIR_CELL_BLANK;
    const struct cir_text name = text_of(row, reading->facility_field);
    const struct cir_text nearest = cir_nearest_key(&scheme->facility_index, name);
    struct cir_problem *problem =
        add_problem(row, reading->facility_field, is_blank ? CIR_PROBLEM_FACILITY_MISSING : CIR_PROBLEM_UNKNOWN_OPTION);
    snprintf(row->expected, sizeof row->expected, "one of the facilities of %.60s%s", scheme->name,
             nearest.size > 0
                 ? ""
                 : " ('cirisk schemes show' lists them), unknown, or n/a of an asset that is none of them");
    problem->value = name;
    problem->expected = row->expected;
    problem->suggestion = nearest.size > 0 ? nearest.data : ""; /* a key ends with a NUL */
}

/* All of it is told at once. */
static enum cir_status find_problems(struct row *row, struct cir_error *error)
{
    enum { FOUND_HERE = 2 };
    struct cir_incident *incident = &row->reading->rows.incident;
    row->kind = (struct cir_asset_kind){.is_unknown = row->reading->facility_field != CIR_INDEX_NONE};
    row->problems = cir_arena_take(&incident->arena, incident->problem_count + FOUND_HERE, sizeof *row->problems);
    if (row->problems == NULL)
        return cir_fail_memory(error);
    row->problem_count = incident->problem_count;
    memcpy(row->problems, incident->problems, incident->problem_count * sizeof *row->problems);
    if (!has_cells(row))
        return CIR_OK;
    check_facility(row);
    check_id(row);
    return CIR_OK;
}

/* ---- rows ---- */

/* A row that is rejected may be a part of a joint plant; the same row once more is no other part. */
static enum cir_status miss_part(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    const struct earlier earlier = find_earlier(row);
    if (!has_cells(row) || (earlier.asset != NULL && cir_text_equal(row->record->text, earlier.raw)))
        return CIR_OK;
    const struct cir_missed_part part = {text_of(row, reading->joint_plant_field),
                                         is_unknown(row, reading->joint_plant_field), row->kind};
    return cir_register_miss_part(reading, &part, error);
}

static enum cir_status refuse(const struct row *row, struct cir_error *error)
{
    enum cir_status status = miss_part(row, error);
    return status == CIR_OK ? reject(row, error) : status;
}

static enum cir_status take(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    const struct cir_incident *incident = &reading->rows.incident;
    if (incident->misfit.override != NULL && reading->misfit.misfit.override == NULL)
        reading->misfit = (struct cir_overridden_row){.line = row->line, .misfit = incident->misfit};
    enum cir_status status = cir_figures_put(reading, row->line, error);
    if (status == CIR_OK)
        status = add_asset(row, error);
    cir_figures_take_back(reading);
    return status;
}

static enum cir_status take_row(struct cir_register_reading *reading, struct cir_error *error)
{
    struct row row = {.reading = reading, .record = &reading->rows.record, .line = cir_log_rows_line(&reading->rows)};
    enum cir_status status = find_problems(&row, error);
    if (status != CIR_OK)
        return status;
    return row.problem_count > 0 ? refuse(&row, error) : take(&row, error);
}

static enum cir_status keep_columns(struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_header *header = &reading->rows.log.header;
    struct cir_register *assets = reading->assets;
    struct cir_text *columns = cir_arena_take(&assets->arena, header->column_count, sizeof *columns);
    for (size_t i = 0; columns != NULL && i < header->column_count; i++) {
        columns[i] = header->columns[i];
        if (!keep_text(&assets->arena, &columns[i]))
            return cir_fail_memory(error);
    }
    assets->columns = columns;
    assets->column_count = columns != NULL ? header->column_count : 0;
    return columns != NULL ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_register_read_rows(struct cir_register_reading *reading, struct cir_error *error)
{
    enum cir_status status = keep_columns(reading, error);
    while (status == CIR_OK && (status = cir_log_rows_next(&reading->rows, error)) == CIR_OK)
        status = take_row(reading, error);
    reading->assets->row_count = reading->rows.rows;
    if (status == CIR_END && reading->rows.rows == 0)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_log_file_name(reading->rows.log.file)},
                        "no row stands below the header; expected assets, one a row");
    return status == CIR_END ? CIR_OK : status;
}
