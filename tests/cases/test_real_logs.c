/* Two logs as the world writes them, from the file to the last reject. */
#include "base/file.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <stdio.h>
#include <unistd.h>

#define DATA CIR_SOURCE_DIR "/../shared/data/incidents"

static const char veris[] = DATA "/vcdb/vcdb_a.csv";
static const char hhs[] = DATA "/hhs/hhs_archive_2020.csv";

static bool is_absent(const char *path)
{
    bool absent = access(path, R_OK) != 0;
    if (absent)
        cir_skip(path);
    return absent;
}

static struct cir_classifier *classifier_of_gge(void)
{
    const char *scheme = "gge";
    return run_classifier(&scheme, 1);
}

/* Raw, so that a rejected row can be fed in again as it was. */
static struct cir_score_options options_of(const char *input, const char *mapping)
{
    return (struct cir_score_options){.input = input, .log.mapping = mapping, .raw = true, .threads = 2};
}

static void check_rejects(const struct sheet *rejects)
{
    for (size_t row = 0; row < rejects->row_count; row++) {
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "code").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "line").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "column").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "field").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "value").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "expected").size > 0);
        CU_ASSERT_TRUE(sheet_cell(rejects, row, "raw_line").size > 0);
    }
}

static void test_real_logs__veris_is_scored(void)
{
    if (is_absent(veris))
        return;
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_score_options options = options_of(veris, "veris-flat");
    struct run run;
    struct sheet rejects;
    struct sheet output;
    scratch_open();
    run_score(&run, classifier, &options);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rows, 6291);
    CU_ASSERT_EQUAL(run.tally.rows, run.tally.scored + run.tally.rejected);
    CU_ASSERT_TRUE(run.tally.scored * 100 >= run.tally.rows * 95);
    CU_ASSERT_EQUAL(run.tally.problems[CIR_PROBLEM_ID_REPEATED], 86);
    sheet_read(&output, cir_buffer_text(&run.output), ',');
    CU_ASSERT_EQUAL(output.row_count, run.tally.scored);
    sheet_read(&rejects, cir_buffer_text(&run.rejects), ',');
    CU_ASSERT_TRUE(rejects.row_count >= run.tally.rejected && rejects.row_count >= 86);
    check_rejects(&rejects);
    sheet_free(&output);
    sheet_free(&rejects);
    run_free(&run);
    scratch_close();
    cir_classifier_free(classifier);
}

/* Number of lines ended by LF alone, by CRLF and by CR alone. */
static void count_line_ends(struct cir_text text, size_t *lf, size_t *crlf, size_t *cr)
{
    for (size_t i = 0; i < text.size; i++) {
        bool before = i > 0 && text.data[i - 1] == '\r';
        bool behind = i + 1 < text.size && text.data[i + 1] == '\n';
        *lf += text.data[i] == '\n' && !before;
        *crlf += text.data[i] == '\n' && before;
        *cr += text.data[i] == '\r' && !behind;
    }
}

static void test_real_logs__hhs_is_scored_with_its_mixed_line_ends(void)
{
    if (is_absent(hhs))
        return;
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_score_options options = options_of(hhs, "hhs");
    struct cir_buffer text = {0};
    size_t lf = 0, crlf = 0, cr = 0;
    struct run run;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, hhs, NULL), CIR_OK);
    count_line_ends(cir_buffer_text(&text), &lf, &crlf, &cr);
    CU_ASSERT_TRUE(lf > 0 && crlf > 0 && cr > 0);
    scratch_open();
    run_score(&run, classifier, &options);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rows, 2785);
    CU_ASSERT_EQUAL(run.tally.scored + run.tally.rejected, 2785);
    CU_ASSERT_TRUE(run.tally.scored * 100 >= run.tally.rows * 95);
    run_free(&run);
    scratch_close();
    cir_buffer_free(&text);
    cir_classifier_free(classifier);
}

/* ---- rejects, fed in again ---- */

static struct cir_text first_line(struct cir_text text)
{
    const char *end = memchr(text.data, '\n', text.size);
    return (struct cir_text){text.data, end != NULL ? (size_t)(end - text.data) + 1 : text.size};
}

/* The rejects of one row and all its problems: [from, to). */
static size_t end_of_row(const struct sheet *rejects, size_t from)
{
    size_t to = from;
    while (to < rejects->row_count && cir_text_equal(sheet_cell(rejects, to, "row"), sheet_cell(rejects, from, "row")))
        to++;
    return to;
}

static bool same_problem(const struct sheet *a, size_t row_a, const struct sheet *b, size_t row_b)
{
    static const char *const columns[] = {"column", "field", "code", "value", "expected", "raw_line"};
    bool same = true;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        same = same && cir_text_equal(sheet_cell(a, row_a, columns[i]), sheet_cell(b, row_b, columns[i]));
    return same;
}

/* A row alone under the header has the same problems; a repeated id needs the row twice. */
static void feed_again(const struct cir_classifier *classifier, struct cir_text header, const char *mapping,
                       const struct sheet *rejects, size_t from, size_t to)
{
    struct cir_buffer log = {0};
    struct cir_text row = sheet_cell(rejects, from, "raw_line");
    bool repeats = cir_text_is(sheet_cell(rejects, from, "code"), "id-repeated");
    struct cir_score_options options = options_of(NULL, mapping);
    struct run run;
    struct sheet again;
    cir_buffer_add(&log, header);
    for (int i = 0; i < (repeats ? 2 : 1); i++) {
        cir_buffer_add(&log, row);
        cir_buffer_add_char(&log, '\n');
    }
    run_score_text(&run, classifier, cir_buffer_text(&log), &options);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 1);
    CU_ASSERT_EQUAL(run.tally.scored, repeats ? 1 : 0);
    sheet_read(&again, cir_buffer_text(&run.rejects), ',');
    CU_ASSERT_EQUAL(again.row_count, to - from);
    for (size_t i = 0; i < again.row_count && from + i < to; i++)
        CU_ASSERT_TRUE(same_problem(rejects, from + i, &again, i));
    sheet_free(&again);
    run_free(&run);
    cir_buffer_free(&log);
}

/* @return rows that were rejected */
static size_t feed_rejects_again(const char *path, const char *mapping)
{
    struct cir_classifier *classifier = classifier_of_gge();
    struct cir_score_options options = options_of(path, mapping);
    struct cir_buffer text = {0};
    struct run run;
    struct sheet rejects;
    size_t rows = 0;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, path, NULL), CIR_OK);
    run_score(&run, classifier, &options);
    sheet_read(&rejects, cir_buffer_text(&run.rejects), ',');
    for (size_t from = 0, to = 0; from < rejects.row_count; from = to, rows++) {
        to = end_of_row(&rejects, from);
        feed_again(classifier, first_line(cir_buffer_text(&text)), mapping, &rejects, from, to);
    }
    CU_ASSERT_EQUAL(rows, run.tally.rejected);
    sheet_free(&rejects);
    run_free(&run);
    cir_buffer_free(&text);
    cir_classifier_free(classifier);
    return rows;
}

static void test_real_logs__rejects_of_veris_are_rejected_again(void)
{
    if (is_absent(veris))
        return;
    scratch_open();
    CU_ASSERT_TRUE(feed_rejects_again(veris, "veris-flat") >= 86);
    scratch_close();
}

/* The same of faults of every kind. */
static void test_real_logs__rejects_of_a_flawed_log_are_rejected_again(void)
{
    struct cir_buffer log = {0};
    scratch_open();
    scratch_log(&log, 0, 2000, true);
    scratch_write("flawed.csv", cir_buffer_text(&log));
    char path[128];
    snprintf(path, sizeof path, "%s", scratch_path("flawed.csv"));
    CU_ASSERT_TRUE(feed_rejects_again(path, NULL) > 60);
    cir_buffer_free(&log);
    scratch_close();
}

CIR_SUITE("real_logs", {"veris is scored", test_real_logs__veris_is_scored},
          {"hhs is scored with its mixed line ends", test_real_logs__hhs_is_scored_with_its_mixed_line_ends},
          {"rejects of veris are rejected again", test_real_logs__rejects_of_veris_are_rejected_again},
          {"rejects of a flawed log are rejected again", test_real_logs__rejects_of_a_flawed_log_are_rejected_again})
