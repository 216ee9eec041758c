#include "network/spectrum.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 10000, LISTS = 6 };

static const double settled = 1e-10;

/* The search for groups of nodes that all lead to each other (Tarjan 1972, "Depth-first search and linear graph
 * algorithms", without recursion). B is triangular by groups: its spectral radius is the largest of theirs, and within
 * a group power iteration settles fast, which it does not across groups. */
struct search {
    const struct cir_network *network;
    uint32_t *orders; /* by node: number in which it was met, from 1; 0: not yet */
    uint32_t *lows;   /* the least order that its descendants lead back to */
    uint32_t *groups; /* from 1; 0: none yet */
    uint32_t *flows;  /* of its row that were followed */
    uint32_t *stack;  /* nodes met that have no group yet */
    size_t stack_count;
    uint32_t *path; /* from the root to the node at hand */
    size_t path_count;
    uint32_t met;
    uint32_t group_count;
    double *now;  /* by node */
    double *next; /* likewise */
    double radius;
};

/* One round of power iteration of I + B in a group. @return largest growth; *least the least: the radius of I + B lies
 * between them (Collatz and Wielandt) */
static double multiply(struct search *search, const uint32_t *nodes, size_t count, double *least)
{
    double most = 0;
    *least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        const uint32_t node = nodes[i];
        const struct cir_flow_row *row = &search->network->flows[node];
        const double output = search->network->nodes[node].output;
        double sum = 0;
        for (size_t k = 0; output > 0 && k < row->count; k++)
            if (search->groups[row->buyers[k]] == search->groups[node])
                sum += row->values[k] / output * search->now[row->buyers[k]];
        search->next[node] = search->now[node] + sum;
        double growth = search->next[node] / search->now[node];
        most = fmax(most, growth);
        *least = fmin(*least, growth);
    }
    return most;
}

static void add_group(struct search *search, const uint32_t *nodes, size_t count)
{
    double least = 0;
    double most = INFINITY;
    for (size_t i = 0; i < count; i++)
        search->now[nodes[i]] = 1;
    /* A growth beyond all numbers settles at once. */
    for (unsigned round = 0; round < ROUNDS_MAX && least < INFINITY && most - least > settled * least; round++) {
        double largest = 0;
        most = multiply(search, nodes, count, &least);
        least = most < INFINITY ? least : INFINITY;
        for (size_t i = 0; i < count; i++)
            largest = fmax(largest, search->next[nodes[i]]);
        for (size_t i = 0; i < count; i++)
            search->now[nodes[i]] = search->next[nodes[i]] / largest;
    }
    search->radius = fmax(search->radius, (least + most) / 2 - 1);
}

static void meet(struct search *search, uint32_t node)
{
    search->orders[node] = search->lows[node] = ++search->met;
    search->stack[search->stack_count++] = node;
    search->path[search->path_count++] = node;
}

static void lower(struct search *search, uint32_t node, uint32_t order)
{
    if (order < search->lows[node])
        search->lows[node] = order;
}

/* All that the node leads to was met: it and what lies above it on the stack is a group, or it belongs to one that was
 * met before. */
static void leave(struct search *search, uint32_t node)
{
    search->path_count--;
    if (search->path_count > 0)
        lower(search, search->path[search->path_count - 1], search->lows[node]);
    if (search->lows[node] != search->orders[node])
        return;
    size_t first = search->stack_count;
    search->group_count++;
    do
        search->groups[search->stack[--first]] = search->group_count;
    while (search->stack[first] != node);
    add_group(search, &search->stack[first], search->stack_count - first);
    search->stack_count = first;
}

static void walk(struct search *search, uint32_t root)
{
    meet(search, root);
    while (search->path_count > 0) {
        uint32_t node = search->path[search->path_count - 1];
        const struct cir_flow_row *row = &search->network->flows[node];
        if (search->network->nodes[node].output <= 0 || search->flows[node] == row->count) {
            leave(search, node);
            continue;
        }
        uint32_t buyer = row->buyers[search->flows[node]++];
        if (search->orders[buyer] == 0)
            meet(search, buyer);
        else if (search->groups[buyer] == 0)
            lower(search, node, search->orders[buyer]);
    }
}

bool cir_network_spectral_radius(double *radius, const struct cir_network *network)
{
    size_t count = network->node_count;
    uint32_t *lists = calloc(LISTS * count + 1, sizeof *lists);
    double *vectors = calloc(2 * count + 1, sizeof *vectors);
    struct search search = {.network = network};
    bool is_done = lists != NULL && vectors != NULL;
    if (is_done) {
        search.orders = lists;
        search.lows = &lists[count];
        search.groups = &lists[2 * count];
        search.flows = &lists[3 * count];
        search.stack = &lists[4 * count];
        search.path = &lists[5 * count];
        search.now = vectors;
        search.next = &vectors[count];
        for (uint32_t i = 0; i < count; i++)
            if (search.orders[i] == 0)
                walk(&search, i);
        *radius = search.radius;
    }
    free(lists);
    free(vectors);
    return is_done;
}
