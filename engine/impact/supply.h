/** Who supplies whom: of what a node has of an input, the share of each State.
 *
 * It is told by money, and by lines between States where these may carry more: a foreign share is the greater of the two,
 * and the State itself has the rest. Where foreign shares make more than 1, all are made smaller. */
#ifndef CIR_IMPACT_SUPPLY_H
#define CIR_IMPACT_SUPPLY_H

#include "base/error.h"
#include "model/network.h"

struct cir_supply;

/** @param network borrowed; has to outlive the supply
 * @return CIR_OK; CIR_NO_MEMORY. The caller owns *supply */
enum cir_status cir_supply_new(struct cir_supply **supply, const struct cir_network *network, struct cir_error *error);

void cir_supply_free(struct cir_supply *supply);

/** At most so many shares above 0 do all nodes have of all inputs that they need. */
size_t cir_supply_most(const struct cir_supply *supply);

/** The shares of an input that a node needs.
 * @return by State, 0..1, adding up to 1, or all 0 where neither a flow nor a line is known; valid until the next call */
const double *cir_supply_of(struct cir_supply *supply, uint32_t user, unsigned input);

#endif
