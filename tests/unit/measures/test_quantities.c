#include "facts.h"
#include "measures/quantities.h"
#include "suite.h"

/* A column of its own, with quantities put into it. */
struct column {
    double low[CIR_BATCH], point[CIR_BATCH], high[CIR_BATCH];
    uint64_t options[CIR_BATCH];
    unsigned char together[CIR_BATCH];
};

static struct cir_column view(struct column *column)
{
    return (struct cir_column){column->low, column->point, column->high, column->options, column->together};
}

static struct cir_quantity answered(double low, double point, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = point, .high = high};
}

static const struct cir_quantity open = {.answer = CIR_UNANSWERED, .point = NAN, .high = INFINITY};
static const struct cir_quantity none = {.answer = CIR_NOT_APPLICABLE, .point = NAN};

static struct cir_quantity multiply(struct cir_quantity a, struct cir_quantity b)
{
    struct column left, right, made;
    cir_column_set(view(&left), 0, &a);
    cir_column_set(view(&right), 0, &b);
    cir_columns_multiply(view(&made), view(&left), view(&right), 1);
    made.options[0] = made.together[0] = 0;
    return cir_column_get(view(&made), 0);
}

static struct cir_quantity divide(struct cir_quantity a, struct cir_figure figure)
{
    struct column left, made;
    struct cir_figures figures;
    cir_column_set(view(&left), 0, &a);
    cir_figures_set(&figures, 0, figure);
    cir_columns_divide(view(&made), view(&left), &figures, 1);
    made.options[0] = made.together[0] = 0;
    return cir_column_get(view(&made), 0);
}

static void test_quantities__nothing_times_anything_is_nothing(void)
{
    const struct cir_quantity zero = answered(0, 0, 0);
    check_number(multiply(zero, open), 0, 0, 0);
    check_number(multiply(open, answered(2, 3, 4)), 0, NAN, INFINITY);
    check_number(multiply(answered(0, 0, 5), open), 0, NAN, INFINITY);
    CU_ASSERT_EQUAL(multiply(zero, none).answer, CIR_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(multiply(none, open).answer, CIR_NOT_APPLICABLE);
}

static void test_quantities__a_figure_holds_all_candidates(void)
{
    struct cir_figure figure;
    const double candidates[] = {20, 4, 5};
    for (unsigned i = 0; i < 3; i++)
        cir_figure_add(&figure, i, candidates[i]);
    CU_ASSERT_EQUAL(figure.low, 4);
    CU_ASSERT_EQUAL(figure.high, 20);
    CU_ASSERT(is_near(figure.inverse, 0.5 / 3));
    check_number(divide(answered(3, 6, 9), figure), 0.15, 1, 2.25);
    cir_figure_add(&figure, 3, NAN);
    CU_ASSERT_EQUAL(figure.answer, CIR_UNANSWERED);
    cir_figure_add(&figure, 4, 7); /* one that is not known leaves all open */
    CU_ASSERT_EQUAL(figure.answer, CIR_UNANSWERED);
}

static void test_quantities__one_figure_divides_exactly(void)
{
    struct cir_figure figure;
    cir_figure_add(&figure, 0, 3);
    struct cir_quantity ratio = divide(answered(2, 2, 2), figure);
    CU_ASSERT(ratio.low == 2.0 / 3 && ratio.point == 2.0 / 3 && ratio.high == 2.0 / 3);
    CU_ASSERT_EQUAL(divide(answered(2, 2, 2), cir_figure_of(3)).point, 2.0 / 3);
}

static void test_quantities__a_figure_that_is_not_known_answers_nothing(void)
{
    check_number(divide(answered(2, 3, 4), cir_figure_of(NAN)), 0, NAN, INFINITY);
    check_number(divide(answered(0, 0, 5), cir_figure_of(NAN)), 0, NAN, INFINITY);
    check_number(divide(answered(0, 0, 0), cir_figure_of(NAN)), 0, 0, 0);
    check_number(divide(open, cir_figure_of(7)), 0, NAN, INFINITY);
    CU_ASSERT_EQUAL(divide(none, cir_figure_of(7)).answer, CIR_NOT_APPLICABLE);
    struct cir_figure figure = cir_figure_unanswered();
    figure.answer = CIR_NOT_APPLICABLE;
    CU_ASSERT_EQUAL(divide(answered(2, 3, 4), figure).answer, CIR_NOT_APPLICABLE);
}

/* What is put into a column comes out of it. */
static void test_quantities__pass_through_a_column(void)
{
    struct column column;
    const struct cir_quantity options = {
        .answer = CIR_ANSWERED, .together = true, .low = 0, .point = 0, .high = 0, .options = 0x2a};
    const struct cir_quantity all[] = {answered(2.385, 3, 4.25), open, none, options};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        cir_column_set(view(&column), i, &all[i]);
        struct cir_quantity found = cir_column_get(view(&column), i);
        CU_ASSERT_EQUAL(found.answer, all[i].answer);
        CU_ASSERT_EQUAL(found.options, all[i].options);
        CU_ASSERT_EQUAL(found.together, all[i].together);
        if (found.answer != CIR_NOT_APPLICABLE)
            CU_ASSERT(found.low == all[i].low && found.high == all[i].high);
        CU_ASSERT(found.point == all[i].point || (isnan(found.point) && isnan(all[i].point)));
    }
}

CIR_SUITE("quantities", {"nothing times anything is nothing", test_quantities__nothing_times_anything_is_nothing},
          {"a figure holds all candidates", test_quantities__a_figure_holds_all_candidates},
          {"one figure divides exactly", test_quantities__one_figure_divides_exactly},
          {"a figure that is not known answers nothing", test_quantities__a_figure_that_is_not_known_answers_nothing},
          {"pass through a column", test_quantities__pass_through_a_column})
