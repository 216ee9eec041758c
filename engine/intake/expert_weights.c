#include "intake/expert_weights.h"

#include "base/nearest.h"
#include "base/number.h"
#include "intake/worksheet.h"

enum { SHOWN = 60 };

/* The file on its way in. */
struct reader {
    const struct cir_judgements *judgements;
    struct cir_worksheet sheet;
    size_t expert; /* places of the columns */
    size_t weight;
    double *weights; /* 0: not told yet */
    struct cir_error *error;
};

static struct cir_place place_of(const struct reader *reader, size_t line, size_t column)
{
    return (struct cir_place){reader->sheet.name, line, column + 1};
}

static enum cir_status find_column(size_t *place, const struct reader *reader, const char *name)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    *place = cir_worksheet_column(sheet, name);
    if (*place < sheet->column_count)
        return CIR_OK;
    return cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){sheet->name, sheet->header.line, 0},
                    "no column '%s'; expected a header of expert,weight", name);
}

static enum cir_status find_expert(size_t *number, const struct reader *reader, const struct cir_worksheet_row *row)
{
    const struct cir_judgements *judgements = reader->judgements;
    const struct cir_text name = row->cells[reader->expert];
    struct cir_nearest nearest = cir_nearest_start(name);
    for (*number = 0; *number < judgements->expert_count; ++*number) {
        if (cir_text_is(name, judgements->experts[*number]))
            return CIR_OK;
        cir_nearest_offer(&nearest, cir_text_of(judgements->experts[*number]));
    }
    return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->expert),
                    "expert '%.*s' judges nothing%s%.*s%s; expected one of the panel",
                    CIR_TEXT_ARGS(cir_text_cut(name, SHOWN)), nearest.found.size > 0 ? " (nearest: '" : "",
                    CIR_TEXT_ARGS(nearest.found), nearest.found.size > 0 ? "')" : "");
}

static enum cir_status take_row(struct reader *reader, const struct cir_worksheet_row *row)
{
    const struct cir_text text = row->cells[reader->weight];
    double weight;
    size_t number;
    enum cir_status status = find_expert(&number, reader, row);
    if (status != CIR_OK)
        return status;
    if (reader->weights[number] > 0)
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->expert),
                        "expert '%s' has a weight already; expected one row an expert",
                        reader->judgements->experts[number]);
    if (!cir_number_read(text, &weight) || !(weight > 0))
        return cir_fail(reader->error, CIR_BAD_TABLE, place_of(reader, row->line, reader->weight),
                        "weight '%.*s'; expected a number above 0", CIR_TEXT_ARGS(cir_text_cut(text, SHOWN)));
    reader->weights[number] = weight;
    return CIR_OK;
}

static enum cir_status take_rows(struct reader *reader)
{
    enum cir_status status = find_column(&reader->expert, reader, "expert");
    if (status == CIR_OK)
        status = find_column(&reader->weight, reader, "weight");
    for (size_t i = 0; i < reader->sheet.row_count && status == CIR_OK; i++)
        status = take_row(reader, &reader->sheet.rows[i]);
    for (size_t k = 0; k < reader->judgements->expert_count && status == CIR_OK; k++)
        if (!(reader->weights[k] > 0))
            status = cir_fail(reader->error, CIR_BAD_TABLE, (struct cir_place){.file = reader->sheet.name},
                              "expert '%s' has no row; expected one of every expert", reader->judgements->experts[k]);
    return status;
}

enum cir_status cir_expert_weights_read(const double **weights, const struct cir_judgements *judgements,
                                        const char *path, struct cir_arena *arena, struct cir_error *error)
{
    struct reader reader = {.judgements = judgements,
                            .weights = cir_arena_take(arena, judgements->expert_count + 1, sizeof *reader.weights),
                            .error = error};
    if (reader.weights == NULL)
        return cir_fail_memory(error);
    *weights = reader.weights;
    enum cir_status status = cir_worksheet_read(&reader.sheet, path, arena, error);
    return status == CIR_OK ? take_rows(&reader) : status;
}
