/* Markdown as GitHub and Pandoc read it: a pipe table, which has one line of heads; a group stands before the label of
 * each of its columns. Every character that could mean something is escaped, so that what is shown is what was there. */
#include "writers/prepared.h"
#include "writers/write_table.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a '.' or ':' here is part of what becomes a link of itself: "www." and "http://". */
static bool begins_link(struct cir_text text, size_t i)
{
    bool is_scheme = text.data[i] == ':' && i + 1 < text.size && text.data[i + 1] == '/';
    return is_scheme || (text.data[i] == '.' && i > 0 && (text.data[i - 1] == 'w' || text.data[i - 1] == 'W'));
}

/* Whether a mark of a list that ends here would be one. */
static bool ends_mark(struct cir_text text, size_t i)
{
    return i + 1 == text.size || text.data[i + 1] == ' ' || text.data[i + 1] == '\n';
}

/* Whether a '.' or ')' here ends a number at the start of a line, and so begins a list. */
static bool begins_list(struct cir_text text, size_t i)
{
    size_t figures = 0;
    while (figures < i && is_digit(text.data[figures]))
        figures++;
    return figures > 0 && figures == i && ends_mark(text, i);
}

static bool needs_escape(struct cir_text text, size_t i)
{
    char c = text.data[i];
    if (c != '\0' && strchr("\\`*_{}[]<>#|~&!$@^", c) != NULL)
        return true;
    if (c == '.' || c == ':' || c == ')')
        return begins_link(text, i) || (c != ':' && begins_list(text, i));
    return i == 0 && (c == '-' || c == '+') && (ends_mark(text, i) || text.data[1] == c);
}

static void add_text(struct cir_buffer *buffer, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\n') {
            cir_buffer_add_string(buffer, "<br>");
            continue;
        }
        if (needs_escape(text, i))
            cir_buffer_add_char(buffer, '\\');
        cir_buffer_add_char(buffer, text.data[i]);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Without the blanks at its ends, which would make code of a line and leave asterisks beside them asterisks. */
static struct cir_text trim(struct cir_text text)
{
    while (text.size > 0 && is_blank(text.data[0]))
        text = (struct cir_text){text.data + 1, text.size - 1};
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

static void add_strong(struct cir_buffer *buffer, struct cir_text text)
{
    text = trim(text);
    if (text.size == 0)
        return;
    cir_buffer_add_string(buffer, "**");
    add_text(buffer, text);
    cir_buffer_add_string(buffer, "**");
}

static void add_head(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t i)
{
    unsigned group = table->shown.columns[i].group;
    if (group > 0) {
        add_text(buffer, table->shown.groups[group - 1]);
        cir_buffer_add_string(buffer, " / ");
    }
    add_text(buffer, table->columns[i].head);
}

static void add_heads(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    for (size_t i = 0; i < shown->column_count; i++) {
        cir_buffer_add_string(buffer, "| ");
        add_head(buffer, table, i);
        cir_buffer_add_char(buffer, ' ');
    }
    cir_buffer_add_string(buffer, "|\n");
    for (size_t i = 0; i < shown->column_count; i++)
        cir_buffer_add_string(buffer, shown->columns[i].is_number ? "| ---: " : "| --- ");
    cir_buffer_add_string(buffer, "|\n");
}

static void add_row(struct cir_buffer *buffer, const struct cir_prepared_table *table, const struct cir_shown_row *row)
{
    for (size_t i = 0; i < table->shown.column_count; i++) {
        const struct cir_shown_cell *cell = &row->cells[i];
        cir_buffer_add_string(buffer, "| ");
        if (row->kind == CIR_SHOWN_BODY)
            add_text(buffer, cell->text);
        else
            add_strong(buffer, cell->text);
        if (cell->note > 0)
            cir_buffer_add_format(buffer, " \\[%u\\]", cell->note);
        cir_buffer_add_char(buffer, ' ');
    }
    cir_buffer_add_string(buffer, "|\n");
}

static void add_paragraph(struct cir_buffer *buffer, struct cir_text text)
{
    text = trim(text);
    if (text.size == 0)
        return;
    cir_buffer_add_char(buffer, '\n');
    add_text(buffer, text);
    cir_buffer_add_char(buffer, '\n');
}

static void add_notes(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    for (size_t i = 0; i < table->shown.note_count; i++) {
        cir_buffer_add_char(buffer, '\n');
        bool is_marked = i < table->shown.marked_note_count;
        if (is_marked)
            cir_buffer_add_format(buffer, "\\[%zu\\] ", i + 1);
        add_text(buffer, is_marked ? table->shown.notes[i] : trim(table->shown.notes[i]));
        cir_buffer_add_char(buffer, '\n');
    }
}

static void add_table(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    if (cir_shown_from_right(shown->language))
        cir_buffer_add_format(buffer, "<div lang=\"%s\" dir=\"rtl\">\n\n", cir_shown_language(shown->language));
    add_strong(buffer, shown->caption);
    cir_buffer_add_string(buffer, shown->caption.size > 0 ? "\n\n" : "");
    add_strong(buffer, shown->tlp);
    cir_buffer_add_string(buffer, "\n\n");
    add_heads(buffer, table);
    for (size_t i = 0; i < shown->row_count; i++)
        add_row(buffer, table, &shown->rows[i]);
    add_notes(buffer, table);
    add_paragraph(buffer, shown->unknown);
    add_paragraph(buffer, shown->source);
    if (cir_shown_from_right(shown->language))
        cir_buffer_add_string(buffer, "\n</div>\n");
}

static enum cir_status write_markdown(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                      struct cir_error *error)
{
    (void)error;
    for (size_t i = 0; i < prepared->count; i++) {
        if (i > 0)
            cir_buffer_add_char(buffer, '\n');
        add_table(buffer, &prepared->tables[i]);
    }
    return CIR_OK;
}

enum cir_status cir_write_table_markdown(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                         size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_markdown, error);
}
