#include "spoken.h"
#include "suite.h"

/* The characters that turn the direction are named here, as a reader of this source would be misled by them. */
#define ISOLATE    "\xE2\x81\xA8"
#define POP        "\xE2\x81\xA9"
#define FROM_RIGHT "\xE2\x81\xA7"
#define OVERRIDE   "\xE2\x80\xAE"
#define STRAY      "\uFFFD"

static void check(enum cir_language language, const char *text, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(language);
    struct cir_buffer buffer = {0};
    cir_tongue_add_isolated(&buffer, &tongue, cir_text_of(text));
    spoken_check(&buffer, expected);
}

static void test_isolate__stands_round_all_in_a_language_from_the_right(void)
{
    check(CIR_AR, "a.csv", ISOLATE "a.csv" POP);
    check(CIR_AR, "", ISOLATE POP);
    check(CIR_AR, "حادث", ISOLATE "حادث" POP);
}

/* NOLINTBEGIN(misc-misleading-bidirectional): what misleads is what is tested, and its characters have names here */
static void test_isolate__stands_where_a_text_could_turn_a_line_from_the_left(void)
{
    check(CIR_EN, "a.csv", "a.csv");
    check(CIR_ZH, "事件 (1)", "事件 (1)");
    check(CIR_EN, "حادث 1", ISOLATE "حادث 1" POP);
    check(CIR_FR, "\u05D0", ISOLATE "\u05D0" POP);
    check(CIR_EN, OVERRIDE "vsc.a", ISOLATE OVERRIDE "vsc.a" POP);
}

static void test_isolate__cannot_be_left_by_the_text(void)
{
    check(CIR_AR, "a" POP OVERRIDE "b", ISOLATE "a" STRAY OVERRIDE "b" POP);
    check(CIR_EN, "a" ISOLATE "b", ISOLATE "a" ISOLATE "b" POP POP);
    check(CIR_AR, ISOLATE "a" POP POP, FROM_RIGHT ISOLATE "a" POP STRAY POP);
    check(CIR_EN, ISOLATE "a" POP "b", ISOLATE ISOLATE "a" POP "b" POP);
}

/* What looks for the first strong letter looks past isolates. */
static void test_isolate__of_isolates_alone_goes_by_the_language(void)
{
    check(CIR_AR, ISOLATE "gge" POP " (" ISOLATE "a" POP ")",
          FROM_RIGHT ISOLATE "gge" POP " (" ISOLATE "a" POP ")" POP);
    check(CIR_AR, ISOLATE "gge" POP " b", ISOLATE ISOLATE "gge" POP " b" POP);
    check(CIR_AR, "12", ISOLATE "12" POP);
    check(CIR_EN, ISOLATE "gge" POP, ISOLATE ISOLATE "gge" POP POP);
}
/* NOLINTEND(misc-misleading-bidirectional) */

static void test_isolate__keeps_bytes_that_are_no_text(void)
{
    check(CIR_AR, "a\xFF\xE2\x81", ISOLATE "a\xFF\xE2\x81" POP);
    spoken_end();
}

CIR_SUITE("isolate",
          {"stands round all in a language from the right",
           test_isolate__stands_round_all_in_a_language_from_the_right},
          {"stands where a text could turn a line from the left",
           test_isolate__stands_where_a_text_could_turn_a_line_from_the_left},
          {"cannot be left by the text", test_isolate__cannot_be_left_by_the_text},
          {"of isolates alone goes by the language", test_isolate__of_isolates_alone_goes_by_the_language},
          {"keeps bytes that are no text", test_isolate__keeps_bytes_that_are_no_text})
