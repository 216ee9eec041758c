#include "pipeline/job.h"

#include "scoring/scoring.h"
#include "sink/summary.h"

#include <stdlib.h>

void cir_job_setup_measures(struct cir_job_setup *setup)
{
    const struct cir_fields *fields = cir_classifier_fields(setup->classifier);
    bool changes[CIR_FIELDS_MAX];
    if (setup->scheme_count == 0)
        return; /* nobody asks */
    for (unsigned i = 0; i < fields->count; i++)
        changes[i] = cir_intake_plan_gives(setup->log->plan, i);
    cir_measure_plan_split(cir_classifier_measures(setup->classifier), changes, fields, &setup->settled, &setup->live);
}

/* What no column of the log gives is measured and judged here, once for all rows. */
static void start_scoring(struct cir_job *job, const struct cir_job_setup *setup)
{
    bool changes[CIR_MEASURES_MAX] = {false};
    for (size_t i = 0; i < setup->live.count; i++)
        changes[setup->live.list[i]] = true;
    cir_measures_compute(&setup->settled, cir_classifier_fields(setup->classifier), job->incident.cells,
                         job->quantities);
    for (size_t i = 0; i < setup->scheme_count; i++)
        cir_scoring_start(&job->scorings[i], cir_classifier_scheme(setup->classifier, i), job->quantities, changes);
}

enum cir_status cir_job_init(struct cir_job *job, const struct cir_job_setup *setup, struct cir_error *error)
{
    *job = (struct cir_job){0};
    size_t scheme_count = setup->scheme_count;
    job->splitter =
        (struct cir_splitter){.delimiter = setup->log->header.delimiter, .max_field = setup->log->max_field};
    job->quantities = calloc(CIR_MEASURES_MAX, sizeof *job->quantities);
    job->verdicts = calloc(scheme_count + 1, sizeof *job->verdicts);
    job->scorings = calloc(scheme_count + 1, sizeof *job->scorings);
    if (job->quantities == NULL || job->verdicts == NULL || job->scorings == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_incident_init(&job->incident, setup->log->plan, error);
    if (status == CIR_OK)
        status = cir_tally_init(&job->tally, cir_classifier_schemes(setup->classifier), scheme_count, error);
    if (status == CIR_OK)
        start_scoring(job, setup);
    return status;
}

void cir_job_free(struct cir_job *job)
{
    cir_block_free(&job->block);
    cir_buffer_free(&job->output);
    cir_tally_free(&job->tally);
    cir_id_list_free(&job->ids);
    cir_arena_free(&job->arena);
    cir_splitter_free(&job->splitter);
    cir_incident_free(&job->incident);
    free(job->quantities);
    free(job->scorings);
    free(job->verdicts);
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

/* What is sure of the sectors: a set of which one holds is not. */
static uint64_t sure_sectors(const struct cir_cell *cell)
{
    bool sure = cell->state == CIR_CELL_KNOWN && (cell->together || __builtin_popcountll(cell->options) == 1);
    return sure ? cell->options : 0;
}

static struct cir_text sure_country(const struct cir_job_setup *setup, const struct cir_cell *cell)
{
    bool sure = cell->state == CIR_CELL_KNOWN && (cell->together || cir_states_count(&cell->states) == 1);
    const struct cir_country *countries = cir_classifier_definitions(setup->classifier)->countries;
    return cir_text_of(sure ? countries[cell->first].alpha2 : "");
}

static enum cir_status keep_row(struct cir_job *job, const struct cir_job_setup *setup, const struct cir_record *record,
                                size_t row)
{
    size_t scheme_count = setup->scheme_count;
    const struct cir_cell *cells = job->incident.cells;
    struct cir_scored_row *rows =
        cir_arena_grow(&job->arena, job->scored, job->scored_count, &job->scored_capacity, sizeof *rows);
    struct cir_store_subject subject = {
        .row = row,
        .line = record->line,
        .id = job->incident.id,
        .country = sure_country(setup, &cells[CIR_FIELD_COUNTRY]),
        .sectors = sure_sectors(&cells[CIR_FIELD_SECTOR]),
    };
    struct cir_verdict *verdicts = cir_arena_take(&job->arena, scheme_count, sizeof *verdicts);
    if (rows == NULL || verdicts == NULL || !keep(job, &subject.id) ||
        !cir_log_cell(setup->log, record, CIR_FIELD_DATE, &job->arena, &subject.date) ||
        !cir_log_cell(setup->log, record, CIR_FIELD_TITLE, &job->arena, &subject.title))
        return cir_fail_memory(&job->error);
    memcpy(verdicts, job->verdicts, scheme_count * sizeof *verdicts);
    job->scored = rows;
    rows[job->scored_count++] = (struct cir_scored_row){subject, verdicts};
    return CIR_OK;
}

/* The one place where the order of the stages of a row is written down. */
static enum cir_status score_row(struct cir_job *job, const struct cir_job_setup *setup,
                                 const struct cir_record *record, size_t row)
{
    const struct cir_classifier *classifier = setup->classifier;
    cir_measures_compute(&setup->live, cir_classifier_fields(classifier), job->incident.cells, job->quantities);
    for (size_t i = 0; i < setup->scheme_count; i++)
        cir_scoring_judge(&job->scorings[i], job->quantities, &job->verdicts[i]);
    cir_tally_scored(&job->tally, &job->incident.cells[CIR_FIELD_SECTOR], job->verdicts);
    if (setup->csv != NULL)
        cir_csv_sink_row(setup->csv, record, job->verdicts, &job->output);
    else if (setup->ndjson != NULL)
        cir_ndjson_sink_row(setup->ndjson, record, job->verdicts, &job->output);
    return setup->keeps_rows ? keep_row(job, setup, record, row) : CIR_OK;
}

static enum cir_status reject_repeat(struct cir_job *job, const struct cir_job_setup *setup,
                                     const struct cir_record *record, size_t row, const struct cir_repeat *repeat)
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
        .row = row,
        .field = cir_intake_plan_column(setup->log->plan, CIR_FIELD_ID),
        .value = job->incident.id,
        .expected = "an id that no row before it has",
        .suggestion = place.data,
    };
    enum cir_status status = place.failed ? cir_fail_memory(&job->error) : reject(job, setup, record, &problem, 1);
    cir_buffer_free(&place);
    return status;
}

static enum cir_status judge_row(struct cir_job *job, const struct cir_job_setup *setup,
                                 const struct cir_record *record, const struct cir_repeat *repeat)
{
    size_t row = (size_t)job->base_row + job->rows + 1;
    enum cir_status status = cir_incident_read(&job->incident, setup->log->plan, record, row, &job->error);
    if (status != CIR_OK)
        return status;
    if (job->incident.problem_count > 0)
        return reject(job, setup, record, job->incident.problems, job->incident.problem_count);
    if (repeat != NULL)
        return reject_repeat(job, setup, record, row, repeat);
    struct cir_text id = job->incident.id;
    bool in_block = id.data >= job->block.text.data && id.data < job->block.text.data + job->block.text.size;
    if ((!in_block && !keep(job, &id)) || !cir_id_list_add(&job->ids, id, record->line, (uint32_t)job->rows))
        return cir_fail_memory(&job->error);
    return score_row(job, setup, record, row);
}

void cir_job_run(struct cir_job *job, const struct cir_job_setup *setup, const struct cir_repeat *repeats,
                 size_t repeat_count)
{
    struct cir_text rest = job->block.text;
    struct cir_record record;
    size_t next_repeat = 0;
    clear(job);
    while ((job->status = cir_splitter_next(&job->splitter, &record, &rest, &job->error)) == CIR_OK) {
        bool is_repeat = next_repeat < repeat_count && repeats[next_repeat].row == job->rows;
        job->status = judge_row(job, setup, &record, is_repeat ? &repeats[next_repeat++] : NULL);
        if (job->status != CIR_OK)
            return;
        job->rows++;
    }
    job->lines = job->splitter.line;
    if (job->status == CIR_END)
        job->status = job->output.failed ? cir_fail_memory(&job->error) : CIR_OK;
}
