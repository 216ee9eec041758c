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

static void add_places(struct cir_buffer *text, struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    struct place greatest[GREATEST];
    size_t count = find_greatest(greatest, plotted);
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(text, i > 0 ? "; " : "");
        cir_buffer_add(text, cir_plotted_told(sheet, plotted, greatest[i].row, greatest[i].column));
    }
    cir_buffer_add_char(text, '.');
}

struct cir_text cir_describe(struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    const struct cir_shown_table *table = plotted->table;
    struct cir_buffer text = {0};
    add_places(&text, sheet, plotted);
    for (size_t i = 0; i < table->note_count; i++) {
        cir_buffer_add_char(&text, ' ');
        cir_clean_add(&text, table->notes[i]);
    }
    if (table->unknown.size > 0) {
        cir_buffer_add_char(&text, ' ');
        cir_clean_add(&text, table->unknown);
    }
    return cir_sheet_keep(sheet, &text);
}
