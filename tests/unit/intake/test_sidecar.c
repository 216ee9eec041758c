#include "intake/sidecar.h"

#include "suite.h"

#include <stdio.h>

enum { NAME, VALUE, COLUMNS, ROWS_MAX = 4 };

/* What was taken of a file; a row whose name is "no" is refused. */
struct taken {
    struct cir_sidecar sidecar;
    struct cir_arena arena;
    struct cir_error error;
    struct cir_sidecar_row rows[ROWS_MAX];
    size_t count;
};

static enum cir_status take(void *context, const struct cir_sidecar_row *row)
{
    struct taken *taken = context;
    if (strcmp(row->cells[NAME], "no") == 0)
        return cir_fail(&taken->error, CIR_BAD_TABLE, cir_sidecar_place(&taken->sidecar, row->line, NAME), "not no");
    if (taken->count < ROWS_MAX)
        taken->rows[taken->count] = *row;
    taken->count++;
    return CIR_OK;
}

static enum cir_status read_file(struct taken *taken, const char *text)
{
    *taken = (struct taken){.sidecar = {.file = "my.csv", .columns = "name,value"}};
    return cir_sidecar_read(&taken->sidecar, cir_text_of(text), &taken->arena, take, taken, &taken->error);
}

static void expect_row(const struct taken *taken, size_t number, const char *name, const char *value, size_t line)
{
    CU_ASSERT_STRING_EQUAL(taken->rows[number].cells[NAME], name);
    CU_ASSERT_STRING_EQUAL(taken->rows[number].cells[VALUE], value);
    CU_ASSERT_EQUAL(taken->rows[number].line, line);
}

static void test_sidecar__gives_cells_by_column_and_the_line_of_each_row(void)
{
    struct taken taken;
    CU_ASSERT_EQUAL_FATAL(read_file(&taken, "value,name\r\n"
                                            "2.385,one\r\n"
                                            "\r\n"
                                            "\"a\nb\"\"c\"\"\n\n\",two\n"
                                            " x ,\" three\"\n"
                                            ",four"),
                          CIR_OK);
    CU_ASSERT_EQUAL_FATAL(taken.count, 4);
    expect_row(&taken, 0, "one", "2.385", 2);
    expect_row(&taken, 1, "two", "a\nb\"c\"\n\n", 4); /* begins with a cell of several lines */
    expect_row(&taken, 2, " three", " x ", 8);
    expect_row(&taken, 3, "four", "", 9);
    CU_ASSERT_EQUAL(cir_sidecar_place(&taken.sidecar, 7, NAME).column, 2);
    CU_ASSERT_EQUAL(cir_sidecar_place(&taken.sidecar, 7, VALUE).column, 1);
    cir_arena_free(&taken.arena);
}

static const struct {
    const char *text;
    size_t line, column;
    const char *says;
} refusals[] = {
    // clang-format off
    {"", 1, 0, "empty, expected the header name,value"},
    {"\n\n", 1, 0, "empty, expected the header name,value"},
    {"\xef\xbb\xbfname,value\n", 1, 1, "starts with a byte order mark, expected UTF-8 without"},
    {"name,value\none,\xc3\x28\n", 2, 5, "a byte that is not UTF-8, expected UTF-8"},
    {"name\n", 1, 0, "1 cells, expected 2: name,value; cells are set apart by commas"},
    {"name,vlaue\n", 1, 2, "the column 'vlaue' is not known, expected name,value (nearest: 'value')"},
    {"name,name\n", 1, 2, "the column 'name' stands twice, expected name,value (nearest: 'name')"},
    {"name,value\none,1\ntwo\n", 3, 0, "1 cells, expected 2: name,value; cells are set apart by commas"},
    {"name,value\none,1,2\n", 2, 0, "3 cells, expected 2: name,value"},
    {"name,value\none,\"1\n2\n", 4, 0, "a quote is not closed"},
    {"name,value\none,1\"2\n", 2, 0, "the quotes are not those of RFC 4180"},
    {"value,name\n1,one\n\n\"2\n\",no\nthree\n", 4, 2, "not no"},
    // clang-format on
};

static void test_sidecar__refuses_the_first_thing_that_is_wrong(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct taken taken;
        bool right = read_file(&taken, refusals[i].text) == CIR_BAD_TABLE && taken.error.line == refusals[i].line &&
                     taken.error.column == refusals[i].column && strcmp(taken.error.file, "my.csv") == 0 &&
                     strcmp(taken.error.message, refusals[i].says) == 0;
        if (!right)
            printf("\n  %s  -> %zu:%zu %s\n", refusals[i].text, taken.error.line, taken.error.column,
                   taken.error.message);
        CU_ASSERT(right);
        cir_arena_free(&taken.arena);
    }
}

static void test_sidecar__refuses_a_nul_byte(void)
{
    struct taken taken = {.sidecar = {.file = "my.csv", .columns = "name,value"}};
    CU_ASSERT_EQUAL(cir_sidecar_read(&taken.sidecar, (struct cir_text){"name,value\na\0,b\n", 16}, &taken.arena, take,
                                     &taken, &taken.error),
                    CIR_BAD_TABLE);
    CU_ASSERT(taken.error.line == 2 && taken.error.column == 2);
    CU_ASSERT_STRING_EQUAL(taken.error.message, "a NUL byte, expected UTF-8");
    cir_arena_free(&taken.arena);
}

CIR_SUITE("sidecar",
          {"gives cells by column and the line of each row",
           test_sidecar__gives_cells_by_column_and_the_line_of_each_row},
          {"refuses the first thing that is wrong", test_sidecar__refuses_the_first_thing_that_is_wrong},
          {"refuses a NUL byte", test_sidecar__refuses_a_nul_byte})
