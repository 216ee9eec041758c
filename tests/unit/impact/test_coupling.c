/* The published examples of inoperability models, by their numbers. */
#include "impact/coupling.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { NODES_MAX = 6 };

/* c, and what comes of it. `flows` over `output` is A*, row by row. */
struct example {
    const char *name;
    size_t states;
    size_t sectors;
    double flows[NODES_MAX * NODES_MAX];
    double output[NODES_MAX];
    enum cir_coupling_direction direction;
    double given[NODES_MAX];
    double lost[NODES_MAX];
    double tolerance;
};

#define LEUNG                                                                                                          \
    {500, 800, 800, 400, 400, 900, 1000, 800, 700, 400, 800, 400, 500, 800, 300, 800},                                 \
    {                                                                                                                  \
        3500, 4600, 3100, 2900                                                                                         \
    }
#define PYMRIO                                                                                                         \
    {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,                                                      \
     5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10},                                                    \
    {                                                                                                                  \
        51, 15, 58, 50, 52, 39                                                                                         \
    }

static const struct example examples[] = {
    {"Haimes and Jiang (2001), 2 sectors: 4/7 and 5/7",
     1,
     2,
     {0, .8, .2, 0},
     {1, 1},
     CIR_UPSTREAM,
     {0, .6},
     {4.0 / 7, 5.0 / 7},
     1e-12},
    {"Haimes and Jiang (2001), 4 sectors: not cut at 1",
     1,
     4,
     {0, .9, 0, 0, .4, 0, 0, 0, 1, .8, 0, 0, 1, .9, 0, 0},
     {1, 1, 1, 1},
     CIR_UPSTREAM,
     {0, .5, 0, 0},
     {.703125, .78125, 1.328125, 1.40625},
     1e-12},
    {"3 infrastructures",
     1,
     3,
     {0, 0, .3, .4, 0, 0, .2, .6, 0},
     {1, 1, 1},
     CIR_UPSTREAM,
     {0, 0, .12},
     {.041475, .016590, .138249},
     1e-6},
    {"Lian and Haimes (2006)", 1, 2, {.15, .5, .1, .05}, {1, 1}, CIR_UPSTREAM, {0, .1}, {.0660066, .1122112}, 1e-7},
    {"Leung et al. (2007): demand falls by 20 % of output",
     1,
     4,
     LEUNG,
     CIR_UPSTREAM,
     {.2},
     {.313421, .098980, .135505, .131688},
     1e-6},
    {"Leung et al. (2007): demand falls by 20 % of final demand",
     1,
     4,
     LEUNG,
     CIR_UPSTREAM,
     {200.0 / 3500},
     {.089549, .028280, .038716, .037625},
     1e-6},
    {"Leung et al. (2007): supply falls by 20 % of value added",
     1,
     4,
     LEUNG,
     CIR_DOWNSTREAM,
     {280.0 / 3500},
     {.12536842, .04673916, .07113223, .05523409},
     1e-8},
    {"A in the place of A* would rank otherwise: .065044 before .060009",
     1,
     4,
     LEUNG,
     CIR_UPSTREAM,
     {.1},
     {.156711, .049490, .067753, .065844},
     1e-6},
    {"pymrio, 2 regions x 3 sectors",
     2,
     3,
     PYMRIO,
     CIR_UPSTREAM,
     {.1},
     {.133871, .007483, .038066, .019175, .004316, .025231},
     1e-6},
};

static void solve(const struct example *example, size_t width, double *lost)
{
    struct cir_network *network =
        made_network(example->states, example->sectors, example->flows, example->output, NULL);
    struct cir_coupling *coupling;
    double columns[NODES_MAX * CIR_COUPLING_WIDTH] = {0};
    size_t count = network->node_count;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    for (size_t i = 0; i < count; i++)
        columns[i * width + width / 2] = example->given[i];
    CU_ASSERT_EQUAL(cir_coupling_solve(columns, width, coupling, example->direction, NULL), CIR_OK);
    for (size_t i = 0; i < count; i++)
        lost[i] = columns[i * width + width / 2];
    for (size_t i = 0; width > 1 && i < count; i++)
        CU_ASSERT_EQUAL(columns[i * width], 0);
    cir_coupling_free(coupling);
    made_network_free(network);
}

static void test_coupling__gives_what_was_published(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct example *example = &examples[i];
        double lost[NODES_MAX] = {0};
        solve(example, 1, lost);
        for (size_t k = 0; k < example->states * example->sectors; k++)
            if (fabs(lost[k] - example->lost[k]) > example->tolerance)
                CU_FAIL(example->name);
    }
}

static void test_coupling__many_columns_are_as_one(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        double one[NODES_MAX] = {0};
        double wide[NODES_MAX] = {0};
        solve(&examples[i], 1, one);
        solve(&examples[i], CIR_COUPLING_WIDTH, wide);
        for (size_t k = 0; k < examples[i].states * examples[i].sectors; k++)
            CU_ASSERT_DOUBLE_EQUAL(one[k], wide[k], 1e-14);
    }
}

/* Miller and Blair, inter-regional example: region L has 3 sectors, M has 2; here a third without output. */
static const double two_regions[] = {150, 500, 50, 25,  75,  0, 200, 100, 400, 200, 100, 0, 300, 500, 50, 60, 40, 0,
                                     75,  100, 60, 200, 250, 0, 50,  25,  25,  150, 100, 0, 0,   0,   0,  0,  0,  0};
static const double two_outputs[] = {1000, 2000, 1000, 1200, 800, 0};

static void test_coupling__crosses_regions_and_back(void)
{
    static const double change[] = {142.3409, 63.4613, 63.8291, 26.7195, 14.6811};
    struct cir_network *network = made_network(2, 3, two_regions, two_outputs, NULL);
    struct cir_coupling *coupling;
    double lost[6] = {.1, 0, 0, 0, 0, .5};
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_coupling_solve(lost, 1, coupling, CIR_UPSTREAM, NULL), CIR_OK);
    for (size_t i = 0; i < 5; i++)
        CU_ASSERT_DOUBLE_EQUAL(lost[i] * two_outputs[i], change[i], 5e-5);
    CU_ASSERT_EQUAL(lost[5], 0); /* never NAN, whatever is given */
    cir_coupling_free(coupling);
    made_network_free(network);
}

static void test_coupling__nothing_given_nothing_lost(void)
{
    struct cir_network *network = made_network(2, 3, two_regions, two_outputs, NULL);
    struct cir_coupling *coupling;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    for (int direction = CIR_UPSTREAM; direction <= CIR_DOWNSTREAM; direction++) {
        double lost[6] = {0};
        CU_ASSERT_EQUAL(cir_coupling_solve(lost, 1, coupling, (enum cir_coupling_direction)direction, NULL), CIR_OK);
        for (size_t i = 0; i < 6; i++)
            CU_ASSERT_EQUAL(lost[i], 0);
    }
    cir_coupling_free(coupling);
    made_network_free(network);
}

/* Each of two States sells the other all that it makes. */
static void test_coupling__refuses_what_does_not_settle(void)
{
    static const double flows[] = {0, 7, 7, 0};
    static const double output[] = {7, 7};
    struct cir_network *network = made_network(2, 1, flows, output, NULL);
    struct cir_coupling *coupling;
    struct cir_error error = {0};
    double lost[2] = {.25, 0};
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_coupling_solve(lost, 1, coupling, CIR_UPSTREAM, &error), CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "spectral radius"));
    cir_coupling_free(coupling);
    made_network_free(network);
}

static void test_coupling__refuses_a_state_without_solution(void)
{
    static const double flows[] = {0, 7, 7, 0};
    static const double output[] = {7, 7};
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    struct cir_coupling *coupling;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_coupling_new(&coupling, network, &error), CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NULL(coupling);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "R1"));
    made_network_free(network);
}

CIR_SUITE("coupling", {"gives what was published", test_coupling__gives_what_was_published},
          {"many columns are as one", test_coupling__many_columns_are_as_one},
          {"crosses regions and back", test_coupling__crosses_regions_and_back},
          {"nothing given, nothing lost", test_coupling__nothing_given_nothing_lost},
          {"refuses what does not settle", test_coupling__refuses_what_does_not_settle},
          {"refuses a State without solution", test_coupling__refuses_a_state_without_solution})
