/** Medians and other quantiles of any number of values, in memory that does not grow with them.
 *
 * Values are counted by their first four significant figures: a value of four figures or fewer is kept exactly, any other
 * within 0.05 %. Tables show three figures. At most 9,000 counters a power of ten are needed, whatever is counted, and
 * neither the order of the values nor the parts that they come in matter. */
#ifndef CIR_CUBE_QUANTILES_H
#define CIR_CUBE_QUANTILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cir_quantile_bin {
    uint32_t code; /**< rises with the value */
    uint64_t count;
};

/** A zeroed struct is empty. */
struct cir_quantiles {
    struct cir_quantile_bin *bins; /**< owned; hashed by code until they are sorted */
    size_t capacity;               /**< a power of two, or 0 */
    size_t used;
    uint64_t count;
    bool is_sorted;
};

/** The code of a finite value >= 0: found once, where it goes into several counts. */
uint32_t cir_quantile_code(double value);

/** Add a value by its code. @return false when memory is exhausted */
bool cir_quantiles_add(struct cir_quantiles *quantiles, uint32_t code, uint64_t times);

/** @param other not sorted. @return false when memory is exhausted */
bool cir_quantiles_join(struct cir_quantiles *quantiles, const struct cir_quantiles *other);

/** The quantile of a share 0..1: interpolated between the values of the ranks on both sides of 1 + share (n - 1)
 * (Hyndman and Fan's type 7, 1996, The American Statistician 50). Nothing may be added afterwards.
 * @return NAN of no values */
double cir_quantiles_at(struct cir_quantiles *quantiles, double share);

void cir_quantiles_free(struct cir_quantiles *quantiles);

#endif
