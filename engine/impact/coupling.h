/** What nodes lose by each other when money tells who needs whom.
 *
 *     upstream:    q_i = c_i + sum_j (z_ij / x_i) q_j      suppliers lose the orders of their buyers
 *     downstream:  p_j = c_j + sum_i (z_ij / x_j) p_i      buyers lose, by its share of their cost, what is not delivered
 *
 * with z_ij what i sells to j, x output, q and p the shares of output that are lost (inoperability), c the part that
 * comes from outside. In matrices, with L = (I - A)^-1, A = z x^-1: q = x^-1 L x c, the demand-side inoperability model
 * of Santos and Haimes (2004), A* = x^-1 A x; p = L' c, the supply-side one of Leung, Haimes and Santos (2007), which is
 * Ghosh's model (1958) in shares. Both are linear: they neither clip nor saturate.
 *
 * Most of what a State buys it buys at home. So the block of each State is inverted once (LU, GSL), and States take
 * turns until nothing moves any more: a block Gauss-Seidel iteration, which settles for every table whose spectral
 * radius is below 1. The whole is never inverted, and flows stay as sparse as they are. */
#ifndef CIR_IMPACT_COUPLING_H
#define CIR_IMPACT_COUPLING_H

#include "base/error.h"
#include "model/network.h"

enum cir_coupling_direction { CIR_UPSTREAM, CIR_DOWNSTREAM };

/** Columns that are solved at once: so many that each flow is worth its way from memory, so few that they stay in the
 * nearer caches. */
enum { CIR_COUPLING_WIDTH = 16 };

struct cir_coupling;

/** Invert the blocks of a network, which is borrowed and has to outlive the coupling.
 * @return CIR_OK; CIR_BAD_NETWORK with the State whose block has no inverse; CIR_NO_MEMORY. Caller owns *coupling */
enum cir_status cir_coupling_new(struct cir_coupling **coupling, const struct cir_network *network,
                                 struct cir_error *error);

void cir_coupling_free(struct cir_coupling *coupling);

const struct cir_network *cir_coupling_network(const struct cir_coupling *coupling);

/** Solve for `width` columns, 1 or CIR_COUPLING_WIDTH, of any number of threads at once.
 *
 * @param lost of node i and column k: lost[i * width + k]; holds c before, q or p afterwards. Nodes without output lose
 *        nothing
 * @return CIR_OK; CIR_BAD_NETWORK when it does not settle; CIR_NO_MEMORY */
enum cir_status cir_coupling_solve(double *lost, size_t width, const struct cir_coupling *coupling,
                                   enum cir_coupling_direction direction, struct cir_error *error);

#endif
