#include "suite.h"

#include "report/style.h"

#include <string.h>

static struct cir_buffer style_of(const char *title, const char *tlp)
{
    struct cir_buffer css = {0};
    cir_report_add_style(&css, cir_text_of(title), cir_text_of(tlp));
    cir_buffer_add_char(&css, '\0');
    CU_ASSERT_FALSE_FATAL(css.failed);
    return css;
}

static bool begins(const char *title, const char *tlp, const char *start)
{
    struct cir_buffer css = style_of(title, tlp);
    bool does = strncmp(css.data, start, strlen(start)) == 0;
    cir_buffer_free(&css);
    return does;
}

static void test_style__writes_each_label_in_its_colour(void)
{
    CU_ASSERT(begins("A", "TLP:RED", ":root{--tlp-colour:#ff2b2b;--tlp:\"TLP\\3a RED\";--title:\"A\"}\n"));
    CU_ASSERT(begins("A", "TLP:AMBER", ":root{--tlp-colour:#ffc000;--tlp:\"TLP\\3a AMBER\""));
    CU_ASSERT(begins("A", "TLP:AMBER+STRICT", ":root{--tlp-colour:#ffc000;--tlp:\"TLP\\3a AMBER\\2b STRICT\""));
    CU_ASSERT(begins("A", "TLP:GREEN", ":root{--tlp-colour:#33ff00"));
    CU_ASSERT(begins("A", "TLP:CLEAR", ":root{--tlp-colour:#ffffff"));
    CU_ASSERT(begins("A", "TLP:PUCE", ":root{--tlp-colour:#ffffff"));
}

static void test_style__lets_no_text_end_its_string(void)
{
    struct cir_buffer css = style_of("</style>\"};*{}\\ \n\xd9\xaa", "TLP:CLEAR");
    CU_ASSERT_PTR_NOT_NULL(
        strstr(css.data, "--title:\"\\3c \\2f style\\3e \\22 \\7d \\3b \\2a \\7b \\7d \\5c \\20 \\a \xd9\xaa\"}\n"));
    CU_ASSERT_PTR_NULL(strstr(css.data, "</style"));
    cir_buffer_free(&css);
}

/* NOLINTBEGIN(misc-misleading-bidirectional): what misleads is what is tested */
static void test_style__shows_what_cannot_be_seen(void)
{
    CU_ASSERT(begins("a\xe2\x80\xae"
                     "b",
                     "TLP:CLEAR", ":root{--tlp-colour:#ffffff;--tlp:\"TLP\\3a CLEAR\";--title:\"a\\5c u202eb\"}\n"));
}
/* NOLINTEND(misc-misleading-bidirectional) */

static void test_style__ends_with_the_sheet(void)
{
    struct cir_buffer css = style_of("A", "TLP:CLEAR");
    CU_ASSERT_PTR_NOT_NULL(strstr(css.data, "@top-right { content: var(--tlp)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(css.data, "@bottom-right { content: var(--tlp)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(css.data, "@top-left { content: var(--title)"));
    cir_buffer_free(&css);
}

CIR_SUITE("report_style", {"writes each label in its colour", test_style__writes_each_label_in_its_colour},
          {"lets no text end its string", test_style__lets_no_text_end_its_string},
          {"shows what cannot be seen", test_style__shows_what_cannot_be_seen},
          {"ends with the sheet", test_style__ends_with_the_sheet})
