#include "impact/paths.h"

#include "suite.h"

#include <math.h>

enum { NODES = 10, ALL = 64 };

/* The nine nodes of the CIDA paper; impacts of the first and the last of its ten slots of time. */
static const struct {
    uint32_t from;
    uint32_t to;
    double likelihood;
    double first;
    double last;
} cida[] = {{1, 2, .9, 3.6, 8}, {1, 5, .9, 3.6, 8}, {1, 8, .8, 3.5, 6}, {2, 3, .65, 1, 6}, {3, 4, .7, 1, 6},
            {4, 1, .15, 1, 3},  {5, 6, .7, 1, 5},   {6, 7, .25, 1, 8},  {8, 9, .65, 1, 7}};

enum { EDGES = sizeof cida / sizeof cida[0] };

static size_t all_paths(struct cir_path *paths, size_t most, uint32_t start, bool is_last, bool nodes_recur)
{
    struct cir_path_edge edges[EDGES];
    size_t count;
    for (size_t i = 0; i < EDGES; i++)
        edges[i] = (struct cir_path_edge){cida[i].from, cida[i].to, cida[i].likelihood,
                                          is_last ? cida[i].last : cida[i].first};
    const struct cir_path_graph graph = {edges, EDGES, NODES, 5, nodes_recur};
    CU_ASSERT_EQUAL_FATAL(cir_paths_from(paths, &count, most, &graph, start, NULL), CIR_OK);
    return count;
}

static double risk_of(const struct cir_path *paths, size_t count, const uint32_t *nodes, unsigned edges)
{
    for (size_t i = 0; i < count; i++)
        if (paths[i].count == edges && memcmp(paths[i].nodes, nodes, (edges + 1) * sizeof *nodes) == 0)
            return paths[i].risk;
    return NAN;
}

static void test_paths__of_cida(void)
{
    static const struct {
        bool is_last;
        unsigned edges;
        uint32_t nodes[6];
        double risk;
        double tolerance;
    } known[] = {{false, 1, {4, 1}, .15, 1e-12},
                 {false, 5, {1, 2, 3, 4, 1, 5}, 4.4949, 5e-5},
                 {true, 5, {1, 2, 3, 4, 1, 5}, 13.7935, 5e-5},
                 {true, 3, {1, 2, 3, 4}, 13.167, 5e-4},
                 {true, 3, {1, 5, 6, 7}, 11.61, 5e-3},
                 {true, 2, {1, 8, 9}, 8.44, 5e-3}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct cir_path paths[ALL];
        size_t count = all_paths(paths, ALL, known[i].nodes[0], known[i].is_last, true);
        CU_ASSERT_DOUBLE_EQUAL(risk_of(paths, count, known[i].nodes, known[i].edges), known[i].risk,
                               known[i].tolerance);
    }
}

static void test_paths__of_cida_are_37(void)
{
    size_t all = 0;
    for (uint32_t start = 1; start < NODES; start++) {
        struct cir_path paths[ALL];
        all += all_paths(paths, ALL, start, true, true);
    }
    CU_ASSERT_EQUAL(all, 37);
}

static void test_paths__the_greatest_are_those_of_all(void)
{
    struct cir_path all[ALL];
    size_t all_count = all_paths(all, ALL, 1, true, true);
    CU_ASSERT_FATAL(all_count > 5);
    for (size_t most = 0; most <= all_count; most++) {
        struct cir_path paths[ALL];
        CU_ASSERT_EQUAL(all_paths(paths, most, 1, true, true), most);
        for (size_t i = 0; i < most; i++) {
            CU_ASSERT_EQUAL(paths[i].risk, all[i].risk);
            CU_ASSERT_EQUAL(paths[i].count, all[i].count);
            CU_ASSERT(i == 0 || paths[i].risk <= paths[i - 1].risk);
        }
    }
}

static void test_paths__nodes_recur_only_where_wanted(void)
{
    struct cir_path paths[ALL];
    size_t count = all_paths(paths, ALL, 4, true, false);
    CU_ASSERT_FATAL(count > 0);
    for (size_t i = 0; i < count; i++)
        for (unsigned a = 0; a <= paths[i].count; a++)
            for (unsigned b = 0; b < a; b++)
                CU_ASSERT_NOT_EQUAL(paths[i].nodes[a], paths[i].nodes[b]);
}

/* 400 nodes that all lean on all others: 400^5 paths, of which ten are found. */
static void test_paths__never_enumerate(void)
{
    enum { MANY = 400 };
    static struct cir_path_edge edges[MANY * (MANY - 1)];
    size_t edge_count = 0;
    for (uint32_t i = 0; i < MANY; i++)
        for (uint32_t k = 0; k < MANY; k++)
            if (i != k)
                edges[edge_count++] =
                    (struct cir_path_edge){i, k, 1.0 / (2 + (i * 7 + k * 13) % 101), 1 + (k * 29) % 97};
    const struct cir_path_graph graph = {edges, edge_count, MANY, 5, false};
    struct cir_path paths[10];
    size_t count;
    CU_ASSERT_EQUAL(cir_paths_from(paths, &count, 10, &graph, 3, NULL), CIR_OK);
    CU_ASSERT_EQUAL(count, 10);
    CU_ASSERT(paths[0].count == 5 && paths[0].risk >= paths[9].risk);
}

CIR_SUITE("paths", {"of CIDA", test_paths__of_cida}, {"of CIDA are 37", test_paths__of_cida_are_37},
          {"the greatest are those of all", test_paths__the_greatest_are_those_of_all},
          {"nodes recur only where wanted", test_paths__nodes_recur_only_where_wanted},
          {"never enumerate", test_paths__never_enumerate})
