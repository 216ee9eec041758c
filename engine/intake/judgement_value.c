#include "intake/judgement_value.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

/* What is left of a scale's end, or of a reciprocal, by rounding alone. */
static const double rounding = 1e-9;

static size_t count_of(struct cir_text text, char wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == wanted ? 1 : 0;
    return count;
}

static bool has_letter(struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'z')
            return true;
    return false;
}

static bool has_digit(struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= '0' && text.data[i] <= '9')
            return true;
    return false;
}

/* 03-Jan, 2026-01-03, 1/3/2026: what becomes of 1/3 in a spreadsheet. */
static bool is_date(struct cir_text text)
{
    size_t signs = count_of(text, '-') + count_of(text, '/');
    return has_digit(text) && (signs > 1 || (signs == 1 && has_letter(text)));
}

static int decimals_of(struct cir_text text)
{
    const char *point = text.size > 0 ? memchr(text.data, '.', text.size) : NULL;
    return point != NULL ? (int)(text.data + text.size - point) - 1 : 0;
}

static void set_words(char *words, struct cir_text text, enum cir_judgement_kind kind,
                      const struct cir_panel_limits *limits)
{
    const bool is_pair = kind == CIR_JUDGEMENT_PAIRWISE;
    const char *fix = "";
    char most[CIR_NUMBER_SIZE];
    double greatest = limits->values[is_pair ? CIR_PANEL_PAIRWISE_MAX : CIR_PANEL_RATING_MAX];
    int size = (int)cir_number_write(most, greatest, 2);
    if (is_date(text))
        fix = is_pair ? "; a spreadsheet makes a date of 1/3: write 0.333" : "; a spreadsheet made a date of it";
    else if (count_of(text, ',') == 1)
        fix = "; write decimals with a point";
    else if (!is_pair && cir_text_is(text, "0"))
        fix = "; leave blank what was not judged, and take out of the criteria what does not matter";
    if (is_pair)
        snprintf(words, CIR_JUDGEMENT_WORDS_SIZE, "a number or fraction from 1/%.*s to %.*s, ? or blank%s", size, most,
                 size, most, fix);
    else
        snprintf(words, CIR_JUDGEMENT_WORDS_SIZE, "a number above 0, at most %.*s, ? or blank%s", size, most, fix);
}

static bool read_fraction(double *value, struct cir_text text)
{
    double divisor;
    struct cir_text part;
    struct cir_text rest = text;
    if (count_of(text, '/') != 1 || !cir_text_next(&part, &rest, '/'))
        return false;
    if (!cir_number_read(cir_text_trim(part), value) || !cir_number_read(cir_text_trim(rest), &divisor) ||
        !(*value > 0) || !(divisor > 0))
        return false;
    *value /= divisor;
    return true;
}

/* 0.333 is 1/3: of few decimals the reciprocal is what was meant. */
static double unrounded(double value, double slack)
{
    double whole = rint(1 / value);
    bool is_reciprocal = value < 1 && slack > 0 && slack <= 0.005 && fabs(1 / whole - value) <= slack + rounding;
    return is_reciprocal ? 1 / whole : value;
}

static bool read_number(struct cir_panel_answer *answer, struct cir_text text)
{
    answer->slack = 0;
    if (read_fraction(&answer->value, text))
        return true;
    if (!cir_number_read(text, &answer->value) || !(answer->value > 0))
        return false;
    int decimals = decimals_of(text);
    if (decimals > 0 && count_of(text, 'e') + count_of(text, 'E') == 0)
        answer->slack = 0.5 * pow(10, -decimals);
    return true;
}

static bool is_on_scale(double value, enum cir_judgement_kind kind, const struct cir_panel_limits *limits)
{
    if (kind != CIR_JUDGEMENT_PAIRWISE)
        return value <= limits->values[CIR_PANEL_RATING_MAX];
    double most = limits->values[CIR_PANEL_PAIRWISE_MAX] * (1 + rounding);
    return value <= most && 1 / value <= most;
}

bool cir_judgement_value_read(struct cir_panel_answer *answer, struct cir_text text, enum cir_judgement_kind kind,
                              const struct cir_panel_limits *limits, char *words)
{
    text = cir_text_trim(text);
    answer->value = NAN;
    answer->slack = 0;
    answer->state = text.size == 0 ? CIR_PANEL_ANSWER_BLANK : CIR_PANEL_ANSWER_CANNOT;
    if (text.size == 0 || cir_text_is(text, "?"))
        return true;
    answer->state = CIR_PANEL_ANSWER_GIVEN;
    if (read_number(answer, text)) {
        if (kind == CIR_JUDGEMENT_PAIRWISE)
            answer->value = unrounded(answer->value, answer->slack);
        if (is_on_scale(answer->value, kind, limits))
            return true;
    }
    *answer = (struct cir_panel_answer){
        .state = CIR_PANEL_ANSWER_BLANK, .value = NAN, .argument = answer->argument, .place = answer->place};
    set_words(words, text, kind, limits);
    return false;
}

bool cir_judgement_values_agree(const struct cir_panel_answer *there, const struct cir_panel_answer *back)
{
    double slack_there = there->slack + rounding * there->value;
    double slack_back = back->slack + rounding * back->value;
    return fabs(1 / there->value - back->value) <= slack_back || fabs(1 / back->value - there->value) <= slack_there;
}
