#include "designation_text.h"

#include "base/number.h"

#include <math.h>

enum { NUMBER_SIZE = 64 };

const char *designation_word(enum cir_designation_verdict verdict)
{
    static const char *const words[CIR_DESIGNATION_VERDICTS] = {
        [CIR_NOT_PROPOSED] = "not-proposed",
        [CIR_PROPOSED] = "proposed",
        [CIR_BORDERLINE] = "borderline",
        [CIR_CANNOT_TELL] = "cannot-tell",
    };
    return words[verdict];
}

static void add_number(struct cir_buffer *buffer, double value)
{
    char number[NUMBER_SIZE];
    cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
}

static void add_options(struct cir_buffer *buffer, uint64_t options, const struct cir_field *field, char between)
{
    bool is_first = true;
    for (size_t i = 0; i < field->option_count; i++) {
        if ((options >> i & 1) == 0)
            continue;
        if (!is_first)
            cir_buffer_add_char(buffer, between);
        cir_buffer_add(buffer, cir_text_of(field->options[i]));
        is_first = false;
    }
}

void designation_add_threshold(struct cir_buffer *buffer, const struct cir_criterion *criterion,
                               const struct cir_field *field)
{
    static const char *const operators[] = {
        [CIR_GREATER] = ">", [CIR_AT_LEAST] = ">=", [CIR_LESS] = "<", [CIR_AT_MOST] = "<=",
        [CIR_EQUAL] = "=",   [CIR_IN] = "in",       [CIR_IS] = "is",
    };
    cir_buffer_add_format(buffer, "%s ", operators[criterion->operator]);
    bool asks_options = criterion->operator== CIR_IN || criterion->operator== CIR_IS;
    if (asks_options && criterion->options == 0)
        cir_buffer_add(buffer, cir_text_of("n/a"));
    else if (asks_options)
        add_options(buffer, criterion->options, field, ';');
    else if (isnan(criterion->threshold))
        cir_buffer_add_char(buffer, '?');
    else
        add_number(buffer, criterion->threshold);
}

static void add_range(struct cir_buffer *buffer, const struct cir_quantity *fact)
{
    add_number(buffer, fact->low);
    if (fact->high > fact->low)
        cir_buffer_add(buffer, cir_text_of(".."));
    if (fact->high > fact->low && !isinf(fact->high))
        add_number(buffer, fact->high);
}

void designation_add_fact(struct cir_buffer *buffer, const struct cir_quantity *fact, const struct cir_field *field)
{
    if (fact->answer == CIR_NOT_APPLICABLE)
        cir_buffer_add(buffer, cir_text_of("n/a"));
    else if (!cir_type_is_number(field->type) && fact->answer == CIR_ANSWERED)
        add_options(buffer, fact->options, field, fact->together ? ';' : '|');
    else if (!cir_type_is_number(field->type) || (fact->answer == CIR_UNANSWERED && !(fact->low > 0)))
        cir_buffer_add(buffer, cir_text_of("unknown"));
    else
        add_range(buffer, fact);
}
