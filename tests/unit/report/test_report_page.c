#include "reports.h"

#include "report/page.h"

#include <math.h>

static struct cir_text text(const char *string)
{
    return cir_text_of(string);
}

/* A page with one part of each sort, all its texts the same. */
struct sample {
    struct cir_shown_cell cell;
    struct cir_shown_row row;
    struct cir_shown_column column;
    struct cir_shown_table table;
    struct cir_text text;
    struct cir_report_key key;
    struct cir_report_fact fact;
    struct cir_report_section section;
    struct cir_report_page page;
};

static void fill_table(struct sample *sample, struct cir_text all, enum cir_language language)
{
    sample->cell = (struct cir_shown_cell){.kind = CIR_SHOWN_WORDS, .text = all, .value = NAN, .low = NAN, .high = NAN};
    sample->row = (struct cir_shown_row){CIR_SHOWN_BODY, &sample->cell};
    sample->column = (struct cir_shown_column){.id = text("words"), .label = all, .is_header = true};
    sample->table = (struct cir_shown_table){.id = text("table-1"),
                                             .language = language,
                                             .caption = all,
                                             .tlp = text("TLP:GREEN"),
                                             .columns = &sample->column,
                                             .column_count = 1,
                                             .rows = &sample->row,
                                             .row_count = 1};
}

static void fill(struct sample *sample, const struct cir_tongue *tongue, const char *string)
{
    struct cir_text all = text(string);
    fill_table(sample, all, tongue->language);
    sample->text = all;
    sample->key = (struct cir_report_key){all, all, all};
    sample->fact = (struct cir_report_fact){all, all, false};
    sample->section = (struct cir_report_section){.id = "part",
                                                  .heading = all,
                                                  .paragraphs = &sample->text,
                                                  .paragraph_count = 1,
                                                  .keys = &sample->key,
                                                  .key_count = 1,
                                                  .figure = text("<svg></svg>"),
                                                  .table = &sample->table,
                                                  .items = &sample->text,
                                                  .item_count = 1,
                                                  .facts = &sample->fact,
                                                  .fact_count = 1};
    sample->page = (struct cir_report_page){.tongue = tongue,
                                            .title = all,
                                            .tlp = text("TLP:GREEN"),
                                            .tlp_meaning = all,
                                            .facts = &sample->fact,
                                            .fact_count = 1,
                                            .sections = &sample->section,
                                            .section_count = 1};
}

static struct cir_buffer page_of(enum cir_language language, const char *string)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, language);
    struct cir_buffer html = {0};
    struct cir_error error;
    struct sample sample;
    fill(&sample, &tongue, string);
    CU_ASSERT_EQUAL_FATAL(cir_report_page_write(&html, &sample.page, &error), CIR_OK);
    cir_buffer_add_char(&html, '\0');
    CU_ASSERT_FALSE_FATAL(html.failed);
    cir_definitions_free(definitions);
    return html;
}

static void test_page__has_its_parts_in_order(void)
{
    struct cir_buffer html = page_of(CIR_EN, "2.385");
    static const char *const parts[] = {
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-",
        "<title>2.385</title>",
        "<a class=\"skip\" href=\"#content\">Skip to the content</a>",
        "<header",
        "<bdi class=\"tlp\" dir=\"ltr\">TLP:GREEN</bdi>",
        "<h1>2.385</h1>",
        "<dt>2.385</dt><dd>2.385</dd>",
        "<nav aria-labelledby=\"contents\">",
        "<li><a href=\"#part\">2.385</a></li>",
        "<main id=\"content\"",
        "<section id=\"part\">\n<h2>2.385</h2>",
        "<p>2.385</p>",
        "<dd class=\"value\">2.385</dd><dd class=\"detail\">2.385</dd>",
        "<svg></svg>",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"2.385\">",
        "<table id=\"table-1\">",
        "<li>2.385</li>",
        "<footer",
        "<bdi class=\"tlp\" dir=\"ltr\">TLP:GREEN</bdi>",
        "<script>",
        "</script>\n</body>\n</html>\n",
        NULL,
    };
    CU_ASSERT(in_order(&html, parts));
    CU_ASSERT_EQUAL(times(&html, "<h1>"), 1);
    CU_ASSERT_EQUAL(times(&html, "<script>"), 1);
    cir_buffer_free(&html);
}

static void test_page__says_its_language_and_direction(void)
{
    static const char *const roots[CIR_LANGUAGES] = {
        "<html lang=\"ar\" dir=\"rtl\">", "<html lang=\"en\" dir=\"ltr\">", "<html lang=\"es\" dir=\"ltr\">",
        "<html lang=\"fr\" dir=\"ltr\">", "<html lang=\"ru\" dir=\"ltr\">", "<html lang=\"zh\" dir=\"ltr\">"};
    for (int language = 0; language < CIR_LANGUAGES; language++) {
        struct cir_buffer html = page_of((enum cir_language)language, "2.385");
        CU_ASSERT_EQUAL(times(&html, roots[language]), 1);
        cir_buffer_free(&html);
    }
}

/* NOLINTBEGIN(misc-misleading-bidirectional): what misleads is what is tested */
static void test_page__makes_texts_harmless_wherever_they_stand(void)
{
    struct cir_buffer html = page_of(CIR_EN, "</title><b onclick='x()' title=\"\xe2\x80\xae&");
    CU_ASSERT_EQUAL(times(&html, "<b"), times(&html, "<body") + times(&html, "<bdi"));
    CU_ASSERT_EQUAL(times(&html, "</title>"), 1);
    CU_ASSERT_EQUAL(times(&html, "onclick='"), 0);
    CU_ASSERT_EQUAL(times(&html, "\xe2\x80\xae"), 0);
    /* title, meaning, h1, contents, h2; a paragraph, two names, an item; three of the key; two facts twice; the table's
     * label, caption, heading and cell; the figure's label */
    CU_ASSERT_EQUAL(times(&html, "&lt;/title&gt;&lt;b onclick=&#39;x()&#39; title=&quot;\\u202e&amp;"),
                    5 + 2 + 3 + 4 + 4 + 1);
    cir_buffer_free(&html);
}
/* NOLINTEND(misc-misleading-bidirectional) */

static void test_page__is_the_same_each_time(void)
{
    struct cir_buffer first = page_of(CIR_RU, "2.385");
    struct cir_buffer again = page_of(CIR_RU, "2.385");
    CU_ASSERT(cir_text_equal(cir_buffer_text(&first), cir_buffer_text(&again)));
    cir_buffer_free(&first);
    cir_buffer_free(&again);
}

static void test_page__refuses_a_table_that_contradicts_itself(void)
{
    struct cir_definitions *definitions = load_words();
    struct cir_tongue tongue = cir_tongue_of(definitions, CIR_EN);
    struct cir_buffer html = {0};
    struct cir_error error = {0};
    struct sample sample;
    fill(&sample, &tongue, "2.385");
    sample.cell.note = 3;
    CU_ASSERT_EQUAL(cir_report_page_write(&html, &sample.page, &error), CIR_BAD_USE);
    CU_ASSERT(error.message[0] != '\0');
    cir_buffer_free(&html);
    cir_definitions_free(definitions);
}

CIR_SUITE("report_page", {"has its parts in order", test_page__has_its_parts_in_order},
          {"says its language and direction", test_page__says_its_language_and_direction},
          {"makes texts harmless wherever they stand", test_page__makes_texts_harmless_wherever_they_stand},
          {"is the same each time", test_page__is_the_same_each_time},
          {"refuses a table that contradicts itself", test_page__refuses_a_table_that_contradicts_itself})
