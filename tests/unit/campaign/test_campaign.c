#include "suite.h"
#include "world.h"

#include <stdio.h>

static void start(struct cir_campaign *campaign, struct world *world, struct cir_arena *arena,
                  const char *const *incidents)
{
    CU_ASSERT_TRUE_FATAL(cir_campaign_init(campaign, &world->plan, arena, cir_text_of("Moth")));
    for (int i = 0; incidents[i] != NULL; i++) {
        char id[16];
        snprintf(id, sizeof id, "M-%d", i + 1);
        struct cir_campaign_member member = world_member(world, "Moth", id, incidents[i]);
        CU_ASSERT_TRUE_FATAL(cir_campaign_add(campaign, &world->plan, arena, &member));
    }
}

#define START(campaign, world, arena, ...) start(campaign, world, arena, (const char *const[]){__VA_ARGS__, NULL})

static void test_campaign__lists_the_first_ids(void)
{
    struct world world;
    struct cir_arena arena = {0};
    struct cir_campaign campaign;
    const char *incidents[26] = {NULL};
    world_open(&world);
    for (int i = 0; i < 25; i++)
        incidents[i] = "deaths=2";
    start(&campaign, &world, &arena, incidents);
    CU_ASSERT_EQUAL(campaign.incidents, 25);
    CU_ASSERT(cir_text_is(campaign.ids[0], "M-1"));
    CU_ASSERT(cir_text_is(campaign.ids[CIR_CAMPAIGN_IDS_SHOWN - 1], "M-20"));
    CU_ASSERT_STRING_EQUAL(world_text(&world, &campaign, "deaths"), "50");
    CU_ASSERT_STRING_EQUAL(world_text(&world, &campaign, "id"), "Moth");
    cir_arena_free(&arena);
    world_close(&world);
}

static const char *widened(struct world *world, uint64_t of_union, const char *const *incidents)
{
    static char text[64];
    struct cir_arena arena = {0};
    struct cir_campaign campaign;
    struct cir_cell cells[CIR_FIELDS_MAX];
    start(&campaign, world, &arena, incidents);
    cir_campaign_cells(&campaign, &world->plan, campaign.key, cells);
    cir_campaign_widen_reach(&campaign, &cells[CIR_FIELD_REACH], of_union, 31);
    uint64_t options = cells[CIR_FIELD_REACH].state == CIR_CELL_KNOWN ? cells[CIR_FIELD_REACH].options : 0;
    snprintf(text, sizeof text, "%u", (unsigned)options);
    cir_arena_free(&arena);
    return text;
}

#define WIDENED(world, of_union, ...) widened(world, of_union, (const char *const[]){__VA_ARGS__, NULL})

/* local 1, subnational 2, national 4, regional 8, global 16; an incident that tells no reach leaves 7 open. */
static void test_campaign__reaches_as_far_as_all_together(void)
{
    struct world world;
    world_open(&world);
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 8, "country=DE reach=local", "country=FR reach=national"), "8");
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE reach=local", "country=DE reach=subnational"), "6");
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE reach=local"), "1");
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE reach=global", "country=DE reach=local"), "16");
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE reach=subnational", "country=DE"), "6");
    /* a State that is not known may be another */
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE reach=national", "reach=local"), "28");
    CU_ASSERT_STRING_EQUAL(WIDENED(&world, 7, "country=DE", "country=DE"), "0");
    world_close(&world);
}

static void test_campaign__does_not_let_a_share_be_derived(void)
{
    struct world world;
    world_open(&world);
    /* people of a State that is not known must not be divided by those of DE */
    CU_ASSERT_STRING_EQUAL(
        MERGED(&world, "people_share", "country=DE people_affected=0 people_share=0", "people_affected=1000"), ">=0");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "people_share", "country=DE", "country=FR"), "");
    world_close(&world);
}

static void test_campaign__tells_what_only_some_tell(void)
{
    struct world world;
    struct cir_arena arena = {0};
    struct cir_campaign campaign;
    world_open(&world);
    START(&campaign, &world, &arena, "deaths=2 injured=3 physical=n/a", "deaths=1 physical=none");
    for (size_t i = 0; i < world.plan.entry_count; i++)
        CU_ASSERT_EQUAL(cir_campaign_is_partly_told(&campaign, i), world.plan.entries[i].field == CIR_FIELD_INJURED);
    cir_arena_free(&arena);
    world_close(&world);
}

/* Two deaths and three, which recur. */
static void test_campaign__counts_together_what_recurs(void)
{
    struct world world;
    world_open(&world);
    world.fields.list[CIR_FIELD_DEATHS].merge.within = (struct cir_period){.months = 6};
    world.fields.list[CIR_FIELD_INJURED].merge =
        (struct cir_merge){CIR_MERGE_INCIDENTS, CIR_FIELD_INJURED, {.months = 6}};
    world_plan(&world);
#define TWO "date=2025-01-10 root_cause=dust deaths=2"
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO, "date=2025-07-10 root_cause=dust deaths=3"), "5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO, "date=2025-07-11 root_cause=dust deaths=3"), "3..5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO, "root_cause=dust deaths=3"), "3..5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO, "date=2025-07-10 root_cause=moth deaths=3"), "3..5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO, "date=2025-07-10 deaths=3"), "3..5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", TWO " operator=A", "date=2025-07-10 root_cause=dust deaths=3"),
                           "5");
    CU_ASSERT_STRING_EQUAL(
        MERGED(&world, "deaths", TWO " operator=A", "date=2025-07-10 root_cause=dust deaths=3 operator=B"), "3..5");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "deaths", "deaths=2"), "2");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "injured", TWO, "date=2025-07-10 root_cause=dust"), "2");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "injured", TWO, "date=2025-07-11 root_cause=dust"), "1..2");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "injured", TWO, "date=2025-07-10 root_cause=dust injured=7"), "7");
#undef TWO
    world_close(&world);
}

/* The order of the incidents does not matter, but for whose State is the first of one date. */
static void test_campaign__is_the_same_in_any_order(void)
{
    static const char *const incidents[][4] = {
        {"date=2020-01 country=DE operator=A people_affected=5 deaths=1",
         "date=2020-02 operator=B people_affected=7..9",
         "date=2019 country=FR people_affected=6 sector=power information=personal", NULL},
        {"date=2019 country=FR people_affected=6 sector=power information=personal",
         "date=2020-01 country=DE operator=A people_affected=5 deaths=1",
         "date=2020-02 operator=B people_affected=7..9", NULL},
        {"date=2020-02 operator=B people_affected=7..9",
         "date=2019 country=FR people_affected=6 sector=power information=personal",
         "date=2020-01 country=DE operator=A people_affected=5 deaths=1", NULL},
    };
    struct world world;
    world_open(&world);
    for (size_t field = 0; field < world.fields.count; field++) {
        char first[WORLD_TEXT_SIZE];
        const char *name = world.fields.list[field].name;
        snprintf(first, sizeof first, "%s", world_merge(&world, name, incidents[0]));
        for (size_t i = 1; i < 3; i++)
            CU_ASSERT_STRING_EQUAL(world_merge(&world, name, incidents[i]), first);
    }
    CU_ASSERT_STRING_EQUAL(world_merge(&world, "people_affected", incidents[1]), "12..20");
    world_close(&world);
}

CIR_SUITE("campaign", {"lists the first ids", test_campaign__lists_the_first_ids},
          {"reaches as far as all together", test_campaign__reaches_as_far_as_all_together},
          {"does not let a share be derived", test_campaign__does_not_let_a_share_be_derived},
          {"tells what only some tell", test_campaign__tells_what_only_some_tell},
          {"counts together what recurs", test_campaign__counts_together_what_recurs},
          {"is the same in any order", test_campaign__is_the_same_in_any_order})
