/** Campaigns, from their incidents to where they go: the file, the store, the counts. */
#ifndef CIR_PIPELINE_CAMPAIGN_DELIVERY_H
#define CIR_PIPELINE_CAMPAIGN_DELIVERY_H

#include "model/tally.h"
#include "pipeline/job.h"
#include "pipeline/score_log.h"
#include "store/store.h"

struct cir_campaign_delivery;

/** Open what is to be written. Everything given is borrowed.
 *
 * @param store where the run is open; NULL when not wanted
 * @return as cir_score_log. Caller owns *delivery */
enum cir_status cir_campaign_delivery_new(struct cir_campaign_delivery **delivery, const struct cir_job_setup *setup,
                                          const struct cir_score_options *options, struct cir_store *store,
                                          struct cir_error *error);

/** Without cir_campaign_delivery_finish before it, no file is left behind. */
void cir_campaign_delivery_free(struct cir_campaign_delivery *delivery);

/** Take the next incident of the log that has a key. */
enum cir_status cir_campaign_delivery_add(struct cir_campaign_delivery *delivery,
                                          const struct cir_campaign_member *member, struct cir_error *error);

/** All incidents have come: judge, write and store the campaigns.
 * @param tally gets the counts of campaigns */
enum cir_status cir_campaign_delivery_write(struct cir_campaign_delivery *delivery, struct cir_tally *tally,
                                            struct cir_error *error);

/** Size and hash of the file, where one is written and hashed. */
void cir_campaign_delivery_seal(const struct cir_campaign_delivery *delivery, struct cir_file_seal *seal);

/** The file takes its name. */
enum cir_status cir_campaign_delivery_finish(struct cir_campaign_delivery *delivery, struct cir_error *error);

#endif
