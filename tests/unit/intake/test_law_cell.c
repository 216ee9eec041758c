#include "intake/law_cell.h"

#include "suite.h"

#include <math.h>
#include <string.h>

static void expect(const char *cell, enum cir_fact_law_kind kind, double first, double second)
{
    struct cir_fact_law law = {CIR_FACT_EVEN, NAN, NAN};
    struct cir_law_fault fault;
    CU_ASSERT_TRUE(cir_law_cell_is(cir_text_of(cell)));
    CU_ASSERT_TRUE_FATAL(cir_law_cell_read(&law, cir_text_of(cell), &fault));
    CU_ASSERT_EQUAL(law.kind, kind);
    CU_ASSERT_EQUAL(law.first, first);
    CU_ASSERT_EQUAL(law.second, second);
}

static void test_law_cell__reads_each_law(void)
{
    expect("normal(11.7 2.385)", CIR_FACT_NORMAL, 11.7, 2.385);
    expect("lognormal(-0.086 0.056)", CIR_FACT_LOGNORMAL, -.086, .056);
    expect("beta(8 121)", CIR_FACT_BETA, 8, 121);
}

static void test_law_cell__passes_over_case_and_blanks(void)
{
    expect("  Normal ( 0    2.385 ) ", CIR_FACT_NORMAL, 0, 2.385);
    expect("BETA(.5  .5)", CIR_FACT_BETA, .5, .5);
}

static void test_law_cell__numbers_are_no_laws(void)
{
    CU_ASSERT_FALSE(cir_law_cell_is(cir_text_of("")));
    CU_ASSERT_FALSE(cir_law_cell_is(cir_text_of("100..238.5")));
    CU_ASSERT_FALSE(cir_law_cell_is(cir_text_of("unknown")));
}

static void expect_refusal(const char *cell, const char *words)
{
    struct cir_fact_law law = {CIR_FACT_EVEN, 2.385, 1};
    struct cir_law_fault fault = {""};
    CU_ASSERT_FALSE(cir_law_cell_read(&law, cir_text_of(cell), &fault));
    CU_ASSERT_PTR_NOT_NULL(strstr(fault.expected, words));
    CU_ASSERT_EQUAL(law.first, 2.385);
}

static void test_law_cell__names_the_laws_there_are(void)
{
    expect_refusal("gamma(1 2)", "one of normal(mean deviation), lognormal(mean deviation), beta(alpha beta)");
    expect_refusal("nromal(1 2)", "(nearest: 'normal')");
    expect_refusal("(1 2)", "one of normal");
}

static void test_law_cell__wants_two_numbers(void)
{
    static const char *const cells[] = {"normal(",     "normal()",     "normal(3)",    "normal(3 )",
                                        "normal(3 2",  "normal(3,2)",  "normal(3;2)",  "normal(3 2 1)",
                                        "normal(a 2)", "normal(3 2)x", "normal(3 1e)", "normal(1 nan)"};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        expect_refusal(cells[i], "normal(mean deviation), two numbers with a blank between them");
}

static void test_law_cell__wants_numbers_that_the_law_can_have(void)
{
    expect_refusal("normal(3 0)", "a deviation above 0");
    expect_refusal("normal(-3 1)", "a mean from 0 up");
    expect_refusal("lognormal(3 0)", "natural logarithm");
    expect_refusal("lognormal(50.1 1)", "from -50 to 50");
    expect_refusal("lognormal(1 20.1)", "at most 20");
    expect_refusal("beta(0 5)", "both above 0");
    expect_refusal("beta(5 -1)", "both above 0");
    expect_refusal("beta(5 100001)", "at most 100000");
}

CIR_SUITE("law_cell", {"reads each law", test_law_cell__reads_each_law},
          {"passes over case and blanks", test_law_cell__passes_over_case_and_blanks},
          {"numbers are no laws", test_law_cell__numbers_are_no_laws},
          {"names the laws there are", test_law_cell__names_the_laws_there_are},
          {"wants two numbers", test_law_cell__wants_two_numbers},
          {"wants numbers that the law can have", test_law_cell__wants_numbers_that_the_law_can_have})
