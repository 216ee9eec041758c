#include "pipeline/job.h"

#include "measures/impacts.h"
#include "scoring/scoring.h"
#include "sink/summary.h"

#include <stdlib.h>

/* A constant of the mapping may be uncertain: then it changes from completion to completion. */
static void find_changes(bool *changes, const struct cir_job_setup *setup)
{
    const struct cir_fields *fields = cir_classifier_fields(setup->classifier);
    for (unsigned i = 0; i < fields->count; i++)
        changes[i] = cir_intake_plan_gives(setup->log->plan, i) ||
                     (setup->wants_probabilities && cir_intake_plan_is_constant(setup->log->plan, i));
}

void cir_job_setup_measures(struct cir_job_setup *setup)
{
    bool changes[CIR_FIELDS_MAX];
    if (setup->scheme_count == 0)
        return; /* nobody asks */
    find_changes(changes, setup);
    cir_measure_plan_split(cir_classifier_measures(setup->classifier), changes, &setup->settled, &setup->live);
}

enum cir_status cir_job_setup_probabilities(struct cir_job_setup *setup, struct cir_error *error)
{
    bool changes[CIR_FIELDS_MAX];
    if (!setup->wants_probabilities || setup->scheme_count == 0)
        return CIR_OK;
    find_changes(changes, setup);
    return cir_probability_setup_new(&setup->probabilities, setup->classifier, &setup->live, changes, error);
}

static enum cir_status make_batch(struct cir_batch *batch, const struct cir_job_setup *setup, struct cir_error *error)
{
    size_t count = (setup->scheme_count + 1) * CIR_BATCH;
    batch->verdicts = calloc(count, sizeof *batch->verdicts);
    if (!cir_measured_init(&batch->measured) || batch->verdicts == NULL)
        return cir_fail_memory(error);
    if (setup->wants_impacts)
        batch->measured.impacts = calloc(CIR_BATCH, sizeof *batch->measured.impacts);
    if (setup->wants_impacts && batch->measured.impacts == NULL)
        return cir_fail_memory(error);
    if (setup->probabilities == NULL)
        return CIR_OK;
    batch->probabilities = calloc(count, sizeof *batch->probabilities);
    return batch->probabilities != NULL ? CIR_OK : cir_fail_memory(error);
}

/* What no column of the log gives is measured and judged here, once for all rows. */
static void start_scoring(struct cir_job *job, const struct cir_job_setup *setup)
{
    bool changes[CIR_MEASURES_MAX] = {false};
    struct cir_measured *measured = &job->batch.measured;
    for (size_t i = 0; i < setup->live.count; i++)
        changes[setup->live.list[i]] = true;
    measured->count = CIR_BATCH;
    cir_measures_compute(&setup->settled, job->incidents.cells, measured);
    for (size_t i = 0; i < setup->scheme_count; i++)
        cir_scoring_start(&job->scorings[i], cir_classifier_scheme(setup->classifier, i), measured, changes);
}

static enum cir_status make_telling(struct cir_job *job, const struct cir_job_setup *setup, struct cir_error *error)
{
    job->telling = calloc(1, sizeof *job->telling);
    if (job->telling == NULL)
        return cir_fail_memory(error);
    return cir_telling_init(job->telling, cir_classifier_definitions(setup->classifier),
                            cir_classifier_fields(setup->classifier), error);
}

enum cir_status cir_job_init(struct cir_job *job, const struct cir_job_setup *setup, struct cir_error *error)
{
    *job = (struct cir_job){0};
    size_t scheme_count = setup->scheme_count;
    job->splitter =
        (struct cir_splitter){.delimiter = setup->log->header.delimiter, .max_field = setup->log->max_field};
    job->scorings = aligned_alloc(CIR_WIDE_ALIGN, (scheme_count + 1) * sizeof *job->scorings);
    enum cir_status status = job->scorings != NULL ? make_batch(&job->batch, setup, error) : cir_fail_memory(error);
    if (status == CIR_OK)
        status = cir_incidents_init(&job->incidents, setup->log->plan, setup->grouping != NULL, error);
    if (status == CIR_OK)
        status = cir_incident_init(&job->incident, setup->log->plan, error);
    if (status == CIR_OK && setup->grouping != NULL)
        status = cir_grouping_room_init(&job->grouping, setup->grouping, &job->incidents, error);
    if (status == CIR_OK)
        status = cir_tally_init(&job->tally, cir_classifier_schemes(setup->classifier), scheme_count, error);
    if (status == CIR_OK && setup->csv != NULL)
        status = cir_csv_memory_new(&job->csv, setup->csv, error);
    if (status == CIR_OK)
        start_scoring(job, setup);
    if (status == CIR_OK && setup->probabilities != NULL)
        status = cir_probability_work_new(&job->probabilities, setup->probabilities, &job->batch.measured, error);
    return status == CIR_OK && setup->keeps_facts ? make_telling(job, setup, error) : status;
}

void cir_job_free(struct cir_job *job)
{
    if (job->telling != NULL)
        cir_telling_free(job->telling);
    free(job->telling);
    cir_block_free(&job->block);
    cir_buffer_free(&job->output);
    cir_tally_free(&job->tally);
    cir_id_list_free(&job->ids);
    cir_arena_free(&job->arena);
    cir_splitter_free(&job->splitter);
    cir_incidents_free(&job->incidents);
    cir_incident_free(&job->incident);
    cir_grouping_room_free(&job->grouping);
    free(job->batch.measured.impacts); /* which the measured only borrow */
    cir_measured_free(&job->batch.measured);
    free(job->batch.verdicts);
    free(job->batch.probabilities);
    cir_probability_work_free(job->probabilities);
    cir_csv_memory_free(job->csv);
    free(job->scorings);
}

/* Rows to reject because their id was there before, rising: those that are still to come. */
struct repeats {
    const struct cir_repeat *list;
    size_t count;
};

/* That of the row, or NULL. */
static const struct cir_repeat *take_repeat(struct repeats *repeats, size_t row)
{
    if (repeats->count == 0 || repeats->list->row != row)
        return NULL;
    repeats->count--;
    return repeats->list++;
}

/* Number of a row of the batch, from 1. */
static size_t row_number(const struct cir_job *job, size_t i)
{
    return (size_t)job->base_row + job->rows + i + 1;
}

static void clear(struct cir_job *job)
{
    job->rows = 0;
    job->lines = 0;
    cir_buffer_clear(&job->output);
    cir_tally_clear(&job->tally);
    cir_id_list_clear(&job->ids);
    cir_arena_reset(&job->arena);
    job->rejects = NULL;
    job->reject_count = job->reject_capacity = 0;
    job->scored = NULL;
    job->scored_count = job->scored_capacity = 0;
    job->overridden = NULL;
    job->overridden_count = job->overridden_capacity = 0;
    job->members = NULL;
    job->member_count = job->member_capacity = 0;
    job->splitter.line = 0;
    job->status = CIR_OK;
}

/* Texts that the next row overwrites are kept in the job's arena. */
static bool keep(struct cir_job *job, struct cir_text *text)
{
    const char *copy = cir_arena_copy(&job->arena, *text);
    if (copy != NULL)
        text->data = copy;
    return copy != NULL;
}

static bool keep_string(struct cir_job *job, const char **string)
{
    struct cir_text text = cir_text_of(*string);
    bool kept = keep(job, &text);
    *string = text.data;
    return kept;
}

static bool keep_problem(struct cir_job *job, struct cir_problem *problem, const struct cir_record *record)
{
    problem->line += record->line - 1;
    problem->byte += (size_t)(record->text.data - job->block.text.data);
    return keep(job, &problem->value) && keep_string(job, &problem->expected) && keep_string(job, &problem->suggestion);
}

static enum cir_status keep_reject(struct cir_job *job, const struct cir_record *record,
                                   const struct cir_problem *problems, size_t count)
{
    struct cir_rejected_row *rows =
        cir_arena_grow(&job->arena, job->rejects, job->reject_count, &job->reject_capacity, sizeof *rows);
    struct cir_problem *kept = cir_arena_take(&job->arena, count, sizeof *kept);
    if (rows == NULL || kept == NULL)
        return cir_fail_memory(&job->error);
    job->rejects = rows;
    memcpy(kept, problems, count * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        if (!keep_problem(job, &kept[i], record))
            return cir_fail_memory(&job->error);
    rows[job->reject_count++] = (struct cir_rejected_row){kept, count, record->text};
    return CIR_OK;
}

static enum cir_status reject(struct cir_job *job, const struct cir_job_setup *setup, const struct cir_record *record,
                              const struct cir_problem *problems, size_t count)
{
    cir_tally_rejected(&job->tally, problems, count);
    return setup->keeps_rejects ? keep_reject(job, record, problems, count) : CIR_OK;
}

static struct cir_text sure_country(const struct cir_job_setup *setup, const struct cir_cell *cell)
{
    bool sure = cell->state == CIR_CELL_KNOWN && (cell->together || cell->count == 1);
    const struct cir_country *countries = cir_classifier_definitions(setup->classifier)->countries;
    return cir_text_of(sure ? countries[cell->first].alpha2 : "");
}

/* What the log says of a field, or what counts instead. */
static bool keep_fact(struct cir_job *job, const struct cir_job_setup *setup, size_t i, unsigned field,
                      struct cir_text *text)
{
    const struct cir_override_list *overrides = &job->incidents.overrides[i];
    for (size_t k = 0; k < overrides->count; k++)
        if (overrides->list[k].field == field) {
            *text = overrides->list[k].texts[CIR_OVERRIDE_NEW];
            return true;
        }
    return cir_log_cell(setup->log, &job->batch.records[i], field, &job->arena, text);
}

/* What tables are made of, of the subject that goes into the store. */
static bool keep_facts(struct cir_job *job, const struct cir_job_setup *setup, size_t i,
                       struct cir_store_subject *subject)
{
    if (job->telling == NULL)
        return true;
    struct cir_told_facts *facts = cir_arena_take(&job->arena, 1, sizeof *facts);
    subject->facts = facts;
    if (facts == NULL)
        return false;
    cir_telling_tell(facts, job->telling, &job->incidents, i);
    return keep_fact(job, setup, i, CIR_FIELD_SERVICE, &facts->service);
}

static enum cir_status keep_row(struct cir_job *job, const struct cir_job_setup *setup, size_t i)
{
    size_t scheme_count = setup->scheme_count;
    const struct cir_record *record = &job->batch.records[i];
    struct cir_scored_row *rows =
        cir_arena_grow(&job->arena, job->scored, job->scored_count, &job->scored_capacity, sizeof *rows);
    struct cir_store_subject subject = {
        .row = row_number(job, i),
        .line = record->line,
        .id = job->incidents.ids[i],
        .country = sure_country(setup, &cir_incidents_cells(&job->incidents, CIR_FIELD_COUNTRY)[i]),
        .sectors = cir_tally_sectors(&cir_incidents_cells(&job->incidents, CIR_FIELD_SECTOR)[i]),
    };
    struct cir_verdict *verdicts = cir_arena_take(&job->arena, scheme_count, sizeof *verdicts);
    struct cir_probabilities *probabilities = NULL;
    if (job->probabilities != NULL)
        probabilities = cir_arena_take(&job->arena, scheme_count, sizeof *probabilities);
    if (rows == NULL || verdicts == NULL || (job->probabilities != NULL && probabilities == NULL) ||
        !keep(job, &subject.id) || !keep_fact(job, setup, i, CIR_FIELD_DATE, &subject.date) ||
        !keep_fact(job, setup, i, CIR_FIELD_TITLE, &subject.title) || !keep_facts(job, setup, i, &subject))
        return cir_fail_memory(&job->error);
    memcpy(verdicts, &job->batch.verdicts[i * scheme_count], scheme_count * sizeof *verdicts);
    if (probabilities != NULL)
        memcpy(probabilities, &job->batch.probabilities[i * scheme_count], scheme_count * sizeof *probabilities);
    job->scored = rows;
    rows[job->scored_count] =
        (struct cir_scored_row){subject, verdicts, job->incidents.overrides[i], probabilities, {0}};
    if (job->batch.measured.impacts != NULL)
        rows[job->scored_count].impact = job->batch.measured.impacts[i];
    job->scored_count++;
    return CIR_OK;
}

static enum cir_status reject_repeat(struct cir_job *job, const struct cir_job_setup *setup, size_t i,
                                     const struct cir_repeat *repeat)
{
    struct cir_buffer place = {0};
    if (repeat->first_line == repeat->last_line)
        cir_buffer_add_format(&place, "it stands on line %llu too", (unsigned long long)repeat->first_line);
    else
        cir_buffer_add_format(&place, "it stands between lines %llu and %llu too",
                              (unsigned long long)repeat->first_line, (unsigned long long)repeat->last_line);
    cir_buffer_add(&place, (struct cir_text){"", 1});
    struct cir_problem problem = {
        .code = CIR_PROBLEM_ID_REPEATED,
        .line = 1,
        .column = cir_intake_plan_column_number(setup->log->plan, CIR_FIELD_ID) + (size_t)1,
        .row = row_number(job, i),
        .field = cir_intake_plan_column(setup->log->plan, CIR_FIELD_ID),
        .value = job->incidents.ids[i],
        .expected = "an id that no row before it has",
        .suggestion = place.data,
    };
    enum cir_status status =
        place.failed ? cir_fail_memory(&job->error) : reject(job, setup, &job->batch.records[i], &problem, 1);
    cir_buffer_free(&place);
    return status;
}

/* Whether its overrides found what they name is told when it is known that no row before it has its id. */
static enum cir_status keep_overridden(struct cir_job *job, const struct cir_overridden_row *row)
{
    struct cir_overridden_row *rows =
        cir_arena_grow(&job->arena, job->overridden, job->overridden_count, &job->overridden_capacity, sizeof *rows);
    if (rows == NULL)
        return cir_fail_memory(&job->error);
    job->overridden = rows;
    rows[job->overridden_count] = *row;
    return keep(job, &rows[job->overridden_count++].misfit.found) ? CIR_OK : cir_fail_memory(&job->error);
}

/* Read again by itself, which tells all that is wrong with it. */
static enum cir_status reject_bad(struct cir_job *job, const struct cir_job_setup *setup, size_t i)
{
    const struct cir_record *record = &job->batch.records[i];
    struct cir_incident *incident = &job->incident;
    enum cir_status status = cir_incident_read(incident, setup->log->plan, record, row_number(job, i), &job->error);
    if (status == CIR_OK && incident->overrides.count > 0)
        status = keep_overridden(job, &(struct cir_overridden_row){.overrides = incident->overrides,
                                                                   .line = record->line,
                                                                   .is_rejected = true,
                                                                   .problem = incident->problems[0].code});
    return status == CIR_OK ? reject(job, setup, record, incident->problems, incident->problem_count) : status;
}

static bool add_id(struct cir_job *job, size_t i)
{
    struct cir_text id = job->incidents.ids[i];
    const struct cir_text *block = &job->block.text;
    bool in_block = id.data >= block->data && id.data < block->data + block->size;
    return (in_block || keep(job, &id)) &&
           cir_id_list_add(&job->ids, id, job->batch.records[i].line, (uint32_t)(job->rows + i));
}

/* The good rows of the batch, and what is wrong with the others. */
static enum cir_status sort_out(struct cir_job *job, const struct cir_job_setup *setup, struct repeats *repeats)
{
    struct cir_batch *batch = &job->batch;
    enum cir_status status = CIR_OK;
    batch->good_count = 0;
    for (unsigned i = 0; i < batch->count && status == CIR_OK; i++) {
        const struct cir_repeat *repeat = take_repeat(repeats, job->rows + i);
        if (job->incidents.is_bad[i])
            status = reject_bad(job, setup, i);
        else if (repeat != NULL)
            status = reject_repeat(job, setup, i, repeat);
        else if (add_id(job, i))
            batch->good[batch->good_count++] = i;
        else
            status = cir_fail_memory(&job->error);
    }
    return status;
}

/* Levels that are overridden take the place of those that the schemes gave. */
static enum cir_status override_row(struct cir_job *job, const struct cir_job_setup *setup, size_t i)
{
    struct cir_overridden_row row = {.overrides = job->incidents.overrides[i],
                                     .line = job->batch.records[i].line,
                                     .misfit = job->incidents.misfits[i]};
    cir_override_levels(&job->batch.verdicts[i * setup->scheme_count], &row.misfit, &row.overrides,
                        cir_classifier_schemes(setup->classifier));
    cir_tally_overridden(&job->tally, row.overrides.count);
    return keep_overridden(job, &row);
}

/* What a network says of the row, for its campaign. */
static bool keep_member_impact(struct cir_campaign_member *member, struct cir_job *job, size_t i)
{
    const struct cir_batch *batch = &job->batch;
    if (batch->measured.impacts == NULL)
        return true;
    struct cir_incident_impact *impact = cir_arena_take(&job->arena, 1, sizeof *impact);
    member->impact = impact;
    if (impact == NULL)
        return false;
    impact->alone = batch->measured.impacts[i];
    impact->has_meaning = cir_impacts_shock(&impact->shock, job->incidents.cells, &batch->measured, i);
    return true;
}

static enum cir_status keep_member(struct cir_job *job, const struct cir_job_setup *setup, size_t i)
{
    bool is_in = false;
    struct cir_campaign_member *members =
        cir_arena_grow(&job->arena, job->members, job->member_count, &job->member_capacity, sizeof *members);
    if (members == NULL)
        return cir_fail_memory(&job->error);
    job->members = members;
    if (!cir_grouping_take(&members[job->member_count], &is_in, setup->grouping, &job->grouping, &job->incidents,
                           &job->batch.records[i], i, &job->arena))
        return cir_fail_memory(&job->error);
    if (is_in && !keep_member_impact(&members[job->member_count], job, i))
        return cir_fail_memory(&job->error);
    members[job->member_count].row = row_number(job, i);
    job->member_count += is_in;
    return CIR_OK;
}

static enum cir_status deliver_row(struct cir_job *job, const struct cir_job_setup *setup, size_t i)
{
    const struct cir_record *record = &job->batch.records[i];
    const struct cir_override_list *overrides = &job->incidents.overrides[i];
    const struct cir_verdict *verdicts = &job->batch.verdicts[i * setup->scheme_count];
    const struct cir_probabilities *probabilities =
        job->probabilities != NULL ? &job->batch.probabilities[i * setup->scheme_count] : NULL;
    const struct cir_row_impact *impact = job->batch.measured.impacts != NULL ? &job->batch.measured.impacts[i] : NULL;
    enum cir_status status = overrides->count > 0 ? override_row(job, setup, i) : CIR_OK;
    if (status != CIR_OK)
        return status;
    if (impact != NULL)
        cir_tally_impact(&job->tally, impact->outcome);
    cir_tally_scored(&job->tally, cir_tally_sectors(&cir_incidents_cells(&job->incidents, CIR_FIELD_SECTOR)[i]),
                     verdicts);
    if (setup->csv != NULL)
        cir_csv_sink_row(setup->csv, record, overrides, verdicts, probabilities, impact, job->csv, &job->output);
    else if (setup->ndjson != NULL)
        cir_ndjson_sink_row(setup->ndjson, record, overrides, verdicts, probabilities, impact, &job->output);
    status = setup->grouping != NULL ? keep_member(job, setup, i) : CIR_OK;
    return status == CIR_OK && setup->keeps_rows ? keep_row(job, setup, i) : status;
}

static void work_out_probabilities(struct cir_job *job)
{
    const struct cir_judged_batch batch = {
        .cells = job->incidents.cells,
        .stride = CIR_BATCH,
        .ids = job->incidents.ids,
        .subjects = job->batch.good,
        .subject_count = job->batch.good_count,
        .measured = &job->batch.measured,
        .scorings = job->scorings,
        .verdicts = job->batch.verdicts,
    };
    cir_probability_work_out(job->probabilities, &batch, job->batch.probabilities);
}

/* The one place where the order of the stages is written down. Rows that are not good are measured and judged with the
 * others, as their cells say nothing, and go no further. */
static enum cir_status run_batch(struct cir_job *job, const struct cir_job_setup *setup, struct repeats *repeats)
{
    struct cir_batch *batch = &job->batch;
    enum cir_status status = cir_incidents_read(&job->incidents, setup->log->plan, batch->records, batch->count,
                                                row_number(job, 0), &job->error);
    if (status == CIR_OK)
        status = sort_out(job, setup, repeats);
    if (status != CIR_OK)
        return status;
    batch->measured.count = batch->count;
    cir_measures_compute(&setup->live, job->incidents.cells, &batch->measured);
    for (size_t i = 0; i < setup->scheme_count; i++)
        cir_scoring_judge(&job->scorings[i], &batch->measured, &batch->verdicts[i], setup->scheme_count);
    if (job->probabilities != NULL)
        work_out_probabilities(job);
    if (job->telling != NULL)
        cir_telling_measure(job->telling, &job->incidents, batch->count);
    for (size_t i = 0; i < batch->good_count && status == CIR_OK; i++)
        status = deliver_row(job, setup, batch->good[i]);
    return status;
}

void cir_job_run(struct cir_job *job, const struct cir_job_setup *setup, const struct cir_repeat *repeats,
                 size_t repeat_count)
{
    struct cir_batch *batch = &job->batch;
    struct cir_text rest = job->block.text;
    struct repeats left = {repeats, repeat_count};
    clear(job);
    while ((job->status = cir_splitter_take(batch->records, &batch->count, CIR_BATCH, &job->splitter, &rest,
                                            &job->error)) == CIR_OK) {
        job->status = run_batch(job, setup, &left);
        if (job->status != CIR_OK)
            return;
        job->rows += batch->count;
    }
    job->lines = job->splitter.line;
    if (job->status == CIR_END)
        job->status = job->output.failed ? cir_fail_memory(&job->error) : CIR_OK;
}
