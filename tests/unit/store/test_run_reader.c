#include "store/run_reader.h"

#include "log.h"
#include "temporary.h"

static struct cir_run_reader *opened(const char *path, uint64_t run)
{
    struct cir_run_reader *reader = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_run_reader_open(&reader, path, run, &error);
    if (status != CIR_OK)
        printf("%s: %s\n", error.file, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return reader;
}

static void expect_scales(const struct cir_run_reader *reader)
{
    size_t count = 0;
    const struct cir_scale *scales = cir_run_reader_scales(reader, &count);
    CU_ASSERT_EQUAL_FATAL(count, 2);
    CU_ASSERT_STRING_EQUAL(scales[0].name, "gge");
    CU_ASSERT_EQUAL(scales[0].count, 3);
    CU_ASSERT_EQUAL(scales[0].levels[2], 3);
    CU_ASSERT_STRING_EQUAL(scales[0].labels[2], "significant");
    CU_ASSERT_FALSE(scales[0].is_seen);
    CU_ASSERT_STRING_EQUAL(scales[1].name, "own");
    CU_ASSERT_EQUAL(scales[1].count, 2);
    CU_ASSERT_EQUAL(scales[1].levels[0], 7);
    CU_ASSERT_STRING_EQUAL(scales[1].labels[1], "say \"so\", please");
}

static void test_run_reader__reads_the_levels_of_each_row(void)
{
    char path[256];
    log_path(path, "run_reader");
    log_store_runs(path, 2);
    struct cir_run_reader *reader = opened(path, 2);
    struct cir_judged_row row;
    expect_scales(reader);
    for (uint64_t number = 1; number <= 3; number++) {
        char id[32];
        snprintf(id, sizeof id, "A-%lu", (unsigned long)number);
        CU_ASSERT_EQUAL_FATAL(cir_run_reader_next(reader, &row, NULL), CIR_OK);
        CU_ASSERT_EQUAL(row.row, number);
        CU_ASSERT_EQUAL(row.line, number + 1);
        CU_ASSERT_TRUE(cir_text_is(row.id, id));
        CU_ASSERT_EQUAL(row.levels[0], number == 2 ? CIR_LEVEL_UNKNOWN : 3);
        CU_ASSERT_EQUAL(row.levels[1], number == 2 ? CIR_LEVEL_UNKNOWN : 100);
        CU_ASSERT_TRUE(cir_text_is(row.reasons[0], number == 2 ? "people_share" : "a-factor-of-a-long-name"));
        CU_ASSERT_TRUE(cir_text_is(row.reasons[1], number == 2 ? "" : "@users"));
    }
    CU_ASSERT_EQUAL(cir_run_reader_next(reader, &row, NULL), CIR_END);
    cir_run_reader_close(reader);
    remove(path);
}

static void test_run_reader__tells_what_does_not_apply_from_what_cannot_be_told(void)
{
    const struct cir_store_subject subject = {.row = 1, .line = 2, .id = cir_text_of("A-1")};
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .input_bytes = 30, .rows = 1};
    struct cir_judged_row row;
    char path[256];
    log_path(path, "run_reader");
    struct cir_store *store = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_store_open(&store, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_subject(store, &subject, toy_outside, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_finish_run(store, &outcome, NULL), CIR_OK);
    cir_store_close(store);
    struct cir_run_reader *reader = opened(path, 0);
    CU_ASSERT_EQUAL_FATAL(cir_run_reader_next(reader, &row, NULL), CIR_OK);
    CU_ASSERT_EQUAL(row.levels[0], CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT_TRUE(cir_text_is(row.reasons[0], "hit-in-the-north"));
    CU_ASSERT_EQUAL(row.levels[1], CIR_LEVEL_UNKNOWN);
    cir_run_reader_close(reader);
    remove(path);
}

static void test_run_reader__leaves_the_store_as_it_is(void)
{
    char path[256];
    log_path(path, "run_reader");
    log_store_runs(path, 1);
    struct cir_run_reader *reader = opened(path, 0);
    cir_run_reader_close(reader);
    log_expect(path, "SELECT count(*) FROM run", "1\n");
    log_expect(path, "PRAGMA integrity_check", "ok\n");
    remove(path);
}

static void expect_refused(const char *path, uint64_t run, enum cir_status status, const char *message)
{
    struct cir_run_reader *reader = NULL;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_run_reader_open(&reader, path, run, &error), status);
    CU_ASSERT_PTR_NULL(reader);
    CU_ASSERT_STRING_EQUAL(error.file, path);
    if (strstr(error.message, message) == NULL)
        printf("'%s' does not say '%s'\n", error.message, message);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, message));
}

static void run_sql(const char *path, const char *sql)
{
    free(log_ask(path, sql));
}

static void test_run_reader__refuses_what_is_no_run(void)
{
    char path[256];
    log_path(path, "run_reader");
    expect_refused(path, 0, CIR_BAD_STORE, "No such file");
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0); /* and none was made */
    cir_temporary_write(path, "", 0);
    expect_refused(path, 0, CIR_BAD_STORE, "holds no run");
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 100; i++)
        fputs("id,date,country,sector\n", file);
    fclose(file);
    expect_refused(path, 0, CIR_BAD_STORE, "not a database");
    remove(path);
    run_sql(path, "CREATE TABLE other (a)");
    expect_refused(path, 0, CIR_BAD_STORE, "database of another program");
    remove(path);
    log_store_runs(path, 0);
    expect_refused(path, 0, CIR_BAD_STORE, "holds no run");
    remove(path);
    log_store_runs(path, 2);
    expect_refused(path, 3, CIR_BAD_USE, "there is no run 3; the last one is 2");
    expect_refused(path, UINT64_MAX, CIR_BAD_USE, "there is no run");
    remove(path);
    cir_run_reader_close(NULL);
}

/* Somebody has written into the tables: told, never believed. */
static void test_run_reader__refuses_what_was_tampered_with(void)
{
    static const char *const when_opened[] = {
        "UPDATE run_scheme SET scheme = 5 WHERE scheme = 1",
        "UPDATE run_level SET level = 99999999999 WHERE scheme = 1 AND level = 100",
        "UPDATE run_level SET scheme = 2 WHERE scheme = 1 AND level = 100",
    };
    static const char *const when_read[] = {
        "DELETE FROM verdict WHERE row = 3 AND scheme = 1",
        "DELETE FROM verdict WHERE row = 1 AND scheme = 0",
        "UPDATE verdict SET level = 99999999999 WHERE row = 1",
        "UPDATE verdict SET level = -1 WHERE row = 1",
    };
    char path[256];
    for (size_t i = 0; i < sizeof when_opened / sizeof when_opened[0]; i++) {
        log_path(path, "run_reader");
        log_store_runs(path, 1);
        run_sql(path, when_opened[i]);
        expect_refused(path, 0, CIR_BAD_STORE, "malformed");
    }
    for (size_t i = 0; i < sizeof when_read / sizeof when_read[0]; i++) {
        struct cir_judged_row row;
        struct cir_error error = {0};
        enum cir_status status = CIR_OK;
        log_path(path, "run_reader");
        log_store_runs(path, 1);
        run_sql(path, when_read[i]);
        struct cir_run_reader *reader = opened(path, 1);
        while (status == CIR_OK)
            status = cir_run_reader_next(reader, &row, &error);
        CU_ASSERT_EQUAL(status, CIR_BAD_STORE);
        CU_ASSERT_STRING_EQUAL(error.file, path);
        cir_run_reader_close(reader);
    }
    remove(path);
}

CIR_SUITE("run_reader", {"reads the levels of each row", test_run_reader__reads_the_levels_of_each_row},
          {"tells what does not apply from what cannot be told",
           test_run_reader__tells_what_does_not_apply_from_what_cannot_be_told},
          {"leaves the store as it is", test_run_reader__leaves_the_store_as_it_is},
          {"refuses what is no run", test_run_reader__refuses_what_is_no_run},
          {"refuses what was tampered with", test_run_reader__refuses_what_was_tampered_with})
