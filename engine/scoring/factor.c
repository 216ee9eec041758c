/* One factor of all subjects at hand: from quantities to values by the functions of its rows. Every function is
 * monotone or a table, so the ends of a value come from the ends of its quantity, exactly.
 *
 * The loops run over subjects, innermost and without branches, so that a compiler can take several at once. */
#include "scoring/factor.h"

#include "base/wide.h"

#include <math.h>

static inline double within(double value, double low, double high)
{
    return cir_lesser(cir_greater(value, low), high);
}

/* The function of an input. What lies outside its ends is held there, so that the ends are exact and the logarithm is
 * never asked for what it has not. */
struct function {
    double least;
    double greatest;
    double value_at_least;
    double value_at_greatest;
    double offset;
    double scale;
};

static struct function function_of(const struct cir_input *input)
{
    if (input->low < input->high)
        return (struct function){input->low, input->high, 0, 1, input->offset, input->scale};
    return (struct function){input->high, input->low, 1, 0, input->offset, input->scale};
}

/* NAN (unanswered) stays. */
static inline double function_value(double x, struct function function, bool is_log)
{
    double inside = within(x, function.least, function.greatest);
    double value = within(function.offset + function.scale * (is_log ? cir_log(inside) : inside), 0, 1);
    value = x <= function.least ? function.value_at_least : value;
    value = x >= function.greatest ? function.value_at_greatest : value;
    return isnan(x) ? x : value;
}

/* Of an end that is the point itself, or lies outside the ends of the function, the value is known without a look at the
 * logarithm. */
static inline double outer_value(double x, struct function function)
{
    return x <= function.least ? function.value_at_least : function.value_at_greatest;
}

static inline bool is_easy(double x, double point, struct function function)
{
    return (x == point) | (x <= function.least) | (x >= function.greatest);
}

CIR_WIDE static bool all_easy(struct cir_column numbers, size_t count, struct function function)
{
    uint64_t hard = 0;
    for (size_t i = 0; i < count; i++) {
        double point = numbers.point[i];
        bool easy = is_easy(numbers.low[i], point, function) && is_easy(numbers.high[i], point, function);
        bool is_hard = !easy & !isnan(numbers.low[i]);
        hard |= is_hard ? 1 : 0;
    }
    return hard == 0;
}

/* A function may fall, and rounding must not push a point out. */
static inline void apply_function(struct cir_factor_values *restrict values, struct cir_column numbers, size_t count,
                                  struct function function, bool is_log, bool easy)
{
    for (size_t i = 0; i < count; i++) {
        double x_low = numbers.low[i];
        double x = numbers.point[i];
        double x_high = numbers.high[i];
        bool applies = !isnan(x_low);
        double point = function_value(x, function, is_log);
        double at_low = easy ? outer_value(x_low, function) : function_value(x_low, function, is_log);
        double at_high = easy ? outer_value(x_high, function) : function_value(x_high, function, is_log);
        at_low = x_low == x ? point : at_low;
        at_high = x_high == x ? point : at_high;
        double low = cir_lesser(at_low, at_high);
        double high = cir_greater(at_low, at_high);
        values->applies[i] = applies ? 1 : 0;
        values->point[i] = within(point, low, high);
        values->low[i] = applies ? low : 0;
        values->high[i] = applies ? high : 0;
    }
}

CIR_WIDE static void apply_logarithm(struct cir_factor_values *values, struct cir_column numbers, size_t count,
                                     struct function function)
{
    apply_function(values, numbers, count, function, true, false);
}

CIR_WIDE static void apply_easy_logarithm(struct cir_factor_values *values, struct cir_column numbers, size_t count,
                                          struct function function)
{
    apply_function(values, numbers, count, function, true, true);
}

CIR_WIDE static void apply_line(struct cir_factor_values *values, struct cir_column numbers, size_t count,
                                struct function function)
{
    apply_function(values, numbers, count, function, false, false);
}

static void function_ranges(struct cir_factor_values *values, const struct cir_input *input, struct cir_column numbers,
                            size_t count)
{
    struct function function = function_of(input);
    if (input->function == CIR_FUNCTION_LINEAR)
        apply_line(values, numbers, count, function);
    else if (all_easy(numbers, count, function))
        apply_easy_logarithm(values, numbers, count, function);
    else
        apply_logarithm(values, numbers, count, function);
}

static void set_value(struct cir_factor_values *values, size_t i, double low, double point, double high)
{
    values->low[i] = low;
    values->point[i] = point;
    values->high[i] = high;
    values->applies[i] = 1;
}

static void set_not_applicable(struct cir_factor_values *values, size_t i)
{
    set_value(values, i, 0, NAN, 0);
    values->applies[i] = 0;
}

/* In place: from numbers to the value of the last step that each reaches, 0 before the first; NAN stays. */
CIR_WIDE static void step_values(double *restrict values, const double *restrict numbers, size_t count,
                                 const struct cir_input *input)
{
    for (size_t i = 0; i < count; i++)
        values[i] = isnan(numbers[i]) ? NAN : 0;
    for (size_t k = 0; k < input->step_count; k++) {
        const struct cir_step step = input->steps[k];
        for (size_t i = 0; i < count; i++)
            values[i] = numbers[i] >= step.from ? step.value : values[i];
    }
}

/* The values need not rise with the steps: all steps between the ends count. */
static void widen_steps(struct cir_factor_values *values, size_t i, const struct cir_input *input,
                        struct cir_column numbers)
{
    values->high[i] = values->low[i];
    for (size_t k = 0; k < input->step_count; k++)
        if (input->steps[k].from > numbers.low[i] && input->steps[k].from <= numbers.high[i]) {
            values->low[i] = cir_lesser(values->low[i], input->steps[k].value);
            values->high[i] = cir_greater(values->high[i], input->steps[k].value);
        }
}

static void step_ranges(struct cir_factor_values *values, const struct cir_input *input, struct cir_column numbers,
                        size_t count)
{
    step_values(values->low, numbers.low, count, input);
    step_values(values->point, numbers.point, count, input);
    for (size_t i = 0; i < count; i++) {
        values->high[i] = values->low[i];
        values->applies[i] = 1;
        if (isnan(numbers.low[i]))
            set_not_applicable(values, i);
        else if (numbers.low[i] < numbers.high[i])
            widen_steps(values, i, input, numbers);
    }
}

/* A set of options. Where one has no value in the scheme, the value is as good as not answered. */
static void set_range(struct cir_factor_values *values, size_t i, const struct cir_input *input,
                      struct cir_column column)
{
    double low = INFINITY;
    double high = -INFINITY;
    double sum = 0;
    unsigned valued = 0;
    bool lacks_value = column.options[i] == 0;
    for (uint64_t rest = column.options[i]; rest != 0; rest &= rest - 1) {
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
    if (valued == 0) {
        set_value(values, i, input->least, NAN, input->greatest);
        return;
    }
    bool together = column.together[i] != 0;
    double point = together ? high : within(sum / valued, low, high);
    if (together)
        low = high;
    if (lacks_value) {
        low = together ? low : input->least;
        high = input->greatest;
    }
    set_value(values, i, low, isnan(column.point[i]) ? NAN : point, high);
}

/* What is not one option that is answered and has a value. */
static void set_options(struct cir_factor_values *values, size_t i, const struct cir_input *input,
                        struct cir_column column, uint64_t all)
{
    if (isnan(column.low[i]))
        set_not_applicable(values, i);
    else if (isnan(column.point[i]) && column.options[i] == all)
        set_value(values, i, input->least, NAN, input->greatest);
    else
        set_range(values, i, input, column);
}

static void option_ranges(struct cir_factor_values *values, const struct cir_input *input, struct cir_column column,
                          size_t count)
{
    const uint64_t all = (UINT64_C(1) << input->option_count) - 1;
    unsigned char others[CIR_BATCH];
    size_t other_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t options = column.options[i] & all;
        uint64_t first = options | (UINT64_C(1) << 63); /* never 0 */
        double value = input->option_values[options != 0 ? __builtin_ctzll(first) : 0];
        bool is_one = (options != 0) & (options == column.options[i]) & ((options & (options - 1)) == 0);
        set_value(values, i, value, value, value);
        others[other_count] = (unsigned char)i;
        bool is_plain = is_one & !isnan(column.point[i]) & !isnan(value);
        other_count += is_plain ? 0 : 1;
    }
    for (size_t k = 0; k < other_count; k++)
        set_options(values, others[k], input, column, all);
}

static void input_ranges(struct cir_factor_values *values, const struct cir_input *input,
                         const struct cir_measured *measured)
{
    const struct cir_column column = cir_measured_column(measured, input->measure);
    if (input->function == CIR_FUNCTION_TABLE)
        option_ranges(values, input, column, measured->count);
    else if (input->function == CIR_FUNCTION_STEPS)
        step_ranges(values, input, column, measured->count);
    else
        function_ranges(values, input, column, measured->count);
}

/* An input that is not answered may still bound the others' point from below. */
CIR_WIDE static void take_larger(struct cir_factor_values *values, const struct cir_factor_values *others, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool both = values->applies[i] * others->applies[i] != 0;
        bool other = others->applies[i] != 0;
        double low = both ? cir_greater(values->low[i], others->low[i]) : other ? others->low[i] : values->low[i];
        double high = both ? cir_greater(values->high[i], others->high[i]) : other ? others->high[i] : values->high[i];
        double point = values->point[i];
        point = isnan(point) ? others->point[i] : cir_greater(point, others->point[i]);
        values->applies[i] = cir_greater(values->applies[i], others->applies[i]);
        values->low[i] = low;
        values->point[i] = cir_greater(point, low);
        values->high[i] = high;
    }
}

void cir_factor_evaluate_all(struct cir_factor_values *values, const struct cir_factor *factor,
                             const struct cir_measured *measured)
{
    input_ranges(values, &factor->inputs[0], measured);
    for (size_t i = 1; i < factor->input_count; i++) {
        struct cir_factor_values others;
        input_ranges(&others, &factor->inputs[i], measured);
        take_larger(values, &others, measured->count);
    }
}

bool cir_factor_has_steps(const struct cir_factor *factor)
{
    bool any = false;
    for (size_t i = 0; i < factor->input_count; i++)
        any = any || factor->inputs[i].function == CIR_FUNCTION_STEPS;
    return any;
}

struct cir_factor_value cir_factor_values_at(const struct cir_factor_values *values, size_t i)
{
    enum cir_answer answer = isnan(values->point[i]) ? CIR_UNANSWERED : CIR_ANSWERED;
    return (struct cir_factor_value){values->applies[i] != 0 ? answer : CIR_NOT_APPLICABLE, values->low[i],
                                     values->point[i], values->high[i]};
}

void cir_factor_values_set(struct cir_factor_values *values, size_t i, const struct cir_factor_value *value)
{
    if (value->answer == CIR_NOT_APPLICABLE)
        set_not_applicable(values, i);
    else
        set_value(values, i, value->low, value->answer == CIR_ANSWERED ? value->point : NAN, value->high);
}

void cir_factor_evaluate(struct cir_factor_value *value, const struct cir_factor *factor,
                         const struct cir_quantity *quantities)
{
    struct cir_factor_values values;
    struct cir_measured_single single;
    const struct cir_measured measured = cir_measured_of_single(&single);
    for (size_t i = 0; i < factor->input_count; i++) {
        unsigned measure = factor->inputs[i].measure;
        cir_column_set(cir_measured_column(&measured, measure), 0, &quantities[measure]);
    }
    cir_factor_evaluate_all(&values, factor, &measured);
    *value = cir_factor_values_at(&values, 0);
}
