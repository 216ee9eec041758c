/* A table that a browser, a screen reader and a printer can tell.
 *
 * Where columns stand under groups each cell names its headers; else `scope` says enough. Cells hold their values for
 * programs as data-value, data-low and data-high. */
#include "base/number.h"
#include "writers/markup.h"
#include "writers/prepared.h"
#include "writers/write_table.h"

#include <ctype.h>
#include <math.h>

static const char *direction_of(enum cir_language language)
{
    return cir_shown_from_right(language) ? "rtl" : "ltr";
}

static void add_number_attribute(struct cir_buffer *buffer, const char *name, double value)
{
    char number[CIR_NUMBER_SIZE];
    if (!isfinite(value))
        return;
    cir_buffer_add_format(buffer, " %s=\"", name);
    cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
    cir_buffer_add_char(buffer, '"');
}

static const char *cell_class(const struct cir_shown_column *column, const struct cir_shown_cell *cell)
{
    if (cell->kind == CIR_SHOWN_UNKNOWN)
        return column->is_number ? "cir-number cir-unknown" : "cir-unknown";
    if (cell->kind == CIR_SHOWN_HIDDEN)
        return column->is_number ? "cir-number cir-hidden" : "cir-hidden";
    return column->is_number ? "cir-number" : NULL;
}

static void add_cell_attributes(struct cir_buffer *buffer, const struct cir_shown_column *column,
                                const struct cir_shown_cell *cell)
{
    const char *name = cell_class(column, cell);
    if (name != NULL)
        cir_buffer_add_format(buffer, " class=\"%s\"", name);
    if (cell->kind == CIR_SHOWN_NUMBER || cell->kind == CIR_SHOWN_INTERVAL)
        add_number_attribute(buffer, "data-value", cell->value);
    if (cell->kind == CIR_SHOWN_INTERVAL) {
        add_number_attribute(buffer, "data-low", cell->low);
        add_number_attribute(buffer, "data-high", cell->high);
    }
}

/* Codes read from the left; of a number its own first letter tells, and it is kept apart from what stands around it. */
static void add_content(struct cir_buffer *buffer, const struct cir_shown_cell *cell)
{
    bool is_code = cell->kind == CIR_SHOWN_CODE;
    bool is_apart = (is_code || cell->kind == CIR_SHOWN_NUMBER) && cell->text.size > 0;
    if (is_apart)
        cir_buffer_add_string(buffer, is_code ? "<bdi dir=\"ltr\">" : "<bdi>");
    cir_markup_add_lines(buffer, cell->text, "<br>");
    if (is_apart)
        cir_buffer_add_string(buffer, "</bdi>");
    if (cell->note > 0)
        cir_buffer_add_format(buffer, "<sup>[%u]</sup>", cell->note);
}

/* An empty header is none. */
static bool is_row_header(const struct cir_prepared_table *table, const struct cir_shown_row *row, size_t column)
{
    return column < table->header_count && row->cells[column].text.size > 0;
}

static void add_headers(struct cir_buffer *buffer, const struct cir_prepared_table *table,
                        const struct cir_shown_row *row, size_t number, size_t column)
{
    const struct cir_shown_table *shown = &table->shown;
    const char *gap = "";
    cir_buffer_add_string(buffer, " headers=\"");
    for (size_t i = 0; i < table->header_count && i < column; i++)
        if (is_row_header(table, row, i)) {
            cir_buffer_add_format(buffer, "%s%s-r%zu-%zu", gap, table->name, number + 1, i + 1);
            gap = " ";
        }
    if (shown->columns[column].group > 0 && shown->groups[shown->columns[column].group - 1].size > 0) {
        cir_buffer_add_format(buffer, "%s%s-g%u", gap, table->name, shown->columns[column].group);
        gap = " ";
    }
    if (table->columns[column].head.size > 0)
        cir_buffer_add_format(buffer, "%s%s-c%zu", gap, table->name, column + 1);
    cir_buffer_add_char(buffer, '"');
}

static void add_cell(struct cir_buffer *buffer, const struct cir_prepared_table *table, const struct cir_shown_row *row,
                     size_t number, size_t column)
{
    const struct cir_shown_cell *cell = &row->cells[column];
    bool is_header = is_row_header(table, row, column);
    cir_buffer_add_string(buffer, is_header ? "<th scope=\"row\"" : "<td");
    if (table->shown.group_count > 0) {
        if (is_header)
            cir_buffer_add_format(buffer, " id=\"%s-r%zu-%zu\"", table->name, number + 1, column + 1);
        add_headers(buffer, table, row, number, column);
    }
    add_cell_attributes(buffer, &table->shown.columns[column], cell);
    cir_buffer_add_char(buffer, '>');
    add_content(buffer, cell);
    cir_buffer_add_string(buffer, is_header ? "</th>" : "</td>");
}

static void add_row(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t number)
{
    const struct cir_shown_row *row = &table->shown.rows[number];
    if (row->kind == CIR_SHOWN_BODY)
        cir_buffer_add_string(buffer, "<tr>");
    else
        cir_buffer_add_format(buffer, "<tr class=\"cir-%s\">", cir_shown_row_kind_name(row->kind));
    for (size_t i = 0; i < table->shown.column_count; i++)
        add_cell(buffer, table, row, number, i);
    cir_buffer_add_string(buffer, "</tr>\n");
}

static void add_rows(struct cir_buffer *buffer, const struct cir_prepared_table *table, const char *part, size_t from,
                     size_t to)
{
    if (from == to)
        return;
    cir_buffer_add_format(buffer, "<%s>\n", part);
    for (size_t i = from; i < to; i++)
        add_row(buffer, table, i);
    cir_buffer_add_format(buffer, "</%s>\n", part);
}

static void add_column_head(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i, bool two_lines)
{
    const struct cir_shown_column *column = &table->shown.columns[i];
    bool is_header = table->columns[i].head.size > 0;
    cir_buffer_add_string(buffer, is_header ? "<th scope=\"col\"" : "<td");
    if (is_header && table->shown.group_count > 0)
        cir_buffer_add_format(buffer, " id=\"%s-c%zu\"", table->name, i + 1);
    if (column->group > 0 && table->shown.groups[column->group - 1].size > 0)
        cir_buffer_add_format(buffer, " headers=\"%s-g%u\"", table->name, column->group);
    if (two_lines)
        cir_buffer_add_string(buffer, " rowspan=\"2\"");
    if (column->is_number)
        cir_buffer_add_string(buffer, " class=\"cir-number\"");
    cir_buffer_add_char(buffer, '>');
    cir_markup_add(buffer, column->label);
    if (column->unit.size > 0) {
        cir_buffer_add_string(buffer, " <span class=\"cir-unit\">(");
        cir_markup_add(buffer, column->unit);
        cir_buffer_add_string(buffer, ")</span>");
    }
    cir_buffer_add_string(buffer, is_header ? "</th>" : "</td>");
}

static void add_group_head(struct cir_buffer *buffer, const struct cir_prepared_table *table, unsigned group,
                           size_t size)
{
    struct cir_text label = table->shown.groups[group - 1];
    if (label.size == 0) {
        cir_buffer_add_format(buffer, "<td colspan=\"%zu\"></td>", size);
        return;
    }
    cir_buffer_add_format(buffer, "<th scope=\"colgroup\" id=\"%s-g%u\" colspan=\"%zu\">", table->name, group, size);
    cir_markup_add(buffer, label);
    cir_buffer_add_string(buffer, "</th>");
}

static void add_groups_line(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    size_t size = 0;
    cir_buffer_add_string(buffer, "<tr>");
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        if (shown->columns[i].group == 0)
            add_column_head(buffer, table, i, true);
        else
            add_group_head(buffer, table, shown->columns[i].group, size);
    }
    cir_buffer_add_string(buffer, "</tr>\n");
}

static void add_heads(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    cir_buffer_add_string(buffer, "<thead>\n");
    if (shown->group_count > 0)
        add_groups_line(buffer, table);
    cir_buffer_add_string(buffer, "<tr>");
    for (size_t i = 0; i < shown->column_count; i++)
        if (shown->group_count == 0 || shown->columns[i].group > 0)
            add_column_head(buffer, table, i, false);
    cir_buffer_add_string(buffer, "</tr>\n</thead>\n");
}

static void add_remark(struct cir_buffer *buffer, const char *name, struct cir_text text)
{
    if (text.size == 0)
        return;
    cir_buffer_add_format(buffer, "<p class=\"cir-%s\">", name);
    cir_markup_add_lines(buffer, text, "<br>");
    cir_buffer_add_string(buffer, "</p>\n");
}

static void add_remarks(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    if (shown->note_count == 0 && shown->unknown.size == 0 && shown->source.size == 0)
        return;
    cir_buffer_add_string(buffer, "<div class=\"cir-remarks\">\n");
    for (size_t i = 0; i < shown->note_count; i++) {
        cir_buffer_add_string(buffer, "<p class=\"cir-note\">");
        if (i < shown->marked_note_count)
            cir_buffer_add_format(buffer, "<sup>[%zu]</sup> ", i + 1);
        cir_markup_add_lines(buffer, shown->notes[i], "<br>");
        cir_buffer_add_string(buffer, "</p>\n");
    }
    add_remark(buffer, "not-known", shown->unknown);
    add_remark(buffer, "source", shown->source);
    cir_buffer_add_string(buffer, "</div>\n");
}

static void add_table(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    cir_buffer_add_format(buffer, "<div class=\"cir-shown\" lang=\"%s\" dir=\"%s\">\n<table id=\"%s\">\n<caption>",
                          cir_shown_language(shown->language), direction_of(shown->language), table->name);
    cir_markup_add(buffer, shown->caption);
    cir_buffer_add_string(buffer, " <bdi class=\"cir-tlp\" dir=\"ltr\">");
    cir_markup_add(buffer, shown->tlp);
    cir_buffer_add_string(buffer, "</bdi></caption>\n");
    add_heads(buffer, table);
    add_rows(buffer, table, "tbody", 0, table->foot_start);
    add_rows(buffer, table, "tfoot", table->foot_start, shown->row_count);
    cir_buffer_add_string(buffer, "</table>\n");
    add_remarks(buffer, table);
    cir_buffer_add_string(buffer, "</div>\n");
}

static enum cir_status write_fragment(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                      struct cir_error *error)
{
    (void)error;
    for (size_t i = 0; i < prepared->count; i++)
        add_table(buffer, &prepared->tables[i]);
    return CIR_OK;
}

/* The label of the page stands at its head on the screen, and in the margin of each page in print. */
static const char style[] =
    "body{margin:1.5rem auto;max-width:75rem;padding:0 1rem;font:1rem/1.5 system-ui,\"Noto Sans\",\"Noto Sans Arabic\","
    "\"Noto Sans CJK SC\",sans-serif;color:#1a1a1a;background:#fff}\n"
    "h1{font-size:1.5rem;line-height:1.25}\n"
    ".cir-shown{margin:0 0 3rem}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:start;font-weight:600;padding:0 0 .5rem}\n"
    "th,td{padding:.3rem .75rem;text-align:start;vertical-align:top;font-weight:400}\n"
    "thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid #1a1a1a}\n"
    "thead th[scope=colgroup]{text-align:center;border-bottom-color:#767676}\n"
    "tbody tr{border-bottom:1px solid #d9d9d9}\n"
    "table{border-top:2px solid #1a1a1a;border-bottom:2px solid #1a1a1a}\n"
    ".cir-number{text-align:end}\n"
    ".cir-subtotal>*,.cir-total>*{font-weight:600}\n"
    "tfoot tr:first-child>*{border-top:1px solid #1a1a1a}\n"
    ".cir-unknown,.cir-hidden{color:#595959}\n"
    ".cir-unit{font-weight:400}\n"
    ".cir-tlp,.cir-page-tlp{font-weight:700;white-space:nowrap;unicode-bidi:isolate}\n"
    ".cir-page-tlp{margin:0;text-align:end}\n"
    ".cir-remarks{margin:.5rem 0 0;font-size:.875rem;max-width:60rem}\n"
    ".cir-remarks p{margin:.2rem 0}\n"
    "sup{line-height:0;padding-inline-start:.15em}\n"
    "@media print{body{margin:0;padding:0;max-width:none;font-size:9pt}thead{display:table-header-group}"
    "tfoot{display:table-row-group}tr,.cir-remarks p{break-inside:avoid}caption,h1{break-after:avoid}}\n";

/* A string of CSS that no quote, backslash or "</style>" can end: all but letters and digits by their numbers. */
static void add_css_string(struct cir_buffer *buffer, struct cir_text text)
{
    cir_buffer_add_char(buffer, '"');
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x80 || isalnum(c))
            cir_buffer_add_char(buffer, text.data[i]);
        else
            cir_buffer_add_format(buffer, "\\%06x", (unsigned)c);
    }
    cir_buffer_add_char(buffer, '"');
}

static void add_style(struct cir_buffer *buffer, const struct cir_prepared *prepared)
{
    cir_buffer_add_string(buffer, "<style>\n");
    cir_buffer_add_string(buffer, style);
    cir_buffer_add_string(buffer, "@page{size:A4;margin:22mm 16mm 18mm;@top-center{font:bold 9pt sans-serif;content:");
    add_css_string(buffer, prepared->tlp);
    cir_buffer_add_string(buffer, "}}\n</style>\n");
}

static void add_page_start(struct cir_buffer *buffer, const struct cir_prepared *prepared)
{
    enum cir_language language = prepared->tables[0].shown.language;
    cir_buffer_add_format(buffer, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                          cir_shown_language(language), direction_of(language));
    cir_buffer_add_string(buffer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    cir_markup_add(buffer, prepared->title);
    cir_buffer_add_string(buffer, "</title>\n<meta name=\"generator\" content=\"cirisk " CIR_VERSION "\">\n");
    add_style(buffer, prepared);
    cir_buffer_add_string(buffer, "</head>\n<body>\n<header>\n<p class=\"cir-page-tlp\" dir=\"ltr\">");
    cir_markup_add(buffer, prepared->tlp);
    cir_buffer_add_string(buffer, "</p>\n</header>\n<main>\n<h1>");
    cir_markup_add(buffer, prepared->title);
    cir_buffer_add_string(buffer, "</h1>\n");
}

static enum cir_status write_page(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                  struct cir_error *error)
{
    add_page_start(buffer, prepared);
    enum cir_status status = write_fragment(buffer, prepared, error);
    cir_buffer_add_string(buffer, "</main>\n</body>\n</html>\n");
    return status;
}

enum cir_status cir_write_table_html_fragment(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                              size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_fragment, error);
}

enum cir_status cir_write_table_html(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                     size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_page, error);
}
