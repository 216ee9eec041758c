#include "intake/worksheet.h"

#include "suite.h"
#include "temporary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A file, read. */
struct sheet {
    struct cir_arena arena;
    struct cir_worksheet worksheet;
    struct cir_error error;
    char path[CIR_TEMPORARY_SIZE];
};

static enum cir_status read_bytes(struct sheet *sheet, const char *bytes, size_t size)
{
    *sheet = (struct sheet){.path = ""};
    cir_temporary_file(sheet->path, bytes, size);
    enum cir_status status = cir_worksheet_read(&sheet->worksheet, sheet->path, &sheet->arena, &sheet->error);
    unlink(sheet->path);
    return status;
}

static enum cir_status read_text(struct sheet *sheet, const char *text)
{
    return read_bytes(sheet, text, strlen(text));
}

static void expect_row(const struct sheet *sheet, size_t number, size_t line, const char *first, const char *second)
{
    const struct cir_worksheet_row *row = &sheet->worksheet.rows[number];
    CU_ASSERT_EQUAL(row->line, line);
    CU_ASSERT_TRUE(cir_text_is(row->cells[0], first));
    CU_ASSERT_TRUE(cir_text_is(row->cells[1], second));
}

/* A byte order mark, CRLF, semicolons, rows cut short and rows of too many empty cells. */
static void test_worksheet__reads_what_spreadsheets_write(void)
{
    struct sheet sheet;
    CU_ASSERT_EQUAL_FATAL(read_text(&sheet, "\xef\xbb\xbf"
                                            "criterion;rating;;\r\npeople;80\r\n;;;\r\n\r\n \"a; \"\"b\"\"\";1\r\n"
                                            "\"a; \"\"b\"\"\"; 2.385 ;;;\r\nlast"),
                          CIR_BAD_LOG);
    cir_arena_free(&sheet.arena);
    CU_ASSERT_EQUAL_FATAL(read_text(&sheet, "\xef\xbb\xbf"
                                            "criterion;rating;;\r\npeople;80\r\n;;;\r\n\r\n"
                                            "\"a; \"\"b\"\"\"; 2.385 ;;;\r\nlast"),
                          CIR_OK);
    CU_ASSERT_EQUAL(sheet.worksheet.column_count, 2);
    CU_ASSERT_EQUAL_FATAL(sheet.worksheet.row_count, 3);
    expect_row(&sheet, 0, 2, "people", "80");
    expect_row(&sheet, 1, 5, "a; \"b\"", "2.385");
    expect_row(&sheet, 2, 6, "last", "");
    cir_arena_free(&sheet.arena);
}

static void test_worksheet__counts_lines_of_long_files(void)
{
    enum { ROWS = 30000 };
    char *text = malloc(ROWS * 16 + 16);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    int size = sprintf(text, "a,b\n");
    for (int i = 0; i < ROWS; i++)
        size += sprintf(text + size, "row,%d\n", i);
    struct sheet sheet;
    CU_ASSERT_EQUAL_FATAL(read_bytes(&sheet, text, (size_t)size), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(sheet.worksheet.row_count, ROWS);
    expect_row(&sheet, ROWS - 1, ROWS + 1, "row", "29999");
    cir_arena_free(&sheet.arena);
    free(text);
}

static void test_worksheet__refuses_with_the_place(void)
{
    static const struct {
        struct cir_text text;
        size_t line;
        size_t column;
        const char *message;
    } bad[] = {
        {{"", 0}, 0, 0, "empty"},
        {{"\n\n", 2}, 0, 0, "nothing but empty lines"},
        {{"a,b\n1,2\n1,2,3\n", 14}, 3, 3, "behind the last column"},
        {{"a,b\n1,\0002\n", 9}, 2, 0, "NUL"},
        {{"a,b\n1,\xff\n", 8}, 2, 0, "UTF-8"},
        {{"a,b\n1,\"2\n", 9}, 2, 0, "quoted cell"},
        {{"PK\003\004......", 10}, 0, 0, "ZIP"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct sheet sheet;
        CU_ASSERT_EQUAL(read_bytes(&sheet, bad[i].text.data, bad[i].text.size), CIR_BAD_LOG);
        CU_ASSERT_EQUAL(sheet.error.line, bad[i].line);
        CU_ASSERT_EQUAL(sheet.error.column, bad[i].column);
        CU_ASSERT_PTR_NOT_NULL(strstr(sheet.error.message, bad[i].message));
        cir_arena_free(&sheet.arena);
    }
}

CIR_SUITE("worksheet", {"reads what spreadsheets write", test_worksheet__reads_what_spreadsheets_write},
          {"counts lines of long files", test_worksheet__counts_lines_of_long_files},
          {"refuses with the place", test_worksheet__refuses_with_the_place})
