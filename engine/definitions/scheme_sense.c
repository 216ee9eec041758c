/* The weighted half of a scheme as a whole: what its factors can be, and which bands they reach. */
#include "definitions/scheme_sense.h"

#include "base/number.h"
#include "definitions/row.h"

#include <math.h>

/* Sums of decimal weights, and scores, are compared with room for their rounding. */
static const double ROUNDING = 1e-9;

static bool is_share(enum cir_type type)
{
    return type == CIR_TYPE_SHARE || type == CIR_TYPE_LOSS;
}

double cir_scheme_most(const struct cir_scheme_parts *parts, unsigned measure)
{
    bool at_most_one = measure == CIR_MEASURE_PEOPLE_SHARE || measure == CIR_MEASURE_DEPENDENTS_SHARE ||
                       is_share(cir_scheme_field(parts, measure)->type);
    return at_most_one ? 1 : INFINITY;
}

bool cir_scheme_rises(const struct cir_scheme_parts *parts, unsigned measure)
{
    const struct cir_field *field = cir_scheme_field(parts, measure);
    return field->asked_by == NULL && measure != CIR_MEASURE_DERIVED + CIR_FIELD_PEOPLE_UNIT &&
           (cir_scheme_is_number(field) || cir_scheme_is_option(field));
}

/* ---- options ---- */

static const struct cir_row *find_option(const struct cir_scheme_parts *parts, const struct cir_row *input,
                                         const char *option)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_OPTIONS];
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (strcmp(cir_row_raw(row, "factor"), cir_row_raw(input, "factor")) == 0 &&
            strcmp(cir_row_raw(row, "measure"), cir_row_raw(input, "measure")) == 0 &&
            cir_text_equal_case(cir_text_of(cir_row_raw(row, "option")), cir_text_of(option)))
            return row;
    }
    return NULL;
}

/* Options of a list stand in rising order of harm; the yes of a scheme's own question may be the better answer. */
static bool options_rise(const struct cir_scheme_parts *parts, unsigned measure)
{
    const struct cir_field *field = cir_scheme_field(parts, measure);
    return cir_scheme_rises(parts, measure) || (field->asked_by != NULL && field->type != CIR_TYPE_YESNO);
}

static void check_table(struct cir_scheme_parts *parts, const struct cir_row *input_row, const struct cir_input *input)
{
    const struct cir_field *field = cir_scheme_field(parts, input->measure);
    if (!options_rise(parts, input->measure))
        return;
    for (size_t i = 1; i < input->option_count; i++) {
        const struct cir_row *row = find_option(parts, input_row, field->options[i]);
        const struct cir_row *before = find_option(parts, input_row, field->options[i - 1]);
        if (row != NULL && before != NULL && input->option_values[i] < input->option_values[i - 1])
            cir_row_report(parts->load, row, "value",
                           "'%s' is below '%s' of '%s'; expected values that rise as the options of '%s' do",
                           cir_row_raw(row, "value"), cir_row_raw(before, "value"), field->options[i - 1], field->name);
    }
}

/* ---- steps and ends ---- */

static void check_step(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_input *input,
                       size_t step)
{
    const char *measure = cir_row_raw(row, "measure");
    if (input->steps[step].from > cir_scheme_most(parts, input->measure))
        cir_row_report(parts->load, row, "option", "'%s' is never reached: '%s' is at most 1",
                       cir_row_raw(row, "option"), measure);
    if (step + 1 < input->step_count && input->steps[step + 1].from <= 0)
        cir_row_report(parts->load, row, "option", "'%s' never counts: '%s' is at least 0, where the next step begins",
                       cir_row_raw(row, "option"), measure);
}

static void check_steps(struct cir_scheme_parts *parts, const struct cir_row *input_row, const struct cir_input *input)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_OPTIONS];
    size_t step = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (strcmp(cir_row_raw(row, "factor"), cir_row_raw(input_row, "factor")) == 0 &&
            strcmp(cir_row_raw(row, "measure"), cir_row_raw(input_row, "measure")) == 0)
            check_step(parts, row, input, step++);
    }
}

static void check_ends(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_input *input)
{
    if (input->high > cir_scheme_most(parts, input->measure))
        cir_row_report(parts->load, row, "high", "'%s' is never reached: '%s' is at most 1", cir_row_raw(row, "high"),
                       cir_row_raw(row, "measure"));
}

/* ---- factors ---- */

static void check_input(struct cir_scheme_parts *parts, const struct cir_row *row, const struct cir_input *input)
{
    if (input->function == CIR_FUNCTION_TABLE)
        check_table(parts, row, input);
    else if (input->function == CIR_FUNCTION_STEPS)
        check_steps(parts, row, input);
    else
        check_ends(parts, row, input);
}

static void check_factor(struct cir_scheme_parts *parts, const struct cir_factor *factor)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACTORS];
    size_t input = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (strcmp(cir_row_raw(row, "factor"), factor->name) != 0)
            continue;
        if (input == 0 && factor->least == factor->greatest)
            cir_row_report(parts->load, row, "factor", "'%s' has the same value whatever the facts are", factor->name);
        check_input(parts, row, &factor->inputs[input++]);
    }
}

/* ---- weights ---- */

static const struct cir_row *first_of_axis(const struct cir_scheme_parts *parts, const struct cir_axis *axis)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_FACTORS];
    const char *factor = parts->scheme->factors[axis->first_factor].name;
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(cir_row_raw(&table->rows[i], "factor"), factor) == 0)
            return &table->rows[i];
    return table->rows;
}

static double sum_of_weights(const struct cir_scheme *scheme, const struct cir_axis *axis)
{
    double sum = 0;
    for (unsigned i = 0; i < axis->factor_count; i++)
        sum += scheme->factors[axis->first_factor + i].weight;
    return sum;
}

static void check_weights(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    double expected = parts->weights_sum;
    for (size_t i = 0; expected > 0 && i < scheme->axis_count; i++) {
        const struct cir_axis *axis = &scheme->axes[i];
        double sum = sum_of_weights(scheme, axis);
        if (fabs(sum - expected) <= ROUNDING * expected)
            continue;
        char text[CIR_NUMBER_SIZE];
        size_t size = sum < CIR_SCHEME_WEIGHTS_SUM_MAX ? cir_number_write(text, sum, CIR_NUMBER_DIGITS_MAX) : 0;
        cir_row_report(parts->load, first_of_axis(parts, axis), "weight",
                       "the weights of axis '%s' add up to '%.*s'; expected the weights_sum of scheme.csv", axis->name,
                       (int)size, text);
    }
}

/* ---- bands ---- */

static double greatest_factor(const struct cir_scheme *scheme, const struct cir_axis *axis)
{
    double greatest = 0;
    for (unsigned i = 0; i < axis->factor_count; i++)
        greatest = fmax(greatest, scheme->factors[axis->first_factor + i].greatest);
    return greatest;
}

/* A mean is at most its greatest term, which may be the only one that applies. */
static double greatest_score(const struct cir_scheme *scheme)
{
    double mean = 0;
    double lift = 1;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        const struct cir_axis *axis = &scheme->axes[i];
        double value = scheme->normalise_span ? 1 : greatest_factor(scheme, axis);
        if (axis->kind == CIR_AXIS_WEIGHT)
            mean = fmax(mean, value);
        else
            lift *= axis->lift_low + (axis->lift_high - axis->lift_low) * value;
    }
    return scheme->score_max * fmin(mean * lift, 1);
}

static bool has_rule(const struct cir_scheme *scheme, int level)
{
    if (scheme->facility_count > 0 && level == CIR_FACILITY_LEVEL)
        return true;
    for (size_t i = 0; i < scheme->rule_count; i++)
        if (scheme->rules[i].level == level)
            return true;
    return false;
}

/* The lowest band holds where nothing else does. */
static void check_bands(struct cir_scheme_parts *parts)
{
    const struct cir_scheme *scheme = parts->scheme;
    const struct cir_row *rows = parts->tables[CIR_SCHEME_BANDS].rows;
    double most = greatest_score(scheme) + ROUNDING * scheme->score_max;
    for (size_t i = 1; i < scheme->band_count; i++) {
        const struct cir_band *band = &scheme->bands[i];
        if (has_rule(scheme, band->level))
            continue;
        if (scheme->factor_count == 0)
            cir_row_report(parts->load, &rows[i], "level", "no rule gives '%d'", band->level);
        else if (band->low > most)
            cir_row_report(parts->load, &rows[i], "low", "no score reaches '%s' and no rule gives the level",
                           cir_row_raw(&rows[i], "low"));
    }
}

void cir_scheme_check_sense(struct cir_scheme_parts *parts)
{
    for (size_t i = 0; i < parts->scheme->factor_count; i++)
        check_factor(parts, &parts->scheme->factors[i]);
    check_weights(parts);
    check_bands(parts);
}
