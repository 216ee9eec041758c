/** Who leans on a node, and on whom a node leans: shares of output lost if the other makes nothing at all, stocks aside. */
#ifndef CIR_IMPACT_EXPOSURE_H
#define CIR_IMPACT_EXPOSURE_H

#include "impact/impact.h"

/** Shares 0..1 by node: by money, and by needs. Both lists are the caller's, node_count each. */
struct cir_exposure {
    double *money;
    double *functional;
};

/** What every node loses when these are wholly down.
 * @return CIR_OK; CIR_BAD_NETWORK; CIR_NO_MEMORY */
enum cir_status cir_exposed_to(struct cir_exposure *exposure, const struct cir_impact_models *models,
                               const uint32_t *nodes, size_t count, unsigned orders, struct cir_error *error);

/** What this node loses when another is wholly down: by that other. Itself has 1.
 * @return CIR_OK; CIR_BAD_NETWORK; CIR_NO_MEMORY */
enum cir_status cir_depends_on(struct cir_exposure *exposure, const struct cir_impact_models *models, uint32_t node,
                               unsigned orders, struct cir_error *error);

#endif
