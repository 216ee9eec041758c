#include "pipeline/register.h"

#include "base/date.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/register_parts.h"
#include "scoring/designate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the scheme ---- */

static enum cir_status find_scheme(struct cir_register_reading *reading, struct cir_error *error)
{
    if (cir_classifier_scheme_count(reading->classifier) != 1)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "a register is judged by one scheme at a time");
    const struct cir_scheme *scheme = cir_classifier_scheme(reading->classifier, 0);
    if (!scheme->subject_is_asset)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "scheme '%s' judges incidents; a register needs one of subject asset, such as kritis-de-2022",
                        scheme->name);
    reading->assets->scheme = scheme;
    reading->fields = cir_classifier_fields(reading->classifier);
    reading->national_share_field = cir_index_find(&reading->fields->index, cir_text_of(CIR_NATIONAL_SHARE));
    reading->facility_field = CIR_INDEX_NONE;
    if (scheme->facility_count > 0)
        reading->facility_field = cir_index_find(&reading->fields->index, cir_text_of("facility"));
    reading->joint_plant_field = cir_index_find(&reading->fields->index, cir_text_of("joint_plant"));
    return CIR_OK;
}

static enum cir_status check_outage(struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_outage_h *outage = &reading->input->outage;
    reading->assets->network = cir_classifier_network(reading->classifier);
    if (reading->assets->network == NULL)
        return CIR_OK;
    reading->assets->outage = *outage;
    if (outage->low > 0 && outage->high >= outage->low)
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "a network is asked about an outage that lasts for some time: expected hours above 0");
}

size_t cir_asset_measures_find(const struct cir_asset_measures *measures, unsigned measure)
{
    size_t place = 0;
    while (place < measures->count && measures->list[place] != measure)
        place++;
    return place;
}

static void add_measure(struct cir_asset_measures *measures, unsigned measure)
{
    if (measure != CIR_INDEX_NONE && cir_asset_measures_find(measures, measure) == measures->count)
        measures->list[measures->count++] = measure;
}

static enum cir_status list_measures_of(const struct cir_register_reading *reading, struct cir_asset_measures *measures,
                                        const struct cir_facility *facility, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    const struct cir_scheme *scheme = assets->scheme;
    uint64_t asked[CIR_CRITERION_WORDS];
    cir_designation_asks(asked, scheme, facility);
    measures->list = cir_arena_take(&assets->arena, CIR_MEASURES_MAX, sizeof *measures->list);
    if (measures->list == NULL)
        return cir_fail_memory(error);
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (!cir_criterion_in(asked, i))
            continue;
        add_measure(measures, scheme->criteria[i].measure);
        add_measure(measures, scheme->criteria[i].filter_measure);
    }
    if (assets->network != NULL)
        add_measure(measures, CIR_MEASURE_DERIVED + reading->national_share_field);
    return CIR_OK;
}

static enum cir_status list_measures(const struct cir_register_reading *reading, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    const struct cir_scheme *scheme = assets->scheme;
    assets->measures = cir_arena_take(&assets->arena, scheme->facility_count + 1, sizeof *assets->measures);
    enum cir_status status = CIR_OK;
    if (assets->measures == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; status == CIR_OK && i <= scheme->facility_count; i++)
        status = list_measures_of(reading, &assets->measures[i],
                                  i < scheme->facility_count ? &scheme->facilities[i] : NULL, error);
    return status;
}

const struct cir_asset_measures *cir_register_measures(const struct cir_register *assets,
                                                       const struct cir_facility *facility)
{
    const struct cir_scheme *scheme = assets->scheme;
    return &assets->measures[facility != NULL ? (size_t)(facility - scheme->facilities) : scheme->facility_count];
}

/* ---- opening and closing ---- */

static enum cir_status check_facility_column(const struct cir_register_reading *reading, struct cir_error *error)
{
    unsigned field = reading->facility_field;
    if (field == CIR_INDEX_NONE || reading->assets->scheme->rule_count > 0 ||
        cir_intake_plan_gives(reading->rows.log.plan, field) ||
        cir_intake_plan_is_constant(reading->rows.log.plan, field))
        return CIR_OK;
    return cir_fail(error, CIR_BAD_LOG,
                    (struct cir_place){.file = cir_log_file_name(reading->rows.log.file), .line = 1},
                    "column 'facility' is missing; a register says by it of what kind an asset is");
}

static enum cir_status open_register(struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_log_format *format = &reading->input->format;
    reading->quantities = calloc(CIR_MEASURES_MAX, sizeof *reading->quantities);
    if (reading->quantities == NULL)
        return cir_fail_memory(error);
    enum cir_status status = list_measures(reading, error);
    if (status == CIR_OK)
        status = cir_log_rows_open(&reading->rows, reading->classifier, reading->input->path, format, true, error);
    return status == CIR_OK ? check_facility_column(reading, error) : status;
}

static void note_hashes(struct cir_register_reading *reading)
{
    cir_log_file_sha256(reading->rows.log.file, reading->assets->sha256);
    reading->assets->bytes = cir_log_file_taken(reading->rows.log.file);
    memcpy(reading->assets->overrides_sha256, reading->rows.log.overrides.sha256, CIR_SHA256_HEX_SIZE);
}

static void close_register(struct cir_register_reading *reading)
{
    cir_log_rows_close(&reading->rows);
    free(reading->quantities);
}

/* ---- overrides ---- */

static enum cir_status check_used(const struct cir_register_reading *reading, const struct cir_override_list *list,
                                  struct cir_error *error)
{
    const struct cir_register *assets = reading->assets;
    const struct cir_overrides *overrides = &reading->rows.log.overrides;
    const char *file = cir_log_file_name(reading->rows.log.file);
    struct cir_text id = list->list[0].texts[CIR_OVERRIDE_ID];
    uint32_t number = cir_index_find(&reading->ids, id);
    if (number != CIR_INDEX_NONE && assets->assets[number].contradicted_line == 0)
        return CIR_OK;
    for (size_t i = 0; i < assets->reject_count; i++) {
        const struct cir_register_reject *reject = &assets->rejects[i];
        const struct cir_overridden_row row = {
            .line = reject->line, .is_rejected = true, .problem = reject->problems[0].code};
        if (!reject->is_figure && cir_text_equal(reject->id, id))
            return cir_override_refuse_unused(overrides, list, &row, file, error);
    }
    return cir_override_refuse_unused(overrides, list, NULL, file, error);
}

static enum cir_status check_overrides(const struct cir_register_reading *reading, struct cir_error *error)
{
    const struct cir_overrides *overrides = &reading->rows.log.overrides;
    enum cir_status status = CIR_OK;
    if (reading->misfit.misfit.override != NULL)
        return cir_override_refuse_misfit(overrides, &reading->misfit, cir_log_file_name(reading->rows.log.file),
                                          error);
    for (size_t i = 0; i < overrides->subject_count && status == CIR_OK; i++)
        status = check_used(reading, &overrides->subjects[i], error);
    return status;
}

/* ---- all of it ---- */

enum cir_status cir_register_judge(struct cir_register *assets, const struct cir_classifier *classifier,
                                   const struct cir_register_input *input, struct cir_error *error)
{
    *assets = (struct cir_register){0};
    struct cir_register_reading reading = {.assets = assets, .classifier = classifier, .input = input};
    enum cir_status status = find_scheme(&reading, error);
    if (status == CIR_OK)
        status = check_outage(&reading, error);
    if (status == CIR_OK)
        status = open_register(&reading, error);
    if (status == CIR_OK)
        status = cir_figures_read(&reading, error);
    if (status == CIR_OK)
        status = cir_register_read_rows(&reading, error);
    if (status == CIR_OK)
        status = cir_figures_end(&reading, error);
    if (status == CIR_OK)
        status = cir_register_judge_assets(&reading, error);
    if (status == CIR_OK)
        status = check_overrides(&reading, error);
    if (status == CIR_OK)
        status = cir_register_reject_contradicted(&reading, error);
    if (status == CIR_OK)
        note_hashes(&reading);
    close_register(&reading);
    return status;
}

void cir_register_free(struct cir_register *assets)
{
    cir_arena_free(&assets->arena);
    *assets = (struct cir_register){0};
}

const struct cir_quantity *cir_asset_fact(const struct cir_register *assets, const struct cir_asset *asset,
                                          unsigned measure)
{
    return &asset->facts[cir_asset_measures_find(cir_register_measures(assets, asset->facility), measure)];
}

struct cir_text cir_asset_joint_plant(const struct cir_asset *asset)
{
    return asset->is_plant_unknown ? cir_text_of("unknown") : asset->joint_plant;
}

double cir_asset_effect_h(const struct cir_scheme *scheme, const struct cir_asset *asset)
{
    char last[CIR_DATE_TEXT_SIZE + 1] = "";
    char effect[CIR_DATE_TEXT_SIZE];
    struct cir_date date;
    if (*scheme->effect_from == '\0' || !isfinite(asset->last_h))
        return NAN;
    last[cir_date_write(last, asset->last_h, true)] = '\0';
    unsigned long year = strtoul(last, NULL, 10); /* a date begins with it */
    snprintf(effect, sizeof effect, "%04lu-%.5s", year + 1, scheme->effect_from);
    return cir_date_read(cir_text_of(effect), CIR_DATE_ISO, &date) ? date.first_h : NAN;
}
