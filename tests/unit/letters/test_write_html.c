#include "filled.h"
#include "spoken.h"
#include "suite.h"

#include "letters/writers.h"

#include <string.h>

static struct cir_buffer page_of(struct filled *filled, enum cir_language language, const char *template,
                                 const char *value, const char *tlp)
{
    struct cir_buffer page = {0};
    filled_open(filled, template);
    cir_letter_values_add_text(&filled->values, CIR_LETTER_TITLE, value);
    filled_make(filled, language, 0, tlp);
    cir_letter_write_html(&page, &filled->letter);
    cir_buffer_add_char(&page, '\0');
    CU_ASSERT_FALSE_FATAL(page.failed);
    return page;
}

static void test_write_html__is_a_whole_page(void)
{
    struct filled filled;
    struct cir_buffer page = page_of(&filled, CIR_AR, "# {title: x}\nOne\n- two\n- {: by hand}\n## Three\n- four\n",
                                     "A & b", "amber-strict");
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<html lang=\"ar\" dir=\"rtl\">"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<title>A &amp; b</title>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<h1><bdi>A &amp; b</bdi></h1>\n<p>One</p>\n<ul>\n<li>two</li>\n<li><span "
                                             "class=\"blank\">__________ (\u2068by hand\u2069)</span></li>\n</ul>\n"
                                             "<h2>Three</h2>\n<ul>\n<li>four</li>\n</ul>\n</main>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<header>\n<p class=\"tlp\"><bdi>TLP:AMBER+STRICT</bdi></p>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<footer>\n<p class=\"tlp\"><bdi>TLP:AMBER+STRICT</bdi></p>\n</footer>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "@top-right { content: \"TLP:AMBER+STRICT\"; }"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "default-src 'none'"));
    cir_buffer_free(&page);
    filled_close(&filled);
}

static void test_write_html__makes_values_harmless(void)
{
    struct filled filled;
    struct cir_buffer page = page_of(&filled, CIR_EN, "# T\n{title: x}\n",
                                     "</bdi><script>alert(\"1\")</script> <img src=x onerror='y'> &lt;", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<p><bdi>&lt;/bdi&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; "
                                             "&lt;img src=x onerror='y'&gt; &amp;lt;</bdi></p>"));
    CU_ASSERT_PTR_NULL(strstr(page.data, "<script"));
    CU_ASSERT_PTR_NULL(strstr(page.data, "<img"));
    cir_buffer_free(&page);
    filled_close(&filled);
    spoken_end();
}

/* What begins with a digit, or holds a mark, still reads the way of its language. */
static void test_write_html__tells_the_direction_of_values(void)
{
    struct filled filled;
    struct cir_buffer page = {0};
    const struct cir_tongue tongue = spoken_tongue(CIR_AR);
    filled_open(&filled, "# T\n{aware: x} {reference: y}\n");
    cir_letter_values_add_times(&filled.values, &tongue, &(struct cir_letter_times){494074, 494075, 494076, false});
    cir_letter_values_add_text(&filled.values, CIR_LETTER_REFERENCE, "17/2026");
    filled_make(&filled, CIR_AR, 0, NULL);
    cir_letter_write_html(&page, &filled.letter);
    cir_buffer_add_char(&page, '\0');
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<bdi dir=\"rtl\">13"));
    CU_ASSERT_PTR_NOT_NULL(strstr(page.data, "<bdi>17/2026</bdi>"));
    cir_buffer_free(&page);
    filled_close(&filled);
}

CIR_SUITE("write_html", {"is a whole page", test_write_html__is_a_whole_page},
          {"tells the direction of values", test_write_html__tells_the_direction_of_values},
          {"makes values harmless", test_write_html__makes_values_harmless})
