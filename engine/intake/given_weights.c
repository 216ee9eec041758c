#include "intake/given_weights.h"

#include "base/number.h"
#include "intake/criterion_names.h"
#include "intake/worksheet.h"

#include <math.h>

enum { SHOWN = 60 };

/* Sums of shares that were rounded. */
static const double rounding = 1e-9;

/* The file on its way in. Places of columns are column_count where there is none. */
struct reader {
    struct cir_given_weights *given;
    struct cir_worksheet sheet;
    const struct cir_panel_criteria *criteria;
    struct cir_arena *arena;
    size_t criterion;
    size_t weight;
    size_t order;
    size_t low;
    size_t high;
    size_t expert;
    size_t item;
    size_t capacity;                      /* of given->experts */
    size_t lines[CIR_PANEL_CRITERIA_MAX]; /* by criterion: where it is told; 0: nowhere yet */
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->sheet.name, line, column + 1};
}

static bool has(const struct reader *reader, size_t column)
{
    return column < reader->sheet.column_count;
}

/* ---- cells ---- */

static enum cir_status take_criterion(size_t *number, struct reader *reader, const struct cir_worksheet_row *row)
{
    return cir_criterion_find(number, reader->criteria, row->cells[reader->criterion],
                              place_of(reader, row->line, reader->criterion), reader->error);
}

static enum cir_status take_once(struct reader *reader, const struct cir_worksheet_row *row, size_t number)
{
    if (reader->lines[number] > 0)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->criterion),
                        "criterion '%s' is told in line %zu already; expected one row a criterion",
                        reader->criteria->list[number].code, reader->lines[number]);
    reader->lines[number] = row->line;
    return CIR_OK;
}

static enum cir_status take_weight(double *weight, const struct reader *reader, const struct cir_worksheet_row *row)
{
    const struct cir_text text = row->cells[reader->weight];
    if (cir_number_read(text, weight) && *weight > 0)
        return CIR_OK;
    return cir_fail(
        reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->weight),
        "weight '%.*s'; expected a number above 0, and criteria that count nothing left out of the criteria",
        CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
}

static enum cir_status take_place(double *place, const struct reader *reader, const struct cir_worksheet_row *row)
{
    const struct cir_text text = row->cells[reader->order];
    uint64_t number;
    if (!cir_number_read_count(text, &number) || number < 1 || number > reader->criteria->count)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->order),
                        "order '%.*s'; expected 1 of the heaviest criterion to %zu of the lightest",
                        CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)), reader->criteria->count);
    *place = (double)number - 1;
    return CIR_OK;
}

static enum cir_status take_bound(double *bound, const struct reader *reader, const struct cir_worksheet_row *row,
                                  size_t column)
{
    const struct cir_text text = has(reader, column) ? row->cells[column] : cir_text_of("");
    if (text.size == 0 || (cir_number_read(text, bound) && *bound >= 0 && *bound <= 1))
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, column),
                    "'%.*s' bounds no weight; expected a number from 0 to 1, or blank",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
}

/* ---- a row a criterion ---- */

static enum cir_status take_bounds(struct reader *reader, const struct cir_worksheet_row *row, size_t number)
{
    struct cir_weights *weights = &reader->given->weights;
    enum cir_status status = take_bound(&weights->low[number], reader, row, reader->low);
    if (status == CIR_OK)
        status = take_bound(&weights->high[number], reader, row, reader->high);
    if (status != CIR_OK)
        return status;
    weights->has_intervals = weights->has_intervals || weights->low[number] > 0 || weights->high[number] < 1;
    if (weights->low[number] <= weights->high[number])
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->high),
                    "high lies below low; expected the smaller number in low");
}

static enum cir_status take_row(struct reader *reader, const struct cir_worksheet_row *row)
{
    double *given = reader->given->weights.given;
    size_t number;
    enum cir_status status = take_criterion(&number, reader, row);
    if (status == CIR_OK)
        status = take_once(reader, row, number);
    if (status == CIR_OK)
        status = take_bounds(reader, row, number);
    if (status == CIR_OK && has(reader, reader->weight))
        status = take_weight(&given[number], reader, row);
    if (status == CIR_OK && has(reader, reader->order))
        status = take_place(&given[number], reader, row);
    return status;
}

static enum cir_status check_order(const struct reader *reader)
{
    const double *given = reader->given->weights.given;
    for (size_t a = 0; a < reader->criteria->count; a++)
        for (size_t b = 0; b < a; b++)
            if (given[a] == given[b])
                return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, reader->lines[a], reader->order),
                                "criteria '%s' and '%s' have the same place; expected an order of all of them",
                                reader->criteria->list[b].code, reader->criteria->list[a].code);
    return CIR_OK;
}

static enum cir_status check_bounds(const struct reader *reader)
{
    const struct cir_weights *weights = &reader->given->weights;
    double low = 0;
    double high = 0;
    for (size_t i = 0; i < reader->criteria->count; i++) {
        low += weights->low[i];
        high += weights->high[i];
    }
    if (low <= 1 + rounding && high >= 1 - rounding)
        return CIR_OK;
    return cir_fail(
        reader->error, CIR_BAD_TABLE, (struct cir_place){.file = reader->sheet.name},
        "no weights keep to the intervals, as weights are shares of 1: the %s come to %s than 1; expected %s",
        low > 1 ? "lows" : "highs", low > 1 ? "more" : "less", low > 1 ? "lower ones" : "higher ones");
}

static enum cir_status check_form(struct reader *reader)
{
    const struct cir_place place = {reader->sheet.name, reader->sheet.header.line, 0};
    const bool tells = has(reader, reader->weight) || has(reader, reader->order) || has(reader, reader->low) ||
                       has(reader, reader->high);
    if (!has(reader, reader->criterion) || !tells)
        return cir_fail(
            reader->error, CIR_BAD_TABLE, place,
            "no column '%s'; expected criterion and weight, order, low or high, or a table of 'cirisk panel "
            "--format csv'",
            has(reader, reader->criterion) ? "weight" : "criterion");
    if (has(reader, reader->weight) && has(reader, reader->order))
        return cir_fail(reader->error, CIR_BAD_TABLE, place, "weight and order are both told; expected one of them");
    return CIR_OK;
}

/* ---- what a panel came to ---- */

static enum cir_status new_expert(struct reader *reader, struct cir_text name)
{
    struct cir_given_weights *given = reader->given;
    struct cir_given_expert *experts =
        cir_arena_grow(reader->arena, given->experts, given->expert_count, &reader->capacity, sizeof *experts);
    double *without = cir_arena_take(reader->arena, reader->criteria->count, sizeof *without);
    if (experts == NULL || without == NULL)
        return cir_fail_memory(reader->error);
    given->experts = experts;
    experts[given->expert_count++] = (struct cir_given_expert){name.data, without};
    return CIR_OK;
}

static enum cir_status find_expert(struct cir_given_expert **expert, struct reader *reader, struct cir_text name)
{
    struct cir_given_weights *given = reader->given;
    for (size_t i = 0; i < given->expert_count; i++)
        if (cir_text_is(name, given->experts[i].name)) {
            *expert = &given->experts[i];
            return CIR_OK;
        }
    enum cir_status status = new_expert(reader, name);
    if (status == CIR_OK)
        *expert = &given->experts[given->expert_count - 1];
    return status;
}

/* What is not told yet is 0. */
static enum cir_status put_without(struct reader *reader, const struct cir_worksheet_row *row,
                                   struct cir_given_expert *expert, size_t number, double weight)
{
    if (expert->without[number] != 0)
        return cir_fail(
            reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->criterion),
            "the weight-without of criterion '%s' and expert '%s' is told already; expected one row of both",
            reader->criteria->list[number].code, expert->name);
    expert->without[number] = weight;
    return CIR_OK;
}

static enum cir_status take_without(struct reader *reader, const struct cir_worksheet_row *row)
{
    size_t number;
    struct cir_given_expert *expert;
    double weight = NAN; /* blank: nobody else judged the criterion */
    enum cir_status status = take_criterion(&number, reader, row);
    if (status == CIR_OK && row->cells[reader->weight].size > 0)
        status = take_weight(&weight, reader, row);
    if (status == CIR_OK)
        status = find_expert(&expert, reader, row->cells[reader->expert]);
    return status == CIR_OK ? put_without(reader, row, expert, number, weight) : status;
}

static enum cir_status take_item(struct reader *reader, const struct cir_worksheet_row *row)
{
    size_t number;
    if (cir_text_is(row->cells[reader->item], "weight-without"))
        return take_without(reader, row);
    if (!cir_text_is(row->cells[reader->item], "weight"))
        return CIR_OK;
    enum cir_status status = take_criterion(&number, reader, row);
    if (status == CIR_OK)
        status = take_once(reader, row, number);
    return status == CIR_OK ? take_weight(&reader->given->weights.given[number], reader, row) : status;
}

static enum cir_status find_panel_columns(struct reader *reader)
{
    reader->weight = cir_worksheet_column(&reader->sheet, "value");
    reader->expert = cir_worksheet_column(&reader->sheet, "expert");
    if (has(reader, reader->criterion) && has(reader, reader->weight) && has(reader, reader->expert))
        return CIR_OK;
    return cir_fail(
        reader->error, CIR_BAD_TABLE, (struct cir_place){reader->sheet.name, reader->sheet.header.line, 0},
        "a table of items without criterion, expert and value; expected one of 'cirisk panel --format csv'");
}

/* ---- all of it ---- */

static void make_shares(double *weights, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    for (size_t i = 0; i < count; i++)
        weights[i] /= sum;
}

static enum cir_status check_whole(const struct reader *reader)
{
    const struct cir_given_weights *given = reader->given;
    const size_t count = reader->criteria->count;
    for (size_t i = 0; i < count; i++)
        if (reader->lines[i] == 0)
            return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){.file = reader->sheet.name},
                            "criterion '%s' has no row; expected one of every criterion",
                            reader->criteria->list[i].code);
    for (size_t e = 0; e < given->expert_count; e++)
        for (size_t i = 0; i < count; i++)
            if (given->experts[e].without[i] == 0)
                return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){.file = reader->sheet.name},
                                "no weight-without of criterion '%s' and expert '%s'; expected one of every criterion",
                                reader->criteria->list[i].code, given->experts[e].name);
    return CIR_OK;
}

static enum cir_status finish(struct reader *reader)
{
    struct cir_given_weights *given = reader->given;
    const size_t count = reader->criteria->count;
    enum cir_status status = check_whole(reader);
    if (status != CIR_OK)
        return status;
    if (has(reader, reader->weight)) {
        given->weights.law = CIR_WEIGHTS_DIRICHLET;
        make_shares(given->weights.given, count);
    }
    for (size_t e = 0; e < given->expert_count; e++)
        make_shares(given->experts[e].without, count); /* of one that is NAN all are */
    if (!has(reader, reader->order))
        return check_bounds(reader);
    given->weights.law = CIR_WEIGHTS_ORDERED;
    status = check_order(reader);
    return status == CIR_OK ? check_bounds(reader) : status;
}

static enum cir_status read_rows(struct reader *reader)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    reader->criterion = cir_worksheet_column(sheet, "criterion");
    reader->item = cir_worksheet_column(sheet, "item");
    reader->weight = cir_worksheet_column(sheet, "weight");
    reader->order = reader->low = reader->high = sheet->column_count;
    if (!has(reader, reader->item)) {
        reader->order = cir_worksheet_column(sheet, "order");
        reader->low = cir_worksheet_column(sheet, "low");
        reader->high = cir_worksheet_column(sheet, "high");
    }
    enum cir_status status = has(reader, reader->item) ? find_panel_columns(reader) : check_form(reader);
    for (size_t i = 0; i < sheet->row_count && status == CIR_OK; i++)
        status = has(reader, reader->item) ? take_item(reader, &sheet->rows[i]) : take_row(reader, &sheet->rows[i]);
    return status == CIR_OK ? finish(reader) : status;
}

enum cir_status cir_given_weights_read(struct cir_given_weights *given, const char *path,
                                       const struct cir_panel_criteria *criteria, struct cir_arena *arena,
                                       struct cir_error *error)
{
    struct reader reader = {.given = given, .criteria = criteria, .arena = arena, .error = error};
    *given = (struct cir_given_weights){.weights = {.law = CIR_WEIGHTS_UNIFORM}};
    for (size_t i = 0; i < criteria->count; i++)
        given->weights.high[i] = 1;
    if (path == NULL)
        return CIR_OK;
    enum cir_status status = cir_worksheet_read(&reader.sheet, path, arena, error);
    return status == CIR_OK ? read_rows(&reader) : status;
}
