#include "suite.h"

#include "faults.h"
#include "pipeline/impact_summaries.h"
#include "toy_network.h"

#include <stdio.h>

/* A network in an overlay, and a country that it does not tell apart. */
struct world {
    struct overlay overlay;
    struct cir_definitions *definitions;
    struct cir_what_if_options options;
    char cache[CIR_TEMPORARY_SIZE + 32];
    unsigned cache_number;
};

static const char *const states[] = {"DE", "AQ"};

/* Ask for energy in both States, and keep what is told. */
static enum cir_status sum_up(void *context, struct cir_error *error)
{
    const struct world *world = context;
    struct cir_impact_summaries *summaries;
    unsigned energy = cir_definitions_sector(world->definitions, cir_text_of("energy"));
    const struct cir_summary_place place = {.folder = world->cache};
    enum cir_status status = cir_impact_summaries_new(&summaries, world->definitions, &world->options, &place, error);
    CU_ASSERT_EQUAL(summaries != NULL, status == CIR_OK);
    if (status != CIR_OK)
        return status;
    struct cir_impact_source source = cir_impact_summaries_source(summaries);
    for (size_t i = 0; i < 2; i++) {
        unsigned country = cir_definitions_country(world->definitions, cir_text_of(states[i]));
        const struct cir_impact_summary *summary = source.find(source.context, country, energy);
        CU_ASSERT(summary == NULL ? cir_impact_summaries_failed(summaries) : summary->output_per_h > 0);
    }
    status =
        cir_impact_summaries_failed(summaries) ? cir_fail_memory(error) : cir_impact_summaries_keep(summaries, error);
    cir_impact_summaries_free(summaries);
    return status;
}

static void begin_cache(struct world *world)
{
    snprintf(world->cache, sizeof world->cache, "%s/cache%u", world->overlay.folder, ++world->cache_number);
}

/* As the first run does: there is no cache yet. */
static enum cir_status sum_up_anew(void *context, struct cir_error *error)
{
    begin_cache(context);
    return sum_up(context, error);
}

static enum cir_status ask(void *context, struct cir_error *error)
{
    const struct world *world = context;
    struct cir_what_if *what_if;
    struct cir_impact impact;
    uint32_t node;
    size_t count = 0;
    const struct cir_text state = cir_text_of("AQ");
    enum cir_status status = cir_what_if_new(&what_if, &world->options, error);
    CU_ASSERT_EQUAL(what_if != NULL, status == CIR_OK);
    if (status != CIR_OK)
        return status;
    status = cir_what_if_prepare(what_if, &state, 1, error);
    if (status == CIR_OK)
        status = cir_what_if_nodes(&node, &count, what_if, state, cir_text_of("energy"), error);
    if (status == CIR_OK) {
        const struct cir_shock_spans shock = {node, .2, .2385, 12, 12};
        status = cir_what_if_impact(&impact, what_if, &shock, 1, error);
        CU_ASSERT(status != CIR_OK || impact.ends[CIR_END_HIGH].losses[CIR_PART_DIRECT] > 0);
        cir_impact_free(&impact);
    }
    cir_what_if_free(what_if);
    return status;
}

static void world_make(struct world *world)
{
    toy_network_make(&world->overlay);
    overlay_edit(&world->overlay, "datasets/countries/countries.csv", 4, "AQ,ATA,010,,,,,1000,2022,,own");
    world->definitions = overlay_definitions(&world->overlay);
    world->options = (struct cir_what_if_options){
        .definitions = world->overlay.folder, .network = "toy", .orders = CIR_IMPACT_ORDERS};
    world->cache_number = 0;
    begin_cache(world);
}

static void world_free(struct world *world)
{
    cir_definitions_free(world->definitions);
    overlay_remove(&world->overlay);
}

static void test_impacts__survive_without_memory(void)
{
    struct world world;
    world_make(&world);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, ask, &world) >= 40);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, sum_up_anew, &world) >= 60);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, sum_up, &world) >= 40); /* from the cache */
    world_free(&world);
}

static void test_impacts__say_that_they_cannot_be_kept(void)
{
    struct world world;
    world_make(&world);
    CU_ASSERT(cir_fault_run(CIR_FAULT_WRITE, sum_up_anew, &world) >= 3);
    world_free(&world);
}

static void test_impacts__do_without_a_cache_that_cannot_be_read(void)
{
    struct world world;
    world_make(&world);
    CU_ASSERT_EQUAL(sum_up(&world, NULL), CIR_OK);
    CU_ASSERT(cir_fault_run(CIR_FAULT_READ, sum_up, &world) >= 18);
    world_free(&world);
}

CIR_SUITE("faults of impacts", {"survive without memory", test_impacts__survive_without_memory},
          {"say that they cannot be kept", test_impacts__say_that_they_cannot_be_kept},
          {"do without a cache that cannot be read", test_impacts__do_without_a_cache_that_cannot_be_read})
