#include "spoken.h"
#include "suite.h"

static void test_phrase__holds_its_fillings(void)
{
    const struct cir_filling filling = {"file", cir_text_of("a{b}.csv")};
    const struct spoken_six expected = {{"أُعدّ استنادا إلى \u2068a{b}.csv\u2069", "made from a{b}.csv",
                                         "elaborado a partir de a{b}.csv", "établi à partir de a{b}.csv",
                                         "составлено на основе a{b}.csv", "根据a{b}.csv编制"}};
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        struct cir_tongue tongue = spoken_tongue((enum cir_language)i);
        struct cir_buffer buffer = {0};
        cir_tongue_add_phrase(&buffer, &tongue, CIR_WORD_MADE_FROM, &filling, 1);
        spoken_check(&buffer, expected.texts[i]);
    }
}

static void test_phrase__shows_what_nobody_filled(void)
{
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    const struct cir_filling filling = {"of", cir_text_of("x")};
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, &tongue, CIR_WORD_MADE_FROM, &filling, 1);
    spoken_check(&buffer, "made from {file}");
    cir_tongue_add_phrase(&buffer, &tongue, CIR_WORD_TOTAL, NULL, 0);
    spoken_check(&buffer, "total");
}

static void check_counted(enum cir_language language, uint64_t count, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(language);
    struct cir_buffer buffer = {0};
    cir_tongue_add_counted(&buffer, &tongue, CIR_COUNTED_INCIDENT, count);
    spoken_check(&buffer, expected);
}

static void test_phrase__counts_in_the_plural_of_the_language(void)
{
    check_counted(CIR_AR, 0, "لا حوادث");
    check_counted(CIR_AR, 1, "حادث واحد");
    check_counted(CIR_AR, 2, "حادثان");
    check_counted(CIR_AR, 10, "10 حوادث");
    check_counted(CIR_AR, 11, "11 حادثا");
    check_counted(CIR_AR, 102, "102 حادث");
    check_counted(CIR_AR, 2385, "2,385 حادثا");
    check_counted(CIR_EN, 0, "0 incidents");
    check_counted(CIR_EN, 1, "1 incident");
    check_counted(CIR_EN, 21, "21 incidents");
    check_counted(CIR_ES, 1, "1 incidente");
    check_counted(CIR_ES, 2385, "2385 incidentes");
    check_counted(CIR_ES, 1000000, "1.000.000 incidentes");
    check_counted(CIR_FR, 0, "0\u00A0incident");
    check_counted(CIR_FR, 1, "1\u00A0incident");
    check_counted(CIR_FR, 2, "2\u00A0incidents");
    check_counted(CIR_FR, 1000000, "1\u202F000\u202F000\u00A0incidents");
    check_counted(CIR_RU, 1, "1\u00A0инцидент");
    check_counted(CIR_RU, 11, "11\u00A0инцидентов");
    check_counted(CIR_RU, 12, "12\u00A0инцидентов");
    check_counted(CIR_RU, 21, "21\u00A0инцидент");
    check_counted(CIR_RU, 22, "22\u00A0инцидента");
    check_counted(CIR_RU, 25, "25\u00A0инцидентов");
    check_counted(CIR_RU, 111, "111\u00A0инцидентов");
    check_counted(CIR_ZH, 2, "2起事件");
}

static void check_list(enum cir_language language, size_t count, const char *expected)
{
    const struct cir_text items[] = {cir_text_of("A"), cir_text_of("B"), cir_text_of("C"), cir_text_of("D")};
    struct cir_tongue tongue = spoken_tongue(language);
    struct cir_buffer buffer = {0};
    cir_tongue_add_list(&buffer, &tongue, items, count);
    spoken_check(&buffer, expected);
}

static void test_phrase__lists_as_the_language_does(void)
{
    check_list(CIR_EN, 0, "");
    check_list(CIR_EN, 1, "A");
    check_list(CIR_EN, 2, "A and B");
    check_list(CIR_EN, 4, "A, B, C and D");
    check_list(CIR_AR, 3, "\u2068A\u2069 و\u2068B\u2069 و\u2068C\u2069");
    check_list(CIR_ES, 3, "A, B y C");
    check_list(CIR_FR, 3, "A, B et C");
    check_list(CIR_RU, 3, "A, B и C");
    check_list(CIR_ZH, 2, "A和B");
    check_list(CIR_ZH, 4, "A、B、C和D");
    spoken_end();
}

static void check_spanish(const struct cir_text *items, size_t count, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(CIR_ES);
    struct cir_buffer buffer = {0};
    cir_tongue_add_list(&buffer, &tongue, items, count);
    spoken_check(&buffer, expected);
}

static void test_phrase__joins_as_the_next_word_sounds(void)
{
    const struct cir_text items[] = {cir_text_of("Italia"), cir_text_of("Francia"), cir_text_of("Irán")};
    const struct cir_text others[] = {cir_text_of("Irán"), cir_text_of("Israel"), cir_text_of("Yemen")};
    const struct cir_text empty[] = {cir_text_of("i"), cir_text_of("")};
    check_spanish(items, 2, "Italia y Francia");
    check_spanish(items, 3, "Italia, Francia e Irán");
    check_spanish(items + 1, 2, "Francia e Irán");
    check_spanish(others, 3, "Irán, Israel y Yemen");
    check_spanish(empty, 2, "i y ");
    spoken_end();
}

CIR_SUITE("phrase", {"holds its fillings", test_phrase__holds_its_fillings},
          {"shows what nobody filled", test_phrase__shows_what_nobody_filled},
          {"counts in the plural of the language", test_phrase__counts_in_the_plural_of_the_language},
          {"lists as the language does", test_phrase__lists_as_the_language_does},
          {"joins as the next word sounds", test_phrase__joins_as_the_next_word_sounds})
