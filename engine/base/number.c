#include "base/number.h"

#include "base/word.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
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
