#include "read_back.h"

#include "base/number.h"
#include "reading.h"
#include "writers/visible.h"

#include <math.h>

enum told_as told_as_of(enum cir_table_format format)
{
    if (format == CIR_TABLE_CSV)
        return TOLD_AS_VALUES;
    return format == CIR_TABLE_XLSX ? TOLD_AS_SHEET : TOLD_AS_TEXTS;
}

/* The three bytes of a mark of direction or an isolate. */
static bool is_mark(struct cir_text text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    if (text.size < 3 || bytes[0] != 0xE2)
        return false;
    return (bytes[1] == 0x80 && (bytes[2] == 0x8E || bytes[2] == 0x8F)) ||
           (bytes[1] == 0x81 && bytes[2] >= 0xA6 && bytes[2] <= 0xA9);
}

void tell(struct cir_buffer *told, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (is_mark((struct cir_text){text.data + i, text.size - i}))
            i += 2;
        else if (text.data[i] == '\n')
            cir_buffer_add_string(told, "⏎");
        else
            cir_buffer_add_char(told, text.data[i]);
    }
}

void tell_line(struct cir_buffer *told, const char *kind, struct cir_text text)
{
    cir_buffer_add_format(told, "%s|", kind);
    tell(told, text);
    cir_buffer_add_char(told, '\n');
}

void tell_number(struct cir_buffer *told, double value)
{
    char number[CIR_NUMBER_SIZE];
    if (isfinite(value))
        cir_buffer_add(told, (struct cir_text){number, cir_number_write_exact(number, value)});
    else if (isinf(value))
        cir_buffer_add_string(told, value > 0 ? "inf" : "-inf");
}

static void tell_visible(struct cir_buffer *told, struct cir_text text, bool one_line)
{
    struct cir_buffer visible = {0};
    cir_visible_add(&visible, text);
    for (size_t i = 0; one_line && i < visible.size; i++)
        visible.data[i] = visible.data[i] == '\n' ? ' ' : visible.data[i];
    tell(told, cir_buffer_text(&visible));
    cir_buffer_free(&visible);
}

static void tell_visible_line(struct cir_buffer *told, const char *kind, struct cir_text text)
{
    cir_buffer_add_format(told, "%s|", kind);
    tell_visible(told, text, true);
    cir_buffer_add_char(told, '\n');
}

static bool is_measured(const struct cir_shown_table *table, size_t column)
{
    bool measured = false;
    for (size_t i = 0; i < table->row_count; i++)
        measured = measured || table->rows[i].cells[column].kind == CIR_SHOWN_NUMBER ||
                   table->rows[i].cells[column].kind == CIR_SHOWN_INTERVAL;
    return measured;
}

/* "1.5;1.2;2.386", "2386000;note=1", ";unknown" */
static void tell_value(struct cir_buffer *told, const struct cir_shown_table *table, size_t column,
                       const struct cir_shown_cell *cell)
{
    static const char *const gaps[] = {
        [CIR_SHOWN_UNKNOWN] = "unknown", [CIR_SHOWN_HIDDEN] = "hidden", [CIR_SHOWN_NOTHING] = "nothing"};
    bool is_number = cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL;
    if (is_number)
        tell_number(told, cell->value);
    else if (cell->kind < CIR_SHOWN_UNKNOWN || !is_measured(table, column))
        tell_visible(told, cell->text, false);
    if (cell->kind == CIR_SHOWN_INTERVAL) {
        cir_buffer_add_char(told, ';');
        tell_number(told, cell->low);
        cir_buffer_add_char(told, ';');
        tell_number(told, cell->high);
    }
    if (cell->kind >= CIR_SHOWN_UNKNOWN && is_measured(table, column))
        cir_buffer_add_format(told, ";%s", gaps[cell->kind]);
    if (cell->note > 0)
        cir_buffer_add_format(told, ";note=%u", cell->note);
}

/* As a sheet shows a number: grouped by ',', with the figures that are honest. */
static void tell_figures(struct cir_buffer *told, double value, unsigned significant)
{
    char number[CIR_NUMBER_SIZE];
    if (!isfinite(value)) {
        cir_buffer_add_string(told, isnan(value) ? "" : value > 0 ? "∞" : "−∞");
        return;
    }
    size_t size = significant > 0 ? cir_number_write_figures(number, value, (int)significant)
                                  : cir_number_write_exact(number, value);
    tell_grouped(told, (struct cir_text){number, size});
}

static void tell_cell(struct cir_buffer *told, const struct cir_shown_table *table, size_t column,
                      const struct cir_shown_cell *cell, enum told_as as)
{
    bool is_interval = as == TOLD_AS_SHEET && cell->kind == CIR_SHOWN_INTERVAL;
    if (as == TOLD_AS_VALUES) {
        tell_value(told, table, column, cell);
        return;
    }
    if (is_interval && isfinite(cell->value))
        tell_figures(told, cell->value, cell->significant);
    else
        tell_visible(told, cell->text, false);
    if (cell->note > 0)
        cir_buffer_add_format(told, "%s[%u]", cell->text.size > 0 ? " " : "", cell->note);
    if (!is_interval)
        return;
    cir_buffer_add_char(told, ';');
    tell_figures(told, cell->low, cell->significant);
    cir_buffer_add_char(told, ';');
    tell_figures(told, cell->high, cell->significant);
}

static void tell_column(struct cir_buffer *told, const struct cir_shown_table *table, size_t i)
{
    const struct cir_shown_column *column = &table->columns[i];
    cir_buffer_add_string(told, "column|");
    if (column->group > 0) {
        tell_visible(told, table->groups[column->group - 1], true);
        cir_buffer_add_string(told, " / ");
    }
    tell_visible(told, column->label, true);
    if (column->unit.size > 0) {
        cir_buffer_add_string(told, " (");
        tell_visible(told, column->unit, true);
        cir_buffer_add_char(told, ')');
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_row(struct cir_buffer *told, const struct cir_shown_table *table, const struct cir_shown_row *row,
                     enum told_as as)
{
    cir_buffer_add_string(told, row->kind == CIR_SHOWN_BODY ? "body|" : "strong|");
    for (size_t i = 0; i < table->column_count; i++) {
        cir_buffer_add_string(told, i > 0 ? "¦" : "");
        tell_cell(told, table, i, &row->cells[i], as);
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_note(struct cir_buffer *told, const struct cir_shown_table *table, size_t i)
{
    cir_buffer_add_string(told, "remark|");
    if (i < table->marked_note_count)
        cir_buffer_add_format(told, "[%zu] ", i + 1);
    tell_visible(told, table->notes[i], false);
    cir_buffer_add_char(told, '\n');
}

void told_by_table(struct cir_buffer *told, const struct cir_shown_table *table, enum told_as as)
{
    tell_visible_line(told, "caption", table->caption);
    tell_visible_line(told, "tlp", table->tlp);
    for (size_t i = 0; i < table->column_count; i++)
        tell_column(told, table, i);
    for (size_t i = 0; i < table->row_count; i++)
        tell_row(told, table, &table->rows[i], as);
    for (size_t i = 0; i < table->note_count; i++)
        tell_note(told, table, i);
    if (table->unknown.size > 0)
        tell_visible_line(told, "remark", table->unknown);
    if (table->source.size > 0)
        tell_visible_line(told, "remark", table->source);
}

void tell_grouped(struct cir_buffer *told, struct cir_text number)
{
    size_t whole = 0;
    size_t start = number.size > 0 && number.data[0] == '-';
    while (start + whole < number.size && number.data[start + whole] >= '0' && number.data[start + whole] <= '9')
        whole++;
    for (size_t i = 0; i < number.size; i++) {
        if (i > start && i < start + whole && (whole - (i - start)) % 3 == 0)
            cir_buffer_add_char(told, ',');
        cir_buffer_add_char(told, number.data[i]);
    }
}

void told_by_file(struct cir_buffer *told, enum cir_table_format format, struct cir_text file)
{
    static void (*const readers[CIR_TABLE_FORMATS])(struct cir_buffer *, struct cir_text) = {
        [CIR_TABLE_TEXT] = read_text,   [CIR_TABLE_CSV] = read_csv,
        [CIR_TABLE_JSON] = read_json,   [CIR_TABLE_MARKDOWN] = read_markdown,
        [CIR_TABLE_LATEX] = read_latex, [CIR_TABLE_LATEX_FRAGMENT] = read_latex,
        [CIR_TABLE_HTML] = read_html,   [CIR_TABLE_HTML_FRAGMENT] = read_html,
        [CIR_TABLE_XLSX] = read_xlsx,   [CIR_TABLE_DOCX] = read_docx,
    };
    readers[format](told, file);
}
