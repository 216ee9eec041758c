/** The nearest name: what a person may have meant. Only for messages; nothing is ever read by it. */
#ifndef CIR_BASE_NEAREST_H
#define CIR_BASE_NEAREST_H

#include "base/index.h"
#include "base/text.h"

#include <stddef.h>

/** Names longer than this have no nearest one and are none. */
enum { CIR_NEAREST_SIZE = 64 };

/** The search for the nearest of many names, offered one after the other. */
struct cir_nearest {
    struct cir_text wanted;
    struct cir_text found; /**< borrowed; empty while nothing is near */
    size_t distance;       /**< of `found`, or one more than is still near */
};

/** A name is near when a third of the bytes of `wanted`, rounded down, must change at most: a byte put in, left out
 * or exchanged, or two neighbours swapped; the case of ASCII letters does not matter. Texts of one or two bytes so
 * have no near names. */
struct cir_nearest cir_nearest_start(struct cir_text wanted);

/** Of two equally near, the first in the order of bytes stays: the order of the offers does not matter. */
void cir_nearest_offer(struct cir_nearest *nearest, struct cir_text name);

/** The nearest key of an index; empty when none is near. */
struct cir_text cir_nearest_key(const struct cir_index *index, struct cir_text wanted);

#endif
