#include "pipeline/what_if.h"

#include "suite.h"
#include "toy_network.h"

/* The toy network; Antarctica is part of its rest of the world, and has a line to France. */
struct world {
    struct overlay overlay;
    struct cir_what_if *what_if;
};

static void world_make(struct world *world)
{
    toy_network_make(&world->overlay);
    overlay_edit(&world->overlay, "datasets/countries/countries.csv", 4, "AQ,ATA,010,,,,,1000,2022,,own");
    const struct cir_what_if_options options = {
        .definitions = world->overlay.folder, .network = "toy", .orders = CIR_IMPACT_ORDERS};
    CU_ASSERT_EQUAL_FATAL(cir_what_if_new(&world->what_if, &options, NULL), CIR_OK);
}

static void world_free(struct world *world)
{
    cir_what_if_free(world->what_if);
    overlay_remove(&world->overlay);
}

static void prepare(const struct world *world, const char *state)
{
    struct cir_text text = cir_text_of(state);
    CU_ASSERT_EQUAL_FATAL(cir_what_if_prepare(world->what_if, &text, 1, NULL), CIR_OK);
}

static const char *node_name(const struct world *world, const char *state, const char *sector)
{
    uint32_t node;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(
        cir_what_if_nodes(&node, &count, world->what_if, cir_text_of(state), cir_text_of(sector), NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    return cir_what_if_network(world->what_if)->nodes[node].name;
}

static void test_what_if__states_and_sectors_by_any_of_their_names(void)
{
    struct world world;
    world_make(&world);
    prepare(&world, "DE");
    CU_ASSERT_STRING_EQUAL(node_name(&world, "DE", "energy"), "DEU:grid");
    CU_ASSERT_STRING_EQUAL(node_name(&world, "DEU", "grid"), "DEU:grid");
    CU_ASSERT_STRING_EQUAL(node_name(&world, "276", "water"), "DEU:mains");
    CU_ASSERT_STRING_EQUAL(node_name(&world, "ROW", "other"), "ROW:other");
    world_free(&world);
}

static void test_what_if__a_country_of_the_rest_becomes_a_state(void)
{
    struct world world;
    world_make(&world);
    prepare(&world, "DE");
    CU_ASSERT_EQUAL(cir_what_if_network(world.what_if)->node_count, TOY_NODES);
    prepare(&world, "AQ");
    CU_ASSERT_EQUAL(cir_what_if_network(world.what_if)->node_count, TOY_NODES + 2);
    CU_ASSERT_STRING_EQUAL(node_name(&world, "AQ", "energy"), "ATA:grid");
    prepare(&world, "FR"); /* begins anew; the line leads from Antarctica to France, and not back */
    CU_ASSERT_EQUAL(cir_what_if_network(world.what_if)->node_count, TOY_NODES);
    world_free(&world);
}

static void test_what_if__says_what_is_not_in_the_network(void)
{
    struct world world;
    struct cir_error error;
    uint32_t nodes[CIR_HITS_MAX];
    size_t count = 0;
    world_make(&world);
    const struct cir_text nowhere = cir_text_of("Atlantis");
    CU_ASSERT_EQUAL(cir_what_if_prepare(world.what_if, &nowhere, 1, &error), CIR_BAD_SHOCK);
    CU_ASSERT(strstr(error.message, "'Atlantis' is no State") != NULL);
    prepare(&world, "FR");
    CU_ASSERT_EQUAL(cir_what_if_nodes(nodes, &count, world.what_if, cir_text_of("FR"), cir_text_of("water"), &error),
                    CIR_BAD_SHOCK);
    CU_ASSERT(strstr(error.message, "'water' is no sector that the network toy has in FRA") != NULL);
    CU_ASSERT_EQUAL(cir_what_if_nodes(nodes, &count, world.what_if, cir_text_of("AQ"), cir_text_of("energy"), &error),
                    CIR_BAD_SHOCK);
    CU_ASSERT(strstr(error.message, "'AQ' is no State of the network toy") != NULL);
    CU_ASSERT_EQUAL(count, 0);
    world_free(&world);
}

static void test_what_if__no_more_nodes_than_there_is_room_for(void)
{
    struct world world;
    struct cir_error error;
    uint32_t nodes[CIR_HITS_MAX];
    size_t count = CIR_HITS_MAX;
    world_make(&world);
    prepare(&world, "DE");
    CU_ASSERT_EQUAL(cir_what_if_nodes(nodes, &count, world.what_if, cir_text_of("DE"), cir_text_of("grid"), &error),
                    CIR_BAD_SHOCK);
    CU_ASSERT_EQUAL(count, CIR_HITS_MAX);
    world_free(&world);
}

static void test_what_if__says_that_there_is_no_such_network(void)
{
    struct cir_error error;
    struct cir_what_if *what_if;
    const struct cir_what_if_options options = {.network = "no-such-network", .orders = CIR_IMPACT_ORDERS};
    CU_ASSERT_EQUAL(cir_what_if_new(&what_if, &options, &error), CIR_BAD_USE);
    CU_ASSERT(what_if == NULL && strstr(error.message, "no-such-network") != NULL);
}

CIR_SUITE("what_if",
          {"States and sectors by any of their names", test_what_if__states_and_sectors_by_any_of_their_names},
          {"a country of the rest becomes a State", test_what_if__a_country_of_the_rest_becomes_a_state},
          {"says what is not in the network", test_what_if__says_what_is_not_in_the_network},
          {"no more nodes than there is room for", test_what_if__no_more_nodes_than_there_is_room_for},
          {"says that there is no such network", test_what_if__says_that_there_is_no_such_network})
