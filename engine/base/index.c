#include "base/index.h"

/* FNV-1a: keys are a few bytes long, and none of them is chosen by an adversary (they come from the tables). */
static uint32_t hash_text(struct cir_text key, bool fold_case)
{
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < key.size; i++) {
        unsigned char c = (unsigned char)key.data[i];
        if (fold_case && c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 32);
        hash = (hash ^ c) * UINT32_C(16777619);
    }
    return hash;
}

/* The slot that holds the key, or the free one where it would stand; capacity > count keeps the walk finite. */
static struct cir_index_slot *slot_of(const struct cir_index *index, struct cir_text key, uint32_t hash)
{
    size_t mask = index->capacity - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct cir_index_slot *slot = &index->slots[at];
        if (slot->key.data == NULL)
            return slot;
        /* Nearly all keys are written in the case of the tables, and whole words compare fast. */
        if (slot->hash == hash &&
            (cir_text_equal(slot->key, key) || (index->fold_case && cir_text_equal_case(slot->key, key))))
            return slot;
    }
}

uint32_t cir_index_find(const struct cir_index *index, struct cir_text key)
{
    if (index->count == 0)
        return CIR_INDEX_NONE;
    const struct cir_index_slot *slot = slot_of(index, key, hash_text(key, index->fold_case));
    return slot->key.data != NULL ? slot->value : CIR_INDEX_NONE;
}

static bool grow(struct cir_index *index, struct cir_arena *arena)
{
    struct cir_index larger = {.capacity = index->capacity > 0 ? index->capacity * 2 : 16,
                               .count = index->count,
                               .fold_case = index->fold_case};
    larger.slots = cir_arena_take(arena, larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i].key.data != NULL)
            *slot_of(&larger, index->slots[i].key, index->slots[i].hash) = index->slots[i];
    *index = larger;
    return true;
}

bool cir_index_insert(struct cir_index *index, struct cir_arena *arena, struct cir_text key, uint32_t value,
                      uint32_t *present)
{
    if (index->count * 2 >= index->capacity && !grow(index, arena))
        return false;
    uint32_t hash = hash_text(key, index->fold_case);
    struct cir_index_slot *slot = slot_of(index, key, hash);
    if (present != NULL)
        *present = slot->key.data != NULL ? slot->value : CIR_INDEX_NONE;
    if (slot->key.data == NULL) {
        *slot = (struct cir_index_slot){.key = key, .hash = hash, .value = value};
        index->count++;
    }
    return true;
}
