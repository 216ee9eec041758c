#include "figures/lettering.h"

#include "suite.h"

#include <stdio.h>

static const struct cir_lettering plain = {10, false}, bold = {10, true};

static double width(const char *text)
{
    return cir_text_width(cir_text_of(text), plain);
}

static void test_lettering__widths_go_by_script(void)
{
    CU_ASSERT_DOUBLE_EQUAL(width("0123456789"), 57, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("iW"), 2.6 + 9.4, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("能源"), 20, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("الطاقة"), 30, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("éÉ"), 5.8 + 7.2, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("жЖ"), 6 + 7, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(cir_text_width(cir_text_of("0"), bold), 5.7 * 1.08, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width(""), 0, 0);
}

/* Marks above letters, isolates and other characters that are not seen. */
static void test_lettering__what_is_not_seen_has_no_width(void)
{
    CU_ASSERT_DOUBLE_EQUAL(width("e\xCC\x81"), width("e"), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(width("\xE2\x81\xA6"
                                 "A\xE2\x81\xA9"),
                           width("A"), 1e-9);
}

static struct cir_lines lines;
static struct cir_arena arena;

static void break_at(const char *text, double most_width, size_t most)
{
    CU_ASSERT_TRUE_FATAL(cir_lines_break(&lines, &arena, cir_text_of(text), plain, most_width, most));
}

static void expect(size_t number, const char *text)
{
    CU_ASSERT_FATAL(number < lines.count);
    CU_ASSERT_TRUE(cir_text_is(lines.list[number], text));
    if (!cir_text_is(lines.list[number], text))
        fprintf(stderr, "'%.*s' for '%s'\n", CIR_TEXT_ARGS(lines.list[number]), text);
}

static void test_lettering__lines_break_between_words(void)
{
    break_at("water and waste water", width("water and"), 3);
    CU_ASSERT_EQUAL(lines.count, 3);
    expect(0, "water and");
    expect(1, "waste");
    expect(2, "water");
    CU_ASSERT_FALSE(lines.is_cut || lines.is_split);
    break_at("", 50, 3);
    CU_ASSERT_EQUAL(lines.count, 0);
}

/* And never before a full stop, as UAX #14 has it. */
static void test_lettering__chinese_breaks_between_characters(void)
{
    break_at("政府和公共行政。", 40, 3);
    CU_ASSERT_EQUAL(lines.count, 2);
    expect(0, "政府和公");
    expect(1, "共行政。");
    break_at("政府和公。", 40, 3);
    expect(0, "政府和");
    CU_ASSERT_FALSE(lines.is_cut || lines.is_split);
}

static void test_lettering__what_has_no_room_is_cut(void)
{
    break_at("government and public administration", width("government and"), 2);
    CU_ASSERT_EQUAL(lines.count, 2);
    expect(0, "government and");
    CU_ASSERT_TRUE(lines.is_cut);
    CU_ASSERT(cir_text_width(lines.list[1], plain) + width("…") <= width("government and") + 0.01);
}

static void test_lettering__a_word_too_long_is_split(void)
{
    break_at("Katastrophenschutz", 40, 8);
    CU_ASSERT_TRUE(lines.is_split);
    CU_ASSERT_FALSE(lines.is_cut);
    for (size_t i = 0; i < lines.count; i++)
        CU_ASSERT(cir_text_width(lines.list[i], plain) <= 40.01);
    break_at("WW", 1, 8);
    CU_ASSERT_EQUAL(lines.count, 2);
    cir_arena_free(&arena);
}

CIR_SUITE("lettering", {"widths go by script", test_lettering__widths_go_by_script},
          {"what is not seen has no width", test_lettering__what_is_not_seen_has_no_width},
          {"lines break between words", test_lettering__lines_break_between_words},
          {"Chinese breaks between characters", test_lettering__chinese_breaks_between_characters},
          {"what has no room is cut", test_lettering__what_has_no_room_is_cut},
          {"a word too long is split", test_lettering__a_word_too_long_is_split})
