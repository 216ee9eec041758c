#include "spoken.h"
#include "suite.h"

#include <float.h>
#include <locale.h>
#include <math.h>

static void check_number(enum cir_language language, double value, unsigned significant, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(language);
    struct cir_buffer buffer = {0};
    cir_tongue_add_number(&buffer, &tongue, value, significant);
    spoken_check(&buffer, expected);
}

static void test_tongue_numbers__have_the_signs_of_the_language(void)
{
    const struct spoken_six expected = {
        {"1,234,567.5", "1,234,567.5", "1.234.567,5", "1\u202F234\u202F567,5", "1\u00A0234\u00A0567,5", "1,234,567.5"}};
    for (int i = 0; i < CIR_LANGUAGES; i++)
        check_number((enum cir_language)i, 1234567.5, 17, expected.texts[i]);
    check_number(CIR_ES, 1234, 4, "1234");
    check_number(CIR_ES, 12345, 5, "12.345");
    check_number(CIR_RU, 1234, 4, "1\u00A0234");
    check_number(CIR_FR, -2.385, 4, "-2,385");
    check_number(CIR_AR, -2.385, 4, "\u200E-2.385");
}

static void test_tongue_numbers__show_the_figures_asked_for(void)
{
    check_number(CIR_EN, 2.385, 3, "2.38"); /* in binary it lies below */
    check_number(CIR_EN, 2.3851, 3, "2.39");
    check_number(CIR_EN, 1234567, 3, "1,230,000");
    check_number(CIR_EN, 999.9, 3, "1,000");
    check_number(CIR_EN, 0, 3, "0");
    check_number(CIR_EN, -0.0, 3, "0");
    check_number(CIR_EN, 12, 3, "12");
    check_number(CIR_FR, 0.0123456, 3, "0,0123");
}

static void test_tongue_numbers__have_an_exponent_only_at_the_ends(void)
{
    check_number(CIR_EN, 9.99e14, 3, "999,000,000,000,000");
    check_number(CIR_EN, 1e15, 3, "1\u00A0×\u00A010¹⁵");
    check_number(CIR_FR, 2.385e17, 4, "2,385\u00A0×\u00A010¹⁷");
    check_number(CIR_EN, 2.5e-7, 3, "0.00000025");
    check_number(CIR_FR, 1e-9, 3, "0,000000001");
    check_number(CIR_EN, 2.5e-12, 3, "2.5\u00A0×\u00A010⁻¹²");
    check_number(CIR_EN, DBL_MAX, 3, "1.8\u00A0×\u00A010³⁰⁸");
    check_number(CIR_EN, -2.5e20, 3, "-2.5\u00A0×\u00A010²⁰");
}

static void test_tongue_numbers__say_what_is_no_number(void)
{
    check_number(CIR_EN, NAN, 3, "not known");
    check_number(CIR_RU, NAN, 3, "нет данных");
    check_number(CIR_EN, INFINITY, 3, "∞");
    check_number(CIR_EN, -INFINITY, 3, "-∞");
}

static void test_tongue_numbers__keep_every_figure_of_a_count(void)
{
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    struct cir_buffer buffer = {0};
    cir_tongue_add_count(&buffer, &tongue, UINT64_MAX);
    spoken_check(&buffer, "18,446,744,073,709,551,615");
    cir_tongue_add_count(&buffer, &tongue, 0);
    spoken_check(&buffer, "0");
}

static void test_tongue_numbers__write_shares_as_percentages(void)
{
    const struct spoken_six expected = {
        {"12.3\u200E%\u200E", "12.3%", "12,3\u00A0%", "12,3\u00A0%", "12,3\u00A0%", "12.3%"}};
    struct cir_buffer buffer = {0};
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        struct cir_tongue tongue = spoken_tongue((enum cir_language)i);
        cir_tongue_add_share(&buffer, &tongue, 0.1234, 3);
        spoken_check(&buffer, expected.texts[i]);
    }
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    cir_tongue_add_share(&buffer, &tongue, NAN, 3);
    spoken_check(&buffer, "not known");
    cir_tongue_add_share(&buffer, &tongue, 1, 3);
    spoken_check(&buffer, "100%");
    cir_tongue_add_share_interval(&buffer, &tongue, 0.1, 0.25, 3);
    spoken_check(&buffer, "10%–25%");
}

static void check_interval(enum cir_language language, double low, double high, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(language);
    struct cir_buffer buffer = {0};
    cir_tongue_add_interval(&buffer, &tongue, low, high, 3);
    spoken_check(&buffer, expected);
}

static void test_tongue_numbers__write_intervals(void)
{
    check_interval(CIR_EN, 2.5, 5, "2.5–5");
    check_interval(CIR_AR, 2.5, 5, "2.5\u200F–\u200F5");
    check_interval(CIR_ES, 2.5, 5, "2,5-5");
    check_interval(CIR_EN, 5, 5, "5");
    check_interval(CIR_EN, 4.9999, 5.0001, "5");
    check_interval(CIR_EN, -5, -2.5, "-5 to -2.5");
    check_interval(CIR_RU, -5, 2.5, "от -5 до 2,5");
    check_interval(CIR_EN, 3, INFINITY, "3 or more");
    check_interval(CIR_ZH, -INFINITY, 3, "3或以下");
    check_interval(CIR_EN, NAN, 3, "not known");
    check_interval(CIR_EN, 3, NAN, "not known");
}

static void test_tongue_numbers__do_not_hang_on_the_locale(void)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "fr_FR.UTF-8") == NULL) {
        cir_skip("no locale with a decimal comma is installed");
        return;
    }
    check_number(CIR_EN, 1234.5, 5, "1,234.5");
    setlocale(LC_ALL, "C");
}

static void test_tongue_numbers__end(void)
{
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    struct cir_buffer buffer = {.failed = true};
    cir_tongue_add_number(&buffer, &tongue, 2.385, 3);
    CU_ASSERT(buffer.failed);
    CU_ASSERT_EQUAL(buffer.size, 0);
    spoken_end();
}

CIR_SUITE("tongue numbers", {"have the signs of the language", test_tongue_numbers__have_the_signs_of_the_language},
          {"show the figures asked for", test_tongue_numbers__show_the_figures_asked_for},
          {"have an exponent only at the ends", test_tongue_numbers__have_an_exponent_only_at_the_ends},
          {"say what is no number", test_tongue_numbers__say_what_is_no_number},
          {"keep every figure of a count", test_tongue_numbers__keep_every_figure_of_a_count},
          {"write shares as percentages", test_tongue_numbers__write_shares_as_percentages},
          {"write intervals", test_tongue_numbers__write_intervals},
          {"do not hang on the locale", test_tongue_numbers__do_not_hang_on_the_locale},
          {"end quietly without memory", test_tongue_numbers__end})
