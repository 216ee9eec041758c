#include "suite.h"
#include "world.h"

#include <stdio.h>

struct merging {
    const char *field;
    const char *incidents[5];
    const char *merged;
};

static void check(const struct merging *mergings, size_t count)
{
    struct world world;
    world_open(&world);
    for (size_t i = 0; i < count; i++) {
        const char *found = world_merge(&world, mergings[i].field, mergings[i].incidents);
        if (strcmp(found, mergings[i].merged) != 0) {
            printf("%zu: %s: '%s', expected '%s'\n", i, mergings[i].field, found, mergings[i].merged);
            CU_FAIL("another cell");
        }
    }
    world_close(&world);
}

#define CHECK(mergings) check(mergings, sizeof(mergings) / sizeof(mergings)[0])

static void test_gathered__adds_deaths_and_losses(void)
{
    static const struct merging mergings[] = {
        {"deaths", {"deaths=2", "deaths=3"}, "5"},
        {"deaths", {"deaths=2..4", "deaths=3"}, "5..7"},
        {"deaths", {"operator=A deaths=2", "operator=A deaths=3"}, "5"},
        {"deaths", {"deaths=2", ""}, ">=2"},
        {"deaths", {"deaths=0", "deaths=unknown"}, "unknown"},
        {"deaths", {"deaths=0", ""}, ""},
        {"deaths", {"deaths=2", "deaths=n/a"}, "2"},
        {"deaths", {"deaths=n/a", "deaths=n/a"}, "n/a"},
        {"deaths", {"deaths=>=2", "deaths=3"}, ">=5"},
        {"deaths", {"deaths=1e308", "deaths=1e308"}, ">=1.7976931348623157e308"},
        {"loss_usd", {"loss_usd=2.385", "loss_usd=0.25"}, "2.635"},
        {"resolution_person_days", {"resolution_person_days=1.5", "resolution_person_days=<=2"}, "1.5..3.5"},
    };
    CHECK(mergings);
}

static void test_gathered__counts_an_operator_once(void)
{
    static const struct merging mergings[] = {
        {"people_affected", {"operator=A people_affected=5", "operator=A people_affected=7"}, "7..12"},
        {"people_affected", {"operator=A people_affected=5", "operator=B people_affected=7"}, "12"},
        {"people_affected",
         {"operator=A people_affected=5", "operator=B people_affected=7", "operator=A people_affected=2"},
         "12..14"},
        /* without a name: perhaps one of the two */
        {"people_affected",
         {"operator=A people_affected=5", "operator=B people_affected=7", "people_affected=6"},
         "12..18"},
        {"people_affected",
         {"operator=A people_affected=5", "operator=B people_affected=7", "people_affected=9"},
         "14..21"},
        {"people_affected", {"people_affected=5", "people_affected=7"}, "7..12"},
        {"people_affected", {"operator=A people_affected=5", "operator=B"}, ">=5"},
        {"people_affected", {"operator=unknown people_affected=5", "operator=A people_affected=5"}, "5..10"},
        {"records_affected", {"operator=A records_affected=10..20", "operator=B records_affected=1"}, "11..21"},
    };
    CHECK(mergings);
}

static void test_gathered__counts_entities(void)
{
    static const struct merging mergings[] = {
        {"entities_affected", {"operator=A entities_affected=1", "operator=A entities_affected=1"}, "1"},
        {"entities_affected", {"operator=A entities_affected=5", "operator=A entities_affected=3"}, "5..7"},
        {"entities_affected", {"operator=A entities_affected=1", "operator=B entities_affected=1"}, "2"},
        {"entities_affected", {"operator=A", "operator=B", "operator=A"}, ">=2"},
        {"entities_affected", {"entities_affected=5", "entities_affected=3"}, "5..8"},
        {"entities_affected", {"entities_affected=0", "entities_affected=0"}, "0"},
        {"entities_affected", {"", ""}, ""},
        {"entities_affected", {"operator=A entities_affected=n/a", "operator=B entities_affected=2"}, "2"},
    };
    CHECK(mergings);
}

static void test_gathered__keeps_shares_and_hours_of_one_apart(void)
{
    static const struct merging mergings[] = {
        {"systems_share", {"operator=A systems_share=0.25", "operator=B systems_share=0.5"}, "0.5"},
        {"systems_share", {"operator=A systems_share=0.25", "operator=A systems_share=0.5"}, "0.5..0.75"},
        {"systems_share", {"operator=A systems_share=0.625", "operator=A systems_share=0.5"}, ">=0.625"},
        {"duration_h", {"operator=A duration_h=5", "operator=B duration_h=7"}, "7"},
        {"duration_h", {"operator=A duration_h=5", "operator=A duration_h=7"}, "7..12"},
        {"duration_h", {"operator=A duration_h=5", "duration_h=7"}, "7..12"},
        {"duration_h", {"operator=A duration_h=5", "operator=B"}, ">=5"},
        {"people_share", {"country=DE people_share=0.25", "country=FR people_share=0.125"}, "0.25"},
        {"people_share", {"country=DE people_share=0.25", "country=DE people_share=0.125"}, "0.25..0.375"},
        {"people_share", {"country=DE people_share=0.25", "country=DE|FR people_share=0.125"}, "0.25..0.375"},
        {"people_share",
         {"country=AT people_share=0.5", "country=DE people_share=0.25", "country=DE people_share=0.125",
          "country=FR people_share=0.0625"},
         "0.5"},
    };
    CHECK(mergings);
}

static void test_gathered__takes_the_gravest(void)
{
    static const struct merging mergings[] = {
        {"physical", {"physical=none", "physical=temporary"}, "temporary"},
        {"physical", {"physical=temporary", ""}, "temporary|lasting"},
        {"physical", {"physical=lasting", "physical=unknown"}, "lasting"},
        {"physical", {"physical=none", "physical=unknown"}, "unknown"},
        {"physical", {"physical=none|lasting", "physical=temporary"}, "temporary|lasting"},
        {"critical_period", {"critical_period=no", "critical_period=yes"}, "yes"},
        {"critical_period", {"critical_period=no", "critical_period=no"}, "no"},
        {"critical_period", {"critical_period=no|yes", "critical_period=no"}, "no|yes"},
        {"critical_period", {"critical_period=no", ""}, ""},
        {"service_loss", {"service_loss=degraded", "service_loss=severe"}, "severe"},
        {"service_loss", {"service_loss=degraded", "service_loss=0.25"}, "0.25..0.5"},
        {"service_loss", {"service_loss=total", ""}, "total"},
        {"service_loss", {"service_loss=degraded", ""}, "0.01..1"},
        {"tlp", {"tlp=green", "tlp=red"}, "red"},
    };
    CHECK(mergings);
}

static void test_gathered__joins_what_was_hit(void)
{
    static const struct merging mergings[] = {
        {"sector", {"sector=power", "sector=water"}, "power;water"},
        {"sector", {"sector=power", "sector=none"}, "power"},
        {"sector", {"sector=none", "sector=none"}, "none"},
        {"sector", {"sector=power", ""}, ""},
        {"sector", {"sector=power", "sector=unknown"}, "unknown"},
        {"sector", {"sector=power;water", "sector=power|water"}, "power;water"},
        {"sector", {"sector=power", "sector=power|water"}, "unknown"},
        {"sector", {"sector=power|water"}, "power|water"},
        {"sector", {"sector=power", "sector=n/a"}, "power"},
        {"information", {"information=personal", "information=none"}, "personal"},
        {"information", {"information=personal", "information=integrity"}, "personal;integrity"},
        {"information", {"information=integrity", ""}, "integrity|critical|destroyed"},
        {"information", {"information=personal;destroyed", ""}, "personal;destroyed"},
        {"information", {"information=none", ""}, ""},
        {"information", {"information=personal", "information=suspected|critical"}, "personal|critical"},
        {"information", {"information=integrity", "information=none|suspected"}, "integrity"},
    };
    CHECK(mergings);
}

static void test_gathered__spans_the_dates(void)
{
    static const struct merging mergings[] = {
        {"date", {"date=2020-05-31", "date=2020-05-30"}, "2020-05-30"},
        {"date", {"date=2020-05", "date=2020-05-30"}, "2020-05-01..2020-05-30"},
        {"date", {"date=2020-05-31T12:30Z", "date=2020-06"}, "2020-05-31T12:30Z"},
        {"date", {"date=2020-05-31", ""}, "<=2020-05-31"},
        {"date", {"date=2020-05-31", "date=<=2020-05-30"}, "<=2020-05-30"},
        {"date", {"date=0000-01-01T00:00+14:00"}, "0000-01-01T00:00Z"},
        {"date", {"date=9999-12-31T23:59-12:00"}, "9999-12-31T23:00Z"},
        {"date_end", {"date_end=2020-05-31", "date_end=2020-05-30"}, "2020-05-31"},
        {"date_end", {"date_end=2020-05-31", ""}, ">=2020-05-31"},
        {"date_end", {"", "date_end=unknown"}, "unknown"},
    };
    CHECK(mergings);
}

static void test_gathered__keeps_a_text_that_all_tell(void)
{
    static const struct merging mergings[] = {
        {"operator", {"operator=A", "operator=A"}, "A"},
        {"operator", {"operator=A", "operator=B"}, ""},
        {"operator", {"operator=A", ""}, "A"},
        {"root_cause", {"root_cause=phishing", "root_cause=phishing"}, "phishing"},
        {"attribution", {"attribution=somebody", "attribution=somebody"}, ""},
        {"currency", {"currency=EUR", "currency=EUR"}, ""},
    };
    CHECK(mergings);
}

/* A unit such as "0..100" bounds what the field can hold. */
static void test_gathered__stays_within_the_unit(void)
{
    struct world world;
    world_open(&world);
    world.fields.list[CIR_FIELD_ATTRIBUTION_CONFIDENCE].merge.rule = CIR_MERGE_SUM;
    world_plan(&world);
    CU_ASSERT_STRING_EQUAL(
        MERGED(&world, "attribution_confidence", "attribution_confidence=60", "attribution_confidence=30"), "90");
    CU_ASSERT_STRING_EQUAL(
        MERGED(&world, "attribution_confidence", "attribution_confidence=60", "attribution_confidence=60"), "100");
    CU_ASSERT_STRING_EQUAL(MERGED(&world, "attribution_confidence", "attribution_confidence=60", ""), ">=60");
    world_close(&world);
}

CIR_SUITE("gathered", {"adds deaths and losses", test_gathered__adds_deaths_and_losses},
          {"counts an operator once", test_gathered__counts_an_operator_once},
          {"counts entities", test_gathered__counts_entities},
          {"keeps shares and hours of one apart", test_gathered__keeps_shares_and_hours_of_one_apart},
          {"takes the gravest", test_gathered__takes_the_gravest},
          {"joins what was hit", test_gathered__joins_what_was_hit},
          {"spans the dates", test_gathered__spans_the_dates},
          {"stays within the unit", test_gathered__stays_within_the_unit},
          {"keeps a text that all tell", test_gathered__keeps_a_text_that_all_tell})
