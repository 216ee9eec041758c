/** An outage: nodes lose a given share of their output, and money passes it on.
 *
 * An outage fixes output, not final demand. So hit nodes are exogenous (the mixed model; Miller and Blair, Input-Output
 * Analysis, 2nd ed., ch. 13): with G = (I - A*)^-1 of impact/coupling.h, S the nodes hit and their shares y_S,
 *
 *     upstream    G_SS c = y_S,    q = G_.S c
 *     downstream  the same with (I - A')^-1
 *
 * and a node hit loses exactly its share. To take the share for a fall of demand instead would multiply it by G_ss. A
 * node that the others' cascade would take more from than its own share is no hit of its own. Shares above 1 that come of
 * it, as the model is linear, are cut to 1 and counted. */
#ifndef CIR_IMPACT_OUTAGE_H
#define CIR_IMPACT_OUTAGE_H

#include "impact/coupling.h"

/** A node that is hit. */
struct cir_hit {
    uint32_t node;
    double share; /**< 0..1: of its output that is lost while the hit lasts */
};

enum { CIR_HITS_MAX = 64 };

/** @param lost by node, 0..1, gets the share of output lost
 * @param clipped gets the number of nodes that were cut to 1
 * @param hits each node once, at most CIR_HITS_MAX
 * @return CIR_OK; CIR_BAD_NETWORK when losses do not settle; CIR_NO_MEMORY */
enum cir_status cir_outage(double *lost, size_t *clipped, const struct cir_coupling *coupling,
                           enum cir_coupling_direction direction, const struct cir_hit *hits, size_t hit_count,
                           struct cir_error *error);

/** The columns of G, or of (I - A')^-1, of some nodes: what outages of them are put together from. Many are solved
 * side by side.
 * @param columns zeroed; of node i for node number k of the list: [k * node_count + i]
 * @return as cir_outage */
enum cir_status cir_outage_columns(double *columns, const struct cir_coupling *coupling,
                                   enum cir_coupling_direction direction, const uint32_t *nodes, size_t count,
                                   struct cir_error *error);

/** cir_outage from columns that are there.
 * @param columns of cir_outage_columns, by hit */
enum cir_status cir_outage_of_columns(double *lost, size_t *clipped, const struct cir_network *network,
                                      const double *const *columns, const struct cir_hit *hits, size_t hit_count,
                                      struct cir_error *error);

#endif
