/** A block of rows, judged: all that one thread makes of it before the blocks come together in order again. */
#ifndef CIR_PIPELINE_JOB_H
#define CIR_PIPELINE_JOB_H

#include "base/arena.h"
#include "base/buffer.h"
#include "intake/block.h"
#include "intake/ids.h"
#include "intake/incident.h"
#include "intake/incidents.h"
#include "intake/split.h"
#include "model/measured.h"
#include "model/row_impact.h"
#include "model/tally.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/grouping.h"
#include "pipeline/log.h"
#include "pipeline/overriding.h"
#include "pipeline/probabilities.h"
#include "pipeline/telling.h"
#include "scoring/scoring.h"
#include "sink/csv_sink.h"
#include "sink/ndjson_sink.h"
#include "store/store.h"

/** What every job of a run needs: made once, never changed while threads run. */
struct cir_job_setup {
    const struct cir_classifier *classifier;
    const struct cir_log *log;
    size_t scheme_count;            /**< 0 where rows are only checked */
    const struct cir_csv_sink *csv; /**< one of the two, or neither where nothing is written */
    const struct cir_ndjson_sink *ndjson;
    struct cir_measure_plan settled;     /**< measures that no column of the log gives */
    struct cir_measure_plan live;        /**< measures that change from row to row */
    const struct cir_grouping *grouping; /**< NULL where no campaigns are asked for */
    uint32_t columns;                    /**< bits of sink/verdict_columns.h, of all that is written */
    bool wants_impacts;
    bool wants_probabilities;
    struct cir_probability_setup *probabilities; /**< owned; NULL where they are not wanted */
    bool keeps_rows;                             /**< for the store or the observer */
    bool keeps_facts;                            /**< for the store */
    bool keeps_rejects;                          /**< for the rejects file, the store or the observer */
};

/** A row that was rejected, with all its problems; texts lie in the arena of the job. */
struct cir_rejected_row {
    struct cir_problem *problems;
    size_t count;
    struct cir_text raw; /**< borrowed from the block */
};

/** A row that was scored, for the store; texts lie in the arena of the job. */
struct cir_scored_row {
    struct cir_store_subject subject;
    struct cir_verdict *verdicts; /**< one a scheme */
    struct cir_override_list overrides;
    struct cir_probabilities *probabilities; /**< one a scheme; NULL where they are not wanted */
    struct cir_row_impact impact;            /**< where a network is used; `top` is that of the summary */
};

/** Rows that are read, measured and judged together. All lists owned. */
struct cir_batch {
    struct cir_record records[CIR_BATCH];
    size_t count;
    unsigned good[CIR_BATCH]; /**< places of those that are scored, rising */
    size_t good_count;
    struct cir_measured measured;
    struct cir_verdict *verdicts;            /**< of row i and scheme s: [i * schemes + s] */
    struct cir_probabilities *probabilities; /**< likewise; NULL where they are not wanted */
};

/** One thread's memory; used again for block after block. */
struct cir_job {
    struct cir_block block;
    uint64_t base_row; /**< data rows before the block, where it is known; else 0, and rows are of the block */
    /* what comes of it */
    size_t rows;
    size_t lines;
    struct cir_buffer output;
    struct cir_tally tally;
    struct cir_id_list ids;
    struct cir_arena arena;
    struct cir_rejected_row *rejects;
    size_t reject_count;
    size_t reject_capacity;
    struct cir_scored_row *scored;
    size_t scored_count;
    size_t scored_capacity;
    struct cir_overridden_row *overridden; /**< in the order of the rows; lines are of the block */
    size_t overridden_count;
    size_t overridden_capacity;
    struct cir_campaign_member *members; /**< in the order of the rows, numbered as rows are; lie in the arena */
    size_t member_count;
    size_t member_capacity;
    enum cir_status status;
    struct cir_error error;
    /* what it takes */
    struct cir_splitter splitter;
    struct cir_incidents incidents;
    struct cir_incident incident; /**< of a row that has problems */
    struct cir_batch batch;
    struct cir_scoring *scorings; /**< owned, one a scheme */
    struct cir_csv_memory *csv;   /**< owned; NULL where no CSV is written */
    struct cir_grouping_room grouping;
    struct cir_probability_work *probabilities; /**< owned; NULL where they are not wanted */
    struct cir_telling *telling;                /**< owned; NULL where no facts are kept */
};

/** Find out which measures change in this log; the rest of the setup is filled by its maker. */
void cir_job_setup_measures(struct cir_job_setup *setup);

/** Where probabilities are wanted, and when the measures are known. @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_job_setup_probabilities(struct cir_job_setup *setup, struct cir_error *error);

enum cir_status cir_job_init(struct cir_job *job, const struct cir_job_setup *setup, struct cir_error *error);

void cir_job_free(struct cir_job *job);

/** Judge the block in hand; the outcome is in job->status.
 * @param repeats rows to reject because their id was there before, rising; NULL the first time */
void cir_job_run(struct cir_job *job, const struct cir_job_setup *setup, const struct cir_repeat *repeats,
                 size_t repeat_count);

#endif
