#include "campaign/outages.h"

#include "suite.h"
#include "world.h"

#include <math.h>

static struct world world;
static struct cir_outages outages;
static struct cir_arena arena;

static void open_all(void)
{
    world_open(&world);
    outages = (struct cir_outages){.joint = {.pairs = NULL}};
    arena = (struct cir_arena){0};
}

static void close_all(void)
{
    cir_arena_free(&arena);
    world_close(&world);
}

/* An incident that loses a share of its output, for some hours. */
static struct cir_incident_impact told(double share, double duration_h)
{
    return (struct cir_incident_impact){.alone = {.outcome = CIR_IMPACT_TOLD},
                                        .shock = {share, share, share, duration_h, duration_h, duration_h},
                                        .has_meaning = true};
}

static void add(const char *country, const char *sector, const struct cir_incident_impact *impact)
{
    const struct cir_cell where = world_cell(&world, "country", country);
    const struct cir_cell what = world_cell(&world, "sector", sector);
    CU_ASSERT_TRUE_FATAL(cir_outages_add(&outages, &arena, &where, &what, impact));
}

static const struct cir_hit_pair *pair_of(const char *country, const char *sector)
{
    unsigned state = world_cell(&world, "country", country).first;
    unsigned number = (unsigned)__builtin_ctzll(world_cell(&world, "sector", sector).options);
    for (size_t i = 0; i < outages.joint.pair_count; i++)
        if (outages.joint.pairs[i].country == state && outages.joint.pairs[i].sector == number)
            return &outages.joint.pairs[i];
    CU_FAIL_FATAL("no such pair");
    return NULL;
}

static void test_outages__are_summed_by_state_and_sector(void)
{
    const struct cir_incident_impact small = told(.25, 8);
    const struct cir_incident_impact large = told(.5, 10);
    open_all();
    add("DE", "power", &small);
    add("FR", "power;telecom", &large);
    add("DE", "power", &large);
    CU_ASSERT_EQUAL(outages.joint.pair_count, 3);
    CU_ASSERT_EQUAL(outages.joint.choice_count, 0);
    const struct cir_hit_pair *pair = pair_of("DE", "power");
    CU_ASSERT_TRUE(pair->is_sure && pair->share_high == .75 && pair->duration_high_h == 18);
    CU_ASSERT_TRUE(pair->lost_high_h == 7 && pair->sure_lost_high_h == 7);
    CU_ASSERT_TRUE(pair->lost.sum == 7 && pair->lost.greatest == 5);
    CU_ASSERT_EQUAL(pair_of("FR", "telecom")->lost_high_h, 5);
    CU_ASSERT_EQUAL(outages.joint.incidents[CIR_IMPACT_TOLD], 3);
    close_all();
}

/* Of several States hit together it is that hit first. */
static void test_outages__are_those_of_the_state_hit_first(void)
{
    const struct cir_incident_impact one = told(.25, 8);
    open_all();
    add("FR;DE", "power", &one);
    CU_ASSERT_EQUAL(outages.joint.pair_count, 1);
    CU_ASSERT_TRUE(pair_of("FR", "power")->is_sure);
    close_all();
}

static void test_outages__that_leave_a_choice_stand_beside_their_pairs(void)
{
    const struct cir_incident_impact one = told(.25, 8);
    open_all();
    add("DE|FR", "power;telecom", &one);
    add("DE", "power", &one);
    add("DE|FR", "power;telecom", &one);
    add("DE|FR", "power", &one);
    CU_ASSERT_EQUAL(outages.joint.pair_count, 4);
    CU_ASSERT_EQUAL_FATAL(outages.joint.choice_count, 2);
    const struct cir_hit_choice *choice = outages.joint.choices;
    CU_ASSERT_TRUE(choice->state_count == 2 && choice->sector_count == 2 && choice->together);
    CU_ASSERT_TRUE(choice->incidents == 2 && choice->lost_high_h == 4 && choice->lost.greatest == 2);
    CU_ASSERT_EQUAL(outages.joint.candidate_count, 6);
    const struct cir_hit_pair *both = pair_of("DE", "power");
    CU_ASSERT_TRUE(both->lost_high_h == 8 && both->sure_lost_high_h == 2 && both->share_high == 1);
    const struct cir_hit_pair *perhaps = pair_of("FR", "telecom");
    CU_ASSERT_TRUE(!perhaps->is_sure && perhaps->lost_high_h == 4 && perhaps->lost.sum == 0);
    close_all();
}

static void test_outages__stay_unanswered_where_one_is(void)
{
    const struct cir_incident_impact known = told(.25, 8);
    struct cir_incident_impact open = told(.5, 8);
    open.shock.duration_h = NAN;
    open_all();
    add("DE", "power", &known);
    add("DE", "power", &open);
    add("DE", "power", &known);
    CU_ASSERT_TRUE(isnan(pair_of("DE", "power")->lost.sum));
    CU_ASSERT_EQUAL(pair_of("DE", "power")->lost_high_h, 8);
    close_all();
}

static void test_outages__that_are_not_told_are_counted(void)
{
    struct cir_incident_impact untold = {.alone = {.outcome = CIR_IMPACT_CANNOT_TELL}, .has_meaning = true};
    open_all();
    add("unknown", "power", &untold);
    untold.alone.outcome = CIR_IMPACT_NOT_IN_NETWORK;
    add("VA", "power", &untold);
    untold.has_meaning = false;
    add("n/a", "power", &untold);
    CU_ASSERT_EQUAL(outages.joint.pair_count, 0);
    CU_ASSERT_EQUAL(outages.joint.incidents[CIR_IMPACT_CANNOT_TELL], 1);
    CU_ASSERT_EQUAL(outages.joint.incidents[CIR_IMPACT_NOT_IN_NETWORK], 1);
    CU_ASSERT_EQUAL(outages.joint.incidents[CIR_IMPACT_TOLD], 0);
    close_all();
}

/* Ties are broken by the least loss, then by the text, in whatever order they come. */
static void test_outages__have_the_top_of_the_worst(void)
{
    static const struct cir_row_impact impacts[] = {
        {.outcome = CIR_IMPACT_TOLD, .states_high = 3, .low = {9, 9, 9}, .top = {"few", 3}},
        {.outcome = CIR_IMPACT_TOLD, .states_high = 4, .low = {1, 2, 3}, .states_low = 2, .top = {"worst", 5}},
        {.outcome = CIR_IMPACT_TOLD, .states_high = 4, .low = {1, 2, 2}, .top = {"a little less", 13}},
        {.outcome = CIR_IMPACT_TOLD, .states_high = 4, .low = {3, 2, 1}, .top = {"worst, and behind", 17}},
    };
    for (size_t first = 0; first < 4; first++) {
        open_all();
        for (size_t i = 0; i < 4; i++) {
            struct cir_incident_impact member = told(.25, 8);
            member.alone = impacts[(first + i) % 4];
            add("DE", "power", &member);
        }
        CU_ASSERT(cir_text_is(outages.joint.top, "worst"));
        CU_ASSERT_TRUE(outages.joint.low[0] == 9 && outages.joint.states_low == 2 && outages.joint.states_high == 4);
        close_all();
    }
}

CIR_SUITE("outages", {"are summed by State and sector", test_outages__are_summed_by_state_and_sector},
          {"are those of the State hit first", test_outages__are_those_of_the_state_hit_first},
          {"that leave a choice stand beside their pairs", test_outages__that_leave_a_choice_stand_beside_their_pairs},
          {"stay unanswered where one is", test_outages__stay_unanswered_where_one_is},
          {"that are not told are counted", test_outages__that_are_not_told_are_counted},
          {"have the top of the worst", test_outages__have_the_top_of_the_worst})
