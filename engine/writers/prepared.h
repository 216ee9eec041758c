/** What all writers need of a table before they write it: texts that can be seen, a name that is safe and its own, and
 * the shape that its rows and columns make. */
#ifndef CIR_WRITERS_PREPARED_H
#define CIR_WRITERS_PREPARED_H

#include "base/arena.h"
#include "base/error.h"
#include "model/shown_table.h"
#include "writers/write_table.h"

#include <stdbool.h>
#include <stddef.h>

/** Most characters of a name: a sheet's. */
enum { CIR_TABLE_NAME_MAX = 31 };

/** A table of more columns is put on a page that lies. */
enum { CIR_TABLE_UPRIGHT_COLUMNS = 8 };

/** How the cells of a column are told to programs. */
struct cir_prepared_column {
    struct cir_text head; /**< the label, with its unit in brackets */
    size_t width;         /**< of its widest line, as a terminal counts: two for a Chinese character */
    bool has_lines;       /**< some cell has several */
    bool is_measured;     /**< some cell is a number or an interval */
    bool has_intervals;
    bool has_gaps; /**< it is measured, and some cell is unknown, hidden or nothing */
    bool has_notes;
};

struct cir_prepared_table {
    struct cir_shown_table shown; /**< all texts visible; all but cells and notes are one line */
    const char *name; /**< the id, of ASCII letters, digits, '-' and '_', begun with a letter, unlike all others
                                       whatever the case, CIR_TABLE_NAME_MAX at most; owned by the arena */
    const struct cir_prepared_column *columns;
    size_t header_count; /**< columns that name their rows, at the start */
    size_t foot_start;   /**< the totals at the end begin with this row; row_count where there are none */
};

struct cir_prepared {
    struct cir_prepared_table *tables; /**< owned by `arena` */
    size_t count;
    struct cir_text title; /**< of the whole; one line */
    struct cir_text tlp;   /**< the strictest of the tables */
    struct cir_writing writing;
    struct cir_arena arena;
};

/** Width of the widest line of a text, as a terminal counts. */
size_t cir_prepared_width(struct cir_text text);

/** How many columns, from this one, stand under the same group; those under none stand alone. */
size_t cir_prepared_group_size(const struct cir_shown_table *table, size_t column);

/** Name of a language in the internet (BCP 47), such as "ar". */
const char *cir_shown_language(enum cir_language language);

/** Whether it is read from the right. */
static inline bool cir_shown_from_right(enum cir_language language)
{
    return language == CIR_AR;
}

/** Name of a kind of row ("body", "subtotal", "total"), and of a kind of cell ("words", "number", ...). */
const char *cir_shown_row_kind_name(enum cir_shown_row_kind kind);
const char *cir_shown_kind_name(enum cir_shown_kind kind);

/** Writes what was prepared. Memory that runs out shows in `buffer` alone. */
typedef enum cir_status cir_prepared_write(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                           struct cir_error *error);

/** Prepare tables, have them written, and free what was prepared. @return as cir_write_tables */
enum cir_status cir_write_prepared(struct cir_buffer *buffer, const struct cir_shown_table *const *tables, size_t count,
                                   const struct cir_writing *writing, cir_prepared_write *write,
                                   struct cir_error *error);

#endif
