#include "figures/clean.h"

#include "suite.h"

#include <stdio.h>

static void cleaned(const char *text, const char *expected)
{
    struct cir_buffer buffer = {0};
    cir_clean_add(&buffer, cir_text_of(text));
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), expected));
    if (!cir_text_is(cir_buffer_text(&buffer), expected))
        fprintf(stderr, "'%.*s' for '%s'\n", CIR_TEXT_ARGS(cir_buffer_text(&buffer)), expected);
    cir_buffer_free(&buffer);
}

#define REPLACED   "\xEF\xBF\xBD"
#define BY_CONTENT "\xE2\x81\xA8"
#define FROM_LEFT  "\xE2\x81\xA6"
#define END        "\xE2\x81\xA9"

static void test_clean__replaces_what_is_not_text(void)
{
    cleaned("Übung 能源 الطاقة", "Übung 能源 الطاقة");
    cleaned("a\xFF"
            "b\xC3",
            "a" REPLACED "b" REPLACED);
    cleaned("\x01\x1F\x7F\xC2\x80", REPLACED REPLACED REPLACED REPLACED);
    cleaned("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xF0\x9F\xBF\xBE", REPLACED REPLACED REPLACED REPLACED);
    cleaned("a\tb\r\nc\xE2\x80\xA8"
            "d",
            "a b  c d");
}

static void test_clean__nothing_turns_the_direction(void)
{
    // NOLINTBEGIN(misc-misleading-bidirectional): what is left open is what is tested
    cleaned("\xE2\x80\xAE"
            "abc\xE2\x80\xAC",
            REPLACED "abc" REPLACED);
    cleaned("\xE2\x80\xAA\xE2\x81\xAA", REPLACED REPLACED);
    cleaned(END "a" END, "a");
    cleaned(FROM_LEFT "a", FROM_LEFT "a" END);
    cleaned(BY_CONTENT "a" FROM_LEFT "b" END, BY_CONTENT "a" FROM_LEFT "b" END END);
    cleaned(FROM_LEFT "a" END END, FROM_LEFT "a" END);
    // NOLINTEND(misc-misleading-bidirectional)
}

static void test_clean__isolates(void)
{
    struct cir_buffer buffer = {0};
    cir_clean_add_isolated(&buffer, cir_text_of("A-1"), CIR_ISOLATE_FROM_LEFT);
    cir_clean_add_isolated(&buffer, cir_text_of("b"), CIR_ISOLATE_BY_CONTENT);
    cir_clean_add_isolated(&buffer, cir_text_of("c"), CIR_ISOLATE_NOT);
    cir_clean_add_isolated(&buffer, cir_text_of(""), CIR_ISOLATE_FROM_LEFT);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), FROM_LEFT "A-1" END BY_CONTENT "b" END "c"));
    cir_buffer_free(&buffer);
    CU_ASSERT_TRUE(cir_has_from_right(cir_text_of("a الطاقة")));
    CU_ASSERT_FALSE(cir_has_from_right(cir_text_of("a 能源 \xFF")));
}

static void test_clean__escapes_for_xml(void)
{
    struct cir_buffer buffer = {0};
    cir_clean_escape(&buffer, cir_text_of("a<b>&\"c'd"));
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "a&lt;b&gt;&amp;&quot;c&#39;d"));
    cir_buffer_free(&buffer);
}

CIR_SUITE("clean", {"replaces what is not text", test_clean__replaces_what_is_not_text},
          {"nothing turns the direction", test_clean__nothing_turns_the_direction}, {"isolates", test_clean__isolates},
          {"escapes for XML", test_clean__escapes_for_xml})
