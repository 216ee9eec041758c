/** Options of the commands that make tables: what is asked, of which source, in which language. */
#ifndef CIR_TOOLS_TABLE_OPTIONS_H
#define CIR_TOOLS_TABLE_OPTIONS_H

#include "options.h"
#include "pipeline/tables.h"
#include "run_options.h"

#include <stdbool.h>
#include <stdint.h>

/** What one table shows. */
struct table_options {
    const char *rows;
    const char *columns;
    const char *measure;
    uint64_t top;
    int kind; /**< an enum cir_table_kind */
    int by;   /**< place in the choices; 0: none */
    int sort; /**< an enum cir_table_sort */
    bool no_totals;
};

/** Which rows count, and how carefully they are told: the same for all tables of a command. */
struct table_care_options {
    const char *schemes;
    struct option_texts where;
    const char *from;
    const char *until;
    const char *regime;
    uint64_t suppress;
    uint64_t digits;
    const char *tlp;
    int language; /**< an enum cir_language */
    const char *source;
};

struct table_source_options {
    uint64_t run;
    const char *definitions;
};

enum { TABLE_ROWS = 8, TABLE_CARE_ROWS = 10, TABLE_SOURCE_ROWS = 2 };
extern const struct option_row table_rows[TABLE_ROWS];
extern const struct option_row table_care_rows[TABLE_CARE_ROWS];
extern const struct option_row table_source_rows[TABLE_SOURCE_ROWS];

/** What is wrong is said. @return exit code */
int table_care_check(const char *command, const struct table_care_options *care);

/** Lay the options that all tables share over a request. */
void table_care_apply(struct cir_table_request *request, const struct table_care_options *care);

struct cir_table_request table_request(const struct table_options *table, const struct table_care_options *care);

struct cir_table_source table_source(const char *path, const struct table_source_options *source,
                                     const struct reading_options *reading);

#endif
