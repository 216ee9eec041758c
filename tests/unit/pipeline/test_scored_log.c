#include "pipeline/scored_log.h"

#include "base/buffer.h"
#include "intake/block.h"
#include "scratch.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct cir_scored_log *opened(const char *text, const char *id_column)
{
    struct cir_scored_log *log = NULL;
    struct cir_error error = {0};
    scratch_write("scored.csv", cir_text_of(text));
    enum cir_status status = cir_scored_log_open(&log, scratch_path("scored.csv"), '\0', id_column, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return log;
}

/* threat_level has no other verdict column; the first gge_level is that of an earlier scoring. */
static const char scored[] =
    "ref,threat_level,gge_level,gge_level,gge_label,gge_score,gge_reason,gge_level_low,nciss_level,nciss_reason\n"
    "\"A \"\"1\"\"\",high,9,3,significant,52.5,reach,2,5,\"x,y\"\n"
    "\"two\nlines\",,9,,cannot-tell,,people,0,0,\n"
    "\n"
    "A-3,,9,0,none,0,,0,,\n"
    "A-4,,9,,not-applicable,,hit-in-spain,,0,\n";

static void test_scored_log__finds_schemes_by_their_columns(void)
{
    scratch_open();
    struct cir_scored_log *log = opened(scored, "ref");
    CU_ASSERT_EQUAL_FATAL(cir_scored_log_scheme_count(log), 2);
    CU_ASSERT_STRING_EQUAL(cir_scored_log_scheme(log, 0), "gge");
    CU_ASSERT_STRING_EQUAL(cir_scored_log_scheme(log, 1), "nciss");
    cir_scored_log_close(log);
    log = opened("id,date,_level,_label,gge_level\n", "id");
    CU_ASSERT_EQUAL(cir_scored_log_scheme_count(log), 0);
    cir_scored_log_close(log);
    scratch_close();
}

static void test_scored_log__reads_verdicts(void)
{
    static const struct {
        uint64_t line;
        const char *id, *label, *reasons[2];
        int levels[2];
    } rows[] = {
        {2, "A \"1\"", "significant", {"reach", "x,y"}, {3, 5}},
        {3, "two\nlines", "cannot-tell", {"people", ""}, {CIR_LEVEL_UNKNOWN, 0}},
        {6, "A-3", "none", {"", ""}, {0, CIR_LEVEL_UNKNOWN}},
        {7, "A-4", "not-applicable", {"hit-in-spain", ""}, {CIR_LEVEL_NOT_APPLICABLE, 0}},
    };
    struct cir_judged_row row;
    scratch_open();
    struct cir_scored_log *log = opened(scored, "ref");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CU_ASSERT_EQUAL_FATAL(cir_scored_log_next(log, &row, NULL), CIR_OK);
        CU_ASSERT_EQUAL(row.row, i + 1);
        CU_ASSERT_EQUAL(row.line, rows[i].line);
        CU_ASSERT_TRUE(cir_text_is(row.id, rows[i].id));
        CU_ASSERT_TRUE(cir_text_is(row.labels[0], rows[i].label));
        CU_ASSERT_TRUE(cir_text_is(row.labels[1], ""));
        for (size_t scheme = 0; scheme < 2; scheme++) {
            CU_ASSERT_EQUAL(row.levels[scheme], rows[i].levels[scheme]);
            CU_ASSERT_TRUE(cir_text_is(row.reasons[scheme], rows[i].reasons[scheme]));
        }
    }
    CU_ASSERT_EQUAL(cir_scored_log_next(log, &row, NULL), CIR_END);
    CU_ASSERT_EQUAL(cir_scored_log_next(log, &row, NULL), CIR_END);
    cir_scored_log_close(log);
    /* A log without the column has rows without names. */
    log = opened(scored, "id");
    CU_ASSERT_EQUAL(cir_scored_log_next(log, &row, NULL), CIR_OK);
    CU_ASSERT_EQUAL(row.id.size, 0);
    cir_scored_log_close(log);
    scratch_close();
}

static void test_scored_log__counts_lines_over_blocks(void)
{
    enum { ROWS = 12000 };
    struct cir_buffer text = {0};
    struct cir_judged_row row;
    uint64_t rows = 0, line = 2;
    cir_buffer_add_string(&text, "id,title,gge_level,gge_label\n");
    for (int i = 0; i < ROWS; i++)
        cir_buffer_add_format(&text, "INC-%06d,%s,%d,a\n", i, i % 3 == 0 ? "\"two\nlines\"" : "plain title", i % 6);
    CU_ASSERT_TRUE(text.size > (size_t)3 * CIR_BLOCK_SIZE);
    cir_buffer_add_char(&text, '\0');
    scratch_open();
    struct cir_scored_log *log = opened(text.data, "id");
    while (cir_scored_log_next(log, &row, NULL) == CIR_OK) {
        CU_ASSERT_EQUAL(row.line, line);
        CU_ASSERT_EQUAL(row.levels[0], (int)(rows % 6));
        line += rows % 3 == 0 ? 2 : 1;
        rows++;
    }
    CU_ASSERT_EQUAL(rows, ROWS);
    cir_scored_log_close(log);
    cir_buffer_free(&text);
    scratch_close();
}

static void expect_refused(const char *text, size_t line, size_t column, const char *message)
{
    struct cir_judged_row row;
    struct cir_error error = {0};
    struct cir_scored_log *log = opened(text, "id");
    enum cir_status status = CIR_OK;
    while (status == CIR_OK)
        status = cir_scored_log_next(log, &row, &error);
    CU_ASSERT_EQUAL(status, CIR_BAD_LOG);
    CU_ASSERT_EQUAL(error.line, line);
    CU_ASSERT_EQUAL(error.column, column);
    if (strstr(error.message, message) == NULL)
        printf("'%s' does not say '%s'\n", error.message, message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
    cir_scored_log_close(log);
}

static void test_scored_log__refuses_what_no_scoring_wrote(void)
{
    scratch_open();
    expect_refused("id,gge_level,gge_label\nA-1,3,a\nA-2,high,a\n", 3, 5, "'high' is no level");
    expect_refused("id,gge_level,gge_label\nA-1,2.385,a\n", 2, 5, "'2.385' is no level");
    expect_refused("id,gge_level,gge_label\nA-1,99999999999,a\n", 2, 5, "is no level");
    expect_refused("id,gge_level,gge_label\nA-1,3\n", 2, 1, "2 cells; expected 3, as the header has");
    expect_refused("id,gge_level,gge_label\nA-1,3,\"a\nA-2,3,a\n", 2, 7, "");
    expect_refused("id,gge_level,gge_label\nA-\xff,3,a\n", 2, 3, "UTF-8");
    scratch_close();
}

static void test_scored_log__refuses_what_is_no_log(void)
{
    struct cir_scored_log *log = NULL;
    struct cir_error error = {0};
    struct cir_buffer text = {0};
    scratch_open();
    CU_ASSERT_EQUAL(cir_scored_log_open(&log, scratch_path("none.csv"), '\0', "id", &error), CIR_NO_FILE);
    CU_ASSERT_PTR_NULL(log);
    scratch_write("empty.csv", cir_text_of(""));
    CU_ASSERT_EQUAL(cir_scored_log_open(&log, scratch_path("empty.csv"), '\0', "id", &error), CIR_BAD_LOG);
    cir_buffer_add_string(&text, "id");
    for (int i = 0; i <= CIR_SCHEMES_MAX; i++)
        cir_buffer_add_format(&text, ",s%d_level,s%d_label", i, i);
    scratch_write("wide.csv", cir_buffer_text(&text));
    CU_ASSERT_EQUAL(cir_scored_log_open(&log, scratch_path("wide.csv"), '\0', "id", &error), CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "more than 16 schemes"));
    cir_buffer_free(&text);
    cir_scored_log_close(NULL);
    scratch_close();
}

CIR_SUITE("scored_log", {"finds schemes by their columns", test_scored_log__finds_schemes_by_their_columns},
          {"reads verdicts", test_scored_log__reads_verdicts},
          {"counts lines over blocks", test_scored_log__counts_lines_over_blocks},
          {"refuses what no scoring wrote", test_scored_log__refuses_what_no_scoring_wrote},
          {"refuses what is no log", test_scored_log__refuses_what_is_no_log})
