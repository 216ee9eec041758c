#include "measures/impacts.h"

#include "suite.h"

#include <math.h>

/* A network of two sectors in two States: hours 0 and 10; what it tells is made up. */
static const double hours[] = {0, 10};
static const float few[] = {.5F, .002F, .0004F};
static const float more[] = {.9F, .3F, .02F};

static const struct cir_impact_summary power = {
    .output_per_h = 20,
    .money_per_h = {1, .5, .25},
    .state_count = 3,
    .hours = {{{0, 2, 0}, {0, 0, 0}, {few, 3}, {few, 3}, {"A:x", 3}},
              {{8, 2, 1}, {0, 20, 0}, {few, 3}, {more, 3}, {"B:y;A:x", 7}}},
};

static const struct cir_impact_summary health = {
    .output_per_h = 10,
    .money_per_h = {.1, .1, .1},
    .state_count = 3,
    .hours = {{{.2, .2, .2}, {0, 0, 0}, {few, 3}, {few, 3}, {"A:h", 3}},
              {{.2, .2, .2}, {2, 2, 2}, {few, 3}, {few, 3}, {"A:h", 3}}},
};

static const struct cir_impact_summary *find(void *context, unsigned country, unsigned sector)
{
    (void)context;
    if (country > 1)
        return NULL;
    return sector == 0 ? &power : sector == 1 ? &health : NULL;
}

static const struct cir_impact_source source = {NULL, find, .001, hours, 2};

/* What is known of a row. */
struct known {
    double share_low, share, share_high; /* of people */
    double loss_low, loss, loss_high;
    double duration_low, duration, duration_high;
    struct cir_cell country;
    struct cir_cell sector;
};

static struct cir_cell states(unsigned short first, unsigned short count, bool together)
{
    struct cir_cell cell = {.state = CIR_CELL_KNOWN, .count = count, .first = first, .together = together};
    for (unsigned i = 0; i < count; i++)
        cell.states.bits[0] |= UINT64_C(1) << (first + i);
    return cell;
}

static struct cir_cell sectors(uint64_t bits, bool together)
{
    return (struct cir_cell){.state = CIR_CELL_KNOWN, .options = bits, .together = together};
}

static struct known exact(double share, double loss, double duration_h)
{
    return (struct known){share,
                          share,
                          share,
                          loss,
                          loss,
                          loss,
                          duration_h,
                          duration_h,
                          duration_h,
                          states(0, 1, false),
                          sectors(1, false)};
}

static struct cir_row_impact impact_of(const struct known *known)
{
    struct cir_measured_single single = {.together = {0}};
    struct cir_measured measured = cir_measured_of_single(&single);
    struct cir_cell cells[CIR_FIELDS_MAX] = {{.state = CIR_CELL_BLANK}};
    cells[CIR_FIELD_COUNTRY] = known->country;
    cells[CIR_FIELD_SECTOR] = known->sector;
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_PEOPLE_SHARE), 0, known->share_low, known->share,
                          known->share_high);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS), 0,
                          known->loss_low, known->loss, known->loss_high);
    cir_column_set_number(cir_measured_column(&measured, CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H), 0,
                          known->duration_low, known->duration, known->duration_high);
    return cir_impact_measure(&source, &cells[CIR_FIELD_COUNTRY], &cells[CIR_FIELD_SECTOR], &measured, 0);
}

static void test_impacts__of_what_is_known(void)
{
    struct known known = exact(.5, .8, 15);
    struct cir_row_impact impact = impact_of(&known);
    CU_ASSERT_EQUAL(impact.outcome, CIR_IMPACT_TOLD);
    CU_ASSERT_DOUBLE_EQUAL(impact.direct, .4 * 20 * 15, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(impact.low[CIR_SUMMARY_DOMESTIC], .4 * 15, 1e-12); /* money is less */
    CU_ASSERT_DOUBLE_EQUAL(impact.high[CIR_SUMMARY_DOMESTIC], .4 * 8 * 5, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(impact.low[CIR_SUMMARY_REGIONAL], .4 * .5 * 15, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(impact.high[CIR_SUMMARY_REGIONAL], .4 * (20 + 2 * 5), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(impact.low[CIR_SUMMARY_GLOBAL], .4 * .25 * 15, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(impact.high[CIR_SUMMARY_GLOBAL], .4 * 1 * 5, 1e-12);
    CU_ASSERT_EQUAL(impact.states_low, 1); /* .4 x .002 is below 0.1 % */
    CU_ASSERT_EQUAL(impact.states_high, 3);
    CU_ASSERT(cir_text_is(impact.top, "B:y;A:x"));
}

/* Before stocks are used up the functional layer is the lesser one. */
static void test_impacts__of_the_first_hours(void)
{
    struct known known = exact(1, .5, 4);
    struct cir_row_impact impact = impact_of(&known);
    CU_ASSERT_EQUAL(impact.low[CIR_SUMMARY_DOMESTIC], 0);
    CU_ASSERT_DOUBLE_EQUAL(impact.high[CIR_SUMMARY_DOMESTIC], .5 * 4, 1e-12);
    CU_ASSERT(cir_text_is(impact.top, "A:x"));
}

static void test_impacts__hold_every_completion(void)
{
    struct known open = exact(NAN, .5, NAN);
    open.share_low = .1;
    open.share_high = .9;
    open.duration_low = 2;
    open.duration_high = 30;
    struct cir_row_impact whole = impact_of(&open);
    CU_ASSERT(isnan(whole.direct));
    for (int i = 0; i <= 4; i++)
        for (int k = 0; k <= 8; k++) {
            struct known known = exact(.1 + .2 * i, .5, 2 + 3.5 * k);
            struct cir_row_impact one = impact_of(&known);
            for (size_t part = 0; part < CIR_SUMMARY_PARTS; part++)
                CU_ASSERT(whole.low[part] <= one.low[part] + 1e-12 && whole.high[part] >= one.high[part] - 1e-12);
            CU_ASSERT(whole.states_low <= one.states_low && whole.states_high >= one.states_high);
        }
}

static void test_impacts__without_a_greatest_duration_have_no_high_end(void)
{
    struct known open = exact(.5, .8, NAN);
    open.duration_low = 0;
    open.duration_high = INFINITY;
    struct cir_row_impact impact = impact_of(&open);
    CU_ASSERT_EQUAL(impact.outcome, CIR_IMPACT_TOLD);
    CU_ASSERT(impact.low[CIR_SUMMARY_DOMESTIC] == 0 && isnan(impact.high[CIR_SUMMARY_DOMESTIC]));
    CU_ASSERT(impact.states_low == 0 && impact.states_high == 3);
}

static void test_impacts__of_several_sectors(void)
{
    struct known one = exact(.5, .8, 15);
    struct known two = one;
    struct known both = one;
    struct known either = one;
    two.sector = sectors(2, false);
    both.sector = sectors(3, true);
    either.sector = sectors(3, false);
    struct cir_row_impact a = impact_of(&one);
    struct cir_row_impact b = impact_of(&two);
    struct cir_row_impact together = impact_of(&both);
    struct cir_row_impact choice = impact_of(&either);
    CU_ASSERT_DOUBLE_EQUAL(together.direct, a.direct + b.direct, 1e-12);
    CU_ASSERT(isnan(choice.direct));
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        CU_ASSERT_EQUAL(together.low[i], fmax(a.low[i], b.low[i]));
        CU_ASSERT_DOUBLE_EQUAL(together.high[i], a.high[i] + b.high[i], 1e-12);
        CU_ASSERT_EQUAL(choice.low[i], fmin(a.low[i], b.low[i]));
        CU_ASSERT_EQUAL(choice.high[i], fmax(a.high[i], b.high[i]));
    }
}

static void test_impacts__tell_why_they_cannot(void)
{
    struct known known = exact(.5, .8, 15);
    struct known elsewhere = known;
    struct known outside = known;
    struct known nowhere = known;
    struct known senseless = known;
    elsewhere.country = states(5, 1, false);
    outside.sector = sectors(UINT64_C(1) << 7, false);
    nowhere.country = (struct cir_cell){.state = CIR_CELL_UNKNOWN};
    senseless.duration_low = NAN; /* n/a */
    CU_ASSERT_EQUAL(impact_of(&elsewhere).outcome, CIR_IMPACT_NOT_IN_NETWORK);
    CU_ASSERT_EQUAL(impact_of(&outside).outcome, CIR_IMPACT_NOT_IN_NETWORK);
    CU_ASSERT_EQUAL(impact_of(&nowhere).outcome, CIR_IMPACT_CANNOT_TELL);
    struct cir_row_impact impact = impact_of(&senseless);
    CU_ASSERT_EQUAL(impact.outcome, CIR_IMPACT_CANNOT_TELL);
    CU_ASSERT(isnan(impact.direct) && isnan(impact.low[0]) && isnan(impact.states_high) && impact.top.size == 0);
}

static void test_impacts__of_no_loss_are_none(void)
{
    struct known known = exact(.5, 0, 15);
    struct cir_row_impact impact = impact_of(&known);
    CU_ASSERT(impact.direct == 0 && impact.high[CIR_SUMMARY_DOMESTIC] == 0 && impact.states_high == 0);
    CU_ASSERT(cir_text_is(impact.top, ""));
}

CIR_SUITE("impacts", {"of what is known", test_impacts__of_what_is_known},
          {"of the first hours", test_impacts__of_the_first_hours},
          {"hold every completion", test_impacts__hold_every_completion},
          {"without a greatest duration have no high end", test_impacts__without_a_greatest_duration_have_no_high_end},
          {"of several sectors", test_impacts__of_several_sectors},
          {"tell why they cannot", test_impacts__tell_why_they_cannot},
          {"of no loss are none", test_impacts__of_no_loss_are_none})
