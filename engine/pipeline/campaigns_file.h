/** CAMPAIGNS.csv: a row a campaign, which is itself a row of a log, with the verdicts behind it. */
#ifndef CIR_PIPELINE_CAMPAIGNS_FILE_H
#define CIR_PIPELINE_CAMPAIGNS_FILE_H

#include "campaign/campaigns.h"
#include "pipeline/grouping.h"
#include "pipeline/output_file.h"

/** Columns between the facts and the verdicts. */
struct cir_campaign_column {
    const char *name;
    const char *meaning;
};

enum { CIR_CAMPAIGN_COLUMNS = 3 };
const struct cir_campaign_column *cir_campaign_columns(void);

/** Judge every campaign and write the file. Plain whatever the log was: comma, '.' as the decimal sign, ISO 8601.
 *
 * @param columns of sink/verdict_columns.h; 0: all
 * @param tally gets the counts of campaigns */
enum cir_status cir_campaigns_file_write(struct cir_output_file *file, struct cir_campaigns *campaigns,
                                         const struct cir_grouping *grouping, const struct cir_classifier *classifier,
                                         const struct cir_score_options *options, struct cir_tally *tally,
                                         struct cir_error *error);

#endif
