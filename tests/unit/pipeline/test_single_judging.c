#include "pipeline/single_judging.h"

#include "intake/cells.h"
#include "pipeline/classifier_parts.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

static const char *const schemes[] = {"gge", "dora-2024-1772"};
static struct cir_classifier *classifier;
static struct cir_cell *cells;

static void set(const char *name, const char *text)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    uint32_t field = cir_index_find(&fields->index, cir_text_of(name));
    CU_ASSERT_NOT_EQUAL_FATAL(field, CIR_INDEX_NONE);
    CU_ASSERT_TRUE(cir_cell_read(&cells[field], &fields->list[field], &format, cir_classifier_definitions(classifier),
                                 cir_text_of(text), &fault));
}

static struct cir_single_judging *open_all(bool wants_probabilities)
{
    struct cir_single_judging *judging = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 2, NULL), CIR_OK);
    cells = calloc(cir_classifier_fields(classifier)->count, sizeof *cells);
    CU_ASSERT_EQUAL_FATAL(cir_single_judging_new(&judging, classifier, wants_probabilities, NULL), CIR_OK);
    set("id", "A-1");
    set("date", "2015-12-23");
    set("country", "UA");
    set("sector", "power");
    return judging;
}

static void close_all(struct cir_single_judging *judging)
{
    cir_single_judging_free(judging);
    cir_classifier_free(classifier);
    free(cells);
}

static void judge(struct cir_single_judging *judging)
{
    cir_single_judge(judging, cells, cir_text_of("A-1"));
}

static void test_single_judging__judges_as_classify_does(void)
{
    static const char *const people[] = {"225000", "12", "unknown", "2385..70000"};
    struct cir_single_judging *judging = open_all(false);
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        const struct cir_fact facts[] = {{"id", "A-1"},
                                         {"date", "2015-12-23"},
                                         {"country", "UA"},
                                         {"sector", "power"},
                                         {"people_affected", people[i]}};
        struct cir_verdict verdicts[2];
        CU_ASSERT_EQUAL(cir_classify(classifier, facts, 5, verdicts, NULL), CIR_OK);
        set("people_affected", people[i]);
        judge(judging);
        for (size_t scheme = 0; scheme < 2; scheme++) {
            const struct cir_verdict *verdict = &cir_single_verdicts(judging)[scheme];
            CU_ASSERT_EQUAL(verdict->level, verdicts[scheme].level);
            CU_ASSERT_EQUAL(verdict->level_low, verdicts[scheme].level_low);
            CU_ASSERT_EQUAL(verdict->level_high, verdicts[scheme].level_high);
            CU_ASSERT_EQUAL(verdict->reason, verdicts[scheme].reason);
        }
    }
    CU_ASSERT_PTR_NULL(cir_single_probabilities(judging));
    close_all(judging);
}

/* What was judged before leaves no trace. */
static void test_single_judging__tells_how_likely_levels_are(void)
{
    struct cir_single_judging *judging = open_all(true);
    const struct cir_scheme *gge = cir_classifier_scheme(classifier, 0);
    double before[CIR_LEVELS_MAX];
    set("physical", "temporary"); /* of severity, too, something is known */
    set("people_affected", "2385..7000000");
    judge(judging);
    double sum = cir_single_probabilities(judging)[0].cannot_tell;
    size_t likely = 0;
    for (size_t band = 0; band < gge->band_count; band++) {
        before[band] = cir_single_probabilities(judging)[0].bands[band];
        sum += before[band];
        likely += before[band] > 0.01;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 1, 1e-9);
    CU_ASSERT_TRUE(likely > 1);
    set("people_affected", "225000");
    judge(judging);
    size_t level = cir_verdict_band(gge, cir_single_verdicts(judging)[0].level);
    CU_ASSERT_EQUAL(cir_single_probabilities(judging)[0].bands[level], 1);
    set("people_affected", "2385..7000000");
    judge(judging);
    for (size_t band = 0; band < gge->band_count; band++)
        CU_ASSERT_EQUAL(cir_single_probabilities(judging)[0].bands[band], before[band]);
    close_all(judging);
}

CIR_SUITE("single_judging", {"judges as classify does", test_single_judging__judges_as_classify_does},
          {"tells how likely levels are", test_single_judging__tells_how_likely_levels_are})
