/** Which counts of a table may not be shown, so that small ones cannot be worked out.
 *
 * A count from 1 to least - 1 is hidden. What is left could still give it away: a row with one hidden count is its total
 * less the others. So others are hidden with it, totals too where nothing else helps, until whoever knows all that is
 * shown, and that counts are not negative, finds for each small count a range that reaches to `least` or beyond. Zeros
 * are shown wherever they give nothing away.
 *
 * Counts of a table with one tree of subtotals are flows in a network: each count is an arc, each sum a node whose
 * inflow is its outflow. A hidden count can be greater by what can flow back from its head to its tail through other
 * hidden arcs: with them without bound, against them by what they hold. So ranges are exact, by maximal flow, and what
 * to hide besides is a cheapest path. G. H. Cox (1980), "Suppression methodology and statistical disclosure control",
 * Journal of the American Statistical Association 75; J. Castro (2012), "Recent advances in optimization techniques for
 * statistical tabular data protection", European Journal of Operational Research 216. */
#ifndef CIR_TABLES_SUPPRESS_H
#define CIR_TABLES_SUPPRESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CIR_NO_PARENT = -1 };

/** Counts with their sums; where rows overlap (an incident counts in two sectors) a total may be less than what it adds
 * up, and is protected as if the difference were known. */
struct cir_count_table {
    size_t rows;            /**< with subtotals, and one total, whose parent is CIR_NO_PARENT */
    size_t columns;         /**< with the total, which is the last; 1: there is no other */
    const int *parents;     /**< by row: the row that it is added up in */
    const uint64_t *counts; /**< row by row */
};

/** @param hidden one a count
 *  @param least > 1
 *  @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_suppress(bool *hidden, const struct cir_count_table *table, uint64_t least,
                             struct cir_error *error);

#endif
