#include "suite.h"
#include "world.h"

#include <stdio.h>

struct incident {
    const char *key;
    const char *date;
};

/* "A#1: 2020-01-01 x2, ..." */
static void list(char *out, size_t size, struct world *world, const struct incident *incidents, size_t count,
                 const char *within)
{
    struct cir_period period = {0};
    CU_ASSERT_TRUE_FATAL(within == NULL || cir_period_read(cir_text_of(within), &period));
    struct cir_campaigns *campaigns = cir_campaigns_new(&world->plan, within != NULL ? &period : NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(campaigns);
    for (size_t i = 0; i < count; i++) {
        char id[16];
        char facts[64];
        snprintf(id, sizeof id, "I-%zu", i);
        snprintf(facts, sizeof facts, "%s%s", incidents[i].date[0] != '\0' ? "date=" : "", incidents[i].date);
        struct cir_campaign_member member = world_member(world, incidents[i].key, id, facts);
        struct cir_campaign_place place;
        CU_ASSERT_EQUAL(cir_campaigns_add(&place, campaigns, &member, NULL), CIR_OK);
    }
    struct cir_campaign_cut cut;
    size_t used = 0;
    out[0] = '\0';
    enum cir_status status;
    while ((status = cir_campaigns_next(campaigns, &cut, NULL)) == CIR_OK)
        used += (size_t)snprintf(out + used, size - used, "%s%.*s x%u", used > 0 ? ", " : "", CIR_TEXT_ARGS(cut.id),
                                 (unsigned)cut.campaign->incidents);
    CU_ASSERT_EQUAL(status, CIR_END);
    CU_ASSERT_EQUAL(cir_campaigns_incidents(campaigns), count);
    snprintf(out + used, size - used, "; %u", (unsigned)cir_campaigns_undated(campaigns));
    cir_campaigns_free(campaigns);
}

#define EXPECT_LIST(world, within, expected, ...)                                                                      \
    do {                                                                                                               \
        static const struct incident incidents[] = {__VA_ARGS__};                                                      \
        char found[512];                                                                                               \
        list(found, sizeof found, world, incidents, sizeof incidents / sizeof incidents[0], within);                   \
        if (strcmp(found, expected) != 0)                                                                              \
            printf("'%s', expected '%s'\n", found, expected);                                                          \
        CU_ASSERT_STRING_EQUAL(found, expected);                                                                       \
    } while (0)

static void test_campaigns__come_in_the_order_of_their_first_incident(void)
{
    struct world world;
    world_open(&world);
    EXPECT_LIST(&world, NULL, "B x2, A x1, b x1; 0", {"B", "2020"}, {"A", "2019"}, {"b", ""}, {"B", "2021"});
    world_close(&world);
}

static void test_campaigns__are_cut_by_time(void)
{
    struct world world;
    world_open(&world);
    /* six months to the day, by the calendar */
    EXPECT_LIST(&world, "6m", "A#1 x2; 0", {"A", "2025-01-10"}, {"A", "2025-07-10"});
    EXPECT_LIST(&world, "6m", "A#1 x1, A#2 x1; 0", {"A", "2025-01-10"}, {"A", "2025-07-11"});
    EXPECT_LIST(&world, "6m", "A#1 x2; 0", {"A", "2024-08-31"}, {"A", "2025-02-28"});
    EXPECT_LIST(&world, "6m", "A#1 x1, A#2 x1; 0", {"A", "2024-08-31"}, {"A", "2025-03-01"});
    EXPECT_LIST(&world, "30d", "A#1 x1, A#2 x1; 0", {"A", "2025-01-01"}, {"A", "2025-02-01"});
    EXPECT_LIST(&world, "30d", "A#1 x2; 0", {"A", "2025-01-02"}, {"A", "2025-02-01"});
    EXPECT_LIST(&world, "36h", "A#1 x2; 0", {"A", "2025-01-01T00:00Z"}, {"A", "2025-01-02T12:00Z"});
    EXPECT_LIST(&world, "36h", "A#1 x1, A#2 x1; 0", {"A", "2025-01-01T00:00Z"}, {"A", "2025-01-02T12:01Z"});
    world_close(&world);
}

static void test_campaigns__overlap_in_time(void)
{
    struct world world;
    world_open(&world);
    EXPECT_LIST(&world, "6m", "A#1 x2, A#2 x2; 0", {"A", "2025-01-10"}, {"A", "2025-05-10"}, {"A", "2025-09-10"});
    /* a window that lies in the one before it is none of its own */
    EXPECT_LIST(&world, "6m", "A#1 x3; 0", {"A", "2025-01-10"}, {"A", "2025-05-10"}, {"A", "2025-06-10"});
    EXPECT_LIST(&world, "1y", "A#1 x3, B#1 x1; 0", {"A", "2025-01-10"}, {"B", "2020"}, {"A", "2025-09-10"},
                {"A", "2025-09-10"});
    world_close(&world);
}

static void test_campaigns__in_time_do_not_depend_on_the_order(void)
{
    struct world world;
    world_open(&world);
    EXPECT_LIST(&world, "6m", "A#1 x2, A#2 x2; 0", {"A", "2025-09-10"}, {"A", "2025-01-10"}, {"A", "2025-05-10"});
    EXPECT_LIST(&world, "6m", "A#1 x2, A#2 x2; 0", {"A", "2025-05-10"}, {"A", "2025-09-10"}, {"A", "2025-01-10"});
    world_close(&world);
}

static void test_campaigns__in_time_need_a_date(void)
{
    struct world world;
    world_open(&world);
    EXPECT_LIST(&world, "6m", "A#1 x1; 2", {"A", ""}, {"A", "2025-05"}, {"B", "unknown"});
    world_close(&world);
}

/* "ROW at KEY:PLACE, ...; ID of KEY: FIRST..LAST and the rows it tells, ...": rows are numbered from 7 on, "?" waits. */
static void tell_places(char *out, size_t size, struct world *world, const struct incident *incidents, size_t count,
                        const char *within)
{
    struct cir_period period = {0};
    CU_ASSERT_TRUE_FATAL(within == NULL || cir_period_read(cir_text_of(within), &period));
    struct cir_campaigns *campaigns = cir_campaigns_new(&world->plan, within != NULL ? &period : NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(campaigns);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        char facts[64];
        struct cir_campaign_place place;
        snprintf(facts, sizeof facts, "%s%s", incidents[i].date[0] != '\0' ? "date=" : "", incidents[i].date);
        struct cir_campaign_member member = world_member(world, incidents[i].key, "id", facts);
        member.row = i + 7;
        CU_ASSERT_EQUAL(cir_campaigns_add(&place, campaigns, &member, NULL), CIR_OK);
        used += (size_t)snprintf(out + used, size - used, "%s%zu at %u:%u%s", i > 0 ? ", " : "", i + 7,
                                 (unsigned)place.key, (unsigned)place.place, place.waits ? "?" : "");
    }
    struct cir_campaign_cut cut;
    while (cir_campaigns_next(campaigns, &cut, NULL) == CIR_OK) {
        CU_ASSERT_EQUAL(cut.last - cut.first + 1, cut.campaign->incidents);
        CU_ASSERT_TRUE(cir_text_equal(cir_campaigns_key(campaigns, cut.key), cut.campaign->key));
        used += (size_t)snprintf(out + used, size - used, "; %.*s of %u: %u..%u", CIR_TEXT_ARGS(cut.id),
                                 (unsigned)cut.key, (unsigned)cut.first, (unsigned)cut.last);
        for (uint64_t place = cut.told + 1; place <= cut.last; place++)
            used += (size_t)snprintf(out + used, size - used, " %u", (unsigned)cir_campaigns_row(campaigns, place));
    }
    cir_campaigns_free(campaigns);
}

#define EXPECT_PLACES(world, within, expected, ...)                                                                    \
    do {                                                                                                               \
        static const struct incident incidents[] = {__VA_ARGS__};                                                      \
        char found[512];                                                                                               \
        tell_places(found, sizeof found, world, incidents, sizeof incidents / sizeof incidents[0], within);            \
        if (strcmp(found, expected) != 0)                                                                              \
            printf("'%s', expected '%s'\n", found, expected);                                                          \
        CU_ASSERT_STRING_EQUAL(found, expected);                                                                       \
    } while (0)

static void test_campaigns__tell_where_an_incident_stands(void)
{
    struct world world;
    world_open(&world);
    EXPECT_PLACES(&world, NULL, "7 at 1:1, 8 at 2:1, 9 at 1:2, 10 at 1:3; B of 1: 1..3; A of 2: 1..1", {"B", "2020"},
                  {"A", "2019"}, {"B", ""}, {"B", "2018"});
    /* a row is told once, though windows overlap; without a date it is in none */
    EXPECT_PLACES(&world, "6m",
                  "7 at 1:0?, 8 at 1:0, 9 at 2:0?, 10 at 1:0?, 11 at 1:0?; A#1 of 1: 1..2 10 11; A#2 of 1: 2..3 7; "
                  "B#1 of 2: 1..1 9",
                  {"A", "2025-09-10"}, {"A", "unknown"}, {"B", "2020"}, {"A", "2025-01-10"}, {"A", "2025-05-10"});
    world_close(&world);
}

static void test_campaigns__are_refused_beyond_a_limit(void)
{
    struct world world;
    world_open(&world);
    bool gives[CIR_FIELDS_MAX] = {[CIR_FIELD_DEATHS] = true};
    struct cir_campaign_plan plan;
    cir_campaign_plan_make(&plan, world.definitions, &world.fields, gives);
    struct cir_campaigns *campaigns = cir_campaigns_new(&plan, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(campaigns);
    const struct cir_cell deaths = world_cell(&world, "deaths", "2");
    struct cir_error error = {0};
    enum cir_status status = CIR_OK;
    int added = 0;
    for (; status == CIR_OK; added++) {
        char key[16];
        snprintf(key, sizeof key, "K-%d", added);
        const struct cir_campaign_member member = {.key = cir_text_of(key), .id = cir_text_of("id"), .cells = &deaths};
        struct cir_campaign_place place;
        status = cir_campaigns_add(&place, campaigns, &member, &error);
    }
    CU_ASSERT_EQUAL(added, CIR_CAMPAIGNS_MAX + 1);
    CU_ASSERT_EQUAL(status, CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "more than 65536 different keys"));
    cir_campaigns_free(campaigns);
    world_close(&world);
}

static void test_campaigns__are_refused_beyond_a_limit_of_pairs(void)
{
    enum { SECTORS = 17 };
    static const struct cir_incident_impact impact = {.alone = {.outcome = CIR_IMPACT_TOLD}, .has_meaning = true};
    struct world world;
    world_open(&world);
    const bool gives[CIR_FIELDS_MAX] = {[CIR_FIELD_COUNTRY] = true, [CIR_FIELD_SECTOR] = true};
    cir_campaign_plan_make(&world.plan, world.definitions, &world.fields, gives);
    struct cir_campaigns *campaigns = cir_campaigns_new(&world.plan, NULL);
    struct cir_campaign_member member = world_member(&world, "", "id", "country=UA sector=power");
    struct cir_cell *sector = &world.cells[world.plan.places[CIR_FIELD_SECTOR]];
    sector->options = (UINT64_C(1) << SECTORS) - 1;
    sector->together = true;
    member.impact = &impact;
    struct cir_error error = {0};
    enum cir_status status = CIR_OK;
    int added = 0;
    for (; status == CIR_OK; added++) {
        char key[16];
        snprintf(key, sizeof key, "K-%d", added);
        member.key = cir_text_of(key);
        struct cir_campaign_place place;
        status = cir_campaigns_add(&place, campaigns, &member, &error);
    }
    CU_ASSERT_EQUAL(added, CIR_CAMPAIGN_PAIRS_MAX / SECTORS + 1);
    CU_ASSERT_EQUAL(status, CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "more than 1048576 sectors of States"));
    cir_campaigns_free(campaigns);
    world_close(&world);
}

CIR_SUITE("campaigns",
          {"come in the order of their first incident", test_campaigns__come_in_the_order_of_their_first_incident},
          {"are cut by time", test_campaigns__are_cut_by_time}, {"overlap in time", test_campaigns__overlap_in_time},
          {"in time do not depend on the order", test_campaigns__in_time_do_not_depend_on_the_order},
          {"in time need a date", test_campaigns__in_time_need_a_date},
          {"tell where an incident stands", test_campaigns__tell_where_an_incident_stands},
          {"are refused beyond a limit", test_campaigns__are_refused_beyond_a_limit},
          {"are refused beyond a limit of pairs", test_campaigns__are_refused_beyond_a_limit_of_pairs})
