#include "base/formula.h"
#include "sink/csv_cell.h"

#include "suite.h"

static void test_csv_cell__knows_formulas_from_figures(void)
{
    static const char *const formulas[] = {"=1+1",          "=cmd|'/c calc'!A0",
                                           "@SUM(A1)",      "+1+2",
                                           "-1+2",          "-x",
                                           "\t=1",          "\r=1",
                                           "\n=1",          "=",
                                           "--1",           "+A1",
                                           "-2 days",       "\xef\xbc\x9dx",
                                           "\xef\xbc\x8bx", "\xef\xbc\x8dx",
                                           "\xef\xbc\xa0x"};
    static const char *const harmless[] = {"-5",  "+5",  "-0.5e3",   "-1.234,5",     "-",
                                           "+",   "a=1", "",         "5-3",          "2015-12-23",
                                           "'=1", " x",  "\xC2\xB7", "\xef\xbc\x91", "\xef"};
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        CU_ASSERT(cir_csv_is_formula(cir_text_of(formulas[i])));
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++)
        CU_ASSERT(!cir_csv_is_formula(cir_text_of(harmless[i])));
}

static void test_csv_cell__suspects_exactly_the_bytes_that_begin_formulas(void)
{
    for (int byte = 0; byte < 256; byte++) {
        bool expected = byte != 0 && strchr("=+-@\t\r\n\xef", byte) != NULL;
        CU_ASSERT_EQUAL(cir_formula_may_begin((char)byte), expected);
    }
}

static void test_csv_cell__quotes_and_guards(void)
{
    static const struct {
        const char *text;
        char delimiter;
        bool guard;
        const char *cell;
    } rows[] = {
        {"plain", ',', true, "plain"},           {"", ',', true, ""},
        {"a,b", ',', true, "\"a,b\""},           {"a,b", ';', true, "a,b"},
        {"a;b", ';', true, "\"a;b\""},           {"say \"so\"", ',', true, "\"say \"\"so\"\"\""},
        {"\"", ',', true, "\"\"\"\""},           {"two\nlines", ',', true, "\"two\nlines\""},
        {"cr\rhere", ',', true, "\"cr\rhere\""}, {"=1,2", ',', true, "\"'=1,2\""},
        {"=1,2", ',', false, "\"=1,2\""},        {"@x", ',', true, "'@x"},
        {"-2.385", ',', true, "-2.385"},         {"\t=x", '\t', true, "\"'\t=x\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_buffer out = {0};
        cir_csv_add_cell(&out, cir_text_of(rows[i].text), rows[i].delimiter, rows[i].guard);
        CU_ASSERT(cir_text_is(cir_buffer_text(&out), rows[i].cell));
        cir_buffer_free(&out);
    }
}

CIR_SUITE("csv_cell", {"knows formulas from figures", test_csv_cell__knows_formulas_from_figures},
          {"suspects exactly the bytes that begin formulas",
           test_csv_cell__suspects_exactly_the_bytes_that_begin_formulas},
          {"quotes and guards", test_csv_cell__quotes_and_guards})
