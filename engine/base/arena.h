/** Memory that is given back all at once.
 *
 * What one owner builds up together (the definitions, a mapping, the cells of a row) lies in one arena: nobody
 * frees a piece, and a pointer lives as long as its arena or until cir_arena_reset. */
#ifndef CIR_BASE_ARENA_H
#define CIR_BASE_ARENA_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct cir_arena_block;

/** A zeroed struct is an empty arena. */
struct cir_arena {
    struct cir_arena_block *blocks; /**< owned */
    /** Set in an empty arena that will hold MiBs: it takes them in large pages where the system has them, as small ones,
     * touched one by one, cost more than what is written to them. */
    bool is_large;
};

/** `count * size` zeroed bytes, aligned for any type; NULL when memory is exhausted or the product overflows. */
void *cir_arena_take(struct cir_arena *arena, size_t count, size_t size);

/** A terminated copy of `text`; NULL when memory is exhausted. */
char *cir_arena_copy(struct cir_arena *arena, struct cir_text text);

/** An array of `*capacity` elements made at least one element longer than `count`, contents kept; NULL when
 * memory is exhausted (the old array stays). */
void *cir_arena_grow(struct cir_arena *arena, void *array, size_t count, size_t *capacity, size_t size);

/** Forget everything taken, keep one block for the next use. */
void cir_arena_reset(struct cir_arena *arena);

/** Give all memory back; the arena is empty and may be used again. */
void cir_arena_free(struct cir_arena *arena);

#endif
