#include "network/extend.h"

#include "network/check.h"
#include "suite.h"
#include "toy_network.h"

#include <stdio.h>

/* The tests' own tables, with GDPs of countries that the network does not tell apart: 1, 3 and 4 in sum. */
static const char countries[] =
    "alpha2,alpha3,numeric,m49_region,m49_subregion,population,population_year,gdp_usd,gdp_year,currency,source\n"
    "DE,DEU,276,150,155,83237124,2022,4082469490797,2022,EUR,own\n"
    "FR,FRA,250,150,155,67935660,2022,,,EUR,own\n"
    "AQ,ATA,010,,,,,1000,2022,,own\n"
    "BR,BRA,076,,,,,3000,2022,,own\n"
    "CA,CAN,124,,,,,4000,2022,,own\n"
    "TV,TUV,798,,,,,,,,own\n";

enum { DEU, FRA, ATA, BRA, CAN, TUV };

static void world_make(struct toy_world *world)
{
    static const char *const ids[] = {"DE", "FR", "AQ", "BR", "CA", "TV"};
    static const char *const languages[] = {"ar", "en", "es", "fr", "ru", "zh"};
    char names[2048] = "id,lang,text\n";
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        for (size_t k = 0; k < 6; k++)
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s,%s,%s in %s\n", ids[i], languages[k],
                     ids[i], languages[k]);
    toy_network_make(&world->overlay);
    overlay_write(&world->overlay, "datasets/countries/countries.csv", countries);
    overlay_write(&world->overlay, "datasets/countries/names.csv", names);
    toy_world_open(world);
}

static struct cir_network *extend(const struct toy_world *world, const uint32_t *cut, size_t count)
{
    struct cir_network *extended = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_network_extend(&extended, world->network, world->definitions, cut, count, NULL), CIR_OK);
    return extended;
}

/* g of Brazil is 3/8; h is 0.75. */
static void test_extend__cuts_by_gdp(void)
{
    static const uint32_t cut[] = {BRA};
    struct toy_world world;
    world_make(&world);
    struct cir_network *extended = extend(&world, cut, 1);
    CU_ASSERT_EQUAL(extended->state_count, 4);
    CU_ASSERT_EQUAL(extended->node_count, TOY_NODES + 2);
    CU_ASSERT_STRING_EQUAL(extended->states[3].code, "BRA");
    CU_ASSERT_EQUAL(extended->states[3].country, BRA);
    CU_ASSERT_EQUAL(extended->states[3].first_node, TOY_NODES);
    CU_ASSERT_EQUAL(extended->states[3].node_count, 2);
    CU_ASSERT(extended->states[3].is_cut_out && !extended->states[2].is_cut_out);
    CU_ASSERT_EQUAL(cir_network_state_of_country(extended, BRA), 3);
    CU_ASSERT_EQUAL(toy_network_node(extended, "BRA:other"), TOY_NODES + 1);
    CU_ASSERT_EQUAL(cir_index_find(&extended->state_index, cir_text_of("BRA")), 3);
    CU_ASSERT_DOUBLE_EQUAL(extended->nodes[TOY_NODES].output, 50 * 0.375, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(extended->nodes[TOY_NODES].final_demand, 24 * 0.375, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(extended->nodes[toy_network_node(extended, "ROW:grid")].output, 50 * 0.625, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "DEU:other", "BRA:other"), 7.5 * 0.375, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "DEU:other", "ROW:other"), 7.5 * 0.625, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "BRA:other", "DEU:other"), 11.5 * 0.375, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "BRA:grid", "BRA:other"), 20 * 0.375 * (0.75 + 0.25 * 0.375),
                           1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "BRA:grid", "ROW:other"), 20 * 0.25 * 0.375 * 0.625, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "ROW:grid", "BRA:other"), 20 * 0.25 * 0.375 * 0.625, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(toy_network_flow(extended, "ROW:grid", "ROW:other"), 20 * 0.625 * (0.75 + 0.25 * 0.625),
                           1e-12);
    CU_ASSERT_EQUAL(toy_network_flow(extended, "DEU:grid", "DEU:mains"), 2.385);
    cir_network_free(extended);
    toy_world_close(&world);
}

/* Flows, output and final demand of a node of the rest and of all that was cut out of it. */
struct sums {
    double sold[TOY_NODES];
    double bought[TOY_NODES];
    double output[TOY_NODES];
    double final_demand[TOY_NODES];
};

/* Node of the network that was extended which a node was cut out of, or is. */
static size_t whole_of(const struct cir_network *network, size_t node)
{
    return node < TOY_NODES ? node : network->states[network->rest].first_node + (node - TOY_NODES) % 2;
}

static void sum_up(struct sums *sums, const struct cir_network *network)
{
    *sums = (struct sums){0};
    for (size_t i = 0; i < network->node_count; i++) {
        size_t whole = whole_of(network, i);
        sums->output[whole] += network->nodes[i].output;
        sums->final_demand[whole] += network->nodes[i].final_demand;
        for (size_t k = 0; k < network->flows[i].count; k++) {
            sums->sold[whole] += network->flows[i].values[k];
            sums->bought[whole_of(network, network->flows[i].buyers[k])] += network->flows[i].values[k];
        }
    }
}

static void check_alike(const struct cir_network *extended, const struct cir_network *network)
{
    struct sums after;
    struct sums before;
    struct cir_network_check check;
    struct cir_network_check check_before;
    size_t flows = 0;
    sum_up(&after, extended);
    sum_up(&before, network);
    for (size_t i = 0; i < TOY_NODES; i++) {
        CU_ASSERT_DOUBLE_EQUAL(after.sold[i], before.sold[i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(after.bought[i], before.bought[i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(after.output[i], before.output[i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(after.final_demand[i], before.final_demand[i], 1e-12);
    }
    CU_ASSERT_EQUAL(cir_network_check(&check, extended, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_network_check(&check_before, network, NULL), CIR_OK);
    CU_ASSERT(check.unbalanced < 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, check_before.spectral_radius, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(check.flow, check_before.flow, 1e-12);
    for (size_t i = 0; i < extended->node_count; i++) {
        CU_ASSERT(extended->nodes[i].output >= 0);
        flows += extended->flows[i].count;
        for (size_t k = 1; k < extended->flows[i].count; k++)
            CU_ASSERT(extended->flows[i].buyers[k - 1] < extended->flows[i].buyers[k]);
    }
    CU_ASSERT_EQUAL(flows, extended->flow_count);
}

static void test_extend__keeps_sums_balance_and_radius(void)
{
    static const uint32_t cuts[][3] = {{BRA}, {CAN, ATA}, {ATA, BRA, CAN}};
    struct toy_world world;
    world_make(&world);
    for (size_t i = 0; i < 3; i++) {
        struct cir_network *extended = extend(&world, cuts[i], i + 1);
        check_alike(extended, world.network);
        CU_ASSERT_PTR_EQUAL(extended->criticality, world.network->criticality);
        CU_ASSERT_EQUAL(extended->link_count, world.network->link_count);
        cir_network_free(extended);
    }
    toy_world_close(&world);
}

/* What is left of a rest that was cut up wholly makes nothing. */
static void test_extend__may_leave_no_rest(void)
{
    static const uint32_t cut[] = {CAN, ATA, BRA};
    struct toy_world world;
    world_make(&world);
    struct cir_network *extended = extend(&world, cut, 3);
    CU_ASSERT_EQUAL(extended->nodes[toy_network_node(extended, "ROW:other")].output, 0);
    CU_ASSERT_EQUAL(extended->flows[toy_network_node(extended, "ROW:other")].count, 0);
    cir_network_free(extended);
    toy_world_close(&world);
}

static void test_extend__of_nothing_is_the_same(void)
{
    struct toy_world world;
    world_make(&world);
    struct cir_network *extended = extend(&world, NULL, 0);
    CU_ASSERT_EQUAL(extended->node_count, TOY_NODES);
    check_alike(extended, world.network);
    cir_network_free(extended);
    world.network->rest = CIR_INDEX_NONE;
    extended = extend(&world, NULL, 0);
    CU_ASSERT_EQUAL(extended->node_count, TOY_NODES);
    CU_ASSERT_EQUAL(extended->flow_count, 15);
    cir_network_free(extended);
    toy_world_close(&world);
}

static void test_extend__refuses_what_is_no_part_of_the_rest(void)
{
    static const struct {
        uint32_t country;
        bool has_rest;
        const char *message;
    } rows[] = {
        {FRA, true, "FRA is a State of the network toy already"},
        {TUV, true, "TUV is part of the rest of the world in the network toy, and no table tells its GDP"},
        {BRA, false, "BRA is no State of the network toy, which has no rest of the world"},
        {FRA, false, "FRA is a State of the network toy already"},
    };
    struct toy_world world;
    world_make(&world);
    uint32_t rest = world.network->rest;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const uint32_t cut[] = {CAN, rows[i].country};
        struct cir_network *extended;
        struct cir_error error = {0};
        world.network->rest = rows[i].has_rest ? rest : CIR_INDEX_NONE;
        CU_ASSERT_EQUAL(cir_network_extend(&extended, world.network, world.definitions, &cut[rows[i].has_rest ? 0 : 1],
                                           rows[i].has_rest ? 2 : 1, &error),
                        CIR_BAD_SHOCK);
        CU_ASSERT_STRING_EQUAL(error.message, rows[i].message);
        CU_ASSERT_PTR_NULL(extended);
    }
    toy_world_close(&world);
}

CIR_SUITE("extend", {"cuts by GDP", test_extend__cuts_by_gdp},
          {"keeps sums, balance and radius", test_extend__keeps_sums_balance_and_radius},
          {"may leave no rest", test_extend__may_leave_no_rest},
          {"of nothing is the same", test_extend__of_nothing_is_the_same},
          {"refuses what is no part of the rest", test_extend__refuses_what_is_no_part_of_the_rest})
