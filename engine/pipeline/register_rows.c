/* The rows of a register: each an asset, or a reject. */
#include "base/nearest.h"
#include "measures/measures.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/register_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 60, MESSAGE_SIZE = 512 };

/* The row in hand. */
struct row {
    struct cir_register_reading *reading;
    const struct cir_record *record;
    size_t line;
};

/* ---- rejects ---- */

enum cir_status cir_register_reject(struct cir_register_reading *reading, struct cir_register_reject reject,
                                    const char *message, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    assets->rejects = cir_arena_grow(&assets->arena, assets->rejects, assets->reject_count, &reading->reject_capacity,
                                     sizeof *assets->rejects);
    reject.message = cir_arena_copy(&assets->arena, cir_text_of(message));
    reject.file = cir_arena_copy(&assets->arena, cir_text_of(reject.file));
    if (assets->rejects == NULL || reject.message == NULL || reject.file == NULL)
        return cir_fail_memory(error);
    assets->rejects[assets->reject_count++] = reject;
    assets->rejected_figure_count += reject.is_figure;
    return CIR_OK;
}

static struct cir_text keep(const struct row *row, struct cir_text text, bool *failed)
{
    const char *copy = cir_arena_copy(&row->reading->assets->arena, text);
    *failed = *failed || copy == NULL;
    return (struct cir_text){copy != NULL ? copy : "", copy != NULL ? text.size : 0};
}

static enum cir_status reject(const struct row *row, struct cir_register_reject reject, const char *message,
                              struct cir_error *error)
{
    bool failed = false;
    reject.file = cir_log_file_name(row->reading->log.file);
    reject.row = row->reading->assets->row_count;
    reject.id = keep(row, row->reading->incident.id, &failed);
    reject.raw = keep(row, row->record->text, &failed);
    return failed ? cir_fail_memory(error) : cir_register_reject(row->reading, reject, message, error);
}

static enum cir_status reject_problem(const struct row *row, struct cir_error *error)
{
    const struct cir_problem *problem = &row->reading->incident.problems[0];
    struct cir_text value = cir_text_cut(problem->value, SHOWN);
    char message[MESSAGE_SIZE];
    bool is_value = cir_problem_suggests_value(problem);
    bool has_any = *problem->suggestion != '\0';
    snprintf(message, sizeof message, "%.100s%s'%.*s'; expected %.200s%s%.80s%s", problem->field,
             *problem->field != '\0' ? " " : "", CIR_TEXT_ARGS(value), problem->expected,
             has_any ? is_value ? "; did you mean '" : "; " : "", problem->suggestion, has_any && is_value ? "'?" : "");
    const struct cir_register_reject found = {
        .line = row->line + problem->line - 1, .column = problem->column, .problem = problem->code};
    return reject(row, found, message, error);
}

static enum cir_status reject_cell(const struct row *row, unsigned field, enum cir_problem_code problem,
                                   const char *message, struct cir_error *error)
{
    uint32_t column = cir_intake_plan_column_number(row->reading->log.plan, field);
    const struct cir_register_reject found = {
        .line = row->line, .column = column != CIR_INDEX_NONE ? column + 1 : 0, .problem = problem};
    return reject(row, found, message, error);
}

/* ---- what a row says ---- */

static const struct cir_cell *cell_of(const struct row *row, unsigned field)
{
    return &row->reading->incident.cells[field];
}

static struct cir_text text_of(const struct row *row, unsigned field)
{
    if (field == CIR_INDEX_NONE || cell_of(row, field)->state != CIR_CELL_KNOWN)
        return (struct cir_text){"", 0};
    return cell_of(row, field)->text;
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
    cir_measures_compute_single(cir_classifier_measures(row->reading->classifier), row->reading->incident.cells,
                                row->reading->quantities);
    for (size_t i = 0; facts != NULL && i < measures->count; i++)
        facts[i] = row->reading->quantities[measures->list[i]];
    return facts;
}

/* The file of overrides is closed with the log. */
static struct cir_override_list overrides_of(const struct row *row, bool *failed)
{
    const struct cir_override_list *list = &row->reading->incident.overrides;
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
    if (cir_log_cell(&row->reading->log, row->record, field, &row->reading->assets->arena, &text))
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

static enum cir_status add_asset(const struct row *row, struct cir_asset_kind kind, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    struct cir_register *assets = reading->assets;
    const struct cir_cell *date = cell_of(row, CIR_FIELD_DATE);
    bool failed = false;
    assets->assets = cir_arena_grow(&assets->arena, assets->assets, assets->asset_count, &reading->asset_capacity,
                                    sizeof *assets->assets);
    if (assets->assets == NULL)
        return cir_fail_memory(error);
    struct cir_asset *asset = &assets->assets[assets->asset_count];
    *asset = (struct cir_asset){
        .id = keep(row, reading->incident.id, &failed),
        .title = keep(row, text_of(row, CIR_FIELD_TITLE), &failed),
        .operator_name = keep(row, text_of(row, CIR_FIELD_OPERATOR), &failed),
        .country = raw_of(row, CIR_FIELD_COUNTRY, &failed),
        .date = raw_of(row, CIR_FIELD_DATE, &failed),
        .sector = raw_of(row, CIR_FIELD_SECTOR, &failed),
        .service = keep(row, text_of(row, CIR_FIELD_SERVICE), &failed),
        .joint_plant = keep(row, text_of(row, reading->joint_plant_field), &failed),
        .kind = reading->facility_field != CIR_INDEX_NONE ? raw_of(row, reading->facility_field, &failed)
                                                          : (struct cir_text){"", 0},
        .facility = kind.facility,
        .is_facility_unknown = kind.is_unknown,
        .state = state_of(row),
        .sectors = sectors_of(row),
        .last_h = date->state == CIR_CELL_KNOWN ? date->number.high : NAN,
        .row = assets->row_count,
        .line = row->line,
        .overrides = overrides_of(row, &failed),
        .cells = cells_of(row, &failed),
        .raw = keep(row, row->record->text, &failed),
        .facts = facts_of(row, kind.facility),
        .parts = 1,
        .place = cir_register_place(reading),
    };
    if (failed || asset->facts == NULL || asset->place == NULL ||
        !cir_index_insert(&reading->ids, &assets->arena, asset->id, (uint32_t)assets->asset_count, NULL))
        return cir_fail_memory(error);
    assets->asset_count++;
    return CIR_OK;
}

/* ---- rows ---- */

/* The same row again is one too many; another one makes the first as doubtful as itself. */
static enum cir_status reject_repeated(const struct row *row, struct cir_asset *first, struct cir_error *error)
{
    char message[MESSAGE_SIZE];
    struct cir_text id = cir_text_cut(first->id, SHOWN);
    bool is_same = cir_text_equal(row->record->text, first->raw);
    if (!is_same && first->contradicted_line == 0)
        first->contradicted_line = row->line;
    snprintf(message, sizeof message, "id '%.*s' stands in line %zu already%s; expected one row an asset",
             CIR_TEXT_ARGS(id), first->line, is_same ? "" : ", which says something else, so neither counts");
    return reject_cell(row, CIR_FIELD_ID, CIR_PROBLEM_ID_REPEATED, message, error);
}

static enum cir_status reject_contradicted(struct cir_register_reading *reading, const struct cir_asset *asset,
                                           struct cir_error *error)
{
    char message[MESSAGE_SIZE];
    struct cir_text id = cir_text_cut(asset->id, SHOWN);
    uint32_t column = cir_intake_plan_column_number(reading->log.plan, CIR_FIELD_ID);
    const struct cir_register_reject rejected = {.file = cir_log_file_name(reading->log.file),
                                                 .line = asset->line,
                                                 .column = column != CIR_INDEX_NONE ? column + 1 : 0,
                                                 .problem = CIR_PROBLEM_ID_REPEATED,
                                                 .row = asset->row,
                                                 .id = asset->id,
                                                 .raw = asset->raw};
    snprintf(
        message, sizeof message,
        "id '%.*s' stands in line %zu too, which says something else, so neither counts; expected one row an asset",
        CIR_TEXT_ARGS(id), asset->contradicted_line);
    return cir_register_reject(reading, rejected, message, error);
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

static enum cir_status reject_facility(const struct row *row, struct cir_text name, struct cir_error *error)
{
    char message[MESSAGE_SIZE];
    const struct cir_scheme *scheme = row->reading->assets->scheme;
    enum cir_problem_code problem = name.size > 0 ? CIR_PROBLEM_UNKNOWN_OPTION : CIR_PROBLEM_FACILITY_MISSING;
    struct cir_text nearest = cir_nearest_key(&scheme->facility_index, name);
    name = cir_text_cut(name, SHOWN);
    int size = snprintf(message, sizeof message, "facility '%.*s'; expected one of the facilities of %.60s",
                        CIR_TEXT_ARGS(name), scheme->name);
    if (nearest.size > 0)
        snprintf(message + size, sizeof message - (size_t)size, "; did you mean '%.*s'?", CIR_TEXT_ARGS(nearest));
    else
        snprintf(message + size, sizeof message - (size_t)size,
                 " ('cirisk schemes show' lists them), unknown, or n/a of an asset that is none of them");
    return reject_cell(row, row->reading->facility_field, problem, message, error);
}

/* A facility that is looked for and not known leaves the asset in the list, as does an asset that is none; one of which
 * nobody says what it is does not, unless the scheme has rules that need no facility. */
static enum cir_status take_facility(const struct row *row, struct cir_asset_kind *kind, struct cir_error *error)
{
    const struct cir_scheme *scheme = row->reading->assets->scheme;
    unsigned field = row->reading->facility_field;
    *kind = (struct cir_asset_kind){.facility = NULL};
    if (field == CIR_INDEX_NONE)
        return CIR_OK;
    struct cir_text name = text_of(row, field);
    uint32_t number = cir_index_find(&scheme->facility_index, name);
    bool is_needed = scheme->rule_count == 0 && cell_of(row, field)->state == CIR_CELL_BLANK;
    if (number == CIR_INDEX_NONE && (name.size > 0 || is_needed))
        return reject_facility(row, name, error);
    if (number != CIR_INDEX_NONE)
        kind->facility = &scheme->facilities[number];
    else
        kind->is_unknown = cell_of(row, field)->state != CIR_CELL_NOT_APPLICABLE;
    return CIR_OK;
}

/* ---- parts that are in no sum ---- */

/* Whether a cell of a row that may have problems is what the row says. */
static bool is_readable(const struct row *row, unsigned field)
{
    const struct cir_incident *incident = &row->reading->incident;
    uint32_t column = cir_intake_plan_column_number(row->reading->log.plan, field);
    if (field == CIR_INDEX_NONE || row->record->is_bad || row->record->count != row->reading->log.plan->column_count)
        return false;
    for (size_t i = 0; i < incident->problem_count; i++)
        if (incident->problems[i].column == column + 1)
            return false;
    return true;
}

/* A row that is rejected may be a part of a joint plant; of a row that cannot be read nobody knows. */
static enum cir_status miss_part(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    const struct cir_scheme *scheme = reading->assets->scheme;
    struct cir_asset_kind kind = {.is_unknown = reading->facility_field != CIR_INDEX_NONE};
    if (!is_readable(row, reading->joint_plant_field))
        return CIR_OK;
    if (is_readable(row, reading->facility_field)) {
        uint32_t number = cir_index_find(&scheme->facility_index, text_of(row, reading->facility_field));
        kind.is_unknown =
            number == CIR_INDEX_NONE && cell_of(row, reading->facility_field)->state != CIR_CELL_NOT_APPLICABLE;
        kind.facility = number != CIR_INDEX_NONE ? &scheme->facilities[number] : NULL;
    }
    return cir_register_miss_part(reading, text_of(row, reading->joint_plant_field), kind, error);
}

/* The same row once more is no other part. */
static bool is_repeat(const struct row *row)
{
    const struct cir_register_reading *reading = row->reading;
    uint32_t first = cir_index_find(&reading->ids, reading->incident.id);
    return first != CIR_INDEX_NONE && cir_text_equal(row->record->text, reading->assets->assets[first].raw);
}

/* ---- an asset ---- */

static enum cir_status take_good_row(const struct row *row, struct cir_error *error)
{
    struct cir_register_reading *reading = row->reading;
    struct cir_incident *incident = &reading->incident;
    struct cir_asset_kind kind;
    size_t rejected = reading->assets->reject_count;
    uint32_t first = cir_index_find(&reading->ids, incident->id);
    if (first != CIR_INDEX_NONE)
        return reject_repeated(row, &reading->assets->assets[first], error);
    enum cir_status status = take_facility(row, &kind, error);
    if (status != CIR_OK || reading->assets->reject_count > rejected)
        return status;
    if (incident->misfit.override != NULL && reading->misfit.misfit.override == NULL)
        reading->misfit = (struct cir_overridden_row){.line = row->line, .misfit = incident->misfit};
    status = cir_figures_put(reading, row->line, error);
    if (status == CIR_OK)
        status = add_asset(row, kind, error);
    cir_figures_take_back(reading);
    return status;
}

static enum cir_status take_asset(const struct row *row, struct cir_error *error)
{
    const struct cir_register *assets = row->reading->assets;
    size_t judged = assets->asset_count;
    enum cir_status status =
        row->reading->incident.problem_count > 0 ? reject_problem(row, error) : take_good_row(row, error);
    bool is_missed = status == CIR_OK && assets->asset_count == judged;
    if (is_missed && !is_repeat(row))
        status = miss_part(row, error);
    return status;
}

/* ---- blocks ---- */

static enum cir_status read_block(struct cir_register_reading *reading, struct cir_splitter *splitter,
                                  const struct cir_block *block, size_t lines, struct cir_error *error)
{
    struct cir_record record;
    struct cir_text rest = block->text;
    enum cir_status status;
    while ((status = cir_splitter_next(splitter, &record, &rest, error)) == CIR_OK) {
        reading->assets->row_count++;
        status = cir_incident_read(&reading->incident, reading->log.plan, &record, reading->assets->row_count, error);
        if (status == CIR_OK)
            status = take_asset(&(struct row){reading, &record, lines + record.line}, error);
        if (status != CIR_OK)
            return status;
    }
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status keep_columns(struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_header *header = &reading->log.header;
    struct cir_register *assets = reading->assets;
    struct cir_text *columns = cir_arena_take(&assets->arena, header->column_count, sizeof *columns);
    for (size_t i = 0; columns != NULL && i < header->column_count; i++) {
        const char *copy = cir_arena_copy(&assets->arena, header->columns[i]);
        if (copy == NULL)
            return cir_fail_memory(error);
        columns[i] = (struct cir_text){copy, header->columns[i].size};
    }
    assets->columns = columns;
    assets->column_count = columns != NULL ? header->column_count : 0;
    return columns != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status read_blocks(struct cir_register_reading *reading, struct cir_error *error)
{
    struct cir_splitter splitter = {.delimiter = reading->log.header.delimiter, .max_field = reading->log.max_field};
    struct cir_block block = {0};
    size_t lines = reading->log.header.lines;
    enum cir_status status;
    while ((status = cir_block_reader_next(&reading->log.reader, &block, error)) == CIR_OK) {
        splitter.line = 0;
        status = read_block(reading, &splitter, &block, lines, error);
        if (status != CIR_OK)
            break;
        lines += splitter.line;
    }
    cir_splitter_free(&splitter);
    cir_block_free(&block);
    return status == CIR_END ? CIR_OK : status;
}

enum cir_status cir_register_read_rows(struct cir_register_reading *reading, struct cir_error *error)
{
    enum cir_status status = keep_columns(reading, error);
    return status == CIR_OK ? read_blocks(reading, error) : status;
}
