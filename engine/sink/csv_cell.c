#include "sink/csv_cell.h"

#include "base/formula.h"
#include "base/number.h"
#include "base/word.h"

/* "-", "-1.5" and "-1.234,5": a sign and figures cannot do anything, whatever the decimal sign of the log. */
static bool is_signed_figures(struct cir_text text)
{
    if (text.data[0] != '-' && text.data[0] != '+')
        return false;
    for (size_t i = 1; i < text.size; i++)
        if ((text.data[i] < '0' || text.data[i] > '9') && text.data[i] != '.' && text.data[i] != ',')
            return false;
    return true;
}

static bool is_full_width(struct cir_text text)
{
    return cir_text_starts_with(text, "\xef\xbc\x9d") || cir_text_starts_with(text, "\xef\xbc\x8b") ||
           cir_text_starts_with(text, "\xef\xbc\x8d") || cir_text_starts_with(text, "\xef\xbc\xa0");
}

bool cir_csv_is_formula(struct cir_text text)
{
    double number;
    if (text.size > 0 && (unsigned char)text.data[0] == CIR_FULL_WIDTH)
        return is_full_width(text);
    return text.size > 0 && cir_formula_may_begin(text.data[0]) && !is_signed_figures(text) &&
           !cir_number_read(text, &number);
}

static uint64_t special_bytes(uint64_t word, uint64_t delimiters)
{
    return cir_word_zeros(word ^ delimiters) | cir_word_zeros(word ^ cir_word_of('"')) |
           cir_word_zeros(word ^ cir_word_of('\n')) | cir_word_zeros(word ^ cir_word_of('\r'));
}

/* A word of the text at a time; the last one overlaps the one before it, and a short text ends in zeros. */
static bool needs_quotes(struct cir_text text, char delimiter)
{
    const uint64_t delimiters = cir_word_of((unsigned char)delimiter);
    uint64_t special = 0;
    if (text.size < CIR_WORD_SIZE)
        return special_bytes(cir_word_start(text), delimiters) != 0;
    for (size_t i = 0; i + CIR_WORD_SIZE < text.size; i += CIR_WORD_SIZE)
        special |= special_bytes(cir_word_load(text.data + i), delimiters);
    return (special | special_bytes(cir_word_load(text.data + text.size - CIR_WORD_SIZE), delimiters)) != 0;
}

static void add_doubling_quotes(struct cir_buffer *buffer, struct cir_text text)
{
    struct cir_text part;
    bool first = true;
    while (cir_text_next(&part, &text, '"')) {
        if (!first)
            cir_buffer_add_string(buffer, "\"\"");
        cir_buffer_add(buffer, part);
        first = false;
    }
}

void cir_csv_add_cell(struct cir_buffer *buffer, struct cir_text text, char delimiter, bool guard)
{
    bool quotes = needs_quotes(text, delimiter);
    if (quotes)
        cir_buffer_add_char(buffer, '"');
    if (guard && cir_csv_is_formula(text))
        cir_buffer_add_char(buffer, '\'');
    if (quotes)
        add_doubling_quotes(buffer, text);
    else
        cir_buffer_add(buffer, text);
    if (quotes)
        cir_buffer_add_char(buffer, '"');
}
