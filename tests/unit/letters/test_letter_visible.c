#include "suite.h"

#include "letters/visible.h"

#include <stdio.h>

static void test_letter_visible__keeps_its_line_and_its_direction(void)
{
    static const struct {
        const char *text;
        const char *expected;
    } texts[] = {
        {"plain: a & b <c>", "plain: a & b <c>"},
        {"Türkiye 信通 انقطاع", "Türkiye 信通 انقطاع"},
        {"one\ntwo\r\n\tthree", "one two three"},
        {"one\u2028two\u2029three\xC2\x85"
         "four\vfive",
         "one two three four five"},
        {"\x1b[2Jbell\x07", "\\x1b[2Jbell\\x07"},
        {"\xC2\x80\xC2\x9F", "\\x80\\x9f"},
        /* NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is shown */
        {"a\u202Egnp.exe", "a\\u202egnp.exe"},
        /* NOLINTNEXTLINE(misc-misleading-bidirectional) */
        {"\u200E\u200F\u061C\u2066\u2069", "\\u200e\\u200f\\u061c\\u2066\\u2069"},
        {"\uFEFF\uFFFE\uFDD0\U0001FFFF", "\\ufeff\\ufffe\\ufdd0\\u1ffff"},
        {"hidden\U000E0041\U000E007F", "hidden\\ue0041\\ue007f"},
        {"cut \xC3", "cut \\xc3"},
        {"\xFFz\xED\xA0\x80", "\\xffz\\xed\\xa0\\x80"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct cir_buffer buffer = {0};
        cir_letter_add_visible(&buffer, cir_text_of(texts[i].text));
        bool is = cir_text_is(cir_buffer_text(&buffer), texts[i].expected);
        CU_ASSERT(is);
        if (!is)
            printf("\n    '%.*s', expected '%s'\n", CIR_TEXT_ARGS(cir_buffer_text(&buffer)), texts[i].expected);
        cir_buffer_free(&buffer);
    }
}

static void test_letter_visible__knows_what_reads_from_the_right(void)
{
    CU_ASSERT_TRUE(cir_letter_reads_from_right(cir_text_of("12 انقطاع")));
    CU_ASSERT_TRUE(cir_letter_reads_from_right(cir_text_of("רשת")));
    CU_ASSERT_TRUE(cir_letter_reads_from_right(cir_text_of("\uFEFB")));
    CU_ASSERT_FALSE(cir_letter_reads_from_right(cir_text_of("Grid 12 信通 ИКТ")));
    CU_ASSERT_FALSE(cir_letter_reads_from_right(cir_text_of("")));
    CU_ASSERT_FALSE(cir_letter_reads_from_right(cir_text_of("\xFF")));
}

CIR_SUITE("letter_visible", {"keeps its line and its direction", test_letter_visible__keeps_its_line_and_its_direction},
          {"knows what reads from the right", test_letter_visible__knows_what_reads_from_the_right})
