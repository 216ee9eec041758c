#include "impact/indices.h"

#include "impact/exposure.h"
#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { NODES_MAX = 6, ORDERS = 3 };

static void rank(struct cir_node_indices *indices, const struct cir_network *network, enum cir_impact_layer layer)
{
    const struct cir_impact_models models = {.network = network};
    CU_ASSERT_EQUAL_FATAL(cir_indices_compute(indices, &models, layer, ORDERS, NULL), CIR_OK);
}

/* ---- published examples ---- */

/* A, row by row, and the indices of it; those of the last are worked out by hand, as the others have nothing on the
 * diagonal. */
struct example {
    const char *name;
    size_t count;
    double shares[NODES_MAX * NODES_MAX];
    double dependency[NODES_MAX];
    double influence[NODES_MAX];
    double overall_dependency[NODES_MAX];
    double overall_influence[NODES_MAX];
};

static const struct example examples[] = {
    {"Haimes and Jiang (2001), 2 sectors",
     2,
     {0, .8, .2, 0},
     {.8, .2},
     {.2, .8},
     {.952381, .238095},
     {.238095, .952381}},
    {"Haimes and Jiang (2001), 4 sectors",
     4,
     {0, .9, 0, 0, .4, 0, 0, 0, 1, .8, 0, 0, 1, .9, 0, 0},
     {.3, .133333, .6, .633333},
     {.8, .866667, 0, 0},
     {.46875, .208333, 1.572917, 1.645833},
     {1.604167, 2.291667, 0, 0}},
    {"Lian and Haimes (2006): what a sector passes to itself is in no sum, though it comes back",
     2,
     {.15, .5, .1, .05},
     {.5, .1},
     {.1, .5},
     {.5 / .7575, .1 / .7575},
     {.1 / .7575, .5 / .7575}},
};

static void compare_one(const struct example *example, const struct cir_node_indices *indices, size_t i)
{
    if (fabs(indices[i].dependency - example->dependency[i]) > 1e-6 ||
        fabs(indices[i].influence - example->influence[i]) > 1e-6 ||
        fabs(indices[i].overall_dependency - example->overall_dependency[i]) > 1e-6 ||
        fabs(indices[i].overall_influence - example->overall_influence[i]) > 1e-6)
        CU_FAIL(example->name);
}

/* With an output of 1 of all, flows are shares: upstream of the seller, which stands in the row; by money of the buyer,
 * so that the table lies on its side. */
static void compare(const struct example *example, enum cir_impact_layer layer)
{
    static const double one[] = {1, 1, 1, 1, 1, 1};
    double flows[NODES_MAX * NODES_MAX];
    struct cir_node_indices indices[NODES_MAX];
    for (size_t i = 0; i < example->count; i++)
        for (size_t k = 0; k < example->count; k++) {
            bool is_turned = layer == CIR_LAYER_MONEY;
            flows[i * example->count + k] =
                example->shares[is_turned ? k * example->count + i : i * example->count + k];
        }
    struct cir_network *network = made_network(1, example->count, flows, one, NULL);
    rank(indices, network, layer);
    for (size_t i = 0; i < example->count; i++)
        compare_one(example, indices, i);
    made_network_free(network);
}

static void test_indices__give_what_was_published(void)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        compare(&examples[i], CIR_LAYER_UPSTREAM);
        compare(&examples[i], CIR_LAYER_MONEY);
    }
}

/* ---- losses ---- */

/* pymrio, 2 regions x 3 sectors. */
static const double flows[] = {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,
                               5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10};
static const double output[] = {51, 15, 58, 50, 52, 39};

struct sample {
    struct cir_network *network;
    struct cir_impact_models models;
    struct cir_coupling *coupling;
    struct cir_needs *needs;
};

static void open_sample(struct sample *sample)
{
    sample->network = made_network(2, 3, flows, output, NULL);
    struct cir_criticality *pairs = cir_arena_take(&sample->network->arena, 9, sizeof *pairs);
    CU_ASSERT_PTR_NOT_NULL_FATAL(pairs);
    pairs[1] = (struct cir_criticality){.7, .1, 6, "test"};
    pairs[2] = (struct cir_criticality){.25, 0, 0, "test"};
    pairs[6] = (struct cir_criticality){.9, .5, 0, "test"};
    pairs[5] = (struct cir_criticality){.6, 0, 48, "test"};
    sample->network->criticality = pairs;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&sample->coupling, sample->network, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_needs_new(&sample->needs, sample->network, NULL), CIR_OK);
    sample->models =
        (struct cir_impact_models){.network = sample->network, .coupling = sample->coupling, .needs = sample->needs};
}

static void close_sample(struct sample *sample)
{
    cir_needs_free(sample->needs);
    cir_coupling_free(sample->coupling);
    made_network_free(sample->network);
}

static void compare_loss(const struct cir_node_indices *indices, const struct cir_network *network, size_t fallen,
                         const double *shares)
{
    double loss = 0;
    double abroad = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        double lost = i != fallen ? shares[i] * network->nodes[i].output : 0;
        loss += lost;
        abroad += network->nodes[i].state != network->nodes[fallen].state ? lost : 0;
    }
    CU_ASSERT_DOUBLE_EQUAL(indices->loss, loss, 1e-10);
    CU_ASSERT_DOUBLE_EQUAL(indices->loss_abroad, abroad, 1e-10);
    CU_ASSERT(loss > abroad && abroad > 0);
}

/* A year without the node, by the models that tell impacts. */
static void test_indices__losses_are_those_of_an_outage(void)
{
    struct sample sample;
    struct cir_node_indices indices[CIR_LAYERS][NODES_MAX];
    open_sample(&sample);
    for (int layer = 0; layer < CIR_LAYERS; layer++)
        CU_ASSERT_EQUAL_FATAL(
            cir_indices_compute(indices[layer], &sample.models, (enum cir_impact_layer)layer, ORDERS, NULL), CIR_OK);
    for (uint32_t node = 0; node < NODES_MAX; node++) {
        double money[NODES_MAX];
        double functional[NODES_MAX];
        double upstream[NODES_MAX];
        size_t clipped;
        CU_ASSERT_EQUAL(
            cir_exposed_to(&(struct cir_exposure){money, functional}, &sample.models, &node, 1, ORDERS, NULL), CIR_OK);
        CU_ASSERT_EQUAL(
            cir_outage(upstream, &clipped, sample.coupling, CIR_UPSTREAM, &(struct cir_hit){node, 1}, 1, NULL), CIR_OK);
        compare_loss(&indices[CIR_LAYER_MONEY][node], sample.network, node, money);
        compare_loss(&indices[CIR_LAYER_UPSTREAM][node], sample.network, node, upstream);
        compare_loss(&indices[CIR_LAYER_FUNCTIONAL][node], sample.network, node, functional);
    }
    close_sample(&sample);
}

/* Haimes and Jiang (2001), 4 sectors: 3 and 4 would lose more than all by 2. */
static void test_indices__nobody_loses_more_than_all(void)
{
    static const double one[] = {1, 1, 1, 1};
    struct cir_node_indices indices[4];
    struct cir_network *network = made_network(1, 4, examples[1].shares, one, NULL);
    rank(indices, network, CIR_LAYER_UPSTREAM);
    CU_ASSERT_DOUBLE_EQUAL(indices[1].loss, .9 + 1 + 1, 1e-12);
    CU_ASSERT_EQUAL(indices[1].loss_abroad, 0);
    CU_ASSERT_EQUAL(indices[3].loss, 0);
    made_network_free(network);
}

/* ---- sums ---- */

/* The mean over nodes of either index is the same: each counts every pair once. */
static void test_indices__dependency_and_influence_are_of_the_same_pairs(void)
{
    struct sample sample;
    open_sample(&sample);
    for (int layer = 0; layer < CIR_LAYERS; layer++) {
        struct cir_node_indices indices[NODES_MAX];
        double sums[5] = {0};
        CU_ASSERT_EQUAL_FATAL(cir_indices_compute(indices, &sample.models, (enum cir_impact_layer)layer, ORDERS, NULL),
                              CIR_OK);
        for (size_t i = 0; i < NODES_MAX; i++) {
            sums[0] += indices[i].dependency;
            sums[1] += indices[i].influence;
            sums[2] += indices[i].overall_dependency;
            sums[3] += indices[i].overall_influence;
            CU_ASSERT(indices[i].overall_dependency > indices[i].dependency_abroad);
            sums[4] += indices[i].dependency_abroad;
        }
        CU_ASSERT_DOUBLE_EQUAL(sums[0], sums[1], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(sums[2], sums[3], 1e-12);
        CU_ASSERT(sums[2] > sums[0] && sums[4] > 0);
    }
    close_sample(&sample);
}

/* By needs: of one dependency the overall indices are the direct ones, and they rise from there. */
static void test_indices__of_needs_go_as_far_as_they_are_asked(void)
{
    struct sample sample;
    struct cir_node_indices near[NODES_MAX];
    struct cir_node_indices far[NODES_MAX];
    open_sample(&sample);
    CU_ASSERT_EQUAL_FATAL(cir_indices_compute(near, &sample.models, CIR_LAYER_FUNCTIONAL, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_indices_compute(far, &sample.models, CIR_LAYER_FUNCTIONAL, 2, NULL), CIR_OK);
    for (size_t i = 0; i < NODES_MAX; i++) {
        CU_ASSERT_EQUAL(near[i].overall_dependency, near[i].dependency);
        CU_ASSERT_EQUAL(near[i].overall_influence, near[i].influence);
        CU_ASSERT_EQUAL(far[i].dependency, near[i].dependency);
        CU_ASSERT(far[i].overall_dependency >= near[i].overall_dependency);
    }
    /* S1 of the first region buys 10 of S3 at home and 5 abroad, and nothing else that it needs */
    CU_ASSERT_DOUBLE_EQUAL(near[0].dependency, .9 * .5 / 5, 1e-12);
    CU_ASSERT(far[1].overall_influence > near[1].overall_influence); /* by way of S3 */
    close_sample(&sample);
}

/* ---- nodes without output ---- */

static void test_indices__of_a_node_without_output_are_0(void)
{
    static const double odd[] = {10, 20, 4, 5, 3, 2, 0, 0, 0};
    static const double makes[] = {100, 60, 0};
    struct cir_network *network = made_network(3, 1, odd, makes, NULL);
    for (int layer = CIR_LAYER_UPSTREAM; layer <= CIR_LAYER_MONEY; layer++) {
        struct cir_node_indices indices[3];
        rank(indices, network, (enum cir_impact_layer)layer);
        CU_ASSERT(indices[2].dependency == 0 && indices[2].influence == 0 && indices[2].overall_dependency == 0 &&
                  indices[2].overall_influence == 0 && indices[2].loss == 0);
        CU_ASSERT_DOUBLE_EQUAL(indices[0].dependency, (layer == CIR_LAYER_UPSTREAM ? .2 : .05) / 2, 1e-15);
        CU_ASSERT(indices[0].loss > 0 && indices[0].loss == indices[0].loss_abroad);
    }
    made_network_free(network);
}

static void test_indices__of_one_node_are_not_known(void)
{
    static const double own[] = {3};
    static const double makes[] = {7};
    struct cir_node_indices indices;
    struct cir_network *network = made_network(1, 1, own, makes, NULL);
    rank(&indices, network, CIR_LAYER_MONEY);
    CU_ASSERT(isnan(indices.dependency) && isnan(indices.overall_influence));
    CU_ASSERT_EQUAL(indices.loss, 0);
    made_network_free(network);
}

static void test_indices__refuse_a_state_without_solution(void)
{
    static const double all[] = {0, 7, 7, 0};
    static const double makes[] = {7, 7};
    struct cir_node_indices indices[2];
    struct cir_error error = {0};
    struct cir_network *network = made_network(1, 2, all, makes, NULL);
    const struct cir_impact_models models = {.network = network};
    CU_ASSERT_EQUAL(cir_indices_compute(indices, &models, CIR_LAYER_MONEY, ORDERS, &error), CIR_BAD_NETWORK);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "R1"));
    made_network_free(network);
}

CIR_SUITE("indices", {"give what was published", test_indices__give_what_was_published},
          {"losses are those of an outage", test_indices__losses_are_those_of_an_outage},
          {"nobody loses more than all", test_indices__nobody_loses_more_than_all},
          {"dependency and influence are of the same pairs",
           test_indices__dependency_and_influence_are_of_the_same_pairs},
          {"of needs go as far as they are asked", test_indices__of_needs_go_as_far_as_they_are_asked},
          {"of a node without output are 0", test_indices__of_a_node_without_output_are_0},
          {"of one node are not known", test_indices__of_one_node_are_not_known},
          {"refuse a State without solution", test_indices__refuse_a_state_without_solution})
