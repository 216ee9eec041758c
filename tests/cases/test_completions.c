/* The interval of a half-known incident holds whatever its unknowns turn out to be: the landmark incidents, completed
 * at random in every way that their cells allow, wholly or in part, never fall outside what was said of them before. */
#include "completion.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { COMPLETIONS = 240, LANDMARKS = 80, SCHEMES = 12, SCOPED = 3 };

/* Rounding on the way from a number to its text and back. */
static const double TOLERANCE = 1e-9;

static const char *const yardsticks[SCHEMES] = {"gge",     "nciss",          "dora-2024-1772", "ciss",
                                                "ncsc-uk", "nis2-2024-2690", "es-rd43-2021",   "cn-2023-draft",
                                                "eurepoc", "enisa-telecom",  "jp-nisc",        "nis-cg"};
static const char *const scoped[SCOPED] = {"dora-2024-1772", "enisa-telecom", "es-rd43-2021"};
static const char *const *schemes; /* those at hand */
static size_t scheme_count;

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

/* Whether the scope is what is asked for: the scopes here have one clause without groups. */
static bool may_not_apply(const struct cir_verdict *verdict, const struct cir_scheme *scheme)
{
    unsigned asked = verdict->reason_number;
    return verdict->level == CIR_LEVEL_UNKNOWN && verdict->reason == CIR_REASON_CRITERION && scheme->scope != NULL &&
           (scheme->scope->clauses[0].conditions[0].criteria[asked / 64] >> (asked % 64) & 1) != 0;
}

/* Nothing is told of what may turn out to lie outside the scope of the scheme. */
static bool is_within(const struct cir_verdict *inner, const struct cir_verdict *outer, const struct cir_scheme *scheme)
{
    if (outer->level == CIR_LEVEL_NOT_APPLICABLE || inner->level == CIR_LEVEL_NOT_APPLICABLE)
        return outer->level == inner->level || may_not_apply(outer, scheme);
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
    unsigned open;    /* incidents whose verdict was not sure */
    unsigned moved;   /* completions whose level was another than the least that was sure */
    unsigned sure;    /* completions of which nothing is open any more */
    unsigned outside; /* completions that lie outside the scope, where that was not sure */
    unsigned inside;  /* completions that lie inside, where that was not sure */
};

static void try_completion(const struct completion *incident, const struct cir_verdict before[SCHEMES], bool wholly,
                           struct counts counts[SCHEMES])
{
    static struct completion completed;
    struct cir_verdict after[SCHEMES];
    completion_draw(&completed, incident, wholly);
    judge(&completed, after);
    for (size_t i = 0; i < scheme_count; i++) {
        bool within = is_within(&after[i], &before[i], cir_classifier_scheme(classifier, i));
        if (!within)
            tell(&completed, schemes[i], &after[i], &before[i]);
        CU_ASSERT_TRUE(within);
        bool may_lie_outside = may_not_apply(&before[i], cir_classifier_scheme(classifier, i));
        counts[i].outside += may_lie_outside && after[i].level == CIR_LEVEL_NOT_APPLICABLE;
        counts[i].inside += may_lie_outside && cir_level_is_told(after[i].level);
        counts[i].moved += after[i].level > before[i].level_low;
        counts[i].sure +=
            after[i].level_low == after[i].level_high && !(after[i].score.high - after[i].score.low > TOLERANCE);
    }
}

static void try_incident(const struct completion *incident, struct counts counts[SCHEMES])
{
    struct cir_verdict before[SCHEMES];
    judge(incident, before);
    for (size_t i = 0; i < scheme_count; i++)
        counts[i].open += before[i].level_low < before[i].level_high;
    for (unsigned i = 0; i < COMPLETIONS; i++)
        try_completion(incident, before, i % 3 != 0, counts);
}

static void try_landmarks(struct counts counts[SCHEMES], const char *const *names, size_t count, enum cir_scope_use use)
{
    static struct completion incident;
    struct sheet landmarks;
    schemes = names;
    scheme_count = count;
    classifier = run_classifier(schemes, scheme_count);
    cir_classifier_use_scopes(classifier, use);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    completion_use(classifier, rng);
    completion_landmarks(&landmarks);
    CU_ASSERT_TRUE(landmarks.row_count > LANDMARKS);
    for (size_t row = 0; row < landmarks.row_count; row++) {
        completion_read(&incident, &landmarks, row);
        try_incident(&incident, counts);
    }
    sheet_free(&landmarks);
    gsl_rng_free(rng);
    cir_classifier_free(classifier);
}

static void test_completions__never_leave_the_interval(void)
{
    struct counts counts[SCHEMES] = {{0}};
    try_landmarks(counts, yardsticks, SCHEMES, CIR_SCOPE_IGNORE);
    for (size_t i = 0; i < scheme_count; i++) {
        printf("%s: %u landmarks open, %u completions sure, %u above the least\n", schemes[i], counts[i].open,
               counts[i].sure, counts[i].moved);
        CU_ASSERT_TRUE(counts[i].open > LANDMARKS / 4);
        CU_ASSERT_TRUE(counts[i].sure > LANDMARKS * COMPLETIONS / 4);
        CU_ASSERT_TRUE(counts[i].moved > LANDMARKS);
    }
}

static void test_completions__never_belie_the_scope(void)
{
    struct counts counts[SCHEMES] = {{0}};
    try_landmarks(counts, scoped, SCOPED, CIR_SCOPE_APPLY);
    for (size_t i = 0; i < scheme_count; i++) {
        printf("%s: %u completions turn out outside, %u inside\n", schemes[i], counts[i].outside, counts[i].inside);
        CU_ASSERT_TRUE(counts[i].outside > 20);
        CU_ASSERT_TRUE(counts[i].inside > 20);
    }
}

/* The judge itself. */
static void test_completions__outside_are_found(void)
{
    const struct cir_verdict outer = {.level = 2, .level_low = 1, .level_high = 3, .score = {20.5, 30.25, 62.385, 0.5}};
    const struct cir_scheme scheme = {.scope = NULL};
    struct cir_verdict inner = outer;
    CU_ASSERT_TRUE(is_within(&inner, &outer, &scheme));
    inner.score.high = 62.386;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.score.low = 20.4;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.level_low = 0;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner = outer;
    inner.level = inner.level_high = 4;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    inner.level = inner.level_low = inner.level_high = CIR_LEVEL_NOT_APPLICABLE;
    CU_ASSERT_FALSE(is_within(&inner, &outer, &scheme));
    CU_ASSERT_FALSE(is_within(&outer, &inner, &scheme));
    CU_ASSERT_TRUE(is_within(&inner, &inner, &scheme));
}

CIR_SUITE("completions", {"never leave the interval", test_completions__never_leave_the_interval},
          {"never belie the scope", test_completions__never_belie_the_scope},
          {"outside are found", test_completions__outside_are_found})
