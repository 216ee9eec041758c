#include "impact/paths.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A path that may be followed further. */
struct open_path {
    double bound; /* of the risk of all that begins with it */
    double risk;
    double weight;
    unsigned count;
    size_t edges[CIR_PATH_EDGES_MAX];
};

struct search {
    const struct cir_path_graph *graph;
    uint32_t start;
    size_t *starts; /* of the edges by node */
    double *gains;  /* of n edges beyond node v: [n * node_count + v] */
    struct open_path *heap;
    size_t heap_count;
    size_t heap_capacity;
    struct open_path *best; /* greatest risk first */
    size_t best_count;
    size_t most;
};

/* ---- bounds ---- */

static void find_starts(struct search *search)
{
    const struct cir_path_graph *graph = search->graph;
    for (size_t i = 0; i < graph->edge_count; i++)
        search->starts[graph->edges[i].from + 1] = i + 1;
    for (size_t i = 0; i < graph->node_count; i++)
        if (search->starts[i + 1] < search->starts[i])
            search->starts[i + 1] = search->starts[i];
}

/* gain(n, v) = the greatest over the edges from v of L (I + gain(n - 1, to)) */
static void find_gains(struct search *search)
{
    const struct cir_path_graph *graph = search->graph;
    for (unsigned n = 1; n <= graph->longest; n++)
        for (size_t i = 0; i < graph->edge_count; i++) {
            const struct cir_path_edge *edge = &graph->edges[i];
            double gain = edge->likelihood * (edge->impact + search->gains[(n - 1) * graph->node_count + edge->to]);
            double *greatest = &search->gains[n * graph->node_count + edge->from];
            *greatest = gain > *greatest ? gain : *greatest;
        }
}

/* ---- the heap, greatest bound on top ---- */

/* Which of two paths comes first: by value, then by their edges, so that the order does not depend on the heap. */
static bool comes_before(double a_value, const struct open_path *a, double b_value, const struct open_path *b)
{
    if (a_value != b_value)
        return a_value > b_value;
    for (unsigned i = 0; i < a->count && i < b->count; i++)
        if (a->edges[i] != b->edges[i])
            return a->edges[i] < b->edges[i];
    return a->count < b->count;
}

static bool is_above(const struct search *search, size_t a, size_t b)
{
    return comes_before(search->heap[a].bound, &search->heap[a], search->heap[b].bound, &search->heap[b]);
}

static void swap(struct search *search, size_t a, size_t b)
{
    struct open_path path = search->heap[a];
    search->heap[a] = search->heap[b];
    search->heap[b] = path;
}

static bool push(struct search *search, const struct open_path *path)
{
    if (search->heap_count == search->heap_capacity) {
        size_t capacity = search->heap_capacity > 0 ? 2 * search->heap_capacity : 64;
        struct open_path *heap = realloc(search->heap, capacity * sizeof *heap);
        if (heap == NULL)
            return false;
        search->heap = heap;
        search->heap_capacity = capacity;
    }
    size_t at = search->heap_count++;
    search->heap[at] = *path;
    for (; at > 0 && is_above(search, at, (at - 1) / 2); at = (at - 1) / 2)
        swap(search, at, (at - 1) / 2);
    return true;
}

static struct open_path pop(struct search *search)
{
    struct open_path top = search->heap[0];
    search->heap[0] = search->heap[--search->heap_count];
    for (size_t at = 0;;) {
        size_t greatest = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < search->heap_count; child++)
            if (is_above(search, child, greatest))
                greatest = child;
        if (greatest == at)
            return top;
        swap(search, at, greatest);
        at = greatest;
    }
}

/* ---- the best ---- */

static double least_wanted(const struct search *search)
{
    return search->best_count < search->most ? 0 : search->best[search->most - 1].risk;
}

static void keep(struct search *search, const struct open_path *path)
{
    size_t at = search->best_count;
    while (at > 0 && comes_before(path->risk, path, search->best[at - 1].risk, &search->best[at - 1]))
        at--;
    if (at == search->most)
        return;
    size_t moved = search->best_count < search->most ? search->best_count - at : search->most - 1 - at;
    memmove(&search->best[at + 1], &search->best[at], moved * sizeof *search->best);
    search->best[at] = *path;
    search->best_count += search->best_count < search->most;
}

/* ---- following ---- */

static uint32_t end_of(const struct search *search, const struct open_path *path)
{
    return path->count > 0 ? search->graph->edges[path->edges[path->count - 1]].to : search->start;
}

static bool may_follow(const struct search *search, const struct open_path *path, size_t edge)
{
    uint32_t to = search->graph->edges[edge].to;
    for (unsigned i = 0; i < path->count; i++)
        if (path->edges[i] == edge || (!search->graph->nodes_recur && search->graph->edges[path->edges[i]].to == to))
            return false;
    return search->graph->edges[edge].likelihood > 0 && (search->graph->nodes_recur || to != search->start);
}

static struct open_path followed(const struct search *search, const struct open_path *path, size_t edge)
{
    const struct cir_path_graph *graph = search->graph;
    struct open_path next = *path;
    next.weight *= graph->edges[edge].likelihood;
    next.risk += next.weight * graph->edges[edge].impact;
    next.edges[next.count++] = edge;
    next.bound = next.risk +
                 next.weight * search->gains[(graph->longest - next.count) * graph->node_count + graph->edges[edge].to];
    return next;
}

static bool follow(struct search *search, const struct open_path *path)
{
    uint32_t end = end_of(search, path);
    for (size_t edge = search->starts[end]; edge < search->starts[end + 1]; edge++) {
        if (!may_follow(search, path, edge))
            continue;
        struct open_path next = followed(search, path, edge);
        if (search->graph->edges[edge].to != search->start)
            keep(search, &next);
        if (next.count < search->graph->longest && next.bound >= least_wanted(search) && !push(search, &next))
            return false;
    }
    return true;
}

static bool run(struct search *search)
{
    struct open_path path = {.weight = 1};
    bool has_room = follow(search, &path);
    while (has_room && search->heap_count > 0) {
        path = pop(search);
        if (path.bound < least_wanted(search))
            break;
        has_room = follow(search, &path);
    }
    return has_room;
}

/* ---- the whole ---- */

static bool take_room(struct search *search)
{
    const struct cir_path_graph *graph = search->graph;
    search->starts = calloc(graph->node_count + 2, sizeof *search->starts);
    search->gains = calloc((graph->longest + 1) * graph->node_count + 1, sizeof *search->gains);
    search->best = calloc(search->most + 2, sizeof *search->best);
    return search->starts != NULL && search->gains != NULL && search->best != NULL;
}

static void tell(struct cir_path *paths, const struct search *search)
{
    for (size_t i = 0; i < search->best_count; i++) {
        const struct open_path *path = &search->best[i];
        paths[i] = (struct cir_path){.risk = path->risk, .weight = path->weight, .count = path->count};
        paths[i].nodes[0] = search->start;
        for (unsigned k = 0; k < path->count; k++)
            paths[i].nodes[k + 1] = search->graph->edges[path->edges[k]].to;
    }
}

enum cir_status cir_paths_from(struct cir_path *paths, size_t *count, size_t most, const struct cir_path_graph *graph,
                               uint32_t start, struct cir_error *error)
{
    struct search search = {.graph = graph, .start = start, .most = most};
    assert(graph->longest >= 1 && graph->longest <= CIR_PATH_EDGES_MAX);
    bool has_room = take_room(&search);
    if (has_room && most > 0) {
        find_starts(&search);
        find_gains(&search);
        has_room = run(&search);
    }
    *count = has_room ? search.best_count : 0;
    if (has_room)
        tell(paths, &search);
    free(search.starts);
    free(search.gains);
    free(search.best);
    free(search.heap);
    return has_room ? CIR_OK : cir_fail_memory(error);
}
