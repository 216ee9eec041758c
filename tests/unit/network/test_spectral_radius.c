#include "network/spectral_radius.h"

#include "suite.h"

#include <math.h>

enum { NODES_MAX = 6, CHAIN = 3465 };

/* Nodes of output 1, so that flows are shares: of A by row and column. */
static void check_shares(const double *shares, unsigned count, double expected)
{
    struct cir_network_node nodes[NODES_MAX] = {0};
    struct cir_flow_row flows[NODES_MAX] = {0};
    uint32_t buyers[NODES_MAX][NODES_MAX];
    double values[NODES_MAX][NODES_MAX];
    for (unsigned i = 0; i < count; i++) {
        nodes[i].output = 1;
        for (unsigned k = 0; k < count; k++)
            if (shares[i * count + k] > 0) {
                buyers[i][flows[i].count] = k;
                values[i][flows[i].count++] = shares[i * count + k];
            }
        flows[i].buyers = buyers[i];
        flows[i].values = values[i];
    }
    const struct cir_network network = {.nodes = nodes, .node_count = count, .flows = flows};
    struct cir_radius radius;
    CU_ASSERT_EQUAL(cir_spectral_radius(&radius, &network, NAN, NULL), CIR_OK);
    CU_ASSERT(radius.low <= expected + 1e-12 && expected <= radius.high + 1e-12);
    CU_ASSERT(radius.high - radius.low <= 1e-9);
}

/* Tables of Miller & Blair 2009, 2.3, and of pymrio's tests: the second eigenvalue by LAPACK */
static void test_spectral_radius__is_the_largest_eigenvalue(void)
{
    static const double miller_blair[] = {0.15, 0.25, 0.2, 0.05};
    static const double pymrio[] = {10 / 51.0, 5 / 15.0,  1 / 58.0,  6 / 50.0, 5 / 52.0,  7 / 39.0, 0,         2 / 15.0,
                                    0,         0,         5 / 52.0,  3 / 39.0, 10 / 51.0, 3 / 15.0, 20 / 58.0, 4 / 50.0,
                                    2 / 52.0,  0,         5 / 51.0,  0,        0,         1 / 50.0, 10 / 52.0, 9 / 39.0,
                                    0,         10 / 15.0, 1 / 58.0,  0,        20 / 52.0, 1 / 39.0, 5 / 51.0,  0,
                                    0,         1 / 50.0,  10 / 52.0, 10 / 39.0};
    check_shares(miller_blair, 2, 0.1 + sqrt(0.01 + 0.0425));
    check_shares(pymrio, 6, 0.63747704713170672);
}

/* Where all goes round, powers of A never settle. */
static void test_spectral_radius__settles_where_all_goes_round(void)
{
    static const double around[] = {0, 0.5, 0, 0, 0, 0.25, 0.8, 0, 0};
    check_shares(around, 3, cbrt(0.1));
}

/* The largest eigenvalue is that of the third node, whatever swells between the others first. */
static void test_spectral_radius__sees_a_part_that_others_drown(void)
{
    static const double drowned[] = {0, 1e6, 0, 0.25e-6, 0, 0, 0, 0, 1.05};
    check_shares(drowned, 3, 1.05);
}

static void test_spectral_radius__is_exact_where_nothing_comes_back(void)
{
    static const double chain[] = {0, 1.1, 0, 0, 0, 1.1, 0, 0, 0};
    static const double defective[] = {0.5, 0.4, 0, 0.5};
    check_shares(chain, 3, 0);
    check_shares(defective, 2, 0.5);
}

/* A chain as long as the largest tables: nothing here goes down node by node on the stack of the machine. */
static void test_spectral_radius__goes_down_long_chains(void)
{
    static struct cir_network_node nodes[CHAIN];
    static struct cir_flow_row flows[CHAIN];
    static uint32_t buyers[CHAIN];
    static const double value = 0.9;
    for (uint32_t i = 0; i < CHAIN; i++) {
        nodes[i].output = 1;
        buyers[i] = i + 1;
        flows[i] = (struct cir_flow_row){i + 1 < CHAIN ? 1 : 0, &buyers[i], &value};
    }
    const struct cir_network network = {.nodes = nodes, .node_count = CHAIN, .flows = flows};
    struct cir_radius radius;
    CU_ASSERT_EQUAL(cir_spectral_radius(&radius, &network, NAN, NULL), CIR_OK);
    CU_ASSERT_EQUAL(radius.high, 0);
    CU_ASSERT_EQUAL(radius.largest_column_sum, 0.9);
}

static void test_spectral_radius__passes_over_nodes_that_make_nothing(void)
{
    struct cir_network_node nodes[2] = {{.output = 0}, {.output = 2}};
    static const uint32_t buyers[] = {0, 1};
    static const double values[] = {3, 1};
    struct cir_flow_row flows[2] = {{0}, {2, buyers, values}};
    const struct cir_network network = {.nodes = nodes, .node_count = 2, .flows = flows};
    struct cir_radius radius;
    CU_ASSERT_EQUAL(cir_spectral_radius(&radius, &network, 1, NULL), CIR_OK);
    CU_ASSERT(radius.low == 0.5 && radius.high == 0.5);
    CU_ASSERT_EQUAL(radius.largest_column_sum, 0.5);
}

CIR_SUITE("spectral_radius", {"is the largest eigenvalue", test_spectral_radius__is_the_largest_eigenvalue},
          {"settles where all goes round", test_spectral_radius__settles_where_all_goes_round},
          {"sees a part that others drown", test_spectral_radius__sees_a_part_that_others_drown},
          {"is exact where nothing comes back", test_spectral_radius__is_exact_where_nothing_comes_back},
          {"goes down long chains", test_spectral_radius__goes_down_long_chains},
          {"passes over nodes that make nothing", test_spectral_radius__passes_over_nodes_that_make_nothing})
