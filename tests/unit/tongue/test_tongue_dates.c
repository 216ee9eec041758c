#include "spoken.h"
#include "suite.h"

static void check(const char *iso, const struct spoken_six *expected)
{
    struct cir_date date;
    CU_ASSERT_FATAL(cir_date_read(cir_text_of(iso), CIR_DATE_ISO, &date));
    for (int i = 0; i < CIR_LANGUAGES; i++) {
        struct cir_tongue tongue = spoken_tongue((enum cir_language)i);
        struct cir_buffer buffer = {0};
        cir_tongue_add_date(&buffer, &tongue, date);
        spoken_check(&buffer, expected->texts[i]);
    }
}

static void test_tongue_dates__are_as_precise_as_they_were_given(void)
{
    check("2026", &(struct spoken_six){{"2026", "2026", "2026", "2026", "2026\u00A0г.", "2026年"}});
    check("2026-05", &(struct spoken_six){
                         {"أيار/مايو 2026", "May 2026", "mayo de 2026", "mai 2026", "май 2026\u00A0г.", "2026年5月"}});
    check("2026-05-31", &(struct spoken_six){{"31 أيار/مايو 2026", "31\u00A0May 2026", "31 de mayo de 2026",
                                              "31\u00A0mai 2026", "31\u00A0мая 2026\u00A0г.", "2026年5月31日"}});
    check(
        "2026-05-31T09:05Z",
        &(struct spoken_six){{"31 أيار/مايو 2026، الساعة 09:05 بالتوقيت العالمي المنسق", "31\u00A0May 2026, 09:05 UTC",
                              "31 de mayo de 2026, 09:05 UTC", "31\u00A0mai 2026, 09:05 UTC",
                              "31\u00A0мая 2026\u00A0г., 09:05 UTC", "2026年5月31日09:05（协调世界时）"}});
}

static void test_tongue_dates__have_a_first_day_of_the_month(void)
{
    check("2024-01-01", &(struct spoken_six){{"1 كانون الثاني/يناير 2024", "1\u00A0January 2024", "1 de enero de 2024",
                                              "1er\u00A0janvier 2024", "1\u00A0января 2024\u00A0г.", "2024年1月1日"}});
}

static double first_hour(const char *iso)
{
    struct cir_date date;
    CU_ASSERT_FATAL(cir_date_read(cir_text_of(iso), CIR_DATE_ISO, &date));
    return date.first_h;
}

static void check_span(const char *first, const char *after, const char *expected)
{
    struct cir_tongue tongue = spoken_tongue(CIR_EN);
    struct cir_buffer buffer = {0};
    cir_tongue_add_date(&buffer, &tongue, (struct cir_date){first_hour(first), first_hour(after) - 1});
    spoken_check(&buffer, expected);
}

static void test_tongue_dates__know_quarters(void)
{
    check_span("2026-01-01", "2026-04-01", "Q1 2026");
    check_span("2026-10-01", "2027-01-01", "Q4 2026");
    check_span("2026-02-01", "2026-05-01", "1\u00A0February 2026 to 30\u00A0April 2026");
    check_span("2026-01-01", "2028-01-01", "1\u00A0January 2026 to 31\u00A0December 2027");
    check_span("2026-01-01", "2026-03-31", "1\u00A0January 2026 to 30\u00A0March 2026");
    check_span("0999-01-01", "1000-01-01", "999");
}

static void test_tongue_dates__are_in_the_digits_asked_for(void)
{
    struct cir_tongue tongue = spoken_tongue(CIR_AR);
    struct cir_buffer buffer = {0};
    struct cir_date date;
    CU_ASSERT(cir_tongue_set_digits(&tongue, CIR_DIGITS_ARAB));
    CU_ASSERT(cir_date_read(cir_text_of("2026-05-31T12:30Z"), CIR_DATE_ISO, &date));
    cir_tongue_add_date(&buffer, &tongue, date);
    spoken_check(&buffer, "٣١ أيار/مايو ٢٠٢٦، الساعة ١٢:٣٠ بالتوقيت العالمي المنسق");
    CU_ASSERT(cir_date_read(cir_text_of("2026-05-01"), CIR_DATE_ISO, &date));
    cir_tongue_add_date(&buffer, &tongue, date);
    spoken_check(&buffer, "١ أيار/مايو ٢٠٢٦");
    spoken_end();
}

CIR_SUITE("tongue dates", {"are as precise as they were given", test_tongue_dates__are_as_precise_as_they_were_given},
          {"have a first day of the month", test_tongue_dates__have_a_first_day_of_the_month},
          {"know quarters", test_tongue_dates__know_quarters},
          {"are in the digits asked for", test_tongue_dates__are_in_the_digits_asked_for})
