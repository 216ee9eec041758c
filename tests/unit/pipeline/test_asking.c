#include "pipeline/asking.h"

#include "cirisk.h"
#include "measures/answers.h"
#include "pipeline/classifier_parts.h"
#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* One row of a log, and what is asked about it by one scheme. */
static struct cir_classifier *classifier;
static struct cir_subject *subject;
static struct cir_questions *questions;

static void ask(const char *scheme, const char *header, const char *row)
{
    static const struct cir_log_format plain = {0};
    struct cir_buffer log = {0};
    cir_buffer_add_format(&log, "id,date,%s\nA-1,2020,%s\n", header, row);
    scratch_open();
    scratch_write("log.csv", cir_buffer_text(&log));
    cir_buffer_free(&log);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_subject_find(&subject, classifier, scratch_path("log.csv"), &plain, "A-1", NULL), CIR_OK);
    questions = calloc(1, sizeof *questions);
    CU_ASSERT_PTR_NOT_NULL_FATAL(questions);
    CU_ASSERT_EQUAL_FATAL(cir_subject_ask(subject, questions, NULL), CIR_OK);
}

static void done(void)
{
    free(questions);
    cir_subject_free(subject);
    cir_classifier_free(classifier);
    scratch_close();
}

static const char *name(size_t place)
{
    return cir_classifier_fields(classifier)->list[questions->list[place].field].name;
}

static size_t place_of(const char *field)
{
    for (size_t i = 0; i < questions->count; i++)
        if (strcmp(name(i), field) == 0)
            return i;
    return questions->count;
}

/* CISS has no factors. Nothing is known: six levels, five too many. "yes" to the imminent threat leaves level 5 alone,
 * "no" leaves all six, for two others ask the same: (5 + 0) / 2. */
static void test_asking__of_yes_and_no_the_mean(void)
{
    ask("ciss", "country,sector", "US,power");
    CU_ASSERT_EQUAL(questions->levels, 5);
    size_t place = place_of("imminent_threat_lives");
    CU_ASSERT_FATAL(place < questions->count);
    CU_ASSERT_EQUAL(questions->list[place].levels, 2.5);
    CU_ASSERT_EQUAL(questions->list[place].score, 0);
    done();
}

static void test_asking__the_most_is_first(void)
{
    ask("gge", "country,sector,duration_h,deaths", "DE,health,24..240,unknown");
    CU_ASSERT_FATAL(questions->count > 5);
    for (size_t i = 1; i < questions->count; i++) {
        const struct cir_question *before = &questions->list[i - 1];
        const struct cir_question *question = &questions->list[i];
        CU_ASSERT(before->levels > question->levels ||
                  (before->levels == question->levels &&
                   (before->score > question->score ||
                    (before->score == question->score && before->spread >= question->spread))));
    }
    done();
}

/* What is known is not asked, nor what no factor and no rule reads. */
static void test_asking__only_what_is_open_and_read(void)
{
    ask("gge", "country,sector,duration_h,service_loss,title,attribution,people_affected",
        "DE,health,2.385,1,,,238500");
    const char *const absent[] = {"duration_h", "service_loss", "title",       "attribution", "people_affected",
                                  "country",    "id",           "people_unit", "root_cause"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++)
        CU_ASSERT_EQUAL(place_of(absent[i]), questions->count);
    CU_ASSERT(place_of("deaths") < questions->count);
    done();
}

static void test_asking__a_settled_row_has_no_question(void)
{
    ask("dora-2024-1772", "country,sector,critical_function,malicious_access,data_access,data_loss_adverse",
        "DE,finance,yes,yes,yes,no");
    CU_ASSERT_EQUAL(questions->levels, 0);
    CU_ASSERT_EQUAL(questions->count, 0);
    done();
    ask("dora-2024-1772", "country,sector", "US,health");
    CU_ASSERT_EQUAL(questions->levels, 0);
    CU_ASSERT_EQUAL(questions->count, 0);
    done();
}

/* The gate alone settles nothing: three criteria open it, and what it opens is open itself. What it is worth shows when
 * the others are answered, too. */
static void test_asking__what_helps_only_with_others_has_a_spread(void)
{
    ask("dora-2024-1772", "country,sector", "DE,finance");
    size_t gate = place_of("critical_function");
    CU_ASSERT_EQUAL(questions->levels, 1);
    CU_ASSERT_FATAL(gate < questions->count);
    CU_ASSERT_EQUAL(questions->list[gate].levels, 0);
    CU_ASSERT(questions->list[gate].spread > 0.05);
    done();
}

/* Whether the scheme speaks of the row is a question, too. */
static void test_asking__the_scope_counts(void)
{
    ask("dora-2024-1772",
        "country,other_countries,sector,critical_function,malicious_access,data_access,data_loss_adverse",
        "unknown,none,finance,yes,yes,yes,no");
    CU_ASSERT_EQUAL(questions->levels, 1);
    CU_ASSERT_STRING_EQUAL(name(0), "country");
    CU_ASSERT(questions->list[0].levels > 0.9); /* each State settles it */
    done();
}

static double open_after(unsigned field, const struct cir_cell *answer, const struct cir_scheme *scheme)
{
    static struct cir_cell cells[CIR_FIELDS_MAX];
    static struct cir_quantity quantities[CIR_MEASURES_MAX];
    struct cir_verdict verdict;
    memcpy(cells, cir_subject_cells(subject), cir_classifier_fields(classifier)->count * sizeof *cells);
    cells[field] = *answer;
    cir_measures_compute_single(cir_classifier_measures(classifier), cells, quantities);
    cir_score(scheme, quantities, &verdict);
    return verdict.level_high - verdict.level_low;
}

/* Against the mean taken by hand over the answers, one verdict at a time. */
static void test_asking__is_the_mean_over_the_answers(void)
{
    static struct cir_answers answers;
    ask("gge", "country,sector,duration_h,service_loss,people_affected,physical",
        "DE,health,6..600,severe,1000..2000000,");
    const struct cir_scheme *scheme = cir_classifier_scheme(classifier, 0);
    const unsigned fields[] = {CIR_FIELD_DURATION_H, CIR_FIELD_PEOPLE_AFFECTED, CIR_FIELD_PHYSICAL};
    for (size_t k = 0; k < 3; k++) {
        const struct cir_fields *all = cir_classifier_fields(classifier);
        size_t place = place_of(all->list[fields[k]].name);
        CU_ASSERT_TRUE_FATAL(cir_answers_of(&answers, cir_classifier_definitions(classifier), all, fields[k],
                                            &cir_subject_cells(subject)[fields[k]]));
        double left = 0;
        for (size_t i = 0; i < answers.count; i++) {
            struct cir_cell answer;
            cir_answers_get(&answer, &answers, i);
            left += answers.weights[i] * open_after(fields[k], &answer, scheme);
        }
        CU_ASSERT_FATAL(place < questions->count);
        CU_ASSERT_DOUBLE_EQUAL(questions->list[place].levels, questions->levels - left, 1e-9);
    }
    CU_ASSERT(questions->list[place_of("people_affected")].levels > 0);
    done();
}

CIR_SUITE("asking", {"of yes and no the mean", test_asking__of_yes_and_no_the_mean},
          {"the most is first", test_asking__the_most_is_first},
          {"only what is open and read", test_asking__only_what_is_open_and_read},
          {"a settled row has no question", test_asking__a_settled_row_has_no_question},
          {"what helps only with others has a spread", test_asking__what_helps_only_with_others_has_a_spread},
          {"the scope counts", test_asking__the_scope_counts},
          {"is the mean over the answers", test_asking__is_the_mean_over_the_answers})
