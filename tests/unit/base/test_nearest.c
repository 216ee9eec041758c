#include "base/nearest.h"

#include "suite.h"

static const char *const names[] = {"energy", "health", "finance", "water", "de", "national", "rational"};

static struct cir_text nearest_of(const char *wanted, bool backwards)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(wanted));
    size_t count = sizeof names / sizeof names[0];
    for (size_t i = 0; i < count; i++)
        cir_nearest_offer(&nearest, cir_text_of(names[backwards ? count - 1 - i : i]));
    return nearest.found;
}

static const struct {
    const char *wanted, *found;
} cases[] = {
    // clang-format off
    {"energy",   "energy"},
    {"ENRGY",    "energy"},   /* one left out */
    {"enegry",   "energy"},   /* neighbours swapped: one step, not two */
    {"waters",   "water"},
    {"wter",     "water"},
    {"helthe",   "health"},   /* two of six */
    {"watxy",    ""},         /* two of five are too many */
    {"finanzen", "finance"},
    {"dx",       ""},         /* two letters have no near ones */
    {"pational", "national"}, /* as near as rational: the first in order */
    {"transport", ""},
    {"nationalxyz", "national"}, /* three letters more */
    {"nationalwxyz", ""},        /* four of twelve: beyond three no text is near */
    {"",         ""},
    // clang-format on
};

static void test_nearest__finds_what_was_meant(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_text found = nearest_of(cases[i].wanted, false);
        CU_ASSERT(cir_text_is(found, cases[i].found));
        CU_ASSERT(cir_text_equal(found, nearest_of(cases[i].wanted, true)));
    }
}

static void test_nearest__passes_over_long_names(void)
{
    char longest[CIR_NEAREST_SIZE + 2];
    memset(longest, 'a', sizeof longest);
    struct cir_text fits = {longest, CIR_NEAREST_SIZE};
    struct cir_text too_long = {longest, CIR_NEAREST_SIZE + 1};
    struct cir_nearest nearest = cir_nearest_start(fits);
    cir_nearest_offer(&nearest, too_long);
    CU_ASSERT_EQUAL(nearest.found.size, 0);
    cir_nearest_offer(&nearest, fits);
    CU_ASSERT_EQUAL(nearest.found.size, CIR_NEAREST_SIZE);
    nearest = cir_nearest_start(too_long);
    cir_nearest_offer(&nearest, fits);
    CU_ASSERT_EQUAL(nearest.found.size, 0);
}

static void test_nearest__searches_an_index(void)
{
    struct cir_arena arena = {0};
    struct cir_index index = {.fold_case = true};
    CU_ASSERT_EQUAL(cir_nearest_key(&index, cir_text_of("energy")).size, 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        CU_ASSERT(cir_index_insert(&index, &arena, cir_text_of(names[i]), (uint32_t)i, NULL));
    CU_ASSERT(cir_text_is(cir_nearest_key(&index, cir_text_of("Enery")), "energy"));
    cir_arena_free(&arena);
}

CIR_SUITE("nearest", {"finds what was meant", test_nearest__finds_what_was_meant},
          {"passes over long names", test_nearest__passes_over_long_names},
          {"searches an index", test_nearest__searches_an_index})
