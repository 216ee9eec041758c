/** The strongest chains of dependencies from what is hit. */
#ifndef CIR_TOOLS_IMPACT_PATHS_H
#define CIR_TOOLS_IMPACT_PATHS_H

#include "impact/paths.h"
#include "impact_view.h"

/** Edges of a chain at most, as CIDA has it. */
enum { IMPACT_PATH_EDGES = 5, IMPACT_PATHS_MAX = 1000 };

/** The chains of the greatest risk from all nodes hit: a chain's weight is the share of the output of its end that is
 * lost with its beginning, if nothing else supplies it; its risk is the output at stake along it in a year, for the share
 * hit.
 * @param paths room for `most` of them a node hit
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status impact_find_paths(struct cir_path *paths, size_t *count, size_t most, const struct impact_view *view,
                                  const struct cir_needs *needs, struct cir_error *error);

#endif
