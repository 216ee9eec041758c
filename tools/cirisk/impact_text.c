#include "command.h"
#include "impact_view.h"
#include "listing.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>

static void print_number(FILE *out, double value)
{
    struct cir_buffer text = {0};
    listing_add_number(&text, value);
    fprintf(out, "%.*s", CIR_TEXT_ARGS(cir_buffer_text(&text)));
    cir_buffer_free(&text);
}

static void print_span(FILE *out, double low, double high)
{
    print_number(out, low);
    if (low < high) {
        fputs(" to ", out);
        print_number(out, high);
    }
}

static void print_shocks(const struct impact_view *view, FILE *out)
{
    for (size_t i = 0; i < view->shock_count; i++) {
        const struct cir_shock_spans *shock = &view->spans[i];
        const struct cir_network_node *node = &view->network->nodes[shock->node];
        fprintf(out, "%s loses ", node->name);
        print_span(out, shock->share_low * 100, shock->share_high * 100);
        fputs(" % of its output for ", out);
        print_span(out, shock->duration_low_h, shock->duration_high_h);
        fputs(" h; its output is ", out);
        print_number(out, node->output);
        fprintf(out, " %s a year\n", view->network->unit);
    }
}

static int print_sums(const struct impact_view *view, const struct terminal *terminal, FILE *out)
{
    static const struct listing_column columns[] = {
        {"", LISTING_WORDS},          {"direct", LISTING_NUMBER}, {"domestic", LISTING_NUMBER},
        {"regional", LISTING_NUMBER}, {"global", LISTING_NUMBER}, {"States 0.1%", LISTING_NUMBER},
        {"1%", LISTING_NUMBER},       {"10%", LISTING_NUMBER},    {"abroad after h", LISTING_NUMBER}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    const struct cir_impact_sums *rows[] = {&view->impact->ends[CIR_END_LOW], &view->impact->ends[CIR_END_HIGH],
                                            &view->impact->layers[CIR_LAYER_MONEY].sums,
                                            &view->impact->layers[CIR_LAYER_FUNCTIONAL].sums,
                                            &view->impact->layers[CIR_LAYER_UPSTREAM].sums};
    static const char *const names[] = {"low", "high", "money", "functional", "upstream"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, names[i]);
        for (size_t part = 0; part < CIR_PARTS; part++)
            listing_set_number(&listing, 1 + part, rows[i]->losses[part]);
        for (size_t k = 0; k < CIR_IMPACT_THRESHOLDS; k++)
            listing_set_number(&listing, 1 + CIR_PARTS + k, (double)rows[i]->states[k]);
        listing_set_number(&listing, 1 + CIR_PARTS + CIR_IMPACT_THRESHOLDS, rows[i]->foreign_after_h);
    }
    int code = listing_print(&listing, LISTING_TEXT, terminal, out);
    cir_arena_free(&arena);
    return code;
}

static void add_ranked(struct listing *listing, const struct impact_view *view, size_t node)
{
    const struct cir_layer *money = &view->impact->layers[CIR_LAYER_MONEY];
    const struct cir_layer *functional = &view->impact->layers[CIR_LAYER_FUNCTIONAL];
    listing_row(listing);
    listing_set(listing, 0, view->network->nodes[node].name);
    listing_set(listing, 1, impact_parts[view->impact->parts[node]]);
    listing_set_number(listing, 2, 100 * fmin(money->shares[node], functional->shares[node]));
    listing_set_number(listing, 3, 100 * impact_high_share(view, node));
    listing_set_number(listing, 4, fmin(money->losses[node], functional->losses[node]));
    listing_set_number(listing, 5, impact_high(view, node));
    listing_set_number(listing, 6, functional->felt_after_h[node]);
}

static int list_ranked(const struct impact_view *view, const size_t *order, size_t count,
                       const struct terminal *terminal, FILE *out)
{
    static const struct listing_column columns[] = {{"node", LISTING_WORDS},         {"part", LISTING_WORDS},
                                                    {"lost % low", LISTING_NUMBER},  {"lost % high", LISTING_NUMBER},
                                                    {"loss low", LISTING_NUMBER},    {"loss high", LISTING_NUMBER},
                                                    {"felt after h", LISTING_NUMBER}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < count && i < view->top; i++)
        add_ranked(&listing, view, order[i]);
    int code = listing_print(&listing, LISTING_TEXT, terminal, out);
    cir_arena_free(&arena);
    return code;
}

static int print_ranking(const struct impact_view *view, const double *values, const char *title,
                         const struct terminal *terminal, FILE *out)
{
    size_t *order = calloc(view->impact->node_count + 1, sizeof *order);
    size_t count = 0;
    int code = EXIT_CLEAN;
    fprintf(out, "\n%s\n", title);
    if (order == NULL || !impact_rank(order, &count, view, values))
        code = say_no_memory();
    else if (count > 0)
        code = list_ranked(view, order, count, terminal, out);
    else
        fputs("nobody else loses anything\n", out);
    free(order);
    return code;
}

static int print_rankings(const struct impact_view *view, const struct terminal *terminal, FILE *out)
{
    size_t count = view->impact->node_count;
    double *values = calloc(2 * count + 1, sizeof *values);
    if (values == NULL)
        return say_no_memory();
    for (size_t i = 0; i < count; i++) {
        values[i] = impact_high(view, i);
        values[count + i] = impact_high_share(view, i);
    }
    int code = print_ranking(view, values, "Greatest losses, by the high end", terminal, out);
    if (code == EXIT_CLEAN)
        code = print_ranking(view, &values[count], "Greatest shares of output lost, by the high end", terminal, out);
    free(values);
    return code;
}

static void print_regional(const struct impact_view *view, FILE *out)
{
    struct cir_buffer text = {0};
    impact_add_regional(&text, view);
    fprintf(out, "regional: %.*s. functional: at most %u dependencies in a row.\n",
            CIR_TEXT_ARGS(cir_buffer_text(&text)), view->orders);
    cir_buffer_free(&text);
}

static void print_notes(const struct impact_view *view, FILE *out)
{
    const struct cir_network *network = view->network;
    fprintf(out, "\nLosses are output lost over the hours of the outage, in %s, ", network->unit);
    impact_print_year(network, out);
    fputs(".\n", out);
    for (size_t i = 0; i < CIR_LAYERS; i++)
        fprintf(out, "%s: %s.\n", impact_layers[i].name, impact_layers[i].meaning);
    fputs("low and high: of each sum, the lesser and the greater of money and functional.\n", out);
    if (impact_has_spans(view))
        fputs("Of ranges, low counts the least and high the greatest; layers and nodes are told for their middle.\n",
              out);
    print_regional(view, out);
    if (network->criticality == NULL)
        fputs("No table tells what these sectors cannot do without: there is no high end.\n", out);
    if (impact_is_cut_out(view))
        fputs("money table: rest of world. A State that is hit has no flows of its own there: they are its part of the "
              "rest of the world by GDP.\nWhat it sells abroad is thus their mix and not its own: of global losses the "
              "size alone means anything.\n",
              out);
    for (size_t i = 0; i < CIR_LAYERS; i++)
        if (view->impact->layers[i].clipped > 0)
            fprintf(out, "%s: %zu nodes were cut to all of their output.\n", impact_layers[i].name,
                    view->impact->layers[i].clipped);
    fprintf(out, "Not a forecast: no prices, no rerouting, no facility. Source: %s\nLicence: %s\n", network->source,
            network->licence);
}

int impact_print_text(const struct impact_view *view, const struct terminal *terminal, FILE *out)
{
    fprintf(out, "Network %s: %s, ", view->network->name, view->network->title);
    impact_print_year(view->network, out);
    fputc('\n', out);
    print_shocks(view, out);
    fputc('\n', out);
    int code = print_sums(view, terminal, out);
    if (code == EXIT_CLEAN)
        code = print_rankings(view, terminal, out);
    print_notes(view, out);
    return code;
}
