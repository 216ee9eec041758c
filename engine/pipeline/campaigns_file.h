/** CAMPAIGNS.csv: a row a campaign, which is itself a row of a log, with the verdicts behind it. */
#ifndef CIR_PIPELINE_CAMPAIGNS_FILE_H
#define CIR_PIPELINE_CAMPAIGNS_FILE_H

#include "campaign/campaigns.h"
#include "pipeline/grouping.h"
#include "pipeline/output_file.h"

/** Judge every campaign and write the file. Plain whatever the log was: comma, '.' as the decimal sign, ISO 8601.
 *
 * @param columns of sink/verdict_columns.h; 0: all
 * @param tally gets the counts of campaigns */
enum cir_status cir_campaigns_file_write(struct cir_output_file *file, struct cir_campaigns *campaigns,
                                         const struct cir_grouping *grouping, const struct cir_classifier *classifier,
                                         const struct cir_score_options *options, struct cir_tally *tally,
                                         struct cir_error *error);

#endif
