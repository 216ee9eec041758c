#include "base/date.h"

#include "base/date_usual.h"

int64_t cir_date_days(int64_t year, unsigned month, unsigned day)
{
    return cir_date_days_of(year, month, day);
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    return cir_date_months[month].days - (month == 2 && !cir_date_is_leap(year) ? 1U : 0U);
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
