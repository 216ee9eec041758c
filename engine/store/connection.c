#include "store/connection.h"

#include <math.h>

static const char *const query_texts[CIR_QUERY_COUNT] = {
#define CIR_QUERY(symbol, sql) [CIR_QUERY_##symbol] = (sql),
#include "store/queries.def"
};

const char *cir_store_query_text(enum cir_query query)
{
    return query_texts[query];
}

/* SQLite's own words for these do not tell a user what to do. */
static const char *sentence(const struct cir_store *store, int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
        return "another program is writing to this database";
    case SQLITE_NOTADB:
        return "this is not a database";
    case SQLITE_READONLY:
        return "this database cannot be written";
    case SQLITE_FULL:
        return "the disk is full";
    default:
        return (sqlite3_errcode(store->database) & 0xff) == (code & 0xff) ? sqlite3_errmsg(store->database)
                                                                          : sqlite3_errstr(code);
    }
}

static bool is_of_system(int code)
{
    return (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR;
}

enum cir_status cir_store_refuse(const struct cir_store *store, int code, struct cir_error *error)
{
    const struct cir_place place = {.file = store->file};
    char words[128];
    int number = store->database != NULL ? sqlite3_system_errno(store->database) : 0;
    if ((code & 0xff) == SQLITE_NOMEM)
        return cir_fail_memory(error);
    if (is_of_system(code) && number != 0)
        return cir_fail(error, CIR_BAD_STORE, place, "%s: %s", sentence(store, code),
                        strerror_r(number, words, sizeof words));
    return cir_fail(error, CIR_BAD_STORE, place, "%s", sentence(store, code));
}

enum cir_status cir_store_execute(struct cir_store *store, const char *sql, struct cir_error *error)
{
    int code = sqlite3_exec(store->database, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? CIR_OK : cir_store_refuse(store, code, error);
}

enum cir_status cir_store_prepare(struct cir_store *store, struct cir_error *error)
{
    for (int i = 0; i < CIR_QUERY_COUNT; i++) {
        int code = sqlite3_prepare_v3(store->database, query_texts[i], -1, SQLITE_PREPARE_PERSISTENT,
                                      &store->queries[i], NULL);
        if (code != SQLITE_OK)
            return cir_store_refuse(store, code, error);
    }
    return CIR_OK;
}

struct cir_binder cir_store_bind(struct cir_store *store, enum cir_query query)
{
    return (struct cir_binder){.store = store, .statement = store->queries[query], .next = 1};
}

static void keep(struct cir_binder *binder, int code)
{
    binder->next++;
    if (binder->code == SQLITE_OK)
        binder->code = code;
}

void cir_bind_integer(struct cir_binder *binder, int64_t integer)
{
    keep(binder, sqlite3_bind_int64(binder->statement, binder->next, integer));
}

void cir_bind_count(struct cir_binder *binder, uint64_t count)
{
    cir_bind_integer(binder, (int64_t)count);
}

void cir_bind_null(struct cir_binder *binder)
{
    keep(binder, sqlite3_bind_null(binder->statement, binder->next));
}

void cir_bind_number(struct cir_binder *binder, double number)
{
    if (!isfinite(number)) {
        cir_bind_null(binder);
        return;
    }
    /* Mathematical libraries differ in the last bits; a store must not. */
    double rounded = rint(number * 1e9) / 1e9;
    keep(binder, sqlite3_bind_double(binder->statement, binder->next, rounded));
}

void cir_bind_exact(struct cir_binder *binder, double number)
{
    keep(binder, sqlite3_bind_double(binder->statement, binder->next, number));
}

void cir_bind_text(struct cir_binder *binder, struct cir_text text)
{
    const char *data = text.size > 0 ? text.data : "";
    keep(binder, sqlite3_bind_text64(binder->statement, binder->next, data, text.size, SQLITE_STATIC, SQLITE_UTF8));
}

void cir_bind_string(struct cir_binder *binder, const char *string)
{
    cir_bind_text(binder, cir_text_of(string));
}

void cir_bind_known(struct cir_binder *binder, struct cir_text text)
{
    if (text.size > 0)
        cir_bind_text(binder, text);
    else
        cir_bind_null(binder);
}

void cir_bind_bytes(struct cir_binder *binder, struct cir_text text)
{
    bool is_text =
        text.size == 0 || (cir_text_valid_utf8(text) == text.size && memchr(text.data, '\0', text.size) == NULL);
    if (is_text)
        cir_bind_text(binder, text);
    else
        keep(binder, sqlite3_bind_blob64(binder->statement, binder->next, text.data, text.size, SQLITE_STATIC));
}

enum cir_status cir_store_step(struct cir_binder *binder, struct cir_error *error)
{
    int code = binder->code;
    if (code == SQLITE_OK)
        code = sqlite3_step(binder->statement);
    enum cir_status status = code == SQLITE_DONE ? CIR_OK : cir_store_refuse(binder->store, code, error);
    sqlite3_reset(binder->statement);
    return status;
}

enum cir_status cir_store_ask(struct cir_store *store, sqlite3_stmt *statement, int64_t *number,
                              struct cir_error *error)
{
    int code = sqlite3_step(statement);
    enum cir_status status = CIR_OK;
    if (code == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else
        status = cir_store_refuse(store, code == SQLITE_DONE ? SQLITE_CORRUPT : code, error);
    sqlite3_reset(statement);
    return status;
}
