#include "stability/drawn_weights.h"

#include "suite.h"

#include <math.h>

enum { CRITERIA = 4, DRAWS = 40000 };

/* Means and variances of what was drawn, and whether all sums were 1 and all intervals kept. */
struct drawn {
    double mean[CRITERIA];
    double variance[CRITERIA];
    uint64_t tries;
    bool keeps;
};

static struct cir_weights free_weights(enum cir_weight_law law)
{
    struct cir_weights weights = {.law = law, .concentration = CRITERIA};
    for (size_t i = 0; i < CRITERIA; i++)
        weights.high[i] = 1;
    return weights;
}

static bool keeps(const double *weights, const struct cir_weights *asked)
{
    double sum = 0;
    bool kept = true;
    for (size_t i = 0; i < CRITERIA; i++) {
        sum += weights[i];
        kept = kept && weights[i] >= asked->low[i] && weights[i] <= asked->high[i];
    }
    return kept && fabs(sum - 1) < 1e-12;
}

static struct drawn draw_many(const struct cir_weights *asked)
{
    struct drawn drawn = {.keeps = true};
    double weights[CRITERIA];
    uint64_t tries;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    CU_ASSERT_PTR_NOT_NULL_FATAL(random);
    for (int k = 0; k < DRAWS; k++) {
        CU_ASSERT_EQUAL_FATAL(cir_weights_draw(weights, &tries, asked, CRITERIA, random, NULL), CIR_OK);
        drawn.keeps = drawn.keeps && keeps(weights, asked);
        drawn.tries += tries;
        for (size_t i = 0; i < CRITERIA; i++) {
            drawn.mean[i] += weights[i] / DRAWS;
            drawn.variance[i] += weights[i] * weights[i] / DRAWS;
        }
    }
    for (size_t i = 0; i < CRITERIA; i++)
        drawn.variance[i] -= drawn.mean[i] * drawn.mean[i];
    gsl_rng_free(random);
    return drawn;
}

/* Four standard errors of a mean. */
static double slack(double variance)
{
    return 4 * sqrt(variance / DRAWS);
}

/* Over the simplex of n weights each has the mean 1 / n and the variance (n - 1) / (n^2 (n + 1)). */
static void test_drawn_weights__uniform_is_flat_over_the_simplex(void)
{
    const struct cir_weights asked = free_weights(CIR_WEIGHTS_UNIFORM);
    const struct drawn drawn = draw_many(&asked);
    double mean[CRITERIA];
    CU_ASSERT(drawn.keeps);
    cir_weights_mean(mean, &asked, CRITERIA);
    for (size_t i = 0; i < CRITERIA; i++) {
        CU_ASSERT_DOUBLE_EQUAL(drawn.mean[i], .25, slack(3. / 80));
        CU_ASSERT_EQUAL(mean[i], .25);
        CU_ASSERT_DOUBLE_EQUAL(drawn.variance[i], 3. / 80, .001);
    }
}

/* Dirichlet's variance is w (1 - w) / (concentration + 1). */
static void test_drawn_weights__dirichlet_lies_around_what_is_given(void)
{
    static const double given[CRITERIA] = {.4, .3, .2385, .0615};
    struct cir_weights asked = free_weights(CIR_WEIGHTS_DIRICHLET);
    double mean[CRITERIA];
    asked.concentration = 17;
    for (size_t i = 0; i < CRITERIA; i++)
        asked.given[i] = given[i];
    const struct drawn drawn = draw_many(&asked);
    cir_weights_mean(mean, &asked, CRITERIA);
    CU_ASSERT(drawn.keeps);
    for (size_t i = 0; i < CRITERIA; i++) {
        double variance = given[i] * (1 - given[i]) / 18;
        CU_ASSERT_DOUBLE_EQUAL(drawn.mean[i], given[i], slack(variance));
        CU_ASSERT_DOUBLE_EQUAL(drawn.variance[i], variance, .05 * variance);
        CU_ASSERT_DOUBLE_EQUAL(mean[i], given[i], 0);
    }
}

/* Rank order centroids of four, as published: .5208, .2708, .1458, .0625 (Barron and Barrett 1996, table 1). */
static void test_drawn_weights__an_order_has_its_centroid(void)
{
    static const double centroids[CRITERIA] = {.1458, .5208, .0625, .2708};
    static const double places[CRITERIA] = {2, 0, 3, 1};
    struct cir_weights asked = free_weights(CIR_WEIGHTS_ORDERED);
    double mean[CRITERIA];
    for (size_t i = 0; i < CRITERIA; i++)
        asked.given[i] = places[i];
    const struct drawn drawn = draw_many(&asked);
    cir_weights_mean(mean, &asked, CRITERIA);
    for (size_t i = 0; i < CRITERIA; i++) {
        CU_ASSERT_DOUBLE_EQUAL(mean[i], centroids[i], 5e-5);
        CU_ASSERT_DOUBLE_EQUAL(drawn.mean[i], mean[i], slack(drawn.variance[i]));
    }
}

/* With a least weight l of one criterion the others share the rest alike: (1 - l) / n, and l more for the one. */
static void test_drawn_weights__intervals_are_kept_and_what_is_left_is_flat(void)
{
    struct cir_weights asked = free_weights(CIR_WEIGHTS_UNIFORM);
    asked.has_intervals = true;
    asked.low[1] = .2385;
    struct drawn drawn = draw_many(&asked);
    CU_ASSERT(drawn.keeps);
    CU_ASSERT_DOUBLE_EQUAL(drawn.mean[0], .7615 / 4, slack(drawn.variance[0]));
    CU_ASSERT_DOUBLE_EQUAL(drawn.mean[1], .2385 + .7615 / 4, slack(drawn.variance[1]));
    asked.high[1] = .4;
    asked.high[2] = .3;
    drawn = draw_many(&asked);
    CU_ASSERT(drawn.keeps);
    CU_ASSERT_DOUBLE_EQUAL(drawn.mean[0], drawn.mean[3], 2 * slack(drawn.variance[0]));
    CU_ASSERT(drawn.mean[2] < drawn.mean[0]);
}

/* One after the other these leave a little less than nothing. */
static void test_drawn_weights__lows_that_leave_nothing_are_the_weights(void)
{
    struct cir_weights asked = free_weights(CIR_WEIGHTS_UNIFORM);
    asked.has_intervals = true;
    asked.low[0] = .4;
    asked.low[1] = .3;
    asked.low[2] = .2;
    asked.low[3] = .1;
    const struct drawn drawn = draw_many(&asked);
    CU_ASSERT(drawn.keeps);
    CU_ASSERT_EQUAL(drawn.tries, DRAWS);
    CU_ASSERT_DOUBLE_EQUAL(drawn.mean[2], .2, 1e-9);
}

static void test_drawn_weights__refuses_intervals_without_room(void)
{
    struct cir_weights asked = free_weights(CIR_WEIGHTS_DIRICHLET);
    struct cir_error error;
    double weights[CRITERIA];
    uint64_t tries;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    CU_ASSERT_PTR_NOT_NULL_FATAL(random);
    for (size_t i = 0; i < CRITERIA; i++)
        asked.given[i] = .25;
    asked.has_intervals = true;
    asked.low[0] = .9999999;
    CU_ASSERT_EQUAL(cir_weights_draw(weights, &tries, &asked, CRITERIA, random, &error), CIR_BAD_USE);
    gsl_rng_free(random);
}

CIR_SUITE("drawn weights", {"uniform is flat over the simplex", test_drawn_weights__uniform_is_flat_over_the_simplex},
          {"Dirichlet lies around what is given", test_drawn_weights__dirichlet_lies_around_what_is_given},
          {"an order has its centroid", test_drawn_weights__an_order_has_its_centroid},
          {"intervals are kept and what is left is flat",
           test_drawn_weights__intervals_are_kept_and_what_is_left_is_flat},
          {"lows that leave nothing are the weights", test_drawn_weights__lows_that_leave_nothing_are_the_weights},
          {"refuses intervals without room", test_drawn_weights__refuses_intervals_without_room})
