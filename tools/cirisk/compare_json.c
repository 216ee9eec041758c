#include "compare_view.h"
#include "output.h"

enum { JSON_SCHEMA_VERSION = 1 };

static json_t *count(uint64_t rows)
{
    return json_integer((json_int_t)rows);
}

static json_t *estimate(const struct cir_estimate *of)
{
    return json_pack("{s:o, s:o, s:o}", "value", output_json_number(of->value), "low", output_json_number(of->low),
                     "high", output_json_number(of->high));
}

static json_t *levels(const struct cir_comparison *comparison, size_t scheme)
{
    const struct cir_scale *scale = &comparison->scales[scheme];
    json_t *list = json_array();
    for (size_t i = 0; i < scale->count; i++)
        json_array_append_new(list, json_pack("{s:i, s:s, s:o}", "level", scale->levels[i], "label", scale->labels[i],
                                              "rows", count(comparison->levels[scheme][i])));
    return list;
}

static json_t *schemes(const struct cir_comparison *comparison)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparison->scheme_count; i++)
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "scheme", comparison->scales[i].name, "scale",
                            comparison->scales[i].is_seen ? "seen" : "scheme", "told", count(comparison->told[i]),
                            "cannot_tell", count(comparison->rows - comparison->told[i] - comparison->outside[i]),
                            "not_applicable", count(comparison->outside[i]), "levels", levels(comparison, i)));
    return list;
}

static json_t *cells(const struct cir_cross_table *table)
{
    json_t *list = json_array();
    for (size_t i = 0; i < table->row_count; i++) {
        json_t *row = json_array();
        for (size_t j = 0; j < table->column_count; j++)
            json_array_append_new(row, count((uint64_t)table->cells[i][j]));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *pairs(const struct cir_comparison *comparison)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparison->agreement.pair_count; i++) {
        const struct cir_pair_agreement *pair = &comparison->agreement.pairs[i];
        uint64_t rows = (uint64_t)cir_cross_table_total(&pair->table);
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "first", comparison->scales[pair->first].name,
                            "second", comparison->scales[pair->second].name, "rows", count(rows), "left_out",
                            count(comparison->rows - rows), "not_applicable", count(pair->outside), "cells",
                            cells(&pair->table), "tau_b", estimate(&pair->tau_b), "kappa", estimate(&pair->kappa)));
    }
    return list;
}

static json_t *side(const struct cir_comparison *comparison, const struct cir_side *of)
{
    const struct cir_scale *scale = &comparison->scales[of->scheme];
    return json_pack("{s:s, s:i, s:s, s:s}", "scheme", scale->name, "level", scale->levels[of->place], "label",
                     scale->labels[of->place], "reason", of->reason);
}

static json_t *disagreements(const struct cir_comparison *comparison)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparison->top_count; i++) {
        const struct cir_disagreement *row = &comparison->top[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:o, s:o, s:o}", "line", count(row->line), "id", row->id,
                                              "apart", output_json_number(row->distance), "higher",
                                              side(comparison, &row->higher), "lower", side(comparison, &row->lower)));
    }
    return list;
}

json_t *compare_json(const struct compare_view *view)
{
    const struct cir_comparison *comparison = view->comparison;
    json_t *document = json_pack(
        "{s:i, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:o, s:o}, s:o}", "schema_version", JSON_SCHEMA_VERSION,
        "tool_version", CIR_VERSION, "rows", count(comparison->rows), "told_by_two", count(comparison->paired),
        "differing", count(comparison->differing), "resamples", count(view->resampling.resamples), "seed",
        count(view->resampling.seed), "schemes", schemes(comparison), "pairs", pairs(comparison), "alpha", "ordinal",
        estimate(&comparison->agreement.alpha_ordinal), "interval", estimate(&comparison->agreement.alpha_interval),
        "disagreements", disagreements(comparison));
    bool whole = document != NULL &&
                 json_array_size(json_object_get(document, "schemes")) == comparison->scheme_count &&
                 json_array_size(json_object_get(document, "pairs")) == comparison->agreement.pair_count &&
                 json_array_size(json_object_get(document, "disagreements")) == comparison->top_count;
    if (whole)
        return document;
    json_decref(document);
    return NULL;
}
