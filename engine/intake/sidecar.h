/** A small CSV file that stands beside a log: a mapping, a file of overrides.
 *
 * UTF-8 without byte order mark, comma, RFC 4180 quotes, a header of exactly the columns expected, in any order; empty
 * lines are no rows. The first thing that is wrong ends the reading. Places count cells as columns. */
#ifndef CIR_INTAKE_SIDECAR_H
#define CIR_INTAKE_SIDECAR_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

enum { CIR_SIDECAR_COLUMNS_MAX = 8 };

struct cir_sidecar {
    const char *file;                       /**< what messages name; borrowed */
    const char *columns;                    /**< names, ',' list: its order is that of the cells; borrowed */
    size_t column_count;                    /**< set by the reading, as is what follows */
    size_t places[CIR_SIDECAR_COLUMNS_MAX]; /**< of each column among the cells of a row in the file, from 0 */
};

struct cir_sidecar_row {
    const char *cells[CIR_SIDECAR_COLUMNS_MAX]; /**< by column, as they stand in the file; lie in the arena given */
    size_t line;                                /**< on which the row begins, from 1 */
};

/** Take a row; what it refuses ends the reading. */
typedef enum cir_status cir_sidecar_take(void *context, const struct cir_sidecar_row *row);

/** @return CIR_OK; CIR_BAD_TABLE with the place and what was expected; CIR_NO_MEMORY; what `take` refuses with */
enum cir_status cir_sidecar_read(struct cir_sidecar *sidecar, struct cir_text text, struct cir_arena *arena,
                                 cir_sidecar_take *take, void *context, struct cir_error *error);

/** Place of a cell. */
struct cir_place cir_sidecar_place(const struct cir_sidecar *sidecar, size_t line, unsigned column);

#endif
