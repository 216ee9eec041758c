#include "suite.h"
#include "world.h"

static struct cir_campaign_plan plan_of(const struct world *world, const char *const *names)
{
    bool gives[CIR_FIELDS_MAX] = {false};
    struct cir_campaign_plan plan;
    for (; *names != NULL; names++)
        gives[cir_index_find(&world->fields.index, cir_text_of(*names))] = true;
    cir_campaign_plan_make(&plan, world->definitions, &world->fields, gives);
    return plan;
}

static bool has_entry(const struct cir_campaign_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entries[i].field == field)
            return true;
    return false;
}

static void test_campaign_plan__leaves_out_what_no_incident_tells(void)
{
    struct world world;
    world_open(&world);
    const struct cir_campaign_plan plan =
        plan_of(&world, (const char *const[]){"id", "date", "country", "sector", "deaths", "attribution", NULL});
    CU_ASSERT_TRUE(has_entry(&plan, CIR_FIELD_DEATHS));
    CU_ASSERT_TRUE(has_entry(&plan, CIR_FIELD_SECTOR));
    CU_ASSERT_FALSE(has_entry(&plan, CIR_FIELD_INJURED));
    CU_ASSERT_FALSE(has_entry(&plan, CIR_FIELD_ATTRIBUTION)); /* is never merged */
    CU_ASSERT_FALSE(has_entry(&plan, CIR_FIELD_ENTITIES_AFFECTED));
    CU_ASSERT_EQUAL(plan.places[CIR_FIELD_OPERATOR], CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(plan.extent_count, 0);
    world_close(&world);
}

static void test_campaign_plan__counts_operators_that_are_named(void)
{
    struct world world;
    world_open(&world);
    const struct cir_campaign_plan plan =
        plan_of(&world, (const char *const[]){"id", "date", "country", "sector", "operator", "duration_h", NULL});
    CU_ASSERT_TRUE(has_entry(&plan, CIR_FIELD_ENTITIES_AFFECTED));
    CU_ASSERT_EQUAL(plan.extent_count, 2);
    CU_ASSERT_EQUAL(plan.cells[plan.places[CIR_FIELD_DURATION_H]], CIR_FIELD_DURATION_H);
    world_close(&world);
}

CIR_SUITE("campaign_plan", {"leaves out what no incident tells", test_campaign_plan__leaves_out_what_no_incident_tells},
          {"counts operators that are named", test_campaign_plan__counts_operators_that_are_named})
