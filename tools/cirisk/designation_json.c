#include "designation_view.h"
#include "explain_view.h"
#include "measure_words.h"
#include "output.h"

#include "base/date.h"
#include "base/number.h"
#include "scoring/designate.h"
#include "sink/impact_columns.h"

#include <math.h>

enum { JSON_SCHEMA_VERSION = 1 };

static json_t *text(struct cir_text value)
{
    return json_stringn(value.data, value.size);
}

/* The text of a buffer, which is freed. */
static json_t *text_of(struct cir_buffer *buffer)
{
    json_t *string = buffer->failed ? NULL : json_stringn(buffer->size > 0 ? buffer->data : "", buffer->size);
    cir_buffer_free(buffer);
    return string;
}

/* A ';' list as an array; the buffer is freed. */
static json_t *array_of(struct cir_buffer *list)
{
    json_t *array = list->failed ? NULL : json_array();
    struct cir_text name;
    struct cir_text rest = cir_buffer_text(list);
    while (array != NULL && cir_text_next(&name, &rest, ';'))
        json_array_append_new(array, text(name));
    cir_buffer_free(list);
    return array;
}

static json_t *level(int value)
{
    return cir_level_is_told(value) ? json_integer(value) : json_null();
}

static json_t *criterion(const struct designation_view *view, const struct cir_asset *asset, unsigned number)
{
    const struct cir_criterion *row = &view->scheme->criteria[number];
    struct cir_buffer value = {0}, threshold = {0}, where = {0};
    designation_add_fact(&value, view, asset, row);
    measure_add_threshold(&threshold, view->fields, row, ";");
    measure_add_filter(&where, view->fields, row, ";");
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:s, s:o, s:b, s:b, s:s}", "criterion", row->name, "measure",
                     measure_name(view->fields, row->measure), "holds",
                     truth_word(cir_designation_truth(&asset->designation, number)), "value", text_of(&value),
                     "threshold", text_of(&threshold), "unit", measure_criterion_unit(row), "where", text_of(&where),
                     "fact_missing", cir_criterion_in(asset->designation.missing_facts, number), "threshold_missing",
                     cir_criterion_in(asset->designation.missing_thresholds, number), "source", row->source);
}

static json_t *criteria(const struct designation_view *view, const struct cir_asset *asset)
{
    json_t *list = json_array();
    for (unsigned i = 0; i < view->scheme->criterion_count; i++)
        if (cir_criterion_in(asset->designation.asked, i))
            json_array_append_new(list, criterion(view, asset, i));
    return list;
}

static json_t *overrides(const struct cir_asset *asset)
{
    json_t *array = json_array();
    for (size_t i = 0; i < asset->overrides.count; i++) {
        json_t *object = json_object();
        for (unsigned column = 0; column < CIR_OVERRIDE_COLUMNS; column++)
            json_object_set_new(object, cir_override_column_name(column), text(asset->overrides.list[i].texts[column]));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *decided(const struct designation_view *view, const struct cir_asset *asset)
{
    unsigned number = asset->designation.decided;
    return number != CIR_INDEX_NONE ? json_string(view->scheme->criteria[number].name) : json_null();
}

static json_t *effect(const struct designation_view *view, const struct cir_asset *asset)
{
    char day[CIR_DATE_TEXT_SIZE];
    double effect_h = cir_asset_effect_h(view->scheme, asset);
    return isnan(effect_h) ? json_null() : json_stringn(day, cir_date_write(day, effect_h, true));
}

static json_t *in_effect(const struct designation_view *view, const struct cir_asset *asset)
{
    double effect_h = cir_asset_effect_h(view->scheme, asset);
    return isnan(effect_h) || isnan(view->date_h) ? json_null() : json_boolean(view->date_h >= effect_h);
}

/* What the register says of it. */
static json_t *described(const struct cir_asset *asset)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:o, s:I}", "id", text(asset->id), "title",
                     text(asset->title), "operator", text(asset->operator_name), "country", text(asset->country),
                     "sector", text(asset->sector), "service", text(asset->service), "facility",
                     asset->facility != NULL ? asset->facility->name : "", "number",
                     asset->facility != NULL ? asset->facility->number : "", "facility_sector",
                     asset->facility != NULL ? asset->facility->sector : "", "joint_plant",
                     text(cir_asset_joint_plant(asset)), "parts", (json_int_t)asset->parts);
}

static json_t *judged(const struct designation_view *view, const struct cir_asset *asset)
{
    const struct cir_designation *designation = &asset->designation;
    struct cir_buffer facts = {0}, thresholds = {0};
    designation_add_missing_facts(&facts, view, asset);
    designation_add_missing_thresholds(&thresholds, view, asset);
    return json_pack("{s:s, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "verdict",
                     cir_designation_word(designation->verdict), "level_low", level(designation->level_low), "level",
                     level(designation->level), "level_high", level(designation->level_high), "label",
                     designation_label(view, asset), "decided", decided(view, asset), "criteria", criteria(view, asset),
                     "missing_facts", array_of(&facts), "missing_thresholds", array_of(&thresholds), "overrides",
                     overrides(asset), "effect_from", effect(view, asset), "in_effect", in_effect(view, asset));
}

/* ---- what a network tells ---- */

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *span(double low, double high)
{
    return json_pack("{s:o, s:o}", "low", number(low), "high", number(high));
}

/* As the columns of the list have them, with four significant digits. */
static json_t *rounded(double value)
{
    char digits[CIR_NUMBER_SIZE + 1];
    double read;
    struct cir_text written = {digits, cir_impact_write(digits, value)};
    return cir_number_read(written, &read) ? json_real(read) : json_null();
}

static void add_impact_columns(json_t *object, const struct cir_row_impact *impact)
{
    double numbers[CIR_IMPACT_NUMBERS];
    cir_impact_numbers(numbers, impact);
    for (size_t i = 0; i < CIR_IMPACT_NUMBERS; i++)
        json_object_set_new(object, cir_impact_column_list()[i].name, rounded(numbers[i]));
    json_object_set_new(object, CIR_IMPACT_TOP_COLUMN, text(impact->top));
}

static json_t *impact_object(const struct cir_definitions *definitions, const struct cir_asset_impact *impact)
{
    const struct cir_row_shock *shock = &impact->shock;
    json_t *object = json_pack("{s:s, s:o}", "impact", cir_impact_outcome_word(impact->row.outcome), "plant_share",
                               span(shock->share_low, shock->share_high));
    add_impact_columns(object, &impact->row);
    json_object_set_new(object, "states_abroad", span(impact->abroad.low, impact->abroad.high));
    json_object_set_new(object, "states_regional", span(impact->regional.low, impact->regional.high));
    for (size_t i = 0; i < definitions->abroad_test_count; i++)
        json_object_set_new(
            object, definitions->abroad_tests[i].code,
            json_string(cir_abroad_word(cir_abroad_reaches(impact, definitions->abroad_tests[i].point))));
    return object;
}

static json_t *network_object(const struct designation_view *view)
{
    const struct cir_network *network = view->assets->network;
    return json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:o}", "name", network->name, "year", network->year, "unit",
                     network->unit, "regional", view->regional, "licence", network->licence, "sha256", network->sha256,
                     "outage_h", span(view->assets->outage.low, view->assets->outage.high));
}

static json_t *asset_object(const struct designation_view *view, const struct cir_asset *asset)
{
    json_t *object = described(asset);
    json_t *verdict = judged(view, asset);
    bool whole = object != NULL && verdict != NULL && json_object_update(object, verdict) == 0;
    json_decref(verdict);
    if (whole && asset->impact != NULL)
        whole = json_object_set_new(object, "abroad", impact_object(view->definitions, asset->impact)) == 0;
    if (whole)
        return object;
    json_decref(object);
    return NULL;
}

int designation_print_json(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    json_t *list = json_array();
    bool whole = list != NULL;
    for (size_t i = 0; whole && i < view->assets->asset_count; i++)
        whole = json_array_append_new(list, asset_object(view, &view->assets->assets[i])) == 0;
    if (!whole) {
        json_decref(list);
        return output_json(NULL, out);
    }
    const struct cir_scheme *scheme = view->scheme;
    json_t *page =
        json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:I, s:I, s:o}", "schema_version",
                  JSON_SCHEMA_VERSION, "tool_version", CIR_VERSION, "scheme", scheme->name, "version", scheme->version,
                  "status", scheme->status, "scheme_sha256", scheme->sha256, "tables_of", scheme->tables_of,
                  "definitions_sha256", view->definitions->sha256, "register_sha256", view->assets->sha256, "rows",
                  (json_int_t)view->assets->row_count, "judged", (json_int_t)view->assets->asset_count, "assets", list);
    if (*view->assets->figures_sha256 != '\0')
        json_object_set_new(page, "figures_sha256", json_string(view->assets->figures_sha256));
    if (*view->assets->overrides_sha256 != '\0')
        json_object_set_new(page, "overrides_sha256", json_string(view->assets->overrides_sha256));
    if (view->assets->network != NULL)
        json_object_set_new(page, "network", network_object(view));
    return output_json(page, out);
}
