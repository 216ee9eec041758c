/** What a network looks like as a whole: balance, nodes that sell nothing, spectral radius. */
#ifndef CIR_NETWORK_CHECK_H
#define CIR_NETWORK_CHECK_H

#include "base/error.h"
#include "model/network.h"

struct cir_network_check {
    double output;                /**< sum of x */
    double flow;                  /**< sum of z */
    double domestic_flow_share;   /**< 0..1: of it within one State; NAN where nothing flows */
    double density;               /**< 0..1: flows above zero / nodes^2 */
    size_t zero_output;           /**< nodes that make nothing: never hit, never felt */
    size_t isolated;              /**< nodes that neither buy nor sell */
    uint32_t first_isolated;      /**< the first of them, CIR_INDEX_NONE: there is none */
    size_t negative_final_demand; /**< stocks drawn down */
    uint32_t most_negative;       /**< node of the lowest final demand, CIR_INDEX_NONE: none is below 0 */
    size_t negative_value_added;  /**< nodes that buy more than they make */
    uint32_t least_value_added;   /**< node of the lowest value added, CIR_INDEX_NONE: none is below 0 */
    size_t no_sector;             /**< sectors of the network that are none of ours */
    double no_sector_output;      /**< 0..1: share of output that they hold; NAN where there is none */
    size_t in_part;               /**< sectors that are one of ours and hold a part of another */
    double in_part_output;        /**< 0..1: likewise */
    double unbalanced_share;      /**< largest |Z1 + f - x| / x */
    double unbalanced;            /**< largest |Z1 + f - x| */
    uint32_t least_balanced;      /**< node of the largest share, CIR_INDEX_NONE: all balance exactly */
    double spectral_radius; /**< of A (and of B, which is similar to it), within 1e-9; below 1 in a table that holds */
    double largest_column_sum; /**< of A: largest share that inputs are of an output */
};

/** @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_network_check(struct cir_network_check *check, const struct cir_network *network,
                                  struct cir_error *error);

#endif
