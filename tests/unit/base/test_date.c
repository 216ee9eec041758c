#include "suite.h"

#include "base/date.h"
#include "random.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

/* Hours of 2015-12-23T00:00Z, from the system's calendar. */
static double hours_of(int year, int month, int day)
{
    struct tm moment = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return (double)timegm(&moment) / 3600;
}

static void expect_span(const char *text, enum cir_date_order order, double first_h, double last_h)
{
    struct cir_date date = {0};
    if (!cir_date_read(cir_text_of(text), order, &date) || fabs(date.first_h - first_h) > 1e-9 ||
        fabs(date.last_h - last_h) > 1e-9)
        CU_FAIL(text);
}

static void expect_instant(const char *text, double hours)
{
    expect_span(text, CIR_DATE_ISO, hours, hours);
}

static void expect_day(const char *text, enum cir_date_order order)
{
    double first = hours_of(2015, 12, 3);
    expect_span(text, order, first, first + 23);
}

static void test_date__keeps_the_precision_it_was_given_with(void)
{
    expect_span("2015", CIR_DATE_ISO, hours_of(2015, 1, 1), hours_of(2016, 1, 1) - 1);
    expect_span("2016", CIR_DATE_ISO, hours_of(2016, 1, 1), hours_of(2017, 1, 1) - 1);
    expect_span("2015-12", CIR_DATE_ISO, hours_of(2015, 12, 1), hours_of(2016, 1, 1) - 1);
    expect_span("2016-02", CIR_DATE_ISO, hours_of(2016, 2, 1), hours_of(2016, 3, 1) - 1);
    expect_span("1970-01-01", CIR_DATE_ISO, 0, 23);
    expect_span("1969-12-31", CIR_DATE_ISO, -24, -1);
    expect_day("2015-12-03", CIR_DATE_ISO);
}

static void test_date__reads_instants(void)
{
    double day = hours_of(2015, 12, 23);
    expect_instant("2015-12-23T15:30", day + 15.5);
    expect_instant("2015-12-23 15:30", day + 15.5);
    expect_instant("2015-12-23T15:30Z", day + 15.5);
    expect_instant("2015-12-23T15:30:12.5", day + 15.5 + 12.5 / 3600);
    expect_instant("2015-12-23T15:30:12.500000000Z", day + 15.5 + 12.5 / 3600);
    expect_instant("2015-12-23T15:30+02:00", day + 13.5);
    expect_instant("2015-12-23T15:30:00-0330", day + 19);
    expect_instant("2015-12-23T15:30+02", day + 13.5);
    expect_instant("2015-12-23T01:00+14:00", day - 13);
    expect_instant("2015-12-23T00:00", day);
    expect_instant("2015-12-23T24:00", day + 24);
    expect_instant("2015-12-23T24:00:00Z", day + 24);
    expect_instant("2016-12-31T23:59:60Z", hours_of(2017, 1, 1));
}

static void test_date__reads_the_declared_order(void)
{
    expect_day("3/12/2015", CIR_DATE_DMY);
    expect_day("03.12.2015", CIR_DATE_DMY);
    expect_day("03-12-2015", CIR_DATE_DMY);
    expect_day("12/3/2015", CIR_DATE_MDY);
    expect_day("12.03.2015", CIR_DATE_MDY);
    expect_day("2015/12/03", CIR_DATE_YMD);
    expect_day("2015.12.3", CIR_DATE_YMD);
    expect_day("2015-12-03", CIR_DATE_YMD);
}

static void expect_refused(enum cir_date_order order, const char *const *texts, size_t count)
{
    struct cir_date date;
    for (size_t i = 0; i < count; i++)
        if (cir_date_read(cir_text_of(texts[i]), order, &date))
            CU_FAIL(texts[i]);
}

static void test_date__refuses_what_is_no_iso_date(void)
{
    static const char *const refused[] = {
        "",           " ",          "15",          "201",         "20155",      "2015-",
        "2015-1",     "2015-13",    "2015-00",     "2015-12-",    "2015-12-2",  "2015-12-00",
        "2015-12-32", "2015-04-31", "2015-02-29",  "1900-02-29",  "2100-02-29", "2015/12/23",
        "23-12-2015", "20151223",   "2015-12-23x", "2015-12-23T", "-2015",      "2O15",
        " 2015",      "2015 ",      "yesterday",   "2015-W52",    "2015-12-23Z"};
    expect_refused(CIR_DATE_ISO, refused, sizeof refused / sizeof refused[0]);
    struct cir_date date;
    CU_ASSERT_FALSE(cir_date_read((struct cir_text){NULL, 0}, CIR_DATE_ISO, &date));
    CU_ASSERT_FALSE(cir_date_read((struct cir_text){NULL, 0}, CIR_DATE_DMY, &date));
}

static void test_date__refuses_what_is_no_time(void)
{
    static const char *const refused[] = {"2015-12-23T15",
                                          "2015-12-23T15:",
                                          "2015-12-23T1:30",
                                          "2015-12-23T15:3",
                                          "2015-12-23T15:60",
                                          "2015-12-23T25:00",
                                          "2015-12-23T24:01",
                                          "2015-12-23T24:00:01",
                                          "2015-12-23T15:30:",
                                          "2015-12-23T15:30:61",
                                          "2015-12-23T15:30:5",
                                          "2015-12-23T15:30:12.",
                                          "2015-12-23T15:30+",
                                          "2015-12-23T15:30+2",
                                          "2015-12-23T15:30+02:",
                                          "2015-12-23T15:30+02:0",
                                          "2015-12-23T15:30+02:60",
                                          "2015-12-23T15:30+15:00",
                                          "2015-12-23T15:30+02:00x",
                                          "2015-12-23T15:30CET",
                                          "2015-12-23t15:30",
                                          "2015-12-23  15:30",
                                          "2015-12-23T15:30:12.1234567890",
                                          "2015-12-23T15:30 Z"};
    expect_refused(CIR_DATE_ISO, refused, sizeof refused / sizeof refused[0]);
}

static void test_date__refuses_another_order(void)
{
    static const char *const dmy[] = {
        "",           "3",           "3/12",       "3/12/",       "3/12/15",   "12/23/2015",
        "31/04/2015", "29/02/2015",  "3/12.2015",  "3 12 2015",   "0/12/2015", "3/0/2015",
        "2015-12-23", "003/12/2015", "3/12/20155", "3/12/2015 T", "3//2015",   "3/13/2015"};
    static const char *const mdy[] = {"23/12/2015", "2015/12/23", "02/30/2015", "2/29/2015"};
    static const char *const ymd[] = {"23/12/2015", "15/12/23", "2015/12", "2015/13/01", "2015/12-23", "2015"};
    expect_refused(CIR_DATE_DMY, dmy, sizeof dmy / sizeof dmy[0]);
    expect_refused(CIR_DATE_MDY, mdy, sizeof mdy / sizeof mdy[0]);
    expect_refused(CIR_DATE_YMD, ymd, sizeof ymd / sizeof ymd[0]);
}

static void test_date__knows_leap_years(void)
{
    struct cir_date date;
    CU_ASSERT_TRUE(cir_date_read(cir_text_of("2000-02-29"), CIR_DATE_ISO, &date));
    CU_ASSERT_TRUE(cir_date_read(cir_text_of("2016-02-29"), CIR_DATE_ISO, &date));
    CU_ASSERT_TRUE(cir_date_read(cir_text_of("29.02.2024"), CIR_DATE_DMY, &date));
    CU_ASSERT_FALSE(cir_date_read(cir_text_of("29.02.2023"), CIR_DATE_DMY, &date));
}

/* Every day there is, and every one there is not, of eight hundred years, against the system's calendar. */
static void test_date__counts_every_day_as_the_system_does(void)
{
    unsigned days = 0;
    for (int year = 1600; year <= 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                struct tm moment = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
                int64_t expected = (int64_t)timegm(&moment) / 86400;
                bool exists = moment.tm_mday == day;
                char text[40];
                struct cir_date date;
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                if (cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date) != exists)
                    CU_FAIL(text);
                if (exists && (cir_date_days(year, (unsigned)month, (unsigned)day) != expected ||
                               date.first_h != (double)expected * 24))
                    CU_FAIL(text);
                days += exists;
            }
    CU_ASSERT_EQUAL(days, 801 * 365 + 195); /* 195 leap years from 1600 to 2400, both among them */
}

static bool read_same(const char *text, const char *other)
{
    struct cir_date one = {0};
    struct cir_date two = {0};
    bool is_read = cir_date_read(cir_text_of(text), CIR_DATE_ISO, &one);
    return is_read == cir_date_read(cir_text_of(other), CIR_DATE_ISO, &two) && one.first_h == two.first_h &&
           one.last_h == two.last_h;
}

/* The form of twenty bytes is read in another way than all others: to the last bit the same must come of it, also
 * where one byte of it is wrong. */
static void test_date__reads_the_usual_form_as_any_other(void)
{
    uint64_t random = 20101;
    for (unsigned year = 1900; year <= 2100; year++)
        for (unsigned month = 0; month <= 13; month++)
            for (unsigned day = 0; day <= 32; day++) {
                char usual[24];
                char other[24];
                snprintf(usual, sizeof usual, "%04u-%02u-%02uT%02u:%02u:%02uZ", year, month, day,
                         random_below(&random, 25), random_below(&random, 61), random_below(&random, 62));
                for (int i = 0; i < 2; i++) {
                    snprintf(other, sizeof other, "%.19s.0Z", usual);
                    if (!read_same(usual, other))
                        CU_FAIL(usual);
                    usual[random_below(&random, 19)] = "/:T-9 .x\xb0"[random_below(&random, 9)];
                }
            }
}

static void expect_period(const char *text, unsigned months, double hours)
{
    struct cir_period period;
    if (!cir_period_read(cir_text_of(text), &period) || period.months != months || period.hours != hours)
        CU_FAIL(text);
}

static void test_date__reads_periods(void)
{
    static const char *const wrong[] = {"", "m", "6", "0m", "6 m", "-6m", "6.5m", "6mm", "6M", "10000d", "1e3d", "m6"};
    expect_period("6m", 6, 0);
    expect_period("1y", 12, 0);
    expect_period("30d", 0, 720);
    expect_period("2w", 0, 336);
    expect_period("72h", 0, 72);
    expect_period("9999h", 0, 9999);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct cir_period period;
        if (cir_period_read(cir_text_of(wrong[i]), &period))
            CU_FAIL(wrong[i]);
    }
}

static void expect_after(const char *from, const char *period_text, const char *expected)
{
    struct cir_date date;
    struct cir_period period;
    char text[CIR_DATE_TEXT_SIZE];
    CU_ASSERT_TRUE_FATAL(cir_date_read(cir_text_of(from), CIR_DATE_ISO, &date));
    CU_ASSERT_TRUE_FATAL(cir_period_read(cir_text_of(period_text), &period));
    struct cir_text found = {text, cir_date_write(text, cir_date_after(date.first_h, period), false)};
    if (!cir_text_is(found, expected)) {
        printf("%s + %s: %.*s\n", from, period_text, CIR_TEXT_ARGS(found));
        CU_FAIL(expected);
    }
}

static void test_date__adds_months_by_the_calendar(void)
{
    expect_after("2025-01-10", "6m", "2025-07-10T00:00Z");
    expect_after("2024-08-31T12:30Z", "6m", "2025-02-28T12:30Z");
    expect_after("2023-08-31", "6m", "2024-02-29T00:00Z");
    expect_after("2024-02-29", "1y", "2025-02-28T00:00Z");
    expect_after("2025-12-31", "1m", "2026-01-31T00:00Z");
    expect_after("1969-12-31", "1m", "1970-01-31T00:00Z");
    expect_after("0001-01-01", "13m", "0002-02-01T00:00Z");
    expect_after("2025-12-31", "36h", "2026-01-01T12:00Z");
}

/* Every day from year 0 to 9999 is written as it is read. */
static void test_date__writes_what_reads_back(void)
{
    const int64_t last = cir_date_days(9999, 12, 31);
    for (int64_t day = cir_date_days(0, 1, 1); day <= last; day += 3) {
        char text[CIR_DATE_TEXT_SIZE];
        struct cir_date date;
        struct cir_text written = {text, cir_date_write(text, (double)day * 24, true)};
        if (!cir_date_read(written, CIR_DATE_ISO, &date) || date.first_h != (double)day * 24)
            CU_FAIL("another day");
        double hour = (double)day * 24 + 23 + 59 / 60.0 + 30.125 / 3600;
        written.size = cir_date_write(text, hour, false);
        if (!cir_date_read(written, CIR_DATE_ISO, &date) || fabs(date.first_h - hour) > 1e-6)
            CU_FAIL("another instant");
    }
    char text[CIR_DATE_TEXT_SIZE];
    struct cir_text almost = {text, cir_date_write(text, 24 - 1e-9, false)};
    CU_ASSERT(cir_text_is(almost, "1970-01-02T00:00Z"));
}

CIR_SUITE("date", {"keeps the precision it was given with", test_date__keeps_the_precision_it_was_given_with},
          {"reads instants", test_date__reads_instants},
          {"reads the declared order", test_date__reads_the_declared_order},
          {"refuses what is no ISO date", test_date__refuses_what_is_no_iso_date},
          {"refuses what is no time", test_date__refuses_what_is_no_time},
          {"refuses another order", test_date__refuses_another_order},
          {"knows leap years", test_date__knows_leap_years},
          {"counts every day as the system does", test_date__counts_every_day_as_the_system_does},
          {"reads periods", test_date__reads_periods},
          {"adds months by the calendar", test_date__adds_months_by_the_calendar},
          {"writes what reads back", test_date__writes_what_reads_back},
          {"reads the usual form as any other", test_date__reads_the_usual_form_as_any_other})
