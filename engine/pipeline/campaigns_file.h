/** CAMPAIGNS.csv: a row a campaign, which is itself a row of a log, with the verdicts behind it. */
#ifndef CIR_PIPELINE_CAMPAIGNS_FILE_H
#define CIR_PIPELINE_CAMPAIGNS_FILE_H

#include "pipeline/campaign_judging.h"
#include "pipeline/job.h"
#include "pipeline/output_file.h"
#include "pipeline/score_log.h"

/** Plain whatever the log was: comma, '.' as the decimal sign, ISO 8601. */
struct cir_campaigns_file;

/** Open the file, with its header. Everything given is borrowed.
 *
 * @return CIR_OK, CIR_NO_FILE, CIR_NO_MEMORY. Caller owns *file */
enum cir_status cir_campaigns_file_new(struct cir_campaigns_file **file, const struct cir_job_setup *setup,
                                       const struct cir_score_options *options, struct cir_error *error);

/** Without cir_campaigns_file_finish before it, nothing is left behind. */
void cir_campaigns_file_free(struct cir_campaigns_file *file);

/** @return CIR_OK, CIR_NO_FILE, CIR_NO_MEMORY */
enum cir_status cir_campaigns_file_write(struct cir_campaigns_file *file, const struct cir_campaign *campaign,
                                         const struct cir_judged_campaign *judged, struct cir_error *error);

/** Size and hash of what was written, where the options ask for seals. */
void cir_campaigns_file_seal(const struct cir_campaigns_file *file, struct cir_file_seal *seal);

/** The file takes its name. @return CIR_OK, CIR_NO_FILE */
enum cir_status cir_campaigns_file_finish(struct cir_campaigns_file *file, struct cir_error *error);

#endif
