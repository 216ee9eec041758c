#include "suite.h"

#include "letters/template.h"

#include <stdio.h>
#include <string.h>

enum { FINDINGS_MAX = 16, SHOWN = 512 };

/* A template that was read, and what was found wrong with it. */
struct letter {
    struct cir_arena arena;
    struct cir_letter_template template;
    struct cir_error findings[FINDINGS_MAX];
    size_t count;
    enum cir_status status;
};

static void take(void *context, const struct cir_error *finding)
{
    struct letter *letter = context;
    if (letter->count < FINDINGS_MAX)
        letter->findings[letter->count] = *finding;
    letter->count++;
}

static void letter_read(struct letter *letter, const char *text, size_t size)
{
    *letter = (struct letter){.count = 0};
    struct cir_load load = {.arena = &letter->arena};
    const struct cir_findings findings = {take, letter};
    cir_letter_template_read(&load, &letter->template, "en.txt", (struct cir_text){text, size});
    letter->status = cir_load_end(&load, &findings, NULL);
}

static void letter_free(struct letter *letter)
{
    cir_arena_free(&letter->arena);
}

/* A line for people: "[title]Words<people|label>?3(...)". */
static void show(char shown[SHOWN], const struct cir_letter_template *template)
{
    static const char *const blocks[] = {"[title]", "[heading]", "[point]", "[paragraph]"};
    size_t used = 0;
    shown[0] = '\0';
    for (size_t i = 0; i < template->count && used < SHOWN; i++) {
        const struct cir_letter_piece *piece = &template->pieces[i];
        char *out = shown + used;
        int size = 0;
        switch (piece->kind) {
        case CIR_PIECE_BLOCK:
            size = snprintf(out, SHOWN - used, "%s", blocks[piece->number]);
            break;
        case CIR_PIECE_WORDS:
            size = snprintf(out, SHOWN - used, "%.*s", CIR_TEXT_ARGS(piece->text));
            break;
        case CIR_PIECE_FILLED:
            size = snprintf(out, SHOWN - used, "<%s|%.*s>", cir_letter_field_name(piece->number)->name,
                            CIR_TEXT_ARGS(piece->text));
            break;
        case CIR_PIECE_BLANK:
            size = snprintf(out, SHOWN - used, "<|%.*s>", CIR_TEXT_ARGS(piece->text));
            break;
        case CIR_PIECE_IF:
        case CIR_PIECE_UNLESS:
            size = snprintf(out, SHOWN - used, "%c%s(", piece->kind == CIR_PIECE_IF ? '?' : '!',
                            cir_letter_switch_name(piece->number)->name);
            break;
        case CIR_PIECE_END:
            size = snprintf(out, SHOWN - used, ")");
            break;
        }
        used += (size_t)size;
    }
}

static void test_template__is_cut_into_pieces(void)
{
    static const char text[] = "{# what it is for: anything at all }\n"
                               "# Title {? granted}one{/}{! granted}two{/}\n"
                               "\n"
                               "## Heading\n"
                               "  - {people: people affected}, {: more}\n"
                               "{? partly}\n"
                               "{! final}{# both }\n"
                               "Braces {{}} and #hash.\n"
                               "{/}{/}\n"
                               "-no point";
    struct letter letter;
    char shown[SHOWN];
    letter_read(&letter, text, strlen(text));
    CU_ASSERT_EQUAL(letter.status, CIR_OK);
    show(shown, &letter.template);
    CU_ASSERT_STRING_EQUAL(shown, "[title]Title ?granted(one)!granted(two)[heading]Heading[point]<people|people "
                                  "affected>, <|more>?partly(!final([paragraph]Braces {} and #hash.))"
                                  "[paragraph]-no point");
    letter_free(&letter);
}

static void test_template__knows_its_places_and_conditions(void)
{
    static const char text[] = "# T\nд日é {? partly}{id: x}{/}";
    struct letter letter;
    letter_read(&letter, text, strlen(text));
    CU_ASSERT_EQUAL_FATAL(letter.template.count, 7);
    const struct cir_letter_piece *opened = &letter.template.pieces[4];
    const struct cir_letter_piece *field = &letter.template.pieces[5];
    CU_ASSERT(opened->kind == CIR_PIECE_IF && opened->line == 2 && opened->column == 5 && opened->end == 6);
    CU_ASSERT(opened->yes == 0 && field->yes == UINT32_C(1) << CIR_LETTER_IS_PARTLY && field->no == 0);
    CU_ASSERT(field->kind == CIR_PIECE_FILLED && field->column == 15);
    CU_ASSERT_FALSE(cir_letter_piece_is_alike(opened, field));
    struct cir_buffer words = {0};
    cir_letter_piece_describe(&words, field);
    cir_letter_piece_describe(&words, opened);
    CU_ASSERT(cir_text_is(cir_buffer_text(&words), "{id} within {? partly}{? partly}"));
    cir_buffer_free(&words);
    letter_free(&letter);
}

static void test_template__is_refused_with_the_place(void)
{
    static const struct {
        const char *text;
        size_t line;
        size_t column;
        const char *message;
    } bad[] = {
        {"# T\nд {poeple: x}", 2, 3, "'poeple' is no field of letters; did you mean 'people'?"},
        {"# T\n{xyzzy: x}", 2, 1, "'xyzzy' is no field of letters; 'cirisk letters show fields' lists them"},
        {"# T\n{people}", 2, 1, "'{people}' does not say what is missing"},
        {"# T\n{people: }", 2, 1, "'{people}' does not say what is missing"},
        {"# T\n{: }", 2, 1, "does not say what is missing"},
        {"# T\n{}", 2, 1, "nothing stands between the braces"},
        {"# T\n{? grantd}x{/}", 2, 1, "'grantd' is no switch of letters; did you mean 'granted'?"},
        {"# T\n{? people}x{/}", 2, 1, "'people' is a field: what is not known is told as a blank, never left out"},
        {"# T\n\n{? granted}\nx", 3, 1, "the condition is not ended: {/} is missing"},
        {"# T\nx{/}", 2, 2, "{/} ends no condition"},
        {"# T\n{? granted}x{/granted}", 2, 13, "an end is written {/}, with nothing behind the '/'"},
        {"# T\nab}c", 2, 3, "'}' ends nothing; a brace to print is written twice"},
        {"# T\nab{people: x\n}", 2, 3, "'{' is not closed on its line"},
        {"# T\n{people: {id: x}", 2, 1, "'{' is not closed before the next one"},
        {"# T\n{attribution: x}", 2, 1, "stands only within {? attribution} ... {/}"},
        {"# T\n{! attribution}{attribution_confidence: x}{/}", 2, 16, "stands only within {? attribution} ... {/}"},
        {"x\n# T", 1, 1, "a letter begins with its title: '# ...'"},
        {"# T\n# U", 2, 1, "a second title; a heading within the letter begins with '## '"},
        {"", 0, 0, "the letter is empty"},
        {"{# nothing }\n\n", 0, 0, "the letter is empty"},
        {"# T\na\tb", 2, 2, "a control character"},
        {"# T\na\x1b[2J", 2, 2, "a control character"},
        {"# T\nab\xC2\x85", 2, 3, "a control character"},
        /* NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is refused */
        {"# T\nab\xE2\x80\xAE", 2, 3, "a mark that overrides the direction"},
        {"# T\r\nx", 1, 0, "byte 4 of the line is a carriage return"},
        {"# T\nx\xFF", 2, 0, "byte 2 of the line is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct letter letter;
        letter_read(&letter, bad[i].text, strlen(bad[i].text));
        CU_ASSERT_EQUAL(letter.status, CIR_BAD_TABLE);
        CU_ASSERT(letter.count >= 1 && letter.findings[0].line == bad[i].line &&
                  letter.findings[0].column == bad[i].column);
        bool is_told = strstr(letter.findings[0].message, bad[i].message) != NULL;
        CU_ASSERT(is_told);
        if (!is_told)
            printf("\n    %zu:%zu: %s, expected %s\n", letter.findings[0].line, letter.findings[0].column,
                   letter.findings[0].message, bad[i].message);
        letter_free(&letter);
    }
}

static void test_template__bounds_the_depth_of_conditions(void)
{
    static const char open[] = "{? granted}";
    struct cir_buffer text = {0};
    cir_buffer_add_string(&text, "# T\n");
    for (size_t i = 0; i < 9; i++)
        cir_buffer_add_string(&text, open);
    cir_buffer_add_string(&text, "x{/}{/}{/}{/}{/}{/}{/}{/}");
    CU_ASSERT_FALSE_FATAL(text.failed);
    struct letter letter;
    letter_read(&letter, text.data, text.size);
    CU_ASSERT_EQUAL(letter.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(letter.findings[0].message, "conditions within conditions are more than 8 deep"));
    CU_ASSERT_EQUAL(letter.findings[0].column, 1 + 8 * (sizeof open - 1));
    letter_free(&letter);
    cir_buffer_free(&text);
}

CIR_SUITE("template", {"is cut into pieces", test_template__is_cut_into_pieces},
          {"knows its places and conditions", test_template__knows_its_places_and_conditions},
          {"is refused with the place", test_template__is_refused_with_the_place},
          {"bounds the depth of conditions", test_template__bounds_the_depth_of_conditions})
