/** Dates of the precision that they were given with. */
#ifndef CIR_BASE_DATE_H
#define CIR_BASE_DATE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cir_date_order { CIR_DATE_ISO, CIR_DATE_DMY, CIR_DATE_MDY, CIR_DATE_YMD };

/** A span of time: a year, a month, a day or an instant. Hours count from 1970-01-01T00:00Z. */
struct cir_date {
    double first_h; /**< first hour that it may mean */
    double last_h;  /**< last hour that it may mean; equal to first_h for an instant */
};

/** Read ISO 8601 "2015", "2015-12", "2015-12-23", "2015-12-23T15:30", "...:30:12.5", zone "Z" or "+02:00" (none
 * means UTC); with another order "23/12/2015", "12.23.2015", "2015/12/23" with one of "/.-" throughout.
 * @return false when it is not such a date, or there is no such day */
bool cir_date_read(struct cir_text text, enum cir_date_order order, struct cir_date *date);

/** A length of time: months by the calendar, then hours. */
struct cir_period {
    unsigned months;
    double hours;
};

/** Read "6m", "1y" (months and years by the calendar), "72h", "30d", "4w".
 * @return false when it is none, or none above 0 and at most 9999 of its unit */
bool cir_period_read(struct cir_text text, struct cir_period *period);

/** The hour that lies a period after another: the same day so many months on, or the last of a shorter month. */
double cir_date_after(double hour, struct cir_period period);

enum { CIR_DATE_TEXT_SIZE = 32 };

/** Write an hour of the years 0 to 9999 as an instant to the millisecond, "2020-05-31T12:30Z", or as its day.
 * @return bytes written; `out` has room for CIR_DATE_TEXT_SIZE and is not terminated */
size_t cir_date_write(char *out, double hour, bool as_day);

/** A day of the Gregorian calendar. */
struct cir_day {
    int64_t year;
    unsigned month; /**< 1..12 */
    unsigned day;   /**< 1..31 */
};

/** The day that an hour lies in. */
struct cir_day cir_date_day(double hour);

/** Days from 1970-01-01 to a day of the Gregorian calendar, from the year -399 on. */
int64_t cir_date_days(int64_t year, unsigned month, unsigned day);

#endif
