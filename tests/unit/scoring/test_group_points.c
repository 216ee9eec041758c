#include "scoring/group_points.h"

#include "suite.h"
#include "uncertain_row.h"

static struct uncertain_row row;
static struct sample sample;
static struct cir_standing_row standing;
static struct cir_row_frame frame;
static struct cir_fact_groups groups;
static struct cir_measuring measuring;
static struct cir_group_points points;
static double shares[1][CIR_BATCH];

static void start(struct uncertain_fact fact)
{
    sample_init(&sample);
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.facts[0] = fact;
    row.fact_count = 1;
    uncertain_row_judge(&row, &sample.scheme);
    standing = uncertain_row_standing(&row, &sample.scheme);
    CU_ASSERT_TRUE_FATAL(cir_fact_groups_find(&groups, &standing) && groups.count == 1);
    cir_row_frame_make(&frame, &standing, row.moves[0].factors);
    cir_measuring_start(&measuring, &standing, &frame, row.moves[0].factors);
    for (size_t i = 0; i < CIR_BATCH; i++)
        shares[0][i] = (double)(i % 9) / 8;
}

static bool measure(size_t count)
{
    return cir_group_points_measure(&points, &measuring, &groups.list[0], shares, count);
}

/* people: 0.20 of the scale, v = ln(x / 100) / ln(1e5), squared. */
static void test_group_points__are_sums_of_terms(void)
{
    start(number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000));
    CU_ASSERT_TRUE_FATAL(measure(9));
    CU_ASSERT_EQUAL(points.count, 9);
    double step = log(1e4) / log(1e5) / 8;
    for (size_t i = 0; i < 9; i++) {
        double value = log(2.385) / log(1e5) + step * (double)i;
        CU_ASSERT_DOUBLE_EQUAL(points.sums[0][i], 0.2 * value * value, 1e-12);
        CU_ASSERT(points.sums[1][i] == 0 && points.sums[2][i] == 0);
        if (i == 8)
            continue;
        CU_ASSERT_DOUBLE_EQUAL(points.middles[0][i], 0.2 * (value + step / 2) * (value + step / 2), 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(points.farthest[i], step, 1e-12);
        CU_ASSERT_EQUAL(points.breaks[i], 0);
    }
    CU_ASSERT_FALSE(frame.axes[0].is_blurred || frame.axes[0].ends_move);
    uncertain_row_teardown(&row);
}

/* 0.5 to 500 dead: 1 at a share of ln 2 / ln 1000, 10 at 0.434, 100 at 0.767. */
static void test_group_points__tell_steps_and_criteria(void)
{
    start(number_fact(FIELD_MEASURE(DEATHS), 0.5, 500));
    CU_ASSERT_TRUE_FATAL(measure(9));
    const bool breaks[] = {true, false, false, true, false, false, true, false};
    for (size_t i = 0; i < 8; i++)
        CU_ASSERT_EQUAL(points.breaks[i] != 0, breaks[i]);
    for (size_t i = 0; i < 9; i++) {
        uint64_t holds = (i >= 1 ? 1U << C_DEAD : 0) | (i >= 7 ? 1U << C_DEAD_100 : 0);
        CU_ASSERT_EQUAL(points.truths.certain[0][i], holds);
        CU_ASSERT_EQUAL(points.truths.possible[0][i], holds);
    }
    uncertain_row_teardown(&row);
}

/* Four options of a lift: each is an outcome of its own. */
static void test_group_points__break_where_a_lift_changes(void)
{
    start(option_fact(FIELD_MEASURE(REPLICABILITY), 0xf));
    CU_ASSERT_TRUE_FATAL(measure(8));
    for (size_t i = 0; i < 7; i++)
        CU_ASSERT_EQUAL(points.breaks[i] != 0, i % 2 == 1);
    CU_ASSERT_DOUBLE_EQUAL(points.sums[2][2], 0.2 * 0.33 * 0.33, 1e-12);
    uncertain_row_teardown(&row);
}

/* What the sums are divided by would change. */
static void test_group_points__must_be_answered_as_the_row_is(void)
{
    start(number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000));
    CU_ASSERT_TRUE(measure(9));
    row.facts[0].measure_count = 0;
    row.base[CIR_MEASURE_PEOPLE] = unanswered(0, INFINITY);
    CU_ASSERT_FALSE(measure(9));
    uncertain_row_teardown(&row);
}

/* A factor that counts with a range of its own blurs its axis. */
static void test_group_points__see_ends_that_are_no_points(void)
{
    start(number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000));
    row.facts[0].measure_count = 0;
    row.base[CIR_MEASURE_PEOPLE] = (struct cir_quantity){CIR_ANSWERED, false, 500, 600, 700, 0};
    CU_ASSERT_TRUE(measure(9));
    CU_ASSERT(frame.axes[0].is_blurred);
    CU_ASSERT_FALSE(frame.axes[1].is_blurred);
    uncertain_row_teardown(&row);
}

static void test_group_points__are_not_endless(void)
{
    start(number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000));
    for (size_t i = 0; i < CIR_COMPLETIONS_MAX / CIR_BATCH; i++)
        CU_ASSERT_TRUE(measure(CIR_BATCH));
    CU_ASSERT_FALSE(measure(1));
    uncertain_row_teardown(&row);
}

CIR_SUITE("group_points", {"are sums of terms", test_group_points__are_sums_of_terms},
          {"tell steps and criteria", test_group_points__tell_steps_and_criteria},
          {"break where a lift changes", test_group_points__break_where_a_lift_changes},
          {"must be answered as the row is", test_group_points__must_be_answered_as_the_row_is},
          {"see ends that are no points", test_group_points__see_ends_that_are_no_points},
          {"are not endless", test_group_points__are_not_endless})
