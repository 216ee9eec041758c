#include "suite.h"
#include "world.h"

#include <stdio.h>

struct hit {
    const char *incidents[5];
    const char *country;
    const char *others;
};

static void check(const struct hit *hits, size_t count)
{
    struct world world;
    world_open(&world);
    for (size_t i = 0; i < count; i++) {
        char country[WORLD_TEXT_SIZE];
        snprintf(country, sizeof country, "%s", world_merge(&world, "country", hits[i].incidents));
        const char *others = world_merge(&world, "other_countries", hits[i].incidents);
        if (strcmp(country, hits[i].country) != 0 || strcmp(others, hits[i].others) != 0) {
            printf("%zu: '%s' and '%s', expected '%s' and '%s'\n", i, country, others, hits[i].country, hits[i].others);
            CU_FAIL("other States");
        }
    }
    world_close(&world);
}

#define CHECK(hits) check(hits, sizeof(hits) / sizeof(hits)[0])

static void test_hit_states__put_the_earliest_first(void)
{
    static const struct hit hits[] = {
        {{"date=2020-02 country=FR other_countries=none", "date=2020-01 country=DE other_countries=none"}, "DE", "FR"},
        /* by the last hour that the date may mean, then by the first, then as they came */
        {{"date=2020 country=FR other_countries=none", "date=2020-06 country=DE other_countries=none"}, "DE", "FR"},
        {{"date=2020-06-30 country=FR other_countries=none", "date=2020-06 country=DE other_countries=none"},
         "DE",
         "FR"},
        {{"date=2020-06 country=FR other_countries=none", "date=2020-06 country=DE other_countries=none"}, "FR", "DE"},
        {{"country=FR other_countries=none", "date=2020-06 country=DE other_countries=none"}, "DE", "FR"},
        {{"date=2020 country=FR other_countries=BE;NL", "date=2021 country=BE other_countries=US"}, "FR", "BE;NL;US"},
        {{"date=2020 country=FR other_countries=none", "date=2021 country=FR other_countries=none"}, "FR", "none"},
    };
    CHECK(hits);
}

static void test_hit_states__stay_open_where_one_incident_is(void)
{
    static const struct hit hits[] = {
        {{"date=2020 country=FR", "date=2021 country=BE other_countries=none"}, "FR;BE", ""},
        {{"date=2020 country=FR other_countries=unknown", "date=2021 country=BE other_countries=none"},
         "FR;BE",
         "unknown"},
        {{"date=2020 country=FR other_countries=none", "date=2021 country=unknown other_countries=none"},
         "FR",
         "unknown"},
        {{"country=unknown other_countries=none", "country=unknown other_countries=none"}, "unknown", "unknown"},
        {{"country=unknown other_countries=BE"}, "unknown", "BE"},
        {{"country=n/a other_countries=n/a"}, "n/a", "n/a"},
        {{"", ""}, "", ""},
    };
    CHECK(hits);
}

static void test_hit_states__keep_a_choice(void)
{
    static const struct hit hits[] = {
        {{"date=2020 country=FR other_countries=none", "date=2021 country=BE|NL other_countries=none"}, "FR", "BE|NL"},
        {{"date=2020 country=FR other_countries=US", "date=2021 country=BE|NL other_countries=none"}, "FR;US", "BE|NL"},
        {{"country=BE|NL other_countries=none"}, "BE|NL", "none"},
        {{"country=BE|NL other_countries=FR"}, "BE|NL", "FR"},
        {{"country=BE|NL other_countries=none", "country=DE|FR other_countries=none"}, "BE|NL", "DE|FR"},
        {{"country=unknown other_countries=BE|NL"}, "unknown", "BE|NL"},
        {{"country=BE|NL other_countries=DE|FR"}, "BE|NL", "DE|FR"},
        {{"country=FR other_countries=BE|NL", "country=FR other_countries=DE|NL"}, "FR", "unknown"},
    };
    CHECK(hits);
}

static void test_hit_states__are_added_by_state(void)
{
    struct world world;
    world_open(&world);
    struct cir_arena arena = {0};
    struct cir_state_sums sums = {0};
    static const struct {
        const char *country;
        double value;
    } rows[] = {{"US", 2}, {"DE", 3}, {"AT", 1.5}, {"DE", 0.25}, {"US;DE", 2.385}, {"ZW", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cir_cell cell = world_cell(&world, "country", rows[i].country);
        CU_ASSERT_TRUE(cir_state_sums_add(&sums, &arena, &cell, rows[i].value));
    }
    CU_ASSERT_EQUAL(sums.count, 4);
    CU_ASSERT_EQUAL(cir_state_sums_largest(&sums), 2 + 2.385);
    CU_ASSERT_TRUE(cir_state_sums_add(&sums, &arena, NULL, 10));
    CU_ASSERT_EQUAL(cir_state_sums_largest(&sums), 2 + 2.385 + 10);
    cir_arena_free(&arena);
    world_close(&world);
}

CIR_SUITE("hit_states", {"put the earliest first", test_hit_states__put_the_earliest_first},
          {"stay open where one incident is", test_hit_states__stay_open_where_one_incident_is},
          {"keep a choice", test_hit_states__keep_a_choice},
          {"are added by State", test_hit_states__are_added_by_state})
