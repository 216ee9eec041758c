/* Texts that would be run, obeyed or taken for something else come out as what they are, in every format. */
#include "hostile.h"
#include "read_back.h"

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEGABYTE = 1000000 };

static struct cir_buffer written(enum cir_table_format format, const struct cir_shown_table *table)
{
    struct cir_buffer file = {0};
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(format, &file, &table, 1, NULL, NULL), CIR_OK);
    return file;
}

/* Blanks, and line ends before the first letter of a cell, which some formats do not keep, left out. */
static struct cir_buffer without_blanks(struct cir_text told)
{
    static const char line_end[] = "⏎";
    struct cir_buffer bare = {0};
    bool at_start = true;
    for (size_t i = 0; i < told.size; i++) {
        struct cir_text rest = {told.data + i, told.size - i};
        bool is_line_end = cir_text_starts_with(rest, line_end);
        if (at_start && is_line_end)
            i += sizeof line_end - 2;
        else if (told.data[i] != ' ')
            cir_buffer_add_char(&bare, told.data[i]);
        at_start = told.data[i] == '|' || cir_text_starts_with(rest, "¦") || (at_start && told.data[i] == '\xA6') ||
                   (at_start && (told.data[i] == ' ' || is_line_end));
    }
    return bare;
}

static void expect_told(enum cir_table_format format, const struct cir_shown_table *table)
{
    struct cir_buffer expected = {0}, told = {0};
    struct cir_buffer file = written(format, table);
    told_by_table(&expected, table, told_as_of(format));
    told_by_file(&told, format, cir_buffer_text(&file));
    struct cir_buffer bare_expected = without_blanks(cir_buffer_text(&expected));
    struct cir_buffer bare_told = without_blanks(cir_buffer_text(&told));
    bool same = cir_text_equal(cir_buffer_text(&bare_expected), cir_buffer_text(&bare_told));
    CU_ASSERT(same);
    if (!same)
        printf("%s is told as\n%.*s\ninstead of\n%.*s\n", cir_table_format_list()[format].name,
               CIR_TEXT_ARGS(cir_buffer_text(&told)), CIR_TEXT_ARGS(cir_buffer_text(&expected)));
    cir_buffer_free(&expected);
    cir_buffer_free(&told);
    cir_buffer_free(&bare_expected);
    cir_buffer_free(&bare_told);
    cir_buffer_free(&file);
}

/* The reader of text is no judge of cells of several lines; it is looked at below. */
static bool is_read(enum cir_table_format format)
{
    return format != CIR_TABLE_TEXT;
}

static void test_hostile_tables__texts_come_out_as_they_are(void)
{
    for (size_t i = 0; i < HOSTILE; i++)
        for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
            struct full_table full;
            hostile_table(&full, cir_text_of(hostile[i]), i % 2 == 0 ? CIR_EN : CIR_AR);
            if (is_read(format))
                expect_told(format, &full.table);
        }
}

/* Nothing in a file commands a terminal or turns a line around: no control character but LF, valid UTF-8, no embedding
 * and no override, isolates closed on their line. */
static void test_hostile_tables__files_are_plain_text(void)
{
    for (size_t i = 0; i < HOSTILE; i++)
        for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
            struct full_table full;
            hostile_table(&full, cir_text_of(hostile[i]), CIR_EN);
            struct cir_buffer file = written(format, &full.table);
            CU_ASSERT(cir_table_format_list()[format].is_binary ||
                      cir_text_valid_utf8(cir_buffer_text(&file)) == file.size);
            for (size_t k = 0; !cir_table_format_list()[format].is_binary && k < file.size; k++) {
                unsigned char c = (unsigned char)file.data[k];
                bool overrides = k + 2 < file.size && c == 0xE2 && (unsigned char)file.data[k + 1] == 0x80 &&
                                 (unsigned char)file.data[k + 2] >= 0xAA && (unsigned char)file.data[k + 2] <= 0xAE;
                CU_ASSERT((c >= ' ' || c == '\n') && c != 0x7F && !overrides);
            }
            cir_buffer_free(&file);
        }
}

/* A cell of a sheet that looks like a formula is text, now and when a person edits it. */
static void test_hostile_tables__no_cell_of_a_sheet_is_a_formula(void)
{
    for (size_t i = 0; i < 4; i++) {
        struct full_table full;
        struct cir_buffer part = {0};
        hostile_table(&full, cir_text_of(hostile[i]), CIR_EN);
        struct cir_buffer file = written(CIR_TABLE_XLSX, &full.table);
        read_part(&part, cir_buffer_text(&file), "xl/worksheets/sheet1.xml");
        CU_ASSERT_PTR_NULL(memmem(part.data, part.size, "<f>", 3));
        cir_buffer_clear(&part);
        read_part(&part, cir_buffer_text(&file), "xl/styles.xml");
        CU_ASSERT_PTR_NOT_NULL(memmem(part.data, part.size, "quotePrefix=\"1\"", 15));
        cir_buffer_free(&part);
        cir_buffer_free(&file);
    }
}

static void test_hostile_tables__cells_of_a_megabyte(void)
{
    char *text = malloc(MEGABYTE);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, '{', MEGABYTE);
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        struct cir_shown_table table = toy_chinese_table;
        struct cir_shown_cell cells[] = {TOY_WORDS(""), TOY_COUNT("1,234", 1234)};
        struct cir_shown_row row = {CIR_SHOWN_BODY, cells};
        cells[0].text = (struct cir_text){text, MEGABYTE};
        table.rows = &row;
        table.row_count = 1;
        if (format != CIR_TABLE_XLSX)
            expect_told(format, &table);
        else {
            struct cir_buffer file = written(format, &table);
            cir_buffer_free(&file);
        }
    }
    free(text);
}

/* A sheet holds 32,767 units of UTF-16 in a cell; what is left out is told. */
static void test_hostile_tables__a_cell_too_long_for_a_sheet_says_so(void)
{
    enum { UNITS = 32767, KEPT = UNITS - 48 };
    static const char beyond[] = {'\xF0', '\x9F', '\x92', '\xA5'};
    char *text = malloc(4L * UNITS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (size_t i = 0; i < UNITS; i++)
        memcpy(text + 4 * i, beyond, sizeof beyond);
    for (size_t characters = UNITS / 2 - 1; characters <= UNITS; characters += UNITS / 2) {
        struct cir_shown_table table = toy_chinese_table;
        struct cir_shown_cell cells[] = {TOY_WORDS(""), TOY_COUNT("1,234", 1234)};
        struct cir_shown_row row = {CIR_SHOWN_BODY, cells};
        struct cir_buffer part = {0};
        char mark[64];
        cells[0].text = (struct cir_text){text, 4 * characters};
        table.rows = &row;
        table.row_count = 1;
        struct cir_buffer file = written(CIR_TABLE_XLSX, &table);
        read_part(&part, cir_buffer_text(&file), "xl/worksheets/sheet1.xml");
        snprintf(mark, sizeof mark, "\xF0\x9F\x92\xA5... [+%zu]</t>", characters - KEPT / 2);
        bool is_marked = memmem(part.data, part.size, mark, strlen(mark)) != NULL;
        CU_ASSERT_EQUAL(is_marked, 2 * characters > UNITS);
        cir_buffer_free(&part);
        cir_buffer_free(&file);
    }
    free(text);
}

CIR_SUITE("hostile tables", {"texts come out as they are", test_hostile_tables__texts_come_out_as_they_are},
          {"files are plain text", test_hostile_tables__files_are_plain_text},
          {"no cell of a sheet is a formula", test_hostile_tables__no_cell_of_a_sheet_is_a_formula},
          {"cells of a megabyte", test_hostile_tables__cells_of_a_megabyte},
          {"a cell too long for a sheet says so", test_hostile_tables__a_cell_too_long_for_a_sheet_says_so})
