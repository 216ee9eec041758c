/** Verdicts of schemes of rules alone that were written before, and their texts.
 *
 * Such a scheme says few different things, and those a million times: what it said is found by one look and copied
 * whole, instead of being put together column by column. */
#ifndef CIR_SINK_SAID_VERDICTS_H
#define CIR_SINK_SAID_VERDICTS_H

#include "base/wide.h"
#include "model/verdict.h"

#include <stddef.h>

enum { CIR_SAID_BITS = 6, CIR_SAID_SLOTS = 1 << CIR_SAID_BITS, CIR_SAID_TEXT_MAX = 64 };

/** All that the text of a verdict without scores is made from. */
struct cir_said_key {
    uint64_t levels;  /**< level and level_low */
    uint64_t decided; /**< level_high and reason_number */
    uint64_t reason;
    uint64_t coverage; /**< its bits */
};

struct cir_said {
    struct cir_said_key key;
    size_t size; /**< of the text; 0: free */
    char text[CIR_SAID_TEXT_MAX];
};

/** Of one scheme, by the hash of the key: what comes later takes the place of what was there. A zeroed struct is
 * empty. */
struct cir_said_verdicts {
    struct cir_said slots[CIR_SAID_SLOTS];
};

static inline struct cir_said_key cir_said_key_of(const struct cir_verdict *verdict)
{
    return (struct cir_said_key){(unsigned)verdict->level | (uint64_t)(unsigned)verdict->level_low << 32,
                                 (unsigned)verdict->level_high | (uint64_t)verdict->reason_number << 32,
                                 (unsigned)verdict->reason, cir_bits_of(verdict->score.coverage)};
}

static inline struct cir_said *cir_said_slot(struct cir_said_verdicts *said, const struct cir_said_key *key)
{
    const uint64_t multiplier = UINT64_C(0x9e3779b97f4a7c15); /* 2^64 over the golden ratio: Knuth, TAOCP 6.4 */
    uint64_t mixed = key->levels + key->reason * 9 + key->decided * 3 + key->coverage * 5;
    return &said->slots[mixed * multiplier >> (64 - CIR_SAID_BITS)];
}

static inline bool cir_said_is(const struct cir_said *said, const struct cir_said_key *key)
{
    return ((said->key.levels ^ key->levels) | (said->key.decided ^ key->decided) | (said->key.reason ^ key->reason) |
            (said->key.coverage ^ key->coverage)) == 0 &&
           said->size > 0;
}

/** Keep a text, unless it is too long. */
static inline void cir_said_keep(struct cir_said *said, const struct cir_said_key *key, const char *text, size_t size)
{
    if (size > CIR_SAID_TEXT_MAX)
        return;
    said->key = *key;
    said->size = size;
    memcpy(said->text, text, size);
}

#endif
