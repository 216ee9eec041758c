/* What holds of all letters, whatever their language: the same is told, and the same left to be filled. */
#include "cirisk.h"

#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static const char log_text[] = "id,date,country,sector,title,other_countries,people_affected,deaths,malicious,"
                               "attribution,attribution_confidence,tlp\n"
                               "A-1,2026-05-01,UA,power,Grid down,PL,2385,unknown,yes,somebody unnamed,65,amber\n"
                               "A-2,2026-05-01,UA,power,Bare,,,,,,,\n"
                               "A-3,2026-05-01,UA,power,Bad,,many,,,,,red\n"
                               "A-4,2026-05-01,UA,power,May be red,,,,,,,green|red\n";

static const char *const names[] = {"request", "response", "notification"};

enum { NAMES = sizeof names / sizeof names[0] };

static struct cir_classifier *open_log(void)
{
    const char *scheme = "gge";
    struct cir_classifier *classifier = NULL;
    scratch_open();
    scratch_write("log.csv", cir_text_of(log_text));
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_load_words(classifier, NULL, NULL), CIR_OK);
    return classifier;
}

static void close_log(struct cir_classifier *classifier)
{
    cir_classifier_free(classifier);
    scratch_close();
}

static struct cir_letter_order order_of(const char *name, const char *id)
{
    return (struct cir_letter_order){.name = name,
                                     .language = CIR_EN,
                                     .log = id != NULL ? scratch_path("log.csv") : NULL,
                                     .id = id,
                                     .times = {NAN, NAN, NAN, false},
                                     .received_h = NAN};
}

/* The letter, terminated. */
static struct cir_buffer write_letter(const struct cir_classifier *classifier, const struct cir_letter_order *order)
{
    struct cir_buffer text = {0};
    struct cir_error error = {.message = ""};
    enum cir_status status = cir_letter_write(&text, classifier, order, &error);
    if (status != CIR_OK)
        printf("\n    %s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    cir_buffer_add_char(&text, '\0');
    return text;
}

static size_t count(const struct cir_buffer *text, const char *part)
{
    size_t found = 0;
    for (const char *at = text->data; (at = strstr(at, part)) != NULL; at += strlen(part))
        found++;
    return found;
}

static uint32_t on(enum cir_letter_switch number)
{
    return UINT32_C(1) << number;
}

static bool is_refused(const struct cir_classifier *classifier, const struct cir_letter_order *order,
                       enum cir_status expected, const char *message)
{
    struct cir_buffer text = {0};
    struct cir_error error = {.message = ""};
    bool is = cir_letter_write(&text, classifier, order, &error) == expected &&
              strstr(error.message, message) != NULL && text.size == 0;
    if (!is)
        printf("\n    %s, expected %s\n", error.message, message);
    cir_buffer_free(&text);
    return is;
}

static void test_write_letter__says_the_same_in_every_language(void)
{
    static const enum cir_letter_switch stages[] = {
        CIR_LETTER_IS_EARLY_WARNING, CIR_LETTER_IS_INCIDENT, CIR_LETTER_IS_INTERMEDIATE, CIR_LETTER_IS_PROGRESS,
        CIR_LETTER_IS_FINAL,         CIR_LETTER_IS_GRANTED,  CIR_LETTER_IS_DECLINED};
    struct cir_classifier *classifier = open_log();
    for (size_t i = 0; i < NAMES; i++)
        for (size_t k = 0; k < sizeof stages / sizeof stages[0]; k++) {
            size_t blanks[CIR_LANGUAGES];
            size_t values[CIR_LANGUAGES];
            size_t points[CIR_LANGUAGES];
            for (size_t n = 0; n < CIR_LANGUAGES; n++) {
                struct cir_letter_order order = order_of(names[i], "A-1");
                order.language = (enum cir_language)n;
                order.format = CIR_LETTER_HTML;
                order.switches = on(stages[k]);
                order.times.aware_h = 494074;
                struct cir_buffer text = write_letter(classifier, &order);
                blanks[n] = count(&text, "class=\"blank\"");
                values[n] = count(&text, "<bdi");
                points[n] = count(&text, "<li>");
                CU_ASSERT_EQUAL(count(&text, "TLP:AMBER</bdi>"), 2);
                CU_ASSERT_EQUAL(count(&text, "<bdi>Grid down</bdi>"), 1);
                CU_ASSERT_EQUAL(count(&text, "somebody"), 0);
                cir_buffer_free(&text);
                CU_ASSERT(blanks[n] == blanks[0] && values[n] == values[0] && points[n] == points[0]);
            }
            CU_ASSERT(blanks[0] > 5 && values[0] > 6);
        }
    close_log(classifier);
}

static void test_write_letter__tells_attribution_only_where_it_is_asked_for(void)
{
    struct cir_classifier *classifier = open_log();
    for (size_t i = 0; i < NAMES; i++)
        for (size_t format = CIR_LETTER_TEXT; format <= CIR_LETTER_HTML; format++) {
            struct cir_letter_order order = order_of(names[i], "A-1");
            order.format = (enum cir_letter_format)format;
            struct cir_buffer without = write_letter(classifier, &order);
            order.switches = on(CIR_LETTER_IS_ATTRIBUTION);
            struct cir_buffer with = write_letter(classifier, &order);
            CU_ASSERT_PTR_NULL(strstr(without.data, "somebody"));
            CU_ASSERT_PTR_NOT_NULL(strstr(without.data, "attributes"));
            CU_ASSERT_PTR_NOT_NULL(strstr(with.data, "somebody unnamed"));
            CU_ASSERT_PTR_NOT_NULL(strstr(with.data, "65"));
            cir_buffer_free(&without);
            cir_buffer_free(&with);
        }
    close_log(classifier);
}

static void test_write_letter__leaves_a_blank_form_blank(void)
{
    struct cir_classifier *classifier = open_log();
    for (size_t i = 0; i < NAMES; i++) {
        struct cir_letter_order order = order_of(names[i], NULL);
        struct cir_buffer text = write_letter(classifier, &order);
        CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Name of the incident: __________ (name of the incident)"));
        CU_ASSERT_EQUAL(count(&text, "TLP:__________"), 2);
        CU_ASSERT_PTR_NULL(strstr(text.data, ": not known"));
        cir_buffer_free(&text);
    }
    struct cir_letter_order order = order_of("request", "A-2");
    struct cir_buffer text = write_letter(classifier, &order);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Deaths: __________ (number of deaths)"));
    cir_buffer_free(&text);
    order.id = "A-1";
    text = write_letter(classifier, &order);
    CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "Deaths: not known"));
    cir_buffer_free(&text);
    close_log(classifier);
}

static void test_write_letter__is_labelled_no_laxer_than_the_incident(void)
{
    struct cir_classifier *classifier = open_log();
    struct cir_letter_order order = order_of("request", "A-1");
    order.tlp = "green";
    CU_ASSERT(
        is_refused(classifier, &order, CIR_BAD_USE, "--tlp green is laxer than the label 'amber' of the incident"));
    order.tlp = "red";
    struct cir_buffer text = write_letter(classifier, &order);
    CU_ASSERT_EQUAL(count(&text, "TLP:RED\n"), 2);
    cir_buffer_free(&text);
    order = order_of("request", "A-4");
    text = write_letter(classifier, &order);
    CU_ASSERT_EQUAL(count(&text, "TLP:RED\n"), 2);
    cir_buffer_free(&text);
    order = order_of("request", "A-2");
    order.tlp = "clear";
    text = write_letter(classifier, &order);
    CU_ASSERT_EQUAL(count(&text, "TLP:CLEAR\n"), 2);
    cir_buffer_free(&text);
    close_log(classifier);
}

static void test_write_letter__refuses_what_it_cannot_write(void)
{
    struct cir_classifier *classifier = open_log();
    struct cir_letter_order order = order_of("request", "A-9");
    CU_ASSERT(is_refused(classifier, &order, CIR_END, "no row has the id 'A-9'"));
    order.id = "A-3";
    CU_ASSERT(is_refused(classifier, &order, CIR_BAD_CELL, "'many'"));
    order = order_of("reqest", NULL);
    CU_ASSERT(is_refused(classifier, &order, CIR_BAD_USE, "there is no letter 'reqest'"));
    order = order_of("request", NULL);
    order.given[CIR_LETTER_DATE] = "1 May";
    CU_ASSERT(is_refused(classifier, &order, CIR_BAD_USE, "'1 May' is no day"));
    order = order_of("notification", NULL);
    order.times = (struct cir_letter_times){100, 99, NAN, false};
    CU_ASSERT(is_refused(classifier, &order, CIR_BAD_USE, "--notified lies before --aware"));
    close_log(classifier);
}

/* What scoring wrote is taken as long as it is what the tables say. */
static void test_write_letter__holds_recorded_levels_against_the_tables(void)
{
    static const struct {
        const char *level;
        const char *message; /* NULL: it is taken */
    } recorded[] = {{"0,none", "the log records 'none' for gge, and the tables in use say '"},
                    {"x,none", "'x' is no level"},
                    {",cannot-tell", NULL}};
    struct cir_classifier *classifier = open_log();
    for (size_t i = 0; i < sizeof recorded / sizeof recorded[0]; i++) {
        struct cir_buffer log = {0};
        cir_buffer_add_format(&log, "id,date,country,sector,gge_level,gge_label\nA-1,2026,UA,power,%s\n",
                              recorded[i].level);
        scratch_write("log.csv", cir_buffer_text(&log));
        cir_buffer_free(&log);
        struct cir_letter_order order = order_of("request", "A-1");
        if (recorded[i].message != NULL) {
            CU_ASSERT(is_refused(classifier, &order, i == 0 ? CIR_BAD_CELL : CIR_BAD_LOG, recorded[i].message));
            continue;
        }
        struct cir_buffer text = write_letter(classifier, &order);
        CU_ASSERT_PTR_NOT_NULL(strstr(text.data, "gge 1.0: cannot tell"));
        cir_buffer_free(&text);
    }
    close_log(classifier);
}

CIR_SUITE("write_letter", {"says the same in every language", test_write_letter__says_the_same_in_every_language},
          {"tells attribution only where it is asked for",
           test_write_letter__tells_attribution_only_where_it_is_asked_for},
          {"leaves a blank form blank", test_write_letter__leaves_a_blank_form_blank},
          {"is labelled no laxer than the incident", test_write_letter__is_labelled_no_laxer_than_the_incident},
          {"refuses what it cannot write", test_write_letter__refuses_what_it_cannot_write},
          {"holds recorded levels against the tables", test_write_letter__holds_recorded_levels_against_the_tables})
