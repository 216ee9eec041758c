/* Any bytes as the template of a letter: behind the first line that is "====" any bytes as the values. */
#include "input.h"

#include "definitions/definitions.h"
#include "letters/writers.h"

#include <stdlib.h>
#include <unistr.h>

static struct cir_definitions *definitions;

static void free_definitions(void)
{
    cir_definitions_free(definitions);
}

static void load_definitions(void)
{
    if (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK ||
        cir_words_load(definitions, NULL, NULL, NULL) != CIR_OK)
        fuzz_expect("the definitions that ship load");
    atexit(free_definitions);
}

static void check_pieces(const struct cir_letter_template *template)
{
    size_t open = 0;
    for (size_t i = 0; i < template->count; i++) {
        const struct cir_letter_piece *piece = &template->pieces[i];
        if (piece->kind == CIR_PIECE_IF || piece->kind == CIR_PIECE_UNLESS) {
            open++;
            if (piece->end <= i || piece->end >= template->count || template->pieces[piece->end].kind != CIR_PIECE_END)
                fuzz_expect("every condition has its end behind it");
        } else if (piece->kind == CIR_PIECE_END) {
            if (open-- == 0)
                fuzz_expect("every end belongs to a condition");
        }
    }
}

static bool is_mark(ucs4_t character)
{
    return character == 0x200F || (character >= 0x2066 && character <= 0x2069);
}

/* Whether a stretch of a letter stays on its line and commands nothing. */
static void check_run(const struct cir_letter_run *run)
{
    for (size_t at = 0; at < run->text.size;) {
        ucs4_t character = 0;
        int size = u8_mbtoucr(&character, (const uint8_t *)run->text.data + at, run->text.size - at);
        if (size < 1)
            fuzz_expect("letters are UTF-8");
        if (character < 0x20 || (character >= 0x7F && character < 0xA0) || (character >= 0x202A && character <= 0x202E))
            fuzz_expect("letters hold no control character and no override");
        if (run->kind == CIR_RUN_FOREIGN && is_mark(character))
            fuzz_expect("values hold no mark of direction");
        at += (size_t)size;
    }
}

static void check_html(const struct cir_buffer *page, size_t values)
{
    size_t open = 0;
    for (size_t i = 0; i + 5 <= page->size; i++)
        open += memcmp(page->data + i, "<bdi>", 5) == 0;
    if (open != values + 2)
        fuzz_expect("a page has the elements of its foreign values and labels, and none that a value brought");
}

static void write_all(const struct cir_letter *letter)
{
    struct cir_buffer texts[3] = {{0}};
    size_t values = 0;
    for (size_t i = 0; i < letter->run_count; i++) {
        check_run(&letter->runs[i]);
        values += letter->runs[i].kind == CIR_RUN_FOREIGN;
    }
    cir_letter_write_text(&texts[0], letter);
    cir_letter_write_markdown(&texts[1], letter);
    cir_letter_write_html(&texts[2], letter);
    check_html(&texts[2], values);
    for (size_t i = 0; i < 3; i++) {
        if (texts[i].failed || cir_text_valid_utf8(cir_buffer_text(&texts[i])) != texts[i].size)
            fuzz_expect("what is written is UTF-8");
        cir_buffer_free(&texts[i]);
    }
}

/* A value of every field: what fuzzers write, as a person would give it. */
static void set_values(struct cir_letter_values *values, struct cir_text text)
{
    char *copy = strndup(text.data, text.size);
    for (unsigned i = 0; i < CIR_LETTER_FIELD_COUNT; i++)
        if (i % 3 != 0)
            cir_letter_values_add_text(values, (enum cir_letter_field)i, copy);
    free(copy);
}

static void use(const struct cir_letter_template *template, struct cir_text text, uint32_t seed)
{
    const struct cir_tongue tongue = cir_tongue_of(definitions, (enum cir_language)(seed % CIR_LANGUAGES));
    struct cir_letter_values values = {.no_memory = false};
    struct cir_letter letter;
    set_values(&values, text);
    const struct cir_letter_filling filling = {template, &values, seed, seed % 2 == 0 ? "amber" : NULL};
    if (cir_letter_fill(&letter, &tongue, &filling, NULL) != CIR_OK)
        fuzz_expect("a template that is right can be filled");
    write_all(&letter);
    cir_letter_free(&letter);
    cir_letter_values_free(&values);
}

/* What stands before and behind a line that is "====". */
static struct cir_text cut(struct cir_text *text)
{
    static const char line[] = "\n====\n";
    for (size_t i = 0; i + sizeof line - 1 <= text->size; i++)
        if (memcmp(text->data + i, line, sizeof line - 1) == 0) {
            struct cir_text behind = {text->data + i + sizeof line - 1, text->size - i - (sizeof line - 1)};
            text->size = i;
            return behind;
        }
    return (struct cir_text){"", 0};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_text text = {size > 0 ? (const char *)data : "", size};
    struct cir_text values = cut(&text);
    struct cir_arena arena = {0};
    struct cir_load load = {.arena = &arena};
    struct cir_letter_template template = {0};
    struct cir_error error = {0};
    if (definitions == NULL)
        load_definitions();
    cir_letter_template_read(&load, &template, "fuzz.txt", text);
    check_pieces(&template);
    enum cir_status status = cir_load_end(&load, NULL, &error);
    if (status != CIR_OK && (status != CIR_BAD_TABLE || error.message[0] == '\0'))
        fuzz_expect("a template that is refused is told why");
    if (status == CIR_OK)
        use(&template, values, (uint32_t)(size * 2654435761U));
    cir_arena_free(&arena);
    return 0;
}
