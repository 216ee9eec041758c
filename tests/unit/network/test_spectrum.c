#include "network/spectrum.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { NODES_MAX = 6 };

static const struct {
    const char *name;
    size_t nodes;
    double flows[NODES_MAX * NODES_MAX];
    double output[NODES_MAX];
    double radius;
} examples[] = {
    {"nothing flows", 2, {0}, {1, 2}, 0},
    {"nothing is made", 2, {0}, {0, 0}, 0},
    {"one node", 1, {2.385}, {10}, .2385},
    {"no way back", 3, {0, 9, 9, 0, 0, 9, 0, 0, 0}, {10, 10, 10}, 0},
    {"only round", 2, {0, 4.5, 2, 0}, {10, 10}, .3},
    {"round and more than all", 2, {0, 9, 25, 0}, {10, 10}, 1.5},
    {"beyond all numbers", 2, {0, 1e308, 1e308, 0}, {1e-10, 1e-10}, INFINITY},
    {"all of it", 2, {0, 7, 7, 0}, {7, 7}, 1},
    {"two islands of one radius, one selling to the other", 2, {3, 5, 0, 3}, {10, 10}, .3},
    {"two islands", 4, {1, 2, 0, 0, 2, 1, 0, 0, 0, 0, 5, 2, 0, 0, 2, 5}, {10, 10, 10, 10}, .7},
    {"islands nearly alike", 2, {3, 5, 0, 2.9999}, {10, 10}, .3},
    {"published example of 2 sectors: (0.2 + sqrt(0.21)) / 2", 2, {150, 500, 200, 100}, {1000, 2000}, 0.32912878474779},
    {"published example of 2 regions by 3 sectors",
     6,
     {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,
      5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10},
     {51, 15, 58, 50, 52, 39},
     .637477},
    {"inter-regional without output in one", 3, {15, 0, 25, 0, 0, 0, 20, 0, 5}, {100, 0, 100}, .32912878474779},
};

static void test_spectrum__is_the_radius(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct cir_network *network = made_network(1, examples[i].nodes, examples[i].flows, examples[i].output, NULL);
        double radius = NAN;
        CU_ASSERT(cir_network_spectral_radius(&radius, network));
        double tolerance = i == 12 ? 5e-7 : 1e-9; /* the digits that were printed */
        if (radius != examples[i].radius && !(fabs(radius - examples[i].radius) <= tolerance)) {
            printf("%s: %.12g\n", examples[i].name, radius);
            CU_FAIL("another radius");
        }
        made_network_free(network);
    }
}

static void test_spectrum__of_the_world_in_2011(void)
{
    double radius = NAN;
    struct cir_network *network = made_wiod_groups();
    if (network == NULL) {
        cir_skip("no World Input-Output Table");
        return;
    }
    CU_ASSERT(cir_network_spectral_radius(&radius, network));
    CU_ASSERT_DOUBLE_EQUAL(radius, .60971566, 5e-9);
    made_network_free(network);
}

CIR_SUITE("spectrum", {"is the radius", test_spectrum__is_the_radius},
          {"of the world in 2011", test_spectrum__of_the_world_in_2011})
