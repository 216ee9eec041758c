#include "sink/impact_columns.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static void test_impact_columns__four_significant_digits(void)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},           {2.385, "2.385"},        {2.38549, "2.385"},   {23.8549, "23.85"},
                 {238549, "238500"}, {1234567, "1235000"},    {.0301249, ".03012"}, {9.9999, "10"},
                 {1e-12, "0"},       {3.5e11, "350000000000"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[CIR_NUMBER_SIZE];
        size_t size = cir_impact_write(out, cases[i].value);
        const char *expected = cases[i].text;
        struct cir_text text = {out, size};
        if (expected[0] == '.') { /* "0.03012" */
            CU_ASSERT(size == strlen(expected) + 1 && memcmp(out + 1, expected, strlen(expected)) == 0);
            continue;
        }
        if (!cir_text_is(text, expected))
            CU_FAIL(expected);
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
        .direct = 1, .low = {2, 4, 6}, .high = {3, 5, 7}, .states_low = 8, .states_high = 9, .top = ""};
    for (int i = 0; i < CIR_IMPACT_NUMBERS; i++) {
        CU_ASSERT_EQUAL(cir_impact_number(&impact, (enum cir_impact_column_number)i), i + 1);
        CU_ASSERT(strncmp(cir_impact_column_list()[i].name, "impact_", 7) == 0);
    }
}

CIR_SUITE("impact_columns", {"four significant digits", test_impact_columns__four_significant_digits},
          {"nothing of what is not known", test_impact_columns__nothing_of_what_is_not_known},
          {"each has its number", test_impact_columns__each_has_its_number})
