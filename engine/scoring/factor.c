/* One factor: from a quantity to a value by the function of its row. Every function is monotone or a table, so the
 * ends of the value come from the ends of the quantity, exactly. */
#include "scoring/scoring.h"

#include <math.h>

/* Without a logarithm where the value is held anyway, which also makes the ends exact. */
static double function_value(const struct cir_input *input, double x)
{
    bool rises = input->low < input->high;
    if (rises ? x <= input->low : x >= input->low)
        return 0;
    if (rises ? x >= input->high : x <= input->high)
        return 1;
    double value = input->offset + input->scale * (input->function == CIR_FUNCTION_LOG ? log(x) : x);
    return cir_lesser(cir_greater(value, 0), 1);
}

static struct cir_factor_value function_range(const struct cir_input *input, const struct cir_quantity *quantity)
{
    struct cir_factor_value value = {.answer = quantity->answer, .point = NAN};
    value.low = function_value(input, quantity->low);
    value.high = quantity->high == quantity->low ? value.low : function_value(input, quantity->high);
    if (value.low > value.high) { /* a function that falls */
        double low = value.low;
        value.low = value.high;
        value.high = low;
    }
    if (quantity->answer == CIR_ANSWERED)
        value.point = value.low == value.high ? value.low : function_value(input, quantity->point);
    return value;
}

static double step_value(const struct cir_input *input, double x)
{
    double value = 0;
    for (size_t i = 0; i < input->step_count && input->steps[i].from <= x; i++)
        value = input->steps[i].value;
    return value;
}

/* The values need not rise with the steps: all steps between the ends count. */
static struct cir_factor_value step_range(const struct cir_input *input, const struct cir_quantity *quantity)
{
    double first = step_value(input, quantity->low);
    struct cir_factor_value value = {quantity->answer, first, NAN, first};
    for (size_t i = 0; i < input->step_count; i++)
        if (input->steps[i].from > quantity->low && input->steps[i].from <= quantity->high) {
            value.low = cir_lesser(value.low, input->steps[i].value);
            value.high = cir_greater(value.high, input->steps[i].value);
        }
    if (quantity->answer == CIR_ANSWERED)
        value.point = step_value(input, quantity->point);
    return value;
}

/* Where an option has no value in the scheme, the value is as good as not answered. */
static struct cir_factor_value option_range(const struct cir_input *input, const struct cir_quantity *quantity)
{
    if (quantity->answer == CIR_UNANSWERED && quantity->options + 1 == UINT64_C(1) << input->option_count)
        return (struct cir_factor_value){CIR_UNANSWERED, input->least, NAN, input->greatest}; /* anything */
    double low = INFINITY;
    double high = -INFINITY;
    double sum = 0;
    unsigned valued = 0;
    bool lacks_value = quantity->options == 0;
    for (uint64_t rest = quantity->options; rest != 0; rest &= rest - 1) {
        size_t option = (size_t)__builtin_ctzll(rest);
        double value = option < input->option_count ? input->option_values[option] : NAN;
        if (isnan(value)) {
            lacks_value = true;
            continue;
        }
        low = cir_lesser(low, value);
        high = cir_greater(high, value);
        sum += value;
        valued++;
    }
    if (valued == 0)
        return (struct cir_factor_value){CIR_UNANSWERED, input->least, NAN, input->greatest};
    double point = quantity->together ? high : cir_lesser(cir_greater(sum / valued, low), high);
    if (quantity->together)
        low = high;
    if (lacks_value) {
        low = quantity->together ? low : input->least;
        high = input->greatest;
    }
    return (struct cir_factor_value){quantity->answer, low, quantity->answer == CIR_ANSWERED ? point : NAN, high};
}

static struct cir_factor_value input_range(const struct cir_input *input, const struct cir_quantity *quantity)
{
    switch (input->function) {
    case CIR_FUNCTION_TABLE:
        return option_range(input, quantity);
    case CIR_FUNCTION_STEPS:
        return step_range(input, quantity);
    case CIR_FUNCTION_LINEAR:
    case CIR_FUNCTION_LOG:
        break;
    }
    return function_range(input, quantity);
}

void cir_factor_evaluate(struct cir_factor_value *value, const struct cir_factor *factor,
                         const struct cir_quantity *quantities)
{
    *value = (struct cir_factor_value){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    for (size_t i = 0; i < factor->input_count; i++) {
        const struct cir_quantity *quantity = &quantities[factor->inputs[i].measure];
        if (quantity->answer == CIR_NOT_APPLICABLE)
            continue;
        struct cir_factor_value other = input_range(&factor->inputs[i], quantity);
        if (value->answer == CIR_NOT_APPLICABLE) {
            *value = other;
            continue;
        }
        if (other.answer == CIR_ANSWERED)
            value->answer = CIR_ANSWERED;
        value->low = cir_greater(value->low, other.low);
        value->point = isnan(value->point) ? other.point : cir_greater(value->point, other.point);
        value->high = cir_greater(value->high, other.high);
    }
    if (value->answer == CIR_ANSWERED)
        value->point = cir_greater(value->point, value->low); /* an unanswered input may be bounded from below */
}
