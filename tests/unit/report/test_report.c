#include "reports.h"

#include "report/report.h"

#include <math.h>

static const struct cir_table_scheme schemes[] = {
    {"gge", "Scale and severity", "1.0", "verified", "cirisk-gge", "a1b2"},
    {"nciss", "National scoring", "2", "partly", "CISA", "c3d4"},
    {"own", "", "", "", "", ""},
};

static struct cir_table_facts facts_of(size_t scheme_count)
{
    return (struct cir_table_facts){.name = "log.csv",
                                    .definitions_sha256 = "0123abcd",
                                    .rows = 2385,
                                    .first_h = 0,
                                    .last_h = 10,
                                    .tlp = "TLP:GREEN",
                                    .schemes = schemes,
                                    .scheme_count = scheme_count};
}

/* A table without rows. */
static struct cir_shown_table empty_table(const char *id, const char *unknown)
{
    static const struct cir_shown_column column = {.id = {"a", 1}, .label = {"A", 1}};
    return (struct cir_shown_table){.id = cir_text_of(id),
                                    .language = CIR_EN,
                                    .caption = cir_text_of(id),
                                    .tlp = cir_text_of("TLP:GREEN"),
                                    .columns = &column,
                                    .column_count = 1,
                                    .unknown = cir_text_of(unknown)};
}

static struct cir_report report_of(const struct cir_table_facts *facts)
{
    struct cir_date period = {NAN, NAN};
    cir_date_read(cir_text_of("2015"), CIR_DATE_ISO, &period);
    return (struct cir_report){.tlp = cir_text_of("TLP:GREEN"), .facts = facts, .incidents = 2385, .period = period};
}

static struct cir_buffer written(struct cir_report *report, enum cir_language language)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, language);
    struct cir_buffer html = {0};
    struct cir_error error;
    report->tongue = &tongue;
    CU_ASSERT_EQUAL_FATAL(cir_report_write(&html, report, &error), CIR_OK);
    cir_buffer_add_char(&html, '\0');
    report->tongue = NULL;
    cir_definitions_free(definitions);
    return html;
}

static void test_report__has_only_the_parts_that_it_was_given(void)
{
    struct cir_table_facts facts = facts_of(1);
    struct cir_report report = report_of(&facts);
    struct cir_shown_table sectors = empty_table("sectors-table", "");
    struct cir_shown_table top = empty_table("top-table", "");
    const struct cir_report_key key = {cir_text_of("15"), cir_text_of("States"), cir_text_of("")};
    report.parts[CIR_REPORT_SECTORS].table = &sectors;
    report.parts[CIR_REPORT_TOP] = (struct cir_report_shown){&top, cir_text_of("<svg>top</svg>")};
    report.keys = &key;
    report.key_count = 1;
    struct cir_buffer html = written(&report, CIR_EN);
    static const char *const parts[] = {"<section id=\"key\">",
                                        "<dd class=\"value\">15</dd></div>",
                                        "<section id=\"sectors\">\n<h2>Sectors</h2>\n<p>The sectors that were hit",
                                        "<table id=\"sectors-table\">",
                                        "<section id=\"top\">",
                                        "<svg>top</svg>",
                                        "<table id=\"top-table\">",
                                        "<section id=\"method\">",
                                        "<section id=\"definitions\">",
                                        "<section id=\"limits\">",
                                        "<section id=\"provenance\">",
                                        NULL};
    CU_ASSERT(in_order(&html, parts));
    CU_ASSERT_EQUAL(times(&html, "<section"), 7);
    cir_buffer_free(&html);
}

static void test_report__tells_what_it_is_about(void)
{
    struct cir_table_facts facts = facts_of(2);
    struct cir_report report = report_of(&facts);
    struct cir_buffer html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<dt>Incidents</dt><dd>2,385</dd>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<dt>Period</dt><dd>2015</dd>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<dt>Judged by</dt><dd>gge 1.0 and nciss 2</dd>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<h1>Cyber incidents against critical infrastructure</h1>"), 1);
    cir_buffer_free(&html);
    report.title = cir_text_of("My own");
    report.period = (struct cir_date){NAN, NAN};
    html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<h1>My own</h1>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<dt>Period</dt>"), 0);
    cir_buffer_free(&html);
}

static void test_report__lists_schemes_with_version_status_source_and_hash(void)
{
    struct cir_table_facts facts = facts_of(3);
    struct cir_report report = report_of(&facts);
    struct cir_buffer html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<th scope=\"row\"><bdi dir=\"ltr\">gge</bdi></th><td>Scale and severity</td>"
                                 "<td><bdi dir=\"ltr\">1.0</bdi></td><td>checked against the source</td>"
                                 "<td>cirisk-gge</td><td><bdi dir=\"ltr\">a1b2</bdi></td>"),
                    1);
    CU_ASSERT_EQUAL(times(&html, "<td>checked in part against the source</td><td>CISA</td>"), 1);
    CU_ASSERT_EQUAL(times(&html, "own</bdi></th><td></td><td></td><td>not in the tables of this tool</td>"), 1);
    cir_buffer_free(&html);
    facts.scheme_count = 0;
    html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "id=\"definitions\""), 0);
    cir_buffer_free(&html);
}

static void test_report__tells_its_limits_where_there_are_any(void)
{
    struct cir_table_facts facts = facts_of(1);
    struct cir_report report = report_of(&facts);
    struct cir_buffer html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "without a date"), 0);
    CU_ASSERT_EQUAL(times(&html, "are hidden"), 0);
    CU_ASSERT_EQUAL(times(&html, "A level of one scheme"), 0);
    cir_buffer_free(&html);

    struct cir_shown_table sectors = empty_table("a", "Of 2,385, 12 have no sector.");
    struct cir_shown_table countries = empty_table("b", "Of 2,385, 12 have no sector.");
    struct cir_shown_table trend = empty_table("c", "Of 2,385, 3 have no date.");
    facts = facts_of(2);
    facts.undated = 3;
    facts.unmarked = 2385;
    report.suppress = 5;
    report.parts[CIR_REPORT_SECTORS].table = &sectors;
    report.parts[CIR_REPORT_COUNTRIES].table = &countries;
    report.parts[CIR_REPORT_TREND].table = &trend;
    html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<li>Of 2,385, 12 have no sector.</li>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<li>Of 2,385, 3 have no date.</li>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<li>Incidents without a date, which stand in no period: 3 of 2,385.</li>"), 1);
    CU_ASSERT_EQUAL(times(&html, "(TLP): 2,385 of 2,385.</li>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<li>Counts from 1 to 4 are hidden"), 1);
    CU_ASSERT_EQUAL(times(&html, "<li>A level of one scheme"), 1);
    cir_buffer_free(&html);
}

static void test_report__tells_how_it_was_made(void)
{
    struct cir_table_facts facts = facts_of(1);
    struct cir_report report = report_of(&facts);
    struct cir_buffer html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<dt>Options</dt>"), 0);
    cir_buffer_free(&html);
    report.options = cir_text_of("report log.csv --lang <en>");
    html = written(&report, CIR_EN);
    CU_ASSERT_EQUAL(times(&html, "<dt>Read from</dt><dd class=\"code\"><bdi dir=\"ltr\">log.csv</bdi></dd>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<bdi dir=\"ltr\">0123abcd</bdi>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<bdi dir=\"ltr\">report log.csv --lang &lt;en&gt;</bdi>"), 1);
    cir_buffer_free(&html);
}

static void test_report__says_what_each_label_allows(void)
{
    static const char *const labels[] = {"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"};
    struct cir_table_facts facts = facts_of(1);
    struct cir_report report = report_of(&facts);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        report.tlp = cir_text_of(labels[i]);
        struct cir_buffer html = written(&report, CIR_FR);
        CU_ASSERT_EQUAL(times(&html, "<span class=\"meaning\"></span>"), 0);
        CU_ASSERT_EQUAL(times(&html, labels[i]), 3);
        cir_buffer_free(&html);
    }
}

CIR_SUITE("report", {"has only the parts that it was given", test_report__has_only_the_parts_that_it_was_given},
          {"tells what it is about", test_report__tells_what_it_is_about},
          {"lists schemes with version, status, source and hash",
           test_report__lists_schemes_with_version_status_source_and_hash},
          {"tells its limits where there are any", test_report__tells_its_limits_where_there_are_any},
          {"tells how it was made", test_report__tells_how_it_was_made},
          {"says what each label allows", test_report__says_what_each_label_allows})
