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

/* The function of an input. Outside its ends its value is that of the end, exactly. */
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

/* Of any number; the logarithm of one that has none is meaningless, and does not count. */
static inline double function_value(double x, struct function function, bool is_log)
{
    double value = within(function.offset + function.scale * (is_log ? cir_log(x) : x), 0, 1);
    value = x <= function.least ? function.value_at_least : value;
    return x >= function.greatest ? function.value_at_greatest : value;
}

/* A function may fall, and rounding must not push a point out. */
static inline void set_ends(struct cir_factor_values *values, size_t i, bool applies, double point, double at_low,
                            double at_high)
{
    double low = cir_lesser(at_low, at_high);
    double high = cir_greater(at_low, at_high);
    values->applies[i] = applies ? 1 : 0;
    values->point[i] = within(point, low, high);
    values->low[i] = applies ? low : 0;
    values->high[i] = applies ? high : 0;
}

static inline void apply_function(struct cir_factor_values *restrict values, struct cir_column numbers, size_t count,
                                  struct function function, bool is_log)
{
    for (size_t i = 0; i < count; i++) {
        double x = numbers.point[i];
        set_ends(values, i, !isnan(numbers.low[i]), isnan(x) ? NAN : function_value(x, function, is_log),
                 function_value(numbers.low[i], function, is_log), function_value(numbers.high[i], function, is_log));
    }
}

CIR_WIDE static void apply_line(struct cir_factor_values *values, struct cir_column numbers, size_t count,
                                struct function function)
{
    apply_function(values, numbers, count, function, false);
}

CIR_WIDE static void apply_logarithm(struct cir_factor_values *values, struct cir_column numbers, size_t count,
                                     struct function function)
{
    apply_function(values, numbers, count, function, true);
}

static inline bool is_outside(double x, struct function function)
{
    return (x <= function.least) | (x >= function.greatest);
}

static inline double value_outside(double x, struct function function)
{
    return x <= function.least ? function.value_at_least : function.value_at_greatest;
}

/* The same by one logarithm for a subject: that of its point or, where it has none, of its high end. An end that is
 * neither mostly lies outside the function, where the value is known without.
 * @return whether one was enough for all; else nothing of the values counts */
CIR_WIDE static bool apply_one_logarithm(struct cir_factor_values *restrict values, struct cir_column numbers,
                                         size_t count, struct function function)
{
    uint64_t inside = 0;
    for (size_t i = 0; i < count; i++) {
        double x_low = numbers.low[i];
        double x_high = numbers.high[i];
        bool has_point = !isnan(numbers.point[i]);
        bool applies = !isnan(x_low);
        double x = has_point ? numbers.point[i] : x_high;
        double at_x = function_value(x, function, true);
        bool low_is_known = (x_low == x) | is_outside(x_low, function);
        bool high_is_known = (x_high == x) | is_outside(x_high, function);
        bool is_known = (low_is_known & high_is_known) | !applies;
        inside |= is_known ? 0 : 1;
        set_ends(values, i, applies, has_point ? at_x : NAN, x_low == x ? at_x : value_outside(x_low, function),
                 x_high == x ? at_x : value_outside(x_high, function));
    }
    return inside == 0;
}

static void function_ranges(struct cir_factor_values *values, const struct cir_input *input, struct cir_column numbers,
                            size_t count)
{
    struct function function = function_of(input);
    if (input->function == CIR_FUNCTION_LINEAR)
        apply_line(values, numbers, count, function);
    else if (!apply_one_logarithm(values, numbers, count, function))
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

/* @return whether all numbers are exact, as nearly always */
CIR_WIDE static bool copy_low_ends(struct cir_factor_values *restrict values, struct cir_column numbers, size_t count)
{
    uint64_t others = 0;
    for (size_t i = 0; i < count; i++) {
        values->high[i] = values->low[i];
        values->applies[i] = 1;
        others |= numbers.low[i] == numbers.high[i] ? 0 : 1;
    }
    return others == 0;
}

static void step_ranges(struct cir_factor_values *values, const struct cir_input *input, struct cir_column numbers,
                        size_t count)
{
    step_values(values->low, numbers.low, count, input);
    step_values(values->point, numbers.point, count, input);
    bool are_exact = copy_low_ends(values, numbers, count);
    for (size_t i = 0; i < count && !are_exact; i++) {
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

/* Whether two subjects tell the same of their options, as neighbours often do. */
static bool tell_alike(struct cir_column column, size_t i, size_t k)
{
    return column.options[i] == column.options[k] && column.together[i] == column.together[k] &&
           isnan(column.low[i]) == isnan(column.low[k]) && isnan(column.point[i]) == isnan(column.point[k]);
}

static void copy_value(struct cir_factor_values *values, size_t to, size_t from)
{
    values->low[to] = values->low[from];
    values->point[to] = values->point[from];
    values->high[to] = values->high[from];
    values->applies[to] = values->applies[from];
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
        if (k > 0 && tell_alike(column, others[k], others[k - 1]))
            copy_value(values, others[k], others[k - 1]);
        else
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
