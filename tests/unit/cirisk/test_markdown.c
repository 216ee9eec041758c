#include "suite.h"

#include "markdown.h"

static bool is(struct cir_buffer *page, const char *wanted)
{
    bool same = !page->failed && cir_text_is(cir_buffer_text(page), wanted);
    cir_buffer_free(page);
    *page = (struct cir_buffer){0};
    return same;
}

static struct cir_buffer text_of(const char *text)
{
    struct cir_buffer page = {0};
    markdown_add_text(&page, cir_text_of(text));
    return page;
}

static void test_markdown__keeps_signs_as_text(void)
{
    struct cir_buffer page = text_of("a|b");
    CU_ASSERT_TRUE(is(&page, "a\\|b"));
    page = text_of("2 * 3 * 4, [1], <b>, `x`, a\\b, ~~1~~, &lt;");
    CU_ASSERT_TRUE(is(&page, "2 \\* 3 \\* 4, \\[1\\], \\<b>, \\`x\\`, a\\\\b, \\~\\~1\\~\\~, \\&lt;"));
}

static void test_markdown__leaves_an_underscore_within_a_word(void)
{
    struct cir_buffer page = text_of("loss_gdp_share _is_ _");
    CU_ASSERT_TRUE(is(&page, "loss_gdp_share \\_is\\_ \\_"));
}

static void test_markdown__keeps_a_cell_on_its_line(void)
{
    struct cir_buffer page = text_of("two\nlines");
    CU_ASSERT_TRUE(is(&page, "two lines"));
}

static void test_markdown__writes_lists_as_code(void)
{
    struct cir_buffer page = {0};
    markdown_add_codes(&page, cir_text_of("none;low;not-recoverable"));
    CU_ASSERT_TRUE(is(&page, "`none` `low` `not-recoverable`"));
    markdown_add_codes(&page, cir_text_of(""));
    CU_ASSERT_TRUE(is(&page, ""));
}

static void fill(struct markdown_table *table, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        markdown_add_text(&table->cells, cir_text_of(cells[i]));
        markdown_end_cell(table);
    }
}

static void test_markdown__leaves_out_empty_columns(void)
{
    static const char *const cells[] = {"a", "", "2.385", "", "b", "", "x|y", ""};
    struct markdown_table table = {.columns = "name;unit;value;note"};
    struct cir_buffer page = {0};
    fill(&table, cells, sizeof cells / sizeof cells[0]);
    markdown_add_table(&page, &table);
    CU_ASSERT_TRUE(is(&page, "| name | value |\n|---|---|\n| a | 2.385 |\n| b | x\\|y |\n"));
    CU_ASSERT_PTR_NULL(table.cells.data);
}

static void test_markdown__keeps_a_column_that_one_row_fills(void)
{
    static const char *const cells[] = {"a", "", "b", "h"};
    struct markdown_table table = {.columns = "name;unit"};
    struct cir_buffer page = {0};
    fill(&table, cells, sizeof cells / sizeof cells[0]);
    markdown_add_table(&page, &table);
    CU_ASSERT_TRUE(is(&page, "| name | unit |\n|---|---|\n| a |  |\n| b | h |\n"));
}

CIR_SUITE("markdown", {"keeps signs as text", test_markdown__keeps_signs_as_text},
          {"leaves an underscore within a word", test_markdown__leaves_an_underscore_within_a_word},
          {"keeps a cell on its line", test_markdown__keeps_a_cell_on_its_line},
          {"writes lists as code", test_markdown__writes_lists_as_code},
          {"leaves out empty columns", test_markdown__leaves_out_empty_columns},
          {"keeps a column that one row fills", test_markdown__keeps_a_column_that_one_row_fills})
