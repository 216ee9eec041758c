/** A small CSV file with a header, whole in memory: the lists that say what to compare with. */
#ifndef CALIBRATE_TABLE_H
#define CALIBRATE_TABLE_H

#include <cirisk.h>

struct table_row {
    const char **cells;
    size_t count;
};

/** A zeroed struct is an empty table. */
struct table {
    struct cir_arena arena; /**< owns all cells */
    struct table_row *rows; /**< the header first */
    size_t row_count;
};

/** @return CIR_OK; CIR_NO_FILE, CIR_BAD_LOG when it is no CSV, CIR_NO_MEMORY. The caller frees the table in any case */
enum cir_status table_read(struct table *table, const char *path, struct cir_error *error);

void table_free(struct table *table);

/** Cell of row 1, 2, ... by the name of its column; "" where the table or the row has none. */
const char *table_cell(const struct table *table, size_t row, const char *column);

#endif
