#include "log.h"
#include "temporary.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void test_store__keeps_the_run(void)
{
    char path[256];
    log_path(path, "keeps");
    log_store_runs(path, 2);
    log_expect(path, "SELECT * FROM run",
               "1|2026-01-31T23:59:59Z|0.1.0|" LOG_SHA256 "|log.csv|" LOG_SHA256 "|300|" LOG_SHA256 "|" LOG_OTHER_SHA256
               "|--schemes gge,own|2385|4|3|1\n"
               "2|2026-01-31T23:59:59Z|0.1.0|" LOG_SHA256 "|log.csv|" LOG_SHA256 "|300|" LOG_SHA256 "|" LOG_OTHER_SHA256
               "|--schemes gge,own|2385|4|3|1\n");
    log_expect(path, "SELECT row, line, id, date, country, sectors, title FROM subject WHERE run = 2",
               "1|2|A-1|2015-12-23|UA|3|Outage; DROP TABLE run\n"
               "2|3|A-2|2015-12-23|NULL|-9223372036854775808|Outage; DROP TABLE run\n"
               "3|4|A-3|2015-12-23|UA|0|Outage; DROP TABLE run\n");
    log_expect(path, "SELECT * FROM override WHERE run = 2",
               "2|1|0|people_affected|1200|12000|=1+1|a \"b\"|2026\n"
               "2|1|1|title||one,\ntwo \"x\"|x|y|2026\n"
               "2|1|2|gge_level|2||x|y|2026\n");
    log_expect(
        path, "SELECT * FROM verdict WHERE run = 1 AND row < 3",
        "1|1|0|1|3|1|3|62.349|38.25|70.0|0.85|a-factor-of-a-long-name|33.3333|100.0|0.04|NULL|NULL|NULL|NULL|NULL\n"
        "1|1|1|1|100|7|100|NULL|NULL|NULL|0.5|@users|7.125|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n"
        "1|2|0|1|NULL|0|NULL|NULL|0.0|100.0|0.0|people_share|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n"
        "1|2|1|1|NULL|7|7|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n");
    remove(path);
}

static void test_store__keeps_the_network_and_what_it_told(void)
{
    char path[256];
    log_path(path, "network");
    log_store_runs(path, 2);
    log_expect(path, "SELECT name, status, substr(sha256, 1, 2), tables_of FROM run_scheme WHERE run = 2",
               "gge|verified|11|NULL\nown|partly|21|./own\n");
    log_expect(path, "SELECT * FROM run_network WHERE run = 2",
               "2|toy|A toy|2011|million USD|eu27|none|" LOG_SHA256 "\n");
    log_expect(path, "SELECT * FROM impact WHERE run = 2 AND row = 1",
               "2|1|62.349|1.25|38.25|0.0|NULL|0.5|7.125|2.0|17.0|DEU:rest;POL:rest\n");
    remove(path);
}

static void test_store__keeps_rejects_to_the_byte(void)
{
    char path[256];
    log_path(path, "rejects");
    log_store_runs(path, 1);
    log_expect(path, "SELECT row, line, typeof(raw_line), hex(raw_line) FROM reject", "4|5|blob|412C33312F3032FF\n");
    log_expect(path,
               "SELECT number, line, column, byte, field, code, typeof(value), hex(value), expected, suggestion"
               " FROM problem",
               "0|5|2|120|date|bad-date|text|33312F3032|a day|\n"
               "1|5|NULL|130||nul-byte|blob|610062|text|remove it\n");
    log_expect(path, "SELECT * FROM problem_count", "1|bad-date|date|1\n1|nul-byte||1\n");
    remove(path);
}

static void test_store__views_answer_what_a_person_asks(void)
{
    char path[256];
    log_path(path, "views");
    log_store_runs(path, 2);
    log_expect(
        path, "SELECT * FROM latest WHERE scheme = 'gge'",
        "2|1|2|A-1|2015-12-23|UA|energy;water|Outage; DROP TABLE run|gge|3|significant|62.349|38.25|70.0|1|3|0.85|"
        "a-factor-of-a-long-name\n"
        "2|2|3|A-2|2015-12-23|NULL|none|Outage; DROP TABLE run|gge|NULL|cannot-tell|NULL|0.0|100.0|0|NULL|0.0|"
        "people_share\n"
        "2|3|4|A-3|2015-12-23|UA|unknown|Outage; DROP TABLE run|gge|3|significant|62.349|38.25|70.0|1|3|0.85|"
        "a-factor-of-a-long-name\n");
    log_expect(path, "SELECT sector, level, label, subjects FROM level_by_sector WHERE run = 1 AND scheme = 'gge'",
               "energy|3|significant|1\nnone|NULL|cannot-tell|1\nunknown|3|significant|1\nwater|3|significant|1\n");
    log_expect(path, "SELECT country, level, subjects FROM level_by_country WHERE run = 2 AND scheme = 'own'",
               "unknown|NULL|1\nUA|100|2\n");
    log_expect(path, "SELECT scheme, axis, value FROM axis_value WHERE run = 1 AND row = 1",
               "gge|scale|33.3333\ngge|severity|100.0\ngge|outlook|0.04\nown|score|7.125\n");
    remove(path);
}

static void test_store__references_are_whole(void)
{
    char path[256];
    log_path(path, "whole");
    log_store_runs(path, 3);
    log_expect(path, "PRAGMA foreign_key_check", "");
    log_expect(path, "PRAGMA integrity_check", "ok\n");
    remove(path);
}

static char *bytes_of(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    struct stat status;
    fstat(fileno(file), &status);
    *size = (size_t)status.st_size;
    char *bytes = malloc(*size);
    CU_ASSERT_EQUAL(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void test_store__same_runs_make_the_same_single_file(void)
{
    char paths[2][256], wal[600];
    char *bytes[2];
    size_t sizes[2];
    log_path(paths[0], "same-a");
    log_path(paths[1], "same-b");
    for (int i = 0; i < 2; i++) {
        log_store_runs(paths[i], 2);
        log_store_runs(paths[i], 1);
        bytes[i] = bytes_of(paths[i], &sizes[i]);
        snprintf(wal, sizeof wal, "%s-wal", paths[i]);
        CU_ASSERT_NOT_EQUAL(access(wal, F_OK), 0);
        remove(paths[i]);
    }
    CU_ASSERT_EQUAL_FATAL(sizes[0], sizes[1]);
    CU_ASSERT_EQUAL(memcmp(bytes[0], bytes[1], sizes[0]), 0);
    free(bytes[0]);
    free(bytes[1]);
}

static void test_store__an_abandoned_run_leaves_nothing(void)
{
    char path[256];
    log_path(path, "abandoned");
    struct cir_store *store = log_open(path);
    int64_t number = 0;
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, &number, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 1, NULL), CIR_OK);
    cir_store_abandon_run(store);
    CU_ASSERT_EQUAL(log_store(store, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, &number, NULL), CIR_OK);
    CU_ASSERT_EQUAL(number, 2);
    CU_ASSERT_EQUAL(log_put_subject(store, 7, NULL), CIR_OK);
    cir_store_close(store);
    log_expect(path, "SELECT run, row_count, (SELECT count(*) FROM subject) FROM run", "1|4|3\n");
    log_expect(path, "SELECT DISTINCT run FROM run_level", "1\n");
    remove(path);
}

static void test_store__keeps_probabilities_that_are_not_nothing(void)
{
    static const struct cir_probabilities probabilities[] = {
        {{0.12385, 0, 0.87615}, 0},
        {{1e-12, 0.25}, 0.75},
    };
    static const struct cir_probabilities untold[] = {{{NAN, NAN, NAN}, NAN}, {{NAN, NAN}, NAN}};
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .rows = 2};
    char path[256];
    log_path(path, "probabilities");
    struct cir_store *store = log_open(path);
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_probabilities(store, 1, probabilities, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 3, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_probabilities(store, 3, untold, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_probabilities(store, 1, probabilities, &error), CIR_BAD_STORE);
    CU_ASSERT_EQUAL(cir_store_finish_run(store, &outcome, NULL), CIR_OK);
    cir_store_close(store);
    log_expect(path, "SELECT * FROM probability", "1|1|0|0|0.12385\n1|1|0|3|0.87615\n1|1|1|100|0.25\n");
    log_expect(path, "PRAGMA foreign_key_check", "");
    remove(path);
}

static void put_outside(struct cir_store *store, const struct cir_verdict *verdicts, enum cir_status expected,
                        const char *message)
{
    const struct cir_store_subject subject = {.row = 1, .line = 2, .id = cir_text_of("A-1"), .sectors = 1};
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_subject(store, &subject, verdicts, &error), expected);
    if (message != NULL)
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
}

static void test_store__tells_what_does_not_apply_from_what_cannot_be_told(void)
{
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .input_bytes = 30, .rows = 1};
    struct cir_verdict scored[2] = {toy_outside[0], toy_outside[1]};
    char path[256];
    log_path(path, "outside");
    struct cir_store *store = log_open(path);
    scored[0].score.high = 23.85; /* a verdict that contradicts itself is no verdict */
    put_outside(store, scored, CIR_BAD_STORE, "CHECK constraint failed");
    cir_store_abandon_run(store);
    put_outside(store, toy_outside, CIR_OK, NULL);
    CU_ASSERT_EQUAL(cir_store_finish_run(store, &outcome, NULL), CIR_OK);
    cir_store_close(store);
    log_expect(path, "SELECT scheme, level, label, level_low, coverage, reason FROM latest",
               "gge|NULL|not-applicable|NULL|NULL|hit-in-the-north\nown|NULL|cannot-tell|100|0.25|@users\n");
    log_expect(path, "SELECT scheme, sector, level, label, subjects FROM level_by_sector",
               "gge|energy|NULL|not-applicable|1\nown|energy|NULL|cannot-tell|1\n");
    log_expect(path, "SELECT scheme, country, label, subjects FROM level_by_country",
               "gge|unknown|not-applicable|1\nown|unknown|cannot-tell|1\n");
    remove(path);
}

static void test_store__refuses_a_run_that_lost_rows(void)
{
    char path[256];
    log_path(path, "lost");
    struct cir_store *store = log_open(path);
    struct cir_error error = {0};
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .rows = 2};
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_finish_run(store, &outcome, &error), CIR_BAD_STORE);
    CU_ASSERT_STRING_EQUAL(error.file, path);
    CU_ASSERT_STRING_EQUAL(error.message, "CHECK constraint failed: nothing_is_lost");
    CU_ASSERT_EQUAL(log_store(store, NULL), CIR_OK); /* and is fit for the next */
    cir_store_close(store);
    log_expect(path, "SELECT count(*), max(run) FROM run", "1|1\n");
    remove(path);
}

static void test_store__refuses_a_row_twice(void)
{
    char path[256];
    log_path(path, "twice");
    struct cir_store *store = log_open(path);
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 5, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 5, &error), CIR_BAD_STORE);
    CU_ASSERT_STRING_EQUAL(error.message, "UNIQUE constraint failed: subject.run, subject.row");
    cir_store_close(store);
    log_expect(path, "SELECT count(*) FROM subject", "0\n");
    remove(path);
}

static void test_store__refuses_facts_that_cannot_be(void)
{
    static const char *const statements[] = {
        "INSERT INTO run VALUES (9, 'today', '0', '" LOG_SHA256 "', '', '" LOG_SHA256
        "', 0, NULL, NULL, '', 0, 0, 0, 0)",
        "INSERT INTO run VALUES (9, '2026-01-31T00:00:00Z', '0', 'short', '', '" LOG_SHA256
        "', 0, NULL, NULL, '', 0, 0, 0, 0)",
        "INSERT INTO run VALUES (9, '2026-01-31T00:00:00Z', '0', '" LOG_SHA256 "', '', '" LOG_SHA256
        "', 0, NULL, NULL, '', 0, 2, 1, 0)",
        "UPDATE verdict SET coverage = 1.2",
        "UPDATE verdict SET score = 'much'",
        "UPDATE verdict SET low = 71 WHERE high = 70",
        "UPDATE verdict SET level_low = 101 WHERE level_high = 100",
        "UPDATE subject SET row = 0",
        "INSERT INTO probability VALUES (1, 1, 0, 3, 0)",
        "INSERT INTO probability VALUES (1, 1, 0, 3, 1.2)",
    };
    char path[256];
    log_path(path, "facts");
    log_expect_constraints(path, statements, sizeof statements / sizeof statements[0],
                           "UPDATE verdict SET coverage = 0.25");
}

static void test_store__refuses_overrides_that_cannot_be(void)
{
    static const char *const statements[] = {
        "UPDATE run SET overrides_sha256 = 'short'",
        "UPDATE run SET figures_sha256 = 'short'",
        "UPDATE override SET reason = ''",
        "UPDATE override SET who = ''",
        "UPDATE override SET field = ''",
        "UPDATE override SET decided_at = 'today'",
        "UPDATE override SET old = NULL",
        "UPDATE override SET field = 'title' WHERE number = 0",
    };
    char path[256];
    log_path(path, "overrides");
    log_expect_constraints(path, statements, sizeof statements / sizeof statements[0], "UPDATE override SET new = ''");
}

static void expect_refused(const char *path, const char *message)
{
    struct cir_store *store = (struct cir_store *)path; /* must be overwritten */
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_store_open(&store, path, &error), CIR_BAD_STORE);
    CU_ASSERT_PTR_NULL(store);
    CU_ASSERT_STRING_EQUAL(error.file, path);
    if (strcmp(error.message, message) != 0)
        printf("got: %s\nexpected: %s\n", error.message, message);
    CU_ASSERT_STRING_EQUAL(error.message, message);
}

static void test_store__refuses_what_is_no_file(void)
{
    static const char message[] = "this is not the name of a file; './' in front makes it one";
    expect_refused("", message);
    expect_refused(":memory:", message);
    expect_refused("file:x?mode=memory", message);
    expect_refused(CIR_BINARY_DIR, "unable to open database file: Is a directory");
    expect_refused(CIR_BINARY_DIR "/no-such-folder/x.db", "unable to open database file: No such file or directory");
}

static void test_store__refuses_what_is_no_store_and_leaves_it(void)
{
    static const char text[] = "id,date\nA-1,2015-12-23\nthe rest is long enough to look like the header of a database."
                               " It is none, and it is not to be changed.\n";
    char path[256];
    log_path(path, "text");
    cir_temporary_write(path, text, strlen(text));
    expect_refused(path, "this is not a database");
    size_t size = 0;
    char *bytes = bytes_of(path, &size);
    CU_ASSERT(cir_text_is((struct cir_text){bytes, size}, text));
    free(bytes);
    remove(path);
}

static void change(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_open(path, &database);
    CU_ASSERT_EQUAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

static void test_store__refuses_other_programs_and_versions(void)
{
    char path[256];
    log_path(path, "other");
    change(path, "CREATE TABLE t (x)");
    expect_refused(path, "this is a database of another program (application_id 0, expected 1667854963)");
    log_expect(path, "PRAGMA journal_mode", "delete\n");
    change(path, "PRAGMA application_id = 252006673");
    expect_refused(path, "this is a database of another program (application_id 252006673, expected 1667854963)");
    change(path, "PRAGMA application_id = 1667854963; PRAGMA user_version = 11");
    expect_refused(path, "this is a store of version 11, expected 10: use another file");
    change(path, "PRAGMA user_version = 3");
    expect_refused(path, "this is a store of version 3, expected 10: use another file");
    change(path, "PRAGMA user_version = 10");
    expect_refused(path, "no such table: run");
    remove(path);
}

/* Root may write everything, so the test is made as nobody. */
static void test_store__refuses_a_file_it_may_not_write(void)
{
    char path[CIR_TEMPORARY_SIZE];
    cir_temporary_file(path, NULL, 0);
    log_store_runs(path, 1);
    chmod(path, 0444);
    pid_t child = fork();
    if (child == 0) {
        struct cir_store *store = NULL;
        struct cir_error error = {0};
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(2);
        bool refused = cir_store_open(&store, path, &error) == CIR_BAD_STORE;
        if (!refused || (strstr(error.message, "cannot be written") == NULL && strstr(error.message, "unable") == NULL))
            fprintf(stderr, "read-only: %s\n", error.message);
        else
            _exit(0);
        _exit(1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    log_expect(path, "SELECT count(*) FROM run", "1\n");
    remove(path);
}

static void test_store__takes_an_empty_file_for_a_new_one(void)
{
    char path[256];
    log_path(path, "empty");
    cir_temporary_write(path, "", 0);
    log_store_runs(path, 1);
    log_expect(path, "SELECT count(*) FROM run", "1\n");
    log_expect(path, "PRAGMA application_id", "1667854963\n");
    log_expect(path, "PRAGMA user_version", "10\n");
    remove(path);
}

static void test_store__others_read_while_a_run_is_open(void)
{
    char path[256];
    log_path(path, "readers");
    log_store_runs(path, 1);
    struct cir_store *store = log_open(path);
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 1, NULL), CIR_OK);
    log_expect(path, "SELECT count(*) FROM subject", "3\n");
    cir_store_close(store);
    cir_store_close(NULL);
    remove(path);
}

CIR_SUITE("store", {"keeps the run", test_store__keeps_the_run},
          {"keeps the network and what it told", test_store__keeps_the_network_and_what_it_told},
          {"keeps rejects to the byte", test_store__keeps_rejects_to_the_byte},
          {"views answer what a person asks", test_store__views_answer_what_a_person_asks},
          {"references are whole", test_store__references_are_whole},
          {"same runs make the same single file", test_store__same_runs_make_the_same_single_file},
          {"an abandoned run leaves nothing", test_store__an_abandoned_run_leaves_nothing},
          {"keeps probabilities that are not nothing", test_store__keeps_probabilities_that_are_not_nothing},
          {"tells what does not apply from what cannot be told",
           test_store__tells_what_does_not_apply_from_what_cannot_be_told},
          {"refuses a run that lost rows", test_store__refuses_a_run_that_lost_rows},
          {"refuses a row twice", test_store__refuses_a_row_twice},
          {"refuses facts that cannot be", test_store__refuses_facts_that_cannot_be},
          {"refuses overrides that cannot be", test_store__refuses_overrides_that_cannot_be},
          {"refuses what is no file", test_store__refuses_what_is_no_file},
          {"refuses what is no store and leaves it", test_store__refuses_what_is_no_store_and_leaves_it},
          {"refuses other programs and versions", test_store__refuses_other_programs_and_versions},
          {"refuses a file it may not write", test_store__refuses_a_file_it_may_not_write},
          {"takes an empty file for a new one", test_store__takes_an_empty_file_for_a_new_one},
          {"others read while a run is open", test_store__others_read_while_a_run_is_open})
