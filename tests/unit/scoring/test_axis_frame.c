#include "scoring/axis_frame.h"

#include "scoring/aggregate.h"

#include "suite.h"
#include "uncertain_row.h"

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_frame frame;

static void start(void)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.base[FIELD_MEASURE(INFORMATION)] = of_options(CIR_ANSWERED, 8);
    row.base[CIR_MEASURE_SECTORS_HIT] = exact(2);
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.fact_count = 1;
}

static void make(void)
{
    uncertain_row_judge(&row, &sample.scheme);
    struct cir_standing_row standing = uncertain_row_standing(&row, &sample.scheme);
    cir_row_frame_make(&frame, &standing, row.moves[0].factors);
}

/* The sum of the scale, with the people that lie at this share. */
static double sum_at(double share)
{
    double people = 238.5 * pow(2385000 / 238.5, share);
    double value = log(people / 100) / log(1e5);
    return frame.axes[0].fixed + cir_factor_term(&sample.scheme, &sample.factors[F_PEOPLE], value);
}

/* What the frame makes of a sum is what the score makes of the completion. */
static void check_axis(void)
{
    make();
    for (int i = 0; i <= 16; i++) {
        double share = i / 16.0;
        struct cir_verdict verdict = uncertain_row_verdict_at(&row, &sample.scheme, &share);
        CU_ASSERT_DOUBLE_EQUAL(100 * sqrt(cir_axis_power(&frame.axes[0], sum_at(share))), verdict.axes[0].point, 1e-9);
        CU_ASSERT_DOUBLE_EQUAL(100 * sqrt(cir_axis_power(&frame.axes[1], frame.axes[1].fixed)), verdict.axes[1].point,
                               1e-9);
    }
}

static void test_axis_frame__makes_of_sums_what_the_score_does(void)
{
    const enum cir_unknown_policy policies[] = {CIR_UNKNOWN_BOUNDS, CIR_UNKNOWN_WORST, CIR_UNKNOWN_ZERO};
    for (size_t i = 0; i < 3; i++) {
        start();
        sample.scheme.unknown = policies[i];
        check_axis();
        CU_ASSERT(frame.axes[0].is_moved && !frame.axes[1].is_moved && frame.axes[0].is_answered);
        CU_ASSERT_DOUBLE_EQUAL(frame.axes[0].share, 0.5, 1e-12);
        CU_ASSERT_EQUAL(frame.exponent, 2);
        uncertain_row_teardown(&row);
    }
}

/* A reach that is national or more holds the point up where few people are hit. */
static void hold_up(void)
{
    start();
    row.base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, 0x18);
    row.base[CIR_MEASURE_PEOPLE_SHARE] = exact(0);
    row.base[FIELD_MEASURE(ENTITIES_AFFECTED)] = exact(0);
}

static void test_axis_frame__holds_a_point_between_its_ends(void)
{
    hold_up();
    check_axis();
    CU_ASSERT_FALSE(frame.axes[0].is_free);
    CU_ASSERT(cir_axis_power(&frame.axes[0], sum_at(0)) > frame.axes[0].point.slope * sum_at(0) + 0.01);
    uncertain_row_teardown(&row);
}

static void test_axis_frame__is_straight_where_it_follows_one_line(void)
{
    const struct cir_axis *axis = &sample.scheme.axes[0];
    hold_up();
    make();
    struct cir_axis_frame bent = frame.axes[0];
    struct cir_axis_frame low = frame.axes[0];
    double turn = frame.axes[0].low.start / (frame.axes[0].point.slope - frame.axes[0].low.slope);
    CU_ASSERT_EQUAL(cir_axis_straighten(&bent, axis, turn - 0.02385, turn + 0.02385), CIR_AXIS_BENT);
    CU_ASSERT_FALSE(bent.is_free);
    CU_ASSERT_EQUAL(cir_axis_straighten(&low, axis, 0, turn - 0.002385), CIR_AXIS_STRAIGHT);
    CU_ASSERT_TRUE(low.is_free);
    CU_ASSERT_DOUBLE_EQUAL(cir_axis_power(&low, turn / 2), cir_axis_power(&frame.axes[0], turn / 2), 1e-15);
    frame.axes[0].is_blurred = true;
    CU_ASSERT_EQUAL(cir_axis_straighten(&frame.axes[0], axis, 0, 0.02385), CIR_AXIS_UNTOLD);
    low.ends_move = true;
    CU_ASSERT_EQUAL(cir_axis_straighten(&low, axis, 0, 0.02385), CIR_AXIS_UNTOLD);
    uncertain_row_teardown(&row);
}

/* A lift of which nothing is answered stands at its middle, and not where something moves it. */
static void test_axis_frame__of_a_lift_without_an_answer_has_a_middle(void)
{
    start();
    make();
    CU_ASSERT_FALSE(frame.axes[2].is_answered);
    CU_ASSERT_DOUBLE_EQUAL(frame.axes[2].middle, 0.5, 1e-12);
    CU_ASSERT_EQUAL(cir_axis_straighten(&frame.axes[2], &sample.scheme.axes[2], 0, 0), CIR_AXIS_STRAIGHT);
    frame.axes[2].is_moved = true;
    CU_ASSERT_EQUAL(cir_axis_straighten(&frame.axes[2], &sample.scheme.axes[2], 0, 0), CIR_AXIS_UNTOLD);
    uncertain_row_teardown(&row);
}

static void test_axis_frame__serves_schemes_of_one_exponent(void)
{
    sample_init(&sample);
    CU_ASSERT_TRUE(cir_row_frame_serves(&sample.scheme));
    sample.scheme.exponent = 3;
    CU_ASSERT_FALSE(cir_row_frame_serves(&sample.scheme));
    sample.scheme.axes[1].kind = CIR_AXIS_LIFT; /* with one weighted axis the total is that axis */
    CU_ASSERT_TRUE(cir_row_frame_serves(&sample.scheme));
}

static void test_axis_frame__counts_by_the_policy(void)
{
    sample_init(&sample);
    CU_ASSERT_EQUAL(cir_counted_value(sample.scheme.unknown, 0.2385, 0.9, 1), 0.2385);
    CU_ASSERT(isnan(cir_counted_value(sample.scheme.unknown, NAN, 0.9, 1)));
    sample.scheme.unknown = CIR_UNKNOWN_WORST;
    CU_ASSERT_EQUAL(cir_counted_value(sample.scheme.unknown, NAN, 0.9, 1), 0.9);
    CU_ASSERT(isnan(cir_counted_value(sample.scheme.unknown, NAN, 0.9, 0))); /* not applicable */
    sample.scheme.unknown = CIR_UNKNOWN_ZERO;
    CU_ASSERT_EQUAL(cir_counted_value(sample.scheme.unknown, NAN, 0.9, 1), 0);
}

CIR_SUITE("axis_frame", {"makes of sums what the score does", test_axis_frame__makes_of_sums_what_the_score_does},
          {"holds a point between its ends", test_axis_frame__holds_a_point_between_its_ends},
          {"is straight where it follows one line", test_axis_frame__is_straight_where_it_follows_one_line},
          {"of a lift without an answer has a middle", test_axis_frame__of_a_lift_without_an_answer_has_a_middle},
          {"serves schemes of one exponent", test_axis_frame__serves_schemes_of_one_exponent},
          {"counts by the policy", test_axis_frame__counts_by_the_policy})
