/** A table as a reader found it, whatever its layout: what network/finish.h makes a network of.
 *
 * A reader refuses what it cannot read, with its place (a number that is none, a negative flow, a node named twice, a
 * flow of a node that is not there). What only the whole table shows (balance, spectral radius, States and sectors that
 * are not known) is looked at afterwards, alike for all layouts. */
#ifndef CIR_NETWORK_RAW_NETWORK_H
#define CIR_NETWORK_RAW_NETWORK_H

#include "base/arena.h"
#include "base/error.h"
#include "model/network.h"

struct cir_raw_node {
    const char *state;
    const char *sector;
    double output;       /**< NAN: the files do not tell; it is then what the node sells */
    double final_demand; /**< NAN: the files do not tell; then output has to be told, and it is what is left */
    struct cir_place place;
};

struct cir_raw_network {
    struct cir_arena arena;     /**< becomes that of the network */
    struct cir_raw_node *nodes; /**< in the order of the file: States may be mixed */
    size_t node_count;
    struct cir_flow_row *flows; /**< by seller, numbers as in nodes; zero flows are left out */
    double resolution; /**< worth of the last decimal of the flows: 1 of whole numbers; what rounding may hide */
    const char *title;
    const char *unit;
    const char *source;
    const char *licence;
    int year; /**< 0: not told */
    char sha256[65];
};

#endif
