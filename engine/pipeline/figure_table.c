#include "pipeline/figure_table_parts.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

enum { SHOWN = 60 };

enum cir_status cir_figure_making_read(struct cir_figure_making *making, struct cir_figure_table *made,
                                       const struct cir_figure_table_options *options, struct cir_error *error)
{
    *made = (struct cir_figure_table){.table = {.language = options->tongue->language}};
    *making = (struct cir_figure_making){.options = options, .made = made, .error = error};
    return cir_worksheet_read(&making->sheet, options->path, &made->arena, error);
}

bool cir_figure_making_take(struct cir_figure_making *making, size_t rows, size_t columns)
{
    struct cir_arena *arena = &making->made->arena;
    making->columns = cir_arena_take(arena, columns + 1, sizeof *making->columns);
    making->rows = cir_arena_take(arena, rows + 1, sizeof *making->rows);
    making->cells = cir_arena_take(arena, rows + 1, sizeof(struct cir_shown_cell *));
    if (making->columns == NULL || making->rows == NULL || making->cells == NULL)
        return false;
    for (size_t i = 0; i < rows; i++) {
        making->cells[i] = cir_arena_take(arena, columns + 1, sizeof **making->cells);
        if (making->cells[i] == NULL)
            return false;
        for (size_t j = 0; j < columns; j++)
            making->cells[i][j] = (struct cir_shown_cell){
                .kind = CIR_SHOWN_NOTHING, .text = {"", 0}, .value = NAN, .low = NAN, .high = NAN};
        making->rows[i].cells = making->cells[i];
    }
    making->made->table.columns = making->columns;
    making->made->table.column_count = columns;
    making->made->table.rows = making->rows;
    making->made->table.row_count = rows;
    return true;
}

enum cir_status cir_figure_making_find(size_t *column, const struct cir_figure_making *making, const char *name,
                                       const char *writer)
{
    *column = cir_worksheet_column(&making->sheet, name);
    if (*column < making->sheet.column_count)
        return CIR_OK;
    return cir_fail(making->error, CIR_BAD_LOG, (struct cir_place){making->sheet.name, making->sheet.header.line, 0},
                    "no column '%s'; expected what '%s' writes", name, writer);
}

enum cir_status cir_figure_making_number(double *value, const struct cir_figure_making *making,
                                         const struct cir_worksheet_row *row, size_t column)
{
    if (cir_number_read(row->cells[column], value))
        return CIR_OK;
    return cir_fail(making->error, CIR_BAD_LOG, (struct cir_place){making->sheet.name, row->line, column + 1},
                    "%.*s '%.*s'; expected a number", CIR_TEXT_ARGS(making->sheet.header.cells[column]),
                    CIR_TEXT_ARGS(cir_text_cut(row->cells[column], SHOWN)));
}

/* ---- texts ---- */

struct cir_text cir_figure_making_keep(struct cir_figure_making *making, struct cir_buffer *buffer)
{
    char *copy = buffer->failed ? NULL : cir_arena_copy(&making->made->arena, cir_buffer_text(buffer));
    struct cir_text kept = {copy, copy != NULL ? buffer->size : 0};
    making->failed = making->failed || copy == NULL;
    cir_buffer_free(buffer);
    return kept;
}

struct cir_text cir_figure_making_phrase(struct cir_figure_making *making, enum cir_word word, const char *name,
                                         struct cir_text filling)
{
    struct cir_buffer text = {0};
    const struct cir_filling fillings[] = {{name, filling}};
    cir_tongue_add_phrase(&text, making->options->tongue, word, fillings, 1);
    return cir_figure_making_keep(making, &text);
}

struct cir_text cir_figure_making_join(struct cir_figure_making *making, struct cir_text told, struct cir_text more)
{
    const struct cir_filling fillings[] = {{"told", told}, {"more", more}};
    struct cir_buffer text = {0};
    if (told.size == 0 || more.size == 0)
        return told.size == 0 ? more : told;
    cir_tongue_add_phrase(&text, making->options->tongue, CIR_WORD_TOLD_AND_MORE, fillings, 2);
    return cir_figure_making_keep(making, &text);
}

/* The file, not where it lies on whoever's machine. */
static struct cir_text file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return cir_text_of(slash != NULL ? slash + 1 : path);
}

void cir_figure_making_frame(struct cir_figure_making *making, const char *id, enum cir_word caption,
                             struct cir_text more)
{
    const struct cir_figure_table_options *options = making->options;
    struct cir_shown_table *table = &making->made->table;
    struct cir_text file = options->source != NULL ? cir_text_of(options->source) : file_name(options->path);
    struct cir_text from = {NULL, 0};
    if (!cir_text_is(file, "-"))
        from = cir_figure_making_phrase(making, CIR_WORD_MADE_FROM, "file", file);
    table->id = cir_text_of(id);
    table->caption =
        options->caption != NULL ? cir_text_of(options->caption) : cir_tongue_word(options->tongue, caption);
    table->tlp = cir_text_of(options->tlp);
    table->source = cir_figure_making_join(making, from, more);
}

void cir_figure_table_free(struct cir_figure_table *table)
{
    cir_arena_free(&table->arena);
}
