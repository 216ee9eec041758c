#include "pipeline/explain_log.h"

#include "measures/impacts.h"
#include "pipeline/job.h"
#include "pipeline/single_judging.h"
#include "scoring/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cir_subject {
    const struct cir_classifier *classifier; /* borrowed */
    struct cir_log log;
    struct cir_block block;
    struct cir_splitter splitter;
    struct cir_record record;
    struct cir_incident incident;
    struct cir_arena arena;
    struct cir_quantity *quantities; /* owned */
    size_t lines;                    /* before the block */
    size_t rows;                     /* before the record */
};

static enum cir_status open_log(struct cir_subject *subject, const char *input, const struct cir_log_format *format,
                                struct cir_error *error)
{
    enum cir_status status = cir_log_open(&subject->log, subject->classifier, input, format, false, error);
    if (status == CIR_OK)
        status = cir_log_start(&subject->log, subject->classifier, format, error);
    if (status == CIR_OK)
        status = cir_incident_init(&subject->incident, subject->log.plan, error);
    subject->splitter =
        (struct cir_splitter){.delimiter = subject->log.header.delimiter, .max_field = subject->log.max_field};
    subject->lines = subject->log.header.lines;
    return status;
}

static enum cir_status refuse_row(const struct cir_subject *subject, struct cir_error *error)
{
    const struct cir_problem *problem = &subject->incident.problems[0];
    const struct cir_place place = {
        .file = cir_log_file_name(subject->log.file),
        .line = subject->lines + subject->record.line + problem->line - 1,
        .column = problem->column,
    };
    return cir_fail(error, CIR_BAD_CELL, place, "%s: '%.*s'; expected %s", cir_problem_code(problem->code),
                    CIR_TEXT_ARGS(problem->value), problem->expected);
}

static enum cir_status refuse_misfit(const struct cir_subject *subject, const struct cir_override_misfit *misfit,
                                     struct cir_error *error)
{
    const struct cir_overridden_row row = {.line = cir_subject_line(subject), .misfit = *misfit};
    return cir_override_refuse_misfit(&subject->log.overrides, &row, cir_log_file_name(subject->log.file), error);
}

static enum cir_status take_row(const struct cir_subject *subject, struct cir_error *error)
{
    const struct cir_incident *incident = &subject->incident;
    if (incident->problem_count > 0)
        return refuse_row(subject, error);
    return incident->misfit.override != NULL ? refuse_misfit(subject, &incident->misfit, error) : CIR_OK;
}

/* CIR_OK when a row of this block has the id, CIR_END when none has. */
static enum cir_status find_in_block(struct cir_subject *subject, struct cir_text id, struct cir_error *error)
{
    struct cir_text rest = subject->block.text;
    enum cir_status status;
    while ((status = cir_splitter_next(&subject->splitter, &subject->record, &rest, error)) == CIR_OK) {
        subject->rows++;
        status = cir_incident_read(&subject->incident, subject->log.plan, &subject->record, subject->rows, error);
        if (status != CIR_OK)
            return status;
        if (cir_text_equal(subject->incident.id, id))
            return take_row(subject, error);
    }
    return status;
}

static enum cir_status find(struct cir_subject *subject, struct cir_text id, struct cir_error *error)
{
    enum cir_status status;
    while ((status = cir_block_reader_next(&subject->log.reader, &subject->block, error)) == CIR_OK) {
        subject->splitter.line = 0;
        status = find_in_block(subject, id, error);
        if (status != CIR_END)
            return status;
        subject->lines += subject->splitter.line;
    }
    return status;
}

/* Levels that are overridden must be what the schemes say. */
static enum cir_status check_levels(const struct cir_subject *subject, struct cir_error *error)
{
    struct cir_verdict verdicts[CIR_SCHEMES_MAX];
    struct cir_override_misfit misfit = {0};
    const struct cir_scheme *const *schemes = cir_classifier_schemes(subject->classifier);
    cir_measures_compute_single(cir_classifier_measures(subject->classifier), subject->incident.cells,
                                subject->quantities);
    for (size_t i = 0; i < cir_classifier_scheme_count(subject->classifier); i++)
        cir_score(schemes[i], subject->quantities, &verdicts[i]);
    cir_override_levels(verdicts, &misfit, &subject->incident.overrides, schemes);
    return misfit.override != NULL ? refuse_misfit(subject, &misfit, error) : CIR_OK;
}

enum cir_status cir_subject_find(struct cir_subject **subject, const struct cir_classifier *classifier,
                                 const char *input, const struct cir_log_format *log, const char *id,
                                 struct cir_error *error)
{
    enum cir_status status = cir_classifier_refuse_assets(classifier, error);
    if (status != CIR_OK)
        return status;
    struct cir_subject *found = calloc(1, sizeof *found);
    if (found == NULL)
        return cir_fail_memory(error);
    found->classifier = classifier;
    found->quantities = calloc(CIR_MEASURES_MAX, sizeof *found->quantities);
    status = found->quantities != NULL ? CIR_OK : cir_fail_memory(error);
    if (status == CIR_OK)
        status = open_log(found, input, log, error);
    if (status == CIR_OK)
        status = find(found, cir_text_of(id), error);
    if (status == CIR_END)
        cir_fail(error, CIR_END, (struct cir_place){.file = input}, "no row has the id '%s'", id);
    if (status == CIR_OK)
        status = check_levels(found, error);
    if (status != CIR_OK) {
        cir_subject_free(found);
        return status;
    }
    *subject = found;
    return CIR_OK;
}

void cir_subject_free(struct cir_subject *subject)
{
    if (subject == NULL)
        return;
    cir_incident_free(&subject->incident);
    cir_splitter_free(&subject->splitter);
    cir_block_free(&subject->block);
    cir_arena_free(&subject->arena);
    cir_log_close(&subject->log);
    free(subject->quantities);
    free(subject);
}

const struct cir_cell *cir_subject_cells(const struct cir_subject *subject)
{
    return subject->incident.cells;
}

const struct cir_quantity *cir_subject_quantities(const struct cir_subject *subject)
{
    return subject->quantities;
}

struct cir_text cir_subject_fact(struct cir_subject *subject, unsigned field)
{
    struct cir_text text;
    if (!cir_log_cell(&subject->log, &subject->record, field, &subject->arena, &text))
        return (struct cir_text){"", 0};
    return text;
}

struct cir_override_list cir_subject_overrides(const struct cir_subject *subject)
{
    return subject->incident.overrides;
}

size_t cir_subject_line(const struct cir_subject *subject)
{
    return subject->lines + subject->record.line;
}

void cir_subject_explain(const struct cir_subject *subject, size_t scheme, struct cir_explanation *explanation)
{
    cir_explain(cir_classifier_scheme(subject->classifier, scheme), subject->quantities, explanation);
    for (size_t i = 0; i < subject->incident.overrides.count; i++) {
        const struct cir_override *override = &subject->incident.overrides.list[i];
        if (override->field == CIR_INDEX_NONE && override->scheme == scheme) {
            explanation->verdict.level = override->level;
            explanation->verdict.reason = CIR_REASON_OVERRIDE;
        }
    }
}

bool cir_subject_impact(const struct cir_subject *subject, struct cir_incident_impact *impact)
{
    const struct cir_measure_plan *plan = cir_classifier_measures(subject->classifier);
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    if (plan->impacts == NULL)
        return false;
    measured.impacts = &impact->alone;
    cir_measures_compute(plan, subject->incident.cells, &measured);
    impact->has_meaning = cir_impacts_shock(&impact->shock, subject->incident.cells, &measured, 0);
    return true;
}

static bool asks_for(const struct cir_scheme *scheme, unsigned measure)
{
    for (size_t i = 0; i < scheme->factor_count; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count; k++)
            if (scheme->factors[i].inputs[k].measure == measure)
                return true;
    for (size_t i = 0; i < scheme->criterion_count; i++)
        if (scheme->criteria[i].measure == measure)
            return true;
    return false;
}

bool cir_subject_without_network(const struct cir_subject *subject, size_t scheme, struct cir_verdict *verdict)
{
    const struct cir_scheme *of = cir_classifier_scheme(subject->classifier, scheme);
    struct cir_quantity quantities[CIR_MEASURES_MAX];
    if (cir_classifier_network(subject->classifier) == NULL || !asks_for(of, CIR_MEASURE_IMPACT_STATES))
        return false;
    memcpy(quantities, subject->quantities, sizeof quantities);
    quantities[CIR_MEASURE_IMPACT_STATES] = (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    cir_score(of, quantities, verdict);
    return true;
}

enum cir_status cir_subject_ask(const struct cir_subject *subject, struct cir_questions *questions,
                                struct cir_error *error)
{
    return cir_ask(questions, subject->classifier, subject->incident.cells, error);
}

enum cir_status cir_subject_probabilities(const struct cir_subject *subject, struct cir_probabilities *probabilities,
                                          struct cir_error *error)
{
    struct cir_single_judging *judging = NULL;
    size_t schemes = cir_classifier_scheme_count(subject->classifier);
    enum cir_status status = cir_single_judging_new(&judging, subject->classifier, true, error);
    if (status != CIR_OK)
        return status;
    cir_single_judge(judging, subject->incident.cells, subject->incident.id);
    memcpy(probabilities, cir_single_probabilities(judging), schemes * sizeof *probabilities);
    cir_single_judging_free(judging);
    return CIR_OK;
}
