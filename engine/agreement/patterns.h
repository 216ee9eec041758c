/** Which levels came together, and how often.
 *
 * A row becomes a pattern: the places of its levels on the scales of the schemes. Levels are few, so patterns are few,
 * and all that is said of agreement is computed from them: it costs the same for a thousand rows and for a billion. */
#ifndef CIR_AGREEMENT_PATTERNS_H
#define CIR_AGREEMENT_PATTERNS_H

#include "base/arena.h"
#include "base/index.h"
#include "model/scheme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Instead of a place: the scheme cannot tell; it does not speak of the row. */
enum { CIR_PLACE_UNTOLD = UINT8_MAX, CIR_PLACE_OUTSIDE = UINT8_MAX - 1 };

static inline bool cir_place_is_told(uint8_t place)
{
    return place < CIR_PLACE_OUTSIDE;
}

struct cir_pattern {
    uint8_t *places; /**< one a scheme: 0 for the lowest level of its scale, or CIR_PLACE_UNTOLD, CIR_PLACE_OUTSIDE */
    uint64_t rows;   /**< that have it */
    uint32_t number; /**< in the order in which patterns came up */
};

/** A zeroed struct with scheme_count set is ready for additions; level_counts are needed by what computes. */
struct cir_patterns {
    struct cir_arena arena;
    struct cir_index index;
    size_t scheme_count;
    size_t level_counts[CIR_SCHEMES_MAX]; /**< how many levels the scale of each scheme has */
    struct cir_pattern *list;
    size_t count;
    size_t capacity;
    uint64_t rows; /**< in all */
};

/** Count a row.
 * @param number gets the number of its pattern
 * @return false when memory is exhausted */
bool cir_patterns_add(struct cir_patterns *patterns, const uint8_t *places, uint32_t *number);

/** Put them in the order of their places, so that nothing depends on the order of the rows. Nothing may be added
 * afterwards. */
void cir_patterns_sort(struct cir_patterns *patterns);

void cir_patterns_free(struct cir_patterns *patterns);

/** Where a place lies on a scale, from 0 for the lowest level to 1 for the highest: place / (levels - 1); 0 on a scale
 * of one level. So schemes with scales of different lengths can be set side by side: the steps of one scale are taken
 * to be equal, and its ends to mean what the ends of the other mean. Equal fractions give the same bits. */
double cir_place_position(size_t place, size_t level_count);

#endif
