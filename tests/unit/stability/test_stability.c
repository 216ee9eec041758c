#include "stability/stability.h"

#include "stability/draw.h"
#include "suite.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 20000, MANY = 47, CRITERIA = 3 };

static struct cir_stability_question question_of(const uint64_t *keys, const struct cir_partial_value *values,
                                                 size_t alternatives, size_t criteria)
{
    struct cir_stability_question question = {.alternative_count = alternatives,
                                              .criterion_count = criteria,
                                              .keys = keys,
                                              .values = values,
                                              .list_size = 1,
                                              .seed = 7};
    for (size_t j = 0; j < criteria; j++)
        question.weights.high[j] = 1;
    return question;
}

static struct cir_stability count(const struct cir_stability_question *question, uint64_t first, uint64_t draws)
{
    struct cir_stability stability;
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&stability, question, first, draws, NULL), CIR_OK);
    return stability;
}

static double share_of(const struct cir_stability *stability, size_t alternative)
{
    return (double)stability->listed[alternative] / (double)stability->draws;
}

static double error_of(const struct cir_stability *stability, size_t alternative)
{
    return cir_share_error(stability->listed[alternative], stability->draws);
}

/* (1, 0) beats (0.2, 0.6) where w > 3/7: a segment of 4/7, in the middle of which w = 5/7 is the central weight. */
static void test_stability__two_criteria_are_a_segment_and_parts_add_up(void)
{
    const uint64_t keys[] = {2385, 118};
    const struct cir_partial_value values[] = {{1, 1}, {0, 0}, {.2, .2}, {.6, .6}};
    const struct cir_stability_question question = question_of(keys, values, 2, 2);
    struct cir_stability whole = count(&question, 0, DRAWS);
    struct cir_stability first = count(&question, 0, 4321);
    struct cir_stability second = count(&question, 4321, DRAWS - 4321);
    CU_ASSERT_DOUBLE_EQUAL(share_of(&whole, 0), 4.0 / 7, 4 * error_of(&whole, 0));
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_central(&whole, &question, 0, 0), 5.0 / 7, .01);
    cir_stability_add(&second, &first, &question);
    CU_ASSERT_EQUAL(second.listed[0], whole.listed[0]);
    CU_ASSERT_EQUAL(second.weight_sums[0], whole.weight_sums[0]);
    CU_ASSERT_EQUAL(second.drawn_sums[1], whole.drawn_sums[1]);
    CU_ASSERT_EQUAL(whole.ranks[0] + whole.ranks[1], DRAWS);
    cir_stability_free(&whole);
    cir_stability_free(&first);
    cir_stability_free(&second);
}

/* (1, 0, 0) beats (.3, .8, .1) where .7 u > .8 v + .1 w: a triangle with its corners at (1, 0, 0), (8, 7, 0) / 15 and
 * (1, 0, 7) / 8. Its share of the area is 7/15 * 7/8, its centroid the mean of the corners. */
static void test_stability__three_criteria_are_an_area(void)
{
    const uint64_t keys[] = {2385, 118};
    const struct cir_partial_value values[] = {{1, 1}, {0, 0}, {0, 0}, {.3, .3}, {.8, .8}, {.1, .1}};
    const struct cir_stability_question question = question_of(keys, values, 2, 3);
    struct cir_stability stability = count(&question, 0, DRAWS);
    CU_ASSERT_DOUBLE_EQUAL(share_of(&stability, 0), 49. / 120, 4 * error_of(&stability, 0));
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_central(&stability, &question, 0, 0), (1 + 8. / 15 + 1. / 8) / 3, .01);
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_central(&stability, &question, 0, 1), 7. / 45, .01);
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_central(&stability, &question, 0, 2), 7. / 24, .01);
    cir_stability_free(&stability);
}

/* What lies evenly within .2 to .9 is above .6 in 3/7, whatever the weights; within -.4 to .6 it is 0 in 2/5. */
static void test_stability__facts_are_drawn_evenly_and_cut_to_the_scale(void)
{
    const uint64_t keys[] = {2385, 118, 52};
    const struct cir_partial_value values[] = {{.2, .9}, {.2, .2}, {.6, .6}, {.2, .2}, {-.4, .6}, {-1, -1}};
    struct cir_stability_question question = question_of(keys, values, 3, 2);
    question.list_size = 0;
    question.line = 0;
    struct cir_stability stability = count(&question, 0, DRAWS);
    CU_ASSERT_DOUBLE_EQUAL(share_of(&stability, 2), .6, 4 * error_of(&stability, 2));
    CU_ASSERT_EQUAL(stability.listed[0], DRAWS);
    cir_stability_free(&stability);
    question = question_of(keys, values, 2, 2);
    stability = count(&question, 0, DRAWS);
    CU_ASSERT_DOUBLE_EQUAL(share_of(&stability, 0), 3. / 7, 4 * error_of(&stability, 0));
    cir_stability_free(&stability);
}

/* ---- many alternatives ---- */

struct many {
    uint64_t keys[MANY];
    struct cir_partial_value values[MANY * CRITERIA];
};

/* Some known, some not; alternative 1 is nowhere as good as alternative 0. */
static void fill(struct many *many)
{
    uint64_t state = 2385;
    for (size_t i = 0; i < (size_t)MANY * CRITERIA; i++) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        double low = (double)(state >> 40) / (1 << 24);
        many->values[i] = (struct cir_partial_value){low, i % 4 == 0 ? low + .25 : low};
    }
    for (size_t i = 0; i < MANY; i++)
        many->keys[i] = 77 * i + 5;
    for (size_t j = 0; j < CRITERIA; j++) {
        many->values[j] = (struct cir_partial_value){.5, .7};
        many->values[CRITERIA + j] = (struct cir_partial_value){.2, .5};
    }
}

static void test_stability__ranks_of_each_and_places_of_all_add_up(void)
{
    struct many many;
    fill(&many);
    struct cir_stability_question question = question_of(many.keys, many.values, MANY, CRITERIA);
    question.list_size = 10;
    struct cir_stability stability = count(&question, 0, 1000);
    uint64_t listed = 0;
    for (size_t i = 0; i < MANY; i++) {
        uint64_t sum = 0;
        double weights = 0;
        for (size_t bin = 0; bin < CIR_RANK_BINS; bin++)
            sum += stability.ranks[i * CIR_RANK_BINS + bin];
        for (size_t j = 0; j < CRITERIA; j++)
            weights += cir_stability_central(&stability, &question, i, j);
        CU_ASSERT_EQUAL(sum, 1000);
        CU_ASSERT(stability.listed[i] == 0 ? isnan(weights) : fabs(weights - 1) < 1e-11);
        listed += stability.listed[i];
    }
    CU_ASSERT_EQUAL(listed, 10000);
    cir_stability_free(&stability);
}

/* By comparing each with all others. */
static void add_plain_ranks(uint32_t *ranks, const struct cir_stability_question *question, uint64_t draw,
                            gsl_rng *random)
{
    enum { COUNT_MAX = 238 };
    const size_t count = question->alternative_count;
    double weights[CRITERIA];
    double scores[COUNT_MAX];
    uint64_t tries;
    CU_ASSERT_EQUAL_FATAL(cir_draw_weights(weights, &tries, question, draw, random, NULL), CIR_OK);
    for (size_t i = 0; i < count; i++)
        scores[i] = cir_draw_score(question, weights, draw, i);
    for (size_t i = 0; i < count; i++) {
        size_t rank = 0;
        for (size_t k = 0; k < count; k++)
            rank += scores[k] > scores[i] ||
                    (scores[k] == scores[i] && cir_draw_tie(question, draw, k) < cir_draw_tie(question, draw, i));
        ranks[i * CIR_RANK_BINS + cir_rank_bin(rank, count)]++;
    }
}

/* With a bin for each rank, and with bins of several; some scores are alike. */
static void test_stability__ranks_are_those_of_a_whole_sort(void)
{
    enum { COUNT = 238, FEW_DRAWS = 150 };
    static uint64_t keys[COUNT];
    static struct cir_partial_value values[COUNT * CRITERIA];
    static uint32_t ranks[COUNT * CIR_RANK_BINS];
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t i = 0; i < COUNT; i++) {
        keys[i] = 77 * i + 5;
        for (size_t j = 0; j < CRITERIA; j++) {
            double low = (double)((i * i + 31 * j) % 23) / 23;
            values[i * CRITERIA + j] = (struct cir_partial_value){low, i % 5 == 0 ? low + .25 : low};
        }
    }
    for (size_t count_of = MANY; count_of <= COUNT; count_of += COUNT - MANY) {
        struct cir_stability_question question = question_of(keys, values, count_of, CRITERIA);
        question.list_size = 10;
        struct cir_stability stability = count(&question, 0, FEW_DRAWS);
        memset(ranks, 0, sizeof ranks);
        for (uint64_t draw = 0; draw < FEW_DRAWS; draw++)
            add_plain_ranks(ranks, &question, draw, random);
        CU_ASSERT_EQUAL(memcmp(ranks, stability.ranks, count_of * CIR_RANK_BINS * sizeof *ranks), 0);
        cir_stability_free(&stability);
    }
    gsl_rng_free(random);
}

static void test_stability__who_is_worse_in_all_is_never_listed_before(void)
{
    struct many many;
    fill(&many);
    struct cir_stability_question question = question_of(many.keys, many.values, 2, CRITERIA);
    struct cir_stability stability = count(&question, 0, DRAWS);
    CU_ASSERT_EQUAL(stability.listed[0], DRAWS);
    CU_ASSERT_EQUAL(stability.listed[1], 0);
    cir_stability_free(&stability);
}

/* The table from its end to its start. */
static void test_stability__does_not_see_the_order_of_the_table(void)
{
    struct many many;
    struct many turned;
    fill(&many);
    for (size_t i = 0; i < MANY; i++) {
        turned.keys[MANY - 1 - i] = many.keys[i];
        for (size_t j = 0; j < CRITERIA; j++)
            turned.values[(MANY - 1 - i) * CRITERIA + j] = many.values[i * CRITERIA + j];
    }
    struct cir_stability_question question = question_of(many.keys, many.values, MANY, CRITERIA);
    struct cir_stability_question other = question_of(turned.keys, turned.values, MANY, CRITERIA);
    question.list_size = other.list_size = 10;
    struct cir_stability stability = count(&question, 0, 500);
    struct cir_stability again = count(&other, 0, 500);
    for (size_t i = 0; i < MANY; i++) {
        CU_ASSERT_EQUAL(stability.listed[i], again.listed[MANY - 1 - i]);
        for (size_t bin = 0; bin < CIR_RANK_BINS; bin++)
            CU_ASSERT_EQUAL(stability.ranks[i * CIR_RANK_BINS + bin],
                            again.ranks[(MANY - 1 - i) * CIR_RANK_BINS + bin]);
    }
    cir_stability_free(&stability);
    cir_stability_free(&again);
}

/* Two that nothing tells apart share the place. */
static void test_stability__ties_are_drawn(void)
{
    const uint64_t keys[] = {2385, 118};
    const struct cir_partial_value values[] = {{.3, .3}, {.6, .6}, {.3, .3}, {.6, .6}};
    const struct cir_stability_question question = question_of(keys, values, 2, 2);
    struct cir_stability stability = count(&question, 0, DRAWS);
    CU_ASSERT_DOUBLE_EQUAL(share_of(&stability, 0), .5, 4 * error_of(&stability, 0));
    cir_stability_free(&stability);
}

/* ---- ranks and digits ---- */

static void test_stability__bins_hold_all_ranks_once(void)
{
    static const size_t counts[] = {1, 2, 19, 20, 21, 47, 1000, 99999};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        size_t next = 0;
        for (size_t bin = 0; bin < cir_rank_bin_count(counts[k]); bin++) {
            const struct cir_rank_span span = cir_rank_bin_span(bin, counts[k]);
            CU_ASSERT_EQUAL(span.first, next);
            CU_ASSERT(span.last >= span.first);
            CU_ASSERT_EQUAL(cir_rank_bin(span.first, counts[k]), bin);
            CU_ASSERT_EQUAL(cir_rank_bin(span.last, counts[k]), bin);
            next = span.last + 1;
        }
        CU_ASSERT_EQUAL(next, counts[k]);
    }
}

static void test_stability__ranks_of_nine_draws_in_ten(void)
{
    uint32_t ranks[CIR_RANK_BINS] = {4, 1, 90, 0, 5};
    const struct cir_stability stability = {.draws = 100, .ranks = ranks};
    const struct cir_rank_span span = cir_rank_span_of(&stability, 0, 5);
    CU_ASSERT_EQUAL(span.first, 1);
    CU_ASSERT_EQUAL(span.last, 2);
}

static void test_stability__tells_no_digits_finer_than_the_error(void)
{
    CU_ASSERT_EQUAL(cir_told_decimals(.0049), 2);
    CU_ASSERT_EQUAL(cir_told_decimals(.00099), 3);
    CU_ASSERT_EQUAL(cir_told_decimals(.35), 0);
    CU_ASSERT_EQUAL(cir_told_decimals(1e-9), 6);
    CU_ASSERT_DOUBLE_EQUAL(cir_share_error(2385, 10000), sqrt(.2385 * .7615 / 10000), 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(cir_share_error(0, 98), sqrt(.01 * .99 / 98), 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(cir_share_error(98, 98), cir_share_error(0, 98), 1e-15);
}

CIR_SUITE("stability",
          {"two criteria are a segment, and parts add up", test_stability__two_criteria_are_a_segment_and_parts_add_up},
          {"three criteria are an area", test_stability__three_criteria_are_an_area},
          {"facts are drawn evenly and cut to the scale", test_stability__facts_are_drawn_evenly_and_cut_to_the_scale},
          {"ranks of each and places of all add up", test_stability__ranks_of_each_and_places_of_all_add_up},
          {"ranks are those of a whole sort", test_stability__ranks_are_those_of_a_whole_sort},
          {"who is worse in all is never listed before", test_stability__who_is_worse_in_all_is_never_listed_before},
          {"does not see the order of the table", test_stability__does_not_see_the_order_of_the_table},
          {"ties are drawn", test_stability__ties_are_drawn},
          {"bins hold all ranks once", test_stability__bins_hold_all_ranks_once},
          {"ranks of nine draws in ten", test_stability__ranks_of_nine_draws_in_ten},
          {"tells no digits finer than the error", test_stability__tells_no_digits_finer_than_the_error})
