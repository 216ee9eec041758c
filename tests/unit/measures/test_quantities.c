#include "facts.h"
#include "measures/quantities.h"

#include "suite.h"

/* Columns of one subject. */
enum { A, B, MADE };

static struct cir_measured_single single;

static struct cir_column column(unsigned number)
{
    const struct cir_measured measured = cir_measured_of_single(&single);
    return cir_measured_column(&measured, number);
}

static struct cir_quantity number(double low, double point, double high)
{
    enum cir_answer answer = isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED;
    return (struct cir_quantity){.answer = answer, .low = low, .point = point, .high = high};
}

static struct cir_quantity product(struct cir_quantity a, struct cir_quantity b)
{
    cir_column_set(column(A), 0, &a);
    cir_column_set(column(B), 0, &b);
    cir_columns_multiply(column(MADE), column(A), column(B), 1);
    return cir_column_get(column(MADE), 0);
}

static struct cir_quantity ratio(struct cir_quantity a, struct cir_figure figure)
{
    static struct cir_figures figures;
    cir_column_set(column(A), 0, &a);
    cir_figures_set(&figures, 0, figure);
    cir_columns_divide(column(MADE), column(A), &figures, 1);
    return cir_column_get(column(MADE), 0);
}

static void test_quantities__nothing_times_anything_is_nothing(void)
{
    const struct cir_quantity not_applicable = {.answer = CIR_NOT_APPLICABLE};
    struct cir_quantity none = number(0, 0, 0);
    struct cir_quantity open = number(0, NAN, INFINITY);
    check_number(product(none, open), 0, 0, 0);
    check_number(product(open, number(2, 3, 4)), 0, NAN, INFINITY);
    CU_ASSERT_EQUAL(product(none, not_applicable).answer, CIR_NOT_APPLICABLE);
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
    check_number(ratio(number(3, 6, 9), figure), 0.15, 1, 2.25);
    cir_figure_add(&figure, 3, NAN);
    cir_figure_add(&figure, 4, 7); /* one candidate that no table knows is one too many */
    CU_ASSERT_EQUAL(figure.answer, CIR_UNANSWERED);
    CU_ASSERT_EQUAL(figure.high, INFINITY);
}

static void test_quantities__one_figure_divides_exactly(void)
{
    struct cir_figure figure = cir_figure_unanswered();
    cir_figure_add(&figure, 0, 3);
    struct cir_quantity third = ratio(number(2, 2, 2), figure);
    CU_ASSERT(third.low == 2.0 / 3 && third.point == 2.0 / 3 && third.high == 2.0 / 3);
}

CIR_SUITE("quantities", {"nothing times anything is nothing", test_quantities__nothing_times_anything_is_nothing},
          {"a figure holds all candidates", test_quantities__a_figure_holds_all_candidates},
          {"one figure divides exactly", test_quantities__one_figure_divides_exactly})
