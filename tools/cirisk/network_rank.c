#include "command.h"
#include "impact/indices.h"
#include "impact_view.h"
#include "network_card.h"
#include "ranked.h"
#include "say.h"

#include <math.h>

enum { TOP_MAX = 10000 };

enum order { BY_INFLUENCE, BY_DEPENDENCY, BY_LOSS, RANK_ORDERS };

static const char *const titles[RANK_ORDERS] = {[BY_INFLUENCE] = "Greatest overall influence",
                                                [BY_DEPENDENCY] = "Greatest overall dependency",
                                                [BY_LOSS] = "Greatest losses of all others"};

/* In text the numbers stand under a shorter head, as every list has them all; the rest is told above the lists. */
static const struct listing_column columns[] = {{"node", LISTING_WORDS},
                                                {"influence", LISTING_NUMBER},
                                                {"overall_influence", LISTING_NUMBER},
                                                {"influence_rank", LISTING_NUMBER},
                                                {"dependency", LISTING_NUMBER},
                                                {"overall_dependency", LISTING_NUMBER},
                                                {"dependency_abroad", LISTING_NUMBER},
                                                {"dependency_rank", LISTING_NUMBER},
                                                {"loss", LISTING_NUMBER},
                                                {"loss_abroad", LISTING_NUMBER},
                                                {"loss_ratio", LISTING_NUMBER},
                                                {"loss_rank", LISTING_NUMBER},
                                                {"layer", LISTING_WORDS},
                                                {"unit", LISTING_WORDS},
                                                {"data_year", LISTING_NUMBER},
                                                {"licence", LISTING_WORDS}};
static const struct listing_column short_columns[] = {
    {"node", LISTING_WORDS},    {"influence", LISTING_NUMBER},  {"overall", LISTING_NUMBER},
    {"rank", LISTING_NUMBER},   {"dependency", LISTING_NUMBER}, {"overall", LISTING_NUMBER},
    {"abroad", LISTING_NUMBER}, {"rank", LISTING_NUMBER},       {"loss", LISTING_NUMBER},
    {"abroad", LISTING_NUMBER}, {"ratio", LISTING_NUMBER},      {"rank", LISTING_NUMBER}};
enum { COLUMNS = sizeof columns / sizeof columns[0], SHORT_COLUMNS = sizeof short_columns / sizeof short_columns[0] };

/* A network in all orders; lists are of the arena. */
struct ranking {
    const struct cir_network *network;
    struct catalogue *catalogue;
    struct cir_node_indices *indices;   /* by node */
    struct ranked *orders[RANK_ORDERS]; /* the greatest first */
    size_t *places[RANK_ORDERS];        /* by node, from 1 */
};

/* ---- orders ---- */

static double value_of(const struct cir_node_indices *indices, enum order order)
{
    const double values[RANK_ORDERS] = {[BY_INFLUENCE] = indices->overall_influence,
                                        [BY_DEPENDENCY] = indices->overall_dependency,
                                        [BY_LOSS] = indices->loss};
    return values[order];
}

static void sort(struct ranking *ranking, enum order order)
{
    struct ranked *list = ranking->orders[order];
    const size_t count = ranking->network->node_count;
    for (size_t i = 0; i < count; i++)
        list[i] = (struct ranked){i, value_of(&ranking->indices[i], order)};
    ranked_sort(list, count);
    for (size_t i = 0; i < count; i++)
        ranking->places[order][list[i].node] = i + 1;
}

static bool take_room(struct ranking *ranking)
{
    struct cir_arena *arena = &ranking->catalogue->arena;
    const size_t count = ranking->network->node_count;
    ranking->indices = cir_arena_take(arena, count, sizeof *ranking->indices);
    bool whole = ranking->indices != NULL;
    for (int i = 0; i < RANK_ORDERS; i++) {
        ranking->orders[i] = cir_arena_take(arena, count, sizeof *ranking->orders[i]);
        ranking->places[i] = cir_arena_take(arena, count, sizeof *ranking->places[i]);
        whole = whole && ranking->orders[i] != NULL && ranking->places[i] != NULL;
    }
    return whole;
}

/* ---- printing ---- */

/* What text tells above the lists. */
static void add_source(struct listing *listing, const struct ranking *ranking)
{
    const struct cir_network *network = ranking->network;
    size_t column = SHORT_COLUMNS;
    listing_set(listing, column++, impact_layers[ranking->catalogue->options->layer].name);
    listing_set(listing, column++, network->unit);
    if (network->year > 0)
        listing_set_format(listing, column, "%d", network->year);
    listing_set(listing, ++column, network->licence);
}

static void add_node(struct listing *listing, const struct ranking *ranking, size_t node)
{
    const struct cir_node_indices *indices = &ranking->indices[node];
    const struct cir_network_node *known = &ranking->network->nodes[node];
    const double cells[SHORT_COLUMNS - 1] = {indices->influence,
                                             indices->overall_influence,
                                             (double)ranking->places[BY_INFLUENCE][node],
                                             indices->dependency,
                                             indices->overall_dependency,
                                             indices->dependency_abroad,
                                             (double)ranking->places[BY_DEPENDENCY][node],
                                             indices->loss,
                                             indices->loss_abroad,
                                             known->output > 0 ? indices->loss / known->output : NAN,
                                             (double)ranking->places[BY_LOSS][node]};
    listing_row(listing);
    listing_set(listing, 0, known->name);
    for (size_t i = 1; i < SHORT_COLUMNS; i++)
        listing_set_number(listing, i, cells[i - 1]);
    if (ranking->catalogue->options->format != LISTING_TEXT)
        add_source(listing, ranking);
}

static int print_order(const struct ranking *ranking, enum order order, size_t most)
{
    const bool is_text = ranking->catalogue->options->format == LISTING_TEXT;
    struct listing listing =
        listing_start(is_text ? short_columns : columns, is_text ? SHORT_COLUMNS : COLUMNS, &ranking->catalogue->arena);
    for (size_t i = 0; i < ranking->network->node_count && i < most; i++)
        add_node(&listing, ranking, ranking->orders[order][i].node);
    return catalogue_print(ranking->catalogue, &listing);
}

static void print_head(const struct ranking *ranking)
{
    const struct catalogue_options *options = ranking->catalogue->options;
    const struct impact_layer_words *layer = &impact_layers[options->layer];
    printf("Network %s, ", ranking->network->name);
    impact_print_year(ranking->network, stdout);
    printf("; licence: %s\nLayer %s: %s", ranking->network->licence, layer->name, layer->meaning);
    if (options->layer == CIR_LAYER_FUNCTIONAL)
        printf("; over at most %u dependencies", (unsigned)options->orders);
    printf("\ninfluence: mean share of output that each other loses by the node; dependency: that it loses by each "
           "other;\n"
           "overall: over all dependencies in a row; loss: of all others in a year without the node, in %s;\n"
           "ratio: loss over the output of the node\n",
           ranking->network->unit);
}

static int print_lists(const struct ranking *ranking)
{
    int code = EXIT_CLEAN;
    print_head(ranking);
    for (int i = 0; i < RANK_ORDERS && code == EXIT_CLEAN; i++) {
        printf("\n%s\n", titles[i]);
        code = print_order(ranking, (enum order)i, (size_t)ranking->catalogue->options->top);
    }
    return code;
}

/* ---- asking ---- */

static int refuse(const char *why)
{
    say("networks", "%s; see 'cirisk networks --help'", why);
    return EXIT_USAGE;
}

/* Of needs that nobody rated nothing is known, which is not that there are none. */
static bool is_rated(const struct cir_network *network)
{
    const size_t pairs = network->criticality != NULL ? network->sector_count * network->sector_count : 0;
    for (size_t i = 0; i < pairs; i++)
        if (network->criticality[i].source != NULL)
            return true;
    return false;
}

static enum cir_status compute(struct ranking *ranking, struct cir_error *error)
{
    const struct catalogue_options *options = ranking->catalogue->options;
    struct cir_impact_models models = {.network = ranking->network};
    struct cir_needs *needs = NULL;
    enum cir_status status =
        options->layer == CIR_LAYER_FUNCTIONAL ? cir_needs_new(&needs, models.network, error) : CIR_OK;
    models.needs = needs;
    if (status == CIR_OK)
        status = cir_indices_compute(ranking->indices, &models, (enum cir_impact_layer)options->layer,
                                     (unsigned)options->orders, error);
    cir_needs_free(needs);
    return status;
}

int network_rank_print(const struct cir_network *network, struct catalogue *catalogue)
{
    const struct catalogue_options *options = catalogue->options;
    struct ranking ranking = {.network = network, .catalogue = catalogue};
    struct cir_error error;
    if (options->orders < 1 || options->orders > CIR_NEED_ORDERS_MAX)
        return refuse("--orders is from 1 to 100");
    if (options->top > TOP_MAX)
        return refuse("--top is at most 10000");
    if (options->layer == CIR_LAYER_FUNCTIONAL && !is_rated(network))
        return refuse("no table rates what its sectors cannot do without, which --layer functional asks for");
    enum cir_status status = take_room(&ranking) ? compute(&ranking, &error) : cir_fail_memory(&error);
    if (status != CIR_OK)
        return say_error(&error);
    for (int i = 0; i < RANK_ORDERS; i++)
        sort(&ranking, (enum order)i);
    return options->format == LISTING_TEXT ? print_lists(&ranking)
                                           : print_order(&ranking, BY_INFLUENCE, network->node_count);
}
