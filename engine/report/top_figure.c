#include "report/top_figure.h"

enum { NAME, RANGE, LEVEL, KEPT };

static bool find_column(size_t *found, const struct cir_shown_table *table, const char *id)
{
    for (*found = 0; *found < table->column_count; (*found)++)
        if (cir_text_is(table->columns[*found].id, id))
            return true;
    return false;
}

/* Whether every incident has words in a column. */
static bool is_full(const struct cir_shown_table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_shown_cell *cell = &table->rows[i].cells[column];
        if (cell->text.size == 0 || cell->kind == CIR_SHOWN_UNKNOWN || cell->kind == CIR_SHOWN_NOTHING)
            return false;
    }
    return true;
}

static bool choose(size_t kept[KEPT], const struct cir_shown_table *top)
{
    bool has_titles = find_column(&kept[NAME], top, "title") && is_full(top, kept[NAME]);
    return (has_titles || find_column(&kept[NAME], top, "id")) && find_column(&kept[RANGE], top, "score_range") &&
           find_column(&kept[LEVEL], top, "level");
}

static void fill(struct cir_shown_column *columns, struct cir_shown_row *rows, struct cir_shown_cell *cells,
                 const struct cir_shown_table *top, const size_t kept[KEPT])
{
    for (size_t k = 0; k < KEPT; k++) {
        columns[k] = top->columns[kept[k]];
        columns[k].is_header = k == NAME;
        columns[k].group = 0;
    }
    for (size_t i = 0; i < top->row_count; i++) {
        for (size_t k = 0; k < KEPT; k++)
            cells[i * KEPT + k] = top->rows[i].cells[kept[k]];
        rows[i] = (struct cir_shown_row){top->rows[i].kind, &cells[i * KEPT]};
    }
}

enum cir_status cir_report_narrow_top(struct cir_shown_table *narrow, const struct cir_shown_table *top,
                                      struct cir_arena *arena, struct cir_error *error)
{
    size_t kept[KEPT];
    if (!choose(kept, top))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "a table without scores and levels");
    struct cir_shown_column *columns = cir_arena_take(arena, KEPT, sizeof *columns);
    struct cir_shown_row *rows = cir_arena_take(arena, top->row_count, sizeof *rows);
    struct cir_shown_cell *cells = cir_arena_take(arena, top->row_count * KEPT, sizeof *cells);
    if (columns == NULL || rows == NULL || cells == NULL)
        return cir_fail_memory(error);
    fill(columns, rows, cells, top, kept);
    *narrow = *top;
    narrow->groups = NULL;
    narrow->group_count = 0;
    narrow->columns = columns;
    narrow->column_count = KEPT;
    narrow->rows = rows;
    return CIR_OK;
}
