#include "base/index.h"
#include "intake/judgements.h"
#include "intake/worksheet.h"

enum { SHOWN = 60 };

/* The file on its way in. */
struct reader {
    struct cir_worksheet sheet;
    struct cir_arena *arena;
    struct cir_index seen; /* codes and names, any case: a judgement may use either */
    size_t code;           /* place of the columns; column_count: none */
    size_t name;
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->sheet.name, line, column + 1};
}

static enum cir_status check_once(struct reader *reader, size_t line, size_t column, struct cir_text text,
                                  uint32_t number)
{
    uint32_t other = CIR_INDEX_NONE;
    if (!cir_index_insert(&reader->seen, reader->arena, text, number, &other))
        return cir_fail_memory(reader->error);
    if (other == CIR_INDEX_NONE || other == number)
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, line, column),
                    "'%.*s' names another criterion already; expected codes and names that differ",
                    CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
}

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
    enum cir_status status = check_once(reader, row->line, reader->code, code, number);
    if (status == CIR_OK && has_name)
        status = check_once(reader, row->line, reader->name, row->cells[reader->name], number);
    criteria->list[criteria->count++] =
        (struct cir_panel_criterion){code.data, has_name ? row->cells[reader->name].data : ""};
    return status;
}

static enum cir_status take_rows(struct reader *reader, struct cir_panel_criteria *criteria)
{
    enum cir_status status = CIR_OK;
    reader->code = cir_worksheet_column(&reader->sheet, "code");
    reader->name = cir_worksheet_column(&reader->sheet, "name");
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
    struct reader reader = {.arena = arena, .seen = {.fold_case = true}, .error = error};
    *criteria =
        (struct cir_panel_criteria){.list = cir_arena_take(arena, CIR_PANEL_CRITERIA_MAX, sizeof *criteria->list)};
    if (criteria->list == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_worksheet_read(&reader.sheet, path, arena, error);
    return status == CIR_OK ? take_rows(&reader, criteria) : status;
}
