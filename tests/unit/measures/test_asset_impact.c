#include "measures/asset_impact.h"

#include "suite.h"

#include <math.h>

/* A network of nine States, of which the last has no water: hours 0 and 10. What it tells is made up; shares are of an
 * outage of the whole. */
static const float all_low[] = {.2F, .1F, .04F, .02F, .01F, .005F, .0024F};
static const float all_high[] = {.9F, .5F, .3F, .2F, .1F, .05F, .025F, .012F};
static const float some_low[] = {.1F, .02F};
static const float some_high[] = {.5F, .3F, .1F};

enum { LOW = sizeof all_low / sizeof all_low[0], HIGH = sizeof all_high / sizeof all_high[0] };
enum { STATES = 9, COUNTRIES = 250 };

#define ABROAD(states)                                                                                                 \
    {                                                                                                                  \
        {{all_low, LOW}, {all_high, states}},                                                                          \
        {                                                                                                              \
            {some_low, 2},                                                                                             \
            {                                                                                                          \
                some_high, 3                                                                                           \
            }                                                                                                          \
        }                                                                                                              \
    }

static const struct cir_impact_summary power = {
    .output_per_h = 20,
    .money_per_h = {1, .5, .25},
    .state_count = STATES,
    .hours = {{{0, 2, 0}, {0, 0, 0}, {all_low, LOW}, {all_high, HIGH}, {"A:x", 3}},
              {{8, 2, 1}, {0, 20, 0}, {all_low, LOW}, {all_high, HIGH}, {"B:y;A:x", 7}}},
    .abroad = {ABROAD(3), ABROAD(HIGH)},
};

static const struct cir_impact_summary water = {
    .output_per_h = 10,
    .state_count = STATES,
    .abroad = {{{{all_low, 1}, {all_high, 3}}, {{some_low, 0}, {some_high, 1}}},
               {{{all_low, 1}, {all_high, 3}}, {{some_low, 0}, {some_high, 1}}}},
};

static const struct cir_impact_summary *find(void *context, unsigned country, unsigned sector)
{
    (void)context;
    if (country >= STATES || (sector == 1 && country == STATES - 1))
        return NULL;
    return sector == 0 ? &power : sector == 1 ? &water : NULL;
}

static const double hours[] = {0, 10};
static const struct cir_impact_source source = {NULL, find, .001, hours, 2};

static struct cir_cell state(unsigned short number)
{
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .count = 1, .first = number};
    cir_states_add(&cell.states, number);
    return cell;
}

static struct cir_cell sectors(uint64_t bits, bool together)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .options = bits, .together = together};
}

static struct cir_quantity share(double low, double point, double high)
{
    return (struct cir_quantity){isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED, false, low, point, high, 0};
}

static struct cir_asset_impact impact_of(struct cir_quantity of, double low_h, double high_h)
{
    struct cir_asset_impact impact;
    const struct cir_cell country = state(0), sector = sectors(1, false);
    const struct cir_outage_h outage = {low_h, high_h};
    cir_asset_impact(&impact, &source, &country, &sector, &of, &outage);
    return impact;
}

static struct cir_asset_impact exactly(double of)
{
    return impact_of(share(of, of, of), 24, 24);
}

static void test_asset_impact__tells_the_sides_of_two_and_six(void)
{
    static const struct {
        double share;
        double low, high;
        enum cir_abroad_answer two, six;
    } cases[] = {
        {1, 7, 8, CIR_ABROAD_YES, CIR_ABROAD_YES},           {.2385, 6, 8, CIR_ABROAD_YES, CIR_ABROAD_YES},
        {.19, 5, 8, CIR_ABROAD_YES, CIR_ABROAD_CANNOT_TELL}, {.02, 2, 6, CIR_ABROAD_YES, CIR_ABROAD_CANNOT_TELL},
        {.0199, 2, 5, CIR_ABROAD_YES, CIR_ABROAD_NO},        {.009, 1, 4, CIR_ABROAD_CANNOT_TELL, CIR_ABROAD_NO},
        {.0015, 0, 1, CIR_ABROAD_NO, CIR_ABROAD_NO},         {0, 0, 0, CIR_ABROAD_NO, CIR_ABROAD_NO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct cir_asset_impact impact = exactly(cases[i].share);
        CU_ASSERT_EQUAL(impact.row.outcome, CIR_IMPACT_TOLD);
        CU_ASSERT_EQUAL(impact.abroad.low, cases[i].low);
        CU_ASSERT_EQUAL(impact.abroad.high, cases[i].high);
        CU_ASSERT_EQUAL(cir_abroad_reaches(&impact, 2), cases[i].two);
        CU_ASSERT_EQUAL(cir_abroad_reaches(&impact, 6), cases[i].six);
    }
}

static void test_asset_impact__tells_those_of_the_region_beside(void)
{
    const struct cir_asset_impact impact = exactly(.02);
    CU_ASSERT_EQUAL(impact.regional.low, 1);
    CU_ASSERT_EQUAL(impact.regional.high, 3);
    CU_ASSERT_DOUBLE_EQUAL(impact.row.direct, .02 * 20 * 24, 1e-12);
}

static void test_asset_impact__of_a_range_holds_both_ends(void)
{
    const struct cir_asset_impact impact = impact_of(share(.009, .06, .2385), 4, 24);
    CU_ASSERT_EQUAL(impact.abroad.low, 1);
    CU_ASSERT_EQUAL(impact.abroad.high, 8);
    CU_ASSERT_DOUBLE_EQUAL(impact.row.direct, .06 * 20 * sqrt(4 * 24), 1e-12);
    CU_ASSERT_EQUAL(impact_of(share(.2385, .2385, .2385), 4, 4).abroad.high, 3); /* within the first hours */
}

static void test_asset_impact__of_a_range_holds_every_completion(void)
{
    const struct cir_asset_impact open = impact_of(share(0, NAN, 1), 4, 24);
    const struct cir_asset_impact range = impact_of(share(.0015, .02, .2385), 4, 24);
    static const double shares[] = {.0015, .0029, .0041, .0072, .0123, .0238, .0467, .0905, .1753, .2385};
    static const double times_h[] = {4, 6.385, 8.77, 13.54, 18.31, 23.08, 24};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        for (size_t k = 0; k < sizeof times_h / sizeof times_h[0]; k++) {
            const double of = shares[i];
            const double time_h = times_h[k];
            const struct cir_asset_impact one = impact_of(share(of, of, of), time_h, time_h);
            CU_ASSERT(one.abroad.low >= range.abroad.low && one.abroad.high <= range.abroad.high);
            CU_ASSERT(one.regional.low >= range.regional.low && one.regional.high <= range.regional.high);
            CU_ASSERT(range.abroad.low >= open.abroad.low && range.abroad.high <= open.abroad.high);
            CU_ASSERT(cir_abroad_reaches(&range, 6) == CIR_ABROAD_CANNOT_TELL ||
                      cir_abroad_reaches(&range, 6) == cir_abroad_reaches(&one, 6));
        }
}

static void test_asset_impact__of_an_unknown_share_is_anything_up_to_all(void)
{
    const struct cir_asset_impact impact = impact_of(share(0, NAN, 1), 24, 24);
    const struct cir_quantity states = cir_asset_impact_states(&impact, COUNTRIES);
    CU_ASSERT_EQUAL(impact.abroad.low, 0);
    CU_ASSERT_EQUAL(impact.abroad.high, 8);
    CU_ASSERT_TRUE(isnan(impact.row.direct));
    CU_ASSERT_EQUAL(states.answer, CIR_UNANSWERED);
    CU_ASSERT(states.low == 0 && states.high == 8 && isnan(states.point));
}

static void test_asset_impact__of_parts_beyond_the_whole_is_that_of_the_whole(void)
{
    const struct cir_asset_impact impact = exactly(1.3);
    CU_ASSERT_EQUAL(impact.shock.share_high, 1);
    CU_ASSERT_DOUBLE_EQUAL(impact.row.direct, 20 * 24, 1e-12);
}

static struct cir_asset_impact impact_in(struct cir_cell country, struct cir_cell sector)
{
    struct cir_asset_impact impact;
    const struct cir_quantity of = share(.02, .02, .02);
    const struct cir_outage_h outage = {24, 24};
    cir_asset_impact(&impact, &source, &country, &sector, &of, &outage);
    return impact;
}

static void expect_untold(const struct cir_asset_impact *impact, enum cir_impact_outcome outcome)
{
    const struct cir_quantity states = cir_asset_impact_states(impact, COUNTRIES);
    CU_ASSERT_EQUAL(impact->row.outcome, outcome);
    CU_ASSERT(isnan(impact->abroad.low) && isnan(impact->abroad.high) && isnan(impact->regional.high));
    CU_ASSERT_EQUAL(cir_abroad_reaches(impact, 2), CIR_ABROAD_CANNOT_TELL);
    CU_ASSERT_EQUAL(states.answer, CIR_UNANSWERED);
    CU_ASSERT(states.low == 0 && states.high == COUNTRIES);
}

static void test_asset_impact__that_is_not_told_is_never_none(void)
{
    const struct cir_cell unknown = {.state = CIR_CELL_UNKNOWN};
    struct cir_asset_impact impact = impact_in(state(STATES), sectors(1, false));
    expect_untold(&impact, CIR_IMPACT_NOT_IN_NETWORK);
    impact = impact_in(state(STATES - 1), sectors(2, false));
    expect_untold(&impact, CIR_IMPACT_NOT_IN_NETWORK);
    impact = impact_in(state(0), sectors(UINT64_C(1) << CIR_SECTOR_NONE, false));
    expect_untold(&impact, CIR_IMPACT_NOT_IN_NETWORK);
    impact = impact_in(unknown, sectors(1, false));
    expect_untold(&impact, CIR_IMPACT_CANNOT_TELL);
    impact = impact_in(state(0), unknown);
    expect_untold(&impact, CIR_IMPACT_CANNOT_TELL);
}

static void test_asset_impact__without_a_meaning_has_no_number_of_states(void)
{
    const struct cir_quantity none = {.answer = CIR_NOT_APPLICABLE, .point = NAN};
    const struct cir_asset_impact impact = impact_of(none, 24, 24);
    CU_ASSERT_EQUAL(impact.row.outcome, CIR_IMPACT_CANNOT_TELL);
    CU_ASSERT_EQUAL(cir_asset_impact_states(&impact, COUNTRIES).answer, CIR_NOT_APPLICABLE);
}

static void test_asset_impact__of_several_sectors(void)
{
    const struct cir_asset_impact both = impact_in(state(0), sectors(3, true));
    CU_ASSERT(both.abroad.low == 2 && both.abroad.high == STATES - 1); /* 6 + 3, but there are no more */
    CU_ASSERT(both.regional.low == 1 && both.regional.high == 4);
    const struct cir_asset_impact either = impact_in(state(0), sectors(3, false));
    CU_ASSERT(either.abroad.low == 1 && either.abroad.high == 6);
}

static void test_asset_impact__rises_with_share_and_time(void)
{
    static const double shares[] = {0, .0015, .009, .0199, .02, .19, .2385, 1};
    struct cir_asset_impact before = impact_of(share(0, 0, 0), .7, .7);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        const struct cir_asset_impact brief = impact_of(share(shares[i], shares[i], shares[i]), .7, .7);
        const struct cir_asset_impact lasting = exactly(shares[i]);
        CU_ASSERT(brief.abroad.low >= before.abroad.low && brief.abroad.high >= before.abroad.high);
        CU_ASSERT(lasting.abroad.low >= brief.abroad.low && lasting.abroad.high >= brief.abroad.high);
        CU_ASSERT(lasting.regional.low <= lasting.abroad.low && lasting.regional.high <= lasting.abroad.high);
        before = brief;
    }
}

CIR_SUITE("impacts of assets", {"tells the sides of two and six", test_asset_impact__tells_the_sides_of_two_and_six},
          {"tells those of the region beside", test_asset_impact__tells_those_of_the_region_beside},
          {"of a range holds both ends", test_asset_impact__of_a_range_holds_both_ends},
          {"of a range holds every completion", test_asset_impact__of_a_range_holds_every_completion},
          {"of an unknown share is anything up to all", test_asset_impact__of_an_unknown_share_is_anything_up_to_all},
          {"of parts beyond the whole is that of the whole",
           test_asset_impact__of_parts_beyond_the_whole_is_that_of_the_whole},
          {"that is not told is never none", test_asset_impact__that_is_not_told_is_never_none},
          {"without a meaning has no number of States", test_asset_impact__without_a_meaning_has_no_number_of_states},
          {"of several sectors", test_asset_impact__of_several_sectors},
          {"rises with share and time", test_asset_impact__rises_with_share_and_time})
