/* Numbers are written from the figures that base/number.h gives, whatever the locale. */
#include "base/number.h"
#include "tongue/pattern.h"

#include <math.h>

enum { GROUP = 3 };

static const double plain_end = 1e15;
static const double plain_least = 1e-9;

static void add_digit(struct cir_buffer *buffer, const struct cir_number_form *form, char digit)
{
    if (form->digits == CIR_DIGITS_LATN)
        cir_buffer_add_char(buffer, digit);
    else
        cir_buffer_add_format(buffer, "\xD9%c", (char)('\xA0' + (digit - '0'))); /* from U+0660 */
}

static void add_digits(struct cir_buffer *buffer, const struct cir_number_form *form, struct cir_text digits)
{
    for (size_t i = 0; i < digits.size; i++)
        add_digit(buffer, form, digits.data[i]);
}

static void add_grouped(struct cir_buffer *buffer, const struct cir_number_form *form, struct cir_text digits)
{
    bool groups = digits.size >= form->least_grouped;
    for (size_t i = 0; i < digits.size; i++) {
        if (groups && i > 0 && (digits.size - i) % GROUP == 0)
            cir_buffer_add_string(buffer, form->group);
        add_digit(buffer, form, digits.data[i]);
    }
}

/* "-1200000.5" of base/number.h as the language writes it. */
static void add_plain(struct cir_buffer *buffer, const struct cir_number_form *form, struct cir_text plain)
{
    struct cir_text whole;
    struct cir_text rest = plain;
    if (rest.size > 0 && rest.data[0] == '-') {
        cir_buffer_add_string(buffer, form->minus);
        rest = (struct cir_text){rest.data + 1, rest.size - 1};
    }
    (void)cir_text_next(&whole, &rest, '.');
    add_grouped(buffer, form, whole);
    if (rest.size == 0)
        return;
    cir_buffer_add_string(buffer, form->decimal);
    add_digits(buffer, form, rest);
}

static void add_superscript(struct cir_buffer *buffer, int power)
{
    static const char *const signs[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (power < 0)
        cir_buffer_add_string(buffer, "⁻");
    char digits[20];
    size_t size = cir_number_write_count(digits, (uint64_t)(power < 0 ? -power : power));
    for (size_t i = 0; i < size; i++)
        cir_buffer_add_string(buffer, signs[digits[i] - '0']);
}

/* The figures of a number, "2.39", and the power of ten that they are times: digits, point and sign apart. */
struct figures {
    char digits[CIR_NUMBER_SIZE];
    size_t count;
    int power; /* of the first digit */
};

/* From what base/number.h wrote, plain or with an exponent. */
static struct figures figures_of(struct cir_text written)
{
    struct figures figures = {.count = 0};
    struct cir_text mantissa;
    struct cir_text exponent = written;
    (void)cir_text_next(&mantissa, &exponent, 'e');
    int point = 0;
    bool seen = false;
    for (size_t i = 0; i < mantissa.size; i++) {
        char sign = mantissa.data[i];
        seen = seen || sign == '.';
        if (sign < '0' || sign > '9')
            continue;
        bool leads = figures.count == 0 && sign == '0';
        if (!leads)
            figures.digits[figures.count++] = sign;
        point += seen ? (leads ? -1 : 0) : (leads ? 0 : 1);
    }
    bool is_negative = exponent.size > 0 && exponent.data[0] == '-';
    uint64_t power = 0;
    struct cir_text size = is_negative ? (struct cir_text){exponent.data + 1, exponent.size - 1} : exponent;
    (void)cir_number_read_count(size, &power);
    figures.power = point - 1 + (is_negative ? -(int)power : (int)power);
    while (figures.count > 1 && figures.digits[figures.count - 1] == '0')
        figures.count--;
    return figures;
}

static void add_power(struct cir_buffer *buffer, const struct cir_number_form *form, const struct figures *figures)
{
    add_digits(buffer, form, (struct cir_text){figures->digits, 1});
    if (figures->count > 1) {
        cir_buffer_add_string(buffer, form->decimal);
        add_digits(buffer, form, (struct cir_text){figures->digits + 1, figures->count - 1});
    }
    cir_buffer_add_string(buffer, "\u00A0×\u00A0");
    add_digits(buffer, form, cir_text_of("10"));
    add_superscript(buffer, figures->power);
}

/* A number below one that base/number.h writes with an exponent, digit by digit. */
static void add_small(struct cir_buffer *buffer, const struct cir_number_form *form, const struct figures *figures)
{
    add_digits(buffer, form, cir_text_of("0"));
    cir_buffer_add_string(buffer, form->decimal);
    for (int i = figures->power; i < -1; i++)
        add_digits(buffer, form, cir_text_of("0"));
    add_digits(buffer, form, (struct cir_text){figures->digits, figures->count});
}

static void add_finite(struct cir_buffer *buffer, const struct cir_number_form *form, double value,
                       unsigned significant)
{
    char written[CIR_NUMBER_SIZE];
    struct cir_text text = {written, cir_number_write_figures(written, fabs(value), (int)significant)};
    bool has_exponent = memchr(written, 'e', text.size) != NULL;
    struct figures figures = figures_of(text);
    if (value < 0)
        cir_buffer_add_string(buffer, form->minus);
    if (value != 0 && (fabs(value) >= plain_end || fabs(value) < plain_least))
        add_power(buffer, form, &figures);
    else if (has_exponent)
        add_small(buffer, form, &figures);
    else
        add_plain(buffer, form, text);
}

void cir_tongue_add_number(struct cir_buffer *buffer, const struct cir_tongue *tongue, double value,
                           unsigned significant)
{
    if (isfinite(value)) {
        add_finite(buffer, tongue->form, value, significant);
    } else if (isnan(value)) {
        cir_buffer_add(buffer, cir_tongue_word(tongue, CIR_WORD_NOT_KNOWN));
    } else {
        cir_buffer_add_string(buffer, value < 0 ? tongue->form->minus : "");
        cir_buffer_add_string(buffer, "∞");
    }
}

void cir_tongue_add_count(struct cir_buffer *buffer, const struct cir_tongue *tongue, uint64_t count)
{
    char digits[20];
    add_grouped(buffer, tongue->form, (struct cir_text){digits, cir_number_write_count(digits, count)});
}

/* ---- shares ---- */

void cir_tongue_add_share(struct cir_buffer *buffer, const struct cir_tongue *tongue, double share,
                          unsigned significant)
{
    if (isnan(share)) {
        cir_buffer_add(buffer, cir_tongue_word(tongue, CIR_WORD_NOT_KNOWN));
        return;
    }
    struct cir_buffer number = {0};
    cir_tongue_add_number(&number, tongue, share * 100, significant);
    cir_tongue_add_pattern(buffer, tongue->form->percent, cir_buffer_text(&number), (struct cir_text){0});
    buffer->failed = buffer->failed || number.failed;
    cir_buffer_free(&number);
}

/* ---- intervals ---- */

typedef void add_value(struct cir_buffer *buffer, const struct cir_tongue *tongue, double value, unsigned significant);

static void add_open(struct cir_buffer *buffer, const struct cir_tongue *tongue, enum cir_word word,
                     struct cir_text end)
{
    const struct cir_filling filling = {"value", end};
    cir_tongue_add_own_phrase(buffer, tongue, word, &filling, 1);
}

static void add_ends(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                     struct cir_text first, struct cir_text last)
{
    if (cir_text_equal(first, last))
        cir_buffer_add(buffer, first);
    else if (isinf(high) && !isinf(low))
        add_open(buffer, tongue, CIR_WORD_AT_LEAST, first);
    else if (isinf(low) && !isinf(high))
        add_open(buffer, tongue, CIR_WORD_AT_MOST, last);
    else if (low < 0)
        cir_tongue_add_own_phrase(buffer, tongue, CIR_WORD_FROM_TO,
                                  (const struct cir_filling[]){{"first", first}, {"last", last}}, 2);
    else
        cir_tongue_add_pattern(buffer, tongue->form->range, first, last);
}

static void add_interval(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                         unsigned significant, add_value *add)
{
    if (isnan(low) || isnan(high)) {
        cir_buffer_add(buffer, cir_tongue_word(tongue, CIR_WORD_NOT_KNOWN));
        return;
    }
    struct cir_buffer first = {0};
    struct cir_buffer last = {0};
    add(&first, tongue, low, significant);
    add(&last, tongue, high, significant);
    add_ends(buffer, tongue, low, high, cir_buffer_text(&first), cir_buffer_text(&last));
    buffer->failed = buffer->failed || first.failed || last.failed;
    cir_buffer_free(&first);
    cir_buffer_free(&last);
}

void cir_tongue_add_interval(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                             unsigned significant)
{
    add_interval(buffer, tongue, low, high, significant, cir_tongue_add_number);
}

void cir_tongue_add_share_interval(struct cir_buffer *buffer, const struct cir_tongue *tongue, double low, double high,
                                   unsigned significant)
{
    add_interval(buffer, tongue, low, high, significant, cir_tongue_add_share);
}
