/* Jobs go round: a thread takes a free one, reads the next block into it, judges it, and puts it down in the ring.
 * Whoever finds the next number in order there, and nobody delivering, delivers: admits ids, writes, counts. */
#include "pipeline/score_log.h"

#include "pipeline/delivery.h"
#include "pipeline/job.h"
#include "pipeline/threads.h"
#include "sink/summary.h"
#include "sink/verdict_columns.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS_MAX = 256 };

struct run {
    struct cir_log *log;
    const struct cir_job_setup *setup;
    struct cir_delivery *delivery;
    bool numbers_rows; /* rows are numbered while they are read: one job at a time */

    pthread_mutex_t read_lock; /* the reader of the log */

    pthread_mutex_t lock; /* all below */
    pthread_cond_t freed;
    struct cir_job *jobs;
    size_t job_count;
    struct cir_job **free_jobs; /* stack */
    size_t free_count;
    struct cir_job **ring; /* judged jobs, by number modulo job_count */
    uint64_t next;         /* number of the block to deliver */
    bool delivers;
    enum cir_status status; /* the first failure, in the order of the log where there are several */
    struct cir_error error;
};

static struct cir_job *take_job(struct run *run)
{
    pthread_mutex_lock(&run->lock);
    while (run->free_count == 0 && run->status == CIR_OK)
        pthread_cond_wait(&run->freed, &run->lock);
    struct cir_job *job = run->status == CIR_OK ? run->free_jobs[--run->free_count] : NULL;
    pthread_mutex_unlock(&run->lock);
    return job;
}

static void give_back(struct run *run, struct cir_job *job)
{
    run->free_jobs[run->free_count++] = job;
    pthread_cond_broadcast(&run->freed);
}

static void fail(struct run *run, enum cir_status status, const struct cir_error *error)
{
    if (run->status != CIR_OK)
        return;
    run->status = status;
    run->error = *error;
    pthread_cond_broadcast(&run->freed);
}

/* With run->lock held; it is let go while a job is delivered. */
static void deliver_ready(struct run *run)
{
    run->delivers = true;
    struct cir_job *job = NULL;
    while (run->status == CIR_OK && (job = run->ring[run->next % run->job_count]) != NULL) {
        run->ring[run->next % run->job_count] = NULL;
        pthread_mutex_unlock(&run->lock);
        struct cir_error error;
        enum cir_status status = cir_delivery_take(run->delivery, job, &error);
        pthread_mutex_lock(&run->lock);
        run->next++;
        give_back(run, job);
        if (status != CIR_OK)
            fail(run, status, &error);
    }
    run->delivers = false;
}

static void put_down(struct run *run, struct cir_job *job)
{
    pthread_mutex_lock(&run->lock);
    run->ring[job->block.number % run->job_count] = job;
    if (!run->delivers)
        deliver_ready(run);
    pthread_mutex_unlock(&run->lock);
}

/* CIR_OK with a block in the job, CIR_END, or a failure. */
static enum cir_status read_block(struct run *run, struct cir_job *job, struct cir_error *error)
{
    pthread_mutex_lock(&run->read_lock);
    enum cir_status status = cir_block_reader_next(&run->log->reader, &job->block, error);
    pthread_mutex_unlock(&run->read_lock);
    job->base_row = run->numbers_rows ? cir_delivery_rows(run->delivery) : 0;
    return status;
}

static void *work(void *context)
{
    struct run *run = context;
    struct cir_job *job = NULL;
    while ((job = take_job(run)) != NULL) {
        struct cir_error error;
        enum cir_status status = read_block(run, job, &error);
        if (status == CIR_OK) {
            cir_job_run(job, run->setup, NULL, 0);
            put_down(run, job);
            continue;
        }
        pthread_mutex_lock(&run->lock);
        give_back(run, job);
        if (status != CIR_END)
            fail(run, status, &error);
        pthread_mutex_unlock(&run->lock);
        break;
    }
    return NULL;
}

static enum cir_status make_jobs(struct run *run, size_t threads, struct cir_error *error)
{
    size_t count = run->numbers_rows ? 1 : threads + 2;
    run->jobs = calloc(count, sizeof *run->jobs);
    run->free_jobs = calloc(count, sizeof(struct cir_job *));
    run->ring = calloc(count, sizeof(struct cir_job *));
    if (run->jobs == NULL || run->free_jobs == NULL || run->ring == NULL)
        return cir_fail_memory(error);
    for (; run->job_count < count; run->job_count++) {
        struct cir_job *job = &run->jobs[run->job_count];
        enum cir_status status = cir_job_init(job, run->setup, error);
        if (status != CIR_OK) {
            cir_job_free(job);
            return status;
        }
        run->free_jobs[run->free_count++] = job;
    }
    return CIR_OK;
}

static void free_jobs(struct run *run)
{
    for (size_t i = 0; i < run->job_count; i++)
        cir_job_free(&run->jobs[i]);
    free(run->jobs);
    free(run->free_jobs);
    free(run->ring);
}

/* The calling thread works too; a thread that cannot be had is done without. */
static void run_threads(struct run *run, size_t threads)
{
    pthread_t helpers[THREADS_MAX];
    size_t started = 0;
    while (started + 1 < threads && pthread_create(&helpers[started], NULL, work, run) == 0)
        started++;
    work(run);
    for (size_t i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
}

static enum cir_status run_blocks(struct cir_log *log, const struct cir_job_setup *setup, struct cir_delivery *delivery,
                                  unsigned threads_wanted, struct cir_error *error)
{
    struct run run = {.log = log, .setup = setup, .delivery = delivery};
    run.numbers_rows = cir_intake_plan_numbers_rows(log->plan);
    size_t threads = run.numbers_rows ? 1 : cir_thread_count(threads_wanted, THREADS_MAX);
    enum cir_status status = make_jobs(&run, threads, error);
    if (status == CIR_OK) {
        pthread_mutex_init(&run.read_lock, NULL);
        pthread_mutex_init(&run.lock, NULL);
        pthread_cond_init(&run.freed, NULL);
        run_threads(&run, threads);
        pthread_cond_destroy(&run.freed);
        pthread_mutex_destroy(&run.lock);
        pthread_mutex_destroy(&run.read_lock);
        status = run.status;
        if (status != CIR_OK && error != NULL)
            *error = run.error;
    }
    free_jobs(&run);
    return status;
}

/* Probabilities may be asked for as a column like any other, too. */
static uint32_t choose_columns(const struct cir_score_options *options)
{
    uint32_t columns = options->verdict_columns != 0 ? options->verdict_columns : CIR_COLUMNS_ALL;
    return columns | (options->probabilities ? 1U << CIR_COLUMN_PROBABILITIES : 0);
}

static enum cir_status make_sinks(struct cir_job_setup *setup, struct cir_csv_sink **csv,
                                  struct cir_ndjson_sink **ndjson, const struct cir_score_options *options,
                                  struct cir_error *error)
{
    const struct cir_header *header = &setup->log->header;
    const struct cir_scheme *const *schemes = cir_classifier_schemes(setup->classifier);
    enum cir_status status = CIR_OK;
    if (options->output == NULL || options->check_only)
        return CIR_OK;
    if (options->format == CIR_OUTPUT_NDJSON) {
        const struct cir_ndjson_options ndjson_options = {setup->columns, CIR_VERSION, options->log.overrides != NULL};
        status = cir_ndjson_sink_new(ndjson, schemes, setup->scheme_count, header->columns, header->column_count,
                                     &ndjson_options, error);
        setup->ndjson = *ndjson;
    } else {
        const struct cir_csv_options csv_options = {header->delimiter, setup->columns, options->raw,
                                                    options->log.overrides != NULL, setup->wants_impacts};
        status = cir_csv_sink_new(csv, schemes, setup->scheme_count, &csv_options, error);
        setup->csv = *csv;
    }
    return status;
}

static enum cir_status make_grouping(struct cir_job_setup *setup, struct cir_grouping **grouping,
                                     const struct cir_score_options *options, struct cir_error *error)
{
    const struct cir_campaign_options *campaigns = &options->campaigns;
    if (!campaigns->wanted || options->check_only)
        return CIR_OK;
    *grouping = calloc(1, sizeof **grouping);
    setup->grouping = *grouping;
    if (*grouping == NULL)
        return cir_fail_memory(error);
    return cir_grouping_init(*grouping, setup->log, setup->classifier,
                             campaigns->column != NULL ? campaigns->column : "campaign", error);
}

static enum cir_status score(struct cir_log *log, const struct cir_classifier *classifier,
                             const struct cir_score_options *options, struct cir_tally *tally, struct cir_error *error)
{
    struct cir_csv_sink *csv = NULL;
    struct cir_ndjson_sink *ndjson = NULL;
    struct cir_grouping *grouping = NULL;
    struct cir_job_setup setup = {.classifier = classifier,
                                  .log = log,
                                  .scheme_count = tally->scheme_count,
                                  .columns = choose_columns(options),
                                  .keeps_rows = options->store != NULL || options->observer.scored != NULL,
                                  .keeps_facts = options->store != NULL};
    setup.wants_impacts = cir_classifier_network(classifier) != NULL && tally->scheme_count > 0;
    setup.wants_probabilities = cir_verdict_columns_has(setup.columns, CIR_COLUMN_PROBABILITIES);
    setup.keeps_rejects = options->rejects != NULL || options->store != NULL || options->observer.problem != NULL;
    cir_job_setup_measures(&setup);
    struct cir_delivery *delivery = NULL;
    enum cir_status status = make_sinks(&setup, &csv, &ndjson, options, error);
    if (status == CIR_OK)
        status = make_grouping(&setup, &grouping, options, error);
    if (status == CIR_OK)
        status = cir_job_setup_probabilities(&setup, error);
    if (status == CIR_OK)
        status = cir_delivery_new(&delivery, &setup, options, tally, error);
    if (status == CIR_OK)
        status = run_blocks(log, &setup, delivery, options->threads, error);
    if (status == CIR_OK && cir_classifier_lost_impacts(classifier))
        status = cir_fail_memory(error);
    if (status == CIR_OK)
        status = cir_delivery_finish(delivery, error);
    cir_delivery_free(delivery);
    cir_csv_sink_free(csv);
    cir_ndjson_sink_free(ndjson);
    free(grouping);
    cir_probability_setup_free(setup.probabilities);
    return status;
}

/* How many schemes judge: a check needs their levels only where these are overridden. */
static size_t count_schemes(const struct cir_log *log, const struct cir_classifier *classifier,
                            const struct cir_score_options *options)
{
    return options->check_only && !log->overrides.has_levels ? 0 : cir_classifier_scheme_count(classifier);
}

enum cir_status cir_score_log(const struct cir_classifier *classifier, const struct cir_score_options *options,
                              struct cir_tally *tally, struct cir_error *error)
{
    struct cir_log log;
    *tally = (struct cir_tally){0};
    enum cir_status status = cir_classifier_refuse_assets(classifier, error);
    if (status != CIR_OK)
        return status;
    status = cir_log_open(&log, classifier, options->input, &options->log, options->store != NULL, error);
    if (status == CIR_OK)
        status = cir_log_start(&log, classifier, &options->log, error);
    if (status == CIR_OK)
        status =
            cir_tally_init(tally, cir_classifier_schemes(classifier), count_schemes(&log, classifier, options), error);
    if (status == CIR_OK)
        status = score(&log, classifier, options, tally, error);
    cir_log_close(&log);
    return status;
}
