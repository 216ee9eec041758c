#include "faults.h"

#include <sqlite3.h>

/* Names that the linker's --wrap gives. */
int __real_sqlite3_step(sqlite3_stmt *statement);
int __real_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message);

int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    return cir_fault_strikes(CIR_FAULT_STORE) ? SQLITE_IOERR : __real_sqlite3_step(statement);
}

int __wrap_sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                        char **message)
{
    return cir_fault_strikes(CIR_FAULT_STORE) ? SQLITE_IOERR
                                              : __real_sqlite3_exec(database, sql, row, context, message);
}
