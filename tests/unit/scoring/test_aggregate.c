#include "sample.h"
#include "scoring/aggregate.h"

#include "suite.h"

static struct sample sample;
static struct cir_factor_value values[CIR_FACTORS_MAX];
static struct cir_verdict verdict;

static struct cir_factor_value known(double value)
{
    return (struct cir_factor_value){CIR_ANSWERED, value, value, value};
}

static struct cir_factor_value open_between(double low, double high)
{
    return (struct cir_factor_value){CIR_UNANSWERED, low, NAN, high};
}

static const struct cir_factor_value absent = {CIR_NOT_APPLICABLE, 0, NAN, 0};

/* All factors not applicable but those that a test sets. */
static void start(void)
{
    sample_init(&sample);
    for (size_t i = 0; i < SAMPLE_FACTORS; i++)
        values[i] = absent;
}

static void check(struct cir_interval interval, double low, double point, double high, double coverage)
{
    CU_ASSERT_DOUBLE_EQUAL(interval.low, low, 1e-9);
    CU_ASSERT(isnan(point) ? isnan(interval.point) : fabs(interval.point - point) < 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(interval.high, high, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(interval.coverage, coverage, 1e-12);
}

/* Number of the unanswered factor that could move the score most; CIR_INDEX_NONE where none is unanswered. */
static unsigned missed_most(const struct cir_scheme *scheme, const struct cir_factor_value *of)
{
    static struct cir_sums sums;
    unsigned missed = CIR_INDEX_NONE;
    double widest = 0;
    cir_sums_clear(&sums, scheme);
    for (unsigned i = 0; i < scheme->factor_count; i++) {
        struct cir_factor_values one;
        cir_factor_values_set(&one, 0, &of[i]);
        cir_sums_add(&sums, scheme, i, &one, 1);
    }
    for (size_t i = 0; i < scheme->axis_count; i++) {
        CU_ASSERT_EQUAL(sums.axes[i].missed_reach[0] > 0, !isnan(sums.axes[i].missed[0]));
        if (sums.axes[i].missed_reach[0] > widest) {
            widest = sums.axes[i].missed_reach[0];
            missed = (unsigned)sums.axes[i].missed[0];
        }
    }
    return missed;
}

static void test_aggregate__power_mean_over_axes(void)
{
    start();
    values[F_PEOPLE_SHARE] = known(0.4);
    values[F_REACH] = known(0.75);
    values[F_SERVICE] = known(0.6);
    values[F_REPLICABILITY] = known(0.5);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    double scale = sqrt((0.25 * 0.16 + 0.3 * 0.5625) / 0.55);
    double score = 100 * sqrt((scale * scale + 0.36) / 2) * 0.9;
    check(verdict.axes[0], 100 * scale, 100 * scale, 100 * scale, 1);
    check(verdict.axes[1], 60, 60, 60, 1);
    check(verdict.axes[2], 50, 50, 50, 1);
    check(verdict.score, score, score, score, 1);
    CU_ASSERT(verdict.score.low == verdict.score.point && verdict.score.point == verdict.score.high);
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_FACTOR);
    CU_ASSERT_EQUAL(verdict.reason_number, F_SERVICE);
}

static void test_aggregate__other_exponents(void)
{
    start();
    sample.scheme.axes[0].exponent = 1;
    sample.scheme.axes[1].exponent = 3;
    sample.scheme.exponent = 1;
    values[F_PEOPLE_SHARE] = known(0.4);
    values[F_REACH] = known(0.75);
    values[F_SERVICE] = known(0.6);
    values[F_HUMAN] = known(0.7);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    double scale = (0.25 * 0.4 + 0.3 * 0.75) / 0.55;
    double severity = cbrt((0.3 * 0.216 + 0.25 * 0.343) / 0.55);
    check(verdict.axes[0], 100 * scale, 100 * scale, 100 * scale, 1);
    check(verdict.axes[1], 100 * severity, 100 * severity, 100 * severity, 1);
    double score = 50 * (scale + severity); /* no outlook factor applies: it lifts nothing */
    check(verdict.score, score, score, score, 1);
}

static void test_aggregate__bounds_leave_the_unanswered_out_of_the_point(void)
{
    start();
    values[F_REACH] = known(0.5);
    values[F_PEOPLE] = open_between(0.2, 1);
    values[F_SERVICE] = open_between(0, 0.8);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    double low = sqrt((0.3 * 0.25 + 0.2 * 0.04) / 0.5);
    double high = sqrt((0.3 * 0.25 + 0.2 * 1) / 0.5);
    check(verdict.axes[0], 100 * low, 50, 100 * high, 0.6);
    check(verdict.axes[1], 0, NAN, 80, 0);
    check(verdict.score, 100 * sqrt(low * low / 2), 50, 100 * sqrt((high * high + 0.64) / 2), 0.3);
    values[F_PEOPLE] = open_between(0.9, 1); /* what is sure lifts the point */
    cir_aggregate_values(&sample.scheme, values, &verdict);
    CU_ASSERT_EQUAL(verdict.axes[0].point, verdict.axes[0].low);
}

static void test_aggregate__policies(void)
{
    start();
    values[F_REACH] = known(0.5);
    values[F_PEOPLE] = open_between(0.2, 0.8);
    double low = 100 * sqrt((0.3 * 0.25 + 0.2 * 0.04) / 0.5);
    double high = 100 * sqrt((0.3 * 0.25 + 0.2 * 0.64) / 0.5);
    double zero = 100 * sqrt(0.3 * 0.25 / 0.5);
    sample.scheme.unknown = CIR_UNKNOWN_RENORMALISE;
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, low, 50, high, 0.6);
    sample.scheme.unknown = CIR_UNKNOWN_WORST;
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, low, high, high, 0.6);
    sample.scheme.unknown = CIR_UNKNOWN_ZERO;
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, zero, zero, high, 0.6);
    sample.scheme.unknown = CIR_UNKNOWN_REFUSE;
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, low, NAN, high, 0.6);
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_NONE);
}

static void test_aggregate__an_unanswered_lift_counts_at_its_middle(void)
{
    start();
    values[F_REACH] = known(0.5);
    values[F_REPLICABILITY] = open_between(0, 1);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 40, 45, 50, 1);
    sample.scheme.axes[2].lift_high = 3;
    values[F_REPLICABILITY] = known(1);
    cir_aggregate_values(&sample.scheme, values, &verdict); /* never above the greatest score */
    check(verdict.score, 100, 100, 100, 1);
}

static void test_aggregate__nothing_applies(void)
{
    start();
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 0, NAN, 0, 0);
    CU_ASSERT_EQUAL(missed_most(&sample.scheme, values), CIR_INDEX_NONE);
}

/* Two factors of 0.2..1 and 0..1, weights 4 and 6: span (s - 0.8) / 9.2. */
static void start_span(enum cir_unknown_policy unknown)
{
    start();
    sample.scheme.axis_count = 1;
    sample.scheme.axes[0] = (struct cir_axis){"score", CIR_AXIS_WEIGHT, 1, 1, 1, 1, 0, 2, ""};
    sample.scheme.exponent = 1;
    sample.scheme.factor_count = 2;
    sample.scheme.normalise_span = true;
    sample.scheme.unknown = unknown;
    sample.factors[0] = (struct cir_factor){.name = "a", .weight = 4, .least = 0.2, .greatest = 1};
    sample.factors[1] = (struct cir_factor){.name = "b", .weight = 6, .least = 0, .greatest = 1};
}

static void test_aggregate__span_runs_from_the_least_to_the_greatest(void)
{
    start_span(CIR_UNKNOWN_ZERO);
    values[0] = known(0.2);
    values[1] = known(0);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 0, 0, 0, 1);
    CU_ASSERT_EQUAL(verdict.reason, CIR_REASON_NONE);
    values[0] = known(0.6);
    values[1] = known(0.5);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    double score = 100 * (4 * 0.6 + 6 * 0.5 - 0.8) / 9.2;
    check(verdict.score, score, score, score, 1);
    CU_ASSERT_EQUAL(verdict.reason_number, 1); /* 3 above its least against 1.6 */
    values[0] = open_between(0.2, 1);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 100 * (3 - 0.8) / 9.2, 100 * (3 - 0.8) / 9.2, 100 * 6.2 / 9.2, 0.6);
    values[1] = open_between(0, 1);
    cir_aggregate_values(&sample.scheme, values, &verdict); /* below the least: held at 0 */
    check(verdict.score, 0, 0, 100, 0);
}

static void test_aggregate__span_takes_the_inapplicable_out_of_both_ends(void)
{
    start_span(CIR_UNKNOWN_BOUNDS);
    values[0] = known(0.6);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 50, 50, 50, 1);
    values[1] = open_between(0, 1);
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 100 * 1.6 / 9.2, 50, 100 * 7.6 / 9.2, 0.4);
    sample.factors[0].greatest = 0.2; /* nothing can differ */
    values[0] = known(0.2);
    values[1] = absent;
    cir_aggregate_values(&sample.scheme, values, &verdict);
    check(verdict.score, 0, 0, 0, 1);
}

static void test_aggregate__bands_are_half_open(void)
{
    start();
    static const struct {
        double score;
        int level;
    } edges[] = {{0, 0},      {4.999999, 0}, {5, 1},         {19.99999999, 1}, {20, 2},
                 {39.995, 2}, {40, 3},       {59.99, 3},     {60, 4},          {79.999, 4},
                 {80, 5},     {100, 5},      {100 * 0.2, 2}, {NAN, 0},         {60 - 1e-6, 3}};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
        CU_ASSERT_EQUAL(cir_band_level(&sample.scheme, edges[i].score), edges[i].level);
    CU_ASSERT_EQUAL(cir_band_level(&sample.scheme, nextafter(80, 0)), 5); /* 80 but for the rounding of doubles */
}

static void test_aggregate__missed_most_weighs_width(void)
{
    start();
    values[F_HUMAN] = open_between(0, 1);     /* 0.25 of an axis of weight 1 */
    values[F_SERVICE] = open_between(0, 0.7); /* 0.30 x 0.7 */
    values[F_CROSS_BORDER] = open_between(0, 1);
    CU_ASSERT_EQUAL(missed_most(&sample.scheme, values), F_HUMAN);
}

CIR_SUITE("aggregate", {"power mean over axes", test_aggregate__power_mean_over_axes},
          {"other exponents", test_aggregate__other_exponents},
          {"bounds leave the unanswered out", test_aggregate__bounds_leave_the_unanswered_out_of_the_point},
          {"policies", test_aggregate__policies},
          {"an unanswered lift counts at its middle", test_aggregate__an_unanswered_lift_counts_at_its_middle},
          {"nothing applies", test_aggregate__nothing_applies},
          {"span runs from least to greatest", test_aggregate__span_runs_from_the_least_to_the_greatest},
          {"span and the inapplicable", test_aggregate__span_takes_the_inapplicable_out_of_both_ends},
          {"bands are half-open", test_aggregate__bands_are_half_open},
          {"missed most weighs width", test_aggregate__missed_most_weighs_width})
