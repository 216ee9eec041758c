#include "letters/writers.h"

static const char style[] =
    "body { font-family: 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC', 'Segoe UI', Arial, sans-serif; "
    "line-height: 1.5; color: #111; background: #fff; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; "
    "overflow-wrap: break-word; }\n"
    "h1 { font-size: 1.4rem; line-height: 1.3; margin: 1.5rem 0 1rem; }\n"
    "h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; break-after: avoid; }\n"
    "ul { margin: 0.5rem 0; padding-inline-start: 1.2rem; }\n"
    "li { margin: 0.2rem 0; break-inside: avoid; }\n"
    ".tlp { font-weight: bold; }\n"
    ".blank { background: #f2f2f2; }\n";

static void add_escaped(struct cir_buffer *buffer, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '&':
            cir_buffer_add_string(buffer, "&amp;");
            break;
        case '<':
            cir_buffer_add_string(buffer, "&lt;");
            break;
        case '>':
            cir_buffer_add_string(buffer, "&gt;");
            break;
        case '"':
            cir_buffer_add_string(buffer, "&quot;");
            break;
        default:
            cir_buffer_add_char(buffer, text.data[i]);
        }
    }
}

static const char *direction_of(const struct cir_letter *letter)
{
    return cir_tongue_from_right(letter->language) ? "rtl" : "ltr";
}

/* What is in the language of the letter goes its way, whatever it begins with; what is foreign tells its own. */
static void add_run(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_run *run)
{
    static const char *const ends[] = {
        [CIR_RUN_WORDS] = "", [CIR_RUN_TOLD] = "</bdi>", [CIR_RUN_FOREIGN] = "</bdi>", [CIR_RUN_BLANK] = "</span>"};
    if (run->kind == CIR_RUN_TOLD)
        cir_buffer_add_format(buffer, "<bdi dir=\"%s\">", direction_of(letter));
    else if (run->kind == CIR_RUN_FOREIGN)
        cir_buffer_add_string(buffer, "<bdi>");
    else if (run->kind == CIR_RUN_BLANK)
        cir_buffer_add_string(buffer, "<span class=\"blank\">");
    add_escaped(buffer, run->text);
    cir_buffer_add_string(buffer, ends[run->kind]);
}

static void add_runs(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        add_run(buffer, letter, &letter->runs[block->first + i]);
}

static void add_element(struct cir_buffer *buffer, const struct cir_letter *letter,
                        const struct cir_letter_block *block)
{
    static const char *const names[] = {
        [CIR_BLOCK_TITLE] = "h1", [CIR_BLOCK_HEADING] = "h2", [CIR_BLOCK_POINT] = "li", [CIR_BLOCK_PARAGRAPH] = "p"};
    cir_buffer_add_format(buffer, "<%s>", names[block->kind]);
    add_runs(buffer, letter, block);
    cir_buffer_add_format(buffer, "</%s>\n", names[block->kind]);
}

static bool is_point(const struct cir_letter *letter, size_t number)
{
    return number < letter->block_count && letter->blocks[number].kind == CIR_BLOCK_POINT;
}

static void add_blocks(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    for (size_t i = 0; i < letter->block_count; i++) {
        if (is_point(letter, i) && (i == 0 || !is_point(letter, i - 1)))
            cir_buffer_add_string(buffer, "<ul>\n");
        add_element(buffer, letter, &letter->blocks[i]);
        if (is_point(letter, i) && !is_point(letter, i + 1))
            cir_buffer_add_string(buffer, "</ul>\n");
    }
}

/* Without marks: a title shows none. */
static void add_title(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    cir_buffer_add_string(buffer, "<title>");
    for (size_t i = 0; letter->block_count > 0 && i < letter->blocks[0].count; i++)
        add_escaped(buffer, letter->runs[letter->blocks[0].first + i].text);
    cir_buffer_add_string(buffer, "</title>\n");
}

static void add_head(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    cir_buffer_add_format(buffer, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                          cir_tongue_code(letter->language), direction_of(letter));
    cir_buffer_add_string(buffer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                                  "style-src 'unsafe-inline'\">\n");
    add_title(buffer, letter);
    cir_buffer_add_format(buffer, "<style>\n%s", style);
    /* The label is one of a few that hold no quote. */
    cir_buffer_add_format(buffer,
                          "@page { size: A4; margin: 22mm 20mm; @top-right { content: \"%.*s\"; } "
                          "@bottom-right { content: \"%.*s\"; } }\n</style>\n</head>\n",
                          CIR_TEXT_ARGS(letter->tlp), CIR_TEXT_ARGS(letter->tlp));
}

static void add_tlp(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    cir_buffer_add_string(buffer, "<p class=\"tlp\"><bdi>");
    add_escaped(buffer, letter->tlp);
    cir_buffer_add_string(buffer, "</bdi></p>\n");
}

void cir_letter_write_html(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    add_head(buffer, letter);
    cir_buffer_add_string(buffer, "<body>\n<header>\n");
    add_tlp(buffer, letter);
    if (letter->tlp_meaning.size > 0) {
        cir_buffer_add_string(buffer, "<p>");
        add_escaped(buffer, letter->tlp_meaning);
        cir_buffer_add_string(buffer, "</p>\n");
    }
    cir_buffer_add_string(buffer, "</header>\n<main>\n");
    add_blocks(buffer, letter);
    cir_buffer_add_string(buffer, "</main>\n<footer>\n");
    add_tlp(buffer, letter);
    cir_buffer_add_string(buffer, "</footer>\n</body>\n</html>\n");
}
