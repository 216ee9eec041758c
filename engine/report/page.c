#include "report/page.h"

#include "report/policy.h"
#include "report/style.h"
#include "writers/markup.h"
#include "writers/visible.h"
#include "writers/write_table.h"

extern const char cir_report_page_js[];

/* Tables of more columns are printed on sheets that are turned. */
enum { COLUMNS_UPRIGHT_MAX = 9 };

/* Text between tags or in an attribute. */
static void add_text(struct cir_buffer *html, struct cir_text text)
{
    struct cir_buffer visible = {0};
    cir_visible_add(&visible, text);
    html->failed = html->failed || visible.failed;
    cir_markup_add_lines(html, cir_buffer_text(&visible), " ");
    cir_buffer_free(&visible);
}

static void add_element(struct cir_buffer *html, const char *start, struct cir_text text, const char *end)
{
    cir_buffer_add_string(html, start);
    add_text(html, text);
    cir_buffer_add_string(html, end);
}

static struct cir_text word(const struct cir_report_page *page, enum cir_word which)
{
    return cir_tongue_word(page->tongue, which);
}

static void add_policy(struct cir_buffer *html, struct cir_text style)
{
    struct cir_buffer policy = {0};
    cir_report_add_policy(&policy, style, cir_text_of(cir_report_page_js));
    html->failed = html->failed || policy.failed;
    add_element(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"", cir_buffer_text(&policy), "\">\n");
    cir_buffer_free(&policy);
}

static void add_head(struct cir_buffer *html, const struct cir_report_page *page)
{
    struct cir_buffer style = {0};
    cir_report_add_style(&style, page->title, page->tlp);
    html->failed = html->failed || style.failed;
    cir_buffer_add_string(html, "<head>\n<meta charset=\"utf-8\">\n");
    add_policy(html, cir_buffer_text(&style));
    cir_buffer_add_string(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                "<meta name=\"generator\" content=\"cirisk " CIR_VERSION "\">\n");
    add_element(html, "<title>", page->title, "</title>\n");
    cir_buffer_add_string(html, "<style>");
    cir_buffer_add(html, cir_buffer_text(&style));
    cir_buffer_add_string(html, "</style>\n</head>\n");
    cir_buffer_free(&style);
}

/* The words of the script are data of the body. */
static void add_body_start(struct cir_buffer *html, const struct cir_report_page *page)
{
    bool is_arab = page->tongue->form->digits == CIR_DIGITS_ARAB;
    add_element(html, "<body data-filter=\"", word(page, CIR_WORD_REPORT_FILTER), "\"");
    add_element(html, " data-shown=\"", word(page, CIR_WORD_REPORT_SHOWN), "\"");
    add_element(html, " data-sort=\"", word(page, CIR_WORD_REPORT_SORT), "\"");
    cir_buffer_add_format(html, " data-digits=\"%s\">\n", is_arab ? "arab" : "latn");
    add_element(html, "<a class=\"skip\" href=\"#content\">", word(page, CIR_WORD_REPORT_SKIP), "</a>\n");
}

static void add_facts(struct cir_buffer *html, const struct cir_report_fact *facts, size_t count)
{
    if (count == 0)
        return;
    cir_buffer_add_string(html, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < count; i++) {
        add_element(html, "<dt>", facts[i].name, "</dt>");
        add_element(html, facts[i].is_code ? "<dd class=\"code\"><bdi dir=\"ltr\">" : "<dd>", facts[i].value,
                    facts[i].is_code ? "</bdi></dd>\n" : "</dd>\n");
    }
    cir_buffer_add_string(html, "</dl>\n");
}

static void add_label(struct cir_buffer *html, const struct cir_report_page *page)
{
    add_element(html, "<bdi class=\"tlp\" dir=\"ltr\">", page->tlp, "</bdi>");
}

static void add_masthead(struct cir_buffer *html, const struct cir_report_page *page)
{
    cir_buffer_add_string(html, "<header class=\"masthead\">\n<p class=\"mark\">");
    add_element(html, "<span class=\"meaning\">", page->tlp_meaning, "</span> ");
    add_label(html, page);
    add_element(html, "</p>\n<h1>", page->title, "</h1>\n");
    add_facts(html, page->facts, page->fact_count);
    cir_buffer_add_string(html, "</header>\n");
}

static void add_contents(struct cir_buffer *html, const struct cir_report_page *page)
{
    cir_buffer_add_string(html, "<div class=\"contents\"><nav aria-labelledby=\"contents\">\n");
    add_element(html, "<h2 id=\"contents\">", word(page, CIR_WORD_REPORT_CONTENTS), "</h2>\n<ol>\n");
    for (size_t i = 0; i < page->section_count; i++) {
        cir_buffer_add_format(html, "<li><a href=\"#%s\">", page->sections[i].id);
        add_element(html, "", page->sections[i].heading, "</a></li>\n");
    }
    cir_buffer_add_string(html, "</ol>\n</nav></div>\n");
}

static void add_keys(struct cir_buffer *html, const struct cir_report_section *section)
{
    if (section->key_count == 0)
        return;
    cir_buffer_add_string(html, "<dl class=\"key\">\n");
    for (size_t i = 0; i < section->key_count; i++) {
        const struct cir_report_key *key = &section->keys[i];
        add_element(html, "<div><dt>", key->label, "</dt>");
        add_element(html, "<dd class=\"value\">", key->value, "</dd>");
        if (key->detail.size > 0)
            add_element(html, "<dd class=\"detail\">", key->detail, "</dd>");
        cir_buffer_add_string(html, "</div>\n");
    }
    cir_buffer_add_string(html, "</dl>\n");
}

/* What is wider than the page is moved inside a box, which the keyboard can do only where it gets the focus. */
static void add_box_start(struct cir_buffer *html, const char *kind, struct cir_text name)
{
    cir_buffer_add_format(html, "<div class=\"%s\" role=\"region\" tabindex=\"0\" aria-label=\"", kind);
    add_element(html, "", name, "\">\n");
}

static void add_figure(struct cir_buffer *html, const struct cir_report_section *section)
{
    if (section->figure.size == 0)
        return;
    add_box_start(html, "scroll figure", section->heading);
    cir_buffer_add(html, section->figure);
    cir_buffer_add_string(html, "</div>\n");
}

static enum cir_status add_table(struct cir_buffer *html, const struct cir_report_section *section,
                                 struct cir_error *error)
{
    if (section->table == NULL)
        return CIR_OK;
    bool is_wide = section->table->column_count > COLUMNS_UPRIGHT_MAX;
    add_box_start(html, is_wide ? "scroll wide" : "scroll", section->table->caption);
    enum cir_status status = cir_write_table_html_fragment(html, &section->table, 1, NULL, error);
    cir_buffer_add_string(html, "</div>\n");
    return status;
}

static void add_items(struct cir_buffer *html, const struct cir_report_section *section)
{
    if (section->item_count == 0)
        return;
    cir_buffer_add_string(html, "<ul class=\"items\">\n");
    for (size_t i = 0; i < section->item_count; i++)
        add_element(html, "<li>", section->items[i], "</li>\n");
    cir_buffer_add_string(html, "</ul>\n");
}

static enum cir_status add_section(struct cir_buffer *html, const struct cir_report_section *section,
                                   struct cir_error *error)
{
    cir_buffer_add_format(html, "<section id=\"%s\">\n", section->id);
    add_element(html, "<h2>", section->heading, "</h2>\n");
    for (size_t i = 0; i < section->paragraph_count; i++)
        add_element(html, "<p>", section->paragraphs[i], "</p>\n");
    add_keys(html, section);
    add_figure(html, section);
    enum cir_status status = add_table(html, section, error);
    add_items(html, section);
    add_facts(html, section->facts, section->fact_count);
    cir_buffer_add_string(html, "</section>\n");
    return status;
}

static enum cir_status add_main(struct cir_buffer *html, const struct cir_report_page *page, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    cir_buffer_add_string(html, "<div class=\"page\">\n");
    add_contents(html, page);
    cir_buffer_add_string(html, "<main id=\"content\" tabindex=\"-1\">\n");
    for (size_t i = 0; status == CIR_OK && i < page->section_count; i++)
        status = add_section(html, &page->sections[i], error);
    cir_buffer_add_string(html, "</main>\n</div>\n");
    return status;
}

static void add_end(struct cir_buffer *html, const struct cir_report_page *page)
{
    cir_buffer_add_string(html,
                          "<footer class=\"colophon\">\n<p><bdi dir=\"ltr\">cirisk " CIR_VERSION "</bdi></p>\n<p>");
    add_label(html, page);
    cir_buffer_add_string(html, "</p>\n</footer>\n<script>");
    cir_buffer_add_string(html, cir_report_page_js);
    cir_buffer_add_string(html, "</script>\n</body>\n</html>\n");
}

enum cir_status cir_report_page_write(struct cir_buffer *html, const struct cir_report_page *page,
                                      struct cir_error *error)
{
    enum cir_language language = page->tongue->language;
    cir_buffer_add_format(html, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n", cir_tongue_code(language),
                          cir_tongue_from_right(language) ? "rtl" : "ltr");
    add_head(html, page);
    add_body_start(html, page);
    add_masthead(html, page);
    enum cir_status status = add_main(html, page, error);
    add_end(html, page);
    if (status != CIR_OK)
        return status;
    return html->failed ? cir_fail_memory(error) : CIR_OK;
}
