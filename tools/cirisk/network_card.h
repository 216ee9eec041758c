/** A network as a person looks at it: what it is, and how it looks as a whole. */
#ifndef CIR_TOOLS_NETWORK_CARD_H
#define CIR_TOOLS_NETWORK_CARD_H

#include "catalogue.h"
#include "model/network.h"

/** Of the option --layout. */
#define NETWORK_LAYOUT_HELP                                                                                            \
    "how the files of a network are laid out; any: told by what stands in them; cirisk and plain: tables of this "     \
    "program; icio: OECD; figaro: Eurostat; wiod: World Input-Output Database; pymrio: a folder of pymrio or "         \
    "EXIOBASE 3; sparse: row,col,flow and a file of nodes beside it"

/** Keys, States, sectors, nodes that make most, pairs of sectors that no table rates, lines.
 * @return exit code */
int network_card_print(const struct cir_network *network, struct catalogue *catalogue);

/** Append " (energy, health)": the sectors of ours that a sector of a network holds a part of; nothing where it holds none. */
void network_add_held(struct cir_buffer *text, const struct cir_network_sector *sector,
                      const struct cir_definitions *definitions);

/** What network/check.h finds, measure by measure.
 * @return EXIT_FINDINGS where a measure deserves a look: no sector is one of ours, negative value added, nodes that neither buy nor sell, a row
 *         out of balance by more than CIR_NETWORK_TOLERANCE of an output */
int network_check_print(const struct cir_network *network, struct catalogue *catalogue);

/** How far nodes lean on each other, by impact/indices.h: text lists the first of each order, CSV and JSON hold all nodes.
 * @return exit code */
int network_rank_print(const struct cir_network *network, struct catalogue *catalogue);

#endif
