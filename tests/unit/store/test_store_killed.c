/* Killed at any moment, a store holds the earlier runs whole and the cut run not at all. */
#include "log.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Rows by then: in the page cache, just spilled, long spilled to the -wal file, and before its commit. */
static const uint64_t kill_at[] = {1, 1000, 60000, 150000};

/* The child: one run kept, a second cut. Tells by one byte that it is far enough, and waits to be killed. */
static void write_and_wait(const char *path, uint64_t rows, int pipe_end)
{
    struct cir_store *store = NULL;
    if (cir_store_open(&store, path, NULL) != CIR_OK || log_store(store, NULL) != CIR_OK ||
        cir_store_begin_run(store, &log_run, NULL, NULL) != CIR_OK)
        _exit(1);
    for (uint64_t row = 1; row <= rows; row++)
        if (log_put_subject(store, row, NULL) != CIR_OK ||
            (row > 3 && cir_store_put_campaign_incident(store, row, 3, row, NULL) != CIR_OK))
            _exit(1);
    if (log_put_campaigns(store, NULL) != CIR_OK)
        _exit(1);
    if (write(pipe_end, "x", 1) != 1)
        _exit(1);
    pause();
    _exit(1);
}

static void kill_at_row(const char *path, uint64_t rows)
{
    int ends[2];
    char byte = 0;
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        write_and_wait(path, rows, ends[1]);
    close(ends[1]);
    CU_ASSERT_EQUAL(read(ends[0], &byte, 1), 1);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    CU_ASSERT(WIFSIGNALED(status));
    close(ends[0]);
}

static void test_store_killed__keeps_whole_runs_only(void)
{
    for (size_t i = 0; i < sizeof kill_at / sizeof kill_at[0]; i++) {
        char path[256];
        log_path(path, "killed");
        kill_at_row(path, kill_at[i]);
        log_store_runs(path, 1);
        log_expect(path, "PRAGMA integrity_check", "ok\n");
        log_expect(path, "PRAGMA foreign_key_check", "");
        log_expect(path, "SELECT run, row_count FROM run", "1|4\n2|4\n");
        log_expect(path, "SELECT count(*) FROM subject", "6\n");
        log_expect(path, "SELECT run, count(*) FROM campaign_incident GROUP BY run", "1|3\n2|3\n");
        log_expect(path, "SELECT run, count(*) FROM campaign GROUP BY run", "1|2\n2|2\n");
        log_expect(path, "SELECT count(*) FROM campaign_fact", "4\n");
        remove(path);
    }
}

/* The child may write files of so many bytes and no more: a full disk. */
static void fill(const char *path, rlim_t bytes)
{
    const struct rlimit limit = {bytes, bytes};
    struct cir_store *store = NULL;
    struct cir_error error = {0};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    enum cir_status status = cir_store_open(&store, path, &error);
    if (status == CIR_OK)
        status = cir_store_begin_run(store, &log_run, NULL, &error);
    for (uint64_t row = 1; status == CIR_OK && row <= 400000; row++)
        status = log_put_subject(store, row, &error);
    cir_store_close(store);
    bool told = status == CIR_BAD_STORE && strcmp(error.file, path) == 0 && error.message[0] != '\0';
    _exit(told ? 0 : 1);
}

static void test_store_killed__a_full_disk_is_told(void)
{
    static const rlim_t sizes[] = {1, 20000, 300000, 4000000};
    char path[256];
    log_path(path, "full");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0)
            fill(path, sizes[i]);
        waitpid(child, &status, 0);
        CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    log_store_runs(path, 1);
    log_expect(path, "PRAGMA integrity_check", "ok\n");
    log_expect(path, "SELECT count(*) FROM run", "1\n");
    remove(path);
}

CIR_SUITE("store_killed", {"keeps whole runs only", test_store_killed__keeps_whole_runs_only},
          {"a full disk is told", test_store_killed__a_full_disk_is_told})
