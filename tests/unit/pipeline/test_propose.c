#include "cirisk.h"

#include "scratch.h"
#include "sink/summary.h"
#include "suite.h"

#include <stdio.h>

enum { PATH_SIZE = 128, WIDE = 800, WIDEST = 100000 };

static const struct cir_log_format plain = {0};

static struct cir_classifier *classifier_of_gge(void)
{
    const char *scheme = "gge";
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    return classifier;
}

static const char foreign[] = "Case Number;Incident Date;Nation;Industry;Outage Hours;Remark\n"
                              "17;23.12.2015;UA;power;6;\"a \"\"quoted\"\" word\"\n"
                              "18;31.01.2016;Estonia;water;2.385;short\n"
                              "broken;row\n"
                              "19;01.02.2016;EE;health;;\"two\nlines\"\n";

static bool has_line(const struct cir_buffer *text, const char *line)
{
    return memmem(text->data, text->size, line, strlen(line)) != NULL;
}

static void propose(struct cir_buffer *proposal, const struct cir_classifier *classifier, const char *name)
{
    struct cir_error error = {0};
    enum cir_status status = cir_propose_mapping(classifier, scratch_path(name), &plain, proposal, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL(status, CIR_OK);
}

static void test_propose__names_what_it_knows(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer proposal = {0};
    scratch_open();
    scratch_write("log.csv", cir_text_of(foreign));
    propose(&proposal, classifier, "log.csv");
    CU_ASSERT_TRUE(cir_text_starts_with(cir_buffer_text(&proposal), "target,source,transform,argument\n"));
    CU_ASSERT_TRUE(has_line(&proposal, "\ndate,Incident Date,date-order,dmy\n"));
    CU_ASSERT_TRUE(has_line(&proposal, "\ncountry,Nation,copy,\n"));
    CU_ASSERT_TRUE(has_line(&proposal, "\nsector,Industry,copy,\n"));
    CU_ASSERT_TRUE(has_line(&proposal, "\nduration_h,Outage Hours,copy,\n"));
    CU_ASSERT_FALSE(has_line(&proposal, "Remark"));
    cir_buffer_free(&proposal);
    scratch_close();
    cir_classifier_free(classifier);
}

/* What is proposed can be used as it is. */
static void test_propose__gives_a_mapping_that_scores(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer proposal = {0};
    char input[PATH_SIZE], mapping[PATH_SIZE], output[PATH_SIZE];
    struct cir_tally tally;
    scratch_open();
    scratch_write("log.csv", cir_text_of(foreign));
    propose(&proposal, classifier, "log.csv");
    scratch_write("mapping.csv", cir_buffer_text(&proposal));
    snprintf(input, sizeof input, "%s", scratch_path("log.csv"));
    snprintf(mapping, sizeof mapping, "%s", scratch_path("mapping.csv"));
    snprintf(output, sizeof output, "%s", scratch_path("out.csv"));
    const struct cir_score_options options = {.input = input, .log.mapping = mapping, .output = output};
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    CU_ASSERT_EQUAL(tally.scored, 3);
    CU_ASSERT_EQUAL(tally.problems[CIR_PROBLEM_FIELD_COUNT], 1);
    cir_tally_free(&tally);
    cir_buffer_free(&proposal);
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_propose__does_without_rows(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer proposal = {0};
    scratch_open();
    scratch_write("log.csv", cir_text_of("id,date,country,sector"));
    propose(&proposal, classifier, "log.csv");
    CU_ASSERT_TRUE(has_line(&proposal, "\nsector,sector,copy,\n"));
    cir_buffer_free(&proposal);
    scratch_close();
    cir_classifier_free(classifier);
}

static void propose_of_columns(struct cir_buffer *proposal, const struct cir_classifier *classifier, int columns)
{
    struct cir_buffer log = {0};
    for (int i = 0; i < columns; i++)
        cir_buffer_add_format(&log, "x%d,", i);
    cir_buffer_add_string(&log, "when\n");
    for (int row = 0; row < 5; row++) {
        for (int i = 0; i < columns; i++)
            cir_buffer_add_string(&log, "Free text,");
        cir_buffer_add_format(&log, "201%d-02-03\n", row);
    }
    scratch_write("log.csv", cir_buffer_text(&log));
    propose(proposal, classifier, "log.csv");
    cir_buffer_free(&log);
}

/* It does not take long, though each cell is tried as a date, a State and a sector. Of the widest log no row was read
 * with the header, so that names alone can tell. */
static void test_propose__looks_at_very_many_columns(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer wide = {0};
    struct cir_buffer widest = {0};
    scratch_open();
    propose_of_columns(&wide, classifier, WIDE);
    CU_ASSERT_TRUE(has_line(&wide, "\ndate,when,copy,\n"));
    propose_of_columns(&widest, classifier, WIDEST);
    CU_ASSERT_TRUE(cir_text_starts_with(cir_buffer_text(&widest), "target,source,transform,argument\n"));
    cir_buffer_free(&wide);
    cir_buffer_free(&widest);
    scratch_close();
    cir_classifier_free(classifier);
}

static void expect_refusal(const struct cir_classifier *classifier, const char *name, enum cir_status status,
                           const char *message)
{
    struct cir_buffer proposal = {0};
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_propose_mapping(classifier, scratch_path(name), &plain, &proposal, &error), status);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
    CU_ASSERT_EQUAL(proposal.size, 0);
    cir_buffer_free(&proposal);
}

static void test_propose__refuses_what_is_no_log(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    scratch_open();
    scratch_write("empty.csv", cir_text_of(""));
    scratch_write("unclear.csv", cir_text_of("id;date,country\n"));
    expect_refusal(classifier, "empty.csv", CIR_BAD_LOG, "the file is empty");
    expect_refusal(classifier, "unclear.csv", CIR_BAD_LOG, "--delimiter");
    expect_refusal(classifier, "no-such.csv", CIR_NO_FILE, "No such file");
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("propose", {"names what it knows", test_propose__names_what_it_knows},
          {"gives a mapping that scores", test_propose__gives_a_mapping_that_scores},
          {"does without rows", test_propose__does_without_rows},
          {"looks at very many columns", test_propose__looks_at_very_many_columns},
          {"refuses what is no log", test_propose__refuses_what_is_no_log})
