#include "base/number.h"

#include "base/word.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Up to 15 digits and powers of ten up to 22 are exact in a double, so one multiplication or division rounds
 * once and rightly (Clinger 1990, "How to read floating point numbers accurately"). All else goes to strtod. */
enum { EXACT_DIGITS = 15, EXACT_POWER = 22 };

static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                               1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

struct decimal {
    bool negative;
    uint64_t mantissa;
    size_t digits; /* significant ones taken into the mantissa */
    size_t all;    /* digits seen at all */
    long scale;    /* power of ten that the mantissa is to be multiplied by */
};

static const char *scan_digits(const char *at, const char *end, struct decimal *decimal, long step)
{
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        decimal->all++;
        if (decimal->digits < EXACT_DIGITS) {
            decimal->mantissa = decimal->mantissa * 10 + (uint64_t)(*at - '0');
            decimal->digits += decimal->mantissa > 0;
            decimal->scale -= step;
        } else {
            decimal->digits = EXACT_DIGITS + 1;
        }
    }
    return at;
}

static const char *scan_exponent(const char *at, const char *end, struct decimal *decimal)
{
    const char *start = at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    long exponent = 0;
    const char *first = at;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        exponent = exponent < 10000 ? exponent * 10 + (*at - '0') : exponent;
    decimal->scale += negative ? -exponent : exponent;
    return at > first ? at : start;
}

static bool scan(struct cir_text text, struct decimal *decimal)
{
    const char *at = text.data;
    const char *end = at + text.size;
    if (at < end && (*at == '-' || *at == '+'))
        decimal->negative = *at++ == '-';
    at = scan_digits(at, end, decimal, 0);
    if (at < end && *at == '.')
        at = scan_digits(at + 1, end, decimal, 1);
    if (decimal->all > 0 && at < end && (*at == 'e' || *at == 'E'))
        at = scan_exponent(at, end, decimal);
    return decimal->all > 0 && at == end;
}

/* strtod obeys the locale of the process, which is the caller's; strtod_l with the C locale does not. The locale
 * is made for the call: this path is for the rare number of more than 15 digits. */
static bool read_slowly(struct cir_text text, double *value)
{
    char copy[512];
    if (text.size >= sizeof copy)
        return false;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0)
        return false;
    *value = strtod_l(copy, NULL, c_locale);
    freelocale(c_locale);
    return isfinite(*value);
}

/* Digits with at most one point among them. */
struct figures {
    uint64_t mantissa;
    size_t digits;
    size_t decimals; /* those behind the point */
    bool has_point;
};

/* The figures of one to eight bytes; false when there is anything else. */
static inline __attribute__((always_inline)) bool read_word(struct figures *figures, struct cir_text text)
{
    uint64_t word = cir_word_start(text);
    uint64_t points = cir_word_zeros(word ^ cir_word_of('.'));
    *figures = (struct figures){.digits = text.size, .has_point = points != 0};
    if (points != 0) {
        uint64_t before = (points & -points) / 0x80 - 1; /* the bytes before the point */
        word = (word & before) | (word >> 8 & ~before);
        figures->digits--;
        figures->decimals = figures->digits - (size_t)__builtin_ctzll(points) / 8;
    }
    return figures->digits == 0 || cir_word_number(&figures->mantissa, word, figures->digits);
}

/* More than one word, no more than is exact: the mantissas of both are put together. Out of line, as read_any. */
static __attribute__((noinline)) bool read_two_words(struct cir_text text, double *value)
{
    struct figures high;
    struct figures low;
    size_t first = text.size - CIR_WORD_SIZE;
    if (!read_word(&high, (struct cir_text){text.data, first}) ||
        !read_word(&low, (struct cir_text){text.data + first, CIR_WORD_SIZE}) || (high.has_point && low.has_point))
        return false;
    uint64_t mantissa = high.mantissa * (uint64_t)powers[low.digits] + low.mantissa;
    *value = (double)(int64_t)mantissa / powers[high.has_point ? high.decimals + low.digits : low.decimals];
    return true;
}

/* Figures and nothing else, as nearly every number of a log. */
static inline bool read_short(struct cir_text text, double *value)
{
    struct figures figures;
    if (text.size == 0 || text.size > EXACT_DIGITS)
        return false;
    if (text.size > CIR_WORD_SIZE)
        return read_two_words(text, value);
    if (!read_word(&figures, text) || figures.digits == 0)
        return false;
    *value = (double)(int64_t)figures.mantissa / powers[figures.decimals];
    return true;
}

/* Kept out of line, so that the short way needs no stack. */
static __attribute__((noinline)) bool read_any(struct cir_text text, double *value)
{
    struct decimal decimal = {0};
    if (text.size == 0 || !scan(text, &decimal))
        return false;
    if (decimal.digits > EXACT_DIGITS || decimal.scale < -EXACT_POWER || decimal.scale > EXACT_POWER)
        return read_slowly(text, value);
    double size = (double)decimal.mantissa;
    size = decimal.scale < 0 ? size / powers[-decimal.scale] : size * powers[decimal.scale];
    *value = decimal.negative ? -size : size;
    return true;
}

bool cir_number_read(struct cir_text text, double *value)
{
    return read_short(text, value) || read_any(text, value);
}

bool cir_number_read_count(struct cir_text text, uint64_t *value)
{
    if (text.size == 0 || text.size > 19)
        return false;
    uint64_t sum = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        sum = sum * 10 + (uint64_t)(text.data[i] - '0');
    }
    *value = sum;
    return true;
}

size_t cir_number_write_count(char *out, uint64_t value)
{
    char reversed[20];
    size_t size = 0;
    do
        reversed[size++] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    for (size_t i = 0; i < size; i++)
        out[i] = reversed[size - 1 - i];
    return size;
}

static size_t write_fraction(char *out, uint64_t fraction, int digits)
{
    for (; fraction % 10 == 0; fraction /= 10)
        digits--;
    out[0] = '.';
    for (int i = digits; i > 0; i--, fraction /= 10)
        out[i] = (char)('0' + fraction % 10);
    return (size_t)digits + 1;
}

size_t cir_number_write(char *out, double value, int digits)
{
    assert(digits >= 0 && digits <= CIR_NUMBER_DIGITS_MAX && fabs(value) < 1e9);
    uint64_t unit = (uint64_t)powers[digits];
    double exact = fabs(value) * powers[digits];
    uint64_t scaled = (uint64_t)exact;
    scaled += exact - (double)scaled >= 0.5; /* adding 0.5 itself would round 0.49999999999999994 up */
    size_t size = 0;
    if (value < 0 && scaled > 0)
        out[size++] = '-';
    size += cir_number_write_count(out + size, scaled / unit);
    if (scaled % unit > 0)
        size += write_fraction(out + size, scaled % unit, digits);
    return size;
}

enum { DOUBLE_DIGITS = 17, PLAIN_EXPONENT_MAX = 17, PLAIN_EXPONENT_MIN = -5 };

/* The digits of `value` rounded to `count` of them, and the power of ten of the first. The sign between the first digit
 * and the second is the locale's, and is passed over. @return whether they read back as the value */
static bool take_figures(char *digits, int *exponent, double value, int count)
{
    char text[64];
    int size = snprintf(text, sizeof text, "%.*e", count - 1, fabs(value));
    const char *mark = memchr(text, 'e', (size_t)size);
    size_t taken = 0;
    for (const char *at = text; at < mark; at++)
        if (*at >= '0' && *at <= '9')
            digits[taken++] = *at;
    *exponent = (int)strtol(mark + 1, NULL, 10);
    char plain[64];
    double read = 0;
    size = snprintf(plain, sizeof plain, "%.*se%d", count, digits, *exponent - (count - 1));
    return cir_number_read((struct cir_text){plain, (size_t)size}, &read) && read == fabs(value);
}

static size_t put(char *out, const char *data, size_t size)
{
    memcpy(out, data, size);
    return size;
}

static size_t put_zeros(char *out, int count)
{
    memset(out, '0', (size_t)count);
    return (size_t)count;
}

static size_t write_scientific(char *out, const char *digits, int count, int exponent)
{
    size_t size = put(out, digits, 1);
    if (count > 1) {
        out[size++] = '.';
        size += put(out + size, digits + 1, (size_t)count - 1);
    }
    char power[8];
    int power_size = snprintf(power, sizeof power, "e%d", exponent);
    return size + put(out + size, power, (size_t)power_size);
}

static size_t write_plain(char *out, const char *digits, int count, int exponent)
{
    size_t size = 0;
    if (exponent < 0) {
        size += put(out, "0.", 2);
        size += put_zeros(out + size, -exponent - 1);
        return size + put(out + size, digits, (size_t)count);
    }
    int whole = count < exponent + 1 ? count : exponent + 1;
    size += put(out, digits, (size_t)whole);
    size += put_zeros(out + size, exponent + 1 - whole);
    if (count > whole) {
        out[size++] = '.';
        size += put(out + size, digits + whole, (size_t)(count - whole));
    }
    return size;
}

/* As few as read back as the same value. @return how many */
static int take_least_figures(char digits[DOUBLE_DIGITS + 1], int *exponent, double value)
{
    int count = 1;
    while (!take_figures(digits, exponent, value, count) && count < DOUBLE_DIGITS)
        count++;
    return count;
}

double cir_number_hundredth(double value)
{
    assert(isfinite(value));
    if (value == trunc(value))
        return value / 100; /* both are exact: rounded once */
    char digits[DOUBLE_DIGITS + 1] = "";
    char text[64];
    int exponent = 0;
    int count = take_least_figures(digits, &exponent, value);
    int size = snprintf(text, sizeof text, "%.*se%d", count, digits, exponent - (count - 1) - 2);
    double read = 0;
    if (!cir_number_read((struct cir_text){text, (size_t)size}, &read))
        return copysign(0, value); /* too small for a double */
    return copysign(read, value);
}

static size_t write_figures(char *out, double value, const char *digits, int count, int exponent)
{
    size_t size = value < 0 ? put(out, "-", 1) : 0;
    bool is_plain = exponent >= PLAIN_EXPONENT_MIN && exponent <= PLAIN_EXPONENT_MAX;
    return size + (is_plain ? write_plain(out + size, digits, count, exponent)
                            : write_scientific(out + size, digits, count, exponent));
}

size_t cir_number_write_exact(char *out, double value)
{
    assert(isfinite(value));
    char digits[DOUBLE_DIGITS + 1] = "";
    int exponent = 0;
    int count = take_least_figures(digits, &exponent, value);
    return write_figures(out, value, digits, count, exponent);
}

size_t cir_number_write_figures(char *out, double value, int figures)
{
    assert(isfinite(value) && figures >= 1 && figures <= DOUBLE_DIGITS);
    char digits[DOUBLE_DIGITS + 1] = "";
    int exponent = 0;
    (void)take_figures(digits, &exponent, value, figures);
    while (figures > 1 && digits[figures - 1] == '0')
        figures--;
    return write_figures(out, value, digits, figures, exponent);
}
