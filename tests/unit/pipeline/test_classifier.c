#include "cirisk.h"

#include "overlay.h"
#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>

static struct cir_classifier *classifier_of(const char *const *schemes, size_t count)
{
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, count, NULL), CIR_OK);
    return classifier;
}

static const char *const nciss[] = {"nciss"};
static const char *const gge[] = {"gge"};

/* Vector it-supply-chain of the scheme. */
static const struct cir_fact supply_chain[] = {
    {"functional_impact", "significant-non-critical"},
    {"observed_activity", "presence"},
    {"location", "l3"},
    {"actor", "apt-targeted"},
    {"information_impact", "critical-data"},
    {"recoverability", "extended"},
    {"cross_sector", "information-technology"},
    {"potential_impact", "severe"},
};
enum { SUPPLY_CHAIN = sizeof supply_chain / sizeof supply_chain[0] };

static void test_classifier__judges_one_incident(void)
{
    struct cir_classifier *classifier = classifier_of(nciss, 1);
    struct cir_verdict verdict;
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_classify(classifier, supply_chain, SUPPLY_CHAIN, &verdict, &error), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(verdict.score.point, 72.682927, 1e-6);
    CU_ASSERT_EQUAL(verdict.score.low, verdict.score.high);
    CU_ASSERT_EQUAL(verdict.level, 3);
    CU_ASSERT_DOUBLE_EQUAL(verdict.score.coverage, 1, 1e-12);
    cir_classifier_free(classifier);
}

static void test_classifier__judges_by_every_scheme_in_order(void)
{
    static const char *const schemes[] = {"gge", "nciss", "dora-2024-1772"};
    struct cir_classifier *classifier = classifier_of(schemes, 3);
    struct cir_verdict verdicts[3];
    CU_ASSERT_EQUAL(cir_classifier_scheme_count(classifier), 3);
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_STRING_EQUAL(cir_classifier_scheme(classifier, i)->name, schemes[i]);
    CU_ASSERT_EQUAL(cir_classify(classifier, supply_chain, SUPPLY_CHAIN, verdicts, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(verdicts[1].score.point, 72.682927, 1e-6);
    CU_ASSERT_EQUAL(verdicts[2].level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_TRUE(isnan(verdicts[2].score.point));
    cir_classifier_free(classifier);
}

static void test_classifier__without_facts_cannot_tell(void)
{
    struct cir_classifier *classifier = classifier_of(gge, 1);
    struct cir_verdict verdict;
    CU_ASSERT_EQUAL(cir_classify(classifier, NULL, 0, &verdict, NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(verdict.level_low, 0);
    CU_ASSERT_EQUAL(verdict.level_high, 5);
    CU_ASSERT_EQUAL(verdict.score.coverage, 0);
    cir_classifier_free(classifier);
}

static void test_classifier__knows_fields_beyond_the_canonical_ones(void)
{
    struct cir_classifier *none = classifier_of(NULL, 0);
    struct cir_classifier *with = classifier_of(nciss, 1);
    CU_ASSERT_EQUAL(cir_classifier_scheme_count(none), 0);
    CU_ASSERT_EQUAL(cir_classifier_fields(none)->count, CIR_FIELD_CANONICAL);
    CU_ASSERT_EQUAL(cir_classifier_fields(with)->count, CIR_FIELD_CANONICAL + 7);
    CU_ASSERT_STRING_EQUAL(cir_classifier_fields(with)->list[CIR_FIELD_CANONICAL].asked_by, "nciss");
    CU_ASSERT_TRUE(cir_classifier_definitions(none)->country_count >= 193);
    cir_classifier_free(none);
    cir_classifier_free(with);
}

static void expect_refusal(const struct cir_classifier *classifier, struct cir_fact fact, enum cir_status status,
                           const char *message)
{
    const struct cir_fact facts[] = {{"deaths", "2"}, fact, {"injured", "3"}};
    struct cir_verdict verdict;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 3, &verdict, &error), status);
    CU_ASSERT_EQUAL(error.status, status);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
}

static void test_classifier__refuses_bad_facts(void)
{
    struct cir_classifier *classifier = classifier_of(gge, 1);
    expect_refusal(classifier, (struct cir_fact){"people", "1"}, CIR_BAD_USE, "no column 'people'");
    expect_refusal(classifier, (struct cir_fact){"location", "l3"}, CIR_BAD_USE, "no column 'location'");
    expect_refusal(classifier, (struct cir_fact){"duration_h", "2,385"}, CIR_BAD_CELL,
                   "duration_h: bad-number: '2,385'; expected a number");
    expect_refusal(classifier, (struct cir_fact){"country", "Atlantis"}, CIR_BAD_CELL, "country: unknown-country");
    expect_refusal(classifier, (struct cir_fact){"people_share", "1.5"}, CIR_BAD_CELL, "people_share: out-of-range");
    cir_classifier_free(classifier);
}

static void test_classifier__says_of_what_kind_an_asset_is(void)
{
    static const char *const kritis[] = {"kritis-de-2022"};
    struct cir_classifier *classifier = classifier_of(kritis, 1);
    struct cir_fact facts[] = {{"capacity_mw", "104"}, {"facility", "power-plant"}, {"country", "DE"}};
    struct cir_verdict verdict;
    expect_refusal(classifier, facts[0], CIR_BAD_CELL,
                   "facility: facility-missing: ''; expected one of the facilities of kritis-de-2022");
    expect_refusal(classifier, (struct cir_fact){"facility", "power-palnt"}, CIR_BAD_CELL,
                   "facility: unknown-option: 'power-palnt'; expected one of the facilities of kritis-de-2022");
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 3, &verdict, NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict.level, 1);
    facts[1].text = "unknown";
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 3, &verdict, NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict.level, CIR_LEVEL_UNKNOWN);
    facts[1].text = "n/a";
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 3, &verdict, NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict.level, 0);
    cir_classifier_free(classifier);
}

/* States abroad are those of a row of a log, or of an outage of an asset. */
static void test_classifier__refuses_incidents_and_assets_together(void)
{
    static const char *const schemes[] = {"gge", "kritis-de-2022"};
    struct cir_classifier *classifier = classifier_of(schemes, 2);
    const struct cir_fact fact = {"facility", "n/a"};
    struct cir_verdict verdicts[2];
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_classify(classifier, &fact, 1, verdicts, &error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "'gge' and 'kritis-de-2022' one judges assets"));
    cir_classifier_free(classifier);
}

static void test_classifier__refuses_an_end_before_the_beginning(void)
{
    static const struct cir_fact facts[] = {{"date", "2020-05-31"}, {"date_end", "2020-05-30"}};
    struct cir_classifier *classifier = classifier_of(gge, 1);
    struct cir_verdict verdict;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 2, &verdict, &error), CIR_BAD_CELL);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "date_end: date-end-before"));
    cir_classifier_free(classifier);
}

static void expect_no_classifier(const char *definitions, const char *const *schemes, size_t count,
                                 enum cir_status status, const char *message)
{
    struct cir_classifier *classifier = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_classifier_new(&classifier, definitions, schemes, count, &error), status);
    CU_ASSERT_PTR_NULL(classifier);
    if (strstr(error.message, message) == NULL)
        printf("'%s' does not say '%s'\n", error.message, message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
}

static void test_classifier__refuses_what_it_cannot_load(void)
{
    static const char *const unknown[] = {"gge", "ngge"};
    static const char *const folder[] = {"/no/such/scheme"};
    const char *many[CIR_SCHEMES_MAX + 1];
    for (size_t i = 0; i < CIR_SCHEMES_MAX + 1; i++)
        many[i] = "gge";
    expect_no_classifier(NULL, unknown, 2, CIR_BAD_USE, "ngge");
    expect_no_classifier(NULL, many, CIR_SCHEMES_MAX + 1, CIR_BAD_USE, "more than 16 schemes");
    expect_no_classifier("/no/such/folder", gge, 1, CIR_NO_FILE, "No such file");
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_NOT_EQUAL(cir_classifier_new(&classifier, NULL, folder, 1, NULL), CIR_OK);
    CU_ASSERT_PTR_NULL(classifier);
    cir_classifier_free(NULL);
}

/* A folder of tables takes the place of the built-in ones; a wrong line of it is refused with its place. */
static void test_classifier__lays_definitions_over_its_own(void)
{
    static const char *const toy[] = {"toy"};
    struct cir_classifier *built_in = classifier_of(NULL, 0);
    struct cir_classifier *laid = NULL;
    struct cir_error error = {0};
    struct overlay overlay;
    overlay_make(&overlay);
    expect_no_classifier(NULL, toy, 1, CIR_BAD_USE, "toy");
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&laid, overlay.folder, toy, 1, &error), CIR_OK);
    CU_ASSERT_EQUAL(cir_classifier_definitions(laid)->country_count, 3);
    CU_ASSERT_STRING_EQUAL(cir_classifier_scheme(laid, 0)->name, "toy");
    CU_ASSERT_STRING_NOT_EQUAL(cir_classifier_definitions(laid)->sha256, cir_classifier_definitions(built_in)->sha256);
    cir_classifier_free(laid);
    laid = NULL;
    overlay_edit(&overlay, "datasets/schemes/toy/bands.csv", 2, "many");
    CU_ASSERT_EQUAL(cir_classifier_new(&laid, overlay.folder, toy, 1, &error), CIR_BAD_TABLE);
    CU_ASSERT_PTR_NULL(laid);
    CU_ASSERT_EQUAL(error.line, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.file, "datasets/schemes/toy/bands.csv"));
    overlay_remove(&overlay);
    cir_classifier_free(built_in);
}

/* A row of a log and the same facts one by one have one verdict. */
static void test_classifier__agrees_with_a_log(void)
{
    static const struct cir_fact facts[] = {{"id", "A"},
                                            {"date", "2015-12-23"},
                                            {"country", "UA"},
                                            {"sector", "power"},
                                            {"people_affected", "225000"},
                                            {"duration_h", "1..6"},
                                            {"service_loss", "total"}};
    static const char log[] = "id,date,country,sector,people_affected,duration_h,service_loss\n"
                              "A,2015-12-23,UA,power,225000,1..6,total\n";
    struct cir_classifier *classifier = classifier_of(gge, 1);
    struct cir_verdict one;
    struct cir_subject *subject = NULL;
    static struct cir_explanation explained;
    const struct cir_log_format format = {0};
    scratch_open();
    scratch_write("log.csv", cir_text_of(log));
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, 7, &one, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_subject_find(&subject, classifier, scratch_path("log.csv"), &format, "A", NULL), CIR_OK);
    cir_subject_explain(subject, 0, &explained);
    CU_ASSERT_EQUAL(explained.verdict.score.point, one.score.point);
    CU_ASSERT_EQUAL(explained.verdict.score.low, one.score.low);
    CU_ASSERT_EQUAL(explained.verdict.score.high, one.score.high);
    CU_ASSERT_EQUAL(explained.verdict.level, one.level);
    CU_ASSERT_TRUE(one.score.low < one.score.high);
    cir_subject_free(subject);
    scratch_close();
    cir_classifier_free(classifier);
}

enum { THREADS = 4, ROUNDS = 200 };

static void *classify_often(void *context)
{
    const struct cir_classifier *classifier = context;
    size_t good = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct cir_verdict verdict;
        bool done = cir_classify(classifier, supply_chain, SUPPLY_CHAIN, &verdict, NULL) == CIR_OK;
        good += done && fabs(verdict.score.point - 72.682927) < 1e-6;
    }
    return good == ROUNDS ? context : NULL;
}

static void test_classifier__serves_several_threads(void)
{
    struct cir_classifier *classifier = classifier_of(nciss, 1);
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, classify_often, classifier), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *good = NULL;
        CU_ASSERT_EQUAL(pthread_join(threads[i], &good), 0);
        CU_ASSERT_PTR_NOT_NULL(good);
    }
    cir_classifier_free(classifier);
}

CIR_SUITE("classifier", {"judges one incident", test_classifier__judges_one_incident},
          {"judges by every scheme in order", test_classifier__judges_by_every_scheme_in_order},
          {"without facts cannot tell", test_classifier__without_facts_cannot_tell},
          {"knows fields beyond the canonical ones", test_classifier__knows_fields_beyond_the_canonical_ones},
          {"says of what kind an asset is", test_classifier__says_of_what_kind_an_asset_is},
          {"refuses incidents and assets together", test_classifier__refuses_incidents_and_assets_together},
          {"refuses an end before the beginning", test_classifier__refuses_an_end_before_the_beginning},
          {"refuses bad facts", test_classifier__refuses_bad_facts},
          {"refuses what it cannot load", test_classifier__refuses_what_it_cannot_load},
          {"lays definitions over its own", test_classifier__lays_definitions_over_its_own},
          {"agrees with a log", test_classifier__agrees_with_a_log},
          {"serves several threads", test_classifier__serves_several_threads})
