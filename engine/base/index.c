#include "base/index.h"

#include "base/word.h"

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash *= UINT64_C(0x9e3779b97f4a7c15); /* 2^64 over the golden ratio: Knuth, TAOCP 6.4 */
    return hash ^ hash >> 32 ^ word;
}

/* Words are mixed whole, the last of a long key overlapping the one before; no key is chosen by an adversary (they
 * come from the tables). Setting the bit of lower case does for letters what folding does, and the few other bytes
 * that it makes equal are told apart when the keys are compared. */
static inline uint32_t hash_text(struct cir_text key, uint64_t start, bool fold_case)
{
    const uint64_t lower = cir_word_of(fold_case ? 0x20 : 0);
    uint64_t hash = (start | lower) ^ key.size;
    if (key.size > CIR_WORD_SIZE) {
        size_t last = key.size - CIR_WORD_SIZE;
        for (size_t at = CIR_WORD_SIZE; at < last; at += CIR_WORD_SIZE)
            hash = mix(hash, cir_word_load(key.data + at) | lower);
        hash = mix(hash, cir_word_load(key.data + last) | lower);
    }
    return (uint32_t)mix(hash, 0);
}

static bool is_same(struct cir_text a, struct cir_text b)
{
    size_t at = CIR_WORD_SIZE; /* what is before is known to be the same */
    for (; at + CIR_WORD_SIZE < a.size; at += CIR_WORD_SIZE)
        if (cir_word_load(a.data + at) != cir_word_load(b.data + at))
            return false;
    size_t last = a.size - CIR_WORD_SIZE;
    return cir_word_load(a.data + last) == cir_word_load(b.data + last);
}

/* The slot that holds the key, or the free one where it would stand; capacity > count keeps the walk finite. Nearly
 * all keys are asked for in the case of the tables and most are no longer than a word, which one comparison tells. */
static inline struct cir_index_slot *slot_of(const struct cir_index *index, struct cir_text key, uint64_t start,
                                             uint32_t hash)
{
    size_t mask = index->capacity - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        struct cir_index_slot *slot = &index->slots[at];
        if (slot->key.data == NULL)
            return slot;
        if (slot->hash != hash)
            continue;
        if (slot->start == start && slot->key.size == key.size &&
            (key.size <= CIR_WORD_SIZE || is_same(slot->key, key)))
            return slot;
        if (index->fold_case && cir_text_equal_case(slot->key, key))
            return slot;
    }
}

uint32_t cir_index_find(const struct cir_index *index, struct cir_text key)
{
    if (index->count == 0)
        return CIR_INDEX_NONE;
    uint64_t start = cir_word_start(key);
    const struct cir_index_slot *slot = slot_of(index, key, start, hash_text(key, start, index->fold_case));
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
            *slot_of(&larger, index->slots[i].key, index->slots[i].start, index->slots[i].hash) = index->slots[i];
    *index = larger;
    return true;
}

bool cir_index_insert(struct cir_index *index, struct cir_arena *arena, struct cir_text key, uint32_t value,
                      uint32_t *present)
{
    if (index->count * 2 >= index->capacity && !grow(index, arena))
        return false;
    uint64_t start = cir_word_start(key);
    uint32_t hash = hash_text(key, start, index->fold_case);
    struct cir_index_slot *slot = slot_of(index, key, start, hash);
    if (present != NULL)
        *present = slot->key.data != NULL ? slot->value : CIR_INDEX_NONE;
    if (slot->key.data == NULL) {
        *slot = (struct cir_index_slot){.key = key, .start = start, .hash = hash, .value = value};
        index->count++;
    }
    return true;
}
