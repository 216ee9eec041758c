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

enum { SHOWN = 60, TEXT_SIZE = 320 };

/* ---- rejects ---- */

/* The file on its way in. */
struct intake {
    struct cir_register_reading *reading;
    struct cir_error *error;
};

static enum cir_status reject(struct cir_register_reading *reading, size_t line, enum column column,
                              struct cir_problem problem, struct cir_error *error)
{
    static const char *const names[] = {"asset", "measure", "value", "unit", "year"};
    const struct cir_place place = cir_sidecar_place(&reading->figures.sidecar, line, column);
    problem.line = line;
    problem.column = place.column;
    problem.field = names[column];
    const struct cir_register_reject rejected = {.file = place.file,
                                                 .line = line,
                                                 .problems = &problem,
                                                 .problem_count = 1,
                                                 .is_figure = true,
                                                 .id = {"", 0},
                                                 .raw = {"", 0}};
    return cir_register_reject(reading, rejected, error);
}

static enum cir_status reject_row(const struct intake *intake, const struct cir_sidecar_row *row, enum column column,
                                  const struct cir_cell_fault *fault)
{
    const struct cir_problem problem = {.code = fault->code,
                                        .value = cir_text_of(row->cells[column]),
                                        .expected = fault->expected,
                                        .suggestion = fault->suggestion};
    return reject(intake->reading, row->line, column, problem, intake->error);
}

static enum cir_status reject_figure(struct cir_register_reading *reading, struct cir_figure *figure,
                                     enum column column, struct cir_problem problem, struct cir_error *error)
{
    if (figure->is_rejected)
        return CIR_OK;
    figure->is_rejected = true;
    return reject(reading, figure->line, column, problem, error);
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
    struct cir_figure *head = &figures->list[first != CIR_INDEX_NONE ? first : number];
    if (first != CIR_INDEX_NONE)
        figures->list[head->last].next = number;
    head->last = number;
    return CIR_OK;
}

static enum cir_status reject_measure(const struct intake *intake, const struct cir_sidecar_row *row)
{
    struct cir_cell_fault fault = {.code = CIR_PROBLEM_MEASURE_UNKNOWN,
                                   .expected = "a column of the register that holds a number or options"};
    struct cir_text nearest =
        cir_nearest_key(&intake->reading->fields->index, cir_text_trim(cir_text_of(row->cells[MEASURE])));
    if (nearest.size > 0 && !cir_text_is(nearest, row->cells[MEASURE]))
        snprintf(fault.suggestion, sizeof fault.suggestion, "%.*s", CIR_TEXT_ARGS(nearest));
    return reject_row(intake, row, MEASURE, &fault);
}

static enum cir_status reject_unit(const struct intake *intake, const struct cir_sidecar_row *row, const char *unit)
{
    struct cir_cell_fault fault = {.code = CIR_PROBLEM_UNIT_DIFFERS,
                                   .expected = "an empty cell, as the column has no unit"};
    if (*unit != '\0')
        snprintf(fault.expected, sizeof fault.expected, "%s", unit);
    return reject_row(intake, row, UNIT, &fault);
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
    static const struct cir_cell_fault no_year = {.code = CIR_PROBLEM_BAD_DATE,
                                                  .expected = "a year such as 2025, or an empty cell"};
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
        return reject_unit(intake, row, field->unit);
    if (!is_year(figure.year))
        return reject_row(intake, row, YEAR, &no_year);
    if (!cir_cell_read(&figure.cell, field, &format, cir_classifier_definitions(reading->classifier),
                       cir_text_of(figure.value), &fault))
        return reject_row(intake, row, VALUE, &fault);
    return keep_figure(intake, &figure);
}

static enum cir_status start(struct cir_register_reading *reading, struct cir_error *error)
{
    struct cir_figures *figures = &reading->figures;
    const size_t count = reading->fields->count;
    figures->sidecar = (struct cir_sidecar){.file = reading->input->figures, .columns = columns};
    figures->telling = cir_arena_take(&reading->assets->arena, count, sizeof *figures->telling);
    for (size_t i = 0; figures->telling != NULL && i < count; i++)
        figures->telling[i] = CIR_INDEX_NONE;
    return figures->telling != NULL ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_figures_read(struct cir_register_reading *reading, struct cir_error *error)
{
    const char *path = reading->input->figures;
    struct cir_buffer text = {0};
    if (path == NULL)
        return CIR_OK;
    struct intake intake = {reading, error};
    enum cir_status status = start(reading, error);
    if (status == CIR_OK)
        status = cir_file_read(&text, path, error);
    if (status == CIR_OK) {
        cir_sha256_text(cir_buffer_text(&text), reading->assets->figures_sha256);
        status = cir_sidecar_read(&reading->figures.sidecar, cir_buffer_text(&text), &reading->assets->arena, take_row,
                                  &intake, error);
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
    const struct cir_cell *date = &reading->rows.incident.cells[CIR_FIELD_DATE];
    struct cir_date year;
    char expected[TEXT_SIZE];
    if (*figure->year == '\0' || date->state != CIR_CELL_KNOWN ||
        !cir_date_read(cir_text_of(figure->year), CIR_DATE_ISO, &year) ||
        (date->number.low <= year.last_h && date->number.high >= year.first_h))
        return CIR_OK;
    struct cir_text asset = cir_text_cut(cir_text_of(figure->asset), SHOWN);
    snprintf(expected, sizeof expected, "the year of the date of asset '%.*s'", CIR_TEXT_ARGS(asset));
    const struct cir_problem problem = {
        .code = CIR_PROBLEM_YEAR_DIFFERS, .value = cir_text_of(figure->year), .expected = expected, .suggestion = ""};
    return reject_figure(reading, figure, YEAR, problem, error);
}

static enum cir_status reject_contradicted(struct cir_register_reading *reading, struct cir_figure *figure, size_t line,
                                           const char *file, struct cir_error *error)
{
    char expected[TEXT_SIZE];
    char suggestion[TEXT_SIZE];
    struct cir_text asset = cir_text_cut(cir_text_of(figure->asset), SHOWN);
    snprintf(expected, sizeof expected, "one value of %.100s of asset '%.*s'",
             reading->fields->list[figure->field].name, CIR_TEXT_ARGS(asset));
    snprintf(suggestion, sizeof suggestion, "line %zu%s has another value, so neither counts", line, file);
    const struct cir_problem problem = {.code = CIR_PROBLEM_FIGURE_CONTRADICTED,
                                        .value = cir_text_of(figure->value),
                                        .expected = expected,
                                        .suggestion = suggestion};
    return reject_figure(reading, figure, VALUE, problem, error);
}

/* By a figure before it, or by the row of the register: `before` is NULL then. */
static enum cir_status contradict(struct cir_register_reading *reading, struct cir_figure *figure,
                                  struct cir_figure *before, size_t line, struct cir_error *error)
{
    if (before == NULL)
        return reject_contradicted(reading, figure, line, " of the register", error);
    enum cir_status status = reject_contradicted(reading, figure, before->line, "", error);
    return status == CIR_OK ? reject_contradicted(reading, before, figure->line, "", error) : status;
}

static bool tells(const struct cir_cell *cell)
{
    return cell->state != CIR_CELL_BLANK && cell->state != CIR_CELL_UNKNOWN;
}

/* A figure that says something: beside the register where it is the first, beside the first where it is not. */
static enum cir_status put_telling(struct cir_register_reading *reading, uint32_t number, size_t line,
                                   struct cir_error *error)
{
    struct cir_figures *figures = &reading->figures;
    struct cir_figure *figure = &figures->list[number];
    struct cir_cell *cell = &reading->rows.incident.cells[figure->field];
    uint32_t *telling = &figures->telling[figure->field];
    struct cir_figure *before = *telling != CIR_INDEX_NONE ? &figures->list[*telling] : NULL;
    if (before == NULL) {
        figure->before = *cell;
        *telling = number;
        if (!tells(cell)) {
            *cell = figure->cell;
            return CIR_OK;
        }
    }
    const struct cir_cell *other = before != NULL ? &before->cell : cell;
    if (is_same(&reading->fields->list[figure->field], other, &figure->cell) &&
        (before == NULL || !before->is_rejected))
        return CIR_OK;
    cell->state = CIR_CELL_UNKNOWN;
    return contradict(reading, figure, before, line, error);
}

static enum cir_status put_figure(struct cir_register_reading *reading, uint32_t number, size_t line,
                                  struct cir_error *error)
{
    struct cir_figure *figure = &reading->figures.list[number];
    figure->is_taken = true;
    enum cir_status status = check_year(reading, figure, error);
    bool counts = !figure->is_rejected && tells(&figure->cell) &&
                  !cir_override_list_has(&reading->rows.incident.overrides, figure->field);
    return status == CIR_OK && counts ? put_telling(reading, number, line, error) : status;
}

static uint32_t first_of(const struct cir_register_reading *reading)
{
    return cir_index_find(&reading->figures.assets, reading->rows.incident.id);
}

enum cir_status cir_figures_put(struct cir_register_reading *reading, size_t line, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (uint32_t i = first_of(reading); status == CIR_OK && i != CIR_INDEX_NONE; i = reading->figures.list[i].next)
        status = put_figure(reading, i, line, error);
    return status;
}

void cir_figures_take_back(struct cir_register_reading *reading)
{
    struct cir_figures *figures = &reading->figures;
    for (uint32_t i = first_of(reading); i != CIR_INDEX_NONE; i = figures->list[i].next) {
        const struct cir_figure *figure = &figures->list[i];
        if (figures->telling[figure->field] != i)
            continue;
        reading->rows.incident.cells[figure->field] = figure->before;
        figures->telling[figure->field] = CIR_INDEX_NONE;
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
    for (size_t i = 0; status == CIR_OK && i < reading->figures.count; i++) {
        struct cir_figure *figure = &reading->figures.list[i];
        const struct cir_problem problem = {.code = CIR_PROBLEM_ASSET_UNKNOWN,
                                            .value = cir_text_of(figure->asset),
                                            .expected = "the id of an asset of the register that is judged",
                                            .suggestion = ""};
        if (!is_judged(reading, figure))
            status = reject_figure(reading, figure, ASSET, problem, error);
    }
    return status;
}
