#include "impact_view.h"

#include <math.h>
#include <stdlib.h>

enum { JSON_SCHEMA_VERSION = 1 };

static json_t *number(double value)
{
    return isnan(value) ? json_null() : json_real(value);
}

static json_t *network(const struct impact_view *view)
{
    const struct cir_network *of = view->network;
    return json_pack("{s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:b}", "name", of->name, "title", of->title, "data_year",
                     of->year > 0 ? json_integer(of->year) : json_null(), "unit", of->unit, "licence", of->licence,
                     "source", of->source, "sha256", of->sha256, "rest_of_world", impact_is_cut_out(view));
}

static json_t *shocks(const struct impact_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->shock_count; i++) {
        const struct cir_network_node *node = &view->network->nodes[view->shocks[i].node];
        const struct cir_shock_spans *spans = &view->spans[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "node", node->name,
                                        "share_of_output", number(view->shocks[i].share), "share_of_output_low",
                                        number(spans->share_low), "share_of_output_high", number(spans->share_high),
                                        "duration_h", number(view->shocks[i].duration_h), "duration_h_low",
                                        number(spans->duration_low_h), "duration_h_high",
                                        number(spans->duration_high_h), "output_per_year", number(node->output)));
    }
    return list;
}

static json_t *counts(const size_t *values)
{
    json_t *list = json_array();
    for (size_t i = 0; i < CIR_IMPACT_THRESHOLDS; i++)
        json_array_append_new(list, json_pack("{s:o, s:I}", "from_share", number(cir_impact_thresholds[i]), "count",
                                              (json_int_t)values[i]));
    return list;
}

static json_t *sums(const struct cir_impact_sums *of)
{
    json_t *losses = json_object();
    for (size_t i = 0; i < CIR_PARTS; i++)
        json_object_set_new(losses, impact_parts[i], number(of->losses[i]));
    return json_pack("{s:o, s:o, s:o, s:o}", "losses", losses, "states", counts(of->states), "nodes", counts(of->nodes),
                     "foreign_after_h", number(of->foreign_after_h));
}

static json_t *layers(const struct impact_view *view)
{
    json_t *object = json_object();
    for (size_t i = 0; i < CIR_LAYERS; i++) {
        json_t *layer = sums(&view->impact->layers[i].sums);
        json_object_set_new(layer, "answers", json_string(impact_layers[i].meaning));
        json_object_set_new(layer, "clipped", json_integer((json_int_t)view->impact->layers[i].clipped));
        json_object_set_new(object, impact_layers[i].name, layer);
    }
    return object;
}

static json_t *row(const struct impact_view *view, size_t node)
{
    json_t *object = json_pack("{s:s, s:s}", "node", view->network->nodes[node].name, "part",
                               impact_parts[view->impact->parts[node]]);
    for (size_t i = 0; i < CIR_LAYERS; i++) {
        const struct cir_layer *layer = &view->impact->layers[i];
        json_object_set_new(object, impact_layers[i].name,
                            json_pack("{s:o, s:o, s:o}", "share", number(layer->shares[node]), "loss",
                                      number(layer->losses[node]), "felt_after_h", number(layer->felt_after_h[node])));
    }
    return object;
}

static json_t *top(const struct impact_view *view, double (*value_of)(const struct impact_view *view, size_t node))
{
    size_t count = view->impact->node_count;
    double *values = calloc(count + 1, sizeof *values);
    size_t *order = calloc(count + 1, sizeof *order);
    json_t *list = values != NULL && order != NULL ? json_array() : NULL;
    for (size_t i = 0; list != NULL && i < count; i++)
        values[i] = value_of(view, i);
    size_t ranked = 0;
    if (list != NULL && !impact_rank(order, &ranked, view, values)) {
        json_decref(list);
        list = NULL;
    }
    for (size_t i = 0; i < ranked && i < view->top; i++)
        json_array_append_new(list, row(view, order[i]));
    free(values);
    free(order);
    return list;
}

static json_t *regional(const struct impact_view *view)
{
    struct cir_buffer text = {0};
    impact_add_regional(&text, view);
    json_t *words = text.failed ? NULL : json_stringn(text.data, text.size);
    cir_buffer_free(&text);
    return words;
}

json_t *impact_json(const struct impact_view *view)
{
    return json_pack("{s:i, s:o, s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "schema_version", JSON_SCHEMA_VERSION,
                     "network", network(view), "shocks", shocks(view), "orders", (int)view->orders, "regional",
                     regional(view), "low", sums(&view->impact->ends[CIR_END_LOW]), "high",
                     sums(&view->impact->ends[CIR_END_HIGH]), "layers", layers(view), "top_by_loss",
                     top(view, impact_high), "top_by_share", top(view, impact_high_share));
}
