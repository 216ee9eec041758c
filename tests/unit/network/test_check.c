#include "network/check.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>

/* Miller and Blair, tables 2.3 and 2.4. */
static void test_check__knows_the_published_example(void)
{
    static const double flows[] = {150, 500, 200, 100};
    static const double output[] = {1000, 2000};
    struct cir_network *network = made_network(2, 1, flows, output, NULL);
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.output, 3000);
    CU_ASSERT_EQUAL(check.flow, 950);
    CU_ASSERT_DOUBLE_EQUAL(check.domestic_flow_share, 250.0 / 950, 1e-15);
    CU_ASSERT_EQUAL(check.density, 1);
    CU_ASSERT_EQUAL(check.zero_output, 0);
    CU_ASSERT_EQUAL(check.isolated, 0);
    CU_ASSERT_EQUAL(check.negative_final_demand, 0);
    CU_ASSERT_EQUAL(check.most_negative, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(check.negative_value_added, 0);
    CU_ASSERT_EQUAL(check.unbalanced, 0);
    CU_ASSERT_EQUAL(check.unbalanced_share, 0);
    CU_ASSERT_EQUAL(check.least_balanced, CIR_INDEX_NONE);
    CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, (0.2 + sqrt(0.21)) / 2, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(check.largest_column_sum, 0.35, 1e-15);
    made_network_free(network);
}

/* Two States of 3 sectors: the second makes nothing and neither buys nor sells, the third buys more than it makes, the
 * fourth sells from stocks, the fifth and sixth do not balance. */
static void test_check__counts_what_is_odd(void)
{
    static const double flows[] = {0, 0, 25, 0, 0, 2.385, 0, 0, 0,   0, 0, 0, 0, 0, 0, 1, 0, 0,
                                   0, 0, 6,  0, 9, 0,     0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static const double output[] = {100, 0, 30, 12, 40, 8};
    static const double final_demand[] = {72.615, 0, 29, -3, 39, 8.5};
    struct cir_network *network = made_network(2, 3, flows, output, final_demand);
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.output, 190);
    CU_ASSERT_DOUBLE_EQUAL(check.flow, 43.885, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(check.domestic_flow_share, 34 / 43.885, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(check.density, 6.0 / 36, 1e-15);
    CU_ASSERT_EQUAL(check.zero_output, 1);
    CU_ASSERT_EQUAL(check.isolated, 1);
    CU_ASSERT_EQUAL(check.negative_final_demand, 1);
    CU_ASSERT_EQUAL(check.most_negative, 3);
    CU_ASSERT_EQUAL(check.negative_value_added, 1);
    CU_ASSERT_DOUBLE_EQUAL(check.unbalanced, 0.5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(check.unbalanced_share, 0.0625, 1e-12);
    CU_ASSERT_EQUAL(check.least_balanced, 5);
    CU_ASSERT_DOUBLE_EQUAL(check.largest_column_sum, 31.5 / 30, 1e-12);
    made_network_free(network);
}

static void test_check__of_nothing_that_flows(void)
{
    static const double flows[] = {0, 0, 0, 0};
    static const double output[] = {0, 5};
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    struct cir_network_check check;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.flow, 0);
    CU_ASSERT(isnan(check.domestic_flow_share));
    CU_ASSERT_EQUAL(check.zero_output, 1);
    CU_ASSERT_EQUAL(check.isolated, 2);
    CU_ASSERT_EQUAL(check.spectral_radius, 0);
    made_network_free(network);
}

/* Two States of 3 sectors: one of ours, one that holds another beside, and one that is none. */
static void test_check__adds_up_what_is_none_of_ours(void)
{
    static const double flows[36] = {0};
    static const double output[] = {100, 20, 30, 12, 0.385, 2};
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    struct cir_network_check check;
    network->sectors[0].sector = 4;
    network->sectors[0].holds = 0;
    network->sectors[1].sector = 0;
    network->sectors[1].holds = 2;
    network->sectors[2].sector = CIR_INDEX_NONE;
    network->sectors[2].holds = 1;
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL(check.no_sector, 1);
    CU_ASSERT_DOUBLE_EQUAL(check.no_sector_output, 32 / 164.385, 1e-15);
    CU_ASSERT_EQUAL(check.in_part, 1);
    CU_ASSERT_DOUBLE_EQUAL(check.in_part_output, 20.385 / 164.385, 1e-15);
    made_network_free(network);
}

CIR_SUITE("check", {"knows the published example", test_check__knows_the_published_example},
          {"counts what is odd", test_check__counts_what_is_odd},
          {"adds up what is none of ours", test_check__adds_up_what_is_none_of_ours},
          {"of nothing that flows", test_check__of_nothing_that_flows})
