/** A network made ready to be asked: with the States that are asked about, and the models that answer. */
#ifndef CIR_PIPELINE_READY_NETWORK_H
#define CIR_PIPELINE_READY_NETWORK_H

#include "impact/impact.h"
#include "impact/regions.h"
#include "model/definitions.h"

/** Any number of threads may ask it. A zeroed struct may be freed. */
struct cir_ready_network {
    const struct cir_definitions *definitions; /**< borrowed */
    struct cir_network *extended;              /**< owned; NULL where the network needs no more States */
    struct cir_coupling *coupling;
    struct cir_needs *needs;
    int *regions;
    struct cir_impact_models models; /**< of the network in use */
};

/** Countries that are part of the rest of the world of a network, asked about or joined to a State asked about by a line,
 * become States of their own (network/extend.h).
 *
 * @param network borrowed, as are the definitions, until cir_ready_network_free
 * @param group States that count as regional to each other, see cir_regions_make
 * @param states codes or names of the States to be asked about
 * @return CIR_OK; CIR_BAD_SHOCK with the State that is none, or has no place in the network; CIR_BAD_NETWORK;
 *         CIR_NO_MEMORY. To be freed either way */
enum cir_status cir_ready_network_make(struct cir_ready_network *ready, const struct cir_network *network,
                                       const struct cir_definitions *definitions, const struct cir_states *group,
                                       const struct cir_text *states, size_t count, struct cir_error *error);

void cir_ready_network_free(struct cir_ready_network *ready);

/** Whether a network that was made ready without States answers for this one as one made ready for it would. */
bool cir_ready_network_suffices(const struct cir_ready_network *ready, struct cir_text state);

/** Nodes of a sector in a State: one sector of ours may be several of the network.
 *
 * @param nodes room for CIR_HITS_MAX; those behind *count are kept
 * @return CIR_OK; CIR_BAD_SHOCK with what is not in the network, or when there is no room */
enum cir_status cir_ready_network_nodes(uint32_t *nodes, size_t *count, const struct cir_ready_network *ready,
                                        struct cir_text state, struct cir_text sector, struct cir_error *error);

/** What nodes make together in a year: 0 of those that have nothing to lose. */
double cir_ready_network_output(const struct cir_ready_network *ready, const uint32_t *nodes, size_t count);

#endif
