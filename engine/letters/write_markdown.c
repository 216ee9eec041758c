#include "letters/writers.h"

static bool is_digit(char sign)
{
    return sign >= '0' && sign <= '9';
}

static bool is_letter(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}

static bool is_punctuation(char sign)
{
    return sign > ' ' && sign < 0x7F && !is_digit(sign) && !is_letter(sign);
}

/* Signs that mean something wherever they stand. */
static bool means_something(char sign)
{
    return strchr("\\`*_{}[]<>#|~&!$", sign) != NULL;
}

/* What comes from outside makes no link either: neither "http://" nor "mailto:x" nor "www.x" nor "a@b" stays as it is. */
static bool makes_link(struct cir_text text, size_t at)
{
    char before = at > 0 ? text.data[at - 1] : ' ';
    char behind = at + 1 < text.size ? text.data[at + 1] : ' ';
    if (text.data[at] == ':')
        return is_letter(before) && behind != ' ';
    if (text.data[at] == '.')
        return behind != ' ' && !(is_digit(before) && is_digit(behind));
    return text.data[at] == '@';
}

static void add_escaped(struct cir_buffer *buffer, struct cir_text text, bool is_from_outside)
{
    for (size_t i = 0; i < text.size; i++) {
        bool is_escaped =
            is_punctuation(text.data[i]) && (means_something(text.data[i]) || (is_from_outside && makes_link(text, i)));
        cir_buffer_add_string(buffer, is_escaped ? "\\" : "");
        cir_buffer_add_char(buffer, text.data[i]);
    }
}

/* Bytes at the start of a block that would begin a list or a rule: "-", "+", "=", "1.", "1)". */
static size_t size_of_marker(struct cir_text text)
{
    size_t digits = 0;
    while (digits < text.size && is_digit(text.data[digits]))
        digits++;
    if (digits < text.size && digits > 0 && (text.data[digits] == '.' || text.data[digits] == ')'))
        return digits;
    return digits == 0 && text.size > 0 && strchr("-+=", text.data[0]) != NULL ? 0 : text.size;
}

static void add_first(struct cir_buffer *buffer, struct cir_text text, bool is_from_outside)
{
    size_t at = size_of_marker(text);
    if (at == text.size || (is_from_outside && makes_link(text, at))) {
        add_escaped(buffer, text, is_from_outside);
        return;
    }
    cir_buffer_add(buffer, (struct cir_text){text.data, at});
    cir_buffer_add_char(buffer, '\\');
    cir_buffer_add_char(buffer, text.data[at]);
    add_escaped(buffer, (struct cir_text){text.data + at + 1, text.size - at - 1}, is_from_outside);
}

static void add_runs(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct cir_letter_run *run = &letter->runs[block->first + i];
        const struct cir_letter_marks marks = cir_letter_run_marks(letter, run);
        bool is_from_outside = run->kind == CIR_RUN_TOLD || run->kind == CIR_RUN_FOREIGN;
        cir_buffer_add_string(buffer, marks.before);
        if (i == 0 && (block->kind == CIR_BLOCK_POINT || block->kind == CIR_BLOCK_PARAGRAPH))
            add_first(buffer, run->text, is_from_outside);
        else
            add_escaped(buffer, run->text, is_from_outside);
        cir_buffer_add_string(buffer, marks.behind);
    }
}

static void add_tlp(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    cir_buffer_add_string(buffer, "**");
    add_escaped(buffer, letter->tlp, false);
    cir_buffer_add_string(buffer, "**\n");
}

static void add_block(struct cir_buffer *buffer, const struct cir_letter *letter, const struct cir_letter_block *block)
{
    static const char *const prefixes[] = {
        [CIR_BLOCK_TITLE] = "# ", [CIR_BLOCK_HEADING] = "## ", [CIR_BLOCK_POINT] = "- ", [CIR_BLOCK_PARAGRAPH] = ""};
    cir_buffer_add_string(buffer, prefixes[block->kind]);
    cir_buffer_add_string(buffer, cir_letter_line_mark(letter));
    add_runs(buffer, letter, block);
    cir_buffer_add_char(buffer, '\n');
}

void cir_letter_write_markdown(struct cir_buffer *buffer, const struct cir_letter *letter)
{
    add_tlp(buffer, letter);
    if (letter->tlp_meaning.size > 0) {
        cir_buffer_add_char(buffer, '\n');
        add_escaped(buffer, letter->tlp_meaning, false);
        cir_buffer_add_char(buffer, '\n');
    }
    for (size_t i = 0; i < letter->block_count; i++) {
        bool is_next_point =
            i > 0 && letter->blocks[i].kind == CIR_BLOCK_POINT && letter->blocks[i - 1].kind == CIR_BLOCK_POINT;
        cir_buffer_add_string(buffer, is_next_point ? "" : "\n");
        add_block(buffer, letter, &letter->blocks[i]);
    }
    cir_buffer_add_char(buffer, '\n');
    add_tlp(buffer, letter);
}
