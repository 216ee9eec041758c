#include "cirisk.h"

#include "intake/block.h"
#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct cir_classifier *classifier_of_gge(void)
{
    const char *scheme = "gge";
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    return classifier;
}

static const struct cir_log_format plain = {0};

/* Line 4 is blank; row 3 stands on two lines, row 4 is bad, row 5 repeats an id. */
static const char log_text[] = "id,date,country,sector,title,deaths,duration_h\n"
                               "A-1,2015-12-23,UA,power,First,0,6\n"
                               "\"A \"\"2\"\"\",2016,EE,water,\"Quoted \"\"so\"\"\",unknown,2.385\n"
                               "\n"
                               "A-3,2017,EE,health,\"Two\nlines\",2,\n"
                               "A-4,2018,EE,power,Bad,many,\n"
                               "A-1,2019,EE,finance,Again,0,1\n";

static void open_log(void)
{
    scratch_open();
    scratch_write("log.csv", cir_text_of(log_text));
}

static struct cir_subject *find(const struct cir_classifier *classifier, const char *id)
{
    struct cir_subject *subject = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_subject_find(&subject, classifier, scratch_path("log.csv"), &plain, id, &error);
    if (status != CIR_OK)
        printf("%s: %s\n", id, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return subject;
}

static void test_explain_log__finds_a_row_by_its_id(void)
{
    static const struct {
        const char *id;
        size_t line;
        const char *title;
        double hours; /* NAN: blank */
    } rows[] = {{"A-1", 2, "First", 6}, {"A \"2\"", 3, "Quoted \"so\"", 2.385}, {"A-3", 5, "Two\nlines", NAN}};
    struct cir_classifier *classifier = classifier_of_gge();
    open_log();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_subject *subject = find(classifier, rows[i].id);
        const struct cir_cell *hours = &cir_subject_cells(subject)[CIR_FIELD_DURATION_H];
        CU_ASSERT_EQUAL(cir_subject_line(subject), rows[i].line);
        CU_ASSERT_TRUE(cir_text_is(cir_subject_fact(subject, CIR_FIELD_ID), rows[i].id));
        CU_ASSERT_TRUE(cir_text_is(cir_subject_fact(subject, CIR_FIELD_TITLE), rows[i].title));
        CU_ASSERT_TRUE(cir_text_is(cir_subject_fact(subject, CIR_FIELD_OPERATOR), ""));
        CU_ASSERT_EQUAL(hours->state, isnan(rows[i].hours) ? CIR_CELL_BLANK : CIR_CELL_KNOWN);
        CU_ASSERT_TRUE(hours->state == CIR_CELL_BLANK || hours->number.point == rows[i].hours);
        cir_subject_free(subject);
    }
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_explain_log__explains_the_verdict(void)
{
    static struct cir_explanation explanation;
    struct cir_classifier *classifier = classifier_of_gge();
    const struct cir_scheme *scheme = cir_classifier_scheme(classifier, 0);
    open_log();
    struct cir_subject *subject = find(classifier, "A-3");
    cir_subject_explain(subject, 0, &explanation);
    CU_ASSERT_EQUAL(cir_subject_quantities(subject)[CIR_MEASURE_SECTORS_HIT].point, 1);
    /* Two dead: at least 3 by the rule, and the rest is open. */
    CU_ASSERT_EQUAL(explanation.verdict.level_low, 3);
    CU_ASSERT_EQUAL(explanation.verdict.level_high, 5);
    bool rule = false;
    for (size_t i = 0; i < scheme->rule_count; i++)
        rule = rule || (strcmp(scheme->rules[i].name, "gravest-harm") == 0 && explanation.rules[i] == CIR_TRUE);
    CU_ASSERT_TRUE(rule);
    cir_subject_free(subject);
    scratch_close();
    cir_classifier_free(classifier);
}

static void expect_none(const struct cir_classifier *classifier, const char *input, const char *id,
                        enum cir_status status, size_t line, size_t column, const char *message)
{
    struct cir_subject *subject = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_subject_find(&subject, classifier, input, &plain, id, &error), status);
    CU_ASSERT_PTR_NULL(subject);
    CU_ASSERT_EQUAL(error.line, line);
    CU_ASSERT_EQUAL(error.column, column);
    if (strstr(error.message, message) == NULL)
        printf("'%s' does not say '%s'\n", error.message, message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
}

static void test_explain_log__tells_why_there_is_none(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    open_log();
    expect_none(classifier, scratch_path("log.csv"), "A-9", CIR_END, 0, 0, "no row has the id 'A-9'");
    expect_none(classifier, scratch_path("log.csv"), "a-1", CIR_END, 0, 0, "no row has the id 'a-1'");
    expect_none(classifier, scratch_path("log.csv"), "A-4", CIR_BAD_CELL, 7, 6,
                "bad-number: 'many'; expected a number");
    expect_none(classifier, scratch_path("no-such.csv"), "A-1", CIR_NO_FILE, 0, 0, "No such file");
    scratch_write("empty.csv", cir_text_of(""));
    expect_none(classifier, scratch_path("empty.csv"), "A-1", CIR_BAD_LOG, 0, 0, "empty");
    cir_subject_free(NULL);
    scratch_close();
    cir_classifier_free(classifier);
}

/* Line of the n-th row of scratch_log, by counting: titles of one row in six have a line end. */
static size_t line_of_row(struct cir_text log, const char *id)
{
    const char *place = memmem(log.data, log.size, id, strlen(id));
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    size_t line = 1;
    for (const char *at = log.data; at < place; at++)
        line += *at == '\n';
    return line;
}

static void test_explain_log__finds_rows_of_later_blocks(void)
{
    static const char *const ids[] = {"INC-000000", "INC-004321", "INC-011999"};
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_buffer log = {0};
    scratch_open();
    scratch_log(&log, 0, 12000, false);
    CU_ASSERT_TRUE(log.size > (size_t)2 * CIR_BLOCK_SIZE);
    scratch_write("log.csv", cir_buffer_text(&log));
    for (size_t i = 0; i < 3; i++) {
        struct cir_subject *subject = find(classifier, ids[i]);
        CU_ASSERT_TRUE(cir_text_is(cir_subject_fact(subject, CIR_FIELD_ID), ids[i]));
        CU_ASSERT_EQUAL(cir_subject_line(subject), line_of_row(cir_buffer_text(&log), ids[i]));
        cir_subject_free(subject);
    }
    cir_buffer_free(&log);
    scratch_close();
    cir_classifier_free(classifier);
}

static const char overrides_text[] = "id,field,old,new,reason,who,when\n"
                                     "A-4,deaths,many,3,call,R. Weber,2026-01-31\n"
                                     "A-1,gge_level,,severe,call,R. Weber,2026-01-31\n"
                                     "A-3,deaths,1,3,call,R. Weber,2026-01-31\n"
                                     "A-3,gge_level,2,3,call,R. Weber,2026-01-31\n"
                                     "B-9,deaths,1,3,call,R. Weber,2026-01-31\n";

static enum cir_status find_overridden(struct cir_subject **subject, const struct cir_classifier *classifier,
                                       const char *id, struct cir_error *error)
{
    const struct cir_log_format format = {.overrides = scratch_path("overrides.csv")};
    return cir_subject_find(subject, classifier, scratch_path("log.csv"), &format, id, error);
}

/* Of the overrides those of the row count, and only those are looked at. */
static void test_explain_log__lets_overrides_count(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_subject *subject = NULL;
    struct cir_error error = {0};
    struct cir_explanation *explanation = calloc(1, sizeof *explanation);
    CU_ASSERT_PTR_NOT_NULL_FATAL(explanation);
    open_log();
    scratch_write("overrides.csv", cir_text_of(overrides_text));
    CU_ASSERT_EQUAL_FATAL(find_overridden(&subject, classifier, "A-4", &error), CIR_OK); /* is rejected without */
    CU_ASSERT_EQUAL(cir_subject_overrides(subject).count, 1);
    CU_ASSERT_EQUAL(cir_subject_cells(subject)[CIR_FIELD_DEATHS].number.point, 3);
    CU_ASSERT(cir_text_is(cir_subject_fact(subject, CIR_FIELD_DEATHS), "many"));
    cir_subject_explain(subject, 0, explanation);
    CU_ASSERT_EQUAL(explanation->verdict.level, 3); /* gravest-harm */
    cir_subject_free(subject);
    CU_ASSERT_EQUAL_FATAL(find_overridden(&subject, classifier, "A-1", &error), CIR_OK);
    cir_subject_explain(subject, 0, explanation);
    CU_ASSERT_EQUAL(explanation->verdict.level, 4);
    CU_ASSERT_EQUAL(explanation->verdict.reason, CIR_REASON_OVERRIDE);
    CU_ASSERT(explanation->verdict.level_low <= 3);
    cir_subject_free(subject);
    CU_ASSERT_EQUAL_FATAL(find_overridden(&subject, classifier, "A \"2\"", &error), CIR_OK);
    CU_ASSERT_EQUAL(cir_subject_overrides(subject).count, 0);
    cir_subject_free(subject);
    free(explanation);
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_explain_log__refuses_overrides_that_do_not_fit(void)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_subject *subject = NULL;
    struct cir_error error = {0};
    open_log();
    scratch_write("overrides.csv", cir_text_of(overrides_text));
    CU_ASSERT_EQUAL(find_overridden(&subject, classifier, "A-3", &error), CIR_BAD_OVERRIDE);
    CU_ASSERT(error.line == 4 && error.column == 3 && strstr(error.message, "deaths of 'A-3' is '2'") != NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "log.csv:5)"));
    scratch_write("overrides.csv", cir_text_of("id,field,old,new,reason,who,when\n"
                                               "A-3,gge_level,2,4,call,R. Weber,2026-01-31\n"));
    CU_ASSERT_EQUAL(find_overridden(&subject, classifier, "A-3", &error), CIR_BAD_OVERRIDE);
    CU_ASSERT(error.line == 2 && strstr(error.message, "gge_level of 'A-3' is 'significant'") != NULL);
    scratch_write("overrides.csv", cir_text_of("id,field\n"));
    CU_ASSERT_EQUAL(find_overridden(&subject, classifier, "A-3", &error), CIR_BAD_TABLE);
    scratch_close();
    cir_classifier_free(classifier);
}

/* As scoring the row tells it; what the scheme says without the network is what a run without one says. */
static void test_explain_log__tells_what_a_network_says(void)
{
    static const char *const schemes[] = {"gge", "nciss"};
    struct cir_classifier *classifier = NULL;
    struct cir_classifier *plain_classifier = classifier_of_gge();
    struct cir_incident_impact impact;
    struct cir_verdict without, expected;
    const struct cir_fact facts[] = {{"id", "A-1"},       {"date", "2015-12-23"}, {"country", "UA"},
                                     {"sector", "power"}, {"title", "First"},     {"deaths", "0"},
                                     {"duration_h", "6"}};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 2, NULL), CIR_OK);
    const struct cir_network_use use = {.network = "wiod2011"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, NULL, &use, NULL), CIR_OK);
    open_log();
    struct cir_subject *subject = find(classifier, "A-1");
    CU_ASSERT_TRUE(cir_subject_impact(subject, &impact));
    CU_ASSERT_TRUE(impact.has_meaning && impact.alone.outcome == CIR_IMPACT_TOLD && isnan(impact.alone.direct));
    CU_ASSERT_TRUE(impact.shock.share_low == 0 && impact.shock.share_high == 1 && impact.shock.duration_h == 6);
    CU_ASSERT_EQUAL(cir_subject_quantities(subject)[CIR_MEASURE_IMPACT_STATES].high, impact.alone.states_high);
    CU_ASSERT_TRUE(impact.alone.states_high > 0);
    CU_ASSERT_TRUE(cir_subject_without_network(subject, 0, &without));
    CU_ASSERT_FALSE(cir_subject_without_network(subject, 1, &expected));
    CU_ASSERT_EQUAL(cir_classify(plain_classifier, facts, sizeof facts / sizeof facts[0], &expected, NULL), CIR_OK);
    CU_ASSERT_TRUE(without.level_low == expected.level_low && without.level_high == expected.level_high);
    CU_ASSERT_TRUE(without.score.low == expected.score.low && without.score.high == expected.score.high);
    static struct cir_explanation explanation;
    cir_subject_explain(subject, 0, &explanation); /* still by the network */
    CU_ASSERT_NOT_EQUAL(explanation.verdict.score.high, without.score.high);
    cir_subject_free(subject);
    subject = find(plain_classifier, "A-1");
    CU_ASSERT_FALSE(cir_subject_impact(subject, &impact));
    CU_ASSERT_FALSE(cir_subject_without_network(subject, 0, &without));
    cir_subject_free(subject);
    scratch_close();
    cir_classifier_free(classifier);
    cir_classifier_free(plain_classifier);
}

CIR_SUITE("explain_log", {"lets overrides count", test_explain_log__lets_overrides_count},
          {"refuses overrides that do not fit", test_explain_log__refuses_overrides_that_do_not_fit},
          {"finds a row by its id", test_explain_log__finds_a_row_by_its_id},
          {"tells what a network says", test_explain_log__tells_what_a_network_says},
          {"explains the verdict", test_explain_log__explains_the_verdict},
          {"tells why there is none", test_explain_log__tells_why_there_is_none},
          {"finds rows of later blocks", test_explain_log__finds_rows_of_later_blocks})
