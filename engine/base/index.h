/** From a text to a small number: codes, names and aliases of the tables. */
#ifndef CIR_BASE_INDEX_H
#define CIR_BASE_INDEX_H

#include "base/arena.h"
#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

struct cir_index_slot {
    struct cir_text key; /**< borrowed; data NULL where free */
    uint64_t start;      /**< its first bytes: see base/word.h */
    uint32_t hash;
    uint32_t value;
};

/** A zeroed struct is an empty index. Keys are borrowed and must outlive it; slots lie in the arena given. */
struct cir_index {
    struct cir_index_slot *slots;
    size_t capacity; /**< a power of two, or 0 */
    size_t count;
    bool fold_case; /**< set before the first insertion: ASCII case does not matter */
};

#define CIR_INDEX_NONE UINT32_MAX /* an enumerator would have to be an int */

/** Value of `key`, or CIR_INDEX_NONE. */
uint32_t cir_index_find(const struct cir_index *index, struct cir_text key);

/** Insert; `*present` (may be NULL) gets the value that the key already had, which stays, else CIR_INDEX_NONE.
 * @return false when memory is exhausted */
bool cir_index_insert(struct cir_index *index, struct cir_arena *arena, struct cir_text key, uint32_t value,
                      uint32_t *present);

#endif
