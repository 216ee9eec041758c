#include "sink/rejects_sink.h"

#include "suite.h"

#include <stdio.h>

static const struct cir_problem bad_date = {
    .code = CIR_PROBLEM_BAD_DATE,
    .line = 17,
    .column = 2,
    .byte = 2385,
    .row = 15,
    .field = "=date",
    .value = {"@31/02,\"x\"", 10},
    .expected = "a day such as 2015-12-23",
    .suggestion = "declare --date-order",
};

static void expect(const struct cir_buffer *out, const char *expected)
{
    bool equal = cir_text_is(cir_buffer_text(out), expected);
    if (!equal)
        printf("got:      %.*s\nexpected: %s\n", (int)out->size, out->data, expected);
    CU_ASSERT(equal);
}

static void test_rejects_sink__header_is_the_documented_one(void)
{
    struct cir_buffer out = {0};
    cir_rejects_header(&out);
    expect(&out, "file,line,column,byte,row,field,code,value,expected,suggestion,raw_line\n");
    cir_buffer_free(&out);
}

static void test_rejects_sink__guards_what_comes_from_outside(void)
{
    struct cir_buffer out = {0};
    cir_rejects_row("log.csv", &bad_date, cir_text_of("-A;1\nB"), false, &out);
    expect(&out, "log.csv,17,2,2385,15,'=date,bad-date,\"'@31/02,\"\"x\"\"\",a day such as 2015-12-23,"
                 "declare --date-order,\"'-A;1\nB\"\n");
    cir_buffer_free(&out);
}

static void test_rejects_sink__raw_leaves_the_row_as_it_is(void)
{
    struct cir_buffer out = {0};
    cir_rejects_row("@log.csv", &bad_date, cir_text_of("=A"), true, &out);
    expect(&out, "@log.csv,17,2,2385,15,=date,bad-date,\"@31/02,\"\"x\"\"\",a day such as 2015-12-23,"
                 "declare --date-order,=A\n");
    cir_buffer_free(&out);
}

static void test_rejects_sink__a_whole_row_has_no_column(void)
{
    struct cir_problem problem = {.code = CIR_PROBLEM_FIELD_COUNT,
                                  .line = 3,
                                  .byte = 40,
                                  .row = 2,
                                  .field = "",
                                  .expected = "",
                                  .suggestion = ""};
    struct cir_buffer out = {0};
    cir_rejects_row("log.csv", &problem, (struct cir_text){"a\0b", 3}, false, &out);
    static const char expected[] = "log.csv,3,,40,2,,field-count,,,,a\0b\n";
    CU_ASSERT(cir_text_equal(cir_buffer_text(&out), (struct cir_text){expected, sizeof expected - 1}));
    cir_buffer_free(&out);
}

static void test_rejects_sink__a_figure_has_no_row(void)
{
    const struct cir_problem problem = {.code = CIR_PROBLEM_ASSET_UNKNOWN,
                                        .line = 3,
                                        .column = 1,
                                        .field = "asset",
                                        .value = {"b", 1},
                                        .expected = "an asset",
                                        .suggestion = ""};
    struct cir_buffer out = {0};
    cir_rejects_row("figures.csv", &problem, (struct cir_text){"", 0}, false, &out);
    expect(&out, "figures.csv,3,1,,,asset,asset-unknown,b,an asset,,\n");
    cir_buffer_free(&out);
}

CIR_SUITE("rejects_sink", {"header is the documented one", test_rejects_sink__header_is_the_documented_one},
          {"guards what comes from outside", test_rejects_sink__guards_what_comes_from_outside},
          {"raw leaves the row as it is", test_rejects_sink__raw_leaves_the_row_as_it_is},
          {"a whole row has no column", test_rejects_sink__a_whole_row_has_no_column},
          {"a figure has no row", test_rejects_sink__a_figure_has_no_row})
