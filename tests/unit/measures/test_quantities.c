#include "facts.h"
#include "measures/quantities.h"

#include "suite.h"

static void test_quantities__nothing_times_anything_is_nothing(void)
{
    struct cir_quantity none = cir_quantity_answered(0, 0, 0);
    struct cir_quantity open = cir_quantity_unanswered(0, INFINITY);
    check_number(cir_quantity_product(none, open), 0, 0, 0);
    check_number(cir_quantity_product(open, cir_quantity_answered(2, 3, 4)), 0, NAN, INFINITY);
    CU_ASSERT_EQUAL(cir_quantity_product(none, cir_quantity_not_applicable()).answer, CIR_NOT_APPLICABLE);
}

static void test_quantities__a_figure_holds_all_candidates(void)
{
    struct cir_figure figure = cir_figure_unanswered();
    cir_figure_add(&figure, 0, 4);
    cir_figure_add(&figure, 1, 5);
    cir_figure_add(&figure, 2, 20);
    CU_ASSERT_EQUAL(figure.low, 4);
    CU_ASSERT_EQUAL(figure.high, 20);
    CU_ASSERT_DOUBLE_EQUAL(figure.inverse, 0.5 / 3, 1e-15);
    check_number(cir_quantity_ratio(cir_quantity_answered(3, 6, 9), figure), 0.15, 1, 2.25);
    cir_figure_add(&figure, 3, NAN);
    cir_figure_add(&figure, 4, 7); /* one candidate that no table knows is one too many */
    CU_ASSERT_EQUAL(figure.answer, CIR_UNANSWERED);
    CU_ASSERT_EQUAL(figure.high, INFINITY);
}

static void test_quantities__one_figure_divides_exactly(void)
{
    struct cir_figure figure = cir_figure_unanswered();
    cir_figure_add(&figure, 0, 3);
    struct cir_quantity ratio = cir_quantity_ratio(cir_quantity_answered(2, 2, 2), figure);
    CU_ASSERT(ratio.low == 2.0 / 3 && ratio.point == 2.0 / 3 && ratio.high == 2.0 / 3);
}

CIR_SUITE("quantities", {"nothing times anything is nothing", test_quantities__nothing_times_anything_is_nothing},
          {"a figure holds all candidates", test_quantities__a_figure_holds_all_candidates},
          {"one figure divides exactly", test_quantities__one_figure_divides_exactly})
