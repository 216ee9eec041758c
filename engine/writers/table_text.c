/* A table for a terminal, by the widths that characters have there: two columns for a Chinese one, none for a mark
 * above another. Where lines are to fit a screen, heads and words are broken between words by the rules of Unicode.
 *
 * A line of a language that reads from the right begins with a mark that turns it, and cells are isolated, so that a
 * terminal which turns text keeps the columns in their places; so are cells of such a script in other tables. */
#include "writers/prepared.h"
#include "writers/write_table.h"

#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum { GAP = 2, BROKEN_LEAST = 12, FROM_RIGHT_FIRST = 0x590, FROM_RIGHT_LAST = 0x8FF };

/* U+200F, U+2068, U+2069: as bytes, since they would turn a string of the source. */
static const char mark_from_right[] = {'\xE2', '\x80', '\x8F', '\0'};
static const char isolate_start[] = {'\xE2', '\x81', '\xA8', '\0'};
static const char isolate_end[] = {'\xE2', '\x81', '\xA9', '\0'};

static size_t line_width(struct cir_text line)
{
    return line.size > 0 ? (size_t)u8_width((const uint8_t *)line.data, line.size, "UTF-8") : 0;
}

/* Hebrew, Arabic and their neighbours, and the forms of their letters. */
static bool is_from_right(ucs4_t character)
{
    return (character >= FROM_RIGHT_FIRST && character <= FROM_RIGHT_LAST) ||
           (character >= 0xFB1D && character <= 0xFDFF) || (character >= 0xFE70 && character <= 0xFEFF) ||
           (character >= 0x10800 && character <= 0x10FFF) || (character >= 0x1E800 && character <= 0x1EFFF);
}

static bool has_from_right(struct cir_text text)
{
    bool found = false;
    for (size_t at = 0; at < text.size && !found;) {
        ucs4_t character = 0;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text.data + at, text.size - at);
        found = is_from_right(character);
    }
    return found;
}

/* A cell as it is laid out: lines apart by LF, whether it stands at the end of its column, and whether it is isolated. */
struct laid_cell {
    struct cir_text text;
    bool at_end;
};

/* A table as it is laid out. Line 0 is the heads. */
struct layout {
    const struct cir_prepared_table *table;
    struct cir_arena *arena;
    struct laid_cell *cells; /* column_count a line */
    size_t *widths;
    bool from_right;
    bool failed;
};

static struct laid_cell *cells_of(const struct layout *layout, size_t line)
{
    return layout->cells + line * layout->table->shown.column_count;
}

/* The text of a cell with the mark of its note. */
static struct cir_text cell_text(struct layout *layout, const struct cir_shown_cell *cell)
{
    if (cell->note == 0)
        return cell->text;
    struct cir_buffer buffer = {0};
    cir_buffer_add(&buffer, cell->text);
    cir_buffer_add_format(&buffer, "%s[%u]", cell->text.size > 0 ? " " : "", cell->note);
    const char *copy = buffer.failed ? NULL : cir_arena_copy(layout->arena, cir_buffer_text(&buffer));
    struct cir_text text = {copy, copy != NULL ? buffer.size : 0};
    layout->failed = layout->failed || copy == NULL;
    cir_buffer_free(&buffer);
    return text;
}

static void fill(struct layout *layout)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    for (size_t i = 0; i < shown->column_count; i++)
        cells_of(layout, 0)[i] = (struct laid_cell){layout->table->columns[i].head, shown->columns[i].is_number};
    for (size_t row = 0; row < shown->row_count; row++)
        for (size_t i = 0; i < shown->column_count; i++)
            cells_of(layout, row + 1)[i] =
                (struct laid_cell){cell_text(layout, &shown->rows[row].cells[i]), shown->columns[i].is_number};
}

/* Width of a column whose broken parts are at most `most` wide: all of it, or the heads alone where it holds numbers. */
static size_t width_within(const struct layout *layout, size_t column, size_t most)
{
    size_t kept = 0, broken = cir_prepared_width(cells_of(layout, 0)[column].text);
    bool is_number = layout->table->shown.columns[column].is_number;
    for (size_t row = 0; row < layout->table->shown.row_count; row++) {
        size_t width = cir_prepared_width(cells_of(layout, row + 1)[column].text);
        size_t *widest = is_number ? &kept : &broken;
        *widest = width > *widest ? width : *widest;
    }
    broken = broken < most ? broken : most;
    return broken > kept ? broken : kept;
}

static size_t set_widths(struct layout *layout, size_t most)
{
    size_t total = 0;
    for (size_t i = 0; i < layout->table->shown.column_count; i++) {
        layout->widths[i] = width_within(layout, i, most);
        total += layout->widths[i] + (i > 0 ? GAP : 0);
    }
    return total;
}

/* The greatest width of broken parts by which lines fit the screen; no less than BROKEN_LEAST. */
static void fit(struct layout *layout, size_t screen)
{
    size_t low = BROKEN_LEAST, high = screen;
    if (screen == 0 || set_widths(layout, SIZE_MAX) <= screen) {
        set_widths(layout, SIZE_MAX);
        return;
    }
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (set_widths(layout, middle) <= screen)
            low = middle;
        else
            high = middle - 1;
    }
    set_widths(layout, low);
}

/* `line` with LF where it is to be broken. `breaks` has a byte for each of its bytes. */
static void add_broken(struct cir_buffer *buffer, struct cir_text line, const char *breaks)
{
    for (size_t i = 0; i < line.size; i++) {
        if (breaks[i] == UC_BREAK_POSSIBLE) {
            while (buffer->size > 0 && buffer->data[buffer->size - 1] == ' ')
                buffer->size--;
            cir_buffer_add_char(buffer, '\n');
        }
        cir_buffer_add_char(buffer, line.data[i]);
    }
}

static void break_line(struct cir_buffer *buffer, struct cir_text line, size_t width)
{
    struct cir_buffer breaks = {0};
    if (line_width(line) <= width)
        cir_buffer_add(buffer, line);
    else if (!cir_buffer_reserve(&breaks, line.size))
        buffer->failed = true;
    else {
        u8_width_linebreaks((const uint8_t *)line.data, line.size, (int)width, 0, 0, NULL, "UTF-8", breaks.data);
        add_broken(buffer, line, breaks.data);
    }
    cir_buffer_free(&breaks);
}

static void break_text(struct cir_buffer *buffer, struct cir_text text, size_t width)
{
    struct cir_text line;
    bool first = true;
    while (cir_text_next(&line, &text, '\n')) {
        if (!first)
            cir_buffer_add_char(buffer, '\n');
        break_line(buffer, line, width);
        first = false;
    }
}

static void break_cell(struct layout *layout, struct laid_cell *cell, size_t width)
{
    struct cir_buffer buffer = {0};
    if (cir_prepared_width(cell->text) <= width)
        return;
    break_text(&buffer, cell->text, width);
    const char *copy = buffer.failed ? NULL : cir_arena_copy(layout->arena, cir_buffer_text(&buffer));
    layout->failed = layout->failed || copy == NULL;
    cell->text = (struct cir_text){copy, copy != NULL ? buffer.size : 0};
    cir_buffer_free(&buffer);
}

static void break_cells(struct layout *layout)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    for (size_t line = 0; line <= shown->row_count; line++)
        for (size_t i = 0; i < shown->column_count; i++)
            break_cell(layout, &cells_of(layout, line)[i], layout->widths[i]);
}

static void add_blanks(struct cir_buffer *buffer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cir_buffer_add_char(buffer, ' ');
}

/* `line` in a field of this width. */
static void add_field(struct cir_buffer *buffer, const struct layout *layout, struct cir_text line, size_t width,
                      bool at_end)
{
    bool isolated = line.size > 0 && (layout->from_right || has_from_right(line));
    size_t taken = line_width(line);
    size_t blanks = taken < width ? width - taken : 0;
    add_blanks(buffer, at_end ? blanks : 0);
    cir_buffer_add_string(buffer, isolated ? isolate_start : "");
    cir_buffer_add(buffer, line);
    cir_buffer_add_string(buffer, isolated ? isolate_end : "");
    add_blanks(buffer, at_end ? 0 : blanks);
}

static void start_line(struct cir_buffer *buffer, bool from_right)
{
    cir_buffer_add_string(buffer, from_right ? mark_from_right : "");
}

/* Without the blanks that fill up the last column. */
static void end_line(struct cir_buffer *buffer)
{
    while (buffer->size > 0 && buffer->data[buffer->size - 1] == ' ')
        buffer->size--;
    cir_buffer_add_char(buffer, '\n');
}

/* One line of each cell, taken off its front; false when none has any left. */
static bool add_lines(struct cir_buffer *buffer, const struct layout *layout, struct laid_cell *cells)
{
    size_t start = buffer->size;
    bool some = false;
    start_line(buffer, layout->from_right);
    for (size_t i = 0; i < layout->table->shown.column_count; i++) {
        struct cir_text line = {NULL, 0};
        some = cir_text_next(&line, &cells[i].text, '\n') || some;
        add_blanks(buffer, i > 0 ? GAP : 0);
        add_field(buffer, layout, line, layout->widths[i], cells[i].at_end);
    }
    if (some)
        end_line(buffer);
    else
        buffer->size = start;
    return some;
}

static void add_cells(struct cir_buffer *buffer, const struct layout *layout, size_t line)
{
    while (!buffer->failed && add_lines(buffer, layout, cells_of(layout, line)))
        ;
}

static void add_dashes(struct cir_buffer *buffer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cir_buffer_add_char(buffer, '-');
}

static void add_rule(struct cir_buffer *buffer, const struct layout *layout)
{
    start_line(buffer, layout->from_right);
    for (size_t i = 0; i < layout->table->shown.column_count; i++) {
        add_blanks(buffer, i > 0 ? GAP : 0);
        add_dashes(buffer, layout->widths[i]);
    }
    cir_buffer_add_char(buffer, '\n');
}

static size_t group_width(const struct layout *layout, size_t column, size_t size)
{
    size_t width = 0;
    for (size_t i = column; i < column + size; i++)
        width += layout->widths[i] + (i > column ? GAP : 0);
    return width;
}

/* A label that is wider than the columns below it makes the last of them wider. */
static void make_room_for_groups(struct layout *layout)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    size_t size = 0;
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        size_t needed =
            shown->columns[i].group > 0 ? cir_prepared_width(shown->groups[shown->columns[i].group - 1]) : 0;
        size_t width = group_width(layout, i, size);
        layout->widths[i + size - 1] += needed > width ? needed - width : 0;
    }
}

static void add_groups(struct cir_buffer *buffer, const struct layout *layout, bool as_rule)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    size_t size = 0;
    start_line(buffer, layout->from_right);
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        size_t width = group_width(layout, i, size);
        unsigned group = shown->columns[i].group;
        add_blanks(buffer, i > 0 ? GAP : 0);
        if (group > 0 && as_rule)
            add_dashes(buffer, width);
        else
            add_field(buffer, layout, group > 0 ? shown->groups[group - 1] : (struct cir_text){NULL, 0}, width, false);
    }
    end_line(buffer);
}

static void add_body(struct cir_buffer *buffer, const struct layout *layout)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    if (shown->group_count > 0) {
        add_groups(buffer, layout, false);
        add_groups(buffer, layout, true);
    }
    add_cells(buffer, layout, 0);
    add_rule(buffer, layout);
    for (size_t i = 0; i < shown->row_count; i++) {
        if (i > 0 && (shown->rows[i].kind == CIR_SHOWN_BODY) != (shown->rows[i - 1].kind == CIR_SHOWN_BODY))
            add_rule(buffer, layout);
        add_cells(buffer, layout, i + 1);
    }
}

/* Text around the table, broken to fit the screen. */
static void add_remark(struct cir_buffer *buffer, const struct layout *layout, struct cir_text text, size_t screen)
{
    struct cir_buffer broken = {0};
    break_text(&broken, text, screen > 0 ? screen : SIZE_MAX);
    struct cir_text line, rest = cir_buffer_text(&broken);
    buffer->failed = buffer->failed || broken.failed;
    while (rest.size > 0 && cir_text_next(&line, &rest, '\n')) {
        start_line(buffer, layout->from_right);
        cir_buffer_add(buffer, line);
        end_line(buffer);
    }
    cir_buffer_free(&broken);
}

static void add_notes(struct cir_buffer *buffer, const struct layout *layout, size_t screen)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    for (size_t i = 0; i < shown->note_count; i++) {
        struct cir_buffer note = {0};
        if (i < shown->marked_note_count)
            cir_buffer_add_format(&note, "[%zu] ", i + 1);
        cir_buffer_add(&note, shown->notes[i]);
        buffer->failed = buffer->failed || note.failed;
        add_remark(buffer, layout, cir_buffer_text(&note), screen);
        cir_buffer_free(&note);
    }
}

static void add_remarks(struct cir_buffer *buffer, const struct layout *layout, size_t screen)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    if (shown->note_count > 0 || shown->unknown.size > 0 || shown->source.size > 0)
        cir_buffer_add_char(buffer, '\n');
    add_notes(buffer, layout, screen);
    add_remark(buffer, layout, shown->unknown, screen);
    add_remark(buffer, layout, shown->source, screen);
}

static bool lay_out(struct layout *layout, size_t screen)
{
    const struct cir_shown_table *shown = &layout->table->shown;
    layout->cells = cir_arena_take(layout->arena, shown->row_count + 1, shown->column_count * sizeof *layout->cells);
    layout->widths = cir_arena_take(layout->arena, shown->column_count, sizeof *layout->widths);
    if (layout->cells == NULL || layout->widths == NULL)
        return false;
    fill(layout);
    fit(layout, screen);
    break_cells(layout);
    make_room_for_groups(layout);
    return !layout->failed;
}

static enum cir_status add_table(struct cir_buffer *buffer, const struct cir_prepared_table *table, size_t screen,
                                 struct cir_error *error)
{
    struct cir_arena arena = {0};
    struct layout layout = {.table = table, .arena = &arena, .from_right = cir_shown_from_right(table->shown.language)};
    bool whole = lay_out(&layout, screen);
    if (whole) {
        add_remark(buffer, &layout, table->shown.caption, screen);
        add_remark(buffer, &layout, table->shown.tlp, screen);
        cir_buffer_add_char(buffer, '\n');
        add_body(buffer, &layout);
        add_remarks(buffer, &layout, screen);
    }
    cir_arena_free(&arena);
    return whole ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status write_text(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                  struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < prepared->count && status == CIR_OK; i++) {
        if (i > 0)
            cir_buffer_add_char(buffer, '\n');
        status = add_table(buffer, &prepared->tables[i], prepared->writing.screen_columns, error);
    }
    return status;
}

enum cir_status cir_write_table_text(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                     size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_text, error);
}
