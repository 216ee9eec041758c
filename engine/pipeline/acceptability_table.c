#include "pipeline/figure_table_parts.h"

#include "base/number.h"

#include <math.h>

static const char writer[] = "cirisk stability --format csv";

enum { SHOWN = 60, FIGURES = 2, LEADING = 2 };

/* Places of the columns. */
struct acceptability {
    struct cir_figure_making making;
    size_t asset, share;
    size_t first_rank; /* the first of rank_count columns that stand side by side */
    size_t rank_count;
};

/* ---- columns ---- */

/* "rank_3" is 3 to 3, "ranks_4_6" is 4 to 6. */
static bool read_ranks(struct cir_text name, uint64_t *first, uint64_t *last)
{
    struct cir_text part;
    struct cir_text rest = name;
    if (!cir_text_next(&part, &rest, '_') || !(cir_text_is(part, "rank") || cir_text_is(part, "ranks")))
        return false;
    if (!cir_text_next(&part, &rest, '_') || !cir_number_read_count(part, first))
        return false;
    *last = *first;
    return rest.data == NULL || cir_number_read_count(rest, last);
}

static bool is_rank(const struct acceptability *acceptability, size_t column)
{
    const struct cir_worksheet *sheet = &acceptability->making.sheet;
    uint64_t first;
    uint64_t last;
    return column < sheet->column_count && read_ranks(sheet->header.cells[column], &first, &last);
}

static enum cir_status find_columns(struct acceptability *acceptability)
{
    const struct cir_figure_making *making = &acceptability->making;
    enum cir_status status = cir_figure_making_find(&acceptability->asset, making, "asset", writer);
    if (status == CIR_OK)
        status = cir_figure_making_find(&acceptability->share, making, "share", writer);
    if (status != CIR_OK)
        return status;
    while (acceptability->first_rank < making->sheet.column_count && !is_rank(acceptability, acceptability->first_rank))
        acceptability->first_rank++;
    while (is_rank(acceptability, acceptability->first_rank + acceptability->rank_count))
        acceptability->rank_count++;
    if (acceptability->rank_count > 0)
        return CIR_OK;
    return cir_fail(making->error, CIR_BAD_LOG, (struct cir_place){making->sheet.name, making->sheet.header.line, 0},
                    "no column 'rank_1' or 'ranks_1_2'; expected what '%s' writes", writer);
}

static struct cir_text rank_label(struct acceptability *acceptability, size_t rank)
{
    struct cir_figure_making *making = &acceptability->making;
    uint64_t first = 0;
    uint64_t last = 0;
    struct cir_buffer text = {0};
    read_ranks(making->sheet.header.cells[acceptability->first_rank + rank], &first, &last);
    cir_tongue_add_count(&text, making->options->tongue, first);
    if (last > first) {
        cir_buffer_add_string(&text, "\xE2\x80\x93");
        cir_tongue_add_count(&text, making->options->tongue, last);
    }
    return cir_figure_making_keep(making, &text);
}

static void set_columns(struct acceptability *acceptability)
{
    struct cir_figure_making *making = &acceptability->making;
    const struct cir_tongue *tongue = making->options->tongue;
    making->columns[0] = (struct cir_shown_column){
        .id = cir_text_of("asset"), .label = cir_tongue_word(tongue, CIR_WORD_ASSET), .is_header = true};
    making->columns[1] =
        (struct cir_shown_column){.id = cir_text_of("share"), .label = cir_tongue_word(tongue, CIR_WORD_ON_THE_LIST)};
    for (size_t j = 0; j < acceptability->rank_count; j++)
        making->columns[LEADING + j] =
            (struct cir_shown_column){.id = making->sheet.header.cells[acceptability->first_rank + j],
                                      .label = rank_label(acceptability, j),
                                      .is_number = true};
}

/* ---- cells ---- */

static enum cir_status set_share(struct acceptability *acceptability, struct cir_shown_cell *cell, size_t row,
                                 size_t column)
{
    struct cir_figure_making *making = &acceptability->making;
    const struct cir_worksheet_row *at = &making->sheet.rows[row];
    struct cir_buffer text = {0};
    double share;
    enum cir_status status = cir_figure_making_number(&share, making, at, column);
    if (status != CIR_OK)
        return status;
    if (!(share >= 0 && share <= 1))
        return cir_fail(making->error, CIR_BAD_LOG, (struct cir_place){making->sheet.name, at->line, column + 1},
                        "%.*s '%.*s'; expected a share from 0 to 1", CIR_TEXT_ARGS(making->sheet.header.cells[column]),
                        CIR_TEXT_ARGS(cir_text_cut(at->cells[column], SHOWN)));
    cir_tongue_add_share(&text, making->options->tongue, share, FIGURES);
    *cell = (struct cir_shown_cell){.kind = CIR_SHOWN_NUMBER,
                                    .text = cir_figure_making_keep(making, &text),
                                    .value = share,
                                    .low = NAN,
                                    .high = NAN,
                                    .significant = FIGURES,
                                    .percent = true};
    return CIR_OK;
}

static enum cir_status set_row(struct acceptability *acceptability, size_t row)
{
    struct cir_figure_making *making = &acceptability->making;
    struct cir_shown_cell *cells = making->cells[row];
    cells[0].kind = CIR_SHOWN_WORDS;
    cells[0].text = making->sheet.rows[row].cells[acceptability->asset];
    enum cir_status status = set_share(acceptability, &cells[1], row, acceptability->share);
    for (size_t j = 0; status == CIR_OK && j < acceptability->rank_count; j++)
        status = set_share(acceptability, &cells[LEADING + j], row, acceptability->first_rank + j);
    return status;
}

/* ---- the whole ---- */

/* "10 of 54 are shown." where some are left out. */
static void set_unknown(struct acceptability *acceptability, size_t shown)
{
    struct cir_figure_making *making = &acceptability->making;
    struct cir_buffer text = {0};
    struct cir_buffer all = {0};
    struct cir_buffer phrase = {0};
    if (shown == making->sheet.row_count)
        return;
    cir_tongue_add_count(&text, making->options->tongue, shown);
    cir_tongue_add_count(&all, making->options->tongue, making->sheet.row_count);
    const struct cir_filling fillings[] = {{"shown", cir_figure_making_keep(making, &text)},
                                           {"all", cir_figure_making_keep(making, &all)}};
    cir_tongue_add_phrase(&phrase, making->options->tongue, CIR_WORD_SHOWN_OF_ALL, fillings, 2);
    making->made->table.unknown = cir_figure_making_keep(making, &phrase);
}

enum cir_status cir_acceptability_table_read(struct cir_figure_table *table,
                                             const struct cir_figure_table_options *options, struct cir_error *error)
{
    struct acceptability acceptability = {.rank_count = 0};
    struct cir_figure_making *making = &acceptability.making;
    enum cir_status status = cir_figure_making_read(making, table, options, error);
    if (status == CIR_OK)
        status = find_columns(&acceptability);
    if (status != CIR_OK)
        return status;
    size_t all = making->sheet.row_count;
    size_t shown = options->top > 0 && options->top < all ? options->top : all;
    if (!cir_figure_making_take(making, shown, LEADING + acceptability.rank_count))
        return cir_fail_memory(error);
    for (size_t i = 0; status == CIR_OK && i < shown; i++)
        status = set_row(&acceptability, i);
    if (status != CIR_OK)
        return status;
    set_columns(&acceptability);
    set_unknown(&acceptability, shown);
    cir_figure_making_frame(making, "acceptability", CIR_WORD_ACCEPTABILITY_CAPTION, (struct cir_text){NULL, 0});
    return making->failed ? cir_fail_memory(error) : CIR_OK;
}
