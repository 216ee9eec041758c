/** What would come of an outage: a network made ready for the States that are hit, and the impact of shocks on it. */
#ifndef CIR_PIPELINE_WHAT_IF_H
#define CIR_PIPELINE_WHAT_IF_H

#include "network/network.h"
#include "pipeline/ready_network.h"
#include "pipeline/shock_text.h"

struct cir_what_if_options {
    const char *definitions; /**< folder laid over the built-in tables, or NULL */
    const char *network;     /**< name, or the path of a folder or file (it holds a '/') */
    enum cir_network_layout layout;
    const char *regional; /**< what counts as regional, see cir_regions_read; NULL: the sub-region */
    unsigned orders;      /**< dependencies in a row of the functional layer, 1..CIR_NEED_ORDERS_MAX */
};

/** Dependencies in a row that the functional layer follows unless told otherwise. */
enum { CIR_IMPACT_ORDERS = 3 };

struct cir_what_if;

/** @return CIR_OK; CIR_BAD_TABLE, CIR_BAD_NETWORK, CIR_BAD_USE (no such network, State or group), CIR_NO_FILE, CIR_NO_MEMORY. The caller
 *          owns *what_if */
enum cir_status cir_what_if_new(struct cir_what_if **what_if, const struct cir_what_if_options *options,
                                struct cir_error *error);

void cir_what_if_free(struct cir_what_if *what_if);

/** Make the network ready, see cir_ready_network_make. To be called before anything is asked; another call starts anew.
 * @param states codes or names of the States to be hit or asked about */
enum cir_status cir_what_if_prepare(struct cir_what_if *what_if, const struct cir_text *states, size_t count,
                                    struct cir_error *error);

/** Nodes of a sector in a State, see cir_ready_network_nodes. */
enum cir_status cir_what_if_nodes(uint32_t *nodes, size_t *count, const struct cir_what_if *what_if,
                                  struct cir_text state, struct cir_text sector, struct cir_error *error);

/** The network as it was made ready. */
const struct cir_network *cir_what_if_network(const struct cir_what_if *what_if);

const struct cir_definitions *cir_what_if_definitions(const struct cir_what_if *what_if);

const struct cir_impact_models *cir_what_if_models(const struct cir_what_if *what_if);

/** The impact of shocks within spans, see cir_impact_compute_spans. */
enum cir_status cir_what_if_impact(struct cir_impact *impact, const struct cir_what_if *what_if,
                                   const struct cir_shock_spans *spans, size_t count, struct cir_error *error);

#endif
