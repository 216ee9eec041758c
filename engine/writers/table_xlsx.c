/* A workbook of a sheet a table (Office Open XML, SpreadsheetML), to be calculated with: numbers are numbers, shown with
 * the digits that are honest, an interval has its bounds in two columns behind it, and a text is text, whatever it looks
 * like. A text longer than a cell can hold is cut, and ends by how many characters are left out: "... [+967233]".
 *
 * It is made in memory: libxlsxwriter writes through files in $TMPDIR, and where that is full it makes a workbook that
 * cannot be read and says that all is well. */
#include "base/number.h"
#include "sink/csv_cell.h"
#include "writers/markup.h"
#include "writers/package.h"
#include "writers/prepared.h"
#include "writers/sheet_style.h"
#include "writers/write_table.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Limits of a sheet, and what is kept of a text for the mark that it was cut. */
enum { ROWS_MAX = 1048576, COLUMNS_MAX = 16384, UNITS_MAX = 32767, CUT_MARK_SIZE = 48, HEADER_MAX = 200 };
enum { WIDTH_LEAST = 8, WIDTH_MOST = 60, LINES_ABOVE = 3 };

#define SHEET_TYPES   "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define OFFICE_TYPES  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET_NAMES   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE_NAMES "http://schemas.openxmlformats.org/package/2006/relationships"

struct sheet {
    struct cir_buffer *part;
    struct cir_sheet_styles *styles;
    const struct cir_prepared_table *table;
    size_t row; /* from 1 */
    bool from_right;
};

static struct cir_sheet_style style_of(const struct sheet *sheet)
{
    return (struct cir_sheet_style){.from_right = sheet->from_right, .in_right_sheet = sheet->from_right};
}

/* Columns of the sheet that a column of the table takes, and where it begins (from 0). */
static size_t span_of(const struct cir_prepared_table *table, size_t column)
{
    return table->columns[column].has_intervals ? 3 : 1;
}

static size_t place_of(const struct cir_prepared_table *table, size_t column)
{
    size_t place = 0;
    for (size_t i = 0; i < column; i++)
        place += span_of(table, i);
    return place;
}

static void add_reference(struct cir_buffer *part, size_t row, size_t place)
{
    char letters[8];
    size_t size = 0;
    for (size_t rest = place + 1; rest > 0; rest = (rest - 1) / 26)
        letters[size++] = (char)('A' + (rest - 1) % 26);
    while (size > 0)
        cir_buffer_add_char(part, letters[--size]);
    cir_buffer_add_format(part, "%zu", row);
}

static void start_cell(struct sheet *sheet, size_t place, const struct cir_sheet_style *style)
{
    cir_buffer_add_string(sheet->part, "<c r=\"");
    add_reference(sheet->part, sheet->row, place);
    cir_buffer_add_format(sheet->part, "\" s=\"%zu\"", cir_sheet_style_number(sheet->styles, style));
}

/* "_x0041_" would be read as an 'A'. */
static bool is_escape(struct cir_text text, size_t i)
{
    bool is_escape = text.size - i >= 7 && text.data[i] == '_' && text.data[i + 1] == 'x' && text.data[i + 6] == '_';
    for (size_t k = i + 2; is_escape && k < i + 6; k++)
        is_escape = isxdigit((unsigned char)text.data[k]) != 0;
    return is_escape;
}

static void add_escaped(struct cir_buffer *part, struct cir_text text)
{
    size_t start = 0;
    for (size_t i = 0; i < text.size; i++)
        if (is_escape(text, i)) {
            cir_markup_add(part, (struct cir_text){text.data + start, i - start});
            cir_buffer_add_string(part, "_x005F_");
            start = i + 1;
        }
    if (start < text.size)
        cir_markup_add(part, (struct cir_text){text.data + start, text.size - start});
}

/* Units of UTF-16 that the character takes whose first byte this is; 0 of a later byte. */
static size_t units_of(char byte)
{
    unsigned char first = (unsigned char)byte;
    if ((first & 0xC0) == 0x80)
        return 0;
    return first >= 0xF0 ? 2 : 1;
}

static size_t count_units(struct cir_text text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.size; i++)
        units += units_of(text.data[i]);
    return units;
}

/* The start of a text that has so many units at most. */
static struct cir_text cut_units(struct cir_text text, size_t most)
{
    size_t units = 0;
    for (size_t i = 0; i < text.size; i++) {
        units += units_of(text.data[i]);
        if (units > most)
            return (struct cir_text){text.data, i};
    }
    return text;
}

static size_t count_characters(struct cir_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += units_of(text.data[i]) > 0;
    return count;
}

static void add_fitting(struct cir_buffer *part, struct cir_text text)
{
    if (count_units(text) <= UNITS_MAX) {
        add_escaped(part, text);
        return;
    }
    struct cir_text kept = cut_units(text, UNITS_MAX - CUT_MARK_SIZE);
    add_escaped(part, kept);
    cir_buffer_add_format(part, "... [+%zu]", count_characters(text) - count_characters(kept));
}

static void add_text(struct sheet *sheet, size_t place, struct cir_text text, struct cir_sheet_style style,
                     unsigned note)
{
    style.is_quoted = cir_csv_is_formula(text);
    start_cell(sheet, place, &style);
    if (text.size == 0 && note == 0) {
        cir_buffer_add_string(sheet->part, "/>");
        return;
    }
    cir_buffer_add_string(sheet->part, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    add_fitting(sheet->part, text);
    if (note > 0)
        cir_buffer_add_format(sheet->part, "%s[%u]", text.size > 0 ? " " : "", note);
    cir_buffer_add_string(sheet->part, "</t></is></c>");
}

static void add_number(struct sheet *sheet, size_t place, double value, const struct cir_shown_cell *cell,
                       struct cir_sheet_style style, unsigned note)
{
    char number[CIR_NUMBER_SIZE];
    double held = cir_sheet_number(style.format, value, cell->significant, cell->percent, note);
    start_cell(sheet, place, &style);
    cir_buffer_add_string(sheet->part, "><v>");
    cir_buffer_add(sheet->part, (struct cir_text){number, cir_number_write_exact(number, held)});
    cir_buffer_add_string(sheet->part, "</v></c>");
}

static void add_bound(struct sheet *sheet, size_t place, double value, const struct cir_shown_cell *cell,
                      struct cir_sheet_style style)
{
    const char *instead = isnan(value) ? "" : value > 0 ? "\xE2\x88\x9E" : "\xE2\x88\x92\xE2\x88\x9E";
    if (isfinite(value))
        add_number(sheet, place, value, cell, style, 0);
    else
        add_text(sheet, place, cir_text_of(instead), style, 0);
}

static struct cir_sheet_style cell_style(const struct sheet *sheet, const struct cir_shown_row *row, size_t column)
{
    struct cir_sheet_style style = style_of(sheet);
    bool is_number = row->cells[column].kind == CIR_SHOWN_NUMBER || row->cells[column].kind == CIR_SHOWN_INTERVAL;
    style.bold = row->kind != CIR_SHOWN_BODY;
    style.line = row->kind != CIR_SHOWN_BODY ? CIR_SHEET_LINE_ABOVE : CIR_SHEET_NO_LINE;
    style.at_end = sheet->table->shown.columns[column].is_number;
    style.from_right = sheet->from_right && !is_number && row->cells[column].kind != CIR_SHOWN_CODE;
    return style;
}

static void add_cell(struct sheet *sheet, const struct cir_shown_row *row, size_t column, size_t place)
{
    const struct cir_shown_cell *cell = &row->cells[column];
    struct cir_sheet_style style = cell_style(sheet, row, column);
    bool is_interval = cell->kind == CIR_SHOWN_INTERVAL;
    if ((cell->kind == CIR_SHOWN_NUMBER || is_interval) && isfinite(cell->value))
        add_number(sheet, place, cell->value, cell, style, cell->note);
    else
        add_text(sheet, place, cell->text, style, cell->note);
    if (!sheet->table->columns[column].has_intervals)
        return;
    add_bound(sheet, place + 1, is_interval ? cell->low : NAN, cell, style);
    add_bound(sheet, place + 2, is_interval ? cell->high : NAN, cell, style);
}

static void start_row(struct sheet *sheet)
{
    cir_buffer_add_format(sheet->part, "<row r=\"%zu\">", sheet->row);
}

static void end_row(struct sheet *sheet)
{
    cir_buffer_add_string(sheet->part, "</row>\n");
    sheet->row++;
}

/* A line of text on its own, outside the table: as long as it is, over the cells beside it. */
static void add_line(struct sheet *sheet, struct cir_text text, bool bold)
{
    struct cir_sheet_style style = style_of(sheet);
    if (text.size == 0)
        return;
    style.bold = bold;
    start_row(sheet);
    add_text(sheet, 0, text, style, 0);
    end_row(sheet);
}

static void add_row(struct sheet *sheet, const struct cir_shown_row *row)
{
    size_t place = 0;
    start_row(sheet);
    for (size_t i = 0; i < sheet->table->shown.column_count; i++) {
        add_cell(sheet, row, i, place);
        place += span_of(sheet->table, i);
    }
    end_row(sheet);
}

static struct cir_sheet_style head_style(const struct sheet *sheet, size_t column)
{
    struct cir_sheet_style style = style_of(sheet);
    style.bold = true;
    style.line = CIR_SHEET_LINE_BELOW;
    style.at_end = sheet->table->shown.columns[column].is_number;
    return style;
}

static void add_groups(struct sheet *sheet)
{
    const struct cir_shown_table *shown = &sheet->table->shown;
    size_t size = 0;
    if (shown->group_count == 0)
        return;
    start_row(sheet);
    for (size_t i = 0; i < shown->column_count; i += size) {
        struct cir_sheet_style style = head_style(sheet, i);
        style.at_end = false;
        size = cir_prepared_group_size(shown, i);
        if (shown->columns[i].group > 0)
            add_text(sheet, place_of(sheet->table, i), shown->groups[shown->columns[i].group - 1], style, 0);
    }
    end_row(sheet);
}

/* The head of a bound: that of its column, and a sign that needs no language. */
static void add_bound_head(struct sheet *sheet, size_t column, size_t place, const char *sign)
{
    struct cir_buffer head = {0};
    cir_buffer_add(&head, sheet->table->columns[column].head);
    cir_buffer_add_string(&head, sign);
    add_text(sheet, place, cir_buffer_text(&head), head_style(sheet, column), 0);
    sheet->part->failed = sheet->part->failed || head.failed;
    cir_buffer_free(&head);
}

static void add_heads(struct sheet *sheet)
{
    const struct cir_prepared_table *table = sheet->table;
    size_t place = 0;
    add_groups(sheet);
    start_row(sheet);
    for (size_t i = 0; i < table->shown.column_count; i++) {
        add_text(sheet, place, table->columns[i].head, head_style(sheet, i), 0);
        if (table->columns[i].has_intervals) {
            add_bound_head(sheet, i, place + 1, " \xE2\x89\xA5"); /* at least */
            add_bound_head(sheet, i, place + 2, " \xE2\x89\xA4"); /* at most */
        }
        place += span_of(table, i);
    }
    end_row(sheet);
}

static size_t head_lines(const struct cir_prepared_table *table)
{
    return (table->shown.caption.size > 0) + 1U + (table->shown.group_count > 0) + 1U;
}

static void add_widths(struct sheet *sheet)
{
    const struct cir_prepared_table *table = sheet->table;
    size_t place = 0;
    cir_buffer_add_string(sheet->part, "<cols>");
    for (size_t i = 0; i < table->shown.column_count; i++) {
        size_t width = table->columns[i].width + 2;
        width = width < WIDTH_LEAST ? WIDTH_LEAST : width;
        width = width > WIDTH_MOST ? WIDTH_MOST : width;
        size_t span = span_of(table, i);
        cir_buffer_add_format(sheet->part, "<col min=\"%zu\" max=\"%zu\" width=\"%zu\" customWidth=\"1\"/>", place + 1,
                              place + span, width);
        place += span;
    }
    cir_buffer_add_string(sheet->part, "</cols>\n");
}

static void add_view(struct sheet *sheet, bool is_first)
{
    size_t lines = head_lines(sheet->table);
    cir_buffer_add_format(sheet->part,
                          "<sheetViews><sheetView%s%s workbookViewId=\"0\"><pane ySplit=\"%zu\" topLeftCell=\"A%zu\""
                          " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\n",
                          sheet->from_right ? " rightToLeft=\"1\"" : "", is_first ? " tabSelected=\"1\"" : "", lines,
                          lines + 1);
}

static void merge(struct sheet *sheet, size_t row, size_t first, size_t last)
{
    cir_buffer_add_string(sheet->part, "<mergeCell ref=\"");
    add_reference(sheet->part, row, first);
    cir_buffer_add_char(sheet->part, ':');
    add_reference(sheet->part, row, last);
    cir_buffer_add_string(sheet->part, "\"/>");
}

/* Lines outside the table go over all its columns, so that they are broken where the page ends; labels of groups over
 * theirs. */
static void add_merges(struct sheet *sheet, size_t body_end)
{
    const struct cir_shown_table *shown = &sheet->table->shown;
    size_t last = place_of(sheet->table, shown->column_count) - 1;
    size_t groups_row = head_lines(sheet->table) - 1, size = 0;
    struct cir_buffer merges = {0};
    struct sheet into = *sheet;
    into.part = &merges;
    for (size_t row = 1; last > 0 && row <= head_lines(sheet->table) - 1 - (shown->group_count > 0); row++)
        merge(&into, row, 0, last);
    for (size_t i = 0; shown->group_count > 0 && i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        size_t end = place_of(sheet->table, i + size) - 1;
        if (shown->columns[i].group > 0 && end > place_of(sheet->table, i))
            merge(&into, groups_row, place_of(sheet->table, i), end);
    }
    for (size_t row = body_end + 1; last > 0 && row < sheet->row; row++)
        merge(&into, row, 0, last);
    if (merges.size > 0) {
        cir_buffer_add_string(sheet->part, "<mergeCells>");
        cir_buffer_add(sheet->part, cir_buffer_text(&merges));
        cir_buffer_add_string(sheet->part, "</mergeCells>\n");
    }
    sheet->part->failed = sheet->part->failed || merges.failed;
    cir_buffer_free(&merges);
}

/* A '&' begins a command there. */
static void add_header_text(struct cir_buffer *part, struct cir_text text)
{
    struct cir_text kept = cut_units(text, HEADER_MAX / 2);
    for (size_t i = 0; i < kept.size; i++) {
        if (kept.data[i] == '&')
            cir_buffer_add_string(part, "&amp;");
        cir_markup_add(part, (struct cir_text){kept.data + i, 1});
    }
}

static void add_page(struct sheet *sheet)
{
    bool is_wide = sheet->table->shown.column_count > CIR_TABLE_UPRIGHT_COLUMNS;
    cir_buffer_add_format(sheet->part,
                          "<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.9\" bottom=\"0.8\" header=\"0.4\""
                          " footer=\"0.4\"/><pageSetup paperSize=\"9\" orientation=\"%s\" fitToWidth=\"1\""
                          " fitToHeight=\"0\"/><headerFooter><oddHeader>&amp;C&amp;&quot;-,Bold&quot;",
                          is_wide ? "landscape" : "portrait");
    add_header_text(sheet->part, sheet->table->shown.tlp);
    cir_buffer_add_string(sheet->part, "</oddHeader><oddFooter>&amp;C&amp;&quot;-,Bold&quot;");
    add_header_text(sheet->part, sheet->table->shown.tlp);
    cir_buffer_add_string(sheet->part, "&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>\n");
}

static void add_note(struct sheet *sheet, size_t i)
{
    const struct cir_shown_table *shown = &sheet->table->shown;
    struct cir_buffer note = {0};
    if (i < shown->marked_note_count)
        cir_buffer_add_format(&note, "[%zu] ", i + 1);
    cir_buffer_add(&note, shown->notes[i]);
    add_line(sheet, cir_buffer_text(&note), false);
    sheet->part->failed = sheet->part->failed || note.failed;
    cir_buffer_free(&note);
}

static void add_data(struct sheet *sheet)
{
    const struct cir_shown_table *shown = &sheet->table->shown;
    cir_buffer_add_string(sheet->part, "<sheetData>\n");
    add_line(sheet, shown->caption, true);
    add_line(sheet, shown->tlp, true);
    add_heads(sheet);
    for (size_t i = 0; i < shown->row_count; i++)
        add_row(sheet, &shown->rows[i]);
    size_t body_end = sheet->row++;
    for (size_t i = 0; i < shown->note_count; i++)
        add_note(sheet, i);
    add_line(sheet, shown->unknown, false);
    add_line(sheet, shown->source, false);
    cir_buffer_add_string(sheet->part, "</sheetData>\n");
    add_merges(sheet, body_end);
}

static void write_sheet(struct cir_package *package, struct cir_sheet_styles *styles,
                        const struct cir_prepared_table *table, size_t number)
{
    struct sheet sheet = {
        .styles = styles,
        .table = table,
        .row = 1,
        .from_right = cir_shown_from_right(table->shown.language),
        .part = cir_package_add(package, SHEET_TYPES "worksheet+xml", "xl/worksheets/sheet%zu.xml", number + 1)};
    cir_buffer_add_string(sheet.part,
                          "<worksheet xmlns=\"" SHEET_NAMES "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\n");
    add_view(&sheet, number == 0);
    cir_buffer_add_string(sheet.part, "<sheetFormatPr defaultRowHeight=\"15\"/>\n");
    add_widths(&sheet);
    add_data(&sheet);
    add_page(&sheet);
}

static void write_workbook(struct cir_package *package, const struct cir_prepared *prepared)
{
    struct cir_buffer *part = cir_package_add(package, SHEET_TYPES "sheet.main+xml", "xl/workbook.xml");
    cir_buffer_add_string(part, "<workbook xmlns=\"" SHEET_NAMES "\" xmlns:r=\"" OFFICE_TYPES
                                "\"><bookViews><workbookView/></bookViews><sheets>");
    for (size_t i = 0; i < prepared->count; i++)
        cir_buffer_add_format(part, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", prepared->tables[i].name,
                              i + 1, i + 1);
    cir_buffer_add_string(part, "</sheets><definedNames>");
    for (size_t i = 0; i < prepared->count; i++)
        cir_buffer_add_format(part,
                              "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">'%s'!$1:$%zu"
                              "</definedName>",
                              i, prepared->tables[i].name, head_lines(&prepared->tables[i]));
    cir_buffer_add_string(part, "</definedNames></workbook>\n");
}

static void write_relations(struct cir_package *package, size_t sheet_count)
{
    struct cir_buffer *part = cir_package_add(package, NULL, "xl/_rels/workbook.xml.rels");
    cir_buffer_add_string(part, "<Relationships xmlns=\"" PACKAGE_NAMES "\">");
    for (size_t i = 0; i < sheet_count; i++)
        cir_buffer_add_format(part,
                              "<Relationship Id=\"rId%zu\" Type=\"" OFFICE_TYPES
                              "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                              i + 1, i + 1);
    cir_buffer_add_format(
        part, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE_TYPES "/styles\" Target=\"styles.xml\"/></Relationships>\n",
        sheet_count + 1);
}

/* Whether a table fits on a sheet. */
static enum cir_status check_size(const struct cir_prepared_table *table, struct cir_error *error)
{
    const struct cir_shown_table *shown = &table->shown;
    size_t rows = head_lines(table) + shown->row_count + LINES_ABOVE + shown->note_count;
    size_t columns = place_of(table, shown->column_count);
    if (rows > ROWS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "table '%s' takes %zu rows, and a sheet of XLSX has %d: choose another format, or fewer rows",
                        table->name, rows, ROWS_MAX);
    if (columns > COLUMNS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "table '%s' takes %zu columns, and a sheet of XLSX has %d: choose another format, or fewer "
                        "columns",
                        table->name, columns, COLUMNS_MAX);
    return CIR_OK;
}

static enum cir_status write_xlsx(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                  struct cir_error *error)
{
    struct cir_package package = {0};
    struct cir_sheet_styles styles = {0};
    for (size_t i = 0; i < prepared->count; i++) {
        enum cir_status status = check_size(&prepared->tables[i], error);
        if (status != CIR_OK)
            return status;
    }
    write_workbook(&package, prepared);
    for (size_t i = 0; i < prepared->count; i++)
        write_sheet(&package, &styles, &prepared->tables[i], i);
    write_relations(&package, prepared->count);
    cir_sheet_styles_add(cir_package_add(&package, SHEET_TYPES "styles+xml", "xl/styles.xml"), &styles);
    cir_package_add_properties(&package, prepared, "xl/workbook.xml");
    package.failed = package.failed || styles.failed;
    cir_sheet_styles_free(&styles);
    return cir_package_write(&package, buffer, error);
}

enum cir_status cir_write_table_xlsx(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                     size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_xlsx, error);
}
