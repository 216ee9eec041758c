#include "suite.h"

#include "base/text.h"
#include "random.h"

#include <stdlib.h>

static void test_text__compares_bytes(void)
{
    struct cir_text text = {"energy;water", 6};
    CU_ASSERT_TRUE(cir_text_is(text, "energy"));
    CU_ASSERT_FALSE(cir_text_is(text, "Energy"));
    CU_ASSERT_FALSE(cir_text_is(text, "energy;"));
    CU_ASSERT_TRUE(cir_text_equal((struct cir_text){NULL, 0}, cir_text_of("")));
    CU_ASSERT_FALSE(cir_text_equal((struct cir_text){"a\0b", 3}, (struct cir_text){"a\0c", 3}));
}

static void test_text__folds_the_case_of_ascii_only(void)
{
    CU_ASSERT_TRUE(cir_text_equal_case(cir_text_of("NACE:D35@[`{"), cir_text_of("nace:d35@[`{")));
    CU_ASSERT_FALSE(cir_text_equal_case(cir_text_of("@"), cir_text_of("`")));
    CU_ASSERT_FALSE(cir_text_equal_case(cir_text_of("["), cir_text_of("{")));
    CU_ASSERT_FALSE(cir_text_equal_case(cir_text_of("\xc3\x89"), cir_text_of("\xc3\xa9")));
    CU_ASSERT_FALSE(cir_text_equal_case(cir_text_of("water"), cir_text_of("waters")));
    CU_ASSERT_TRUE(cir_text_equal_case((struct cir_text){NULL, 0}, cir_text_of("")));
}

static void test_text__knows_how_it_starts(void)
{
    CU_ASSERT_TRUE(cir_text_starts_with(cir_text_of("naics:2211"), "naics:"));
    CU_ASSERT_TRUE(cir_text_starts_with(cir_text_of("naics:"), "naics:"));
    CU_ASSERT_FALSE(cir_text_starts_with(cir_text_of("naics"), "naics:"));
    CU_ASSERT_TRUE(cir_text_starts_with(cir_text_of("naics"), ""));
}

static void test_text__trims_blanks_at_both_ends(void)
{
    CU_ASSERT_TRUE(cir_text_is(cir_text_trim(cir_text_of(" \tUnited  Kingdom\t ")), "United  Kingdom"));
    CU_ASSERT_EQUAL(cir_text_trim(cir_text_of(" \t ")).size, 0);
    CU_ASSERT_EQUAL(cir_text_trim((struct cir_text){NULL, 0}).size, 0);
    CU_ASSERT_TRUE(cir_text_is(cir_text_trim(cir_text_of("\nDE\r")), "\nDE\r"));
}

static void expect_parts(const char *text, const char *const *parts, size_t count)
{
    struct cir_text rest = cir_text_of(text);
    struct cir_text part;
    size_t found = 0;
    for (; cir_text_next(&part, &rest, ';'); found++)
        CU_ASSERT(found < count && cir_text_is(part, parts[found]));
    CU_ASSERT_EQUAL(found, count);
    CU_ASSERT_FALSE(cir_text_next(&part, &rest, ';'));
}

static void test_text__gives_one_part_after_the_other(void)
{
    expect_parts("a;b", (const char *const[]){"a", "b"}, 2);
    expect_parts("a;", (const char *const[]){"a", ""}, 2);
    expect_parts(";", (const char *const[]){"", ""}, 2);
    expect_parts(";water;;", (const char *const[]){"", "water", "", ""}, 4);
    expect_parts("", (const char *const[]){""}, 1);
    expect_parts("water", (const char *const[]){"water"}, 1);
}

static const struct {
    const char *bytes;
    size_t size;
    size_t valid;
    const char *what;
} sequences[] = {
    // clang-format off
    {"", 0, 0, "nothing"},
    {"\0", 1, 1, "NUL is UTF-8"},
    {"Kyiv", 4, 4, "ASCII"},
    {"\x7f", 1, 1, "last of one byte"},
    {"\xc2\x80", 2, 2, "first of two bytes"},
    {"\xdf\xbf", 2, 2, "last of two bytes"},
    {"\xe0\xa0\x80", 3, 3, "first of three bytes"},
    {"\xed\x9f\xbf", 3, 3, "last before the surrogates"},
    {"\xee\x80\x80", 3, 3, "first behind the surrogates"},
    {"\xef\xbf\xbf", 3, 3, "last of three bytes, a non-character"},
    {"\xf0\x90\x80\x80", 4, 4, "first of four bytes"},
    {"\xf4\x8f\xbf\xbf", 4, 4, "last of all"},
    {"abcdefgh\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2", 16, 16, "Cyrillic behind eight ASCII bytes"},
    {"\x80", 1, 0, "a byte of the middle alone"},
    {"a\xbf", 2, 1, "a byte of the middle behind ASCII"},
    {"\xc0\x80", 2, 0, "overlong NUL"},
    {"\xc1\xbf", 2, 0, "overlong DEL"},
    {"\xe0\x9f\xbf", 3, 0, "overlong of two bytes"},
    {"\xf0\x8f\xbf\xbf", 4, 0, "overlong of three bytes"},
    {"\xed\xa0\x80", 3, 0, "first surrogate"},
    {"\xed\xbf\xbf", 3, 0, "last surrogate"},
    {"\xf4\x90\x80\x80", 4, 0, "beyond U+10FFFF"},
    {"\xf5\x80\x80\x80", 4, 0, "no such first byte"},
    {"\xf8\x88\x80\x80\x80", 5, 0, "five bytes"},
    {"\xff", 1, 0, "no byte of UTF-8"},
    {"Z\xc3\xbcrich\xc3", 8, 7, "cut after the first of two bytes"},
    {"\xe2\x82", 2, 0, "cut after the second of three bytes"},
    {"\xf0\x9f\x98", 3, 0, "cut after the third of four bytes"},
    {"\xc3z", 2, 0, "ASCII in the place of a byte of the middle"},
    {"abcdefghi\xe9t\xe9", 12, 9, "Latin-1"},
    {"\xfe\xff\0a", 4, 0, "UTF-16 with its mark"},
    // clang-format on
};

static void test_text__finds_the_first_byte_that_is_not_utf8(void)
{
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        struct cir_text text = {sequences[i].bytes, sequences[i].size};
        if (cir_text_valid_utf8(text) != sequences[i].valid)
            CU_FAIL(sequences[i].what);
    }
    CU_ASSERT_EQUAL(cir_text_valid_utf8((struct cir_text){NULL, 0}), 0);
}

/* RFC 3629, as it is written: bytes that the character at the front takes, 0 when it is none. */
static size_t character_size(const unsigned char *at, size_t left)
{
    static const struct {
        unsigned char mask, mark;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    for (size_t more = 0; more < 4; more++) {
        if ((at[0] & forms[more].mask) != forms[more].mark)
            continue;
        uint32_t character = at[0] & (unsigned char)~forms[more].mask;
        if (left <= more)
            return 0;
        for (size_t i = 1; i <= more; i++) {
            if ((at[i] & 0xc0) != 0x80)
                return 0;
            character = character << 6 | (at[i] & 0x3f);
        }
        bool is_surrogate = character >= 0xd800 && character <= 0xdfff;
        return character >= forms[more].least && character <= 0x10ffff && !is_surrogate ? more + 1 : 0;
    }
    return 0;
}

static size_t valid_prefix(struct cir_text text)
{
    size_t at = 0;
    while (at < text.size) {
        size_t size = character_size((const unsigned char *)text.data + at, text.size - at);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

/* Bytes are drawn so that long sequences come up, at every place of the eight-byte words. */
static void test_text__agrees_with_a_plain_decoder_on_any_bytes(void)
{
    static const unsigned char likely[] = {'a',  0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2,
                                           0xdf, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff};
    uint64_t random = 1618;
    for (int round = 0; round < 200000; round++) {
        unsigned size = random_below(&random, 24);
        char *bytes = malloc(size + 1U);
        unsigned ascii = random_below(&random, 20);
        for (unsigned i = 0; i < size; i++)
            bytes[i] = (char)(i < ascii ? 'x' : likely[random_below(&random, sizeof likely)]);
        struct cir_text text = {bytes, size};
        if (cir_text_valid_utf8(text) != valid_prefix(text))
            CU_FAIL("another prefix than the plain decoder's");
        free(bytes);
    }
}

static void test_text__is_cut_between_characters(void)
{
    const struct cir_text text = cir_text_of("a\xc3\xbc\xe6\xb0\xb4z"); /* of 1, 2, 3 and 1 bytes */
    static const size_t sizes[] = {0, 1, 1, 3, 3, 3, 6, 7, 7};
    for (size_t most = 0; most < sizeof sizes / sizeof sizes[0]; most++)
        CU_ASSERT_EQUAL(cir_text_cut(text, most).size, sizes[most]);
    CU_ASSERT_PTR_EQUAL(cir_text_cut(text, 3).data, text.data);
}

CIR_SUITE("text", {"is cut between characters", test_text__is_cut_between_characters},
          {"compares bytes", test_text__compares_bytes},
          {"folds the case of ASCII only", test_text__folds_the_case_of_ascii_only},
          {"knows how it starts", test_text__knows_how_it_starts},
          {"trims blanks at both ends", test_text__trims_blanks_at_both_ends},
          {"gives one part after the other", test_text__gives_one_part_after_the_other},
          {"finds the first byte that is not UTF-8", test_text__finds_the_first_byte_that_is_not_utf8},
          {"agrees with a plain decoder on any bytes", test_text__agrees_with_a_plain_decoder_on_any_bytes})
