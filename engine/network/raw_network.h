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

/** What one node sells. */
struct cir_raw_row {
    size_t count;
    uint32_t *buyers; /**< numbers as in nodes, each once, in any order */
    double *values;   /**< > 0: zero flows are left out */
};

struct cir_raw_network {
    struct cir_arena arena;     /**< becomes that of the network */
    struct cir_raw_node *nodes; /**< in the order of the file: States may be mixed */
    size_t node_count;
    struct cir_raw_row *rows; /**< by seller, numbers as in nodes */
    double resolution;        /**< worth of the last decimal of the flows: 1 of whole numbers; what rounding may hide */
    const char *name;         /**< of its folder or file */
    const char *title;
    const char *unit;
    const char *source;
    const char *licence;
    int year;        /**< 0: not told */
    char sha256[65]; /**< of the files, in hex */
};

#endif
