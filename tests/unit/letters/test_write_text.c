#include "filled.h"
#include "spoken.h"
#include "suite.h"

#include "letters/writers.h"

#include <unistr.h>
#include <uniwidth.h>

static void test_write_text__wraps_and_rules(void)
{
    struct filled filled;
    struct cir_buffer text = {0};
    filled_open(&filled,
                "# A title that is longer than what fits on one line of a letter, so that it is broken in two\n"
                "One.\n- first\n- {id: id} and a point that is so long that it has to be broken, with a hanging "
                "indent\n## Two\nThree.\n");
    cir_letter_values_add_text(&filled.values, CIR_LETTER_ID, "A-1");
    filled_make(&filled, CIR_EN, 0, "green");
    cir_letter_write_text(&text, &filled.letter);
    spoken_check(&text, "TLP:GREEN\n"
                        "limited disclosure: within the community, not by publicly accessible channels\n"
                        "\n"
                        "A title that is longer than what fits on one line of a letter, so that it is\n"
                        "broken in two\n"
                        "============================================================================\n"
                        "\n"
                        "One.\n"
                        "\n"
                        "- first\n"
                        "- A-1 and a point that is so long that it has to be broken, with a hanging\n"
                        "  indent\n"
                        "\n"
                        "Two\n"
                        "---\n"
                        "\n"
                        "Three.\n"
                        "\n"
                        "TLP:GREEN\n");
    filled_close(&filled);
}

/* No line is wider than 78 columns, whatever the language, and nothing is lost on the way. */
static void test_write_text__keeps_its_width(void)
{
    static const char *const parts[CIR_LANGUAGES] = {
        "تكنولوجيات المعلومات والاتصالات ", "information and communications ", "tecnologías de la información ",
        "technologies de l’information ",   "информационно-коммуникационные ", "信通技术关键基础设施应急小组，"};
    for (size_t i = 0; i < CIR_LANGUAGES; i++) {
        struct filled filled;
        struct cir_buffer template = {0};
        struct cir_buffer text = {0};
        cir_buffer_add_string(&template, "# T\n- ");
        for (int k = 0; k < 40; k++)
            cir_buffer_add_string(&template, parts[i]);
        cir_buffer_add_char(&template, '\0');
        filled_open(&filled, template.data);
        filled_make(&filled, (enum cir_language)i, 0, NULL);
        cir_letter_write_text(&text, &filled.letter);
        struct cir_text line;
        struct cir_text rest = cir_buffer_text(&text);
        size_t lines = 0;
        while (cir_text_next(&line, &rest, '\n')) {
            CU_ASSERT(u8_width((const uint8_t *)line.data, line.size, "UTF-8") <= 78);
            CU_ASSERT(line.size == 0 || line.data[line.size - 1] != ' ');
            lines++;
        }
        CU_ASSERT(lines > 15 && lines < 50);
        cir_buffer_free(&text);
        cir_buffer_free(&template);
        filled_close(&filled);
    }
}

/* Lines of Arabic begin at the right, and values keep to themselves. */
static void test_write_text__marks_the_direction(void)
{
    struct filled filled;
    struct cir_buffer text = {0};
    filled_open(&filled, "# عنوان\n- المعرف: {id: x}\n");
    cir_letter_values_add_text(&filled.values, CIR_LETTER_ID, "A-1");
    filled_make(&filled, CIR_AR, 0, NULL);
    cir_letter_write_text(&text, &filled.letter);
    spoken_check(&text, "TLP:__________\n\n\u200Fعنوان\n=====\n\n- \u200Fالمعرف: \u2068A-1\u2069\n\nTLP:__________\n");
    filled_close(&filled);
    spoken_end();
}

CIR_SUITE("write_text", {"wraps and rules", test_write_text__wraps_and_rules},
          {"keeps its width", test_write_text__keeps_its_width},
          {"marks the direction", test_write_text__marks_the_direction})
