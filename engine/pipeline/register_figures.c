/* Figures that stand beside a register, one a row. */
#include "base/file.h"
#include "base/nearest.h"
#include "intake/cells.h"
#include "intake/sidecar.h"
#include "pipeline/register_parts.h"

#include <stdio.h>
#include <string.h>

static const char columns[] = "asset,measure,value,unit,year";
enum column { ASSET, MEASURE, VALUE, UNIT, YEAR };

enum { SHOWN = 60, MESSAGE_SIZE = 512 };

/* ---- rejects ---- */

/* The file on its way in. */
struct intake {
    struct cir_register_reading *reading;
    struct cir_sidecar sidecar;
    struct cir_error *error;
};

static enum cir_status reject_row(const struct intake *intake, const struct cir_sidecar_row *row, enum column column,
                                  enum cir_problem_code problem, const char *expected)
{
    static const char *const names[] = {"asset", "measure", "value", "unit", "year"};
    char message[MESSAGE_SIZE];
    struct cir_text shown = cir_text_cut(cir_text_of(row->cells[column]), SHOWN);
    snprintf(message, sizeof message, "%s '%.*s'; expected %.300s", names[column], CIR_TEXT_ARGS(shown), expected);
    struct cir_place place = cir_sidecar_place(&intake->sidecar, row->line, column);
    const struct cir_register_reject reject = {
        .file = place.file, .line = place.line, .column = place.column, .problem = problem, .is_figure = true};
    return cir_register_reject(intake->reading, reject, message, intake->error);
}

static enum cir_status reject_figure(struct cir_register_reading *reading, struct cir_figure *figure,
                                     enum cir_problem_code problem, const char *message, struct cir_error *error)
{
    if (figure->is_rejected)
        return CIR_OK;
    figure->is_rejected = true;
    const struct cir_register_reject reject = {
        .file = reading->figures.file, .line = figure->line, .problem = problem, .is_figure = true};
    return cir_register_reject(reading, reject, message, error);
}

/* ---- the file ---- */

static struct cir_cell_format format_of(const struct cir_log_format *format)
{
    struct cir_cell_format cell = cir_cell_format_plain();
    cell.date_order = format->date_order;
    cell.thousands = format->thousands;
    if (format->decimal != '\0')
        cell.decimal = format->decimal;
    return cell;
}

/* Own fields of a scheme and the other columns that hold a number or options; what an asset is stands in the register. */
static uint32_t find_field(const struct cir_fields *fields, const char *name)
{
    uint32_t number = cir_index_find(&fields->index, cir_text_trim(cir_text_of(name)));
    if (number == CIR_INDEX_NONE || cir_type_is_text(fields->list[number].type) || number == CIR_FIELD_DATE ||
        number == CIR_FIELD_COUNTRY || number == CIR_FIELD_SECTOR)
        return CIR_INDEX_NONE;
    return number;
}

static enum cir_status keep_figure(const struct intake *intake, const struct cir_figure *figure)
{
    struct cir_figures *figures = &intake->reading->figures;
    struct cir_arena *arena = &intake->reading->assets->arena;
    uint32_t number = (uint32_t)figures->count;
    uint32_t first;
    figures->list = cir_arena_grow(arena, figures->list, figures->count, &figures->capacity, sizeof *figures->list);
    if (figures->list == NULL || !cir_index_insert(&figures->assets, arena, cir_text_of(figure->asset), number, &first))
        return cir_fail_memory(intake->error);
    figures->list[figures->count++] = *figure;
    if (first == CIR_INDEX_NONE)
        return CIR_OK;
    while (figures->list[first].next != CIR_INDEX_NONE)
        first = figures->list[first].next;
    figures->list[first].next = number;
    return CIR_OK;
}

static enum cir_status reject_measure(const struct intake *intake, const struct cir_sidecar_row *row)
{
    char expected[MESSAGE_SIZE];
    struct cir_text nearest =
        cir_nearest_key(&intake->reading->fields->index, cir_text_trim(cir_text_of(row->cells[MEASURE])));
    bool is_other = nearest.size > 0 && !cir_text_is(nearest, row->cells[MEASURE]);
    snprintf(expected, sizeof expected, "a column of the register that holds a number or options%s%.*s%s",
             is_other ? "; did you mean '" : "", is_other ? (int)nearest.size : 0, nearest.data, is_other ? "'?" : "");
    return reject_row(intake, row, MEASURE, CIR_PROBLEM_MEASURE_UNKNOWN, expected);
}

static bool is_year(const char *text)
{
    struct cir_date date;
    return *text == '\0' || (strlen(text) == 4 && cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date));
}

static enum cir_status take_row(void *context, const struct cir_sidecar_row *row)
{
    struct intake *intake = context;
    struct cir_register_reading *reading = intake->reading;
    const struct cir_cell_format format = format_of(&reading->input->format);
    struct cir_cell_fault fault;
    reading->assets->figure_count++;
    struct cir_figure figure = {
        .asset = row->cells[ASSET],
        .field = find_field(reading->fields, row->cells[MEASURE]),
        .value = row->cells[VALUE],
        .year = row->cells[YEAR],
        .line = row->line,
        .next = CIR_INDEX_NONE,
    };
    if (figure.field == CIR_INDEX_NONE)
        return reject_measure(intake, row);
    const struct cir_field *field = &reading->fields->list[figure.field];
    if (strcmp(row->cells[UNIT], field->unit) != 0)
        return reject_row(intake, row, UNIT, CIR_PROBLEM_UNIT_DIFFERS,
                          *field->unit != '\0' ? field->unit : "an empty cell, as the column has no unit");
    if (!is_year(figure.year))
        return reject_row(intake, row, YEAR, CIR_PROBLEM_BAD_DATE, "a year such as 2025, or an empty cell");
    if (!cir_cell_read(&figure.cell, field, &format, cir_classifier_definitions(reading->classifier),
                       cir_text_of(figure.value), &fault))
        return reject_row(intake, row, VALUE, fault.code, fault.expected);
    return keep_figure(intake, &figure);
}

enum cir_status cir_figures_read(struct cir_register_reading *reading, struct cir_error *error)
{
    const char *path = reading->input->figures;
    struct cir_buffer text = {0};
    if (path == NULL)
        return CIR_OK;
    reading->figures.file = path;
    struct intake intake = {reading, {.file = path, .columns = columns}, error};
    enum cir_status status = cir_file_read(&text, path, error);
    if (status == CIR_OK) {
        cir_sha256_text(cir_buffer_text(&text), reading->assets->figures_sha256);
        status = cir_sidecar_read(&intake.sidecar, cir_buffer_text(&text), &reading->assets->arena, take_row, &intake,
                                  error);
    }
    cir_buffer_free(&text);
    return status;
}

/* ---- of one asset ---- */

static bool is_same(const struct cir_field *field, const struct cir_cell *a, const struct cir_cell *b)
{
    if (a->state != b->state)
        return false;
    if (a->state != CIR_CELL_KNOWN)
        return true;
    if (cir_type_is_number(field->type))
        return a->number.low == b->number.low && a->number.high == b->number.high;
    return a->options == b->options && a->together == b->together;
}

static enum cir_status check_year(struct cir_register_reading *reading, struct cir_figure *figure,
                                  struct cir_error *error)
{
    const struct cir_cell *date = &reading->incident.cells[CIR_FIELD_DATE];
    struct cir_date year;
    char message[MESSAGE_SIZE];
    if (*figure->year == '\0' || date->state != CIR_CELL_KNOWN ||
        !cir_date_read(cir_text_of(figure->year), CIR_DATE_ISO, &year) ||
        (date->number.low <= year.last_h && date->number.high >= year.first_h))
        return CIR_OK;
    struct cir_text asset = cir_text_cut(cir_text_of(figure->asset), SHOWN);
    snprintf(message, sizeof message, "year '%s'; expected the year of the date of asset '%.*s'", figure->year,
             CIR_TEXT_ARGS(asset));
    figure->is_of_another_year = true;
    return reject_figure(reading, figure, CIR_PROBLEM_YEAR_DIFFERS, message, error);
}

/* The figure before this one, of the same measure, that counts unless this one contradicts it; NULL: none. */
static struct cir_figure *find_before(struct cir_figures *figures, uint32_t first, const struct cir_figure *figure)
{
    for (uint32_t i = first; &figures->list[i] != figure; i = figures->list[i].next)
        if (figures->list[i].field == figure->field && !figures->list[i].is_of_another_year)
            return &figures->list[i];
    return NULL;
}

static enum cir_status contradict(struct cir_register_reading *reading, struct cir_figure *figure,
                                  struct cir_figure *before, size_t line, struct cir_error *error)
{
    const struct cir_field *field = &reading->fields->list[figure->field];
    char message[MESSAGE_SIZE];
    struct cir_text asset = cir_text_cut(cir_text_of(figure->asset), SHOWN);
    struct cir_text value = cir_text_cut(cir_text_of(figure->value), SHOWN);
    const char *file = before != NULL ? "" : " of the register";
    snprintf(message, sizeof message, "%.100s '%.*s' of asset '%.*s'; line %zu%s has another value, so neither counts",
             field->name, CIR_TEXT_ARGS(value), CIR_TEXT_ARGS(asset), before != NULL ? before->line : line, file);
    enum cir_status status = reject_figure(reading, figure, CIR_PROBLEM_FIGURE_CONTRADICTED, message, error);
    if (status != CIR_OK || before == NULL)
        return status;
    value = cir_text_cut(cir_text_of(before->value), SHOWN);
    snprintf(message, sizeof message, "%.100s '%.*s' of asset '%.*s'; line %zu has another value, so neither counts",
             field->name, CIR_TEXT_ARGS(value), CIR_TEXT_ARGS(asset), figure->line);
    return reject_figure(reading, before, CIR_PROBLEM_FIGURE_CONTRADICTED, message, error);
}

static enum cir_status put_figure(struct cir_register_reading *reading, uint32_t first, struct cir_figure *figure,
                                  size_t line, struct cir_error *error)
{
    struct cir_cell *cell = &reading->incident.cells[figure->field];
    struct cir_figure *before = find_before(&reading->figures, first, figure);
    figure->before = *cell;
    figure->is_taken = true;
    enum cir_status status = check_year(reading, figure, error);
    if (status != CIR_OK || figure->is_rejected || cir_override_list_has(&reading->incident.overrides, figure->field))
        return status;
    bool is_free = before == NULL && cell->state == CIR_CELL_BLANK;
    const struct cir_cell *other = before != NULL ? &before->cell : cell;
    if (is_free) {
        *cell = figure->cell;
        return CIR_OK;
    }
    if (is_same(&reading->fields->list[figure->field], other, &figure->cell) &&
        (before == NULL || !before->is_rejected))
        return CIR_OK;
    cell->state = CIR_CELL_UNKNOWN;
    return contradict(reading, figure, before, line, error);
}

static uint32_t first_of(const struct cir_register_reading *reading)
{
    return cir_index_find(&reading->figures.assets, reading->incident.id);
}

enum cir_status cir_figures_put(struct cir_register_reading *reading, size_t line, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    uint32_t first = first_of(reading);
    for (uint32_t i = first; status == CIR_OK && i != CIR_INDEX_NONE; i = reading->figures.list[i].next)
        status = put_figure(reading, first, &reading->figures.list[i], line, error);
    return status;
}

/* What the first of a measure found there is what was there. */
void cir_figures_take_back(struct cir_register_reading *reading)
{
    uint32_t first = first_of(reading);
    for (uint32_t i = first; i != CIR_INDEX_NONE; i = reading->figures.list[i].next) {
        struct cir_figure *figure = &reading->figures.list[i];
        if (figure->is_taken && find_before(&reading->figures, first, figure) == NULL)
            reading->incident.cells[figure->field] = figure->before;
    }
}

static bool is_judged(const struct cir_register_reading *reading, const struct cir_figure *figure)
{
    uint32_t number = cir_index_find(&reading->ids, cir_text_of(figure->asset));
    return figure->is_taken && number != CIR_INDEX_NONE && reading->assets->assets[number].contradicted_line == 0;
}

enum cir_status cir_figures_end(struct cir_register_reading *reading, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    char message[MESSAGE_SIZE];
    for (size_t i = 0; status == CIR_OK && i < reading->figures.count; i++) {
        struct cir_figure *figure = &reading->figures.list[i];
        struct cir_text asset = cir_text_cut(cir_text_of(figure->asset), SHOWN);
        snprintf(message, sizeof message, "asset '%.*s'; expected the id of an asset of the register that is judged",
                 CIR_TEXT_ARGS(asset));
        if (!is_judged(reading, figure))
            status = reject_figure(reading, figure, CIR_PROBLEM_ASSET_UNKNOWN, message, error);
    }
    return status;
}
