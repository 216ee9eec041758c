/** Makes the summary of an outage (model/impact_summary.h). */
#ifndef CIR_IMPACT_SUMMARY_H
#define CIR_IMPACT_SUMMARY_H

#include "impact/impact.h"
#include "model/impact_summary.h"

/** Nodes that are hit together, each wholly. */
struct cir_hit_nodes {
    uint32_t nodes[CIR_HITS_MAX];
    size_t count;
};

/** The summaries of some outages, each of its own: those of a State are solved side by side.
 * @param summaries one an outage
 * @param arena holds all that the summaries point to
 * @return CIR_OK; CIR_BAD_NETWORK when losses do not settle; CIR_NO_MEMORY */
enum cir_status cir_impact_summarise(struct cir_impact_summary *summaries, struct cir_arena *arena,
                                     const struct cir_impact_models *models, const struct cir_hit_nodes *outages,
                                     size_t count, unsigned orders, struct cir_error *error);

#endif
