/* The weighted half of a scheme: axes, factors, and what their options are worth. */
#include "base/wide.h"
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

#include <math.h>

static const struct cir_bounds exponent = {.low = 1, .high = INFINITY, .expected = "a number from 1 on"};

/* ---- axes ---- */

static void refuse_cell(struct cir_load *load, const struct cir_row *row, const char *column, const char *kind)
{
    if (*cir_row_raw(row, column) != '\0')
        cir_row_report(load, row, column, "'%.100s', expected an empty cell of a %s", cir_row_raw(row, column), kind);
}

static void fill_lift(struct cir_load *load, const struct cir_row *row, struct cir_axis *axis)
{
    refuse_cell(load, row, "weight", "lift");
    axis->lift_low = cir_row_number(load, row, "lift_low", &cir_bounds_not_negative);
    axis->lift_high = cir_row_number(load, row, "lift_high", &cir_bounds_positive);
    if (axis->lift_low > axis->lift_high)
        cir_row_refuse(load, row, "lift_low", "at most lift_high");
}

static void fill_axis(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_axis *axis)
{
    struct cir_load *load = parts->load;
    *axis = (struct cir_axis){
        .name = cir_row_code(load, row, "axis"),
        .kind = cir_row_choice(load, row, "kind", "weight;lift") == 0 ? CIR_AXIS_WEIGHT : CIR_AXIS_LIFT,
        .exponent = cir_row_number(load, row, "exponent", &exponent),
        .lift_low = 1,
        .lift_high = 1,
        .source = cir_row_source(load, row, &parts->sources),
    };
    if (axis->kind == CIR_AXIS_LIFT) {
        fill_lift(load, row, axis);
        return;
    }
    axis->weight = cir_row_number(load, row, "weight", &cir_bounds_positive);
    refuse_cell(load, row, "lift_low", "weight");
    refuse_cell(load, row, "lift_high", "weight");
}

static void check_axis_kinds(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_AXES];
    for (size_t i = 0; i < parts->scheme->axis_count; i++)
        if (parts->scheme->axes[i].kind == CIR_AXIS_WEIGHT)
            return;
    cir_load_report(parts->load, (struct cir_place){.file = table->file}, "no axis has a weight");
}

static void add_only_axis(struct cir_scheme *scheme)
{
    scheme->axes[0] = (struct cir_axis){.name = "score",
                                        .kind = CIR_AXIS_WEIGHT,
                                        .weight = 1,
                                        .exponent = scheme->exponent,
                                        .lift_low = 1,
                                        .lift_high = 1,
                                        .source = scheme->source};
    scheme->axis_count = 1;
}

void cir_scheme_fill_axes(struct cir_scheme_parts *parts)
{
    struct cir_scheme *scheme = parts->scheme;
    const struct cir_table *table = &parts->tables[CIR_SCHEME_AXES];
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        if (i == CIR_AXES_MAX) {
            cir_row_report(parts->load, &table->rows[i], "axis", "a scheme has at most %d axes", CIR_AXES_MAX);
            break;
        }
        fill_axis(parts, &table->rows[i], &scheme->axes[i]);
        (void)cir_row_unique(parts->load, &seen, &table->rows[i], "axis", NULL);
        scheme->axis_count = i + 1;
    }
    if (scheme->axis_count > 0)
        check_axis_kinds(parts);
    else if (parts->tables[CIR_SCHEME_FACTORS].row_count > 0)
        add_only_axis(scheme);
}

/* ---- inputs ---- */

static void check_kind(struct cir_load *load, const struct cir_row *row, const struct cir_field *field,
                       enum cir_function function)
{
    if (function == CIR_FUNCTION_TABLE && !cir_scheme_is_option(field))
        cir_row_report(load, row, "function", "a table needs a measure with options; '%s' has none", field->name);
    if (function != CIR_FUNCTION_TABLE && !cir_scheme_is_number(field))
        cir_row_report(load, row, "function", "'%s' needs a number; '%s' is none", cir_row_raw(row, "function"),
                       field->name);
}

static void fill_ends(struct cir_load *load, const struct cir_row *row, struct cir_input *input)
{
    bool is_log = input->function == CIR_FUNCTION_LOG;
    input->low = cir_row_number(load, row, "low", is_log ? &cir_bounds_positive : &cir_bounds_any);
    input->high = cir_row_number(load, row, "high", is_log ? &cir_bounds_positive : &cir_bounds_any);
    if (input->low >= input->high)
        cir_row_refuse(load, row, "high", "above low");
    input->scale = 1 / (is_log ? cir_log(input->high / input->low) : input->high - input->low);
    input->offset = -(is_log ? cir_log(input->low) : input->low) * input->scale;
    input->greatest = 1;
}

static void take_option_values(struct cir_scheme_parts *parts, struct cir_input *input)
{
    input->option_count = cir_scheme_field(parts, input->measure)->option_count;
    input->option_values = cir_load_take(parts->load, input->option_count, sizeof *input->option_values);
    for (size_t i = 0; input->option_values != NULL && i < input->option_count; i++)
        input->option_values[i] = NAN;
}

static void fill_input(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_input *input)
{
    struct cir_load *load = parts->load;
    *input = (struct cir_input){
        .measure = cir_scheme_measure(parts, row, "measure"),
        .function = (enum cir_function)cir_row_choice(load, row, "function", "table;linear;log;steps"),
        .source = cir_row_source(load, row, &parts->sources),
    };
    if (input->measure != CIR_INDEX_NONE)
        check_kind(load, row, cir_scheme_field(parts, input->measure), input->function);
    if (input->function == CIR_FUNCTION_LINEAR || input->function == CIR_FUNCTION_LOG) {
        fill_ends(load, row, input);
        return;
    }
    refuse_cell(load, row, "low", "table or of steps");
    refuse_cell(load, row, "high", "table or of steps");
    if (input->function == CIR_FUNCTION_TABLE && input->measure != CIR_INDEX_NONE)
        take_option_values(parts, input);
}

/* ---- factors ---- */

/* A scheme without axes.csv has one axis, which a factor need not name. */
static unsigned axis_of(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    const struct cir_scheme *scheme = parts->scheme;
    const char *name = cir_row_raw(row, "axis");
    if (*name == '\0' && parts->tables[CIR_SCHEME_AXES].row_count == 0)
        return 0;
    for (unsigned i = 0; i < scheme->axis_count; i++)
        if (strcmp(scheme->axes[i].name, name) == 0)
            return i;
    cir_row_refuse(parts->load, row, "axis", "an axis of axes.csv");
    return 0;
}

static void check_alternative(struct cir_load *load, const struct cir_row *row, const struct cir_row *first)
{
    if (!cir_row_is_alike(row, first, "axis", NULL))
        cir_row_report(load, row, "axis", "'%s' differs from '%s' of the same factor", cir_row_raw(row, "axis"),
                       cir_row_raw(first, "axis"));
    if (!cir_row_is_alike(row, first, "weight", NULL))
        cir_row_report(load, row, "weight", "'%s' differs from '%s' of the same factor", cir_row_raw(row, "weight"),
                       cir_row_raw(first, "weight"));
}

static void add_factor(struct cir_scheme_parts *parts, const struct cir_row *first, unsigned axis)
{
    struct cir_load *load = parts->load;
    struct cir_factor *factor = &parts->scheme->factors[parts->scheme->factor_count];
    *factor = (struct cir_factor){
        .name = cir_row_code(load, first, "factor"),
        .axis = axis,
        .weight = cir_row_number(load, first, "weight", &cir_bounds_positive),
        .inputs = cir_load_take(load, cir_row_count_alike(first, "factor", NULL), sizeof *factor->inputs),
    };
    const struct cir_row *end = first->table->rows + first->table->row_count;
    for (const struct cir_row *row = first; factor->inputs != NULL && row < end; row++) {
        if (!cir_row_is_alike(row, first, "factor", NULL))
            continue;
        check_alternative(load, row, first);
        fill_input(parts, row, &factor->inputs[factor->input_count++]);
    }
    parts->scheme->factor_count++;
    parts->scheme->axes[axis].factor_count++;
}

static void add_factors_of_axis(struct cir_scheme_parts *parts, const unsigned *axes, unsigned axis)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACTORS];
    parts->scheme->axes[axis].first_factor = (unsigned)parts->scheme->factor_count;
    for (size_t i = 0; i < table->row_count; i++)
        if (axes[i] == axis && cir_row_is_first(&table->rows[i], "factor", NULL))
            add_factor(parts, &table->rows[i], axis);
    if (parts->scheme->axes[axis].factor_count == 0)
        cir_load_report(parts->load, (struct cir_place){.file = table->file}, "axis '%s' has no factor",
                        parts->scheme->axes[axis].name);
}

void cir_scheme_fill_factors(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACTORS];
    struct cir_index seen = {0};
    unsigned *axes = cir_load_take_scratch(parts->load, table->row_count, sizeof *axes);
    parts->scheme->factors = cir_load_take(parts->load, table->row_count, sizeof *parts->scheme->factors);
    if (axes == NULL || parts->scheme->factors == NULL)
        return;
    for (size_t i = 0; i < table->row_count; i++) {
        axes[i] = axis_of(parts, &table->rows[i]);
        (void)cir_row_unique(parts->load, &seen, &table->rows[i], "factor", "measure");
    }
    for (unsigned axis = 0; axis < parts->scheme->axis_count; axis++)
        add_factors_of_axis(parts, axes, axis);
    if (parts->scheme->factor_count > CIR_FACTORS_MAX)
        cir_load_report(parts->load, (struct cir_place){.file = table->file}, "%zu factors; expected at most %d",
                        parts->scheme->factor_count, CIR_FACTORS_MAX);
}

/* ---- options ---- */

static struct cir_input *find_input(const struct cir_scheme_parts *parts, const struct cir_row *row)
{
    for (size_t i = 0; i < parts->scheme->factor_count; i++) {
        const struct cir_factor *factor = &parts->scheme->factors[i];
        for (size_t k = 0; strcmp(factor->name, cir_row_raw(row, "factor")) == 0 && k < factor->input_count; k++) {
            unsigned measure = factor->inputs[k].measure;
            if (measure != CIR_INDEX_NONE &&
                strcmp(cir_scheme_field(parts, measure)->name, cir_row_raw(row, "measure")) == 0)
                return &factor->inputs[k];
        }
    }
    return NULL;
}

/* Of a scheme that scores the share of answered weight, a value is a share; of one that scores the span, any scale
 * will do. */
static double value_of(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    return cir_row_number(parts->load, row, "value",
                          parts->scheme->normalise_span ? &cir_bounds_not_negative : &cir_bounds_share);
}

static void take_value(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_input *input)
{
    const struct cir_field *field = cir_scheme_field(parts, input->measure);
    uint32_t option = cir_index_find(&field->option_index, cir_text_of(cir_row_raw(row, "option")));
    double value = value_of(parts, row);
    if (option >= input->option_count)
        cir_row_report(parts->load, row, "option", "'%.100s' is not an option of '%s'", cir_row_raw(row, "option"),
                       field->name);
    else if (input->option_values != NULL && !isnan(input->option_values[option]))
        cir_row_report(parts->load, row, "option", "'%.100s' is repeated", cir_row_raw(row, "option"));
    else if (input->option_values != NULL)
        input->option_values[option] = value;
}

static void take_step(struct cir_scheme_parts *parts, const struct cir_row *row, struct cir_input *input)
{
    struct cir_step step = {.from = cir_row_number(parts->load, row, "option", &cir_bounds_any),
                            .value = value_of(parts, row)};
    if (input->steps == NULL)
        input->steps = cir_load_take(parts->load, cir_row_count_alike(row, "factor", "measure"), sizeof *input->steps);
    if (input->steps == NULL)
        return;
    const struct cir_step *before = input->step_count > 0 ? &input->steps[input->step_count - 1] : NULL;
    if (before != NULL && step.from <= before->from)
        cir_row_refuse(parts->load, row, "option", "above the step before");
    if (before != NULL && step.value < before->value)
        cir_row_refuse(parts->load, row, "value", "at least the value of the step before");
    input->steps[input->step_count++] = step;
}

static void take_option(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    struct cir_input *input = find_input(parts, row);
    (void)cir_row_source(parts->load, row, &parts->sources);
    if (*cir_row_raw(row, "label") != '\0')
        (void)cir_scheme_label(parts, row, "label");
    if (input == NULL)
        cir_row_report(parts->load, row, "factor", "'%s' with measure '%s' is not in factors.csv",
                       cir_row_raw(row, "factor"), cir_row_raw(row, "measure"));
    else if (input->function == CIR_FUNCTION_TABLE)
        take_value(parts, row, input);
    else if (input->function == CIR_FUNCTION_STEPS)
        take_step(parts, row, input);
    else
        cir_row_report(parts->load, row, "factor", "'%s' has a function that takes no options",
                       cir_row_raw(row, "factor"));
}

/* ---- what is not covered, and the ends of what is ---- */

static void check_covered(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    const struct cir_input *input = find_input(parts, row);
    if (input == NULL)
        return;
    if (input->function == CIR_FUNCTION_STEPS && input->step_count == 0)
        cir_row_report(parts->load, row, "measure", "'%s' has no step in options.csv", cir_row_raw(row, "measure"));
    for (size_t i = 0; input->option_values != NULL && i < input->option_count; i++)
        if (isnan(input->option_values[i]))
            cir_row_report(parts->load, row, "measure", "option '%s' of '%s' has no value in options.csv",
                           cir_scheme_field(parts, input->measure)->options[i], cir_row_raw(row, "measure"));
}

static void find_ends(struct cir_input *input)
{
    for (size_t i = 0; input->option_values != NULL && i < input->option_count; i++) {
        double value = input->option_values[i];
        input->least = i == 0 ? value : fmin(input->least, value);
        input->greatest = fmax(input->greatest, value);
    }
    if (input->step_count > 0) {
        /* Measures are never negative, so that 0 holds only where the first step begins above 0. */
        input->least = input->steps[0].from > 0 ? 0 : input->steps[0].value;
        input->greatest = input->steps[input->step_count - 1].value;
    }
}

/* The largest input counts, so that the ends of a factor are the largest ends of its inputs. */
static void find_factor_ends(struct cir_factor *factor)
{
    for (size_t i = 0; i < factor->input_count; i++) {
        find_ends(&factor->inputs[i]);
        factor->least = fmax(factor->least, factor->inputs[i].least);
        factor->greatest = fmax(factor->greatest, factor->inputs[i].greatest);
    }
}

void cir_scheme_fill_options(struct cir_scheme_parts *parts)
{
    const struct cir_table *options = &parts->tables[CIR_SCHEME_OPTIONS];
    const struct cir_table *factors = &parts->tables[CIR_SCHEME_FACTORS];
    for (size_t i = 0; i < options->row_count; i++)
        take_option(parts, &options->rows[i]);
    for (size_t i = 0; i < factors->row_count; i++)
        check_covered(parts, &factors->rows[i]);
    for (size_t i = 0; i < parts->scheme->factor_count; i++)
        find_factor_ends(&parts->scheme->factors[i]);
}
