#include "intake/judgement_value.h"

#include "../panel/limits.h"
#include "suite.h"

static bool read_value(struct cir_panel_answer *answer, const char *text, enum cir_judgement_kind kind, char *words)
{
    const struct cir_panel_limits limits = limits_of_saaty();
    words[0] = '\0';
    *answer = (struct cir_panel_answer){.argument = "because"};
    return cir_judgement_value_read(answer, cir_text_of(text), kind, &limits, words);
}

static void test_judgement_value__reads_what_people_write(void)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"3", 3},          {" 9 ", 9},        {"1/3", 1 / 3.0},   {"1 / 7", 1 / 7.0}, {"0.333", 1 / 3.0},
                {"0.33", 1 / 3.0}, {"0.14", 1 / 7.0}, {"0.11", 1 / 9.0},  {"0.125", 1 / 8.0}, {"0.13", 1 / 8.0},
                {"0.3", 0.3},      {"2.385", 2.385},  {"0.2385", 0.2385}, {"1e0", 1},         {"5/2", 2.5},
                {"0.6", 0.6},      {"0.5", 0.5},      {"0.1111", 1 / 9.0}};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct cir_panel_answer answer;
        char words[CIR_JUDGEMENT_WORDS_SIZE];
        CU_ASSERT_TRUE(read_value(&answer, good[i].text, CIR_JUDGEMENT_PAIRWISE, words));
        CU_ASSERT_EQUAL(answer.state, CIR_PANEL_ANSWER_GIVEN);
        CU_ASSERT_DOUBLE_EQUAL(answer.value, good[i].value, 1e-12);
        CU_ASSERT_STRING_EQUAL(answer.argument, "because");
    }
}

static void test_judgement_value__blank_is_not_cannot_and_neither_is_zero(void)
{
    struct cir_panel_answer answer;
    char words[CIR_JUDGEMENT_WORDS_SIZE];
    CU_ASSERT_TRUE(read_value(&answer, " ", CIR_JUDGEMENT_RATING, words));
    CU_ASSERT_EQUAL(answer.state, CIR_PANEL_ANSWER_BLANK);
    CU_ASSERT_TRUE(isnan(answer.value));
    CU_ASSERT_TRUE(read_value(&answer, "?", CIR_JUDGEMENT_RATING, words));
    CU_ASSERT_EQUAL(answer.state, CIR_PANEL_ANSWER_CANNOT);
    CU_ASSERT_TRUE(isnan(answer.value));
    CU_ASSERT_TRUE(read_value(&answer, "0.01", CIR_JUDGEMENT_RATING, words));
    CU_ASSERT_EQUAL(answer.value, 0.01);
    CU_ASSERT_FALSE(read_value(&answer, "0", CIR_JUDGEMENT_RATING, words));
    CU_ASSERT_EQUAL(answer.state, CIR_PANEL_ANSWER_BLANK);
    CU_ASSERT_PTR_NOT_NULL(strstr(words, "leave blank"));
}

static void test_judgement_value__refuses_and_says_what_to_do(void)
{
    static const struct {
        const char *text;
        enum cir_judgement_kind kind;
        const char *words;
    } bad[] = {{"10", CIR_JUDGEMENT_PAIRWISE, "from 1/9 to 9"}, {"0.1", CIR_JUDGEMENT_PAIRWISE, "from 1/9 to 9"},
               {"1/10", CIR_JUDGEMENT_PAIRWISE, "1/9"},         {"0", CIR_JUDGEMENT_PAIRWISE, "blank"},
               {"-3", CIR_JUDGEMENT_PAIRWISE, "blank"},         {"1/0", CIR_JUDGEMENT_PAIRWISE, "fraction"},
               {"/3", CIR_JUDGEMENT_PAIRWISE, "fraction"},      {"1/", CIR_JUDGEMENT_PAIRWISE, "fraction"},
               {"nan", CIR_JUDGEMENT_PAIRWISE, "number"},       {"inf", CIR_JUDGEMENT_PAIRWISE, "number"},
               {"0,333", CIR_JUDGEMENT_PAIRWISE, "a point"},    {"03-Jan", CIR_JUDGEMENT_PAIRWISE, "write 0.333"},
               {"2026-01-03", CIR_JUDGEMENT_PAIRWISE, "date"},  {"1/3/2026", CIR_JUDGEMENT_PAIRWISE, "date"},
               {"3 x", CIR_JUDGEMENT_PAIRWISE, "number"},       {"1e400", CIR_JUDGEMENT_RATING, "at most 100"},
               {"100.5", CIR_JUDGEMENT_SWING, "at most 100"},   {"-1", CIR_JUDGEMENT_RATING, "above 0"}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct cir_panel_answer answer;
        char words[CIR_JUDGEMENT_WORDS_SIZE];
        CU_ASSERT_FALSE(read_value(&answer, bad[i].text, bad[i].kind, words));
        CU_ASSERT_PTR_NOT_NULL(strstr(words, bad[i].words));
        CU_ASSERT_TRUE(isnan(answer.value));
    }
}

static bool agree(const char *there, const char *back)
{
    struct cir_panel_answer a;
    struct cir_panel_answer b;
    char words[CIR_JUDGEMENT_WORDS_SIZE];
    CU_ASSERT_TRUE(read_value(&a, there, CIR_JUDGEMENT_PAIRWISE, words));
    CU_ASSERT_TRUE(read_value(&b, back, CIR_JUDGEMENT_PAIRWISE, words));
    CU_ASSERT_EQUAL(cir_judgement_values_agree(&a, &b), cir_judgement_values_agree(&b, &a));
    return cir_judgement_values_agree(&a, &b);
}

static void test_judgement_value__reciprocals_agree_as_far_as_decimals_tell(void)
{
    CU_ASSERT_TRUE(agree("3", "1/3"));
    CU_ASSERT_TRUE(agree("3", "0.3"));
    CU_ASSERT_TRUE(agree("2.5", "0.4"));
    CU_ASSERT_TRUE(agree("2.385", "0.42"));
    CU_ASSERT_TRUE(agree("1", "1"));
    CU_ASSERT_FALSE(agree("3", "1/4"));
    CU_ASSERT_FALSE(agree("3", "3"));
    CU_ASSERT_FALSE(agree("2.385", "0.45"));
    CU_ASSERT_FALSE(agree("7", "0.125"));
}

CIR_SUITE("judgement value", {"reads what people write", test_judgement_value__reads_what_people_write},
          {"blank is not cannot and neither is zero", test_judgement_value__blank_is_not_cannot_and_neither_is_zero},
          {"refuses and says what to do", test_judgement_value__refuses_and_says_what_to_do},
          {"reciprocals agree as far as decimals tell",
           test_judgement_value__reciprocals_agree_as_far_as_decimals_tell})
