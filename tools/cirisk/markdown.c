#include "markdown.h"

#include <stdint.h>

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* '_' is a sign at the edge of a word only. */
static bool is_sign(struct cir_text text, size_t at)
{
    if (text.data[at] == '_')
        return at == 0 || at + 1 == text.size || !is_word(text.data[at - 1]) || !is_word(text.data[at + 1]);
    return strchr("\\`*[]<|~&", text.data[at]) != NULL;
}

void markdown_add_text(struct cir_buffer *page, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (is_sign(text, i))
            cir_buffer_add_char(page, '\\');
        cir_buffer_add_char(page, text.data[i] == '\n' ? ' ' : text.data[i]);
    }
}

void markdown_add_code(struct cir_buffer *page, struct cir_text name)
{
    if (name.size > 0)
        cir_buffer_add_format(page, "`%.*s`", CIR_TEXT_ARGS(name));
}

void markdown_add_codes(struct cir_buffer *page, struct cir_text names)
{
    struct cir_text name;
    const char *before = "";
    while (names.size > 0 && cir_text_next(&name, &names, ';')) {
        cir_buffer_add_string(page, before);
        markdown_add_code(page, name);
        before = " ";
    }
}

void markdown_end_cell(struct markdown_table *table)
{
    cir_buffer_add_char(&table->cells, '\n');
}

static unsigned count_columns(const struct markdown_table *table)
{
    unsigned count = 0;
    struct cir_text name, rest = cir_text_of(table->columns);
    while (cir_text_next(&name, &rest, ';'))
        count++;
    return count;
}

static unsigned next_column(unsigned column, unsigned count)
{
    return column + 1 < count ? column + 1 : 0;
}

/* Bit c is set when a row has something in column c. */
static uint64_t filled_columns(const struct markdown_table *table, unsigned count)
{
    uint64_t filled = 0;
    struct cir_text cell, rest = cir_buffer_text(&table->cells);
    for (unsigned column = 0; rest.size > 0 && cir_text_next(&cell, &rest, '\n'); column = next_column(column, count))
        filled |= (uint64_t)(cell.size > 0) << column;
    return filled;
}

static void add_head(struct cir_buffer *page, const struct markdown_table *table, uint64_t filled)
{
    struct cir_text name, rest = cir_text_of(table->columns);
    for (unsigned column = 0; cir_text_next(&name, &rest, ';'); column++)
        if ((filled >> column & 1) != 0)
            cir_buffer_add_format(page, "| %.*s ", CIR_TEXT_ARGS(name));
    cir_buffer_add_string(page, "|\n|");
    for (; filled != 0; filled &= filled - 1)
        cir_buffer_add_string(page, "---|");
    cir_buffer_add_char(page, '\n');
}

void markdown_add_table(struct cir_buffer *page, struct markdown_table *table)
{
    unsigned count = count_columns(table), column = 0;
    uint64_t filled = filled_columns(table, count);
    struct cir_text cell, rest = cir_buffer_text(&table->cells);
    add_head(page, table, filled);
    while (rest.size > 0 && cir_text_next(&cell, &rest, '\n')) {
        if ((filled >> column & 1) != 0)
            cir_buffer_add_format(page, "| %.*s ", CIR_TEXT_ARGS(cell));
        column = next_column(column, count);
        cir_buffer_add_string(page, column == 0 ? "|\n" : "");
    }
    page->failed = page->failed || table->cells.failed;
    cir_buffer_free(&table->cells);
    *table = (struct markdown_table){0};
}
