/** Who leans on whom: nodes that are a State x sector, the money that flows between them in a year, and what cannot be
 * done without. Filled by network/, read by impact/.
 *
 * All of it lies in one arena and lives until cir_network_free; nothing here is changed afterwards, so any number of
 * threads may read it. */
#ifndef CIR_MODEL_NETWORK_H
#define CIR_MODEL_NETWORK_H

#include "base/arena.h"
#include "base/index.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A State of a network: a country, or the rest of the world. */
struct cir_network_state {
    const char *code; /**< as in the names of its nodes: "DEU", "ROW" */
    uint32_t country; /**< number in the definitions; CIR_INDEX_NONE: the rest of the world, or no country they know */
    unsigned first_node;
    unsigned node_count;
    bool is_cut_out; /**< a part of the rest of the world by its GDP, see network/extend.h: has no flows of its own */
};

struct cir_network_sector {
    const char *code;   /**< as in the names of nodes: "power", "D35" */
    const char *name;   /**< in English */
    uint32_t sector;    /**< number in the definitions; CIR_INDEX_NONE: none of them, as the rest of the economy */
    uint64_t holds;     /**< by number in the definitions: others of which it holds a share that is not known */
    double recovery_h;  /**< hours from the end of a hit until 1 % of it is left; > 0; NAN where no table tells */
    const char *source; /**< of recovery_h; "" where no table tells */
};

struct cir_network_node {
    unsigned state;      /**< number in states */
    unsigned sector;     /**< number in sectors */
    const char *name;    /**< "DEU:power" */
    double output;       /**< x, in the unit of the network a year; >= 0 */
    double final_demand; /**< f, likewise; below 0 where stocks were drawn down */
};

/** What one node sells. The seller loses when the buyer stops ordering, the buyer when the seller stops delivering. */
struct cir_flow_row {
    size_t count;
    const uint32_t *buyers; /**< numbers of nodes, rising */
    const double *values;   /**< z, in the unit of the network a year; > 0 */
};

/** What a sector (the user) needs from another (the input). */
struct cir_criticality {
    double criticality;  /**< theta, 0..1: share of the user's output that stops without the input; 0: none is known */
    double redundancy;   /**< r, 0..1: share of the input that the user replaces at once; 0 where not known */
    double felt_after_h; /**< hours that stocks last; 0 where not known */
    const char *source;  /**< NULL: no table speaks of this pair */
};

/** A line between two States that may carry more than the money table shows. */
struct cir_network_link {
    uint32_t from;      /**< number of the country in the definitions */
    uint32_t to;        /**< likewise */
    unsigned input;     /**< number in sectors of what it carries */
    double capacity_mw; /**< NAN where not told */
    double share;       /**< 0..1: of the supply of `to` with this input that can come over it */
    const char *source;
};

struct cir_network {
    struct cir_arena arena;
    char sha256[65];  /**< of its own files, in hex; needs may come of the definitions beside them */
    const char *name; /**< of its folder */
    const char *title;
    int year;            /**< of the data */
    const char *unit;    /**< of flows, output and final demand in a year: "million USD" */
    const char *licence; /**< of the figures */
    const char *source;

    struct cir_network_state *states;
    size_t state_count;
    struct cir_index state_index;
    uint32_t rest;              /**< number of the State that stands for all others; CIR_INDEX_NONE: none does */
    double rest_domestic_share; /**< 0..1: of what `rest` buys from itself, the share that stays in one State */
    struct cir_network_sector *sectors;
    size_t sector_count;
    struct cir_index sector_index;
    struct cir_network_node *nodes; /**< those of a State stand together, in the order of states */
    size_t node_count;
    struct cir_index node_index;
    struct cir_flow_row *flows;          /**< by seller */
    size_t flow_count;                   /**< of all rows together */
    struct cir_criticality *criticality; /**< of input s to user u: [s * sector_count + u]; NULL: no table tells */
    struct cir_network_link *links;
    size_t link_count;
};

/** Whether a sector of the network is one of ours, and holds a part of others that is not known. */
bool cir_network_sector_is_mixed(const struct cir_network_sector *sector);

/** Number of a State's node of a sector, or CIR_INDEX_NONE. */
uint32_t cir_network_node_of(const struct cir_network *network, unsigned state, unsigned sector);

/** Nodes of the State that has most. */
size_t cir_network_largest_state(const struct cir_network *network);

/** Number of the State of a country, or CIR_INDEX_NONE: it is part of the rest of the world. */
uint32_t cir_network_state_of_country(const struct cir_network *network, uint32_t country);

#endif
