/** What makes up needs: for those who make them and those who solve them. */
#ifndef CIR_IMPACT_NEEDS_PARTS_H
#define CIR_IMPACT_NEEDS_PARTS_H

#include "base/arena.h"
#include "impact/needs.h"

enum { CIR_NO_HOUR = -1 };

/** An input of a user: its suppliers are entries [first, first + count). */
struct cir_need_input {
    unsigned sector;
    unsigned shift; /**< number of its felt_after_h in shifts */
    size_t first;
    size_t count;
};

/** What is felt `felt_after_h` later: at hour k that from hour source[k] on; CIR_NO_HOUR: nothing yet. */
struct cir_need_shift {
    double felt_after_h;
    int source[CIR_NEED_COLUMNS];
};

struct cir_needs {
    const struct cir_network *network;
    struct cir_arena arena;
    double times[CIR_NEED_COLUMNS];
    size_t time_count;
    struct cir_need_shift *shifts; /**< rising; the first is 0 */
    size_t shift_count;
    struct cir_need_input *inputs; /**< those of user j: [starts[j], starts[j + 1]) */
    size_t *starts;
    size_t entry_count;
    uint32_t *suppliers; /**< of the entries */
    double *weights;
    double *shares;
};

/** How critical an input is to a user, both by sector. */
static inline const struct cir_criticality *cir_needs_pair(const struct cir_network *network, unsigned input,
                                                           unsigned user)
{
    return &network->criticality[input * network->sector_count + user];
}

/** Whether the user loses anything without the input. */
static inline bool cir_needs_is_needed(const struct cir_network *network, unsigned input, unsigned user)
{
    return network->criticality != NULL && input != user && cir_needs_pair(network, input, user)->criticality > 0 &&
           cir_needs_pair(network, input, user)->redundancy < 1;
}

#endif
