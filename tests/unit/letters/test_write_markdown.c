#include "filled.h"
#include "spoken.h"
#include "suite.h"

#include "letters/writers.h"

static void check(const char *template, const char *value, const char *expected)
{
    struct filled filled;
    struct cir_buffer text = {0};
    filled_open(&filled, template);
    cir_letter_values_add_text(&filled.values, CIR_LETTER_TITLE, value);
    filled_make(&filled, CIR_EN, 0, "red");
    cir_letter_write_markdown(&text, &filled.letter);
    static const char start[] = "**TLP:RED**\n\nfor the named recipients alone, no further disclosure\n\n# T\n\n";
    static const char end[] = "\n\n**TLP:RED**\n";
    CU_ASSERT_FATAL(cir_text_starts_with(cir_buffer_text(&text), start) && text.size > sizeof start + sizeof end - 2);
    CU_ASSERT(memcmp(text.data + text.size - (sizeof end - 1), end, sizeof end - 1) == 0);
    struct cir_buffer middle = {0};
    cir_buffer_add(&middle, (struct cir_text){text.data + sizeof start - 1, text.size - sizeof start - sizeof end + 2});
    spoken_check(&middle, expected);
    cir_buffer_free(&text);
    filled_close(&filled);
}

static void test_write_markdown__keeps_its_blocks(void)
{
    check("# T\nOne.\n- two\n- three\n## 4. Four\nFive.\n", "", "One.\n\n- two\n- three\n\n## 4. Four\n\nFive.");
}

/* A template that begins a line with what Markdown takes for a list or a rule means its words. */
static void test_write_markdown__escapes_what_begins_a_line(void)
{
    check("# T\n1. no list\n12) neither\n-nor this\n+ nor this\n=== nor this\n- - nor this\n- 3. or this\n1.5 is one\n",
          "",
          "1\\. no list\n\n12\\) neither\n\n\\-nor this\n\n\\+ nor this\n\n\\=== nor this\n\n- \\- nor this\n- 3\\. or "
          "this\n\n1\\.5 is one");
}

static void test_write_markdown__makes_values_harmless(void)
{
    static const struct {
        const char *value;
        const char *expected;
    } values[] = {
        {"a\n# b\n- c", "a \\# b - c"},
        {"**b** _i_ `c` ~~s~~", "\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~\\~s\\~\\~"},
        {"[x](javascript:alert(1))", "\\[x\\](javascript\\:alert(1))"},
        {"http://x.example", "http\\://x\\.example"},
        {"www.x.example", "www\\.x\\.example"},
        {"a@b.example", "a\\@b\\.example"},
        {"<b>&amp;", "\\<b\\>\\&amp;"},
        {"a | b \\ c $d$", "a \\| b \\\\ c \\$d\\$"},
        {"12:30, 1.5, e.g. so: it", "12:30, 1.5, e\\.g. so: it"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct cir_buffer expected = {0};
        cir_buffer_add_format(&expected, "Title: %s", values[i].expected);
        cir_buffer_add_char(&expected, '\0');
        check("# T\nTitle: {title: title}\n", values[i].value, expected.data);
        cir_buffer_free(&expected);
    }
    check("# T\n{title: title}\n", "- no list", "\\- no list");
    check("# T\n- {title: title}\n", "1) no list", "- 1\\) no list");
    check("# T\n{title: title}\n", "=====", "\\=====");
    spoken_end();
}

CIR_SUITE("write_markdown", {"keeps its blocks", test_write_markdown__keeps_its_blocks},
          {"escapes what begins a line", test_write_markdown__escapes_what_begins_a_line},
          {"makes values harmless", test_write_markdown__makes_values_harmless})
