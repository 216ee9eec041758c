#include "impact_paths.h"

#include <stdlib.h>

/* Every need as an edge from the supplier to who needs it, by supplier. */
struct edge_list {
    struct cir_path_edge *edges;
    size_t count;
    size_t capacity;
};

static int compare_edges(const void *left, const void *right)
{
    const struct cir_path_edge *a = left;
    const struct cir_path_edge *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static bool add_edge(struct edge_list *list, const struct cir_path_edge *edge)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity > 0 ? 2 * list->capacity : 1024;
        struct cir_path_edge *edges = realloc(list->edges, capacity * sizeof *edges);
        if (edges == NULL)
            return false;
        list->edges = edges;
        list->capacity = capacity;
    }
    list->edges[list->count++] = *edge;
    return true;
}

static bool list_edges(struct edge_list *list, const struct cir_network *network, const struct cir_needs *needs)
{
    struct cir_need need;
    for (uint32_t user = 0; user < network->node_count; user++)
        for (size_t k = 0; cir_needs_get(&need, needs, user, k); k++)
            if (!add_edge(list, &(struct cir_path_edge){need.supplier, user, need.weight, network->nodes[user].output}))
                return false;
    if (list->count > 0)
        qsort(list->edges, list->count, sizeof *list->edges, compare_edges);
    return true;
}

static int compare_paths(const void *left, const void *right)
{
    const struct cir_path *a = left;
    const struct cir_path *b = right;
    if (a->risk != b->risk)
        return a->risk < b->risk ? 1 : -1;
    for (unsigned i = 0; i <= a->count && i <= b->count; i++)
        if (a->nodes[i] != b->nodes[i])
            return a->nodes[i] < b->nodes[i] ? -1 : 1;
    return (a->count > b->count) - (a->count < b->count);
}

enum cir_status impact_find_paths(struct cir_path *paths, size_t *count, size_t most, const struct impact_view *view,
                                  const struct cir_needs *needs, struct cir_error *error)
{
    struct edge_list list = {.edges = NULL};
    *count = 0;
    enum cir_status status = list_edges(&list, view->network, needs) ? CIR_OK : cir_fail_memory(error);
    const struct cir_path_graph graph = {list.edges, list.count, view->network->node_count, IMPACT_PATH_EDGES, false};
    for (size_t i = 0; i < view->shock_count && status == CIR_OK; i++) {
        size_t found;
        status = cir_paths_from(&paths[*count], &found, most, &graph, view->shocks[i].node, error);
        for (size_t k = 0; status == CIR_OK && k < found; k++) {
            paths[*count + k].risk *= view->shocks[i].share;
            paths[*count + k].weight *= view->shocks[i].share;
        }
        *count += status == CIR_OK ? found : 0;
    }
    free(list.edges);
    if (*count > 0)
        qsort(paths, *count, sizeof *paths, compare_paths);
    *count = *count < most ? *count : most;
    return status;
}
