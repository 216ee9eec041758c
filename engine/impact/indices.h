/** Which nodes others lean on, and which lean on others: the indices of Setola, De Porcellinis and Sforna (2009).
 *
 * With a_ij the share of its output that node i loses by the fall of node j over one dependency, and S = (I - A)^-1 what
 * it loses over any number of them,
 *
 *     dependency   delta_i = sum over j != i of a_ij / (n - 1)        overall: s_ij in the place of a_ij
 *     influence    rho_j   = sum over i != j of a_ij / (n - 1)        likewise
 *
 * A is that of a layer of impact/impact.h: upstream z_ij / x_i, by money z_ji / x_i. In the functional layer, which is not
 * linear, a_ij is what i loses when j alone makes nothing, over one dependency, and s_ij the same over `orders` of them.
 * What a node passes to itself is in no sum: not a_ii, not s_ii. S holds it all the same, as it does in the published
 * examples: a loss that comes back to j goes out once more, so that s_ij is of a push from outside upon j, and the loss
 * of j itself is s_jj. Overall indices of linear layers may therefore exceed 1.
 *
 * What they mean. delta_i is the mean loss of i when one of the others, each as likely as any, is pushed. rho_j is the mean
 * over all others of the share that each loses by j, whatever it makes: the smallest node counts as much as the largest.
 * So a node of a large economy that sells a little to everyone leads by influence, and both fall as a table is cut finer.
 * Neither tells how likely a node is to fail, nor what its fall costs.
 *
 * What its fall costs is told beside them, and it counts nodes by what they make: the output that all others lose in a
 * year in which j makes nothing at all,
 *
 *     loss_j = sum over i != j of x_i min(1, s_ij / s_jj)
 *
 * as the outage fixes the output of j (impact/outage.h) and no push comes back to it. It is the loss of a shock of 1 for a
 * year in its layer, stocks aside. Over x_j it tells what others lose for each unit that j loses: of size it knows nothing.
 *
 * Setola, De Porcellinis, Sforna: Critical infrastructure dependency assessment using the input-output inoperability
 * model, Int. J. Crit. Infrastruct. Prot. 2, 2009, equations 3, 4, 7, 9 and 10. */
#ifndef CIR_IMPACT_INDICES_H
#define CIR_IMPACT_INDICES_H

#include "impact/impact.h"

/** Of one node. All are 0 of a node without output; those of Setola et al. are NAN in a network of one node. */
struct cir_node_indices {
    double dependency;         /**< delta, 0..1 where no node is passed on more than it makes */
    double influence;          /**< rho, likewise */
    double overall_dependency; /**< >= 0 */
    double dependency_abroad;  /**< its part that comes from nodes of other States */
    double overall_influence;  /**< >= 0 */
    double loss;               /**< of all others in a year, in the unit of the network */
    double loss_abroad;        /**< of it, in other States */
};

/** @param indices by node
 * @param models of which the coupling is not used, and the needs by the functional layer alone
 * @param orders dependencies in a row, of the functional layer
 * @return CIR_OK; CIR_BAD_NETWORK where a State's block has no inverse; CIR_NO_MEMORY */
enum cir_status cir_indices_compute(struct cir_node_indices *indices, const struct cir_impact_models *models,
                                    enum cir_impact_layer layer, unsigned orders, struct cir_error *error);

#endif
