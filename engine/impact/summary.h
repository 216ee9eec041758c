/** Makes the summary of an outage (model/impact_summary.h). */
#ifndef CIR_IMPACT_SUMMARY_H
#define CIR_IMPACT_SUMMARY_H

#include "impact/impact.h"
#include "model/impact_summary.h"

/** @param arena holds all that the summary points to
 * @param nodes hit together, each wholly, at most CIR_HITS_MAX
 * @return CIR_OK; CIR_BAD_NETWORK when losses do not settle; CIR_NO_MEMORY */
enum cir_status cir_impact_summarise(struct cir_impact_summary *summary, struct cir_arena *arena,
                                     const struct cir_impact_models *models, const uint32_t *nodes, size_t count,
                                     unsigned orders, struct cir_error *error);

#endif
