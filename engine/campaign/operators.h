/** What is kept for each organisation of a campaign: the only identity by which it can be told whether two incidents
 * hit the same. */
#ifndef CIR_CAMPAIGN_OPERATORS_H
#define CIR_CAMPAIGN_OPERATORS_H

#include "base/arena.h"
#include "base/index.h"

/** Of one organisation and one field; what each end means is the rule's, see campaign/gathered.c. */
struct cir_extent {
    double low;
    double high;
};

/** All lies in an arena; a zeroed struct is empty. */
struct cir_operators {
    struct cir_index index;     /**< from a name, as it is written, to the number of the organisation */
    struct cir_extent *extents; /**< of organisation i and field k: [i * extent_count + k] */
    size_t count;
    size_t capacity;
};

/** The extents of an organisation; of a new one they are zero. NULL when memory is exhausted.
 * @param extent_count of one organisation, above 0
 * @param name copied into the arena where it is new */
struct cir_extent *cir_operators_find(struct cir_operators *operators, struct cir_arena *arena, size_t extent_count,
                                      struct cir_text name);

#endif
