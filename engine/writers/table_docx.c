/* A document of tables (Office Open XML, WordprocessingML): heads repeat on each page, the TLP label stands above and
 * below each, tables and texts of a language that reads from the right do so, and each text has its language for spelling
 * and for reading aloud. */
#include "writers/markup.h"
#include "writers/package.h"
#include "writers/prepared.h"
#include "writers/write_table.h"

#include <stdio.h>

/* Twentieths of a point: A4, and its margins. */
enum { PAGE_SHORT = 11906, PAGE_LONG = 16838, MARGIN = 1134, WIDTH_LEAST = 4, WIDTH_MOST = 30, COLUMNS_MAX = 63 };

#define WORD_TYPES    "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define OFFICE_TYPES  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_NAMES "http://schemas.openxmlformats.org/package/2006/relationships"
#define WORD_NAMES                                                                                                     \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" OFFICE_TYPES "\""

/* How a run of text looks. */
struct run {
    enum cir_language language;
    bool is_code; /* reads from the left, has no language */
    bool bold;
    bool raised;
};

static const char *locale_of(enum cir_language language)
{
    static const char *const names[CIR_LANGUAGES] = {[CIR_AR] = "ar-SA", [CIR_EN] = "en-GB", [CIR_ES] = "es-ES",
                                                     [CIR_FR] = "fr-FR", [CIR_RU] = "ru-RU", [CIR_ZH] = "zh-CN"};
    return names[language];
}

/* Word keeps a language for each of three kinds of script. */
static const char *script_of(enum cir_language language)
{
    if (cir_shown_from_right(language))
        return "bidi";
    return language == CIR_ZH ? "eastAsia" : "val";
}

/* U+200E: what stands between two of them reads from the left, a sign before figures and a bracket at the end too. */
#define MARK_FROM_LEFT "\xE2\x80\x8E"

static void add_run(struct cir_buffer *part, struct cir_text text, struct run run)
{
    bool is_turned = run.is_code && cir_shown_from_right(run.language);
    if (text.size == 0)
        return;
    cir_buffer_add_string(part, "<w:r><w:rPr>");
    cir_buffer_add_string(part, run.bold ? "<w:b/><w:bCs/>" : "");
    cir_buffer_add_string(part, run.is_code ? "<w:noProof/>" : "");
    cir_buffer_add_string(part, run.raised ? "<w:vertAlign w:val=\"superscript\"/>" : "");
    if (cir_shown_from_right(run.language) && !run.is_code)
        cir_buffer_add_string(part, "<w:rtl/>");
    if (!run.is_code)
        cir_buffer_add_format(part, "<w:lang w:%s=\"%s\"/>", script_of(run.language), locale_of(run.language));
    cir_buffer_add_string(part, "</w:rPr><w:t xml:space=\"preserve\">");
    cir_buffer_add_string(part, is_turned ? MARK_FROM_LEFT : "");
    cir_markup_add_lines(part, text, "</w:t><w:br/><w:t xml:space=\"preserve\">");
    cir_buffer_add_string(part, is_turned ? MARK_FROM_LEFT : "");
    cir_buffer_add_string(part, "</w:t></w:r>");
}

static void start_paragraph(struct cir_buffer *part, const char *style, enum cir_language language, bool at_end)
{
    cir_buffer_add_format(part, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    cir_buffer_add_string(part, cir_shown_from_right(language) ? "<w:bidi/>" : "");
    /* In a paragraph that reads from the right, "right" is where its lines end. */
    cir_buffer_add_string(part, at_end ? "<w:jc w:val=\"right\"/>" : "");
    cir_buffer_add_string(part, "</w:pPr>");
}

static void end_paragraph(struct cir_buffer *part)
{
    cir_buffer_add_string(part, "</w:p>\n");
}

static void add_paragraph(struct cir_buffer *part, const char *style, enum cir_language language, struct cir_text text)
{
    if (text.size == 0)
        return;
    start_paragraph(part, style, language, false);
    add_run(part, text, (struct run){.language = language});
    end_paragraph(part);
}

static void add_note_mark(struct cir_buffer *part, enum cir_language language, size_t number)
{
    char mark[32];
    if (number == 0)
        return;
    int size = snprintf(mark, sizeof mark, "[%zu]", number);
    add_run(part, (struct cir_text){mark, (size_t)size},
            (struct run){.language = language, .is_code = true, .raised = true});
}

static void add_caption(struct cir_buffer *part, const struct cir_shown_table *shown)
{
    start_paragraph(part, "Caption", shown->language, false);
    add_run(part, shown->caption, (struct run){.language = shown->language});
    add_run(part, cir_text_of(" "), (struct run){.language = shown->language});
    add_run(part, shown->tlp, (struct run){.language = shown->language, .is_code = true, .bold = true});
    end_paragraph(part);
}

static size_t kept_width(const struct cir_prepared_column *column)
{
    size_t width = column->width + 2;
    width = width < WIDTH_LEAST ? WIDTH_LEAST : width;
    return width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* Columns share the line by the widths of their texts. */
static void add_grid(struct cir_buffer *part, const struct cir_prepared_table *table, size_t line)
{
    size_t total = 0;
    for (size_t i = 0; i < table->shown.column_count; i++)
        total += kept_width(&table->columns[i]);
    cir_buffer_add_string(part, "<w:tblGrid>");
    for (size_t i = 0; i < table->shown.column_count; i++)
        cir_buffer_add_format(part, "<w:gridCol w:w=\"%zu\"/>", kept_width(&table->columns[i]) * line / total);
    cir_buffer_add_string(part, "</w:tblGrid>\n");
}

/* A cell of the table, up to its text. `merge` is how it goes on from the row above. */
enum merge { MERGE_NONE, MERGE_START, MERGE_ON };
enum border { BORDER_NONE, BORDER_ABOVE, BORDER_BELOW };

static void start_cell(struct cir_buffer *part, size_t span, enum merge merge, enum border border)
{
    static const char *const merges[] = {"", "<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>"};
    cir_buffer_add_string(part, "<w:tc><w:tcPr>");
    if (span > 1)
        cir_buffer_add_format(part, "<w:gridSpan w:val=\"%zu\"/>", span);
    cir_buffer_add_string(part, merges[merge]);
    if (border != BORDER_NONE)
        cir_buffer_add_format(part,
                              "<w:tcBorders><w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
                              "</w:tcBorders>",
                              border == BORDER_ABOVE ? "top" : "bottom");
    cir_buffer_add_string(part, "</w:tcPr>");
}

static void add_head_cell(struct cir_buffer *part, const struct cir_shown_table *shown, struct cir_text text,
                          bool at_end)
{
    start_paragraph(part, "TableHead", shown->language, at_end);
    add_run(part, text, (struct run){.language = shown->language, .bold = true});
    cir_buffer_add_string(part, "</w:p></w:tc>");
}

static void start_row(struct cir_buffer *part, bool is_head)
{
    cir_buffer_add_string(part, "<w:tr><w:trPr><w:cantSplit/>");
    cir_buffer_add_string(part, is_head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
}

static void end_row(struct cir_buffer *part)
{
    cir_buffer_add_string(part, "</w:tr>\n");
}

static void add_groups(struct cir_buffer *part, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    size_t size = 0;
    start_row(part, true);
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        unsigned group = shown->columns[i].group;
        start_cell(part, size, group > 0 ? MERGE_NONE : MERGE_START, group > 0 ? BORDER_BELOW : BORDER_NONE);
        add_head_cell(part, shown, group > 0 ? shown->groups[group - 1] : table->columns[i].head,
                      group == 0 && shown->columns[i].is_number);
    }
    end_row(part);
}

static void add_heads(struct cir_buffer *part, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    if (shown->group_count > 0)
        add_groups(part, table);
    start_row(part, true);
    for (size_t i = 0; i < shown->column_count; i++) {
        bool is_merged = shown->group_count > 0 && shown->columns[i].group == 0;
        start_cell(part, 1, is_merged ? MERGE_ON : MERGE_NONE, BORDER_BELOW);
        add_head_cell(part, shown, is_merged ? (struct cir_text){NULL, 0} : table->columns[i].head,
                      shown->columns[i].is_number);
    }
    end_row(part);
}

static void add_cell(struct cir_buffer *part, const struct cir_shown_table *shown, const struct cir_shown_row *row,
                     size_t column)
{
    const struct cir_shown_cell *cell = &row->cells[column];
    bool is_code = cell->kind == CIR_SHOWN_CODE || cell->kind == CIR_SHOWN_NUMBER;
    bool is_total = row->kind != CIR_SHOWN_BODY;
    start_cell(part, 1, MERGE_NONE, is_total ? BORDER_ABOVE : BORDER_NONE);
    start_paragraph(part, "TableCell", shown->language, shown->columns[column].is_number);
    add_run(part, cell->text, (struct run){.language = shown->language, .is_code = is_code, .bold = is_total});
    add_note_mark(part, shown->language, cell->note);
    cir_buffer_add_string(part, "</w:p></w:tc>");
}

static void add_rows(struct cir_buffer *part, const struct cir_shown_table *shown)
{
    for (size_t i = 0; i < shown->row_count; i++) {
        start_row(part, false);
        for (size_t k = 0; k < shown->column_count; k++)
            add_cell(part, shown, &shown->rows[i], k);
        end_row(part);
    }
}

static void start_table(struct cir_buffer *part, const struct cir_shown_table *shown)
{
    cir_buffer_add_string(part, "<w:tbl><w:tblPr><w:tblStyle w:val=\"CiriskTable\"/>");
    cir_buffer_add_string(part, cir_shown_from_right(shown->language) ? "<w:bidiVisual/>" : "");
    cir_buffer_add_string(part, "<w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\""
                                " w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\""
                                " w:noVBand=\"1\"/><w:tblCaption w:val=\"");
    cir_markup_add(part, shown->caption);
    cir_buffer_add_string(part, "\"/></w:tblPr>");
}

static void add_notes(struct cir_buffer *part, const struct cir_shown_table *shown)
{
    for (size_t i = 0; i < shown->note_count; i++) {
        start_paragraph(part, "TableNote", shown->language, false);
        if (i < shown->marked_note_count) {
            add_note_mark(part, shown->language, i + 1);
            add_run(part, cir_text_of(" "), (struct run){.language = shown->language});
        }
        add_run(part, shown->notes[i], (struct run){.language = shown->language});
        end_paragraph(part);
    }
}

static void add_table(struct cir_buffer *part, const struct cir_prepared_table *table, size_t line)
{
    const struct cir_shown_table *shown = &table->shown;
    add_caption(part, shown);
    start_table(part, shown);
    add_grid(part, table, line);
    add_heads(part, table);
    add_rows(part, shown);
    cir_buffer_add_string(part, "</w:tbl>\n");
    add_notes(part, shown);
    add_paragraph(part, "TableNote", shown->language, shown->unknown);
    add_paragraph(part, "TableNote", shown->language, shown->source);
    cir_buffer_add_string(part, "<w:p/>\n");
}

static bool is_wide(const struct cir_prepared *prepared)
{
    bool wide = false;
    for (size_t i = 0; i < prepared->count; i++)
        wide = wide || prepared->tables[i].shown.column_count > CIR_TABLE_UPRIGHT_COLUMNS;
    return wide;
}

static void write_document(struct cir_package *package, const struct cir_prepared *prepared)
{
    enum cir_language language = prepared->tables[0].shown.language;
    bool wide = is_wide(prepared);
    int width = wide ? PAGE_LONG : PAGE_SHORT, height = wide ? PAGE_SHORT : PAGE_LONG;
    struct cir_buffer *part = cir_package_add(package, WORD_TYPES "document.main+xml", "word/document.xml");
    cir_buffer_add_string(part, "<w:document " WORD_NAMES "><w:body>\n");
    if (prepared->writing.title.size > 0)
        add_paragraph(part, "Title", language, prepared->title);
    for (size_t i = 0; i < prepared->count; i++)
        add_table(part, &prepared->tables[i], (size_t)(width - 2 * MARGIN));
    cir_buffer_add_format(part,
                          "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
                          "<w:footerReference w:type=\"default\" r:id=\"rId3\"/>"
                          "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\""
                          " w:left=\"%d\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>%s</w:sectPr>"
                          "</w:body></w:document>\n",
                          width, height, wide ? " w:orient=\"landscape\"" : "", MARGIN, MARGIN, MARGIN, MARGIN,
                          cir_shown_from_right(language) ? "<w:bidi/>" : "");
}

static void add_page_tlp(struct cir_buffer *part, const struct cir_prepared *prepared)
{
    cir_buffer_add_string(part, "<w:p><w:pPr><w:pStyle w:val=\"PageTlp\"/></w:pPr>");
    add_run(part, prepared->tlp,
            (struct run){.language = prepared->tables[0].shown.language, .is_code = true, .bold = true});
    cir_buffer_add_string(part, "</w:p>");
}

static void write_header_and_footer(struct cir_package *package, const struct cir_prepared *prepared)
{
    struct cir_buffer *part = cir_package_add(package, WORD_TYPES "header+xml", "word/header1.xml");
    cir_buffer_add_string(part, "<w:hdr " WORD_NAMES ">");
    add_page_tlp(part, prepared);
    cir_buffer_add_string(part, "</w:hdr>\n");
    part = cir_package_add(package, WORD_TYPES "footer+xml", "word/footer1.xml");
    cir_buffer_add_string(part, "<w:ftr " WORD_NAMES ">");
    add_page_tlp(part, prepared);
    cir_buffer_add_string(part, "<w:p><w:pPr><w:pStyle w:val=\"PageTlp\"/></w:pPr><w:fldSimple w:instr=\" PAGE \">"
                                "<w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>\n");
}

static void add_style(struct cir_buffer *part, const char *name, const char *paragraph, const char *run)
{
    cir_buffer_add_format(part,
                          "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                          "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>\n",
                          name, name, paragraph, run);
}

static void write_styles(struct cir_package *package, enum cir_language language)
{
    struct cir_buffer *part = cir_package_add(package, WORD_TYPES "styles+xml", "word/styles.xml");
    cir_buffer_add_string(part, "<w:styles " WORD_NAMES "><w:docDefaults><w:rPrDefault><w:rPr>"
                                "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"SimSun\" w:cs=\"Arial\"/>"
                                "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
    cir_buffer_add_format(part,
                          "<w:lang w:val=\"%s\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
                          "<w:pPrDefault/></w:docDefaults>\n",
                          language == CIR_AR || language == CIR_ZH ? "en-GB" : locale_of(language));
    cir_buffer_add_string(part, "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                                "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
                                "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/>"
                                "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"240\"/></w:pPr>"
                                "<w:rPr><w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>\n"
                                "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/>"
                                "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>"
                                "<w:spacing w:after=\"80\"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>\n");
    add_style(part, "TableHead", "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>",
              "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
    add_style(part, "TableCell", "<w:spacing w:before=\"30\" w:after=\"30\"/>",
              "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
    add_style(part, "TableNote", "<w:spacing w:before=\"40\"/>", "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>");
    add_style(part, "PageTlp", "<w:jc w:val=\"center\"/>", "");
    cir_buffer_add_string(
        part, "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
              "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>\n"
              "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"CiriskTable\"><w:name w:val=\"CiriskTable\"/>"
              "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
              "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
              "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders>"
              "<w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar>"
              "</w:tblPr></w:style></w:styles>\n");
}

static void write_relations(struct cir_package *package)
{
    struct cir_buffer *part = cir_package_add(package, NULL, "word/_rels/document.xml.rels");
    cir_buffer_add_string(part, "<Relationships xmlns=\"" PACKAGE_NAMES "\">"
                                "<Relationship Id=\"rId1\" Type=\"" OFFICE_TYPES "/styles\" Target=\"styles.xml\"/>"
                                "<Relationship Id=\"rId2\" Type=\"" OFFICE_TYPES "/header\" Target=\"header1.xml\"/>"
                                "<Relationship Id=\"rId3\" Type=\"" OFFICE_TYPES "/footer\" Target=\"footer1.xml\"/>"
                                "</Relationships>\n");
}

static enum cir_status write_docx(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                  struct cir_error *error)
{
    struct cir_package package = {0};
    for (size_t i = 0; i < prepared->count; i++)
        if (prepared->tables[i].shown.column_count > COLUMNS_MAX)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                            "table '%s' has %zu columns, and a table of DOCX has %d: choose another format, or fewer "
                            "columns",
                            prepared->tables[i].name, prepared->tables[i].shown.column_count, COLUMNS_MAX);
    write_document(&package, prepared);
    write_relations(&package);
    write_styles(&package, prepared->tables[0].shown.language);
    write_header_and_footer(&package, prepared);
    cir_package_add_properties(&package, prepared, "word/document.xml");
    return cir_package_write(&package, buffer, error);
}

enum cir_status cir_write_table_docx(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                     size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_docx, error);
}
