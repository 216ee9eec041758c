/* Lines are the rows of the table to be: rows of a block, its subtotal, the total. They are counted and put in order
 * first, then it is found out what has to be hidden, then they are shown. */
#include "tables/grid.h"

#include "tables/suppress.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { PERIODS_MAX = 10000, EXACT_FIGURES = 15 };

static const double PER_MILLION = 1e6;

/* Instead of a code: rows that were left over by `top`. */
#define CODE_OTHERS (CIR_CODE_OUTSIDE - 1)

struct line {
    enum cir_shown_row_kind kind;
    uint32_t block;
    uint32_t code;
    int parent;                   /* number of the line that it is added up in */
    struct cir_cube_cell **cells; /* one a column, the total last; never NULL */
    struct cir_text label;        /* of its code */
    bool *hidden;                 /* one a column */
    size_t merged;                /* of others: how many rows they are */
};

struct making {
    const struct cir_grid *grid;
    struct cir_sheet *sheet;
    struct cir_arena *arena;
    struct cir_cube_cell empty;
    uint32_t *columns; /* codes; empty where there is only the total */
    size_t column_count;
    size_t cell_count; /* of a line: columns and their total */
    uint32_t *blocks;
    size_t block_count;
    struct line *lines;
    size_t line_count;
    size_t line_capacity;
    bool *hidden; /* of all lines */
};

/* ---- codes ---- */

static bool is_before(const struct cir_dimension *dimension, uint32_t a, uint32_t b)
{
    bool values = cir_code_is_value(a) && cir_code_is_value(b);
    if (values && cir_dimension_is_text(dimension->kind))
        return cir_text_compare(dimension->texts[a], dimension->texts[b]) < 0;
    return a < b; /* what is no value stands last */
}

static bool has_code(const uint32_t *codes, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* Insertion by halves: codes may be many. */
static void insert_code(uint32_t *codes, size_t *count, const struct cir_dimension *dimension, uint32_t code)
{
    size_t low = 0;
    size_t high = *count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(dimension, codes[middle], code))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < *count && codes[low] == code)
        return;
    for (size_t i = *count; i > low; i--)
        codes[i] = codes[i - 1];
    codes[low] = code;
    ++*count;
}

/* Codes that are shown whether they came up or not: all levels of a scale, all periods between the first and the last. */
static size_t own_codes(uint32_t *codes, const struct making *making, const struct cir_dimension *dimension,
                        const uint32_t *found, size_t found_count)
{
    size_t count = 0;
    if (dimension->kind == CIR_DIMENSION_LEVEL || dimension->kind == CIR_DIMENSION_AXIS) {
        const struct cir_scale *scale = &making->sheet->labelling->source->schemes[dimension->scheme].scale;
        for (size_t i = 0; i < scale->count; i++)
            codes[count++] = (uint32_t)scale->levels[i];
    }
    size_t values = 0;
    while (values < found_count && cir_code_is_value(found[values]))
        values++;
    if (cir_dimension_is_period(dimension->kind) && values > 0 && found[values - 1] - found[0] < PERIODS_MAX)
        for (uint32_t code = found[0]; code <= found[values - 1]; code++)
            codes[count++] = code;
    return count;
}

/* The codes of a side within one block, in their order. */
static bool collect(uint32_t **codes, size_t *count, const struct making *making, enum cir_side_number side,
                    uint32_t block)
{
    const struct cir_cube *cube = making->grid->cube;
    const struct cir_dimension *dimension = making->grid->sides[side];
    uint32_t *found = cir_arena_take(making->arena, cube->count + 1, sizeof *found);
    *codes = cir_arena_take(making->arena, cube->count + PERIODS_MAX + CIR_LEVELS_MAX, sizeof **codes);
    *count = 0;
    if (found == NULL || *codes == NULL)
        return false;
    size_t found_count = 0;
    for (size_t i = 0; i < cube->count; i++) {
        const uint32_t *at = cube->cells[i].codes;
        bool is_other_all = at[CIR_SIDE_ROW] == CIR_CODE_ALL || side == CIR_SIDE_ROW;
        is_other_all = is_other_all && (at[CIR_SIDE_COLUMN] == CIR_CODE_ALL || side == CIR_SIDE_COLUMN);
        is_other_all = is_other_all && (side == CIR_SIDE_BLOCK || at[CIR_SIDE_BLOCK] == block);
        if (is_other_all && at[side] != CIR_CODE_ALL)
            insert_code(found, &found_count, dimension, at[side]);
    }
    *count = own_codes(*codes, making, dimension, found, found_count);
    for (size_t i = 0; i < found_count; i++)
        if (!has_code(*codes, *count, found[i]))
            (*codes)[(*count)++] = found[i];
    return true;
}

/* ---- lines ---- */

static struct cir_cube_cell *cell_at(struct making *making, uint32_t block, uint32_t row, uint32_t column)
{
    struct cir_cube *cube = making->grid->cube;
    const struct cir_cube_cell *cell = cir_cube_find(cube, block, row, column);
    return cell != NULL ? &cube->cells[cell - cube->cells] : &making->empty;
}

static struct line *add_line(struct making *making, enum cir_shown_row_kind kind, uint32_t block, uint32_t code)
{
    struct line *lines =
        cir_arena_grow(making->arena, making->lines, making->line_count, &making->line_capacity, sizeof *lines);
    struct cir_cube_cell **cells = cir_arena_take(making->arena, making->cell_count, sizeof(struct cir_cube_cell *));
    if (lines == NULL || cells == NULL)
        return NULL;
    making->lines = lines;
    for (size_t i = 0; i < making->cell_count; i++)
        cells[i] = cell_at(making, block, code, i < making->column_count ? making->columns[i] : CIR_CODE_ALL);
    struct line *line = &lines[making->line_count++];
    *line = (struct line){.kind = kind, .block = block, .code = code, .parent = CIR_NO_PARENT, .cells = cells};
    return line;
}

static const struct cir_cube_cell *total_of(const struct making *making, const struct line *line)
{
    return line->cells[making->cell_count - 1];
}

/* Counts that matter for what may be shown. */
static uint64_t count_of(const struct making *making, const struct cir_cube_cell *cell)
{
    return cir_statistic_is_of_rows(&making->grid->statistic) ? cell->count : cell->known;
}

/* For sorting; what is not known is least. */
static double value_of(const struct making *making, struct cir_cube_cell *cell)
{
    double known = cell->known > 0 ? (double)cell->known : (double)NAN;
    double value = (double)cell->count;
    switch (making->grid->statistic.kind) {
    case CIR_STATISTIC_SUM:
        value = cell->known > 0 ? cir_exact_sum_value(&cell->point) : (double)NAN;
        break;
    case CIR_STATISTIC_MEAN:
        value = cir_exact_sum_value(&cell->point) / known;
        break;
    case CIR_STATISTIC_MEDIAN:
        value = cir_quantiles_at(&cell->quantiles, 0.5);
        break;
    case CIR_STATISTIC_P90:
        value = cir_quantiles_at(&cell->quantiles, 0.9);
        break;
    default:
        break;
    }
    return isnan(value) ? -1 : value;
}

/* Whether line a stands before line b where lines are sorted by value: what is no value of the dimension, and what is
 * hidden, stays behind, so that its place tells nothing. */
static bool is_greater(const struct making *making, const struct line *a, const struct line *b)
{
    size_t last = making->cell_count - 1;
    bool a_counts = cir_code_is_value(a->code) && a->code != CODE_OTHERS;
    bool b_counts = cir_code_is_value(b->code) && b->code != CODE_OTHERS;
    if (!a_counts || !b_counts)
        return a_counts && !b_counts;
    bool a_shown = a->hidden == NULL || !a->hidden[last];
    bool b_shown = b->hidden == NULL || !b->hidden[last];
    if (!a_shown || !b_shown)
        return a_shown && !b_shown;
    return value_of(making, a->cells[last]) > value_of(making, b->cells[last]);
}

static bool is_named_before(const struct making *making, const struct line *a, const struct line *b)
{
    (void)making;
    bool a_counts = cir_code_is_value(a->code) && a->code != CODE_OTHERS;
    bool b_counts = cir_code_is_value(b->code) && b->code != CODE_OTHERS;
    if (!a_counts || !b_counts)
        return a_counts && !b_counts;
    return cir_text_compare(a->label, b->label) < 0;
}

/* Equal lines keep their order. */
static void sort_lines(struct making *making, struct line *lines, size_t count, enum cir_table_sort sort)
{
    bool (*is_first)(const struct making *, const struct line *, const struct line *) =
        sort == CIR_TABLE_SORT_VALUE ? is_greater : is_named_before;
    for (size_t i = 1; i < count && sort != CIR_TABLE_SORT_OWN; i++) {
        struct line line = lines[i];
        size_t at = i;
        for (; at > 0 && is_first(making, &line, &lines[at - 1]); at--)
            lines[at] = lines[at - 1];
        lines[at] = line;
    }
}

static bool join_into(struct making *making, struct line *others, const struct line *line)
{
    for (size_t i = 0; i < making->cell_count; i++)
        if (!cir_cube_cell_join(others->cells[i], line->cells[i]))
            return false;
    others->merged++;
    return true;
}

static void free_others(const struct making *making)
{
    for (size_t i = 0; i < making->line_count; i++)
        for (size_t k = 0; k < making->cell_count && making->lines[i].code == CODE_OTHERS; k++)
            cir_quantiles_free(&making->lines[i].cells[k]->quantiles);
}

static bool make_others(struct making *making, struct line *others)
{
    struct cir_cube_cell *cells = cir_arena_take(making->arena, making->cell_count, sizeof *cells);
    others->code = CODE_OTHERS;
    for (size_t i = 0; i < making->cell_count && cells != NULL; i++)
        others->cells[i] = &cells[i];
    return cells != NULL;
}

/* The rows that are too many become one; what is no value of the dimension stays by itself. */
static bool fold(struct making *making, size_t first, size_t top)
{
    size_t values = 0;
    sort_lines(making, &making->lines[first], making->line_count - first, CIR_TABLE_SORT_VALUE);
    for (size_t i = first; i < making->line_count; i++)
        values += cir_code_is_value(making->lines[i].code);
    if (values <= top + 1)
        return true;
    struct line others = making->lines[first + top];
    struct cir_cube_cell **cells = cir_arena_take(making->arena, making->cell_count, sizeof(struct cir_cube_cell *));
    others.cells = cells;
    if (cells == NULL || !make_others(making, &others))
        return false;
    bool whole = true;
    for (size_t i = top; i < values && whole; i++)
        whole = join_into(making, &others, &making->lines[first + i]);
    making->lines[first + top] = others;
    for (size_t i = first + values; i < making->line_count; i++)
        making->lines[i - (values - top) + 1] = making->lines[i];
    making->line_count -= values - top - 1;
    return whole;
}

static enum cir_status label_line(struct line *line, const struct making *making, struct cir_error *error)
{
    struct cir_shown_cell cell = {.text = {"", 0}};
    enum cir_status status = CIR_OK;
    if (line->code != CODE_OTHERS)
        status = cir_label_code(&cell, making->sheet->labelling, making->grid->sides[CIR_SIDE_ROW], line->code, error);
    line->label = cell.text;
    return status;
}

static enum cir_status add_block(struct making *making, uint32_t block, struct cir_error *error)
{
    uint32_t *rows = NULL;
    size_t count = 0;
    size_t first = making->line_count;
    const struct cir_grid *grid = making->grid;
    if (!collect(&rows, &count, making, CIR_SIDE_ROW, block))
        return cir_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct line *line = add_line(making, CIR_SHOWN_BODY, block, rows[i]);
        enum cir_status status = line != NULL ? label_line(line, making, error) : cir_fail_memory(error);
        if (status != CIR_OK)
            return status;
    }
    if (grid->request->top > 0 && !fold(making, first, grid->request->top))
        return cir_fail_memory(error);
    sort_lines(making, &making->lines[first], making->line_count - first, grid->sort);
    bool is_alone = making->block_count == 1 || grid->blocks_are_regimes;
    size_t sum = making->line_count;
    if (add_line(making, is_alone ? CIR_SHOWN_TOTAL : CIR_SHOWN_SUBTOTAL, block, CIR_CODE_ALL) == NULL)
        return cir_fail_memory(error);
    for (size_t i = first; i < sum; i++)
        making->lines[i].parent = (int)sum;
    return CIR_OK;
}

static enum cir_status add_total(struct making *making, struct cir_error *error)
{
    size_t total = making->line_count;
    if (making->block_count == 1 || making->grid->blocks_are_regimes)
        return CIR_OK;
    if (add_line(making, CIR_SHOWN_TOTAL, CIR_CODE_ALL, CIR_CODE_ALL) == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < total; i++)
        if (making->lines[i].kind == CIR_SHOWN_SUBTOTAL)
            making->lines[i].parent = (int)total;
    return CIR_OK;
}

static enum cir_status make_lines(struct making *making, struct cir_error *error)
{
    static const uint32_t whole = CIR_CODE_ALL;
    const struct cir_grid *grid = making->grid;
    bool is_one = grid->sides[CIR_SIDE_BLOCK]->kind == CIR_DIMENSION_NONE;
    bool is_whole = collect(&making->blocks, &making->block_count, making, CIR_SIDE_BLOCK, 0);
    if (is_whole && grid->sides[CIR_SIDE_COLUMN]->kind != CIR_DIMENSION_NONE)
        is_whole = collect(&making->columns, &making->column_count, making, CIR_SIDE_COLUMN, CIR_CODE_ALL);
    if (!is_whole)
        return cir_fail_memory(error);
    making->cell_count = making->column_count + 1;
    if (is_one)
        making->block_count = 1;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < making->block_count && status == CIR_OK; i++)
        status = add_block(making, is_one ? whole : making->blocks[i], error);
    return status == CIR_OK ? add_total(making, error) : status;
}

/* ---- what is hidden ---- */

/* The lines from `first` on, which add up in the last of them. */
static enum cir_status hide_lines(struct making *making, size_t first, size_t count, struct cir_error *error)
{
    size_t cells = making->cell_count;
    int *parents = cir_arena_take(making->arena, count, sizeof *parents);
    uint64_t *counts = cir_arena_take(making->arena, count * cells, sizeof *counts);
    if (parents == NULL || counts == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &making->lines[first + i];
        parents[i] = line->parent == CIR_NO_PARENT ? CIR_NO_PARENT : line->parent - (int)first;
        for (size_t k = 0; k < cells; k++)
            counts[i * cells + k] = count_of(making, line->cells[k]);
    }
    const struct cir_count_table table = {count, cells, parents, counts};
    return cir_suppress(&making->hidden[first * cells], &table, making->grid->request->suppress, error);
}

static enum cir_status hide(struct making *making, struct cir_error *error)
{
    size_t cells = making->cell_count;
    making->hidden = cir_arena_take(making->arena, making->line_count * cells, sizeof *making->hidden);
    if (making->hidden == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < making->line_count; i++)
        making->lines[i].hidden = &making->hidden[i * cells];
    enum cir_status status = CIR_OK;
    size_t first = 0;
    for (size_t i = 0; i < making->line_count && status == CIR_OK && making->grid->request->suppress > 1; i++)
        if (making->lines[i].parent == CIR_NO_PARENT) {
            status = hide_lines(making, first, i + 1 - first, error);
            first = i + 1;
        }
    return status;
}

/* Their places must not tell what is hidden. */
static void sort_again(struct making *making)
{
    size_t first = 0;
    for (size_t i = 0; i < making->line_count && making->grid->request->suppress > 1; i++)
        if (making->lines[i].code == CIR_CODE_ALL) {
            sort_lines(making, &making->lines[first], i - first,
                       making->grid->sort == CIR_TABLE_SORT_VALUE ? CIR_TABLE_SORT_VALUE : CIR_TABLE_SORT_OWN);
            first = i + 1;
        }
}

static bool is_anything_hidden(const struct making *making)
{
    for (size_t i = 0; i < making->line_count * making->cell_count; i++)
        if (making->hidden[i])
            return true;
    return false;
}

/* ---- columns ---- */

static bool has_blocks(const struct making *making)
{
    return making->grid->sides[CIR_SIDE_BLOCK]->kind != CIR_DIMENSION_NONE;
}

static bool shows_known(const struct making *making)
{
    return !cir_statistic_is_of_rows(&making->grid->statistic);
}

static bool shows_total_column(const struct making *making)
{
    return making->column_count == 0 || !making->grid->request->no_totals;
}

static enum cir_status add_header_column(struct making *making, enum cir_side_number side, struct cir_error *error)
{
    const struct cir_labelling *labelling = making->sheet->labelling;
    struct cir_shown_column column = {.is_header = true, .unit = {"", 0}};
    enum cir_status status = cir_label_dimension(&column.label, labelling, making->grid->sides[side], error);
    if (status == CIR_OK)
        status = cir_label_dimension_id(&column.id, labelling, making->grid->sides[side], error);
    cir_sheet_add_column(making->sheet, &column);
    return status;
}

static bool is_partial(const struct making *making, const struct cir_dimension *dimension, uint32_t code)
{
    const struct cir_sheet_facts *facts = making->grid->facts;
    if (!cir_dimension_is_period(dimension->kind) || !cir_code_is_value(code) || isnan(facts->from_h))
        return false;
    return cir_period_first_h(dimension->kind, code) < facts->from_h ||
           cir_period_end_h(dimension->kind, code) - 1 > facts->until_h;
}

/* Columns cannot refer to notes: an incomplete period says so itself. */
static struct cir_text column_label(struct making *making, struct cir_text label, uint32_t code)
{
    if (!is_partial(making, making->grid->sides[CIR_SIDE_COLUMN], code))
        return label;
    const struct cir_filling fillings[] = {
        {"what", label}, {"scheme", cir_tongue_word(making->sheet->labelling->tongue, CIR_WORD_PARTIAL_PERIOD)}};
    return cir_sheet_phrase(making->sheet, CIR_WORD_BY_SCHEME, fillings, 2);
}

static enum cir_status add_value_column(struct making *making, size_t i, struct cir_error *error)
{
    const struct cir_labelling *labelling = making->sheet->labelling;
    const struct cir_dimension *dimension = making->grid->sides[CIR_SIDE_COLUMN];
    struct cir_shown_cell label = {.text = {"", 0}};
    struct cir_text side;
    struct cir_text id;
    struct cir_buffer buffer = {0};
    enum cir_status status = cir_label_code(&label, labelling, dimension, making->columns[i], error);
    if (status == CIR_OK)
        status = cir_label_id(&id, labelling, dimension, making->columns[i], error);
    if (status == CIR_OK)
        status = cir_label_dimension_id(&side, labelling, dimension, error);
    if (status != CIR_OK)
        return status;
    struct cir_shown_column column = {
        .label = column_label(making, label.text, making->columns[i]), .unit = {"", 0}, .group = 1, .is_number = true};
    cir_buffer_add(&buffer, side);
    cir_buffer_add_char(&buffer, '_');
    cir_buffer_add(&buffer, id);
    if (!cir_label_keep(&column.id, &buffer, making->arena))
        return cir_fail_memory(error);
    cir_sheet_add_column(making->sheet, &column);
    return CIR_OK;
}

/* Of shares of rows the total is what they are shares of. */
static enum cir_status add_total_column(struct making *making, struct cir_error *error)
{
    const struct cir_labelling *labelling = making->sheet->labelling;
    const struct cir_statistic *statistic = &making->grid->statistic;
    struct cir_shown_column column = {.unit = cir_statistic_unit(labelling, statistic), .is_number = true};
    enum cir_status status = CIR_OK;
    if (making->column_count == 0) {
        status = cir_statistic_label(&column.label, labelling, statistic, error);
        if (status == CIR_OK)
            status = cir_statistic_id(&column.id, labelling, statistic, error);
    } else {
        bool is_share = statistic->kind == CIR_STATISTIC_SHARE;
        column.label = cir_tongue_word(labelling->tongue, is_share ? CIR_WORD_NUMBER_OF_INCIDENTS : CIR_WORD_TOTAL);
        column.id = cir_text_of(is_share ? "count" : "total");
    }
    cir_sheet_add_column(making->sheet, &column);
    return status;
}

static enum cir_status add_group(struct making *making, struct cir_error *error)
{
    struct cir_text *group = cir_arena_take(making->arena, 1, sizeof *group);
    if (group == NULL)
        return cir_fail_memory(error);
    making->sheet->groups = group;
    making->sheet->table.group_count = 1;
    return cir_label_dimension(group, making->sheet->labelling, making->grid->sides[CIR_SIDE_COLUMN], error);
}

static void add_detail_columns(struct making *making)
{
    const struct cir_tongue *tongue = making->sheet->labelling->tongue;
    const struct cir_shown_column columns[] = {
        {.id = cir_text_of("threshold"), .label = cir_tongue_word(tongue, CIR_WORD_THRESHOLD), .is_number = true},
        {.id = cir_text_of("unit"), .label = cir_tongue_word(tongue, CIR_WORD_UNIT)},
        {.id = cir_text_of("source"), .label = cir_tongue_word(tongue, CIR_WORD_SOURCE)}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0] && making->grid->details != NULL; i++)
        cir_sheet_add_column(making->sheet, &columns[i]);
}

static enum cir_status add_columns(struct making *making, struct cir_error *error)
{
    enum cir_status status = has_blocks(making) ? add_header_column(making, CIR_SIDE_BLOCK, error) : CIR_OK;
    if (status == CIR_OK)
        status = add_header_column(making, CIR_SIDE_ROW, error);
    if (status == CIR_OK && making->column_count > 0)
        status = add_group(making, error);
    for (size_t i = 0; i < making->column_count && status == CIR_OK; i++)
        status = add_value_column(making, i, error);
    if (status == CIR_OK && shows_total_column(making))
        status = add_total_column(making, error);
    if (status == CIR_OK && shows_known(making))
        cir_sheet_add_column(making->sheet,
                             &(const struct cir_shown_column){
                                 .id = cir_text_of("known_share"),
                                 .label = cir_tongue_word(making->sheet->labelling->tongue, CIR_WORD_OF_WHICH_KNOWN),
                                 .unit = {"", 0},
                                 .is_number = true});
    add_detail_columns(making);
    return status;
}

/* ---- cells ---- */

static struct cir_shown_cell show_rate(struct making *making, const struct line *line, const struct cir_cube_cell *cell)
{
    const struct cir_definitions *definitions = making->sheet->labelling->source->definitions;
    if (!cir_code_is_value(line->code) || line->code == CODE_OTHERS)
        return cir_sheet_nothing();
    double population = definitions->countries[line->code].population;
    return cir_sheet_value(making->sheet, (double)cell->count / population * PER_MILLION);
}

static double share_of(struct making *making, const struct line *line, const struct cir_cube_cell *cell)
{
    const struct line *whole = line;
    while (making->column_count == 0 && whole->parent != CIR_NO_PARENT)
        whole = &making->lines[whole->parent];
    double count = (double)total_of(making, whole)->count;
    return count > 0 ? (double)cell->count / count : (double)NAN;
}

static struct cir_shown_cell show_sums(struct making *making, struct cir_cube_cell *cell, double by)
{
    double high = cell->open > 0 ? (double)INFINITY : cir_exact_sum_value(&cell->high) / by;
    if (cell->count == 0)
        return making->grid->statistic.kind == CIR_STATISTIC_SUM ? cir_sheet_value(making->sheet, 0)
                                                                 : cir_sheet_nothing();
    if (cell->known == 0)
        return cir_sheet_unknown(making->sheet);
    return cir_sheet_range(making->sheet, cir_exact_sum_value(&cell->low) / by, cir_exact_sum_value(&cell->point) / by,
                           high);
}

static struct cir_shown_cell show_quantile(struct making *making, struct cir_cube_cell *cell, double share)
{
    return cell->count == 0 ? cir_sheet_nothing()
                            : cir_sheet_value(making->sheet, cir_quantiles_at(&cell->quantiles, share));
}

static struct cir_shown_cell show_value(struct making *making, const struct line *line, struct cir_cube_cell *cell,
                                        bool is_total)
{
    switch (making->grid->statistic.kind) {
    case CIR_STATISTIC_COUNT:
        break;
    case CIR_STATISTIC_SHARE:
        if (!is_total || making->column_count == 0)
            return cir_sheet_share(making->sheet, share_of(making, line, cell));
        break;
    case CIR_STATISTIC_RATE:
        return show_rate(making, line, cell);
    case CIR_STATISTIC_SUM:
        return show_sums(making, cell, 1);
    case CIR_STATISTIC_MEAN:
        return show_sums(making, cell, cell->known > 0 ? (double)cell->known : 1);
    case CIR_STATISTIC_MEDIAN:
        return show_quantile(making, cell, 0.5);
    case CIR_STATISTIC_P90:
        return show_quantile(making, cell, 0.9);
    }
    return cir_sheet_count(making->sheet, cell->count);
}

/* Shares of a row tell what they are shares of: where that is hidden, they are. */
static bool is_hidden(const struct making *making, const struct line *line, size_t i)
{
    bool is_share = making->grid->statistic.kind == CIR_STATISTIC_SHARE;
    if (is_share && making->column_count == 0) {
        const struct line *whole = line;
        while (whole->parent != CIR_NO_PARENT)
            whole = &making->lines[whole->parent];
        return line->hidden[i] || whole->hidden[i];
    }
    return line->hidden[i] || (is_share && line->hidden[making->cell_count - 1]);
}

/* Which are known tells two counts, none of which may be small. */
static struct cir_shown_cell show_known(struct making *making, const struct line *line)
{
    const struct cir_cube_cell *total = total_of(making, line);
    uint64_t least = making->grid->request->suppress;
    uint64_t unknown = total->count - total->known;
    bool is_small = least > 1 && ((total->known > 0 && total->known < least) || (unknown > 0 && unknown < least));
    if (line->hidden[making->cell_count - 1] || is_small)
        return cir_sheet_hidden();
    return cir_sheet_share(making->sheet, total->count > 0 ? (double)total->known / (double)total->count : (double)NAN);
}

static enum cir_status show_head(struct cir_shown_cell *cells, size_t *at, struct making *making,
                                 const struct line *line, struct cir_error *error)
{
    const struct cir_labelling *labelling = making->sheet->labelling;
    const struct cir_dimension *rows = making->grid->sides[CIR_SIDE_ROW];
    enum cir_status status = CIR_OK;
    if (has_blocks(making)) {
        status = cir_label_code(&cells[*at], labelling, making->grid->sides[CIR_SIDE_BLOCK], line->block, error);
        if (is_partial(making, making->grid->sides[CIR_SIDE_BLOCK], line->block))
            cells[*at].note = CIR_SHEET_MARKED_NOTE;
        ++*at;
    }
    if (line->code == CODE_OTHERS) {
        struct cir_buffer count = {0};
        cir_tongue_add_count(&count, labelling->tongue, line->merged);
        cells[*at] = cir_sheet_words(cir_sheet_phrase(
            making->sheet, CIR_WORD_OTHERS, &(const struct cir_filling){"count", cir_buffer_text(&count)}, 1));
        cir_buffer_free(&count);
    } else if (status == CIR_OK) {
        status = cir_label_code(&cells[*at], labelling, rows, line->code, error);
    }
    if (line->kind == CIR_SHOWN_SUBTOTAL)
        cells[*at].text = cir_tongue_word(labelling->tongue, CIR_WORD_SUBTOTAL);
    if (line->code != CODE_OTHERS && is_partial(making, rows, line->code))
        cells[*at].note = CIR_SHEET_MARKED_NOTE;
    ++*at;
    return status;
}

static void show_details(struct cir_shown_cell *cells, struct making *making, const struct line *line)
{
    if (making->grid->details == NULL || !cir_code_is_value(line->code) || line->code == CODE_OTHERS)
        return;
    const struct cir_grid_detail *detail = &making->grid->details[line->code];
    if (!isnan(detail->threshold)) {
        cells[0] = cir_sheet_value(making->sheet, detail->threshold);
        struct cir_buffer exact = {0};
        cir_tongue_add_number(&exact, making->sheet->labelling->tongue, detail->threshold, EXACT_FIGURES);
        making->sheet->failed = !cir_label_keep(&cells[0].text, &exact, making->arena) || making->sheet->failed;
        cells[0].significant = EXACT_FIGURES;
    }
    cells[1] = cir_sheet_code(detail->unit);
    cells[2] = cir_sheet_code(detail->source);
}

static enum cir_status show_line(struct making *making, const struct line *line, struct cir_error *error)
{
    struct cir_shown_cell *cells = cir_sheet_add_row(making->sheet, line->kind);
    size_t at = 0;
    if (cells == NULL)
        return cir_fail_memory(error);
    enum cir_status status = show_head(cells, &at, making, line, error);
    for (size_t i = 0; i < making->cell_count; i++) {
        bool is_total = i + 1 == making->cell_count;
        if (is_total && !shows_total_column(making))
            continue;
        cells[at++] =
            is_hidden(making, line, i) ? cir_sheet_hidden() : show_value(making, line, line->cells[i], is_total);
    }
    if (shows_known(making))
        cells[at++] = show_known(making, line);
    if (status == CIR_OK)
        show_details(&cells[at], making, line);
    return status;
}

static enum cir_status show_lines(struct making *making, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < making->line_count && status == CIR_OK; i++)
        if (making->lines[i].code != CIR_CODE_ALL || !making->grid->request->no_totals)
            status = show_line(making, &making->lines[i], error);
    return status;
}

/* ---- words around ---- */

static struct cir_text count_text(struct cir_sheet *sheet, uint64_t count)
{
    struct cir_buffer buffer = {0};
    struct cir_text text;
    cir_tongue_add_count(&buffer, sheet->labelling->tongue, count);
    sheet->failed = !cir_label_keep(&text, &buffer, sheet->labelling->arena) || sheet->failed;
    return text;
}

static struct cir_text day_text(struct cir_sheet *sheet, double hour)
{
    struct cir_buffer buffer = {0};
    struct cir_text text;
    double day = floor(hour / 24) * 24;
    cir_tongue_add_date(&buffer, sheet->labelling->tongue, (struct cir_date){day, day + 23});
    sheet->failed = !cir_label_keep(&text, &buffer, sheet->labelling->arena) || sheet->failed;
    return text;
}

static void mark_partial(struct making *making)
{
    struct cir_sheet *sheet = making->sheet;
    const struct cir_sheet_facts *facts = making->grid->facts;
    bool is_marked = false;
    for (size_t i = 0; i < sheet->table.row_count; i++)
        for (size_t k = 0; k < sheet->table.column_count; k++)
            is_marked = is_marked || sheet->rows[i].cells[k].note != 0;
    if (!is_marked)
        return;
    const struct cir_filling span[] = {{"first", day_text(sheet, facts->from_h)},
                                       {"last", day_text(sheet, facts->until_h)}};
    struct cir_text period = cir_sheet_phrase(sheet, CIR_WORD_DATE_SPAN, span, 2);
    sheet->marked_note =
        cir_sheet_phrase(sheet, CIR_WORD_NOTE_PARTIAL, &(const struct cir_filling){"period", period}, 1);
}

/* Whether the values of a side count more rows than there are. */
static bool counts_twice(const struct making *making, int side)
{
    const struct cir_cube *cube = making->grid->cube;
    const struct cir_cube_cell *all = cir_cube_find(cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_ALL);
    uint64_t count = 0;
    for (size_t i = 0; i < cube->count; i++) {
        const uint32_t *codes = cube->cells[i].codes;
        if (codes[CIR_SIDE_BLOCK] == CIR_CODE_ALL && codes[side] != CIR_CODE_ALL &&
            codes[side == CIR_SIDE_ROW ? CIR_SIDE_COLUMN : CIR_SIDE_ROW] == CIR_CODE_ALL)
            count += cube->cells[i].count;
    }
    return cir_dimension_has_several(making->grid->sides[side]) && count > all->count;
}

static enum cir_status note_sides(struct making *making, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    bool is_axis = false;
    for (int side = CIR_SIDE_ROW; side < CIR_SIDES && status == CIR_OK; side++) {
        const struct cir_dimension *dimension = making->grid->sides[side];
        struct cir_text name;
        is_axis = is_axis || dimension->kind == CIR_DIMENSION_AXIS;
        if (!counts_twice(making, side))
            continue;
        status = cir_label_dimension(&name, making->sheet->labelling, dimension, error);
        cir_sheet_add_note(making->sheet, CIR_WORD_NOTE_SEVERAL, &(const struct cir_filling){"dimension", name}, 1);
    }
    if (is_axis)
        cir_sheet_add_note(making->sheet, CIR_WORD_NOTE_LEVELS_OF_AXES, NULL, 0);
    if (status == CIR_OK && making->grid->blocks_are_regimes) {
        struct cir_text name;
        status = cir_label_dimension(&name, making->sheet->labelling, making->grid->sides[CIR_SIDE_BLOCK], error);
        cir_sheet_add_note(making->sheet, CIR_WORD_NOTE_REGIME, &(const struct cir_filling){"column", name}, 1);
    }
    return status;
}

static void note_statistic(struct making *making)
{
    struct cir_sheet *sheet = making->sheet;
    bool has_ranges = false;
    for (size_t i = 0; i < sheet->table.row_count; i++)
        for (size_t k = 0; k < sheet->table.column_count; k++)
            has_ranges = has_ranges || sheet->rows[i].cells[k].kind == CIR_SHOWN_INTERVAL;
    if (making->grid->statistic.kind == CIR_STATISTIC_SHARE)
        cir_sheet_add_note(sheet, making->column_count > 0 ? CIR_WORD_NOTE_SHARE_OF_ROW : CIR_WORD_NOTE_SHARE_OF_ALL,
                           NULL, 0);
    if (shows_known(making))
        cir_sheet_add_note(sheet, CIR_WORD_NOTE_KNOWN, NULL, 0);
    if (has_ranges)
        cir_sheet_add_note(sheet, CIR_WORD_NOTE_RANGES, NULL, 0);
}

static void note_agreement(struct making *making)
{
    const struct cir_grid_agreement *agreement = making->grid->agreement;
    struct cir_sheet *sheet = making->sheet;
    struct cir_buffer value = {0};
    struct cir_buffer interval = {0};
    if (agreement == NULL)
        return;
    if (is_anything_hidden(making)) {
        cir_sheet_add_note(sheet, CIR_WORD_NOTE_TAU_HIDDEN, NULL, 0);
        return;
    }
    if (isnan(agreement->tau)) {
        cir_sheet_add_note(sheet, CIR_WORD_NOTE_TAU_UNDEFINED, NULL, 0);
        return;
    }
    cir_tongue_add_number(&value, sheet->labelling->tongue, agreement->tau, sheet->significant);
    cir_tongue_add_interval(&interval, sheet->labelling->tongue, agreement->low, agreement->high, sheet->significant);
    const struct cir_filling fillings[] = {{"value", cir_buffer_text(&value)},
                                           {"interval", cir_buffer_text(&interval)}};
    cir_sheet_add_note(sheet, CIR_WORD_NOTE_TAU, fillings, 2);
    sheet->failed = sheet->failed || value.failed || interval.failed;
    cir_buffer_free(&value);
    cir_buffer_free(&interval);
}

static void note_hidden(struct making *making)
{
    if (!is_anything_hidden(making))
        return;
    const struct cir_filling fillings[] = {{"mark", cir_sheet_hidden().text},
                                           {"count", count_text(making->sheet, making->grid->request->suppress)}};
    cir_sheet_add_note(making->sheet, CIR_WORD_NOTE_HIDDEN, fillings, 2);
}

/* How many rows are not known on a side; CIR_COUNT_HIDDEN: it may not be told. */
static uint64_t unknown_on(const struct making *making, enum cir_side_number side)
{
    struct cir_cube *cube = making->grid->cube;
    uint64_t least = making->grid->request->suppress;
    const struct cir_cube_cell *cell = side == CIR_SIDE_ROW
                                           ? cir_cube_find(cube, CIR_CODE_ALL, CIR_CODE_UNKNOWN, CIR_CODE_ALL)
                                           : cir_cube_find(cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_UNKNOWN);
    uint64_t count = cell != NULL ? cell->count : 0;
    bool is_hidden = least > 1 && count > 0 && (count < least || is_anything_hidden(making));
    return is_hidden ? CIR_COUNT_HIDDEN : count;
}

static bool is_total_hidden(const struct making *making)
{
    uint64_t least = making->grid->request->suppress;
    const struct cir_cube_cell *all = cir_cube_find(making->grid->cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_ALL);
    bool is_hidden = least > 1 && all->count < least;
    for (size_t i = 0; i < making->line_count; i++)
        if (making->lines[i].code == CIR_CODE_ALL && making->lines[i].parent == CIR_NO_PARENT)
            is_hidden = is_hidden || making->lines[i].hidden[making->cell_count - 1];
    return is_hidden;
}

/* Where nothing decided there is no reason, which is known. */
static bool can_be_unknown(const struct cir_dimension *dimension)
{
    return dimension->kind != CIR_DIMENSION_NONE && dimension->kind != CIR_DIMENSION_REASON &&
           dimension->kind != CIR_DIMENSION_CRITERION;
}

static enum cir_status tell_unknown(struct making *making, uint64_t count, struct cir_error *error)
{
    struct cir_sheet *sheet = making->sheet;
    enum cir_status status = CIR_OK;
    bool is_all_known = true;
    bool asks = false;
    for (int side = CIR_SIDE_ROW; side < CIR_SIDES && status == CIR_OK; side++) {
        uint64_t unknown = unknown_on(making, (enum cir_side_number)side);
        struct cir_text name;
        asks = asks || can_be_unknown(making->grid->sides[side]);
        if (!can_be_unknown(making->grid->sides[side]) || unknown == 0)
            continue;
        is_all_known = false;
        status = cir_label_dimension(&name, sheet->labelling, making->grid->sides[side], error);
        if (unknown == CIR_COUNT_HIDDEN || count == CIR_COUNT_HIDDEN) {
            cir_sheet_add_sentence(sheet, &sheet->unknown, CIR_WORD_UNKNOWN_SOME,
                                   &(const struct cir_filling){"what", name}, 1);
            continue;
        }
        const struct cir_filling fillings[] = {
            {"count", cir_sheet_incidents(sheet, count)}, {"unknown", count_text(sheet, unknown)}, {"what", name}};
        cir_sheet_add_sentence(sheet, &sheet->unknown, CIR_WORD_UNKNOWN_OF, fillings, 3);
    }
    if (asks && is_all_known && count != CIR_COUNT_HIDDEN)
        cir_sheet_add_sentence(sheet, &sheet->unknown, CIR_WORD_UNKNOWN_NONE,
                               &(const struct cir_filling){"count", cir_sheet_incidents(sheet, count)}, 1);
    return status;
}

static void note_conditions(struct cir_sheet *sheet, const struct cir_table_request *request)
{
    struct cir_text *texts = cir_arena_take(sheet->labelling->arena, request->filter_count + 1, sizeof *texts);
    struct cir_buffer list = {0};
    if (texts == NULL) {
        sheet->failed = true;
        return;
    }
    for (size_t i = 0; i < request->filter_count; i++)
        texts[i] = cir_text_of(request->filters[i]);
    cir_tongue_add_list(&list, sheet->labelling->tongue, texts, request->filter_count);
    cir_sheet_add_note(sheet, CIR_WORD_NOTE_CONDITIONS,
                       &(const struct cir_filling){"conditions", cir_buffer_text(&list)}, 1);
    sheet->failed = sheet->failed || list.failed;
    cir_buffer_free(&list);
}

void cir_sheet_tell_source(struct cir_sheet *sheet, const struct cir_table_request *request,
                           const struct cir_sheet_facts *facts, const char *source_name, unsigned scheme,
                           uint64_t count)
{
    const struct cir_told_source *source = sheet->labelling->source;
    if (request->filter_count > 0)
        note_conditions(sheet, request);
    if ((request->from != NULL || request->until != NULL) && !isnan(facts->from_h)) {
        const struct cir_filling span[] = {{"first", day_text(sheet, facts->from_h)},
                                           {"last", day_text(sheet, facts->until_h)}};
        cir_sheet_add_note(sheet, CIR_WORD_NOTE_SPAN, span, 2);
    }
    struct cir_text counted = count != CIR_COUNT_HIDDEN ? cir_sheet_incidents(sheet, count)
                                                        : cir_tongue_word(sheet->labelling->tongue, CIR_WORD_HIDDEN);
    const struct cir_filling from[] = {{"file", cir_text_of(source_name)}, {"count", counted}};
    cir_sheet_add_sentence(sheet, &sheet->source, CIR_WORD_SOURCE_COUNTED, from, 2);
    /* A list does not name its scheme, so a database that holds it does not either. */
    if (scheme < source->scheme_count && source->schemes[scheme].tables != NULL && !source->has_designations) {
        const struct cir_filling by[] = {{"scheme", cir_text_of(source->schemes[scheme].name)},
                                         {"version", cir_text_of(source->schemes[scheme].tables->version)}};
        cir_sheet_add_sentence(sheet, &sheet->source, CIR_WORD_SOURCE_SCHEME, by, 2);
    }
}

static enum cir_status tell_around(struct making *making, struct cir_error *error)
{
    const struct cir_grid *grid = making->grid;
    const struct cir_cube_cell *all = cir_cube_find(grid->cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_ALL);
    uint64_t count = is_total_hidden(making) ? CIR_COUNT_HIDDEN : all->count;
    mark_partial(making);
    enum cir_status status = note_sides(making, error);
    note_statistic(making);
    note_agreement(making);
    note_hidden(making);
    cir_sheet_tell_source(making->sheet, grid->request, grid->facts, grid->source_name, grid->scheme, count);
    return status == CIR_OK ? tell_unknown(making, count, error) : status;
}

static struct cir_text thresholds_caption(struct making *making)
{
    const struct cir_grid *grid = making->grid;
    if (grid->sides[CIR_SIDE_ROW]->kind == CIR_DIMENSION_CRITERION)
        return cir_sheet_phrase(making->sheet, CIR_WORD_CAPTION_THRESHOLDS_OF_LIST, NULL, 0);
    const char *scheme = making->sheet->labelling->source->schemes[grid->sides[CIR_SIDE_ROW]->scheme].name;
    return cir_sheet_phrase(making->sheet, CIR_WORD_CAPTION_THRESHOLDS,
                            &(const struct cir_filling){"scheme", cir_text_of(scheme)}, 1);
}

static enum cir_status make_caption(struct cir_text *caption, struct making *making, struct cir_error *error)
{
    const struct cir_grid *grid = making->grid;
    const struct cir_labelling *labelling = making->sheet->labelling;
    struct cir_filling fillings[] = {{"measure", {"", 0}}, {"rows", {"", 0}}, {"columns", {"", 0}}};
    enum cir_status status = cir_statistic_label(&fillings[0].text, labelling, &grid->statistic, error);
    if (status == CIR_OK)
        status = cir_label_dimension(&fillings[1].text, labelling, grid->sides[CIR_SIDE_ROW], error);
    if (status == CIR_OK)
        status = cir_label_dimension(&fillings[2].text, labelling, grid->sides[CIR_SIDE_COLUMN], error);
    if (status != CIR_OK)
        return status;
    bool is_one = grid->sides[CIR_SIDE_COLUMN]->kind == CIR_DIMENSION_NONE;
    *caption = cir_sheet_phrase(making->sheet, is_one ? CIR_WORD_CAPTION_ROWS : CIR_WORD_CAPTION_BOTH, fillings,
                                is_one ? 2 : 3);
    if (grid->request->kind == CIR_TABLE_SCHEMES) {
        const struct cir_told_source *source = labelling->source;
        const struct cir_filling both[] = {
            {"first", cir_text_of(source->schemes[grid->sides[CIR_SIDE_ROW]->scheme].name)},
            {"second", cir_text_of(source->schemes[grid->sides[CIR_SIDE_COLUMN]->scheme].name)}};
        *caption = cir_sheet_phrase(making->sheet, CIR_WORD_CAPTION_SCHEMES, both, 2);
    }
    if (grid->request->kind == CIR_TABLE_THRESHOLDS)
        *caption = thresholds_caption(making);
    if (grid->request->caption != NULL)
        *caption = cir_text_of(grid->request->caption);
    return CIR_OK;
}

static enum cir_status make(const struct cir_shown_table **table, struct making *making, struct cir_error *error)
{
    struct cir_text caption = {"", 0};
    const struct cir_table_request *request = making->grid->request;
    enum cir_status status = make_lines(making, error);
    if (status == CIR_OK)
        status = hide(making, error);
    if (status == CIR_OK) {
        sort_again(making);
        status = add_columns(making, error);
    }
    if (status == CIR_OK)
        status = show_lines(making, error);
    if (status == CIR_OK)
        status = tell_around(making, error);
    if (status == CIR_OK)
        status = make_caption(&caption, making, error);
    const char *id = request->id != NULL ? request->id : cir_table_kind_list()[request->kind].name;
    return status == CIR_OK
               ? cir_sheet_finish(table, making->sheet, cir_text_of(id), caption, making->grid->facts->tlp, error)
               : status;
}

enum cir_status cir_grid_make(const struct cir_shown_table **table, struct cir_sheet *sheet,
                              const struct cir_grid *grid, struct cir_error *error)
{
    assert(cir_cube_find(grid->cube, CIR_CODE_ALL, CIR_CODE_ALL, CIR_CODE_ALL) != NULL);
    struct making making = {.grid = grid, .sheet = sheet, .arena = sheet->labelling->arena};
    enum cir_status status = make(table, &making, error);
    free_others(&making);
    return status;
}
