#include "sample.h"
#include "scoring/factor.h"

#include "suite.h"

static struct cir_quantity quantities[CIR_MEASURES_MAX];

static struct cir_quantity number(double low, double point, double high)
{
    enum cir_answer answer = isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED;
    return (struct cir_quantity){.answer = answer, .low = low, .point = point, .high = high};
}

static struct cir_quantity options(enum cir_answer answer, uint64_t set, bool together)
{
    return (struct cir_quantity){.answer = answer, .options = set, .together = together};
}

static struct cir_factor_value evaluate(struct cir_input *input, size_t count)
{
    struct cir_factor factor = sample_factor("one", 0, 1, input, count);
    struct cir_factor_value value;
    cir_factor_evaluate(&value, &factor, quantities);
    return value;
}

static void check(struct cir_factor_value value, double low, double point, double high)
{
    CU_ASSERT_EQUAL(value.answer, isnan(point) ? CIR_UNANSWERED : CIR_ANSWERED);
    CU_ASSERT_DOUBLE_EQUAL(value.low, low, 1e-12);
    CU_ASSERT(isnan(point) ? isnan(value.point) : fabs(value.point - point) < 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(value.high, high, 1e-12);
}

static void test_factor__log_holds_at_its_ends(void)
{
    struct cir_input input = sample_log(0, 1e-5, 0.1);
    quantities[0] = number(1e-4, 1e-3, 1e-2);
    check(evaluate(&input, 1), 0.25, 0.5, 0.75);
    quantities[0] = number(0, 1e-5, 0.1);
    check(evaluate(&input, 1), 0, 0, 1);
    quantities[0] = number(0.1, 0.1, 0.1);
    CU_ASSERT_EQUAL(evaluate(&input, 1).low, 1);
    quantities[0] = number(0, NAN, INFINITY);
    check(evaluate(&input, 1), 0, NAN, 1);
}

static void test_factor__linear_and_falling(void)
{
    struct cir_input input = sample_function(CIR_FUNCTION_LINEAR, 0, 20, 70);
    quantities[0] = number(25, 45, 90);
    check(evaluate(&input, 1), 0.1, 0.5, 1);
    struct cir_input falling = sample_function(CIR_FUNCTION_LINEAR, 0, 70, 20);
    check(evaluate(&falling, 1), 0, 0.5, 0.9);
    struct cir_input falling_log = sample_log(0, 1000, 10);
    quantities[0] = number(0, 100, 500);
    check(evaluate(&falling_log, 1), log(500.0 / 1000) / log(0.01), 0.5, 1);
}

static void test_factor__steps_hold_from_their_number_on(void)
{
    struct cir_step steps[] = {{1, 0.7}, {10, 0.85}, {100, 1}};
    struct cir_input input = sample_steps(0, steps, 3);
    quantities[0] = number(0.99, 0.99, 0.99);
    check(evaluate(&input, 1), 0, 0, 0);
    quantities[0] = number(1, 9.99, 10);
    check(evaluate(&input, 1), 0.7, 0.7, 0.85);
    quantities[0] = number(100, 100, INFINITY);
    check(evaluate(&input, 1), 1, 1, 1);
    struct cir_step uneven[] = {{1, 0.7}, {10, 0.2}, {100, 0.4}};
    struct cir_input other = sample_steps(0, uneven, 3);
    quantities[0] = number(5, 7, 300);
    check(evaluate(&other, 1), 0.2, 0.7, 0.7);
}

static void test_factor__of_options_one_or_all(void)
{
    double values[] = {0, 0.2, 0.5, 1};
    struct cir_input input = sample_table(0, values, 4);
    quantities[0] = options(CIR_ANSWERED, 1U << 2, false);
    check(evaluate(&input, 1), 0.5, 0.5, 0.5);
    quantities[0] = options(CIR_ANSWERED, 1U << 1 | 1U << 2 | 1U << 3, false);
    check(evaluate(&input, 1), 0.2, 1.7 / 3, 1);
    quantities[0] = options(CIR_ANSWERED, 1U << 1 | 1U << 2, true);
    check(evaluate(&input, 1), 0.5, 0.5, 0.5);
    quantities[0] = options(CIR_UNANSWERED, 1U << 0 | 1U << 1 | 1U << 2, false);
    check(evaluate(&input, 1), 0, NAN, 0.5);
}

static void test_factor__an_option_without_value_is_not_an_answer(void)
{
    double values[] = {0.3, NAN, 0.5, 0.9};
    struct cir_input input = sample_table(0, values, 4);
    quantities[0] = options(CIR_ANSWERED, 1U << 1, false);
    check(evaluate(&input, 1), 0.3, NAN, 0.9);
    quantities[0] = options(CIR_ANSWERED, 1U << 1 | 1U << 2, false);
    check(evaluate(&input, 1), 0.3, 0.5, 0.9);
    quantities[0] = options(CIR_ANSWERED, 1U << 1 | 1U << 2, true);
    check(evaluate(&input, 1), 0.5, 0.5, 0.9);
}

static void test_factor__the_larger_of_two_inputs_counts(void)
{
    struct cir_step deaths[] = {{1, 0.7}, {10, 0.85}};
    struct cir_step injured[] = {{1, 0.4}};
    struct cir_input inputs[] = {sample_steps(0, deaths, 2), sample_steps(1, injured, 1)};
    quantities[0] = number(0, 0, 0);
    quantities[1] = number(12, 12, 12);
    check(evaluate(inputs, 2), 0.4, 0.4, 0.4);
    quantities[0] = number(0, NAN, INFINITY); /* nobody said whether someone died */
    check(evaluate(inputs, 2), 0.4, 0.4, 0.85);
    quantities[1].answer = CIR_NOT_APPLICABLE;
    check(evaluate(inputs, 2), 0, NAN, 0.85);
    quantities[0].answer = CIR_NOT_APPLICABLE;
    CU_ASSERT_EQUAL(evaluate(inputs, 2).answer, CIR_NOT_APPLICABLE);
}

static void test_factor__point_is_never_below_what_is_sure(void)
{
    struct cir_input inputs[] = {sample_log(0, 1, 100), sample_log(1, 1, 100)};
    quantities[0] = number(10, NAN, INFINITY);
    quantities[1] = number(2, 2, 2);
    check(evaluate(inputs, 2), 0.5, 0.5, 1);
}

/* Options that neighbours share, wholly or in part. */
static struct cir_quantity various_options(size_t i)
{
    static const uint64_t sets[] = {2, 6, 6, 15, 9, 0, 3, 1};
    enum cir_answer answer = i % 7 == 3 ? CIR_NOT_APPLICABLE : i % 3 == 0 ? CIR_UNANSWERED : CIR_ANSWERED;
    return options(answer, answer == CIR_NOT_APPLICABLE ? 0 : sets[i / 4 % 8], i % 5 < 2);
}

/* Exact numbers first, then all kinds. */
static struct cir_quantity various_numbers(size_t i)
{
    double at = (double)(i * 37 % 64);
    if (i % 9 == 8)
        return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    return i % 4 == 3 ? number(at, i % 8 == 7 ? NAN : at + 0.5, at * 2 + 1) : number(at, at, at);
}

static bool is_same(const struct cir_factor_value *a, const struct cir_factor_value *b)
{
    bool is_same_point = a->point == b->point || (isnan(a->point) && isnan(b->point));
    return a->answer == b->answer && a->low == b->low && a->high == b->high && is_same_point;
}

static void expect_as_each(struct cir_input *input, struct cir_quantity (*various)(size_t i), size_t count)
{
    struct cir_factor factor = sample_factor("one", 0, 1, input, 1);
    struct cir_factor_values values;
    struct cir_measured measured;
    CU_ASSERT_FATAL(cir_measured_init(&measured));
    measured.count = count;
    for (size_t i = 0; i < count; i++) {
        const struct cir_quantity quantity = various(i);
        cir_column_set(cir_measured_column(&measured, 0), i, &quantity);
    }
    cir_factor_evaluate_all(&values, &factor, &measured);
    for (size_t i = 0; i < count; i++) {
        quantities[0] = various(i);
        struct cir_factor_value alone = evaluate(input, 1);
        struct cir_factor_value among_all = cir_factor_values_at(&values, i);
        CU_ASSERT(is_same(&among_all, &alone));
    }
    cir_measured_free(&measured);
}

static void test_factor__of_many_is_that_of_each(void)
{
    double values[] = {0.3, NAN, 0.5, 0.9};
    struct cir_step steps[] = {{5, 0.4}, {20, 0.2}, {50, 1}};
    struct cir_input table = sample_table(0, values, 4);
    struct cir_input stepped = {.measure = 0, .function = CIR_FUNCTION_STEPS, .steps = steps, .step_count = 3};
    struct cir_input logarithm = sample_log(0, 2, 50);
    expect_as_each(&table, various_options, CIR_BATCH);
    expect_as_each(&stepped, various_numbers, 3); /* all of them exact */
    expect_as_each(&stepped, various_numbers, CIR_BATCH);
    expect_as_each(&logarithm, various_numbers, CIR_BATCH);
}

CIR_SUITE("factor", {"of many is that of each", test_factor__of_many_is_that_of_each},
          {"log holds at its ends", test_factor__log_holds_at_its_ends},
          {"linear and falling", test_factor__linear_and_falling},
          {"steps hold from their number on", test_factor__steps_hold_from_their_number_on},
          {"of options one or all", test_factor__of_options_one_or_all},
          {"an option without value is no answer", test_factor__an_option_without_value_is_not_an_answer},
          {"the larger of two inputs counts", test_factor__the_larger_of_two_inputs_counts},
          {"point is never below what is sure", test_factor__point_is_never_below_what_is_sure})
