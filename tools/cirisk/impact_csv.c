#include "base/number.h"
#include "command.h"
#include "impact_view.h"
#include "listing.h"
#include "say.h"

#include <math.h>

/* As short as reads back the same; empty where it is not known. */
static void set_exact(struct listing *listing, size_t column, double value)
{
    char text[CIR_NUMBER_SIZE];
    struct cir_buffer buffer = {0};
    if (!isnan(value))
        cir_buffer_add(&buffer, (struct cir_text){text, cir_number_write_exact(text, value)});
    listing_set_buffer(listing, column, &buffer);
}

static void add_node(struct listing *listing, const struct impact_view *view, size_t node)
{
    const struct cir_network *network = view->network;
    const struct cir_network_node *row = &network->nodes[node];
    size_t column = 0;
    listing_row(listing);
    listing_set(listing, column++, row->name);
    listing_set(listing, column++, network->states[row->state].code);
    listing_set(listing, column++, network->sectors[row->sector].code);
    listing_set(listing, column++, impact_parts[view->impact->parts[node]]);
    for (size_t i = 0; i < CIR_LAYERS; i++) {
        set_exact(listing, column++, view->impact->layers[i].shares[node]);
        set_exact(listing, column++, view->impact->layers[i].losses[node]);
    }
    set_exact(listing, column++, view->impact->layers[CIR_LAYER_FUNCTIONAL].felt_after_h[node]);
    listing_set(listing, column++, network->unit);
    if (network->year > 0)
        listing_set_format(listing, column, "%d", network->year);
    column++;
    listing_set(listing, column, network->licence);
}

int impact_print_csv(const struct impact_view *view, FILE *out)
{
    static const struct listing_column columns[] = {{"node", LISTING_WORDS},
                                                    {"state", LISTING_WORDS},
                                                    {"sector", LISTING_WORDS},
                                                    {"part", LISTING_WORDS},
                                                    {"upstream_share", LISTING_NUMBER},
                                                    {"upstream_loss", LISTING_NUMBER},
                                                    {"money_share", LISTING_NUMBER},
                                                    {"money_loss", LISTING_NUMBER},
                                                    {"functional_share", LISTING_NUMBER},
                                                    {"functional_loss", LISTING_NUMBER},
                                                    {"felt_after_h", LISTING_NUMBER},
                                                    {"unit", LISTING_WORDS},
                                                    {"data_year", LISTING_NUMBER},
                                                    {"licence", LISTING_WORDS}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < view->impact->node_count; i++)
        add_node(&listing, view, i);
    int code = listing_print(&listing, LISTING_CSV, &(struct terminal){.width = 80}, out);
    cir_arena_free(&arena);
    return code;
}
