#include "pipeline/what_if.h"

#include "definitions/definitions.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

struct cir_what_if {
    struct cir_what_if_options options;
    struct cir_definitions *definitions;
    struct cir_network *network; /* as loaded */
    struct cir_states group;     /* what counts as regional beside sub-regions */
    struct cir_ready_network ready;
};

enum cir_status cir_what_if_new(struct cir_what_if **what_if, const struct cir_what_if_options *options,
                                struct cir_error *error)
{
    gsl_set_error_handler_off(); /* GSL's own ends the process, which is the caller's */
    struct cir_what_if *made = calloc(1, sizeof *made);
    *what_if = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    made->options = *options;
    const struct cir_network_options network = {.layout = options->layout};
    enum cir_status status = cir_definitions_load(&made->definitions, options->definitions, NULL, error);
    if (status == CIR_OK)
        status = cir_regions_read(&made->group, made->definitions, options->regional, error);
    if (status == CIR_OK)
        status = cir_network_load(&made->network, made->definitions, options->definitions, options->network, &network,
                                  NULL, error);
    if (status == CIR_OK)
        *what_if = made;
    else
        cir_what_if_free(made);
    return status;
}

void cir_what_if_free(struct cir_what_if *what_if)
{
    if (what_if == NULL)
        return;
    cir_ready_network_free(&what_if->ready);
    cir_network_free(what_if->network);
    cir_definitions_free(what_if->definitions);
    free(what_if);
}

enum cir_status cir_what_if_prepare(struct cir_what_if *what_if, const struct cir_text *states, size_t count,
                                    struct cir_error *error)
{
    cir_ready_network_free(&what_if->ready);
    return cir_ready_network_make(&what_if->ready, what_if->network, what_if->definitions, &what_if->group, states,
                                  count, error);
}

enum cir_status cir_what_if_nodes(uint32_t *nodes, size_t *count, const struct cir_what_if *what_if,
                                  struct cir_text state, struct cir_text sector, struct cir_error *error)
{
    return cir_ready_network_nodes(nodes, count, &what_if->ready, state, sector, error);
}

const struct cir_network *cir_what_if_network(const struct cir_what_if *what_if)
{
    return what_if->ready.models.network;
}

const struct cir_definitions *cir_what_if_definitions(const struct cir_what_if *what_if)
{
    return what_if->definitions;
}

const struct cir_impact_models *cir_what_if_models(const struct cir_what_if *what_if)
{
    return &what_if->ready.models;
}

enum cir_status cir_what_if_impact(struct cir_impact *impact, const struct cir_what_if *what_if,
                                   const struct cir_shock_spans *spans, size_t count, struct cir_error *error)
{
    return cir_impact_compute_spans(impact, cir_what_if_models(what_if), spans, count, what_if->options.orders, error);
}
