#include "pipeline/log_rows.h"

#include "cirisk.h"
#include "scratch.h"
#include "suite.h"

#include <string.h>

enum { ROWS = 4000 };

static struct cir_classifier *classifier_of_gge(void)
{
    const char *scheme = "gge";
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    return classifier;
}

static const struct cir_log_format plain = {0};

/* Where a scoring of the same log met the rows that it scored. */
struct met {
    struct cir_log_rows *rows;
    size_t count;
};

/* Goes on in the rows to that of the id. */
static enum cir_status meet(void *context, struct cir_text id, uint64_t line, const struct cir_verdict *verdicts,
                            struct cir_error *error)
{
    struct met *met = context;
    (void)verdicts;
    do
        CU_ASSERT_EQUAL_FATAL(cir_log_rows_next(met->rows, error), CIR_OK)
    while (met->rows->incident.problem_count > 0 || cir_log_rows_line(met->rows) < line);
    CU_ASSERT_EQUAL(cir_log_rows_line(met->rows), line);
    CU_ASSERT(cir_text_equal(met->rows->incident.id, id));
    met->count++;
    return CIR_OK;
}

static void test_log_rows__are_those_of_a_scoring_in_its_order(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    struct cir_log_rows rows = {.rows = 0};
    struct met met = {&rows, 0};
    struct cir_tally tally;
    scratch_open();
    scratch_log(&log, 0, ROWS, true);
    scratch_write("log.csv", cir_buffer_text(&log));
    CU_ASSERT_EQUAL_FATAL(cir_log_rows_open(&rows, classifier, scratch_path("log.csv"), &plain, false, NULL), CIR_OK);
    const struct cir_score_options options = {
        .input = scratch_path("log.csv"), .threads = 3, .observer = {.context = &met, .scored = meet}};
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    CU_ASSERT_EQUAL(met.count, tally.scored);
    CU_ASSERT(met.count > ROWS / 2 && tally.rejected > 0);
    while (cir_log_rows_next(&rows, NULL) == CIR_OK)
        continue;
    CU_ASSERT_EQUAL(rows.rows, tally.scored + tally.rejected);
    cir_tally_free(&tally);
    cir_log_rows_close(&rows);
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
    scratch_close();
}

static void test_log_rows__may_be_split_only(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_log_rows rows = {.rows = 0};
    scratch_open();
    scratch_write(
        "log.csv",
        cir_text_of("id,date,country,sector\nfirst,2021,EE,power\n\"no\nid\",never,EE,power\nthird,2021,LV,power\n"));
    CU_ASSERT_EQUAL_FATAL(cir_log_rows_open(&rows, classifier, scratch_path("log.csv"), &plain, false, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_rows_next(&rows, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_rows_split(&rows, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_rows_line(&rows), 3);
    CU_ASSERT_EQUAL(rows.record.count, 4);
    CU_ASSERT(cir_text_is(rows.incident.id, "first"));
    CU_ASSERT_EQUAL(cir_log_rows_next(&rows, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_rows_line(&rows), 5);
    CU_ASSERT(cir_text_is(rows.incident.id, "third"));
    CU_ASSERT_EQUAL(cir_log_rows_split(&rows, NULL), CIR_END);
    CU_ASSERT_EQUAL(rows.rows, 3);
    cir_log_rows_close(&rows);
    cir_classifier_free(classifier);
    scratch_close();
}

static void test_log_rows__say_what_cannot_be_read(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_log_rows rows = {.rows = 0};
    struct cir_error error = {0};
    scratch_open();
    CU_ASSERT_EQUAL(cir_log_rows_open(&rows, classifier, scratch_path("no.csv"), &plain, false, &error), CIR_NO_FILE);
    CU_ASSERT(strstr(error.file, "no.csv") != NULL);
    cir_log_rows_close(&rows);
    cir_classifier_free(classifier);
    scratch_close();
}

static enum cir_status refuse(void *context, struct cir_text id, uint64_t line, const struct cir_verdict *verdicts,
                              struct cir_error *error)
{
    (void)context;
    (void)id;
    (void)verdicts;
    return line > 100 ? cir_fail(error, CIR_STOPPED, (struct cir_place){.line = line}, "enough") : CIR_OK;
}

static void test_log_rows__who_is_told_of_them_may_end_the_run(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    struct cir_error error = {0};
    struct cir_tally tally;
    scratch_open();
    scratch_log(&log, 0, ROWS, false);
    scratch_write("log.csv", cir_buffer_text(&log));
    const struct cir_score_options options = {
        .input = scratch_path("log.csv"), .output = scratch_path("out.csv"), .observer = {.scored = refuse}};
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, &error), CIR_STOPPED);
    CU_ASSERT_STRING_EQUAL(error.message, "enough");
    CU_ASSERT(!scratch_has("out.csv"));
    cir_tally_free(&tally);
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
    scratch_close();
}

CIR_SUITE("log_rows", {"are those of a scoring in its order", test_log_rows__are_those_of_a_scoring_in_its_order},
          {"may be split only", test_log_rows__may_be_split_only},
          {"say what cannot be read", test_log_rows__say_what_cannot_be_read},
          {"who is told of them may end the run", test_log_rows__who_is_told_of_them_may_end_the_run})
