#include "pipeline/delivery.h"

#include "pipeline/campaign_delivery.h"
#include "pipeline/output_file.h"
#include "sink/rejects_sink.h"
#include "sink/summary.h"

#include <stdatomic.h>
#include <stdlib.h>

/* What became of the subject of overrides. */
struct overridden_subject {
    bool is_scored;
    struct cir_overridden_row rejected; /* the first row of its id that was; line 0: none */
};

struct cir_delivery {
    const struct cir_job_setup *setup;
    const struct cir_score_options *options;
    struct cir_tally *tally;
    struct cir_ids *ids;
    struct cir_repeat *repeats; /* room for those of one block */
    size_t repeat_capacity;
    struct cir_output_file output;
    struct cir_output_file rejects;
    struct cir_campaign_delivery *campaigns; /* owned; NULL when not wanted */
    struct cir_buffer rejects_text;
    struct cir_store *store;               /* NULL when not wanted */
    struct overridden_subject *overridden; /* owned; by number of the subject of overrides */
    uint64_t misfits;                      /* overrides that do not fit: from the first on nothing is written */
    struct cir_error misfit;               /* the first */
    uint64_t rejects_rows;                 /* written to the rejects: problems, of which a row may have several */
    uint64_t lines;
    _Atomic uint64_t rows; /* read by the thread that numbers rows while another could deliver */
};

static enum cir_status write_headers(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_job_setup *setup = delivery->setup;
    struct cir_buffer header = {0};
    enum cir_status status = CIR_OK;
    if (setup->csv != NULL) {
        if (delivery->options->bom)
            cir_buffer_add_string(&header, "\xef\xbb\xbf");
        cir_csv_sink_header(setup->csv, &setup->log->header.record, &header);
        status = header.failed ? cir_fail_memory(error)
                               : cir_output_file_write(&delivery->output, cir_buffer_text(&header), error);
    }
    cir_buffer_clear(&header);
    if (status == CIR_OK && delivery->rejects.is_open) {
        cir_rejects_header(&header);
        status = header.failed ? cir_fail_memory(error)
                               : cir_output_file_write(&delivery->rejects, cir_buffer_text(&header), error);
    }
    cir_buffer_free(&header);
    return status;
}

static enum cir_status open_store(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_score_options *options = delivery->options;
    const struct cir_classifier *classifier = delivery->setup->classifier;
    if (options->store == NULL)
        return CIR_OK;
    enum cir_status status = cir_store_open(&delivery->store, options->store, error);
    if (status != CIR_OK)
        return status;
    const struct cir_grouping *grouping = delivery->setup->grouping;
    const struct cir_store_run run = {
        .recorded_at = options->recorded_at,
        .tool_version = CIR_VERSION,
        .input_name = cir_log_file_name(delivery->setup->log->file),
        .options = options->options_text != NULL ? options->options_text : "",
        .seed = options->seed,
        .definitions = cir_classifier_definitions(classifier),
        .schemes = cir_classifier_schemes(classifier),
        .scheme_count = cir_classifier_scheme_count(classifier),
        .overrides_sha256 = options->log.overrides != NULL ? delivery->setup->log->overrides.sha256 : NULL,
        .campaigns = {grouping != NULL ? grouping->name : NULL, options->campaigns.within},
        .network = delivery->setup->wants_impacts ? cir_classifier_network(classifier) : NULL,
        .regional = cir_classifier_regional(classifier),
    };
    return cir_store_begin_run(delivery->store, &run, NULL, error);
}

static enum cir_status open_campaigns(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_job_setup *setup = delivery->setup;
    if (setup->grouping == NULL)
        return CIR_OK;
    return cir_campaign_delivery_new(&delivery->campaigns, setup, delivery->options, delivery->store, error);
}

static enum cir_status open_file(struct cir_output_file *file, const char *path,
                                 const struct cir_score_options *options, struct cir_error *error)
{
    enum cir_status status = cir_output_file_open(file, path, error);
    if (status == CIR_OK && options->seals != NULL)
        cir_output_file_hash(file);
    return status;
}

static enum cir_status open_files(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_score_options *options = delivery->options;
    delivery->lines = delivery->setup->log->header.lines;
    enum cir_status status = open_file(&delivery->output, options->output, options, error);
    if (status == CIR_OK)
        status = open_file(&delivery->rejects, options->rejects, options, error);
    if (status == CIR_OK)
        status = open_store(delivery, error);
    if (status == CIR_OK)
        status = open_campaigns(delivery, error);
    return status == CIR_OK ? write_headers(delivery, error) : status;
}

enum cir_status cir_delivery_new(struct cir_delivery **delivery, const struct cir_job_setup *setup,
                                 const struct cir_score_options *options, struct cir_tally *tally,
                                 struct cir_error *error)
{
    struct cir_delivery *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->setup = setup;
    made->options = options;
    made->tally = tally;
    made->ids = cir_ids_new();
    made->overridden = calloc(setup->log->overrides.subject_count + 1, sizeof *made->overridden); /* + 1: never none */
    enum cir_status status =
        made->ids != NULL && made->overridden != NULL ? open_files(made, error) : cir_fail_memory(error);
    if (status != CIR_OK) {
        cir_delivery_free(made);
        return status;
    }
    *delivery = made;
    return CIR_OK;
}

static bool reserve_repeats(struct cir_delivery *delivery, size_t count)
{
    if (count <= delivery->repeat_capacity)
        return true;
    struct cir_repeat *repeats = realloc(delivery->repeats, count * sizeof *repeats);
    if (repeats == NULL)
        return false;
    delivery->repeats = repeats;
    delivery->repeat_capacity = count;
    return true;
}

/* The ids of rows that were good are admitted; rows whose id was there before are judged again, as rejects. */
static enum cir_status admit_ids(struct cir_delivery *delivery, struct cir_job *job, struct cir_error *error)
{
    size_t count = 0;
    if (!reserve_repeats(delivery, job->ids.count) ||
        !cir_ids_admit(delivery->ids, &job->ids, delivery->lines, delivery->repeats, &count))
        return cir_fail_memory(error);
    if (count == 0)
        return CIR_OK;
    cir_job_run(job, delivery->setup, delivery->repeats, count);
    if (job->status != CIR_OK && error != NULL)
        *error = job->error;
    return job->status;
}

/* One after the other, so that a person need not run again to see the next. */
static void tell_misfit(struct cir_delivery *delivery, const struct cir_error *misfit)
{
    const struct cir_observer *observer = &delivery->options->observer;
    if (delivery->misfits++ == 0)
        delivery->misfit = *misfit;
    if (observer->misfit != NULL)
        observer->misfit(observer->context, misfit);
}

static void take_overridden(struct cir_delivery *delivery, const struct cir_job *job)
{
    const struct cir_log *log = delivery->setup->log;
    for (size_t i = 0; i < job->overridden_count; i++) {
        struct cir_overridden_row row = job->overridden[i];
        struct overridden_subject *subject = &delivery->overridden[row.overrides.list->subject];
        row.line += delivery->lines;
        if (!row.is_rejected && row.misfit.override != NULL) {
            struct cir_error misfit;
            cir_override_refuse_misfit(&log->overrides, &row, cir_log_file_name(log->file), &misfit);
            tell_misfit(delivery, &misfit);
        }
        subject->is_scored = subject->is_scored || !row.is_rejected;
        if (row.is_rejected && subject->rejected.line == 0)
            subject->rejected = row;
    }
}

/* An override of which nothing comes is a slip that nobody would see. */
static enum cir_status check_overrides(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_log *log = delivery->setup->log;
    for (size_t i = 0; i < log->overrides.subject_count; i++) {
        const struct overridden_subject *subject = &delivery->overridden[i];
        struct cir_error misfit;
        if (subject->is_scored)
            continue;
        cir_override_refuse_unused(&log->overrides, &log->overrides.subjects[i],
                                   subject->rejected.line > 0 ? &subject->rejected : NULL, cir_log_file_name(log->file),
                                   &misfit);
        tell_misfit(delivery, &misfit);
    }
    if (delivery->misfits == 0)
        return CIR_OK;
    if (error != NULL)
        *error = delivery->misfit;
    return CIR_BAD_OVERRIDE;
}

/* From a place in the block to a place in the log. */
static void place_problem(const struct cir_delivery *delivery, const struct cir_job *job, struct cir_problem *problem)
{
    problem->line += delivery->lines;
    problem->byte += job->block.offset;
    problem->row += delivery->rows - job->base_row;
}

static enum cir_status tell_rejects(struct cir_delivery *delivery, struct cir_job *job, struct cir_error *error)
{
    const struct cir_score_options *options = delivery->options;
    const char *name = cir_log_file_name(delivery->setup->log->file);
    cir_buffer_clear(&delivery->rejects_text);
    for (size_t i = 0; i < job->reject_count; i++) {
        const struct cir_rejected_row *row = &job->rejects[i];
        for (size_t k = 0; k < row->count; k++) {
            place_problem(delivery, job, &row->problems[k]);
            delivery->rejects_rows++;
            if (delivery->rejects.is_open)
                cir_rejects_row(name, &row->problems[k], row->raw, options->raw, &delivery->rejects_text);
            if (options->observer.problem != NULL)
                options->observer.problem(options->observer.context, &row->problems[k]);
        }
    }
    if (delivery->rejects_text.failed)
        return cir_fail_memory(error);
    return cir_output_file_write(&delivery->rejects, cir_buffer_text(&delivery->rejects_text), error);
}

static enum cir_status tell_scored(const struct cir_delivery *delivery, const struct cir_job *job,
                                   struct cir_error *error)
{
    const struct cir_observer *observer = &delivery->options->observer;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; observer->scored != NULL && status == CIR_OK && i < job->scored_count; i++) {
        const struct cir_scored_row *row = &job->scored[i];
        status = observer->scored(observer->context, row->subject.id, row->subject.line + delivery->lines,
                                  row->verdicts, error);
    }
    return status;
}

static enum cir_status store_rows(struct cir_delivery *delivery, struct cir_job *job, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < job->scored_count; i++) {
        struct cir_store_subject *subject = &job->scored[i].subject;
        subject->row += delivery->rows - job->base_row;
        subject->line += delivery->lines;
        status = cir_store_put_subject(delivery->store, subject, job->scored[i].verdicts, error);
        if (status == CIR_OK)
            status = cir_store_put_overrides(delivery->store, subject->row, &job->scored[i].overrides, error);
        if (status == CIR_OK && job->scored[i].probabilities != NULL)
            status = cir_store_put_probabilities(delivery->store, subject->row, job->scored[i].probabilities, error);
        if (status == CIR_OK && delivery->setup->wants_impacts && job->scored[i].impact.outcome == CIR_IMPACT_TOLD)
            status = cir_store_put_impact(delivery->store, subject->row, &job->scored[i].impact, error);
    }
    for (size_t i = 0; status == CIR_OK && i < job->reject_count; i++)
        status = cir_store_put_reject(delivery->store, job->rejects[i].problems, job->rejects[i].count,
                                      job->rejects[i].raw, error);
    return status;
}

static enum cir_status merge_members(struct cir_delivery *delivery, const struct cir_job *job, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < job->member_count; i++) {
        job->members[i].row += delivery->rows - job->base_row;
        status = cir_campaign_delivery_add(delivery->campaigns, &job->members[i], error);
    }
    return status;
}

static enum cir_status report_progress(const struct cir_delivery *delivery, const struct cir_job *job,
                                       struct cir_error *error)
{
    const struct cir_observer *observer = &delivery->options->observer;
    if (observer->progress == NULL)
        return CIR_OK;
    uint64_t bytes = job->block.offset + job->block.text.size;
    if (!observer->progress(observer->context, bytes, cir_log_file_size(delivery->setup->log->file), delivery->rows))
        return cir_fail(error, CIR_STOPPED, (struct cir_place){0}, "stopped on request");
    return CIR_OK;
}

enum cir_status cir_delivery_take(struct cir_delivery *delivery, struct cir_job *job, struct cir_error *error)
{
    enum cir_status status = job->status;
    if (status != CIR_OK && error != NULL)
        *error = job->error;
    if (status == CIR_OK)
        status = admit_ids(delivery, job, error);
    if (status == CIR_OK)
        take_overridden(delivery, job);
    if (status == CIR_OK && delivery->misfits == 0)
        status = cir_output_file_give(&delivery->output, &job->output, error);
    if (status == CIR_OK)
        status = tell_rejects(delivery, job, error);
    if (status == CIR_OK)
        status = tell_scored(delivery, job, error);
    if (status == CIR_OK && delivery->store != NULL && delivery->misfits == 0)
        status = store_rows(delivery, job, error);
    if (status == CIR_OK && delivery->misfits == 0)
        status = merge_members(delivery, job, error);
    if (status != CIR_OK)
        return status;
    cir_tally_add(delivery->tally, &job->tally);
    delivery->lines += job->lines;
    delivery->rows += job->rows;
    return report_progress(delivery, job, error);
}

uint64_t cir_delivery_rows(const struct cir_delivery *delivery)
{
    return delivery->rows;
}

static enum cir_status finish_store(struct cir_delivery *delivery, struct cir_error *error)
{
    const struct cir_log_file *file = delivery->setup->log->file;
    char sha256[65];
    if (delivery->store == NULL)
        return CIR_OK;
    cir_log_file_sha256(file, sha256);
    const struct cir_store_outcome outcome = {sha256, cir_log_file_taken(file), delivery->rows};
    return cir_store_finish_run(delivery->store, &outcome, error);
}

static void seal_files(struct cir_delivery *delivery)
{
    struct cir_score_seals *seals = delivery->options->seals;
    const struct cir_log_file *log = delivery->setup->log->file;
    if (seals == NULL)
        return;
    *seals = (struct cir_score_seals){.log = {.size = cir_log_file_taken(log), .rows = delivery->rows}};
    cir_log_file_sha256(log, seals->log.sha256);
    cir_output_file_seal(&seals->output, &delivery->output);
    cir_output_file_seal(&seals->rejects, &delivery->rejects);
    seals->output.rows = delivery->tally->scored;
    seals->rejects.rows = delivery->rejects_rows;
    if (delivery->campaigns != NULL)
        cir_campaign_delivery_seal(delivery->campaigns, &seals->campaigns);
    seals->campaigns.rows = delivery->tally->campaigns;
}

enum cir_status cir_delivery_finish(struct cir_delivery *delivery, struct cir_error *error)
{
    enum cir_status status = check_overrides(delivery, error);
    if (status == CIR_OK && delivery->campaigns != NULL)
        status = cir_campaign_delivery_write(delivery->campaigns, delivery->tally, error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&delivery->output, error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&delivery->rejects, error);
    if (status == CIR_OK && delivery->campaigns != NULL)
        status = cir_campaign_delivery_finish(delivery->campaigns, error);
    if (status == CIR_OK)
        seal_files(delivery);
    return status == CIR_OK ? finish_store(delivery, error) : status;
}

void cir_delivery_free(struct cir_delivery *delivery)
{
    if (delivery == NULL)
        return;
    cir_output_file_abandon(&delivery->output);
    cir_output_file_abandon(&delivery->rejects);
    cir_campaign_delivery_free(delivery->campaigns);
    cir_store_close(delivery->store);
    cir_buffer_free(&delivery->rejects_text);
    cir_ids_free(delivery->ids);
    free(delivery->repeats);
    free(delivery->overridden);
    free(delivery);
}
