/** Counts and sums by keys: what every table is cut from.
 *
 * A row is counted in each cell of its codes: in each sector that it hit, and once in the total over all of them. Memory
 * grows with the cells, never with the rows; what was counted in parts and joined is what was counted at once. */
#ifndef CIR_CUBE_CUBE_H
#define CIR_CUBE_CUBE_H

#include "cube/exact_sum.h"
#include "cube/quantiles.h"
#include "model/told.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Codes of a dimension that are none of its values: over all of them; not known; outside what it speaks of. */
#define CIR_CODE_ALL     UINT32_MAX
#define CIR_CODE_UNKNOWN (UINT32_MAX - 1)
#define CIR_CODE_OUTSIDE (UINT32_MAX - 2)

static inline bool cir_code_is_value(uint32_t code)
{
    return code < CIR_CODE_OUTSIDE;
}

/** The sides of a cube: blocks are tables of their own, one under the other. */
enum cir_side_number { CIR_SIDE_BLOCK, CIR_SIDE_ROW, CIR_SIDE_COLUMN, CIR_SIDES };

struct cir_cube_cell {
    uint32_t codes[CIR_SIDES];
    uint64_t count;
    uint64_t known; /**< of `count`: whose measure is known */
    uint64_t open;  /**< of `known`: whose measure has no upper end */
    struct cir_exact_sum low;
    struct cir_exact_sum point;
    struct cir_exact_sum high; /**< of those that have one */
    struct cir_quantiles quantiles;
};

/** A zeroed struct with keeps_quantiles set or not is ready. */
struct cir_cube {
    bool keeps_quantiles;
    struct cir_cube_cell *cells; /**< owned; in the order in which they came up */
    size_t count;
    size_t capacity;
    uint32_t *slots; /**< owned; 1 + number of the cell, 0 where free */
    size_t slot_count;
};

/** The codes of one row on one side: different from each other, at least one. */
struct cir_codes {
    const uint32_t *list;
    size_t count;
};

/** Count a row.
 * @param sides CIR_SIDES of them
 * @param measure NULL: nothing is added up; NAN: not known
 * @return false when memory is exhausted */
bool cir_cube_add(struct cir_cube *cube, const struct cir_codes *sides, const struct cir_range *measure);

/** The cell of three codes; NULL where nothing was counted. */
const struct cir_cube_cell *cir_cube_find(const struct cir_cube *cube, uint32_t block, uint32_t row, uint32_t column);

/** Add what another counted. Codes must mean the same in both. @return false when memory is exhausted */
bool cir_cube_join(struct cir_cube *cube, const struct cir_cube *other);

/** Add what one cell holds to another, which may be zeroed. @return false when memory is exhausted */
bool cir_cube_cell_join(struct cir_cube_cell *cell, const struct cir_cube_cell *other);

void cir_cube_free(struct cir_cube *cube);

#endif
