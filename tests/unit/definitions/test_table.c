#include "definitions/table.h"

#include "overlay.h"
#include "suite.h"

#include <stdio.h>

/* A load over a single file. */
struct one_file {
    struct cir_definition_file file;
    struct cir_definition_files files;
    struct cir_arena arena;
    struct cir_load load;
    struct cir_table table;
};

static void read_text(struct one_file *one, struct cir_text text, const char *columns)
{
    *one = (struct one_file){.file = {"t.csv", text, "over/t.csv"}};
    one->files = (struct cir_definition_files){.list = &one->file, .count = 1};
    one->load = (struct cir_load){.files = &one->files, .arena = &one->arena};
    cir_table_read(&one->load, &one->table, "t.csv", columns, true);
}

static void release(struct one_file *one)
{
    cir_arena_free(&one->arena);
    cir_load_end(&one->load, NULL, NULL);
}

static void test_table__puts_cells_in_the_order_of_its_columns(void)
{
    struct one_file one;
    read_text(&one, cir_text_of("b,a\n2.385, x \n\"q\"\"1\n2\",\"\"\nü,y"), "a,b");
    CU_ASSERT(cir_load_clean(&one.load));
    CU_ASSERT_EQUAL_FATAL(one.table.row_count, 3);
    const struct cir_row *rows = one.table.rows;
    CU_ASSERT_STRING_EQUAL(rows[0].cells[0].text, " x ");
    CU_ASSERT_STRING_EQUAL(rows[0].cells[1].text, "2.385");
    CU_ASSERT_EQUAL(rows[0].cells[0].column, 2);
    CU_ASSERT_EQUAL(rows[0].cells[1].column, 1);
    CU_ASSERT_EQUAL(rows[0].line, 2);
    CU_ASSERT_STRING_EQUAL(rows[1].cells[1].text, "q\"1\n2");
    CU_ASSERT_STRING_EQUAL(rows[1].cells[0].text, "");
    CU_ASSERT_EQUAL(rows[1].line, 3);
    CU_ASSERT_EQUAL(rows[1].cells[1].line, 3);
    CU_ASSERT_EQUAL(rows[1].cells[0].line, 4);
    CU_ASSERT_STRING_EQUAL(rows[2].cells[1].text, "ü");
    CU_ASSERT_EQUAL(rows[2].line, 5);
    release(&one);
}

static void test_table__may_be_absent_where_it_is_not_required(void)
{
    struct one_file one;
    read_text(&one, cir_text_of("a\n"), "a");
    cir_table_read(&one.load, &one.table, "other.csv", "a", false);
    CU_ASSERT(cir_load_clean(&one.load));
    CU_ASSERT_EQUAL(one.table.row_count, 0);
    cir_table_read(&one.load, &one.table, "other.csv", "a", true);
    CU_ASSERT_EQUAL_FATAL(one.load.count, 1);
    CU_ASSERT_STRING_EQUAL(one.load.list[0].file, "other.csv");
    CU_ASSERT_STRING_EQUAL(one.load.list[0].message, "the table is missing");
    release(&one);
}

static const struct refusal {
    const char *text;
    size_t size; /* 0: of the string */
    size_t line;
    size_t column;
    const char *message;
} refusals[] = {
    {"", 0, 0, 0, "no header; expected a,b"},
    {"\xEF\xBB\xBF"
     "a,b\n1,2\n",
     0, 1, 0, "byte 1 of the line is a byte order mark"},
    {"a,b\n1,2\n3,x\xC3\x28\n", 0, 3, 0, "byte 4 of the line is not UTF-8"},
    {"a,b\r\n1,2\r\n", 0, 1, 0, "byte 4 of the line is a carriage return"},
    {"a,b\n1,\0\n", 9, 2, 0, "byte 3 of the line is NUL"},
    {"a\n1\n", 0, 1, 0, "column 'b' is missing; expected a,b"},
    {"a,b,a\n1,2,3\n", 0, 1, 3, "column 'a' is repeated"},
    {"a,b,c\n1,2,3\n", 0, 1, 3, "'c' is not a column of this table; expected a,b"},
    {"a,b \n1,2\n", 0, 1, 0, "column 'b' is missing"},
    {"\na,b\n1,2\n", 0, 1, 0, "column 'a' is missing"},
    {"a,b\n1,2\n1,2,3\n", 0, 3, 0, "3 cells, expected 2"},
    {"a,b\n1\n", 0, 2, 0, "1 cells, expected 2"},
    {"a,b\n\n1,2\n", 0, 2, 0, "the line is blank"},
    {"a,b\n\"1\n1\",2\n\n", 0, 4, 0, "the line is blank"},
    {"a,b\n1,2\"3\n", 0, 2, 2, "a quote where none may stand"},
    {"a,b\n\"1\"2,3\n", 0, 2, 1, "a quote where none may stand"},
    {"a,b\n1,2\n3,\"4\n5\n", 0, 3, 2, "a quoted cell is not closed"},
};

static void test_table__points_at_what_it_refuses(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        struct one_file one;
        size_t size = refusal->size > 0 ? refusal->size : strlen(refusal->text);
        read_text(&one, (struct cir_text){refusal->text, size}, "a,b");
        CU_ASSERT_FATAL(one.load.count > 0);
        const struct cir_error *finding = &one.load.list[0];
        bool good = finding->line == refusal->line && finding->column == refusal->column &&
                    strstr(finding->message, refusal->message) != NULL;
        if (!good)
            printf("%zu: %zu:%zu: %s\n", i, finding->line, finding->column, finding->message);
        CU_ASSERT(good);
        CU_ASSERT_STRING_EQUAL(finding->file, "over/t.csv");
        release(&one);
    }
}

static void test_table__reports_every_fault_of_its_shape(void)
{
    struct one_file one;
    read_text(&one, cir_text_of("a,b\n1\n1,2\n\n1,2,3\n"), "a,b");
    CU_ASSERT_EQUAL(one.load.count, 3);
    CU_ASSERT_EQUAL(one.table.row_count, 1);
    release(&one);
}

CIR_SUITE("table", {"puts cells in the order of its columns", test_table__puts_cells_in_the_order_of_its_columns},
          {"may be absent where it is not required", test_table__may_be_absent_where_it_is_not_required},
          {"points at what it refuses", test_table__points_at_what_it_refuses},
          {"reports every fault of its shape", test_table__reports_every_fault_of_its_shape})
