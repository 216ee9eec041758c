/** A cell of a log, read. */
#ifndef CIR_MODEL_CELL_H
#define CIR_MODEL_CELL_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/** The four states of knowing. Unknown is not zero, and not "no". */
enum cir_cell_state {
    CIR_CELL_BLANK,          /**< not asked: an empty cell, or no such column */
    CIR_CELL_UNKNOWN,        /**< "unknown": looked at, cannot tell */
    CIR_CELL_NOT_APPLICABLE, /**< "n/a": the question has no meaning here */
    CIR_CELL_KNOWN,          /**< a value, a range or a set of values */
};

enum { CIR_STATE_WORDS = 5, CIR_STATES_MAX = CIR_STATE_WORDS * 64, CIR_SECTOR_NONE = 63 };

/** A set of States, bit = number of the country. */
struct cir_states {
    uint64_t bits[CIR_STATE_WORDS];
};

struct cir_cell {
    enum cir_cell_state state;
    uint16_t first; /**< of states: the one named first; of a currency: its number */
    uint16_t count; /**< of states: how many are set, 0 for "none" */
    /** Of options and states: true when all that are set hold together ("a;b"), false when exactly one of them
     * holds and it is not known which ("a|b"), or only one is set. */
    bool together;
    uint32_t regions; /**< of states: the regions that they lie in, see definitions.h */
    union {
        /** low <= point <= high; equal for a value. An open range ends at INFINITY. The point of a range is its
         * geometric mean (arithmetic where low is 0), of an open one its closed end, of "~300" the 300. */
        struct {
            double low, point, high;
        } number;
        uint64_t options;
        struct cir_states states;
        struct cir_text text; /**< borrowed: valid until the next record */
    };
};

static inline bool cir_states_has(const struct cir_states *states, unsigned number)
{
    return (states->bits[number / 64] >> (number % 64) & 1) != 0;
}

static inline void cir_states_add(struct cir_states *states, unsigned number)
{
    states->bits[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline void cir_states_add_all(struct cir_states *states, const struct cir_states *others)
{
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        states->bits[i] |= others->bits[i];
}

static inline unsigned cir_states_count(const struct cir_states *states)
{
    unsigned count = 0;
    for (int i = 0; i < CIR_STATE_WORDS; i++)
        for (uint64_t rest = states->bits[i]; rest != 0; rest &= rest - 1) /* few are set: quicker than a call */
            count++;
    return count;
}

#endif
