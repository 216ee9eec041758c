/** The summaries of a network, those of a State made when a row first asks for one. */
#ifndef CIR_PIPELINE_IMPACT_SUMMARIES_H
#define CIR_PIPELINE_IMPACT_SUMMARIES_H

#include "model/impact_summary.h"
#include "pipeline/summary_cache.h"
#include "pipeline/what_if.h"

struct cir_impact_summaries;

/** Load a network and make it ready.
 * @param options their texts are borrowed until cir_impact_summaries_free
 * @param definitions borrowed until cir_impact_summaries_free
 * @param place where summaries are kept from one run to the next, or come with the program; its bytes are borrowed until
 *        cir_impact_summaries_free
 * @return as cir_what_if_new; the caller owns *summaries */
enum cir_status cir_impact_summaries_new(struct cir_impact_summaries **summaries,
                                         const struct cir_definitions *definitions,
                                         const struct cir_what_if_options *options,
                                         const struct cir_summary_place *place, struct cir_error *error);

void cir_impact_summaries_free(struct cir_impact_summaries *summaries);

const struct cir_network *cir_impact_summaries_network(const struct cir_impact_summaries *summaries);

/** What counts as regional, as it was given. */
const char *cir_impact_summaries_regional(const struct cir_impact_summaries *summaries);

/** Finds them, for as long as they live. */
struct cir_impact_source cir_impact_summaries_source(struct cir_impact_summaries *summaries);

/** Put what was made since into the cache, while no thread asks.
 * @return CIR_OK, also where there is no cache; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_impact_summaries_keep(struct cir_impact_summaries *summaries, struct cir_error *error);

/** Make those of every State and write them to a file, for a program to bring with it.
 * @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_impact_summaries_write(struct cir_impact_summaries *summaries, const char *path,
                                           struct cir_error *error);

/** Whether those of a State could not be made for want of memory: what was told since counts it as not in the network. */
bool cir_impact_summaries_failed(const struct cir_impact_summaries *summaries);

#endif
