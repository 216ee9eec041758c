/* The interval of a half-known incident holds whatever its unknowns turn out to be: the landmark incidents, completed
 * at random in every way that their cells allow, wholly or in part, never fall outside what was said of them before. */
#include "completion.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { COMPLETIONS = 240, SCHEMES = 3 };

/* Rounding on the way from a number to its text and back. */
static const double TOLERANCE = 1e-9;

static const char *const schemes[SCHEMES] = {"gge", "nciss", "dora-2024-1772"};

static struct cir_classifier *classifier;
static gsl_rng *rng;

static const struct cir_fields *fields(void)
{
    return cir_classifier_fields(classifier);
}

static void judge(const struct completion *incident, struct cir_verdict verdicts[SCHEMES])
{
    struct cir_fact facts[CIR_FIELDS_MAX];
    struct cir_error error;
    for (unsigned i = 0; i < fields()->count; i++)
        facts[i] = (struct cir_fact){fields()->list[i].name, incident->texts[i]};
    facts[CIR_FIELD_ID].text = "any";
    facts[CIR_FIELD_DATE_END].text = ""; /* no scheme here asks it, and drawn by itself it may lie before the date */
    enum cir_status status = cir_classify(classifier, facts, fields()->count, verdicts, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

/* ---- the promise ---- */

static bool is_within(const struct cir_verdict *inner, const struct cir_verdict *outer)
{
    bool scores = isnan(outer->score.low) || (inner->score.low >= outer->score.low - TOLERANCE &&
                                              inner->score.high <= outer->score.high + TOLERANCE);
    bool point = isnan(inner->score.point) || (inner->score.point >= outer->score.low - TOLERANCE &&
                                               inner->score.point <= outer->score.high + TOLERANCE);
    bool levels = inner->level_low >= outer->level_low && inner->level_high <= outer->level_high;
    bool level =
        inner->level == CIR_LEVEL_UNKNOWN || (inner->level >= outer->level_low && inner->level <= outer->level_high);
    return scores && point && levels && level;
}

static void tell(const struct completion *completed, const char *scheme, const struct cir_verdict *inner,
                 const struct cir_verdict *outer)
{
    printf("%s: %s: %g..%g..%g level %d..%d..%d is not within %g..%g level %d..%d:", completed->texts[CIR_FIELD_ID],
           scheme, inner->score.low, inner->score.point, inner->score.high, inner->level_low, inner->level,
           inner->level_high, outer->score.low, outer->score.high, outer->level_low, outer->level_high);
    for (unsigned i = 0; i < fields()->count; i++)
        if (completed->texts[i][0] != '\0' && fields()->list[i].type != CIR_TYPE_TEXT)
            printf(" %s=%s", fields()->list[i].name, completed->texts[i]);
    printf("\n");
}

/* What happened by scheme, so that the test cannot pass by trying nothing. */
struct counts {
    unsigned open;  /* incidents whose verdict was not sure */
    unsigned moved; /* completions whose level was another than the least that was sure */
    unsigned sure;  /* completions of which nothing is open any more */
};

static void try_completion(const struct completion *incident, const struct cir_verdict before[SCHEMES], bool wholly,
                           struct counts counts[SCHEMES])
{
    static struct completion completed;
    struct cir_verdict after[SCHEMES];
    completion_draw(&completed, incident, wholly);
    judge(&completed, after);
    for (size_t i = 0; i < SCHEMES; i++) {
        bool within = is_within(&after[i], &before[i]);
        if (!within)
            tell(&completed, schemes[i], &after[i], &before[i]);
        CU_ASSERT_TRUE(within);
        counts[i].moved += after[i].level > before[i].level_low;
        counts[i].sure +=
            after[i].level_low == after[i].level_high && !(after[i].score.high - after[i].score.low > TOLERANCE);
    }
}

static void try_incident(const struct completion *incident, struct counts counts[SCHEMES])
{
    struct cir_verdict before[SCHEMES];
    judge(incident, before);
    for (size_t i = 0; i < SCHEMES; i++)
        counts[i].open += before[i].level_low < before[i].level_high;
    for (unsigned i = 0; i < COMPLETIONS; i++)
        try_completion(incident, before, i % 3 != 0, counts);
}

static void test_completions__never_leave_the_interval(void)
{
    static struct completion incident;
    struct sheet landmarks;
    struct counts counts[SCHEMES] = {{0}};
    classifier = run_classifier(schemes, SCHEMES);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    completion_use(classifier, rng);
    completion_landmarks(&landmarks);
    CU_ASSERT_TRUE(landmarks.row_count > 80);
    for (size_t row = 0; row < landmarks.row_count; row++) {
        completion_read(&incident, &landmarks, row);
        try_incident(&incident, counts);
    }
    for (size_t i = 0; i < SCHEMES; i++) {
        printf("%s: %u of %zu landmarks open, %u completions sure, %u above the least\n", schemes[i], counts[i].open,
               landmarks.row_count, counts[i].sure, counts[i].moved);
        CU_ASSERT_TRUE(counts[i].open > landmarks.row_count / 2);
        CU_ASSERT_TRUE(counts[i].sure > landmarks.row_count * COMPLETIONS / 4);
        CU_ASSERT_TRUE(counts[i].moved > landmarks.row_count);
    }
    sheet_free(&landmarks);
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

/* The judge itself. */
static void test_completions__outside_are_found(void)
{
    const struct cir_verdict outer = {.level = 2, .level_low = 1, .level_high = 3, .score = {20.5, 30.25, 62.385, 0.5}};
    struct cir_verdict inner = outer;
    CU_ASSERT_TRUE(is_within(&inner, &outer));
    inner.score.high = 62.386;
    CU_ASSERT_FALSE(is_within(&inner, &outer));
    inner = outer;
    inner.score.low = 20.4;
    CU_ASSERT_FALSE(is_within(&inner, &outer));
    inner = outer;
    inner.level_low = 0;
    CU_ASSERT_FALSE(is_within(&inner, &outer));
    inner = outer;
    inner.level = inner.level_high = 4;
    CU_ASSERT_FALSE(is_within(&inner, &outer));
}

CIR_SUITE("completions", {"never leave the interval", test_completions__never_leave_the_interval},
          {"outside are found", test_completions__outside_are_found})
