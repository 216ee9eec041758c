#include "pipeline/explain_log.h"

#include "measures/impacts.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/log_rows.h"
#include "pipeline/overriding.h"
#include "pipeline/scored_columns.h"
#include "pipeline/single_judging.h"
#include "scoring/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cir_subject {
    const struct cir_classifier *classifier; /* borrowed */
    struct cir_log_rows rows;                /* up to that of the subject */
    struct cir_arena arena;
    struct cir_quantity *quantities; /* owned */
};

static enum cir_status refuse_row(const struct cir_subject *subject, struct cir_error *error)
{
    const struct cir_problem *problem = &subject->rows.incident.problems[0];
    const struct cir_place place = {
        .file = cir_log_file_name(subject->rows.log.file),
        .line = cir_log_rows_line(&subject->rows) + problem->line - 1,
        .column = problem->column,
    };
    return cir_fail(error, CIR_BAD_CELL, place, "%s: '%.*s'; expected %s", cir_problem_code(problem->code),
                    CIR_TEXT_ARGS(problem->value), problem->expected);
}

static enum cir_status refuse_misfit(const struct cir_subject *subject, const struct cir_override_misfit *misfit,
                                     struct cir_error *error)
{
    const struct cir_overridden_row row = {.line = cir_subject_line(subject), .misfit = *misfit};
    return cir_override_refuse_misfit(&subject->rows.log.overrides, &row, cir_log_file_name(subject->rows.log.file),
                                      error);
}

static enum cir_status take_row(const struct cir_subject *subject, struct cir_error *error)
{
    const struct cir_incident *incident = &subject->rows.incident;
    if (incident->problem_count > 0)
        return refuse_row(subject, error);
    return incident->misfit.override != NULL ? refuse_misfit(subject, &incident->misfit, error) : CIR_OK;
}

/* CIR_END when no row has the id. */
static enum cir_status find(struct cir_subject *subject, struct cir_text id, struct cir_error *error)
{
    enum cir_status status;
    while ((status = cir_log_rows_next(&subject->rows, error)) == CIR_OK)
        if (cir_text_equal(subject->rows.incident.id, id))
            return take_row(subject, error);
    return status;
}

/* The misfit is that of a level which is overridden, and is not what its scheme says. */
static void judge(const struct cir_subject *subject, struct cir_verdict *verdicts, struct cir_override_misfit *misfit)
{
    const struct cir_scheme *const *schemes = cir_classifier_schemes(subject->classifier);
    *misfit = (struct cir_override_misfit){0};
    for (size_t i = 0; i < cir_classifier_scheme_count(subject->classifier); i++)
        cir_score(schemes[i], subject->quantities, &verdicts[i]);
    cir_override_levels(verdicts, misfit, &subject->rows.incident.overrides, schemes);
}

/* Levels that are overridden must be what the schemes say. */
static enum cir_status check_levels(const struct cir_subject *subject, struct cir_error *error)
{
    struct cir_verdict verdicts[CIR_SCHEMES_MAX];
    struct cir_override_misfit misfit;
    cir_measures_compute_single(cir_classifier_measures(subject->classifier), subject->rows.incident.cells,
                                subject->quantities);
    judge(subject, verdicts, &misfit);
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
        status = cir_log_rows_open(&found->rows, classifier, input, log, false, error);
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
    cir_log_rows_close(&subject->rows);
    cir_arena_free(&subject->arena);
    free(subject->quantities);
    free(subject);
}

const struct cir_cell *cir_subject_cells(const struct cir_subject *subject)
{
    return subject->rows.incident.cells;
}

const struct cir_quantity *cir_subject_quantities(const struct cir_subject *subject)
{
    return subject->quantities;
}

struct cir_text cir_subject_fact(struct cir_subject *subject, unsigned field)
{
    struct cir_text text;
    if (!cir_log_cell(&subject->rows.log, &subject->rows.record, field, &subject->arena, &text))
        return (struct cir_text){"", 0};
    return text;
}

struct cir_override_list cir_subject_overrides(const struct cir_subject *subject)
{
    return subject->rows.incident.overrides;
}

size_t cir_subject_line(const struct cir_subject *subject)
{
    return cir_log_rows_line(&subject->rows);
}

void cir_subject_explain(const struct cir_subject *subject, size_t scheme, struct cir_explanation *explanation)
{
    cir_explain(cir_classifier_scheme(subject->classifier, scheme), subject->quantities, explanation);
    for (size_t i = 0; i < subject->rows.incident.overrides.count; i++) {
        const struct cir_override *override = &subject->rows.incident.overrides.list[i];
        if (override->field == CIR_INDEX_NONE && override->scheme == scheme) {
            explanation->verdict.level = override->level;
            explanation->verdict.reason = CIR_REASON_OVERRIDE;
        }
    }
}

void cir_subject_judge(const struct cir_subject *subject, struct cir_verdict *verdicts)
{
    struct cir_override_misfit misfit; /* none: the subject would not have been found */
    judge(subject, verdicts, &misfit);
}

/* ---- levels that the log records ---- */

static enum cir_status read_recorded_cell(struct cir_text *cell, struct cir_subject *subject, uint32_t column,
                                          struct cir_error *error)
{
    const struct cir_record *record = &subject->rows.record;
    *cell = cir_text_of("");
    if (column < record->count && !cir_span_text(cell, record, &record->spans[column], &subject->arena))
        return cir_fail_memory(error);
    return CIR_OK;
}

static enum cir_status refuse_recorded(const struct cir_scheme *scheme, int recorded, int level, struct cir_place place,
                                       struct cir_error *error)
{
    return cir_fail(error, CIR_BAD_CELL, place,
                    "the log records '%s' for %s, and the tables in use say '%s': score it again, or give the "
                    "--definitions, --overrides or --network that it was scored with",
                    cir_verdict_label(scheme, recorded), scheme->name, cir_verdict_label(scheme, level));
}

static enum cir_status check_recorded(struct cir_subject *subject, const struct cir_index *index,
                                      const struct cir_scheme *scheme, int level, struct cir_error *error)
{
    struct cir_scored_columns columns;
    struct cir_text cell;
    struct cir_text label;
    int recorded = level;
    enum cir_status status = cir_scored_columns_find(&columns, index, cir_text_of(scheme->name), error);
    if (status != CIR_OK || columns.level == CIR_INDEX_NONE)
        return status;
    const struct cir_place place = {cir_log_file_name(subject->rows.log.file), cir_subject_line(subject),
                                    columns.level + 1};
    status = read_recorded_cell(&cell, subject, columns.level, error);
    if (status == CIR_OK)
        status = read_recorded_cell(&label, subject, columns.label, error);
    if (status == CIR_OK)
        status = cir_scored_level_read(&recorded, cell, label, place, error);
    return status == CIR_OK && recorded != level ? refuse_recorded(scheme, recorded, level, place, error) : status;
}

enum cir_status cir_subject_check_recorded(struct cir_subject *subject, struct cir_error *error)
{
    struct cir_verdict verdicts[CIR_SCHEMES_MAX];
    struct cir_index index = {0};
    struct cir_arena slots = {0};
    cir_subject_judge(subject, verdicts);
    enum cir_status status = cir_scored_columns_index(&index, &subject->rows.log.header, &slots, error);
    for (size_t i = 0; i < cir_classifier_scheme_count(subject->classifier) && status == CIR_OK; i++)
        status =
            check_recorded(subject, &index, cir_classifier_scheme(subject->classifier, i), verdicts[i].level, error);
    cir_arena_free(&slots);
    return status;
}

bool cir_subject_impact(const struct cir_subject *subject, struct cir_incident_impact *impact)
{
    const struct cir_measure_plan *plan = cir_classifier_measures(subject->classifier);
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    if (plan->impacts == NULL)
        return false;
    measured.impacts = &impact->alone;
    cir_measures_compute(plan, subject->rows.incident.cells, &measured);
    impact->has_meaning = cir_impacts_shock(&impact->shock, subject->rows.incident.cells, &measured, 0);
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
    return cir_ask(questions, subject->classifier, subject->rows.incident.cells, error);
}

enum cir_status cir_subject_probabilities(const struct cir_subject *subject, struct cir_probabilities *probabilities,
                                          struct cir_error *error)
{
    struct cir_single_judging *judging = NULL;
    size_t schemes = cir_classifier_scheme_count(subject->classifier);
    enum cir_status status = cir_single_judging_new(&judging, subject->classifier, true, error);
    if (status != CIR_OK)
        return status;
    cir_single_judge(judging, subject->rows.incident.cells, subject->rows.incident.id);
    memcpy(probabilities, cir_single_probabilities(judging), schemes * sizeof *probabilities);
    cir_single_judging_free(judging);
    return CIR_OK;
}
