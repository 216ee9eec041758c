#include "base/number.h"
#include "intake/judgement_parts.h"

/* The columns of the long form. */
enum column { ROUND, EXPERT, KIND, CRITERION_A, CRITERION_B, VALUE, ARGUMENT, COLUMNS };

static const char *const column_names[COLUMNS] = {"round",       "expert", "kind",    "criterion_a",
                                                  "criterion_b", "value",  "argument"};

/* ---- the long form ---- */

static bool has_column(const struct cir_worksheet *sheet, const char *name)
{
    return cir_worksheet_column(sheet, name) < sheet->column_count;
}

static struct cir_text cell_of(const struct cir_worksheet *sheet, const struct cir_worksheet_row *row, size_t column)
{
    return column < sheet->column_count ? row->cells[column] : cir_text_of("");
}

static bool read_round(struct cir_judgement_reader *reader, unsigned *round, struct cir_text text, size_t line,
                       size_t column)
{
    uint64_t number = reader->round;
    bool is_good =
        text.size == 0 || (cir_number_read_count(text, &number) && number >= 1 && number <= CIR_PANEL_ROUNDS_MAX);
    *round = (unsigned)number;
    if (!is_good)
        cir_judgement_report(reader, line, column, "round '%.*s'; expected a whole number from 1 to %d",
                             CIR_TEXT_ARGS(cir_text_cut(text, CIR_JUDGEMENT_SHOWN)), CIR_PANEL_ROUNDS_MAX);
    return is_good;
}

static bool read_kind(struct cir_judgement_reader *reader, enum cir_judgement_kind *kind, struct cir_text text,
                      size_t line, size_t column)
{
    for (unsigned i = 0; i < CIR_JUDGEMENT_KINDS; i++) {
        *kind = (enum cir_judgement_kind)i;
        if (cir_text_equal_case(text, cir_text_of(cir_judgement_kind_name(*kind))))
            return true;
    }
    cir_judgement_report(reader, line, column, "kind '%.*s'; expected pairwise, rating or swing",
                         CIR_TEXT_ARGS(cir_text_cut(text, CIR_JUDGEMENT_SHOWN)));
    return false;
}

/* Whether criterion_b stands where it should, and names one. */
static bool read_second(struct cir_judgement_reader *reader, struct cir_told_answer *told, enum cir_judgement_kind kind,
                        struct cir_text text, size_t column)
{
    told->b = told->a;
    if (kind == CIR_JUDGEMENT_PAIRWISE) {
        told->b = cir_judgement_criterion(reader, text, told->line, column);
        if (told->b == told->a && told->b != CIR_INDEX_NONE)
            cir_judgement_report(reader, told->line, column, "'%s' is compared with itself; expected two criteria",
                                 cir_judgement_code(reader, told->a));
        return told->b != CIR_INDEX_NONE && told->b != told->a;
    }
    if (text.size > 0)
        cir_judgement_report(reader, told->line, column,
                             "'%.*s' beside a %s; expected blank, as it is of one criterion",
                             CIR_TEXT_ARGS(cir_text_cut(text, CIR_JUDGEMENT_SHOWN)), cir_judgement_kind_name(kind));
    return text.size == 0;
}

static void take_long_row(struct cir_judgement_reader *reader, const size_t *columns,
                          const struct cir_worksheet_row *row)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    struct cir_text expert = cell_of(sheet, row, columns[EXPERT]);
    struct cir_told_answer told = {.line = row->line,
                                   .column = columns[VALUE],
                                   .value = cell_of(sheet, row, columns[VALUE]),
                                   .argument = cell_of(sheet, row, columns[ARGUMENT])};
    enum cir_judgement_kind kind = CIR_JUDGEMENT_PAIRWISE;
    unsigned round;
    bool is_good = read_round(reader, &round, cell_of(sheet, row, columns[ROUND]), row->line, columns[ROUND]);
    uint32_t number =
        cir_judgement_expert(reader, expert.size > 0 ? expert : reader->expert, row->line, columns[EXPERT]);
    is_good = read_kind(reader, &kind, cell_of(sheet, row, columns[KIND]), row->line, columns[KIND]) && is_good;
    told.a =
        cir_judgement_criterion(reader, cell_of(sheet, row, columns[CRITERION_A]), row->line, columns[CRITERION_A]);
    is_good = is_good && number != CIR_INDEX_NONE && told.a != CIR_INDEX_NONE;
    if (is_good && read_second(reader, &told, kind, cell_of(sheet, row, columns[CRITERION_B]), columns[CRITERION_B]))
        cir_judgement_put(reader, round, number, kind, &told);
}

static void take_long(struct cir_judgement_reader *reader)
{
    size_t columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = cir_worksheet_column(&reader->sheet, column_names[i]);
    if (columns[KIND] == reader->sheet.column_count) {
        cir_judgement_report(reader, reader->sheet.header.line, 0,
                             "no column 'kind'; expected one of pairwise, rating or swing");
        return;
    }
    for (size_t i = 0; i < reader->sheet.row_count && reader->status == CIR_OK; i++)
        take_long_row(reader, columns, &reader->sheet.rows[i]);
}

/* ---- a list ---- */

static void take_list(struct cir_judgement_reader *reader, enum cir_judgement_kind kind, size_t value_column)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const size_t criterion = cir_worksheet_column(sheet, "criterion");
    const size_t argument = cir_worksheet_column(sheet, "argument");
    uint32_t expert = cir_judgement_expert(reader, reader->expert, sheet->header.line, 0);
    for (size_t i = 0; i < sheet->row_count && expert != CIR_INDEX_NONE && reader->status == CIR_OK; i++) {
        const struct cir_worksheet_row *row = &sheet->rows[i];
        struct cir_told_answer told = {.line = row->line,
                                       .column = value_column,
                                       .value = row->cells[value_column],
                                       .argument = cell_of(sheet, row, argument)};
        told.a = cir_judgement_criterion(reader, row->cells[criterion], row->line, criterion);
        if (told.a != CIR_INDEX_NONE)
            cir_judgement_put(reader, reader->round, expert, kind, &told);
    }
}

/* ---- a square ---- */

/* @return whether all names of the header are known */
static bool read_columns(struct cir_judgement_reader *reader, uint32_t *columns)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const size_t known = reader->judgements->finding_total;
    bool is_known = false;
    for (size_t i = 1; i < sheet->column_count; i++)
        is_known = is_known || cir_index_find(&reader->criteria->names, sheet->header.cells[i]) != CIR_INDEX_NONE;
    if (!is_known) {
        cir_judgement_report(
            reader, sheet->header.line, 0,
            "the header is of no sheet of judgements; expected criterion_a and value among its columns, or "
            "criterion and "
            "rating or swing, or the names of criteria");
        return false;
    }
    for (size_t i = 1; i < sheet->column_count; i++)
        columns[i] = cir_judgement_criterion(reader, sheet->header.cells[i], sheet->header.line, i);
    return reader->judgements->finding_total == known;
}

static void take_square_row(struct cir_judgement_reader *reader, uint32_t expert, const uint32_t *columns,
                            const struct cir_worksheet_row *row)
{
    struct cir_told_answer told = {.line = row->line, .argument = cir_text_of("")};
    told.a = cir_judgement_criterion(reader, row->cells[0], row->line, 0);
    for (size_t i = 1; i < reader->sheet.column_count && told.a != CIR_INDEX_NONE && reader->status == CIR_OK; i++) {
        told.column = i;
        told.b = columns[i];
        told.value = row->cells[i];
        cir_judgement_put(reader, reader->round, expert, CIR_JUDGEMENT_PAIRWISE, &told);
    }
}

static void take_square(struct cir_judgement_reader *reader)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    uint32_t *columns = cir_arena_take(&reader->judgements->arena, sheet->column_count + 1, sizeof *columns);
    if (columns == NULL) {
        cir_judgement_fail_memory(reader);
        return;
    }
    if (!read_columns(reader, columns))
        return;
    uint32_t expert = cir_judgement_expert(reader, reader->expert, sheet->header.line, 0);
    for (size_t i = 0; i < sheet->row_count && expert != CIR_INDEX_NONE && reader->status == CIR_OK; i++)
        take_square_row(reader, expert, columns, &sheet->rows[i]);
}

/* ---- which form it is ---- */

void cir_judgement_take_sheet(struct cir_judgement_reader *reader)
{
    const struct cir_worksheet *sheet = &reader->sheet;
    const bool is_list = has_column(sheet, "criterion");
    if (has_column(sheet, "criterion_a") && has_column(sheet, "value"))
        take_long(reader);
    else if (is_list && has_column(sheet, "rating"))
        take_list(reader, CIR_JUDGEMENT_RATING, cir_worksheet_column(sheet, "rating"));
    else if (is_list && has_column(sheet, "swing"))
        take_list(reader, CIR_JUDGEMENT_SWING, cir_worksheet_column(sheet, "swing"));
    else
        take_square(reader);
}
