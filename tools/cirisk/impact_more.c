#include "impact_more.h"

#include "command.h"
#include "listing.h"

#include <math.h>
#include <stdlib.h>

/* ---- making ---- */

static enum cir_status make_spread(struct impact_more *more, const struct impact_view *view,
                                   const struct impact_hits *hits, const struct cir_impact_models *models,
                                   const struct impact_wishes *wishes, struct cir_error *error)
{
    const struct cir_spread_options options = {
        .draws = wishes->draws,
        .orders = view->orders,
        .variation = wishes->variation,
        .otherwise_h = IMPACT_OTHERWISE_H,
        .top = view->top,
    };
    more->has_spread = true;
    more->draws = wishes->draws;
    more->variation = wishes->variation;
    return cir_spread_compute(&more->spread, models, hits->spans, hits->count, &options, error);
}

enum cir_status impact_more_make(struct impact_more *more, const struct impact_view *view,
                                 const struct impact_hits *hits, const struct cir_impact_models *models,
                                 const struct impact_wishes *wishes, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    *more = (struct impact_more){.paths = NULL};
    if (wishes->paths > 0) {
        more->paths = calloc(wishes->paths * (view->shock_count + 1), sizeof *more->paths);
        status = more->paths != NULL
                     ? impact_find_paths(more->paths, &more->path_count, wishes->paths, view, models->needs, error)
                     : cir_fail_memory(error);
    }
    if (status == CIR_OK && wishes->recovery) {
        more->has_curve = true;
        status = impact_find_curve(&more->curve, view, wishes->fine_recovery, error);
    }
    if (status == CIR_OK && wishes->draws > 0)
        status = make_spread(more, view, hits, models, wishes, error);
    return status;
}

void impact_more_free(struct impact_more *more)
{
    free(more->paths);
    cir_spread_free(&more->spread);
}

/* ---- as text ---- */

static void set_chain(struct listing *listing, size_t column, const struct impact_view *view,
                      const struct cir_path *path)
{
    struct cir_buffer text = {0};
    for (unsigned k = 0; k <= path->count; k++) {
        cir_buffer_add_string(&text, k > 0 ? " > " : "");
        cir_buffer_add_string(&text, view->network->nodes[path->nodes[k]].name);
    }
    listing_set_buffer(listing, column, &text);
}

static int print_paths(const struct impact_more *more, const struct impact_view *view, const struct terminal *terminal,
                       FILE *out)
{
    static const struct listing_column columns[] = {
        {"chain", LISTING_WRAP}, {"weight", LISTING_NUMBER}, {"at stake a year", LISTING_NUMBER}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < more->path_count; i++) {
        listing_row(&listing);
        set_chain(&listing, 0, view, &more->paths[i]);
        listing_set_number(&listing, 1, more->paths[i].weight);
        listing_set_number(&listing, 2, more->paths[i].risk);
    }
    fprintf(out,
            "\nStrongest chains of dependencies: weight is the share of the end's output lost by way of the chain, "
            "at stake\nthe output along it, in %s; chains share their beginnings and do not add up\n",
            view->network->unit);
    int code = more->path_count > 0 ? listing_print(&listing, LISTING_TEXT, terminal, out) : EXIT_CLEAN;
    if (more->path_count == 0)
        fputs("no table tells of any\n", out);
    cir_arena_free(&arena);
    return code;
}

static void add_spread_row(struct listing *listing, const char *name, const char *end, const double *quantiles)
{
    listing_row(listing);
    listing_set_format(listing, 0, "%s, %s end", name, end);
    for (size_t i = 0; i < CIR_SPREAD_QUANTILES; i++)
        listing_set_number(listing, 1 + i, quantiles[i]);
}

static int print_spread(const struct impact_more *more, const struct impact_view *view, const struct terminal *terminal,
                        FILE *out)
{
    static const struct listing_column columns[] = {
        {"", LISTING_WORDS}, {"5 %", LISTING_NUMBER}, {"50 %", LISTING_NUMBER}, {"95 %", LISTING_NUMBER}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t part = 0; part < CIR_PARTS; part++)
        for (size_t end = 0; end < CIR_ENDS; end++)
            add_spread_row(&listing, impact_parts[part], impact_ends[end], more->spread.losses[end][part]);
    for (size_t end = 0; end < CIR_ENDS; end++)
        add_spread_row(&listing, "States 0.1%", impact_ends[end], more->spread.states[end]);
    fprintf(
        out,
        "\nHow sure: %u draws of share, duration, criticality, redundancy and recovery (each by %.0f %%), until all "
        "has recovered\n",
        more->draws, 100 * more->variation);
    int code = listing_print(&listing, LISTING_TEXT, terminal, out);
    fputs("\nHow often among the worst by loss, of the draws\n", out);
    for (size_t i = 0; i < view->impact->node_count; i++)
        if (more->spread.in_top[i] >= .05)
            fprintf(out, "%3.0f %%  %s\n", 100 * more->spread.in_top[i], view->network->nodes[i].name);
    cir_arena_free(&arena);
    return code;
}

int impact_more_print(const struct impact_more *more, const struct impact_view *view, const struct terminal *terminal,
                      FILE *out)
{
    int code = more->paths != NULL ? print_paths(more, view, terminal, out) : EXIT_CLEAN;
    if (code == EXIT_CLEAN && more->has_curve)
        code = impact_print_curve(&more->curve, view, terminal, out);
    return code == EXIT_CLEAN && more->has_spread ? print_spread(more, view, terminal, out) : code;
}

/* ---- as JSON ---- */

static json_t *paths_json(const struct impact_more *more, const struct impact_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < more->path_count; i++) {
        json_t *nodes = json_array();
        for (unsigned k = 0; k <= more->paths[i].count; k++)
            json_array_append_new(nodes, json_string(view->network->nodes[more->paths[i].nodes[k]].name));
        json_array_append_new(list, json_pack("{s:o, s:f, s:f}", "nodes", nodes, "weight", more->paths[i].weight,
                                              "at_stake_per_year", more->paths[i].risk));
    }
    return list;
}

static json_t *quantiles_json(const double *quantiles)
{
    return json_pack("{s:f, s:f, s:f}", "p5", quantiles[0], "p50", quantiles[1], "p95", quantiles[2]);
}

static json_t *spread_json(const struct impact_more *more, const struct impact_view *view)
{
    json_t *object = json_pack("{s:i, s:f}", "draws", (int)more->draws, "variation", more->variation);
    json_t *stability = json_object();
    for (size_t end = 0; end < CIR_ENDS; end++) {
        json_t *sums = json_object();
        for (size_t part = 0; part < CIR_PARTS; part++)
            json_object_set_new(sums, impact_parts[part], quantiles_json(more->spread.losses[end][part]));
        json_object_set_new(sums, "indirect", quantiles_json(more->spread.indirect[end]));
        json_object_set_new(sums, "states", quantiles_json(more->spread.states[end]));
        json_object_set_new(object, impact_ends[end], sums);
    }
    for (size_t i = 0; i < view->impact->node_count; i++)
        if (more->spread.in_top[i] > 0)
            json_object_set_new(stability, view->network->nodes[i].name, json_real(more->spread.in_top[i]));
    json_object_set_new(object, "in_top", stability);
    return object;
}

void impact_more_json(json_t *document, const struct impact_more *more, const struct impact_view *view)
{
    if (more->paths != NULL)
        json_object_set_new(document, "paths", paths_json(more, view));
    if (more->has_curve)
        json_object_set_new(document, "recovery", impact_curve_json(&more->curve));
    if (more->has_spread)
        json_object_set_new(document, "spread", spread_json(more, view));
}
