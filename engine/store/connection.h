/** The open file of a store and its prepared statements. Private to this folder. */
#ifndef CIR_STORE_CONNECTION_H
#define CIR_STORE_CONNECTION_H

#include "base/text.h"
#include "store/store.h"

#include <sqlite3.h>

/** Terminated; made of schema.sql by the build. */
extern const char cir_store_schema[];

enum cir_query {
#define CIR_QUERY(symbol, sql) CIR_QUERY_##symbol,
#include "store/queries.def"
    CIR_QUERY_COUNT
};

struct cir_store {
    char *file; /**< owned; for messages */
    sqlite3 *database;
    sqlite3_stmt *queries[CIR_QUERY_COUNT];
    struct cir_store_run run; /**< the one that is open */
    int64_t run_number;       /**< 0: none is open */
    uint64_t scored;
    uint64_t rejected;
};

/** Open a store that is there, for queries of one's own; close it with cir_store_close. Nothing is made or changed.
 * @return as cir_store_open; CIR_BAD_STORE also where there is no such file, or an empty one */
enum cir_status cir_store_open_to_read(struct cir_store **store, const char *file, struct cir_error *error);

/** Refuse with what SQLite says of `code`. */
enum cir_status cir_store_refuse(const struct cir_store *store, int code, struct cir_error *error);

/** Run SQL that gives nothing back. */
enum cir_status cir_store_execute(struct cir_store *store, const char *sql, struct cir_error *error);

/** Text of a query, for those that run before the schema is there. */
const char *cir_store_query_text(enum cir_query query);

/** Prepare every query; the schema is there. */
enum cir_status cir_store_prepare(struct cir_store *store, struct cir_error *error);

/** Values for the parameters of one query, in their order. */
struct cir_binder {
    struct cir_store *store;
    sqlite3_stmt *statement;
    int next;
    int code; /**< of the first that SQLite refused */
};

struct cir_binder cir_store_bind(struct cir_store *store, enum cir_query query);
void cir_bind_count(struct cir_binder *binder, uint64_t count);
void cir_bind_integer(struct cir_binder *binder, int64_t integer);
void cir_bind_null(struct cir_binder *binder);
/** NULL where it is not finite. */
void cir_bind_number(struct cir_binder *binder, double number);
/** All its bits: of what no mathematical library had a hand in. Inf is stored, NAN as NULL. */
void cir_bind_exact(struct cir_binder *binder, double number);
/** Borrowed until the query has run. */
void cir_bind_text(struct cir_binder *binder, struct cir_text text);
void cir_bind_string(struct cir_binder *binder, const char *string);
/** NULL where it is empty. */
void cir_bind_known(struct cir_binder *binder, struct cir_text text);
/** As TEXT, or as BLOB where text could not hold it: bytes that are not UTF-8, or a NUL. */
void cir_bind_bytes(struct cir_binder *binder, struct cir_text text);

/** Run the query with the values bound. */
enum cir_status cir_store_step(struct cir_binder *binder, struct cir_error *error);

/** Run a query of one row and one number. */
enum cir_status cir_store_ask(struct cir_store *store, sqlite3_stmt *statement, int64_t *number,
                              struct cir_error *error);

#endif
