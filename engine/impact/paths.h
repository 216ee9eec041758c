/** The strongest chains of dependencies: why a node is on the list.
 *
 * Over edges with a likelihood L and an impact I the cumulative dependency risk of a path of n edges is
 *
 *     DR = sum over i = 1..n of (L_1 ... L_i) I_i
 *
 * Kotzanikolaou, Theoharidou and Gritzalis (2013); Stergiopoulos, Kotzanikolaou, Theocharidou and Gritzalis (2016), the
 * tool CIDA. No edge is used twice, nodes may recur unless that is not wanted. L multiplies as if edges were independent,
 * and paths that begin alike count what they share each time: DR ranks paths, it does not add up.
 *
 * The k greatest are found without looking at all: what a path can still gain is bounded by what the best edges beyond
 * its end could give, whatever was used before; the path with the greatest bound is followed first, and those that cannot
 * reach the k-th best any more are dropped. */
#ifndef CIR_IMPACT_PATHS_H
#define CIR_IMPACT_PATHS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CIR_PATH_EDGES_MAX = 8 };

struct cir_path_edge {
    uint32_t from;
    uint32_t to;
    double likelihood; /**< 0..1 */
    double impact;     /**< >= 0 */
};

/** All borrowed. */
struct cir_path_graph {
    const struct cir_path_edge *edges; /**< by `from`, rising */
    size_t edge_count;
    size_t node_count;
    unsigned longest; /**< edges of a path, 1..CIR_PATH_EDGES_MAX */
    bool nodes_recur; /**< a path may come back to a node; it never ends where it began */
};

struct cir_path {
    double risk;   /**< DR */
    double weight; /**< the product of its likelihoods */
    unsigned count;
    uint32_t nodes[CIR_PATH_EDGES_MAX + 1]; /**< count + 1 of them */
};

/** The paths of the greatest risk that begin at one node.
 *
 * @param paths room for `most`; the greatest first, those of equal risk in the order of their edges
 * @param count gets how many there are
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_paths_from(struct cir_path *paths, size_t *count, size_t most, const struct cir_path_graph *graph,
                               uint32_t start, struct cir_error *error);

#endif
