#include "pipeline/impact_summaries.h"

#include "measures/impacts.h"
#include "scratch.h"
#include "suite.h"
#include "toy_network.h"

#include <math.h>
#include <pthread.h>

static const double durations_h[] = {.7, 1.61, 3.703, 8.5169, 19.58887};

enum { THREADS = 5, ORDERS = 3 };

/* The toy network; Antarctica is part of its rest of the world. */
struct world {
    struct overlay overlay;
    struct cir_definitions *definitions;
    struct cir_what_if_options options;
};

static void world_make(struct world *world)
{
    toy_network_make(&world->overlay);
    overlay_edit(&world->overlay, "datasets/countries/countries.csv", 4, "AQ,ATA,010,,,,,1000,2022,,own");
    world->definitions = overlay_definitions(&world->overlay);
    world->options =
        (struct cir_what_if_options){.definitions = world->overlay.folder, .network = "toy", .orders = ORDERS};
}

static void world_free(struct world *world)
{
    cir_definitions_free(world->definitions);
    overlay_remove(&world->overlay);
}

static struct cir_impact_summaries *open_summaries(const struct world *world, const char *cache)
{
    struct cir_impact_summaries *summaries = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_impact_summaries_new(&summaries, world->definitions, &world->options, cache, NULL),
                          CIR_OK);
    return summaries;
}

static unsigned number_of(const struct world *world, const char *alpha2)
{
    return cir_definitions_country(world->definitions, cir_text_of(alpha2));
}

/* ---- the row and the what-if ---- */

static struct cir_row_impact row_impact(const struct cir_impact_source *source, unsigned country, unsigned sector,
                                        double share, double duration_h)
{
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    struct cir_cell states = {.state = CIR_CELL_KNOWN, .count = 1, .first = (unsigned short)country};
    struct cir_cell sectors = {.state = CIR_CELL_KNOWN, .options = UINT64_C(1) << sector};
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_PEOPLE_SHARE), 0, share, share, share);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS), 0, 1, 1, 1);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H), 0, duration_h,
                          duration_h, duration_h);
    return cir_impact_measure(source, &states, &sectors, &measured, 0);
}

static void compare(const struct world *world, const struct cir_impact_source *source, const char *state,
                    const char *sector, double share, double duration_h)
{
    struct cir_what_if *what_if = NULL;
    struct cir_text code = cir_text_of(state);
    uint32_t node;
    size_t count = 0;
    struct cir_impact impact;
    CU_ASSERT_EQUAL_FATAL(cir_what_if_new(&what_if, &world->options, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_what_if_prepare(what_if, &code, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_what_if_nodes(&node, &count, what_if, code, cir_text_of(sector), NULL), CIR_OK);
    const struct cir_shock_spans shock = {node, share, share, duration_h, duration_h};
    CU_ASSERT_EQUAL_FATAL(cir_what_if_impact(&impact, what_if, &shock, 1, NULL), CIR_OK);
    struct cir_row_impact row =
        row_impact(source, number_of(world, state), cir_definitions_sector(world->definitions, cir_text_of(sector)),
                   share, duration_h);
    CU_ASSERT_EQUAL(row.outcome, CIR_IMPACT_TOLD);
    CU_ASSERT_DOUBLE_EQUAL(row.direct, impact.ends[CIR_END_LOW].losses[CIR_PART_DIRECT], 1e-12);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        CU_ASSERT_DOUBLE_EQUAL(row.low[i], impact.ends[CIR_END_LOW].losses[CIR_PART_DOMESTIC + i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(row.high[i], impact.ends[CIR_END_HIGH].losses[CIR_PART_DOMESTIC + i], 1e-12);
    }
    CU_ASSERT_EQUAL(row.states_low, (double)impact.ends[CIR_END_LOW].states[0]);
    CU_ASSERT_EQUAL(row.states_high, (double)impact.ends[CIR_END_HIGH].states[0]);
    cir_impact_free(&impact);
    cir_what_if_free(what_if);
}

static void test_impact_summaries__tell_of_a_row_what_a_what_if_tells(void)
{
    struct world world;
    world_make(&world);
    struct cir_impact_summaries *summaries = open_summaries(&world, NULL);
    struct cir_impact_source source = cir_impact_summaries_source(summaries);
    for (size_t i = 0; i < sizeof durations_h / sizeof durations_h[0]; i++) {
        const double duration_h = durations_h[i];
        compare(&world, &source, "DE", "energy", .37, duration_h);
        compare(&world, &source, "DE", "water", .05, duration_h);
        compare(&world, &source, "FR", "energy", 1, duration_h);
        compare(&world, &source, "AQ", "energy", .625, duration_h);
    }
    cir_impact_summaries_free(summaries);
    world_free(&world);
}

static void test_impact_summaries__of_what_the_network_does_not_have(void)
{
    struct world world;
    world_make(&world);
    struct cir_impact_summaries *summaries = open_summaries(&world, NULL);
    struct cir_impact_source source = cir_impact_summaries_source(summaries);
    unsigned water = cir_definitions_sector(world.definitions, cir_text_of("water"));
    CU_ASSERT(source.find(source.context, number_of(&world, "DE"), water) != NULL);
    CU_ASSERT(source.find(source.context, number_of(&world, "FR"), water) == NULL);
    CU_ASSERT(source.find(source.context, number_of(&world, "DE"), CIR_SECTOR_NONE) == NULL);
    CU_ASSERT(source.find(source.context, number_of(&world, "DE"), CIR_SECTOR_NONE - 1) == NULL);
    CU_ASSERT(!cir_impact_summaries_failed(summaries));
    cir_impact_summaries_free(summaries);
    world_free(&world);
}

/* ---- threads ---- */

struct asking {
    struct cir_impact_source source;
    const struct cir_impact_summary *found[3][2];
};

static void *ask(void *context)
{
    struct asking *asking = context;
    for (unsigned i = 0; i < 3; i++)
        for (unsigned k = 0; k < 2; k++)
            asking->found[i][k] = asking->source.find(asking->source.context, i, k);
    return NULL;
}

static void test_impact_summaries__are_made_once_for_all_threads(void)
{
    struct world world;
    world_make(&world);
    struct cir_impact_summaries *summaries = open_summaries(&world, NULL);
    struct asking askings[THREADS];
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        askings[i] = (struct asking){.source = cir_impact_summaries_source(summaries)};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, ask, &askings[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CU_ASSERT(askings[0].found[0][0] != NULL);
    for (size_t i = 1; i < THREADS; i++)
        CU_ASSERT(memcmp(askings[i].found, askings[0].found, sizeof askings[i].found) == 0);
    cir_impact_summaries_free(summaries);
    world_free(&world);
}

/* ---- from run to run ---- */

static void check_same(const struct cir_impact_source *a, const struct cir_impact_source *b, unsigned country,
                       unsigned sector)
{
    for (size_t i = 0; i < sizeof durations_h / sizeof durations_h[0]; i++) {
        const double duration_h = durations_h[i];
        struct cir_row_impact x = row_impact(a, country, sector, .37, duration_h);
        struct cir_row_impact y = row_impact(b, country, sector, .37, duration_h);
        CU_ASSERT_EQUAL(x.outcome, y.outcome);
        for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
            CU_ASSERT(x.low[part] == y.low[part] && x.high[part] == y.high[part]);
        CU_ASSERT(x.direct == y.direct && x.states_low == y.states_low && x.states_high == y.states_high);
        CU_ASSERT(cir_text_equal(x.top, y.top));
    }
}

static void test_impact_summaries__are_kept_from_run_to_run(void)
{
    struct world world;
    world_make(&world);
    scratch_open();
    unsigned energy = cir_definitions_sector(world.definitions, cir_text_of("energy"));
    struct cir_impact_summaries *first = open_summaries(&world, scratch_path("cache"));
    struct cir_impact_source made = cir_impact_summaries_source(first);
    CU_ASSERT(made.find(made.context, number_of(&world, "DE"), energy) != NULL);
    CU_ASSERT(made.find(made.context, number_of(&world, "AQ"), energy) != NULL);
    CU_ASSERT_EQUAL(cir_impact_summaries_keep(first, NULL), CIR_OK);
    CU_ASSERT(scratch_has("cache"));
    struct cir_impact_summaries *second = open_summaries(&world, scratch_path("cache"));
    struct cir_impact_source kept = cir_impact_summaries_source(second);
    check_same(&made, &kept, number_of(&world, "DE"), energy);
    check_same(&made, &kept, number_of(&world, "AQ"), energy);
    scratch_close(); /* nothing was made by the second: it has nothing to keep, and makes no folder */
    CU_ASSERT_EQUAL(cir_impact_summaries_keep(second, NULL), CIR_OK);
    scratch_open();
    CU_ASSERT(!scratch_has("cache"));
    cir_impact_summaries_free(second);
    cir_impact_summaries_free(first);
    scratch_close();
    world_free(&world);
}

static void test_impact_summaries__what_they_are_made_from_is_in_the_key(void)
{
    struct world world;
    world_make(&world);
    scratch_open();
    unsigned energy = cir_definitions_sector(world.definitions, cir_text_of("energy"));
    for (unsigned step = 0; step < 3; step++) {
        if (step == 1)
            world.options.orders = 1;
        if (step == 2)
            overlay_edit(&world.overlay, TOY "links.csv", 2, "FRA,DEU,grid,2250,0.725,own");
        struct cir_impact_summaries *summaries = open_summaries(&world, scratch_path("cache"));
        struct cir_impact_source source = cir_impact_summaries_source(summaries);
        struct cir_row_impact impact = row_impact(&source, number_of(&world, "FR"), energy, 1, 24);
        CU_ASSERT_EQUAL(impact.outcome, CIR_IMPACT_TOLD);
        compare(&world, &source, "FR", "energy", 1, 24);
        CU_ASSERT_EQUAL(cir_impact_summaries_keep(summaries, NULL), CIR_OK);
        cir_impact_summaries_free(summaries);
    }
    scratch_close();
    world_free(&world);
}

CIR_SUITE("impact_summaries",
          {"tell of a row what a what-if tells", test_impact_summaries__tell_of_a_row_what_a_what_if_tells},
          {"of what the network does not have", test_impact_summaries__of_what_the_network_does_not_have},
          {"are made once for all threads", test_impact_summaries__are_made_once_for_all_threads},
          {"are kept from run to run", test_impact_summaries__are_kept_from_run_to_run},
          {"what they are made from is in the key", test_impact_summaries__what_they_are_made_from_is_in_the_key})
