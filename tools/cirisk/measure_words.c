#include "measure_words.h"

#include "base/number.h"
#include "listing.h"
#include "measures/measures.h"
#include "model/designation.h"

#include <math.h>
#include <string.h>

enum { PLAIN_MAX = 1000000000 }; /* what cir_number_write can write */

static const struct cir_measure *derived(const struct cir_fields *fields, unsigned measure)
{
    if (measure >= CIR_MEASURE_STATE_SETS)
        return &cir_measure_list()[fields->state_sets[measure - CIR_MEASURE_STATE_SETS].measure];
    return measure < CIR_MEASURE_DERIVED ? &cir_measure_list()[measure] : NULL;
}

/* A share has the unit 1, which nobody writes. */
static const char *shown_unit(const char *unit)
{
    return strcmp(unit, "1") == 0 ? "" : unit;
}

static const struct cir_field *field_of(const struct cir_fields *fields, unsigned measure)
{
    return &fields->list[measure - CIR_MEASURE_DERIVED];
}

const char *measure_name(const struct cir_fields *fields, unsigned measure)
{
    const struct cir_measure *known = derived(fields, measure);
    return known != NULL ? known->name : field_of(fields, measure)->name;
}

const char *measure_unit(const struct cir_fields *fields, unsigned measure)
{
    const struct cir_measure *known = derived(fields, measure);
    return shown_unit(known != NULL ? known->unit : field_of(fields, measure)->unit);
}

const char *measure_needs(const struct cir_fields *fields, unsigned measure)
{
    const struct cir_measure *known = derived(fields, measure);
    return known != NULL ? known->needs : field_of(fields, measure)->name;
}

static bool has_options(const struct cir_fields *fields, unsigned measure)
{
    const struct cir_measure *known = derived(fields, measure);
    if (known != NULL)
        return known->kind != CIR_MEASURE_NUMBER;
    enum cir_type type = field_of(fields, measure)->type;
    return type == CIR_TYPE_OPTION || type == CIR_TYPE_OPTIONS || type == CIR_TYPE_YESNO || type == CIR_TYPE_SECTORS;
}

/* The name of option `number`; empty behind the last. */
static struct cir_text option_name(const struct cir_fields *fields, unsigned measure, unsigned number)
{
    const struct cir_measure *known = derived(fields, measure);
    struct cir_text name = {0};
    if (known != NULL) {
        struct cir_text rest = cir_text_of(known->options);
        for (unsigned i = 0; cir_text_next(&name, &rest, ';'); i++)
            if (i == number)
                return name;
        return (struct cir_text){0};
    }
    const struct cir_field *field = field_of(fields, measure);
    if (field->type == CIR_TYPE_SECTORS && number == CIR_SECTOR_NONE)
        return cir_text_of("none");
    return number < field->option_count ? cir_text_of(field->options[number]) : name;
}

/* The States of a set, as the table of the scheme has them. */
static void add_states(struct cir_buffer *buffer, const char *names, const char *joint)
{
    struct cir_text name;
    struct cir_text rest = cir_text_of(names);
    for (const char *before = ""; cir_text_next(&name, &rest, ';'); before = joint) {
        cir_buffer_add_string(buffer, before);
        cir_buffer_add(buffer, name);
    }
}

void measure_add_options(struct cir_buffer *buffer, const struct cir_fields *fields, unsigned measure, uint64_t options,
                         const char *joint)
{
    const char *before = "";
    if (measure >= CIR_MEASURE_STATE_SETS) {
        add_states(buffer, fields->state_sets[measure - CIR_MEASURE_STATE_SETS].names, joint);
        return;
    }
    for (unsigned i = 0; i <= CIR_OPTIONS_MAX; i++) { /* the bit behind the last option: CIR_SECTOR_NONE */
        struct cir_text name = option_name(fields, measure, i);
        if ((options >> i & 1) == 0 || name.size == 0)
            continue;
        cir_buffer_add_string(buffer, before);
        cir_buffer_add(buffer, name);
        before = joint;
    }
}

static void add_unit(struct cir_buffer *buffer, const char *unit)
{
    if (*shown_unit(unit) != '\0')
        cir_buffer_add_format(buffer, " %s", unit);
}

void measure_add_quantity(struct cir_buffer *buffer, const struct cir_fields *fields, unsigned measure,
                          const struct cir_quantity *quantity)
{
    if (quantity->answer == CIR_UNANSWERED) {
        cir_buffer_add_string(buffer, "not known");
        return;
    }
    if (quantity->answer == CIR_NOT_APPLICABLE) {
        cir_buffer_add_string(buffer, "n/a");
        return;
    }
    if (has_options(fields, measure)) {
        measure_add_options(buffer, fields, measure, quantity->options, quantity->together ? ";" : "|");
        return;
    }
    listing_add_number(buffer, quantity->low);
    if (quantity->low != quantity->high) {
        cir_buffer_add_string(buffer, "..");
        listing_add_number(buffer, quantity->high);
    }
    add_unit(buffer, measure_unit(fields, measure));
}

/* As a law has it: 0.000006 rather than 6e-6, and every digit of it. */
static void add_exact(struct cir_buffer *buffer, double value)
{
    char text[CIR_NUMBER_SIZE];
    struct cir_text plain = {text, 0};
    double read = NAN;
    if (fabs(value) < PLAIN_MAX)
        plain.size = cir_number_write(text, value, CIR_NUMBER_DIGITS_MAX);
    if (plain.size == 0 || !cir_number_read(plain, &read) || read != value)
        plain.size = cir_number_write_exact(text, value);
    cir_buffer_add(buffer, plain);
}

void measure_add_threshold(struct cir_buffer *buffer, const struct cir_fields *fields,
                           const struct cir_criterion *criterion, const char *joint)
{
    static const char *const signs[] = {
        [CIR_GREATER] = ">", [CIR_AT_LEAST] = ">=", [CIR_LESS] = "<", [CIR_AT_MOST] = "<=",
        [CIR_EQUAL] = "=",   [CIR_IN] = "in",       [CIR_IS] = "is"};
    cir_buffer_add_format(buffer, "%s ", signs[criterion->operator]);
    if (cir_criterion_is_restricted(criterion))
        cir_buffer_add_string(buffer, "(restricted)");
    else if (cir_criterion_asks_options(criterion))
        measure_add_options(buffer, fields, criterion->measure, criterion->options, joint);
    else if (cir_criterion_is_unset(criterion))
        cir_buffer_add_char(buffer, '?');
    else
        add_exact(buffer, criterion->threshold);
}

void measure_add_filter(struct cir_buffer *buffer, const struct cir_fields *fields,
                        const struct cir_criterion *criterion, const char *joint)
{
    if (criterion->filter_measure == CIR_INDEX_NONE)
        return;
    cir_buffer_add_format(buffer, "%s is ", measure_name(fields, criterion->filter_measure));
    measure_add_options(buffer, fields, criterion->filter_measure, criterion->filter_options, joint);
}

const char *measure_criterion_unit(const struct cir_criterion *criterion)
{
    return shown_unit(criterion->unit);
}

void measure_add_criterion(struct cir_buffer *buffer, const struct cir_fields *fields,
                           const struct cir_criterion *criterion, const char *joint)
{
    cir_buffer_add_format(buffer, "%s ", measure_name(fields, criterion->measure));
    measure_add_threshold(buffer, fields, criterion, joint);
    if (!cir_criterion_asks_options(criterion) && !cir_criterion_is_restricted(criterion))
        add_unit(buffer, criterion->unit);
    if (criterion->filter_measure != CIR_INDEX_NONE)
        cir_buffer_add_string(buffer, " where ");
    measure_add_filter(buffer, fields, criterion, joint);
}

static void add_table(struct cir_buffer *buffer, const struct cir_fields *fields, const struct cir_input *input)
{
    const char *before = "";
    for (unsigned i = 0; i < input->option_count; i++) {
        if (isnan(input->option_values[i]))
            continue;
        cir_buffer_add_string(buffer, before);
        cir_buffer_add(buffer, option_name(fields, input->measure, i));
        cir_buffer_add_char(buffer, ' ');
        listing_add_number(buffer, input->option_values[i]);
        before = ", ";
    }
}

static void add_steps(struct cir_buffer *buffer, const struct cir_fields *fields, const struct cir_input *input)
{
    for (size_t i = 0; i < input->step_count; i++) {
        cir_buffer_add_string(buffer, i > 0 ? ", from " : "from ");
        listing_add_number(buffer, input->steps[i].from);
        cir_buffer_add_string(buffer, ": ");
        listing_add_number(buffer, input->steps[i].value);
    }
    add_unit(buffer, measure_unit(fields, input->measure));
}

void measure_add_input(struct cir_buffer *buffer, const struct cir_fields *fields, const struct cir_input *input)
{
    switch (input->function) {
    case CIR_FUNCTION_TABLE:
        add_table(buffer, fields, input);
        return;
    case CIR_FUNCTION_STEPS:
        add_steps(buffer, fields, input);
        return;
    case CIR_FUNCTION_LINEAR:
    case CIR_FUNCTION_LOG:
        cir_buffer_add_string(buffer, input->function == CIR_FUNCTION_LOG ? "log " : "linear ");
        listing_add_number(buffer, input->low);
        cir_buffer_add_string(buffer, " to ");
        listing_add_number(buffer, input->high);
        add_unit(buffer, measure_unit(fields, input->measure));
    }
}
