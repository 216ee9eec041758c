/* Calibration: the statistics by published values and properties, then the program on the landmarks. */
#include "stability.h"
#include "suite.h"
#include "temporary.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALIBRATE    CIR_BINARY_DIR "/bin/calibrate"
#define LANDMARKS    CIR_SOURCE_DIR "/datasets/incidents/landmarks.csv"
#define DECLARATIONS CIR_SOURCE_DIR "/tools/calibrate/declarations.csv"
#define VCDB         CIR_SOURCE_DIR "/../shared/data/incidents/vcdb/vcdb_a.csv"
#define ABSENT       " --rated-log /absent/log.csv"

static struct place exactly(const char *scale, double value)
{
    return (struct place){scale, value, value};
}

/* The example of scipy.stats.kendalltau. */
static void test_calibrate__tau_b_is_the_published_one(void)
{
    const double x[] = {12, 2, 1, 12, 2};
    const double y[] = {1, 4, 7, 1, 0};
    struct place first[5];
    struct place second[5];
    for (size_t i = 0; i < 5; i++) {
        first[i] = exactly("x", x[i]);
        second[i] = exactly("y", y[i]);
    }
    struct pairs pairs = pairs_count(first, second, NULL, 5);
    CU_ASSERT_DOUBLE_EQUAL(pairs_tau_b(&pairs), -0.47140452079103173, 1e-15);
    CU_ASSERT_EQUAL(pairs.tied_both, 1);
    CU_ASSERT_EQUAL(pairs.tied_first, 1);
    CU_ASSERT_EQUAL(pairs.agree + pairs.disagree, 8);
}

static void test_calibrate__tau_b_of_an_order_and_of_its_reverse(void)
{
    enum { COUNT = 7 };
    struct place order[COUNT];
    struct place reverse[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        order[i] = exactly("a", 2.385 * (double)(i * i % 5));
        reverse[i] = exactly("a", -order[i].low);
    }
    struct pairs same = pairs_count(order, order, NULL, COUNT);
    struct pairs turned = pairs_count(order, reverse, NULL, COUNT);
    CU_ASSERT_EQUAL(pairs_tau_b(&same), 1);
    CU_ASSERT_EQUAL(pairs_tau_b(&turned), -1);
    CU_ASSERT_EQUAL(same.agree, turned.disagree);
    CU_ASSERT(same.tied_both > 0);
}

static void test_calibrate__what_overlaps_has_no_order(void)
{
    const struct place declared[] = {{"a", 4, 4}, {"a", 3, 5}, {"b", 1, 1}, {NULL, 9, 9}, {"a", 3, 5}, {"a", 1, 2}};
    const struct place scores[] = {{"s", 1, 1}, {"s", 2, 2}, {"s", 3, 3}, {"s", 4, 4}, {"s", 5, 5}, {"s", 6, 6}};
    struct pairs pairs = pairs_count(declared, scores, NULL, 6);
    CU_ASSERT_EQUAL(pairs.disagree, 3);
    CU_ASSERT_EQUAL(pairs.agree, 0);
    CU_ASSERT_EQUAL(pairs.not_comparable, 12);
    pairs = pairs_count(declared, scores, NULL, 5);
    CU_ASSERT_EQUAL(pairs.not_comparable, 10);
    CU_ASSERT(gsl_isnan(pairs_tau_b(&pairs)));
    const struct place nowhere[] = {{"s", GSL_NAN, GSL_NAN}, {"s", GSL_NAN, GSL_NAN}};
    pairs = pairs_count(nowhere, scores, NULL, 2);
    CU_ASSERT_EQUAL(pairs.not_comparable, 1);
}

static void test_calibrate__interval_holds_what_it_should(void)
{
    enum { COUNT = 40, RESAMPLES = 200 };
    struct place first[COUNT];
    struct place second[COUNT];
    double values[RESAMPLES];
    size_t picks[COUNT];
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t i = 0; i < COUNT; i++) {
        first[i] = exactly("a", (double)i);
        second[i] = exactly("b", (double)(i * 7 % 40) + (double)i);
    }
    struct pairs pairs = pairs_count(first, second, NULL, COUNT);
    struct bootstrap wide = pairs_bootstrap(first, second, COUNT, random, RESAMPLES, values, picks);
    CU_ASSERT(wide.low < pairs_tau_b(&pairs) && pairs_tau_b(&pairs) < wide.high);
    struct bootstrap sure = pairs_bootstrap(first, first, COUNT, random, RESAMPLES, values, picks);
    CU_ASSERT_EQUAL(sure.low, 1);
    CU_ASSERT_EQUAL(sure.high, 1);
    struct bootstrap none = pairs_bootstrap(first, second, 1, random, RESAMPLES, values, picks);
    CU_ASSERT_EQUAL(none.without, RESAMPLES);
    CU_ASSERT(gsl_isnan(none.low));
    gsl_rng_free(random);
}

/* The landmarks, judged before and after a change of weights. */
struct fixture {
    struct cir_classifier *classifier;
    const struct cir_scheme *scheme;
    struct subjects landmarks;
    struct cir_arena arena;
    struct variant *variant;
    struct trial before;
    struct trial after;
};

static void open_fixture(struct fixture *fixture)
{
    const char *scheme = "gge";
    struct cir_error error;
    *fixture = (struct fixture){0};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&fixture->classifier, NULL, &scheme, 1, &error), CIR_OK);
    fixture->scheme = cir_classifier_scheme(fixture->classifier, 0);
    CU_ASSERT_EQUAL_FATAL(subjects_declared(&fixture->landmarks, fixture->classifier, LANDMARKS, DECLARATIONS, &error),
                          CIR_OK);
    fixture->variant = cir_arena_take(&fixture->arena, 1, sizeof *fixture->variant);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->variant);
    CU_ASSERT_FATAL(trial_make(&fixture->before, &fixture->arena, fixture->landmarks.count));
    CU_ASSERT_FATAL(trial_make(&fixture->after, &fixture->arena, fixture->landmarks.count));
    trial_judge(&fixture->before, fixture->scheme, &fixture->landmarks);
    variant_start(fixture->variant, fixture->scheme);
}

static struct change judge_fixture(struct fixture *fixture)
{
    trial_judge(&fixture->after, &fixture->variant->scheme, &fixture->landmarks);
    return trial_compare(&fixture->before, &fixture->after, fixture->landmarks.count);
}

static void close_fixture(struct fixture *fixture)
{
    subjects_free(&fixture->landmarks);
    cir_arena_free(&fixture->arena);
    cir_classifier_free(fixture->classifier);
}

static void test_calibrate__unchanged_weights_change_nothing(void)
{
    struct fixture fixture;
    open_fixture(&fixture);
    struct change change = judge_fixture(&fixture);
    CU_ASSERT_EQUAL(change.tau_b, 1);
    CU_ASSERT_EQUAL(change.up + change.down + change.silent, 0);
    for (size_t i = 0; i < fixture.landmarks.count; i++)
        CU_ASSERT_EQUAL(fixture.after.scores[i].low, fixture.landmarks.list[i].verdict.score.point);
    close_fixture(&fixture);
}

/* Only ratios of weights count. Not of a lift, whose weight is a width. */
static void test_calibrate__a_common_multiplier_changes_nothing(void)
{
    struct fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < variant_weight_count(fixture.scheme); i++)
        if (i < fixture.scheme->factor_count ||
            fixture.scheme->axes[i - fixture.scheme->factor_count].kind == CIR_AXIS_WEIGHT)
            variant_multiply(fixture.variant, i, 2.385);
    struct change change = judge_fixture(&fixture);
    CU_ASSERT_EQUAL(change.up + change.down + change.silent, 0);
    for (size_t i = 0; i < fixture.landmarks.count; i++)
        CU_ASSERT_DOUBLE_EQUAL(fixture.after.scores[i].low, fixture.before.scores[i].low, 1e-9);
    close_fixture(&fixture);
}

/* In each axis the heaviest factor gets the weight of the lightest, and so on. */
static void test_calibrate__reversed_weights_show(void)
{
    struct fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < fixture.scheme->factor_count; i++) {
        double weight = fixture.scheme->factors[i].weight;
        variant_multiply(fixture.variant, i, (0.45 - weight) / weight);
    }
    struct change change = judge_fixture(&fixture);
    CU_ASSERT(change.tau_b < 0.9);
    CU_ASSERT(change.tau_b > 0);
    CU_ASSERT(change.up + change.down >= 10);
    close_fixture(&fixture);
}

static void test_calibrate__a_lift_keeps_its_upper_end(void)
{
    struct fixture fixture;
    open_fixture(&fixture);
    size_t outlook = fixture.scheme->factor_count + 2;
    CU_ASSERT_STRING_EQUAL_FATAL(variant_weight_name(fixture.scheme, outlook), "outlook");
    CU_ASSERT_DOUBLE_EQUAL(variant_weight(fixture.scheme, outlook), 0.2, 1e-15);
    variant_multiply(fixture.variant, outlook, 1.5);
    CU_ASSERT_DOUBLE_EQUAL(fixture.variant->scheme.axes[2].lift_low, 0.7, 1e-15);
    CU_ASSERT_EQUAL(fixture.variant->scheme.axes[2].lift_high, 1);
    variant_multiply(fixture.variant, outlook, 9);
    CU_ASSERT_EQUAL(fixture.variant->scheme.axes[2].lift_low, 0);
    struct change change = judge_fixture(&fixture);
    CU_ASSERT_EQUAL(change.up, 0);
    CU_ASSERT(change.down > 0);
    CU_ASSERT_EQUAL(fixture.scheme->axes[2].lift_low, 0.8);
    close_fixture(&fixture);
}

static void test_calibrate__a_lost_declaration_is_refused(void)
{
    const char *scheme = "gge";
    const char *path = CIR_BINARY_DIR "/declarations_lost.csv";
    struct cir_classifier *classifier = NULL;
    struct cir_error error;
    struct subjects subjects;
    static const char lost[] = "id,scale,low,high,meaning\n2001-nowhere,ciss,3,3,never\n";
    cir_temporary_write(path, lost, sizeof lost - 1);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, &error), CIR_OK);
    CU_ASSERT_EQUAL(subjects_declared(&subjects, classifier, LANDMARKS, path, &error), CIR_BAD_TABLE);
    CU_ASSERT_STRING_EQUAL(error.message, "'2001-nowhere' is no incident of the log");
    subjects_free(&subjects);
    cir_classifier_free(classifier);
    unlink(path);
}

/* What the program prints; the caller frees it. */
static char *run(const char *arguments, int *code)
{
    enum { SIZE = 1 << 18 };
    char command[512];
    char *text = calloc(1, SIZE);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    snprintf(command, sizeof command, CALIBRATE " %s 2>&1", arguments);
    FILE *pipe = popen(command, "r"); // NOLINT(cert-env33-c): the command is ours
    CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
    CU_ASSERT(fread(text, 1, SIZE - 1, pipe) < SIZE - 1);
    int status = pclose(pipe);
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return text;
}

static void check_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        printf("not there: %s\n", part);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, part));
}

static void test_calibrate__two_runs_print_the_same(void)
{
    int code;
    char *first = run("--draws 20 --resamples 20" ABSENT, &code);
    CU_ASSERT_EQUAL(code, 0);
    char *second = run("--draws 20 --resamples 20" ABSENT, &code);
    CU_ASSERT_STRING_EQUAL(first, second);
    char *other = run("--draws 20 --resamples 20 --seed 7" ABSENT, &code);
    CU_ASSERT_STRING_NOT_EQUAL(first, other);
    free(other);
    free(second);
    free(first);
}

static void test_calibrate__landmarks_as_expected(void)
{
    int code;
    char *text = run("--csv --draws 20 --resamples 20" ABSENT, &code);
    CU_ASSERT_EQUAL(code, 0);
    check_holds(text, "table,row,column,value\n\"What was run\",\"scheme\",\"value\",\"gge\"\n");
    check_holds(text, "\"Official declarations\",\"all\",\"count\",\"87\"\n");
    check_holds(text, "\"Official declarations\",\"without a declaration: left out\",\"count\",\"76\"\n");
    check_holds(text, "\"Official declarations\",\"on a scale\",\"count\",\"8\"\n");
    check_holds(text, "\"Order of the declared landmarks, pairs within one scale\",\"score\",\"disagree\",\"2\"\n");
    check_holds(text, "\"Order of the declared landmarks, pairs within one scale\",\"score\",\"2.5 %\",\"-\"\n");
    check_holds(text, "\"2020-solarwinds\",\"verdict\",\"agrees\"\n");
    check_holds(text, "\"Exponents\",\"p 2, P 2\",\"tau-b\",\"1.000\"\n");
    check_holds(text, "\"Exponents\",\"p 2, P 2\",\"levels\",\"0\"\n");
    CU_ASSERT_PTR_NULL(strstr(text, "skipped"));
    free(text);
}

static void test_calibrate__says_what_it_skips(void)
{
    int code;
    char *text = run("--draws 2 --resamples 2" ABSENT, &code);
    CU_ASSERT_EQUAL(code, 0);
    check_holds(text, "Rated rows: skipped, the log is absent\n");
    CU_ASSERT_PTR_NULL(strstr(text, "level told"));
    free(text);
}

static void test_calibrate__veris_tells_no_level(void)
{
    if (access(VCDB, R_OK) != 0) {
        cir_skip(VCDB);
        return;
    }
    int code;
    char *text = run("--csv --draws 2 --resamples 20", &code);
    CU_ASSERT_EQUAL(code, 0);
    check_holds(text, "\"Rated rows\",\"rated\",\"count\",\"178\"\n");
    check_holds(text, "\"Rated rows\",\"compared\",\"count\",\"177\"\n");
    check_holds(text, "\"Order of the rated rows\",\"level\",\"compared\",\"0\"\n");
    check_holds(text, "\"Order of the rated rows\",\"middle of the interval\",\"compared\",\"177\"\n");
    check_holds(text, "\"Order of the rated rows\",\"score, intervals apart\",\"not comparable\",\"15576\"\n");
    free(text);
}

static void test_calibrate__refuses_what_it_does_not_know(void)
{
    static const char *const wrong[] = {
        "--draws 0", "--draws -3", "--draws 5x", "--seed", "--colour", "log.csv", "--scheme no-such-scheme"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int code;
        char *text = run(wrong[i], &code);
        CU_ASSERT_EQUAL(code, 2);
        CU_ASSERT(text[0] != '\0');
        free(text);
    }
}

CIR_SUITE("calibrate", {"tau-b is the published one", test_calibrate__tau_b_is_the_published_one},
          {"tau-b of an order and of its reverse", test_calibrate__tau_b_of_an_order_and_of_its_reverse},
          {"what overlaps has no order", test_calibrate__what_overlaps_has_no_order},
          {"interval holds what it should", test_calibrate__interval_holds_what_it_should},
          {"unchanged weights change nothing", test_calibrate__unchanged_weights_change_nothing},
          {"a common multiplier changes nothing", test_calibrate__a_common_multiplier_changes_nothing},
          {"reversed weights show", test_calibrate__reversed_weights_show},
          {"a lift keeps its upper end", test_calibrate__a_lift_keeps_its_upper_end},
          {"a lost declaration is refused", test_calibrate__a_lost_declaration_is_refused},
          {"two runs print the same", test_calibrate__two_runs_print_the_same},
          {"landmarks as expected", test_calibrate__landmarks_as_expected},
          {"says what it skips", test_calibrate__says_what_it_skips},
          {"veris tells no level", test_calibrate__veris_tells_no_level},
          {"refuses what it does not know", test_calibrate__refuses_what_it_does_not_know})
