#include "sink/impact_columns.h"

#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_impact_columns__four_significant_digits(void)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {2.385, "2.385"},
                 {2.38549, "2.385"},
                 {23.8549, "23.85"},
                 {.0301249, "0.03012"},
                 {9.9999, "10"},
                 {1e-12, "0"},
                 {999.96, "1000"},
                 {1000, "1000"},
                 {9999.4, "9999"},
                 {10000, "10000"},
                 {12345, "12350"},
                 {238549, "238500"},
                 {999960, "1000000"},
                 {1234567, "1235000"},
                 {3.5e11, "350000000000"},
                 {9.8765e14, "987700000000000"},
                 {2.3854e17, "238500000000000000"},
                 {2.3854e23, "2.385e23"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[CIR_NUMBER_SIZE];
        size_t size = cir_impact_write(out, cases[i].value);
        if (!cir_text_is((struct cir_text){out, size}, cases[i].text))
            CU_FAIL(cases[i].text);
    }
}

/* All numbers of four figures, and those around each power of ten, are what printf makes of them. */
static void test_impact_columns__as_printf_does(void)
{
    for (int power = -12; power <= 3; power++)
        for (int figures = 1; figures<100000; figures += power> - 6 ? 37 : 997) {
            char out[CIR_NUMBER_SIZE];
            char expected[64];
            char plain[64];
            double read = 0;
            int size = snprintf(plain, sizeof plain, "%de%d", figures, power - 4);
            CU_ASSERT_FATAL(cir_number_read((struct cir_text){plain, (size_t)size}, &read));
            if (fmod(figures, figures < 10000 ? 1 : 10) == 5)
                continue; /* a half: printf rounds what it is in binary */
            int decimals = read >= 1000 ? 0 : 3 - (int)floor(log10(read));
            decimals = decimals > CIR_NUMBER_DIGITS_MAX ? CIR_NUMBER_DIGITS_MAX : decimals;
            struct cir_text text = {out, cir_impact_write(out, read)};
            snprintf(expected, sizeof expected, "%.*f", decimals, read);
            double back = 0;
            CU_ASSERT(cir_number_read(text, &back) && fabs(back - strtod(expected, NULL)) <= 1e-12 * read);
            CU_ASSERT(memchr(out, '.', text.size) == NULL || (out[text.size - 1] != '0' && out[text.size - 1] != '.'));
        }
}

static void test_impact_columns__nothing_of_what_is_not_known(void)
{
    char out[CIR_NUMBER_SIZE];
    CU_ASSERT_EQUAL(cir_impact_write(out, NAN), 0);
}

static void test_impact_columns__each_has_its_number(void)
{
    const struct cir_row_impact impact = {
        .direct = 1, .low = {2, 4, 6}, .high = {3, 5, 7}, .states_low = 8, .states_high = 9};
    double numbers[CIR_IMPACT_NUMBERS];
    cir_impact_numbers(numbers, &impact);
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++) {
        CU_ASSERT_EQUAL(numbers[i], i + 1);
        CU_ASSERT(strncmp(cir_impact_column_list()[i].name, "impact_", 7) == 0);
    }
}

CIR_SUITE("impact_columns", {"four significant digits", test_impact_columns__four_significant_digits},
          {"as printf does", test_impact_columns__as_printf_does},
          {"nothing of what is not known", test_impact_columns__nothing_of_what_is_not_known},
          {"each has its number", test_impact_columns__each_has_its_number})
