#include "pipeline/figure_table_parts.h"

#include <math.h>

static const char writer[] = "cirisk impact --recovery --format csv";

enum { SHOWN = 60, FIGURES = 3 };

/* Places of the columns, and what is found so far. */
struct recovery {
    struct cir_figure_making making;
    size_t hour, part, low, value, high, unit, year, licence;
    size_t part_count; /* rows an hour */
};

/* Parts as the impact names them, and their words. */
struct part_word {
    const char *name;
    enum cir_word word;
};

static const struct part_word part_words[] = {{"direct", CIR_WORD_PART_DIRECT},
                                              {"domestic", CIR_WORD_PART_DOMESTIC},
                                              {"regional", CIR_WORD_PART_REGIONAL},
                                              {"global", CIR_WORD_PART_GLOBAL}};

static enum cir_status find_columns(struct recovery *recovery)
{
    const struct {
        size_t *column;
        const char *name;
    } wanted[] = {{&recovery->hour, "hour"},
                  {&recovery->part, "part"},
                  {&recovery->low, "lost_per_hour_low"},
                  {&recovery->value, "lost_per_hour"},
                  {&recovery->high, "lost_per_hour_high"},
                  {&recovery->unit, "unit"},
                  {&recovery->year, "data_year"},
                  {&recovery->licence, "licence"}};
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < sizeof wanted / sizeof wanted[0]; i++)
        status = cir_figure_making_find(wanted[i].column, &recovery->making, wanted[i].name, writer);
    return status;
}

/* ---- the order of the rows ---- */

/* Rows of the first hour: each is a part. */
static void count_parts(struct recovery *recovery)
{
    const struct cir_worksheet *sheet = &recovery->making.sheet;
    struct cir_text first = sheet->row_count > 0 ? sheet->rows[0].cells[recovery->hour] : (struct cir_text){NULL, 0};
    while (recovery->part_count < sheet->row_count &&
           cir_text_equal(sheet->rows[recovery->part_count].cells[recovery->hour], first))
        recovery->part_count++;
}

static enum cir_status refuse_row(const struct recovery *recovery, size_t row, size_t column, const char *what)
{
    const struct cir_worksheet *sheet = &recovery->making.sheet;
    const struct cir_worksheet_row *at = &sheet->rows[row];
    return cir_fail(recovery->making.error, CIR_BAD_LOG, (struct cir_place){sheet->name, at->line, column + 1},
                    "%.*s '%.*s'; %s", CIR_TEXT_ARGS(sheet->header.cells[column]),
                    CIR_TEXT_ARGS(cir_text_cut(at->cells[column], SHOWN)), what);
}

/* The parts of each hour are those of the first, in their order. */
static enum cir_status check_order(const struct recovery *recovery)
{
    const struct cir_worksheet *sheet = &recovery->making.sheet;
    for (size_t i = 0; i < sheet->row_count; i++) {
        const struct cir_text *cells = sheet->rows[i].cells;
        size_t first = i - i % recovery->part_count;
        if (!cir_text_equal(cells[recovery->hour], sheet->rows[first].cells[recovery->hour]))
            return refuse_row(recovery, i, recovery->hour, "expected as many rows of each hour as of the first");
        if (!cir_text_equal(cells[recovery->part], sheet->rows[i - first].cells[recovery->part]))
            return refuse_row(recovery, i, recovery->part, "expected the parts of the first hour, in their order");
    }
    if (sheet->row_count % recovery->part_count != 0)
        return refuse_row(recovery, sheet->row_count - 1, recovery->hour,
                          "expected as many rows of it as of the first");
    return CIR_OK;
}

/* ---- cells ---- */

static enum cir_status set_hour(struct recovery *recovery, size_t moment)
{
    struct cir_figure_making *making = &recovery->making;
    size_t row = moment * recovery->part_count;
    struct cir_buffer text = {0};
    double hour;
    enum cir_status status = cir_figure_making_number(&hour, making, &making->sheet.rows[row], recovery->hour);
    if (status != CIR_OK)
        return status;
    if (moment > 0 && hour <= making->cells[moment - 1][0].value)
        return refuse_row(recovery, row, recovery->hour, "expected an hour behind the one before");
    cir_tongue_add_number(&text, making->options->tongue, hour, FIGURES);
    making->cells[moment][0] = (struct cir_shown_cell){.kind = CIR_SHOWN_NUMBER,
                                                       .text = cir_figure_making_keep(making, &text),
                                                       .value = hour,
                                                       .low = NAN,
                                                       .high = NAN,
                                                       .significant = FIGURES};
    return CIR_OK;
}

/* "3.46 (1.38–5.54)". */
static struct cir_text range_text(struct cir_figure_making *making, const struct cir_shown_cell *cell)
{
    struct cir_buffer text = {0};
    cir_tongue_add_number(&text, making->options->tongue, cell->value, FIGURES);
    if (cell->kind == CIR_SHOWN_INTERVAL) {
        cir_buffer_add_string(&text, " (");
        cir_tongue_add_interval(&text, making->options->tongue, cell->low, cell->high, FIGURES);
        cir_buffer_add_char(&text, ')');
    }
    return cir_figure_making_keep(making, &text);
}

static enum cir_status set_loss(struct recovery *recovery, size_t moment, size_t part)
{
    struct cir_figure_making *making = &recovery->making;
    size_t row = moment * recovery->part_count + part;
    struct cir_shown_cell *cell = &making->cells[moment][1 + part];
    enum cir_status status = cir_figure_making_number(&cell->value, making, &making->sheet.rows[row], recovery->value);
    if (status == CIR_OK)
        status = cir_figure_making_number(&cell->low, making, &making->sheet.rows[row], recovery->low);
    if (status == CIR_OK)
        status = cir_figure_making_number(&cell->high, making, &making->sheet.rows[row], recovery->high);
    if (status != CIR_OK)
        return status;
    if (!(cell->low <= cell->value && cell->value <= cell->high))
        return refuse_row(recovery, row, recovery->value, "expected a number from low to high");
    cell->kind = cell->low < cell->high ? CIR_SHOWN_INTERVAL : CIR_SHOWN_NUMBER;
    cell->significant = FIGURES;
    cell->text = range_text(making, cell);
    return CIR_OK;
}

static enum cir_status set_cells(struct recovery *recovery)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < recovery->making.made->table.row_count; i++) {
        status = set_hour(recovery, i);
        for (size_t j = 0; status == CIR_OK && j < recovery->part_count; j++)
            status = set_loss(recovery, i, j);
    }
    return status;
}

/* ---- names ---- */

/* A part that we do not know keeps the name that it has. */
static struct cir_text part_label(const struct recovery *recovery, struct cir_text name)
{
    for (size_t i = 0; i < sizeof part_words / sizeof part_words[0]; i++)
        if (cir_text_is(name, part_words[i].name))
            return cir_tongue_word(recovery->making.options->tongue, part_words[i].word);
    return name;
}

static void set_columns(struct recovery *recovery)
{
    struct cir_figure_making *making = &recovery->making;
    const struct cir_worksheet_row *rows = making->sheet.rows;
    making->columns[0] = (struct cir_shown_column){.id = cir_text_of("hour"),
                                                   .label = cir_tongue_word(making->options->tongue, CIR_WORD_HOURS),
                                                   .is_header = true,
                                                   .is_number = true};
    for (size_t j = 0; j < recovery->part_count; j++)
        making->columns[1 + j] = (struct cir_shown_column){
            .id = rows[j].cells[recovery->part],
            .label = part_label(recovery, rows[j].cells[recovery->part]),
            .unit = cir_figure_making_phrase(making, CIR_WORD_PER_HOUR, "unit", rows[0].cells[recovery->unit]),
            .is_number = true};
}

static void set_frame(struct recovery *recovery)
{
    struct cir_figure_making *making = &recovery->making;
    const struct cir_text *cells = making->sheet.rows[0].cells;
    struct cir_text more = {NULL, 0};
    if (cells[recovery->year].size > 0)
        more = cir_figure_making_phrase(making, CIR_WORD_DATA_OF_YEAR, "year", cells[recovery->year]);
    cir_figure_making_frame(making, "recovery", CIR_WORD_RECOVERY_CAPTION,
                            cir_figure_making_join(making, more, cells[recovery->licence]));
}

enum cir_status cir_recovery_table_read(struct cir_figure_table *table, const struct cir_figure_table_options *options,
                                        struct cir_error *error)
{
    struct recovery recovery = {.part_count = 0};
    struct cir_figure_making *making = &recovery.making;
    enum cir_status status = cir_figure_making_read(making, table, options, error);
    if (status == CIR_OK)
        status = find_columns(&recovery);
    if (status != CIR_OK)
        return status;
    count_parts(&recovery);
    if (recovery.part_count == 0)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){making->sheet.name, 0, 0},
                        "no row; expected what '%s' writes", writer);
    status = check_order(&recovery);
    if (status == CIR_OK &&
        !cir_figure_making_take(making, making->sheet.row_count / recovery.part_count, 1 + recovery.part_count))
        status = cir_fail_memory(error);
    if (status == CIR_OK)
        status = set_cells(&recovery);
    if (status != CIR_OK)
        return status;
    set_columns(&recovery);
    set_frame(&recovery);
    return making->failed ? cir_fail_memory(error) : CIR_OK;
}
