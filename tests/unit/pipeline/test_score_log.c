#include "base/buffer.h"
#include "pipeline/score_log.h"
#include "scratch.h"
#include "sink/summary.h"
#include "store/store.h"
#include "suite.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static struct cir_classifier *classifier_of(const char *scheme)
{
    struct cir_classifier *classifier = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, &error), CIR_OK);
    return classifier;
}

static void write_log(const char *name, size_t first, size_t rows, bool flaws)
{
    struct cir_buffer log = {0};
    scratch_log(&log, first, rows, flaws);
    scratch_write(name, cir_buffer_text(&log));
    cir_buffer_free(&log);
}

struct paths {
    char input[128], output[128], rejects[160], store[128];
};

static struct cir_score_options options_of(struct paths *paths, const char *input, const char *output, unsigned threads)
{
    snprintf(paths->input, sizeof paths->input, "%s", scratch_path(input));
    snprintf(paths->output, sizeof paths->output, "%s", scratch_path(output));
    snprintf(paths->rejects, sizeof paths->rejects, "%s.rejects", paths->output);
    return (struct cir_score_options){.input = paths->input,
                                      .output = paths->output,
                                      .rejects = paths->rejects,
                                      .threads = threads,
                                      .recorded_at = "2026-01-31T23:59:59Z"};
}

static enum cir_status run(const struct cir_classifier *classifier, const struct cir_score_options *options,
                           struct cir_tally *tally)
{
    struct cir_error error = {0};
    enum cir_status status = cir_score_log(classifier, options, tally, &error);
    if (status != CIR_OK && status != CIR_STOPPED)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    return status;
}

static bool same_files(const char *a, const char *b)
{
    struct cir_buffer one = scratch_read(a);
    struct cir_buffer two = scratch_read(b);
    bool same = cir_text_equal(cir_buffer_text(&one), cir_buffer_text(&two));
    cir_buffer_free(&one);
    cir_buffer_free(&two);
    return same;
}

static bool is_flawed(size_t row)
{
    return row % 53 == 52 || row % 61 == 60;
}

/* What scratch_log repeats: an id counts only where both rows are good otherwise. */
static uint64_t repeated_ids(size_t rows)
{
    uint64_t count = 0;
    for (size_t row = 96; row < rows; row += 97)
        count += !is_flawed(row) && !is_flawed(row - 50);
    return count;
}

static void test_score_log__is_the_same_for_any_threads(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("log.csv", 0, 20000, true);
    static const unsigned threads[] = {1, 2, 5};
    for (size_t i = 0; i < 3; i++) {
        struct paths paths;
        struct cir_tally tally;
        char name[16];
        snprintf(name, sizeof name, "out%u", threads[i]);
        struct cir_score_options options = options_of(&paths, "log.csv", name, threads[i]);
        CU_ASSERT_EQUAL(run(classifier, &options, &tally), CIR_OK);
        CU_ASSERT_EQUAL(tally.rows, tally.scored + tally.rejected);
        CU_ASSERT_TRUE(tally.rejected > 500);
        CU_ASSERT_EQUAL(tally.problems[CIR_PROBLEM_ID_REPEATED], repeated_ids(20000));
        cir_tally_free(&tally);
    }
    CU_ASSERT_TRUE(same_files("out1", "out2"));
    CU_ASSERT_TRUE(same_files("out1", "out5"));
    CU_ASSERT_TRUE(same_files("out1.rejects", "out2.rejects"));
    CU_ASSERT_TRUE(same_files("out1.rejects", "out5.rejects"));
    scratch_close();
    cir_classifier_free(classifier);
}

/* Scored in two halves and joined, a log gives what it gives whole. */
static void test_score_log__joins_a_split_log(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("whole.csv", 0, 5000, false);
    write_log("first.csv", 0, 1803, false);
    write_log("second.csv", 1803, 5000 - 1803, false);
    static const char *const names[] = {"whole", "first", "second"};
    for (size_t i = 0; i < 3; i++) {
        struct paths paths;
        struct cir_tally tally;
        char input[32];
        snprintf(input, sizeof input, "%s.csv", names[i]);
        struct cir_score_options options = options_of(&paths, input, names[i], 2);
        CU_ASSERT_EQUAL(run(classifier, &options, &tally), CIR_OK);
        CU_ASSERT_EQUAL(tally.rejected, 0);
        cir_tally_free(&tally);
    }
    struct cir_buffer whole = scratch_read("whole");
    struct cir_buffer joined = scratch_read("first");
    struct cir_buffer second = scratch_read("second");
    const char *behind_header = memchr(second.data, '\n', second.size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(behind_header);
    cir_buffer_add(&joined,
                   (struct cir_text){behind_header + 1, second.size - (size_t)(behind_header + 1 - second.data)});
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&whole), cir_buffer_text(&joined)));
    cir_buffer_free(&whole);
    cir_buffer_free(&joined);
    cir_buffer_free(&second);
    scratch_close();
    cir_classifier_free(classifier);
}

struct seen {
    size_t problems;
    size_t blocks;
    size_t stop_after;
};

static void see_problem(void *context, const struct cir_problem *problem)
{
    struct seen *seen = context;
    seen->problems++;
    CU_ASSERT_TRUE(problem->line > 1);
    CU_ASSERT_TRUE(problem->row > 0);
}

static bool see_progress(void *context, uint64_t bytes, uint64_t size, uint64_t rows)
{
    struct seen *seen = context;
    CU_ASSERT_TRUE(bytes <= size);
    CU_ASSERT_TRUE(rows > 0);
    return ++seen->blocks != seen->stop_after;
}

static void test_score_log__tells_every_problem_and_progress(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("log.csv", 0, 20000, true);
    struct seen seen = {0};
    struct paths paths;
    struct cir_tally tally;
    struct cir_score_options options = options_of(&paths, "log.csv", "out", 2);
    options.observer = (struct cir_observer){.context = &seen, .problem = see_problem, .progress = see_progress};
    CU_ASSERT_EQUAL(run(classifier, &options, &tally), CIR_OK);
    uint64_t problems = 0;
    for (size_t i = 0; i < CIR_PROBLEM_COUNT; i++)
        problems += tally.problems[i];
    CU_ASSERT_EQUAL(seen.problems, problems);
    CU_ASSERT_TRUE(seen.blocks > 3);
    cir_tally_free(&tally);
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_score_log__leaves_nothing_behind_when_stopped(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("log.csv", 0, 20000, true);
    struct seen seen = {.stop_after = 2};
    struct paths paths;
    struct cir_tally tally;
    struct cir_score_options options = options_of(&paths, "log.csv", "out", 2);
    options.observer = (struct cir_observer){.context = &seen, .progress = see_progress};
    CU_ASSERT_EQUAL(run(classifier, &options, &tally), CIR_STOPPED);
    CU_ASSERT_EQUAL(scratch_count(), 1);
    cir_tally_free(&tally);
    scratch_close();
    cir_classifier_free(classifier);
}

static int64_t ask(sqlite3 *database, const char *query)
{
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(database, query, -1, &statement, NULL), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_step(statement), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}

static const struct cir_campaign_options by_country = {.wanted = true, .column = "country"};

static void store_run(const struct cir_classifier *classifier, struct paths *paths, struct cir_tally *tally)
{
    struct cir_score_options options = options_of(paths, "log.csv", "out", 2);
    snprintf(paths->store, sizeof paths->store, "%s", scratch_path("runs.db"));
    options.store = paths->store;
    options.campaigns = by_country;
    CU_ASSERT_EQUAL(run(classifier, &options, tally), CIR_OK);
}

static void test_score_log__stores_every_row(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("log.csv", 0, 5000, true);
    struct paths paths;
    struct cir_tally tally;
    store_run(classifier, &paths, &tally);
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(paths.store, &database), SQLITE_OK);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM subject"), (int64_t)tally.scored);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM verdict"), (int64_t)tally.scored);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM reject"), (int64_t)tally.rejected);
    CU_ASSERT_EQUAL(ask(database, "SELECT row_count FROM run"), (int64_t)tally.rows);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM campaign_member"), (int64_t)tally.campaign_incidents);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM campaign_verdict"), (int64_t)tally.campaigns);
    CU_ASSERT_TRUE(tally.campaigns > 1 && tally.campaign_incidents > 1000);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM (SELECT row FROM subject UNION SELECT row FROM reject)"),
                    (int64_t)tally.rows);
    sqlite3_close(database);
    cir_tally_free(&tally);
    scratch_close();
    cir_classifier_free(classifier);
}

static bool die(void *context, uint64_t bytes, uint64_t size, uint64_t rows)
{
    (void)context;
    (void)bytes;
    (void)size;
    if (rows > 8000)
        kill(getpid(), SIGKILL);
    return true;
}

/* A run that is killed in the middle leaves the earlier ones whole, and is not there at all. */
static void test_score_log__loses_no_stored_run_when_killed(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log("log.csv", 0, 20000, true);
    struct paths paths;
    struct cir_tally tally;
    store_run(classifier, &paths, &tally);
    pid_t child = fork();
    if (child == 0) {
        struct cir_tally lost;
        struct cir_score_options options = options_of(&paths, "log.csv", "cut", 2);
        options.store = paths.store;
        options.campaigns = by_country;
        options.observer.progress = die;
        run(classifier, &options, &lost);
        _exit(0);
    }
    int status = 0;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    CU_ASSERT_FALSE(scratch_has("cut"));
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(paths.store, &database), SQLITE_OK);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM run"), 1);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM subject"), (int64_t)tally.scored);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM campaign_incident"), (int64_t)tally.campaign_incidents);
    CU_ASSERT_EQUAL(ask(database, "SELECT count(*) FROM campaign"), (int64_t)tally.campaigns);
    CU_ASSERT_EQUAL(ask(database, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    sqlite3_close(database);
    cir_tally_free(&tally);
    store_run(classifier, &paths, &tally);
    cir_tally_free(&tally);
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("score_log", {"is the same for any threads", test_score_log__is_the_same_for_any_threads},
          {"joins a split log", test_score_log__joins_a_split_log},
          {"tells every problem and progress", test_score_log__tells_every_problem_and_progress},
          {"leaves nothing behind when stopped", test_score_log__leaves_nothing_behind_when_stopped},
          {"stores every row", test_score_log__stores_every_row},
          {"loses no stored run when killed", test_score_log__loses_no_stored_run_when_killed})
