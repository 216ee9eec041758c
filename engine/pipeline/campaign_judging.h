/** A campaign, judged as a row of a log is. */
#ifndef CIR_PIPELINE_CAMPAIGN_JUDGING_H
#define CIR_PIPELINE_CAMPAIGN_JUDGING_H

#include "campaign/campaign.h"
#include "pipeline/job.h"

/** What it takes: used again for campaign after campaign. */
struct cir_campaign_judging;

/** The setup is borrowed. @return CIR_OK, CIR_NO_MEMORY. Caller owns *judging */
enum cir_status cir_campaign_judging_new(struct cir_campaign_judging **judging, const struct cir_job_setup *setup,
                                         struct cir_error *error);

void cir_campaign_judging_free(struct cir_campaign_judging *judging);

/** Borrowed until the next campaign is judged. */
struct cir_judged_campaign {
    const struct cir_text *texts;                  /**< merged cells as a log holds them, by number of the field */
    const struct cir_verdict *verdicts;            /**< one a scheme, as what follows */
    const struct cir_probabilities *probabilities; /**< NULL where they are not wanted */
    const struct cir_row_impact *impact;           /**< of its incidents together; NULL where no network is used */
};

/** @param id as in campaign/campaigns.h. @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_campaign_judge(struct cir_judged_campaign *judged, struct cir_campaign_judging *judging,
                                   const struct cir_campaign *campaign, struct cir_text id, struct cir_error *error);

#endif
