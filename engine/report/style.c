#include "report/style.h"

#include "writers/visible.h"

extern const char cir_report_page_css[];

/* The colours that TLP 2.0 writes its labels in, on black. */
static const char *colour_of(struct cir_text tlp)
{
    static const struct {
        const char *label;
        const char *colour;
    } colours[] = {
        {"TLP:RED", "#ff2b2b"},
        {"TLP:AMBER", "#ffc000"},
        {"TLP:AMBER+STRICT", "#ffc000"},
        {"TLP:GREEN", "#33ff00"},
    };
    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++)
        if (cir_text_is(tlp, colours[i].label))
            return colours[i].colour;
    return "#ffffff";
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ((unsigned char)c & 0x80) != 0;
}

/* A string of CSS: all of ASCII but letters and digits by number, so that nothing ends the string or the element. */
static void add_string(struct cir_buffer *css, struct cir_text text)
{
    struct cir_buffer visible = {0};
    cir_visible_add(&visible, text);
    css->failed = css->failed || visible.failed;
    cir_buffer_add_char(css, '"');
    for (size_t i = 0; i < visible.size; i++)
        if (is_plain(visible.data[i]))
            cir_buffer_add_char(css, visible.data[i]);
        else
            cir_buffer_add_format(css, "\\%x ", (unsigned)visible.data[i]);
    cir_buffer_add_char(css, '"');
    cir_buffer_free(&visible);
}

void cir_report_add_style(struct cir_buffer *css, struct cir_text title, struct cir_text tlp)
{
    cir_buffer_add_format(css, ":root{--tlp-colour:%s;--tlp:", colour_of(tlp));
    add_string(css, tlp);
    cir_buffer_add_string(css, ";--title:");
    add_string(css, title);
    cir_buffer_add_string(css, "}\n");
    cir_buffer_add_string(css, cir_report_page_css);
}
