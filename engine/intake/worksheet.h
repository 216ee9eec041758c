/** A small CSV file as people's spreadsheets write it: with a byte order mark or not, any line ends, comma, semicolon, tab
 * or bar between the cells, rows of too few cells, empty cells at the ends of rows. Read whole, for what is filled in by
 * hand. */
#ifndef CIR_INTAKE_WORKSHEET_H
#define CIR_INTAKE_WORKSHEET_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>

/** More rows than this nobody fills in. */
enum { CIR_WORKSHEET_ROWS_MAX = 1000000 };

struct cir_worksheet_row {
    size_t line;            /**< on which it begins, from 1 */
    struct cir_text *cells; /**< as many as the header has, without blanks at their ends; "" where there is none */
};

struct cir_worksheet {
    const char *name; /**< what messages name */
    struct cir_worksheet_row header;
    size_t column_count; /**< up to the last column that has a name */
    struct cir_worksheet_row *rows;
    size_t row_count;
};

/** Read a file, "-" for standard input. All of it lies in `arena`.
 * @return CIR_OK; CIR_BAD_LOG for what is no CSV file in UTF-8, for quotes that do not match, for a cell behind the last
 *         column, for too many rows, each with its place (cells count as columns); CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_worksheet_read(struct cir_worksheet *worksheet, const char *path, struct cir_arena *arena,
                                   struct cir_error *error);

/** Place of the column of this name, in any case of letters; column_count where there is none. */
size_t cir_worksheet_column(const struct cir_worksheet *worksheet, const char *name);

#endif
