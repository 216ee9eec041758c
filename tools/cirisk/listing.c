#include "listing.h"

#include "base/number.h"
#include "command.h"
#include "say.h"
#include "sink/csv_cell.h"

#include <jansson.h>
#include <libsmartcols.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <uniwidth.h>

enum { JSON_SCHEMA_VERSION = 1, JSON_DIGITS = 9 };

/* What is wider than WHOLE_MAX, or the screen, is divided where a listing may be. */
enum { COLUMN_GAP = 2, WRAP_LEAST = 12, WHOLE_MAX = 100, SCREEN_MAX = 10000 };
#define COLUMN_SEPARATOR "  "

struct listing listing_start(const struct listing_column *columns, size_t column_count, struct cir_arena *arena)
{
    return (struct listing){.columns = columns, .column_count = column_count, .arena = arena};
}

void listing_row(struct listing *listing)
{
    size_t row_size = listing->column_count * sizeof *listing->cells;
    const char **cells =
        cir_arena_grow(listing->arena, listing->cells, listing->row_count, &listing->capacity, row_size);
    const char **colors = cir_arena_grow(listing->arena, listing->colors, listing->row_count, &listing->color_capacity,
                                         sizeof *listing->colors);
    if (cells == NULL || colors == NULL) {
        listing->failed = true;
        return;
    }
    listing->cells = cells;
    listing->colors = colors;
    for (size_t i = 0; i < listing->column_count; i++)
        cells[listing->row_count * listing->column_count + i] = "";
    colors[listing->row_count++] = NULL;
}

void listing_set(struct listing *listing, size_t column, const char *cell)
{
    if (!listing->failed && cell != NULL)
        listing->cells[(listing->row_count - 1) * listing->column_count + column] = cell;
}

void listing_set_text(struct listing *listing, size_t column, struct cir_text text)
{
    const char *copy = cir_arena_copy(listing->arena, text);
    if (copy == NULL)
        listing->failed = true;
    listing_set(listing, column, copy);
}

void listing_set_format(struct listing *listing, size_t column, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    listing_set_text(listing, column, cir_text_of(text));
}

void listing_set_buffer(struct listing *listing, size_t column, struct cir_buffer *text)
{
    listing->failed = listing->failed || text->failed;
    if (!listing->failed)
        listing_set_text(listing, column, cir_buffer_text(text));
    cir_buffer_free(text);
}

/* Decimals that show four digits of a number: none from 1000 on. */
static int decimals_of(double size)
{
    int decimals = 0;
    while (decimals < CIR_NUMBER_DIGITS_MAX && size < 1000) {
        size *= 10;
        decimals++;
    }
    return decimals;
}

void listing_add_number(struct cir_buffer *buffer, double value)
{
    char text[CIR_NUMBER_SIZE];
    double size = fabs(value);
    if (isinf(value))
        cir_buffer_add_string(buffer, "unbounded");
    else if (size < 1e9)
        cir_buffer_add(buffer, (struct cir_text){text, cir_number_write(text, value, decimals_of(size))});
    else if (value > 0 && value < 1e18)
        cir_buffer_add(buffer, (struct cir_text){text, cir_number_write_count(text, (uint64_t)llround(value))});
    else
        cir_buffer_add_string(buffer, value > 0 ? ">= 1e18" : "<= -1e9");
}

void listing_set_number(struct listing *listing, size_t column, double value)
{
    struct cir_buffer text = {0};
    if (!isnan(value))
        listing_add_number(&text, value);
    listing_set_buffer(listing, column, &text);
}

void listing_set_rounded(struct listing *listing, size_t column, double value, int decimals)
{
    char digits[CIR_NUMBER_SIZE];
    if (!isnan(value))
        listing_set_text(listing, column, (struct cir_text){digits, cir_number_write(digits, value, decimals)});
}

void listing_set_count(struct listing *listing, size_t column, uint64_t count)
{
    char digits[CIR_NUMBER_SIZE];
    listing_set_text(listing, column, (struct cir_text){digits, cir_number_write_count(digits, count)});
}

void listing_set_visible(struct listing *listing, size_t column, const char *text, size_t most)
{
    struct cir_buffer visible = {0};
    say_add_visible(&visible, cir_text_of(text), most);
    listing_set_buffer(listing, column, &visible);
}

void listing_color(struct listing *listing, const char *color)
{
    if (!listing->failed)
        listing->colors[listing->row_count - 1] = color;
}

static const char *cell_at(const struct listing *listing, size_t row, size_t column)
{
    return listing->cells[row * listing->column_count + column];
}

/* Width of a text on the screen. */
static size_t width_of(const char *text)
{
    return (size_t)u8_strwidth((const uint8_t *)text, "UTF-8");
}

static size_t natural_width(const struct listing *listing, size_t column)
{
    size_t widest = width_of(listing->columns[column].name);
    for (size_t row = 0; row < listing->row_count; row++) {
        size_t width = width_of(cell_at(listing, row, column));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t at_most(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t at_least(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Width of a text on the screen but for the blank at its end. */
static size_t width_trimmed(struct cir_text text)
{
    text.size -= text.size > 0 && text.data[text.size - 1] == ' ';
    return (size_t)u8_width((const uint8_t *)text.data, text.size, "UTF-8");
}

/* Size of the part at the front of a text that is not broken: a word with the blank behind it; of one that is wider
 * than a line, what stands before and with its next '|' or ';'. */
static size_t piece_size(const char *text, size_t width)
{
    size_t word = strcspn(text, " "), part = strcspn(text, " |;");
    bool is_wide = width_trimmed((struct cir_text){text, word}) > width;
    size_t size = is_wide && part + 1 < word ? part : word;
    return text[size] == '\0' ? size : size + 1;
}

static bool is_shown(const struct listing *listing, size_t column)
{
    return listing->columns[column].kind != LISTING_ASIDE;
}

/* Width of the widest part of a text that is not broken. */
static size_t widest_piece(const char *text)
{
    size_t widest = 0;
    while (*text != '\0') {
        struct cir_text piece = {text, piece_size(text, WRAP_LEAST)};
        widest = at_least(widest, width_trimmed(piece));
        text += piece.size;
    }
    return widest;
}

/* Width that a column cannot do without. */
static size_t least_width(const struct listing *listing, size_t column)
{
    size_t widest = width_of(listing->columns[column].name);
    if (listing->columns[column].kind != LISTING_WRAP)
        return natural_width(listing, column);
    for (size_t row = 0; row < listing->row_count; row++)
        widest = at_least(widest, widest_piece(cell_at(listing, row, column)));
    return at_most(at_least(widest, WRAP_LEAST), natural_width(listing, column));
}

/* Width at which the columns that wrap are broken: the largest that fits the screen beside the others. */
static size_t wrap_width(const struct listing *listing, size_t screen)
{
    size_t fixed = 0, wraps = 0;
    size_t natural[LISTING_COLUMNS_MAX];
    for (size_t i = 0; i < listing->column_count; i++) {
        if (listing->columns[i].kind == LISTING_ASIDE)
            continue;
        natural[i] = natural_width(listing, i);
        bool is_wrap = listing->columns[i].kind == LISTING_WRAP;
        fixed += (i > 0 ? COLUMN_GAP : 0) + (is_wrap ? 0 : natural[i]);
        wraps += is_wrap;
    }
    size_t width = WRAP_LEAST;
    for (size_t taken = 0; wraps > 0 && width < screen; width++) {
        taken = fixed;
        for (size_t i = 0; i < listing->column_count; i++)
            taken += listing->columns[i].kind == LISTING_WRAP ? at_most(natural[i], width + 1) : 0;
        if (taken > screen)
            break;
    }
    return width;
}

static bool is_too_wide(const struct cir_buffer *wrapped, size_t line, struct cir_text piece, size_t width)
{
    return wrapped->size > line &&
           (size_t)u8_width((const uint8_t *)wrapped->data + line, wrapped->size - line, "UTF-8") +
                   width_trimmed(piece) >
               width;
}

/* The line goes on below: a blank at its end becomes the line end. */
static void break_line(struct cir_buffer *wrapped)
{
    if (wrapped->size > 0 && wrapped->data[wrapped->size - 1] == ' ')
        wrapped->size--;
    cir_buffer_add_char(wrapped, '\n');
}

/* The text with line ends between words, and behind '|' and ';' in long ones, so that no line is wider than `width`; what
 * cannot be broken is left whole. NULL when memory is exhausted. */
static const char *wrap_words(struct listing *listing, const char *text, size_t width)
{
    if (width_of(text) <= width)
        return text;
    struct cir_buffer wrapped = {0};
    size_t line = 0; /* byte where the last line begins */
    while (*text != '\0') {
        struct cir_text piece = {text, piece_size(text, width)};
        if (is_too_wide(&wrapped, line, piece, width)) {
            break_line(&wrapped);
            line = wrapped.size;
        }
        cir_buffer_add(&wrapped, piece);
        text += piece.size;
    }
    const char *copy = wrapped.failed ? NULL : cir_arena_copy(listing->arena, cir_buffer_text(&wrapped));
    cir_buffer_free(&wrapped);
    return copy;
}

static bool add_columns(struct libscols_table *table, const struct listing *listing)
{
    static const int flags[] = {[LISTING_WORDS] = 0,
                                [LISTING_WRAP] = SCOLS_FL_WRAP,
                                [LISTING_NUMBER] = SCOLS_FL_RIGHT,
                                [LISTING_ASIDE] = SCOLS_FL_HIDDEN};
    for (size_t i = 0; i < listing->column_count; i++) {
        const struct listing_column *column = &listing->columns[i];
        struct libscols_column *made = scols_table_new_column(table, column->name, 0, flags[column->kind]);
        if (made == NULL)
            return false;
        if (column->kind == LISTING_WRAP &&
            (scols_column_set_safechars(made, "\n") != 0 ||
             scols_column_set_wrapfunc(made, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL) != 0))
            return false;
    }
    return true;
}

static bool add_rows(struct libscols_table *table, struct listing *listing, size_t width)
{
    for (size_t row = 0; row < listing->row_count; row++) {
        struct libscols_line *line = scols_table_new_line(table, NULL);
        if (line == NULL || (listing->colors[row] != NULL && scols_line_set_color(line, listing->colors[row]) != 0))
            return false;
        for (size_t column = 0; column < listing->column_count; column++) {
            const char *cell = cell_at(listing, row, column);
            if (listing->columns[column].kind == LISTING_WRAP)
                cell = wrap_words(listing, cell, width);
            if (cell == NULL || scols_line_set_data(line, column, cell) != 0)
                return false;
        }
    }
    return true;
}

/* Lines without the blanks that fill up their last column. */
static void print_trimmed(const char *text, FILE *out)
{
    struct cir_text line, rest = cir_text_of(text);
    while (rest.size > 0 && cir_text_next(&line, &rest, '\n')) {
        while (line.size > 0 && line.data[line.size - 1] == ' ')
            line.size--;
        fwrite(line.data, 1, line.size, out);
        fputc('\n', out);
    }
}

static bool print_table(struct listing *listing, const struct terminal *terminal, FILE *out)
{
    struct libscols_table *table = scols_new_table();
    char *text = NULL;
    if (table == NULL)
        return false;
    scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(table, SCREEN_MAX); /* cells are fitted here, by words */
    scols_table_enable_colors(table, terminal->color);
    bool whole = scols_table_set_column_separator(table, COLUMN_SEPARATOR) == 0 && add_columns(table, listing) &&
                 add_rows(table, listing, wrap_width(listing, terminal->width)) &&
                 scols_print_table_to_string(table, &text) == 0;
    if (whole)
        print_trimmed(text, out);
    free(text);
    scols_unref_table(table);
    return whole;
}

/* ---- columns that find no room ---- */

/* Number of the table, from 0, that each column stands in: as many side by side as there is room for, those behind
 * them in the next table, which begins with the first column once more. @return how many tables */
static size_t divide(size_t *tables, const struct listing *listing, size_t screen)
{
    size_t key = 0, taken = 0, table = 0;
    while (key < listing->column_count && !is_shown(listing, key))
        key++;
    for (size_t i = key; i < listing->column_count; i++) {
        if (!is_shown(listing, i))
            continue;
        const size_t width = least_width(listing, i) + (i > key ? COLUMN_GAP : 0);
        const size_t key_width = least_width(listing, key);
        if (taken + width > screen && taken > key_width) {
            table++;
            taken = key_width;
        }
        tables[i] = table;
        taken += width;
    }
    return table + 1;
}

/* Print the columns of one table, and the first of all. */
static bool print_part(struct listing *listing, const size_t *tables, size_t table, const struct terminal *terminal,
                       FILE *out)
{
    struct listing_column columns[LISTING_COLUMNS_MAX] = {{NULL, LISTING_WORDS}};
    struct listing part = *listing;
    bool has_key = false;
    for (size_t i = 0; i < listing->column_count; i++) {
        const bool is_key = !has_key && is_shown(listing, i);
        has_key = has_key || is_key;
        columns[i] = listing->columns[i];
        if (is_shown(listing, i) && !is_key && tables[i] != table)
            columns[i].kind = LISTING_ASIDE;
    }
    part.columns = columns;
    if (table > 0)
        fputc('\n', out);
    return print_table(&part, terminal, out);
}

static bool print_text(struct listing *listing, const struct terminal *terminal, FILE *out)
{
    size_t tables[LISTING_COLUMNS_MAX] = {0};
    const size_t count = listing->is_divided ? divide(tables, listing, at_least(terminal->width, WHOLE_MAX)) : 1;
    bool whole = true;
    for (size_t table = 0; table < count && whole; table++)
        whole = print_part(listing, tables, table, terminal, out);
    return whole;
}

static bool print_csv(const struct listing *listing, FILE *out)
{
    struct cir_buffer text = {0};
    for (size_t i = 0; i < listing->column_count; i++) {
        cir_csv_add_cell(&text, cir_text_of(listing->columns[i].name), ',', true);
        cir_buffer_add_char(&text, i + 1 < listing->column_count ? ',' : '\n');
    }
    for (size_t row = 0; row < listing->row_count; row++)
        for (size_t i = 0; i < listing->column_count; i++) {
            cir_csv_add_cell(&text, cir_text_of(cell_at(listing, row, i)), ',', true);
            cir_buffer_add_char(&text, i + 1 < listing->column_count ? ',' : '\n');
        }
    bool whole = !text.failed;
    if (whole)
        fwrite(text.data, 1, text.size, out);
    cir_buffer_free(&text);
    return whole;
}

static json_t *json_cell(enum listing_kind kind, const char *cell)
{
    double number = 0;
    if (kind != LISTING_NUMBER)
        return json_string(cell);
    if (!cir_number_read(cir_text_of(cell), &number))
        return json_null();
    if (number == floor(number) && fabs(number) < 1e15)
        return json_integer((json_int_t)number);
    return json_real(number);
}

static json_t *json_row(const struct listing *listing, size_t row)
{
    json_t *object = json_object();
    for (size_t i = 0; i < listing->column_count; i++)
        if (json_object_set_new(object, listing->columns[i].name,
                                json_cell(listing->columns[i].kind, cell_at(listing, row, i))) != 0) {
            json_decref(object);
            return NULL;
        }
    return object;
}

static bool print_json(const struct listing *listing, FILE *out)
{
    json_t *rows = json_array();
    bool whole = rows != NULL;
    for (size_t row = 0; whole && row < listing->row_count; row++)
        whole = json_array_append_new(rows, json_row(listing, row)) == 0;
    json_t *document =
        json_pack("{s:i, s:s, s:o}", "schema_version", JSON_SCHEMA_VERSION, "tool_version", CIR_VERSION, "rows", rows);
    whole =
        whole && document != NULL && json_dumpf(document, out, JSON_INDENT(2) | JSON_REAL_PRECISION(JSON_DIGITS)) == 0;
    json_decref(document);
    if (whole)
        fputc('\n', out);
    return whole;
}

int listing_print(struct listing *listing, enum listing_format format, const struct terminal *terminal, FILE *out)
{
    bool whole = !listing->failed;
    if (whole && format == LISTING_TEXT)
        whole = print_text(listing, terminal, out);
    else if (whole && format == LISTING_CSV)
        whole = print_csv(listing, out);
    else if (whole)
        whole = print_json(listing, out);
    if (whole || ferror(out))
        return EXIT_CLEAN; /* what could not be written is said where `out` is closed */
    return say_no_memory();
}
