/* Opening: nothing is written to a file before it is known to be a store, or empty. */
#include "store/store.h"

#include "store/connection.h"

#include <stdlib.h>

enum { BUSY_TIMEOUT_MS = 5000 };

enum probe {
#define CIR_PROBE(symbol, sql) PROBE_##symbol,
#include "store/queries.def"
    PROBE_COUNT
};

static const char *const probe_texts[PROBE_COUNT] = {
#define CIR_PROBE(symbol, sql) [PROBE_##symbol] = (sql),
#include "store/queries.def"
};

static const char *const guards[] = {
#define CIR_GUARD(sql) (sql),
#include "store/queries.def"
};

static const char *const settings[] = {
#define CIR_SETTING(sql) (sql),
#include "store/queries.def"
};

static enum cir_status probe(struct cir_store *store, int64_t answers[PROBE_COUNT], struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (int i = 0; status == CIR_OK && i < PROBE_COUNT; i++) {
        sqlite3_stmt *statement = NULL;
        int code = sqlite3_prepare_v2(store->database, probe_texts[i], -1, &statement, NULL);
        status = code == SQLITE_OK ? cir_store_ask(store, statement, &answers[i], error)
                                   : cir_store_refuse(store, code, error);
        sqlite3_finalize(statement);
    }
    return status;
}

static bool is_empty(const int64_t answers[PROBE_COUNT])
{
    return answers[PROBE_APPLICATION_ID] == 0 && answers[PROBE_USER_VERSION] == 0 && answers[PROBE_THINGS] == 0;
}

static enum cir_status check(const struct cir_store *store, const int64_t answers[PROBE_COUNT], struct cir_error *error)
{
    const struct cir_place place = {.file = store->file};
    if (answers[PROBE_APPLICATION_ID] != CIR_STORE_APPLICATION_ID)
        return cir_fail(error, CIR_BAD_STORE, place,
                        "this is a database of another program (application_id %lld, expected %d)",
                        (long long)answers[PROBE_APPLICATION_ID], CIR_STORE_APPLICATION_ID);
    if (answers[PROBE_USER_VERSION] != CIR_STORE_VERSION)
        return cir_fail(error, CIR_BAD_STORE, place, "this is a store of version %lld, expected %d: use another file",
                        (long long)answers[PROBE_USER_VERSION], CIR_STORE_VERSION);
    return CIR_OK;
}

static enum cir_status apply(struct cir_store *store, const char *const *list, size_t count, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < count; i++)
        status = cir_store_execute(store, list[i], error);
    return status;
}

static enum cir_status apply_guards(struct cir_store *store, struct cir_error *error)
{
    return apply(store, guards, sizeof guards / sizeof guards[0], error);
}

static enum cir_status apply_settings(struct cir_store *store, struct cir_error *error)
{
    enum cir_status status = apply_guards(store, error);
    return status == CIR_OK ? apply(store, settings, sizeof settings / sizeof settings[0], error) : status;
}

/* Another program may have made the store since it was found empty. */
static enum cir_status create(struct cir_store *store, int64_t answers[PROBE_COUNT], struct cir_error *error)
{
    enum cir_status status = cir_store_execute(store, cir_store_query_text(CIR_QUERY_BEGIN), error);
    if (status != CIR_OK)
        return status;
    status = probe(store, answers, error);
    if (status == CIR_OK && is_empty(answers)) {
        status = cir_store_execute(store, cir_store_schema, error);
        if (status == CIR_OK)
            status = probe(store, answers, error);
    }
    if (status == CIR_OK)
        status = cir_store_execute(store, cir_store_query_text(CIR_QUERY_COMMIT), error);
    return status; /* what is not committed goes when the file is closed */
}

static enum cir_status set_up(struct cir_store *store, struct cir_error *error)
{
    int64_t answers[PROBE_COUNT] = {0};
    enum cir_status status = probe(store, answers, error);
    if (status != CIR_OK)
        return status;
    bool empty = is_empty(answers);
    if (!empty)
        status = check(store, answers, error);
    if (status == CIR_OK && sqlite3_db_readonly(store->database, "main") == 1)
        status = cir_store_refuse(store, SQLITE_READONLY, error);
    if (status == CIR_OK)
        status = apply_settings(store, error);
    if (status == CIR_OK && empty)
        status = create(store, answers, error);
    if (status == CIR_OK)
        status = check(store, answers, error);
    return status == CIR_OK ? cir_store_prepare(store, error) : status;
}

/* Whoever reads also takes away the -wal file that a killed writer left, so the file is not opened read-only; no query
 * of a reader changes anything. */
static enum cir_status set_up_to_read(struct cir_store *store, struct cir_error *error)
{
    int64_t answers[PROBE_COUNT] = {0};
    enum cir_status status = probe(store, answers, error);
    if (status == CIR_OK && is_empty(answers))
        status = cir_fail(error, CIR_BAD_STORE, (struct cir_place){.file = store->file}, "this file holds no run");
    if (status == CIR_OK)
        status = check(store, answers, error);
    return status == CIR_OK ? apply_guards(store, error) : status;
}

/* To SQLite, "" and ":memory:" are no files and "file:" begins an address: what is stored there may be lost. */
static bool is_file_name(const char *name)
{
    return name[0] != '\0' && name[0] != ':' && strncmp(name, "file:", 5) != 0;
}

enum purpose { TO_WRITE, TO_READ };

static enum cir_status open_file(struct cir_store *store, enum purpose purpose, struct cir_error *error)
{
    if (!is_file_name(store->file))
        return cir_fail(error, CIR_BAD_STORE, (struct cir_place){.file = store->file},
                        "this is not the name of a file; './' in front makes it one");
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code =
        sqlite3_open_v2(store->file, &store->database, flags | (purpose == TO_WRITE ? SQLITE_OPEN_CREATE : 0), NULL);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(store->database, BUSY_TIMEOUT_MS);
    if (code != SQLITE_OK)
        return cir_store_refuse(store, code, error);
    return purpose == TO_WRITE ? set_up(store, error) : set_up_to_read(store, error);
}

static enum cir_status open_store(struct cir_store **store, const char *file, enum purpose purpose,
                                  struct cir_error *error)
{
    *store = NULL;
    struct cir_store *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    opened->file = strdup(file);
    enum cir_status status = opened->file != NULL ? open_file(opened, purpose, error) : cir_fail_memory(error);
    if (status == CIR_OK)
        *store = opened;
    else
        cir_store_close(opened);
    return status;
}

enum cir_status cir_store_open(struct cir_store **store, const char *file, struct cir_error *error)
{
    return open_store(store, file, TO_WRITE, error);
}

enum cir_status cir_store_open_to_read(struct cir_store **store, const char *file, struct cir_error *error)
{
    return open_store(store, file, TO_READ, error);
}

void cir_store_close(struct cir_store *store)
{
    if (store == NULL)
        return;
    cir_store_abandon_run(store);
    for (int i = 0; i < CIR_QUERY_COUNT; i++)
        sqlite3_finalize(store->queries[i]);
    sqlite3_close(store->database);
    free(store->file);
    free(store);
}
