/** The forms of dates that programs write, read where a call would cost more than the reading. */
#ifndef CIR_BASE_DATE_USUAL_H
#define CIR_BASE_DATE_USUAL_H

#include "base/date.h"
#include "base/word.h"

/** Days of the year before a month, and days of the month in a leap year. */
struct cir_date_month {
    uint16_t before;
    uint8_t days;
};

/** By number of the month, from 1; those that there are not have no days. */
static const struct cir_date_month cir_date_months[16] = {
    // clang-format off
    [1] = {0, 31},   [2] = {31, 29},  [3] = {59, 31},   [4] = {90, 30},   [5] = {120, 31},  [6] = {151, 30},
    [7] = {181, 31}, [8] = {212, 31}, [9] = {243, 30}, [10] = {273, 31}, [11] = {304, 30}, [12] = {334, 31},
    // clang-format on
};

static inline bool cir_date_is_leap(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/** Whether there is this day. One branch, nearly always taken the same way. */
static inline bool cir_date_is_day(unsigned year, unsigned month, unsigned day)
{
    bool may_be = (month < 16) & (day - 1 < cir_date_months[month % 16].days);
    bool is_leap_day = (month == 2) & (day == 29);
    return may_be && (!is_leap_day || cir_date_is_leap(year));
}

/** As cir_date_days. */
static inline int64_t cir_date_days_of(int64_t year, unsigned month, unsigned day)
{
    /* Counted from 400 years before the year 0, so that nothing is negative. The calendar repeats every 400 years. */
    const uint32_t first_of_1970 = 865625;
    uint32_t years = (uint32_t)(year + 400);
    uint32_t past = years - (month <= 2); /* a leap day counts when it is past */
    uint32_t centuries = past / 100;
    uint32_t leap_days = past / 4 - centuries + centuries / 4;
    return (int64_t)(years * 365 + leap_days + cir_date_months[month].before + day) - first_of_1970;
}

/** Find the pairs of digits of the word at `at`, which is to be written as the pattern, where '0' stands for any digit:
 * byte i of *pairs gets the number of the digits i and i + 1. Of the pattern, which is a constant, the machine sees two
 * constants.
 * @return a word with the high bit of a byte set where one is written otherwise */
static inline uint64_t cir_date_pairs(uint64_t *pairs, const char *at, const char *pattern)
{
    const uint64_t high = cir_word_of(0x80);
    uint64_t form = cir_word_load(pattern);
    uint64_t signs = ((form ^ cir_word_of('0')) + cir_word_of(0x7f)) & high;
    uint64_t room = cir_word_of(0x80 - 10) + signs / 0x80 * 9; /* lifts a digit above 9, or a wrong sign, to 0x80 */
    uint64_t values = cir_word_load(at) ^ form;
    *pairs = values * 10 + (values >> 8);
    return (values + room) | values;
}

static inline unsigned cir_date_pair(uint64_t pairs, unsigned place)
{
    return (unsigned)(pairs >> place * 8) & 0xff;
}

static inline bool cir_date_is_written_so(uint64_t faults)
{
    return (faults & cir_word_of(0x80)) == 0;
}

enum { CIR_DATE_DAY_SIZE = 10, CIR_DATE_INSTANT_SIZE = 20 };

/** Read "2020-05-31".
 * @return false when it is anything else */
static inline bool cir_date_read_day(const char *at, int64_t *days)
{
    uint64_t start;
    uint64_t end;
    uint64_t faults = cir_date_pairs(&start, at, "0000-00-") | cir_date_pairs(&end, at + 2, "00-00-00");
    unsigned year = cir_date_pair(start, 0) * 100 + cir_date_pair(start, 2);
    unsigned month = cir_date_pair(start, 5);
    unsigned day = cir_date_pair(end, 6);
    if (!cir_date_is_written_so(faults) || !cir_date_is_day(year, month, day))
        return false;
    *days = cir_date_days_of(year, month, day);
    return true;
}

/** Read "2020-05-31T12:30:00Z", in hours from 1970-01-01T00:00Z.
 * @return false when it is anything else, or no such instant; a leap second counts as that */
static inline bool cir_date_read_instant(const char *at, double *hours)
{
    uint64_t start;
    uint64_t middle;
    uint64_t end;
    uint64_t faults = cir_date_pairs(&start, at, "0000-00-") | cir_date_pairs(&middle, at + 8, "00T00:00") |
                      cir_date_pairs(&end, at + 12, "0:00:00Z");
    unsigned year = cir_date_pair(start, 0) * 100 + cir_date_pair(start, 2);
    unsigned month = cir_date_pair(start, 5);
    unsigned day = cir_date_pair(middle, 0);
    unsigned hour = cir_date_pair(middle, 3);
    unsigned minute = cir_date_pair(middle, 6);
    unsigned second = cir_date_pair(end, 5);
    bool is_time = (hour < 24) & (minute < 60) & (second < 60);
    if (!(cir_date_is_written_so(faults) & is_time) || !cir_date_is_day(year, month, day))
        return false;
    *hours = (double)cir_date_days_of(year, month, day) * 24 + ((int)hour + (int)minute / 60.0 + (int)second / 3600.0);
    return true;
}

#endif
