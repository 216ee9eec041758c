/** What the short texts of a column mean: each is read once, and then known again.
 *
 * For columns whose cells are words of a table, of which a log holds a few and those a million times. No two texts
 * share a slot, so that one look tells: where one comes that would, another multiplier is sought which keeps all
 * apart (Fredman, Komlos and Szemeredi 1984, "Storing a sparse table with O(1) worst case access time"). */
#ifndef CIR_INTAKE_WORDS_H
#define CIR_INTAKE_WORDS_H

#include "base/word.h"
#include "model/cell.h"

#include <stddef.h>

enum {
    CIR_WORDS_LONGEST = 2 * CIR_WORD_SIZE, /**< bytes of a text that can be kept */
    CIR_WORDS_BITS = 7,
    CIR_WORDS_SLOTS = 1 << CIR_WORDS_BITS,
    CIR_WORDS_MAX = CIR_WORDS_SLOTS / 4, /**< texts that are kept, the first ones */
    /** Bytes of a cell that count: it holds options, or nothing in its union. */
    CIR_WORDS_CELL_SIZE = offsetof(struct cir_cell, options) + sizeof(uint64_t),
};

struct cir_words_slot {
    struct cir_word_pair text;      /**< no byte of a text is 0: that of a free slot is the empty text */
    char cell[CIR_WORDS_CELL_SIZE]; /**< of a free slot blank, as the empty text is */
};

/** A zeroed struct knows the empty text alone. */
struct cir_words {
    struct cir_words_slot slots[CIR_WORDS_SLOTS];
    uint64_t multiplier;
    size_t count;
    bool is_full;
};

/** The slot in which a text stands if it is known. The empty one has slot 0, which is no other's. */
static inline const struct cir_words_slot *cir_words_slot_of(const struct cir_words *words, uint64_t multiplier,
                                                             struct cir_word_pair text)
{
    return &words->slots[(text.last + text.before * 3) * multiplier >> (64 - CIR_WORDS_BITS)];
}

/** Fill the cell with what a text means; false when it is not known. `multiplier`: that of the words, kept in hand. */
static inline bool cir_words_find(struct cir_cell *cell, const struct cir_words *words, uint64_t multiplier,
                                  struct cir_word_pair text)
{
    const struct cir_words_slot *slot = cir_words_slot_of(words, multiplier, text);
    if (slot->text.last != text.last || slot->text.before != text.before)
        return false;
    memcpy(cell, slot->cell, CIR_WORDS_CELL_SIZE);
    return true;
}

/** Keep what a text means that is not known, where there is room for it. */
void cir_words_keep(struct cir_words *words, struct cir_word_pair text, const struct cir_cell *cell);

#endif
