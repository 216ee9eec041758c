/* Draws beside exact areas. Where the facts are known and criteria are two or three, weights that give an alternative a rank
 * are polygons, cut by the lines on which it is level with another. Nothing here is shared with the engine but the question. */
#include "stability/scales.h"
#include "stability/stability.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

enum { DRAWS = 40000, ALTERNATIVES_MAX = 5, CRITERIA_MAX = 3, CORNERS_MAX = 32 };

/* ---- problems ---- */

struct problem {
    const char *name;
    size_t alternatives;
    size_t criteria;
    struct cir_scale_ends scales[CRITERIA_MAX];
    double facts[ALTERNATIVES_MAX][CRITERIA_MAX];
};

/* Siskos and Yannacopoulos 1985 (UTASTAR; facts as in the test UtaStarSolverTest of utafx): ways to go to work by price, time and comfort: RER,
 * metro 1, metro 2, bus, taxi. Thrombosis: tests/cases/smaa.csv, each fact the share that had it. JSMAA:
 * SMAA2SimulationTest.testCorrectResults. */
static const struct problem problems[] = {
    {"UTASTAR", 5, 3, {{30, 2}, {40, 10}, {0, 3}}, {{3, 10, 1}, {4, 20, 2}, {2, 20, 0}, {6, 40, 0}, {30, 30, 3}}},
    {"UTASTAR, price and time", 5, 2, {{30, 2}, {40, 10}}, {{3, 10}, {4, 20}, {2, 20}, {6, 40}, {30, 30}}},
    {"UTASTAR, price and comfort", 5, 2, {{30, 2}, {0, 3}}, {{3, 1}, {4, 2}, {2, 0}, {6, 0}, {30, 3}}},
    {"UTASTAR, time and comfort", 5, 2, {{40, 10}, {0, 3}}, {{10, 1}, {20, 2}, {20, 0}, {40, 0}, {30, 3}}},
    {"thrombosis",
     2,
     3,
     {{.25, 0}, {.4, .15}, {.1, 0}},
     {{20. / 136, 40. / 136, 1. / 136}, {8. / 129, 32. / 129, 5. / 129}}},
    {"JSMAA", 2, 3, {{0, 1}, {0, 1}, {0, 1}}, {{1, 0, 1}, {0, 1, 0}}},
};
enum { PROBLEMS = sizeof problems / sizeof problems[0] };

static double value_of(const struct problem *problem, size_t alternative, size_t criterion)
{
    const struct cir_scale_ends *scale = &problem->scales[criterion];
    return (problem->facts[alternative][criterion] - scale->worst) / (scale->best - scale->worst);
}

/* ---- polygons of weights ---- */

/* Weights (x, y, 1 - x - y) of three criteria; of two (x, 1 - x), with any y from 0 to 1. */
struct point {
    double x;
    double y;
};

struct polygon {
    struct point corners[CORNERS_MAX];
    size_t count;
};

/* Above 0 on one side of a line, below on the other. */
struct side {
    double a;
    double b;
    double c;
};

static double height(const struct side *side, struct point at)
{
    return side->a * at.x + side->b * at.y + side->c;
}

/* The sum of factors times weights. */
static struct side side_of(const double *factors, size_t criteria)
{
    if (criteria == 2)
        return (struct side){factors[0] - factors[1], 0, factors[1]};
    return (struct side){factors[0] - factors[2], factors[1] - factors[2], factors[2]};
}

static void add_corner(struct polygon *polygon, struct point corner)
{
    CU_ASSERT_TRUE_FATAL(polygon->count < CORNERS_MAX);
    polygon->corners[polygon->count++] = corner;
}

/* What of a convex polygon lies where the side is above 0 (Sutherland and Hodgman 1974). */
static struct polygon cut(const struct polygon *polygon, const struct side *side)
{
    struct polygon left = {.count = 0};
    for (size_t k = 0; k < polygon->count; k++) {
        const struct point from = polygon->corners[k];
        const struct point to = polygon->corners[(k + 1) % polygon->count];
        const double start = height(side, from);
        const double end = height(side, to);
        if (start >= 0)
            add_corner(&left, from);
        if ((start > 0 && end < 0) || (start < 0 && end > 0)) {
            const double part = start / (start - end);
            add_corner(&left, (struct point){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)});
        }
    }
    return left;
}

/* Area, and area times the middle of it. */
struct measure {
    double area;
    double x;
    double y;
};

static void add_measure(struct measure *sum, const struct polygon *polygon)
{
    for (size_t k = 0; k < polygon->count; k++) {
        const struct point a = polygon->corners[k];
        const struct point b = polygon->corners[(k + 1) % polygon->count];
        const double twice = a.x * b.y - b.x * a.y;
        sum->area += twice / 2;
        sum->x += twice * (a.x + b.x) / 6;
        sum->y += twice * (a.y + b.y) / 6;
    }
}

/* ---- exact acceptabilities ---- */

struct exact {
    const struct problem *problem;
    size_t alternative;
    struct measure ranks[ALTERNATIVES_MAX];
};

/* Fall the polygon apart by who of the others from `other` on stands above. */
static void divide(struct exact *exact, const struct polygon *polygon, size_t other, size_t above)
{
    const struct problem *problem = exact->problem;
    double factors[CRITERIA_MAX] = {0};
    if (other == exact->alternative)
        other++;
    if (other >= problem->alternatives) {
        add_measure(&exact->ranks[above], polygon);
        return;
    }
    for (int sign = 1; sign >= -1; sign -= 2) {
        for (size_t j = 0; j < problem->criteria; j++)
            factors[j] = sign * (value_of(problem, other, j) - value_of(problem, exact->alternative, j));
        const struct side side = side_of(factors, problem->criteria);
        const struct polygon part = cut(polygon, &side);
        divide(exact, &part, other + 1, above + (sign > 0));
    }
}

/* All weights that a law allows. */
static struct polygon allowed(const struct cir_weights *weights, size_t criteria)
{
    static const struct polygon square = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, 4};
    static const struct polygon triangle = {{{0, 0}, {1, 0}, {0, 1}}, 3};
    static const struct polygon ordered = {{{1, 0}, {.5, .5}, {1. / 3, 1. / 3}}, 3};
    struct polygon polygon = criteria == 2 ? square : weights->law == CIR_WEIGHTS_ORDERED ? ordered : triangle;
    for (size_t j = 0; j < criteria && weights->has_intervals; j++)
        for (int bound = 0; bound < 2; bound++) {
            double factors[CRITERIA_MAX] = {0};
            for (size_t k = 0; k < criteria; k++)
                factors[k] = bound == 0 ? (k == j) - weights->low[j] : weights->high[j] - (k == j);
            const struct side side = side_of(factors, criteria);
            polygon = cut(&polygon, &side);
        }
    return polygon;
}

static struct exact work_out(const struct problem *problem, const struct cir_weights *weights, size_t alternative)
{
    struct exact exact = {.problem = problem, .alternative = alternative};
    const struct polygon all = allowed(weights, problem->criteria);
    struct measure whole = {0};
    add_measure(&whole, &all);
    divide(&exact, &all, 0, 0);
    for (size_t rank = 0; rank < problem->alternatives; rank++) {
        exact.ranks[rank].area /= whole.area;
        exact.ranks[rank].x /= whole.area;
        exact.ranks[rank].y /= whole.area;
    }
    return exact;
}

/* ---- beside what is drawn ---- */

struct drawn {
    struct cir_partial_value values[ALTERNATIVES_MAX * CRITERIA_MAX];
    uint64_t keys[ALTERNATIVES_MAX];
    struct cir_stability_question question;
    struct cir_stability stability;
};

static void draw(struct drawn *drawn, const struct problem *problem, const struct cir_weights *weights,
                 size_t list_size)
{
    for (size_t i = 0; i < problem->alternatives; i++) {
        drawn->keys[i] = 118 + i;
        for (size_t j = 0; j < problem->criteria; j++)
            drawn->values[i * problem->criteria + j] = cir_partial_value_of(
                (struct cir_fact_span){problem->facts[i][j], problem->facts[i][j]}, &problem->scales[j]);
    }
    drawn->question = (struct cir_stability_question){.alternative_count = problem->alternatives,
                                                      .criterion_count = problem->criteria,
                                                      .keys = drawn->keys,
                                                      .values = drawn->values,
                                                      .weights = *weights,
                                                      .list_size = list_size,
                                                      .seed = 2385};
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&drawn->stability, &drawn->question, 0, DRAWS, NULL), CIR_OK);
}

/* Four standard errors; what is 0 or 1 is so in every draw. */
static void expect_share(const struct problem *problem, const char *item, double found, double exact, double draws)
{
    const bool is_sure = exact < 1e-12 || exact > 1 - 1e-12;
    const double room = is_sure ? 1e-12 : 4 * sqrt(exact * (1 - exact) / draws);
    if (!(fabs(found - exact) <= room))
        printf("%s: %s: %f drawn, %f exact\n", problem->name, item, found, exact);
    CU_ASSERT_TRUE(fabs(found - exact) <= room);
}

/* Weights of the listed vary less than the share that has as much of one: their error is told by that. */
static void compare_central(const struct drawn *drawn, const struct problem *problem, size_t alternative,
                            const struct measure *listed)
{
    const double x = listed->x / listed->area;
    const double y = listed->y / listed->area;
    const double weights[] = {x, problem->criteria == 2 ? 1 - x : y, 1 - x - y};
    for (size_t j = 0; j < problem->criteria && j < CRITERIA_MAX; j++)
        expect_share(problem, "central weight",
                     cir_stability_central(&drawn->stability, &drawn->question, alternative, j), weights[j],
                     DRAWS * listed->area);
}

static void compare_one(const struct drawn *drawn, const struct problem *problem, size_t alternative)
{
    const struct exact exact = work_out(problem, &drawn->question.weights, alternative);
    struct measure listed = {0};
    for (size_t rank = 0; rank < problem->alternatives; rank++) {
        const uint32_t hits = drawn->stability.ranks[alternative * CIR_RANK_BINS + rank];
        expect_share(problem, "rank", hits / (double)DRAWS, exact.ranks[rank].area, DRAWS);
        if (rank >= drawn->question.list_size)
            continue;
        listed.area += exact.ranks[rank].area;
        listed.x += exact.ranks[rank].x;
        listed.y += exact.ranks[rank].y;
    }
    expect_share(problem, "share", drawn->stability.listed[alternative] / (double)DRAWS, listed.area, DRAWS);
    if (listed.area > 1e-12)
        compare_central(drawn, problem, alternative, &listed);
}

static void compare(const struct problem *problem, const struct cir_weights *weights, size_t list_size)
{
    struct drawn drawn;
    draw(&drawn, problem, weights, list_size);
    for (size_t i = 0; i < problem->alternatives; i++)
        compare_one(&drawn, problem, i);
    cir_stability_free(&drawn.stability);
}

/* ---- tests ---- */

static void test_smaa_exact__any_weights_alike(void)
{
    const struct cir_weights weights = {.law = CIR_WEIGHTS_UNIFORM, .high = {1, 1, 1}};
    for (size_t k = 0; k < PROBLEMS; k++)
        for (size_t size = 1; size < problems[k].alternatives; size++)
            compare(&problems[k], &weights, size);
}

static void test_smaa_exact__weights_in_an_order(void)
{
    const struct cir_weights weights = {.law = CIR_WEIGHTS_ORDERED, .given = {0, 1, 2}, .high = {1, 1, 1}};
    for (size_t k = 0; k < PROBLEMS; k++)
        if (problems[k].criteria == 3)
            compare(&problems[k], &weights, 1);
}

static void test_smaa_exact__weights_between_bounds(void)
{
    const struct cir_weights uniform = {
        .law = CIR_WEIGHTS_UNIFORM, .low = {.15, .05, 0}, .high = {.6, 1, .5}, .has_intervals = true};
    struct cir_weights ordered = uniform;
    ordered.law = CIR_WEIGHTS_ORDERED;
    ordered.given[1] = 1;
    ordered.given[2] = 2;
    for (size_t k = 0; k < PROBLEMS; k++)
        if (problems[k].criteria == 3) {
            compare(&problems[k], &uniform, 1);
            compare(&problems[k], &ordered, 1);
        }
}

/* The judge itself, where areas are known: the one with criteria 1 and 3 is first unless w2 is above 1/2, a quarter of all
 * weights. */
static void test_smaa_exact__areas_are_those_of_geometry(void)
{
    const struct cir_weights weights = {.law = CIR_WEIGHTS_UNIFORM, .high = {1, 1, 1}};
    const struct exact exact = work_out(&problems[PROBLEMS - 1], &weights, 0);
    CU_ASSERT_DOUBLE_EQUAL(exact.ranks[0].area, .75, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(exact.ranks[1].area, .25, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(exact.ranks[1].y / exact.ranks[1].area, 2. / 3, 1e-14); /* of (.5, 1, .5) */
    CU_ASSERT_DOUBLE_EQUAL(exact.ranks[1].x / exact.ranks[1].area, 1. / 6, 1e-14);
}

CIR_SUITE("smaa_exact", {"any weights alike", test_smaa_exact__any_weights_alike},
          {"weights in an order", test_smaa_exact__weights_in_an_order},
          {"weights between bounds", test_smaa_exact__weights_between_bounds},
          {"areas are those of geometry", test_smaa_exact__areas_are_those_of_geometry})
