#include "base/index.h"
#include "base/number.h"
#include "intake/judgements.h"
#include "intake/worksheet.h"

#include <math.h>

enum { SHOWN = 60 };

/* The file on its way in. */
struct reader {
    struct cir_worksheet sheet;
    struct cir_arena *arena;
    size_t code; /* place of the columns; column_count: none */
    size_t name;
    size_t worst;
    size_t best;
    size_t direction;
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->sheet.name, line, column + 1};
}

static enum cir_status take_name(struct reader *reader, struct cir_panel_criteria *criteria, size_t line, size_t column,
                                 struct cir_text text, uint32_t number)
{
    uint32_t other = CIR_INDEX_NONE;
    if (!cir_index_insert(&criteria->names, reader->arena, text, number, &other))
        return cir_fail_memory(reader->error);
    if (other == CIR_INDEX_NONE || other == number)
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, line, column),
                    "'%.*s' names another criterion already; expected codes and names that differ",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
}

/* ---- the scale ---- */

static struct cir_text cell_of(const struct reader *reader, const struct cir_worksheet_row *row, size_t column)
{
    return column < reader->sheet.column_count ? row->cells[column] : cir_text_of("");
}

static enum cir_status take_end(double *end, const struct reader *reader, const struct cir_worksheet_row *row,
                                size_t column)
{
    const struct cir_text text = cell_of(reader, row, column);
    *end = NAN;
    if (text.size == 0 || cir_number_read(text, end))
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, column),
                    "'%.*s' is no end of a scale; expected a number, or blank",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
}

static enum cir_status take_ends(struct cir_panel_criterion *criterion, const struct reader *reader,
                                 const struct cir_worksheet_row *row)
{
    enum cir_status status = take_end(&criterion->worst, reader, row, reader->worst);
    if (status == CIR_OK)
        status = take_end(&criterion->best, reader, row, reader->best);
    if (status != CIR_OK || (isnan(criterion->worst) && isnan(criterion->best)))
        return status;
    if (isnan(criterion->worst) || isnan(criterion->best))
        return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){reader->sheet.name, row->line, 0},
                        "one end of the scale of '%s' is told; expected worst and best, or neither", criterion->code);
    if (criterion->worst == criterion->best)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->best),
                        "worst and best of '%s' are the same; expected two numbers that differ", criterion->code);
    criterion->less_counts_more = criterion->best < criterion->worst;
    return CIR_OK;
}

static enum cir_status take_direction(struct cir_panel_criterion *criterion, const struct reader *reader,
                                      const struct cir_worksheet_row *row)
{
    const struct cir_text text = cell_of(reader, row, reader->direction);
    const bool is_less = cir_text_equal_case(text, cir_text_of("less"));
    if (text.size == 0)
        return CIR_OK;
    if (!is_less && !cir_text_equal_case(text, cir_text_of("more")))
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->direction),
                        "'%.*s' is no direction; expected more, less or blank",
                        CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
    if (!isnan(criterion->worst) && is_less != criterion->less_counts_more)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->direction),
                        "'%.*s' runs against worst and best; expected %s, or blank", CIR_TEXT_ARGS(text),
                        is_less ? "more" : "less");
    criterion->less_counts_more = is_less;
    return CIR_OK;
}

/* ---- rows ---- */

static enum cir_status take_row(struct reader *reader, struct cir_panel_criteria *criteria,
                                const struct cir_worksheet_row *row)
{
    const struct cir_text code = row->cells[reader->code];
    const bool has_name = reader->name < reader->sheet.column_count && row->cells[reader->name].size > 0;
    const uint32_t number = (uint32_t)criteria->count;
    if (code.size == 0)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->code),
                        "the code is blank; expected a short name of the criterion");
    if (criteria->count == CIR_PANEL_CRITERIA_MAX)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->code),
                        "more than %d criteria", CIR_PANEL_CRITERIA_MAX);
    enum cir_status status = take_name(reader, criteria, row->line, reader->code, code, number);
    if (status == CIR_OK && has_name)
        status = take_name(reader, criteria, row->line, reader->name, row->cells[reader->name], number);
    struct cir_panel_criterion *criterion = &criteria->list[criteria->count++];
    *criterion = (struct cir_panel_criterion){.code = code.data, .name = has_name ? row->cells[reader->name].data : ""};
    if (status == CIR_OK)
        status = take_ends(criterion, reader, row);
    return status == CIR_OK ? take_direction(criterion, reader, row) : status;
}

static enum cir_status take_rows(struct reader *reader, struct cir_panel_criteria *criteria)
{
    enum cir_status status = CIR_OK;
    reader->code = cir_worksheet_column(&reader->sheet, "code");
    reader->name = cir_worksheet_column(&reader->sheet, "name");
    reader->worst = cir_worksheet_column(&reader->sheet, "worst");
    reader->best = cir_worksheet_column(&reader->sheet, "best");
    reader->direction = cir_worksheet_column(&reader->sheet, "direction");
    if (reader->code == reader->sheet.column_count)
        return cir_fail(reader->error, CIR_BAD_TABLE,
                        (struct cir_place){reader->sheet.name, reader->sheet.header.line, 0},
                        "no column 'code'; expected a header of code,name");
    for (size_t i = 0; i < reader->sheet.row_count && status == CIR_OK; i++)
        status = take_row(reader, criteria, &reader->sheet.rows[i]);
    if (status == CIR_OK && criteria->count < 2)
        status = cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){.file = reader->sheet.name},
                          "%zu criteria; expected two at least, as weights are shares", criteria->count);
    return status;
}

enum cir_status cir_panel_criteria_read(struct cir_panel_criteria *criteria, const char *path, struct cir_arena *arena,
                                        struct cir_error *error)
{
    struct reader reader = {.arena = arena, .error = error};
    *criteria = (struct cir_panel_criteria){
        .list = cir_arena_take(arena, CIR_PANEL_CRITERIA_MAX, sizeof *criteria->list), .names = {.fold_case = true}};
    if (criteria->list == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_worksheet_read(&reader.sheet, path, arena, error);
    return status == CIR_OK ? take_rows(&reader, criteria) : status;
}
