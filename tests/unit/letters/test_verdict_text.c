#include "spoken.h"
#include "suite.h"

#include "definitions/definitions.h"
#include "letters/verdict_text.h"

#include <math.h>

/* A shipped scheme, with definitions of its own. */
struct judged {
    struct cir_definitions *definitions;
    struct cir_scheme *scheme;
};

static struct judged open_scheme(const char *name)
{
    struct judged judged = {.definitions = NULL};
    struct cir_fields fields = {0};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&judged.definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_words_load(judged.definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, judged.definitions, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_scheme_load(&judged.scheme, judged.definitions, &fields, NULL, name, NULL, NULL), CIR_OK);
    return judged;
}

static void close_scheme(struct judged *judged)
{
    cir_scheme_free(judged->scheme);
    cir_definitions_free(judged->definitions);
}

static void check(const struct judged *judged, enum cir_language language, const struct cir_verdict *verdict,
                  const char *expected)
{
    const struct cir_tongue tongue = cir_tongue_of(judged->definitions, language);
    struct cir_buffer text = {0};
    cir_letter_add_verdict(&text, &tongue, judged->scheme, verdict);
    spoken_check(&text, expected);
}

static void test_verdict__is_told_with_its_score(void)
{
    struct judged judged = open_scheme("gge");
    struct cir_verdict verdict = {
        .level = 3, .level_low = 3, .level_high = 3, .score = {52.385, 52.385, 52.385, 0.8134}};
    check(&judged, CIR_EN, &verdict,
          "gge 1.0: significant (score 52.4 of 100; 81.3% of what the scheme asks was answered)");
    verdict.level_high = 4;
    verdict.score.high = 61;
    check(&judged, CIR_EN, &verdict,
          "gge 1.0: significant, not below significant and not above severe (score 52.4–61 of 100; 81.3% of what the "
          "scheme asks was answered)");
    verdict.level = CIR_LEVEL_UNKNOWN;
    verdict.score.point = NAN;
    check(&judged, CIR_ZH, &verdict,
          "gge 1.0：无法判定，不低于显著且不高于严重（得分52.4-61，满分100；方案所问内容已答81.3%）");
    close_scheme(&judged);
}

static void test_verdict__of_rules_alone_has_no_score(void)
{
    struct judged judged = open_scheme("nis2-2024-2690");
    struct cir_verdict verdict = {.level = judged.scheme->bands[0].level,
                                  .level_low = judged.scheme->bands[0].level,
                                  .level_high = judged.scheme->bands[1].level,
                                  .score = {NAN, NAN, NAN, 0.5}};
    struct cir_buffer text = {0};
    const struct cir_tongue tongue = cir_tongue_of(judged.definitions, CIR_EN);
    cir_letter_add_verdict(&text, &tongue, judged.scheme, &verdict);
    CU_ASSERT(cir_text_starts_with(cir_buffer_text(&text), "nis2-2024-2690 "));
    cir_buffer_add_char(&text, '\0');
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, ", not below "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, " (50% of what the scheme asks was answered)"));
    CU_ASSERT_PTR_NULL(strstr(text.data, "score"));
    cir_buffer_free(&text);
    close_scheme(&judged);
}

static void test_verdict__outside_the_scope_is_no_more_than_that(void)
{
    struct judged judged = open_scheme("gge");
    const struct cir_verdict verdict = {.level = CIR_LEVEL_NOT_APPLICABLE,
                                        .level_low = CIR_LEVEL_NOT_APPLICABLE,
                                        .level_high = CIR_LEVEL_NOT_APPLICABLE,
                                        .score = {NAN, NAN, NAN, NAN}};
    check(&judged, CIR_EN, &verdict, "gge 1.0: not applicable");
    check(&judged, CIR_FR, &verdict, "gge 1.0\u00A0: non applicable");
    close_scheme(&judged);
}

CIR_SUITE("verdict_text", {"is told with its score", test_verdict__is_told_with_its_score},
          {"of rules alone has no score", test_verdict__of_rules_alone_has_no_score},
          {"outside the scope is no more than that", test_verdict__outside_the_scope_is_no_more_than_that})
