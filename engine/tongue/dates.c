#include "base/number.h"
#include "tongue/pattern.h"

#include <math.h>
#include <stdio.h>

enum {
    HOURS_PER_DAY = 24,
    MONTHS_PER_QUARTER = 3,
    MONTHS_PER_YEAR = 12,
    MINUTES_PER_HOUR = 60,
    PART_SIZE = 64,
    CLOCK_SIZE = 24
};

/* A part of a date, in the digits of the tongue. */
struct part {
    char text[PART_SIZE];
    size_t size;
};

/* Digits and what else is ASCII, such as the ':' of a time. */
static struct part part_of(const struct cir_tongue *tongue, const char *ascii)
{
    struct part part = {.size = 0};
    bool is_arab = tongue->form->digits == CIR_DIGITS_ARAB;
    for (; *ascii != '\0' && part.size + 2 < sizeof part.text; ascii++) {
        bool is_digit = *ascii >= '0' && *ascii <= '9';
        if (is_arab && is_digit)
            part.text[part.size++] = '\xD9';
        part.text[part.size++] = is_arab && is_digit ? (char)('\xA0' + (*ascii - '0')) : *ascii; /* from U+0660 */
    }
    return part;
}

/* Never grouped: a year is a name. */
static struct part number_part(const struct cir_tongue *tongue, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    return part_of(tongue, digits);
}

static struct cir_text text_of(const struct part *part)
{
    return (struct cir_text){part->text, part->size};
}

/* Words of the months follow each other. */
static struct cir_text month_of(const struct cir_tongue *tongue, enum cir_word january, unsigned month)
{
    return cir_tongue_word(tongue, (enum cir_word)((unsigned)january + month - 1));
}

static void add_year(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_day day)
{
    struct part year = number_part(tongue, day.year);
    cir_tongue_add_own_phrase(buffer, tongue, CIR_WORD_DATE_YEAR,
                              (const struct cir_filling[]){{"year", text_of(&year)}}, 1);
}

static void add_quarter(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_day day)
{
    struct part year = number_part(tongue, day.year);
    struct cir_text quarter = month_of(tongue, CIR_WORD_QUARTER_1, (day.month - 1) / MONTHS_PER_QUARTER + 1);
    cir_tongue_add_own_phrase(buffer, tongue, CIR_WORD_DATE_QUARTER,
                              (const struct cir_filling[]){{"year", text_of(&year)}, {"quarter", quarter}}, 2);
}

static void add_month(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_day day)
{
    struct part year = number_part(tongue, day.year);
    struct cir_text month = month_of(tongue, CIR_WORD_MONTH_1, day.month);
    cir_tongue_add_own_phrase(buffer, tongue, CIR_WORD_DATE_MONTH,
                              (const struct cir_filling[]){{"year", text_of(&year)}, {"month", month}}, 2);
}

static void add_day(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_day day)
{
    struct part year = number_part(tongue, day.year);
    struct part number = number_part(tongue, day.day);
    struct cir_text month = month_of(tongue, CIR_WORD_MONTH_OF_DAY_1, day.month);
    cir_tongue_add_own_phrase(
        buffer, tongue, day.day == 1 ? CIR_WORD_DATE_FIRST_DAY : CIR_WORD_DATE_DAY,
        (const struct cir_filling[]){{"year", text_of(&year)}, {"month", month}, {"day", text_of(&number)}}, 3);
}

static void add_instant(struct cir_buffer *buffer, const struct cir_tongue *tongue, double hour)
{
    double days = floor(hour / HOURS_PER_DAY);
    const unsigned minutes = (unsigned)((hour - days * HOURS_PER_DAY) * MINUTES_PER_HOUR + 1e-6);
    char clock[CLOCK_SIZE];
    snprintf(clock, sizeof clock, "%02u:%02u", minutes / MINUTES_PER_HOUR, minutes % MINUTES_PER_HOUR);
    struct part time = part_of(tongue, clock);
    struct cir_buffer date = {0};
    add_day(&date, tongue, cir_date_day(hour));
    cir_tongue_add_own_phrase(buffer, tongue, CIR_WORD_DATE_INSTANT,
                              (const struct cir_filling[]){{"date", cir_buffer_text(&date)}, {"time", text_of(&time)}},
                              2);
    buffer->failed = buffer->failed || date.failed;
    cir_buffer_free(&date);
}

static void add_span(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_date date)
{
    struct cir_buffer first = {0};
    struct cir_buffer last = {0};
    add_day(&first, tongue, cir_date_day(date.first_h));
    add_day(&last, tongue, cir_date_day(date.last_h));
    cir_tongue_add_own_phrase(
        buffer, tongue, CIR_WORD_DATE_SPAN,
        (const struct cir_filling[]){{"first", cir_buffer_text(&first)}, {"last", cir_buffer_text(&last)}}, 2);
    buffer->failed = buffer->failed || first.failed || last.failed;
    cir_buffer_free(&first);
    cir_buffer_free(&last);
}

/* Whether a span is wholly these months, the first of which begins a year, quarter or month. */
static bool is_months(struct cir_date date, struct cir_day first, unsigned months)
{
    double start = (double)cir_date_days(first.year, first.month, 1) * HOURS_PER_DAY;
    double after = cir_date_after(start, (struct cir_period){.months = months});
    return (first.month - 1) % months == 0 && date.first_h == start && date.last_h == after - 1;
}

void cir_tongue_add_date(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_date date)
{
    struct cir_day first = cir_date_day(date.first_h);
    if (date.first_h == date.last_h)
        add_instant(buffer, tongue, date.first_h);
    else if (date.last_h - date.first_h == HOURS_PER_DAY - 1 && fmod(date.first_h, HOURS_PER_DAY) == 0)
        add_day(buffer, tongue, first);
    else if (is_months(date, first, 1))
        add_month(buffer, tongue, first);
    else if (is_months(date, first, MONTHS_PER_QUARTER))
        add_quarter(buffer, tongue, first);
    else if (is_months(date, first, MONTHS_PER_YEAR))
        add_year(buffer, tongue, first);
    else
        add_span(buffer, tongue, date);
}
