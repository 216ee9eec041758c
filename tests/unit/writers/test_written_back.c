/* Each format, read back, tells what the table tells. */
#include "read_back.h"
#include "shown_toy.h"

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

static struct cir_buffer written(enum cir_table_format format, const struct cir_shown_table *const *tables,
                                 size_t count)
{
    struct cir_buffer file = {0};
    struct cir_error error = {0};
    CU_ASSERT_EQUAL_FATAL(cir_write_tables(format, &file, tables, count, NULL, &error), CIR_OK);
    return file;
}

static void expect_told(enum cir_table_format format, const struct cir_shown_table *const *tables, size_t count)
{
    struct cir_buffer expected = {0}, told = {0};
    struct cir_buffer file = written(format, tables, count);
    for (size_t i = 0; i < count; i++)
        told_by_table(&expected, tables[i], told_as_of(format));
    told_by_file(&told, format, cir_buffer_text(&file));
    bool same = cir_text_equal(cir_buffer_text(&expected), cir_buffer_text(&told));
    CU_ASSERT(same);
    if (!same)
        printf("%s is told as\n%.*s\ninstead of\n%.*s\n", cir_table_format_list()[format].name,
               CIR_TEXT_ARGS(cir_buffer_text(&told)), CIR_TEXT_ARGS(cir_buffer_text(&expected)));
    cir_buffer_free(&expected);
    cir_buffer_free(&told);
    cir_buffer_free(&file);
}

static void test_written_back__every_format_tells_the_same(void)
{
    const struct cir_shown_table *const tables[] = {&toy_table, &toy_arabic_table, &toy_chinese_table};
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++)
        for (size_t i = 0; i < 3; i++)
            expect_told(format, tables + i, 1);
}

static void test_written_back__tables_stand_one_below_the_other(void)
{
    const struct cir_shown_table *const tables[] = {&toy_table, &toy_arabic_table, &toy_chinese_table, &toy_table};
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++)
        expect_told(format, tables, 4);
}

static void test_written_back__long_tables_and_empty_ones_too(void)
{
    struct cir_shown_row rows[100];
    struct cir_shown_table table = toy_table;
    const struct cir_shown_table *const tables[] = {&table};
    for (size_t i = 0; i < 100; i++)
        rows[i] = toy_rows[i % 2];
    table.rows = rows;
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        table.row_count = 100;
        expect_told(format, tables, 1);
        table.row_count = 0;
        expect_told(format, tables, 1);
    }
}

static void test_written_back__the_same_bytes_each_time(void)
{
    const struct cir_shown_table *const tables[] = {&toy_table, &toy_arabic_table};
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        struct cir_buffer first = written(format, tables, 2);
        CU_ASSERT_EQUAL(setenv("TZ", "Pacific/Apia", 1), 0);
        struct cir_buffer second = written(format, tables, 2);
        CU_ASSERT_EQUAL(unsetenv("TZ"), 0);
        CU_ASSERT(cir_text_equal(cir_buffer_text(&first), cir_buffer_text(&second)));
        cir_buffer_free(&first);
        cir_buffer_free(&second);
    }
}

/* What is hidden must not stand in the file in any form. */
static void test_written_back__what_is_hidden_is_not_in_it(void)
{
    struct cir_shown_cell cells[TOY_COLUMNS];
    struct cir_shown_row row = {CIR_SHOWN_BODY, cells};
    struct cir_shown_table table = toy_table;
    const struct cir_shown_table *const tables[] = {&table};
    memcpy(cells, toy_cells[3], sizeof cells);
    cells[2].value = cells[2].low = cells[2].high = 271828;
    table.rows = &row;
    table.row_count = 1;
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        struct cir_buffer file = written(format, tables, 1), part = {0};
        if (format == CIR_TABLE_XLSX || format == CIR_TABLE_DOCX)
            read_part(&part, cir_buffer_text(&file),
                      format == CIR_TABLE_XLSX ? "xl/worksheets/sheet1.xml" : "word/document.xml");
        struct cir_text text = cir_buffer_text(part.size > 0 ? &part : &file);
        CU_ASSERT_PTR_NULL(memmem(text.data, text.size, "271828", 6));
        CU_ASSERT_PTR_NULL(memmem(text.data, text.size, "271,828", 7));
        cir_buffer_free(&file);
        cir_buffer_free(&part);
    }
}

CIR_SUITE("written back", {"every format tells the same", test_written_back__every_format_tells_the_same},
          {"tables stand one below the other", test_written_back__tables_stand_one_below_the_other},
          {"long tables and empty ones too", test_written_back__long_tables_and_empty_ones_too},
          {"the same bytes each time", test_written_back__the_same_bytes_each_time},
          {"what is hidden is not in it", test_written_back__what_is_hidden_is_not_in_it})
