#include "letters/deadlines.h"

#include "base/date.h"

#include <math.h>

enum { EARLY_WARNING_H = 24, NOTIFICATION_H = 72, TRUST_SERVICE_NOTIFICATION_H = 24 };

static const struct cir_period month = {.months = 1};

/* The calendar knows no NAN. */
static double month_after(double hour)
{
    return isnan(hour) ? NAN : cir_date_after(hour, month);
}

struct cir_deadlines cir_deadlines_of(const struct cir_letter_times *times)
{
    struct cir_deadlines deadlines = {
        .early_warning_h = times->aware_h + EARLY_WARNING_H,
        .notification_h = times->aware_h + (times->is_trust_service ? TRUST_SERVICE_NOTIFICATION_H : NOTIFICATION_H),
        .is_final_estimated = isnan(times->notified_h),
        .after_handling_h = month_after(times->handled_h),
    };
    deadlines.final_report_h = month_after(deadlines.is_final_estimated ? deadlines.notification_h : times->notified_h);
    return deadlines;
}

static bool is_one_of(char sign, const char *signs)
{
    return sign != '\0' && strchr(signs, sign) != NULL;
}

/* Whether a zone stands behind the hour: "Z", or a sign, which a day before the 'T' also has. */
static bool has_zone(struct cir_text text)
{
    size_t at = 0;
    while (at < text.size && !is_one_of(text.data[at], "T "))
        at++;
    while (at < text.size && !is_one_of(text.data[at], "Z+-"))
        at++;
    return at < text.size;
}

enum cir_status cir_instant_read(double *hour, struct cir_text text, const char *what, struct cir_error *error)
{
    static const char example[] = "2026-05-01T10:00Z or 2026-05-01T12:00+02:00";
    const struct cir_place nowhere = {0};
    struct cir_date date;
    *hour = NAN;
    if (!cir_date_read(text, CIR_DATE_ISO, &date))
        return cir_fail(error, CIR_BAD_USE, nowhere, "%s: '%.*s' is no instant; expected %s", what, CIR_TEXT_ARGS(text),
                        example);
    if (date.first_h != date.last_h)
        return cir_fail(error, CIR_BAD_USE, nowhere,
                        "%s: '%.*s' tells no hour, from which hours are counted; expected %s", what,
                        CIR_TEXT_ARGS(text), example);
    if (!has_zone(text))
        return cir_fail(error, CIR_BAD_USE, nowhere, "%s: '%.*s' tells no time zone; expected %s", what,
                        CIR_TEXT_ARGS(text), example);
    *hour = date.first_h;
    return CIR_OK;
}

/* NAN is before nothing. */
enum cir_status cir_letter_times_check(const struct cir_letter_times *times, struct cir_error *error)
{
    const struct cir_place nowhere = {0};
    if (times->notified_h < times->aware_h)
        return cir_fail(error, CIR_BAD_USE, nowhere,
                        "the notification was submitted before anybody was aware: --notified lies before --aware");
    if (times->handled_h < times->aware_h)
        return cir_fail(error, CIR_BAD_USE, nowhere,
                        "the incident was handled before anybody was aware: --handled lies before --aware");
    return CIR_OK;
}
