#include "figures/describe.h"

#include <math.h>

enum { GREATEST = 5 };

struct place {
    size_t row;
    size_t column;
};

static double value_at(const struct cir_plotted *plotted, struct place place)
{
    return cir_plotted_value(&plotted->table->rows[place.row].cells[place.column]);
}

/* Into the greatest so far, behind those that are as great. */
static void offer(struct place *greatest, size_t *count, const struct cir_plotted *plotted, struct place place)
{
    double value = value_at(plotted, place);
    if (!isfinite(value))
        return;
    size_t at = *count;
    while (at > 0 && value > value_at(plotted, greatest[at - 1]))
        at--;
    if (at == GREATEST)
        return;
    *count += *count < GREATEST;
    for (size_t i = *count - 1; i > at; i--)
        greatest[i] = greatest[i - 1];
    greatest[at] = place;
}

static size_t find_greatest(struct place *greatest, const struct cir_plotted *plotted)
{
    size_t count = 0;
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++)
            offer(greatest, &count, plotted, (struct place){plotted->rows[i], plotted->columns[j]});
    return count;
}

/* ---- sentences ---- */

static struct cir_text phrase(struct cir_sheet *sheet, enum cir_word word, const struct cir_filling *fillings,
                              size_t count)
{
    struct cir_buffer text = {0};
    cir_tongue_add_phrase(&text, sheet->tongue, word, fillings, count);
    return cir_sheet_keep(sheet, &text);
}

/* "a; b": what was told so far, and one thing more. */
static struct cir_text join(struct cir_sheet *sheet, struct cir_text told, struct cir_text more)
{
    const struct cir_filling fillings[] = {{"told", told}, {"more", more}};
    return told.size > 0 ? phrase(sheet, CIR_WORD_TOLD_AND_MORE, fillings, 2) : more;
}

static void add_sentence(struct cir_buffer *text, struct cir_text sentence)
{
    if (sentence.size == 0)
        return;
    cir_buffer_add_string(text, text->size > 0 ? " " : "");
    cir_buffer_add(text, sentence);
}

static void add_greatest(struct cir_buffer *text, struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    struct place greatest[GREATEST];
    size_t count = find_greatest(greatest, plotted);
    struct cir_text list = {NULL, 0};
    for (size_t i = 0; i < count; i++)
        list = join(sheet, list, cir_plotted_told(sheet, plotted, greatest[i].row, greatest[i].column));
    add_sentence(text, phrase(sheet, CIR_WORD_GREATEST_VALUES, &(struct cir_filling){"list", list}, 1));
}

static void add_total(struct cir_buffer *text, struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    const struct cir_shown_table *table = plotted->table;
    size_t column = plotted->total_column;
    if (column == table->column_count && plotted->column_count == 1)
        column = plotted->columns[0];
    for (size_t i = 0; column < table->column_count && i < table->row_count; i++) {
        const struct cir_filling value = {"list",
                                          cir_sheet_text(sheet, table->rows[i].cells[column].text, CIR_ISOLATE_NOT)};
        if (table->rows[i].kind == CIR_SHOWN_TOTAL && value.text.size > 0)
            add_sentence(text, phrase(sheet, CIR_WORD_IN_TOTAL, &value, 1));
    }
}

static void add_way(struct cir_buffer *text, struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t column)
{
    const struct cir_shown_table *table = plotted->table;
    size_t first = plotted->rows[0];
    size_t last = plotted->rows[plotted->row_count - 1];
    const struct cir_filling fillings[] = {
        {"name", plotted->column_names[column]},
        {"first", plotted->row_names[first]},
        {"last", plotted->row_names[last]},
        {"first_value", cir_sheet_text(sheet, table->rows[first].cells[column].text, CIR_ISOLATE_NOT)},
        {"last_value", cir_sheet_text(sheet, table->rows[last].cells[column].text, CIR_ISOLATE_NOT)}};
    add_sentence(text, phrase(sheet, CIR_WORD_FIRST_TO_LAST, fillings, sizeof fillings / sizeof fillings[0]));
}

static void add_ways(struct cir_buffer *text, struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    if (plotted->row_count < 2)
        return;
    for (size_t j = 0; j < plotted->column_count; j++)
        add_way(text, sheet, plotted, plotted->columns[j]);
    if (plotted->total_column < plotted->table->column_count)
        add_way(text, sheet, plotted, plotted->total_column);
}

static size_t count_cells(const struct cir_plotted *plotted, enum cir_shown_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++)
            count += plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]].kind == kind;
    return count;
}

static void add_count(struct cir_buffer *text, struct cir_sheet *sheet, enum cir_counted counted, size_t count)
{
    struct cir_buffer told = {0};
    if (count == 0)
        return;
    cir_tongue_add_counted(&told, sheet->tongue, counted, count);
    const struct cir_filling filling = {"text", cir_sheet_keep(sheet, &told)};
    add_sentence(text, phrase(sheet, CIR_WORD_SENTENCE, &filling, 1));
}

/* ---- the whole ---- */

struct cir_text cir_describe(struct cir_sheet *sheet, const struct cir_plotted *plotted, bool is_in_time)
{
    const struct cir_shown_table *table = plotted->table;
    struct cir_buffer text = {0};
    add_greatest(&text, sheet, plotted);
    add_total(&text, sheet, plotted);
    if (is_in_time)
        add_ways(&text, sheet, plotted);
    add_count(&text, sheet, CIR_COUNTED_WITHHELD_VALUE, count_cells(plotted, CIR_SHOWN_HIDDEN));
    add_count(&text, sheet, CIR_COUNTED_VALUE_NOT_KNOWN, count_cells(plotted, CIR_SHOWN_UNKNOWN));
    for (size_t i = 0; i < table->note_count; i++)
        add_sentence(&text, cir_sheet_text(sheet, table->notes[i], CIR_ISOLATE_NOT));
    add_sentence(&text, cir_sheet_text(sheet, table->unknown, CIR_ISOLATE_NOT));
    return cir_sheet_keep(sheet, &text);
}
