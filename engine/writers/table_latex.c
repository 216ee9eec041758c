/* LaTeX: a table by booktabs, by longtable from LONG_ROWS rows on. A fragment needs the packages array, booktabs and
 * longtable and runs with XeLaTeX or LuaLaTeX; a document brings packages, fonts and direction of its language.
 *
 * Codes stand in \ciriskcode, which a document whose language reads from the right makes read from the left. */
#include "writers/prepared.h"
#include "writers/write_table.h"

/* A line of A4 holds some 85 characters at this size; wider tables have their columns of words broken. */
enum { LONG_ROWS = 40, LINE_WIDTH = 85, WORDS_LEAST = 18 };

/* LaTeX holds some 18 tables back that do not fit the page; more end the run. */
enum { HELD_MOST = 8 };

static const char *command_of(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '`':
        return "\\textasciigrave{}";
    case '"':
        return "\\textquotedbl{}";
    case '\'':
        return "\\textquotesingle{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '%':
        return "\\%";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    default:
        return NULL;
    }
}

/* Whether the character here would join with the one before it ("--"), or be taken by the command before the text for
 * its own ("[", "*"). */
static bool stands_apart(struct cir_text text, size_t i)
{
    char c = text.data[i];
    if (i == 0)
        return c == '[' || c == '*';
    return c == text.data[i - 1] && (c == '-' || c == ',' || c == '<' || c == '>');
}

/* Isolates are not drawn; columns keep texts apart. */
static size_t isolate_size(struct cir_text text, size_t i)
{
    struct cir_text rest = {text.data + i, text.size - i};
    bool is_isolate = rest.size >= 3 && cir_text_starts_with(rest, "\xE2\x81") && (unsigned char)rest.data[2] >= 0xA6 &&
                      (unsigned char)rest.data[2] <= 0xA9;
    return is_isolate ? 3 : 0;
}

static void add_plain(struct cir_buffer *buffer, struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        const char *command = c == '\n' ? "\\leavevmode\\newline{}" : command_of(c);
        size_t isolate = isolate_size(text, i);
        if (isolate > 0)
            i += isolate - 1;
        else if (command != NULL)
            cir_buffer_add_string(buffer, command);
        else if (stands_apart(text, i))
            cir_buffer_add_format(buffer, "{%c}", c);
        else
            cir_buffer_add_char(buffer, c);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins_run(struct cir_text text)
{
    bool is_sign = text.size > 1 && (text.data[0] == '-' || text.data[0] == '+') && is_digit(text.data[1]);
    return text.size > 0 && (is_sign || is_letter(text.data[0]));
}

/* Size of what reads from the left at the start of a text: from a letter or figure of ASCII, or the sign of a number, to
 * the last such that nothing but ASCII parts from it, with the bracket that it closes and the '%' behind it. */
static size_t run_size(struct cir_text text)
{
    size_t size = 0;
    bool opened = false;
    if (!begins_run(text))
        return 0;
    for (size_t i = 0; i < text.size && text.data[i] >= ' ' && text.data[i] <= '~'; i++) {
        opened = opened || text.data[i] == '(';
        if (is_letter(text.data[i]) || (text.data[i] == ')' && opened) || (text.data[i] == '%' && size == i))
            size = i + 1;
    }
    return size;
}

/* In a language that reads from the right TeX is told what reads from the left: left to itself it would turn 2.385 into
 * 385.2. */
static void add_text(struct cir_buffer *buffer, enum cir_language language, struct cir_text text)
{
    size_t start = 0;
    for (size_t i = 0; cir_shown_from_right(language) && i < text.size;) {
        size_t size = run_size((struct cir_text){text.data + i, text.size - i});
        if (size > 0) {
            add_plain(buffer, (struct cir_text){text.data + start, i - start});
            cir_buffer_add_string(buffer, "\\ciriskcode{");
            add_plain(buffer, (struct cir_text){text.data + i, size});
            cir_buffer_add_char(buffer, '}');
            start = i + size;
        }
        i += size > 0 ? size : 1;
    }
    if (start < text.size)
        add_plain(buffer, (struct cir_text){text.data + start, text.size - start});
}

static bool is_broken(const struct cir_prepared_table *table, size_t column, bool is_wide)
{
    const struct cir_prepared_column *shape = &table->columns[column];
    return shape->has_lines || (is_wide && !table->shown.columns[column].is_number && shape->width > WORDS_LEAST);
}

/* Columns of words share what the others leave of the line, each as much as the other. */
static void add_column_types(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    size_t total = 0, kept = 0, broken = 0;
    for (size_t i = 0; i < shown->column_count; i++)
        total += table->columns[i].width + 2;
    for (size_t i = 0; i < shown->column_count; i++) {
        bool breaks = is_broken(table, i, total > LINE_WIDTH);
        broken += breaks;
        kept += (breaks ? 0 : table->columns[i].width) + 2;
    }
    size_t left = kept < LINE_WIDTH ? LINE_WIDTH - kept : 0;
    size_t share = broken > 0 && left / broken > WORDS_LEAST ? left / broken : WORDS_LEAST;
    for (size_t i = 0; i < shown->column_count; i++)
        if (is_broken(table, i, total > LINE_WIDTH))
            cir_buffer_add_format(buffer, ">{\\ragged%s\\arraybackslash}p{0.%02zu\\linewidth}",
                                  cir_shown_from_right(shown->language) ? "left" : "right",
                                  share * 100 / LINE_WIDTH < 95 ? share * 100 / LINE_WIDTH : 95);
        else
            cir_buffer_add_char(buffer, shown->columns[i].is_number ? 'r' : 'l');
}

static void add_groups(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    size_t size = 0;
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        cir_buffer_add_string(buffer, i > 0 ? " & " : "");
        if (shown->columns[i].group == 0)
            continue;
        cir_buffer_add_format(buffer, "\\multicolumn{%zu}{c}{", size);
        add_text(buffer, shown->language, shown->groups[shown->columns[i].group - 1]);
        cir_buffer_add_char(buffer, '}');
    }
    cir_buffer_add_string(buffer, " \\\\\n");
    for (size_t i = 0; i < shown->column_count; i += size) {
        size = cir_prepared_group_size(shown, i);
        if (shown->columns[i].group > 0)
            cir_buffer_add_format(buffer, "\\cmidrule(lr){%zu-%zu}\n", i + 1, i + size);
    }
}

static void add_heads(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    cir_buffer_add_string(buffer, "\\toprule\n");
    if (table->shown.group_count > 0)
        add_groups(buffer, table);
    for (size_t i = 0; i < table->shown.column_count; i++) {
        cir_buffer_add_string(buffer, i > 0 ? " & " : "");
        add_text(buffer, table->shown.language, table->columns[i].head);
    }
    cir_buffer_add_string(buffer, " \\\\\n\\midrule\n");
}

static void add_cell(struct cir_buffer *buffer, enum cir_language language, const struct cir_shown_cell *cell,
                     bool is_strong)
{
    if (is_strong && cell->text.size > 0)
        cir_buffer_add_string(buffer, "\\textbf{");
    if (cell->kind == CIR_SHOWN_CODE)
        cir_buffer_add_string(buffer, "\\ciriskcode{");
    if (cell->kind == CIR_SHOWN_CODE)
        add_plain(buffer, cell->text);
    else
        add_text(buffer, language, cell->text);
    if (cell->kind == CIR_SHOWN_CODE)
        cir_buffer_add_char(buffer, '}');
    if (is_strong && cell->text.size > 0)
        cir_buffer_add_char(buffer, '}');
    if (cell->note > 0)
        cir_buffer_add_format(buffer, "\\textsuperscript{{[}%u{]}}", cell->note);
}

static void add_rows(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    for (size_t i = 0; i < shown->row_count; i++) {
        const struct cir_shown_row *row = &shown->rows[i];
        if (i > 0 && row->kind != CIR_SHOWN_BODY && shown->rows[i - 1].kind == CIR_SHOWN_BODY)
            cir_buffer_add_string(buffer, "\\midrule\n");
        for (size_t k = 0; k < shown->column_count; k++) {
            cir_buffer_add_string(buffer, k > 0 ? " & " : "");
            add_cell(buffer, shown->language, &row->cells[k], row->kind != CIR_SHOWN_BODY);
        }
        cir_buffer_add_string(buffer, " \\\\\n");
    }
}

static void add_caption(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    cir_buffer_add_string(buffer, "\\caption{");
    add_text(buffer, table->shown.language, table->shown.caption);
    cir_buffer_add_string(buffer, " {\\bfseries\\ciriskcode{");
    add_plain(buffer, table->shown.tlp);
    cir_buffer_add_format(buffer, "}}}\\label{tab:%s}", table->name);
}

static void add_remark(struct cir_buffer *buffer, enum cir_language language, size_t number, struct cir_text text)
{
    if (text.size == 0)
        return;
    cir_buffer_add_string(buffer, "\\par\\noindent ");
    if (number > 0)
        cir_buffer_add_format(buffer, "\\textsuperscript{{[}%zu{]}} ", number);
    add_text(buffer, language, text);
    cir_buffer_add_char(buffer, '\n');
}

static void add_remarks(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    const struct cir_shown_table *shown = &table->shown;
    cir_buffer_add_string(buffer, "{\\footnotesize\n");
    for (size_t i = 0; i < shown->note_count; i++)
        add_remark(buffer, shown->language, i < shown->marked_note_count ? i + 1 : 0, shown->notes[i]);
    add_remark(buffer, shown->language, 0, shown->unknown);
    add_remark(buffer, shown->language, 0, shown->source);
    cir_buffer_add_string(buffer, "\\par}\n");
}

static void add_short(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    cir_buffer_add_string(buffer, "\\begin{table}[htbp]\n\\centering\n");
    add_caption(buffer, table);
    cir_buffer_add_string(buffer, "\n\\begin{tabular}{");
    add_column_types(buffer, table);
    cir_buffer_add_string(buffer, "}\n");
    add_heads(buffer, table);
    add_rows(buffer, table);
    cir_buffer_add_string(buffer, "\\bottomrule\n\\end{tabular}\n\\par\\smallskip\n");
    add_remarks(buffer, table);
    cir_buffer_add_string(buffer, "\\end{table}\n");
}

static void add_long(struct cir_buffer *buffer, const struct cir_prepared_table *table)
{
    cir_buffer_add_string(buffer, "\\begin{longtable}{");
    add_column_types(buffer, table);
    cir_buffer_add_string(buffer, "}\n");
    add_caption(buffer, table);
    cir_buffer_add_string(buffer, " \\\\\n");
    add_heads(buffer, table);
    cir_buffer_add_string(buffer, "\\endfirsthead\n");
    add_heads(buffer, table);
    cir_buffer_add_string(buffer, "\\endhead\n\\bottomrule\n\\endfoot\n");
    add_rows(buffer, table);
    cir_buffer_add_string(buffer, "\\end{longtable}\n");
    add_remarks(buffer, table);
}

/* What a document whose language reads from the right has defined otherwise before. */
static const char own_commands[] = "\\providecommand{\\ciriskcode}[1]{#1}\n";

static enum cir_status write_fragment(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                      struct cir_error *error)
{
    (void)error;
    cir_buffer_add_string(buffer, own_commands);
    for (size_t i = 0; i < prepared->count; i++) {
        cir_buffer_add_string(buffer, i > 0 && i % HELD_MOST == 0 ? "\\clearpage\n" : "");
        if (prepared->tables[i].shown.row_count > LONG_ROWS)
            add_long(buffer, &prepared->tables[i]);
        else
            add_short(buffer, &prepared->tables[i]);
    }
    return CIR_OK;
}

/* The first of a list of fonts that the machine has, else LaTeX's own. */
static const char fonts[] = "\\newcommand{\\ciriskfont}[2]{\\IfFontExistsTF{#1}{\\setmainfont{#1}}{#2}}\n";

/* Fonts and direction by language. */
static const char *const languages[CIR_LANGUAGES] = {
    [CIR_AR] = "\\usepackage{polyglossia}\n"
               "\\setmainlanguage[numerals=maghrib]{arabic}\n\\setotherlanguage{english}\n"
               "\\newcommand{\\ciriskarabic}[2]{\\IfFontExistsTF{#1}{\\newfontfamily\\arabicfont[Script=Arabic]{#1}}"
               "{#2}}\n"
               "\\ciriskarabic{Amiri}{\\ciriskarabic{Scheherazade New}{\\ciriskarabic{FreeSerif}"
               "{\\ciriskarabic{DejaVu Sans}{\\ciriskarabic{Noto Naskh Arabic}{}}}}}\n"
               "\\newcommand{\\ciriskcode}[1]{\\textenglish{#1}}\n",
    [CIR_EN] = "\\usepackage{polyglossia}\n\\setmainlanguage{english}\n",
    [CIR_ES] = "\\usepackage{polyglossia}\n\\setmainlanguage{spanish}\n",
    [CIR_FR] = "\\usepackage{polyglossia}\n\\setmainlanguage{french}\n",
    [CIR_RU] = "\\usepackage{polyglossia}\n\\setmainlanguage{russian}\n",
    [CIR_ZH] = "\\ciriskfont{Noto Serif CJK SC}{\\ciriskfont{Noto Sans CJK SC}{\\ciriskfont{FandolSong}"
               "{\\ciriskfont{WenQuanYi Zen Hei}{}}}}\n"
               "\\ifdefined\\XeTeXlinebreaklocale\\XeTeXlinebreaklocale \"zh\"\\XeTeXlinebreakskip=0pt plus 1pt\\fi\n",
};

static void add_document_start(struct cir_buffer *buffer, const struct cir_prepared *prepared)
{
    bool is_wide = false;
    for (size_t i = 0; i < prepared->count; i++)
        is_wide = is_wide || prepared->tables[i].shown.column_count > CIR_TABLE_UPRIGHT_COLUMNS;
    cir_buffer_add_format(buffer,
                          "%% XeLaTeX or LuaLaTeX\n\\documentclass[a4paper]{article}\n"
                          "\\usepackage[margin=20mm%s]{geometry}\n\\usepackage{array,booktabs,longtable,fancyhdr}\n"
                          "\\usepackage{fontspec}\n",
                          is_wide ? ",landscape" : "");
    cir_buffer_add_string(buffer, fonts);
    cir_buffer_add_string(buffer, "\\ciriskfont{Noto Serif}{\\ciriskfont{FreeSerif}{\\ciriskfont{DejaVu Serif}{}}}\n");
    cir_buffer_add_string(buffer, languages[prepared->tables[0].shown.language]);
    cir_buffer_add_string(buffer, own_commands);
    cir_buffer_add_string(buffer, "\\pagestyle{fancy}\n\\fancyhf{}\n"
                                  "\\renewcommand{\\headrulewidth}{0pt}\n\\setlength{\\headheight}{15pt}\n"
                                  "\\fancyhead[C]{\\bfseries\\ciriskcode{");
    add_plain(buffer, prepared->tlp);
    cir_buffer_add_string(buffer, "}}\n\\fancyfoot[C]{\\thepage}\n\\begin{document}\n");
    if (prepared->writing.title.size > 0) {
        cir_buffer_add_string(buffer, "\\section*{");
        add_text(buffer, prepared->tables[0].shown.language, prepared->title);
        cir_buffer_add_string(buffer, "}\n");
    }
}

static enum cir_status write_document(struct cir_buffer *buffer, const struct cir_prepared *prepared,
                                      struct cir_error *error)
{
    add_document_start(buffer, prepared);
    enum cir_status status = write_fragment(buffer, prepared, error);
    cir_buffer_add_string(buffer, "\\end{document}\n");
    return status;
}

enum cir_status cir_write_table_latex_fragment(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                               size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_fragment, error);
}

enum cir_status cir_write_table_latex(struct cir_buffer *buffer, const struct cir_shown_table *const *tables,
                                      size_t count, const struct cir_writing *writing, struct cir_error *error)
{
    return cir_write_prepared(buffer, tables, count, writing, write_document, error);
}
