/** Whether an id was there before.
 *
 * A block of rows whose ids share a prefix and count upwards ("INC-00000017"), above all numbers of that prefix so far,
 * is kept as one bit a number, so that the usual export of any length takes next to no memory. The lines of the first
 * CIR_IDS_EXACT ids are kept beside, 4 bytes each; of a repeat of one of the others the first place is told as the lines
 * of its block. All ids that do not count upwards are kept as 128-bit hashes (XXH3: two different ids collide with a
 * chance of 1e-25 among ten million) with their lines, 24 bytes each. */
#ifndef CIR_INTAKE_IDS_H
#define CIR_INTAKE_IDS_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CIR_IDS_EXACT = 1 << 18 };

/** An id of a block, taken by the thread that reads the block. Its hash is made where it is needed. */
struct cir_id_mark {
    uint64_t line;        /**< from the start of the block */
    struct cir_text id;   /**< borrowed from the block or its arena */
    uint64_t number;      /**< the digits at its end */
    uint32_t prefix_size; /**< bytes before them; the whole id where it ends in none (or in too many) */
    uint32_t row;         /**< data row in the block, from 0 */
};

/** The ids of a block's good rows, in order. A zeroed struct is empty. */
struct cir_id_list {
    struct cir_id_mark *marks; /**< owned */
    size_t count;
    size_t capacity;
    bool falls; /**< does not count upwards under one prefix */
};

/** @return false when memory is exhausted */
bool cir_id_list_add(struct cir_id_list *list, struct cir_text id, uint64_t line, uint32_t row);

void cir_id_list_clear(struct cir_id_list *list);
void cir_id_list_free(struct cir_id_list *list);

struct cir_ids;

/** @return NULL when memory is exhausted */
struct cir_ids *cir_ids_new(void);

void cir_ids_free(struct cir_ids *ids);

/** A row whose id was there before, on lines first_line to last_line of the log. */
struct cir_repeat {
    uint32_t row; /**< in the block, from 0 */
    uint64_t first_line;
    uint64_t last_line;
};

/** Admit the ids of the next block, in the order of the log.
 *
 * @param base_line lines before the block
 * @param repeats room for list->count
 * @return false when memory is exhausted */
bool cir_ids_admit(struct cir_ids *ids, const struct cir_id_list *list, uint64_t base_line, struct cir_repeat *repeats,
                   size_t *repeat_count);

#endif
