#include "network/spectral_radius.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 100000 };

static const double settled = 1e-9;

/* Strongly connected parts, after Tarjan 1972, with a stack of its own: a chain of nodes may be as long as the network. */
struct search {
    const struct cir_network *network;
    uint32_t *order;  /* of each node: when it was first seen, from 1; 0: not yet */
    uint32_t *lowest; /* order of the first node that it leads back to */
    uint32_t *parts;  /* number of its part, from 1; 0: not known yet */
    size_t *next;     /* of its flows: the one to follow next */
    uint32_t *path;   /* nodes on the way to the one at hand */
    uint32_t *open;   /* nodes that were seen and are of no part yet */
    double *now;      /* v */
    double *then;     /* A v */
    size_t path_count;
    size_t open_count;
    uint32_t seen;
    uint32_t part_count;
};

static void enter(struct search *search, uint32_t node)
{
    search->order[node] = search->lowest[node] = ++search->seen;
    search->path[search->path_count++] = node;
    search->open[search->open_count++] = node;
}

/* All that was opened behind the first node of a part, and that node, are the part; they stay at the end of `open` for
 * the moment. @return how many they are */
static size_t close_part(struct search *search, uint32_t first)
{
    size_t size = 0;
    search->part_count++;
    uint32_t node;
    do {
        node = search->open[search->open_count - ++size];
        search->parts[node] = search->part_count;
    } while (node != first);
    return size;
}

/* One flow of the node at the end of the path. */
static void follow(struct search *search, uint32_t node, uint32_t buyer)
{
    if (search->order[buyer] == 0)
        enter(search, buyer);
    else if (search->parts[buyer] == 0 && search->order[buyer] < search->lowest[node])
        search->lowest[node] = search->order[buyer];
}

/* ---- a part ---- */

static double share_of(const struct cir_network *network, uint32_t buyer, double value)
{
    double output = network->nodes[buyer].output;
    return output > 0 ? value / output : 0;
}

/* (A v)_i within the part of node i. */
static double multiply(const struct search *search, uint32_t node)
{
    const struct cir_flow_row *row = &search->network->flows[node];
    double sum = 0;
    for (size_t k = 0; k < row->count; k++)
        if (search->parts[row->buyers[k]] == search->parts[node])
            sum += share_of(search->network, row->buyers[k], row->values[k]) * search->now[row->buyers[k]];
    return sum;
}

/* One round of I + A, which settles where A only goes round. */
static void iterate(struct search *search, const uint32_t *nodes, size_t count, struct cir_radius *radius)
{
    double largest = 0;
    radius->low = INFINITY;
    radius->high = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = nodes[i];
        double gain = multiply(search, node);
        radius->low = fmin(radius->low, gain / search->now[node]);
        radius->high = fmax(radius->high, gain / search->now[node]);
        search->then[node] = search->now[node] + gain;
        largest = fmax(largest, search->then[node]);
    }
    for (size_t i = 0; i < count; i++)
        search->now[nodes[i]] = search->then[nodes[i]] / largest;
}

static bool is_known(const struct cir_radius *radius, double threshold)
{
    return radius->high - radius->low <= settled || radius->high < threshold || radius->low >= threshold;
}

static struct cir_radius measure_part(struct search *search, const uint32_t *nodes, size_t count, double threshold)
{
    struct cir_radius radius = {0};
    for (size_t i = 0; i < count; i++)
        search->now[nodes[i]] = 1;
    iterate(search, nodes, count, &radius);
    for (unsigned round = 0; round < ROUNDS_MAX && !is_known(&radius, threshold); round++)
        iterate(search, nodes, count, &radius);
    return radius;
}

static void leave(struct search *search, uint32_t node, double threshold, struct cir_radius *radius)
{
    search->path_count--;
    if (search->path_count > 0) {
        uint32_t before = search->path[search->path_count - 1];
        if (search->lowest[node] < search->lowest[before])
            search->lowest[before] = search->lowest[node];
    }
    if (search->lowest[node] != search->order[node])
        return;
    size_t count = close_part(search, node);
    search->open_count -= count;
    struct cir_radius part = measure_part(search, &search->open[search->open_count], count, threshold);
    radius->low = fmax(radius->low, part.low);
    radius->high = fmax(radius->high, part.high);
}

static void walk(struct search *search, uint32_t first, double threshold, struct cir_radius *radius)
{
    enter(search, first);
    while (search->path_count > 0) {
        uint32_t node = search->path[search->path_count - 1];
        const struct cir_flow_row *row = &search->network->flows[node];
        if (search->next[node] < row->count)
            follow(search, node, row->buyers[search->next[node]++]);
        else
            leave(search, node, threshold, radius);
    }
}

/* ---- the whole ---- */

static double find_largest_column_sum(const struct cir_network *network, double *bought)
{
    double largest = 0;
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++)
            bought[network->flows[i].buyers[k]] += network->flows[i].values[k];
    for (uint32_t i = 0; i < network->node_count; i++)
        largest = fmax(largest, share_of(network, i, bought[i]));
    return largest;
}

static bool take_room(struct search *search, struct cir_arena *arena)
{
    size_t count = search->network->node_count;
    search->order = cir_arena_take(arena, count, sizeof *search->order);
    search->lowest = cir_arena_take(arena, count, sizeof *search->lowest);
    search->parts = cir_arena_take(arena, count, sizeof *search->parts);
    search->next = cir_arena_take(arena, count, sizeof *search->next);
    search->path = cir_arena_take(arena, count, sizeof *search->path);
    search->open = cir_arena_take(arena, count, sizeof *search->open);
    search->now = cir_arena_take(arena, count, sizeof *search->now);
    search->then = cir_arena_take(arena, count, sizeof *search->then);
    return search->order != NULL && search->lowest != NULL && search->parts != NULL && search->next != NULL &&
           search->path != NULL && search->open != NULL && search->now != NULL && search->then != NULL;
}

enum cir_status cir_spectral_radius(struct cir_radius *radius, const struct cir_network *network, double threshold,
                                    struct cir_error *error)
{
    struct cir_arena arena = {0};
    struct search search = {.network = network};
    *radius = (struct cir_radius){0};
    bool has_room = take_room(&search, &arena);
    if (has_room)
        radius->largest_column_sum = find_largest_column_sum(network, search.now);
    for (uint32_t i = 0; has_room && i < network->node_count; i++)
        if (search.order[i] == 0)
            walk(&search, i, threshold, radius);
    cir_arena_free(&arena);
    return has_room ? CIR_OK : cir_fail_memory(error);
}
