#include "network_card.h"

#include <math.h>
#include <stdlib.h>

enum { LARGEST = 10 };

static void add_number(struct listing *card, const char *key, double value)
{
    catalogue_card_add(card, key, NULL);
    listing_set_number(card, 1, value);
}

static void add_keys(struct listing *card, const struct cir_network *network)
{
    catalogue_card_add(card, "network", network->name);
    catalogue_card_add(card, "title", network->title);
    catalogue_card_add(card, "year of the data", NULL);
    if (network->year > 0)
        listing_set_format(card, 1, "%d", network->year);
    catalogue_card_add(card, "unit, a year", network->unit);
    catalogue_card_add(card, "licence", network->licence);
    catalogue_card_add(card, "source", network->source);
    catalogue_card_add(card, "SHA-256", network->sha256);
    if (network->rest == CIR_INDEX_NONE)
        return;
    catalogue_card_add(card, "rest of the world", network->states[network->rest].code);
    add_number(card, "of its own purchases, within one State", network->rest_domestic_share);
}

static void add_states(struct listing *card, const struct cir_network *network)
{
    struct cir_buffer text = {0};
    for (size_t i = 0; i < network->state_count; i++)
        cir_buffer_add_format(&text, "%s%s", i > 0 ? ", " : "", network->states[i].code);
    catalogue_card_add(card, "States", NULL);
    listing_set_count(card, 1, network->state_count);
    catalogue_card_add(card, "codes of the States", NULL);
    listing_set_buffer(card, 1, &text);
}

void network_add_held(struct cir_buffer *text, const struct cir_network_sector *sector,
                      const struct cir_definitions *definitions)
{
    size_t count = 0;
    for (size_t i = 0; i < definitions->sector_count; i++)
        if ((sector->holds >> i & 1) != 0)
            cir_buffer_add_format(text, "%s%s", count++ > 0 ? ", " : " (", definitions->sectors[i].code);
    cir_buffer_add_string(text, count > 0 ? ")" : "");
}

static void add_sectors(struct listing *card, const struct cir_network *network,
                        const struct cir_definitions *definitions)
{
    for (size_t i = 0; i < network->sector_count; i++) {
        const struct cir_network_sector *sector = &network->sectors[i];
        struct cir_buffer text = {0};
        cir_buffer_add_format(&text, "%s%s%s; %s", sector->code, sector->name[0] != '\0' ? ": " : "", sector->name,
                              sector->sector == CIR_INDEX_NONE ? "none of ours" : "ours: ");
        if (sector->sector != CIR_INDEX_NONE)
            cir_buffer_add_string(&text, definitions->sectors[sector->sector].code);
        if (sector->holds != 0) {
            cir_buffer_add_string(&text, "; a part of others");
            network_add_held(&text, sector, definitions);
        }
        if (!isnan(sector->recovery_h)) {
            cir_buffer_add_string(&text, "; recovery ");
            listing_add_number(&text, sector->recovery_h);
            cir_buffer_add_format(&text, " h (%s)", sector->source);
        }
        catalogue_card_add(card, "sector", NULL);
        listing_set_buffer(card, 1, &text);
    }
}

/* ---- nodes ---- */

static int compare_outputs(const void *left, const void *right)
{
    const struct cir_network_node *a = *(const struct cir_network_node *const *)left;
    const struct cir_network_node *b = *(const struct cir_network_node *const *)right;
    if (a->output != b->output)
        return a->output < b->output ? 1 : -1;
    return (a > b) - (a < b); /* of nodes alike, that which stands first */
}

static void add_largest(struct listing *card, const struct cir_network *network)
{
    const struct cir_network_node **nodes = cir_arena_take(card->arena, network->node_count, sizeof(void *));
    catalogue_card_add(card, "nodes", NULL);
    listing_set_count(card, 1, network->node_count);
    card->failed = card->failed || nodes == NULL;
    for (size_t i = 0; nodes != NULL && i < network->node_count; i++)
        nodes[i] = &network->nodes[i];
    if (nodes != NULL)
        qsort(nodes, network->node_count, sizeof(void *), compare_outputs);
    for (size_t i = 0; nodes != NULL && i < network->node_count && i < LARGEST; i++) {
        struct cir_buffer text = {0};
        cir_buffer_add_format(&text, "%s: ", nodes[i]->name);
        listing_add_number(&text, nodes[i]->output);
        catalogue_card_add(card, "greatest output", NULL);
        listing_set_buffer(card, 1, &text);
    }
}

/* ---- pairs ---- */

static bool is_rated(const struct cir_network *network, size_t input, size_t user)
{
    return network->criticality != NULL && network->criticality[input * network->sector_count + user].source != NULL;
}

static void add_unrated(struct listing *card, const struct cir_network *network, size_t input)
{
    struct cir_buffer text = {0};
    size_t count = 0;
    cir_buffer_add_string(&text, network->sectors[input].code);
    for (size_t user = 0; user < network->sector_count; user++)
        if (user != input && !is_rated(network, input, user))
            cir_buffer_add_format(&text, "%s%s", count++ > 0 ? ", " : " for ", network->sectors[user].code);
    if (count == 0) {
        cir_buffer_free(&text);
        return;
    }
    catalogue_card_add(card, "not rated", NULL);
    listing_set_buffer(card, 1, &text);
}

static void add_pairs(struct listing *card, const struct cir_network *network)
{
    size_t rated = 0;
    for (size_t input = 0; input < network->sector_count; input++)
        for (size_t user = 0; user < network->sector_count; user++)
            rated += user != input && is_rated(network, input, user);
    catalogue_card_add(card, "pairs of sectors rated", NULL);
    listing_set_format(card, 1, "%zu of %zu", rated, network->sector_count * (network->sector_count - 1));
    for (size_t input = 0; input < network->sector_count; input++)
        add_unrated(card, network, input);
}

int network_card_print(const struct cir_network *network, struct catalogue *catalogue)
{
    struct listing card = catalogue_card(catalogue);
    add_keys(&card, network);
    add_states(&card, network);
    add_sectors(&card, network, catalogue->definitions);
    add_largest(&card, network);
    add_pairs(&card, network);
    catalogue_card_add(&card, "lines between States", NULL);
    listing_set_count(&card, 1, network->link_count);
    return catalogue_print(catalogue, &card);
}
