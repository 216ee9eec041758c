#include "campaign/operators.h"

static struct cir_extent *add(struct cir_operators *operators, struct cir_arena *arena, size_t extent_count,
                              struct cir_text name)
{
    struct cir_text key = {cir_arena_copy(arena, name), name.size};
    struct cir_extent *extents = cir_arena_grow(arena, operators->extents, operators->count, &operators->capacity,
                                                extent_count * sizeof *extents);
    if (key.data == NULL || extents == NULL)
        return NULL;
    operators->extents = extents;
    if (!cir_index_insert(&operators->index, arena, key, (uint32_t)operators->count, NULL))
        return NULL;
    extents += operators->count++ * extent_count;
    memset(extents, 0, extent_count * sizeof *extents);
    return extents;
}

struct cir_extent *cir_operators_find(struct cir_operators *operators, struct cir_arena *arena, size_t extent_count,
                                      struct cir_text name)
{
    uint32_t number = cir_index_find(&operators->index, name);
    if (number != CIR_INDEX_NONE)
        return &operators->extents[number * extent_count];
    return add(operators, arena, extent_count, name);
}
