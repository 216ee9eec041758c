#include "scoring/band_reach.h"

#include "suite.h"
#include "uncertain_row.h"

enum { SHARES = 150 };

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_apart apart;
static struct cir_spread spread;

static void start(void)
{
    sample_init(&sample);
    sample.scheme.axes[2].lift_low = 1;
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.base[CIR_MEASURE_SECTORS_HIT] = exact(3);
}

static double power_at(double first, double second)
{
    const double shares[] = {first, second};
    double score = uncertain_row_verdict_at(&row, &sample.scheme, shares).score.point / 100;
    return score * score;
}

/* Share of the completions of up to two facts whose score, without lifts, has at least this power. */
static double counted_above(double power)
{
    size_t above = 0;
    for (size_t i = 0; i < SHARES; i++)
        for (size_t k = 0; k < SHARES; k++)
            above += power_at(((double)i + 0.5) / SHARES, ((double)k + 0.5) / SHARES) >= power ? 1 : 0;
    return (double)above / (SHARES * SHARES);
}

/* Powers that lie among those of the completions; where these are one, on either side of it. */
static void set_needed(struct cir_band_reach *reach)
{
    double least = fmin(power_at(0, 0), power_at(1, 1));
    double most = fmax(power_at(0, 0), power_at(1, 1));
    double step = most > least ? (most - least) / 6 : 0.002385;
    reach->needed[0] = -INFINITY;
    for (size_t band = 1; band < sample.scheme.band_count; band++)
        reach->needed[band] = most > least ? least + step * (double)band : least + step * ((double)band - 2.5);
}

/* Returns how many of the bands are neither sure nor impossible. */
static size_t check(size_t group_count, double tolerance)
{
    struct cir_band_reach reach;
    size_t uncertain = 0;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_TRUE_FATAL(cir_bent_axes_find(&apart));
    const struct cir_combination combination = first_combination(&apart);
    set_needed(&reach);
    cir_spread_begin(&spread, &apart, &combination);
    CU_ASSERT_EQUAL(spread.group_count, group_count);
    cir_band_reach_find(&reach, &spread, &apart, &combination);
    CU_ASSERT_DOUBLE_EQUAL(reach.probability[0], 1, 1e-12);
    for (size_t band = 1; band < sample.scheme.band_count; band++) {
        CU_ASSERT_DOUBLE_EQUAL(reach.probability[band], counted_above(reach.needed[band]), tolerance);
        CU_ASSERT(reach.probability[band] <= reach.probability[band - 1] + 1e-12);
        uncertain += reach.probability[band] > 0.1 && reach.probability[band] < 0.9 ? 1 : 0;
    }
    return uncertain;
}

static void test_band_reach__of_what_is_not_spread_is_sure(void)
{
    start();
    row.base[CIR_MEASURE_PEOPLE] = exact(23850);
    CU_ASSERT_EQUAL(check(0, 1e-12), 0);
    uncertain_row_teardown(&row);
}

static void test_band_reach__of_one_group_goes_by_its_pieces(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.fact_count = 1;
    CU_ASSERT(check(1, 0.5 / SHARES + 1e-9) >= 2);
    uncertain_row_teardown(&row);
}

/* The value of a fact that lessens harm falls: its pieces go the other way. */
static void test_band_reach__of_a_falling_value_is_the_same(void)
{
    start();
    struct cir_input input = sample_log(CIR_MEASURE_PEOPLE, 1e2, 1e7);
    input.low = 1e7;
    input.high = 1e2;
    input.scale = -input.scale;
    input.offset = 1 - input.offset;
    sample.factors[F_PEOPLE] = sample_factor("people", 0, 0.2, &input, 1);
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.fact_count = 1;
    CU_ASSERT(check(1, 0.5 / SHARES + 1e-9) >= 2);
    uncertain_row_teardown(&row);
}

static void test_band_reach__of_several_groups_goes_by_their_sum(void)
{
    start();
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.facts[1] = number_fact(CIR_MEASURE_LOSS_USD, 2.385e5, 2.385e9);
    row.fact_count = 2;
    CU_ASSERT(check(2, 0.01) >= 2);
    uncertain_row_teardown(&row);
}

/* As above, but the scale is held up by a reach that is national or more. */
static void test_band_reach__of_a_bent_axis_follows_it(void)
{
    for (size_t facts = 1; facts <= 2; facts++) {
        start();
        row.base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, 0x18);
        row.base[CIR_MEASURE_PEOPLE_SHARE] = exact(0);
        row.base[CIR_MEASURE_SECTORS_HIT] = unanswered(0, INFINITY);
        row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
        row.facts[1] = number_fact(CIR_MEASURE_LOSS_USD, 2.385e5, 2.385e9);
        row.fact_count = facts;
        CU_ASSERT(check(facts, 0.015) >= 2);
        CU_ASSERT_TRUE(apart.is_bent);
        uncertain_row_teardown(&row);
    }
}

CIR_SUITE("band_reach", {"of what is not spread is sure", test_band_reach__of_what_is_not_spread_is_sure},
          {"of one group goes by its pieces", test_band_reach__of_one_group_goes_by_its_pieces},
          {"of a falling value is the same", test_band_reach__of_a_falling_value_is_the_same},
          {"of several groups goes by their sum", test_band_reach__of_several_groups_goes_by_their_sum},
          {"of a bent axis follows it", test_band_reach__of_a_bent_axis_follows_it})
