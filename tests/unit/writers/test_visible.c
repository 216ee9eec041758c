#include "writers/visible.h"

#include "suite.h"

#include <stdlib.h>
#include <string.h>

/* NOLINTBEGIN(misc-misleading-bidirectional): such texts are what is looked at */
static void expect_visible(const char *given, size_t size, const char *expected)
{
    struct cir_buffer out = {0};
    cir_visible_add(&out, (struct cir_text){given, size});
    CU_ASSERT(cir_text_is(cir_buffer_text(&out), expected));
    cir_buffer_free(&out);
}

static void test_visible__shows_what_cannot_be_seen(void)
{
    static const struct {
        const char *given;
        const char *expected;
    } rows[] = {
        {"", ""},
        {"plain ~", "plain ~"},
        {"Île, 能源, الطاقة", "Île, 能源, الطاقة"},
        {"a\x01z", "a\\x01z"},
        {"a\x1b[31mz", "a\\x1b[31mz"},
        {"a\x7fz", "a\\x7fz"},
        {"a\xC2\x9Fz", "a\\x9fz"},
        {"a\xEF\xBF\xBEz", "a\\ufffez"},
        {"a\xEF\xBF\xBFz", "a\\uffffz"},
        {"a\xEF\xB7\x90z", "a\\ufdd0z"},
        {"a\xF0\x9F\xBF\xBFz", "a\\u1ffffz"},
        {"a\xE2\x80\xAEtxt.exe", "a\\u202etxt.exe"},
        {"a\xE2\x80\xAAz", "a\\u202az"},
        {"a\xffz", "a\\xffz"},
        {"a\xE2\x80", "a\\xe2\\x80"},
        {"\xC0\xAF", "\\xc0\\xaf"},
        {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
        {"a\xE2\x80\x8Ez", "a\xE2\x80\x8Ez"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_visible(rows[i].given, strlen(rows[i].given), rows[i].expected);
    expect_visible("a\0z", 3, "a\\x00z");
}

static void test_visible__lines_end_in_one_way(void)
{
    static const char given[] = "a\r\nb\rc\nd\ve\ff\xC2\x85g\xE2\x80\xA8h\xE2\x80\xA9i\tj";
    expect_visible(given, sizeof given - 1, "a\nb\nc\nd\ne\nf\ng\nh\ni j");
    expect_visible("\r\n\r\n", 4, "\n\n");
}

/* Isolates are kept where they cannot reach what stands around. */
static void test_visible__isolates_stay_where_they_are_closed(void)
{
    static const char open[] = "\xE2\x81\xA8", left[] = "\xE2\x81\xA6", close[] = "\xE2\x81\xA9";
    static const struct {
        const char *parts[6];
        const char *expected;
    } rows[] = {
        {{"a ", open, "b", close, " c", ""},
         "a \xE2\x81\xA8"
         "b\xE2\x81\xA9 c"},
        {{open, left, "b", close, close, ""},
         "\xE2\x81\xA8\xE2\x81\xA6"
         "b\xE2\x81\xA9\xE2\x81\xA9"},
        {{"a ", open, "b", "", "", ""}, "a \\u2068b"},
        {{"a ", close, "b", open, "", ""}, "a \\u2069b\\u2068"},
        {{open, "b", close, close, "", ""}, "\\u2068b\\u2069\\u2069"},
        {{open, "b\n", close, "c", "", ""}, "\\u2068b\n\\u2069c"},
        {{open, "b", close, "\n", open, "c"},
         "\xE2\x81\xA8"
         "b\xE2\x81\xA9\n\\u2068c"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_buffer given = {0};
        for (size_t k = 0; k < 6; k++)
            cir_buffer_add_string(&given, rows[i].parts[k]);
        expect_visible(given.data, given.size, rows[i].expected);
        cir_buffer_free(&given);
    }
}

static void test_visible__borrows_what_is_plain(void)
{
    struct cir_arena arena = {0};
    const char *plain = "as it is";
    struct cir_text text = cir_text_of(plain), lines = cir_text_of("two\nlines"), none = {NULL, 0};
    CU_ASSERT(cir_visible_make(&arena, &text, true) && text.data == plain);
    CU_ASSERT(cir_visible_make(&arena, &none, true) && none.size == 0);
    CU_ASSERT(cir_visible_make(&arena, &lines, true) && cir_text_is(lines, "two lines"));
    lines = cir_text_of("two\nlines");
    CU_ASSERT(cir_visible_make(&arena, &lines, false) && cir_text_is(lines, "two\nlines"));
    cir_arena_free(&arena);
}

/* NOLINTEND(misc-misleading-bidirectional) */

/* What comes out stays as it is. */
static void test_visible__of_any_bytes_is_visible(void)
{
    unsigned state = 2385;
    for (int run = 0; run < 2000; run++) {
        char bytes[64];
        struct cir_buffer once = {0}, twice = {0};
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const char likely[] = "a\n\r\xE2\x80\x81\xAE\xA8\xA9\xEF\xBF\xBE";
            state = state * 1103515245U + 12345U;
            bytes[i] = state >> 30 == 0 ? (char)(state >> 16) : likely[(state >> 16) % (sizeof likely - 1)];
        }
        cir_visible_add(&once, (struct cir_text){bytes, sizeof bytes});
        cir_visible_add(&twice, cir_buffer_text(&once));
        CU_ASSERT_EQUAL(cir_text_valid_utf8(cir_buffer_text(&once)), once.size);
        CU_ASSERT(cir_text_equal(cir_buffer_text(&once), cir_buffer_text(&twice)));
        cir_buffer_free(&once);
        cir_buffer_free(&twice);
    }
}

CIR_SUITE("visible", {"shows what cannot be seen", test_visible__shows_what_cannot_be_seen},
          {"lines end in one way", test_visible__lines_end_in_one_way},
          {"isolates stay where they are closed", test_visible__isolates_stay_where_they_are_closed},
          {"borrows what is plain", test_visible__borrows_what_is_plain},
          {"of any bytes is visible", test_visible__of_any_bytes_is_visible})
