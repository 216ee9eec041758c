/** Nodes of a network in the order of a number. */
#ifndef CIR_TOOLS_RANKED_H
#define CIR_TOOLS_RANKED_H

#include <stddef.h>

struct ranked {
    size_t node;
    double value; /**< not NAN */
};

/** The greatest first; of those alike that which stands first in the network. */
void ranked_sort(struct ranked *list, size_t count);

#endif
