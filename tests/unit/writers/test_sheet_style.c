#include "writers/sheet_style.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>

static void test_sheet_style__numbers_show_the_digits_that_are_honest(void)
{
    static const struct {
        double value;
        unsigned significant;
        bool percent;
        unsigned note;
        double held;
        const char *format;
    } rows[] = {
        {2.385, 0, false, 0, 2.385, "#,##0.000"},
        {2.386, 3, false, 0, 2.386, "#,##0.00"},
        {2.3, 3, false, 0, 2.3, "#,##0.0"},
        {9.996, 3, false, 0, 9.996, "#,##0"},
        {-0.0023861, 3, false, 0, -0.0023861, "#,##0.00000"},
        {0, 3, false, 0, 0, "#,##0"},
        {238, 3, false, 0, 238, "#,##0"},
        {2386, 3, false, 0, 2390, "#,##0"},
        {-2386123.5, 3, false, 0, -2390000, "#,##0"},
        {1234567, 0, false, 0, 1234567, "#,##0"},
        {0.61712, 3, true, 0, 0.61712, "#,##0.0%"},
        {1, 3, true, 0, 1, "#,##0%"},
        {0.1, 0, true, 0, 0.1, "#,##0%"},
        {123.456, 3, true, 0, 123, "#,##0%"},
        {2386, 3, false, 2, 2390, "#,##0\" [2]\""},
        {2.386e-9, 3, false, 0, 2.386e-9, "0.00E+00"},
        {2.386e40, 3, false, 0, 2.386e40, "0.00E+00"},
        {2.386e40, 0, false, 0, 2.386e40, "0.00000000000000E+00"},
        {2.3856789, 99, false, 0, 2.3856789, "#,##0.0000000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char format[CIR_SHEET_FORMAT_SIZE];
        double held = cir_sheet_number(format, rows[i].value, rows[i].significant, rows[i].percent, rows[i].note);
        CU_ASSERT_EQUAL(held, rows[i].held);
        CU_ASSERT_STRING_EQUAL(format, rows[i].format);
    }
}

static void test_sheet_style__keeps_each_look_once(void)
{
    struct cir_sheet_styles styles = {0};
    struct cir_sheet_style plain = {.format = ""}, bold = {.bold = true}, number = {.format = "#,##0.00"};
    CU_ASSERT_EQUAL(cir_sheet_style_number(&styles, &plain), 1);
    CU_ASSERT_EQUAL(cir_sheet_style_number(&styles, &bold), 2);
    CU_ASSERT_EQUAL(cir_sheet_style_number(&styles, &number), 3);
    for (int i = 0; i < 100; i++) {
        snprintf(number.format, sizeof number.format, "0.%dE+00", i);
        CU_ASSERT_EQUAL(cir_sheet_style_number(&styles, &number), (size_t)i + 4);
    }
    CU_ASSERT_EQUAL(cir_sheet_style_number(&styles, &bold), 2);
    CU_ASSERT(!styles.failed);
    cir_sheet_styles_free(&styles);
}

/* Two styles of one format share it, and text is no number. */
static void test_sheet_style__formats_are_written_once(void)
{
    struct cir_sheet_styles styles = {0};
    struct cir_buffer part = {0};
    struct cir_sheet_style text = {.is_quoted = true}, number = {.format = "#,##0\" [1]\""};
    cir_sheet_style_number(&styles, &text);
    cir_sheet_style_number(&styles, &number);
    number.bold = true;
    cir_sheet_style_number(&styles, &number);
    cir_sheet_styles_add(&part, &styles);
    cir_buffer_add_char(&part, '\0');
    CU_ASSERT_PTR_NOT_NULL(strstr(part.data, "<numFmts count=\"1\"><numFmt numFmtId=\"165\" formatCode=\"#,##0&quot; "
                                             "[1]&quot;\"/></numFmts>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(part.data, "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
                                             "quotePrefix=\"1\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(part.data, "<xf numFmtId=\"165\" fontId=\"1\""));
    cir_buffer_free(&part);
    cir_sheet_styles_free(&styles);
}

CIR_SUITE("sheet style",
          {"numbers show the digits that are honest", test_sheet_style__numbers_show_the_digits_that_are_honest},
          {"keeps each look once", test_sheet_style__keeps_each_look_once},
          {"formats are written once", test_sheet_style__formats_are_written_once})
