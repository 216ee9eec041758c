/** What nodes lose by each other, of all nodes at once: for those who ask about every one of them.
 *
 * The matrix G = (I - A*)^-1 of impact/coupling.h, whole. Upstream, a node s that loses the share q_s of its output takes
 * q_s G_is / G_ss of node i with it; downstream, q_s (x_s / x_j) G_sj / G_ss of node j. So one matrix holds the cascades
 * of all nodes in both directions.
 *
 * It is inverted in place, State by State (Gauss-Jordan), without a search for pivots: outputs exceed what is sold on, so
 * that x - z is diagonally dominant by rows. Memory is 8 bytes a pair of nodes. */
#ifndef CIR_IMPACT_ALL_CASCADES_H
#define CIR_IMPACT_ALL_CASCADES_H

#include "base/error.h"
#include "model/network.h"

/** @param cascades of nodes i and j: [i * node_count + j], gets G; nodes without output have 1 with themselves, else 0
 * @return CIR_OK; CIR_BAD_NETWORK where a State's block has no inverse; CIR_NO_MEMORY */
enum cir_status cir_all_cascades(double *cascades, const struct cir_network *network, struct cir_error *error);

#endif
