#include "stability/draw.h"

#include "suite.h"

enum { CRITERIA = 2, DRAWS = 500 };

static const uint64_t keys[] = {2385, 118};
static const struct cir_partial_value values[] = {{.2, .9}, {0, 1}, {.3, .3}, {.6, .6}};

static struct cir_stability_question question_of(uint64_t seed)
{
    return (struct cir_stability_question){.alternative_count = 2,
                                           .criterion_count = CRITERIA,
                                           .keys = keys,
                                           .values = values,
                                           .weights = {.high = {1, 1}},
                                           .seed = seed};
}

static double first_weight(uint64_t seed, uint64_t draw)
{
    const struct cir_stability_question question = question_of(seed);
    double weights[CRITERIA];
    uint64_t tries;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    CU_ASSERT_PTR_NOT_NULL_FATAL(random);
    CU_ASSERT_EQUAL(cir_draw_weights(weights, &tries, &question, draw, random, NULL), CIR_OK);
    gsl_rng_free(random);
    return weights[0];
}

static void test_draw__weights_hang_on_seed_and_number(void)
{
    CU_ASSERT_EQUAL(first_weight(7, 118), first_weight(7, 118));
    CU_ASSERT_NOT_EQUAL(first_weight(7, 118), first_weight(8, 118));
    for (uint64_t a = 0; a < 40; a++)
        for (uint64_t b = 0; b < a; b++)
            CU_ASSERT_NOT_EQUAL(first_weight(7, a), first_weight(7, b));
}

/* Facts of one draw have nothing to do with those of the next, nor with each other. */
static void test_draw__facts_are_apart(void)
{
    const struct cir_stability_question question = question_of(7);
    const double first_alone[] = {1, 0};
    const double second_alone[] = {0, 1};
    double product = 0;
    double sum = 0;
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        double first = (cir_draw_score(&question, first_alone, draw, 0) - .2) / .7;
        double second = cir_draw_score(&question, second_alone, draw, 0);
        product += (first - .5) * (second - .5) * 12 / DRAWS;
        sum += first / DRAWS;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, .5, 4 * .0129); /* standard errors 1 / sqrt(12 * 500), and 1 / sqrt(500) */
    CU_ASSERT_DOUBLE_EQUAL(product, 0, 4 * .0447);
}

static void test_draw__what_is_known_is_not_drawn(void)
{
    const struct cir_stability_question question = question_of(7);
    const double weights[] = {.615, .385};
    CU_ASSERT_DOUBLE_EQUAL(cir_draw_score(&question, weights, 0, 1), .615 * .3 + .385 * .6, 1e-15);
    CU_ASSERT_EQUAL(cir_draw_score(&question, weights, 0, 1), cir_draw_score(&question, weights, 118, 1));
    CU_ASSERT_NOT_EQUAL(cir_draw_tie(&question, 0, 1), cir_draw_tie(&question, 118, 1));
}

CIR_SUITE("draw", {"weights hang on seed and number", test_draw__weights_hang_on_seed_and_number},
          {"facts are apart", test_draw__facts_are_apart},
          {"what is known is not drawn", test_draw__what_is_known_is_not_drawn})
