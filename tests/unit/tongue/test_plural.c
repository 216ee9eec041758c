#include "suite.h"

#include "model/plural.h"

/* The samples of the plural rules of Unicode CLDR 48, each with its form. */
static void check(enum cir_language language, enum cir_plural plural, const uint64_t *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(cir_plural_of(language, counts[i]), plural);
        CU_ASSERT_NOT_EQUAL(cir_plural_need_of(language, cir_plural_of(language, counts[i])), CIR_PLURAL_NEVER);
    }
}

#define CHECK(language, plural, ...)                                                                                   \
    check(language, plural, (const uint64_t[]){__VA_ARGS__}, sizeof(uint64_t[]){__VA_ARGS__} / sizeof(uint64_t))

static void test_plural__follows_the_samples(void)
{
    CHECK(CIR_AR, CIR_PLURAL_ZERO, 0);
    CHECK(CIR_AR, CIR_PLURAL_ONE, 1);
    CHECK(CIR_AR, CIR_PLURAL_TWO, 2);
    CHECK(CIR_AR, CIR_PLURAL_FEW, 3, 10, 103, 110, 1003);
    CHECK(CIR_AR, CIR_PLURAL_MANY, 11, 26, 99, 111, 1011);
    CHECK(CIR_AR, CIR_PLURAL_OTHER, 100, 101, 102, 200, 202, 1000, 1000000);
    CHECK(CIR_EN, CIR_PLURAL_ONE, 1);
    CHECK(CIR_EN, CIR_PLURAL_OTHER, 0, 2, 16, 100, 1000000);
    CHECK(CIR_ES, CIR_PLURAL_ONE, 1);
    CHECK(CIR_ES, CIR_PLURAL_MANY, 1000000, 2000000);
    CHECK(CIR_ES, CIR_PLURAL_OTHER, 0, 2, 16, 1000, 1000001);
    CHECK(CIR_FR, CIR_PLURAL_ONE, 0, 1);
    CHECK(CIR_FR, CIR_PLURAL_MANY, 1000000, 3000000);
    CHECK(CIR_FR, CIR_PLURAL_OTHER, 2, 17, 100, 999999);
    CHECK(CIR_RU, CIR_PLURAL_ONE, 1, 21, 31, 101, 1001);
    CHECK(CIR_RU, CIR_PLURAL_FEW, 2, 4, 22, 24, 102, 1002);
    CHECK(CIR_RU, CIR_PLURAL_MANY, 0, 5, 11, 12, 13, 14, 19, 100, 111, 112, 1000000, UINT64_MAX);
    CHECK(CIR_ZH, CIR_PLURAL_OTHER, 0, 1, 2, 100);
}

static void test_plural__always_has_a_form_that_is_needed_or_falls_back(void)
{
    for (int i = 0; i < CIR_LANGUAGES; i++)
        CU_ASSERT_EQUAL(cir_plural_need_of((enum cir_language)i, CIR_PLURAL_OTHER), CIR_PLURAL_NEEDED);
    CU_ASSERT_EQUAL(cir_plural_need_of(CIR_FR, CIR_PLURAL_MANY), CIR_PLURAL_OPTIONAL);
    CU_ASSERT_EQUAL(cir_plural_need_of(CIR_EN, CIR_PLURAL_FEW), CIR_PLURAL_NEVER);
}

/* A form whose text may leave the count out goes with no second number. */
static void test_plural__tells_a_single_number_where_it_says_so(void)
{
    for (int language = 0; language < CIR_LANGUAGES; language++) {
        size_t numbers[CIR_PLURALS] = {0};
        for (uint64_t count = 0; count < 5000; count++)
            numbers[cir_plural_of((enum cir_language)language, count)]++;
        for (int plural = 0; plural < CIR_PLURALS; plural++)
            CU_ASSERT_EQUAL(cir_plural_is_one_number((enum cir_language)language, (enum cir_plural)plural),
                            numbers[plural] == 1);
    }
}

CIR_SUITE("plural", {"follows the samples", test_plural__follows_the_samples},
          {"always has a form that is needed or falls back",
           test_plural__always_has_a_form_that_is_needed_or_falls_back},
          {"tells a single number where it says so", test_plural__tells_a_single_number_where_it_says_so})
