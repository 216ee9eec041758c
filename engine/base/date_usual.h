/** The forms of dates that programs write, read where a call would cost more than the reading. */
#ifndef CIR_BASE_DATE_USUAL_H
#define CIR_BASE_DATE_USUAL_H

#include "base/date.h"
#include "base/word.h"

static inline bool cir_date_is_leap(uint32_t year)
{
    return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0));
}

/** Days of a month, 1 to 12: those of odd number have 31 up to July, the others from August on. */
static inline uint32_t cir_date_month_days(uint32_t year, uint32_t month)
{
    uint32_t february = cir_date_is_leap(year) ? 29 : 28;
    uint32_t days = 30 + ((month + (month >> 3)) & 1);
    return month == 2 ? february : days;
}

/** Whether there is this day. */
static inline bool cir_date_is_day(uint32_t year, uint32_t month, uint32_t day)
{
    return (month - 1 < 12) & (day - 1 < cir_date_month_days(year, month));
}

/** As cir_date_days. */
static inline int32_t cir_date_days_of(int64_t year, uint32_t month, uint32_t day)
{
    /* Counted from 400 years before the year 0, so that nothing is negative. The calendar repeats every 400 years. */
    const uint32_t first_of_1970 = 865625;
    uint32_t years = (uint32_t)(year + 400);
    uint32_t past = years - (month <= 2 ? 1 : 0); /* a leap day counts when it is past */
    uint32_t centuries = past / 100;
    uint32_t leap_days = past / 4 - centuries + centuries / 4;
    uint32_t before = (month * 367 - 362) / 12 - (month <= 2 ? 0 : 2); /* days of the year before the month */
    return (int32_t)(years * 365 + leap_days + before + day - first_of_1970);
}

/** Find the pairs of digits of a word, which is to be written as the pattern, where '0' stands for any digit:
 * byte i of *pairs gets the number of the digits i and i + 1. Of the pattern, which is a constant, the machine sees two
 * constants.
 * @return a word with the high bit of a byte set where one is written otherwise */
static inline uint64_t cir_date_pairs(uint64_t *pairs, uint64_t word, const char *pattern)
{
    const uint64_t high = cir_word_of(0x80);
    uint64_t form = cir_word_load(pattern);
    uint64_t signs = ((form ^ cir_word_of('0')) + cir_word_of(0x7f)) & high;
    uint64_t room = cir_word_of(0x80 - 10) + signs / 0x80 * 9; /* lifts a digit above 9, or a wrong sign, to 0x80 */
    uint64_t values = word ^ form;
    *pairs = values * 10 + (values >> 8);
    return (values + room) | values;
}

static inline uint32_t cir_date_pair(uint64_t pairs, unsigned place)
{
    return (uint32_t)(pairs >> place * 8) & 0xff;
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
    uint64_t faults =
        cir_date_pairs(&start, cir_word_load(at), "0000-00-") | cir_date_pairs(&end, cir_word_load(at + 2), "00-00-00");
    unsigned year = cir_date_pair(start, 0) * 100 + cir_date_pair(start, 2);
    unsigned month = cir_date_pair(start, 5);
    unsigned day = cir_date_pair(end, 6);
    if (!cir_date_is_written_so(faults) || !cir_date_is_day(year, month, day))
        return false;
    *days = cir_date_days_of(year, month, day);
    return true;
}

/** The text of an instant: of its 20 bytes the words at 0, 8 and 12. */
struct cir_date_words {
    uint64_t start, middle, end;
};

static inline struct cir_date_words cir_date_words_load(const char *at)
{
    return (struct cir_date_words){cir_word_load(at), cir_word_load(at + 8), cir_word_load(at + 12)};
}

/** Read "2020-05-31T12:30:00Z", in hours from 1970-01-01T00:00Z. Nothing here is a branch or a table, so that a loop of
 * it can take several at once.
 * @return false when it is anything else, or no such instant; a leap second counts as that */
static inline bool cir_date_instant(double *hours, struct cir_date_words words)
{
    uint64_t start;
    uint64_t middle;
    uint64_t end;
    uint64_t faults = cir_date_pairs(&start, words.start, "0000-00-") |
                      cir_date_pairs(&middle, words.middle, "00T00:00") | cir_date_pairs(&end, words.end, "0:00:00Z");
    uint32_t year = cir_date_pair(start, 0) * 100 + cir_date_pair(start, 2);
    uint32_t month = cir_date_pair(start, 5);
    uint32_t day = cir_date_pair(middle, 0);
    uint32_t hour = cir_date_pair(middle, 3);
    uint32_t minute = cir_date_pair(middle, 6);
    uint32_t second = cir_date_pair(end, 5);
    bool is_time = (hour < 24) & (minute < 60) & (second < 60);
    bool is_day = cir_date_is_day(year, month, day);
    bool is_written_so = cir_date_is_written_so(faults);
    double of_day = (double)(int32_t)hour + (int32_t)minute / 60.0 + (int32_t)second / 3600.0;
    *hours = (double)cir_date_days_of(year, month, day) * 24 + of_day;
    return is_written_so & is_time & is_day;
}

/** As cir_date_instant, but nothing is written where it is anything else. */
static inline bool cir_date_read_instant(const char *at, double *hours)
{
    double read;
    if (!cir_date_instant(&read, cir_date_words_load(at)))
        return false;
    *hours = read;
    return true;
}

#endif
