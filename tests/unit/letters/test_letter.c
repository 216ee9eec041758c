#include "filled.h"
#include "spoken.h"
#include "suite.h"

#include <stdio.h>

/* "[kind]words<told><<foreign>>_blank_", a block a line. */
static void check(const struct filled *filled, const char *expected)
{
    static const char *const kinds[] = {"[title]", "[heading]", "[point]", "[paragraph]"};
    static const char *const before[] = {"", "<", "<<", "_"};
    static const char *const behind[] = {"", ">", ">>", "_"};
    struct cir_buffer text = {0};
    for (size_t i = 0; i < filled->letter.block_count; i++) {
        const struct cir_letter_block *block = &filled->letter.blocks[i];
        cir_buffer_add_string(&text, kinds[block->kind]);
        for (size_t k = 0; k < block->count; k++) {
            const struct cir_letter_run *run = &filled->letter.runs[block->first + k];
            cir_buffer_add_string(&text, before[run->kind]);
            cir_buffer_add(&text, run->text);
            cir_buffer_add_string(&text, behind[run->kind]);
        }
        cir_buffer_add_char(&text, '\n');
    }
    spoken_check(&text, expected);
}

static uint32_t on(enum cir_letter_switch number)
{
    return UINT32_C(1) << number;
}

static const char template[] = "# {? granted}Granted{/}{! granted}Not granted{/}\n"
                               "{id: the id}, {deaths: deaths}; {: by hand}\n"
                               "- {? partly}{? granted}both{/}{/}\n"
                               "{! partly}\n"
                               "## Rest {people: people}\n"
                               "- {injured: injured}\n"
                               "{/}\n";

static void test_letter__is_filled_by_what_is_known(void)
{
    struct filled filled;
    filled_open(&filled, template);
    cir_letter_values_add_text(&filled.values, CIR_LETTER_ID, "A-1");
    filled.values.list[CIR_LETTER_DEATHS].answer = CIR_LETTER_UNKNOWN;
    filled.values.list[CIR_LETTER_PEOPLE].answer = CIR_LETTER_NOT_APPLICABLE;
    filled_make(&filled, CIR_EN, 0, NULL);
    check(&filled, "[title]Not granted\n"
                   "[paragraph]<<A-1>>, <not known>; ___________ (by hand)_\n"
                   "[heading]Rest <not applicable>\n"
                   "[point]___________ (injured)_\n");
    filled_make(&filled, CIR_ZH, on(CIR_LETTER_IS_GRANTED), NULL);
    check(&filled, "[title]Granted\n"
                   "[paragraph]<<A-1>>, <不详>; ___________（by hand）_\n"
                   "[heading]Rest <不适用>\n"
                   "[point]___________（injured）_\n");
    filled_close(&filled);
}

/* The block of a point that hangs on switches which are off is gone, and so is a part of several lines. */
static void test_letter__leaves_out_what_is_switched_off(void)
{
    struct filled filled;
    filled_open(&filled, template);
    filled_make(&filled, CIR_EN, on(CIR_LETTER_IS_PARTLY), NULL);
    check(&filled,
          "[title]Not granted\n[paragraph]___________ (the id)_, ___________ (deaths)_; ___________ (by hand)_\n");
    filled_make(&filled, CIR_EN, on(CIR_LETTER_IS_PARTLY) | on(CIR_LETTER_IS_GRANTED), NULL);
    check(&filled, "[title]Granted\n[paragraph]___________ (the id)_, ___________ (deaths)_; ___________ (by hand)_\n"
                   "[point]both\n");
    filled_close(&filled);
}

static void test_letter__bears_its_label(void)
{
    struct filled filled;
    filled_open(&filled, "# T\n");
    filled_make(&filled, CIR_FR, 0, NULL);
    CU_ASSERT(cir_text_is(filled.letter.tlp, "TLP:__________") && filled.letter.tlp_meaning.size == 0);
    filled_make(&filled, CIR_FR, 0, "amber-strict");
    CU_ASSERT(cir_text_is(filled.letter.tlp, "TLP:AMBER+STRICT") && filled.letter.tlp_meaning.size > 0);
    filled_make(&filled, CIR_FR, 0, "clear");
    CU_ASSERT(cir_text_is(filled.letter.tlp, "TLP:CLEAR"));
    filled_close(&filled);
}

static bool has_marks(enum cir_language language, enum cir_letter_run_kind kind, const char *text, const char *before,
                      const char *behind)
{
    const struct cir_letter letter = {.language = language};
    const struct cir_letter_run run = {kind, cir_text_of(text)};
    const struct cir_letter_marks marks = cir_letter_run_marks(&letter, &run);
    return strcmp(marks.before, before) == 0 && strcmp(marks.behind, behind) == 0;
}

static void test_letter__isolates_values(void)
{
    static const char arabic[] = "انقطاع";
    static const char rtl[] = {(char)0xE2, (char)0x81, (char)0xA7, '\0'};
    static const char ltr[] = {(char)0xE2, (char)0x81, (char)0xA6, '\0'};
    static const char any[] = {(char)0xE2, (char)0x81, (char)0xA8, '\0'};
    static const char end[] = {(char)0xE2, (char)0x81, (char)0xA9, '\0'};
    CU_ASSERT(has_marks(CIR_EN, CIR_RUN_FOREIGN, arabic, any, end));
    CU_ASSERT(has_marks(CIR_EN, CIR_RUN_FOREIGN, "Grid", "", ""));
    CU_ASSERT(has_marks(CIR_EN, CIR_RUN_TOLD, arabic, ltr, end));
    CU_ASSERT(has_marks(CIR_EN, CIR_RUN_WORDS, arabic, "", ""));
    CU_ASSERT(has_marks(CIR_AR, CIR_RUN_FOREIGN, "Grid", any, end));
    CU_ASSERT(has_marks(CIR_AR, CIR_RUN_TOLD, "95%", rtl, end));
    CU_ASSERT(has_marks(CIR_AR, CIR_RUN_WORDS, arabic, "", ""));
    CU_ASSERT(has_marks(CIR_AR, CIR_RUN_BLANK, arabic, "", ""));
    spoken_end();
}

CIR_SUITE("letter", {"is filled by what is known", test_letter__is_filled_by_what_is_known},
          {"leaves out what is switched off", test_letter__leaves_out_what_is_switched_off},
          {"bears its label", test_letter__bears_its_label}, {"isolates values", test_letter__isolates_values})
