/** A network as a person looks at it: what it is, and how it looks as a whole. */
#ifndef CIR_TOOLS_NETWORK_CARD_H
#define CIR_TOOLS_NETWORK_CARD_H

#include "catalogue.h"
#include "model/network.h"

/** Keys, States, sectors, nodes that make most, pairs of sectors that no table rates, lines.
 * @return exit code */
int network_card_print(const struct cir_network *network, struct catalogue *catalogue);

/** What network/check.h finds, measure by measure.
 * @return EXIT_FINDINGS where a measure deserves a look: negative value added, nodes that neither buy nor sell, a row
 *         out of balance by more than CIR_NETWORK_TOLERANCE of an output */
int network_check_print(const struct cir_network *network, struct catalogue *catalogue);

#endif
