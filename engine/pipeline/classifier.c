#include "pipeline/classifier_parts.h"

#include "impact/regions.h"
#include "intake/cells.h"
#include "pipeline/impact_summaries.h"
#include "scoring/designate.h"
#include "scoring/scoring.h"

#include <assert.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cir_classifier {
    struct cir_definition_files files;
    struct cir_definitions *definitions;
    struct cir_fields fields;
    struct cir_scheme *schemes[CIR_SCHEMES_MAX];
    size_t scheme_count;
    struct cir_measure_plan measures;
    struct cir_impact_summaries *summaries; /* NULL: no network is used */
    struct cir_impact_source impacts;
};

static enum cir_status load_schemes(struct cir_classifier *classifier, const char *definitions,
                                    const char *const *names, size_t count, struct cir_error *error)
{
    if (count > CIR_SCHEMES_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "more than %d schemes", CIR_SCHEMES_MAX);
    for (size_t i = 0; i < count; i++) {
        enum cir_status status = cir_scheme_load(&classifier->schemes[i], classifier->definitions, &classifier->fields,
                                                 definitions, names[i], NULL, error);
        if (status != CIR_OK)
            return status;
        classifier->scheme_count++;
    }
    return CIR_OK;
}

static bool asks_states_abroad(const struct cir_scheme *scheme)
{
    for (size_t i = 0; scheme->subject_is_asset && i < scheme->criterion_count; i++)
        if (scheme->criteria[i].measure == CIR_MEASURE_IMPACT_STATES ||
            scheme->criteria[i].filter_measure == CIR_MEASURE_IMPACT_STATES)
            return true;
    return false;
}

/* Assets are asked for their share of the national output where a network, or a scheme, makes use of it. */
static enum cir_status add_national_share(struct cir_classifier *classifier, bool uses_network, struct cir_error *error)
{
    bool is_asked = false;
    for (size_t i = 0; i < classifier->scheme_count; i++)
        is_asked = is_asked || asks_states_abroad(classifier->schemes[i]) ||
                   (uses_network && classifier->schemes[i]->subject_is_asset);
    return is_asked ? cir_fields_add_national_share(&classifier->fields, classifier->definitions, error) : CIR_OK;
}

static enum cir_status load(struct cir_classifier *classifier, const char *definitions, const char *const *names,
                            size_t count, struct cir_error *error)
{
    enum cir_status status = cir_definition_files_open(&classifier->files, definitions, error);
    if (status == CIR_OK)
        status = cir_definitions_load(&classifier->definitions, definitions, NULL, error);
    if (status == CIR_OK)
        status = cir_fields_canonical(&classifier->fields, classifier->definitions, error);
    if (status == CIR_OK)
        status = load_schemes(classifier, definitions, names, count, error);
    if (status == CIR_OK)
        status = add_national_share(classifier, false, error);
    if (status == CIR_OK)
        cir_measure_plan_make(&classifier->measures, classifier->definitions, &classifier->fields,
                              cir_classifier_schemes(classifier), classifier->scheme_count, NULL);
    return status;
}

enum cir_status cir_classifier_new(struct cir_classifier **classifier, const char *definitions,
                                   const char *const *schemes, size_t scheme_count, struct cir_error *error)
{
    /* GSL's own handler ends the process, which is the caller's. */
    gsl_set_error_handler_off();
    struct cir_classifier *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    enum cir_status status = load(made, definitions, schemes, scheme_count, error);
    if (status != CIR_OK) {
        cir_classifier_free(made);
        return status;
    }
    *classifier = made;
    return CIR_OK;
}

enum cir_status cir_classifier_load_beside(struct cir_scheme **scheme, struct cir_classifier *classifier,
                                           const char *definitions, const char *name, struct cir_error *error)
{
    struct cir_fields fields;
    enum cir_status status = cir_fields_canonical(&fields, classifier->definitions, error);
    return status == CIR_OK ? cir_scheme_load(scheme, classifier->definitions, &fields, definitions, name, NULL, error)
                            : status;
}

enum cir_status cir_classifier_load_words(struct cir_classifier *classifier, const char *definitions,
                                          struct cir_error *error)
{
    return cir_words_load(classifier->definitions, definitions, NULL, error);
}

void cir_classifier_use_scopes(struct cir_classifier *classifier, enum cir_scope_use use)
{
    for (size_t i = 0; i < classifier->scheme_count; i++)
        classifier->schemes[i]->scope_use = use;
}

void cir_classifier_take_weights(struct cir_classifier *classifier, const struct cir_classifier *from)
{
    assert(classifier->scheme_count == from->scheme_count);
    for (size_t i = 0; i < classifier->scheme_count; i++)
        cir_scheme_take_weights(classifier->schemes[i], from->schemes[i]);
}

enum cir_status cir_classifier_use_network(struct cir_classifier *classifier, const char *definitions,
                                           const struct cir_network_use *use, struct cir_error *error)
{
    const struct cir_what_if_options options = {
        .definitions = definitions, .network = use->network, .regional = use->regional, .orders = CIR_IMPACT_ORDERS};
    const struct cir_summary_place place = {use->cache, use->ready};
    enum cir_status status =
        cir_impact_summaries_new(&classifier->summaries, classifier->definitions, &options, &place, error);
    if (status == CIR_OK)
        status = add_national_share(classifier, true, error);
    if (status != CIR_OK)
        return status;
    classifier->impacts = cir_impact_summaries_source(classifier->summaries);
    cir_measure_plan_make(&classifier->measures, classifier->definitions, &classifier->fields,
                          cir_classifier_schemes(classifier), classifier->scheme_count, &classifier->impacts);
    return CIR_OK;
}

const struct cir_network *cir_classifier_network(const struct cir_classifier *classifier)
{
    return classifier->summaries != NULL ? cir_impact_summaries_network(classifier->summaries) : NULL;
}

const struct cir_impact_source *cir_classifier_impacts(const struct cir_classifier *classifier)
{
    return classifier->measures.impacts;
}

const char *cir_classifier_regional(const struct cir_classifier *classifier)
{
    const char *regional = classifier->summaries != NULL ? cir_impact_summaries_regional(classifier->summaries) : NULL;
    return regional != NULL ? regional : cir_regional_subregion;
}

enum cir_status cir_classifier_keep_impacts(struct cir_classifier *classifier, struct cir_error *error)
{
    return classifier->summaries != NULL ? cir_impact_summaries_keep(classifier->summaries, error) : CIR_OK;
}

enum cir_status cir_classifier_write_impacts(struct cir_classifier *classifier, const char *path,
                                             struct cir_error *error)
{
    return cir_impact_summaries_write(classifier->summaries, path, error);
}

bool cir_classifier_lost_impacts(const struct cir_classifier *classifier)
{
    return classifier->summaries != NULL && cir_impact_summaries_failed(classifier->summaries);
}

enum cir_status cir_classifier_refuse_assets(const struct cir_classifier *classifier, struct cir_error *error)
{
    for (size_t i = 0; i < classifier->scheme_count; i++)
        if (classifier->schemes[i]->subject_is_asset)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                            "scheme '%s' judges assets, not incidents: see cirisk designate",
                            classifier->schemes[i]->name);
    return CIR_OK;
}

void cir_classifier_free(struct cir_classifier *classifier)
{
    if (classifier == NULL)
        return;
    for (size_t i = 0; i < classifier->scheme_count; i++)
        cir_scheme_free(classifier->schemes[i]);
    cir_impact_summaries_free(classifier->summaries);
    cir_definitions_free(classifier->definitions);
    cir_definition_files_close(&classifier->files);
    free(classifier);
}

const struct cir_definitions *cir_classifier_definitions(const struct cir_classifier *classifier)
{
    return classifier->definitions;
}

const struct cir_fields *cir_classifier_fields(const struct cir_classifier *classifier)
{
    return &classifier->fields;
}

size_t cir_classifier_scheme_count(const struct cir_classifier *classifier)
{
    return classifier->scheme_count;
}

const struct cir_scheme *cir_classifier_scheme(const struct cir_classifier *classifier, size_t number)
{
    return classifier->schemes[number];
}

const struct cir_definition_file *cir_classifier_file(const struct cir_classifier *classifier, const char *path)
{
    return cir_definition_files_find(&classifier->files, path);
}

const struct cir_measure_plan *cir_classifier_measures(const struct cir_classifier *classifier)
{
    return &classifier->measures;
}

const struct cir_scheme *const *cir_classifier_schemes(const struct cir_classifier *classifier)
{
    return (const struct cir_scheme *const *)classifier->schemes;
}

static enum cir_status read_fact(const struct cir_classifier *classifier, const struct cir_fact *fact,
                                 struct cir_cell *cells, struct cir_error *error)
{
    static const struct cir_cell_format format = {
        .date_order = CIR_DATE_ISO, .decimal = '.', .separator = ';', .factor = 1};
    uint32_t number = cir_index_find(&classifier->fields.index, cir_text_of(fact->name));
    if (number == CIR_INDEX_NONE)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "there is no column '%s'", fact->name);
    struct cir_cell_fault fault;
    if (!cir_cell_read(&cells[number], &classifier->fields.list[number], &format, classifier->definitions,
                       cir_text_of(fact->text), &fault))
        return cir_fail(error, CIR_BAD_CELL, (struct cir_place){0}, "%s: %s: '%s'; expected %s", fact->name,
                        cir_problem_code(fault.code), fact->text, fault.expected);
    return CIR_OK;
}

static enum cir_status check_dates(const struct cir_cell *cells, struct cir_error *error)
{
    const struct cir_cell *date = &cells[CIR_FIELD_DATE];
    const struct cir_cell *end = &cells[CIR_FIELD_DATE_END];
    if (date->state == CIR_CELL_KNOWN && end->state == CIR_CELL_KNOWN && end->number.high < date->number.low)
        return cir_fail(error, CIR_BAD_CELL, (struct cir_place){0}, "date_end: %s: %s",
                        cir_problem_code(CIR_PROBLEM_DATE_END_BEFORE),
                        cir_problem_meaning(CIR_PROBLEM_DATE_END_BEFORE));
    return CIR_OK;
}

static enum cir_status refuse_facility(const struct cir_scheme *scheme, const struct cir_cell *cell,
                                       struct cir_error *error)
{
    const bool is_blank = cell->state == CIR_CELL_BLANK;
    const struct cir_text name = is_blank ? (struct cir_text){"", 0} : cell->text;
    return cir_fail(error, CIR_BAD_CELL, (struct cir_place){0},
                    "facility: %s: '%.*s'; expected one of the facilities of %s, unknown or n/a",
                    cir_problem_code(is_blank ? CIR_PROBLEM_FACILITY_MISSING : CIR_PROBLEM_UNKNOWN_OPTION),
                    CIR_TEXT_ARGS(name), scheme->name);
}

static enum cir_status classify_asset(const struct cir_classifier *classifier, const struct cir_scheme *scheme,
                                      const struct cir_cell *cells, const struct cir_quantity *quantities,
                                      struct cir_verdict *verdict, struct cir_error *error)
{
    static const struct cir_cell none = {.state = CIR_CELL_NOT_APPLICABLE};
    struct cir_designation designation;
    struct cir_asset_kind kind;
    const uint32_t column = cir_index_find(&classifier->fields.index, cir_text_of("facility"));
    const struct cir_cell *cell = column != CIR_INDEX_NONE ? &cells[column] : &none;
    if (!cir_asset_kind_of(&kind, scheme, cell))
        return refuse_facility(scheme, cell, error);
    cir_designate(&designation, scheme, kind, quantities, NULL);
    *verdict = (struct cir_verdict){.level = designation.level,
                                    .level_low = designation.level_low,
                                    .level_high = designation.level_high,
                                    .score = {NAN, NAN, NAN, NAN}};
    return CIR_OK;
}

/* Measures of one name are not the same of incidents and of assets. */
static enum cir_status refuse_mixed(const struct cir_classifier *classifier, struct cir_error *error)
{
    for (size_t i = 1; i < classifier->scheme_count; i++)
        if (classifier->schemes[i]->subject_is_asset != classifier->schemes[0]->subject_is_asset)
            return cir_fail(
                error, CIR_BAD_USE, (struct cir_place){0},
                "of the schemes '%s' and '%s' one judges assets and the other incidents; expected schemes of "
                "one subject",
                classifier->schemes[0]->name, classifier->schemes[i]->name);
    return CIR_OK;
}

static enum cir_status classify(const struct cir_classifier *classifier, const struct cir_fact *facts,
                                size_t fact_count, struct cir_cell *cells, struct cir_quantity *quantities,
                                struct cir_verdict *verdicts, struct cir_error *error)
{
    enum cir_status status = refuse_mixed(classifier, error);
    for (size_t i = 0; status == CIR_OK && i < fact_count; i++)
        status = read_fact(classifier, &facts[i], cells, error);
    if (status == CIR_OK)
        status = check_dates(cells, error);
    if (status != CIR_OK)
        return status;
    cir_measures_compute_single(&classifier->measures, cells, quantities);
    for (size_t i = 0; status == CIR_OK && i < classifier->scheme_count; i++)
        if (classifier->schemes[i]->subject_is_asset)
            status = classify_asset(classifier, classifier->schemes[i], cells, quantities, &verdicts[i], error);
        else
            cir_score(classifier->schemes[i], quantities, &verdicts[i]);
    return status;
}

enum cir_status cir_classify(const struct cir_classifier *classifier, const struct cir_fact *facts, size_t fact_count,
                             struct cir_verdict *verdicts, struct cir_error *error)
{
    struct cir_cell *cells = calloc(classifier->fields.count, sizeof *cells);
    struct cir_quantity *quantities = calloc(CIR_MEASURES_MAX, sizeof *quantities);
    enum cir_status status = cells != NULL && quantities != NULL
                                 ? classify(classifier, facts, fact_count, cells, quantities, verdicts, error)
                                 : cir_fail_memory(error);
    free(quantities);
    free(cells);
    return status;
}
