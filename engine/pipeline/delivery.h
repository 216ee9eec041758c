/** Judged blocks, in the order of the log: repeated ids found, output and rejects written, runs stored, all counted. */
#ifndef CIR_PIPELINE_DELIVERY_H
#define CIR_PIPELINE_DELIVERY_H

#include "pipeline/job.h"

struct cir_delivery;

/** Open what is to be written, with its header. Everything given is borrowed. */
enum cir_status cir_delivery_new(struct cir_delivery **delivery, const struct cir_job_setup *setup,
                                 const struct cir_score_options *options, struct cir_tally *tally,
                                 struct cir_error *error);

/** Take the next block of the log. Where ids repeat earlier ones the job is run once more without those rows. */
enum cir_status cir_delivery_take(struct cir_delivery *delivery, struct cir_job *job, struct cir_error *error);

/** Data rows taken so far. */
uint64_t cir_delivery_rows(const struct cir_delivery *delivery);

/** The run is whole: files take their names, the store keeps the run. */
enum cir_status cir_delivery_finish(struct cir_delivery *delivery, struct cir_error *error);

/** Without cir_delivery_finish before it, nothing of the run is left behind. */
void cir_delivery_free(struct cir_delivery *delivery);

#endif
