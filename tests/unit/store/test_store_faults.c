/* Every call of SQLite, and allocations of its, fail in turn: alone, and with all that follow. */
#include "log.h"

static size_t calls;
static size_t fails_at; /* 0: never */
static bool fails_on;   /* and all that follow */

static bool fails(void)
{
    calls++;
    return fails_at > 0 && (calls == fails_at || (fails_on && calls > fails_at));
}

int __real_sqlite3_open_v2(const char *file, sqlite3 **database, int flags, const char *vfs);
int __real_sqlite3_prepare_v2(sqlite3 *database, const char *sql, int size, sqlite3_stmt **statement,
                              const char **rest);
int __real_sqlite3_prepare_v3(sqlite3 *database, const char *sql, int size, unsigned flags, sqlite3_stmt **statement,
                              const char **rest);
int __real_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message);
int __real_sqlite3_step(sqlite3_stmt *statement);
int __real_sqlite3_bind_text64(sqlite3_stmt *statement, int number, const char *text, sqlite3_uint64 size,
                               void (*destructor)(void *), unsigned char encoding);
int __wrap_sqlite3_open_v2(const char *file, sqlite3 **database, int flags, const char *vfs);
int __wrap_sqlite3_prepare_v2(sqlite3 *database, const char *sql, int size, sqlite3_stmt **statement,
                              const char **rest);
int __wrap_sqlite3_prepare_v3(sqlite3 *database, const char *sql, int size, unsigned flags, sqlite3_stmt **statement,
                              const char **rest);
int __wrap_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_bind_text64(sqlite3_stmt *statement, int number, const char *text, sqlite3_uint64 size,
                               void (*destructor)(void *), unsigned char encoding);

static bool wraps_sqlite; /* calls of SQLite count */

int __wrap_sqlite3_open_v2(const char *file, sqlite3 **database, int flags, const char *vfs)
{
    if (!wraps_sqlite || !fails())
        return __real_sqlite3_open_v2(file, database, flags, vfs);
    *database = NULL;
    return SQLITE_CANTOPEN;
}

int __wrap_sqlite3_prepare_v2(sqlite3 *database, const char *sql, int size, sqlite3_stmt **statement, const char **rest)
{
    return wraps_sqlite && fails() ? SQLITE_BUSY : __real_sqlite3_prepare_v2(database, sql, size, statement, rest);
}

int __wrap_sqlite3_prepare_v3(sqlite3 *database, const char *sql, int size, unsigned flags, sqlite3_stmt **statement,
                              const char **rest)
{
    return wraps_sqlite && fails() ? SQLITE_CORRUPT
                                   : __real_sqlite3_prepare_v3(database, sql, size, flags, statement, rest);
}

int __wrap_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message)
{
    return wraps_sqlite && fails() ? SQLITE_FULL : __real_sqlite3_exec(database, sql, row, context, message);
}

int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    return wraps_sqlite && fails() ? SQLITE_IOERR : __real_sqlite3_step(statement);
}

int __wrap_sqlite3_bind_text64(sqlite3_stmt *statement, int number, const char *text, sqlite3_uint64 size,
                               void (*destructor)(void *), unsigned char encoding)
{
    return wraps_sqlite && fails() ? SQLITE_TOOBIG
                                   : __real_sqlite3_bind_text64(statement, number, text, size, destructor, encoding);
}

static enum cir_status run(const char *path, struct cir_error *error)
{
    struct cir_store *store = NULL;
    enum cir_status status = cir_store_open(&store, path, error);
    if (status == CIR_OK)
        status = log_store(store, error);
    cir_store_close(store);
    return status;
}

/* A run that is not kept has no row anywhere; one that is kept is whole. */
static void expect_whole(const char *path, bool kept)
{
    if (access(path, F_OK) != 0)
        return;
    char *tables = log_ask(path, "SELECT count(*) FROM sqlite_schema");
    if (strcmp(tables, "0\n") != 0) {
        log_expect(path, "SELECT count(*) FROM run", kept ? "2\n" : "1\n");
        log_expect(path, "SELECT count(*) FROM verdict", kept ? "12\n" : "6\n");
        log_expect(path, "SELECT count(DISTINCT run) FROM run_axis", kept ? "2\n" : "1\n");
        log_expect(path, "SELECT count(*) FROM run_campaigns", kept ? "2\n" : "1\n");
        log_expect(path, "SELECT count(*) FROM campaign_incident", kept ? "6\n" : "3\n");
        log_expect(path, "SELECT count(*) FROM campaign_verdict", kept ? "8\n" : "4\n");
        log_expect(path, "SELECT count(*) FROM campaign_fact", kept ? "4\n" : "2\n");
        log_expect(path, "SELECT count(*) FROM campaign_probability", kept ? "6\n" : "3\n");
    }
    free(tables);
}

/* @param first a run is stored beforehand; else the store itself is made under the failure
 * @param stride which calls: every n-th */
static void fail_each(bool first, bool on, size_t stride)
{
    bool failed = true;
    size_t refusals = 0;
    fails_on = on;
    for (size_t n = 1; failed; n += stride) {
        char path[256];
        struct cir_error error = {0};
        log_path(path, "faults");
        fails_at = 0;
        if (first)
            CU_ASSERT_EQUAL(run(path, NULL), CIR_OK);
        calls = 0;
        fails_at = n;
        enum cir_status status = run(path, &error);
        failed = calls >= n;
        fails_at = 0;
        refusals += status != CIR_OK;
        CU_ASSERT(status == CIR_OK || status == CIR_BAD_STORE || status == CIR_NO_MEMORY);
        CU_ASSERT_EQUAL(status, error.status);
        CU_ASSERT(status != CIR_BAD_STORE || (strcmp(error.file, path) == 0 && error.message[0] != '\0'));
        if (first)
            expect_whole(path, status == CIR_OK);
        remove(path);
    }
    CU_ASSERT(refusals > 10);
}

static void test_store_faults__every_failure_of_sqlite_is_told(void)
{
    wraps_sqlite = true;
    fail_each(false, false, 1);
    fail_each(false, true, 1);
    fail_each(true, false, 1);
    fail_each(true, true, 1);
    wraps_sqlite = false;
}

static sqlite3_mem_methods memory;

static void *take(int size)
{
    return fails() ? NULL : memory.xMalloc(size);
}

static void *retake(void *old, int size)
{
    return fails() ? NULL : memory.xRealloc(old, size);
}

static void test_store_faults__every_failure_of_memory_is_told(void)
{
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
    sqlite3_mem_methods failing = memory;
    failing.xMalloc = take;
    failing.xRealloc = retake;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    sqlite3_initialize();
    fail_each(true, false, 17);
    fail_each(true, true, 17);
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    sqlite3_initialize();
}

CIR_SUITE("store_faults", {"every failure of SQLite is told", test_store_faults__every_failure_of_sqlite_is_told},
          {"every failure of memory is told", test_store_faults__every_failure_of_memory_is_told})
