/** A small network `toy` in an overlay of tables of the tests' own: Germany, France and a rest of the world. */
#ifndef CIR_TESTS_TOY_NETWORK_H
#define CIR_TESTS_TOY_NETWORK_H

#include "network/network.h"
#include "overlay.h"

#define TOY "datasets/networks/toy/"

enum { TOY_NODES = 7 };

/** A new overlay with the network, whose tables are all right; flows in the long form. */
void toy_network_make(struct overlay *overlay);

/** Lay the flows as a matrix. */
void toy_network_lay_matrix(const struct overlay *overlay);

/** Load the network of the overlay and free it. */
void toy_network_load(const struct overlay *overlay, struct found *found);

/** Make each fault in a fresh overlay with the network, as overlay_check_faults does; of flows as a matrix or not. */
void toy_network_check_faults(const struct fault *faults, size_t count, bool is_matrix);

/** Load a network that is right: by name of the overlay, or by path. */
struct cir_network *toy_network_open(const struct overlay *overlay, const struct cir_definitions *definitions,
                                     const char *name);

/** An overlay with the network, and what was loaded from it. */
struct toy_world {
    struct overlay overlay;
    struct cir_definitions *definitions;
    struct cir_network *network;
};

/** Load both from an overlay that was made; the world owns them, and the overlay. */
void toy_world_open(struct toy_world *world);
void toy_world_close(struct toy_world *world);

/** What one node sells to another by their names. */
double toy_network_flow(const struct cir_network *network, const char *from, const char *to);

/** Number of a node; the test fails for good when there is none. */
uint32_t toy_network_node(const struct cir_network *network, const char *name);

#endif
