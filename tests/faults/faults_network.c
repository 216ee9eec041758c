#include "suite.h"

#include "faults.h"
#include "impact/indices.h"
#include "network/check.h"
#include "network/extend.h"
#include "toy_network.h"

static enum cir_status load(void *context, struct cir_error *error)
{
    const struct toy_world *world = context;
    struct cir_network *network;
    enum cir_status status =
        cir_network_load(&network, world->definitions, world->overlay.folder, "toy", NULL, NULL, error);
    CU_ASSERT_EQUAL(network != NULL, status == CIR_OK);
    if (status == CIR_OK) {
        CU_ASSERT_EQUAL(network->node_count, TOY_NODES);
        CU_ASSERT_EQUAL(network->flow_count, 15);
        CU_ASSERT_EQUAL(network->link_count, 2);
        CU_ASSERT_EQUAL(toy_network_flow(network, "ROW:other", "ROW:other"), 50);
    }
    cir_network_free(network);
    return status;
}

static enum cir_status extend(void *context, struct cir_error *error)
{
    const struct toy_world *world = context;
    const uint32_t antarctica = 2;
    struct cir_network *extended;
    enum cir_status status = cir_network_extend(&extended, world->network, world->definitions, &antarctica, 1, error);
    CU_ASSERT_EQUAL(extended != NULL, status == CIR_OK);
    if (status == CIR_OK) {
        CU_ASSERT_EQUAL(extended->node_count, TOY_NODES + 2);
        CU_ASSERT_EQUAL(toy_network_flow(extended, "ATA:other", "DEU:other"), 11.5);
    }
    cir_network_free(extended);
    return status;
}

static enum cir_status check(void *context, struct cir_error *error)
{
    const struct toy_world *world = context;
    struct cir_network_check found;
    enum cir_status status = cir_network_check(&found, world->network, error);
    CU_ASSERT(status != CIR_OK || found.output == 450);
    return status;
}

/* Of all layers; the functional one is of needs that are made for it. */
static enum cir_status rank(void *context, struct cir_error *error)
{
    const struct toy_world *world = context;
    struct cir_node_indices indices[TOY_NODES];
    struct cir_impact_models models = {.network = world->network};
    struct cir_needs *needs = NULL;
    enum cir_status status = cir_needs_new(&needs, world->network, error);
    models.needs = needs;
    for (int layer = 0; layer < CIR_LAYERS && status == CIR_OK; layer++) {
        status = cir_indices_compute(indices, &models, (enum cir_impact_layer)layer, 3, error);
        CU_ASSERT(status != CIR_OK || indices[toy_network_node(world->network, "DEU:grid")].loss > 0);
    }
    cir_needs_free(needs);
    return status;
}

/* With a country that the network does not tell apart. */
static void world_make(struct toy_world *world)
{
    toy_network_make(&world->overlay);
    overlay_edit(&world->overlay, "datasets/countries/countries.csv", 4, "AQ,ATA,010,,,,,1000,2022,,own");
    toy_world_open(world);
}

static void test_network__survives_without_memory(void)
{
    struct toy_world world;
    world_make(&world);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, load, &world) >= 30);
    toy_network_lay_matrix(&world.overlay);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, load, &world) >= 30);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, extend, &world) >= 6);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, check, &world) >= 4);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, rank, &world) >= 12);
    toy_world_close(&world);
}

static void test_network__says_that_a_table_cannot_be_read(void)
{
    struct toy_world world;
    world_make(&world);
    CU_ASSERT(cir_fault_run(CIR_FAULT_READ, load, &world) >= 18);
    toy_world_close(&world);
}

CIR_SUITE("faults of networks", {"survives without memory", test_network__survives_without_memory},
          {"says that a table cannot be read", test_network__says_that_a_table_cannot_be_read})
