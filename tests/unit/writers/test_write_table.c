/* The list of formats, refusals, names, and what each format promises beside the content. */
#include "writers/write_table.h"

#include "read_back.h"
#include "shown_toy.h"

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

static struct cir_buffer written(enum cir_table_format format, const struct cir_shown_table *table,
                                 const struct cir_writing *writing)
{
    struct cir_buffer file = {0};
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(format, &file, &table, 1, writing, NULL), CIR_OK);
    return file;
}

static bool holds(struct cir_text text, const char *part)
{
    return memmem(text.data, text.size, part, strlen(part)) != NULL;
}

static void expect_holds(const struct cir_buffer *file, const char *part)
{
    bool found = holds(cir_buffer_text(file), part);
    CU_ASSERT(found);
    if (!found)
        printf("not found: %s\n", part);
}

static void expect_is(const struct cir_buffer *file, const char *text)
{
    bool same = cir_text_is(cir_buffer_text(file), text);
    CU_ASSERT(same);
    if (!same)
        printf("found:\n%.*s", CIR_TEXT_ARGS(cir_buffer_text(file)));
}

/* The part of a ZIP holds each of these. */
static void expect_part(const struct cir_buffer *file, const char *name, const char *const *parts, size_t count)
{
    struct cir_buffer part = {0};
    read_part(&part, cir_buffer_text(file), name);
    for (size_t i = 0; i < count; i++)
        expect_holds(&part, parts[i]);
    cir_buffer_free(&part);
}

static void test_write_table__formats_are_found_by_name(void)
{
    const struct cir_table_format_row *list = cir_table_format_list();
    enum cir_table_format format = CIR_TABLE_TEXT;
    for (unsigned i = 0; i < CIR_TABLE_FORMATS; i++) {
        CU_ASSERT(cir_table_format_find(cir_text_of(list[i].name), &format) && format == i);
        CU_ASSERT(list[i].extension[0] != '\0' && list[i].what[0] != '\0');
    }
    CU_ASSERT(list[CIR_TABLE_XLSX].is_binary && list[CIR_TABLE_DOCX].is_binary && !list[CIR_TABLE_CSV].is_binary);
    CU_ASSERT(!cir_table_format_find(cir_text_of("XLSX"), &format));
    CU_ASSERT(!cir_table_format_find(cir_text_of(""), &format));
}

/* docs/table-formats.md has a row for each format. */
static void test_write_table__formats_are_documented(void)
{
    char row[96], *page = NULL;
    size_t size = 0;
    FILE *file = fopen(CIR_SOURCE_DIR "/docs/table-formats.md", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_FATAL(getdelim(&page, &size, '\0', file) > 0);
    for (unsigned i = 0; i < CIR_TABLE_FORMATS; i++) {
        snprintf(row, sizeof row, "| `%s` | `.%s` | ", cir_table_format_list()[i].name,
                 cir_table_format_list()[i].extension);
        CU_ASSERT_PTR_NOT_NULL(strstr(page, row));
    }
    free(page);
    fclose(file);
}

static void expect_refused(const struct cir_shown_table *table, const char *message)
{
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        struct cir_buffer file = {0};
        struct cir_error error = {0};
        CU_ASSERT_EQUAL(cir_write_tables(format, &file, &table, 1, NULL, &error), CIR_BAD_USE);
        CU_ASSERT_STRING_EQUAL(error.message, message);
        cir_buffer_free(&file);
    }
}

static void test_write_table__refuses_what_contradicts_itself(void)
{
    struct cir_shown_table table = toy_table;
    struct cir_shown_column columns[TOY_COLUMNS];
    struct cir_shown_cell cells[TOY_COLUMNS];
    struct cir_shown_row row = {CIR_SHOWN_BODY, cells};
    table.column_count = 0;
    expect_refused(&table, "table 1 of 1: it has no columns");
    table = toy_table;
    table.tlp.size = 0;
    expect_refused(&table, "table 1 of 1: it has no TLP label");
    table = toy_table;
    table.note_count = 1;
    expect_refused(&table, "table 1 of 1: it has fewer notes than cells refer to");
    table = toy_table;
    table.marked_note_count = 1;
    expect_refused(&table, "table 1 of 1: a cell refers to a note that is not there");
    table = toy_table;
    table.group_count = 1;
    expect_refused(&table, "table 1 of 1: a column stands under a group that is not there");
    table = toy_table;
    table.language = CIR_LANGUAGES;
    expect_refused(&table, "table 1 of 1: it is in a language that is not there");
    table = toy_table;
    table.columns = memcpy(columns, toy_columns, sizeof columns);
    columns[5].group = 1;
    expect_refused(&table, "table 1 of 1: columns of a group do not stand side by side");
    columns[5].group = 0;
    columns[5].is_header = true;
    expect_refused(&table, "table 1 of 1: a column that names rows stands behind one that does not");
    table = toy_table;
    table.rows = &row;
    table.row_count = 1;
    memcpy(cells, toy_cells[0], sizeof cells);
    cells[1].kind = CIR_SHOWN_NOTHING + 1;
    expect_refused(&table, "table 1 of 1: a cell is of a kind that is not there");
    cells[1].kind = CIR_SHOWN_CODE;
    row.kind = CIR_SHOWN_TOTAL + 1;
    expect_refused(&table, "table 1 of 1: a row is of a kind that is not there");
    CU_ASSERT_EQUAL(cir_write_tables(CIR_TABLE_CSV, &(struct cir_buffer){0}, NULL, 0, NULL, NULL), CIR_BAD_USE);
}

/* Names of sheets: at most 31 characters, none of []:*?/\, unlike all others whatever the case, not "History". */
static void test_write_table__sheets_have_names_of_their_own(void)
{
    static const char *const ids[] = {"by_sector",
                                      "By_Sector",
                                      "",
                                      "9[]:*?/\\'",
                                      "History",
                                      "é",
                                      "a-name-that-is-much-longer-than-sheets-allow",
                                      "a-name-that-is-much-longer-than-sheets-forbid"};
    static const char *const names[] = {"by_sector",
                                        "By_Sector-2",
                                        "t",
                                        "t9________",
                                        "History-2",
                                        "t__",
                                        "a-name-that-is-much-longer-than",
                                        "a-name-that-is-much-longer-th-2"};
    struct cir_shown_table tables[8];
    const struct cir_shown_table *list[8];
    struct cir_buffer file = {0};
    for (size_t i = 0; i < 8; i++) {
        tables[i] = toy_table;
        tables[i].id = cir_text_of(ids[i]);
        list[i] = &tables[i];
    }
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(CIR_TABLE_XLSX, &file, list, 8, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < 8; i++) {
        char part[96];
        const char *parts[] = {part};
        snprintf(part, sizeof part, "<sheet name=\"%s\" sheetId=\"%zu\"", names[i], i + 1);
        expect_part(&file, "xl/workbook.xml", parts, 1);
    }
    cir_buffer_free(&file);
}

static void test_write_table__a_sheet_has_so_many_rows_and_no_more(void)
{
    struct cir_shown_table table = toy_table;
    struct cir_shown_row *rows = calloc(1048576, sizeof *rows);
    struct cir_error error = {0};
    struct cir_buffer file = {0};
    const struct cir_shown_table *list = &table;
    CU_ASSERT_PTR_NOT_NULL_FATAL(rows);
    table.column_count = 1;
    for (size_t i = 0; i < 1048576; i++)
        rows[i] = toy_rows[0];
    table.rows = rows;
    table.row_count = 1048567;
    CU_ASSERT_EQUAL(cir_write_tables(CIR_TABLE_XLSX, &file, &list, 1, NULL, &error), CIR_BAD_USE);
    CU_ASSERT_STRING_EQUAL(error.message, "table 'sectors' takes 1048577 rows, and a sheet of XLSX has 1048576: choose "
                                          "another format, or fewer rows");
    cir_buffer_free(&file);
    free(rows);
}

static void test_write_table__tables_of_too_many_columns_are_refused(void)
{
    enum { MANY = 16385 };
    struct cir_shown_table table = toy_table;
    struct cir_shown_column *columns = calloc(MANY, sizeof *columns);
    struct cir_error error = {0};
    const struct cir_shown_table *list = &table;
    struct cir_buffer file = {0};
    CU_ASSERT_PTR_NOT_NULL_FATAL(columns);
    table.columns = columns;
    table.column_count = MANY;
    table.row_count = 0;
    CU_ASSERT_EQUAL(cir_write_tables(CIR_TABLE_XLSX, &file, &list, 1, NULL, &error), CIR_BAD_USE);
    CU_ASSERT_STRING_EQUAL(error.message, "table 'sectors' takes 16385 columns, and a sheet of XLSX has 16384: choose "
                                          "another format, or fewer columns");
    table.column_count = 64;
    CU_ASSERT_EQUAL(cir_write_tables(CIR_TABLE_DOCX, &file, &list, 1, NULL, &error), CIR_BAD_USE);
    CU_ASSERT_STRING_EQUAL(error.message, "table 'sectors' has 64 columns, and a table of DOCX has 63: choose another "
                                          "format, or fewer columns");
    cir_buffer_free(&file);
    free(columns);
}

static void test_write_table__html_names_headers_and_keeps_values(void)
{
    struct cir_buffer file = written(CIR_TABLE_HTML, &toy_table, NULL);
    expect_holds(&file, "<html lang=\"en\" dir=\"ltr\">");
    expect_holds(&file, "<td headers=\"sectors-r1-1 sectors-r1-2 sectors-g2 sectors-c5\" class=\"cir-number\" "
                        "data-value=\"1.5\" data-low=\"1.2\" data-high=\"2.386\">1.2 to 2.39</td>");
    expect_holds(&file, "<th scope=\"colgroup\" id=\"sectors-g1\" colspan=\"2\">Harm</th>");
    expect_holds(&file, "@top-center{font:bold 9pt sans-serif;content:\"TLP\\00003aAMBER\\00002bSTRICT\"}");
    expect_holds(&file, "<tfoot>\n<tr class=\"cir-total\"><th scope=\"row\"");
    CU_ASSERT(!holds(cir_buffer_text(&file), "style=\""));
    cir_buffer_free(&file);
    file = written(CIR_TABLE_HTML, &toy_arabic_table, NULL);
    expect_holds(&file, "<html lang=\"ar\" dir=\"rtl\">");
    expect_holds(&file, "<td><bdi dir=\"ltr\">energy/1 (a)</bdi></td>");
    expect_holds(&file, "<th scope=\"col\">القطاع</th>");
    CU_ASSERT(!holds(cir_buffer_text(&file), "headers="));
    cir_buffer_free(&file);
}

static void test_write_table__sheets_turn_freeze_and_repeat(void)
{
    static const char *const arabic[] = {"rightToLeft=\"1\"", "<pane ySplit=\"3\" topLeftCell=\"A4\"",
                                         "&amp;C&amp;&quot;-,Bold&quot;TLP:GREEN"};
    static const char *const book[] = {"'sectors'!$1:$3</definedName>"};
    static const char *const english[] = {"orientation=\"portrait\"", "<oddHeader>", "<oddFooter>", "<v>2390000</v>"};
    struct cir_buffer file = written(CIR_TABLE_XLSX, &toy_arabic_table, NULL);
    expect_part(&file, "xl/worksheets/sheet1.xml", arabic, 3);
    expect_part(&file, "xl/workbook.xml", book, 1);
    cir_buffer_free(&file);
    file = written(CIR_TABLE_XLSX, &toy_table, NULL);
    expect_part(&file, "xl/worksheets/sheet1.xml", english, 4);
    cir_buffer_free(&file);
}

static void test_write_table__documents_turn_repeat_and_lie(void)
{
    static const char *const arabic[] = {
        "<w:bidiVisual/>", "<w:rtl/>", "<w:lang w:bidi=\"ar-SA\"/>", "<w:tblHeader/>",
        "<w:noProof/></w:rPr><w:t xml:space=\"preserve\">\xE2\x80\x8E-2.39\xE2\x80\x8E"};
    static const char *const upright[] = {"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"};
    static const char *const lying[] = {"<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"};
    static const char *const header[] = {"TLP:GREEN"};
    struct cir_shown_table wide = toy_arabic_table;
    struct cir_shown_column columns[9];
    struct cir_buffer file = written(CIR_TABLE_DOCX, &toy_arabic_table, NULL);
    expect_part(&file, "word/document.xml", arabic, 5);
    expect_part(&file, "word/document.xml", upright, 1);
    expect_part(&file, "word/header1.xml", header, 1);
    expect_part(&file, "word/footer1.xml", header, 1);
    cir_buffer_free(&file);
    for (size_t i = 0; i < 9; i++)
        columns[i] = toy_arabic_columns[1];
    wide.columns = columns;
    wide.column_count = 9;
    wide.row_count = 0;
    file = written(CIR_TABLE_DOCX, &wide, NULL);
    expect_part(&file, "word/document.xml", lying, 1);
    cir_buffer_free(&file);
}

static void test_write_table__documents_tell_their_title_and_time(void)
{
    static const char *const given[] = {"<dc:title>White &amp; paper</dc:title>", "<dc:subject>TLP:AMBER+STRICT",
                                        "2026-11-28T12:34:56Z</dcterms:created>", "<dc:language>en</dc:language>"};
    static const char *const fixed[] = {"<dc:title>Incidents by sector</dc:title>",
                                        "1970-01-01T00:00:00Z</dcterms:created>"};
    const struct cir_writing writing = {.title = TOY_TEXT("White & paper"), .made_at = 1795869296};
    for (unsigned format = CIR_TABLE_XLSX; format <= CIR_TABLE_DOCX; format++) {
        struct cir_buffer file = written(format, &toy_table, &writing);
        expect_part(&file, "docProps/core.xml", given, 4);
        cir_buffer_free(&file);
        file = written(format, &toy_table, NULL);
        expect_part(&file, "docProps/core.xml", fixed, 2);
        cir_buffer_free(&file);
    }
}

/* The page of several tables bears the strictest label of them. */
static void test_write_table__the_strictest_label_stands_on_the_page(void)
{
    const struct cir_shown_table *const tables[] = {&toy_chinese_table, &toy_table, &toy_arabic_table};
    static const char *const label[] = {"TLP:AMBER+STRICT"};
    struct cir_buffer file = {0};
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(CIR_TABLE_DOCX, &file, tables, 3, NULL, NULL), CIR_OK);
    expect_part(&file, "word/header1.xml", label, 1);
    cir_buffer_free(&file);
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(CIR_TABLE_HTML, &file, tables, 3, NULL, NULL), CIR_OK);
    expect_holds(&file, "<p class=\"cir-page-tlp\" dir=\"ltr\">TLP:AMBER+STRICT</p>");
    cir_buffer_free(&file);
}

static void test_write_table__text_keeps_columns_in_any_script(void)
{
    struct cir_buffer file = written(CIR_TABLE_TEXT, &toy_chinese_table, NULL);
    expect_holds(&file, "部门                  事件数 (起)\n--------------------  -----------\n"
                        "能源                        1,234\n饮用水供应与污水处理         未知\n");
    cir_buffer_free(&file);
}

static void test_write_table__text_is_broken_to_fit_the_screen(void)
{
    static const struct cir_shown_cell cells[] = {TOY_WORDS("Drinking water supply and distribution"),
                                                  TOY_NUMBER("2,390,000", 2386000)};
    static const struct cir_shown_column columns[] = {
        {TOY_TEXT("sector"), TOY_TEXT("Sector"), {"", 0}, 0, true, false},
        {TOY_TEXT("people"), TOY_TEXT("People affected"), TOY_TEXT("persons"), 0, false, true},
    };
    static const struct cir_shown_row row = {CIR_SHOWN_BODY, cells};
    static const struct cir_shown_table table = {.id = TOY_TEXT("narrow"),
                                                 .language = CIR_EN,
                                                 .caption = TOY_TEXT("People affected by incidents, by sector"),
                                                 .tlp = TOY_TEXT("TLP:CLEAR"),
                                                 .columns = columns,
                                                 .column_count = 2,
                                                 .rows = &row,
                                                 .row_count = 1};
    static const char expected[] = "People affected by incidents,\nby sector\nTLP:CLEAR\n\n"
                                   "Sector                  People\n"
                                   "                      affected\n"
                                   "                     (persons)\n"
                                   "--------------  --------------\n"
                                   "Drinking             2,390,000\n"
                                   "water supply\n"
                                   "and\n"
                                   "distribution\n";
    const struct cir_writing writing = {.screen_columns = 30};
    struct cir_buffer file = written(CIR_TABLE_TEXT, &table, &writing);
    expect_is(&file, expected);
    cir_buffer_free(&file);
}

static void test_write_table__latex_turns_what_reads_from_the_left(void)
{
    struct cir_buffer file = written(CIR_TABLE_LATEX, &toy_arabic_table, NULL);
    expect_holds(&file, "\\ciriskcode{energy/1 (a)} & \\ciriskcode{1,234} \\\\");
    expect_holds(&file, "المياه \\ciriskcode{a log.csv} & \\ciriskcode{water} & \\ciriskcode{-2.39} \\\\");
    expect_holds(&file, "\\fancyhead[C]{\\bfseries\\ciriskcode{TLP:GREEN}}");
    cir_buffer_free(&file);
}

static void test_write_table__latex_breaks_long_tables_over_pages(void)
{
    struct cir_shown_row rows[41];
    struct cir_shown_table table = toy_table;
    for (size_t i = 0; i < 41; i++)
        rows[i] = toy_rows[0];
    table.rows = rows;
    table.row_count = 40;
    struct cir_buffer file = written(CIR_TABLE_LATEX_FRAGMENT, &table, NULL);
    expect_holds(&file, "\\begin{tabular}");
    cir_buffer_free(&file);
    table.row_count = 41;
    file = written(CIR_TABLE_LATEX_FRAGMENT, &table, NULL);
    expect_holds(&file, "\\begin{longtable}");
    expect_holds(&file, "\\endhead");
    cir_buffer_free(&file);
}

CIR_SUITE("write table", {"formats are found by name", test_write_table__formats_are_found_by_name},
          {"formats are documented", test_write_table__formats_are_documented},
          {"refuses what contradicts itself", test_write_table__refuses_what_contradicts_itself},
          {"sheets have names of their own", test_write_table__sheets_have_names_of_their_own},
          {"a sheet has so many rows and no more", test_write_table__a_sheet_has_so_many_rows_and_no_more},
          {"tables of too many columns are refused", test_write_table__tables_of_too_many_columns_are_refused},
          {"HTML names headers and keeps values", test_write_table__html_names_headers_and_keeps_values},
          {"sheets turn, freeze and repeat", test_write_table__sheets_turn_freeze_and_repeat},
          {"documents turn, repeat and lie", test_write_table__documents_turn_repeat_and_lie},
          {"documents tell their title and time", test_write_table__documents_tell_their_title_and_time},
          {"the strictest label stands on the page", test_write_table__the_strictest_label_stands_on_the_page},
          {"text keeps columns in any script", test_write_table__text_keeps_columns_in_any_script},
          {"text is broken to fit the screen", test_write_table__text_is_broken_to_fit_the_screen},
          {"LaTeX turns what reads from the left", test_write_table__latex_turns_what_reads_from_the_left},
          {"LaTeX breaks long tables over pages", test_write_table__latex_breaks_long_tables_over_pages})
