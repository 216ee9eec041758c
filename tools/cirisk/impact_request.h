/** What `cirisk impact` is asked: shocks as they were written, or those of an incident of a log. */
#ifndef CIR_TOOLS_IMPACT_REQUEST_H
#define CIR_TOOLS_IMPACT_REQUEST_H

#include "cirisk.h"
#include "options.h"
#include "run_options.h"

/** Read, but not yet looked up in a network. */
struct impact_request {
    struct cir_arena arena; /**< holds texts that come from a log */
    struct cir_shock_text texts[OPTION_TEXTS_MAX];
    size_t count;
    const char *option; /**< where they come from: what is wrong with them is said of it */
};

/** The nodes that are hit, with the spans of their shocks. */
struct impact_hits {
    struct cir_shock shocks[CIR_HITS_MAX]; /**< at the middle of their spans */
    struct cir_shock_spans spans[CIR_HITS_MAX];
    size_t count;
};

/** Say what is wrong with what an option asks for.
 * @return the exit code that belongs to it */
int impact_say_error(struct cir_error *error, const char *option);

/** @return exit code; what is wrong is said */
int impact_request_read(struct impact_request *request, const struct option_texts *shocks);

/** The shocks of the incident of this id: the sectors of the State hit first lose people_share x service_loss for
 * duration_h. @return exit code; what is wrong, or not known, is said */
int impact_request_from(struct impact_request *request, const char *log, const char *id, const char *network,
                        const char *definitions, const struct cir_log_format *format);

void impact_request_free(struct impact_request *request);

/** Make the network ready for a request, and find what is hit. @return exit code */
int impact_find_hits(struct impact_hits *hits, struct cir_what_if *what_if, const struct impact_request *request);

#endif
