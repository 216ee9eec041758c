#include "base/date.h"

#include "base/number.h"

int64_t cir_date_days(int64_t year, unsigned month, unsigned day)
{
    /* Years begin in March, so that the leap day is the last of its year: Hinnant, "chrono-compatible low-level
     * date algorithms". */
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1U : 0U);
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

static struct cir_date span(int64_t first_day, int64_t days)
{
    return (struct cir_date){(double)first_day * 24, (double)(first_day + days) * 24 - 1};
}

static bool is_day(unsigned year, unsigned month, unsigned day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/* The two figures at `at`; more than 99 where they are none. */
static unsigned two_digits(const char *at)
{
    unsigned tens = (unsigned)(unsigned char)at[0] - '0';
    unsigned ones = (unsigned)(unsigned char)at[1] - '0';
    return tens < 10 && ones < 10 ? tens * 10 + ones : 100;
}

/* "2020-05-31" and "2020-05-31T12:30:00Z", the forms that programs write; every other one is read part by part. */
static bool read_usual(struct cir_text text, struct cir_date *date)
{
    const char *at = text.data;
    bool has_time = text.size == 20 && at[10] == 'T' && at[13] == ':' && at[16] == ':' && at[19] == 'Z';
    if ((text.size != 10 && !has_time) || at[4] != '-' || at[7] != '-')
        return false;
    unsigned century = two_digits(at);
    unsigned year = two_digits(at + 2);
    unsigned month = two_digits(at + 5);
    unsigned day = two_digits(at + 8);
    if (century > 99 || year > 99 || !is_day(century * 100 + year, month, day))
        return false;
    *date = span(cir_date_days(century * 100 + year, month, day), 1);
    if (!has_time)
        return true;
    unsigned hour = two_digits(at + 11);
    unsigned minute = two_digits(at + 14);
    unsigned second = two_digits(at + 17);
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    date->first_h += hour + minute / 60.0 + second / 3600.0;
    date->last_h = date->first_h;
    return true;
}

static bool read_iso(struct cir_text rest, struct cir_date *date)
{
    if (read_usual(rest, date))
        return true;
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (!take_digits(&rest, 4, 4, &year))
        return false;
    if (rest.size == 0) {
        int64_t first = cir_date_days(year, 1, 1);
        *date = span(first, cir_date_days((int64_t)year + 1, 1, 1) - first);
        return true;
    }
    if (!take_sign(&rest, '-') || !take_digits(&rest, 2, 2, &month) || month < 1 || month > 12)
        return false;
    if (rest.size == 0) {
        *date = span(cir_date_days(year, month, 1), days_in_month(year, month));
        return true;
    }
    if (!take_sign(&rest, '-') || !take_digits(&rest, 2, 2, &day) || !is_day(year, month, day))
        return false;
    *date = span(cir_date_days(year, month, day), 1);
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
    if (rest.size != 0 || !is_day(year, month, day))
        return false;
    *date = span(cir_date_days(year, month, day), 1);
    return true;
}

bool cir_date_read(struct cir_text text, enum cir_date_order order, struct cir_date *date)
{
    return order == CIR_DATE_ISO ? read_iso(text, date) : read_ordered(text, order, date);
}
