/* Readers of the formats that are plain text: text, CSV, Markdown, LaTeX. They read what the writers promise, not all
 * that the formats allow. */
#include "read_back.h"
#include "reading.h"
#include "sink/csv_cell.h"

#include "suite.h"

#include <limits.h>
#include <stdlib.h>
#include <unistr.h>
#include <uniwidth.h>

enum { COLUMNS_MAX = 32 };

static struct cir_text trim(struct cir_text text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\n'))
        text = (struct cir_text){text.data + 1, text.size - 1};
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\n'))
        text.size--;
    return text;
}

static bool starts_with(struct cir_text text, const char *start)
{
    return cir_text_starts_with(text, start);
}

static struct cir_text skip(struct cir_text text, size_t size)
{
    return (struct cir_text){text.data + size, text.size - size};
}

/* The line off the front of the rest; false, and an empty line, at its end. */
static bool next_line(struct cir_text *line, struct cir_text *rest)
{
    *line = (struct cir_text){"", 0};
    return rest->size > 0 && cir_text_next(line, rest, '\n');
}

static struct cir_text expect_line(struct cir_text *rest)
{
    struct cir_text line;
    CU_ASSERT_FATAL(next_line(&line, rest));
    return line;
}

/* --- text: columns are where the rule under the heads has dashes --- */

struct stretch {
    int start;
    int end;
};

struct text_shape {
    struct stretch columns[COLUMNS_MAX];
    size_t count;
};

/* The part of a line between two columns of a screen. */
static struct cir_text slice(struct cir_text line, struct stretch stretch)
{
    size_t at = 0, from = line.size, to = line.size;
    for (int column = 0; at < line.size;) {
        ucs4_t character = 0;
        int size = u8_mbtouc(&character, (const uint8_t *)line.data + at, line.size - at);
        int width = uc_width(character, "UTF-8");
        if (column >= stretch.start && from == line.size && (width > 0 || column == stretch.start))
            from = at;
        if (column >= stretch.end && width > 0) {
            to = at;
            break;
        }
        column += width > 0 ? width : 0;
        at += (size_t)size;
    }
    return from < to ? trim((struct cir_text){line.data + from, to - from}) : (struct cir_text){"", 0};
}

/* Where a rule has its dashes; no column when it is no rule. */
static struct text_shape shape_of_rule(struct cir_text line)
{
    struct text_shape shape = {.count = 0};
    if (starts_with(line, "\xE2\x80\x8F"))
        line = skip(line, 3);
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] != '-' && line.data[i] != ' ')
            return (struct text_shape){.count = 0};
        if (line.data[i] == '-' && (i == 0 || line.data[i - 1] == ' '))
            shape.columns[shape.count++].start = (int)i;
        if (line.data[i] == '-')
            shape.columns[shape.count - 1].end = (int)i + 1;
    }
    return shape;
}

/* The label over a column, of the line above the rule of groups. */
static struct cir_text group_over(const struct text_shape *groups, struct cir_text line, struct stretch column)
{
    for (size_t i = 0; i < groups->count; i++)
        if (groups->columns[i].start <= column.start && column.end <= groups->columns[i].end)
            return slice(line, groups->columns[i]);
    return (struct cir_text){"", 0};
}

static void tell_text_heads(struct cir_buffer *told, const struct text_shape *shape, const struct text_shape *groups,
                            struct cir_text groups_line, struct cir_text heads)
{
    for (size_t i = 0; i < shape->count; i++) {
        struct cir_text group = group_over(groups, groups_line, shape->columns[i]);
        cir_buffer_add_string(told, "column|");
        tell(told, group);
        cir_buffer_add_string(told, group.size > 0 ? " / " : "");
        tell(told, slice(heads, shape->columns[i]));
        cir_buffer_add_char(told, '\n');
    }
}

static void tell_text_row(struct cir_buffer *told, const struct text_shape *shape, struct cir_text line, bool strong)
{
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (size_t i = 0; i < shape->count; i++) {
        cir_buffer_add_string(told, i > 0 ? "¦" : "");
        tell(told, slice(line, shape->columns[i]));
    }
    cir_buffer_add_char(told, '\n');
}

/* Whether the line after the next one is a rule of more columns than the rule of groups before them. */
static bool is_rule_of_groups(struct cir_text rule, struct cir_text rest)
{
    struct cir_text heads, below;
    return next_line(&heads, &rest) && next_line(&below, &rest) &&
           shape_of_rule(rule).count < shape_of_rule(below).count;
}

static void read_text_table(struct cir_buffer *told, struct cir_text *rest)
{
    struct cir_text line, groups_line = {"", 0};
    struct text_shape groups = {.count = 0}, shape;
    tell_line(told, "caption", expect_line(rest));
    tell_line(told, "tlp", expect_line(rest));
    CU_ASSERT(expect_line(rest).size == 0);
    struct cir_text heads = expect_line(rest);
    struct cir_text below = expect_line(rest);
    if (is_rule_of_groups(below, *rest)) {
        groups = shape_of_rule(below);
        groups_line = heads;
        heads = expect_line(rest);
        below = expect_line(rest);
    }
    shape = shape_of_rule(below);
    CU_ASSERT(shape.count > 0);
    shape.columns[shape.count - 1].end = INT_MAX; /* the mark of a note may stand over the end */
    tell_text_heads(told, &shape, &groups, groups_line, heads);
    for (bool strong = false; next_line(&line, rest) && line.size > 0;)
        if (shape_of_rule(line).count == shape.count)
            strong = !strong;
        else
            tell_text_row(told, &shape, line, strong);
    while (next_line(&line, rest) && line.size > 0)
        tell_line(told, "remark", line);
}

void read_text(struct cir_buffer *told, struct cir_text file)
{
    while (file.size > 0)
        read_text_table(told, &file);
}

/* --- CSV --- */

/* The cell off the front of the rest, without its quotes and the guard before what could be a formula. */
static struct cir_buffer next_cell(struct cir_text *rest, bool *last)
{
    struct cir_buffer cell = {0};
    size_t i = 0;
    bool quoted = rest->size > 0 && rest->data[0] == '"';
    for (i = quoted; i < rest->size; i++) {
        char c = rest->data[i];
        if (quoted && c == '"' && i + 1 < rest->size && rest->data[i + 1] == '"')
            i++;
        else if (quoted ? c == '"' : c == ',' || c == '\n')
            break;
        cir_buffer_add_char(&cell, c);
    }
    i += quoted;
    CU_ASSERT_FATAL(i < rest->size && (rest->data[i] == ',' || rest->data[i] == '\n'));
    *last = rest->data[i] == '\n';
    *rest = skip(*rest, i + 1);
    struct cir_text text = cir_buffer_text(&cell);
    CU_ASSERT(!cir_csv_is_formula(text));
    if (text.size > 1 && text.data[0] == '\'' && cir_csv_is_formula(skip(text, 1))) {
        memmove(cell.data, cell.data + 1, cell.size - 1);
        cell.size--;
    }
    return cell;
}

struct csv_row {
    struct cir_buffer cells[COLUMNS_MAX];
    size_t count;
};

static struct csv_row next_row(struct cir_text *rest)
{
    struct csv_row row = {.count = 0};
    for (bool last = false; !last; row.count++) {
        CU_ASSERT_FATAL(row.count < COLUMNS_MAX);
        row.cells[row.count] = next_cell(rest, &last);
    }
    return row;
}

static void free_row(struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        cir_buffer_free(&row->cells[i]);
}

static bool is_part(const struct csv_row *names, size_t i, const char *part)
{
    struct cir_text name = cir_buffer_text(&names->cells[i]);
    size_t size = strlen(part);
    return name.size > size && cir_text_is(skip(name, name.size - size), part);
}

static void tell_csv_row(struct cir_buffer *told, const struct csv_row *names, const struct csv_row *row)
{
    bool has_bounds = false;
    cir_buffer_add_string(told, cir_text_is(cir_buffer_text(&row->cells[0]), "body") ? "body|" : "strong|");
    for (size_t i = 1; i + 1 < row->count; i++) {
        struct cir_text cell = cir_buffer_text(&row->cells[i]);
        bool is_bound = is_part(names, i, "_low") || is_part(names, i, "_high");
        bool is_aside = is_bound || is_part(names, i, "_flag") || is_part(names, i, "_note");
        if (is_part(names, i, "_low"))
            has_bounds = cell.size > 0 || row->cells[i + 1].size > 0;
        cir_buffer_add_string(told, i > 1 && !is_aside ? "¦" : "");
        cir_buffer_add_string(told, (is_bound && has_bounds) || (is_aside && !is_bound && cell.size > 0) ? ";" : "");
        cir_buffer_add_string(told, is_part(names, i, "_note") && cell.size > 0 ? "note=" : "");
        tell(told, cell);
    }
    cir_buffer_add_char(told, '\n');
}

/* "events: Harm / Incidents" without the id. */
static struct cir_text behind_id(const struct csv_row *names, struct cir_text remark)
{
    for (size_t i = 1; i < names->count; i++) {
        struct cir_text id = cir_buffer_text(&names->cells[i]);
        if (remark.size > id.size + 2 && memcmp(remark.data, id.data, id.size) == 0 &&
            starts_with(skip(remark, id.size), ": "))
            return skip(remark, id.size + 2);
    }
    CU_FAIL("a column remark names no column");
    return remark;
}

static void read_csv_table(struct cir_buffer *told, struct cir_text *rest)
{
    struct cir_buffer body = {0}, remarks = {0};
    struct csv_row names = next_row(rest);
    while (rest->size > 0 && rest->data[0] != '\n') {
        struct csv_row row = next_row(rest);
        struct cir_text kind = cir_buffer_text(&row.cells[0]);
        struct cir_text remark = cir_buffer_text(&row.cells[row.count - 1]);
        CU_ASSERT_EQUAL(row.count, names.count);
        if (cir_text_is(kind, "body") || cir_text_is(kind, "subtotal") || cir_text_is(kind, "total"))
            tell_csv_row(&body, &names, &row);
        else if (cir_text_is(kind, "caption") || cir_text_is(kind, "tlp"))
            tell_line(told, kind.data[0] == 'c' ? "caption" : "tlp", remark);
        else if (cir_text_is(kind, "column"))
            tell_line(told, "column", behind_id(&names, remark));
        else
            tell_line(&remarks, "remark", remark);
        free_row(&row);
    }
    cir_buffer_add(told, cir_buffer_text(&body));
    cir_buffer_add(told, cir_buffer_text(&remarks));
    *rest = rest->size > 0 ? skip(*rest, 1) : *rest;
    free_row(&names);
    cir_buffer_free(&body);
    cir_buffer_free(&remarks);
}

void read_csv(struct cir_buffer *told, struct cir_text file)
{
    while (file.size > 0)
        read_csv_table(told, &file);
}

/* --- Markdown --- */

/* Text without its escapes, "<br>" as line ends; a character that would mean something fails the test. */
static void tell_markdown(struct cir_buffer *told, struct cir_text text)
{
    struct cir_buffer plain = {0};
    for (size_t i = 0; i < text.size; i++) {
        if (starts_with(skip(text, i), "<br>")) {
            cir_buffer_add_char(&plain, '\n');
            i += 3;
            continue;
        }
        if (text.data[i] == '\\' && i + 1 < text.size)
            i++;
        else
            CU_ASSERT(strchr("`*_[]<>#|~&!$@", text.data[i]) == NULL);
        cir_buffer_add_char(&plain, text.data[i]);
    }
    tell(told, trim(cir_buffer_text(&plain)));
    cir_buffer_free(&plain);
}

static bool is_strong(struct cir_text text)
{
    return text.size > 4 && starts_with(text, "**");
}

/* Without the asterisks of what is strong, wherever a note's mark stands. */
static void tell_markdown_cell(struct cir_buffer *told, struct cir_text text)
{
    struct cir_buffer bare = {0};
    bool escaped = false;
    for (size_t i = 0; i < text.size; i++) {
        if (!escaped && starts_with(skip(text, i), "**")) {
            i++;
            continue;
        }
        escaped = !escaped && text.data[i] == '\\';
        cir_buffer_add_char(&bare, text.data[i]);
    }
    tell_markdown(told, cir_buffer_text(&bare));
    cir_buffer_free(&bare);
}

/* Cells between bars that are not escaped. */
static size_t split_bars(struct cir_text line, struct cir_text cells[COLUMNS_MAX])
{
    size_t count = 0, start = 1;
    CU_ASSERT_FATAL(line.size > 1 && line.data[0] == '|');
    for (size_t i = 1; i < line.size; i++)
        if (line.data[i] == '\\')
            i++;
        else if (line.data[i] == '|') {
            cells[count++] = trim((struct cir_text){line.data + start, i - start});
            start = i + 1;
        }
    return count;
}

static void tell_markdown_row(struct cir_buffer *told, struct cir_text line)
{
    struct cir_text cells[COLUMNS_MAX];
    size_t count = split_bars(line, cells);
    bool strong = false;
    for (size_t i = 0; i < count; i++)
        strong = strong || is_strong(cells[i]);
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(told, i > 0 ? "¦" : "");
        tell_markdown_cell(told, cells[i]);
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_markdown_line(struct cir_buffer *told, const char *kind, struct cir_text line)
{
    cir_buffer_add_format(told, "%s|", kind);
    tell_markdown_cell(told, line);
    cir_buffer_add_char(told, '\n');
}

static void tell_markdown_heads(struct cir_buffer *told, struct cir_text line)
{
    struct cir_text cells[COLUMNS_MAX];
    size_t count = split_bars(line, cells);
    for (size_t i = 0; i < count; i++)
        tell_markdown_line(told, "column", cells[i]);
}

void read_markdown(struct cir_buffer *told, struct cir_text file)
{
    static const char *const before[] = {"caption", "tlp"};
    struct cir_text line;
    size_t place = 0; /* 0 caption, 1 TLP, 2 heads, 3 rule, 4 rows and remarks */
    while (next_line(&line, &file)) {
        if (line.size == 0 || starts_with(line, "<div ") || cir_text_is(line, "</div>"))
            continue;
        if (place >= 4 && is_strong(line))
            place = 0;
        if (place < 2)
            tell_markdown_line(told, before[place++], line);
        else if (place == 2)
            tell_markdown_heads(told, (place++, line));
        else if (place == 3)
            place++;
        else if (line.data[0] == '|')
            tell_markdown_row(told, line);
        else
            tell_markdown_line(told, "remark", line);
    }
}

/* --- LaTeX --- */

/* Size of the group in braces at the front of a text, with them. */
static size_t group_size(struct cir_text text)
{
    size_t depth = 0;
    CU_ASSERT_FATAL(text.size > 0 && text.data[0] == '{');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\\') {
            i++;
            continue;
        }
        depth += text.data[i] == '{';
        depth -= text.data[i] == '}';
        if (depth == 0)
            return i + 1;
    }
    CU_FAIL_FATAL("a brace is not closed");
    return text.size;
}

static struct cir_text inside(struct cir_text text)
{
    return (struct cir_text){text.data + 1, group_size(text) - 2};
}

static void expand(struct cir_buffer *plain, struct cir_text text);

static const struct {
    const char *command;
    const char *text;
} latex_commands[] = {
    {"\\textbackslash{}", "\\"},
    {"\\textasciitilde{}", "~"},
    {"\\textasciicircum{}", "^"},
    {"\\textasciigrave{}", "`"},
    {"\\textquotedbl{}", "\""},
    {"\\textquotesingle{}", "'"},
    {"\\leavevmode\\newline{}", "\n"},
    {"\\{", "{"},
    {"\\}", "}"},
    {"\\$", "$"},
    {"\\&", "&"},
    {"\\%", "%"},
    {"\\#", "#"},
    {"\\_", "_"},
    {"\\ciriskcode", ""},
    {"\\textbf", ""},
    {"\\bfseries", ""},
    {"\\textsuperscript", "\x01"},
    {"\\par\\noindent ", ""},
};

/* What a command stands for; one that a hostile text could have brought fails the test. */
static size_t expand_command(struct cir_buffer *plain, struct cir_text text)
{
    for (size_t i = 0; i < sizeof latex_commands / sizeof latex_commands[0]; i++)
        if (starts_with(text, latex_commands[i].command)) {
            bool is_note = latex_commands[i].text[0] == '\x01';
            cir_buffer_add_string(plain, is_note ? (plain->size > 0 ? " " : "") : latex_commands[i].text);
            return strlen(latex_commands[i].command);
        }
    CU_FAIL_FATAL("an unknown command");
    return 1;
}

static void expand(struct cir_buffer *plain, struct cir_text text)
{
    for (size_t i = 0; i < text.size;) {
        char c = text.data[i];
        if (c == '\\')
            i += expand_command(plain, skip(text, i));
        else if (c == '{') {
            expand(plain, inside(skip(text, i)));
            i += group_size(skip(text, i));
        } else {
            CU_ASSERT(strchr("$&%#_^~}`\"'", c) == NULL);
            cir_buffer_add_char(plain, c);
            i++;
        }
    }
}

static void tell_latex(struct cir_buffer *told, struct cir_text text)
{
    struct cir_buffer plain = {0};
    expand(&plain, text);
    tell(told, trim(cir_buffer_text(&plain)));
    cir_buffer_free(&plain);
}

static void tell_latex_line(struct cir_buffer *told, const char *kind, struct cir_text text)
{
    cir_buffer_add_format(told, "%s|", kind);
    tell_latex(told, text);
    cir_buffer_add_char(told, '\n');
}

/* Cells between '&' that are neither escaped nor in braces. */
static size_t split_cells(struct cir_text line, struct cir_text cells[COLUMNS_MAX])
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i < line.size; i++) {
        if (line.data[i] == '\\')
            i++;
        else if (line.data[i] == '{')
            i += group_size(skip(line, i)) - 1;
        else if (line.data[i] == '&') {
            cells[count++] = trim((struct cir_text){line.data + start, i - start});
            start = i + 1;
        }
    }
    cells[count++] = trim((struct cir_text){line.data + start, line.size - start});
    return count;
}

/* Groups over columns, from "\multicolumn{2}{c}{Harm}". */
static void spread_groups(struct cir_text line, struct cir_text groups[COLUMNS_MAX])
{
    struct cir_text cells[COLUMNS_MAX];
    size_t count = split_cells(line, cells), column = 0;
    for (size_t i = 0; i < count; i++) {
        size_t span = 1;
        struct cir_text label = {"", 0};
        if (starts_with(cells[i], "\\multicolumn{")) {
            struct cir_text rest = skip(cells[i], strlen("\\multicolumn"));
            span = strtoul(rest.data + 1, NULL, 10);
            rest = skip(rest, group_size(rest));
            rest = skip(rest, group_size(rest));
            label = inside(rest);
        }
        for (size_t k = 0; k < span; k++)
            groups[column++] = label;
    }
}

static void tell_latex_heads(struct cir_buffer *told, struct cir_text line, const struct cir_text groups[COLUMNS_MAX])
{
    struct cir_text cells[COLUMNS_MAX];
    size_t count = split_cells(line, cells);
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(told, "column|");
        tell_latex(told, groups[i]);
        cir_buffer_add_string(told, groups[i].size > 0 ? " / " : "");
        tell_latex(told, cells[i]);
        cir_buffer_add_char(told, '\n');
    }
}

static void tell_latex_row(struct cir_buffer *told, struct cir_text line)
{
    struct cir_text cells[COLUMNS_MAX];
    size_t count = split_cells(line, cells);
    bool strong = false;
    for (size_t i = 0; i < count; i++)
        strong = strong || starts_with(cells[i], "\\textbf{");
    cir_buffer_add_string(told, strong ? "strong|" : "body|");
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_string(told, i > 0 ? "¦" : "");
        tell_latex(told, cells[i]);
    }
    cir_buffer_add_char(told, '\n');
}

static void tell_latex_caption(struct cir_buffer *told, struct cir_text line)
{
    static const char mark[] = " {\\bfseries\\ciriskcode{";
    struct cir_text caption = inside(skip(line, strlen("\\caption")));
    size_t at = caption.size;
    while (at > 0 && !starts_with(skip(caption, at), mark))
        at--;
    tell_latex_line(told, "caption", (struct cir_text){caption.data, at});
    tell_latex_line(told, "tlp", skip(caption, at));
}

static bool is_row(struct cir_text line)
{
    return line.size > 3 && cir_text_is(skip(line, line.size - 3), " \\\\");
}

void read_latex(struct cir_buffer *told, struct cir_text file)
{
    struct cir_text line, groups[COLUMNS_MAX] = {{NULL, 0}}, held = {NULL, 0};
    bool in_heads = false, in_body = false, again = false;
    while (next_line(&line, &file)) {
        struct cir_text row = is_row(line) ? (struct cir_text){line.data, line.size - 3} : line;
        if (starts_with(line, "\\caption"))
            tell_latex_caption(told, row);
        else if (starts_with(line, "\\toprule")) {
            in_heads = true;
            in_body = false;
            memset(groups, 0, sizeof groups);
        } else if (starts_with(line, "\\cmidrule"))
            spread_groups(held, groups);
        else if (starts_with(line, "\\midrule") && in_heads) {
            if (!again)
                tell_latex_heads(told, held, groups);
            in_heads = false;
            in_body = true;
        } else if (starts_with(line, "\\endfirsthead"))
            again = true;
        else if (starts_with(line, "\\end{"))
            in_body = in_heads = again = false;
        else if (starts_with(line, "\\par\\noindent"))
            tell_latex_line(told, "remark", line);
        else if (is_row(line) && in_heads)
            held = row;
        else if (is_row(line) && in_body)
            tell_latex_row(told, row);
    }
}
