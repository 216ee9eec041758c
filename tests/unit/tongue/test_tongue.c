#include "spoken.h"
#include "suite.h"

static void test_tongue__is_one_of_six(void)
{
    enum cir_language language = CIR_EN;
    CU_ASSERT(cir_tongue_find(cir_text_of("zh"), &language));
    CU_ASSERT_EQUAL(language, CIR_ZH);
    CU_ASSERT_FALSE(cir_tongue_find(cir_text_of("de"), &language));
    CU_ASSERT_FALSE(cir_tongue_find(cir_text_of("FR"), &language));
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        CU_ASSERT(cir_tongue_find(cir_text_of(cir_tongue_code((enum cir_language)i)), &language));
        CU_ASSERT_EQUAL((int)language, i);
        CU_ASSERT_EQUAL(cir_tongue_from_right((enum cir_language)i), i == CIR_AR);
    }
}

static void test_tongue__has_each_word_in_each_language(void)
{
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        struct cir_tongue tongue = spoken_tongue((enum cir_language)i);
        CU_ASSERT_EQUAL((int)tongue.language, i);
        for (int word = 0; word < CIR_WORD_COUNT; word++)
            CU_ASSERT(cir_tongue_word(&tongue, (enum cir_word)word).size > 0);
    }
    struct cir_tongue french = spoken_tongue(CIR_FR);
    CU_ASSERT(cir_text_is(cir_tongue_word(&french, CIR_WORD_SUBTOTAL), "sous-total"));
    CU_ASSERT_STRING_EQUAL(cir_word_id(CIR_WORD_NOT_KNOWN), "not-known");
    spoken_end();
}

static void test_tongue__takes_the_digits_that_the_language_has(void)
{
    enum cir_digits digits = CIR_DIGITS_LATN;
    CU_ASSERT(cir_tongue_find_digits(cir_text_of("arab"), &digits));
    CU_ASSERT_EQUAL(digits, CIR_DIGITS_ARAB);
    CU_ASSERT_FALSE(cir_tongue_find_digits(cir_text_of("deva"), &digits));
    struct cir_tongue arabic = spoken_tongue(CIR_AR);
    CU_ASSERT_EQUAL(arabic.form->digits, CIR_DIGITS_LATN);
    CU_ASSERT(cir_tongue_set_digits(&arabic, CIR_DIGITS_ARAB));
    struct cir_buffer buffer = {0};
    cir_tongue_add_count(&buffer, &arabic, 2385);
    spoken_check(&buffer, "٢٬٣٨٥");
    struct cir_tongue english = spoken_tongue(CIR_EN);
    CU_ASSERT_FALSE(cir_tongue_set_digits(&english, CIR_DIGITS_ARAB));
    CU_ASSERT_EQUAL(english.form->digits, CIR_DIGITS_LATN);
    spoken_end();
}

static void check_tlp(const char *label, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    struct cir_text meaning = {0};
    CU_ASSERT_EQUAL(cir_tongue_tlp_meaning(&tongue, cir_text_of(label), &meaning), expected != NULL);
    CU_ASSERT(expected == NULL ? meaning.size == 0 : cir_text_starts_with(meaning, expected));
}

static void test_tongue__says_what_a_tlp_label_allows(void)
{
    check_tlp("TLP:RED", "for the named recipients alone");
    check_tlp("tlp:amber+strict", "limited disclosure: within the recipient’s organization only");
    check_tlp("amber-strict", "limited disclosure: within the recipient’s organization only");
    check_tlp("TLP:AMBER", "limited disclosure: within the recipient’s organization and to its clients");
    check_tlp("green", "limited disclosure: within the community");
    check_tlp("TLP:CLEAR", "disclosure is not limited");
    check_tlp("TLP:WHITE", NULL);
    check_tlp("TLP:", NULL);
    check_tlp("", NULL);
    spoken_end();
}

CIR_SUITE("tongue", {"is one of six", test_tongue__is_one_of_six},
          {"has each word in each language", test_tongue__has_each_word_in_each_language},
          {"takes the digits that the language has", test_tongue__takes_the_digits_that_the_language_has},
          {"says what a TLP label allows", test_tongue__says_what_a_tlp_label_allows})
