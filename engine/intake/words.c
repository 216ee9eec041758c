#include "intake/words.h"

enum { TRIES = 64 };

static bool is_free(const struct cir_words_slot *slot)
{
    return (slot->text.last | slot->text.before) == 0;
}

/* @return false when another text stands there */
static bool put(struct cir_words *words, const struct cir_words_slot *kept)
{
    struct cir_words_slot *slot = &words->slots[cir_words_slot_of(words, words->multiplier, kept->text) - words->slots];
    if (slot == words->slots || !is_free(slot))
        return false;
    *slot = *kept;
    words->count++;
    return true;
}

/* Put all texts in their places by the next multiplier that keeps them apart; false when none was found. */
static bool arrange(struct cir_words *words, const struct cir_words_slot *kept, size_t count)
{
    const uint64_t step = UINT64_C(0x9e3779b97f4a7c15) * 2; /* 2^65 over the golden ratio: Knuth, TAOCP 6.4 */
    uint64_t multiplier = words->multiplier | 1;
    for (int i = 0; i < TRIES; i++) {
        size_t placed = 0;
        multiplier += step;
        *words = (struct cir_words){.multiplier = multiplier};
        while (placed < count && put(words, &kept[placed]))
            placed++;
        if (placed == count)
            return true;
    }
    return false;
}

void cir_words_keep(struct cir_words *words, struct cir_word_pair text, const struct cir_cell *cell)
{
    struct cir_words_slot kept[CIR_WORDS_MAX] = {{.text = text}};
    struct cir_words arranged = *words;
    size_t count = 1;
    words->is_full = words->is_full || words->count == CIR_WORDS_MAX;
    if (words->is_full)
        return;
    memcpy(kept[0].cell, cell, CIR_WORDS_CELL_SIZE);
    if (words->multiplier != 0 && put(words, &kept[0]))
        return;
    for (size_t i = 1; i < CIR_WORDS_SLOTS; i++)
        if (!is_free(&words->slots[i]))
            kept[count++] = words->slots[i];
    if (arrange(&arranged, kept, count))
        *words = arranged;
    else
        words->is_full = true;
}
