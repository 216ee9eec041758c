#include "impact/all_cascades.h"

#include "impact/coupling.h"
#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

static double *all_of(const struct cir_network *network)
{
    double *cascades = calloc(network->node_count * network->node_count, sizeof *cascades);
    CU_ASSERT_PTR_NOT_NULL_FATAL(cascades);
    CU_ASSERT_EQUAL_FATAL(cir_all_cascades(cascades, network, NULL), CIR_OK);
    return cascades;
}

/* Miller and Blair, table 2.3: G = x^-1 L x. */
static void test_all_cascades__miller_and_blair(void)
{
    static const double flows[] = {150, 500, 200, 100};
    static const double output[] = {1000, 2000};
    static const double known[] = {1.25412541, .66006601, .13201320, 1.12211221};
    for (size_t states = 1; states <= 2; states++) { /* as one block, and as two */
        struct cir_network *network = made_network(states, 2 / states, flows, output, NULL);
        double *cascades = all_of(network);
        for (size_t i = 0; i < 4; i++)
            CU_ASSERT_DOUBLE_EQUAL(cascades[i], known[i], 5e-9);
        free(cascades);
        made_network_free(network);
    }
}

/* pymrio, 2 regions x 3 sectors: first row of G. */
static void test_all_cascades__pymrio(void)
{
    static const double flows[] = {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,
                                   5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10};
    static const double output[] = {51, 15, 58, 50, 52, 39};
    static const double known[] = {1.33871463, .28499301, .05727924, .1747153, .58648041, .38121958};
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    double *cascades = all_of(network);
    for (size_t i = 0; i < 6; i++)
        CU_ASSERT_DOUBLE_EQUAL(cascades[i], known[i], 5e-8);
    free(cascades);
    made_network_free(network);
}

static void compare_column(const double *cascades, const struct cir_coupling *coupling, size_t node)
{
    size_t count = cir_coupling_network(coupling)->node_count;
    double *column = calloc(count, sizeof *column);
    CU_ASSERT_PTR_NOT_NULL_FATAL(column);
    column[node] = 1;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_solve(column, 1, coupling, CIR_UPSTREAM, NULL), CIR_OK);
    for (size_t i = 0; i < count; i++)
        if (cir_coupling_network(coupling)->nodes[node].output > 0)
            CU_ASSERT_DOUBLE_EQUAL(column[i], cascades[i * count + node], 1e-10 * (1 + column[i]));
    free(column);
}

/* 1,435 nodes, among them 22 without output and flows that are no multiple of a tile. */
static void test_all_cascades__are_those_of_each_node_alone(void)
{
    struct cir_network *network = made_wiod_full();
    struct cir_coupling *coupling;
    if (network == NULL) {
        cir_skip("no World Input-Output Table");
        return;
    }
    double *cascades = all_of(network);
    size_t hit = (size_t)made_state("DEU") * 35 + 16;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(cascades[hit * 1435 + hit], 1.16469635, 5e-9);
    for (size_t node = 3; node < 1435; node += 143)
        compare_column(cascades, coupling, node);
    for (size_t i = 0; i < 1435; i++)
        if (network->nodes[i].output == 0)
            for (size_t k = 0; k < 1435; k++)
                CU_ASSERT_EQUAL(cascades[i * 1435 + k], i == k);
    free(cascades);
    cir_coupling_free(coupling);
    made_network_free(network);
}

/* What all make for each unit that a node sells as final demand, in all States or in its own alone. */
static double multiplier(const double *cascades, const struct cir_network *network, size_t node, bool is_own_alone)
{
    double sum = 0;
    for (size_t i = 0; i < network->node_count; i++)
        if (!is_own_alone || network->nodes[i].state == network->nodes[node].state)
            sum += network->nodes[i].output * cascades[i * network->node_count + node] / network->nodes[node].output;
    return sum;
}

/* Germany's energy, of 15 groups; figures computed by another program from the same table. */
static void check_groups(const struct cir_network *network)
{
    const size_t count = network->node_count;
    const size_t node = made_state("DEU") * network->sector_count + made_group("ENERGY");
    const double fall = .05 * network->nodes[node].output;
    double *cascades = all_of(network);
    double trace = 0;
    for (size_t i = 0; i < count; i++)
        trace += cascades[i * count + i];
    CU_ASSERT_DOUBLE_EQUAL(trace, 699.71780, 5e-6);
    CU_ASSERT_DOUBLE_EQUAL(.05 * cascades[node * count + node], .05821471, 5e-9);
    CU_ASSERT_DOUBLE_EQUAL(multiplier(cascades, network, node, false), 1.951964, 5e-7);
    CU_ASSERT_DOUBLE_EQUAL(fall * multiplier(cascades, network, node, false), 18132.9677, 5e-5);
    CU_ASSERT_DOUBLE_EQUAL(fall * multiplier(cascades, network, node, true), 15020.6826, 5e-5);
    free(cascades);
}

/* Its electricity, gas and water, of 35 industries; likewise. */
static void check_full(const struct cir_network *network)
{
    const size_t node = (size_t)made_state("DEU") * 35 + 16;
    double *cascades = all_of(network);
    CU_ASSERT_DOUBLE_EQUAL(multiplier(cascades, network, node, false), 1.94688771, 5e-9);
    CU_ASSERT_DOUBLE_EQUAL(multiplier(cascades, network, node, true), 1.61526502, 5e-9);
    free(cascades);
}

static void test_all_cascades__of_the_world_in_2011(void)
{
    struct cir_network *groups = made_wiod_groups();
    struct cir_network *full = made_wiod_full();
    if (groups != NULL && full != NULL) {
        check_groups(groups);
        check_full(full);
    } else {
        cir_skip("no World Input-Output Table");
    }
    made_network_free(groups);
    made_network_free(full);
}

static void test_all_cascades__refuses_a_state_without_solution(void)
{
    static const double flows[] = {0, 7, 7, 0};
    static const double output[] = {7, 7};
    double cascades[4];
    struct cir_error error = {0};
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    CU_ASSERT_EQUAL(cir_all_cascades(cascades, network, &error), CIR_BAD_NETWORK);
    made_network_free(network);
}

CIR_SUITE("all_cascades", {"Miller and Blair", test_all_cascades__miller_and_blair},
          {"pymrio", test_all_cascades__pymrio},
          {"are those of each node alone", test_all_cascades__are_those_of_each_node_alone},
          {"of the world in 2011", test_all_cascades__of_the_world_in_2011},
          {"refuses a State without solution", test_all_cascades__refuses_a_state_without_solution})
