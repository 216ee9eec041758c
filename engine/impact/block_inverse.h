/** The inverse of what one State's sectors need of each other: small and dense. */
#ifndef CIR_IMPACT_BLOCK_INVERSE_H
#define CIR_IMPACT_BLOCK_INVERSE_H

#include "base/error.h"
#include "model/network.h"

/** Put its inverse (LU, GSL) in the place of a block of the network.
 *
 * @param block row by row, state->node_count squared
 * @return CIR_OK; CIR_BAD_NETWORK when it has none; CIR_NO_MEMORY */
enum cir_status cir_block_invert(double *block, const struct cir_network *network,
                                 const struct cir_network_state *state, struct cir_error *error);

#endif
