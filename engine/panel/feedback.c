#include "panel/feedback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *cir_argument_side_name(enum cir_argument_side side)
{
    static const char *const names[CIR_ARGUMENT_SIDES] = {
        [CIR_ARGUMENT_FOR] = "for", [CIR_ARGUMENT_AGAINST] = "against", [CIR_ARGUMENT_EVEN] = "even"};
    return names[side];
}

double cir_answers_value(const struct cir_panel_answers *answers, size_t a, size_t b, size_t criteria_count)
{
    if (answers->kind != CIR_JUDGEMENT_PAIRWISE)
        return answers->list[a].value;
    const struct cir_panel_answer *there = &answers->list[a * criteria_count + b];
    const struct cir_panel_answer *back = &answers->list[b * criteria_count + a];
    return there->state == CIR_PANEL_ANSWER_GIVEN ? there->value : 1 / back->value;
}

static enum cir_argument_side side_of(double value, double middle)
{
    if (value > middle)
        return CIR_ARGUMENT_FOR;
    return value < middle ? CIR_ARGUMENT_AGAINST : CIR_ARGUMENT_EVEN;
}

/* The question at hand. */
struct question {
    const struct cir_panel_answers *answers;
    size_t count;
    enum cir_judgement_kind kind;
    size_t a;
    size_t b;
    size_t criteria_count;
};

static void add_argument(struct cir_feedback *feedback, const struct cir_panel_answer *answer,
                         const struct cir_argument *argument)
{
    if (answer->argument[0] == '\0')
        return;
    feedback->arguments[feedback->argument_count] = *argument;
    feedback->arguments[feedback->argument_count++].text = answer->argument;
}

/* Both ways a pair may be told, each with an argument. */
static void add_arguments(struct cir_feedback *feedback, const struct question *question)
{
    const bool is_pair = question->kind == CIR_JUDGEMENT_PAIRWISE;
    const double middle = is_pair ? 1 : feedback->spread.median;
    for (size_t k = 0; k < question->count; k++) {
        const struct cir_panel_answers *answers = &question->answers[k];
        if (answers->kind != question->kind)
            continue;
        double value = cir_answers_value(answers, question->a, question->b, question->criteria_count);
        struct cir_argument argument = {.side = side_of(value, middle), .expert = answers->expert};
        size_t there = is_pair ? question->a * question->criteria_count + question->b : question->a;
        add_argument(feedback, &answers->list[there], &argument);
        if (is_pair)
            add_argument(feedback, &answers->list[question->b * question->criteria_count + question->a], &argument);
    }
}

static int by_side_and_text(const void *a, const void *b)
{
    const struct cir_argument *left = a;
    const struct cir_argument *right = b;
    if (left->side != right->side)
        return left->side < right->side ? -1 : 1;
    int order = strcmp(left->text, right->text);
    return order != 0 ? order : (left->expert > right->expert) - (left->expert < right->expert);
}

enum cir_status cir_feedback_make(struct cir_feedback *feedback, struct cir_arena *arena,
                                  const struct cir_panel_answers *answers, size_t answers_count,
                                  enum cir_judgement_kind kind, size_t a, size_t b, size_t criteria_count,
                                  struct cir_error *error)
{
    const struct question question = {answers, answers_count, kind, a, b, criteria_count};
    double *values = cir_arena_take(arena, answers_count + 1, sizeof *values);
    *feedback =
        (struct cir_feedback){.arguments = cir_arena_take(arena, 2 * answers_count + 1, sizeof *feedback->arguments)};
    if (values == NULL || feedback->arguments == NULL)
        return cir_fail_memory(error);
    for (size_t k = 0; k < answers_count; k++)
        values[k] = answers[k].kind == kind ? cir_answers_value(&answers[k], a, b, criteria_count) : (double)NAN;
    feedback->spread = cir_quartiles_of(values, answers_count, kind == CIR_JUDGEMENT_PAIRWISE);
    add_arguments(feedback, &question);
    qsort(feedback->arguments, feedback->argument_count, sizeof *feedback->arguments, by_side_and_text);
    return CIR_OK;
}
