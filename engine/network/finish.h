/** Makes a network of what a reader found, whatever its layout, and looks at what only the whole of it shows.
 *
 * Nodes are laid State by State, in the order in which the States first stand in the file. A State is a country by any
 * code or name that the definitions know, and has the alpha-3 code of that country from then on, so that "DEU:D35" is
 * the same node whoever wrote the table. A sector is one of ours by the rules below. What the files do not tell is
 * worked out:
 *
 *     f = x - Z1 where final demand is not told,   x = Z1 + f where output is not told
 *
 * and 0 where rounded terms add up to less than that.
 *
 * Refused, with the place of the node: a State that is no country, two States of one country, a node twice, a node of
 * which neither output nor final demand is told, an output below 0, and one that is not what the node sells:
 *
 *     |Z1 + f - x| > tolerance x + 0.5 resolution (n + 2),   n the number of nodes: each of the terms may be rounded
 *
 * and, of the network as a whole, no nodes, no output, and a spectral radius of A (a_ij = z_ij / x_j) that is not
 * below 1: a cascade in it would not end. */
#ifndef CIR_NETWORK_FINISH_H
#define CIR_NETWORK_FINISH_H

#include "definitions/load.h"
#include "model/definitions.h"
#include "network/raw_network.h"

/** What the reader of a layout knows beyond the table. */
struct cir_finish_rules {
    const char *file; /**< what findings of the network as a whole name */
    /** The sectors of the network, all of those that nodes name; NULL: they are taken from the nodes, in their order, and
     * one is that of ours which it is named as, or else that which its code means by `systems`. */
    const struct cir_network_sector *sectors;
    size_t sector_count;
    const char *systems;        /**< alternatives of the crosswalk, see cir_industry_systems; NULL: none */
    const char *rest;           /**< code of the State that stands for all others; NULL: none does */
    double rest_domestic_share; /**< 0..1, see model/network.h; not needed without `rest` */
    /** Other codes of States that are no countries and are let stand, ',' list; NULL: none. They win over what the
     * definitions know: "WF" may be the rest of Africa. */
    const char *regions;
    double tolerance; /**< 0..1 of an output */
};

/** Share of a node's output that its row may be out of balance where no table tells another. */
#define CIR_NETWORK_TOLERANCE 0.001

/** Fill an empty network; `raw` is emptied: its arena is then that of the network, and of the load. Nothing is filled when
 * the load has findings already. Findings are added to those of the load; the network may then be filled in part, and is
 * still to be freed.
 *
 * Criticality is that of sectors/dependencies.csv, by way of the sectors. */
void cir_network_finish(struct cir_load *load, struct cir_network *network, struct cir_raw_network *raw,
                        const struct cir_finish_rules *rules, const struct cir_definitions *definitions);

#endif
