/** The one reader of all tables: UTF-8, comma, RFC 4180 quotes, LF, a header of exactly the columns expected.
 *
 * A table that breaks this is reported wholly (every row that has the wrong number of cells), so that what follows
 * deals with well-formed rows only. */
#ifndef CIR_DEFINITIONS_TABLE_H
#define CIR_DEFINITIONS_TABLE_H

#include "definitions/load.h"

struct cir_table_cell {
    const char *text; /**< lies in the arena of the load */
    size_t line;
    size_t column; /**< place among the cells of its row in the file, from 1 */
};

struct cir_table;

struct cir_row {
    const struct cir_table *table;
    size_t line;
    struct cir_table_cell *cells; /**< in the order of the table's columns, whatever their order in the file */
};

struct cir_table {
    const char *file;    /**< what messages name */
    const char *columns; /**< names, ',' list; its order is that of the cells */
    size_t column_count;
    struct cir_row *rows; /**< in file order; lie in the scratch arena of the load */
    size_t row_count;     /**< 0 when the table is absent or broken */
};

/** Report the first byte that no table may hold: one that is not UTF-8, a byte order mark, a carriage return, NUL.
 * @return whether there is none */
bool cir_table_check_bytes(struct cir_load *load, const char *file, struct cir_text text);

/** Read the table at `path`; an absent one is refused if it is `required`, else it has no rows. */
void cir_table_read(struct cir_load *load, struct cir_table *table, const char *path, const char *columns,
                    bool required);

#endif
