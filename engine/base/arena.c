#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { BLOCK_SIZE = 16 * 1024, LARGE_PAGE = 2 * 1024 * 1024 };

struct cir_arena_block {
    struct cir_arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char data[];
};

static size_t round_up(size_t size)
{
    const size_t step = alignof(max_align_t);
    return (size + step - 1) / step * step;
}

static struct cir_arena_block *take_large_page(void)
{
    void *page = aligned_alloc(LARGE_PAGE, LARGE_PAGE);
#ifdef MADV_HUGEPAGE
    if (page != NULL)
        madvise(page, LARGE_PAGE, MADV_HUGEPAGE); /* a hint: what comes of it does not matter */
#endif
    return page;
}

static struct cir_arena_block *add_block(struct cir_arena *arena, size_t least)
{
    struct cir_arena_block *block;
    size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;
    bool is_large = arena->is_large && size <= LARGE_PAGE - sizeof *block;
    if (is_large)
        size = LARGE_PAGE - sizeof *block;
    block = is_large ? take_large_page() : malloc(sizeof *block + size);
    if (block == NULL)
        return NULL;
    *block = (struct cir_arena_block){.next = arena->blocks, .size = size};
    arena->blocks = block;
    return block;
}

void *cir_arena_take(struct cir_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX / 2) / size)
        return NULL;
    size_t bytes = round_up(count * size);
    struct cir_arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < bytes)
        block = add_block(arena, bytes);
    if (block == NULL)
        return NULL;
    void *taken = block->data + block->used;
    block->used += bytes;
    return memset(taken, 0, bytes);
}

char *cir_arena_copy(struct cir_arena *arena, struct cir_text text)
{
    char *copy = cir_arena_take(arena, text.size + 1, 1);
    if (copy != NULL && text.size > 0)
        memcpy(copy, text.data, text.size);
    return copy;
}

void *cir_arena_grow(struct cir_arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    size_t larger = *capacity > 0 ? *capacity * 2 : 8;
    void *grown = cir_arena_take(arena, larger, size);
    if (grown == NULL)
        return NULL;
    if (count > 0)
        memcpy(grown, array, count * size);
    *capacity = larger;
    return grown;
}

void cir_arena_reset(struct cir_arena *arena)
{
    struct cir_arena_block *kept = arena->blocks;
    if (kept == NULL)
        return;
    arena->blocks = kept->next;
    cir_arena_free(arena);
    kept->next = NULL;
    kept->used = 0;
    arena->blocks = kept;
}

void cir_arena_free(struct cir_arena *arena)
{
    while (arena->blocks != NULL) {
        struct cir_arena_block *block = arena->blocks;
        arena->blocks = block->next;
        free(block);
    }
}
