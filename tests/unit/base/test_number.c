#include "suite.h"

#include "base/number.h"
#include "random.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool same(double a, double b)
{
    return a == b && signbit(a) == signbit(b);
}

static void expect_read(const char *text, double expected)
{
    double value = 0;
    if (!cir_number_read(cir_text_of(text), &value) || !same(value, expected))
        CU_FAIL(text);
}

static void test_number__reads_decimals(void)
{
    expect_read("12", 12);
    expect_read("-0.5", -0.5);
    expect_read("1.2e5", 120000);
    expect_read("+2.385", 2.385);
    expect_read("1.2E-3", 0.0012);
    expect_read("7e+2", 700);
    expect_read("0", 0);
    expect_read("-0", -0.0);
    expect_read("000012.50", 12.5);
    expect_read(".25", 0.25);
    expect_read("3.", 3);
    expect_read("225000", 225000);
    expect_read("9007199254740993", 9007199254740992);
    expect_read("1e22", 1e22);
    expect_read("1e23", 1e23);
    expect_read("123456789012345678901234567890", 123456789012345678901234567890.0);
    expect_read("0e99999", 0);
    expect_read("0.000000000000000000000000000000000", 0);
    expect_read("5e-324", 5e-324);
    expect_read("1.7976931348623157e308", 1.7976931348623157e308);
}

static void test_number__refuses_all_else(void)
{
    static const char *const refused[] = {
        "",    " ",   "-",   "+",        ".",     "-.",    "e5",  ".e5",   "1e",   "1e+",
        "1e-", "1 ",  " 1",  "1,5",      "1.5.2", "--1",   "+-1", "1e5.0", "0x10", "inf",
        "nan", "INF", "NaN", "infinity", "1'000", "1_000", "12a", "1e5e5", "1d5",  "\xd9\xa1\xd9\xa2",
        "1\n"};
    double value = 0;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (cir_number_read(cir_text_of(refused[i]), &value))
            CU_FAIL(refused[i]);
    CU_ASSERT_FALSE(cir_number_read((struct cir_text){NULL, 0}, &value));
    CU_ASSERT_FALSE(cir_number_read((struct cir_text){"1\0", 2}, &value));
}

static void test_number__refuses_what_a_double_cannot_hold(void)
{
    double value = 0;
    CU_ASSERT_FALSE(cir_number_read(cir_text_of("1e309"), &value));
    CU_ASSERT_FALSE(cir_number_read(cir_text_of("-1.8e308"), &value));
    CU_ASSERT_FALSE(cir_number_read(cir_text_of("1e99999999999999999999"), &value));
    CU_ASSERT_TRUE(cir_number_read(cir_text_of("1e-99999999999999999999"), &value) && value == 0);
}

static void test_number__looks_no_further_than_its_text(void)
{
    double value = 0;
    CU_ASSERT_TRUE(cir_number_read((struct cir_text){"2.3855", 5}, &value) && same(value, 2.385));
    CU_ASSERT_TRUE(cir_number_read((struct cir_text){"12345678901234567890", 19}, &value));
    CU_ASSERT(same(value, 1234567890123456789.0));
}

static size_t put_digits(char *out, uint64_t *random, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        out[i] = (char)('0' + random_below(random, 10));
    return count;
}

/* Of every length, with the sign anywhere, and exponents on both sides of where one rounding is exact. */
static void random_decimal(char *out, uint64_t *random)
{
    size_t size = 0;
    if (random_below(random, 4) == 0)
        out[size++] = '-';
    size += put_digits(out + size, random, 1 + random_below(random, 20));
    if (random_below(random, 3) > 0) {
        out[size++] = '.';
        size += put_digits(out + size, random, random_below(random, 24));
    }
    out[size] = '\0';
    if (random_below(random, 3) == 0)
        snprintf(out + size, 8, "e%d", (int)random_below(random, 620) - 320);
    else if (random_below(random, 3) == 0)
        snprintf(out + size, 8, "e%d", (int)random_below(random, 60) - 30);
}

static void test_number__rounds_as_strtod_does(void)
{
    uint64_t random = 2718;
    unsigned read = 0;
    for (int i = 0; i < 200000; i++) {
        char text[80];
        double value = 0;
        random_decimal(text, &random);
        double expected = strtod(text, NULL);
        bool is_finite = isfinite(expected);
        if (cir_number_read(cir_text_of(text), &value) != is_finite || (is_finite && !same(value, expected)))
            CU_FAIL(text);
        read += is_finite;
    }
    CU_ASSERT(read > 150000);
}

/* Digits of every number that are sure to be there, with the point before, between and behind them. */
static void test_number__reads_every_length_with_the_point_anywhere(void)
{
    uint64_t random = 57721;
    for (int round = 0; round < 50; round++)
        for (unsigned digits = 1; digits <= 20; digits++)
            for (unsigned point = 0; point <= digits + 1; point++) {
                char text[24];
                size_t size = put_digits(text, &random, digits);
                if (point <= digits) {
                    memmove(text + point + 1, text + point, size - point);
                    text[point] = '.';
                    size++;
                }
                text[size] = '\0';
                expect_read(text, strtod(text, NULL));
                double value = 0;
                text[random_below(&random, (unsigned)size)] = "/:.- +xE"[random_below(&random, 8)];
                char *end = NULL;
                double expected = strtod(text, &end);
                bool is_number =
                    *end == '\0' && isfinite(expected) && text[0] != ' ' && memchr(text, 'x', size) == NULL;
                if (cir_number_read(cir_text_of(text), &value) != is_number || (is_number && !same(value, expected)))
                    CU_FAIL(text);
            }
}

/* A name of any locale of this machine whose decimal sign is a comma. */
static bool set_comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8", "fr_FR.utf8",
                                        "ru_RU.UTF-8", "es_ES.UTF-8", "it_IT.UTF-8", "pl_PL.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (setlocale(LC_ALL, names[i]) != NULL && strcmp(localeconv()->decimal_point, ",") == 0)
            return true;
    return false;
}

static void test_number__does_not_heed_the_locale(void)
{
    if (!set_comma_locale()) {
        cir_skip("no locale with a decimal comma is installed");
        return;
    }
    expect_read("2.385", 2.385);
    expect_read("2.3850000000000000000000001", 2.385);
    double value = 0;
    CU_ASSERT_FALSE(cir_number_read(cir_text_of("2,385"), &value));
    CU_ASSERT_FALSE(cir_number_read(cir_text_of("2,38500000000000000000000001"), &value));
    char out[CIR_NUMBER_SIZE];
    CU_ASSERT_TRUE(cir_text_is((struct cir_text){out, cir_number_write(out, 62.5, 2)}, "62.5"));
    setlocale(LC_ALL, "C");
}

static void test_number__reads_counts(void)
{
    uint64_t value = 0;
    CU_ASSERT_TRUE(cir_number_read_count(cir_text_of("225000"), &value) && value == 225000);
    CU_ASSERT_TRUE(cir_number_read_count(cir_text_of("0"), &value) && value == 0);
    CU_ASSERT_TRUE(cir_number_read_count(cir_text_of("9999999999999999999"), &value));
    CU_ASSERT_EQUAL(value, UINT64_C(9999999999999999999));
    static const char *const refused[] = {"", "-1", "+1", "1.0", "1e3", " 1", "1 ", "99999999999999999999", "a"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (cir_number_read_count(cir_text_of(refused[i]), &value))
            CU_FAIL(refused[i]);
}

static const struct {
    double value;
    int digits;
    const char *text;
} written[] = {
    // clang-format off
    {62.5,                   2, "62.5"},
    {70,                     2, "70"},
    {0,                      4, "0"},
    {-0.0,                   4, "0"},
    {-0.004,                 2, "0"},
    {-0.005,                 2, "-0.01"},
    {0.5,                    0, "1"},
    {1.5,                    0, "2"},
    {2.5,                    0, "3"},
    {-2.5,                   0, "-3"},
    {0.125,                  2, "0.13"},
    {0.49999999999999994,    0, "0"},
    {2.385,                  3, "2.385"},
    {2.385,                  9, "2.385"},
    {0.05,                   2, "0.05"},
    {100.01,                 1, "100"},
    {99.999,                 2, "100"},
    {0.000000001,            9, "0.000000001"},
    {1.0 / 3,                9, "0.333333333"},
    {-2.0 / 3,               4, "-0.6667"},
    {999999999,              0, "999999999"},
    {999999999.999999,       6, "999999999.999999"},
    {-123456789.987654321,   2, "-123456789.99"},
    {1000,                   3, "1000"},
    // clang-format on
};

static void test_number__writes_halves_away_from_zero_and_no_trailing_zeros(void)
{
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        char out[CIR_NUMBER_SIZE];
        size_t size = cir_number_write(out, written[i].value, written[i].digits);
        if (!cir_text_is((struct cir_text){out, size}, written[i].text))
            CU_FAIL(written[i].text);
    }
}

/* What is written reads back as the nearest number of so many decimals, in the least of text. */
static void test_number__writes_what_reads_back(void)
{
    uint64_t random = 31415;
    for (int i = 0; i < 100000; i++) {
        int digits = (int)random_below(&random, 7);
        double unit = pow(10, -digits);
        double value = ((double)random_below(&random, 2000000000) - 1e9) / pow(10, random_below(&random, 10));
        char out[CIR_NUMBER_SIZE];
        struct cir_text text = {out, cir_number_write(out, value, digits)};
        double back = 0;
        CU_ASSERT_TRUE_FATAL(text.size <= CIR_NUMBER_SIZE && cir_number_read(text, &back));
        if (fabs(back - value) > unit / 2 * (1 + 1e-6))
            CU_FAIL("not the nearest");
        const char *point = memchr(out, '.', text.size);
        if (point != NULL && (out[text.size - 1] == '0' || out + text.size - point > digits + 1))
            CU_FAIL("more text than needed");
    }
}

static void expect_exact(double value, const char *expected)
{
    char text[CIR_NUMBER_SIZE];
    size_t size = cir_number_write_exact(text, value);
    if (size != strlen(expected) || memcmp(text, expected, size) != 0) {
        printf("'%.*s', expected '%s'\n", (int)size, text, expected);
        CU_FAIL(expected);
    }
}

static void test_number__writes_exactly(void)
{
    expect_exact(0, "0");
    expect_exact(2.385, "2.385");
    expect_exact(-0.25, "-0.25");
    expect_exact(225000, "225000");
    expect_exact(1.0 / 3, "0.3333333333333333");
    expect_exact(0.1 + 0.2, "0.30000000000000004");
    expect_exact(0.00001234, "0.00001234");
    expect_exact(2.385e-7, "2.385e-7");
    expect_exact(123456789012345680, "123456789012345680");
    expect_exact(1e17, "100000000000000000");
    expect_exact(1e22, "1e22");
    expect_exact(1.7976931348623157e308, "1.7976931348623157e308");
    expect_exact(4.9406564584124654e-324, "5e-324");
}

static void expect_figures(double value, int figures, const char *expected)
{
    char text[CIR_NUMBER_SIZE];
    size_t size = cir_number_write_figures(text, value, figures);
    CU_ASSERT(cir_text_is((struct cir_text){text, size}, expected));
}

static void test_number__writes_figures(void)
{
    expect_figures(0, 9, "0");
    expect_figures(2.385, 9, "2.385");
    expect_figures(-2.385, 3, "-2.38"); /* in binary it is below the half */
    expect_figures(0.0000004, 9, "4e-7");
    expect_figures(0.1 + 0.2, 16, "0.3");
    expect_figures(2385.9999999999, 9, "2386");
    expect_figures(9.9996, 4, "10");
    expect_figures(2385000, 2, "2400000");
    expect_figures(2.385e302, 9, "2.385e302");
    expect_figures(4.9406564584124654e-324, 9, "4.94065646e-324");
}

static void test_number__writes_exactly_what_reads_back(void)
{
    uint64_t random = 20200531;
    bool has_locale = set_comma_locale();
    for (int i = 0; i < 200000; i++) {
        uint64_t bits = random_next(&random) & ~(UINT64_C(1) << 63);
        double value;
        double read = 0;
        char text[CIR_NUMBER_SIZE];
        memcpy(&value, &bits, sizeof value);
        if (i % 2 == 0)
            value = (double)(bits % 1000000007) / (double)(1 + bits % 991);
        if (!isfinite(value))
            continue;
        struct cir_text exact = {text, cir_number_write_exact(text, value)};
        if (exact.size > CIR_NUMBER_SIZE || !cir_number_read(exact, &read) || !same(read, value))
            CU_FAIL("another number");
    }
    if (has_locale)
        setlocale(LC_ALL, "C");
}

static void test_number__writes_counts(void)
{
    char out[20];
    CU_ASSERT_TRUE(cir_text_is((struct cir_text){out, cir_number_write_count(out, 0)}, "0"));
    CU_ASSERT_TRUE(cir_text_is((struct cir_text){out, cir_number_write_count(out, 1000)}, "1000"));
    CU_ASSERT_TRUE(
        cir_text_is((struct cir_text){out, cir_number_write_count(out, UINT64_MAX)}, "18446744073709551615"));
}

static void test_number__the_hundredth_is_that_of_the_figures(void)
{
    static const double fixed[][2] = {{0, 0},          {12, .12},         {.0006, .000006}, {.0003, .000003},
                                      {2.385, .02385}, {-2.385, -.02385}, {0.07, .0007},    {5e-324, 0},
                                      {1e22, 1e20},    {33.3, .333},      {57.01, .5701}};
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        CU_ASSERT_EQUAL(cir_number_hundredth(fixed[i][0]), fixed[i][1]);
    for (int i = 1; i < 200000; i += 7) { /* all of three decimals: what strtod makes of the moved point */
        char text[32];
        snprintf(text, sizeof text, "%de-5", i);
        CU_ASSERT_EQUAL(cir_number_hundredth(i / 1000.), strtod(text, NULL));
    }
}

CIR_SUITE("number", {"reads decimals", test_number__reads_decimals},
          {"refuses all else", test_number__refuses_all_else},
          {"refuses what a double cannot hold", test_number__refuses_what_a_double_cannot_hold},
          {"looks no further than its text", test_number__looks_no_further_than_its_text},
          {"rounds as strtod does", test_number__rounds_as_strtod_does},
          {"reads every length with the point anywhere", test_number__reads_every_length_with_the_point_anywhere},
          {"does not heed the locale", test_number__does_not_heed_the_locale},
          {"reads counts", test_number__reads_counts},
          {"writes halves away from zero and no trailing zeros",
           test_number__writes_halves_away_from_zero_and_no_trailing_zeros},
          {"the hundredth is that of the figures", test_number__the_hundredth_is_that_of_the_figures},
          {"writes what reads back", test_number__writes_what_reads_back},
          {"writes exactly", test_number__writes_exactly}, {"writes figures", test_number__writes_figures},
          {"writes exactly what reads back", test_number__writes_exactly_what_reads_back},
          {"writes counts", test_number__writes_counts})
