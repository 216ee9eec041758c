#include "scoring/group_outcomes.h"

#include "sample.h"
#include "suite.h"

static struct sample sample;
static struct cir_group_points points;
static struct cir_group_outcomes outcomes;
static struct cir_pieces pieces;

/* Sums of the scale rise by 0.1, half-way by 0.04. */
static void start(bool is_single)
{
    sample_init(&sample);
    points = (struct cir_group_points){.count = CIR_BATCH};
    for (size_t i = 0; i < CIR_BATCH; i++) {
        points.sums[0][i] = 0.1 * (double)i;
        points.middles[0][i] = 0.1 * (double)i + 0.04;
    }
    pieces.count = 0;
    cir_group_outcomes_start(&outcomes, &sample.scheme, 1U << F_PEOPLE | 1U << F_CROSS_BORDER, is_single);
}

static bool add_ways(double mass, size_t i, size_t count)
{
    return cir_group_outcomes_add_ways(&outcomes, &pieces, &sample.scheme, mass, &points, i, count);
}

static bool add_point(double mass, size_t i)
{
    return cir_group_outcomes_add_point(&outcomes, &pieces, &sample.scheme, mass, &points, i);
}

static void test_group_outcomes__hold_masses_and_pieces(void)
{
    start(false);
    points.truths.certain[0][4] = points.truths.possible[0][4] = 1U << C_DEAD;
    CU_ASSERT_TRUE(add_ways(0.2385, 0, 3));
    CU_ASSERT_TRUE(add_point(0.1, 3));
    CU_ASSERT_TRUE(add_point(0.1845, 4));
    CU_ASSERT_EQUAL_FATAL(outcomes.count, 2);
    CU_ASSERT_DOUBLE_EQUAL(outcomes.list[0].mass, 3 * 0.2385 + 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(outcomes.list[1].mass, 0.1845, 1e-15);
    CU_ASSERT_EQUAL(outcomes.list[1].certain[0], 1U << C_DEAD);
    CU_ASSERT_EQUAL(outcomes.list[0].least[0], 0);
    CU_ASSERT_DOUBLE_EQUAL(outcomes.list[0].most[0], 0.3, 1e-15);
    CU_ASSERT_EQUAL_FATAL(pieces.count, 5);
    CU_ASSERT_DOUBLE_EQUAL(pieces.list[1].sums[0].from, 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(pieces.list[1].sums[0].middle, 0.14, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(pieces.list[1].sums[0].to, 0.2, 1e-15);
    CU_ASSERT_EQUAL(pieces.list[3].sums[0].middle, pieces.list[3].sums[0].from);
    size_t listed = 0;
    for (unsigned at = outcomes.list[0].pieces; at != CIR_INDEX_NONE; at = pieces.list[at].next)
        listed++;
    CU_ASSERT_EQUAL(listed, 4);
}

/* The lifts are a part of what an outcome is; only the sums of weighted axes are pieces. */
static void test_group_outcomes__know_their_axes(void)
{
    start(false);
    CU_ASSERT_EQUAL_FATAL(outcomes.axis_count, 1);
    CU_ASSERT_EQUAL(outcomes.axes[0], 0);
    points.sums[2][1] = 0.2385;
    CU_ASSERT_TRUE(add_point(0.5, 0) && add_point(0.5, 1));
    CU_ASSERT_EQUAL(outcomes.count, 2);
}

/* Of sets, each value of a sum is an outcome of its own, as exact values may matter. */
static void test_group_outcomes__of_sets_are_single_values(void)
{
    start(true);
    CU_ASSERT_TRUE(add_point(0.25, 3) && add_point(0.5, 7) && add_point(0.25, 3));
    cir_group_outcomes_finish(&outcomes, &sample.scheme);
    CU_ASSERT_EQUAL_FATAL(outcomes.count, 2);
    CU_ASSERT_EQUAL(outcomes.list[0].mass, 0.5);
    CU_ASSERT(outcomes.is_single && pieces.count == 0);
}

static void test_group_outcomes__that_go_nowhere_are_single(void)
{
    start(false);
    for (size_t i = 0; i < CIR_BATCH; i++)
        points.sums[0][i] = points.middles[0][i] = 0.2385;
    CU_ASSERT_TRUE(add_ways(0.25, 0, 4));
    cir_group_outcomes_finish(&outcomes, &sample.scheme);
    CU_ASSERT_TRUE(outcomes.is_single);
    start(false);
    CU_ASSERT_TRUE(add_ways(0.25, 0, 4));
    cir_group_outcomes_finish(&outcomes, &sample.scheme);
    CU_ASSERT_FALSE(outcomes.is_single);
}

static void test_group_outcomes__are_not_endless(void)
{
    start(false);
    for (size_t i = 0; i < CIR_PIECES_MAX / 32; i++)
        CU_ASSERT_TRUE(add_ways(1, 0, 32));
    CU_ASSERT_FALSE(add_ways(1, 0, 1));
    start(true);
    for (size_t i = 0; i < CIR_GROUP_OUTCOMES_MAX; i++)
        CU_ASSERT_TRUE(add_point(1, i));
    points.sums[0][0] = 2385;
    CU_ASSERT_FALSE(add_point(1, 0));
}

CIR_SUITE("group_outcomes", {"hold masses and pieces", test_group_outcomes__hold_masses_and_pieces},
          {"know their axes", test_group_outcomes__know_their_axes},
          {"of sets are single values", test_group_outcomes__of_sets_are_single_values},
          {"that go nowhere are single", test_group_outcomes__that_go_nowhere_are_single},
          {"are not endless", test_group_outcomes__are_not_endless})
