#include "stability/stability.h"

#include "suite.h"

/* (1, 0) beats (0.2, 0.6) where w > 3/7: a segment of 4/7, in the middle of which w = 5/7 is the central weight. */
static void test_stability__two_criteria_are_a_segment_and_parts_add_up(void)
{
    const uint64_t keys[] = {2385, 118};
    const struct cir_partial_value values[] = {{1, 1}, {0, 0}, {.2, .2}, {.6, .6}};
    struct cir_stability_question question = {.alternative_count = 2,
                                              .criterion_count = 2,
                                              .keys = keys,
                                              .values = values,
                                              .weights = {.high = {1, 1}},
                                              .list_size = 1,
                                              .seed = 7};
    struct cir_stability whole;
    struct cir_stability first;
    struct cir_stability second;
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&whole, &question, 0, 20000, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&second, &question, 4321, 20000 - 4321, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_stability_count(&first, &question, 0, 4321, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_share(&whole, 0), 4.0 / 7, 4 * cir_share_error(whole.listed[0], whole.draws));
    CU_ASSERT_DOUBLE_EQUAL(cir_stability_central(&whole, &question, 0, 0), 5.0 / 7, .01);
    cir_stability_add(&second, &first, &question);
    CU_ASSERT_EQUAL(second.listed[0], whole.listed[0]);
    CU_ASSERT_EQUAL(second.weight_sums[0], whole.weight_sums[0]);
    CU_ASSERT_EQUAL(whole.ranks[0] + whole.ranks[1], 20000);
    cir_stability_free(&whole);
    cir_stability_free(&first);
    cir_stability_free(&second);
}

CIR_SUITE("stability",
          {"two criteria are a segment, and parts add up", test_stability__two_criteria_are_a_segment_and_parts_add_up})
