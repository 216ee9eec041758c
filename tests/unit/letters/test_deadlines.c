#include "suite.h"

#include "base/date.h"
#include "letters/deadlines.h"

#include <math.h>
#include <string.h>

static double at(const char *text)
{
    double hour = NAN;
    CU_ASSERT_EQUAL_FATAL(cir_instant_read(&hour, cir_text_of(text), "--aware", NULL), CIR_OK);
    return hour;
}

static bool is_at(double hour, const char *expected)
{
    char text[CIR_DATE_TEXT_SIZE + 1] = {0};
    if (!isnan(hour))
        text[cir_date_write(text, hour, false)] = '\0';
    bool is = strcmp(text, expected) == 0;
    if (!is)
        printf("\n    %s, expected %s\n", text, expected);
    return is;
}

static void test_deadlines__count_hours_from_the_instant(void)
{
    struct cir_deadlines deadlines =
        cir_deadlines_of(&(struct cir_letter_times){at("2026-05-01T10:23Z"), NAN, NAN, false});
    CU_ASSERT(is_at(deadlines.early_warning_h, "2026-05-02T10:23Z")); /* a Saturday */
    CU_ASSERT(is_at(deadlines.notification_h, "2026-05-04T10:23Z"));
    CU_ASSERT(is_at(deadlines.final_report_h, "2026-06-04T10:23Z"));
    CU_ASSERT(deadlines.is_final_estimated);
    CU_ASSERT(isnan(deadlines.after_handling_h));
}

static void test_deadlines__count_the_month_from_the_submission(void)
{
    static const struct {
        const char *notified;
        const char *final_report;
    } months[] = {
        {"2026-05-02T08:00Z", "2026-06-02T08:00Z"}, {"2026-05-31T08:00Z", "2026-06-30T08:00Z"},
        {"2027-01-31T23:59Z", "2027-02-28T23:59Z"}, {"2028-01-31T23:59Z", "2028-02-29T23:59Z"},
        {"2026-12-15T00:00Z", "2027-01-15T00:00Z"}, {"2028-02-29T12:30Z", "2028-03-29T12:30Z"},
    };
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        const struct cir_letter_times times = {at("2026-05-01T10:00Z"), at(months[i].notified), NAN, false};
        struct cir_deadlines deadlines = cir_deadlines_of(&times);
        CU_ASSERT(is_at(deadlines.final_report_h, months[i].final_report));
        CU_ASSERT_FALSE(deadlines.is_final_estimated);
    }
}

/* Clocks change in most of the Union on 2026-10-25 and 2027-03-28; UTC knows nothing of it. */
static void test_deadlines__are_the_same_in_every_zone(void)
{
    static const char *const same[] = {"2026-10-24T23:30Z", "2026-10-25T01:30+02:00", "2026-10-24T18:00-05:30"};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        struct cir_deadlines deadlines =
            cir_deadlines_of(&(struct cir_letter_times){at(same[i]), at(same[i]), NAN, false});
        CU_ASSERT(is_at(deadlines.early_warning_h, "2026-10-25T23:30Z"));
        CU_ASSERT(is_at(deadlines.notification_h, "2026-10-27T23:30Z"));
        CU_ASSERT(is_at(deadlines.final_report_h, "2026-11-24T23:30Z"));
    }
}

static void test_deadlines__of_trust_services_and_of_what_goes_on(void)
{
    const struct cir_letter_times times = {at("2026-05-01T10:00Z"), NAN, at("2026-08-31T06:00Z"), true};
    struct cir_deadlines deadlines = cir_deadlines_of(&times);
    CU_ASSERT(is_at(deadlines.notification_h, "2026-05-02T10:00Z"));
    CU_ASSERT(is_at(deadlines.final_report_h, "2026-06-02T10:00Z"));
    CU_ASSERT(is_at(deadlines.after_handling_h, "2026-09-30T06:00Z"));
}

static void test_deadlines__are_not_known_without_a_start(void)
{
    struct cir_deadlines deadlines = cir_deadlines_of(&(struct cir_letter_times){NAN, NAN, NAN, false});
    CU_ASSERT(isnan(deadlines.early_warning_h) && isnan(deadlines.notification_h));
    CU_ASSERT(isnan(deadlines.final_report_h) && isnan(deadlines.after_handling_h));
    deadlines = cir_deadlines_of(&(struct cir_letter_times){NAN, at("2026-05-02T08:00Z"), NAN, false});
    CU_ASSERT(isnan(deadlines.early_warning_h));
    CU_ASSERT(is_at(deadlines.final_report_h, "2026-06-02T08:00Z"));
}

static void test_instant__is_refused_where_it_does_not_start_a_clock(void)
{
    static const struct {
        const char *text;
        const char *message;
    } bad[] = {
        {"yesterday", "--aware: 'yesterday' is no instant; expected 2026-05-01T10:00Z or"},
        {"2026-02-30T10:00Z", "is no instant"},
        {"2026-05-01", "'2026-05-01' tells no hour"},
        {"2026-05", "tells no hour"},
        {"2026-05-01T10:00", "'2026-05-01T10:00' tells no time zone"},
        {"2026-05-01 10:00:30", "tells no time zone"},
        {"", "is no instant"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct cir_error error = {.status = CIR_OK};
        double hour = 0;
        CU_ASSERT_EQUAL(cir_instant_read(&hour, cir_text_of(bad[i].text), "--aware", &error), CIR_BAD_USE);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, bad[i].message));
        CU_ASSERT(isnan(hour));
    }
    CU_ASSERT(is_at(at("2026-05-01 12:00:30-02"), "2026-05-01T14:00:30Z"));
}

static void test_times__follow_each_other(void)
{
    struct cir_error error;
    struct cir_letter_times times = {at("2026-05-01T10:00Z"), at("2026-05-01T09:59Z"), NAN, false};
    CU_ASSERT_EQUAL(cir_letter_times_check(&times, &error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "--notified lies before --aware"));
    times = (struct cir_letter_times){at("2026-05-01T10:00Z"), NAN, at("2026-04-30T10:00Z"), false};
    CU_ASSERT_EQUAL(cir_letter_times_check(&times, &error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "--handled lies before --aware"));
    times = (struct cir_letter_times){at("2026-05-01T10:00Z"), at("2026-05-01T10:00Z"), at("2026-05-01T10:00Z"), false};
    CU_ASSERT_EQUAL(cir_letter_times_check(&times, &error), CIR_OK);
    times = (struct cir_letter_times){NAN, at("2026-05-01T10:00Z"), NAN, false};
    CU_ASSERT_EQUAL(cir_letter_times_check(&times, &error), CIR_OK);
}

CIR_SUITE("deadlines", {"count hours from the instant", test_deadlines__count_hours_from_the_instant},
          {"count the month from the submission", test_deadlines__count_the_month_from_the_submission},
          {"are the same in every zone", test_deadlines__are_the_same_in_every_zone},
          {"of trust services, and of what goes on", test_deadlines__of_trust_services_and_of_what_goes_on},
          {"are not known without a start", test_deadlines__are_not_known_without_a_start},
          {"an instant is refused where it does not start a clock",
           test_instant__is_refused_where_it_does_not_start_a_clock},
          {"times follow each other", test_times__follow_each_other})
