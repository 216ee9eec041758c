#include "pipeline/register.h"

#include "base/date.h"
#include "designation/designate.h"
#include "designation/facts.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/log.h"
#include "pipeline/overriding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A register on its way in. */
struct reading {
    struct cir_register *assets;
    const struct cir_classifier *classifier; /* borrowed */
    const struct cir_scheme *scheme;         /* its only one */
    const struct cir_fields *fields;
    struct cir_log log;
    struct cir_block block;
    struct cir_splitter splitter;
    struct cir_record record;
    struct cir_incident incident;
    struct cir_index ids;       /* from an id to the number of its asset */
    uint32_t facility_field;    /* number of the column */
    uint32_t joint_plant_field; /* CIR_INDEX_NONE: the scheme knows no joint plants */
    size_t lines;               /* before the block */
    size_t asset_capacity;
    size_t reject_capacity;
    struct cir_overridden_row misfit; /* the first row whose overrides do not fit */
};

static enum cir_status find_scheme(struct reading *reading, struct cir_error *error)
{
    if (cir_classifier_scheme_count(reading->classifier) != 1)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "a register is judged by one scheme at a time");
    reading->scheme = cir_classifier_scheme(reading->classifier, 0);
    if (!reading->scheme->subject_is_asset)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "scheme '%s' judges incidents; a register needs one of subject asset, such as kritis-de-2022",
                        reading->scheme->name);
    reading->fields = cir_classifier_fields(reading->classifier);
    reading->facility_field = cir_index_find(&reading->fields->index, cir_text_of("facility"));
    reading->joint_plant_field = cir_index_find(&reading->fields->index, cir_text_of("joint_plant"));
    return CIR_OK;
}

/* ---- rejects ---- */

static enum cir_status add_reject(struct reading *reading, const struct cir_register_reject *reject,
                                  struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    assets->rejects = cir_arena_grow(&assets->arena, assets->rejects, assets->reject_count, &reading->reject_capacity,
                                     sizeof *assets->rejects);
    if (assets->rejects == NULL || reject->message == NULL)
        return cir_fail_memory(error);
    assets->rejects[assets->reject_count++] = *reject;
    return CIR_OK;
}

static size_t line_of_row(const struct reading *reading)
{
    return reading->lines + reading->record.line;
}

static enum cir_status reject_problem(struct reading *reading, struct cir_error *error)
{
    enum { SHOWN = 60 };
    const struct cir_problem *problem = &reading->incident.problems[0];
    struct cir_text value = cir_text_cut(problem->value, SHOWN);
    char message[512];
    snprintf(message, sizeof message, "%.100s%s'%.*s'; expected %.300s", problem->field,
             *problem->field != '\0' ? " " : "", CIR_TEXT_ARGS(value), problem->expected);
    const struct cir_register_reject reject = {
        .line = line_of_row(reading) + problem->line - 1,
        .column = problem->column,
        .problem = problem->code,
        .message = cir_arena_copy(&reading->assets->arena, cir_text_of(message)),
    };
    return add_reject(reading, &reject, error);
}

static enum cir_status reject_cell(struct reading *reading, unsigned field, enum cir_problem_code problem,
                                   const char *message, struct cir_error *error)
{
    const struct cir_register_reject reject = {
        .line = line_of_row(reading),
        .column = (size_t)cir_intake_plan_column_number(reading->log.plan, field) + 1,
        .problem = problem,
        .message = cir_arena_copy(&reading->assets->arena, cir_text_of(message)),
    };
    return add_reject(reading, &reject, error);
}

/* ---- assets ---- */

static struct cir_text text_of(const struct reading *reading, unsigned field)
{
    if (field == CIR_INDEX_NONE || reading->incident.cells[field].state != CIR_CELL_KNOWN)
        return (struct cir_text){"", 0};
    return reading->incident.cells[field].text;
}

static struct cir_text keep(struct reading *reading, struct cir_text text, bool *failed)
{
    const char *copy = cir_arena_copy(&reading->assets->arena, text);
    *failed = *failed || copy == NULL;
    return (struct cir_text){copy != NULL ? copy : "", copy != NULL ? text.size : 0};
}

static struct cir_quantity *facts_of(struct reading *reading)
{
    const struct cir_fields *fields = reading->fields;
    struct cir_quantity *facts = cir_arena_take(&reading->assets->arena, fields->count, sizeof *facts);
    for (size_t i = 0; facts != NULL && i < fields->count; i++)
        facts[i] = cir_fact_of(&fields->list[i], &reading->incident.cells[i]);
    return facts;
}

static enum cir_status add_asset(struct reading *reading, const struct cir_facility *facility, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    const struct cir_cell *date = &reading->incident.cells[CIR_FIELD_DATE];
    struct cir_text country;
    bool failed = !cir_log_cell(&reading->log, &reading->record, CIR_FIELD_COUNTRY, &assets->arena, &country);
    assets->assets = cir_arena_grow(&assets->arena, assets->assets, assets->asset_count, &reading->asset_capacity,
                                    sizeof *assets->assets);
    if (assets->assets == NULL || failed)
        return cir_fail_memory(error);
    struct cir_asset *asset = &assets->assets[assets->asset_count];
    *asset = (struct cir_asset){
        .id = keep(reading, reading->incident.id, &failed),
        .title = keep(reading, text_of(reading, CIR_FIELD_TITLE), &failed),
        .operator_name = keep(reading, text_of(reading, CIR_FIELD_OPERATOR), &failed),
        .country = keep(reading, country, &failed),
        .service = keep(reading, text_of(reading, CIR_FIELD_SERVICE), &failed),
        .joint_plant = keep(reading, text_of(reading, reading->joint_plant_field), &failed),
        .facility = facility,
        .last_h = date->state == CIR_CELL_KNOWN ? date->number.high : NAN,
        .line = line_of_row(reading),
        .facts = facts_of(reading),
        .parts = 1,
    };
    if (failed || asset->facts == NULL ||
        !cir_index_insert(&reading->ids, &assets->arena, asset->id, (uint32_t)assets->asset_count, NULL))
        return cir_fail_memory(error);
    assets->asset_count++;
    return CIR_OK;
}

static enum cir_status reject_repeated(struct reading *reading, const struct cir_asset *first, struct cir_error *error)
{
    char message[256];
    struct cir_text id = cir_text_cut(first->id, 60);
    snprintf(message, sizeof message, "id '%.*s' stands in line %zu already; expected one row an asset",
             CIR_TEXT_ARGS(id), first->line);
    return reject_cell(reading, CIR_FIELD_ID, CIR_PROBLEM_ID_REPEATED, message, error);
}

static enum cir_status reject_facility(struct reading *reading, struct cir_text name, struct cir_error *error)
{
    char message[256];
    name = cir_text_cut(name, 60);
    snprintf(message, sizeof message, "facility '%.*s'; expected one of the facilities of %.60s", CIR_TEXT_ARGS(name),
             reading->scheme->name);
    return reject_cell(reading, reading->facility_field, CIR_PROBLEM_UNKNOWN_OPTION, message, error);
}

/* A facility that is blank or unknown stays in the list: nothing can be told of it. */
static enum cir_status take_row(struct reading *reading, struct cir_error *error)
{
    struct cir_incident *incident = &reading->incident;
    if (incident->problem_count > 0)
        return reject_problem(reading, error);
    if (incident->misfit.override != NULL && reading->misfit.misfit.override == NULL)
        reading->misfit = (struct cir_overridden_row){.line = line_of_row(reading), .misfit = incident->misfit};
    uint32_t first = cir_index_find(&reading->ids, incident->id);
    if (first != CIR_INDEX_NONE)
        return reject_repeated(reading, &reading->assets->assets[first], error);
    struct cir_text name = text_of(reading, reading->facility_field);
    uint32_t facility = cir_index_find(&reading->scheme->facility_index, name);
    if (facility == CIR_INDEX_NONE && name.size > 0)
        return reject_facility(reading, name, error);
    return add_asset(reading, facility != CIR_INDEX_NONE ? &reading->scheme->facilities[facility] : NULL, error);
}

/* ---- rows ---- */

static enum cir_status open_register(struct reading *reading, const char *input, const struct cir_log_format *format,
                                     struct cir_error *error)
{
    enum cir_status status = cir_log_open(&reading->log, reading->classifier, input, format, false, error);
    if (status == CIR_OK)
        status = cir_log_start(&reading->log, reading->classifier, format, error);
    if (status == CIR_OK)
        status = cir_incident_init(&reading->incident, reading->log.plan, error);
    reading->splitter =
        (struct cir_splitter){.delimiter = reading->log.header.delimiter, .max_field = reading->log.max_field};
    reading->lines = reading->log.header.lines;
    if (status == CIR_OK && !cir_intake_plan_gives(reading->log.plan, reading->facility_field) &&
        !cir_intake_plan_is_constant(reading->log.plan, reading->facility_field))
        status =
            cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_log_file_name(reading->log.file), .line = 1},
                     "column 'facility' is missing; a register says by it of what kind an asset is");
    return status;
}

static enum cir_status read_block(struct reading *reading, struct cir_error *error)
{
    struct cir_text rest = reading->block.text;
    enum cir_status status;
    while ((status = cir_splitter_next(&reading->splitter, &reading->record, &rest, error)) == CIR_OK) {
        reading->assets->row_count++;
        status = cir_incident_read(&reading->incident, reading->log.plan, &reading->record, reading->assets->row_count,
                                   error);
        if (status == CIR_OK)
            status = take_row(reading, error);
        if (status != CIR_OK)
            return status;
    }
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status read_rows(struct reading *reading, struct cir_error *error)
{
    enum cir_status status;
    while ((status = cir_block_reader_next(&reading->log.reader, &reading->block, error)) == CIR_OK) {
        reading->splitter.line = 0;
        status = read_block(reading, error);
        if (status != CIR_OK)
            return status;
        reading->lines += reading->splitter.line;
    }
    return status == CIR_END ? CIR_OK : status;
}

/* ---- overrides ---- */

static enum cir_status check_override(const struct reading *reading, const struct cir_override_list *list,
                                      struct cir_error *error)
{
    const struct cir_overrides *overrides = &reading->log.overrides;
    for (size_t i = 0; i < list->count; i++)
        if (list->list[i].field == CIR_INDEX_NONE)
            return cir_fail(error, CIR_BAD_OVERRIDE,
                            cir_sidecar_place(&overrides->sidecar, list->list[i].line, CIR_OVERRIDE_FIELD),
                            "a level; of an asset override the fact that is wrong");
    if (cir_index_find(&reading->ids, list->list[0].texts[CIR_OVERRIDE_ID]) != CIR_INDEX_NONE)
        return CIR_OK;
    return cir_override_refuse_unused(overrides, list, NULL, cir_log_file_name(reading->log.file), error);
}

static enum cir_status check_overrides(const struct reading *reading, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    if (reading->misfit.misfit.override != NULL)
        return cir_override_refuse_misfit(&reading->log.overrides, &reading->misfit,
                                          cir_log_file_name(reading->log.file), error);
    for (size_t i = 0; status == CIR_OK && i < reading->log.overrides.subject_count; i++)
        status = check_override(reading, &reading->log.overrides.subjects[i], error);
    return status;
}

/* ---- joint plants ---- */

static bool is_joint(const struct cir_asset *asset)
{
    return asset->joint_plant.size > 0 && asset->facility != NULL;
}

/* Parts are of one kind: the same name with another facility is another plant. */
static struct cir_text plant_key(struct cir_arena *arena, const struct cir_asset *asset)
{
    size_t size = strlen(asset->facility->name) + 1 + asset->joint_plant.size;
    char *key = cir_arena_take(arena, size + 1, 1);
    if (key == NULL)
        return (struct cir_text){"", 0};
    snprintf(key, size + 1, "%s/%.*s", asset->facility->name, CIR_TEXT_ARGS(asset->joint_plant));
    return (struct cir_text){key, size};
}

/* What the parts that were met so far add up to. */
struct plant {
    struct cir_quantity *facts;
    size_t parts;
};

static struct cir_quantity *copy_facts(struct reading *reading, const struct cir_quantity *facts)
{
    struct cir_quantity *copy = cir_arena_take(&reading->assets->arena, reading->fields->count, sizeof *copy);
    if (copy != NULL)
        memcpy(copy, facts, reading->fields->count * sizeof *copy);
    return copy;
}

/* Number of the plant of an asset, which the asset is added to; CIR_INDEX_NONE when memory is exhausted. */
static uint32_t join(struct reading *reading, struct cir_index *index, struct plant *plants,
                     const struct cir_asset *asset)
{
    struct cir_text key = plant_key(&reading->assets->arena, asset);
    uint32_t there;
    uint32_t fresh = (uint32_t)index->count;
    if (key.size == 0 || !cir_index_insert(index, &reading->assets->arena, key, fresh, &there))
        return CIR_INDEX_NONE;
    struct plant *plant = &plants[there != CIR_INDEX_NONE ? there : fresh];
    plant->parts++;
    if (there == CIR_INDEX_NONE) {
        plant->facts = copy_facts(reading, asset->facts);
        return plant->facts != NULL ? fresh : CIR_INDEX_NONE;
    }
    for (size_t i = 0; i < reading->fields->count; i++)
        cir_fact_join(&plant->facts[i], &reading->fields->list[i], &asset->facts[i]);
    return there;
}

static enum cir_status judge(struct reading *reading, struct cir_error *error)
{
    struct cir_register *assets = reading->assets;
    struct cir_index index = {0};
    struct plant *plants = cir_arena_take(&assets->arena, assets->asset_count + 1, sizeof *plants);
    uint32_t *numbers = cir_arena_take(&assets->arena, assets->asset_count + 1, sizeof *numbers);
    if (plants == NULL || numbers == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < assets->asset_count; i++) {
        if (!is_joint(&assets->assets[i]))
            continue;
        numbers[i] = join(reading, &index, plants, &assets->assets[i]);
        if (numbers[i] == CIR_INDEX_NONE)
            return cir_fail_memory(error);
    }
    for (size_t i = 0; i < assets->asset_count; i++) {
        struct cir_asset *asset = &assets->assets[i];
        asset->parts = is_joint(asset) ? plants[numbers[i]].parts : 1;
        cir_designate_asset(&asset->designation, asset->facility,
                            is_joint(asset) ? plants[numbers[i]].facts : asset->facts);
    }
    return CIR_OK;
}

/* ---- all of it ---- */

static void close_register(struct reading *reading)
{
    cir_incident_free(&reading->incident);
    cir_splitter_free(&reading->splitter);
    cir_block_free(&reading->block);
    cir_log_close(&reading->log);
}

enum cir_status cir_register_judge(struct cir_register *assets, const struct cir_classifier *classifier,
                                   const char *input, const struct cir_log_format *format, struct cir_error *error)
{
    *assets = (struct cir_register){0};
    struct reading reading = {.assets = assets, .classifier = classifier};
    enum cir_status status = find_scheme(&reading, error);
    if (status != CIR_OK)
        return status;
    status = open_register(&reading, input, format, error);
    if (status == CIR_OK)
        status = read_rows(&reading, error);
    if (status == CIR_OK)
        status = check_overrides(&reading, error);
    if (status == CIR_OK)
        status = judge(&reading, error);
    close_register(&reading);
    return status;
}

void cir_register_free(struct cir_register *assets)
{
    cir_arena_free(&assets->arena);
    *assets = (struct cir_register){0};
}

double cir_asset_effect_h(const struct cir_scheme *scheme, const struct cir_asset *asset)
{
    char last[CIR_DATE_TEXT_SIZE + 1] = "";
    char effect[CIR_DATE_TEXT_SIZE];
    unsigned year;
    struct cir_date date;
    if (*scheme->effect_from == '\0' || isnan(asset->last_h))
        return NAN;
    last[cir_date_write(last, asset->last_h, true)] = '\0';
    if (sscanf(last, "%4u", &year) != 1)
        return NAN;
    snprintf(effect, sizeof effect, "%04u-%.5s", year + 1, scheme->effect_from);
    return cir_date_read(cir_text_of(effect), CIR_DATE_ISO, &date) ? date.first_h : NAN;
}
