/** Cuts countries out of the rest of the world, so that a State without flows of its own has a place in the network. */
#ifndef CIR_NETWORK_EXTEND_H
#define CIR_NETWORK_EXTEND_H

#include "base/error.h"
#include "model/definitions.h"
#include "model/network.h"

/** The network with some countries of its rest of the world as States of their own.
 *
 * A country has the part g = GDP / GDP of all countries of the rest of every flow, output and final demand of the rest.
 * Of what the rest buys from itself, z, a share h (rest_domestic_share) stays within one State:
 *
 *     z(c -> c) = z g_c (h + (1 - h) g_c),   z(c -> d) = z (1 - h) g_c g_d
 *
 * so that all rows and columns add up as before. States that were cut out are marked (is_cut_out): no table has their
 * own flows. They come behind the States that were there, whose numbers and nodes stay; what is left of the rest stays in
 * its place.
 *
 * @param countries numbers in the definitions; each once
 * @return CIR_OK; CIR_BAD_SHOCK with the country that is a State of the network already, has no GDP, or when the network
 *         has no rest of the world; CIR_NO_MEMORY. The caller owns *extended; `network` has to outlive it */
enum cir_status cir_network_extend(struct cir_network **extended, const struct cir_network *network,
                                   const struct cir_definitions *definitions, const uint32_t *countries, size_t count,
                                   struct cir_error *error);

#endif
