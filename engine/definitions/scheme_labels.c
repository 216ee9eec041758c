/* What a person sees of a scheme: its labels, and the bands that carry them. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"
#include "definitions/texts.h"

#include <math.h>

enum { PPD41_NONE = -1, PPD41_MAX = 5, LEVEL_MAX = 99 };

static void list_labels(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_LABELS];
    for (size_t i = 0; i < table->row_count; i++) {
        if (!cir_row_is_first(&table->rows[i], "id", NULL))
            continue;
        const char *id = cir_row_code(parts->load, &table->rows[i], "id");
        (void)cir_load_insert(parts->load, &scheme->label_index, id, (uint32_t)scheme->label_count);
        scheme->labels[scheme->label_count++].id = id;
    }
}

static void fill_texts(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const char **ids = cir_load_take_scratch(parts->load, scheme->label_count, sizeof *ids);
    for (size_t i = 0; ids != NULL && i < scheme->label_count; i++)
        ids[i] = scheme->labels[i].id;
    if (ids == NULL)
        return;
    const char *(*texts)[CIR_LANGUAGES] =
        cir_texts_read(parts->load, &parts->tables[CIR_SCHEME_LABELS], &scheme->label_index, ids, scheme->label_count);
    for (size_t i = 0; texts != NULL && i < scheme->label_count; i++)
        memcpy(scheme->labels[i].texts, texts[i], sizeof texts[i]);
}

void cir_scheme_fill_labels(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_LABELS];
    parts->scheme->labels = cir_load_take(parts->load, table->row_count, sizeof *parts->scheme->labels);
    parts->label_is_used = cir_load_take_scratch(parts->load, table->row_count, sizeof *parts->label_is_used);
    if (parts->scheme->labels == NULL || parts->label_is_used == NULL)
        return;
    list_labels(parts);
    fill_texts(parts);
    uint32_t title = cir_index_find(&parts->scheme->label_index, cir_text_of("title"));
    if (title == CIR_INDEX_NONE)
        cir_load_report(parts->load, (struct cir_place){.file = table->file}, "label 'title' is missing");
    else
        parts->label_is_used[title] = true;
}

const char *cir_scheme_label(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column)
{
    uint32_t label = cir_row_reference(parts->load, row, column, &parts->scheme->label_index, "an id of labels.csv");
    if (label != CIR_INDEX_NONE)
        parts->label_is_used[label] = true;
    return cir_row_raw(row, column);
}

void cir_scheme_check_labels(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_LABELS];
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        uint32_t label = cir_index_find(&parts->scheme->label_index, cir_text_of(cir_row_raw(row, "id")));
        if (label != CIR_INDEX_NONE && !parts->label_is_used[label] && cir_row_is_first(row, "id", NULL))
            cir_row_report(parts->load, row, "id", "'%s' labels no band and no option", cir_row_raw(row, "id"));
    }
}

/* ---- bands ---- */

static bool is_colour(const char *text)
{
    return strlen(text) == 7 && *text == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

static double low_of(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    struct cir_bounds bounds = {.low = 0, .high = parts->scheme->score_max, .expected = "a number from 0 to score_max"};
    if (parts->tables[CIR_SCHEME_FACTORS].row_count > 0)
        return cir_row_number(parts->load, row, "low", &bounds);
    if (*cir_row_raw(row, "low") != '\0')
        cir_row_refuse(parts->load, row, "low", "empty, as it is in a scheme without factors");
    return NAN;
}

static void fill_band(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_band *band)
{
    struct cir_load *load = parts->load;
    *band = (struct cir_band){
        .level = cir_row_integer(load, row, "level", 0, LEVEL_MAX),
        .low = low_of(parts, row),
        .label = cir_scheme_label(parts, row, "label"),
        .colour = cir_row_raw(row, "colour"),
        .ppd41 = cir_row_optional_integer(load, row, "ppd41", 0, PPD41_MAX, PPD41_NONE),
    };
    if (!is_colour(band->colour))
        cir_row_refuse(load, row, "colour", "a colour such as #d9480f");
}

static void check_rise(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_band *band)
{
    if (row == parts->tables[CIR_SCHEME_BANDS].rows) {
        if (band->low > 0)
            cir_row_refuse(parts->load, row, "low", "0, where the lowest band begins");
        return;
    }
    if (band->level <= band[-1].level)
        cir_row_refuse(parts->load, row, "level", "above the level of the row before");
    if (band->low <= band[-1].low)
        cir_row_refuse(parts->load, row, "low", "above the low of the row before");
    if (band->ppd41 != PPD41_NONE && band->ppd41 < band[-1].ppd41)
        cir_row_refuse(parts->load, row, "ppd41", "at least that of the row before");
}

void cir_scheme_fill_bands(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_BANDS];
    scheme->bands = cir_load_take(parts->load, table->row_count, sizeof *scheme->bands);
    for (size_t i = 0; scheme->bands != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (i == CIR_LEVELS_MAX) {
            cir_row_report(parts->load, row, "level", "a scheme has at most %d levels", CIR_LEVELS_MAX);
            break;
        }
        fill_band(parts, row, &scheme->bands[i]);
        check_rise(parts, row, &scheme->bands[i]);
        scheme->band_count = i + 1;
    }
    if (table->row_count == 0)
        cir_load_report(parts->load, (struct cir_place){.file = table->file}, "no band; expected at least one");
}
