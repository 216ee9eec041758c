#include "base/date.h"

#include "base/date_usual.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>

int64_t cir_date_days(int64_t year, unsigned month, unsigned day)
{
    return cir_date_days_of(year, month, day);
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    return cir_date_month_days(year, month);
}

static struct cir_date span(int64_t first_day, int64_t days)
{
    return (struct cir_date){(double)first_day * 24, (double)(first_day + days) * 24 - 1};
}

/* Take between `least` and `most` digits off the front. */
static bool take_digits(struct cir_text *rest, size_t least, size_t most, unsigned *value)
{
    size_t size = 0;
    unsigned sum = 0;
    *value = 0;
    if (rest->size == 0)
        return least == 0;
    for (; size < most && size < rest->size && rest->data[size] >= '0' && rest->data[size] <= '9'; size++)
        sum = sum * 10 + (unsigned)(rest->data[size] - '0');
    *value = sum;
    *rest = (struct cir_text){rest->data + size, rest->size - size};
    return size >= least;
}

static bool take_sign(struct cir_text *rest, char sign)
{
    if (rest->size == 0 || rest->data[0] != sign)
        return false;
    *rest = (struct cir_text){rest->data + 1, rest->size - 1};
    return true;
}

static bool take_zone(struct cir_text *rest, double *offset_h)
{
    *offset_h = 0;
    if (rest->size == 0 || take_sign(rest, 'Z'))
        return true;
    double sign = rest->data[0] == '-' ? -1 : 1;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!take_sign(rest, '+') && !take_sign(rest, '-'))
        return false;
    if (!take_digits(rest, 2, 2, &hours))
        return false;
    bool has_minutes = take_sign(rest, ':') || rest->size > 0;
    if (has_minutes && !take_digits(rest, 2, 2, &minutes))
        return false;
    *offset_h = sign * (hours + minutes / 60.0);
    return hours <= 14 && minutes < 60;
}

static bool take_seconds(struct cir_text *rest, double *seconds)
{
    unsigned whole = 0;
    unsigned part = 0;
    if (!take_digits(rest, 2, 2, &whole))
        return false;
    double scale = 1;
    double fraction = 0;
    if (take_sign(rest, '.')) {
        size_t before = rest->size;
        if (!take_digits(rest, 1, 9, &part))
            return false;
        for (size_t i = rest->size; i < before; i++)
            scale *= 10;
        fraction = part / scale;
    }
    *seconds = whole + fraction;
    return whole <= 60; /* a leap second is a time that exists */
}

/* "T15:30[:12[.5]][zone]" after a day. */
static bool take_time(struct cir_text *rest, double *hours)
{
    unsigned hour = 0;
    unsigned minute = 0;
    double seconds = 0;
    double offset_h = 0;
    if (!take_digits(rest, 2, 2, &hour) || !take_sign(rest, ':') || !take_digits(rest, 2, 2, &minute))
        return false;
    if (take_sign(rest, ':') && !take_seconds(rest, &seconds))
        return false;
    if (!take_zone(rest, &offset_h))
        return false;
    *hours = hour + minute / 60.0 + seconds / 3600.0 - offset_h;
    bool is_midnight = hour == 24 && minute == 0 && seconds == 0;
    return (hour < 24 && minute < 60) || is_midnight;
}

static bool read_iso(struct cir_text rest, struct cir_date *date)
{
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (!take_digits(&rest, 4, 4, &year))
        return false;
    if (rest.size == 0) {
        int64_t first = cir_date_days_of(year, 1, 1);
        *date = span(first, cir_date_days_of((int64_t)year + 1, 1, 1) - first);
        return true;
    }
    if (!take_sign(&rest, '-') || !take_digits(&rest, 2, 2, &month) || month < 1 || month > 12)
        return false;
    if (rest.size == 0) {
        *date = span(cir_date_days_of(year, month, 1), days_in_month(year, month));
        return true;
    }
    if (!take_sign(&rest, '-') || !take_digits(&rest, 2, 2, &day) || !cir_date_is_day(year, month, day))
        return false;
    *date = span(cir_date_days_of(year, month, day), 1);
    if (rest.size == 0)
        return true;
    double hours = 0;
    if (!(take_sign(&rest, 'T') || take_sign(&rest, ' ')) || !take_time(&rest, &hours) || rest.size != 0)
        return false;
    date->first_h += hours;
    date->last_h = date->first_h;
    return true;
}

static bool read_ordered(struct cir_text rest, enum cir_date_order order, struct cir_date *date)
{
    static const unsigned char place[][3] = {
        [CIR_DATE_DMY] = {2, 1, 0}, [CIR_DATE_MDY] = {2, 0, 1}, [CIR_DATE_YMD] = {0, 1, 2}};
    unsigned part[3] = {0};
    char sign = '\0';
    for (int i = 0; i < 3; i++) {
        bool is_year = i == place[order][0];
        if (i == 1 && rest.size > 0)
            sign = rest.data[0];
        if (i > 0 && ((sign != '/' && sign != '.' && sign != '-') || !take_sign(&rest, sign)))
            return false;
        if (!take_digits(&rest, is_year ? 4 : 1, is_year ? 4 : 2, &part[i]))
            return false;
    }
    unsigned year = part[place[order][0]];
    unsigned month = part[place[order][1]];
    unsigned day = part[place[order][2]];
    if (rest.size != 0 || !cir_date_is_day(year, month, day))
        return false;
    *date = span(cir_date_days_of(year, month, day), 1);
    return true;
}

/* Kept out of line, so that the usual forms need no stack. */
static __attribute__((noinline)) bool read_parts(struct cir_text text, enum cir_date_order order, struct cir_date *date)
{
    return order == CIR_DATE_ISO ? read_iso(text, date) : read_ordered(text, order, date);
}

bool cir_date_read(struct cir_text text, enum cir_date_order order, struct cir_date *date)
{
    int64_t day = 0;
    if (order == CIR_DATE_ISO && text.size == CIR_DATE_INSTANT_SIZE &&
        cir_date_read_instant(text.data, &date->first_h)) {
        date->last_h = date->first_h;
        return true;
    }
    if (order == CIR_DATE_ISO && text.size == CIR_DATE_DAY_SIZE && cir_date_read_day(text.data, &day)) {
        *date = span(day, 1);
        return true;
    }
    return read_parts(text, order, date);
}

/* ---- the way back ---- */

enum { HOURS_PER_DAY = 24, MONTHS_PER_YEAR = 12, PERIOD_MAX = 9999, MILLISECONDS_PER_HOUR = 3600000 };

/* Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March, eras have 400 of them. */
static struct cir_day day_of(int64_t days)
{
    const int64_t era_days = 146097;
    int64_t from_march = days + 719468;
    int64_t era = (from_march >= 0 ? from_march : from_march - (era_days - 1)) / era_days;
    int64_t in_era = from_march - era * era_days;
    int64_t years = (in_era - in_era / 1460 + in_era / 36524 - in_era / (era_days - 1)) / 365;
    int64_t in_year = in_era - (365 * years + years / 4 - years / 100);
    int64_t month = (5 * in_year + 2) / 153;
    struct cir_day day = {.year = years + era * 400,
                          .month = (unsigned)(month < 10 ? month + 3 : month - 9),
                          .day = (unsigned)(in_year - (153 * month + 2) / 5 + 1)};
    day.year += day.month <= 2;
    return day;
}

struct cir_day cir_date_day(double hour)
{
    return day_of((int64_t)floor(hour / HOURS_PER_DAY));
}

bool cir_period_read(struct cir_text text, struct cir_period *period)
{
    uint64_t count = 0;
    *period = (struct cir_period){0};
    if (text.size < 2 || !cir_number_read_count((struct cir_text){text.data, text.size - 1}, &count) || count < 1 ||
        count > PERIOD_MAX)
        return false;
    switch (text.data[text.size - 1]) {
    case 'y':
        period->months = (unsigned)count * MONTHS_PER_YEAR;
        return true;
    case 'm':
        period->months = (unsigned)count;
        return true;
    case 'w':
        period->hours = (double)count * 7 * HOURS_PER_DAY;
        return true;
    case 'd':
        period->hours = (double)count * HOURS_PER_DAY;
        return true;
    case 'h':
        period->hours = (double)count;
        return true;
    default:
        return false;
    }
}

double cir_date_after(double hour, struct cir_period period)
{
    if (period.months == 0)
        return hour + period.hours;
    double days = floor(hour / HOURS_PER_DAY);
    struct cir_day day = day_of((int64_t)days);
    int64_t months = day.year * MONTHS_PER_YEAR + (day.month - 1) + period.months;
    int64_t year = months / MONTHS_PER_YEAR;
    unsigned month = (unsigned)(months % MONTHS_PER_YEAR) + 1;
    unsigned last = days_in_month((unsigned)year, month);
    int64_t after = cir_date_days(year, month, day.day < last ? day.day : last);
    return (double)after * HOURS_PER_DAY + (hour - days * HOURS_PER_DAY) + period.hours;
}

size_t cir_date_write(char *out, double hour, bool as_day)
{
    double days = floor(hour / HOURS_PER_DAY);
    long milliseconds = lround((hour - days * HOURS_PER_DAY) * MILLISECONDS_PER_HOUR);
    if (milliseconds == (long)HOURS_PER_DAY * MILLISECONDS_PER_HOUR) {
        days++;
        milliseconds = 0;
    }
    struct cir_day day = day_of((int64_t)days);
    char text[64];
    int size = snprintf(text, sizeof text, "%04lld-%02u-%02u", (long long)day.year, day.month, day.day);
    long seconds = milliseconds / 1000;
    if (!as_day)
        size += snprintf(text + size, sizeof text - (size_t)size, "T%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
    if (!as_day && milliseconds % 60000 != 0)
        size += snprintf(text + size, sizeof text - (size_t)size, ":%02ld", seconds % 60);
    if (!as_day && milliseconds % 1000 != 0)
        size += snprintf(text + size, sizeof text - (size_t)size, ".%03ld", milliseconds % 1000);
    if (!as_day)
        text[size++] = 'Z';
    memcpy(out, text, (size_t)size);
    return (size_t)size;
}
